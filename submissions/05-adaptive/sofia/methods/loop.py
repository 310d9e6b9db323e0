import numpy as np


def path(grad, x0, steps, step):
    points = [np.array(x0, dtype=float)]
    for t in range(steps):
        points.append(points[t] - step(np.asarray(grad(points[t])), t + 1))
    return np.array(points)


class Mean:
    """A decaying mean that starts at 0."""

    def __init__(self, decay):
        self.decay = decay
        self.value = 0.0

    def __call__(self, new):
        self.value = self.decay * self.value + (1 - self.decay) * new
        return self.value
