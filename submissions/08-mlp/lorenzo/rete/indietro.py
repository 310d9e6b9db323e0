import numpy as np

from .avanti import run
from .perdita import softmax_cross_entropy


def backward(params, X, y, l2, l1):
    h, z = run(params, X)
    _, delta = softmax_cross_entropy(z, y)
    grads = []
    for k in range(len(params) - 1, -1, -1):
        W, b = params[k]
        dW = h[k].T @ delta + 2 * l2 * W + l1 * np.sign(W)
        db = np.sum(delta, axis=0)
        grads.insert(0, (dW, db))
        if k > 0:
            delta = (delta @ W.T) * (1 - h[k] ** 2)
    return grads
