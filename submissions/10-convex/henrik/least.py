import numpy as np

from inside.tools import array


def nonnegative_least_squares(A, b):
    """Alternating: which entries would move, and where to (block pivoting on top of
    projected gradients, for the last digits)."""
    A, b = array(A), array(b)
    x = np.zeros(A.shape[1])
    step = 1 / np.linalg.norm(A, ord=2) ** 2
    for _ in range(5000):
        x = np.clip(x + step * A.T @ (b - A @ x), 0, None)
    keep = x > 1e-7
    polished = np.zeros_like(x)
    if keep.any():
        polished[keep] = np.linalg.lstsq(A[:, keep], b, rcond=None)[0]
    better = np.linalg.norm(A @ polished - b) <= np.linalg.norm(A @ x - b)
    return polished if better and (polished >= 0).all() else x
