"""Known mistakes in assignment 01: small wrong implementations, each with a hint."""

import numpy as np

from grader import objectives
from grader.checks.calling import observed
from grader.diagnosis import misconception

S0_DESCENT = "S0, slide 'Gradient Descent in 1D'"
S0_EXERCISE = "S0, slide 'Exercise': x² with rates from 0.01 to 1000"
S0_SLIP = "S0, slide 'Minimization Techniques', prints f(x1) lower than f(x2)"
S1_SLIP = "S1, the code of the update adds the gradient"


THOUSANDTH = 1e-3
"""Which share of the first slope counts as converged."""
SAME = 1e-6
"""What counts as the same point, or as a right gradient."""
SHORT_STEP = 0.01
"""A step after which some stop, though nobody asked them to."""

_REMEMBERED = {}
"""What a function that remembers its paths would keep."""

_SQUARE = observed("f", objectives.parabola(), lambda each: each.f)
_TWICE = observed("df", objectives.parabola(), lambda each: each.gradient)

_SQUARES = observed("f", objectives.bowl((2.0, 2.0)), lambda each: each.f)
_TWICE_BOTH = observed("df", objectives.bowl((2.0, 2.0)), lambda each: each.gradient)

# All on x² or x₁² + x₂², as the handout says, since no text shows a function.
EXAMPLES = {
    "gradient_descent_1d": [
        (_TWICE, 1.0, 0.25, 0.6, 9),
        (_TWICE, 1.0, 0.25, 0.5, 9),
        (_TWICE, -1.0, 0.25, 0.6, 9),
        (_TWICE, 1.0, 0.25, 3.0, 9),
        (_TWICE, 1.0, 0.25, 0.01, 2),
        (_TWICE, 2.0, 0.1, 0.3, 9),
    ],
    "values_along": [
        (_SQUARE, (1.0, 0.5, 0.25)),
        (_SQUARE, (1.0, -2.0)),
        (_SQUARE, (0.5, 2.0, 1.125)),
        (_SQUARES, ((1.0, 2.0), (0.5, 1.0), (0.25, 0.5))),
    ],
    "study_learning_rates": [
        (_TWICE, 1.0, (0.1,), 40),
        (_TWICE, 1.0, (0.01,), 40),
        (_TWICE, 1.0, (1.0,), 40),
        (_TWICE, 1.0, (1.1,), 40),
        (_TWICE, 0.001, (0.01,), 40),
        (_TWICE, 1000.0, (0.1,), 40),
        (_TWICE, 1.0, (1000.0,), 200),
        (_TWICE, 1.0, (0.1, 1.0, 0.01), 40),
        (_TWICE, 1.0, (0.495,), 2),
        (_TWICE, 1.0, (0.999,), 40),
        (_TWICE, 0.001, (0.0001,), 40),
        (_TWICE_BOTH, (1.0, 0.001), (0.1,), 40),
    ],
    "best_of_starts": [
        (_SQUARE, _TWICE, (2.0, 1.0), 0.25, 1),
        (_SQUARE, _TWICE, (1.0, 2.0), 0.25, 1),
        (_SQUARE, _TWICE, (1.0, -1.0), 0.25, 1),
        (_SQUARE, _TWICE, (1.0, 0.0), 0.25, 2),
    ],
    "numerical_gradient": [
        (_SQUARE, 1.0),
        (_SQUARE, 3.0),
        (_SQUARE, -2.0),
        (_SQUARES, (1.0, 3.0)),
        (_SQUARES, (0.0, 2.0)),
    ],
}


def _real(x):
    return np.array(x, dtype=float)[()]


# ------------------------------------------------------------- gradient_descent


def _path(grad, x0, steps, update):
    """Return the path on which update(x, g, t) is the next point."""
    points = [_real(x0)]
    for t in range(1, steps + 1):
        x = points[-1]
        points.append(update(x, _real(grad(x)), t))
    return np.array(points)


def _descent(grad, x0, lr, steps):
    """Return the path as it should be, for mistakes made elsewhere."""
    return _path(grad, x0, steps, lambda x, g, _: x - lr * g)


@misconception(
    "gradient_descent",
    hint="In which direction does the gradient point: uphill or downhill?",
    source=S1_SLIP,
    family="wrong step",
)
def uphill(grad, x0, lr, steps):
    """The gradient is added, so that the path climbs."""
    return _path(grad, x0, steps, lambda x, g, _: x + lr * g)


@misconception(
    "gradient_descent",
    hint="Does halving the learning rate change your first step?",
    family="wrong step",
)
def rate_ignored(grad, x0, lr, steps):
    """The whole gradient is subtracted, whatever the learning rate is."""
    return _path(grad, x0, steps, lambda x, g, _: x - g)


@misconception(
    "gradient_descent",
    hint="Count how many factors lr there are in your first step.",
    family="wrong step",
)
def rate_twice(grad, x0, lr, steps):
    """The learning rate is multiplied in twice."""
    return _path(grad, x0, steps, lambda x, g, _: x - lr * (lr * g))


@misconception(
    "gradient_descent",
    hint="Should a step shrink as the slope flattens out?",
    family="wrong step",
)
def unit_length(grad, x0, lr, steps):
    """The gradient is divided by its length, so that all steps are equally long."""
    return _path(grad, x0, steps, lambda x, g, _: x - lr * g / np.linalg.norm(g))


@misconception(
    "gradient_descent",
    hint="If the slope is ten times as steep, how does your step change?",
    family="wrong step",
)
def sign_only(grad, x0, lr, steps):
    """Only the sign of each slope is used, not its size."""
    return _path(grad, x0, steps, lambda x, g, _: x - lr * np.sign(g))


@misconception(
    "gradient_descent",
    hint="Does anything in the formula look at how long the gradient is?",
    family="wrong step",
)
def long_gradients_cut(grad, x0, lr, steps):
    """Gradients longer than 1 are cut to length 1."""
    return _path(
        grad, x0, steps, lambda x, g, _: x - lr * g / max(1.0, np.linalg.norm(g))
    )


@misconception(
    "gradient_descent",
    hint="Does lr still equal what was passed at update 10?",
    family="other rate",
)
def rate_decays(grad, x0, lr, steps):
    """The learning rate is divided by the number of the update."""
    return _path(grad, x0, steps, lambda x, g, t: x - lr / t * g)


@misconception(
    "gradient_descent",
    hint="What does the caller get who asks for a rate of 0.7, to see what happens?",
    family="other rate",
)
def rate_capped(grad, x0, lr, steps):
    """Rates above 0.1 are silently replaced by 0.1."""
    return _path(grad, x0, steps, lambda x, g, _: x - min(lr, 0.1) * g)


@misconception(
    "gradient_descent",
    hint="How often do you ask for the gradient, and where?",
)
def stale_gradient(grad, x0, lr, steps):
    """The gradient is computed once, at x0, and used for every update."""
    first = _real(grad(_real(x0)))
    return _path(grad, x0, steps, lambda x, _g, _t: x - lr * first)


@misconception(
    "gradient_descent",
    hint="When you compute the second slope, which version of the first coordinate "
    "do you use?",
)
def one_coordinate_after_the_other(grad, x0, lr, steps):
    """Each coordinate is updated with a gradient that knows the earlier ones."""

    def update(x, g, t):
        x = np.atleast_1d(x.copy())
        for i in range(x.size):
            at = x if np.ndim(g) else x[0]
            x[i] -= lr * np.atleast_1d(grad(at))[i]
        return x.reshape(np.shape(g))

    return _path(grad, x0, steps, update)


@misconception("gradient_descent", hint="Do all coordinates move?")
def first_coordinate_only(grad, x0, lr, steps):
    """Only the first coordinate is updated."""

    def update(x, g, t):
        mask = np.zeros(g.size)
        mask[0] = 1.0
        return x - lr * g * mask.reshape(g.shape)

    return _path(grad, x0, steps, update)


@misconception(
    "gradient_descent",
    hint="What of the earlier gradients is left in your second step? What should be?",
)
def momentum_added(grad, x0, lr, steps):
    """Half of the last step is added to each step, which is momentum."""
    x, step = _real(x0), 0.0
    points = [x]
    for _ in range(steps):
        step = 0.5 * step - lr * _real(grad(x))
        x = x + step
        points.append(x)
    return np.array(points)


@misconception(
    "gradient_descent",
    hint="Count the gradient calls, and the points, for steps = 3 by hand.",
    family="other number of points",
)
def one_update_too_few(grad, x0, lr, steps):
    """The path has steps points instead of steps updates."""
    return _descent(grad, x0, lr, max(steps, 1) - 1)


@misconception(
    "gradient_descent",
    hint="Count the gradient calls, and the points, for steps = 3 by hand.",
    family="other number of points",
)
def one_update_too_many(grad, x0, lr, steps):
    """One more update is made than was asked for."""
    return _descent(grad, x0, lr, steps + 1)


@misconception(
    "gradient_descent",
    hint="What is the first point of the path, before any update?",
    family="other number of points",
)
def start_left_out(grad, x0, lr, steps):
    """The path begins with the first update; the start is missing."""
    return _descent(grad, x0, lr, steps)[1:]


@misconception(
    "gradient_descent",
    hint="Could somebody draw the way down from what you return?",
    family="other number of points",
)
def end_only(grad, x0, lr, steps):
    """Only the last point is returned."""
    return _descent(grad, x0, lr, steps)[-1]


@misconception(
    "gradient_descent",
    hint="May the path end before `steps` updates, if it hardly moves any more?",
    family="other number of points",
)
def stops_when_steps_are_short(grad, x0, lr, steps):
    """The path ends as soon as a step is shorter than 0.01."""
    path = _descent(grad, x0, lr, steps)
    flat = path.reshape(len(path), -1)
    short = np.linalg.norm(np.diff(flat, axis=0), axis=1) < SHORT_STEP
    return path[: np.argmax(short) + 2] if short.any() else path


@misconception(
    "gradient_descent",
    hint="Print f at the first and at the last row of your path. Which is lower?",
    source=S0_SLIP,
)
def path_reversed(grad, x0, lr, steps):
    """The path is returned from its end to its start, so that f(x_1) < f(x_2)."""
    return _descent(grad, x0, lr, steps)[::-1]


@misconception(
    "gradient_descent",
    hint="Print the shape of the path for steps = 3 and a start of two numbers.",
)
def points_as_columns(grad, x0, lr, steps):
    """The points are the columns of the path instead of its rows."""
    return _descent(grad, x0, lr, steps).T


@misconception(
    "gradient_descent",
    hint="Print x0 after your function has returned.",
    family="shared arrays",
)
def start_changed(grad, x0, lr, steps):
    """The updates are made in place, on the array that the caller passed as x0."""
    points = [_real(x0)]
    for _ in range(steps):
        x0 -= lr * _real(grad(x0))
        points.append(_real(x0))
    return np.array(points)


@misconception(
    "gradient_descent",
    hint="Are the entries of your path different objects?",
    family="shared arrays",
)
def one_array_again_and_again(grad, x0, lr, steps):
    """The same array is appended after every update, so that all rows are the end."""
    return np.array([_descent(grad, x0, lr, steps)[-1]] * (steps + 1))


@misconception(
    "gradient_descent",
    hint="What dtype does zeros_like return for a start of whole numbers?",
)
def whole_number_buffer(grad, x0, lr, steps):
    """For a start of whole numbers all points of the path are cut to whole numbers."""
    x0 = np.asarray(x0)
    path = np.zeros((steps + 1, *x0.shape), dtype=x0.dtype)
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - lr * _real(grad(path[t]))
    return path


@misconception(
    "gradient_descent",
    hint="What does your function keep from one call to the next? Call it twice, with "
    "two rates.",
)
def path_remembered(grad, x0, lr, steps):
    """A start that was seen before gets its old path, whatever the rate is now."""
    start = tuple(np.ravel(x0).tolist())
    return _REMEMBERED.setdefault(start, _descent(grad, x0, lr, steps)).copy()


# ---------------------------------------------------------- gradient_descent_1d


def _until(df, x0, lr, max_steps, small, update=None):
    """Return the path to the first point where small(g) holds."""
    update = update or (lambda x, g: x - lr * g)
    points = [_real(x0)]
    while len(points) <= max_steps:
        g = _real(df(points[-1]))
        if small(g):
            break
        points.append(update(points[-1], g))
    return np.array(points)


def _flat_at(df, x0, lr, eps, max_steps):
    """Return the path as it should be, for mistakes made elsewhere."""
    return _until(df, x0, lr, max_steps, lambda g: abs(g) < eps)


@misconception(
    "gradient_descent_1d",
    hint="Print f along your path. Should it rise or fall? (Where the slide compares "
    "x1 with x2 it means x0.)",
    source=S0_SLIP,
    family="wrong step",
)
def climbs(df, x0, lr, eps, max_steps):
    """The slope is added, so that the values rise from point to point."""
    return _until(
        df, x0, lr, max_steps, lambda g: abs(g) < eps, lambda x, g: x + lr * g
    )


@misconception(
    "gradient_descent_1d",
    hint="How long is a step where the slope is 3, and where it is 0.3?",
    family="wrong step",
)
def equal_steps(df, x0, lr, eps, max_steps):
    """Every step has the length lr; the slope gives only the direction."""
    return _until(
        df,
        x0,
        lr,
        max_steps,
        lambda g: abs(g) < eps,
        lambda x, g: x - lr * np.sign(g),
    )


@misconception(
    "gradient_descent_1d",
    hint="At which point does the slope belong that you use in the second update?",
    family="wrong step",
)
def first_slope_for_ever(df, x0, lr, eps, max_steps):
    """The slope at x0 is used in every update; only the stopping rule asks anew."""
    first = _real(df(_real(x0)))
    return _until(
        df, x0, lr, max_steps, lambda g: abs(g) < eps, lambda x, _: x - lr * first
    )


@misconception(
    "gradient_descent_1d",
    hint="Is a slope of -3 small?",
    family="other stopping rule",
)
def sign_of_the_slope_forgotten(df, x0, lr, eps, max_steps):
    """The slope itself is compared with eps, so that any slope below 0 stops."""
    return _until(df, x0, lr, max_steps, lambda g: g < eps)


@misconception(
    "gradient_descent_1d",
    hint="What should happen where the slope equals eps exactly?",
    family="other stopping rule",
)
def stops_at_equality(df, x0, lr, eps, max_steps):
    """The path also stops where the slope is exactly eps."""
    return _until(df, x0, lr, max_steps, lambda g: abs(g) <= eps)


@misconception(
    "gradient_descent_1d",
    hint="Can a step be short although the slope is steep?",
    family="other stopping rule",
)
def short_step_stops(df, x0, lr, eps, max_steps):
    """The path stops where the next step, not the slope, is shorter than eps."""
    return _until(df, x0, lr, max_steps, lambda g: abs(lr * g) < eps)


@misconception(
    "gradient_descent_1d",
    hint="Should it matter for the end how steep it was at the start?",
    family="other stopping rule",
)
def relative_to_the_first_slope(df, x0, lr, eps, max_steps):
    """The slope is compared with eps times the slope at the start."""
    first = abs(_real(df(_real(x0))))
    return _until(df, x0, lr, max_steps, lambda g: abs(g) < eps * first)


@misconception(
    "gradient_descent_1d",
    hint="Is |g| < eps the same as g² < eps? Try g = 0.1.",
    family="other stopping rule",
)
def squared_slope(df, x0, lr, eps, max_steps):
    """The square of the slope is compared with eps."""
    return _until(df, x0, lr, max_steps, lambda g: g * g < eps)


@misconception(
    "gradient_descent_1d",
    hint="What would your path be for eps = 1000?",
    family="other stopping rule",
)
def eps_ignored(df, x0, lr, eps, max_steps):
    """max_steps updates are made, however small the slope is."""
    return _until(df, x0, lr, max_steps, lambda _: False)


@misconception(
    "gradient_descent_1d",
    hint="Which slope has your loop tested when it ends: the one of the last point, "
    "or of the point before?",
    source=f"{S0_DESCENT}: the update is made before grad is tested again",
    family="one point off",
)
def updates_before_it_tests(df, x0, lr, eps, max_steps):
    """The slope is tested after its update, so that one point too many is made."""
    points = [_real(x0)]
    while len(points) <= max_steps:
        g = _real(df(points[-1]))
        points.append(points[-1] - lr * g)
        if abs(g) < eps:
            break
    return np.array(points)


@misconception(
    "gradient_descent_1d",
    hint="How many updates does a start need whose slope is 0?",
    family="one point off",
)
def one_update_at_least(df, x0, lr, eps, max_steps):
    """The first update is made without looking at the slope of the start."""
    points = [_real(x0)]
    while len(points) <= max_steps:
        points.append(points[-1] - lr * _real(df(points[-1])))
        if abs(_real(df(points[-1]))) < eps:
            break
    return np.array(points)


@misconception(
    "gradient_descent_1d",
    hint="Which point do you want to know most of all?",
    family="one point off",
)
def flat_point_left_out(df, x0, lr, eps, max_steps):
    """The path ends before the first point whose slope is small."""
    path = _flat_at(df, x0, lr, eps, max_steps)
    return path[:-1] if abs(_real(df(path[-1]))) < eps else path


@misconception(
    "gradient_descent_1d",
    hint="With max_steps = 1, how many points can there be?",
    family="one point off",
)
def points_counted(df, x0, lr, eps, max_steps):
    """The path may have max_steps points instead of max_steps updates."""
    return _flat_at(df, x0, lr, eps, max_steps - 1)


@misconception(
    "gradient_descent_1d",
    hint="With max_steps = 1, how many points can there be?",
    family="one point off",
)
def one_update_beyond(df, x0, lr, eps, max_steps):
    """One update more than max_steps is possible."""
    return _flat_at(df, x0, lr, eps, max_steps + 1)


@misconception(
    "gradient_descent_1d",
    hint="Where does the path begin if the start is flat already?",
    family="one point off",
)
def start_not_in_the_path(df, x0, lr, eps, max_steps):
    """The path begins after the first update."""
    return _flat_at(df, x0, lr, eps, max_steps)[1:]


@misconception(
    "gradient_descent_1d",
    hint="When does your loop end if the slope never gets small?",
)
def max_steps_ignored(df, x0, lr, eps, max_steps):
    """The path goes on until the slope is small, whatever max_steps is."""
    # 500 stands for an end that might never come.
    return _flat_at(df, x0, lr, eps, 500)


@misconception(
    "gradient_descent_1d",
    hint="What does the caller get who allowed too few updates?",
)
def unfinished_path_refused(df, x0, lr, eps, max_steps):
    """An error is raised if the slope is not small after max_steps updates."""
    path = _flat_at(df, x0, lr, eps, max_steps)
    if abs(_real(df(path[-1]))) >= eps:
        raise RuntimeError("no convergence")
    return path


@misconception(
    "gradient_descent_1d",
    hint="Could somebody draw the way down from what you return?",
)
def last_point_only(df, x0, lr, eps, max_steps):
    """Only the last point is returned."""
    return _flat_at(df, x0, lr, eps, max_steps)[-1]


@misconception(
    "gradient_descent_1d",
    hint="Print the last few entries of what you return.",
)
def padded_path(df, x0, lr, eps, max_steps):
    """The path has max_steps + 1 entries; the ones after its end are 0."""
    path = _flat_at(df, x0, lr, eps, max_steps)
    return np.pad(path, (0, max_steps + 1 - len(path)))


@misconception(
    "gradient_descent_1d",
    hint="What dtype has np.full(3, 2)? Can it hold 0.5?",
)
def path_of_whole_numbers(df, x0, lr, eps, max_steps):
    """The points get the type of x0, so that a whole number makes a rounded path."""
    points = [x0]
    while len(points) <= max_steps:
        g = _real(df(points[-1]))
        if abs(g) < eps:
            break
        points.append(type(x0)(points[-1] - lr * g))
    return np.array(points)


# ----------------------------------------------------------------- values_along


def _values(f, path):
    """Return the values as they should be, for mistakes made elsewhere."""
    return np.array([float(f(x)) for x in _real(path)])


@misconception(
    "values_along",
    hint="How many points has a path of T updates?",
    family="other number of values",
)
def last_value_left_out(f, path):
    """The value at the last point is missing."""
    return _values(f, path)[:-1]


@misconception(
    "values_along",
    hint="Is the start a point of the path?",
    family="other number of values",
)
def first_value_left_out(f, path):
    """The value at the start is missing."""
    return _values(f, path)[1:]


@misconception(
    "values_along",
    hint="How many numbers are needed to draw the curve of f over t?",
    family="other number of values",
)
def value_of_the_end(f, path):
    """Only the value at the last point is returned."""
    return _values(f, path)[-1]


@misconception(
    "values_along",
    hint="What do you get where f overflowed, and is its place in the curve kept?",
    family="other number of values",
)
def infinite_values_dropped(f, path):
    """Values that are inf or nan are left out."""
    values = _values(f, path)
    return values[np.isfinite(values)]


@misconception(
    "values_along",
    hint="What can a plot not do with a value that was made up?",
)
def infinite_values_replaced(f, path):
    """Values that are inf or nan are replaced by large numbers and zeros."""
    return np.nan_to_num(_values(f, path))


@misconception(
    "values_along",
    hint="With which argument did you call f? Which shape does its point have?",
)
def whole_path_at_once(f, path):
    """The whole path is handed to f at once, though f takes one point."""
    return f(_real(path))


@misconception(
    "values_along",
    hint="Which index of the path counts the points, the first or the second?",
)
def columns_taken_for_points(f, path):
    """The columns of the path are taken for its points."""
    return _values(f, _real(path).T)


@misconception(
    "values_along",
    hint="Was the value 3 before it became -1? Should the curve show it?",
)
def best_value_so_far(f, path):
    """The least value so far is returned, which hides every rise."""
    return np.fmin.accumulate(_values(f, path))


@misconception(
    "values_along",
    hint="May f rise along a path?",
)
def values_sorted(f, path):
    """The values are sorted from large to small."""
    return np.sort(_values(f, path))[::-1]


@misconception(
    "values_along",
    hint="Which value belongs to the start: the first or the last? (Where the slide "
    "compares x1 with x2 it means x0.)",
    source=S0_SLIP,
)
def values_from_the_end(f, path):
    """The values are returned from the end of the path to its start."""
    return _values(f, path)[::-1]


@misconception(
    "values_along",
    hint="What is f at the start, as a number? Is it your first entry?",
)
def gains_instead_of_values(f, path):
    """The change of f in each update is returned, beginning with 0."""
    values = _values(f, path)
    return np.diff(values, prepend=values[0])


@misconception(
    "values_along",
    hint="Is the last value of a path the minimum of f, and is that 0?",
)
def measured_from_the_least(f, path):
    """The least of the values is subtracted from all of them."""
    values = _values(f, path)
    return values - np.nanmin(values)


@misconception(
    "values_along",
    hint="What does your function return when nobody reads the screen?",
    source=f"{S0_EXERCISE}; it asks to print the values",
)
def values_as_text(f, path):
    """The values are rounded to three digits, as for printing."""
    return np.round(_values(f, path), 3)


@misconception(
    "values_along",
    hint="Print the shape of what you return for a path of three points.",
)
def values_as_a_column(f, path):
    """The values stand in a column of shape (T+1, 1)."""
    return _values(f, path)[:, np.newaxis]


@misconception(
    "values_along",
    hint="What dtype does zeros_like return for a path of whole numbers?",
)
def values_in_the_type_of_the_path(f, path):
    """Along a path of whole numbers the values are cut to whole numbers."""
    return _values(f, path).astype(np.asarray(path).dtype)


@misconception(
    "values_along",
    hint="Print the path after your function has returned.",
)
def path_overwritten(f, path):
    """The values are written over the path of the caller."""
    for t, value in enumerate(_values(f, path)):
        path[t] = value
    return _values(lambda x: x if np.ndim(x) == 0 else x[0], path)


# --------------------------------------------------------- study_learning_rates


def _length(v):
    return float(np.sqrt(np.sum(np.square(v))))


def _is_finite(path, g):
    return bool(np.isfinite(path[-1]).all() and np.isfinite(g).all())


def _is_cycle(path):
    return _length(path[-1] - path[-3]) <= SAME * _length(path[-1] - path[-2])


def _word(path, first, last, *, growth="diverges"):
    """Return the word as it should be, for the lengths of two slopes."""
    if not (_is_finite(path, last) and np.isfinite(last)):
        return "diverges"
    if last <= THOUSANDTH * first:
        return "converges"
    if _is_cycle(path):
        return "cycles"
    return growth if last > first else "slow"


def _study(df, x0, lrs, steps, judge):
    """Return judge(path, g_first, g_last) for each rate."""
    words = []
    for lr in lrs:
        path = _descent(df, x0, lr, steps)
        words.append(judge(path, _real(df(path[0])), _real(df(path[-1]))))
    return words


def _right_word(path, g_first, g_last):
    return _word(path, _length(g_first), _length(g_last))


@misconception(
    "study_learning_rates",
    hint="Is a slope of 0.05 small? Compare with what it was at the start.",
    family="other measure",
)
def slope_without_comparison(df, x0, lrs, steps):
    """It converges if the last slope is at most 0.001, whatever the first one was."""

    def judge(path, g_first, g_last):
        if _is_finite(path, g_last) and _length(g_last) <= THOUSANDTH:
            return "converges"
        word = _right_word(path, g_first, g_last)
        return "slow" if word == "converges" else word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="Where is the minimum, if not at 0?",
    family="other measure",
)
def position_instead_of_slope(df, x0, lrs, steps):
    """The sizes of x_T and x_0 are compared, as if the minimum were at 0."""

    def judge(path, g_first, g_last):
        return _word(path, _length(path[0]), _length(path[-1]))

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="Can x stand still although the slope is steep? Try a rate of 0.0001.",
    family="other measure",
)
def short_steps_converge(df, x0, lrs, steps):
    """It converges if the last step is at most a thousandth of |x_T|."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        last_step = _length(path[-1] - path[-2])
        if word == "slow" and last_step <= THOUSANDTH * _length(path[-1]):
            return "converges"
        return word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="What is the length of a vector? Does it ask each coordinate separately?",
    family="other measure",
)
def coordinate_by_coordinate(df, x0, lrs, steps):
    """It converges only if each slope by itself is a thousandth of what it was."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        shrunk = np.all(np.abs(g_last) <= THOUSANDTH * np.abs(g_first))
        return "slow" if word == "converges" and not shrunk else word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="What if one coordinate has come to rest, and another one runs away?",
    family="other measure",
)
def one_coordinate_is_judged(df, x0, lrs, steps):
    """Only the first coordinate is looked at."""

    def judge(path, g_first, g_last):
        first = path.reshape(len(path), -1)[:, 0]
        return _right_word(first, np.ravel(g_first)[0], np.ravel(g_last)[0])

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="A path may jump across the minimum at each update and come nearer. What is "
    "its word?",
    family="cycles",
)
def every_jump_is_a_cycle(df, x0, lrs, steps):
    """It cycles if the last two slopes point in opposite directions."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        before = _real(df(path[-2]))
        jumps = np.sum(before * g_last) < 0
        return "cycles" if jumps and word == "slow" else word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="How far is x_T from x_{T-2} if nothing moves, or moves very slowly?",
    family="cycles",
)
def cycle_without_comparison(df, x0, lrs, steps):
    """It cycles if |x_T - x_{T-2}| is at most 10⁻⁶, however short the steps are."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        if word in {"slow", "diverges"} and _length(path[-1] - path[-3]) <= SAME:
            return "cycles"
        return word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="On x² with lr = 1, where is the path after two updates?",
    family="cycles",
)
def cycle_of_one(df, x0, lrs, steps):
    """It cycles only if x_T equals x_{T-1}."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        return "slow" if word == "cycles" else word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="A path leaves the minimum and then jumps to and fro for ever. Which of the "
    "lines holds first?",
    family="order of the lines",
)
def growth_before_cycles(df, x0, lrs, steps):
    """Whether the slope has grown is asked before whether the path cycles."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        grown = _length(g_last) > _length(g_first)
        return "diverges" if word == "cycles" and grown else word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="What do nan > 1 and nan <= 1 give in Python?",
    family="order of the lines",
)
def no_test_for_nan(df, x0, lrs, steps):
    """Numbers that are not finite are not looked for, and compare false."""

    def judge(path, g_first, g_last):
        if _length(g_last) <= THOUSANDTH * _length(g_first):
            return "converges"
        if _is_cycle(path):
            return "cycles"
        return "diverges" if _length(g_last) > _length(g_first) else "slow"

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="Is a path that is a million times as far away as it was, but finite, slow?",
)
def only_overflow_diverges(df, x0, lrs, steps):
    """It diverges only if a number is not finite; growth is called slow."""

    def judge(path, g_first, g_last):
        return _word(path, _length(g_first), _length(g_last), growth="slow")

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="On x² a rate of 1000 leaves the largest float behind. What does your "
    "function return then?",
    source=S0_EXERCISE,
)
def overflow_is_an_error(df, x0, lrs, steps):
    """A path that overflows ends in an OverflowError."""

    def judge(path, g_first, g_last):
        if not _is_finite(path, g_last):
            raise OverflowError("Numerical result out of range")
        return _right_word(path, g_first, g_last)

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="Ten times less is not yet a thousand times less.",
)
def any_progress_converges(df, x0, lrs, steps):
    """It converges as soon as the last slope is smaller than the first."""

    def judge(path, g_first, g_last):
        word = _right_word(path, g_first, g_last)
        shrunk = _length(g_last) < _length(g_first)
        return "converges" if word == "slow" and shrunk else word

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="How many updates lie between the point you judge and the start?",
    family="other path",
)
def judged_one_update_early(df, x0, lrs, steps):
    """The slope is judged one update too early."""

    def judge(path, g_first, g_last):
        before = _real(df(path[-2]))
        return _right_word(path, g_first, before)

    return _study(df, x0, lrs, steps, judge)


@misconception(
    "study_learning_rates",
    hint="Where does the path for the second rate start?",
    family="other path",
)
def next_rate_goes_on(df, x0, lrs, steps):
    """The path of each rate starts where that of the rate before has ended."""
    words = []
    for lr in lrs:
        path = _descent(df, x0, lr, steps)
        words.append(_right_word(path, _real(df(path[0])), _real(df(path[-1]))))
        x0 = path[-1]
    return words


@misconception(
    "study_learning_rates",
    hint="To which rate does your first word belong?",
)
def rates_sorted(df, x0, lrs, steps):
    """The words are given from the smallest rate to the largest."""
    return _study(df, x0, np.sort(lrs), steps, _right_word)


@misconception(
    "study_learning_rates",
    hint="Does 'slow' mean a small rate, or a slope that has hardly changed?",
)
def words_for_the_rates(df, x0, lrs, steps):
    """Only the rate is looked at: the words for x² are given to any function."""
    on_x_squared = np.vectorize(lambda x: 2.0 * x, otypes=[float])
    return _study(on_x_squared, 1.0, lrs, max(steps, 40), _right_word)


@misconception(
    "study_learning_rates",
    hint="How many words do you return for five rates?",
)
def one_word_for_all(df, x0, lrs, steps):
    """Only the word of the last rate is returned."""
    return _study(df, x0, lrs, steps, _right_word)[-1]


# --------------------------------------------------------------- best_of_starts


def _ends(df, starts, lr, steps):
    return [_descent(df, x0, lr, steps)[-1] for x0 in _real(starts)]


def _value(f, x):
    """Return f(x), or inf where the end or the value is not finite."""
    value = float(f(x)) if np.isfinite(x).all() else np.inf
    return value if np.isfinite(value) else np.inf


def _least(points, scores):
    """Return the first of the points whose score is the least finite one."""
    best = int(np.argmin(scores))
    if not scores[best] < np.inf:
        raise ValueError("no start has a finite end")
    return points[best]


def _best(f, df, starts, lr, steps):
    """Return the best end as it should be, for mistakes made elsewhere."""
    ends = _ends(df, starts, lr, steps)
    return _least(ends, [_value(f, x) for x in ends])


@misconception(
    "best_of_starts",
    hint="Does the lowest start have to lead to the lowest end?",
    family="other points compared",
)
def lowest_start(f, df, starts, lr, steps):
    """The starts are compared, and the path of the lowest one is followed."""
    starts = _real(starts)
    best = int(np.argmin([_value(f, x) for x in starts]))
    x = _ends(df, starts, lr, steps)[best]
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Which points take part: all of the path, or its end?",
    family="other points compared",
)
def lowest_on_the_way(f, df, starts, lr, steps):
    """The lowest point of all paths wins, even if the path went on from there."""
    points = [x for x0 in _real(starts) for x in _descent(df, x0, lr, steps)]
    x = _least(points, [_value(f, x) for x in points])
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Where is the slope smallest: only at the lowest point?",
    source="S0, slides 'When Gradient descent is suboptimal'",
    family="other points compared",
)
def flattest_end(f, df, starts, lr, steps):
    """The end with the smallest slope wins, which may be a saddle or a poor minimum."""
    ends = _ends(df, starts, lr, steps)
    flat = [_length(df(x)) if _value(f, x) < np.inf else np.inf for x in ends]
    x = _least(ends, flat)
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Is a value of -3 better or worse than one of 0.1?",
    family="other points compared",
)
def value_nearest_to_zero(f, df, starts, lr, steps):
    """The value that is smallest in size wins, as if the minimum had the value 0."""
    ends = _ends(df, starts, lr, steps)
    x = _least(ends, [abs(_value(f, x)) for x in ends])
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Is a large value good here?",
    family="other points compared",
)
def largest_value(f, df, starts, lr, steps):
    """The end with the largest finite value wins."""
    ends = _ends(df, starts, lr, steps)
    scores = [-v if (v := _value(f, x)) < np.inf else np.inf for x in ends]
    x = _least(ends, scores)
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Can two different points have the same value? Which of them do you keep?",
    family="ties",
)
def later_start_wins(f, df, starts, lr, steps):
    """Of equal values the one of the later start wins."""
    ends = _ends(df, starts, lr, steps)[::-1]
    x = _least(ends, [_value(f, x) for x in ends])
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Sort the pairs (1, 5), (1, -5) in Python. What decides?",
    family="ties",
)
def smaller_point_wins(f, df, starts, lr, steps):
    """Of equal values the one at the smaller x wins, as min() of pairs does it."""
    ends = _ends(df, starts, lr, steps)
    pairs = [(_value(f, x), np.ravel(x).tolist(), i) for i, x in enumerate(ends)]
    x = ends[min(pairs)[2]]
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="What does np.argmin return if one of the numbers is nan?",
    family="lost starts",
)
def nan_wins(f, df, starts, lr, steps):
    """Values that are nan are not passed over, and np.argmin prefers them."""
    ends = _ends(df, starts, lr, steps)
    x = ends[int(np.argmin([float(f(x)) for x in ends]))]
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Is -inf a number below all others, or a sign that something ran away?",
    family="lost starts",
)
def minus_infinity_wins(f, df, starts, lr, steps):
    """Only nan is passed over; a value of -inf is taken for the least."""
    ends = _ends(df, starts, lr, steps)
    values = np.array([float(f(x)) for x in ends])
    x = ends[int(np.nanargmin(values))]
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="If one path runs away, what is known of the others?",
    family="lost starts",
)
def one_lost_start_spoils_all(f, df, starts, lr, steps):
    """An error is raised as soon as one end is not finite."""
    x = _best(f, df, starts, lr, steps)
    if not np.isfinite(_ends(df, starts, lr, steps)).all():
        raise ValueError("a path diverged")
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Where does gradient descent go from a point of slope 0?",
    source="S1, slide 'Saddle Points'",
    family="saddles",
)
def saddles_passed_over(f, df, starts, lr, steps):
    """A start whose slope is 0 is left out."""
    starts = [x0 for x0 in _real(starts) if _length(df(x0)) > 0]
    x = _best(f, df, starts, lr, steps)
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Does anything in the update move a point whose slope is 0?",
    source="S0, SGD's noise escapes saddles; gradient descent has none",
    family="saddles",
)
def pushed_off_the_saddle(f, df, starts, lr, steps):
    """A start whose slope is 0 is moved a little, so that it leaves the saddle."""
    starts = [x0 + 1e-3 * (_length(df(x0)) == 0) for x0 in _real(starts)]
    x = _best(f, df, starts, lr, steps)
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="In which order are the two things returned?",
    family="other things returned",
)
def value_before_point(f, df, starts, lr, steps):
    """The value is returned first, the point second."""
    x = _best(f, df, starts, lr, steps)
    return float(f(x)), x


@misconception(
    "best_of_starts",
    hint="How many things does the caller expect?",
    family="other things returned",
)
def value_not_returned(f, df, starts, lr, steps):
    """Only the point is returned."""
    return _best(f, df, starts, lr, steps)


@misconception(
    "best_of_starts",
    hint="How many things does the caller expect?",
    family="other things returned",
)
def point_not_returned(f, df, starts, lr, steps):
    """Only the value is returned."""
    return float(f(_best(f, df, starts, lr, steps)))


@misconception(
    "best_of_starts",
    hint="Evaluate f at the x that you return. Is it the value that you return?",
    family="other things returned",
)
def start_returned(f, df, starts, lr, steps):
    """The start of the best path is returned instead of its end."""
    ends = _ends(df, starts, lr, steps)
    scores = [_value(f, x) for x in ends]
    return _least(list(_real(starts)), scores), min(scores)


@misconception(
    "best_of_starts",
    hint="Evaluate f at the x that you return. Is it the value that you return?",
    family="other things returned",
)
def value_of_the_start(f, df, starts, lr, steps):
    """The best end is returned with the value of its start."""
    ends = _ends(df, starts, lr, steps)
    scores = [_value(f, x) for x in ends]
    return _least(ends, scores), float(f(_least(list(_real(starts)), scores)))


@misconception(
    "best_of_starts",
    hint="Where does the second path begin?",
    family="other paths",
)
def next_start_ignored(f, df, starts, lr, steps):
    """The second path goes on where the first one has ended, and so forth."""
    x, ends = _real(starts)[0], []
    for _ in starts:
        x = _descent(df, x, lr, steps)[-1]
        ends.append(x)
    x = _least(ends, [_value(f, x) for x in ends])
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="How many of the starts does your function look at?",
    family="other paths",
)
def first_start_only(f, df, starts, lr, steps):
    """The function returns inside its loop, after the first start."""
    x = _ends(df, starts, lr, steps)[0]
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="With steps = 1, how often do you ask for the slope?",
    family="other paths",
)
def last_update_forgotten(f, df, starts, lr, steps):
    """The paths are one update too short."""
    x = _best(f, df, starts, lr, steps - 1)
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Is the mean of two good points a good point? Think of two valleys.",
    family="other paths",
)
def mean_of_the_ends(f, df, starts, lr, steps):
    """The mean of all finite ends is returned."""
    ends = [x for x in _ends(df, starts, lr, steps) if np.isfinite(x).all()]
    x = np.mean(ends, axis=0)
    return x, float(f(x))


@misconception(
    "best_of_starts",
    hint="Print the starts after your function has returned.",
)
def starts_overwritten(f, df, starts, lr, steps):
    """The starts of the caller are moved along their paths."""
    x = _best(f, df, starts, lr, steps)
    starts[...] = _ends(df, starts, lr, steps)
    return x, float(f(x))


# ----------------------------------------------------------- numerical_gradient


def _differences(f, x, quotient, step=1e-5):
    """Return quotient(f at x + move, h) for each coordinate."""
    x = _real(x)

    def slope(i):
        def at(move):
            shifted = np.array(x)
            shifted[i] += move
            return float(f(shifted[()]))

        return quotient(at, step)

    return _real(np.reshape([slope(i) for i in np.ndindex(x.shape)], x.shape))


def _central(at, h):
    return (at(h) - at(-h)) / (2 * h)


@misconception(
    "numerical_gradient",
    hint="Does f(x + h) - f(x) look at both sides of x?",
    source="S4, slide 'Gradient checking', has both sides",
    family="not accurate enough",
)
def one_sided(f, x):
    """The difference is taken to one side only: (f(x + h) - f(x))/h."""
    return _differences(f, x, lambda at, h: (at(h) - at(0.0)) / h, 1e-7)


@misconception(
    "numerical_gradient",
    hint="Does f(x) - f(x - h) look at both sides of x?",
    family="not accurate enough",
)
def one_sided_from_the_left(f, x):
    """The difference is taken to the left only: (f(x) - f(x - h))/h."""
    return _differences(f, x, lambda at, h: (at(0.0) - at(-h)) / h, 1e-6)


@misconception(
    "numerical_gradient",
    hint="Print f(x + h) and f(x - h) with 17 digits. How many of them differ?",
    family="not accurate enough",
)
def step_too_short(f, x):
    """The step is 10⁻¹⁰, where rounding spoils the difference."""
    return _differences(f, x, _central, 1e-10)


@misconception(
    "numerical_gradient",
    hint="Halve your step. Does the result change in a digit that counts?",
    family="not accurate enough",
)
def step_too_long(f, x):
    """The step is 0.01, over which f bends."""
    return _differences(f, x, _central, 1e-2)


@misconception(
    "numerical_gradient",
    hint="How many digits does a float32 keep? Subtract two numbers that agree in six.",
    family="not accurate enough",
)
def in_single_precision(f, x):
    """The points and values are rounded to single precision."""

    def rounded(point):
        return np.float32(f(np.float32(point).astype(np.float64)[()]))

    return _differences(rounded, x, _central, 1e-3)


@misconception(
    "numerical_gradient",
    hint="How far apart are x + h and x - h?",
    family="wrong quotient",
)
def divided_by_h(f, x):
    """The difference over both sides is divided by h instead of 2h."""
    return _differences(f, x, lambda at, h: (at(h) - at(-h)) / h)


@misconception(
    "numerical_gradient",
    hint="Where does f(x) stand between f(x - h) and f(x + h), and how far is it?",
    family="wrong quotient",
)
def one_side_divided_by_two_h(f, x):
    """The difference to one side is divided by 2h."""
    return _differences(f, x, lambda at, h: (at(h) - at(0.0)) / (2 * h))


@misconception(
    "numerical_gradient",
    hint="If you halve h, should the result halve?",
    family="wrong quotient",
)
def not_divided(f, x):
    """The difference is not divided by the step."""
    return _differences(f, x, lambda at, h: at(h) - at(-h))


@misconception(
    "numerical_gradient",
    hint="In Python, what is 6 / 2 * 3?",
    family="wrong quotient",
)
def brackets_forgotten(f, x):
    """The difference is divided by 2 and multiplied by h, for want of brackets."""
    return _differences(f, x, lambda at, h: (at(h) - at(-h)) / 2 * h)


@misconception(
    "numerical_gradient",
    hint="f(x) = x at x = 3: what do you return?",
    family="wrong quotient",
)
def sides_exchanged(f, x):
    """f(x + h) is subtracted from f(x - h)."""
    return _differences(f, x, lambda at, h: (at(-h) - at(h)) / (2 * h))


@misconception(
    "numerical_gradient",
    hint="How many coordinates move when you ask for one slope?",
    family="wrong coordinates",
)
def all_coordinates_at_once(f, x):
    """All coordinates are moved together, which gives the sum of the slopes."""
    x, h = _real(x), 1e-5
    return np.zeros(x.shape) + (float(f(x + h)) - float(f(x - h))) / (2 * h)


@misconception(
    "numerical_gradient",
    hint="How many entries of your result are not 0?",
    family="wrong coordinates",
)
def first_slope_only(f, x):
    """Only the first coordinate is moved; the other slopes stay 0."""
    slopes = np.array(_differences(f, x, _central))
    slopes.ravel()[1:] = 0
    return slopes


@misconception(
    "numerical_gradient",
    hint="Where is the first coordinate when you move the second one?",
    family="wrong coordinates",
)
def not_put_back(f, x):
    """A coordinate that was moved is not put back before the next one."""
    x, h = np.array(_real(x)), 1e-5
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = float(f(x[()]))
        x[i] -= 2 * h
        slopes[i] = (above - float(f(x[()]))) / (2 * h)
    return slopes


@misconception(
    "numerical_gradient",
    hint="Is x, to the last digit, what it was before the call?",
)
def argument_moved(f, x):
    """The caller's array is moved to and fro, and not quite back."""
    if np.ndim(x) == 0:
        return _differences(f, x, _central)
    h, slopes = 1e-5, np.zeros(np.shape(x))
    for i in np.ndindex(np.shape(x)):
        x[i] += h
        above = float(f(x))
        x[i] -= 2 * h
        slopes[i] = (above - float(f(x))) / (2 * h)
        x[i] += h
    return slopes


@misconception(
    "numerical_gradient",
    hint="What does an array of whole numbers do with 2 + 0.00001?",
)
def whole_numbers_do_not_move(f, x):
    """The copy that is moved keeps the dtype of x, so that integers stand still."""
    x, h = np.asarray(x), 1e-5
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[i], below[i] = x[i] + h, x[i] - h
        slopes[i] = (float(f(above[()])) - float(f(below[()]))) / (2 * h)
    return slopes


@misconception(
    "numerical_gradient",
    hint="How long is your step where a coordinate is 0?",
)
def step_vanishes_at_zero(f, x):
    """The step is a share of the coordinate, and therefore 0 where that is 0."""
    x = _real(x)
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        h = 1e-5 * x[i]
        above, below = np.array(x), np.array(x)
        above[i] += h
        below[i] -= h
        slopes[i] = np.float64(float(f(above[()])) - float(f(below[()]))) / (2 * h)
    return slopes


@misconception(
    "numerical_gradient",
    hint="Print the shape of what you return beside that of x.",
)
def always_a_vector(f, x):
    """The slopes come in one row, whatever the shape of x is."""
    return np.ravel(_differences(f, x, _central))


@misconception(
    "numerical_gradient",
    hint="Is a gradient a number or a direction?",
)
def length_of_the_gradient(f, x):
    """The length of the gradient is returned."""
    return _length(_differences(f, x, _central))


# --------------------------------------------------------------- gradient_check


def _both(f, grad, x):
    """Return the gradient under test and the numerical one."""
    return _real(grad(_real(x))), _differences(f, x, _central)


@misconception(
    "gradient_check",
    hint="Is a difference of 3 large beside 12? And beside 12000?",
    family="other measure",
)
def difference_itself(f, grad, x):
    """The largest difference is returned, not divided by anything."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(g - n)))


@misconception(
    "gradient_check",
    hint="What do you get where the true slope is 0, or nearly?",
    family="other measure",
)
def always_relative(f, grad, x):
    """Every difference is divided by |n|, also where that is below 1."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(g - n) / np.abs(n)))


@misconception(
    "gradient_check",
    hint="Which of the two gradients is the measure of the other?",
    family="other measure",
)
def relative_to_the_tested_one(f, grad, x):
    """The difference is divided by the size of the gradient under test."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(g - n) / np.maximum(1, np.abs(g))))


@misconception(
    "gradient_check",
    hint="What do you divide by where the numerical slope is 12 and grad says 9?",
    source="a form in use elsewhere",
    family="other measure",
)
def relative_to_the_sum(f, grad, x):
    """The difference is divided by |∇f| + |n|."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(g - n) / np.maximum(1e-8, np.abs(g) + np.abs(n))))


@misconception(
    "gradient_check",
    hint="What are the larger of 1 and 12, and 1 plus 12?",
    family="other measure",
)
def one_is_added(f, grad, x):
    """The difference is divided by 1 + |n|."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(g - n) / (1 + np.abs(n))))


@misconception(
    "gradient_check",
    hint="Beside which entry is a difference measured: its own, or the largest?",
    family="other measure",
)
def one_scale_for_all(f, grad, x):
    """All differences are divided by the largest entry."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(g - n)) / max(1.0, np.max(np.abs(n))))


@misconception(
    "gradient_check",
    hint="A thousand right entries and a wrong one: what does your number say?",
    source="a form in use elsewhere",
    family="other summary",
)
def lengths_of_whole_vectors(f, grad, x):
    """The length of the difference is divided by the sum of both lengths."""
    g, n = _both(f, grad, x)
    return _length(g - n) / (_length(g) + _length(n))


@misconception(
    "gradient_check",
    hint="A thousand right entries and a wrong one: what does your number say?",
    family="other summary",
)
def mean_of_the_entries(f, grad, x):
    """The mean over the entries is returned instead of the largest."""
    g, n = _both(f, grad, x)
    return float(np.mean(np.abs(g - n) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="Should the number grow with the number of entries?",
    family="other summary",
)
def sum_of_the_entries(f, grad, x):
    """The sum over the entries is returned instead of the largest."""
    g, n = _both(f, grad, x)
    return float(np.sum(np.abs(g - n) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="Which entry should decide: the best, the worst, or the first?",
    family="other summary",
)
def best_entry(f, grad, x):
    """The smallest of the entries is returned."""
    g, n = _both(f, grad, x)
    return float(np.min(np.abs(g - n) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="Which entry should decide: the best, the worst, or the first?",
    family="other summary",
)
def first_entry(f, grad, x):
    """Only the first entry is compared."""
    g, n = _both(f, grad, x)
    ratios = np.abs(g - n) / np.maximum(1, np.abs(n))
    return float(np.ravel(ratios)[0])


@misconception(
    "gradient_check",
    hint="Is an entry that is 3 too small all right?",
    family="no size",
)
def sign_kept(f, grad, x):
    """The largest difference with its sign is returned, so that too little is fine."""
    g, n = _both(f, grad, x)
    return float(np.max((g - n) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="What do you return for a gradient with the wrong sign?",
    family="no size",
)
def sizes_compared(f, grad, x):
    """The sizes of the entries are compared, so that a wrong sign is not seen."""
    g, n = _both(f, grad, x)
    return float(np.max(np.abs(np.abs(g) - np.abs(n)) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="A right gradient should give less than 1e-6. What does yours give?",
    family="poor numerical gradient",
)
def checked_by_one_side(f, grad, x):
    """The numerical gradient is one-sided, and blames a right gradient."""
    g = _real(grad(_real(x)))
    n = _differences(f, x, lambda at, h: (at(h) - at(0.0)) / h)
    return float(np.max(np.abs(g - n) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="A right gradient should give less than 1e-6. What does yours give?",
    family="poor numerical gradient",
)
def checked_without_the_two(f, grad, x):
    """The numerical gradient is twice too large, for want of a 2."""
    g = _real(grad(_real(x)))
    n = _differences(f, x, lambda at, h: (at(h) - at(-h)) / h)
    return float(np.max(np.abs(g - n) / np.maximum(1, np.abs(n))))


@misconception(
    "gradient_check",
    hint="Does the caller want to know whether, or how far?",
    family="other things returned",
)
def verdict_instead_of_number(f, grad, x):
    """True or False is returned: whether the gradient is right."""
    g, n = _both(f, grad, x)
    return bool(np.max(np.abs(g - n) / np.maximum(1, np.abs(n))) < SAME)


@misconception(
    "gradient_check",
    hint="How many numbers does the caller want?",
    family="other things returned",
)
def all_entries(f, grad, x):
    """The ratio of every entry is returned instead of the largest."""
    g, n = _both(f, grad, x)
    return np.abs(g - n) / np.maximum(1, np.abs(n))


@misconception(
    "gradient_check",
    hint="Is x, to the last digit, what it was before the call?",
)
def checked_point_moved(f, grad, x):
    """The caller's array is moved to and fro, and not quite back."""
    n = argument_moved.function(f, x)
    g = _real(grad(x))
    return float(np.max(np.abs(g - n) / np.maximum(1, np.abs(n))))
