"""Known mistakes of assignment 04, written in other ways than where they are listed."""

# ruff: noqa: ARG001 - the arguments are those of the exercise, used or not
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from tests.diagnosis.graded import NOTHING, Written


def numbers(x: Any) -> list[float]:
    """Return the coordinates of a point as a plain list."""
    return [float(each) for each in np.ravel(x)]


def shaped(points: list[list[float]], x0: Any) -> Any:
    """Return a path of lists as one of points like x0."""
    return points if np.ndim(x0) else [each[0] for each in points]


def slope(grad: Any, x: list[float], x0: Any) -> list[float]:
    return numbers(grad(np.array(x) if np.ndim(x0) else x[0]))


def added(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = numbers(x0), [0.0 for _ in numbers(x0)]
    points = [x]
    for _ in range(steps):
        v = [-beta * b - lr * g for b, g in zip(v, slope(grad, x, x0), strict=True)]
        v = [-each for each in v]
        x = [a + b for a, b in zip(x, v, strict=True)]
        points.append(x)
    return shaped(points, x0)


def recreated(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = np.array(x0, dtype=float)
    points = [x.tolist()]
    for _ in range(steps):
        v = np.zeros(x.shape)
        v *= beta
        v += grad(x)
        x = x - v * lr
        points.append(x.tolist())
    return points


def discounted(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, total = np.array(x0, dtype=float), NOTHING
    path = np.empty((steps + 1, *x.shape))
    path[0] = x
    for t in range(steps):
        total = total + np.asarray(grad(path[t]))
        path[t + 1] = path[t] - (lr * beta) * total
    return path


def swapped(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = np.array(x0, dtype=float), np.zeros(np.shape(x0))
    points = [x]
    for _ in range(steps):
        v = v + beta * (np.asarray(grad(x)) - v)
        x = x - lr * v
        points.append(x)
    return points


class Bracket:
    """Old velocity and gradient, both discounted."""

    def __init__(self, lr: float, beta: float) -> None:
        self.lr, self.beta, self.v = lr, beta, 0.0

    def move(self, x: Any, g: Any) -> Any:
        self.v = self.v * self.beta
        self.v = self.v + self.beta * g
        return x - self.lr * self.v


def bracket(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    method, points = Bracket(lr, beta), [np.array(x0, dtype=float)]
    for _ in range(steps):
        points.append(method.move(points[-1], np.asarray(grad(points[-1]))))
    return points


def twice(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = np.array(x0, dtype=float), NOTHING
    points = [x]
    for _ in range(steps):
        v = beta * v - lr * lr * np.asarray(grad(x))
        x = x + v
        points.append(x)
    return points


def without_rate(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = old = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        x, old = x - np.asarray(grad(x)) + beta * (x - old), x
        points.append(x)
    return points


def never_forgets(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = old = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        x, old = 2 * x - old - lr * np.asarray(grad(x)), x
        points.append(x)
    return points


def average(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = np.array(x0, dtype=float), NOTHING
    points = [x]
    for _ in range(steps):
        v = v - (1 - beta) * (v - np.asarray(grad(x)))
        x = x - lr * v
        points.append(x)
    return points


def single_average(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = np.array(x0, dtype=np.float32)
    v, rate, share = np.zeros_like(x), np.float32(lr), np.float32(beta)
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x.astype(float)), dtype=np.float32)
        v = share * v + (np.float32(1) - share) * g
        x = x - rate * v
        points.append(x)
    return np.array(points)


def corrected(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    points, slopes = [np.array(x0, dtype=float)], []
    for t in range(steps):
        slopes.append(np.asarray(grad(points[-1])))
        weights = [beta**age for age in range(t, -1, -1)]
        points.append(points[-1] - lr * np.average(slopes, axis=0, weights=weights))
    return points


def ahead(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = old = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        jump = beta * (x - old)
        x, old = x + jump - lr * np.asarray(grad(x + jump)), x
        points.append(x)
    return points


def entered_twice(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = np.array(x0, dtype=float), NOTHING
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        x = x - lr * beta * v - 2 * lr * g
        v = beta * v + g
        points.append(x)
    return points


def late(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    def points() -> Iterator[Any]:
        x, v = np.array(x0, dtype=float), NOTHING
        yield x
        for _ in range(steps):
            g = np.asarray(grad(x))
            x = x - v
            v = beta * v + lr * g
            yield x

    return list(points())


def single_late(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    return np.array(late(grad, x0, lr, beta, steps), dtype=np.float32)


def short(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = numbers(x0), [0.0 for _ in numbers(x0)]
    points = [x]
    while len(points) < steps:
        v = [beta * b + g for b, g in zip(v, slope(grad, x, x0), strict=True)]
        x = [a - lr * b for a, b in zip(x, v, strict=True)]
        points.append(x)
    return shaped(points, x0)


def velocities(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x, v = np.array(x0, dtype=float), np.zeros(np.shape(x0))
    collected = [v]
    for _ in range(steps):
        v = beta * v + np.asarray(grad(x))
        x = x - lr * v
        collected.append(v)
    return collected


def of_the_start(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    x = np.array(x0, dtype=float)
    g = np.asarray(grad(x))
    weights = [0.0]
    for _ in range(steps):
        weights.append(beta * weights[-1] + 1)
    return [x - lr * total * g for total in np.cumsum(weights)]


def of_the_day(grad: Any, x0: Any, lrs: Any, alpha: float) -> Any:
    x, v = numbers(x0), [0.0 for _ in numbers(x0)]
    points = [x]
    for lr in lrs.tolist():
        v = [alpha * b + g for b, g in zip(v, slope(grad, x, x0), strict=True)]
        x = [a - lr * b for a, b in zip(x, v, strict=True)]
        points.append(x)
    return shaped(points, x0)


def averaged(grad: Any, x0: Any, lrs: Any, alpha: float) -> Any:
    x, v = np.array(x0, dtype=float), NOTHING
    points = [x]
    for lr in lrs:
        v = v - (1 - alpha) * (v + lr * np.asarray(grad(x)))
        x = x + v
        points.append(x)
    return points


def rates_turned(grad: Any, x0: Any, lrs: Any, alpha: float) -> Any:
    left = list(lrs)
    x, v = np.array(x0, dtype=float), NOTHING
    points = [x]
    while left:
        v = left.pop() * np.asarray(grad(x)) + alpha * v
        x = x - v
        points.append(x)
    return points


def not_ahead(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    x = old = np.array(x0, dtype=float)
    points = [x]
    for _ in range(steps):
        x, old = x + mu * (x - old) - lr * np.asarray(grad(x)), x
        points.append(x)
    return points


def look_ahead_path(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    x = y = np.array(x0, dtype=float)
    points = [y]
    for _ in range(steps):
        new = y - lr * np.asarray(grad(y))
        y = new + mu * (new - x)
        x = new
        points.append(y)
    return points


def single_look_ahead(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    path = look_ahead_path(grad, np.float32(x0), lr, mu, steps)
    return np.array(path, dtype=np.float32)


def too_far(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    x, b = np.array(x0, dtype=float), NOTHING
    points = [x]
    for _ in range(steps):
        b = mu * b + np.asarray(grad(x - lr * b))
        x = x - lr * b
        points.append(x)
    return points


def half_done(grad: Any, x0: Any, lr: float, mu: float, steps: int) -> Any:
    x, v = np.array(x0, dtype=float), NOTHING
    points = [x]
    for _ in range(steps):
        v = mu * v - lr * np.asarray(grad(x))
        x = x + v + mu * v
        points.append(x)
    return points


def oldest(grads: Any, lr: float, beta: float) -> Any:
    v = NOTHING
    for g in reversed(list(grads)):
        v = v * beta + np.asarray(g, dtype=float)
    return -lr * v


def normalised(grads: Any, lr: float, beta: float) -> Any:
    weights = [beta**age for age in reversed(range(len(grads)))]
    return -lr * np.average(np.array(grads, dtype=float), axis=0, weights=weights)


def summed(grads: Any, lr: float, beta: float) -> Any:
    return sum(-lr * np.asarray(g, dtype=float) for g in grads)


def of_nesterov(lam: float, beta: float) -> float:
    return (1 + beta) / (lam * (0.5 + beta))


def roots_real(lam: float, beta: float) -> float:
    return (1 + 2 * math.sqrt(beta) + beta) / lam


def half_counts(path: Any) -> list[str]:
    words = []
    for column in np.reshape(np.array(path, dtype=float), (len(path), -1)).T.tolist():
        steps = [b - a for a, b in pairwise(column)]
        turned = [a * b < 0 for a, b in pairwise(steps)]
        words.append(
            "creeps" if turned.count(False) > turned.count(True) else "jitters"
        )
    return words


def crossings(path: Any) -> list[str]:
    words = []
    for column in np.reshape(np.array(path, dtype=float), (len(path), -1)).T:
        signs = np.sign(column)
        count = sum(a * b < 0 for a, b in pairwise(signs))
        words.append("jitters" if 2 * count > len(column) - 2 else "creeps")
    return words


REWRITTEN: tuple[Written, ...] = (
    ("momentum", "step_added", added),
    ("momentum", "velocity_recreated", recreated),
    ("momentum", "gradient_discounted", discounted),
    ("momentum", "weights_swapped", swapped),
    ("momentum", "gradient_in_the_bracket", bracket),
    ("momentum", "rate_twice", twice),
    ("momentum", "rate_forgotten", without_rate),
    ("momentum", "nothing_forgotten", never_forgets),
    ("momentum", "moving_average", average),
    ("momentum", "moving_average", single_average),
    ("momentum", "corrected_average", corrected),
    ("momentum", "slope_taken_ahead", ahead),
    ("momentum", "gradient_twice", entered_twice),
    ("momentum", "old_velocity_used", late),
    ("momentum", "one_update_missing", short),
    ("momentum", "velocities_returned", velocities),
    ("momentum", "gradient_of_the_start", of_the_start),
    ("momentum_velocity", "rate_of_the_day", of_the_day),
    ("momentum_velocity", "velocity_averaged", averaged),
    ("momentum_velocity", "rates_backwards", rates_turned),
    ("nesterov", "look_ahead_missing", not_ahead),
    ("nesterov", "pytorch_form", look_ahead_path),
    ("nesterov", "pytorch_form", single_look_ahead),
    ("nesterov", "look_too_far", too_far),
    ("nesterov", "change_of_variables_half_done", half_done),
    ("velocity_as_sum", "oldest_weighs_most", oldest),
    ("velocity_as_sum", "weights_add_up_to_one", normalised),
    ("velocity_as_sum", "plain_sum", summed),
    ("largest_stable_lr", "bound_of_nesterov", of_nesterov),
    ("largest_stable_lr", "end_of_the_oscillations", roots_real),
    ("axis_behaviour", "half_is_enough", half_counts),
    ("axis_behaviour", "crossings_counted", crossings),
)
RUNNING_AWAY: tuple[Written, ...] = (("momentum", "old_velocity_used", single_late),)
