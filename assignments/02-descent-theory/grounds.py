"""What public and hidden checks share: no numbers of either."""

import dataclasses
import itertools
import math

import numpy as np

from grader.checks import Callback, passed, trajectory, wrong
from grader.checks.calling import arguments, observed, points_asked
from grader.checks.comparing import Tolerance, as_numbers, compare
from grader.checks.findings import failed_to_run, mismatch
from grader.checks.numbers import brief, short
from grader.checks.path import method_text
from grader.checks.values import call_text, values
from grader.errors import StudentFault
from grader.objectives import Derivatives, Objective
from grader.objectives.notation import plus, times
from grader.objectives.quadratics import rotation

PATIENCE = 1000
"""How often f answers at one and the same point, in a row, before it asks back. A
search that never ends comes so short of breath after a step of 1e-16."""
NEAR = 1e-4
"""Share of the largest coordinate by which a trial point may be off: a path in single
precision is off by 1e-5 at most, and neighbouring trials are 1e-2 apart."""


def f_of(objective):
    """Return the function of an objective as a student's code may call it."""
    return observed("f", objective, lambda each: each.f)


def both_of(objective):
    """Return function and gradient of an objective as a student's code may call."""
    return f_of(objective), observed("grad", objective, lambda each: each.gradient)


def searched(objective):
    """Return both for a search, which f ends if the search does not."""
    return both_of(patient(objective))


def symmetric(eigenvalues, angle):
    """Return a symmetric matrix with these eigenvalues, of whatever sign."""
    axes = rotation(len(eigenvalues), angle)
    matrix = (axes * np.array(eigenvalues)) @ axes.T
    return (matrix + matrix.T) / 2


# ------------------------------------------------------------------- objectives


def patient(objective):
    """Return the same objective, whose f ends a search that would never end."""
    inner = objective.derivatives
    last, times_asked = None, 0

    def f(x):
        nonlocal last, times_asked
        here = np.asarray(x).tobytes()
        times_asked = times_asked + 1 if here == last else 1
        last = here
        if times_asked > PATIENCE:
            last = None  # whoever asks next has not been warned yet
            raise ValueError(
                f"f was asked {PATIENCE} times in a row at the same point: "
                "does this search ever end?"
            )
        return inner.f(x)

    return dataclasses.replace(objective, derivatives=dataclasses.replace(inner, f=f))


def one_number(formula, f, gradient, hessian):
    """Return an objective of one number."""
    return Objective(
        name="function of a number",
        formula=f"f(x) = {formula}",
        derivatives=Derivatives(f, gradient, hessian),
        start=np.float64(1.0),
    )


def logarithm(slope, outside):
    """Return slope·x - log x for x > 0, and something else outside."""
    return one_number(
        f"{times(slope, 'x')} - log x for x > 0, else {outside}",
        lambda x: slope * x - math.log(x) if x > 0 else outside,
        lambda x: slope - 1 / x,
        lambda x: 1 / x**2,
    )


def minus_logarithm():
    """Return -log x: infinite at 0, nan below."""
    return one_number(
        "-log x, inf at 0, nan below",
        lambda x: -math.log(x) if x > 0 else (math.inf if x == 0 else math.nan),
        lambda x: -1 / x,
        lambda x: 1 / x**2,
    )


def disc(slope, outside):
    """Return slopeᵀp - log(1 - |p|²) within the unit disc, something else outside."""
    slope = np.array(slope)

    def room(p):
        return float(1 - p @ p)

    def hessian(p):
        u = 2 * p / room(p)
        return 2 * np.eye(2) / room(p) + np.outer(u, u)

    return Objective(
        name="disc",
        formula=f"f(p) = cᵀp - log(1 - |p|²) for |p| < 1, else {outside}; "
        f"c = {brief(slope)}",
        derivatives=Derivatives(
            lambda p: slope @ p - math.log(room(p)) if room(p) > 0 else outside,
            lambda p: slope + 2 * p / room(p),
            hessian,
        ),
        start=np.zeros(2),
    )


def cubic(a, b):
    """Return a x³ + b x² of a number: convex on one side, concave on the other."""
    return one_number(
        f"{times(a, 'x³')} {plus(b)} x²" if b else times(a, "x³"),
        lambda x: x * x * (a * x + b),
        lambda x: x * (3 * a * x + 2 * b),
        lambda x: 6 * a * x + 2 * b,
    )


def line(slope, height):
    """Return slope·x + height of a number."""
    return one_number(
        f"{times(slope, 'x')} {plus(height)}" if slope else f"{height:g}",
        lambda x: slope * x + height,
        lambda _: slope,
        lambda _: 0.0,
    )


def spoiled(objective, middle, width, value):
    """Return the same function of a number, with another value around one place."""
    inner = objective.derivatives
    return one_number(
        f"{value!r} where |x - {middle:g}| < {width:g}, else {_right_side(objective)}",
        lambda x: value if abs(x - middle) < width else inner.f(x),
        inner.gradient,
        inner.hessian,
    )


def nothing_below(objective, bound, value):
    """Return the same function of a number, with another value where x < bound."""
    inner = objective.derivatives
    return one_number(
        f"{value:g} where x < {bound:g}, else {_right_side(objective)}",
        lambda x: inner.f(x) if x >= bound else value,
        inner.gradient,
        inner.hessian,
    )


def _right_side(objective):
    return objective.formula.removeprefix("f(x) = ")


def plane(slope, height):
    """Return slopeᵀp + height."""
    slope = np.array(slope)
    return Objective(
        name="plane",
        formula=f"f(p) = cᵀp + {height:g}, c = {brief(slope)}",
        derivatives=Derivatives(
            lambda p: slope @ p + height,
            lambda _: slope,
            lambda _: np.zeros((slope.size, slope.size)),
        ),
        start=np.zeros(slope.size),
    )


# ----------------------------------------------------------------------- values


def answers(function, truth, cases, **tolerances):
    """Compare answers like `values`, and say in words what f computes."""
    found = values(function, truth, cases, **tolerances)
    for finding, case in zip(found, cases, strict=True):
        yield dataclasses.replace(
            finding, where=f"{finding.where}{_formulas(function, case)}"
        )


def _formulas(function, case):
    texts = {each.text for each in case if isinstance(each, Callback) and each.text}
    return f", {'; '.join(sorted(texts))}" if texts else ""


def explained(function, truth, cases, explain):
    """Compare answers; explain(case, got, want) may say more of a wrong one."""
    replies = function.replies(cases)
    wanted = [each.value for each in truth.replies(cases)]
    for case, reply, want in zip(cases, replies, wanted, strict=True):
        where = f"{call_text(function, case)}{_formulas(function, case)}"
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        difference = compare(reply.value, want)
        if difference is None:
            yield passed(f"The answer is {brief(want)}.", where=where)
            continue
        args = function.in_order(case, {})
        more = explain(args, as_answer(reply.value), want)
        if more is None:
            yield mismatch(difference, where)
        else:
            message, got, expected = more
            yield wrong(message, where=where, got=got, want=expected)


def as_answer(got):
    """Return a plain number or truth value if an answer is one."""
    numbers = as_numbers(got)
    if numbers is None or numbers.ndim or numbers.dtype.kind == "c":
        return got
    return numbers.item()


# ---------------------------------------------------------------- counterexamples


def convexity(function, truth, cases):
    """Compare θ, and show the point above the chord, or that there is none."""
    return explained(function, truth, cases, _about_theta)


def _about_theta(args, got, want):
    f, x, y, _ = args

    def heights(theta):
        with np.errstate(all="ignore"):
            value = float(f(theta * x + (1 - theta) * y))
            return value, theta * float(f(x)) + (1 - theta) * float(f(y))

    def said(theta):
        value, chord = heights(theta)
        above = value - chord
        place = "above" if above > 0 else "below"
        if not math.isfinite(above):
            return f"θ = {short(theta)}, where f is {value}, the chord {chord}"
        return (
            f"θ = {short(theta)}, where f is {short(value)}, "
            f"{short(abs(above))} {place} the chord"
        )

    right = "None" if want is None else said(want)
    if got is None:
        return "There is a point at which f lies above the chord.", "None", right
    if isinstance(got, bool) or not isinstance(got, int | float) or not 0 < got < 1:
        return None
    value, chord = heights(got)
    if want is None or not value > chord:
        return "At this θ f does not lie above the chord.", said(got), right
    if got > want:
        return "f lies above the chord earlier already.", said(got), right
    return "This is none of the θ that are asked for.", said(got), right


def segment(function, truth, cases):
    """Compare truth values, and show the point that decides."""
    return explained(function, truth, cases, _about_segment)


def _about_segment(args, got, want):
    contains, x, y, n = args
    if not isinstance(got, bool):
        return None
    if want:
        return f"All {n} points are in the set.", "False", "True"
    outside = (
        (theta, theta * x + (1 - theta) * y)
        for theta in np.linspace(0, 1, n)
        if not contains(theta * x + (1 - theta) * y)
    )
    theta, point = next(outside)
    return (
        "One of the points is not in the set.",
        "True",
        f"False, since {brief(point)} (θ = {short(theta)}) is outside",
    )


def lemma(function, truth, cases):
    """Compare truth values, and show the step that decides."""
    return explained(function, truth, cases, _about_lemma)


def _about_lemma(args, got, want):
    f, grad, path, L = args
    if not isinstance(got, bool):
        return None
    if want:
        return "Every step keeps the promise.", "False", "True"
    for one, other in itertools.pairwise(path):
        before, after = float(f(one)), float(f(other))
        promised = float(np.sum(np.square(grad(one)))) / (2 * L)
        if not after <= before - promised + 1e-9 * max(1.0, abs(before)):
            break
    promise = (
        f"False: f({brief(one)}) = {short(before)} is followed by f({brief(other)}) = "
        f"{short(after)}, but {short(promised)} less was promised"
    )
    return "One of the steps does not keep the promise.", "True", promise


def almost(curvature, x, L, slacks):
    """Return where ½ c x² is less than x's value by the promise, but for some slacks.

    Args:
        curvature: c, below L.
        x: where the step begins.
        L: of the promise.
        slacks: how many slacks are missing.
    """
    before = curvature * x**2 / 2
    promised = (curvature * x) ** 2 / (2 * L)
    after = before - promised + slacks * 1e-9 * max(1, before)
    return math.sqrt(2 * after / curvature)


def descent(objective, x0, lr, steps):
    """Return a path of gradient descent, as an array."""
    points = [np.array(x0, dtype=np.float64)[()]]
    for _ in range(steps):
        points.append(points[-1] - lr * objective.gradient(points[-1]))
    return np.array(points)


def holes(has, text, *shape):
    """Return a set as a student's code may ask it: a test of one point."""
    if shape:
        return Callback(
            lambda p: bool(has(np.asarray(p))),
            "contains",
            shapes=(shape,),
            text=text,
        )

    def each(x):
        x = np.asarray(x, dtype=np.float64)
        if x.ndim == 0:
            return bool(has(x))
        return np.array([bool(has(v)) for v in x.flat]).reshape(x.shape)

    return Callback(each, "contains", shapes=(None,), text=text)


# ----------------------------------------------------------------------- searches


class OfSlopes:
    """The reference, of whose evaluations only those of the gradient are noted.

    Where f was asked has a check of its own, with words of its own.
    """

    def __init__(self, function):
        self.function = function

    def __getattr__(self, name):
        """Return whatever else the reference has."""
        return getattr(self.function, name)

    def reply(self, *args):
        """Return all that is known of a call, but for evaluations of f."""
        reply = self.function.reply(*args)
        asked = tuple(each for each in reply.asked if each.name == "grad")
        return dataclasses.replace(reply, asked=asked)


def walked(function, truth, objective, **given):
    """Compare a path with the reference's, and where its slopes were asked for."""
    return trajectory(function, OfSlopes(truth), patient(objective), **given)


def tried(function, truth, objective, **given):
    """Say whether a search is right and tried the points of the rule in their order.

    Every evaluation is seen from the judge's side; more of them do no harm.
    """
    objective = patient(objective)
    reply = function.reply(*arguments(function, objective, given))
    expected = truth.reply(*arguments(truth, objective, given))
    where = method_text(function, objective, given)
    difference = compare(reply.value, expected.value, Tolerance(rtol=1e-6))
    if difference:
        return mismatch(difference, where)
    # The first one is f(x): whether that is asked for, and when, is free.
    needed = _of_f(expected, objective)[1:]
    seen = _of_f(reply, objective)
    allowed = NEAR * np.max(np.abs(needed))
    at = 0
    for index, point in enumerate(needed):
        while at < len(seen) and not np.max(np.abs(seen[at] - point)) <= allowed:
            at += 1
        if at == len(seen):
            return wrong(
                "The answer is right, but f was not asked at the trial points of the "
                "rule in their order.",
                where=where,
                got=f"{len(seen)} evaluations of f: {brief(list(seen[:3]))} …",
                want=f"trial {index + 1} at {brief(point)}, "
                f"{_place(index, needed, expected.value, given['beta'])}",
            )
        at += 1
    return passed(f"All {len(needed)} trial points were tried.", where=where)


def _of_f(reply, objective):
    asked = [each for each in reply.asked if each.name == "f"]
    return points_asked(asked, objective.shape)


def _place(index, needed, answer, beta):
    """Return which trial of which search it is that has this index."""
    if not np.ndim(answer):
        return f"where t = {short(beta**index)}"
    update, begun = 1, 0
    for at in range(index):
        if np.array_equal(needed[at], answer[update]):
            update, begun = update + 1, at + 1
    return (
        f"where t = {short(beta ** (index - begun))} in the search of update {update}"
    )
