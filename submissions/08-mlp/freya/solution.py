# grader assignment: 08-mlp
import itertools
from functools import reduce

import numpy as np


glorot_uniform = lambda m, n, rng: (lambda b: b * (2 * rng.random((m, n)) - 1))(
    (6 / (m + n)) ** 0.5
)


init_params = lambda sizes, rng: [
    (glorot_uniform(m, n, rng), np.zeros(n)) for m, n in zip(sizes, sizes[1:])
]


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def affine(W, b):
    W, b = np.asarray(W, float), np.asarray(b, float)

    def there(x):
        def back(d):
            return d @ W.T, (x.T @ d, d.sum(axis=0))

        return x @ W + b, back

    return there


def tanh_layer(x):
    y = np.tanh(x)
    return y, lambda d: (d * (1 - y * y), None)


def compose(params):
    steps = reduce(lambda done, p: [*done, tanh_layer, affine(*p)], params, [])[1:]

    def there(x):
        backs = []
        for step in steps:
            x, back = step(x)
            backs.append(back)

        def back(d):
            grads = []
            for each in reversed(backs):
                d, grad = each(d)
                grads = [grad, *grads] if grad else grads
            return grads

        return x, back

    return there


forward = lambda params, X: softmax(compose(params)(np.asarray(X, float))[0])


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
    z, _ = compose(params)(np.asarray(X, float))
    penalty = lambda W: l2 * np.vdot(W, W) + l1 * np.linalg.norm(np.ravel(W), 1)
    return softmax_cross_entropy(z, y)[0] + sum(penalty(W) for W, _ in params)


def backward(params, X, y, l2, l1):
    z, back = compose(params)(np.asarray(X, float))
    slope = lambda W: 2 * l2 * W + l1 * np.sign(W)
    grads = back(softmax_cross_entropy(z, y)[1])
    return [(dW + slope(W), db) for (dW, db), (W, _) in zip(grads, params)]


def train(params, X, y, lr, batch_size, epochs, rng):
    def step(theta, batch):
        grads = backward(theta, X[batch], y[batch], 0, 0)
        return [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(theta, grads)]

    def epoch(state, _):
        theta, errors = state
        order = np.argsort(rng.random(len(X)))
        cuts = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        theta = reduce(step, cuts, theta)
        return theta, [*errors, loss(theta, X, y, 0, 0)]

    return reduce(epoch, range(epochs), (params, []))


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


def better_of(evaluate):
    def better(best, config):
        error = evaluate(config)
        return (config, error) if best is None or best[1] != best[1] or error < best[1] else best

    return better


grid_search = lambda evaluate, grid: reduce(
    better_of(evaluate), (dict(zip(grid, v)) for v in itertools.product(*grid.values())), None
)


random_search = lambda evaluate, sample, n, rng: reduce(
    better_of(evaluate), (sample(seed) for seed in rng.integers(0, 2**31, n).tolist()), None
)


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
