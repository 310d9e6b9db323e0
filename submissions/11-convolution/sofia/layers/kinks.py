import numpy as np

from .dense import dense_forward


def outputs(params, points):
    for W, b in params[:-1]:
        points = np.maximum(dense_forward(points, W, b), 0.0)
    return dense_forward(points, *params[-1])


def count_kinks(params, x, y, n):
    """Count the straight pieces that are at least two cells long, less one."""
    t = np.arange(n + 1).reshape(-1, 1) / n
    slopes = n * np.diff(outputs(params, (1 - t) * x + t * y), axis=0)
    same = np.all(np.isclose(slopes[1:], slopes[:-1], rtol=0, atol=1e-6), axis=1)
    pieces, inside = 0, False
    for straight in same:
        if straight and not inside:
            pieces += 1
        inside = straight
    return pieces - 1
