"""Known mistakes of assignment 05, written in other ways than where they are listed."""

# ruff: noqa: ARG001 - the arguments are those of the exercise, used or not
import math
from typing import Any

import numpy as np

from tests.diagnosis.graded import NOTHING, Written


def point(x: Any) -> Any:
    return np.array(x, dtype=float)


def norm_outside(grad: Any, x0: Any, lr: float, eps: float, steps: int) -> Any:
    x, length = point(x0), NOTHING
    points = [x]
    for _ in range(steps):
        g = np.atleast_1d(grad(x))
        length = math.hypot(length, *g.tolist())
        x = x - lr / (length + eps) * g.reshape(x.shape)
        points.append(x)
    return points


def norm_mean(grad: Any, x0: Any, lr: float, eps: float, steps: int) -> Any:
    x, mean = point(x0), NOTHING
    points = [x]
    for t in range(steps):
        g = np.asarray(grad(x))
        mean = mean + (float(np.vdot(g, g)) - mean) / (t + 1)
        x = x - lr * g / math.sqrt(eps + mean)
        points.append(x)
    return points


def norm_late(grad: Any, x0: Any, lr: float, eps: float, steps: int) -> Any:
    points, under = [point(x0)], eps
    for _ in range(steps):
        g = np.asarray(grad(points[-1]))
        points.append(points[-1] - g * (lr * under**-0.5))
        under += float(np.linalg.norm(g)) ** 2
    return points


def under_the_root(grad: Any, x0: Any, lr: float, delta: float, steps: int) -> Any:
    path = np.empty((steps + 1, *np.shape(x0)))
    path[0] = x0
    under = np.full(np.shape(x0), delta)
    for t in range(steps):
        g = np.asarray(grad(path[t]))
        under = under + g * g
        path[t + 1] = path[t] - g / np.sqrt(under) * lr
    return path


def single_under_the_root(
    grad: Any, x0: Any, lr: float, delta: float, steps: int
) -> Any:
    x = np.array(x0, dtype=np.float32)
    r, rate = np.zeros_like(x), np.float32(lr)
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x), dtype=np.float32)
        r = r + g * g
        x = x - rate * g / np.sqrt(np.float32(delta) + r)
        points.append(x)
    return np.array(points)


def one_rate(grad: Any, x0: Any, lr: float, delta: float, steps: int) -> Any:
    squares: list[float] = []
    points = [point(x0)]
    for _ in range(steps):
        g = np.asarray(grad(points[-1]))
        squares.extend(np.ravel(g) ** 2)
        points.append(points[-1] - lr * g / (math.sqrt(math.fsum(squares)) + delta))
    return points


def root_mean_square(grad: Any, x0: Any, lr: float, delta: float, steps: int) -> Any:
    points, slopes = [point(x0)], []
    for _ in range(steps):
        slopes.append(np.asarray(grad(points[-1])))
        size = np.sqrt(np.mean(np.square(slopes), axis=0))
        points.append(points[-1] - lr * slopes[-1] / (delta + size))
    return points


def rho_for_the_new(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    x, r = point(x0), NOTHING
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        r = r + rho * (g**2 - r)
        x = x - lr * g * (delta + r) ** -0.5
        points.append(x)
    return points


def whole_squares(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    points, slopes = [point(x0)], []
    for t in range(steps):
        slopes.append(np.asarray(grad(points[-1])))
        r = sum(rho ** (t - j) * g**2 for j, g in enumerate(slopes))
        points.append(points[-1] - lr * slopes[-1] / np.sqrt(delta + r))
    return points


def bias_corrected(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    points, slopes = [point(x0)], []
    for t in range(steps):
        slopes.append(np.asarray(grad(points[-1])))
        weights = [rho ** (t - j) for j in range(t + 1)]
        mean = np.average(np.square(slopes), axis=0, weights=weights)
        points.append(points[-1] - lr * slopes[-1] / np.sqrt(delta + mean))
    return points


def single_whole_squares(
    grad: Any, x0: Any, lr: float, rho: float, delta: float, steps: int
) -> Any:
    path = whole_squares(grad, x0, lr, rho, delta, steps)
    return np.array(path, dtype=np.float32)


def sigma_late(grad: Any, x0: Any, lr: float, alpha: float, steps: int) -> Any:
    x = point(x0)
    square = np.asarray(grad(x)) ** 2
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        share = np.zeros(x.shape)
        np.divide(g, np.sqrt(square), out=share, where=square > 0)
        x = x - lr * share
        square = square + (1 - alpha) * (g**2 - square)
        points.append(x)
    return points


def sigma_sum(grad: Any, x0: Any, lr: float, alpha: float, steps: int) -> Any:
    x, square = point(x0), NOTHING
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        square = square + g * g
        share = np.zeros(x.shape)
        np.divide(g, np.sqrt(square), out=share, where=square > 0)
        x = x - lr * share
        points.append(x)
    return points


def no_numerator(grad: Any, x0: Any, rho: float, eps: float, steps: int) -> Any:
    x = point(x0)
    under: Any = eps
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        under = rho * under + (1 - rho) * (g**2 + eps)  # eps stays in it as it is
        x = x - g / under**0.5
        points.append(x)
    return points


def eps_outside(grad: Any, x0: Any, rho: float, eps: float, steps: int) -> Any:
    x, r, s = point(x0), NOTHING, NOTHING
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        r = r - (1 - rho) * (r - g**2)
        d = (s**0.5 + eps) * g / (r**0.5 + eps)
        s = s - (1 - rho) * (s - d**2)
        x = x - d
        points.append(x)
    return points


def sums_for_averages(
    grad: Any,
    x0: Any,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: int,
    *,
    one: Any = None,
    two: Any = None,
) -> Any:
    """Return a path by sums of old gradients, divided by what one(t), two(t) say."""
    points, slopes = [point(x0)], []
    for t in range(1, steps + 1):
        slopes.append(np.asarray(grad(points[-1])))
        ages = range(t - 1, -1, -1)
        pairs = list(zip(ages, slopes, strict=True))
        m = sum((1 - beta1) * beta1**age * g for age, g in pairs)
        v = sum((1 - beta2) * beta2**age * g * g for age, g in pairs)
        m_hat = m / (one(t) if one else 1 - beta1**t)
        v_hat = v / (two(t) if two else 1 - beta2**t)
        points.append(points[-1] - lr * m_hat / (np.sqrt(v_hat) + eps))
    return points


def uncorrected(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    right = (grad, x0, lr, beta1, beta2, eps, steps)
    return sums_for_averages(*right, one=lambda _: 1.0, two=lambda _: 1.0)


def single_uncorrected(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    x = np.array(x0, dtype=np.float32)
    m: Any = np.zeros_like(x)
    v: Any = np.zeros_like(x)
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x), dtype=np.float32)
        m = np.float32(beta1) * m + np.float32(1 - beta1) * g
        v = np.float32(beta2) * v + np.float32(1 - beta2) * g * g
        x = x - np.float32(lr) * m / (np.sqrt(v) + np.float32(eps))
        points.append(x)
    return np.array(points)


def t_ahead(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    return sums_for_averages(
        grad,
        x0,
        lr,
        beta1,
        beta2,
        eps,
        steps,
        one=lambda t: 1 - beta1 * beta1**t,
        two=lambda t: 1 - beta2 * beta2**t,
    )


def always_the_same(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    return sums_for_averages(
        grad,
        x0,
        lr,
        beta1,
        beta2,
        eps,
        steps,
        one=lambda _: 1 - beta1,
        two=lambda _: 1 - beta2,
    )


def rate_corrected(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    x, m, v, power1, power2 = point(x0), NOTHING, NOTHING, 1.0, 1.0
    points = [x]
    for _ in range(steps):
        g = np.asarray(grad(x))
        power1, power2 = power1 * beta1, power2 * beta2
        m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g**2 - v)
        v_hat, root = v / (1 - power2), math.sqrt(1 - power2)
        x = x - lr * (m / (1 - power1)) / (np.sqrt(v_hat) + eps / root)
        points.append(x)
    return points


def swapped(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    return sums_for_averages(grad, x0, lr, beta2, beta1, eps, steps)


def raw_without_m(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    return rho_for_the_new(grad, x0, lr, 1 - beta2, eps, steps)


class Adam:
    """Adam for dicts, entry by entry, with one flaw that is named."""

    def __init__(
        self, lr: float, beta1: float, beta2: float, eps: float, *, flaw: str
    ) -> None:
        self.lr, self.betas, self.eps, self.flaw = lr, (beta1, beta2), eps, flaw
        self.m: dict[str, Any] = {}
        self.v: dict[str, Any] = {}
        self.t = 0

    def step(self, params: dict[str, Any], grads: dict[str, Any]) -> dict[str, Any]:
        (one, two), new = self.betas, {}
        self.t += self.flaw != "t counts parameters"
        if self.flaw == "memory lost":
            self.m, self.v = {}, {}
        for name, x in params.items():
            self.t += self.flaw == "t counts parameters"
            g = np.asarray(grads[name], dtype=float)
            m = self.m[name] = self.m.get(name, 0.0) * one + g - one * g
            v = self.v[name] = self.v.get(name, 0.0) * two + g**2 - two * g**2
            if self.flaw != "no correction":
                m, v = m / (1 - one**self.t), v / (1 - two**self.t)
            new[name] = x - self.lr * m / (v**0.5 + self.eps)
        return new


def class_uncorrected(lr: float, beta1: float, beta2: float, eps: float) -> Any:
    return Adam(lr, beta1, beta2, eps, flaw="no correction")


def class_forgetful(lr: float, beta1: float, beta2: float, eps: float) -> Any:
    return Adam(lr, beta1, beta2, eps, flaw="memory lost")


def class_counting(lr: float, beta1: float, beta2: float, eps: float) -> Any:
    return Adam(lr, beta1, beta2, eps, flaw="t counts parameters")


def ahead_by_one_count(
    grad: Any, x0: Any, lr: float, beta1: float, beta2: float, eps: float, steps: int
) -> Any:
    points, slopes = [point(x0)], []
    for t in range(1, steps + 1):
        slopes.append(np.asarray(grad(points[-1])))
        m = sum((1 - beta1) * beta1 ** (t - 1 - k) * g for k, g in enumerate(slopes))
        v = sum((1 - beta2) * beta2 ** (t - 1 - k) * g**2 for k, g in enumerate(slopes))
        m = m + (1 - beta1) * (slopes[-1] - m)
        scale = eps + np.sqrt(v) / math.sqrt(1 - beta2**t)
        points.append(points[-1] - lr / (1 - beta1**t) * m / scale)
    return points


def plain_descent(grad: Any, x0: Any, steps: int) -> Any:
    path = np.empty((steps + 1, *np.shape(x0)))
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - np.multiply(0.03, grad(path[t]))
    return path


def newton_steps(
    grad_i: Any, hess_diag_i: Any, theta0: Any, n: int, steps: int, rng: Any
) -> Any:
    points = [point(theta0)]
    order: list[int] = []
    for _ in range(steps):
        order = order or rng.permutation(n).tolist()
        i = order.pop()
        g, h = grad_i(points[-1], i), hess_diag_i(points[-1], i)
        points.append(points[-1] - np.divide(g, h))
    return points


REWRITTEN: tuple[Written, ...] = (
    ("nadam", "nadam_same_t", ahead_by_one_count),
    ("adasecant", "secant_fixed_rate", plain_descent),
    ("vsgd", "vsgd_variance_forgotten", newton_steps),
    ("adagrad_norm", "norm_eps_outside", norm_outside),
    ("adagrad_norm", "norm_averaged", norm_mean),
    ("adagrad_norm", "norm_of_the_past_only", norm_late),
    ("adagrad", "adagrad_delta_under_the_root", under_the_root),
    ("adagrad", "adagrad_delta_under_the_root", single_under_the_root),
    ("adagrad", "adagrad_one_rate_for_all", one_rate),
    ("adagrad", "adagrad_averaged", root_mean_square),
    ("rmsprop", "rmsprop_weights_swapped", rho_for_the_new),
    ("rmsprop", "rmsprop_new_in_full", whole_squares),
    ("rmsprop", "rmsprop_new_in_full", single_whole_squares),
    ("rmsprop", "rmsprop_corrected", bias_corrected),
    ("rmsprop_sigma", "sigma_of_the_past_only", sigma_late),
    ("rmsprop_sigma", "sigma_never_forgets", sigma_sum),
    ("adadelta", "adadelta_without_numerator", no_numerator),
    ("adadelta", "adadelta_eps_outside", eps_outside),
    ("adam", "adam_no_correction", uncorrected),
    ("adam", "adam_no_correction", single_uncorrected),
    ("adam", "adam_t_one_too_large", t_ahead),
    ("adam", "adam_no_power", always_the_same),
    ("adam", "adam_eps_before_correction", rate_corrected),
    ("adam", "adam_betas_swapped", swapped),
    ("adam_uncorrected", "raw_without_momentum", raw_without_m),
    ("Adam", "class_no_correction", class_uncorrected),
    ("Adam", "class_memory_lost", class_forgetful),
    ("Adam", "class_t_counts_parameters", class_counting),
)
