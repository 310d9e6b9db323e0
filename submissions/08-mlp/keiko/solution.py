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
    e = np.exp(z - np.max(z, axis=1)[:, np.newaxis])
    return np.einsum("nc,n->nc", e, 1 / e.sum(axis=1))


def run(params, X):
    h = [np.asarray(X, dtype=np.float64)]
    for W, b in params:
        z = np.einsum("nd,dh->nh", h[-1], W) + b
        h.append(np.tanh(z))
    return h[:-1], z


def forward(params, X):
    return softmax(run(params, X)[1])


def softmax_cross_entropy(logits, y):
    z = np.asarray(logits, dtype=np.float64)
    onehot = (np.asarray(y)[:, None] == np.arange(z.shape[1])).astype(float)
    margin = z - np.einsum("nc,nc->n", z, onehot)[:, None]
    top = margin.max(axis=1)
    losses = top + np.log(np.exp(margin - top[:, None]).sum(axis=1))
    return losses.mean(), (softmax(z) - onehot) / len(z)


def loss(params, X, y, l2, l1):
    h, z = run(params, X)
    total, _ = softmax_cross_entropy(z, y)
    for W, b in params:
        total = total + l2 * np.sum(W**2) + l1 * np.sum(np.abs(W))
    return total


def backward(params, X, y, l2, l1):
    h, z = run(params, X)
    delta = softmax_cross_entropy(z, y)[1]
    grads = [None] * len(params)
    for k in np.arange(len(params))[::-1]:
        W = np.asarray(params[k][0], dtype=np.float64)
        dW = np.einsum("nd,nh->dh", h[k], delta) + 2 * l2 * W + l1 * np.sign(W)
        grads[k] = (dW, np.einsum("nh->h", delta))
        delta = np.einsum("nh,dh,nd->nd", delta, W, 1 - np.square(h[k]))
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
    o = sigmoid(np.einsum("nd,d->n", X, w))
    return np.einsum("nd,n,n,n->d", X, o - y, o, 1 - o) * 2


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
    signs = np.where(np.asarray(y)[:, None] == np.arange(classes), 1.0, -1.0)
    W, b = np.zeros((X.shape[1], classes)), np.zeros(classes)
    for x, s in zip(np.tile(X, (epochs, 1)), np.tile(signs, (epochs, 1))):
        push = s * (s * (x @ W + b) <= 0)
        W += np.outer(x, push)
        b += push
    return W, b


def early_stopping(errors, patience):
    errors = np.asarray(errors, dtype=float)
    epochs = np.arange(len(errors))
    lower = np.r_[True, errors[1:] < np.minimum.accumulate(errors)[:-1]]
    best = np.maximum.accumulate(np.where(lower, epochs, 0))
    late = epochs - best >= patience
    stop = np.argmax(late) if late.any() else epochs[-1]
    return stop, best[stop]


def grid_search(evaluate, grid):
    mesh = np.meshgrid(*grid.values(), indexing="ij")
    rows = np.stack([each.ravel() for each in mesh], axis=1)
    errors = np.array([evaluate(dict(zip(grid, row))) for row in rows])
    best = np.nanargmin(errors)
    return dict(zip(grid, rows[best])), errors[best]


def random_search(evaluate, sample, n, rng):
    drawn = [sample(seed) for seed in rng.integers(2**31, size=n)]
    errors = np.array([evaluate(each) for each in drawn])
    return drawn[errors.argmin()], errors.min()


def split(n, fractions, rng):
    sizes = np.rint(np.asarray(fractions[:-1]) * n).astype(int)
    return np.split(rng.permutation(n), np.cumsum(sizes))


def bias_variance(predictions, truth):
    bias = np.square(predictions.mean(0) - truth).mean()
    return np.array([bias, predictions.var(0).mean(), np.square(predictions - truth).mean()])
