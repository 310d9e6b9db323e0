import numpy as np

from .avanti import run, softmax


def softmax_cross_entropy(logits, y):
    logits = np.asarray(logits, dtype=float)
    N = len(logits)
    z = logits - logits.max(axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z), axis=1))
    value = np.mean(log_sum - z[np.arange(N), y])
    dlogits = softmax(logits)
    dlogits[np.arange(N), y] -= 1
    return value, dlogits / N


def loss(params, X, y, l2, l1):
    h, z = run(params, X)
    total, _ = softmax_cross_entropy(z, y)
    for W, b in params:
        total = total + l2 * np.sum(W**2) + l1 * np.sum(np.abs(W))
    return total
