"""Mistakes that nobody has listed: wrong numbers, schedules, noise, two at a time."""

# ruff: noqa: ARG001 - the arguments are those of the exercise, used or not
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tests.diagnosis.graded import NOTHING, Body, Written

Rule = Callable[[Any, Any, Any, int], tuple[Any, Any]]


def walk(grad: Any, x0: Any, steps: int, rule: Rule, ahead: float = 0.0) -> Any:
    """Return the path of (x, v, g, t) -> (x, v), the slope taken at x + ahead·v."""
    x, v = np.array(x0, dtype=float), np.zeros(np.shape(x0))
    points = [x]
    for t in range(1, steps + 1):
        x, v = rule(x, v, np.asarray(grad(x + ahead * v)), t)
        points.append(x)
    return np.array(points)


def moving(
    rate: Callable[[float, int], float] = lambda lr, _: lr,
    decay: Callable[[float, int], float] = lambda beta, _: beta,
    weight: Callable[[float], float] = lambda _: 1.0,
    *,
    more: int = 0,
) -> Body:
    """Return momentum whose rate, decay, weight or number of updates is another."""

    def function(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
        def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
            v = decay(beta, t) * v + weight(beta) * g
            return x - rate(lr, t) * v, v

        return walk(grad, x0, max(steps + more, 0), rule)

    return function


def shaken(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    noise = np.random.default_rng(5)

    def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
        v = beta * v + g + 1e-4 * noise.standard_normal(g.shape)
        return x - lr * v, v

    return walk(grad, x0, steps, rule)


def ahead_and_averaged(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
        v = beta * v + (1 - beta) * g
        return x - lr * v, v

    return walk(grad, x0, steps, rule, ahead=-lr * beta)


def cut_at_a_tenth(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
        v = beta * v + np.clip(g, -0.1, 0.1)
        return x - lr * v, v

    return walk(grad, x0, steps, rule)


def climbing_short(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    return moving(lambda lr, _: -lr, more=-1)(grad, x0, lr, beta, steps)


def half_ahead(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
        v = mu * v - lr * g
        return x + v, v

    return walk(grad, x0, steps, rule, ahead=mu / 2)


def ahead_uphill_and_back(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
        v = mu * v + lr * g
        return x + v, v

    return walk(grad, x0, steps, rule, ahead=-mu)


def two_late(grad: Any, x0: Any, lrs: Any, alpha: float) -> Any:
    rates = [*lrs[2:], *lrs[-2:]][: len(lrs)]

    def rule(x: Any, v: Any, g: Any, t: int) -> tuple[Any, Any]:
        v = alpha * v - rates[t - 1] * g
        return x + v, v

    return walk(grad, x0, len(lrs), rule)


def root_of_beta(grads: Any, lr: float, beta: float) -> Any:
    v = np.zeros(np.shape(grads[0]))
    for g in grads:
        v = math.sqrt(beta) * v - lr * np.asarray(g)
    return v


def squared_beta(lam: float, beta: float) -> float:
    return 2 * (1 + beta**2) / lam


def three(lam: float, beta: float) -> float:
    return 3 * (1 + beta) / lam


def a_third(path: Any) -> list[str]:
    steps = np.diff(np.reshape(np.array(path, float), (len(path), -1)), axis=0)
    turns = np.mean(steps[1:] * steps[:-1] < 0, axis=0)
    return ["jitters" if share > 1 / 3 else "creeps" for share in turns]


def adam(
    *,
    at: Callable[[int], float] = float,
    eps: Callable[[float], float] = lambda eps: eps,
    power: float = 0.5,
    corrected: bool = True,
    rate: float = 1.0,
) -> Body:
    """Return Adam in which t, ε, the root, the correction or the rate is another."""

    def function(
        grad: Any,
        x0: Any,
        lr: float,
        beta1: float,
        beta2: float,
        small: float,
        steps: int,
    ) -> Any:
        x, m, v = np.array(x0, dtype=float), NOTHING, NOTHING
        points = [x]
        for t in range(1, steps + 1):
            g = np.asarray(grad(x))
            m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
            one = 1 - beta1 ** at(t) if corrected else 1.0
            two = 1 - beta2 ** at(t) if corrected else 1.0
            x = x - rate * lr * (m / one) / ((v / two) ** power + eps(small))
            points.append(x)
        return np.array(points)

    return function


def cube_root(grad: Any, x0: Any, lr: float, delta: float, steps: int) -> Any:
    return walk(
        grad,
        x0,
        steps,
        lambda x, r, g, _: (x - lr * g / (delta + np.cbrt(r + g**2)), r + g**2),
    )


def half_of_delta(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    def rule(x: Any, r: Any, g: Any, _: int) -> tuple[Any, Any]:
        r = rho * r + (1 - rho) * g**2
        return x - lr * g / np.sqrt(delta / 2 + r), r

    return walk(grad, x0, steps, rule)


def new_in_full_and_outside(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    def rule(x: Any, r: Any, g: Any, _: int) -> tuple[Any, Any]:
        r = rho * r + g**2
        return x - lr * g / (delta + np.sqrt(r)), r

    return walk(grad, x0, steps, rule)


def starts_at_two(grad: Any, x0: Any, lr: float, eps: float, steps: int) -> Any:
    def rule(x: Any, r: Any, g: Any, t: int) -> tuple[Any, Any]:
        r = r + np.sum(g**2) + 2.0 * (t == 1)
        return x - lr * g / np.sqrt(eps + r), r

    return walk(grad, x0, steps, rule)


def half_a_step(grad: Any, x0: Any, rho: float, eps: float, steps: int) -> Any:
    x, r, s = np.array(x0, dtype=float), NOTHING, NOTHING
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        r = rho * r + (1 - rho) * g**2
        d = -np.sqrt(s + eps) / np.sqrt(r + eps) * g / 2
        s = rho * s + (1 - rho) * d**2
        x = x + d
        points.append(x)
    return np.array(points)


def half_of_sigma(grad: Any, x0: Any, lr: float, alpha: float, steps: int) -> Any:
    def rule(x: Any, square: Any, g: Any, t: int) -> tuple[Any, Any]:
        old = g**2 / 4 if t == 1 else alpha * square + (1 - alpha) * g**2
        share = np.zeros(x.shape)
        np.divide(g, np.sqrt(old), out=share, where=old > 0)
        return x - lr * share, old

    return walk(grad, x0, steps, rule)


class TwiceEps:
    """Adam for dicts, with twice the ε."""

    def __init__(self, lr: float, beta1: float, beta2: float, eps: float) -> None:
        self.lr, self.one, self.two, self.eps = lr, beta1, beta2, 2 * eps
        self.t = 0
        self.m: dict[str, Any] = {}
        self.v: dict[str, Any] = {}

    def step(self, params: dict[str, Any], grads: dict[str, Any]) -> dict[str, Any]:
        self.t += 1
        new = {}
        for name, x in params.items():
            g = np.array(grads[name], dtype=float)
            m = self.m[name] = self.one * self.m.get(name, 0.0) + (1 - self.one) * g
            v = self.v[name] = self.two * self.v.get(name, 0.0) + (1 - self.two) * g**2
            root = np.sqrt(v / (1 - self.two**self.t)) + self.eps
            new[name] = x - self.lr * m / (1 - self.one**self.t) / root
        return new


def two_too_many(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    return walk(grad, x0, steps + 2, lambda x, v, g, _: (x - lr * g, v))


def a_bit_less(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    return walk(grad, x0, steps, lambda x, v, g, _: (x - 0.9 * lr * g, v))


def squared_slopes(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    return walk(grad, x0, steps, lambda x, v, g, _: (x - lr * g * abs(g), v))


def thirds(f: Any, x: Any) -> Any:
    x, h = np.array(x, dtype=float), 1e-5
    out = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[i] = h
        out[i] = (f((x + move)[()]) - f((x - move)[()])) / (3 * h)
    return out[()]


def earlier_or_later(share: float) -> Body:
    """Return descent that stops at another share of eps."""

    def function(df: Any, x0: Any, lr: float, eps: float, max_steps: int) -> Any:
        points = [float(x0)]
        while len(points) <= max_steps and abs(df(points[-1])) >= share * eps:
            points.append(float(points[-1] - lr * df(points[-1])))
        return np.array(points)

    return function


def fewer_digits(f: Any, path: Any) -> Any:
    return np.round([float(f(x)) for x in path], 5)


def descending(lr: float) -> Rule:
    return lambda x, v, g, _: (x - lr * g, v)


def judged(least: float, same: float) -> Body:
    """Return the study of rates with other thresholds."""

    def function(df: Any, x0: Any, lrs: Any, steps: int) -> Any:
        words = []
        for lr in lrs:
            path = walk(df, x0, steps, descending(lr))
            first, last = (float(np.linalg.norm(df(path[i]))) for i in (0, -1))
            back, step = (float(np.linalg.norm(path[-1] - path[i])) for i in (-3, -2))
            if not (np.isfinite(path[-1]).all() and math.isfinite(last)):
                words.append("diverges")
            elif last <= least * first:
                words.append("converges")
            elif back <= same * step:
                words.append("cycles")
            else:
                words.append("diverges" if last > first else "slow")
        return words

    return function


def arriving(power: float, share: float) -> Body:
    """Return the race with another norm, or another distance."""

    def count(path: Any, tol: float, most: int) -> int:
        sizes = np.linalg.norm(path.reshape(len(path), -1), ord=power, axis=1)
        return (
            int(np.argmax(sizes < share * tol)) if (sizes < share * tol).any() else most
        )

    def function(
        grad: Any, x0: Any, lr: float, beta: float, tol: float, max_steps: int
    ) -> dict[str, int]:
        def path(decay: float, ahead: float) -> Any:
            def rule(x: Any, v: Any, g: Any, _: int) -> tuple[Any, Any]:
                v = decay * v - lr * g
                return x + v, v

            return walk(grad, x0, max_steps, rule, ahead)

        return {
            "gd": count(path(0.0, 0.0), tol, max_steps),
            "momentum": count(path(beta, 0.0), tol, max_steps),
            "nesterov": count(path(beta, beta), tol, max_steps),
        }

    return function


DESCENT_UNKNOWN: tuple[Written, ...] = (
    ("gradient_descent_1d", "twice eps", earlier_or_later(2.0)),
    ("values_along", "five digits", fewer_digits),
    ("study_learning_rates", "a hundredth", judged(1e-2, 1e-6)),
    ("study_learning_rates", "a millionth", judged(1e-6, 1e-6)),
    ("study_learning_rates", "nearly the same point", judged(1e-3, 0.2)),
    ("gradient_descent", "a rate of 0.9 lr", a_bit_less),
    ("gradient_descent", "two updates too many", two_too_many),
    ("gradient_descent", "slopes squared", squared_slopes),
    ("numerical_gradient", "divided by 3h", thirds),
)
MOMENTUM_UNKNOWN: tuple[Written, ...] = (
    ("momentum", "a rate of 0.9 lr", moving(lambda lr, _: 0.9 * lr)),
    ("momentum", "lr to the power of 1.1", moving(lambda lr, _: lr**1.1)),
    ("momentum", "lr over the root of t", moving(lambda lr, t: lr / math.sqrt(t))),
    ("momentum", "0.99 of beta", moving(decay=lambda beta, _: 0.99 * beta)),
    ("momentum", "beta warmed up", moving(decay=lambda b, t: b * min(1.0, t / 5))),
    ("momentum", "beta to the power of t", moving(decay=lambda beta, t: beta**t)),
    ("momentum", "weight 1 - beta²", moving(weight=lambda beta: 1 - beta**2)),
    ("momentum", "two updates missing", moving(more=-2)),
    ("momentum", "noise", shaken),
    ("momentum", "look-ahead and average", ahead_and_averaged),
    ("momentum", "cut at a tenth", cut_at_a_tenth),
    ("momentum", "uphill and one update missing", climbing_short),
    ("nesterov", "half of the look-ahead", half_ahead),
    ("nesterov", "uphill and looking back", ahead_uphill_and_back),
    ("nesterov", "0.9 of both", moving(lambda lr, _: 0.9 * lr, lambda b, _: 0.9 * b)),
    ("momentum_velocity", "rates two updates late", two_late),
    ("velocity_as_sum", "the root of beta", root_of_beta),
    ("largest_stable_lr", "beta squared", squared_beta),
    ("largest_stable_lr", "three for two", three),
    ("steps_on_valley", "a norm of fourth powers", arriving(4, 1.0)),
    ("steps_on_valley", "half of tol", arriving(2, 0.5)),
)
ADAPTIVE_UNKNOWN: tuple[Written, ...] = (
    ("adam", "t two too large", adam(at=lambda t: t + 2)),
    ("adam", "t halved", adam(at=lambda t: t / 2)),
    ("adam", "ε squared", adam(eps=lambda eps: eps**2)),
    ("adam", "a cube root", adam(power=1 / 3)),
    ("adam", "half the rate", adam(rate=0.5)),
    ("adam", "no correction, and uphill", adam(corrected=False, rate=-1.0)),
    ("adam_uncorrected", "corrected, with a cube root", adam(power=1 / 3)),
    ("adagrad", "a cube root", cube_root),
    ("adagrad_norm", "a sum from 2 on", starts_at_two),
    ("rmsprop", "half of δ", half_of_delta),
    ("rmsprop", "in full, and δ outside", new_in_full_and_outside),
    ("rmsprop_sigma", "σ₀ halved", half_of_sigma),
    ("adadelta", "half of the step", half_a_step),
    ("Adam", "twice ε", TwiceEps),
)
