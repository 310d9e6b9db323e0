import numpy as np


def momentum(grad, x0, lr, beta, steps):
    return momentum_velocity(grad, x0, [lr] * steps, beta)


def momentum_velocity(grad, x0, lrs, alpha):
    x = np.array(x0, dtype=float)
    v = np.zeros(x.shape)
    path = [x]
    for lr in lrs:
        v = alpha * v - lr * np.asarray(grad(x))
        x = x + v
        path.append(x)
    return np.array(path)
