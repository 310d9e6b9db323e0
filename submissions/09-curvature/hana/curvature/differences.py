import numpy as np


def extrapolated(difference, h):
    """Two steps, and Richardson's combination of them."""
    return (4 * difference(h / 2) - difference(h)) / 3


def jacobian(f, x):
    x = np.asarray(x, dtype=float)

    def difference(h):
        shifts = h * np.eye(x.size)
        return np.array([f(x + e) - f(x - e) for e in shifts]).T / (2 * h)

    return extrapolated(difference, 2e-4)


def hessian(f, x):
    x = np.asarray(x, dtype=float)

    def difference(h):
        shifts = h * np.eye(x.size)
        total = [
            [f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b) for b in shifts]
            for a in shifts
        ]
        return np.array(total) / (4 * h**2)

    return extrapolated(difference, 4e-3)
