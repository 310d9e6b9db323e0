"""What public and hidden checks share: no numbers of either."""

import dataclasses
import itertools
import math

import numpy as np

from grader.checks import Callback, Seeded, passed, wrong
from grader.checks.comparing import (
    RTOL,
    SINGLE_RTOL,
    Tolerance,
    as_numbers,
    compare,
    is_single,
)
from grader.checks.findings import failed_to_run, mismatch
from grader.checks.numbers import brief, short
from grader.checks.values import call_text
from grader.errors import StudentFault

DECREMENT = 0.05
"""The largest Newton decrement of a point on the central path: slacks right to 5 %."""
SLOPE = 1e-5
"""What the conditions of least squares may be off by, as a share of |b|."""
CORNER = 1e-9
"""What a corner may lie outside of its own walls by rounding."""


def wave(shape, start):
    """Return numbers without a pattern, in an array."""
    k = np.arange(1, math.prod(shape) + 1)
    return np.sin(start + 1.7 * k * k).reshape(shape)


@dataclasses.dataclass(frozen=True)
class Program:
    """A linear program: minimise cᵀx subject to Gx <= h."""

    c: np.ndarray
    G: np.ndarray
    h: np.ndarray

    @classmethod
    def of(cls, c, G, h):
        """Return the program with these numbers, as floats."""
        return cls(*(np.array(each, dtype=np.float64) for each in (c, G, h)))

    @property
    def all(self):
        """Return c, G and h, as the exercises take them."""
        return self.c, self.G, self.h


def optimum(program):
    """Return the best corner, its multipliers and its value, by trying all corners."""
    c, G, h = program.all
    best = None
    for rows in map(list, itertools.combinations(range(len(h)), len(c))):
        if abs(np.linalg.det(G[rows])) < CORNER:
            continue
        x = np.linalg.solve(G[rows], h[rows])
        if np.all(G @ x <= h + CORNER) and (best is None or c @ x < best[2]):
            lam = np.zeros(len(h))
            lam[rows] = np.linalg.solve(G[rows].T, -c)
            best = x, lam, float(c @ x)
    return best


def decrement(program, x, t):
    """Return the Newton decrement of t cᵀx + barrier at x, and the t that suits x best.

    Nothing is squared: with the rows of G over their slacks as S, the Hessian is SᵀS.
    """
    c, G, h = program.all
    S = G / (h - G @ x)[:, None]
    R = np.linalg.qr(S).R
    objective, barrier = np.linalg.solve(R.T, np.column_stack([c, S.sum(axis=0)])).T
    best = -float(objective @ barrier) / float(objective @ objective)
    return float(np.linalg.norm(t * objective + barrier)), best


# --------------------------------------------------------------------- judging a point


def point_of(answer, n, where):
    """Return an answer as a finite point, or the finding that it is none."""
    x = as_numbers(answer)
    if x is None or x.dtype.kind == "c" or x.shape != (n,):
        return wrong(
            "It is no point of the right shape.",
            where=where,
            got=brief(answer),
            want=f"an array of shape ({n},)",
        )
    if not np.isfinite(x).all():
        return wrong("It is not finite.", where=where, got=brief(x))
    return x.astype(np.float64)


def inside(program, answer, where):
    """Return an answer as a point strictly inside, or the finding that it is none."""
    x = point_of(answer, len(program.c), where)
    if not isinstance(x, np.ndarray):
        return x
    slacks = program.h - program.G @ x
    row = int(np.argmin(slacks))
    if not slacks[row] > 0:
        return wrong(
            "The point is not strictly inside of Gx <= h.",
            where=where,
            got=f"a slack of {short(slacks[row])} in row {row}",
            want="slacks above 0",
        )
    return x


def centre(program, answer, t, where):
    """Say whether an answer is the point of the central path at t."""
    x = inside(program, answer, where)
    if not isinstance(x, np.ndarray):
        return x
    size, other = decrement(program, x, t)
    if size <= DECREMENT:
        return passed(
            f"The Newton decrement is {short(size)}.",
            where=where,
            strain=size / DECREMENT,
        )
    if other > 0 and decrement(program, x, other)[0] <= DECREMENT:
        message = f"The point belongs to t = {other:.3g}, not to t = {short(t)}."
    elif other < 0 and decrement(program, x, other)[0] <= DECREMENT:
        message = "The point lies on the central path of the maximum, not the minimum."
    else:
        message = f"The point is not the minimiser at t = {short(t)}."
    return wrong(
        message,
        where=where,
        got=f"a Newton decrement of {short(size)} at {brief(x)}",
        want=f"at most {DECREMENT}, which holds the slacks within 5 %",
    )


def near_the_optimum(program, answer, eps, where):
    """Say whether an answer lies inside, and within eps of the minimum."""
    x = inside(program, answer, where)
    if not isinstance(x, np.ndarray):
        return x
    corner, _, least = optimum(program)
    gap = float(program.c @ x) - least
    if gap <= eps:
        return passed(f"cᵀx - p* is {short(gap)}.", where=where)
    return wrong(
        "The objective is not within eps of its minimum.",
        where=where,
        got=f"cᵀx - p* = {short(gap)} at {brief(x)}",
        want=f"at most {short(eps)}; the minimum is at {brief(corner)}",
    )


def on_the_path(program, answer, ts, where):
    """Say for each t whether the right row of a path is its point."""
    rows = as_numbers(answer)
    if rows is None or rows.shape != (len(ts), len(program.c)):
        yield wrong(
            "The path has another form: a row for each t.",
            where=where,
            got=brief(answer) if rows is None else f"shape {rows.shape}",
            want=f"an array of shape {(len(ts), len(program.c))}",
        )
        return
    for k, (row, t) in enumerate(zip(rows, ts, strict=True)):
        yield centre(program, row, t, f"row {k} of {where}")


def walked(student, program, x0, ts):
    """Say whether central_path returns the central path."""
    case = (*program.all, x0, ts)
    answer = student.central_path(*case)
    return on_the_path(program, answer, ts, call_text(student.central_path, case))


def when_stopped(program, t0, mu, eps):
    """Return the t at which the barrier method stops."""
    t = t0
    while len(program.h) / t >= eps:
        t = mu * t
    return t


def solved(student, program, x0, t0, mu, eps):
    """Return what barrier_method gives, and the call as text."""
    case = (*program.all, x0, t0, mu, eps)
    return student.barrier_method(*case), call_text(student.barrier_method, case)


def least_squares(A, answer, b, where):
    """Say whether an answer satisfies the conditions of the optimum."""
    x = point_of(answer, A.shape[1], where)
    if not isinstance(x, np.ndarray):
        return x
    a, allowed = np.linalg.norm(A, axis=0), SLOPE * float(np.linalg.norm(b))
    w = A.T @ (b - A @ x)
    off = np.abs(x * a - np.maximum(x * a + w / a, 0))
    j = int(np.argmax(off))
    if off[j] <= allowed:
        return passed(
            f"The conditions hold at {brief(x)}.",
            where=where,
            strain=float(off[j]) / allowed,
        )
    if x[j] * a[j] < -allowed:
        message, got, want = "An entry is negative.", f"x[{j}] = {short(x[j])}", "0"
    elif w[j] > 0:
        message = "Raising an entry would still bring Ax nearer to b."
        got, want = f"w[{j}] = {short(w[j])} where x[{j}] = {short(x[j])}", "0 or less"
    else:
        message = "Lowering an entry that is positive would bring Ax nearer to b."
        got, want = f"w[{j}] = {short(w[j])} where x[{j}] = {short(x[j])}", "0"
    return wrong(
        message,
        where=where,
        got=got,
        want=want,
        tolerance=f"{short(allowed)} in units of b: {SLOPE:g} of |b|",
    )


def fitted(student, A, b):
    """Say whether nonnegative_least_squares returns an optimum."""
    where = call_text(student.nonnegative_least_squares, (A, b))
    return least_squares(A, student.nonnegative_least_squares(A, b), b, where)


def newton_pair(H, g, A, answer, where):
    """Say whether an answer solves the linear system of the constrained step."""
    p, n = A.shape
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        return wrong("It is no pair (d, w).", where=where, got=brief(answer))
    pair = []
    for each, name, size in zip(answer, "dw", (n, p), strict=True):
        vector = point_of(each, size, f"{name} of {where}")
        if not isinstance(vector, np.ndarray):
            return vector
        pair.append(vector)
    d, w = pair
    rough = any(is_single(as_numbers(each)) for each in answer)
    share = SINGLE_RTOL if rough else RTOL
    size = np.abs(H) @ np.abs(d) + np.abs(A).T @ np.abs(w) + np.abs(g)
    strains = []
    for name, want, left, allowed in (
        ("A d", "0", A @ d, share * (np.abs(A) @ np.abs(d))),
        ("H d + Aᵀw", "-g", H @ d + A.T @ w + g, share * size),
    ):
        k = int(np.argmax(np.abs(left) - allowed))
        if not abs(left[k]) <= allowed[k]:
            return wrong(
                f"{name} is not {want}.",
                where=f"entry {k} for {where}",
                got=f"it differs by {short(left[k])}; d = {brief(d)}, w = {brief(w)}",
                want=f"{name} = {want}",
                tolerance=f"{short(allowed[k])}: {short(share)} of its terms",
            )
        strains.append(max(np.abs(left) / np.maximum(allowed, 1e-300)))
    return passed("d and w solve the system.", where=where, strain=float(max(strains)))


def stepped(student, H, g, A):
    """Say whether equality_newton_step solves its system."""
    H, g, A = (np.array(each, dtype=np.float64) for each in (H, g, A))
    where = call_text(student.equality_newton_step, (H, g, A))
    return newton_pair(H, g, A, student.equality_newton_step(H, g, A), where)


def no_traces(function, case, judge, *, integers):
    """Say whether arguments stay as they are, calls repeat, and integers will do.

    Args:
        function: the student's.
        case: its arguments; those at `integers` are whole numbers.
        judge: says of an answer, and the call as text, whether it is right.
        integers: positions of arguments that are then given as integers.
    """
    where = call_text(function, case)
    before = function.in_order(case, {})
    reply = function.reply_echoing(*case)
    yield from judge(reply.value, where)
    for name, was, now in zip(
        function.parameters, before, reply.arguments, strict=True
    ):
        if isinstance(was, np.ndarray) and compare(now, was, Tolerance(0.0, 0.0)):
            yield wrong(
                f"The argument {name} is changed by the call; work on a copy.",
                where=where,
                got=f"{name} = {brief(now)} afterwards",
                want=f"{name} = {brief(was)} as before",
            )
    yield from judge(function(*case), f"the second call of {where}")
    cast = [whole(each) if at in integers else each for at, each in enumerate(before)]
    yield from judge(function(*cast), f"{where} with integers")


def whole(value):
    """Return an array as one of integers, a number as an integer."""
    cast = np.asarray(value).astype(np.int64)
    return cast if cast.ndim else cast.item()


# ------------------------------------------------------------------ parts of a triple


class Part:
    """One of the three things that log_barrier returns, as a function of its own.

    Args:
        function: log_barrier of a student or of the reference.
        at: which of the three.
    """

    def __init__(self, function, at):
        self._function, self._at = function, at
        self.parameters = function.parameters
        self.name = f"{('value', 'gradient', 'Hessian')[at]} of {function.name}"
        self.in_order = function.in_order

    def replies(self, items):
        """Return what came of one call for each item, that part alone."""
        return [
            each
            if isinstance(each, StudentFault)
            else dataclasses.replace(each, value=part(each.value, self._at))
            for each in self._function.replies(items)
        ]


def part(answer, at):
    """Return one item of a triple, and whatever is no triple as it is."""
    is_triple = isinstance(answer, list | tuple) and len(answer) == 3
    return answer[at] if is_triple else answer


# ------------------------------------------------------------------------- dual bounds


def multipliers(program, rng, count):
    """Return multipliers that are feasible in the dual, the last 2n rows a box."""
    c, G, h = program.all
    n, m = len(c), len(h)
    found = []
    for _ in range(count):
        lam = np.concatenate([rng.exponential(size=m - 2 * n), np.zeros(2 * n)])
        rest = c + G.T @ lam
        lam[m - 2 * n : m - n] = np.maximum(-rest, 0)
        lam[m - n :] = np.maximum(rest, 0)
        found.append(lam)
    return found


def boxed(c, G, h, side):
    """Return a program with a box of a given half side added to its rows."""
    n = len(c)
    rows = np.vstack([np.array(G, dtype=np.float64), np.eye(n), -np.eye(n)])
    return Program.of(c, rows, [*h, *[side] * (2 * n)])


def weak_duality(student, program, rng, count):
    """Say whether what multipliers prove is true, and whether the best prove all."""
    corner, best, least = optimum(program)
    proofs = [best, *multipliers(program, rng, count)]
    guesses = [rng.normal(size=len(program.h)) for _ in range(3)]
    cases = [(*program.all, lam) for lam in [*proofs, *guesses]]
    where = f"dual_value for {len(cases)} λ of one program"
    bounds = []
    for lam, reply in zip(
        [*proofs, *guesses], student.dual_value.replies(cases), strict=True
    ):
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            return
        value = as_numbers(reply.value)
        if value is None or value.ndim or not value < np.inf:
            yield wrong(
                "It is neither a number nor -inf.", where=where, got=brief(reply.value)
            )
            return
        bounds.append(float(value))
        if bounds[-1] > least + CORNER * max(1.0, abs(least)):
            yield wrong(
                "λ is worth more than cᵀx of a feasible x: weak duality is violated.",
                where=f"λ = {brief(lam)}",
                got=short(bounds[-1]),
                want=f"at most cᵀx = {short(least)}, x = {brief(corner)}",
            )
            return
    if not all(math.isfinite(each) for each in bounds[: len(proofs)]):
        yield wrong(
            "Multipliers that satisfy both conditions prove nothing.",
            where=where,
            got="-inf",
            want=f"a bound below {short(least)}",
        )
        return
    found = compare(max(bounds), least, Tolerance())
    if found:
        yield mismatch(found, f"the best of {where}")
        return
    yield passed("No λ proves too much, and the best proves the minimum.", where=where)


# --------------------------------------------------------------------------- convexity


def function_of(compute, text, shape=()):
    """Return a function of a point as a student's code may call it."""
    return Callback(compute, "f", shapes=(shape,), text=text)


def sampler(draw):
    """Return sample(seed) as a student's code may call it; draw takes a generator."""

    def sample(seed):
        if not isinstance(seed, int | float | np.number | np.ndarray):
            raise ValueError("sample takes a whole number")  # noqa: TRY004 - as refused
        return draw(np.random.default_rng(int(seed)))

    return Callback(sample, "sample", shapes=((),))


def violation(f, x, y):
    """Return by how much f lies above its chord at the worst θ, and that place."""
    f_x, f_y = float(f(x)), float(f(y))
    slack = 1e-9 * max(1.0, abs(f_x), abs(f_y))
    worst = None
    for theta in np.arange(1, 10) / 10:
        value = float(f(theta * x + (1 - theta) * y))
        chord = theta * f_x + (1 - theta) * f_y
        excess = value - chord - slack
        if worst is None or excess > worst[0]:
            worst = excess, float(theta), value, chord
    return worst


def said(student, f, sample, n, seed, want):
    """Say whether is_convex gives the right answer; a wrong one is refuted."""
    reply = student.is_convex.reply(f, sample, n, Seeded(seed))
    where = f"is_convex of {f.text}, n={n}"
    if compare(reply.value, want) is None:
        return passed(f"It is {want}.", where=where)
    plain = as_numbers(reply.value)
    if plain is None or plain.ndim or plain not in (0, 1):
        return wrong(
            "It is neither True nor False.", where=where, got=brief(reply.value)
        )
    drawn = [np.asarray(each.value) for each in reply.asked if each.name == "sample"]
    pairs = list(itertools.pairwise(drawn[:60]))
    if not want:
        more = [np.asarray(sample(k)) for k in range(60)]
        pairs += list(itertools.pairwise(more))
    if not pairs:
        return wrong(
            "It is the wrong answer.",
            where=where,
            got=brief(reply.value),
            want=f"{want}",
        )
    x, y = max(pairs, key=lambda pair: violation(f, *pair)[0])
    _, theta, value, chord = violation(f, x, y)
    shown = f"at θ = {short(theta)} f is {short(value)}, the chord {short(chord)}"
    message = (
        "No segment that you drew violates convexity, not even the worst of them."
        if want
        else "There are segments on which f lies above its chord."
    )
    return wrong(
        message,
        where=f"{where}, from y = {brief(y)} to x = {brief(x)}",
        got=brief(bool(reply.value)),
        want=f"{want}: {shown}",
    )


def drawn_seeds(student, f, sample, n, seed):
    """Return the seeds with which sample was called, as numbers."""
    reply = student.is_convex.reply(f, sample, n, Seeded(seed))
    return [float(each.args[0]) for each in reply.asked if each.name == "sample"]


def two_seeds_for_each_segment(student, f, sample, n, seed):
    """Say whether both ends of each segment have a seed of their own."""
    where = f"the seeds of is_convex of {f.text}, n={n}"
    first = drawn_seeds(student, f, sample, n, seed)
    # Two equal seeds among 2n <= 100 come with a chance of 3e-6; two pairs of them
    # with one of 1e-11.
    if len(set(first)) < 2 * n - 1:
        return wrong(
            "Both ends of each segment have to be drawn anew.",
            where=where,
            got=f"{len(set(first))} different seeds",
            want=f"{2 * n}, two for each of n segments",
        )
    return passed(f"There are {len(first)} seeds.", where=where)


def seeds(student, f, sample, n, starts):
    """Say whether the seeds of the points are drawn from rng."""
    one, other = starts
    where = f"the seeds of is_convex of {f.text}, n={n}"
    first, again, third = (
        drawn_seeds(student, f, sample, n, start) for start in (one, one, other)
    )
    if not first or any(each % 1 or not 0 <= each < 2**31 for each in first):
        return wrong(
            "sample does not get whole numbers from 0 to 2**31 - 1.",
            where=where,
            got=brief(first[:6]),
        )
    if set(first) != set(again) or set(first) == set(third):
        return wrong(
            "The seeds do not come from rng alone: equal generators have to give "
            "equal seeds, and others other seeds.",
            where=where,
        )
    if max(first) < 2**28:  # each is, with a chance of 1/8
        return wrong(
            "The seeds come from a smaller range than 0 to 2**31 - 1.",
            where=where,
            got=f"{short(max(first))} is the largest of {len(first)}",
        )
    return passed("The seeds come from rng.", where=where)
