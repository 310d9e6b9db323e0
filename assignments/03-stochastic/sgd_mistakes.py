"""Known mistakes in SGD, with one rate and with a rate for each update."""

import math

import numpy as np

from grader.diagnosis.misconception import misconception

from . import dealing
from .dealing import cut, descent, one_cycle, rightly, walk

# SGD: which examples.


@misconception(
    "sgd",
    hint="Print the indices of the first epoch.",
    source="forgetting to shuffle",
)
def sgd_not_shuffled(grad, theta0, n, batch_size, lr, epochs, rng):
    """The examples come in the order of the data, in every epoch."""
    batches = dealing.in_order(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    family="one order for all epochs",
    hint="Is the second epoch in a new order?",
    source="shuffling before the loop over the epochs",
)
def sgd_shuffled_once(grad, theta0, n, batch_size, lr, epochs, rng):
    """The examples are shuffled once, and every epoch has that order."""
    batches = dealing.shuffled_once(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="Where is your generator made, and with which seed?",
    source="default_rng(0) inside the loop",
)
def sgd_reseeded(grad, theta0, n, batch_size, lr, epochs, rng):
    """Each epoch begins with a new generator from the same seed."""
    batches = (
        batch
        for _ in range(epochs)
        for batch in cut(np.random.default_rng(0).permutation(n), batch_size)
    )
    return walk(theta0, batches, descent(grad, lr))


_OWN = np.random.default_rng(1)
"""A generator that outlives the calls."""


@misconception(
    "sgd",
    hint="Call your function twice with default_rng(0): are the batches the same?",
    source="a generator made at the top of the file",
)
def sgd_from_a_generator_that_goes_on(grad, theta0, n, batch_size, lr, epochs, rng):
    """The orders are drawn from a generator that goes on from call to call, not rng."""
    batches = rightly(n, batch_size, epochs, _OWN)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="What happens to your batches if rng is another generator?",
    source="a seed written into the function, or numpy's global generator",
)
def sgd_from_another_generator(grad, theta0, n, batch_size, lr, epochs, rng):
    """The orders are not drawn from rng, but from a generator of the function's own."""
    batches = rightly(n, batch_size, epochs, np.random.default_rng(1))
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="How often is each example used in one epoch?",
    source="drawing each batch with rng.integers or rng.choice, as Algorithm 8.1 may "
    "be read",
)
def sgd_with_replacement(grad, theta0, n, batch_size, lr, epochs, rng):
    """Each batch is drawn anew from all examples: some come twice, others never."""
    batches = dealing.with_replacement(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="Eleven examples in batches of four: how many updates are there in an epoch?",
    source="looping over n // batch_size batches; PyTorch's drop_last",
    convention=True,
)
def sgd_without_the_short_batch(grad, theta0, n, batch_size, lr, epochs, rng):
    """The short last batch is dropped in every epoch."""
    batches = dealing.without_the_short_one(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="Which indices do you hand to grad?",
    source="gradient descent with the loop of SGD",
)
def sgd_on_all_examples(grad, theta0, n, batch_size, lr, epochs, rng):
    """Every update uses all examples, which is gradient descent."""
    batches = dealing.everything(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="Which examples meet in one batch: the same ones in every epoch?",
    source="cutting the batches before the loop, and shuffling the list of them",
)
def sgd_packs_shuffled(grad, theta0, n, batch_size, lr, epochs, rng):
    """The batches are cut once; it is they that are shuffled in each epoch."""
    batches = dealing.packs(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="How many different orders can an epoch of yours have?",
)
def sgd_from_a_random_place(grad, theta0, n, batch_size, lr, epochs, rng):
    """Each epoch begins at a random example and goes on in the order of the data."""
    batches = dealing.rolled(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="Does the last example ever stay where it is? Look at the bound of your draw.",
    source="Fisher and Yates with an upper bound that rng.integers leaves out",
)
def sgd_of_one_cycle(grad, theta0, n, batch_size, lr, epochs, rng):
    """The shuffle leaves no example in its place: the last one never comes last."""
    batches = (
        batch
        for _ in range(epochs)
        for batch in cut(one_cycle(np.arange(n), rng), batch_size)
    )
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="Which examples has an epoch used when it is over?",
    source="a slice that is always the first one",
)
def sgd_on_the_first_batch(grad, theta0, n, batch_size, lr, epochs, rng):
    """Every update of an epoch uses the epoch's first batch."""

    def batches():
        for _ in range(epochs):
            first, *others = cut(rng.permutation(n), batch_size)
            yield from [first] * (1 + len(others))

    return walk(theta0, batches(), descent(grad, lr))


@misconception(
    "sgd",
    family="how many updates",
    hint="How many updates are there in one epoch?",
    source="taking an epoch for an update",
)
def sgd_one_batch_an_epoch(grad, theta0, n, batch_size, lr, epochs, rng):
    """An epoch makes one update, with one batch."""
    batches = (rng.permutation(n)[:batch_size] for _ in range(epochs))
    return walk(theta0, batches, descent(grad, lr))


@misconception(
    "sgd",
    hint="When does the point move: after each batch, or after all of them?",
    source="taking an epoch for an update",
)
def sgd_moves_after_the_epoch(grad, theta0, n, batch_size, lr, epochs, rng):
    """The batches' gradients are added up, and the point moves once an epoch."""

    def step(theta, order, _):
        batches = cut(order, batch_size)
        return theta - lr * np.sum([grad(theta, each) for each in batches], axis=0)

    return walk(theta0, (rng.permutation(n) for _ in range(epochs)), step)


# SGD: the step.


@misconception(
    "sgd",
    hint="In which direction does a gradient point: uphill or downhill?",
)
def sgd_uphill(grad, theta0, n, batch_size, lr, epochs, rng):
    """The gradient is added."""
    batches = rightly(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, -lr))


@misconception(
    "sgd",
    hint="Does halving the rate change your first step?",
)
def sgd_without_the_rate(grad, theta0, n, batch_size, lr, epochs, rng):
    """The rate is not used."""
    batches = rightly(n, batch_size, epochs, rng)
    return walk(theta0, batches, descent(grad, 1.0))


@misconception(
    "sgd",
    family="divided or multiplied by the batch",
    hint="grad gives a mean already. By what do you divide it again?",
    source="averaging twice",
)
def sgd_averaged_twice(grad, theta0, n, batch_size, lr, epochs, rng):
    """The mean gradient is divided by the length of the batch once more."""

    def step(theta, batch, _):
        return theta - lr * np.asarray(grad(theta, batch)) / len(batch)

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd",
    family="divided or multiplied by the batch",
    hint="Should doubling the batch double the step?",
    source="a sum over the batch",
)
def sgd_with_sums(grad, theta0, n, batch_size, lr, epochs, rng):
    """The mean gradient is multiplied by the length of the batch, as for a sum."""

    def step(theta, batch, _):
        return theta - lr * len(batch) * np.asarray(grad(theta, batch))

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd",
    hint="How long is the step of the short batch, compared with the others?",
    source="dividing a batch's sum by batch_size",
)
def sgd_short_batch_counts_less(grad, theta0, n, batch_size, lr, epochs, rng):
    """The short batch's step is made shorter, by its share of batch_size."""

    def step(theta, batch, _):
        return theta - lr * len(batch) / batch_size * np.asarray(grad(theta, batch))

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd",
    hint="Is the rate of the fifth update the one that was passed?",
    source="the next exercise",
)
def sgd_rate_decays(grad, theta0, n, batch_size, lr, epochs, rng):
    """The rate is divided by the number of the update, which nobody asked for."""

    def step(theta, batch, t):
        return theta - lr / t * np.asarray(grad(theta, batch))

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd",
    family="where the slope is taken",
    hint="At which points do you ask for the gradient?",
)
def sgd_gradient_of_the_start(grad, theta0, n, batch_size, lr, epochs, rng):
    """All gradients are taken at the start."""
    start = np.array(theta0, dtype=float)

    def step(theta, batch, _):
        return theta - lr * np.asarray(grad(start, batch))

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd",
    family="where the slope is taken",
    hint="Does the second batch of an epoch see what the first one did?",
)
def sgd_gradients_of_the_epoch(grad, theta0, n, batch_size, lr, epochs, rng):
    """The gradients of an epoch are all taken where the epoch began."""
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for _ in range(epochs):
        here = theta
        for batch in cut(rng.permutation(n), batch_size):
            theta = theta - lr * np.asarray(grad(here, batch))
            path.append(theta)
    return np.array(path)


# SGD: the path.


@misconception(
    "sgd",
    hint="How many points has your path after one epoch of three batches?",
    source="appending in the outer loop",
)
def sgd_one_point_an_epoch(grad, theta0, n, batch_size, lr, epochs, rng):
    """The path has a point for each epoch, not for each update."""
    path = walk(theta0, rightly(n, batch_size, epochs, rng), descent(grad, lr))
    return path[:: math.ceil(n / batch_size)]


@misconception(
    "sgd",
    hint="Is the start a point of your path?",
)
def sgd_without_the_start(grad, theta0, n, batch_size, lr, epochs, rng):
    """The path begins after the first update."""
    return walk(theta0, rightly(n, batch_size, epochs, rng), descent(grad, lr))[1:]


@misconception(
    "sgd",
    hint="Are the rows of your path different arrays?",
    source="-= on an array that is appended again and again",
)
def sgd_one_array_for_all(grad, theta0, n, batch_size, lr, epochs, rng):
    """The path holds one array again and again, which is the last point in the end."""
    path = walk(theta0, rightly(n, batch_size, epochs, rng), descent(grad, lr))
    if np.ndim(theta0):
        path[:] = path[-1]
    return path


@misconception(
    "sgd",
    hint="Print theta0 after the call.",
    source="theta -= … where theta is theta0",
)
def sgd_changes_the_start(grad, theta0, n, batch_size, lr, epochs, rng):
    """The start itself is moved, which the caller sees."""
    path = walk(theta0, rightly(n, batch_size, epochs, rng), descent(grad, lr))
    if isinstance(theta0, np.ndarray) and theta0.dtype.kind == "f":
        theta0[...] = path[-1]
    return path


@misconception(
    "sgd",
    hint="Which type has an array that is made like theta0, if theta0 holds integers?",
    source="np.zeros_like, np.full_like",
)
def sgd_path_of_integers(grad, theta0, n, batch_size, lr, epochs, rng):
    """The path is kept in an array of the start's type, which may be integers."""
    path = walk(theta0, rightly(n, batch_size, epochs, rng), descent(grad, lr))
    return path.astype(np.asarray(theta0).dtype)


@misconception(
    "sgd",
    hint="What does the path look like when the second epoch begins?",
    source="theta = theta0 inside the loop over the epochs",
)
def sgd_starts_over(grad, theta0, n, batch_size, lr, epochs, rng):
    """Each epoch begins at theta0 again."""
    path = [np.array(theta0, dtype=float)]
    for _ in range(epochs):
        batches = cut(rng.permutation(n), batch_size)
        path += [*walk(theta0, batches, descent(grad, lr))[1:]]
    return np.array(path)


# A rate for each update.


def by_rate(grad, rate):
    """Return the step whose rate for update t is rate(t)."""
    return lambda theta, batch, t: theta - rate(t) * np.asarray(grad(theta, batch))


@misconception(
    "sgd_scheduled",
    hint="How many rates are there for one epoch?",
    source="a schedule that is stepped once an epoch",
    convention=True,
)
def one_rate_an_epoch(grad, theta0, n, batch_size, lrs, epochs, rng):
    """All updates of an epoch have the same rate, the epoch's."""
    each = math.ceil(n / batch_size)
    step = by_rate(grad, lambda t: lrs[(t - 1) // each])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Which rate does the first update of the second epoch have?",
    source="a counter that is set back in every epoch",
)
def rates_begin_again(grad, theta0, n, batch_size, lrs, epochs, rng):
    """Each epoch begins with the first rate again."""
    each = math.ceil(n / batch_size)
    step = by_rate(grad, lambda t: lrs[(t - 1) % each])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Which index has the rate of update t = 1?",
    source="lrs[t] with t counting from 1",
)
def first_rate_skipped(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The first update takes the second rate, and the last one finds none."""
    step = by_rate(grad, lambda t: lrs[t])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Is lrs[0] used once?",
)
def first_rate_twice(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The first rate is used for two updates, and the last one never."""
    step = by_rate(grad, lambda t: lrs[max(t - 2, 0)])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="How many of the rates do you use?",
)
def first_rate_always(grad, theta0, n, batch_size, lrs, epochs, rng):
    """All updates have the first rate."""
    step = by_rate(grad, lambda _: lrs[0])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Is lrs[2] the rate of the third update, or a factor for it?",
    source="multiplying the rate before",
)
def rates_multiplied(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The rates are multiplied with each other, as if each were a factor."""
    step = by_rate(grad, lambda t: np.prod(lrs[:t]))
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Does the largest rate come first if lrs falls?",
    source="lrs.pop()",
)
def rates_from_the_end(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The last rate is used first."""
    step = by_rate(grad, lambda t: lrs[len(lrs) - t])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="In which direction does a gradient point: uphill or downhill?",
)
def scheduled_uphill(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The gradient is added."""
    step = by_rate(grad, lambda t: -lrs[t - 1])
    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="How long is the step of the short batch, compared with the others?",
    source="dividing a batch's sum by batch_size",
)
def scheduled_short_batch_counts_less(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The short batch's step is made shorter, by its share of batch_size."""

    def step(theta, batch, t):
        share = lrs[t - 1] * len(batch) / batch_size
        return theta - share * np.asarray(grad(theta, batch))

    return walk(theta0, rightly(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Print the indices of the first epoch.",
    source="forgetting to shuffle",
)
def scheduled_not_shuffled(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The examples come in the order of the data, in every epoch."""
    step = by_rate(grad, lambda t: lrs[t - 1])
    return walk(theta0, dealing.in_order(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Is the second epoch in a new order?",
    source="shuffling before the loop over the epochs",
)
def scheduled_shuffled_once(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The examples are shuffled once, and every epoch has that order."""
    step = by_rate(grad, lambda t: lrs[t - 1])
    return walk(theta0, dealing.shuffled_once(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="How often is each example used in one epoch?",
    source="drawing each batch with rng.integers or rng.choice, as Algorithm 8.1 may "
    "be read",
)
def scheduled_with_replacement(grad, theta0, n, batch_size, lrs, epochs, rng):
    """Each batch is drawn anew from all examples: some come twice, others never."""
    step = by_rate(grad, lambda t: lrs[t - 1])
    return walk(theta0, dealing.with_replacement(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="How many rates are left over when your last epoch is over?",
    source="looping over n // batch_size batches",
)
def scheduled_without_the_short_batch(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The short last batch is dropped in every epoch."""
    step = by_rate(grad, lambda t: lrs[t - 1])
    return walk(theta0, dealing.without_the_short_one(n, batch_size, epochs, rng), step)


@misconception(
    "sgd_scheduled",
    hint="Print theta0 after the call.",
    source="theta -= … where theta is theta0",
)
def scheduled_changes_the_start(grad, theta0, n, batch_size, lrs, epochs, rng):
    """The start itself is moved, which the caller sees."""
    step = by_rate(grad, lambda t: lrs[t - 1])
    path = walk(theta0, rightly(n, batch_size, epochs, rng), step)
    if isinstance(theta0, np.ndarray) and theta0.dtype.kind == "f":
        theta0[...] = path[-1]
    return path
