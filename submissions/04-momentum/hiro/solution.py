# grader assignment: 04-momentum
import numpy as np


def momentum(grad, x0, lr=0.01, beta=0.9, steps=100, v0=None, callback=None, verbose=False):
    """With some extras that I wanted for my own experiments."""
    x = np.array(x0, dtype=float, copy=True)
    v = np.zeros_like(x) if v0 is None else np.array(v0, dtype=float)
    path = np.empty((steps + 1, *x.shape))
    path[0] = x
    for t in range(1, steps + 1):
        g = grad(path[t - 1])
        v = beta * v + g
        path[t] = path[t - 1] - lr * v
        if verbose:
            print(f"{t:4d}  |g| = {np.linalg.norm(g):.3e}")
        if callback:
            callback(t, path[t])
    return path


def momentum_velocity(grad, x0, lrs, alpha=0.9, *extra, nesterov_style=False, **options):
    x = np.array(x0, dtype=float, copy=True)
    v = np.zeros_like(x)
    path = np.empty((len(lrs) + 1, *x.shape))
    path[0] = x
    for t, lr in enumerate(lrs, start=1):
        at = path[t - 1] + alpha * v if nesterov_style else path[t - 1]
        v = alpha * v - lr * np.array(grad(at))
        path[t] = path[t - 1] + v
    return path


def nesterov(grad, x0, lr=0.01, mu=0.9, steps=100, *, dtype=np.float64):
    rates = np.full(steps, lr, dtype=dtype)
    return momentum_velocity(grad, x0, rates, mu, nesterov_style=True)


def velocity_as_sum(grads, lr=0.01, beta=0.9, axis=0):
    g = np.moveaxis(np.asarray(grads, dtype=float), axis, -1)
    return -lr * (g * beta ** np.arange(g.shape[-1] - 1, -1, -1)).sum(axis=-1)


def largest_stable_lr(lam, beta=0.0, safety=1.0):
    return safety * 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr=0.01, beta=0.9, tol=1e-3, max_steps=10_000, norm=np.linalg.norm):
    def count(path):
        for t, x in enumerate(path):
            if norm(x) < tol:
                return t
        return max_steps

    return dict(
        momentum=count(momentum(grad, x0, lr, beta, max_steps)),
        gd=count(momentum(grad, x0, lr, 0.0, max_steps)),
        nesterov=count(nesterov(grad, x0, lr, beta, max_steps)),
    )


def axis_behaviour(path, names=("creeps", "jitters"), share=0.5):
    steps = np.diff(np.asarray(path, dtype=float), axis=0)
    if steps.ndim == 1:
        steps = steps[:, np.newaxis]
    turns = np.signbit(steps[1:]) ^ np.signbit(steps[:-1])
    return [names[int(x > share)] for x in turns.mean(axis=0)]
