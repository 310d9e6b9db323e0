"""How a gradient is wrong: the pattern behind the numbers, with its evidence.

Each pattern is a hypothesis about one block, tried in order of how little it explains
away; it is stated only if what it leaves unexplained is small. What the blocks have in
common is stated after that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grader.gradients.across import across
from grader.gradients.layout import Array
from grader.gradients.pattern import Finding, Pattern, finding
from grader.gradients.ratios import name_of_ratio, name_of_shift
from grader.gradients.rendering import entry_name, number

TOL = 1e-5
"""A pattern may leave this share of the gradient unexplained."""
FEW = 0.1
"""At most this share of a block, and at least one entry, is a few."""
LISTED = 5
"""So many entries are listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One block: what was got, what was wanted, and what is known besides."""

    name: str
    got: Array
    want: Array
    theta: Array | None
    quantities: Mapping[str, float]
    tol: float

    def residual(self, explained: Array) -> float:
        """Return what an explanation of the block leaves over, as a share of it."""
        known = ~np.isnan(self.want)
        size = max(_norm(self.got[known]), _norm(self.want[known]))
        return _norm((self.got - explained)[known]) / size if size else 0.0


def diagnose(
    got: Mapping[str, ArrayLike],
    want: Mapping[str, ArrayLike],
    *,
    theta: Mapping[str, ArrayLike] | None = None,
    quantities: Mapping[str, float] | None = None,
    tol: float = TOL,
) -> tuple[Finding, ...]:
    """Return a finding for each block that is wrong, then what they have in common.

    Args:
        got: the gradient to explain, a block a name.
        want: the right one, or a numeric one; nan where it is not known.
        theta: the parameters; without them nothing is said about regularisers.
        quantities: numbers that a factor may consist of, such as N, C and lambda.
        tol: the share of a block that its explanation may leave over.
    """
    findings: list[Finding] = []
    for name, value in got.items():
        right = np.asarray(want[name], dtype=np.float64)
        mine = np.asarray(value, dtype=np.float64)
        if mine.shape != right.shape:
            raise ValueError(
                f"got and want must have one shape in block {name!r}; "
                f"got {mine.shape} and {right.shape}."
            )
        at = None if theta is None else np.asarray(theta[name], dtype=np.float64)
        pair = Pair(name, mine, right, at, dict(quantities or {}), tol)
        found = explain(pair)
        if found is not None:
            findings.append(found)
    return (*findings, *across({k: np.ndim(v) for k, v in got.items()}, findings))


def explain(pair: Pair) -> Finding | None:
    """Return the first pattern that fits a block; None if the block is right."""
    if not bool(np.all(np.isfinite(pair.got))):
        bad = int(np.count_nonzero(~np.isfinite(pair.got)))
        sentence = f"{bad} of {pair.got.size} entries are inf or nan"
        return finding(pair.name, Pattern.NOT_FINITE, sentence, count=float(bad))
    if pair.residual(pair.want) <= pair.tol:
        return None
    tries: tuple[Callable[[Pair], Finding | None], ...] = (
        _zero,
        _transposed,
        _few,
        _ratio,
        _shift,
        _signs,
        _permuted,
        _slices,
    )
    for attempt in tries:
        found = attempt(pair)
        if found is not None:
            return found
    return _cosine(pair)


def _zero(pair: Pair) -> Finding | None:
    if bool(np.any(pair.got)):
        return None
    return finding(pair.name, Pattern.ZERO, "all entries are 0")


def _transposed(pair: Pair) -> Finding | None:
    shape = pair.got.shape
    if len(shape) != 2 or shape[0] != shape[1] or shape[0] < 2:
        return None
    residual = pair.residual(pair.want.T)
    if np.isnan(residual) or residual > pair.tol:
        return None
    sentence = "it is the transpose of the right gradient"
    return finding(pair.name, Pattern.TRANSPOSED, sentence, residual)


def _few(pair: Pair) -> Finding | None:
    scale = float(np.nanmax(np.abs(pair.want))) if pair.want.size else 0.0
    size = np.maximum(np.abs(pair.got), np.abs(pair.want))
    off = np.abs(pair.got - pair.want) > pair.tol * size + 1e-12 * scale
    count = int(np.count_nonzero(off))
    # In a block of a single entry there are no others that would be right.
    if not 0 < count <= max(1, FEW * off.size) or off.size < 3:
        return None
    where = [tuple(int(i) for i in index) for index in np.argwhere(off)[:LISTED]]
    listed = ", ".join(
        f"{entry_name(pair.name, at)} is {number(float(pair.got[at]))}, "
        f"not {number(float(pair.want[at]))}"
        for at in where
    )
    more = f", and {count - LISTED} more" if count > LISTED else ""
    noun = "entry is" if count == 1 else "entries are"
    sentence = f"only {count} of {off.size} {noun} wrong: {listed}{more}"
    return finding(pair.name, Pattern.FEW, sentence, count=float(count))


def _ratio(pair: Pair) -> Finding | None:
    known = ~np.isnan(pair.want)
    a, n = pair.got[known], pair.want[known]
    if not np.any(n) or n.size < 2:
        return None
    ratio = float(a @ n / (n @ n))
    residual = pair.residual(ratio * pair.want)
    if residual > pair.tol:
        return None
    name = name_of_ratio(ratio, pair.quantities, pair.tol)
    known_as = f" (= {name})" if name else ""
    sentence = f"yours / right = {number(ratio)} everywhere{known_as}"
    return finding(pair.name, Pattern.RATIO, sentence, residual, ratio=ratio)


def _shift(pair: Pair) -> Finding | None:
    if pair.theta is None:
        return None
    known = ~np.isnan(pair.want)
    a, n, theta = pair.got[known], pair.want[known], pair.theta[known]
    # Three numbers at least, or two unknowns fit everything.
    if a.size < 3 or not np.any(theta):
        return None
    basis = np.stack([n, theta], axis=1)
    sizes = np.linalg.norm(basis, axis=0)
    if not bool(np.all(sizes > 0)):
        return None
    fit, _, rank, _ = np.linalg.lstsq(basis / sizes, a, rcond=1e-10)
    if rank < 2:
        return None
    c, s = (float(v) for v in fit / sizes)
    residual = pair.residual(c * pair.want + s * pair.theta)
    if residual > pair.tol:
        return None
    meaning = name_of_shift(c, s, pair.theta.ndim, pair.quantities)
    sentence = f"yours = {number(c)} right + ({number(s)}) parameter: {meaning}"
    return finding(pair.name, Pattern.SHIFT, sentence, residual, ratio=c, shift=s)


def _signs(pair: Pair) -> Finding | None:
    if pair.theta is None or pair.got.size < 3:
        return None
    known = ~np.isnan(pair.want)
    signs = np.sign(pair.theta)
    if not np.any(signs[known]):
        return None
    off = (pair.got - pair.want)[known]
    share = float(off @ signs[known] / (signs[known] @ signs[known]))
    residual = pair.residual(pair.want + share * signs)
    if residual > pair.tol:
        return None
    sentence = (
        f"it is off by {number(share)} times the sign of the parameter: an L1 term"
    )
    return finding(pair.name, Pattern.SIGN, sentence, residual, shift=share)


def _permuted(pair: Pair) -> Finding | None:
    if bool(np.any(np.isnan(pair.want))) or np.unique(pair.want).size < 3:
        return None
    a, n = np.sort(pair.got, axis=None), np.sort(pair.want, axis=None)
    residual = _norm(a - n) / max(_norm(a), _norm(n))
    if residual > pair.tol:
        return None
    sentence = "it has the right entries in wrong places"
    return finding(pair.name, Pattern.PERMUTED, sentence, residual)


def _slices(pair: Pair) -> Finding | None:
    if pair.got.ndim != 2:
        return None
    for axis, noun in ((0, "column"), (1, "row")):
        size = np.maximum(
            np.linalg.norm(pair.got, axis=axis), np.linalg.norm(pair.want, axis=axis)
        )
        off = np.linalg.norm(pair.got - pair.want, axis=axis) > pair.tol * size
        wrong = [int(i) for i in np.flatnonzero(off)]
        if 0 < len(wrong) <= off.size // 2:
            listed = ", ".join(map(str, wrong[:LISTED]))
            plural = noun if len(wrong) == 1 else f"{noun}s"
            sentence = f"only {plural} {listed} of {off.size} are wrong"
            return finding(pair.name, Pattern.SLICES, sentence, count=float(len(wrong)))
    return None


def _cosine(pair: Pair) -> Finding:
    known = ~np.isnan(pair.want)
    a, n = pair.got[known], pair.want[known]
    sizes = _norm(a) * _norm(n)
    cosine = float(a @ n) / sizes if sizes else 0.0
    sentence = f"no known pattern; the cosine with the right gradient is {cosine:.3g}"
    return finding(pair.name, Pattern.UNKNOWN, sentence, cosine=cosine)


def _norm(a: Array) -> float:
    return float(np.linalg.norm(a))
