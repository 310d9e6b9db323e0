# grader assignment: 05-adaptive
# I did this without numpy to see every index. Only the class has to give arrays.
from math import sqrt


def as_list(x):
    try:
        return [float(a) for a in x], True
    except TypeError:
        return [float(x)], False


def walk(grad, x0, steps, rule):
    """rule(t, gradient as a list) -> list of steps to add."""
    x, is_vector = as_list(x0)
    path = [x]
    for t in range(1, steps + 1):
        if is_vector:
            g = [float(a) for a in grad(list(x))]
        else:
            g = [float(grad(x[0]))]
        d = rule(t, g)
        x = [a + b for a, b in zip(x, d)]
        path.append(x)
    if is_vector:
        return path
    return [p[0] for p in path]


def adagrad_norm(grad, x0, lr, eps, steps):
    total = [0.0]

    def rule(t, g):
        for a in g:
            total[0] += a * a
        return [-lr * a / sqrt(eps + total[0]) for a in g]

    return walk(grad, x0, steps, rule)


def adagrad(grad, x0, lr, delta, steps):
    r = [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            r[i] += a * a
            d.append(-lr * a / (delta + sqrt(r[i])))
        return d

    return walk(grad, x0, steps, rule)


def rmsprop(grad, x0, lr, rho, delta, steps):
    r = [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            r[i] = rho * r[i] + (1 - rho) * a * a
            d.append(-lr * a / sqrt(delta + r[i]))
        return d

    return walk(grad, x0, steps, rule)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    sigma = [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            if t == 1:
                sigma[i] = abs(a)
            else:
                sigma[i] = sqrt(alpha * sigma[i] ** 2 + (1 - alpha) * a * a)
            d.append(0.0 if sigma[i] == 0 else -lr * a / sigma[i])
        return d

    return walk(grad, x0, steps, rule)


def adadelta(grad, x0, rho, eps, steps):
    r = [0.0] * 100
    s = [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            r[i] = rho * r[i] + (1 - rho) * a * a
            step = -sqrt((s[i] + eps) / (r[i] + eps)) * a
            s[i] = rho * s[i] + (1 - rho) * step * step
            d.append(step)
        return d

    return walk(grad, x0, steps, rule)


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    m = [0.0] * 100
    v = [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            m[i] = beta1 * m[i] + (1 - beta1) * a
            v[i] = beta2 * v[i] + (1 - beta2) * a * a
            mh = m[i] / (1 - beta1**t)
            vh = v[i] / (1 - beta2**t)
            d.append(-lr * mh / (sqrt(vh) + eps))
        return d

    return walk(grad, x0, steps, rule)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    m = [0.0] * 100
    s = [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            m[i] = beta1 * m[i] + (1 - beta1) * a
            s[i] = beta2 * s[i] + (1 - beta2) * a * a
            d.append(-lr * m[i] / sqrt(s[i] + eps))
        return d

    return walk(grad, x0, steps, rule)


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.settings = (lr, beta1, beta2, eps)
        self.calls = 0
        self.memory = {}

    def step(self, params, grads):
        import numpy as np

        self.calls += 1
        lr, beta1, beta2, eps = self.settings
        out = {}
        for name in sorted(params):
            x = np.asarray(params[name])
            flat_x = x.ravel().tolist()
            flat_g = np.asarray(grads[name]).ravel().tolist()
            m, v = self.memory.setdefault(
                name, ([0.0] * len(flat_x), [0.0] * len(flat_x))
            )
            new = []
            for i, (a, g) in enumerate(zip(flat_x, flat_g)):
                m[i] += (1 - beta1) * (g - m[i])
                v[i] += (1 - beta2) * (g * g - v[i])
                mh = m[i] / (1 - beta1**self.calls)
                vh = v[i] / (1 - beta2**self.calls)
                new.append(a - lr * mh / (sqrt(vh) + eps))
            out[name] = np.array(new).reshape(x.shape)
        return out


def nadam(grad, x0, lr, beta1, beta2, eps, steps):
    m, v = [0.0] * 100, [0.0] * 100

    def rule(t, g):
        d = []
        for i, a in enumerate(g):
            m[i] += (1 - beta1) * (a - m[i])
            v[i] += (1 - beta2) * (a * a - v[i])
            ahead = beta1 * m[i] / (1 - beta1 ** (t + 1))
            ahead += (1 - beta1) / (1 - beta1**t) * a
            d.append(-lr * ahead / (sqrt(v[i] / (1 - beta2**t)) + eps))
        return d

    return walk(grad, x0, steps, rule)


class Secant:
    """One coordinate of AdaSecant. No outliers, no variance reduction, memory >= 12."""

    def __init__(self):
        self.last = self.d = None
        self.tau = 1.0
        self.d1 = self.d2 = self.a1 = self.a2 = self.ad = 0.0

    def step(self, g):
        if self.last is None:
            self.d = -g / 2
        else:
            a, w = g - self.last, 1 / self.tau
            self.d1 += w * (self.d - self.d1)
            self.d2 += w * (self.d**2 - self.d2)
            self.a1 += w * (a - self.a1)
            self.a2 += w * (a * a - self.a2)
            self.ad += w * (a * self.d - self.ad)
            rate = 1.5
            if self.a2 > 0:
                rate = sqrt(self.d2 / self.a2) - (self.ad - self.a1 * self.d1) / self.a2
            if self.d2 > 0:
                self.tau = max(12.0, (1 - self.d1**2 / self.d2) * self.tau + 1)
            self.d = -min(rate, 1.5) * g
        self.last = g
        return self.d


def adasecant(grad, x0, steps):
    secants = [Secant() for _ in range(100)]

    def rule(t, g):
        length = sqrt(sum(a * a for a in g)) or 1.0
        return [s.step(a / length) for s, a in zip(secants, g)]

    return walk(grad, x0, steps, rule)


class Rate:
    """One coordinate of vSGD. It starts at its first example and hardly trusts it."""

    def __init__(self):
        self.tau = 1.0
        self.g = self.v = self.h = 0.0

    def step(self, g, h):
        self.g += (g - self.g) / self.tau
        self.v += (g * g - self.v) / self.tau
        self.h += (abs(h) - self.h) / self.tau
        if self.v == 0 or self.h == 0:
            return 0.0
        signal = min(self.g**2 / self.v, 1.0)
        self.tau = max(3.0, (1 - signal) * self.tau + 1)
        return -0.8 * signal / self.h * g


def vsgd(grad_i, hess_diag_i, theta0, n, steps, rng):
    rates = [Rate() for _ in range(100)]
    chosen = {}

    def one(x):
        chosen["i"] = int(rng.random() * n)
        chosen["x"] = x
        return grad_i(x, chosen["i"])

    def rule(t, g):
        h, _ = as_list(hess_diag_i(chosen["x"], chosen["i"]))
        return [r.step(a, b) for r, a, b in zip(rates, g, h)]

    return walk(one, theta0, steps, rule)
