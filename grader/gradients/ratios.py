"""Names for the factors that wrong gradients are off by."""

from collections.abc import Iterator, Mapping

LAMBDA = "lambda"
"""What the factor of the regulariser is called among the quantities."""
BATCH = "N"
"""What the number of examples is called."""
CLOSE = 1e-3
"""Shifts this close, relatively, to a known one are that one."""


def name_of_ratio(
    ratio: float, quantities: Mapping[str, float], tol: float
) -> str | None:
    """Return what a factor is, the plainest name first; None if nothing fits."""
    for name, value in _candidates(quantities):
        if abs(ratio - value) <= tol * abs(value):
            return name
    return None


def _candidates(quantities: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    yield from (("-1", -1.0), ("2", 2.0), ("1/2", 0.5), ("-2", -2.0), ("-1/2", -0.5))
    for power, template in ((1, "{}"), (-1, "1/{}"), (-2, "1/{}²"), (2, "{}²")):
        for name, value in quantities.items():
            yield template.format(name), value**power
    for name, value in quantities.items():
        yield f"2{name}", 2 * value
        yield f"2/{name}", 2 / value
        yield f"{name}/2", value / 2
        yield f"1/(2{name})", 0.5 / value
        yield f"-{name}", -value
        yield f"-1/{name}", -1 / value
    for one, first in quantities.items():
        for other, second in quantities.items():
            if one != other:
                yield f"{one}/{other}", first / second
            if one < other:
                yield f"{one} {other}", first * second
                yield f"1/({one} {other})", 1 / (first * second)


def name_of_shift(
    c: float, s: float, axes: int, quantities: Mapping[str, float]
) -> str:
    """Return what c times the right gradient plus s times the parameter means."""
    decay = quantities.get(LAMBDA)
    if abs(c - 1) > CLOSE:
        name = name_of_ratio(c, quantities, CLOSE)
        factor = f" by {name}" if name else ""
        if decay is not None and _close(s, (1 - c) * decay, decay):
            return f"the data term is off{factor}, the regulariser is right"
        return f"data term and regulariser are off{factor} each in its own way"
    if decay is None:
        return "a multiple of the parameter is missing or too much"
    if axes == 1 and _close(s, decay, decay):
        return "the biases are regularised, and should not be"
    known = [
        (-decay, "the regulariser is missing"),
        (decay, "the regulariser is doubled"),
        (-decay / 2, "the regulariser is halved"),
        (-2 * decay, "the regulariser has the wrong sign"),
    ]
    if batch := quantities.get(BATCH):
        known.append((decay / batch - decay, f"the regulariser is divided by {BATCH}"))
    for value, meaning in known:
        if _close(s, value, decay):
            return meaning
    return f"the factor of the regulariser is off by {s:.4g}"


def _close(a: float, b: float, scale: float) -> bool:
    return abs(a - b) <= CLOSE * abs(scale)
