import numpy as np


def _floats(function):
    """Hand float copies to a function, and leave the caller's arrays alone."""

    def wrapped(*args):
        return function(*(np.array(a, dtype=float) for a in args))

    return wrapped


@_floats
def add_backward(x, y, dz):
    dx, dy = np.zeros_like(x), np.zeros_like(y)
    dx += dz
    dy += dz
    return dx, dy


@_floats
def multiply_backward(x, y, dz):
    x *= dz
    y *= dz
    return y, x


@_floats
def max_backward(x, y, dz):
    dx, dy = dz.copy(), dz.copy()
    dx[x < y] = 0
    dy[x >= y] = 0
    return dx, dy


@_floats
def copy_backward(dz1, dz2):
    dz1 += dz2
    return dz1


@_floats
def relu_backward(x, dy):
    dy[x <= 0] = 0
    return dy


@_floats
def matmul_backward(x, w, dy):
    return (w @ dy.T).T, (dy.T @ x).T


def nll_output_gradient(p, y):
    p = np.array(p, dtype=float)
    out = np.zeros(p.shape)
    out[int(y)] -= p[int(y)] ** -1
    return out
