# grader assignment: 04-momentum
# Dmitri: everything in single precision, as on a GPU.
import numpy as np

F = np.float32


def f32(x):
    return np.asarray(x).astype(F)


def momentum(grad, x0, lr, beta, steps):
    x, v, out = f32(x0), f32(np.zeros(np.shape(x0))), []
    out.append(x)
    for _ in range(steps):
        v = F(beta) * v + f32(grad(x))
        x = x - F(lr) * v
        out.append(x)
    return np.stack(out)


def momentum_velocity(grad, x0, lrs, alpha):
    x, v, out = f32(x0), f32(np.zeros(np.shape(x0))), []
    out.append(x)
    for lr in f32(lrs):
        v = F(alpha) * v - lr * f32(grad(x))
        x = x + v
        out.append(x)
    return np.stack(out)


def nesterov(grad, x0, lr, mu, steps):
    x, v, out = f32(x0), f32(np.zeros(np.shape(x0))), []
    out.append(x)
    for _ in range(steps):
        v = F(mu) * v - F(lr) * f32(grad(x + F(mu) * v))
        x = x + v
        out.append(x)
    return np.stack(out)


def velocity_as_sum(grads, lr, beta):
    grads = f32(grads)
    weights = F(beta) ** np.arange(len(grads))[::-1].astype(F)
    return -F(lr) * np.tensordot(weights, grads, axes=1)


def largest_stable_lr(lam, beta):
    return F(2) * (F(1) + F(beta)) / F(lam)


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    def arrival(path):
        away = np.sqrt((path.reshape(len(path), -1) ** 2).sum(axis=1))
        return int(np.argmax(away < F(tol))) if (away < F(tol)).any() else max_steps

    return {
        "gd": arrival(momentum(grad, x0, lr, 0, max_steps)),
        "momentum": arrival(momentum(grad, x0, lr, beta, max_steps)),
        "nesterov": arrival(nesterov(grad, x0, lr, beta, max_steps)),
    }


def axis_behaviour(path):
    p = f32(path)
    s = np.sign(np.diff(p.reshape(len(p), -1), axis=0))
    flips = (s[1:] != s[:-1]).mean(axis=0)
    return ["jitters" if each > 0.5 else "creeps" for each in flips]
