# grader assignment: 06-activations
# Piotr: single precision throughout, like on the GPU
import numpy as np

F = np.float32


def f32(x):
    return np.asarray(x, dtype=F)


def linear(x, a, c):
    return F(a) * f32(x) + F(c)


def linear_derivative(x, a, c):
    return np.full(np.shape(x), a, dtype=F)


def sigmoid(x):
    x = f32(x)
    z = np.exp(-np.abs(x))
    return np.where(x >= 0, F(1) / (F(1) + z), z / (F(1) + z))


def sigmoid_derivative(x):
    z = np.exp(-np.abs(f32(x)))
    return z / (F(1) + z) ** 2


def tanh(x):
    return np.tanh(f32(x))


def tanh_derivative(x):
    z = np.exp(-F(2) * np.abs(f32(x)))
    return F(4) * z / (F(1) + z) ** 2


def relu(x):
    return np.maximum(f32(x), F(0))


def relu_derivative(x):
    return (f32(x) > 0).astype(F)


def leaky_relu(x, slope):
    x = f32(x)
    return np.where(x > 0, x, F(slope) * x)


def leaky_relu_derivative(x, slope):
    return np.where(f32(x) > 0, F(1), F(slope))


def prelu(x, alpha):
    return leaky_relu(x, alpha)


def prelu_derivative(x, alpha):
    return [leaky_relu_derivative(x, alpha), np.minimum(f32(x), F(0))]


def elu(x, alpha):
    x = f32(x)
    return np.where(x > 0, x, F(alpha) * np.expm1(np.minimum(x, F(0))))


def elu_derivative(x, alpha):
    x = f32(x)
    return np.where(x > 0, F(1), F(alpha) * np.exp(np.minimum(x, F(0))))


def maxout(x, W, b):
    x, W, b = f32(x), f32(W), f32(b)
    best = x @ W[0] + b[0]
    for k in range(1, W.shape[0]):
        best = np.maximum(best, x @ W[k] + b[k])
    return best


def softmax(z):
    z = f32(z)
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def softmax_jacobian(z):
    s = softmax(z)
    return s[:, None] * (np.eye(s.size, dtype=F) - s[None, :])


def softmax_vjp(z, v):
    s, v = softmax(z), f32(v)
    return s * (v - (s * v).sum(-1, keepdims=True))


def properties(name):
    smooth = name in {"linear", "sigmoid", "tanh", "elu"}
    squashes = name in {"sigmoid", "tanh"}
    return dict(
        nonlinear=np.bool_(name != "linear"),
        continuously_differentiable=np.bool_(smooth),
        zero_centred=np.bool_(name in {"linear", "tanh"}),
        saturates=np.bool_(squashes),
        bounded=np.bool_(squashes),
        monotone=np.bool_(True),
    )


def dead_units(W, b, X):
    z = np.asarray(X, dtype=float) @ W + b
    return np.flatnonzero(z.max(axis=0) <= 0).astype(np.int32)
