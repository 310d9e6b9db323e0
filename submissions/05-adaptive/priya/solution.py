# grader assignment: 05-adaptive
import numpy as np


def adagrad_norm(gradient_function, start, /, learning_rate, epsilon, n):
    position, squares = np.asarray(start) * 1.0, 0.0
    trail = [position]
    for _ in range(n):
        slope = gradient_function(position)
        squares += np.dot(np.ravel(slope), np.ravel(slope))
        position = position - learning_rate * slope / np.sqrt(epsilon + squares)
        trail += [position]
    return np.asarray(trail)


def adagrad(*, grad, x0, lr, delta, steps):
    trail, squares = [np.asarray(x0) * 1.0], 0.0
    for _ in range(steps):
        slope = grad(trail[-1])
        squares = squares + slope**2
        trail += [trail[-1] - lr * slope / (delta + np.sqrt(squares))]
    return np.asarray(trail)


def rmsprop(f_prime, w, *, lr, rho, delta, steps):
    trail, mean = [np.asarray(w) * 1.0], 0.0
    for _ in range(steps):
        slope = f_prime(trail[-1])
        mean = rho * mean + (1 - rho) * slope**2
        trail += [trail[-1] - lr * slope / np.sqrt(delta + mean)]
    return np.asarray(trail)


def rmsprop_sigma(f_prime, w, lr, *, steps, alpha):
    trail, sigma = [np.asarray(w) * 1.0], None
    for _ in range(steps):
        slope = f_prime(trail[-1])
        if sigma is None:
            sigma = np.abs(slope)
        else:
            sigma = np.sqrt(alpha * sigma**2 + (1 - alpha) * slope**2)
        moving = sigma > 0
        safe = np.where(moving, sigma, 1)
        trail += [trail[-1] - lr * slope / safe * moving]
    return np.asarray(trail)


def adadelta(*args, **kwargs):
    def inner(grad, x0, rho, eps, steps):
        trail, r, s = [np.asarray(x0) * 1.0], 0.0, 0.0
        for _ in range(steps):
            slope = grad(trail[-1])
            r = rho * r + (1 - rho) * slope**2
            move = np.sqrt((s + eps) / (r + eps)) * slope
            s = rho * s + (1 - rho) * move**2
            trail += [trail[-1] - move]
        return np.asarray(trail)

    return inner(*args, **kwargs)


def adam(grad, x0, *, lr, beta1, beta2, eps, steps):
    trail, m, v = [np.asarray(x0) * 1.0], 0.0, 0.0
    for t in range(steps):
        slope = grad(trail[-1])
        m = beta1 * m + (1 - beta1) * slope
        v = beta2 * v + (1 - beta2) * slope**2
        rate = lr / (1 - beta1 ** (t + 1))
        root = np.sqrt(v) / np.sqrt(1 - beta2 ** (t + 1))
        trail += [trail[-1] - rate * m / (root + eps)]
    return np.asarray(trail)


def adam_uncorrected(f_prime, w, eta, b1, b2, epsilon, n):
    trail, m, s = [np.asarray(w) * 1.0], 0.0, 0.0
    for _ in range(n):
        slope = f_prime(trail[-1])
        m = b1 * m + (1 - b1) * slope
        s = b2 * s + (1 - b2) * slope**2
        trail += [trail[-1] - eta * m / np.sqrt(s + epsilon)]
    return np.asarray(trail)


class Adam:
    def __init__(self, *, eps, beta2, beta1, lr):
        self._keep = dict(lr=lr, b1=beta1, b2=beta2, eps=eps)
        self._history = {}

    def step(self, weights, slopes, /):
        fresh = {}
        for key, w in weights.items():
            # All gradients of this name so far; the moments are weighted sums of them.
            past = self._history.setdefault(key, [])
            past.append(np.array(slopes[key], dtype=float))
            k = self._keep
            ages = np.arange(len(past))[::-1]
            m = (1 - k["b1"]) * sum(k["b1"] ** a * g for a, g in zip(ages, past))
            v = (1 - k["b2"]) * sum(k["b2"] ** a * g**2 for a, g in zip(ages, past))
            m = m / (1 - k["b1"] ** len(past))
            v = v / (1 - k["b2"] ** len(past))
            fresh[key] = w - k["lr"] * m / (np.sqrt(v) + k["eps"])
        return fresh
