# grader assignment: 06-activations
# Hana: whatever x is, make it a flat list, work on it, and put it back in shape.
import numpy as np


class Shaped:
    def __init__(self, x):
        array = np.asarray(x)
        self.shape = array.shape
        self.entries = array.astype(float).ravel()

    def back(self, entries):
        out = np.fromiter(entries, dtype=float, count=self.entries.size).reshape(self.shape)
        return out.tolist()


def linear(x, a, c):
    x = Shaped(x)
    return x.back(a * t + c for t in x.entries)


def linear_derivative(x, a, c):
    x = Shaped(x)
    return x.back(a for _ in x.entries)


def sigmoid(x):
    x = Shaped(x)
    return x.back(np.exp(min(t, 0)) / (np.exp(min(t, 0)) + np.exp(-max(t, 0))) for t in x.entries)


def sigmoid_derivative(x):
    x = Shaped(x)
    return x.back(0.25 * (1 - np.tanh(t / 2) ** 2) for t in x.entries)


def tanh(x):
    x = Shaped(x)
    return x.back(np.tanh(t) for t in x.entries)


def tanh_derivative(x):
    x = Shaped(x)
    return x.back(1 / np.cosh(min(abs(t), 300.0)) ** 2 for t in x.entries)


def relu(x):
    x = Shaped(x)
    return x.back(t * (t >= 0) for t in x.entries)


def relu_derivative(x):
    x = Shaped(x)
    return x.back(t >= 0 for t in x.entries)


def leaky_relu(x, slope):
    x = Shaped(x)
    return x.back((1 if t >= 0 else slope) * t for t in x.entries)


def leaky_relu_derivative(x, slope):
    x = Shaped(x)
    return x.back(1 if t >= 0 else slope for t in x.entries)


def prelu(x, alpha):
    return leaky_relu(x, alpha)


def prelu_derivative(x, alpha):
    s = Shaped(x)
    return [leaky_relu_derivative(x, alpha), s.back(0 if t >= 0 else t for t in s.entries)]


def elu(x, alpha):
    x = Shaped(x)
    return x.back(t if t >= 0 else alpha * (np.exp(t) - 1) for t in x.entries)


def elu_derivative(x, alpha):
    x = Shaped(x)
    return x.back(1 if t >= 0 else alpha * np.exp(t) for t in x.entries)


def maxout(x, W, b):
    one = np.ndim(x) == 1
    X = [x] if one else list(x)
    out = []
    for row in X:
        scores = np.array([row @ W[k] + b[k] for k in range(len(W))])
        winners = scores.argmax(axis=0)
        out.append([scores[k, j] for j, k in enumerate(winners)])
    return out[0] if one else out


def softmax(z):
    flat = np.reshape(z, (-1, np.shape(z)[-1])).astype(float)
    rows = []
    for row in flat:
        p = 2.0 ** ((row - row.max()) / np.log(2))
        rows.append(p / p.sum())
    return np.reshape(rows, np.shape(z)).tolist()


def softmax_jacobian(z):
    s = np.array(softmax(z))
    return (np.identity(len(s)) * s - s.reshape(-1, 1) * s.reshape(1, -1)).tolist()


def softmax_vjp(z, v):
    s = np.array(softmax(z)).reshape(-1, np.shape(z)[-1])
    rows = np.reshape(v, s.shape)
    out = [p * (r - float(np.dot(p, r))) for p, r in zip(s, rows)]
    return np.reshape(out, np.shape(z)).tolist()


def properties(name):
    if name == "linear":
        return dict(nonlinear=False, continuously_differentiable=True, zero_centred=True,
                    saturates=False, bounded=False, monotone=True)
    if name == "tanh" or name == "sigmoid":
        return dict(nonlinear=True, continuously_differentiable=True, zero_centred=name == "tanh",
                    saturates=True, bounded=True, monotone=True)
    return dict(nonlinear=True, continuously_differentiable=name == "elu", zero_centred=False,
                saturates=False, bounded=False, monotone=True)


def dead_units(W, b, X):
    silent = np.ones(len(b), bool)
    for row in np.asarray(X, float):
        silent &= row @ W <= -np.asarray(b)
    return [float(j) for j in range(len(b)) if silent[j]]
