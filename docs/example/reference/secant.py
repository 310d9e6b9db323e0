"""Assignment 12: the answers."""

import numpy as np


def secant(df, x0, x1, steps):
    """Return the path of the secant method towards a point without slope.

    Update, for t = 2, …, steps, with x_0 and x_1 given and g_t = df(x_t)::

        x_t = x_{t-1} - g_{t-1} (x_{t-1} - x_{t-2}) / (g_{t-1} - g_{t-2})

    Convention:
        The step from x_0 to x_1 counts as the first update. Where g_{t-1} = g_{t-2}
        the point stays where it is.

    By hand:
        f(x) = x² + x has the slope 2x + 1. From 3 and 1 the slopes are 7 and 3, and
        x_2 = 1 - 3 · (1 - 3) / (3 - 7) = -0.5, where the slope is 0:

        >>> secant(lambda x: 2 * x + 1, 3, 1, 2)
        array([ 3. ,  1. , -0.5])

    """
    path = [float(x0), float(x1)]
    before, now = df(path[0]), df(path[1])
    while len(path) <= steps:
        step = now * (path[-1] - path[-2]) / (now - before) if now != before else 0.0
        path.append(path[-1] - step)
        if len(path) <= steps:  # the slope at the last point is not needed
            before, now = now, df(path[-1])
    return np.array(path)
