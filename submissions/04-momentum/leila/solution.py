# grader assignment: 04-momentum
# Leila: sums over all gradients so far, with einsum, instead of a velocity.
import numpy as np


def decay(n, memory):
    """Lower triangle of memory**(row - column)."""
    age = np.subtract.outer(np.arange(n), np.arange(n))
    return np.where(age >= 0, float(memory) ** np.abs(age), 0.0)


def momentum_velocity(grad, x0, lrs, alpha):
    start = np.array(x0, dtype=float)
    n = len(lrs)
    pushes = np.zeros((n, start.size))
    weights = np.cumsum(decay(n, alpha), axis=0)
    points = [start]
    for t in range(n):
        pushes[t] = -lrs[t] * np.ravel(grad(points[-1]))
        move = np.einsum("j,jd->d", weights[t], pushes)
        points.append(start + move.reshape(start.shape))
    return np.stack(points)


def momentum(grad, x0, lr, beta, steps):
    return momentum_velocity(grad, x0, np.full(steps, float(lr)), beta)


def nesterov(grad, x0, lr, mu, steps):
    # y_{t+1} = y_t - lr (1 + mu) g_t + mu (velocity so far), then back to the x.
    y = np.array(x0, dtype=float)
    b = np.zeros_like(y)
    points = [y]
    for _ in range(steps):
        g = np.asarray(grad(y))
        points.append(y - lr * g)
        b = mu * b + g
        y = y - lr * (g + mu * b)
    return np.stack(points)


def velocity_as_sum(grads, lr, beta):
    grads = np.asarray(grads, dtype=float)
    return -lr * np.einsum("j,j...->...", decay(len(grads), beta)[-1], grads)


def largest_stable_lr(lam, beta):
    return np.divide(np.dot([2.0, 2.0], [1.0, beta]), lam)


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    paths = np.stack(
        [
            momentum(grad, x0, lr, 0.0, max_steps),
            momentum(grad, x0, lr, beta, max_steps),
            nesterov(grad, x0, lr, beta, max_steps),
        ]
    ).reshape(3, max_steps + 1, -1)
    near = np.sqrt(np.einsum("mtd,mtd->mt", paths, paths)) < tol
    counts = np.where(near.any(axis=1), near.argmax(axis=1), max_steps)
    return dict(zip(["gd", "momentum", "nesterov"], counts.tolist()))


def axis_behaviour(path):
    path = np.asarray(path, dtype=float)
    s = np.sign(np.diff(path.reshape(len(path), -1), axis=0))
    turns = np.einsum("td,td->d", s[1:], s[:-1])
    return np.where(turns < 0, "jitters", "creeps").tolist()
