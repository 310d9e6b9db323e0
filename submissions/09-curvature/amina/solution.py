# grader assignment: 09-curvature
import numpy as np


def jacobian(f, x):
    x = np.array(x, dtype=float)
    h = 1e-5
    columns = []
    for j in range(len(x)):
        e = np.zeros(len(x))
        e[j] = h
        columns.append((f(x + e) - f(x - e)) / (2 * h))
    return np.stack(columns, axis=1)


def hessian(f, x):
    x = np.array(x, dtype=float)
    n = len(x)
    h = 1e-4
    I = np.eye(n) * h
    H = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            v, w = I[i] + I[j], I[i] - I[j]
            H[i, j] = (f(x + v) + f(x - v) - f(x + w) - f(x - w)) / (4 * h**2)
    return H


def directional_curvature(H, d):
    return d @ H @ d / (d @ d)


def curvature_weights(H, d):
    lam, U = np.linalg.eigh(H)
    return lam, (U.T @ d) ** 2 / (d @ d)


def eigen_2x2(A):
    lam, U = np.linalg.eig(A)
    order = np.argsort(lam)[::-1]
    return lam[order], U[:, order]


def condition_number(H):
    size = np.abs(np.linalg.eigvalsh(H))
    if size.min() <= 1e-12 * size.max():
        return np.inf
    return size.max() / size.min()


def classify_critical_point(H):
    lam = np.linalg.eigvalsh(H)
    zero = 1e-8 * np.max(np.abs(lam))
    up, down = np.sum(lam > zero), np.sum(lam < -zero)
    if up and down:
        return "saddle"
    if up == len(lam):
        return "minimum"
    if down == len(lam):
        return "maximum"
    return "inconclusive"


def taylor_model(f0, g, H, v):
    return f0 + g @ v + 0.5 * v @ H @ v


def quadratic_prediction(f0, g, H, eps):
    return f0 - eps * g @ g + 0.5 * eps**2 * g @ H @ g


def best_step(g, H):
    curvature = g @ H @ g
    if curvature <= 0:
        return np.inf
    return g @ g / curvature


def newton(grad, hess, x0, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        if x.ndim == 0:
            x = x - grad(x) / hess(x)
        else:
            x = x - np.linalg.solve(hess(x), grad(x))
        path.append(x)
    return np.array(path)


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        if x.ndim == 0:
            d = -g / max(abs(hess(x)), 1e-8)
        else:
            lam, U = np.linalg.eigh(hess(x))
            d = -U @ ((U.T @ g) / np.maximum(np.abs(lam), 1e-8))
        slope = np.dot(g, d)
        s = 1.0
        while not np.isfinite(f(x + s * d)) or f(x + s * d) > f(x) + alpha * s * slope:
            s = beta * s
        x = x + s * d
        path.append(x)
    return np.array(path)
