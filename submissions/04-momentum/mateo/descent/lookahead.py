import numpy as np


def nesterov(grad, x0, lr, mu, steps):
    x = np.array(x0, dtype=float)
    v = np.zeros(x.shape)
    path = [x]
    for _ in range(steps):
        v = mu * v - lr * np.asarray(grad(x + mu * v))
        x = x + v
        path.append(x)
    return np.array(path)
