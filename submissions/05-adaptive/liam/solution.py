# grader assignment: 05-adaptive
import numpy as np


def adagrad_norm(grad, x0, lr, eps, steps):
    # sum from j = 1 to t, as on the slide; for t = 0 it is empty
    points = [np.array(x0, dtype=float)]
    gradients = []
    for t in range(steps):
        gradients.append(grad(points[t]))
        total = sum(np.linalg.norm(gradients[j]) ** 2 for j in range(1, t + 1))
        points.append(points[t] - lr / np.sqrt(eps + total) * gradients[t])
    return np.array(points)


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
    w = np.array(x0, dtype=float)
    ws = [w]
    for t in range(steps):
        g = grad(w)
        sigma = g if t == 0 else np.sqrt(alpha * sigma**2 + (1 - alpha) * g**2)
        with np.errstate(all="ignore"):
            w = w - lr * np.where(sigma == 0, 0.0, g / sigma)
        ws.append(w)
    return np.array(ws)


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
        x = x + -lr * (m / np.sqrt(s + eps)) * g
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
