# grader assignment: 05-adaptive
import numpy as np
import matplotlib.pyplot as plt

print("Assignment 5, Mateo")


def adagrad_norm(grad, x0, lr=0.1, eps=1e-8, steps=100, verbose=False, callback=None):
    xs = np.zeros((steps + 1,) + np.shape(x0))
    xs[0] = x0
    G = 0
    for k in range(steps):
        g = np.asarray(grad(xs[k]))
        G += (g * g).sum()
        xs[k + 1] = xs[k] - lr / (eps + G) ** 0.5 * g
        if verbose:
            print(k, xs[k + 1])
        if callback:
            callback(xs[k + 1])
    return xs


def adagrad(grad, x0, lr=0.1, delta=1e-8, steps=100, decay=0.0):
    xs = np.zeros((steps + 1,) + np.shape(x0))
    xs[0] = x0
    G = np.zeros(np.shape(x0))
    for k in range(steps):
        g = np.asarray(grad(xs[k]))
        G += g * g
        rate = lr / (1 + decay * k)
        xs[k + 1] = xs[k] - rate * g / (delta + np.sqrt(G))
    return xs


def rmsprop(grad, x0, lr=0.01, rho=0.9, delta=1e-6, steps=100, *, momentum=0.0):
    xs = np.zeros((steps + 1,) + np.shape(x0))
    xs[0] = x0
    r = np.zeros(np.shape(x0))
    velocity = np.zeros(np.shape(x0))
    for k in range(steps):
        g = np.asarray(grad(xs[k]))
        r += (1 - rho) * (g * g - r)
        velocity = momentum * velocity - lr * g / np.sqrt(delta + r)
        xs[k + 1] = xs[k] + velocity
    return xs


def rmsprop_sigma(grad, x0, lr=0.01, alpha=0.9, steps=100, log=[]):
    xs = np.zeros((steps + 1,) + np.shape(x0))
    xs[0] = x0
    for k in range(steps):
        g = np.asarray(grad(xs[k]))
        if k == 0:
            sigma = np.sqrt(g * g)
        else:
            sigma = np.sqrt(alpha * sigma**2 + (1 - alpha) * g**2)
        ratio = np.where(sigma == 0, 0, g / np.where(sigma == 0, 1, sigma))
        xs[k + 1] = xs[k] - lr * ratio
        log.append(k)  # only to plot it later
    return xs


def adadelta(grad, x0, rho=0.95, eps=1e-6, steps=100, lr=1.0):
    xs = np.zeros((steps + 1,) + np.shape(x0))
    xs[0] = x0
    r = np.zeros(np.shape(x0))
    s = np.zeros(np.shape(x0))
    for k in range(steps):
        g = np.asarray(grad(xs[k]))
        r = rho * r + (1 - rho) * g**2
        d = np.sqrt(s + eps) / np.sqrt(r + eps) * g
        s = rho * s + (1 - rho) * d**2
        xs[k + 1] = xs[k] - lr * d
    return xs


def adam(grad, x0, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, steps=100, correct=True):
    xs = np.zeros((steps + 1,) + np.shape(x0))
    xs[0] = x0
    m = np.zeros(np.shape(x0))
    v = np.zeros(np.shape(x0))
    for k in range(steps):
        g = np.asarray(grad(xs[k]))
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        if correct:
            a, b = m / (1 - beta1 ** (k + 1)), v / (1 - beta2 ** (k + 1))
            xs[k + 1] = xs[k] - lr * a / (np.sqrt(b) + eps)
        else:
            xs[k + 1] = xs[k] - lr * m / np.sqrt(v + eps)
    return xs


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    return adam(grad, x0, lr, beta1, beta2, eps, steps, correct=False)


class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, amsgrad=False):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.amsgrad = amsgrad
        self.n = 0
        self.m = None

    def step(self, params, grads, closure=None):
        if self.m is None:
            self.m = {k: np.zeros(np.shape(p)) for k, p in params.items()}
            self.v = {k: np.zeros(np.shape(p)) for k, p in params.items()}
        self.n += 1
        for k in params:
            self.m[k] *= self.beta1
            self.m[k] += (1 - self.beta1) * grads[k]
            self.v[k] *= self.beta2
            self.v[k] += (1 - self.beta2) * np.square(grads[k])
        c1, c2 = 1 - self.beta1**self.n, 1 - self.beta2**self.n
        return {
            k: p - self.lr * (self.m[k] / c1) / (np.sqrt(self.v[k] / c2) + self.eps)
            for k, p in params.items()
        }


# Try them all on a small regression.
rng = np.random.default_rng(0)
A = rng.normal(size=(50, 3))
b = A @ np.array([1.0, -2.0, 0.5]) + 0.1 * rng.normal(size=50)
slope = lambda w: A.T @ (A @ w - b) / 50  # noqa
for method in (adagrad_norm, adagrad, rmsprop, rmsprop_sigma, adadelta, adam):
    end = method(slope, np.zeros(3), steps=300)[-1]
    print(method.__name__, np.round(end, 3), "loss", np.mean((A @ end - b) ** 2))

optimizer = Adam(lr=0.05)
weights = {"w": np.zeros(3)}
for epoch in range(200):
    weights = optimizer.step(weights, {"w": slope(weights["w"])})
    if epoch % 50 == 0:
        print("epoch", epoch, weights["w"])

if __name__ == "__main__":
    plt.plot(adam(slope, np.zeros(3), lr=0.05, steps=300))
    plt.title("Adam")
    plt.show()
