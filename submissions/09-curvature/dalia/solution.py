# grader assignment: 09-curvature
"""Single precision wherever the handout says that it is enough."""

import numpy as np

F = np.float32


def f32(*arrays):
    return [np.asarray(a, dtype=F) for a in arrays]


def jacobian(f, x):
    x = np.asarray(x, dtype=np.float64)
    h = np.finfo(float).eps ** (1 / 3) * np.maximum(1, np.abs(x))
    return np.array(
        [(f(x + e) - f(x - e)) / (2 * e.max()) for e in np.diag(h)]
    ).T


def hessian(f, x):
    x = np.asarray(x, dtype=np.float64)
    h = np.finfo(float).eps ** (1 / 4) * np.maximum(1, np.abs(x))
    e = np.diag(h)
    n = len(x)
    out = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            out[i, j] = (
                f(x + e[i] + e[j]) - f(x + e[i] - e[j]) - f(x - e[i] + e[j]) + f(x - e[i] - e[j])
            ) / (4 * h[i] * h[j])
    return out


def directional_curvature(H, d):
    H, d = f32(H, d)
    u = d / np.linalg.norm(d)
    return u @ H @ u


def curvature_weights(H, d):
    H, d = f32(H, d)
    lam, U = np.linalg.eigh(H)
    u = d / np.linalg.norm(d)
    return lam, np.square(u @ U)


def eigen_2x2(A):
    (A,) = f32(A)
    lam, U = np.linalg.eig(A)
    i = np.argsort(-lam)
    return lam[i], U[:, i]


def condition_number(H):
    s = np.linalg.svd(np.asarray(H, dtype=np.float64), compute_uv=False)
    return float("inf") if s[-1] <= 1e-12 * s[0] else s[0] / s[-1]


def classify_critical_point(H):
    lam = np.linalg.eigvalsh(np.asarray(H, dtype=np.float64))
    sign = np.where(np.abs(lam) <= 1e-8 * np.abs(lam).max(), 0, np.sign(lam))
    if sign.min() < 0 < sign.max():
        return "saddle"
    if sign.min() > 0:
        return "minimum"
    if sign.max() < 0:
        return "maximum"
    return "inconclusive"


def taylor_model(f0, g, H, v):
    g, H, v = f32(g, H, v)
    return F(f0) + g @ v + F(0.5) * (v @ H @ v)


def quadratic_prediction(f0, g, H, eps):
    g, H = f32(g, H)
    return F(f0) - F(eps) * (g @ g) + F(0.5) * F(eps) ** 2 * (g @ H @ g)


def best_step(g, H):
    g, H = f32(g, H)
    bend = g @ H @ g
    return g @ g / bend if bend > 0 else F("inf")


def newton(grad, hess, x0, steps):
    x = np.array(x0, dtype=F)
    path = [x]
    for _ in range(steps):
        g, H = f32(grad(x), hess(x))
        d = -g / H if x.ndim == 0 else -np.linalg.solve(H, g)
        x = (x + d).astype(F)
        path.append(x)
    return np.stack(path)


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    x = np.array(x0, dtype=F)
    path = [x]
    for _ in range(steps):
        g, H = f32(grad(x), hess(x))
        lam, U = np.linalg.eigh(np.atleast_2d(H))
        g1 = np.atleast_1d(g)
        d = -(U @ ((U.T @ g1) / np.maximum(np.abs(lam), F(1e-8)))).reshape(x.shape)
        here, slope = f(x), float(g1 @ np.atleast_1d(d))
        s = F(1)
        while True:
            there = f((x + s * d).astype(F))
            if np.isfinite(there) and there <= here + alpha * float(s) * slope:
                break
            s = F(beta * s)
        x = (x + s * d).astype(F)
        path.append(x)
    return np.stack(path)
