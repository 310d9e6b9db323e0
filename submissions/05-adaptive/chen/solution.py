# grader assignment: 05-adaptive
# No running averages: with all gradients in one array, every memory is a weighted sum.
import numpy as np


def weights(decay, t):
    return (1 - decay) * decay ** np.arange(t - 1, -1, -1.0)


def solve(grad, x0, steps, move):
    x0 = np.asarray(x0, dtype=float)
    X = np.empty((steps + 1, x0.size))
    G = np.empty((steps, x0.size))
    X[0] = x0.ravel()
    for t in range(steps):
        G[t] = np.ravel(grad(X[t].reshape(x0.shape)[()]))
        X[t + 1] = X[t] + move(G[: t + 1], np.diff(X[: t + 1], axis=0))
    return X.reshape(steps + 1, *x0.shape)


def adagrad_norm(grad, x0, lr, eps, steps):
    def move(G, _):
        return -lr * G[-1] / np.sqrt(eps + np.einsum("td,td->", G, G))

    return solve(grad, x0, steps, move)


def adagrad(grad, x0, lr, delta, steps):
    def move(G, _):
        return -lr * G[-1] / (delta + np.sqrt(np.einsum("td,td->d", G, G)))

    return solve(grad, x0, steps, move)


def rmsprop(grad, x0, lr, rho, delta, steps):
    def move(G, _):
        r = np.einsum("t,td,td->d", weights(rho, len(G)), G, G)
        return -lr * G[-1] / np.sqrt(delta + r)

    return solve(grad, x0, steps, move)


def rmsprop_sigma(grad, x0, lr, alpha, steps):
    def move(G, _):
        w = weights(alpha, len(G))
        w[0] /= 1 - alpha
        sigma = np.sqrt(np.einsum("t,td,td->d", w, G, G))
        return -lr * np.divide(G[-1], sigma, out=np.zeros(sigma.shape), where=sigma != 0)

    return solve(grad, x0, steps, move)


def adadelta(grad, x0, rho, eps, steps):
    def move(G, D):
        r = np.einsum("t,td,td->d", weights(rho, len(G)), G, G)
        s = rho**0 * np.einsum("t,td,td->d", weights(rho, len(D)), D, D)
        return -np.sqrt((s + eps) / (r + eps)) * G[-1]

    return solve(grad, x0, steps, move)


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    def move(G, _):
        one, two = weights(beta1, len(G)), weights(beta2, len(G))
        m = one @ G / one.sum()  # the weights sum to 1 - beta^t
        v = two @ G**2 / two.sum()
        return -lr * m / (np.sqrt(v) + eps)

    return solve(grad, x0, steps, move)


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    def move(G, _):
        m, s = weights(beta1, len(G)) @ G, weights(beta2, len(G)) @ G**2
        return -lr * m / np.sqrt(s + eps)

    return solve(grad, x0, steps, move)


class Adam:
    """All parameters in one long vector."""

    def __init__(self, lr, beta1, beta2, eps):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.G = None

    def step(self, params, grads):
        names = sorted(params)
        g = np.concatenate([np.ravel(grads[name]).astype(float) for name in names])
        self.G = g[None] if self.G is None else np.vstack([self.G, g])
        one = weights(self.beta1, len(self.G))
        two = weights(self.beta2, len(self.G))
        m, v = one @ self.G / one.sum(), two @ self.G**2 / two.sum()
        d = -self.lr * m / (np.sqrt(v) + self.eps)
        new, at = {}, 0
        for name in names:
            x = np.asarray(params[name])
            new[name] = x + d[at : at + x.size].reshape(x.shape)
            at += x.size
        return new
