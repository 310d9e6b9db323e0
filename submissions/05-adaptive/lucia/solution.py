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
