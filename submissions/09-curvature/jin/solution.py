# grader assignment: 09-curvature
"""Asks too often, remembers everything, and trains something at the top level."""

import functools

import numpy as np

# an experiment: how gradient descent does where Newton needs one step
A = np.array([[2.0, 1.0], [1.0, 30.0]])
x = np.array([3.0, -1.0])
for epoch in range(200):
    x = x - 0.06 * A @ x
    if epoch % 50 == 0:
        print(f"epoch {epoch}: |x| = {np.linalg.norm(x):.3g}")


def remembering(f):
    known = {}

    def ask(x):
        key = np.asarray(x, dtype=float).tobytes()
        if key not in known:
            known[key] = f(x)
        return known[key]

    return ask


def best_of_many(quotient, steps):
    """The quotient at several steps; the entry is taken where neighbours agree best."""
    table = np.array([quotient(h) for h in steps])
    gaps = np.abs(np.diff(table, axis=0))
    best = gaps.argmin(axis=0)
    return np.take_along_axis(table[1:], best[None], axis=0)[0]


def jacobian(f, x):
    f = remembering(f)
    x = np.asarray(x, dtype=float)
    f(x)
    return best_of_many(
        lambda h: np.array([(f(x + e) - f(x - e)) / (2 * h) for e in h * np.eye(len(x))]).T,
        [1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6],
    )


def hessian(f, x):
    f = remembering(f)
    x = np.asarray(x, dtype=float)

    def quotient(h):
        E = h * np.eye(len(x))
        return np.array(
            [[f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b) for a in E] for b in E]
        ) / (4 * h * h)

    return best_of_many(quotient, [3e-3, 1e-3, 3e-4, 1e-4])


@functools.singledispatch
def as_floats(x):
    return np.array(x, dtype=float)


def directional_curvature(H, d):
    H, d = as_floats(H), as_floats(d)
    return np.array(d @ H @ d / (d @ d))


def curvature_weights(H, d):
    lam, U = np.linalg.eigh(np.asarray(H, dtype=float))
    return lam, np.array([np.dot(U[:, i], d) ** 2 / np.dot(d, d) for i in range(len(lam))])


def eigen_2x2(A):
    (a, b), (c, d) = np.asarray(A, dtype=float)
    root = np.sqrt((a - d) ** 2 / 4 + b * c)
    values = np.array([(a + d) / 2 + root, (a + d) / 2 - root])
    vectors = np.zeros((2, 2))
    for k, lam in enumerate(values):
        if b == 0 and c == 0:
            u = np.array([1.0, 0.0]) if lam == a else np.array([0.0, 1.0])
        elif b != 0:
            u = np.array([b, lam - a])
        else:
            u = np.array([lam - d, c])
        vectors[:, k] = u / np.linalg.norm(u)
    return values, vectors


def condition_number(H):
    lam = np.abs(np.linalg.eigvalsh(np.asarray(H, dtype=float)))
    return float("inf") if min(lam) <= 1e-12 * max(lam) else max(lam) / min(lam)


def classify_critical_point(H):
    lam = np.linalg.eigvalsh(np.asarray(H, dtype=float))
    lam[np.abs(lam) <= 1e-8 * np.abs(lam).max()] = 0
    if (lam > 0).any() and (lam < 0).any():
        return "saddle"
    if (lam == 0).any():
        return "inconclusive"
    return "minimum" if (lam > 0).all() else "maximum"


def taylor_model(f0, g, H, v):
    return float(f0 + np.dot(g, v) + np.dot(v, np.dot(H, v)) / 2)


def quadratic_prediction(f0, g, H, eps):
    return float(f0 - eps * np.dot(g, g) + eps**2 * np.dot(g, np.dot(H, g)) / 2)


def best_step(g, H):
    u = np.dot(g, np.dot(H, g))
    return float(np.dot(g, g) / u) if u > 0 else float("inf")


def newton(grad, hess, x0, steps):
    grad, hess = remembering(grad), remembering(hess)
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        g, H = np.atleast_1d(grad(x)), np.atleast_2d(hess(x))
        x = x + np.reshape(np.linalg.solve(H, -g), x.shape)
        path.append(x)
    return np.array(path)


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    f, grad, hess = remembering(f), remembering(grad), remembering(hess)

    def search(x, d):
        s = 1
        while f(x + s * d) > f(x) + alpha * s * np.vdot(grad(x), d) or not np.isfinite(f(x + s * d)):
            grad(x + s * d)
            s = beta * s
        return s

    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        lam, U = np.linalg.eigh(np.atleast_2d(hess(x)))
        size = np.array([max(abs(each), 1e-8) for each in lam])
        d = np.reshape(-U @ np.diag(1 / size) @ U.T @ np.atleast_1d(grad(x)), x.shape)
        x = x + search(x, d) * d
        path.append(x)
    return np.array(path)
