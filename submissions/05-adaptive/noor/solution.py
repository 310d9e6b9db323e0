# grader assignment: 05-adaptive
# The newest point is put in front, and the whole path is turned round at the end.
import numpy as np


def adagrad_norm(grad, x0, lr, eps, steps):
    back, seen = [np.array(x0, dtype=float)], []
    for _ in range(steps):
        g = grad(back[0])
        grad(back[0])  # asked twice, to be sure
        seen.append(np.linalg.norm(g))
        back.insert(0, back[0] - lr * g / np.sqrt(eps + sum(n**2 for n in seen)))
    return np.array(back[::-1])


def adagrad(grad, x0, lr, delta, steps):
    back, seen = [np.array(x0, dtype=float)], []
    for _ in range(steps):
        seen.insert(0, grad(back[0]))
        root = np.sqrt(np.sum(np.square(seen), axis=0))
        back.insert(0, back[0] - lr * seen[0] / (delta + root))
    return np.flip(np.array(back), axis=0)


def rmsprop(grad, x0, lr, rho, delta, steps):
    back, r = [np.array(x0, dtype=float)], 0.0
    for _ in range(steps):
        g = grad(back[0])
        r = g**2 - rho * (g**2 - r)
        back = [back[0] - lr * g / np.sqrt(delta + r)] + back
    return np.array(back[::-1])


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    back, squares = [np.array(x0, dtype=float)], []
    for _ in range(steps):
        g = grad(back[0])
        squares.append(alpha * squares[-1] + (1 - alpha) * g**2 if squares else g**2)
        sigma = np.sqrt(squares[-1])
        step = np.zeros(np.shape(g))
        np.divide(g, sigma, out=step, where=sigma > 0)
        back = [back[0] - lr * step] + back
    return np.array(list(reversed(back)))


def adadelta(grad, x0, rho, eps, steps):
    back, r, s = [np.array(x0, dtype=float)], 0.0, 0.0
    for _ in range(steps):
        g = grad(back[0])
        r = rho * r + (1 - rho) * g**2
        new = back[0] - g * (s + eps) ** 0.5 * (r + eps) ** -0.5
        s = rho * s + (1 - rho) * (new - back[0]) ** 2
        back = [new] + back
    return np.array(back[::-1])


def _adam(grad, x0, lr, beta1, beta2, steps, down):
    back, m, v = [np.array(x0, dtype=float)], 0.0, 0.0
    for t in range(steps):
        g = grad(back[0])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        back = [back[0] - lr * down(m, v, t + 1)] + back
    return np.array(back[::-1])


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    def down(m, v, t):
        return m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)

    return _adam(grad, x0, lr, beta1, beta2, steps, down)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    def down(m, s, t):
        return m / np.sqrt(s + eps)

    return _adam(grad, x0, lr, beta1, beta2, steps, down)


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.log = []

    def step(self, params, grads):
        # The whole past is kept, and the moments are computed from it every time.
        self.log.append({name: np.array(g, dtype=float) for name, g in grads.items()})
        t = len(self.log)
        new = dict.fromkeys(params)
        for name in new:
            m = v = 0.0
            for old in self.log:
                m = self.beta1 * m + (1 - self.beta1) * old[name]
                v = self.beta2 * v + (1 - self.beta2) * old[name] ** 2
            m_hat, v_hat = m / (1 - self.beta1**t), v / (1 - self.beta2**t)
            new[name] = params[name] - self.lr * m_hat / (v_hat**0.5 + self.eps)
        return new
