# grader assignment: 04-momentum
import numpy as np
from numpy.polynomial import polynomial


def _ball(grad, x0, rates, beta):
    x, v = np.array(x0, dtype=float), 0.0
    path = [x]
    for lr in rates:
        v = beta * v + grad(x)
        x = x - lr * v
        path.append(x)
    return np.array(path)


def momentum(grad, x0, lr, beta, steps):
    return _ball(grad, x0, [lr] * steps, beta)


def momentum_velocity(grad, x0, lrs, alpha):
    # The same thing, only that the rate is another one in each round.
    return _ball(grad, x0, lrs, alpha)


def nesterov(grad, x0, lr, mu, steps):
    x, v = np.array(x0, dtype=float), 0.0
    path = [x]
    for _ in range(steps):
        v = mu * v - lr * np.asarray(grad(x + mu * v))
        x = x + v
        path.append(x)
    return np.array(path)


def velocity_as_sum(grads, lr, beta):
    # A sum of powers of beta is a polynomial in beta.
    return -lr * polynomial.polyval(beta, np.asarray(grads, dtype=float))


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    def arrival(path):
        near = np.flatnonzero([np.linalg.norm(p) < tol for p in path])
        return int(near[0]) if len(near) else max_steps

    return {
        "gd": arrival(momentum(grad, x0, lr, 0.0, max_steps)),
        "momentum": arrival(momentum(grad, x0, lr, beta, max_steps)),
        "nesterov": arrival(nesterov(grad, x0, lr, beta, max_steps)),
    }


def axis_behaviour(path):
    path = np.array(path, dtype=float)
    path = path if path.ndim == 2 else path[:, None]
    d = np.diff(path, axis=0)
    return ["jitters" if n > (len(d) - 1) / 2 else "creeps" for n in (d[1:] * d[:-1] < 0).sum(0)]
