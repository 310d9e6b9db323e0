import numpy as np


def softmax(z):
    z = np.moveaxis(np.array(z, float), -1, 0)
    e = np.exp(z - z.max(axis=0))
    return np.moveaxis(e / e.sum(axis=0), 0, -1)


def softmax_jacobian(z):
    s = softmax(z)
    C = len(s)
    J = np.zeros((C, C))
    for i in range(C):
        for j in range(C):
            J[i, j] = s[i] * ((1 if i == j else 0) - s[j])
    return J


def softmax_vjp(z, v):
    s = softmax(z)
    inner = np.matmul(s[..., None, :], np.asarray(v, float)[..., :, None])[..., 0]
    return s * (v - inner)
