# grader assignment: 04-momentum
# Rosa rebuilt torch.optim.SGD and used it for everything.
import numpy as np


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.buffer = None

    def step(self, parameter, gradient):
        if self.buffer is None:
            self.buffer = np.array(gradient, dtype=float)
        else:
            self.buffer = self.momentum * self.buffer + gradient
        direction = gradient + self.momentum * self.buffer if self.nesterov else self.buffer
        return parameter - self.lr * direction


def train(optimizer, grad, x0, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        x = optimizer.step(x, np.asarray(grad(x)))
        path.append(x)
    return np.array(path)


def momentum(grad, x0, lr, beta, steps):
    return train(SGD(lr, beta), grad, x0, steps)


def momentum_velocity(grad, x0, lrs, alpha):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x]
    for lr in lrs:
        v = alpha * v - lr * np.asarray(grad(x))
        x = x + v
        path.append(x)
    return np.array(path)


def nesterov(grad, x0, lr, mu, steps):
    return train(SGD(lr, mu, nesterov=True), grad, x0, steps)


def velocity_as_sum(grads, lr, beta):
    n = len(grads)
    return sum(-lr * beta ** (n - 1 - j) * g for j, g in enumerate(grads))


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    def count(memory, look):
        x = np.array(x0, dtype=float)
        v = np.zeros_like(x)
        for t in range(max_steps + 1):
            if np.linalg.norm(x) < tol:
                return t
            v = memory * v - lr * np.asarray(grad(x + look * v))
            x = x + v
        return max_steps

    return {"gd": count(0, 0), "momentum": count(beta, 0), "nesterov": count(beta, beta)}


def axis_behaviour(path):
    path = np.array(path, dtype=float)
    if path.ndim == 1:
        path = path[:, None]
    words = []
    for column in path.T:
        # Does it jump from one side of the valley to the other?
        sides = np.sign(column)
        jumps = np.sum(sides[1:] * sides[:-1] < 0)
        words.append("jitters" if jumps > (len(column) - 2) / 2 else "creeps")
    return words
