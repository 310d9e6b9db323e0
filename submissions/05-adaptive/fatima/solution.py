# grader assignment: 05-adaptive
"""Every method is a class with one method, and one runner walks the path."""
from dataclasses import dataclass, field

import numpy as np


class Optimizer:
    def start(self, x):
        pass

    def step(self, g):
        raise NotImplementedError

    def path(self, grad, x0, steps):
        self.x = np.array(x0, dtype=np.float64)
        self.start(self.x)
        points = [self.x.copy()]
        while len(points) <= steps:
            self.x += self.step(np.asarray(grad(self.x.copy())))
            points.append(self.x.copy())
        return np.stack(points)


@dataclass
class AdagradNorm(Optimizer):
    lr: float
    eps: float
    total: float = 0.0

    def step(self, g):
        self.total += float(np.vdot(g, g))
        return -self.lr / np.sqrt(self.total + self.eps) * g


@dataclass
class Adagrad(Optimizer):
    lr: float
    delta: float

    def start(self, x):
        self.r = np.zeros_like(x)

    def step(self, g):
        self.r += g * g
        return -self.lr * g / (np.sqrt(self.r) + self.delta)


@dataclass
class RMSProp(Adagrad):
    rho: float = 0.9

    def step(self, g):
        self.r *= self.rho
        self.r += (1 - self.rho) * g * g
        return -self.lr * g / np.sqrt(self.r + self.delta)


@dataclass
class RMSPropSigma(Optimizer):
    lr: float
    alpha: float

    def start(self, x):
        self.square = None

    def step(self, g):
        if self.square is None:
            self.square = g * g
        self.square = self.alpha * self.square + (1 - self.alpha) * g * g
        with np.errstate(divide="ignore", invalid="ignore"):
            return -self.lr * np.nan_to_num(g / np.sqrt(self.square))


@dataclass
class AdaDelta(Optimizer):
    rho: float
    eps: float

    def start(self, x):
        self.r, self.s = np.zeros_like(x), np.zeros_like(x)

    def step(self, g):
        self.r = self.rho * self.r + (1 - self.rho) * np.square(g)
        rms_dx = np.sqrt(self.s + self.eps)
        dx = -g * rms_dx / np.sqrt(self.r + self.eps)
        self.s = self.rho * self.s + (1 - self.rho) * np.square(dx)
        return dx


@dataclass
class Moments(Optimizer):
    lr: float
    beta1: float
    beta2: float
    eps: float
    corrected: bool = True

    def start(self, x):
        self.t, self.m, self.v = 0, np.zeros_like(x), np.zeros_like(x)

    def step(self, g):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        if not self.corrected:
            return -self.lr * self.m / np.sqrt(self.v + self.eps)
        m = self.m / (1 - self.beta1**self.t)
        v = self.v / (1 - self.beta2**self.t)
        return -self.lr * m / (np.sqrt(v) + self.eps)


@dataclass
class Adam:
    lr: float
    beta1: float
    beta2: float
    eps: float
    parts: dict = field(default_factory=dict)

    def step(self, params, grads):
        result = {}
        for name, value in params.items():
            x = np.array(value, dtype=float)
            if name not in self.parts:
                self.parts[name] = Moments(self.lr, self.beta1, self.beta2, self.eps)
                self.parts[name].start(x)
            # each part counts its own steps; all are called once in every call
            result[name] = x + self.parts[name].step(np.array(grads[name], float))
        return result


def adagrad_norm(grad, x0, lr, eps, steps):
    return AdagradNorm(lr, eps).path(grad, x0, steps)


def adagrad(grad, x0, lr, delta, steps):
    return Adagrad(lr, delta).path(grad, x0, steps)


def rmsprop(grad, x0, lr, rho, delta, steps):
    return RMSProp(lr, delta, rho).path(grad, x0, steps)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    return RMSPropSigma(lr, alpha).path(grad, x0, steps)


def adadelta(grad, x0, rho, eps, steps):
    return AdaDelta(rho, eps).path(grad, x0, steps)


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    return Moments(lr, beta1, beta2, eps).path(grad, x0, steps)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    return Moments(lr, beta1, beta2, eps, corrected=False).path(grad, x0, steps)
