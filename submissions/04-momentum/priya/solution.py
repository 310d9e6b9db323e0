# grader assignment: 04-momentum
# Priya, who took another course on deep learning last term.
import numpy as np


def momentum(grad, x0, lr, beta, steps):
    x = np.array(x0, dtype=float)
    m = np.zeros_like(x)
    history = [x]
    for _ in range(steps):
        m = m + (1 - beta) * (grad(x) - m)  # running mean of the gradients
        x = x - lr * m
        history.append(x)
    return np.array(history)


def momentum_velocity(grad, x0, lrs, alpha):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    history = [x]
    for lr in lrs:
        v = alpha * v - lr * np.asarray(grad(x))
        x = x + v
        history.append(x)
    return np.array(history)


def nesterov(grad, x0, lr, mu, steps):
    # The velocity first, then the gradient where we stand.
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    history = [x]
    for _ in range(steps):
        v = mu * v
        v = v - lr * np.asarray(grad(x))
        x = x + v
        history.append(x)
    return np.array(history)


def velocity_as_sum(grads, lr, beta):
    v = 0.0
    for g in grads:
        v = beta * v - lr * g
    return v


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    def run(memory, look):
        x = np.array(x0, dtype=float)
        v = np.zeros_like(x)
        for t in range(max_steps):
            if np.linalg.norm(x) < tol:
                return t
            v = memory * v - lr * np.asarray(grad(x + look * v))
            x = x + v
        return max_steps

    return {"gd": run(0, 0), "momentum": run(beta, 0), "nesterov": run(beta, beta)}


def axis_behaviour(path):
    path = np.array(path, dtype=float)
    steps = np.diff(path.reshape(len(path), -1), axis=0)
    flips = (steps[1:] * steps[:-1] < 0).mean(axis=0)
    return ["jitters" if f > 0.5 else "creeps" for f in flips]
