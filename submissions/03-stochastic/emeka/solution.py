# grader assignment: 03-stochastic
import math
import numpy as np


class Deck:
    """n examples, dealt out in batches; a new order each time."""

    def __init__(self, n, size, rng):
        self.cards = np.arange(n)
        self.size = size
        self.rng = rng

    def __iter__(self):
        self.rng.shuffle(self.cards)
        for start in range(0, len(self.cards), self.size):
            # a copy: the deck will be shuffled again
            yield self.cards[start:start + self.size].copy()

    def __len__(self):
        return math.ceil(len(self.cards) / self.size)


class Walk:
    def __init__(self, theta0, deck, epochs, v0=0.0, alpha=0.0):
        self.theta = np.array(theta0, dtype=float)
        self.v = np.array(v0, dtype=float)
        self.alpha = alpha
        self.deck, self.epochs = deck, epochs
        self.path = np.empty((epochs * len(deck) + 1, *self.theta.shape))
        self.path[0] = self.theta
        self.t = 0

    def run(self, gradient, rate):
        for _ in range(self.epochs):
            for batch in self.deck:
                self.move(gradient(self.theta.copy(), batch), rate(self.t))
        return self.path

    def move(self, g, lr):
        self.v = self.alpha * self.v - lr * np.asarray(g)
        self.theta = self.theta + self.v
        self.t += 1
        self.path[self.t] = self.theta


def minibatches(n, batch_size, rng):
    return list(Deck(n, batch_size, rng))


def minibatch_gradient(grad_i, theta, indices):
    return np.mean([grad_i(theta, int(i)) for i in indices], axis=0)


def sgd(grad, theta0, n, batch_size, lr, epochs, rng):
    return Walk(theta0, Deck(n, batch_size, rng), epochs).run(grad, lambda t: lr)


def sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng):
    return Walk(theta0, Deck(n, batch_size, rng), epochs).run(grad, lrs.__getitem__)


def sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng):
    walk = Walk(theta0, Deck(n, batch_size, rng), epochs, v0, alpha)
    return walk.run(grad, lambda t: lr)


def sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng):
    def gradient(theta, batch):
        (i,) = batch
        return np.add(grad_i(theta, i), np.multiply(lam, grad_penalty(theta)))

    return Walk(theta0, Deck(n, 1, rng), epochs).run(gradient, lambda t: lr)


class Schedule:
    def __init__(self, shape):
        self.shape = shape

    def __call__(self, lr, t, *rest):
        return lr * self.shape(t, *rest)


inverse_sqrt = Schedule(lambda t: (t + 1) ** -0.5)
hyperbolic = Schedule(lambda t, delta: 1 / (1 + delta * t))
power = Schedule(lambda t, delta: t ** -float(delta))
fixed_then_power = Schedule(
    lambda t, fixed, delta: 1 if t < fixed else (t - fixed + 1) ** -float(delta)
)
step_decay = Schedule(lambda t, drop, every: drop ** math.floor(t / every))
cosine = Schedule(lambda t, total: (1 + math.cos(min(math.pi, math.pi * t / total))) / 2)
exponential = Schedule(lambda t, k: math.exp(-k * t))


def satisfies_robbins_monro(p):
    class Series:
        def __init__(self, exponent):
            self.is_finite = exponent > 1

    return not Series(p).is_finite and Series(2 * p).is_finite


def scale_lr_for_batch(lr, factor, kind):
    return lr * factor ** {"sgd": 1, "adaptive": 0.5}[kind]


def standard_error(sigma, n):
    return sigma * n ** -0.5


class Scaler:
    def fit(self, X):
        self.mu = X.mean(0)
        self.flat = (X == X[0]).all(0)
        self.sigma = np.where(self.flat, 1.0, X.std(0))
        return self

    def transform(self, X):
        return np.where(self.flat, 0.0, (X - self.mu) / self.sigma)


def standardise(X):
    X = np.asarray(X, dtype=float)
    return Scaler().fit(X).transform(X)


def feature_updates(X, t, w, lr):
    residual = t - X @ w
    return 2 * lr * (X * residual[:, None]).mean(axis=0)
