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


class Affine:
    def __init__(self, W, b):
        self.W = np.array(W, dtype=float)
        self.b = np.array(b, dtype=float)

    def __call__(self, x):
        self.x = x
        return x @ self.W + self.b

    def back(self, dy):
        self.dW = self.x.T @ dy
        self.db = dy.sum(0)
        return dy @ self.W.T


class Tanh:
    def __call__(self, x):
        self.y = np.tanh(x)
        return self.y

    def back(self, dy):
        return dy * (1 - self.y**2)


class SoftmaxLoss:
    def probabilities(self, z):
        e = np.exp(z - z.max(1)[:, None])
        return e / e.sum(1)[:, None]

    def __call__(self, z, y):
        self.p, self.y = self.probabilities(z), y
        picked = np.take_along_axis(z, np.asarray(y)[:, None], 1)[:, 0]
        return np.mean(np.logaddexp.reduce(z, axis=1) - picked)

    def back(self):
        return (self.p - np.eye(self.p.shape[1])[self.y]) / len(self.p)


class Sequential:
    def __init__(self, params):
        self.layers = []
        for W, b in params:
            self.layers += [Affine(W, b), Tanh()]
        self.layers.pop()
        self.head = SoftmaxLoss()

    def __call__(self, X):
        x = np.asarray(X, dtype=float)
        for layer in self.layers:
            x = layer(x)
        return x

    def back(self):
        dy = self.head.back()
        for layer in self.layers[::-1]:
            dy = layer.back(dy)

    @property
    def affine(self):
        return [layer for layer in self.layers if isinstance(layer, Affine)]


def forward(params, X):
    net = Sequential(params)
    return net.head.probabilities(net(X))


def softmax_cross_entropy(logits, y):
    head = SoftmaxLoss()
    return head(np.array(logits, dtype=float), y), head.back()


def loss(params, X, y, l2, l1):
    net = Sequential(params)
    data = net.head(net(X), y)
    return data + sum(l2 * (a.W**2).sum() + l1 * abs(a.W).sum() for a in net.affine)


def backward(params, X, y, l2, l1):
    net = Sequential(params)
    net.head(net(X), y)
    net.back()
    return [(a.dW + 2 * l2 * a.W + l1 * np.sign(a.W), a.db) for a in net.affine]


class Trainer:
    def __init__(self, params, lr):
        self.net, self.lr = Sequential(params), lr

    def update(self, X, y):
        self.net.head(self.net(X), y)
        self.net.back()
        for a in self.net.affine:
            a.W = a.W - self.lr * a.dW
            a.b = a.b - self.lr * a.db

    def epoch(self, X, y, batch_size, rng):
        order = rng.permutation(len(X))
        for batch in np.array_split(order, range(batch_size, len(X), batch_size)):
            self.update(X[batch], y[batch])
        return self.net.head(self.net(X), y)


def train(params, X, y, lr, batch_size, epochs, rng):
    trainer = Trainer(params, lr)
    errors = [trainer.epoch(X, y, batch_size, rng) for _ in range(epochs)]
    return [(a.W, a.b) for a in trainer.net.affine], errors


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


class Unit:
    def __init__(self, inputs):
        self.w, self.b = np.zeros(inputs), 0.0

    def see(self, x, label):
        if label * (self.w @ x + self.b) <= 0:
            self.w = self.w + label * x
            self.b += label


def perceptron(X, y, epochs):
    unit = Unit(X.shape[1])
    for _ in range(epochs):
        for x, label in zip(X, y):
            unit.see(x, label)
    return unit.w, unit.b


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
