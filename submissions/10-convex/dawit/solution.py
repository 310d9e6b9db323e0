# grader assignment: 10-convex
# Dawit: single precision everywhere, as on my graphics card, except where the sheet
# says that it cannot work.
import numpy as np

F = np.float32


def f32(*arrays):
    return [np.asarray(each, dtype=F) for each in arrays]


def is_convex(f, sample, n, rng):
    seeds = rng.integers(2**31, size=(n, 2))
    for one, two in seeds:
        x, y = (np.asarray(sample(each), dtype=float) for each in (one, two))
        fx, fy = f(x), f(y)
        if f((x + y) / 2) > (fx + fy) / 2 + 1e-9 * max(1, abs(fx), abs(fy)):
            return False
    return True


def log_barrier(G, h, x):
    G, h, x = f32(G, h, x)
    s = h - G @ x
    if not (s > 0).all():
        nan = np.full(x.size, np.nan, dtype=F)
        return F(np.inf), nan, np.full((x.size, x.size), np.nan, dtype=F)
    i = 1 / s
    return -np.log(s).sum(), G.T @ i, (G.T * i**2) @ G


def newton(c, G, h, x, t):
    best = None
    for _ in range(60):
        value, grad, hess = log_barrier(G, h, x)
        r = F(t) * c + grad
        d = -np.linalg.solve(hess, r)
        size = float(np.sqrt(max(0.0, float(-(r @ d)))))
        if best is not None and size < 0.05 and size >= best:
            break
        best = size
        step = F(1) if size < 0.25 else F(1 / (1 + size))
        x = x + step * d
    return x


def central_path(c, G, h, x0, ts):
    c, G, h, x = f32(c, G, h, x0)
    path = np.empty((len(ts), c.size), dtype=F)
    for k, t in enumerate(ts):
        for stage in (0.1, 1):
            x = newton(c, G, h, x, stage * t)
        path[k] = x
    return path


def barrier_method(c, G, h, x0, t0, mu, eps):
    c, G, h, x = f32(c, G, h, x0)
    t = float(t0)
    x = newton(c, G, h, x, t)
    while len(h) / t >= eps:
        t *= mu
        x = newton(c, G, h, x, t)
    return x


def equality_newton_step(H, g, A):
    H, g, A = f32(H, g, A)
    n, p = len(g), len(A)
    K = np.zeros((n + p, n + p), dtype=F)
    K[:n, :n], K[:n, n:], K[n:, :n] = H, A.T, A
    both = np.linalg.solve(K, np.append(-g, np.zeros(p, dtype=F)))
    return both[:n], both[n:]


def dual_value(c, G, h, lam):
    c, G, h, lam = (np.asarray(each, dtype=float) for each in (c, G, h, lam))
    ok = np.linalg.norm(G.T @ lam + c) <= 1e-9 * max(1.0, np.linalg.norm(c))
    return -(h @ lam) if ok and lam.min() >= 0 else -np.inf


def kkt_residual(c, G, h, x, lam):
    c, G, h, x, lam = f32(c, G, h, x, lam)
    s = h - G @ x
    return F(max((-s).max(), (-lam).max(), abs(c + G.T @ lam).max(), abs(lam * s).max()))


def nonnegative_least_squares(A, b):
    A, b = f32(A, b)
    L = np.linalg.norm(A, 2) ** 2
    x = np.zeros(A.shape[1], dtype=F)
    for _ in range(4000):
        x = np.maximum(x + A.T @ (b - A @ x) / L, F(0))
    return x
