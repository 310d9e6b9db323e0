# grader assignment: 03-stochastic

# %% [markdown]
# # Stochastic gradient descent

# %%
"""Assignment 03: gradient descent that looks at a few examples at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Grad = Callable[[Array, NDArray[np.int64]], ArrayLike]
GradI = Callable[[Array, int], ArrayLike]


# %%
def _as_point(theta: ArrayLike) -> Array:
    """A fresh float copy: np.float64 for a number, shape (D,) for an array."""
    copy = np.array(theta, dtype=float)
    return copy[()] if copy.ndim == 0 else copy


def _updates(n: int, batch_size: int, epochs: int) -> int:
    return epochs * -(-n // batch_size)


def _batches(
    n: int, batch_size: int, epochs: int, rng: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    for _ in range(epochs):
        yield from minibatches(n, batch_size, rng)


# %%
def minibatches(
    n: int, batch_size: int, rng: np.random.Generator
) -> list[NDArray[np.int64]]:
    order = rng.permutation(n)
    return [order[k : k + batch_size] for k in range(0, n, batch_size)]


# %%
def minibatch_gradient(grad_i: GradI, theta: ArrayLike, indices: ArrayLike) -> Array:
    theta = _as_point(theta)
    return np.mean([grad_i(theta, int(i)) for i in indices], axis=0)


# %%
def sgd(
    grad: Grad,
    theta0: ArrayLike,
    n: int,
    batch_size: int,
    lr: float,
    epochs: int,
    rng: np.random.Generator,
) -> Array:
    lrs = np.full(_updates(n, batch_size, epochs), lr, dtype=float)
    return sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng)


# %%
def sgd_scheduled(
    grad: Grad,
    theta0: ArrayLike,
    n: int,
    batch_size: int,
    lrs: ArrayLike,
    epochs: int,
    rng: np.random.Generator,
) -> Array:
    theta = _as_point(theta0)
    lrs = np.asarray(lrs, dtype=float)
    path = np.empty((_updates(n, batch_size, epochs) + 1, *theta.shape))
    path[0] = theta
    for t, batch in enumerate(_batches(n, batch_size, epochs, rng), start=1):
        theta = theta - lrs[t - 1] * np.asarray(grad(theta, batch), dtype=float)
        path[t] = theta
    return path


# %%
def sgd_momentum(
    grad: Grad,
    theta0: ArrayLike,
    v0: ArrayLike,
    n: int,
    batch_size: int,
    lr: float,
    alpha: float,
    epochs: int,
    rng: np.random.Generator,
) -> Array:
    theta, v = _as_point(theta0), _as_point(v0)
    path = np.empty((_updates(n, batch_size, epochs) + 1, *theta.shape))
    path[0] = theta
    for t, batch in enumerate(_batches(n, batch_size, epochs, rng), start=1):
        v = alpha * v - lr * np.asarray(grad(theta, batch), dtype=float)
        theta = theta + v
        path[t] = theta
    return path


# %%
def sgd_per_example(
    grad_i: GradI,
    grad_penalty: Callable[[Array], ArrayLike],
    theta0: ArrayLike,
    n: int,
    lr: float,
    lam: float,
    epochs: int,
    rng: np.random.Generator,
) -> Array:
    def grad(theta: Array, batch: NDArray[np.int64]) -> Array:
        g = np.asarray(grad_i(theta, int(batch[0])), dtype=float)
        return g + lam * np.asarray(grad_penalty(theta), dtype=float)

    return sgd(grad, theta0, n, 1, lr, epochs, rng)


# %%
def inverse_sqrt(lr: float, t: int) -> float:
    return lr / np.sqrt(float(t) + 1.0)


# %%
def hyperbolic(lr: float, t: int, delta: float) -> float:
    return lr / (1.0 + delta * t)


# %%
def power(lr: float, t: int, delta: float) -> float:
    return lr * np.power(float(t), -float(delta))


# %%
def fixed_then_power(lr: float, t: int, fixed: int, delta: float) -> float:
    return power(lr, max(t - fixed, 0) + 1, delta)


# %%
def step_decay(lr: float, t: int, drop: float, every: int) -> float:
    return lr * np.power(float(drop), t // every)


# %%
def cosine(lr: float, t: int, total: int) -> float:
    return 0.5 * lr * (1.0 + np.cos(np.pi * min(t, total) / total))


# %%
def exponential(lr: float, t: int, k: float) -> float:
    return lr * np.exp(-k * t)


# %%
def satisfies_robbins_monro(p: float) -> bool:
    return bool(0.5 < p <= 1.0)


# %%
def scale_lr_for_batch(lr: float, factor: float, kind: str) -> float:
    if kind == "sgd":
        return lr * factor
    if kind == "adaptive":
        return lr * np.sqrt(factor)
    raise ValueError(f"unknown kind {kind!r}")


# %%
def standard_error(sigma: float, n: int) -> float:
    return sigma / np.sqrt(float(n))


# %%
def standardise(X: ArrayLike) -> Array:
    X = np.array(X, dtype=float)
    constant = (X == X[0]).all(axis=0)
    centred = X - X.mean(axis=0)
    sigma = np.where(constant, 1.0, centred.std(axis=0))
    return np.where(constant, 0.0, centred / sigma)


# %%
def feature_updates(X: ArrayLike, t: ArrayLike, w: ArrayLike, lr: float) -> Array:
    X, t, w = (np.asarray(a, dtype=float) for a in (X, t, w))
    return -lr * 2.0 / len(t) * X.T @ (X @ w - t)
