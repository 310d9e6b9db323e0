"""Known mistakes in the descent that searches for its steps."""

import numpy as np

from grader.diagnosis import misconception

from .curvature_mistakes import dot, real, size
from .search_mistakes import (
    FROZEN,
    Line,
    below,
    enough,
    lower,
    not_above,
    search,
    search_moving,
    search_upwards,
    to_above,
    to_frozen,
    to_slope_there,
    to_the_norm,
)

S2_STOP = "S2, 'Gradient descent method': usually |∇f(x)| <= ε"


# ---------------------------------------------------- descent_with_backtracking


def descend(f, grad, x0, rule, stops, max_steps):
    """Return the path whose steps rule(line, k) gives, until stops(path, gradient)."""
    path = [real(x0)]
    for k in range(max_steps):
        g = real(grad(path[-1]))
        if stops(path, g):
            break
        line = Line(f, grad, path[-1], -g)
        path.append(line.at(rule(line, k)))
    return np.array(path)


def flat(eps):
    """Return the handout's rule for stopping."""
    return lambda _, g: size(g) <= eps


def searched(f, grad, x0, alpha, beta, eps, max_steps, find=search, **given):
    """Return the path with another search."""
    return descend(
        f,
        grad,
        x0,
        lambda line, _: find(line, alpha, beta, **given),
        flat(eps),
        max_steps,
    )


def stopped(f, grad, x0, alpha, beta, stops, max_steps):
    """Return the path with another rule for stopping."""
    return descend(
        f, grad, x0, lambda line, _: search(line, alpha, beta), stops, max_steps
    )


@misconception(
    "descent_with_backtracking",
    hint="Can the step ever grow again?",
    family="other first trial",
)
def never_reset(f, grad, x0, alpha, beta, eps, max_steps):
    """Every search begins at the step at which the one before ended."""
    last = [1.0]

    def rule(line, _):
        last[0] = search(line, alpha, beta, start=last[0])
        return last[0]

    return descend(f, grad, x0, rule, flat(eps), max_steps)


@misconception(
    "descent_with_backtracking",
    hint="At which step does the handout let a search begin? Print your first trials.",
    source="a common way to save evaluations",
    family="other first trial",
)
def one_notch_longer(f, grad, x0, alpha, beta, eps, max_steps):
    """Every search begins one notch above the step before."""
    last = [1.0]

    def rule(line, _):
        last[0] = search(line, alpha, beta, start=min(1.0, last[0] / beta))
        return last[0]

    return descend(f, grad, x0, rule, flat(eps), max_steps)


@misconception(
    "descent_with_backtracking",
    hint="In which updates do you search?",
    family="other first trial",
)
def searched_once(f, grad, x0, alpha, beta, eps, max_steps):
    """The step is searched in the first update and kept for all others."""
    found = []

    def rule(line, _):
        found.append(found[0] if found else search(line, alpha, beta))
        return found[0]

    return descend(f, grad, x0, rule, flat(eps), max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Which step do you try first, and which last?",
    family="other first trial",
)
def path_searched_from_below(f, grad, x0, alpha, beta, eps, max_steps):
    """Every search begins at a short step and goes up as long as it may."""
    return searched(f, grad, x0, alpha, beta, eps, max_steps, search_upwards)


@misconception(
    "descent_with_backtracking",
    hint="Along d = -∇f(x), what is ∇f(x)ᵀd?",
    family="other search",
)
def path_with_norm_not_squared(f, grad, x0, alpha, beta, eps, max_steps):
    """The slope is taken for -|∇f(x)| instead of -|∇f(x)|²."""
    good = below(to_the_norm)
    return searched(f, grad, x0, alpha, beta, eps, max_steps, good=good)


@misconception(
    "descent_with_backtracking",
    hint="Does the right-hand side change when t shrinks?",
    source=FROZEN,
    family="other search",
)
def path_with_frozen_target(f, grad, x0, alpha, beta, eps, max_steps):
    """The right-hand side of each search is that of t = 1 for all trials."""
    return searched(f, grad, x0, alpha, beta, eps, max_steps, good=below(to_frozen))


@misconception(
    "descent_with_backtracking",
    hint="Should the target lie above f(x) or below it?",
    family="other search",
)
def path_with_target_above(f, grad, x0, alpha, beta, eps, max_steps):
    """The sign of the slope is wrong, so that the target lies above f(x)."""
    return searched(f, grad, x0, alpha, beta, eps, max_steps, good=below(to_above))


@misconception(
    "descent_with_backtracking",
    hint="Is any decrease enough?",
    family="other search",
)
def path_of_any_decrease(f, grad, x0, alpha, beta, eps, max_steps):
    """Any value below f(x) is accepted, whatever alpha is."""
    return searched(f, grad, x0, alpha, beta, eps, max_steps, good=lower)


@misconception(
    "descent_with_backtracking",
    hint="At which point is the slope that the promise comes from?",
    family="other search",
)
def path_with_slope_at_the_trial(f, grad, x0, alpha, beta, eps, max_steps):
    """The gradient in the test is taken at the trial point."""
    good = below(to_slope_there)
    return searched(f, grad, x0, alpha, beta, eps, max_steps, good=good)


@misconception(
    "descent_with_backtracking",
    hint="Which of the two is the share, which the factor?",
    family="other search",
)
def path_with_alpha_and_beta_exchanged(f, grad, x0, alpha, beta, eps, max_steps):
    """Steps shrink by alpha, and beta is the share that is asked for."""
    return searched(f, grad, x0, beta, alpha, eps, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="With β = 0.8, is the second trial at 0.8 or at 0.2?",
    family="other search",
)
def path_with_one_minus_beta(f, grad, x0, alpha, beta, eps, max_steps):
    """Steps shrink by 1 - beta."""
    return searched(f, grad, x0, alpha, 1 - beta, eps, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Does the step that you take pass the test, or is it one further?",
    family="other search",
)
def path_shrinks_once_more(f, grad, x0, alpha, beta, eps, max_steps):
    """The step that passed is shortened once more before it is made."""
    return descend(
        f,
        grad,
        x0,
        lambda line, _: beta * search(line, alpha, beta),
        flat(eps),
        max_steps,
    )


@misconception(
    "descent_with_backtracking",
    hint="Is once always enough? What does `while` do that `if` does not?",
    family="other search",
)
def path_shrinks_once(f, grad, x0, alpha, beta, eps, max_steps):
    """Every step is shortened once at most."""
    return descend(
        f,
        grad,
        x0,
        lambda line, _: 1.0 if enough(line, 1.0, alpha) else beta,
        flat(eps),
        max_steps,
    )


@misconception(
    "descent_with_backtracking",
    hint="From which point is each trial measured?",
    family="other search",
)
def path_from_moving_points(f, grad, x0, alpha, beta, eps, max_steps):
    """Each trial starts from the trial before instead of from x."""
    return searched(f, grad, x0, alpha, beta, eps, max_steps, search_moving)


@misconception(
    "descent_with_backtracking",
    hint="Is nan > 1 true?",
    family="not finite",
)
def path_through_nan(f, grad, x0, alpha, beta, eps, max_steps):
    """Only the comparison is made, which accepts nan and -inf."""
    return searched(f, grad, x0, alpha, beta, eps, max_steps, good=not_above)


@misconception(
    "descent_with_backtracking",
    hint="How long is your direction where the slope is 5?",
    family="other direction",
)
def unit_directions(f, grad, x0, alpha, beta, eps, max_steps):
    """The directions are divided by their length."""
    path = [real(x0)]
    for _ in range(max_steps):
        g = real(grad(path[-1]))
        if size(g) <= eps:
            break
        line = Line(f, grad, path[-1], -g / size(g))
        path.append(line.at(search(line, alpha, beta)))
    return np.array(path)


@misconception(
    "descent_with_backtracking",
    hint="Where is the step that your search has found used?",
    family="other direction",
)
def step_found_and_not_used(f, grad, x0, alpha, beta, eps, max_steps):
    """The step is searched for, and the whole gradient is subtracted."""

    def rule(line, _):
        search(line, alpha, beta)
        return 1.0

    return descend(f, grad, x0, rule, flat(eps), max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Which slope do you use in the second update?",
    family="other direction",
)
def first_direction_for_ever(f, grad, x0, alpha, beta, eps, max_steps):
    """The direction of the first update is used in all of them while it leads down."""
    path = [real(x0)]
    d = -real(grad(path[0]))
    for _ in range(max_steps):
        line = Line(f, grad, path[-1], d)
        if size(line.gradient) <= eps or line.slope >= 0:
            break
        path.append(line.at(search(line, alpha, beta)))
    return np.array(path)


@misconception(
    "descent_with_backtracking",
    hint="What should happen where the gradient has exactly the length eps?",
    source="S0 stops a descent of numbers with <",
    family="other stopping rule",
)
def goes_on_at_equality(f, grad, x0, alpha, beta, eps, max_steps):
    """A gradient of length exactly eps does not stop."""
    return stopped(f, grad, x0, alpha, beta, lambda _, g: size(g) < eps, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Is |g| <= ε the same as |g|² <= ε? Try g = 0.1.",
    source=S2_STOP,
    family="other stopping rule",
)
def squared_gradient_stops(f, grad, x0, alpha, beta, eps, max_steps):
    """The square of the gradient is compared with eps."""
    return stopped(f, grad, x0, alpha, beta, lambda _, g: dot(g, g) <= eps, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="What is the norm of (3, 4): 5, 7 or 4?",
    source=S2_STOP,
    family="other stopping rule",
)
def largest_slope_stops(f, grad, x0, alpha, beta, eps, max_steps):
    """The largest entry of the gradient is compared with eps, not the norm."""
    return stopped(
        f, grad, x0, alpha, beta, lambda _, g: np.max(np.abs(g)) <= eps, max_steps
    )


@misconception(
    "descent_with_backtracking",
    hint="What is the size of a slope of -3?",
    family="other stopping rule",
)
def negative_slopes_stop(f, grad, x0, alpha, beta, eps, max_steps):
    """The entries themselves are compared with eps, so that negative ones stop."""
    return stopped(f, grad, x0, alpha, beta, lambda _, g: np.all(g <= eps), max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Can a step be short although the slope is steep?",
    family="other stopping rule",
)
def short_steps_stop(f, grad, x0, alpha, beta, eps, max_steps):
    """The path stops where the last step was no longer than eps."""

    def stops(path, _):
        return len(path) > 1 and size(path[-1] - path[-2]) <= eps

    return stopped(f, grad, x0, alpha, beta, stops, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Can f change slowly while the slope is still large?",
    family="other stopping rule",
)
def small_decreases_stop(f, grad, x0, alpha, beta, eps, max_steps):
    """The path stops where f has fallen by no more than eps."""

    def stops(path, _):
        return len(path) > 1 and float(f(path[-2])) - float(f(path[-1])) <= eps

    return stopped(f, grad, x0, alpha, beta, stops, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Should it matter for the end how steep it was at the start?",
    family="other stopping rule",
)
def relative_to_the_start(f, grad, x0, alpha, beta, eps, max_steps):
    """The gradient is compared with eps times the gradient at the start."""
    first = size(real(grad(real(x0))))
    return stopped(
        f, grad, x0, alpha, beta, lambda _, g: size(g) <= eps * first, max_steps
    )


@misconception(
    "descent_with_backtracking",
    hint="What would your path be for eps = 1000?",
    family="other stopping rule",
)
def eps_ignored(f, grad, x0, alpha, beta, eps, max_steps):
    """All max_steps updates are made, as long as there is a slope."""
    return stopped(f, grad, x0, alpha, beta, lambda _, g: size(g) < 1e-6, max_steps)


@misconception(
    "descent_with_backtracking",
    hint="What would your path be for max_steps = 1?",
    family="other stopping rule",
)
def max_steps_ignored(f, grad, x0, alpha, beta, eps, max_steps):
    """The path goes on until the gradient is small, whatever max_steps is."""
    return stopped(f, grad, x0, alpha, beta, flat(eps), max_steps + 40)


@misconception(
    "descent_with_backtracking",
    hint="Is the start tested before the first update?",
    family="other stopping rule",
)
def start_not_tested(f, grad, x0, alpha, beta, eps, max_steps):
    """The test comes after each update, so that a flat start is left."""

    def stops(path, g):
        return len(path) > 1 and size(g) <= eps

    return stopped(f, grad, x0, alpha, beta, stops, max_steps)


def _right(f, grad, x0, alpha, beta, eps, max_steps):
    return stopped(f, grad, x0, alpha, beta, flat(eps), max_steps)


@misconception(
    "descent_with_backtracking",
    hint="Does the point at which the path stops belong to it?",
    family="other points",
)
def end_left_out(f, grad, x0, alpha, beta, eps, max_steps):
    """The point at which the gradient is small is left out, but for a flat start."""
    path = _right(f, grad, x0, alpha, beta, eps, max_steps)
    is_flat = size(real(grad(path[-1]))) <= eps
    return path[:-1] if is_flat and len(path) > 1 else path


@misconception(
    "descent_with_backtracking",
    hint="Count the points for max_steps = 1 by hand.",
    family="other points",
)
def points_for_updates(f, grad, x0, alpha, beta, eps, max_steps):
    """The path has max_steps points at most, instead of max_steps updates."""
    return _right(f, grad, x0, alpha, beta, eps, max_steps - 1)


@misconception(
    "descent_with_backtracking",
    hint="Count the updates for max_steps = 1 by hand.",
    family="other points",
)
def one_update_too_many(f, grad, x0, alpha, beta, eps, max_steps):
    """max_steps + 1 updates are made."""
    return _right(f, grad, x0, alpha, beta, eps, max_steps + 1)


@misconception(
    "descent_with_backtracking",
    hint="What is the first point of the path, before any update?",
    family="other points",
)
def start_left_out(f, grad, x0, alpha, beta, eps, max_steps):
    """The path begins with the first update; the start is missing."""
    return _right(f, grad, x0, alpha, beta, eps, max_steps)[1:]


@misconception(
    "descent_with_backtracking",
    hint="Could somebody draw the way down from what you return?",
    family="other points",
)
def end_alone(f, grad, x0, alpha, beta, eps, max_steps):
    """Only the last point is returned."""
    return _right(f, grad, x0, alpha, beta, eps, max_steps)[-1]


@misconception(
    "descent_with_backtracking",
    hint="A path is made of points. What are yours made of?",
    family="other points",
)
def values_for_points(f, grad, x0, alpha, beta, eps, max_steps):
    """The values along the path are returned."""
    path = _right(f, grad, x0, alpha, beta, eps, max_steps)
    return np.array([float(f(x)) for x in path])


@misconception(
    "descent_with_backtracking",
    hint="Print the shape of the path for a start of two numbers.",
)
def points_as_columns(f, grad, x0, alpha, beta, eps, max_steps):
    """The points are the columns of the path instead of its rows."""
    return _right(f, grad, x0, alpha, beta, eps, max_steps).T


@misconception(
    "descent_with_backtracking",
    hint="Print x0 after your function has returned.",
)
def start_overwritten(f, grad, x0, alpha, beta, eps, max_steps):
    """The caller's x0 is moved along the path."""
    path = _right(f, grad, x0, alpha, beta, eps, max_steps)
    if np.ndim(x0) and x0.dtype.kind == "f":
        x0[...] = path[-1]
    return path


@misconception(
    "descent_with_backtracking",
    hint="What dtype does zeros_like return for a start of whole numbers?",
)
def whole_path(f, grad, x0, alpha, beta, eps, max_steps):
    """For a start of whole numbers all points are cut to whole numbers."""
    dtype = np.asarray(x0).dtype
    path = [np.asarray(x0)]
    for _ in range(max_steps):
        g = real(grad(real(path[-1])))
        if size(g) <= eps:
            break
        line = Line(f, grad, path[-1], -g)
        path.append(np.asarray(line.at(search(line, alpha, beta))).astype(dtype))
    return np.array(path, dtype=float)
