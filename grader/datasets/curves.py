"""Classes along curves in the plane, which no straight line separates."""

import math
from typing import SupportsIndex

import numpy as np

from grader.datasets.arguments import require_count, require_non_negative
from grader.datasets.dataset import Classification, balanced, labelled


def two_moons(
    n: SupportsIndex = 200, noise: float = 0.1, seed: SupportsIndex = 0
) -> Classification:
    """Return two half circles that reach into each other.

    Class 0 is (cos θ, sin θ) and class 1 is (1 - cos θ, ½ - sin θ), with θ evenly
    spaced from 0 to π. The order is random. Both classes have equally many examples;
    with an odd n class 0 has the one more.

    Args:
        n: number of examples, at least 2.
        noise: standard deviation of the Gaussian noise on each coordinate.
        seed: of the noise and the order.
    """
    require_count(2, n=n)
    require_non_negative(noise=noise)
    require_count(seed=seed)
    n = int(n)
    rng = np.random.default_rng(int(seed))
    y = balanced(n, 2)
    theta = np.empty(n)
    theta[y == 0] = np.linspace(0, math.pi, (n + 1) // 2)
    theta[y == 1] = np.linspace(0, math.pi, n // 2)
    upper = np.stack([np.cos(theta), np.sin(theta)], axis=1)
    lower = np.array([1.0, 0.5]) - upper
    X = np.where(y[:, None] == 0, upper, lower)
    return labelled(
        "two moons",
        f"{n} points on two half circles that reach into each other, noise {noise:g}.",
        X + noise * rng.normal(size=X.shape),
        y,
        rng,
    )


def spirals(
    n_per_class: SupportsIndex = 100,
    classes: SupportsIndex = 3,
    noise: float = 0.02,
    seed: SupportsIndex = 0,
    turns: float = 0.75,
) -> Classification:
    """Return spirals that wind round each other, one for each class.

    Class k is r (cos θ, sin θ) with θ = 2π (turns · r + k/classes) at the radii
    r = 1/n_per_class, 2/n_per_class, …, 1. The order is random. All classes have the
    same number of examples.

    Args:
        n_per_class: number of examples in each class.
        classes: number of classes.
        noise: standard deviation of the Gaussian noise on each coordinate.
        seed: of the noise and the order.
        turns: how often each spiral goes round.
    """
    require_count(1, n_per_class=n_per_class, classes=classes)
    require_non_negative(noise=noise, turns=turns)
    require_count(seed=seed)
    n_per_class, classes = int(n_per_class), int(classes)
    rng = np.random.default_rng(int(seed))
    y = balanced(n_per_class * classes, classes)
    r = (1 + np.arange(len(y)) // classes) / n_per_class
    theta = 2 * math.pi * (turns * r + y / classes)
    X = np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1)
    return labelled(
        "spirals",
        f"{classes} spirals of {n_per_class} points and {turns:g} turns each, "
        f"noise {noise:g}.",
        X + noise * rng.normal(size=X.shape),
        y,
        rng,
    )
