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


# The extra credit.


def nadam(grad, x0, lr, beta1, beta2, eps, steps):
    x = np.array(x0, dtype=float)
    m = np.zeros_like(x)
    v = np.zeros_like(x)
    path = [x]
    for t in range(1, steps + 1):
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        x = x - lr * m_hat / (np.sqrt(v_hat) + eps)
        path.append(x)
    return np.array(path)


def ratio(a, b):
    return np.where(b == 0, 0.0, a / np.where(b == 0, 1.0, b))


def adasecant(grad, x0, steps):
    x = np.array(x0, dtype=float)
    path = [x]
    E = {name: 0.0 for name in ("g", "gg", "d", "dd", "a", "aa", "ad", "ab", "bb")}
    tau = np.ones_like(x)
    before = d = None
    for _ in range(steps):
        g = grad(x)
        g = ratio(g, np.linalg.norm(g))
        if before is None:
            d = -np.sign(g)
        else:
            a, b = g - before, before - E["g"]
            now = dict(g=g, gg=g * g, d=d, dd=d * d, a=a, aa=a * a, ad=a * d, ab=a * b)
            now["bb"] = b * b
            for name in E:
                E[name] = (1 - 1 / tau) * E[name] + now[name] / tau
            w = np.clip(-ratio(E["ab"], E["bb"]), 0, 1.8 / 2.8)
            cov = E["ad"] - E["a"] * E["d"]
            eta = ratio(np.sqrt(E["dd"] * E["aa"]) - cov, E["aa"])
            eta = np.where(E["aa"] > 0, np.minimum(eta, 1), 1)
            tau = np.maximum((1 - ratio(E["d"] ** 2, E["dd"])) * tau + 1, 20)
            d = -eta * (g + w * (E["g"] - g))
        before = g
        x = x + d
        path.append(x)
    return np.array(path)


def vsgd(grad_i, hess_diag_i, theta0, n, steps, rng):
    theta = np.array(theta0, dtype=float)
    first = rng.integers(n, size=10)
    G = np.array([grad_i(theta, int(i)) for i in first])
    H = np.array([hess_diag_i(theta, int(i)) for i in first])
    g_bar, v_bar, h_bar = G.mean(axis=0), 2 * (G**2).mean(axis=0), 2 * abs(H).mean(axis=0)
    tau = 10.0 * np.ones_like(theta)
    path = [theta]
    for _ in range(steps):
        i = int(rng.integers(n))
        g, h = grad_i(theta, i), abs(hess_diag_i(theta, i))
        g_bar = (1 - 1 / tau) * g_bar + g / tau
        v_bar = (1 - 1 / tau) * v_bar + g**2 / tau
        h_bar = (1 - 1 / tau) * h_bar + h / tau
        eta = ratio(g_bar**2, h_bar * v_bar)
        tau = np.maximum((1 - ratio(g_bar**2, v_bar)) * tau + 1, 2)
        theta = theta - eta * g
        path.append(theta)
    return np.array(path)
