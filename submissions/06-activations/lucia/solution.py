# grader assignment: 06-activations
"""Lucía: no numpy at all. Nested lists, the math module, and a function that walks them."""

import math


def plain(x):
    return x.tolist() if hasattr(x, "tolist") else x


def walk(f, x):
    x = plain(x)
    if isinstance(x, list):
        return [walk(f, each) for each in x]
    return f(float(x))


def rows(f, *zs):
    """Apply f to the rows that lie along the last axis."""
    zs = [plain(z) for z in zs]
    if isinstance(zs[0][0], list):
        return [rows(f, *parts) for parts in zip(*zs)]
    return f(*zs)


def linear(x, a, c):
    return walk(lambda t: a * t + c, x)


def linear_derivative(x, a, c):
    return walk(lambda t: float(a), x)


def _sigma(t):
    if t >= 0:
        return 1 / (1 + math.exp(-t))
    e = math.exp(t)
    return e / (1 + e)


def sigmoid(x):
    return walk(_sigma, x)


def sigmoid_derivative(x):
    return walk(lambda t: _sigma(t) * _sigma(-t), x)


def tanh(x):
    return walk(math.tanh, x)


def tanh_derivative(x):
    return walk(lambda t: (1 - math.tanh(t)) * (1 + math.tanh(t)), x)


def relu(x):
    return walk(lambda t: t if t > 0 else 0.0, x)


def relu_derivative(x):
    return walk(lambda t: int(t > 0), x)


def leaky_relu(x, slope):
    return walk(lambda t: t if t > 0 else slope * t, x)


def leaky_relu_derivative(x, slope):
    return walk(lambda t: 1 if t > 0 else slope, x)


def prelu(x, alpha):
    return leaky_relu(x, alpha)


def prelu_derivative(x, alpha):
    return leaky_relu_derivative(x, alpha), walk(lambda t: min(t, 0.0), x)


def elu(x, alpha):
    return walk(lambda t: t if t > 0 else alpha * (math.exp(t) - 1), x)


def elu_derivative(x, alpha):
    return walk(lambda t: 1.0 if t > 0 else alpha * math.exp(t), x)


def maxout(x, W, b):
    x, W, b = plain(x), plain(W), plain(b)
    if isinstance(x[0], list):
        return [maxout(row, W, b) for row in x]
    result = []
    for j in range(len(b[0])):
        pieces = []
        for k in range(len(W)):
            total = b[k][j]
            for i in range(len(x)):
                total += x[i] * W[k][i][j]
            pieces.append(total)
        result.append(max(pieces))
    return result


def _soft(row):
    top = max(row)
    e = [math.exp(t - top) for t in row]
    total = math.fsum(e)
    return [t / total for t in e]


def softmax(z):
    return rows(_soft, z)


def softmax_jacobian(z):
    s = _soft(plain(z))
    return [[si * ((i == j) - sj) for j, sj in enumerate(s)] for i, si in enumerate(s)]


def _pull(z, v):
    s = _soft(z)
    mean = math.fsum(si * vi for si, vi in zip(s, v))
    return [si * (vi - mean) for si, vi in zip(s, v)]


def softmax_vjp(z, v):
    return rows(_pull, z, v)


def properties(name):
    answer = {}
    answer["nonlinear"] = name != "linear"
    answer["continuously_differentiable"] = "relu" not in name and name != "prelu"
    answer["zero_centred"] = name in ("linear", "tanh")
    answer["saturates"] = answer["bounded"] = name in ("sigmoid", "tanh")
    answer["monotone"] = True
    return answer


def dead_units(W, b, X):
    W, b, X = plain(W), plain(b), plain(X)
    dead = []
    for j in range(len(b)):
        fires = False
        for row in X:
            z = b[j]
            for i, xi in enumerate(row):
                z += xi * W[i][j]
            if z > 0:
                fires = True
        if not fires:
            dead.append(j)
    return dead
