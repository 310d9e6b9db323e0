"""Ways to deal out examples, right and wrong, and the walk that mistakes share."""

import math

import numpy as np


def cut(order, size):
    """Return an order in runs, the last of which may be short."""
    return [order[at : at + size] for at in range(0, len(order), size)]


def rightly(n, size, epochs, rng):
    """Deal as it should be done."""
    for _ in range(epochs):
        yield from cut(rng.permutation(n), size)


def in_order(n, size, epochs, rng):
    """Deal the examples in the order of the data."""
    for _ in range(epochs):
        yield from cut(np.arange(n), size)


def shuffled_once(n, size, epochs, rng):
    """Deal in one random order, the same in every epoch."""
    order = rng.permutation(n)
    for _ in range(epochs):
        yield from cut(order, size)


def with_replacement(n, size, epochs, rng):
    """Draw each batch anew from all examples."""
    for _ in range(epochs):
        for batch in cut(np.arange(n), size):
            yield rng.integers(n, size=len(batch))


def without_the_short_one(n, size, epochs, rng):
    """Leave out what does not fill a batch."""
    for _ in range(epochs):
        order = rng.permutation(n)
        yield from (order[k * size : (k + 1) * size] for k in range(n // size))


def everything(n, size, epochs, rng):
    """Take all examples for each update."""
    for _ in range(epochs * math.ceil(n / size)):
        yield np.arange(n)


def packs(n, size, epochs, rng):
    """Cut the data into batches once, and shuffle the batches."""
    batches = cut(np.arange(n), size)
    for _ in range(epochs):
        for k in rng.permutation(len(batches)):
            yield batches[k]


def rolled(n, size, epochs, rng):
    """Begin each epoch at a random example, and go on in the order of the data."""
    for _ in range(epochs):
        yield from cut(np.roll(np.arange(n), rng.integers(n)), size)


def one_cycle(order, rng):
    """Return a shuffled copy of an order, in which no entry keeps its place."""
    order = np.array(order)
    for i in range(len(order) - 1, 0, -1):
        j = rng.integers(i)  # i itself is never drawn
        order[[i, j]] = order[[j, i]]
    return order


def walk(theta0, batches, step):
    """Return the path of steps (θ, batch, t) -> θ, from theta0."""
    theta = np.array(theta0, dtype=float)
    path = [theta]
    for t, batch in enumerate(batches, start=1):
        theta = step(theta, batch, t)
        path.append(np.array(theta))
    return np.array(path)


def descent(grad, lr):
    """Return the step of gradient descent."""
    return lambda theta, batch, _: theta - lr * np.asarray(grad(theta, batch))
