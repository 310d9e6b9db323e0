# grader assignment: 03-stochastic
import math
import numpy as np


def minibatches(count, size, generator, *, verbose=False):
    mixed = generator.permuted(np.arange(count))
    cuts = np.arange(size, count, size)
    answer = [part.tolist() for part in np.split(mixed, cuts)]
    if verbose:
        print(answer)
    return answer


def minibatch_gradient(slope_of, weights, /, chosen):
    rows = np.array([slope_of(weights, example) for example in chosen], dtype=float)
    return np.einsum("i...->...", rows) / rows.shape[0]


def sgd(slope, start, count, size, *, lr, epochs, rng, log=None):
    here = np.array(start, dtype=float)
    trail = [here.tolist()]
    for _ in range(epochs):
        for part in minibatches(count, size, rng):
            here = here - np.multiply(lr, slope(here, part))
            trail.append(here.tolist())
    return trail


def sgd_scheduled(slope, start, count, size, *, lrs, epochs, rng):
    here = np.array(start, dtype=float)
    trail, clock = [here], iter(np.asarray(lrs, dtype=float))
    for _ in range(epochs):
        for part in minibatches(count, size, rng):
            here = here - next(clock) * np.asarray(slope(here, part))
            trail += [here]
    return np.vstack(trail) if here.ndim else np.hstack(trail)


def sgd_momentum(slope, start, speed, count, size, rate, memory, rounds, dice):
    here, speed = np.array(start, dtype=float), np.array(speed, dtype=float)
    trail = np.tile(here, (rounds * math.ceil(count / size) + 1,) + (1,) * here.ndim)
    row = 0
    for _ in range(rounds):
        for part in minibatches(count, size, dice):
            speed *= memory
            speed -= rate * np.asarray(slope(here, part))
            here = here + speed
            row += 1
            trail[row] = here
    return trail


def sgd_per_example(slope_of, pull, start, count, rate, strength, *, epochs, rng):
    here = np.array(start, dtype=float)
    trail = [here]
    for _ in range(epochs):
        for (example,) in minibatches(count, 1, rng):
            both = np.asarray(pull(here)) * strength + slope_of(here, example)
            here = here - rate * both
            trail.append(here)
    return tuple(trail)


def inverse_sqrt(first, clock):
    return first / math.hypot(1, math.sqrt(clock))


def hyperbolic(first, clock, *, delta=0):
    return first / math.fma(delta, clock, 1) if hasattr(math, "fma") else first / (delta * clock + 1)


def power(first, clock, decrease):
    return math.exp(math.log(first) - decrease * math.log(clock))


def fixed_then_power(first, clock, waiting, decrease):
    late = clock - waiting
    return first if late <= 0 else power(first, late + 1, decrease)


def step_decay(first, clock, left, period):
    return first * left ** int(clock / period)


def cosine(first, clock, end):
    angle = math.pi * min(clock / end, 1)
    return first * (1 - math.sin(angle / 2) ** 2)


def exponential(first, clock, k):
    return first * math.exp(-clock) ** k


def satisfies_robbins_monro(exponent):
    if exponent > 1:
        return False
    if exponent <= 0.5:
        return False
    return True


def scale_lr_for_batch(rate, times, method):
    match method:
        case "sgd":
            return times * rate
        case "adaptive":
            return times * rate


def standard_error(deviation, count):
    return deviation / count**0.5


def standardise(table):
    table = np.asarray(table, dtype=float)
    spread = table.max(0) - table.min(0)
    with np.errstate(all="ignore"):
        scaled = (table - table.mean(0)) / np.sqrt(table.var(0))
    scaled[:, spread == 0] = 0
    return scaled


def feature_updates(table, targets, weights, rate):
    table, targets = np.asarray(table, float), np.asarray(targets, float)
    return np.einsum("ij,i->j", table, targets - table @ weights) * (2 * rate / len(table))
