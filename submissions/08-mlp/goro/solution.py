# grader assignment: 08-mlp
import itertools

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    b = np.sqrt(6) / np.sqrt(fan_in + fan_out)
    return rng.uniform(-b, b, size=(fan_in, fan_out))


def layers(sizes, rng):
    for m, n in itertools.pairwise(sizes):
        yield glorot_uniform(m, n, rng), np.zeros(n)


def init_params(sizes, rng):
    return list(layers(sizes, rng))


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


def from_behind(params, X, y, l2, l1):
    h, z = run(params, X)
    _, delta = softmax_cross_entropy(z, y)
    for (W, _), inputs in zip(params[::-1], h[::-1]):
        yield inputs.T @ delta + 2 * l2 * W + l1 * np.sign(W), delta.sum(axis=0)
        delta = delta @ W.T * (1 - inputs**2)


def backward(params, X, y, l2, l1):
    return list(from_behind(params, X, y, l2, l1))[::-1]


def minibatches(n, size, rng):
    order = iter(rng.permutation(n))
    while batch := list(itertools.islice(order, size)):
        yield batch


def epochs_of(theta, X, y, lr, size, rng):
    while True:
        for batch in minibatches(len(X), size, rng):
            g = backward(theta, X[batch], y[batch], 0, 0)
            theta = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(theta, g)]
        yield theta, loss(theta, X, y, 0, 0)


def train(params, X, y, lr, batch_size, epochs, rng):
    forever = epochs_of(params, X, y, lr, batch_size, rng)
    theta, errors = zip(*itertools.islice(forever, epochs))
    return theta[-1], errors


class MLP:
    def __init__(self, sizes, rng):
        self.params = init_params(sizes, rng)

    def loss(self, X, y):
        return loss(self.params, X, y, 0, 0)

    def gradients(self, X, y):
        return backward(self.params, X, y, 0, 0)

    def predict(self, X):
        return np.argmax(forward(self.params, X), axis=1)


def permute_hidden(params, layer, permutation):
    new = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    W, b = new[layer]
    V, c = new[layer + 1]
    new[layer] = (W[:, permutation], b[permutation])
    new[layer + 1] = (V[permutation, :], c)
    return new


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def squared_loss(X, y, w):
    o = sigmoid(X @ w)
    return np.sum((y - o) ** 2)


def squared_loss_gradient(X, y, w):
    o = sigmoid(X @ w)
    return -2 * X.T @ ((y - o) * o * (1 - o))


def perceptron(X, y, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for epoch in range(epochs):
        for i in range(len(X)):
            if y[i] * (w @ X[i] + b) <= 0:
                w = w + y[i] * X[i]
                b = b + y[i]
    return w, b


def multiclass_perceptron(X, y, classes, epochs):
    W = np.zeros((X.shape[1], classes))
    b = np.zeros(classes)
    for c in range(classes):
        W[:, c], b[c] = perceptron(X, np.where(y == c, 1, -1), epochs)
    return W, b


def early_stopping(errors, patience):
    best = 0
    for e in range(len(errors)):
        if errors[e] < errors[best]:
            best = e
        if e - best >= patience:
            return e, best
    return len(errors) - 1, best


def first_smallest(trials):
    valid = ((error, k, c) for k, (c, error) in enumerate(trials) if not np.isnan(error))
    error, _, config = min(valid, key=lambda each: each[:2])
    return config, error


def grid_search(evaluate, grid):
    every = (dict(zip(grid, v)) for v in itertools.product(*grid.values()))
    return first_smallest((c, evaluate(c)) for c in every)


def random_search(evaluate, sample, n, rng):
    draws = (sample(int(rng.integers(2**31))) for _ in range(n))
    return first_smallest((c, evaluate(c)) for c in draws)


def runs(order, sizes):
    it = iter(order)
    for size in sizes:
        yield list(itertools.islice(it, size))
    yield list(it)


def split(n, fractions, rng):
    sizes = (round(f * n) for f in fractions[:-1])
    return list(runs(rng.permutation(n).tolist(), sizes))


def bias_variance(predictions, truth):
    mean = np.mean(predictions, axis=0)
    bias = np.mean((mean - truth) ** 2)
    variance = np.mean((predictions - mean) ** 2)
    return bias, variance, bias + variance
