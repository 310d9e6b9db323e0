# grader assignment: 04-momentum
import numpy as np


def momentum(grad, x0, lr, beta, steps):
    x = np.asarray(x0, dtype=np.float64)
    v = np.zeros_like(x)
    path = np.zeros((steps + 1,) + x.shape)
    path[0] = x
    for t in range(steps):
        v = beta * v + grad(x)
        x -= lr * v
        path[t + 1] = x
    return path


def momentum_velocity(grad, x0, lrs, alpha):
    x = np.array(x0, dtype=np.float64)
    v = np.zeros_like(x)
    path = [x]
    for lr in lrs:
        v = alpha * v - lr * np.asarray(grad(x))
        x = x + v
        path.append(x)
    return np.array(path)


def nesterov(grad, x0, lr, mu, steps):
    x = np.array(x0, dtype=np.float64)
    v = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        v = mu * v - lr * np.asarray(grad(x + mu * v))
        x = x + v
        path.append(x)
    return np.array(path)


def velocity_as_sum(grads, lr, beta):
    return -lr * sum(beta**age * g for age, g in enumerate(grads[::-1]))


def largest_stable_lr(lam, beta):
    # Gradient descent needs lr * lam < 2, and momentum steps lr / (1 - beta) far.
    return 2 / lam * (1 - beta)


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    starts = np.array(x0, dtype=np.float64)
    paths = {
        "gd": nesterov(grad, starts, lr, 0, max_steps),
        "momentum": momentum(grad, starts.copy(), lr, beta, max_steps),
        "nesterov": nesterov(grad, starts, lr, beta, max_steps),
    }
    counts = {}
    for name in paths:
        counts[name] = 1
        for x in paths[name]:
            if np.linalg.norm(x) < tol:
                break
            counts[name] += 1
        else:
            counts[name] = max_steps
    return counts


def axis_behaviour(path):
    path = np.array(path, dtype=np.float64)
    steps = np.diff(path.reshape(len(path), -1), axis=0)
    return ["jitters" if s > 0.5 else "creeps" for s in (steps[1:] * steps[:-1] < 0).mean(axis=0)]
