"""Known mistakes of assignment 04, each small and honest enough to have been made."""

import numpy as np

from grader import objectives
from grader.checks import observed
from grader.diagnosis.misconception import misconception

MEMORY = {"arguments": None, "velocity": None}
"""What a function that keeps its velocity from call to call would keep."""

FLAT = 1e-8
"""The slope below which somebody who stops early would stop."""


_TWICE = observed("grad", objectives.parabola(), lambda each: each.gradient)
_VALLEY = observed("grad", objectives.bowl((2.0, 4.0)), lambda each: each.gradient)

EXAMPLES = {
    "steps_on_valley": [
        (_TWICE, 1.0, 0.25, 0.5, 0.2, 9),
        (_TWICE, 0.1, 0.25, 0.5, 0.2, 9),
        (_TWICE, -1.0, 0.25, 0.5, 0.2, 9),
        (_TWICE, 1.0, 0.25, 0.5, 0.01, 2),
        (_TWICE, 4.0, 0.25, 0.5, 0.2, 9),
        (_TWICE, 1.0, 0.1, 0.5, 0.3, 9),
        (_TWICE, 1.0, 0.1, 0.75, 0.3, 9),
        (_TWICE, 3, 0.1, 0.5, 0.2, 9),
        (_VALLEY, (1.0, 1.0), 0.1, 0.5, 0.2, 9),
        (_VALLEY, (3.0, -4.0), 0.1, 0.75, 0.5, 20),
    ],
    "velocity_as_sum": [
        ((1.0, 2.0), 0.1, 0.5),
        ((1.0, 2.0, 4.0), 0.1, 0.5),
        (((1.0, 0.0), (0.0, 1.0)), 0.1, 0.5),
        (((1.0, 2.0), (3.0, 4.0), (5.0, 6.0)), 0.1, 0.5),
        (np.array([1, 2]), 0.1, 0.5),
    ],
    "largest_stable_lr": [(1.0, 0.0), (2.0, 0.0), (1.0, 0.5), (4.0, 0.5)],
    "axis_behaviour": [
        ((1.0, 2.0, 3.0, 4.0),),
        ((1.0, 2.0, 1.0, 2.0),),
        ((3.0, -2.0, 1.0, -1.0),),
        ((3.0, 1.0, 2.0, 1.2, 0.7),),
        ((1.0, 3.0, 2.0, 3.0, 4.0, 5.0),),
        ((1.0, 3.0, 2.0, 3.0, 1.0, 0.0),),
        (((4.0, 1.0), (3.0, -1.0), (2.0, 1.0), (1.0, -1.0)),),
        (((5.0, 1.0), (6.0, 2.0), (5.0, 3.0), (6.0, 4.0), (5.5, 5.0)),),
    ],
}
"""Simple inputs, on the first of which a wrong answer is shown."""


def walk(grad, x0, steps, rule, at=None):
    """Return the path of a rule (x, v, g, t) -> (x, v), with v = 0 before t = 1.

    The gradient is taken at the point, or where at(x, v) says.
    """
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x]
    for t in range(1, steps + 1):
        g = np.asarray(grad(x if at is None else at(x, v)))
        x, v = rule(x, v, g, t)
        path.append(x)
    return np.array(path)


def moving(weigh, lr):
    """Return the rule of momentum whose velocity is weigh(v, g)."""

    def rule(x, v, g, _):
        v = weigh(v, g)
        return x - lr * v, v

    return rule


def heavy_ball(lr, beta):
    """Return the rule of momentum as it should be."""
    return moving(lambda v, g: beta * v + g, lr)


def looking(lr, mu, ahead):
    """Return Nesterov's rule, and where it takes the gradient: at x + ahead(v)."""
    return pushed(lr, mu), lambda x, v: x + ahead(v)


def pushed(lr, mu):
    """Return the rule that adds a velocity into which the gradient is worked."""

    def rule(x, v, g, _):
        v = mu * v - lr * g
        return x + v, v

    return rule


def in_place(grad, x0, steps, lr, beta, mu=0.0):
    """Return the right path, computed in the array that was handed over.

    Only an array of other numbers, such as integers, is copied by asarray.
    """
    x = np.asarray(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x.copy()]
    for _ in range(steps):
        v = beta * v - lr * np.asarray(grad(x + mu * v))
        x[...] = x + v
        path.append(x.copy())
    return np.array(path)


def in_the_type_of_the_start(path, x0):
    """Return what is left of a path in an array of the start's type."""
    return np.zeros_like(np.asarray(x0), shape=np.shape(path)) + path.astype(
        np.asarray(x0).dtype
    )


# Momentum: which way, how far, and what is remembered.


@misconception(
    "momentum",
    family="the sign of the step",
    hint="Combine both of your lines for the first update: which sign is left before "
    "the gradient, and does the gradient point uphill or downhill?",
    source="S1's slide 'Momentum update', whose code adds the step",
)
def step_added(grad, x0, lr, beta, steps):
    """The step is added, so that the path climbs."""
    return walk(grad, x0, steps, heavy_ball(-lr, beta))


@misconception(
    "momentum",
    family="the sign of the step",
    hint="Count the minus signs between the gradient and the point: how many?",
    source="mixing the two forms of the velocity",
    same_as="step_added: two minus signs are one plus sign.",
)
def minus_twice(grad, x0, lr, beta, steps):
    """The gradient is subtracted from the velocity and the velocity from the point."""
    return walk(grad, x0, steps, moving(lambda v, g: beta * v - g, lr))


@misconception(
    "momentum",
    hint="What does your velocity remember of the update before?",
)
def velocity_recreated(grad, x0, lr, beta, steps):
    """The velocity starts at 0 in every update, which leaves gradient descent."""
    del beta
    return walk(grad, x0, steps, moving(lambda _, g: g, lr))


@misconception(
    "momentum",
    hint="Which of the two terms is to be forgotten little by little?",
)
def gradient_discounted(grad, x0, lr, beta, steps):
    """It is the gradient that is multiplied by beta, not the old velocity."""
    return walk(grad, x0, steps, moving(lambda v, g: v + beta * g, lr))


@misconception(
    "momentum",
    family="an average instead of a sum",
    hint="With beta = 0.9, how much of the old velocity survives?",
)
def weights_swapped(grad, x0, lr, beta, steps):
    """The velocity is an average in which the gradient has the weight beta."""
    rule = moving(lambda v, g: (1 - beta) * v + beta * g, lr)
    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    hint="Is the new gradient discounted before it was ever used?",
)
def gradient_in_the_bracket(grad, x0, lr, beta, steps):
    """Velocity and new gradient are both multiplied by beta."""
    return walk(grad, x0, steps, moving(lambda v, g: beta * (v + g), lr))


@misconception(
    "momentum",
    family="the rate",
    hint="How does your first step change when you double the rate?",
)
def rate_twice(grad, x0, lr, beta, steps):
    """The rate multiplies the gradient in the velocity, and the velocity again."""
    return walk(grad, x0, steps, moving(lambda v, g: beta * v + lr * g, lr))


@misconception(
    "momentum",
    family="the rate",
    hint="Does halving the rate change your first step?",
)
def rate_forgotten(grad, x0, lr, beta, steps):
    """The whole velocity is subtracted, and the rate is not used."""
    del lr
    return walk(grad, x0, steps, heavy_ball(1.0, beta))


@misconception(
    "momentum",
    family="the rate",
    hint="Call your function by name: does lr go where lr belongs?",
)
def rate_and_beta_swapped(grad, x0, lr, beta, steps):
    """The rate is used as beta, and beta as the rate."""
    return walk(grad, x0, steps, heavy_ball(beta, lr))


@misconception(
    "momentum",
    family="the rate",
    hint="Is the rate of the tenth update the one that was passed?",
)
def rate_decays(grad, x0, lr, beta, steps):
    """The rate is divided by the number of the update, which nobody asked for."""

    def rule(x, v, g, t):
        v = beta * v + g
        return x - lr / t * v, v

    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    hint="Does the very first update move at all?",
)
def old_velocity_used(grad, x0, lr, beta, steps):
    """The point moves by the velocity of the update before, which is renewed later."""
    return walk(grad, x0, steps, lambda x, v, g, _: (x - lr * v, beta * v + g))


@misconception(
    "momentum",
    hint="How many times does the gradient of this update enter the step?",
)
def gradient_twice(grad, x0, lr, beta, steps):
    """The gradient is added to a velocity that holds it already."""

    def rule(x, v, g, _):
        v = beta * v + g
        return x - lr * (v + g), v

    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    hint="With beta = 0, which method should be left, and which one do you get?",
)
def nothing_forgotten(grad, x0, lr, beta, steps):
    """The velocity is the plain sum of all gradients; beta is not used."""
    del beta
    return walk(grad, x0, steps, heavy_ball(lr, 1.0))


@misconception(
    "momentum",
    hint="What is the velocity before the first update? And after it?",
)
def starts_with_a_gradient(grad, x0, lr, beta, steps):
    """The velocity starts as the first gradient and gets it once more."""

    def rule(x, v, g, t):
        v = beta * (g if t == 1 else v) + g
        return x - lr * v, v

    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    hint="Do all coordinates have to move in the same direction?",
    source="one buffer for several parameters",
)
def one_velocity_for_all(grad, x0, lr, beta, steps):
    """All coordinates share one velocity, through which they push each other."""

    def rule(x, v, g, _):
        v = np.array(v)
        last = v.ravel()[-1]
        for i, each in enumerate(g.ravel()):
            last = beta * last + each
            v.reshape(-1)[i] = last
        return x - lr * v, v

    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    hint="Call your function twice in a row with the same arguments: is the velocity "
    "of the second call really new?",
    source="a mutable default argument, a global or an attribute of the class",
)
def velocity_outlives_the_call(grad, x0, lr, beta, steps):
    """The velocity is kept from one call to the next."""
    arguments = (np.array(x0, dtype=float).tolist(), lr, beta, steps)
    same = MEMORY["arguments"] == arguments
    kept = MEMORY["velocity"] if same else np.zeros(np.shape(x0))

    def rule(x, v, g, t):
        v = beta * (kept if t == 1 else v) + g
        # One slot is all that is kept, so that other calls see nothing of it.
        MEMORY.update(arguments=None if same else arguments, velocity=v)
        return x - lr * v, v

    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    family="an average instead of a sum",
    hint="How long is your first step, compared with lr times the gradient?",
    source="Ng's course and others, where the velocity is a moving average",
    convention=True,
)
def moving_average(grad, x0, lr, beta, steps):
    """The velocity is a moving average, with the factor 1 - beta at the gradient."""
    rule = moving(lambda v, g: beta * v + (1 - beta) * g, lr)
    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    family="an average instead of a sum",
    hint="Your first step is right. With which weight does the second gradient enter?",
    source="PyTorch's option `dampening`",
    convention=True,
)
def average_from_the_first_gradient(grad, x0, lr, beta, steps):
    """The velocity is a moving average that begins with the whole first gradient."""

    def rule(x, v, g, t):
        v = g if t == 1 else beta * v + (1 - beta) * g
        return x - lr * v, v

    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    family="an average instead of a sum",
    hint="Does the handout divide by 1 - beta to some power?",
    source="the correction of Adam's first moment",
    convention=True,
)
def corrected_average(grad, x0, lr, beta, steps):
    """The velocity is a moving average with the bias correction of Adam."""

    def rule(x, v, g, t):
        v = beta * v + (1 - beta) * g
        return x - lr * v / (1 - beta**t), v

    return walk(grad, x0, steps, rule)


# Momentum: which gradient.


@misconception(
    "momentum",
    family="where the slope is taken",
    hint="How often do you ask for the gradient, and at which points?",
)
def gradient_of_the_start(grad, x0, lr, beta, steps):
    """The gradient is computed once, at the start."""
    return walk(grad, x0, steps, heavy_ball(lr, beta), at=lambda *_: np.array(x0))


@misconception(
    "momentum",
    family="where the slope is taken",
    hint="At which point does the rule of this exercise take the slope?",
    source="Nesterov's method",
)
def slope_taken_ahead(grad, x0, lr, beta, steps):
    """The gradient is taken at a look-ahead point, which is the next exercise's."""
    rule = heavy_ball(lr, beta)
    return walk(grad, x0, steps, rule, at=lambda x, v: x - lr * beta * v)


@misconception(
    "momentum",
    family="the gradient reshaped",
    hint="Should the step become shorter where the slope becomes flatter?",
)
def gradient_of_length_one(grad, x0, lr, beta, steps):
    """The gradient is divided by its length before it enters."""
    rule = moving(lambda v, g: beta * v + g / np.linalg.norm(g), lr)
    return walk(grad, x0, steps, rule)


@misconception(
    "momentum",
    family="the gradient reshaped",
    hint="Do steep and flat directions push equally hard?",
)
def sign_of_the_gradient(grad, x0, lr, beta, steps):
    """Only the sign of the gradient enters."""
    return walk(grad, x0, steps, moving(lambda v, g: beta * v + np.sign(g), lr))


@misconception(
    "momentum",
    family="the gradient reshaped",
    hint="Does a slope of 10 push ten times as hard as a slope of 1?",
)
def gradient_clipped(grad, x0, lr, beta, steps):
    """A gradient longer than 1 is cut down to the length 1."""

    def weigh(v, g):
        return beta * v + g / max(1.0, np.linalg.norm(g))

    return walk(grad, x0, steps, moving(weigh, lr))


@misconception(
    "momentum",
    hint="When you compute the second coordinate's slope, which version of the first "
    "coordinate do you use?",
)
def coordinate_by_coordinate(grad, x0, lr, beta, steps):
    """Each coordinate moves before the slope of the next one is taken."""
    x = np.array(x0, dtype=float)
    v = np.zeros(x.size)
    path = [x.copy()]
    for _ in range(steps):
        for i in range(x.size):
            v[i] = beta * v[i] + np.ravel(grad(x.copy()))[i]
            x.reshape(-1)[i] -= lr * v[i]
        path.append(x.copy())
    return np.array(path)


@misconception(
    "momentum",
    hint="Do all coordinates of the point move?",
)
def first_coordinate_only(grad, x0, lr, beta, steps):
    """Only the first coordinate is moved."""

    def rule(x, v, g, _):
        v = beta * v + g
        moved = np.array(x)
        moved.reshape(-1)[0] -= lr * v.ravel()[0]
        return moved, v

    return walk(grad, x0, steps, rule)


# Momentum: the path itself.


@misconception(
    "momentum",
    family="the number of points",
    hint="Count the points for steps = 3 by hand.",
)
def one_update_missing(grad, x0, lr, beta, steps):
    """The path has steps points, so that the last update is missing."""
    return walk(grad, x0, steps - 1, heavy_ball(lr, beta))


@misconception(
    "momentum",
    family="the number of points",
    hint="Where the slope is 0, is the velocity 0 as well? Follow the example by hand.",
)
def stops_where_it_is_flat(grad, x0, lr, beta, steps):
    """The path ends where the gradient vanishes, though the velocity goes on."""
    path = walk(grad, x0, steps, heavy_ball(lr, beta))
    flat = (t for t, x in enumerate(path) if np.linalg.norm(grad(x)) < FLAT)
    return path[: next(flat, steps) + 1]


@misconception(
    "momentum",
    family="the number of points",
    hint="How many times do you ask for the gradient when steps = 3?",
)
def one_update_too_many(grad, x0, lr, beta, steps):
    """One update too many is made."""
    return walk(grad, x0, steps + 1, heavy_ball(lr, beta))


@misconception(
    "momentum",
    family="the number of points",
    hint="Which point is the first of a path?",
)
def start_left_out(grad, x0, lr, beta, steps):
    """The path begins after the first update; the start is not in it."""
    return walk(grad, x0, steps, heavy_ball(lr, beta))[1:]


@misconception(
    "momentum",
    family="the number of points",
    hint="Is it the end that is asked for, or the way?",
)
def end_only(grad, x0, lr, beta, steps):
    """The last point is returned, not the path."""
    return walk(grad, x0, steps, heavy_ball(lr, beta))[-1]


@misconception(
    "momentum",
    hint="You keep two things from update to update. Which of them is the path?",
)
def velocities_returned(grad, x0, lr, beta, steps):
    """The velocities are collected, beginning with 0, not the points."""
    path = walk(grad, x0, steps, heavy_ball(lr, beta))
    return -np.diff(path, axis=0, prepend=path[:1]) / lr


@misconception(
    "momentum",
    hint="Print the shape of what you return: is a row a point?",
)
def points_in_columns(grad, x0, lr, beta, steps):
    """The path lies on its side: a column is a point."""
    return np.atleast_2d(walk(grad, x0, steps, heavy_ball(lr, beta)).T)


@misconception(
    "momentum",
    family="shared arrays",
    hint="Print x0 after your function has returned.",
)
def start_overwritten(grad, x0, lr, beta, steps):
    """The updates are made in x0 itself, which is the caller's array."""
    return in_place(grad, x0, steps, lr, beta)


@misconception(
    "momentum",
    family="shared arrays",
    hint="Are the points in your list different arrays, or one array many times?",
)
def one_array_many_times(grad, x0, lr, beta, steps):
    """The list holds one array again and again: every point is the last."""
    path = walk(grad, x0, steps, heavy_ball(lr, beta))
    return np.array([path[-1]] * len(path))


@misconception(
    "momentum",
    hint="Which dtype has zeros_like(x0) when x0 holds integers?",
)
def whole_numbers_only(grad, x0, lr, beta, steps):
    """The path is kept in the type of the start: integers lose all decimals."""
    path = walk(grad, x0, steps, heavy_ball(lr, beta))
    return in_the_type_of_the_start(path, x0)


# Momentum with a rate for every update.


def with_rates(grad, x0, lrs, weigh):
    """Return the path for which weigh(v, g, lr) is the velocity, one rate each."""

    def rule(x, v, g, t):
        v = weigh(v, g, lrs[t - 1])
        return x + v, v

    return walk(grad, x0, len(lrs), rule)


def by_velocity(alpha):
    """Return the right velocity."""
    return lambda v, g, lr: alpha * v - lr * g


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="After the rate has changed: with which rate does an old gradient still act?",
    source="PyTorch and optax, where the rate multiplies the velocity",
    convention=True,
)
def rate_of_the_day(grad, x0, lrs, alpha):
    """The rate of the day multiplies the whole velocity, old gradients included."""

    def rule(x, v, g, t):
        v = alpha * v + g
        return x - lrs[t - 1] * v, v

    return walk(grad, x0, len(lrs), rule)


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="Does the formula change an old velocity when the rate changes?",
    source="attempts to keep old and new gradients comparable",
    same_as="rate_of_the_day: rescaling the velocity by the ratio of the rates is the "
    "same as multiplying it by the new one.",
)
def velocity_rescaled(grad, x0, lrs, alpha):
    """The old velocity is rescaled to the new rate."""
    before = [lrs[0], *lrs]

    def rule(x, v, g, t):
        v = alpha * v * lrs[t - 1] / before[t - 1] - lrs[t - 1] * g
        return x + v, v

    return walk(grad, x0, len(lrs), rule)


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="Which entry of lrs belongs to the first update?",
)
def rates_one_late(grad, x0, lrs, alpha):
    """The second rate is used for the first update, and the last one twice."""
    return with_rates(grad, x0, [*lrs[1:], lrs[-1]], by_velocity(alpha))


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="Print the rate in every update: does it change?",
)
def first_rate_for_all(grad, x0, lrs, alpha):
    """The first rate is used for all updates."""
    return with_rates(grad, x0, [lrs[0]] * len(lrs), by_velocity(alpha))


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="From which end are the rates taken?",
)
def rates_backwards(grad, x0, lrs, alpha):
    """The rates are taken from the end."""
    return with_rates(grad, x0, lrs[::-1], by_velocity(alpha))


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="Is each entry of lrs a rate, or a factor for the rate before?",
)
def rates_multiplied_up(grad, x0, lrs, alpha):
    """Each rate is multiplied by all that went before it."""
    return with_rates(grad, x0, np.cumprod(lrs), by_velocity(alpha))


@misconception(
    "momentum_velocity",
    family="which rate for which gradient",
    hint="Is the rate of each update the one in lrs, or the mean of them?",
)
def mean_rate(grad, x0, lrs, alpha):
    """The mean of the rates is used for all updates."""
    return with_rates(grad, x0, [np.mean(lrs)] * len(lrs), by_velocity(alpha))


@misconception(
    "momentum_velocity",
    family="the rate twice",
    hint="How does your first step change when you double all rates?",
)
def rate_in_both_lines(grad, x0, lrs, alpha):
    """The rate stands in the velocity and once more in the step."""

    def rule(x, v, g, t):
        v = alpha * v - lrs[t - 1] * g
        return x + lrs[t - 1] * v, v

    return walk(grad, x0, len(lrs), rule)


@misconception(
    "momentum_velocity",
    family="the rate twice",
    hint="Which of the two terms is multiplied by the rate?",
)
def rate_on_both_terms(grad, x0, lrs, alpha):
    """The rate multiplies the old velocity, too, each time anew."""
    return with_rates(grad, x0, lrs, lambda v, g, lr: lr * (alpha * v - g))


@misconception(
    "momentum_velocity",
    hint="In which direction does the first step go: uphill or downhill?",
)
def velocity_uphill(grad, x0, lrs, alpha):
    """The gradient is added to the velocity, so that the path climbs."""
    return with_rates(grad, x0, lrs, lambda v, g, lr: alpha * v + lr * g)


@misconception(
    "momentum_velocity",
    hint="Is a velocity that points downhill added or subtracted?",
    same_as="velocity_uphill: turning the velocity round or the step is one thing.",
)
def velocity_subtracted(grad, x0, lrs, alpha):
    """The velocity already points downhill, and it is subtracted."""

    def rule(x, v, g, t):
        v = alpha * v - lrs[t - 1] * g
        return x - v, v

    return walk(grad, x0, len(lrs), rule)


@misconception(
    "momentum_velocity",
    hint="With which weight does a gradient enter the velocity?",
    source="S3's slide 'Momentum', which calls the velocity a moving average",
    convention=True,
)
def velocity_averaged(grad, x0, lrs, alpha):
    """The velocity is a moving average, with the factor 1 - alpha at the gradient."""
    return with_rates(grad, x0, lrs, lambda v, g, lr: alpha * v - (1 - alpha) * lr * g)


@misconception(
    "momentum_velocity",
    hint="Is the new gradient discounted before it was ever used?",
)
def push_discounted(grad, x0, lrs, alpha):
    """Old velocity and new gradient are both multiplied by alpha."""
    return with_rates(grad, x0, lrs, lambda v, g, lr: alpha * (v - lr * g))


@misconception(
    "momentum_velocity",
    hint="What does the velocity remember of the update before?",
)
def velocity_forgotten(grad, x0, lrs, alpha):
    """The velocity is only the last gradient's push: gradient descent with rates."""
    del alpha
    return with_rates(grad, x0, lrs, by_velocity(0.0))


@misconception(
    "momentum_velocity",
    hint="With alpha = 0, which method should be left, and which one do you get?",
)
def velocity_without_friction(grad, x0, lrs, alpha):
    """The velocity never slows down; alpha is not used."""
    del alpha
    return with_rates(grad, x0, lrs, by_velocity(1.0))


@misconception(
    "momentum_velocity",
    hint="Does the very first update move at all?",
)
def velocity_one_late(grad, x0, lrs, alpha):
    """The point moves by the old velocity, which is renewed afterwards."""
    return walk(
        grad,
        x0,
        len(lrs),
        lambda x, v, g, t: (x + v, alpha * v - lrs[t - 1] * g),
    )


@misconception(
    "momentum_velocity",
    family="where the slope is taken",
    hint="At which point does this rule take the slope?",
    source="Nesterov's method",
)
def rates_with_look_ahead(grad, x0, lrs, alpha):
    """The gradient is taken at the look-ahead point of Nesterov's method."""

    def rule(x, v, g, t):
        v = alpha * v - lrs[t - 1] * g
        return x + v, v

    return walk(grad, x0, len(lrs), rule, at=lambda x, v: x + alpha * v)


@misconception(
    "momentum_velocity",
    family="where the slope is taken",
    hint="How often do you ask for the gradient, and at which points?",
)
def rates_and_one_gradient(grad, x0, lrs, alpha):
    """The gradient is computed once, at the start."""
    g = np.array(grad(np.array(x0, dtype=float)))
    return with_rates(lambda _: g, x0, lrs, by_velocity(alpha))


@misconception(
    "momentum_velocity",
    hint="How many rates does your function use when it gets three?",
)
def last_rate_unused(grad, x0, lrs, alpha):
    """The path has as many points as there are rates; the last one is not used."""
    return with_rates(grad, x0, lrs[:-1], by_velocity(alpha))


@misconception(
    "momentum_velocity",
    hint="Which point is the first of a path?",
)
def rates_without_start(grad, x0, lrs, alpha):
    """The path begins after the first update; the start is not in it."""
    return with_rates(grad, x0, lrs, by_velocity(alpha))[1:]


@misconception(
    "momentum_velocity",
    family="shared arrays",
    hint="Print x0 after your function has returned.",
)
def start_carried_along(grad, x0, lrs, alpha):
    """The velocity is added to x0 itself, which is the caller's array."""
    path = with_rates(grad, x0, lrs, by_velocity(alpha))
    np.asarray(x0, dtype=float)[...] = path[-1]
    return path


@misconception(
    "momentum_velocity",
    hint="Which dtype has zeros_like(x0) when x0 holds integers?",
)
def velocity_in_whole_numbers(grad, x0, lrs, alpha):
    """Points are kept in the type of the start: integers lose all decimals."""
    path = with_rates(grad, x0, lrs, by_velocity(alpha))
    return in_the_type_of_the_start(path, x0)


# Nesterov.


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="At which point does Nesterov measure the slope?",
)
def look_ahead_missing(grad, x0, lr, mu, steps):
    """The gradient is taken at the point itself, which is plain momentum."""
    return walk(grad, x0, steps, pushed(lr, mu))


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="Draw the look-ahead point: is it ahead of you or behind you?",
)
def look_behind(grad, x0, lr, mu, steps):
    """The look-ahead point lies behind: x - mu·v."""
    rule, at = looking(lr, mu, lambda v: -mu * v)
    return walk(grad, x0, steps, rule, at)


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="How far would the velocity alone carry you in the next update?",
)
def look_too_far(grad, x0, lr, mu, steps):
    """The look-ahead point is x + v; mu is missing."""
    rule, at = looking(lr, mu, lambda v: v)
    return walk(grad, x0, steps, rule, at)


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="Is the velocity a step, or does it still have to be multiplied by the rate?",
    source="the form of momentum in which the rate stands outside",
)
def look_a_rate_ahead(grad, x0, lr, mu, steps):
    """The look-ahead is multiplied by the rate, though the velocity holds it."""
    rule, at = looking(lr, mu, lambda v: lr * mu * v)
    return walk(grad, x0, steps, rule, at)


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="Do you know the new velocity before you have its gradient?",
)
def look_with_the_new_velocity(grad, x0, lr, mu, steps):
    """A trial velocity is made with the slope at x, and the look-ahead with that."""

    def at(x, v):
        return x + mu * (mu * v - lr * np.asarray(grad(x)))

    return walk(grad, x0, steps, pushed(lr, mu), at)


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="Which gradient is in the velocity: the one at x, or the one ahead?",
)
def both_slopes_averaged(grad, x0, lr, mu, steps):
    """The mean of the slopes at x and at the look-ahead point is used."""

    def rule(x, v, g, _):
        v = mu * v - lr * (g + np.asarray(grad(x))) / 2
        return x + v, v

    return walk(grad, x0, steps, rule, at=lambda x, v: x + mu * v)


@misconception(
    "nesterov",
    family="where the slope is taken",
    hint="Does the look-ahead move as the path goes on?",
)
def look_ahead_of_the_start(grad, x0, lr, mu, steps):
    """The gradient is computed once, at the start."""
    g = np.array(grad(np.array(x0, dtype=float)))
    return walk(lambda _: g, x0, steps, pushed(lr, mu))


@misconception(
    "nesterov",
    hint="From which point does the new velocity start: from x or from the look-ahead?",
)
def moved_to_the_look_ahead(grad, x0, lr, mu, steps):
    """The point is moved to the look-ahead point, and the velocity added to that."""

    def rule(x, v, g, _):
        ahead = x + mu * v
        v = mu * v - lr * g
        return ahead + v, v

    return walk(grad, x0, steps, rule, at=lambda x, v: x + mu * v)


@misconception(
    "nesterov",
    family="the look-ahead points as path",
    hint="Write down the change of variables: what is subtracted besides?",
    source="the CS231n form, copied without its first term",
)
def change_of_variables_half_done(grad, x0, lr, mu, steps):
    """The step is (1 + mu)·v, without taking the old look-ahead back."""

    def rule(x, v, g, _):
        v = mu * v - lr * g
        return x + (1 + mu) * v, v

    return walk(grad, x0, steps, rule)


@misconception(
    "nesterov",
    family="the look-ahead points as path",
    hint="Your numbers are those of a point where slopes are taken. Which points does "
    "the handout call the path?",
    source="PyTorch, optax, Keras and scikit-learn",
    convention=True,
)
def pytorch_form(grad, x0, lr, mu, steps):
    """The step is lr·(g + mu·b), which makes the path that of the look-ahead points."""

    def rule(y, b, g, _):
        b = mu * b + g
        return y - lr * (g + mu * b), b

    return walk(grad, x0, steps, rule)


@misconception(
    "nesterov",
    family="the look-ahead points as path",
    hint="Where do you take the slope, and which of the two points is in your path?",
    same_as="pytorch_form: at a constant rate its points are the look-ahead points.",
)
def look_ahead_points_kept(grad, x0, lr, mu, steps):
    """The look-ahead points are collected instead of the points."""
    rule, at = looking(lr, mu, lambda v: mu * v)
    path = walk(grad, x0, steps, rule, at)
    velocities = np.diff(path, axis=0, prepend=path[:1])
    return path + mu * velocities


@misconception(
    "nesterov",
    hint="Is mu the same in every update?",
    source="Nesterov's method of 1983, in the form of Su, Boyd & Candès",
    convention=True,
)
def growing_momentum(grad, x0, lr, mu, steps):
    """The momentum grows as (t - 1)/(t + 2), and mu is not used."""
    del mu
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x]
    for t in range(1, steps + 1):
        share = (t - 1) / (t + 2)
        v = share * v - lr * np.asarray(grad(x + share * v))
        x = x + v
        path.append(x)
    return np.array(path)


@misconception(
    "nesterov",
    hint="With which weight does the slope enter the velocity?",
    source="courses in which the velocity is a moving average",
    convention=True,
)
def look_ahead_with_an_average(grad, x0, lr, mu, steps):
    """The velocity is a moving average, with the factor 1 - mu at the gradient."""
    rule, at = looking(lr * (1 - mu), mu, lambda v: mu * v)
    return walk(grad, x0, steps, rule, at)


@misconception(
    "nesterov",
    hint="In which direction does the first step go: uphill or downhill?",
)
def look_ahead_uphill(grad, x0, lr, mu, steps):
    """The gradient is added to the velocity, so that the path climbs."""
    rule, at = looking(-lr, mu, lambda v: mu * v)
    return walk(grad, x0, steps, rule, at)


@misconception(
    "nesterov",
    hint="What does the velocity remember of the update before?",
)
def no_velocity_to_look_with(grad, x0, lr, mu, steps):
    """The velocity starts at 0 in every update, which leaves gradient descent."""
    del mu
    return walk(grad, x0, steps, pushed(lr, 0.0))


@misconception(
    "nesterov",
    hint="mu stands at two places of the rule. At how many does it stand in yours?",
)
def friction_only_in_the_look_ahead(grad, x0, lr, mu, steps):
    """The old velocity enters the new one whole; only the look-ahead uses mu."""
    rule, at = looking(lr, 1.0, lambda v: mu * v)
    return walk(grad, x0, steps, rule, at)


@misconception(
    "nesterov",
    hint="How does your first step change when you double the rate?",
)
def rate_in_the_step_too(grad, x0, lr, mu, steps):
    """The rate multiplies the gradient in the velocity, and the velocity again."""

    def rule(x, v, g, _):
        v = mu * v - lr * g
        return x + lr * v, v

    return walk(grad, x0, steps, rule, at=lambda x, v: x + mu * v)


@misconception(
    "nesterov",
    hint="Does the very first update move at all?",
)
def old_step_repeated(grad, x0, lr, mu, steps):
    """The point moves by the old velocity, which is renewed afterwards."""
    return walk(
        grad,
        x0,
        steps,
        lambda x, v, g, _: (x + v, mu * v - lr * g),
        at=lambda x, v: x + mu * v,
    )


@misconception(
    "nesterov",
    family="the number of points",
    hint="Count the points for steps = 3 by hand.",
)
def nesterov_one_short(grad, x0, lr, mu, steps):
    """The path has steps points, so that the last update is missing."""
    rule, at = looking(lr, mu, lambda v: mu * v)
    return walk(grad, x0, steps - 1, rule, at)


@misconception(
    "nesterov",
    family="shared arrays",
    hint="Are the points in your list different arrays, or one array many times?",
)
def nesterov_in_one_array(grad, x0, lr, mu, steps):
    """The list holds one array again and again: every point is the last."""
    rule, at = looking(lr, mu, lambda v: mu * v)
    path = walk(grad, x0, steps, rule, at)
    return np.array([path[-1]] * len(path))


@misconception(
    "nesterov",
    family="shared arrays",
    hint="Print x0 after your function has returned.",
)
def nesterov_overwrites_the_start(grad, x0, lr, mu, steps):
    """The updates are made in x0 itself, which is the caller's array."""
    return in_place(grad, x0, steps, lr, mu, mu)


@misconception(
    "nesterov",
    hint="Which dtype has zeros_like(x0) when x0 holds integers?",
)
def nesterov_in_whole_numbers(grad, x0, lr, mu, steps):
    """Points are kept in the type of the start: integers lose all decimals."""
    rule, at = looking(lr, mu, lambda v: mu * v)
    return in_the_type_of_the_start(walk(grad, x0, steps, rule, at), x0)


# The velocity as one sum.


def weighted(grads, weights):
    """Return the sum of gradients, each with its weight."""
    return np.tensordot(np.asarray(weights), np.array(grads, dtype=float), axes=1)


def ages(grads):
    """Return how many updates ago each gradient was: k-1, …, 1, 0."""
    return np.arange(len(grads) - 1, -1, -1, dtype=float)


@misconception(
    "velocity_as_sum",
    family="which gradient weighs what",
    hint="Which gradient should weigh most: the oldest or the newest?",
)
def oldest_weighs_most(grads, lr, beta):
    """The powers of beta run the wrong way, and the oldest gradient weighs most."""
    return -lr * weighted(grads, beta ** ages(grads)[::-1])


@misconception(
    "velocity_as_sum",
    family="which gradient weighs what",
    hint="What is the velocity after a single gradient?",
)
def newest_discounted(grads, lr, beta):
    """The exponents are one too large: even the newest gradient is discounted."""
    return -lr * weighted(grads, beta ** (ages(grads) + 1))


@misconception(
    "velocity_as_sum",
    family="which gradient weighs what",
    hint="With beta = 0.5, what is the weight of the gradient two updates ago?",
)
def power_read_as_product(grads, lr, beta):
    """The weight is beta times the age, not beta to the power of the age."""
    return -lr * weighted(grads, np.where(ages(grads) == 0, 1, beta * ages(grads)))


@misconception(
    "velocity_as_sum",
    family="which gradient weighs what",
    hint="Does a gradient weigh the same however old it is?",
)
def plain_sum(grads, lr, beta):
    """All gradients weigh the same; beta is not used."""
    del beta
    return -lr * weighted(grads, ages(grads) * 0 + 1)


@misconception(
    "velocity_as_sum",
    family="which gradient weighs what",
    hint="What has become of the gradient three updates ago?",
)
def last_two_only(grads, lr, beta):
    """Only the last two gradients are used, as if the memory were one update long."""
    weights = [0.0] * (len(grads) - 2) + [beta, 1.0]
    return -lr * weighted(grads, weights)


@misconception(
    "velocity_as_sum",
    family="which gradient weighs what",
    hint="The first gradient: does anything stand before it in the sum?",
)
def old_gradients_all_alike(grads, lr, beta):
    """All older gradients are discounted once, however old they are."""
    return -lr * weighted(grads, np.where(ages(grads) == 0, 1.0, beta))


@misconception(
    "velocity_as_sum",
    hint="Is the newest gradient among those that you add up?",
)
def newest_left_out(grads, lr, beta):
    """The sum ends one gradient too early."""
    return -lr * weighted(grads[:-1], beta ** ages(grads[:-1]))


@misconception(
    "velocity_as_sum",
    hint="Is the oldest gradient among those that you add up?",
)
def oldest_left_out(grads, lr, beta):
    """The sum begins with the second gradient."""
    return -lr * weighted(grads[1:], beta ** ages(grads[1:]))


@misconception(
    "velocity_as_sum",
    hint="Does a velocity that is added to the point go uphill or downhill?",
)
def sum_uphill(grads, lr, beta):
    """The minus sign is missing."""
    return lr * weighted(grads, beta ** ages(grads))


@misconception(
    "velocity_as_sum",
    hint="How does the velocity change when you double the rate?",
)
def sum_without_rate(grads, lr, beta):
    """The rate is missing."""
    del lr
    return -weighted(grads, beta ** ages(grads))


@misconception(
    "velocity_as_sum",
    hint="Does the rate grow old, too? Write down the velocity after two gradients.",
)
def rate_discounted_too(grads, lr, beta):
    """The rate is raised to powers along with beta."""
    return -lr * weighted(grads, (lr * beta) ** ages(grads))


@misconception(
    "velocity_as_sum",
    family="an average instead of a sum",
    hint="Do the weights of a velocity have to add up to one?",
    source="S1 and S3, where the velocity is called a running mean",
    convention=True,
)
def sum_of_an_average(grads, lr, beta):
    """Every weight has the factor 1 - beta of a moving average."""
    return -lr * (1 - beta) * weighted(grads, beta ** ages(grads))


@misconception(
    "velocity_as_sum",
    family="an average instead of a sum",
    hint="Is the result longer when more gradients point the same way?",
)
def divided_by_the_number(grads, lr, beta):
    """The sum is divided by the number of gradients."""
    return -lr * weighted(grads, beta ** ages(grads)) / len(grads)


@misconception(
    "velocity_as_sum",
    family="an average instead of a sum",
    hint="What is the velocity after two equal gradients, worked out by the rule?",
)
def weights_add_up_to_one(grads, lr, beta):
    """The weights are divided by their sum."""
    weights = beta ** ages(grads)
    return -lr * weighted(grads, weights / weights.sum())


@misconception(
    "velocity_as_sum",
    hint="Gradients that are rows: does your sum run over rows or over everything?",
)
def coordinates_added_up(grads, lr, beta):
    """The sum runs over the coordinates as well and gives one number."""
    return -lr * np.sum(weighted(grads, beta ** ages(grads)))


@misconception(
    "velocity_as_sum",
    family="shared arrays",
    hint="What happens to grads when you write v = grads[0] and then v *= beta?",
    source="a velocity that is the buffer of a gradient",
)
def first_row_as_velocity(grads, lr, beta):
    """The velocity is begun in the first row of grads, which is thereby changed."""
    v = grads[0]
    for g in grads[1:]:
        if isinstance(v, np.ndarray):
            v[...] = beta * v + g
        else:
            v = beta * v + g
    return -lr * v


@misconception(
    "velocity_as_sum",
    hint="Which dtype has zeros_like(grads[0]) when the gradients are integers?",
)
def sum_in_whole_numbers(grads, lr, beta):
    """The velocity is kept in the type of the gradients: integers lose decimals."""
    v = np.zeros_like(grads[0])
    for g in grads:
        v = (beta * v + g).astype(v.dtype)
    return -lr * v


# How large the rate may be.


@misconception(
    "largest_stable_lr",
    hint="Does momentum change the bound? Try lr = 2.1/λ with β = 0.5 by hand.",
)
def bound_of_gradient_descent(lam, beta):
    """Momentum is forgotten: 2/λ is gradient descent's bound."""
    del beta
    return 2 / lam


@misconception(
    "largest_stable_lr",
    hint="Does momentum allow larger rates, or only smaller ones?",
)
def bound_shrinks(lam, beta):
    """The sign before β is wrong, so that momentum would allow less."""
    return 2 * (1 - beta) / lam


@misconception(
    "largest_stable_lr",
    hint="Is the velocity ever as long as g/(1 - β) when the gradient changes sign in "
    "every update?",
    same_as="bound_shrinks: both write 2(1 - β)/λ.",
)
def bound_of_the_effective_rate(lam, beta):
    """The effective rate lr/(1 - β) is held below 2/λ, as for a constant slope."""
    return (1 - beta) * 2 / lam


@misconception(
    "largest_stable_lr",
    hint="For β = 0, what does gradient descent allow, and what do you get?",
)
def two_forgotten(lam, beta):
    """The factor 2 is missing, as in the rate 1/λ that is safe and fast."""
    return (1 + beta) / lam


@misconception(
    "largest_stable_lr",
    hint="A steeper valley: does it allow a larger or a smaller rate?",
)
def curvature_multiplied(lam, beta):
    """The curvature is multiplied instead of divided by."""
    return 2 * (1 + beta) * lam


@misconception(
    "largest_stable_lr",
    hint="For which β is your bound infinite, and would you believe that?",
    source="courses in which the velocity is a moving average",
    convention=True,
)
def bound_of_the_average(lam, beta):
    """This is the bound for a velocity that is a moving average."""
    return 2 * (1 + beta) / ((1 - beta) * lam)


@misconception(
    "largest_stable_lr",
    hint="Whose bound is this: does the method look ahead?",
)
def bound_of_nesterov(lam, beta):
    """This is the bound of Nesterov's momentum, which is smaller."""
    return 2 * (1 + beta) / ((1 + 2 * beta) * lam)


@misconception(
    "largest_stable_lr",
    hint="Is a rate unstable as soon as both roots are real?",
    source="the rates at which the roots change from complex to real",
)
def end_of_the_oscillations(lam, beta):
    """This is where the roots become real again, not where one reaches -1."""
    return (1 + np.sqrt(beta)) ** 2 / lam


@misconception(
    "largest_stable_lr",
    hint="Put your brackets once more around what is multiplied by 2.",
)
def two_plus_beta(lam, beta):
    """A bracket is lost: only 1 is multiplied by 2."""
    return (2 + beta) / lam


@misconception(
    "largest_stable_lr",
    hint="On ½λx², is the slope λx or √λ x?",
)
def root_of_the_curvature(lam, beta):
    """The root of the curvature is divided by."""
    return 2 * (1 + beta) / np.sqrt(lam)


# Three methods in a valley.


def euclid(x):
    """Return the Euclidean norm of a point."""
    return float(np.sqrt(np.sum(np.square(x))))


def race(given, *, size=euclid, arrival=None, never=None, paths=None):
    """Return who arrives when, given the arguments of the exercise in their order.

    Each keyword is a place where one mistake is made.
    """
    grad, x0, lr, beta, tol, max_steps = given
    paths = paths or right_paths(grad, x0, lr, beta, max_steps)
    arrival = arrival or (lambda sizes: np.argmax(np.array(sizes) < tol))
    counts = {}
    for name, path in paths.items():
        sizes = [size(x) for x in path[: max_steps + 1]]
        missed = not np.any(np.array(sizes) < tol)
        late = max_steps if never is None else never
        counts[name] = late if missed else int(arrival(sizes))
    return counts


def right_paths(grad, x0, lr, beta, steps):
    """Return the paths of the three methods."""
    rule, at = looking(lr, beta, lambda v: beta * v)
    return {
        "gd": walk(grad, x0, steps, pushed(lr, 0.0)),
        "momentum": walk(grad, x0, steps, pushed(lr, beta)),
        "nesterov": walk(grad, x0, steps, rule, at),
    }


@misconception(
    "steps_on_valley",
    family="counting updates",
    hint="How many updates does a start need that is within tol already?",
)
def points_counted(grad, x0, lr, beta, tol, max_steps):
    """Points are counted instead of updates, the start among them."""
    return race(
        (grad, x0, lr, beta, tol, max_steps),
        arrival=lambda sizes: np.argmax(np.array(sizes) < tol) + 1,
    )


@misconception(
    "steps_on_valley",
    family="counting updates",
    hint="Is the point that is near enough the one before or after your last update?",
)
def last_update_not_counted(grad, x0, lr, beta, tol, max_steps):
    """The count stops at the last point that is still too far away."""
    return race(
        (grad, x0, lr, beta, tol, max_steps),
        arrival=lambda sizes: np.argmax(np.array(sizes) < tol) - 1,
    )


@misconception(
    "steps_on_valley",
    family="counting updates",
    hint="What should come out for a method that does not arrive in time?",
)
def none_if_never(grad, x0, lr, beta, tol, max_steps):
    """A method that does not arrive gets -1."""
    return race((grad, x0, lr, beta, tol, max_steps), never=-1)


@misconception(
    "steps_on_valley",
    family="counting updates",
    hint="What should come out for a method that does not arrive in time?",
)
def one_more_if_never(grad, x0, lr, beta, tol, max_steps):
    """A method that does not arrive gets max_steps + 1."""
    return race((grad, x0, lr, beta, tol, max_steps), never=max_steps + 1)


@misconception(
    "steps_on_valley",
    family="counting updates",
    hint="Momentum may shoot over: does the first arrival count, or the last?",
)
def arrival_for_good(grad, x0, lr, beta, tol, max_steps):
    """The update is counted after which the path never leaves again."""

    def last_outside(sizes):
        return len(sizes) - np.argmax(np.array(sizes)[::-1] >= tol)

    return race((grad, x0, lr, beta, tol, max_steps), arrival=last_outside)


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="What is the length of the vector (3, -4)?",
)
def largest_coordinate(grad, x0, lr, beta, tol, max_steps):
    """The largest coordinate is compared with tol, not the Euclidean norm."""
    return race((grad, x0, lr, beta, tol, max_steps), size=lambda x: np.max(np.abs(x)))


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="What is the length of the vector (3, -4)?",
)
def coordinates_summed(grad, x0, lr, beta, tol, max_steps):
    """The absolute coordinates are added up."""
    return race((grad, x0, lr, beta, tol, max_steps), size=lambda x: np.sum(np.abs(x)))


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="What is the length of the vector (3, -4), 5 or 25?",
)
def root_forgotten(grad, x0, lr, beta, tol, max_steps):
    """The squared norm is compared with tol."""
    return race((grad, x0, lr, beta, tol, max_steps), size=lambda x: euclid(x) ** 2)


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="Is -100 near 0?",
)
def sign_kept(grad, x0, lr, beta, tol, max_steps):
    """The coordinates are compared with tol as they are, negative ones included."""
    return race((grad, x0, lr, beta, tol, max_steps), size=np.max)


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="Is tol a share of the first distance, or a distance?",
)
def relative_to_the_start(grad, x0, lr, beta, tol, max_steps):
    """The distance is divided by that of the start."""
    first = euclid(x0)
    return race((grad, x0, lr, beta, tol, max_steps), size=lambda x: euclid(x) / first)


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="What should be below tol: the slope, or the distance from the minimum?",
)
def slope_below_tol(grad, x0, lr, beta, tol, max_steps):
    """The length of the gradient is compared with tol."""
    return race((grad, x0, lr, beta, tol, max_steps), size=lambda x: euclid(grad(x)))


@misconception(
    "steps_on_valley",
    family="how far from 0",
    hint="Is a method at the minimum as soon as its steps are short?",
)
def step_below_tol(grad, x0, lr, beta, tol, max_steps):
    """The length of the last step is compared with tol."""
    paths = right_paths(grad, x0, lr, beta, max_steps)
    steps = {
        name: np.diff(path, axis=0, prepend=np.full_like(path[:1], np.inf))
        for name, path in paths.items()
    }
    return race((grad, x0, lr, beta, tol, max_steps), paths=steps)


@misconception(
    "steps_on_valley",
    family="the wrong method",
    hint="At which point does each of the three take its slope?",
)
def nesterov_is_momentum(grad, x0, lr, beta, tol, max_steps):
    """Nesterov's count is that of plain momentum: the look-ahead is missing."""
    paths = right_paths(grad, x0, lr, beta, max_steps)
    paths["nesterov"] = paths["momentum"]
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


@misconception(
    "steps_on_valley",
    family="the wrong method",
    hint="Which path does the exercise on Nesterov's momentum return?",
    source="PyTorch, optax, Keras and scikit-learn",
    convention=True,
)
def race_of_the_look_ahead(grad, x0, lr, beta, tol, max_steps):
    """Nesterov's count is that of the look-ahead points."""
    paths = right_paths(grad, x0, lr, beta, max_steps)
    path = paths["nesterov"]
    paths["nesterov"] = path + beta * np.diff(path, axis=0, prepend=path[:1])
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


@misconception(
    "steps_on_valley",
    family="the wrong method",
    hint="Do all three get the same rate? With which factor do gradients enter?",
    source="courses in which the velocity is a moving average",
    convention=True,
)
def race_of_averages(grad, x0, lr, beta, tol, max_steps):
    """Momentum and Nesterov use a moving average of the gradients."""
    paths = right_paths(grad, x0, lr * (1 - beta), beta, max_steps)
    paths["gd"] = right_paths(grad, x0, lr, beta, max_steps)["gd"]
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


@misconception(
    "steps_on_valley",
    family="the wrong method",
    hint="Does each of the three start at x0?",
)
def start_not_reset(grad, x0, lr, beta, tol, max_steps):
    """Each method starts where the one before has ended."""
    paths = {}
    for name in ("gd", "momentum", "nesterov"):
        paths[name] = right_paths(grad, x0, lr, beta, max_steps)[name]
        near = [t for t, x in enumerate(paths[name]) if euclid(x) < tol]
        x0 = paths[name][near[0] if near else -1]
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


@misconception(
    "steps_on_valley",
    family="the wrong method",
    hint="With which beta does momentum become gradient descent?",
)
def gradient_descent_with_momentum(grad, x0, lr, beta, tol, max_steps):
    """Gradient descent gets the momentum, too."""
    paths = right_paths(grad, x0, lr, beta, max_steps)
    paths["gd"] = paths["momentum"]
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


@misconception(
    "steps_on_valley",
    family="the wrong method",
    hint="Which number stands at which key?",
)
def keys_swapped(grad, x0, lr, beta, tol, max_steps):
    """The counts of gradient descent and momentum stand at each other's keys."""
    paths = right_paths(grad, x0, lr, beta, max_steps)
    paths["gd"], paths["momentum"] = paths["momentum"], paths["gd"]
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


@misconception(
    "steps_on_valley",
    family="shared arrays",
    hint="Print x0 after your function has returned.",
)
def valley_start_overwritten(grad, x0, lr, beta, tol, max_steps):
    """The last of the three methods is computed in x0 itself."""
    counts = race((grad, x0, lr, beta, tol, max_steps))
    in_place(grad, x0, max_steps, lr, beta, beta)
    return counts


@misconception(
    "steps_on_valley",
    hint="Which dtype has a path that starts with integers?",
)
def valley_in_whole_numbers(grad, x0, lr, beta, tol, max_steps):
    """Points are kept in the type of the start: integers lose all decimals."""
    paths = right_paths(grad, x0, lr, beta, max_steps)
    paths = {name: in_the_type_of_the_start(path, x0) for name, path in paths.items()}
    return race((grad, x0, lr, beta, tol, max_steps), paths=paths)


# Who jitters, who creeps.


def columns(path):
    """Return a path as a table with one column for each coordinate."""
    points = np.array(path, dtype=float)
    return points.reshape(len(points), -1)


def turns(series):
    """Return for each coordinate the pairs of neighbours that differ in sign."""
    return series[1:] * series[:-1] < 0


def words(flags):
    """Return a word for each coordinate."""
    return ["jitters" if flag else "creeps" for flag in flags]


@misconception(
    "axis_behaviour",
    family="what changes its sign",
    hint="Does a coordinate that jitters around 5 ever change its sign? Its steps?",
)
def crossings_counted(path):
    """Changes of sign of the coordinate are counted, not those of its steps."""
    crossings = turns(columns(path))
    return words(crossings.sum(axis=0) > (len(crossings) - 1) / 2)


@misconception(
    "axis_behaviour",
    family="what changes its sign",
    hint="In which direction do the steps go, and how large they are: what is asked?",
)
def distances_compared(path):
    """It looks for distances from 0 that grow and shrink in turn, not coordinates."""
    changes = turns(np.diff(np.abs(columns(path)), axis=0))
    return words(changes.sum(axis=0) > len(changes) / 2)


@misconception(
    "axis_behaviour",
    family="what changes its sign",
    hint="Do steps that become longer and shorter change direction?",
)
def lengths_of_steps_compared(path):
    """Changes between longer and shorter steps are counted, not those of sign."""
    changes = turns(np.diff(np.abs(np.diff(columns(path), axis=0)), axis=0))
    return words(changes.sum(axis=0) > len(changes) / 2)


@misconception(
    "axis_behaviour",
    family="what changes its sign",
    hint="How many of the pairs turn round, and how many steps point downwards?",
)
def falling_steps_counted(path):
    """Steps that point downwards are counted, not turns."""
    steps = np.diff(columns(path), axis=0)
    return words((steps < 0).sum(axis=0) > len(steps) / 2)


@misconception(
    "axis_behaviour",
    family="more than half",
    hint="Exactly half of the pairs: is that more than half?",
)
def half_is_enough(path):
    """Half of the pairs is taken for more than half."""
    changes = turns(np.diff(columns(path), axis=0))
    return words(changes.sum(axis=0) >= len(changes) / 2)


@misconception(
    "axis_behaviour",
    family="more than half",
    hint="How many changes of sign does it take?",
)
def one_turn_is_enough(path):
    """A single change of sign is enough."""
    return words(turns(np.diff(columns(path), axis=0)).any(axis=0))


@misconception(
    "axis_behaviour",
    family="more than half",
    hint="How many changes of sign does it take?",
)
def every_pair_must_turn(path):
    """All pairs have to change sign."""
    return words(turns(np.diff(columns(path), axis=0)).all(axis=0))


@misconception(
    "axis_behaviour",
    family="more than half",
    hint="A path of T steps: how many pairs of neighbouring steps does it have?",
)
def steps_taken_for_pairs(path):
    """The changes are compared with half the number of steps, one more than pairs."""
    steps = np.diff(columns(path), axis=0)
    return words(turns(steps).sum(axis=0) > len(steps) / 2)


@misconception(
    "axis_behaviour",
    family="more than half",
    hint="A path of T + 1 points: how many pairs of neighbouring steps does it have?",
)
def points_taken_for_pairs(path):
    """The changes are compared with half the number of points, two more than pairs."""
    points = columns(path)
    return words(turns(np.diff(points, axis=0)).sum(axis=0) > len(points) / 2)


@misconception(
    "axis_behaviour",
    family="which coordinate",
    hint="Which word do you give to a coordinate that goes one way all the time?",
)
def words_swapped(path):
    """The words are swapped."""
    changes = turns(np.diff(columns(path), axis=0))
    return words(changes.sum(axis=0) <= len(changes) / 2)


@misconception(
    "axis_behaviour",
    family="which coordinate",
    hint="How many words do you return for a path of shape (T+1, D)?",
)
def one_word_for_all(path):
    """All coordinates are counted together and get the same word."""
    changes = turns(np.diff(columns(path), axis=0))
    return words([changes.mean() > 1 / 2] * changes.shape[1])


@misconception(
    "axis_behaviour",
    family="which coordinate",
    hint="Along which axis are the differences to be taken: from row to row?",
)
def rows_taken_for_coordinates(path):
    """Rows are taken for coordinates, so that each point gets a word."""
    points = columns(path)
    changes = turns(np.diff(points if points.shape[1] == 1 else points.T, axis=0))
    return words(changes.sum(axis=0) > len(changes) / 2)


@misconception(
    "axis_behaviour",
    family="which coordinate",
    hint="Is the first word that of the first coordinate?",
)
def last_coordinate_first(path):
    """The words stand in the order of the coordinates turned round."""
    changes = turns(np.diff(columns(path), axis=0))
    return words(changes.sum(axis=0) > len(changes) / 2)[::-1]


@misconception(
    "axis_behaviour",
    hint="One coordinate, one word: but is it a list?",
)
def bare_word(path):
    """A path of numbers gets a bare word, not a list of one."""
    changes = turns(np.diff(columns(path), axis=0))
    found = words(changes.sum(axis=0) > len(changes) / 2)
    return found[0] if len(found) == 1 else found


@misconception(
    "axis_behaviour",
    family="shared arrays",
    hint="Print the path after your function has returned.",
)
def path_overwritten(path):
    """The differences are written into the path itself."""
    changes = turns(np.diff(columns(path), axis=0))
    path[1:] = path[1:] - path[:-1]
    return words(changes.sum(axis=0) > len(changes) / 2)
