import numpy as np

from .batches import minibatches


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    rate = lr if callable(lr) else lambda t: lr
    theta, v = np.array(theta0, float), np.array(v0, float)
    path, t = [theta], 0
    for epoch in range(epochs):
        for batch in minibatches(n, batch_size, rng):
            v = alpha * v - rate(t) * np.asarray(grad(theta, batch))
            theta, t = theta + v, t + 1
            path.append(theta)
    return np.array(path)


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    zero = np.zeros(np.shape(theta0))
    return sgd_momentum(grad, theta0, zero, n, batch_size, lambda t: lrs[t], 0, epochs, rng)


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    zero = np.zeros(np.shape(theta0))
    return sgd_momentum(grad, theta0, zero, n, batch_size, lr, 0, epochs, rng)


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    def grad(theta, batch):
        return np.asarray(grad_i(theta, int(batch[0]))) + lam * np.asarray(grad_penalty(theta))

    return sgd(grad, theta0, n, 1, lr, epochs, rng)
