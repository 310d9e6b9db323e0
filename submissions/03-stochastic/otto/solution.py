# grader assignment: 03-stochastic
# Otto. The schedules are for tomorrow.
import numpy as np


def minibatches(n, batch_size, rng):
    order = np.random.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]


def minibatch_gradient(grad_i, theta, indices):
    return np.mean([grad_i(theta, k) for k in range(len(indices))], axis=0)


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    theta = np.asarray(theta0, dtype=float)
    path = [np.array(theta)]
    for _ in range(epochs):
        for start in range(0, n, batch_size):
            batch = np.arange(start, min(start + batch_size, n))
            theta = theta - lr * grad(theta, batch)
            path.append(theta)
    return np.array(path)


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    raise NotImplementedError


def standard_error(sigma, n):
    return sigma / np.sqrt(n)


def feature_updates(X, t, w, lr):
    X = np.asarray(X, dtype=float)
    return w + -lr * 2 / len(X) * (X.T @ (X @ w - t))
