"""What public and hidden checks share: no numbers of either."""

from dataclasses import replace

import numpy as np

from grader.checks import Callback, passed, trajectory, wrong
from grader.checks.calling import observed, points_asked
from grader.checks.comparing import Tolerance, as_numbers, compare, is_single
from grader.checks.findings import failed_to_run, mismatch
from grader.checks.numbers import brief, short
from grader.checks.path import at, misplaced, not_finite, walk
from grader.checks.values import call_text
from grader.errors import StudentFault
from grader.objectives import Derivatives, Objective
from grader.objectives.notation import away_from, times
from grader.objectives.quadratics import rotation

OF_SLOPES, OF_BENDS = 1e-6, 1e-4
"""Shares of the largest entry that a Jacobian and a Hessian may be off by."""
SLOPES, BENDS = Tolerance(OF_SLOPES), Tolerance(OF_BENDS)


def at_a_point(function, size, text=""):
    """Return a function of vectors as a student's code may call it."""
    return Callback(function, "f", shapes=((size,),), text=text)


def f_of(objective):
    """Return the function of an objective as a student's code may call it."""
    return observed("f", objective, lambda each: each.f)


def grad_of(objective):
    """Return its gradient as a student's code may call it."""
    return observed("grad", objective, lambda each: each.gradient)


def hess_of(objective):
    """Return its Hessian as a student's code may call it."""
    return observed("hess", objective, lambda each: each.hessian)


# ------------------------------------------------------------------ objectives


def quartic(lam, q, centre, angle, slopes=0.0):
    """Return Σ ½ λ u² + ¼ q u⁴ + s u in the turned coordinates u of x - c.

    Without slopes c has no slope: with a negative λ it is a saddle, with negative ones
    only a maximum.
    """
    lam, q, centre = (np.array(each, dtype=float) for each in (lam, q, centre))
    s = np.zeros(len(lam)) + slopes
    axes = rotation(len(lam), angle)
    last = f" + s u, s = {brief(s)}" if s.any() else ""

    def turned(x):
        return axes.T @ (x - centre)

    return Objective(
        name="quartic",
        formula=f"f(x) = Σ ½ λ u² + ¼ q u⁴{last}, λ = {brief(lam)}, q = {brief(q)}, "
        f"u = Qᵀ(x - {brief(centre)}), Q a turn by {short(angle)}",
        derivatives=Derivatives(
            f=lambda x: np.sum(
                lam * turned(x) ** 2 / 2 + q * turned(x) ** 4 / 4 + s * turned(x)
            ),
            gradient=lambda x: axes @ (lam * turned(x) + q * turned(x) ** 3 + s),
            hessian=lambda x: (axes * (lam + 3 * q * turned(x) ** 2)) @ axes.T,
        ),
        start=centre + 1,
    )


def exponentials(weights, centre):
    """Return Σ exp(u) - u with u = W (x - c): convex, with its minimum at c."""
    W, c = np.array(weights, dtype=float), np.array(centre, dtype=float)
    return Objective(
        name="exponentials",
        formula=f"f(x) = Σ exp(u) - u, u = W (x - {brief(c)}), W = {brief(W)}",
        derivatives=Derivatives(
            f=lambda x: np.sum(np.exp(W @ (x - c)) - W @ (x - c)),
            gradient=lambda x: W.T @ (np.exp(W @ (x - c)) - 1),
            hessian=lambda x: (W.T * np.exp(W @ (x - c))) @ W,
        ),
        start=c + 1,
        minimisers=(c,),
    )


def exponential(a, c):
    """Return exp(u) - u of a number, u = a (x - c), with its minimum at c."""
    return Objective(
        name="exponential",
        formula=f"f(x) = exp(u) - u, u = {times(a, away_from(c, 'x'))}",
        derivatives=Derivatives(
            f=lambda x: np.exp(a * (x - c)) - a * (x - c),
            gradient=lambda x: a * (np.exp(a * (x - c)) - 1),
            hessian=lambda x: a**2 * np.exp(a * (x - c)),
        ),
        start=np.float64(c + 1),
        minimisers=(np.float64(c),),
    )


def walled(weights, shift, outside):
    """Return Σ u - log u with u = W x + b; it has the value `outside` where u <= 0."""
    W, b = np.array(weights, dtype=float), np.array(shift, dtype=float)

    def f(x):
        u = W @ x + b
        return np.sum(u - np.log(u)) if (u > 0).all() else outside

    return Objective(
        name="walled",
        formula=f"f(x) = Σ u - log u, u = W x + {brief(b)}, W = {brief(W)}, "
        f"and {outside} where it has no logarithm",
        derivatives=Derivatives(
            f=f,
            gradient=lambda x: W.T @ (1 - 1 / (W @ x + b)),
            hessian=lambda x: (W.T / (W @ x + b) ** 2) @ W,
        ),
        start=np.linalg.solve(W, 1 - b),
    )


def flat_at(c, slope):
    """Return ¼ (x - c)⁴ + slope (x - c) of a number, without curvature at c."""
    return Objective(
        name="flat",
        formula=f"f(x) = ¼ u⁴ + {times(slope, 'u')}, u = {away_from(c, 'x')}",
        derivatives=Derivatives(
            f=lambda x: (x - c) ** 4 / 4 + slope * (x - c),
            gradient=lambda x: (x - c) ** 3 + slope,
            hessian=lambda x: 3 * (x - c) ** 2,
        ),
        start=np.float64(c),
    )


# ---------------------------------------------------------------------- checks


def kept(function, truth, case, cast, near, like=lambda got, _: got):
    """Check what must hold around an answer that is not compared to seven digits.

    One argument stays as it was, and whole numbers in it are read as floats.

    Args:
        function: the student's.
        truth: the reference's.
        case: an argument list.
        cast: the position of the argument, an array of whole numbers.
        near: how far answers may be off.
        like: brings an answer into the form of the expected one.
    """
    want = truth.reply(*case).value
    reply = function.reply_echoing(*case)
    where = call_text(function, case)
    found = compare(like(reply.value, want), want, near)
    if found:
        yield mismatch(found, where)
        return
    args = function.in_order(case, {})
    now = reply.arguments[cast]
    if compare(now, args[cast], Tolerance(0.0, 0.0)):
        name = function.parameters[cast]
        yield wrong(
            f"The argument {name} is changed by the call; work on a copy.",
            where=where,
            got=f"{name} = {_digits(now)} afterwards",
            want=f"{name} = {brief(args[cast])} as before",
        )
        return
    yield passed("The arguments stay as they were.", where=where)
    args[cast] = args[cast].astype(np.int64)
    where = f"{call_text(function, args)} with integers"
    found = compare(like(function.reply(*args).value, want), want, near)
    yield (
        mismatch(found, where)
        if found
        else passed("Integers are read as floats.", where=where)
    )


def _digits(value):
    """Return numbers with all their digits: the change may be in the last one."""
    numbers = as_numbers(value)
    return brief(value) if numbers is None else str(numbers.tolist())


def eigenpairs(function, truth, cases):
    """Compare eigenvalues and unit vectors, the sign of each column being free."""
    replies, answers = function.replies(cases), truth.replies(cases)
    for case, reply, answer in zip(cases, replies, answers, strict=True):
        where = call_text(function, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        found = compare(turned_like(reply.value, answer.value), answer.value)
        if found:
            yield mismatch(found, where)
        else:
            yield passed(f"{where} is right.", where=where)


def turned_like(got, want):
    """Return a pair (values, vectors) whose columns point like the expected ones."""
    if not isinstance(got, list | tuple) or len(got) != len(want):
        return got
    vectors = as_numbers(got[1])
    if vectors is None or vectors.shape != want[1].shape or vectors.dtype.kind == "c":
        return got
    if vectors.dtype.kind != "f":  # whole numbers, as along the axes
        vectors = vectors.astype(np.float64)
    along = np.sum(vectors * want[1], axis=0)
    # Not np.sign: what is perpendicular, or nan, stays as it is.
    return got[0], vectors * np.where(along < 0, -1, 1).astype(vectors.dtype)


class Looking:
    """A method of which only one of the callbacks is looked at.

    How often and in which order it asks at one point is its own business.

    Args:
        function: the method.
        name: of the callback.
        once: whether questions at the same point, but for rounding, count as one.
    """

    def __init__(self, function, name, *, once=False):
        self.name, self.parameters = function.name, function.parameters
        self.in_order = function.in_order
        self.last = None
        """What the last call gave, with everything that was asked."""
        self._function, self._callback, self._once = function, name, once

    def reply(self, *args, **kwargs):
        """Return what a call gives, with what was asked of the callback."""
        self.last = reply = self._function.reply(*args, **kwargs)
        asked = []
        for each in asked_of(reply, self._callback):
            if self._once and asked and not compare(each.args[0], asked[-1].args[0]):
                continue
            asked.append(each)
        return replace(reply, asked=tuple(asked))


def asked_of(reply, name):
    """Return the evaluations of one callback."""
    return [each for each in reply.asked if each.name == name and each.args]


def newton_path(function, truth, objective, **given):
    """Compare a path, and say if gradient or Hessian is not asked for on it."""
    looking = Looking(function, "grad")
    found = list(
        trajectory(looking, Looking(truth, "grad", once=True), objective, **given)
    )
    yield from found
    if any(each.credit < 1 for each in found):
        return
    asked = asked_of(looking.last, "hess")
    seen = points_asked(asked, objective.shape)
    path = np.asarray(as_numbers(looking.last.value), dtype=np.float64)
    near = Tolerance(1e-6, 1e-4, atol=1e-9)
    position = 0
    for t, x in enumerate(path[:-1]):
        # Where the path stands still, one question may be meant for several points.
        while position < len(seen) and compare(seen[position], x, near):
            position += 1
        if position == len(seen):
            yield wrong(
                "The path is right, but its Hessians are not those of hess: that was "
                "never asked for where the rule needs it.",
                where=at(found[0].where, t),
                got=f"{len(asked)} evaluations of hess",
                want=f"one at {brief(x)}",
            )
            return


def digits_double(function, objective, constant, because, **given):
    """Tell whether each update leaves at most `constant` times the squared error."""
    result = walk(function, objective, given)
    if not hasattr(result, "points"):
        return result
    lost = not_finite(result.points, result.where) or misplaced(result, given)
    if lost:
        return lost
    away = result.distances(objective)
    scale = float(np.max(np.abs(result.points)))
    slack = (1e-5 if is_single(result.points[1:]) else 1e-13) * scale
    allowed = constant * away[:-1] ** 2 + slack
    late = away[1:] > allowed
    if not late.any():
        return passed(
            "The error is squared by every update.",
            where=result.where,
            got=", ".join(f"{short(float(each))}" for each in away),
            tolerance=because,
        )
    t = int(np.argmax(late))
    return wrong(
        "An update leaves more than the square of the error.",
        where=at(result.where, t + 1),
        got=f"{short(float(away[t + 1]))} away, after {short(float(away[t]))}",
        want=f"at most {short(float(allowed[t]))} away",
        tolerance=because,
    )
