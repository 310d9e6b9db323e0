"""Known mistakes in dealing out examples, and in the gradient of a batch."""

import math

import numpy as np

from grader.diagnosis.misconception import misconception

from .dealing import cut, one_cycle

# The batches: which examples, and in which order.


@misconception(
    "minibatches",
    hint="Print the batches of two different generators: do they differ?",
    source="forgetting to shuffle",
)
def batches_in_the_order_of_the_data(n, batch_size, rng):
    """The examples are not shuffled: the batches come in the order of the data."""
    return cut(np.arange(n), batch_size)


@misconception(
    "minibatches",
    hint="Seven examples in batches of three: where does the seventh go?",
    source="looping over n // batch_size batches",
)
def batches_without_the_short_one(n, batch_size, rng):
    """The short last batch is dropped, and its examples with it."""
    order = rng.permutation(n)
    return [
        order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size)
    ]


@misconception(
    "minibatches",
    family="with replacement",
    hint="How often does each index come up, over all batches together?",
    source="rng.integers or rng.choice, which put back what they drew",
)
def batches_with_replacement(n, batch_size, rng):
    """The indices are drawn with replacement: some come twice, others never."""
    return cut(rng.integers(n, size=n), batch_size)


@misconception(
    "minibatches",
    family="with replacement",
    hint="Within a batch no index comes twice. And over all batches?",
    source="one rng.choice for every batch",
)
def batches_each_drawn_from_all(n, batch_size, rng):
    """Each batch is drawn anew from all indices, not from those that are left."""
    return [
        rng.choice(n, size=len(batch), replace=False)
        for batch in cut(np.arange(n), batch_size)
    ]


@misconception(
    "minibatches",
    hint="Which examples meet in one batch: the same ones every time?",
    source="cutting first and shuffling afterwards",
)
def batches_shuffled_as_packs(n, batch_size, rng):
    """The batches are shuffled, but each holds consecutive examples."""
    batches = cut(np.arange(n), batch_size)
    return [batches[k] for k in rng.permutation(len(batches))]


@misconception(
    "minibatches",
    hint="Write down the batches of six examples: how many different orders can your "
    "function give?",
)
def batches_from_a_random_place(n, batch_size, rng):
    """Only the place to begin at is random: the examples are rotated, not shuffled."""
    return cut(np.roll(np.arange(n), rng.integers(n)), batch_size)


@misconception(
    "minibatches",
    hint="Does the last index ever stay where it is? Look at the bound of your draw.",
    source="Fisher and Yates with an upper bound that rng.integers leaves out",
)
def batches_of_one_cycle(n, batch_size, rng):
    """The shuffle never leaves an index in its place: most orders never come."""
    return cut(one_cycle(np.arange(n), rng), batch_size)


_OWN = np.random.default_rng(1)
"""A generator that outlives the calls."""


@misconception(
    "minibatches",
    hint="Call your function twice with default_rng(0): are the batches the same?",
    source="a generator made at the top of the file",
)
def batches_from_a_generator_that_goes_on(n, batch_size, rng):
    """The order is drawn from a generator that goes on from call to call, not rng."""
    return cut(_OWN.permutation(n), batch_size)


@misconception(
    "minibatches",
    hint="What happens to your batches if rng is another generator?",
    source="a seed written into the function, or numpy's global generator",
)
def batches_from_another_generator(n, batch_size, rng):
    """The order is not drawn from rng, but from a generator of the function's own."""
    return cut(np.random.default_rng(0).permutation(n), batch_size)


@misconception(
    "minibatches",
    hint="What is the first index of the first example?",
    source="counting from 1",
)
def batches_from_one_on(n, batch_size, rng):
    """The indices run from 1 to n."""
    return cut(rng.permutation(n) + 1, batch_size)


@misconception(
    "minibatches",
    hint="How many indices are there from 0 to n - 1?",
)
def batches_without_the_last_index(n, batch_size, rng):
    """One index is missing: the permutation is of n - 1."""
    return cut(rng.permutation(n - 1), batch_size)


# The batches: how they are cut.


@misconception(
    "minibatches",
    hint="Is batch_size the number of batches, or the number of examples in one?",
    source="np.array_split",
)
def batch_size_as_a_number_of_batches(n, batch_size, rng):
    """There are batch_size batches, instead of batches of batch_size examples."""
    return np.array_split(rng.permutation(n), batch_size)


@misconception(
    "minibatches",
    hint="Are all batches but the last one full?",
    source="np.array_split",
)
def batches_of_equal_sizes(n, batch_size, rng):
    """The examples are spread evenly, so that no batch needs to be short."""
    return np.array_split(rng.permutation(n), math.ceil(n / batch_size))


@misconception(
    "minibatches",
    hint="Does an example come twice, so that the last batch is full?",
)
def short_batch_filled_up(n, batch_size, rng):
    """The short last batch is filled up with examples from the first one."""
    order = rng.permutation(n)
    missing = -n % batch_size
    return cut(np.concatenate([order, np.resize(order, missing)]), batch_size)


@misconception(
    "minibatches",
    hint="How large is your largest batch?",
)
def short_batch_joined(n, batch_size, rng):
    """The short last batch is joined to the one before it."""
    batches = cut(rng.permutation(n), batch_size)
    if len(batches) > 1 and len(batches[-1]) < batch_size:
        batches[-2:] = [np.concatenate(batches[-2:])]
    return batches


@misconception(
    "minibatches",
    hint="Twelve examples in batches of four: how many batches do you get?",
    source="a loop that runs to n // batch_size + 1",
)
def empty_batch_at_the_end(n, batch_size, rng):
    """Where the batches come out even an empty one follows."""
    order = rng.permutation(n)
    return [
        order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size + 1)
    ]


@misconception(
    "minibatches",
    hint="What is the length of your list?",
)
def permutation_uncut(n, batch_size, rng):
    """The permutation is returned as it is, without being cut."""
    return rng.permutation(n)


@misconception(
    "minibatches",
    hint="What comes after the first batch?",
    source="a return inside the loop",
)
def first_batch_alone(n, batch_size, rng):
    """Only the first batch is returned."""
    return cut(rng.permutation(n), batch_size)[:1]


# The gradient of a batch.


@misconception(
    "minibatch_gradient",
    hint="Should doubling the batch double the step?",
    source="summing the gradients in a loop",
)
def gradient_summed(grad_i, theta, indices):
    """The gradients are added up, and not divided by their number."""
    return np.sum([grad_i(theta, int(i)) for i in indices], axis=0)


@misconception(
    "minibatch_gradient",
    hint="In which line does your function return?",
    source="a return inside the loop",
)
def gradient_of_the_first_example(grad_i, theta, indices):
    """Only the first example counts."""
    return grad_i(theta, int(indices[0]))


@misconception(
    "minibatch_gradient",
    hint="What is left of the first example when the loop is over?",
    source="= instead of += in the loop",
)
def gradient_of_the_last_example(grad_i, theta, indices):
    """Only the last example counts, divided by the number of all."""
    return np.asarray(grad_i(theta, int(indices[-1]))) / len(indices)


@misconception(
    "minibatch_gradient",
    hint="Which examples do you ask grad_i for?",
    source="range(len(indices))",
)
def positions_for_indices(grad_i, theta, indices):
    """The examples 0, 1, 2, … are taken, as many as there are indices."""
    return np.mean([grad_i(theta, k) for k in range(len(indices))], axis=0)


@misconception(
    "minibatch_gradient",
    hint="How many examples does grad_i take at a time?",
    source="indexing a whole batch, as data in an array allow",
)
def all_indices_at_once(grad_i, theta, indices):
    """All indices are handed to grad_i at once, which takes one."""
    return np.mean(grad_i(theta, indices), axis=0)


@misconception(
    "minibatch_gradient",
    hint="What if an index comes twice?",
    source="a set, or np.unique",
)
def duplicates_once(grad_i, theta, indices):
    """An index that comes twice counts once."""
    return np.mean([grad_i(theta, int(i)) for i in np.unique(indices)], axis=0)


@misconception(
    "minibatch_gradient",
    hint="What is the shape of your result for a θ of two coordinates?",
    source="np.mean without an axis",
)
def mean_over_coordinates_too(grad_i, theta, indices):
    """The mean is taken over the coordinates as well, and is one number."""
    return np.mean([grad_i(theta, int(i)) for i in indices])


@misconception(
    "minibatch_gradient",
    hint="By how many examples do you divide if there is one?",
    source="the variance of a sample",
)
def divided_by_one_less(grad_i, theta, indices):
    """The sum is divided by m - 1, as in the variance of a sample."""
    total = np.sum([grad_i(theta, int(i)) for i in indices], axis=0)
    return total / np.float64(len(indices) - 1)


@misconception(
    "minibatch_gradient",
    hint="With one example in the batch, what should come out?",
    source="adding to a sum that holds the first example already",
)
def first_example_twice(grad_i, theta, indices):
    """The first example is counted twice, and the sum divided by m."""
    gradients = [grad_i(theta, int(i)) for i in indices]
    return (np.sum(gradients, axis=0) + gradients[0]) / len(gradients)


@misconception(
    "minibatch_gradient",
    hint="Print indices before and after the call.",
    source="indices.sort()",
)
def indices_sorted_in_place(grad_i, theta, indices):
    """The indices are sorted where they are, which the caller sees."""
    indices.sort()
    return np.mean([grad_i(theta, int(i)) for i in indices], axis=0)


@misconception(
    "minibatch_gradient",
    hint="Which type has np.zeros_like of an array of integers?",
    source="np.zeros_like(theta)",
)
def integer_sum(grad_i, theta, indices):
    """The sum is kept in an array of theta's type, which may be integers."""
    total = np.zeros_like(theta)
    for i in indices:
        total = (total + grad_i(theta, int(i))).astype(total.dtype)
    return total / len(indices)
