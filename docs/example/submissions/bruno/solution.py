# grader assignment: 12-secant
# Bruno always looks back to the first point.
import numpy as np


def secant(df, x0, x1, steps):
    x = np.zeros(steps + 1)
    x[0], x[1] = x0, x1
    first = df(x[0])
    for t in range(2, steps + 1):
        now = df(x[t - 1])
        if now == first:
            x[t] = x[t - 1]
        else:
            x[t] = x[t - 1] - now * (x[t - 1] - x[0]) / (now - first)
    return x
