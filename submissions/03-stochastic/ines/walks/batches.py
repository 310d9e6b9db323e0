import numpy as np


def minibatches(n, batch_size, rng):
    def cut(order):
        return [] if not len(order) else [order[:batch_size], *cut(order[batch_size:])]

    return cut(rng.permutation(n))


def minibatch_gradient(grad_i, theta, indices):
    def total(rest):
        head = np.asarray(grad_i(theta, int(rest[0])))
        return head if len(rest) == 1 else head + total(rest[1:])

    return total(indices) / len(indices)
