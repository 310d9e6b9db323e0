"""Known mistakes in SGD with momentum, and with an update after every example."""

import numpy as np

from grader.diagnosis.misconception import misconception

from . import dealing
from .dealing import cut, rightly, walk


def pushed(grad, v0, renew, move=None):
    """Return the step of a velocity renew(v, g), which is added, or as move says."""
    v = np.array(v0, dtype=float)

    def step(theta, batch, _):
        nonlocal v
        old, v = v, renew(v, np.asarray(grad(theta, batch)))
        return theta + (v if move is None else move(old, v))

    return step


def rightly_pushed(grad, v0, lr, alpha):
    """Return the step as it should be."""
    return pushed(grad, v0, lambda v, g: alpha * v - lr * g)


# Momentum: the velocity.


@misconception(
    "sgd_momentum",
    hint="What is the velocity before the first update?",
    source="momentum that always starts from rest",
)
def velocity_starts_at_rest(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The velocity starts at 0; v0 is not used."""
    step = rightly_pushed(grad, np.zeros_like(v0, dtype=float), lr, alpha)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    family="the velocity of a new epoch",
    hint="What is the velocity when the second epoch begins?",
    source="v = v0 inside the loop over the epochs",
)
def velocity_of_the_start_again(
    grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng
):
    """Each epoch begins with the velocity v0 again."""
    path = [np.array(theta0, dtype=float)]
    for _ in range(epochs):
        step = rightly_pushed(grad, v0, lr, alpha)
        batches = cut(rng.permutation(n), batch_size)
        path += [*walk(path[-1], batches, step)[1:]]
    return np.array(path)


@misconception(
    "sgd_momentum",
    family="the velocity of a new epoch",
    hint="What is the velocity when the second epoch begins?",
    source="v = 0 inside the loop over the epochs",
)
def velocity_lost_after_the_epoch(
    grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng
):
    """Each epoch but the first begins at rest."""
    path = [np.array(theta0, dtype=float)]
    for epoch in range(epochs):
        v = np.array(v0, dtype=float) * (epoch == 0)
        step = rightly_pushed(grad, v, lr, alpha)
        batches = cut(rng.permutation(n), batch_size)
        path += [*walk(path[-1], batches, step)[1:]]
    return np.array(path)


@misconception(
    "sgd_momentum",
    hint="Which way does v0 push: does your first point lie on that side?",
    source="v = αv + lr·g and θ -= v, where v points uphill",
)
def velocity_points_uphill(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The velocity is that of the uphill direction and is subtracted, v0 as well."""
    step = pushed(grad, v0, lambda v, g: alpha * v + lr * g, lambda _, v: -v)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Combine both of your lines for the first update: which sign is left before "
    "the gradient?",
)
def gradient_pushes_uphill(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The gradient is added to the velocity, and the path climbs."""
    step = pushed(grad, v0, lambda v, g: alpha * v + lr * g)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    family="the rate",
    hint="Does the rate change what v0 does in the first update?",
    source="the form in which the rate multiplies the velocity",
    convention=True,
)
def rate_outside_the_velocity(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The rate multiplies the whole velocity, v0 included."""
    step = pushed(grad, v0, lambda v, g: alpha * v - g, lambda _, v: lr * v)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    family="the rate",
    hint="How does your first step change when you double the rate?",
)
def velocity_with_rate_twice(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The rate multiplies the gradient, and the velocity again."""
    step = pushed(grad, v0, lambda v, g: alpha * v - lr * g, lambda _, v: lr * v)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="A slide calls the velocity a moving average. What does its formula say?",
    source="S3's words, and courses with a factor 1 - α",
    convention=True,
)
def velocity_averaged(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The velocity is a moving average, with the factor 1 - alpha at the gradient."""
    step = pushed(grad, v0, lambda v, g: alpha * v - (1 - alpha) * lr * g)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Which of the two terms is to be forgotten little by little?",
)
def gradient_discounted_too(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The new gradient is multiplied by alpha as well as the old velocity."""
    step = pushed(grad, v0, lambda v, g: alpha * (v - lr * g))
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="What does alpha do in your code?",
)
def velocity_never_forgets(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The velocity is not multiplied by alpha: nothing is forgotten."""
    step = pushed(grad, v0, lambda v, g: v - lr * g)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="What does your velocity remember of the update before?",
)
def velocity_forgotten(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """There is no velocity: each step is that of plain SGD."""
    step = pushed(grad, v0, lambda _, g: -lr * g)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Does the first update use the first gradient?",
    source="moving before the velocity is renewed",
)
def velocity_of_the_update_before(
    grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng
):
    """The point moves by the old velocity, which is renewed afterwards."""
    step = pushed(grad, v0, lambda v, g: alpha * v - lr * g, lambda old, _: old)
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Is v0 multiplied by alpha in the first update?",
)
def first_velocity_undiscounted(
    grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng
):
    """In the first update v0 counts in full."""
    v = np.array(v0, dtype=float)

    def step(theta, batch, t):
        nonlocal v
        v = (1 if t == 1 else alpha) * v - lr * np.asarray(grad(theta, batch))
        return theta + v

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="At which point does Algorithm 8.2 take the gradient?",
    source="Nesterov's momentum, the algorithm after it in the book",
)
def gradient_ahead(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The gradient is taken at a look-ahead point, which is Nesterov's momentum."""
    v = np.array(v0, dtype=float)

    def step(theta, batch, _):
        nonlocal v
        v = alpha * v - lr * np.asarray(grad(theta + alpha * v, batch))
        return theta + v

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Print v0 after the call.",
    source="v *= alpha where v is v0",
)
def velocity_renewed_in_place(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The velocity that was handed over is itself renewed, which the caller sees."""
    step = rightly_pushed(grad, v0, lr, alpha)
    path = walk(theta0, rightly(n, batch_size, epochs, rng), step)
    if isinstance(v0, np.ndarray) and v0.dtype.kind == "f":
        v0[...] = path[-1] - path[-2]
    return path


@misconception(
    "sgd_momentum",
    hint="Print theta0 after the call.",
    source="theta += v where theta is theta0",
)
def momentum_changes_the_start(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The start itself is moved, which the caller sees."""
    step = rightly_pushed(grad, v0, lr, alpha)
    path = walk(theta0, rightly(n, batch_size, epochs, rng), step)
    if isinstance(theta0, np.ndarray) and theta0.dtype.kind == "f":
        theta0[...] = path[-1]
    return path


# Momentum: which examples.


@misconception(
    "sgd_momentum",
    hint="Print the indices of the first epoch.",
    source="forgetting to shuffle",
)
def momentum_not_shuffled(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The examples come in the order of the data, in every epoch."""
    step = rightly_pushed(grad, v0, lr, alpha)
    return walk(theta0, dealing.in_order(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Is the second epoch in a new order?",
    source="shuffling before the loop over the epochs",
)
def momentum_shuffled_once(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """The examples are shuffled once, and every epoch has that order."""
    step = rightly_pushed(grad, v0, lr, alpha)
    return walk(theta0, dealing.shuffled_once(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="How often is each example used in one epoch?",
    source="drawing each batch with rng.integers or rng.choice, as Algorithm 8.2 may "
    "be read",
)
def momentum_with_replacement(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    """Each batch is drawn anew from all examples: some come twice, others never."""
    step = rightly_pushed(grad, v0, lr, alpha)
    return walk(theta0, dealing.with_replacement(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_momentum",
    hint="Eleven examples in batches of four: how many updates are there in an epoch?",
    source="looping over n // batch_size batches; PyTorch's drop_last",
    convention=True,
)
def momentum_without_the_short_batch(
    grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng
):
    """The short last batch is dropped in every epoch."""
    step = rightly_pushed(grad, v0, lr, alpha)
    return walk(theta0, dealing.without_the_short_one(n, batch_size, epochs, rng), step)


# An update after every example.


def single(grad_i, grad_penalty, lr, combine):
    """Return the step along combine(gradient, gradient of the penalty)."""

    def step(theta, batch, _):
        g = np.asarray(grad_i(theta, int(batch[0])))
        return theta - lr * combine(g, np.asarray(grad_penalty(theta)))

    return step


def rightly_single(grad_i, grad_penalty, lr, lam):
    """Return the step as it should be."""
    return single(grad_i, grad_penalty, lr, lambda g, p: g + lam * p)


@misconception(
    "sgd_per_example",
    hint="Is the penalty of the slide divided by anything?",
    source="dividing the penalty of a mean loss among the examples",
    convention=True,
)
def penalty_shared_among_examples(
    grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng
):
    """Each update takes 1/n of the penalty, so that an epoch has it once."""
    step = single(grad_i, grad_penalty, lr, lambda g, p: g + lam / n * p)
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="What changes in your path if lam is twice as large?",
)
def penalty_forgotten(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The penalty is left out."""
    step = single(grad_i, grad_penalty, lr, lambda g, _: g)
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="With lam = 0, is the penalty gone?",
)
def penalty_without_its_weight(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The penalty is not multiplied by lam."""
    step = single(grad_i, grad_penalty, lr, lambda g, p: g + p)
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="The slide's Δ has two minus signs. Which way should a penalty pull?",
    source="the signs of Δ on the slide",
)
def penalty_subtracted(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The penalty has the wrong sign: it pushes the point away."""
    step = single(grad_i, grad_penalty, lr, lambda g, p: g - lam * p)
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="Is the penalty's step affected by the rate?",
    source="weight decay that is decoupled from the rate",
    convention=True,
)
def penalty_without_the_rate(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The penalty is subtracted without being multiplied by the rate."""
    step = single(grad_i, grad_penalty, 1.0, lambda g, p: lr * g + lam * p)
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="Brackets: what does lam multiply?",
)
def everything_weighted(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The example's gradient is multiplied by lam as well."""
    step = single(grad_i, grad_penalty, lr, lambda g, p: lam * (g + p))
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="Is the penalty always half the square of θ?",
    source="weight decay written down from memory",
)
def penalty_taken_for_a_square(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The penalty's gradient is taken to be θ, whatever grad_penalty is."""

    def step(theta, batch, _):
        return theta - lr * (np.asarray(grad_i(theta, int(batch[0]))) + lam * theta)

    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="At which point do you ask for the penalty's gradient?",
    source="two updates one after the other",
)
def penalty_after_the_step(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The penalty's gradient is taken after the example's step."""

    def step(theta, batch, _):
        theta = theta - lr * np.asarray(grad_i(theta, int(batch[0])))
        return theta - lr * lam * np.asarray(grad_penalty(theta))

    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="How many of an epoch's updates feel the penalty?",
    source="the penalty outside of the loop over the examples",
)
def penalty_once_an_epoch(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """Only the last update of each epoch takes the penalty."""

    def step(theta, batch, t):
        g = np.asarray(grad_i(theta, int(batch[0])))
        if t % n == 0:
            g = g + lam * np.asarray(grad_penalty(theta))
        return theta - lr * g

    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="Δ of the slide without its minus signs",
)
def single_uphill(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """Both gradients are added."""
    step = rightly_single(grad_i, grad_penalty, -lr, lam)
    return walk(theta0, rightly(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="When does the point move: after each example, or after all of them?",
    source="gradient descent",
)
def single_moves_after_the_epoch(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The examples' mean gradient moves the point once an epoch."""

    def step(theta, order, _):
        g = np.mean([grad_i(theta, int(i)) for i in order], axis=0)
        return theta - lr * (g + lam * np.asarray(grad_penalty(theta)))

    return walk(theta0, (rng.permutation(n) for _ in range(epochs)), step)


@misconception(
    "sgd_per_example",
    hint="How many points has your path after one epoch of three examples?",
    source="appending in the outer loop",
)
def single_one_point_an_epoch(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The path has a point for each epoch, not for each update."""
    step = rightly_single(grad_i, grad_penalty, lr, lam)
    return walk(theta0, rightly(n, 1, epochs, rng), step)[::n]


@misconception(
    "sgd_per_example",
    hint="Print the examples of the first epoch in order.",
    source="for i in range(n)",
)
def single_not_shuffled(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The examples come in the order of the data, in every epoch."""
    step = rightly_single(grad_i, grad_penalty, lr, lam)
    return walk(theta0, dealing.in_order(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="Is the second epoch in a new order?",
    source="shuffling before the loop over the epochs",
)
def single_shuffled_once(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The examples are shuffled once, and every epoch has that order."""
    step = rightly_single(grad_i, grad_penalty, lr, lam)
    return walk(theta0, dealing.shuffled_once(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="How often is each example used in one epoch?",
    source='S3: "if you sample a training example at random"',
)
def single_with_replacement(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """Each example is drawn anew: in an epoch some come twice, others never."""
    step = rightly_single(grad_i, grad_penalty, lr, lam)
    return walk(theta0, dealing.with_replacement(n, 1, epochs, rng), step)


@misconception(
    "sgd_per_example",
    hint="Print theta0 after the call.",
    source="theta -= … where theta is theta0",
)
def single_changes_the_start(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    """The start itself is moved, which the caller sees."""
    step = rightly_single(grad_i, grad_penalty, lr, lam)
    path = walk(theta0, rightly(n, 1, epochs, rng), step)
    if isinstance(theta0, np.ndarray) and theta0.dtype.kind == "f":
        theta0[...] = path[-1]
    return path
