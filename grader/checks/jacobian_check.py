"""`jacobian`: a matrix of derivatives belongs to its function, by differences."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.checks.comparing import SINGLE_RTOL, as_numbers, is_single, shape_text
from grader.checks.findings import failed_to_run, passed, wrong
from grader.checks.numbers import brief, pair, short
from grader.checks.subject import Function
from grader.checks.values import call_text
from grader.errors import StudentFault
from grader.gradients import estimate_gradient
from grader.model import Finding

RTOL = 1e-6
"""Share of the largest derivative that a difference may have, beside its error."""
CERTAINTY = 4
"""How many times its own error estimate a difference may be off."""


def jacobian(
    function: Function,
    of: Callable[[NDArray[np.float64]], ArrayLike],
    points: Sequence[ArrayLike],
    *,
    before: Sequence[Any] = (),
    rtol: float = RTOL,
) -> Iterator[Finding]:
    """Compare a Jacobian, row = output and column = input, with differences.

    Args:
        function: the student's; it takes `before` and then a point.
        of: the function that it is the Jacobian of: takes a vector, returns a vector.
        points: where to compare.
        before: arguments that come before the point.
        rtol: share of the largest derivative that a difference may have.

    Example::

        jacobian(student.softmax_jacobian, truth.softmax, [(1.0, -2.0, 0.5)])
    """
    items = [[*before, tuple(np.ravel(x))] for x in points]
    for x, item, reply in zip(points, items, function.replies(items), strict=True):
        where = call_text(function, item)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        want, error = _differences(of, np.asarray(x, dtype=np.float64))
        yield _compared(reply.value, want, error, where, rtol)


def _differences(
    of: Callable[[NDArray[np.float64]], ArrayLike], x: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the Jacobian by differences, and how wrong each entry may be."""
    outputs = np.asarray(of(x)).size
    rows, errors = [], []
    for output in range(outputs):

        def component(v: Any, output: int = output) -> float:
            return float(np.ravel(np.asarray(of(v)))[output])

        estimate = estimate_gradient(component, x)
        rows.append(np.ravel(np.asarray(estimate.values)))
        errors.append(np.ravel(np.asarray(estimate.uncertainties)))
    return np.array(rows), np.array(errors)


def _compared(
    value: Any,
    want: NDArray[np.float64],
    error: NDArray[np.float64],
    where: str,
    rtol: float,
) -> Finding:
    got = as_numbers(value)
    if got is None or got.shape != want.shape:
        shown = brief(value) if got is None else shape_text(got)
        return wrong(
            "The Jacobian has another shape.",
            where=where,
            got=shown,
            want=f"{shape_text(want)}: a row for each output",
        )
    share = max(rtol, SINGLE_RTOL) if is_single(got) else rtol
    allowed = share * float(np.abs(want).max(initial=0.0)) + CERTAINTY * error
    off = ~(np.abs(got - want) <= allowed)
    if not off.any():
        return passed("The Jacobian agrees with differences.", where=where)
    transposed = want.shape == want.T.shape and (abs(got.T - want) <= allowed).all()
    first = tuple(int(i) for i in np.argwhere(off)[0])
    texts = pair(got[first], want[first])
    return wrong(
        "Rows and columns are swapped: a row belongs to an output."
        if transposed
        else f"{int(off.sum())} of {off.size} derivatives are wrong.",
        where=f"{where}[{first[0]}, {first[1]}]",
        got=texts[0],
        want=f"{texts[1]}, by differences",
        tolerance=short(allowed[first]),
    )
