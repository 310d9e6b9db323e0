import numpy as np


def maxout(x, W, b):
    K, _, _ = W.shape
    stacked = np.empty((K, *np.shape(x)[:-1], W.shape[2]))
    for k in range(K):
        stacked[k] = x @ W[k] + b[k]
    return np.amax(stacked, axis=0)


def dead_units(W, b, X):
    return np.setdiff1d(np.arange(W.shape[1]), np.nonzero(X @ W + b > 0)[1])
