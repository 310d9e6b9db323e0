"""`trajectory`: a method follows its update rule, point by point.

Two things are compared with the reference: the points that the function returns, and
the points at which it asked for the gradient. The latter are seen from the judge's side
and have to contain those of the reference in their order; more of them do no harm.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.checks.calling import arguments, points_asked
from grader.checks.comparing import RTOL, differ, is_single
from grader.checks.findings import curve, passed, wrong
from grader.checks.numbers import brief, pair, short
from grader.checks.path import Walk, walk
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Derivatives, Objective

FAR, FAR_SINGLE = 1e150, 1e30
"""Beyond this nothing is compared any more: the next update may overflow."""
GROWTH = 50
"""How many roundings may add up in one update, beyond the one that is measured."""


def trajectory(
    function: Function,
    truth: Function,
    objective: Objective,
    *,
    rtol: float = RTOL,
    accept: Sequence[Callable[..., Any]] = (),
    **given: Any,
) -> Iterator[Finding]:
    """Compare the path of a method with that of the reference.

    Args:
        function: the student's.
        truth: the reference's.
        objective: what it runs on; its functions are handed over by their names.
        rtol: share of a coordinate's largest value that a difference may have, beside
            the measured growth of rounding errors.
        accept: other conventions, as functions of the same arguments; the path passes
            if one fits throughout.
        given: the other arguments, by the handout's names.

    Example::

        trajectory(student.nesterov, truth.nesterov, objectives.rotated_bowl(),
                   x0=(4, 1), lr=0.02, mu=0.8, steps=12)
    """
    result = walk(function, objective, given)
    if isinstance(result, Finding):
        yield result
        return
    args = arguments(truth, objective, given)
    expected = truth.reply(*args)
    variants = [np.asarray(expected.value, dtype=np.float64)]
    variants += [np.asarray(each(*args), dtype=np.float64) for each in accept]
    wrongs = []
    single = is_single(result.points[1:])
    growth = _growth(truth, objective, given, variants[0], single=single)
    for want in variants:
        allowed = _allowed(want, growth, rtol, single=single)
        difference = _first_difference(result, want, allowed)
        if difference is None:
            break
        wrongs.append(difference)
    else:
        yield wrongs[0]
        return
    seen = points_asked(result.asked, objective.shape)
    needed = points_asked(expected.asked, objective.shape)
    if not wrongs:
        missing = _first_unseen(seen, needed, allowed.max(axis=0))
        if missing is not None:
            yield _not_asked(result, needed[missing], missing)
            return
    convention = "; it follows another accepted convention" if wrongs else ""
    updates = len(result.points) - 1
    yield passed(
        f"All {updates} updates agree{convention}.",
        where=result.where,
        tolerance=f"{short(rtol)} of a coordinate's largest value",
        curve=_curve(result.points, variants[0], (0,) * len(objective.shape)),
    )


def _allowed(
    want: NDArray[np.float64],
    growth: NDArray[np.float64],
    rtol: float,
    *,
    single: bool,
) -> NDArray[np.float64]:
    """Return the largest difference allowed at each point and coordinate."""
    finite = np.where(np.isfinite(want), np.abs(want), 0.0)
    scale = np.broadcast_to(finite.max(axis=0), want.shape)
    # Of the handout's path: another convention lets a rounding grow as much.
    grown = np.zeros_like(want)
    same = min(len(want), len(growth))
    grown[:same], grown[same:] = growth[:same], growth[-1:]
    # So far out right forms of one rule overflow at different updates.
    out = np.abs(want) > (FAR_SINGLE if single else FAR)
    share = max(rtol, 8 * float(np.finfo(np.float32).eps)) if single else rtol
    return np.where(out, np.inf, share * scale + GROWTH * grown)


def _growth(
    truth: Function,
    objective: Objective,
    given: Mapping[str, Any],
    want: NDArray[np.float64],
    *,
    single: bool,
) -> NDArray[np.float64]:
    """Return how far one rounding has grown up to each point."""
    start = next((name for name in ("x0", "theta0") if name in given), None)
    if start is None or not want.size:
        return np.zeros_like(want)
    precision = np.finfo(np.float32 if single else np.float64)
    moved = dict(given)
    moved[start] = np.asarray(given[start], dtype=np.float64) * (1 + precision.eps)
    blurred = _in_single(objective) if single else objective
    other = truth.reply(*arguments(truth, blurred, moved)).value
    other = np.asarray(other, dtype=np.float64)
    if other.shape != want.shape:
        return np.zeros_like(want)  # a stopping rule that one rounding decides
    with np.errstate(invalid="ignore"):
        change = np.abs(other - want)
    change = np.where(np.isfinite(change), change, 0.0)
    # Of the whole point, since the next update mixes the coordinates.
    largest = change.reshape(len(change), -1).max(axis=1)
    grown = np.maximum.accumulate(largest)
    return np.broadcast_to(grown.reshape(-1, *[1] * (want.ndim - 1)), want.shape)


def _in_single(objective: Objective) -> Objective:
    """Return an objective whose gradients are rounded to single precision."""
    exact = objective.derivatives
    rounded = Derivatives(
        f=exact.f,
        gradient=lambda x: _rounded(exact.gradient(_rounded(x))),
        hessian=exact.hessian,
    )
    return Objective(
        name=objective.name,
        formula=objective.formula,
        derivatives=rounded,
        start=objective.start,
        minimisers=objective.minimisers,
    )


def _rounded(x: ArrayLike) -> NDArray[np.float64]:
    single: NDArray[np.float64] = np.asarray(x, dtype=np.float32).astype(np.float64)
    return single


def _first_difference(
    result: Walk, want: NDArray[np.float64], allowed: NDArray[np.float64]
) -> Finding | None:
    """Return the finding for the first point that is not as expected."""
    got, where = result.points, result.where
    both = min(len(got), len(want))
    wrongs = differ(got[:both], want[:both], allowed[:both])
    wrongs &= np.isfinite(allowed[:both])
    if not wrongs.any():
        if len(got) == len(want):
            return None
        return wrong(
            "The path has another number of points; the start is one of them.",
            where=where,
            got=f"{len(got)} points",
            want=f"{len(want)} points",
            curve=_curve(got, want, (0,) * (got.ndim - 1)),
        )
    first = tuple(int(i) for i in np.argwhere(wrongs)[0])
    t, coordinate = first[0], first[1:]
    texts = pair(got[first], want[first])
    beside = ""
    if coordinate:
        beside = f" (coordinate {coordinate[0]})"
        texts = (
            f"{texts[0]} in {brief(got[t])}",
            f"{texts[1]} in {brief(want[t])}",
        )
    message = f"The path leaves the expected one after update {t}"
    if t == 0:
        message = "The path does not begin at the start that was given"
    length = ""
    if len(got) != len(want):
        length = f" It has {len(got)} points, expected {len(want)}."
    return wrong(
        f"{message}{beside}.{length}",
        where=where,
        got=texts[0],
        want=texts[1],
        tolerance=short(allowed[first]),
        curve=_curve(got, want, coordinate),
    )


def _first_unseen(
    seen: NDArray[np.float64], needed: NDArray[np.float64], allowed: Any
) -> int | None:
    """Return the first needed point that was not asked for after the ones before it."""
    at_ = 0
    for index, point in enumerate(needed):
        while at_ < len(seen) and differ(seen[at_], point, 10 * allowed).any():
            at_ += 1
        if at_ == len(seen):
            return index
        at_ += 1
    return None


def _not_asked(result: Walk, point: NDArray[np.float64], index: int) -> Finding:
    return wrong(
        "The path is right, but it was not computed from the gradient: that was never "
        "asked for where the rule needs it.",
        where=result.where,
        got=f"{len(result.asked)} evaluations",
        want=f"evaluation {index + 1} at {brief(point)}",
    )


def _curve(got: NDArray[np.float64], want: NDArray[np.float64], at_: Any) -> Any:
    name = f"coordinate {at_[0]}" if at_ else "x"
    return curve(f"{name}, update by update", got[:, *at_], want[:, *at_])
