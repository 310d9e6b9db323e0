# grader assignment: 08-mlp
import itertools

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


def train(params, X, y, lr, batch_size, epochs, rng):
    theta = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    errors = []
    N = len(X)
    for epoch in range(epochs):
        order = rng.permutation(N)
        for start in range(0, N, batch_size):
            batch = order[start : start + batch_size]
            g = backward(theta, X[batch], y[batch], 0, 0)
            theta = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(theta, g)]
        errors.append(float(loss(theta, X, y, 0, 0)))
    return theta, errors


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


def grid_search(evaluate, grid):
    best, smallest = None, np.inf
    for values in itertools.product(*grid.values()):
        configuration = dict(zip(grid.keys(), values))
        error = evaluate(configuration)
        if error < smallest:
            best, smallest = configuration, error
    return best, smallest


def random_search(evaluate, sample, n, rng):
    best, smallest = None, np.inf
    for t in range(n):
        configuration = sample(rng.integers(2**31))
        error = evaluate(configuration)
        if error < smallest:
            best, smallest = configuration, error
    return best, smallest


def split(n, fractions, rng):
    order = rng.permutation(n)
    parts, start = [], 0
    for f in fractions[:-1]:
        size = round(f * n)
        parts.append(order[start : start + size])
        start += size
    parts.append(order[start:])
    return parts


def bias_variance(predictions, truth):
    mean = np.mean(predictions, axis=0)
    bias = np.mean((mean - truth) ** 2)
    variance = np.mean((predictions - mean) ** 2)
    return bias, variance, bias + variance
