# grader assignment: 08-mlp
"""Everything with lists; the arrays that come in are turned into lists first."""

import math
from itertools import product


def plain(a):
    return a.tolist() if hasattr(a, "tolist") else a


def lists(params):
    return [(plain(W), plain(b)) for W, b in params]


def transpose(A):
    return [list(column) for column in zip(*A)]


def matmul(A, B):
    columns = transpose(B)
    return [[math.fsum(a * b for a, b in zip(row, col)) for col in columns] for row in A]


def add_row(A, b):
    return [[a + c for a, c in zip(row, b)] for row in A]


def glorot_uniform(fan_in, fan_out, rng):
    b = math.sqrt(6 / (fan_in + fan_out))
    return [[b * (2 * rng.random() - 1) for _ in range(fan_out)] for _ in range(fan_in)]


def init_params(sizes, rng):
    return [
        (glorot_uniform(m, n, rng), [0.0] * n) for m, n in zip(sizes[:-1], sizes[1:])
    ]


def hidden_and_logits(params, X):
    *first, last = lists(params)
    hs = [plain(X)]
    for W, b in first:
        z = add_row(matmul(hs[-1], W), b)
        hs.append([[math.tanh(v) for v in row] for row in z])
    return hs, add_row(matmul(hs[-1], last[0]), last[1])


def softmax_row(z):
    top = max(z)
    e = [math.exp(v - top) for v in z]
    total = math.fsum(e)
    return [v / total for v in e]


def forward(params, X):
    return [softmax_row(z) for z in hidden_and_logits(params, X)[1]]


def softmax_cross_entropy(logits, y):
    logits, y = plain(logits), plain(y)
    n = len(logits)
    total, slopes = 0.0, []
    for z, label in zip(logits, y):
        top = max(z)
        total += math.log(math.fsum(math.exp(v - top) for v in z)) - (z[label] - top)
        p = softmax_row(z)
        p[label] -= 1
        slopes.append([v / n for v in p])
    return total / n, slopes


def loss(params, X, y, l2, l1):
    value = softmax_cross_entropy(hidden_and_logits(params, X)[1], y)[0]
    for W, _ in lists(params):
        for row in W:
            for w in row:
                value += l2 * w * w + l1 * abs(w)
    return value


def sign(w):
    return (w > 0) - (w < 0)


def backward(params, X, y, l2, l1):
    params = lists(params)
    hs, z = hidden_and_logits(params, X)
    delta = softmax_cross_entropy(z, y)[1]
    grads = []
    for (W, b), h in zip(reversed(params), reversed(hs)):
        data = matmul(transpose(h), delta)
        dW = [
            [d + 2 * l2 * w + l1 * sign(w) for d, w in zip(drow, wrow)]
            for drow, wrow in zip(data, W)
        ]
        db = [math.fsum(col) for col in transpose(delta)]
        grads.append([dW, db])
        back = matmul(delta, transpose(W))
        delta = [[d * (1 - a * a) for d, a in zip(dr, hr)] for dr, hr in zip(back, h)]
    return grads[::-1]


def train(params, X, y, lr, batch_size, epochs, rng):
    theta, X, y, errors = lists(params), plain(X), plain(y), []
    for _ in range(epochs):
        order = list(range(len(X)))
        rng.shuffle(order)
        while order:
            batch, order = order[:batch_size], order[batch_size:]
            g = backward(theta, [X[i] for i in batch], [y[i] for i in batch], 0, 0)
            theta = [
                (
                    [
                        [w - lr * d for w, d in zip(wrow, drow)]
                        for wrow, drow in zip(W, dW)
                    ],
                    [v - lr * d for v, d in zip(b, db)],
                )
                for (W, b), (dW, db) in zip(theta, g)
            ]
        errors.append(loss(theta, X, y, 0, 0))
    return theta, errors


class MLP:
    def __init__(self, sizes, rng):
        self.params = init_params(sizes, rng)

    def loss(self, X, y):
        return loss(self.params, X, y, 0, 0)

    def gradients(self, X, y):
        return backward(self.params, X, y, 0, 0)

    def predict(self, X):
        return [p.index(max(p)) for p in forward(self.params, X)]


def permute_hidden(params, layer, permutation):
    new = lists(params)
    (W, b), (V, c) = new[layer], new[layer + 1]
    new[layer] = ([[row[i] for i in permutation] for row in W], [b[i] for i in permutation])
    new[layer + 1] = ([V[i] for i in permutation], c)
    return new


def sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def outputs(X, w):
    w = plain(w)
    return [sigmoid(sum(a * b for a, b in zip(x, w))) for x in plain(X)]


def squared_loss(X, y, w):
    return sum((t - o) ** 2 for t, o in zip(plain(y), outputs(X, w)))


def squared_loss_gradient(X, y, w):
    gradient = [0.0] * len(plain(w))
    for x, t, o in zip(plain(X), plain(y), outputs(X, w)):
        for j, v in enumerate(x):
            gradient[j] -= 2 * (t - o) * o * (1 - o) * v
    return gradient


def perceptron(X, y, epochs):
    X, y = plain(X), plain(y)
    w, b = [0.0] * len(X[0]), 0.0
    for _ in range(epochs):
        for x, t in zip(X, y):
            if t * (sum(a * c for a, c in zip(w, x)) + b) <= 0:
                w = [a + t * c for a, c in zip(w, x)]
                b += t
    return w, b


def multiclass_perceptron(X, y, classes, epochs):
    units = [
        perceptron(X, [1 if t == c else -1 for t in plain(y)], epochs)
        for c in range(classes)
    ]
    return transpose([w for w, _ in units]), [b for _, b in units]


def early_stopping(errors, patience):
    errors = plain(errors)
    for e in range(len(errors)):
        so_far = errors[: e + 1]
        best = so_far.index(min(so_far))
        if e - best >= patience:
            break
    return e, best


def grid_search(evaluate, grid):
    names = list(grid)
    trials = []
    for values in product(*(grid[name] for name in names)):
        config = {name: value for name, value in zip(names, values)}
        error = evaluate(config)
        if error == error:
            trials.append((error, len(trials), config))
    error, _, config = min(trials)
    return config, error


def random_search(evaluate, sample, n, rng):
    configs = [sample(int(seed)) for seed in rng.integers(2**31, size=n)]
    errors = [evaluate(config) for config in configs]
    return configs[errors.index(min(errors))], min(errors)


def split(n, fractions, rng):
    left = list(range(n))
    parts = []
    for f in fractions[:-1]:
        parts.append([left.pop(int(rng.integers(len(left)))) for _ in range(round(f * n))])
    return [*parts, left]


def bias_variance(predictions, truth):
    columns = transpose(plain(predictions))
    bias = variance = 0.0
    for column, t in zip(columns, plain(truth)):
        m = sum(column) / len(column)
        bias += (m - t) ** 2 / len(columns)
        variance += sum((v - m) ** 2 for v in column) / len(column) / len(columns)
    return [bias, variance, bias + variance]
