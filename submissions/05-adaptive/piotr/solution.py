# grader assignment: 05-adaptive
# Everything in single precision, as on the GPU.
import numpy as np

F = np.float32


def f32(x):
    return np.asarray(x, dtype=F)


def run(grad, x0, steps, rule):
    x = f32(x0)
    path = np.empty((steps + 1, *x.shape), dtype=F)
    path[0] = x
    for t in range(1, steps + 1):
        path[t] = path[t - 1] + rule(t, f32(grad(path[t - 1])))
    return path


def adagrad_norm(grad, x0, lr, eps, steps):
    lr, eps = F(lr), F(eps)
    r = F(0)

    def rule(t, g):
        nonlocal r
        r += np.sum(g * g, dtype=F)
        return -lr * g / np.sqrt(eps + r)

    return run(grad, x0, steps, rule)


def adagrad(grad, x0, lr, delta, steps):
    lr, delta = F(lr), F(delta)
    r = np.zeros(np.shape(x0), F)

    def rule(t, g):
        nonlocal r
        r = r + g * g
        return -lr * g / (delta + np.sqrt(r))

    return run(grad, x0, steps, rule)


def rmsprop(grad, x0, lr, rho, delta, steps):
    lr, rho, delta = F(lr), F(rho), F(delta)
    r = np.zeros(np.shape(x0), F)

    def rule(t, g):
        nonlocal r
        r = rho * r + (F(1) - rho) * g * g
        return -lr * g / np.sqrt(delta + r)

    return run(grad, x0, steps, rule)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    lr, alpha = F(lr), F(alpha)
    sigma = None

    def rule(t, g):
        nonlocal sigma
        if t == 1:
            sigma = np.abs(g)
        else:
            sigma = np.sqrt(alpha * sigma * sigma + (F(1) - alpha) * g * g)
        out = np.zeros_like(g)
        np.divide(-lr * g, sigma, out=out, where=sigma != 0)
        return out

    return run(grad, x0, steps, rule)


def adadelta(grad, x0, rho, eps, steps):
    rho, eps = F(rho), F(eps)
    r = np.zeros(np.shape(x0), F)
    s = np.zeros(np.shape(x0), F)

    def rule(t, g):
        nonlocal r, s
        r = rho * r + (F(1) - rho) * g * g
        d = -np.sqrt((s + eps) / (r + eps)) * g
        s = rho * s + (F(1) - rho) * d * d
        return d

    return run(grad, x0, steps, rule)


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    lr, b1, b2, eps = F(lr), F(beta1), F(beta2), F(eps)
    m = np.zeros(np.shape(x0), F)
    v = np.zeros(np.shape(x0), F)

    def rule(t, g):
        nonlocal m, v
        m = b1 * m + (F(1) - b1) * g
        v = b2 * v + (F(1) - b2) * g * g
        return -lr * (m / (F(1) - b1**t)) / (np.sqrt(v / (F(1) - b2**t)) + eps)

    return run(grad, x0, steps, rule)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    lr, b1, b2, eps = F(lr), F(beta1), F(beta2), F(eps)
    m = np.zeros(np.shape(x0), F)
    s = np.zeros(np.shape(x0), F)

    def rule(t, g):
        nonlocal m, s
        m = b1 * m + (F(1) - b1) * g
        s = b2 * s + (F(1) - b2) * g * g
        return -lr * m / np.sqrt(s + eps)

    return run(grad, x0, steps, rule)


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.lr, self.b1, self.b2, self.eps = F(lr), F(beta1), F(beta2), F(eps)
        self.t = 0
        self.state = {}

    def step(self, params, grads):
        self.t += 1
        out = {}
        for k, p in params.items():
            p, g = f32(p), f32(grads[k])
            m, v = self.state.get(k, (np.zeros_like(p), np.zeros_like(p)))
            m = self.b1 * m + (F(1) - self.b1) * g
            v = self.b2 * v + (F(1) - self.b2) * g * g
            self.state[k] = (m, v)
            mh = m / (F(1) - self.b1**self.t)
            vh = v / (F(1) - self.b2**self.t)
            out[k] = p - self.lr * mh / (np.sqrt(vh) + self.eps)
        return out


def nadam(grad, x0, lr, beta1, beta2, eps, steps):
    lr, b1, b2, eps = F(lr), F(beta1), F(beta2), F(eps)
    m = v = np.zeros(np.shape(x0), F)

    def rule(t, g):
        nonlocal m, v
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        ahead = b1 * m / (1 - b1 ** (t + 1)) + (1 - b1) * g / (1 - b1**t)
        return -lr * ahead / (np.sqrt(v / (1 - b2**t)) + eps)

    return run(grad, x0, steps, rule)


def adasecant(grad, x0, steps):
    """With the rate d/a alone, the root of the averages; no rate above 1."""
    tau = dd = aa = d1 = np.ones(np.shape(x0), F)
    old = d = None

    def rule(t, g):
        nonlocal tau, dd, aa, d1, old, d
        length = np.sqrt(np.sum(g * g, dtype=F))
        g = g / length if length > 0 else g
        rate = F(1)
        if old is not None:
            first = t == 2
            share = F(1) if first else 1 / tau
            d1 = d1 + share * (d - d1)
            dd = dd + share * (d * d - dd)
            aa = aa + share * ((g - old) ** 2 - aa)
            rate = np.minimum(np.sqrt(dd / np.maximum(aa, F(1e-12))), F(1))
            tau = np.maximum((1 - d1 * d1 / np.maximum(dd, F(1e-30))) * tau + 1, F(20))
        old, d = g, -rate * g
        return d

    return run(grad, x0, steps, rule)


def vsgd(grad_i, hess_diag_i, theta0, n, steps, rng):
    """Every example once an epoch, in a new order; eight of them at the start."""
    orders = []

    def draw():
        if not orders:
            orders.extend(int(i) for i in rng.permutation(n))
        return orders.pop()

    start = f32(theta0)
    seen = [draw() for _ in range(8)]
    G = f32([grad_i(start, i) for i in seen])
    H = f32([hess_diag_i(start, i) for i in seen])
    g1, v, h = G.mean(axis=0), 3 * (G * G).mean(axis=0), 3 * np.abs(H).mean(axis=0)
    tau = np.full(start.shape, F(8))
    now = None

    def grad(theta):
        nonlocal now
        now = draw(), theta
        return grad_i(theta, now[0])

    def rule(t, g):
        nonlocal g1, v, h, tau
        curvature = np.abs(f32(hess_diag_i(now[1], now[0])))
        g1, v, h = (a + (b - a) / tau for a, b in ((g1, g), (v, g * g), (h, curvature)))
        signal = np.divide(g1 * g1, v, out=np.zeros_like(v), where=v > 0)
        tau = np.maximum((1 - signal) * tau + 1, F(2))
        return -signal / h * g

    return run(grad, theta0, steps, rule)
