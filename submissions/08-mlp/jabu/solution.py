# grader assignment: 08-mlp
import itertools

import numpy as np


def glorot_uniform(fan_in, fan_out, rng):
    b = np.sqrt(6) / np.sqrt(fan_in + fan_out)
    return rng.uniform(-b, b, size=(fan_in, fan_out))


def init_params(sizes, rng):
    if len(sizes) < 2:
        return []
    m, n, *_ = sizes
    return [(glorot_uniform(m, n, rng), np.zeros(n)), *init_params(sizes[1:], rng)]


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def logits(params, h):
    (W, b), *others = params
    z = h @ W + b
    return logits(others, np.tanh(z)) if others else z


def forward(params, X):
    return softmax(logits(params, X))


def softmax_cross_entropy(logits, y):
    logits = np.asarray(logits, dtype=float)
    N = len(logits)
    z = logits - logits.max(axis=1, keepdims=True)
    log_sum = np.log(np.sum(np.exp(z), axis=1))
    value = np.mean(log_sum - z[np.arange(N), y])
    dlogits = softmax(logits)
    dlogits[np.arange(N), y] -= 1
    return value, dlogits / N


def penalty(params, l2, l1):
    if not params:
        return 0
    (W, _), *others = params
    return l2 * np.sum(W * W) + l1 * np.sum(abs(W)) + penalty(others, l2, l1)


def loss(params, X, y, l2, l1):
    return softmax_cross_entropy(logits(params, X), y)[0] + penalty(params, l2, l1)


def descend(params, h, y, l2, l1):
    """The gradients from this layer on, and that in what goes into it."""
    (W, b), *others = params
    z = h @ W + b
    if others:
        grads, dh = descend(others, np.tanh(z), y, l2, l1)
        delta = dh / np.cosh(np.clip(z, -300, 300)) ** 2
    else:
        grads, delta = [], softmax_cross_entropy(z, y)[1]
    dW = h.T @ delta + 2 * l2 * W + l1 * np.sign(W)
    return [(dW, delta.sum(axis=0)), *grads], delta @ W.T


def backward(params, X, y, l2, l1):
    return descend(params, X, y, l2, l1)[0]


def updates(theta, X, y, lr, size, order):
    if not len(order):
        return theta
    batch, later = order[:size], order[size:]
    g = backward(theta, X[batch], y[batch], 0, 0)
    theta = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(theta, g)]
    return updates(theta, X, y, lr, size, later)


def train(params, X, y, lr, batch_size, epochs, rng):
    if epochs == 0:
        return params, []
    theta, errors = train(params, X, y, lr, batch_size, epochs - 1, rng)
    theta = updates(theta, X, y, lr, batch_size, rng.permutation(len(X)))
    return theta, [*errors, loss(theta, X, y, 0, 0)]


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
    if epochs == 0:
        return np.zeros(X.shape[1]), 0
    return one_pass(*perceptron(X, y, epochs - 1), X, y)


def one_pass(w, b, X, y):
    if len(X) == 0:
        return w, b
    if y[0] * (w @ X[0] + b) <= 0:
        w, b = w + y[0] * X[0], b + y[0]
    return one_pass(w, b, X[1:], y[1:])


def multiclass_perceptron(X, y, classes, epochs):
    W = np.zeros((X.shape[1], classes))
    b = np.zeros(classes)
    for c in range(classes):
        W[:, c], b[c] = perceptron(X, np.where(y == c, 1, -1), epochs)
    return W, b


def early_stopping(errors, patience, e=0, best=0):
    best = e if errors[e] < errors[best] else best
    if e - best >= patience or e == len(errors) - 1:
        return e, best
    return early_stopping(errors, patience, e + 1, best)


def configurations(names, grid):
    if not names:
        return [{}]
    name, *others = names
    return [{name: v, **c} for v in grid[name] for c in configurations(others, grid)]


def better(one, other):
    return other if np.isnan(one[1]) or other[1] < one[1] else one


def tournament(trials):
    if len(trials) == 1:
        return trials[0]
    half = len(trials) // 2
    return better(tournament(trials[:half]), tournament(trials[half:]))


def grid_search(evaluate, grid):
    return tournament([(c, evaluate(c)) for c in configurations(list(grid), grid)])


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
