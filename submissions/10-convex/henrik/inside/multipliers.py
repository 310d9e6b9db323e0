import numpy as np

from .tools import array


def equality_newton_step(H, g, A):
    H, g, A = array(H), array(g), array(A)
    n, p = g.size, A.shape[0]
    full = np.pad(H, ((0, p), (0, p)))
    full[n:, :n] = A
    full[:n, n:] = A.T
    both = np.linalg.lstsq(full, np.pad(-g, (0, p)), rcond=None)[0]
    return tuple(np.split(both, [n]))


def dual_value(c, G, h, lam):
    c, G, h, lam = map(array, (c, G, h, lam))
    feasible = (lam >= 0).all()
    stationary = np.linalg.norm(c + lam @ G) <= 1e-9 * max(1, np.linalg.norm(c))
    return float(-(lam * h).sum()) if feasible and stationary else float("-inf")


def kkt_residual(c, G, h, x, lam):
    c, G, h, x, lam = map(array, (c, G, h, x, lam))
    g = G @ x - h
    parts = (g.clip(0), (-lam).clip(0), np.abs(c + lam @ G), np.abs(lam * g))
    return float(np.concatenate(parts).max())
