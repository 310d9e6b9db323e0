"""Known mistakes of assignment 12, each a small wrong implementation."""

import numpy as np

from grader import objectives
from grader.checks import observed
from grader.diagnosis import misconception

_SQUARE = observed("df", objectives.parabola(), lambda chosen: chosen.gradient)
_WELL = observed("df", objectives.double_well(), lambda chosen: chosen.gradient)

# Inputs to show a mistake with, the simplest first.
EXAMPLES = {
    "secant": [
        (_SQUARE, 2.0, 1.0, 2),
        (_SQUARE, 2.0, 1.0, 4),
        (_WELL, 3.0, 2.0, 2),
        (_WELL, 3.0, 2.0, 3),
        (_WELL, 3.0, 2.0, 4),
    ],
}


def walk(df, x0, x1, steps, step):
    """Return a path; `step` gets the points and the slopes so far."""
    path = [float(x0), float(x1)]
    slopes = [df(path[0])]
    while len(path) <= steps:
        slopes.append(df(path[-1]))
        path.append(path[-1] - step(path, slopes))
    return np.array(path)


def right(path, slopes):
    """Return the step of the rule."""
    change = slopes[-1] - slopes[-2]
    return slopes[-1] * (path[-1] - path[-2]) / change if change else 0.0


@misconception("secant", hint="If the slope is positive, where is the minimum?")
def step_added(df, x0, x1, steps):
    """The step is added to the point."""
    return walk(df, x0, x1, steps, lambda *seen: -right(*seen))


@misconception(
    "secant", hint="Does the step become longer if the slope changes faster?"
)
def upside_down(df, x0, x1, steps):
    """The slope is multiplied by its change per length instead of divided by it."""

    def step(path, slopes):
        return slopes[-1] * (slopes[-1] - slopes[-2]) / (path[-1] - path[-2])

    return walk(df, x0, x1, steps, lambda *seen: step(*seen) if right(*seen) else 0.0)


@misconception("secant", hint="Which two points does the third update use?")
def first_point_kept(df, x0, x1, steps):
    """Every update uses the last point and x0, not the last two."""

    def step(path, slopes):
        change = slopes[-1] - slopes[0]
        return slopes[-1] * (path[-1] - path[0]) / change if change else 0.0

    return walk(df, x0, x1, steps, step)


@misconception("secant", hint="How often does the guess of the curvature change?")
def curvature_of_the_start(df, x0, x1, steps):
    """The curvature is guessed once, from x0 and x1."""

    def step(path, slopes):
        change = slopes[1] - slopes[0]
        return slopes[-1] * (path[1] - path[0]) / change if change else 0.0

    return walk(df, x0, x1, steps, step)


@misconception(
    "secant",
    family="what is counted",
    hint="How many points has the path for steps = 1?",
)
def one_update_too_many(df, x0, x1, steps):
    """The step from x0 to x1 is not counted, so that one update too many is made."""
    return walk(df, x0, x1, steps + 1, right)


@misconception(
    "secant",
    family="what is counted",
    hint="How many points has the path for steps = 1?",
)
def start_left_out(df, x0, x1, steps):
    """The path begins at x1."""
    return walk(df, x0, x1, steps, right)[1:]


@misconception(
    "secant",
    family="equal slopes",
    hint="What is the change of the slope when you have arrived?",
)
def divided_by_zero(df, x0, x1, steps):
    """Where two slopes are equal the step is 0/0, and the point becomes nan."""

    def step(path, slopes):
        change = slopes[-1] - slopes[-2]
        return slopes[-1] * (path[-1] - path[-2]) / change if change else np.nan

    return walk(df, x0, x1, steps, step)


@misconception(
    "secant",
    family="equal slopes",
    hint="How long is the path when it arrives early?",
)
def ends_on_arrival(df, x0, x1, steps):
    """The path ends where two slopes are equal."""
    path = walk(df, x0, x1, steps, right)
    still = [t for t in range(2, len(path)) if path[t] == path[t - 1]]
    return path[: still[0]] if still else path


@misconception("secant", hint="Which slopes do you know already?")
def slopes_asked_twice(df, x0, x1, steps):
    """Both slopes are asked for in every update, though one is known."""

    def step(path, _):
        return right(path, [df(path[-2]), df(path[-1])])

    return walk(df, x0, x1, steps, step)


@misconception("secant", hint="Of which type is a path that starts with integers?")
def whole_numbers_only(df, x0, x1, steps):
    """The points have the type of the start: integers lose all decimals."""
    return walk(df, x0, x1, steps, right).astype(np.asarray(x0).dtype)
