import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    b = np.sqrt(6) / np.sqrt(fan_in + fan_out)
    return rng.uniform(-b, b, size=(fan_in, fan_out))


def init_params(sizes, rng):
    params = []
    for k in range(len(sizes) - 1):
        W = glorot_uniform(sizes[k], sizes[k + 1], rng)
        b = np.zeros(sizes[k + 1])
        params.append((W, b))
    return params


def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def run(params, X):
    """The inputs of all layers, and the logits."""
    h = [np.asarray(X, dtype=float)]
    for W, b in params[:-1]:
        h.append(np.tanh(h[-1] @ W + b))
    W, b = params[-1]
    return h, h[-1] @ W + b


def forward(params, X):
    h, z = run(params, X)
    return softmax(z)
