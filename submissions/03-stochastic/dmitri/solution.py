# grader assignment: 03-stochastic
"""Everything in float32, as on a GPU."""
import numpy as np

F = np.float32


def f32(x):
    return np.asarray(x, dtype=F)


def minibatches(n, batch_size, rng):
    keys = rng.random(n)
    order = np.argsort(keys).astype(np.int32)
    return np.split(order, range(batch_size, n, batch_size))


def minibatch_gradient(grad_i, theta, indices):
    theta = f32(theta)
    return f32([grad_i(theta, int(i)) for i in indices]).mean(axis=0, dtype=F)


def _walk(theta0, batches, update):
    theta = f32(theta0).copy()
    path = [theta]
    for t, batch in enumerate(batches):
        theta = f32(update(theta, batch, t))
        path.append(theta)
    return np.stack(path)


def _batches(n, size, epochs, rng):
    return [b for _ in range(epochs) for b in minibatches(n, size, rng)]


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    def update(theta, batch, t):
        return theta - F(lr) * f32(grad(theta, batch))

    return _walk(theta0, _batches(n, batch_size, epochs, rng), update)


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    lrs = f32(lrs)

    def update(theta, batch, t):
        return theta - lrs[t] * f32(grad(theta, batch))

    return _walk(theta0, _batches(n, batch_size, epochs, rng), update)


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    v = f32(v0).copy()

    def update(theta, batch, t):
        nonlocal v
        v = F(alpha) * v - F(lr) * f32(grad(theta, batch))
        return theta + v

    return _walk(theta0, _batches(n, batch_size, epochs, rng), update)


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    def update(theta, batch, t):
        return theta - F(lr) * (f32(grad_i(theta, batch[0])) + F(lam) * f32(grad_penalty(theta)))

    return _walk(theta0, _batches(n, 1, epochs, rng), update)


def inverse_sqrt(lr, t):
    return F(lr) / np.sqrt(F(t + 1))


def hyperbolic(lr, t, delta):
    return F(lr) / (F(1) + F(delta) * F(t))


def power(lr, t, delta):
    return F(lr) / F(t) ** F(delta)


def fixed_then_power(lr, t, fixed, delta):
    return F(lr) / F(max(t - fixed, 0) + 1) ** F(delta)


def step_decay(lr, t, drop, every):
    return F(lr) * F(drop) ** F(t // every)


def cosine(lr, t, total):
    return F(0.5) * F(lr) * (F(1) + np.cos(F(np.pi * min(t, total) / total)))


def exponential(lr, t, k):
    return F(lr) * np.exp(F(-k) * F(t))


def satisfies_robbins_monro(p):
    return np.bool_(p <= 1) & np.bool_(2 * p > 1)


def scale_lr_for_batch(lr, factor, kind):
    return F(lr) * (F(factor) if kind == "sgd" else np.sqrt(F(factor)))


def standard_error(sigma, n):
    return F(sigma) / np.sqrt(F(n))


def standardise(X):
    X = np.asarray(X)
    flat = np.ptp(X, axis=0) == 0
    X = f32(X)
    Z = X - X.mean(axis=0, dtype=F)
    sigma = np.sqrt((Z * Z).mean(axis=0, dtype=F))
    sigma[flat] = 1
    Z /= sigma
    Z[:, flat] = 0
    return Z


def feature_updates(X, t, w, lr):
    X, t, w = f32(X), f32(t), f32(w)
    r = X @ w - t
    return F(-2 * lr / len(t)) * (r @ X)
