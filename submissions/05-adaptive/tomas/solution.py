# grader assignment: 05-adaptive
import numpy as np


def go(grad, x, steps, rule, state, t=1):
    """The path from x on, as a list: the first point, and the path from the second."""
    x = np.array(x, dtype=float)
    if steps == 0:
        return [x]
    step, state = rule(grad(x), state, t)
    return [x] + go(grad, x + step, steps - 1, rule, state, t + 1)


def mix(decay, old, new):
    return decay * old + (1 - decay) * new


def adagrad_norm(grad, x0, lr, eps, steps):
    def rule(g, r, t):
        r = r + np.sum(g * g)
        return -lr * g / np.sqrt(r + eps), r

    return go(grad, x0, steps, rule, 0.0)


def adagrad(grad, x0, lr, delta, steps):
    def rule(g, r, t):
        r = r + g * g
        return -lr * g / (np.sqrt(r) + delta), r

    return go(grad, x0, steps, rule, 0.0)


def rmsprop(grad, x0, lr, rho, delta, steps):
    def rule(g, r, t):
        r = mix(rho, r, g * g)
        return -lr * g / np.sqrt(r + delta), r

    return go(grad, x0, steps, rule, 0.0)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    def ratio(g, s):
        return 0.0 if s == 0 else g / s

    def rule(g, sigma, t):
        sigma = np.abs(g) if t == 1 else np.sqrt(mix(alpha, sigma**2, g * g))
        return -lr * np.vectorize(ratio, otypes=[float])(g, sigma), sigma

    return go(grad, x0, steps, rule, None)


def adadelta(grad, x0, rho, eps, steps):
    def rule(g, state, t):
        r, s = state
        r = mix(rho, r, g * g)
        d = -np.sqrt(s + eps) / np.sqrt(r + eps) * g
        return d, (r, mix(rho, s, d * d))

    return go(grad, x0, steps, rule, (0.0, 0.0))


def adam_rule(lr, beta1, beta2, eps):
    def rule(g, state, t):
        m, v = mix(beta1, state[0], g), mix(beta2, state[1], g * g)
        down = np.sqrt(v / (1 - beta2**t)) + eps
        return -lr * m / (1 - beta1**t) / down, (m, v)

    return rule


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    return go(grad, x0, steps, adam_rule(lr, beta1, beta2, eps), (0.0, 0.0))


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    def rule(g, state, t):
        m, s = mix(beta1, state[0], g), mix(beta2, state[1], g * g)
        return -lr * m / np.sqrt(s + eps), (m, s)

    return go(grad, x0, steps, rule, (0.0, 0.0))


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self.rule = adam_rule(lr, beta1, beta2, eps)
        self.states, self.t = {}, 1

    def step(self, params, grads):
        new = {}
        for name, x in params.items():
            g = np.asarray(grads[name], dtype=float)
            step, self.states[name] = self.rule(
                g, self.states.get(name, (0.0, 0.0)), self.t
            )
            new[name] = x + step
        self.t += 1
        return new
