# grader assignment: 09-curvature
"""Fourth-order stencils and whatever else a numerical analyst likes."""

import numpy as np

print("loading", __name__)
OFFSETS = np.array([-2, -1, 1, 2])
FIRST = np.array([1, -8, 8, -1]) / 12


def derivative(f, x, e, h):
    return sum(c * np.asarray(f(x + k * h * e)) for k, c in zip(OFFSETS, FIRST)) / h


def jacobian(f, x):
    x = np.array(x, float)
    return np.moveaxis(np.array([derivative(f, x, e, 1e-3) for e in np.eye(x.size)]), 0, -1)


def hessian(f, x):
    x = np.array(x, float)
    basis = np.eye(x.size)
    H = [[derivative(lambda z: derivative(f, z, a, 1e-3), x, b, 1e-3) for a in basis] for b in basis]
    return np.array(H)


def directional_curvature(H, d):
    H, d = np.asmatrix(H, dtype=float), np.asmatrix(d, dtype=float).T
    return ((d.T * H * d) / (d.T * d)).item()


def curvature_weights(H, d):
    lam, U = np.linalg.eig(np.array(H, float))
    order = lam.argsort()
    share = (U.T @ d) ** 2
    return [lam[order], (share / (d @ d))[order]]


def eigen_2x2(A):
    A = np.array(A, float)
    m, p = A.trace() / 2, A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
    r = (m * m - p) ** 0.5
    vectors = []
    for lam in (m + r, m - r):
        # inverse iteration
        M = A - (lam + 1e-7 * (abs(lam) + 1)) * np.eye(2)
        u = np.array([0.6, 0.8])
        for _ in range(5):
            u = np.linalg.solve(M, u)
            u /= np.hypot(*u)
        vectors.append(u)
    return (np.array([m + r, m - r]), np.stack(vectors, 1))


def condition_number(H):
    lam = abs(np.linalg.eigvals(np.array(H, float)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(lam.max() / lam.min()) if lam.min() > 1e-12 * lam.max() else np.float64("inf")


def classify_critical_point(H):
    lam = np.linalg.eigvals(np.array(H, float)).real
    big = abs(lam).max()
    plus = bool((lam > 1e-8 * big).any())
    minus = bool((lam < -1e-8 * big).any())
    zero = bool((abs(lam) <= 1e-8 * big).any())
    table = {
        (1, 1, 0): "saddle", (1, 1, 1): "saddle",
        (1, 0, 0): "minimum", (0, 1, 0): "maximum",
    }
    return table.get((plus, minus, zero), "inconclusive")


def taylor_model(f0, g, H, v):
    # the model as one quadratic form in (1, v)
    n = len(v)
    M = np.zeros((n + 1, n + 1))
    M[0, 0] = f0
    M[0, 1:] = M[1:, 0] = np.asarray(g) / 2
    M[1:, 1:] = np.asarray(H) / 2
    z = np.concatenate([[1.0], v])
    return np.array(z @ M @ z)


def quadratic_prediction(f0, g, H, eps):
    return np.polyval([0.5 * g @ H @ g, -(g @ g), f0], eps)


def best_step(g, H):
    a, b = float(g @ H @ g), float(g @ g)
    return b / a if a > 0 else np.inf


def newton(grad, hess, x0, steps):
    path = [np.array(x0, float)]
    while len(path) <= steps:
        x = path[-1]
        H = np.array(hess(x), float).reshape(x.size, x.size)
        Q, R = np.linalg.qr(H)
        d = np.linalg.solve(R, Q.T @ np.ravel(grad(x)))
        path.append(x - d.reshape(x.shape))
    return path


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    path = [np.array(x0, float)]
    while len(path) <= steps:
        x = path[-1]
        g = np.ravel(grad(x)).astype(float)
        # of a symmetric matrix the singular values are the |λ|
        U, S, Vt = np.linalg.svd(np.array(hess(x), float).reshape(x.size, x.size))
        d = -(U / np.maximum(S, 1e-8)) @ (U.T @ g)
        d = d.reshape(x.shape)
        trials = [1.0]
        while True:
            value = f(x + trials[-1] * d)
            if np.isfinite(value) and value <= f(x) + alpha * trials[-1] * (g @ d.ravel()):
                break
            trials.append(trials[-1] * beta)
        path.append(x + trials[-1] * d)
    return path
