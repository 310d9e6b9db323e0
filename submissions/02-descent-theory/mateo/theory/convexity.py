import numpy as np

from .vectors import on_segment


def violates_convexity(f, x, y, n):
    fx = f(on_segment(x, y, 1.0))
    fy = f(on_segment(x, y, 0.0))
    slack = 1e-9 * max(1.0, abs(fx), abs(fy))
    k = 1
    while k <= n:
        theta = k / (n + 1)
        if f(on_segment(x, y, theta)) > theta * fx + (1 - theta) * fy + slack:
            return theta
        k += 1


def segment_inside(contains, x, y, n):
    return not any(not contains(on_segment(x, y, s)) for s in np.linspace(0, 1, n))
