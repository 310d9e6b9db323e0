import numpy as np

from .vectors import ip, vec


def _range(H):
    lam = np.linalg.eigvalsh(vec(H))
    return lam[0], lam[-1]


def lipschitz_step(H):
    low, high = _range(H)
    return 1.0 / max(-low, high)


def strong_convexity_factor(H):
    low, high = _range(H)
    return (high - low) / high


def quadratic_upper_bound(f, grad, x, y, L):
    x = vec(x)
    step = vec(y) - x
    return f(x) + ip(vec(grad(x)) + L / 2 * step, step)


def descent_lemma_holds(f, grad, path, L):
    path = vec(path)
    ok = True
    for t in range(len(path) - 1):
        g = grad(path[t])
        gain = f(path[t]) - f(path[t + 1])
        slack = 1e-9 * max(1.0, abs(f(path[t])))
        ok &= bool(gain >= ip(g, g) / (2 * L) - slack)
    return ok


def convergence_bound(L, x0, x_star, t):
    step = vec(x0) - vec(x_star)
    return ip(step, step) * 2 * L / (4 + t)
