import numpy as np

from .tools import array


def log_barrier(G, h, x):
    G, h, x = array(G), array(h), array(x)
    s = h - np.dot(G, x)
    if (s <= 0).any():
        return np.inf, x + np.nan, np.outer(x, x) + np.nan
    S = G / s.reshape(-1, 1)
    return -np.log(s).sum(), S.sum(axis=0), S.T.dot(S)


def _centre(c, G, h, x, t, tol=1e-8):
    """BFGS would do as well; Newton is shorter."""

    def objective(z):
        return t * c.dot(z) + log_barrier(G, h, z)[0]

    for _ in range(1000):
        _, g, H = log_barrier(G, h, x)
        d = np.linalg.solve(H, -(t * c + g))
        lam2 = -d.dot(t * c + g)
        if lam2 / 2 <= tol:
            break
        s, now = 1.0, objective(x)
        while not objective(x + s * d) <= now - 0.01 * s * lam2 + 1e-12 * abs(now):
            s *= 0.5
        x = x + s * d
    return x


def central_path(c, G, h, x0, ts):
    c, x = array(c), array(x0)
    out = np.zeros((len(ts), len(c)))
    # Easier in growing order; the rows go where they belong.
    for k in np.argsort(ts, kind="stable"):
        x = _centre(c, array(G), array(h), x, float(ts[k]))
        out[k] = x
    return out


def barrier_method(c, G, h, x0, t0, mu, eps):
    m = len(h)
    ts = [float(t0)]
    while m / ts[-1] >= eps:
        ts.append(ts[-1] * mu)
    return central_path(c, G, h, x0, ts)[-1]
