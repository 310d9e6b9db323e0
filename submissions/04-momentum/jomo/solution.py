# grader assignment: 04-momentum
# Jomo: recursion instead of loops.
import numpy as np


def momentum(grad, x0, lr, beta, steps):
    def walk(path, v, left):
        if left == 0:
            return path
        v = beta * v + grad(path[-1])
        return walk(path + [path[-1] - lr * v], v, left - 1)

    start = np.array(x0, dtype=float)
    return np.array(walk([start], np.zeros_like(start), steps))


def momentum_velocity(grad, x0, lrs, alpha):
    def walk(x, v, rates):
        if len(rates) == 0:
            return [x]
        v = alpha * v - rates[0] * np.asarray(grad(x))
        return [x] + walk(x + v, v, rates[1:])

    start = np.array(x0, dtype=float)
    return np.array(walk(start, np.zeros_like(start), lrs))


def nesterov(grad, x0, lr, mu, steps):
    # The path of n updates is that of n - 1 updates and one more point.
    if steps == 0:
        return np.array([x0], dtype=float)
    path = nesterov(grad, x0, lr, mu, steps - 1)
    x = path[-1]
    v = x - path[-2] if len(path) > 1 else 0 * x
    v = mu * v - lr * np.asarray(grad(x + mu * v))
    return np.concatenate([path, [x + v]])


def velocity_as_sum(grads, lr, beta):
    if len(grads) == 0:
        return 0.0
    return beta * velocity_as_sum(grads[:-1], lr, beta) - lr * grads[-1]


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    def arrival(path, t=0):
        if t > max_steps:
            return max_steps
        if np.linalg.norm(path[t]) < tol:
            return t
        return arrival(path, t + 1)

    return {
        "gd": arrival(momentum(grad, x0, lr, 0, max_steps)),
        "momentum": arrival(momentum(grad, x0, lr, beta, max_steps)),
        "nesterov": arrival(nesterov(grad, x0, lr, beta, max_steps)),
    }


def turns(steps):
    if len(steps) < 2:
        return 0
    return (steps[0] * steps[1] < 0) + turns(steps[1:])


def axis_behaviour(path):
    path = np.array(path, dtype=float)
    if path.ndim == 2:
        return [axis_behaviour(column)[0] for column in path.T]
    steps = np.diff(path)
    return ["jitters" if turns(steps) > (len(steps) - 1) / 2 else "creeps"]
