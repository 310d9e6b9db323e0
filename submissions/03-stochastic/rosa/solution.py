# grader assignment: 03-stochastic
"""Assignment 03, as objects, closures and streams."""

import itertools as it
import math
import operator
from dataclasses import dataclass
from typing import Any, Callable

import numpy as np


# ---------------------------------------------------------------- the deck
class Deck:
    """A pack of n cards that can be dealt again and again."""

    def __init__(self, size, chance):
        self.size, self.chance = int(size), chance

    def __iter__(self):
        keys = self.chance.random(self.size)
        return iter(sorted(range(self.size), key=keys.__getitem__))

    def hands(self, of):
        cards = iter(self)
        return iter(lambda: list(it.islice(cards, int(of))), [])

    def forever(self, of):
        while True:
            yield from self.hands(of)

    def rounds(self, of, epochs):
        return it.chain.from_iterable(self.hands(of) for _ in range(epochs))


def minibatches(count, size, source):
    return list(Deck(count, source).hands(size))


# ---------------------------------------------------------------- points
def point(x):
    """A number stays a number, everything else becomes a float array of its own."""
    return float(x) if np.ndim(x) == 0 else np.array(x, dtype=float)


def plain(x):
    return x.tolist() if hasattr(x, "tolist") else x


def minibatch_gradient(slope_of, where, which):
    here = point(where)
    total, m = 0.0, 0
    for m, g in enumerate((point(slope_of(here, int(i))) for i in which), start=1):
        total = total + g
    return plain(total / m)


# ---------------------------------------------------------------- walkers
@dataclass(frozen=True)
class State:
    theta: Any
    v: Any = 0.0


@dataclass
class Walker:
    """Folds a step rule over a stream of (rate, batch) pairs."""

    rule: Callable

    def path(self, start, stream):
        states = it.accumulate(stream, self.rule, initial=start)
        return [plain(s.theta) for s in states]


def heavy_ball(slope, alpha):
    def step(state, rate_and_batch):
        rate, batch = rate_and_batch
        v = alpha * state.v - rate * point(slope(state.theta, batch))
        return State(state.theta + v, v)

    return step


def sgd_momentum(slope, start, push, count, size, rate, alpha, epochs, source):
    stream = zip(it.repeat(rate), Deck(count, source).rounds(size, epochs))
    return Walker(heavy_ball(slope, alpha)).path(State(point(start), point(push)), stream)


def sgd(slope, start, count, size, rate, epochs, source):
    # no momentum: a heavy ball that forgets at once
    stream = zip(it.repeat(rate), Deck(count, source).rounds(size, epochs))
    return Walker(heavy_ball(slope, 0.0)).path(State(point(start)), stream)


def sgd_scheduled(slope, start, count, size, rates, epochs, source):
    # as many rates as updates: the rates say when to stop
    stream = zip(map(float, rates), Deck(count, source).forever(size))
    return Walker(heavy_ball(slope, 0.0)).path(State(point(start)), stream)


def sgd_per_example(slope_of, slope_of_penalty, start, count, rate, weight, epochs, source):
    def slope(theta, hand):
        (i,) = hand
        return point(slope_of(theta, i)) + weight * point(slope_of_penalty(theta))

    return sgd(slope, start, count, 1, rate, epochs, source)


# ---------------------------------------------------------------- schedules
def schedule(decay):
    """Turn a decay factor into a rate."""

    def rate(lr, t, *rest):
        return lr * decay(t, *rest)

    return rate


inverse_sqrt = schedule(lambda t: (t + 1) ** -0.5)
hyperbolic = schedule(lambda t, d: 1 / (1 + d * t))
power = schedule(lambda t, d: float(t) ** -d)
fixed_then_power = schedule(lambda t, f, d: 1.0 if t <= f else float(t - f + 1) ** -d)
step_decay = schedule(lambda t, drop, every: drop ** (t // every))
cosine = schedule(lambda t, total: math.cos(math.pi * min(t, total) / total / 2) ** 2)
exponential = schedule(lambda t, k: math.exp(-k * t))


# ---------------------------------------------------------------- the rest
class PSeries:
    """The sum of 1/t^q over t = 1, 2, …"""

    def __init__(self, q):
        self.finite = q > 1


def satisfies_robbins_monro(p):
    return bool(not PSeries(p).finite and PSeries(2 * p).finite)


def scale_lr_for_batch(lr, factor, kind):
    return lr * {"sgd": float, "adaptive": math.sqrt}[kind](factor)


def standard_error(sigma, n):
    return sigma * n ** -0.5


class Column:
    def __init__(self, entries):
        self.entries = list(map(float, entries))

    def constant(self):
        return len(set(self.entries)) == 1

    def standard(self):
        if self.constant():
            return [0.0] * len(self.entries)
        n = len(self.entries)
        mean = sum(self.entries) / n
        sigma = math.hypot(*(x - mean for x in self.entries)) / math.sqrt(n)
        return [(x - mean) / sigma for x in self.entries]


def standardise(table):
    return list(map(list, zip(*(Column(c).standard() for c in zip(*table)))))


def dot(a, b):
    return sum(map(operator.mul, a, b))


def feature_updates(X, targets, w, lr):
    rows = np.array(X, dtype=float).tolist()
    w = np.array(w, dtype=float).tolist()
    errors = [dot(row, w) - float(goal) for row, goal in zip(rows, targets)]
    return [-lr * 2 / len(rows) * dot(column, errors) for column in zip(*rows)]
