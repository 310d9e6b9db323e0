import numpy as np


def newton(grad, hess, x0, steps):
    x = np.asarray(x0, dtype=float)
    path = np.empty((steps + 1,) + x.shape)
    path[0] = x
    for t in range(steps):
        g, H = grad(path[t]), hess(path[t])
        if path.ndim == 1:
            path[t + 1] = path[t] - g / H
        else:
            lam, U = np.linalg.eigh(H)
            path[t + 1] = path[t] - U @ (U.T @ g / lam)
    return path


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    x = np.asarray(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        d = downhill(np.atleast_1d(g), np.atleast_2d(hess(x))).reshape(x.shape)
        x = x + step(f, x, d, alpha * np.vdot(g, d), beta) * d
        path.append(x)
    return np.array(path)


def downhill(g, H):
    lam, U = np.linalg.eigh(H)
    P = (U * np.fmax(np.abs(lam), 1e-8)) @ U.T
    if np.linalg.cond(P) < 1e6:
        return -np.linalg.solve(P, g)
    return -U @ (U.T @ g / np.fmax(np.abs(lam), 1e-8))


def step(f, x, d, wanted, beta):
    here, s = f(x), 1.0
    while not f(x + s * d) - here <= s * wanted or np.isinf(f(x + s * d)):
        s *= beta
    return s
