"""The noise floor of the loss: how much of a difference means nothing.

Source:
    Moré & Wild, "Estimating computational noise", SIAM J. Sci. Comput. 33 (2011),
    section 3 and Algorithm ECnoise. Differences of high order of seven values on a
    line are free of the smooth part of the function; what is left is its noise.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from grader.gradients.layout import Array
from grader.gradients.protocol import Caller

POINTS = 7
"""Values on a line, the point itself in the middle."""
ENOUGH = 3
"""Spacings with a valid estimate after which no further one is tried."""
MARGIN = 1.5
"""The floor is this multiple of the estimated deviation."""
SHORT = 12
"""A number of at most so many bits is as short by choice as by rounding."""
_AGREEMENT = 4.0  # Moré & Wild: three successive orders within this factor
_TOO_WIDE = 0.1  # Moré & Wild: the values vary by more than this share


@dataclass(frozen=True, slots=True)
class Noise:
    """What is known about the noise of the loss."""

    floor: float
    """Absolute; differences of the loss below this mean nothing."""
    unit: float
    """The gap between neighbouring losses, as a share of the loss."""
    measured: bool
    """Whether the floor was measured; if not it is half a gap at the loss."""

    def at(self, *losses: float) -> float:
        """Return the noise of losses of this size."""
        return max(self.floor, self.unit * max(map(abs, losses)))


def spacings(unit: float, *, single: bool) -> tuple[float, ...]:
    """Return the distances to try between the points, in units of the scale."""
    coarse = (3e-3, 3e-2) if single else (1e-6, 1e-4)
    return (50 * unit, 3 * unit**0.75, unit**0.5, *coarse)


def measure_noise(
    caller: Caller, x: Array, v: Array, f0: float, *, single: bool
) -> Noise:
    """Return the noise of the loss near x, seen along v.

    The least valid estimate counts, so that a kink between the wider points does not
    pass for noise.
    """
    unit = float(np.finfo(np.float32 if single else np.float64).eps)
    tries = spacings(unit, single=single)
    valid: list[float] = []
    seen: list[list[float]] = []
    for group in (tries[:ENOUGH], tries[ENOUGH:]):
        values = caller.losses(_points(x, v, group))
        each = (POINTS - 1) * np.arange(len(group))
        samples = [
            [*values[at : at + 3], f0, *values[at + 3 : at + 6]] for at in each.tolist()
        ]
        seen += samples
        valid += [d for d in map(estimate_deviation, samples) if d is not None]
        if len(valid) >= ENOUGH:
            break
    # A loss that was rounded to single precision says so in its values, even where
    # every difference over a short distance is 0 and no estimate is valid.
    coarse = caller.single or are_single([f for sample in seen for f in sample])
    unit = float(np.finfo(np.float32 if coarse else np.float64).eps)
    deviation = MARGIN * min(valid, default=0.0)
    floor = max(math.ulp(f0) / 2, deviation, _quantum(seen, f0) / 2)
    return Noise(floor=floor, unit=unit, measured=bool(valid))


def _quantum(samples: Sequence[Sequence[float]], f0: float) -> float:
    """Return the least step between losses, where the loss moves in steps.

    A saturated cross-entropy of 1e-12 is computed from numbers about 1: it stays the
    same over short distances, and then jumps by 2e-16, however finely floats lie near
    1e-12. One that never moves is taken to be made of numbers about 1 as well.
    """
    differences = [np.abs(np.diff(sample)) for sample in samples]
    if not any(_is_flat(d) for d in differences):
        return 0.0
    together = np.concatenate(differences)
    moves = together[np.isfinite(together) & (together > 0)]
    if moves.size:
        return float(moves.min())
    return float(np.finfo(np.float64).eps) * max(1.0, abs(f0))


def _is_flat(differences: Array) -> bool:
    return int(np.count_nonzero(differences == 0)) >= POINTS // 2


def estimate_deviation(values: Sequence[float]) -> float | None:
    """Return the deviation of the noise in evenly spaced values; None if unclear."""
    f = np.array(values)
    if not bool(np.all(np.isfinite(f))):
        return None
    if float(np.ptp(f)) > _TOO_WIDE * float(np.max(np.abs(f))):
        return None
    deviations: list[float] = []
    alternates: list[bool] = []
    table = f
    for order in range(1, len(f)):
        table = np.diff(table)
        if order == 1 and _is_flat(table):
            return None  # too close together: the values do not change
        if order == 2 and not np.any(table):
            return 0.0  # a straight line to the last bit
        gamma = math.factorial(order) ** 2 / math.factorial(2 * order)
        deviations.append(math.sqrt(gamma * float(np.mean(table**2))))
        alternates.append(bool(table.min() * table.max() < 0))
    for order in range(len(deviations) - 2):
        three = deviations[order : order + 3]
        if alternates[order] and max(three) <= _AGREEMENT * min(three):
            return deviations[order]
    return None


def are_single(values: Sequence[float] | Array) -> bool:
    """Say whether all these numbers were rounded to single precision.

    One of them must fill its 24 bits: that a number is 0.5 says nothing.
    """
    finite = np.array(values, dtype=np.float64)
    finite = finite[np.isfinite(finite)]
    with np.errstate(over="ignore", under="ignore"):
        rounded = finite.astype(np.float32).astype(np.float64)
    mantissas = np.frexp(finite)[0] * 2.0**SHORT
    filled = bool(np.any(mantissas != np.round(mantissas)))
    return filled and bool(np.all(rounded == finite))


def _points(x: Array, v: Array, group: Sequence[float]) -> Iterator[Array]:
    for delta in group:
        for j in range(POINTS):
            if j != POINTS // 2:
                yield x + (j - POINTS // 2) * delta * v
