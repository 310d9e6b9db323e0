"""Gaussian clouds of points, one for each class."""

import math
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from grader.datasets.arguments import require_count, require_non_negative
from grader.datasets.dataset import Classification, balanced, frozen, labelled


def blobs(
    n: SupportsIndex = 300,
    classes: SupportsIndex = 3,
    spread: float = 1.0,
    seed: SupportsIndex = 0,
    dimension: SupportsIndex = 2,
    distance: float = 6.0,
) -> Classification:
    """Return round clouds whose centres stand evenly on a circle around 0.

    Class k is centred at angle 2πk/classes in the plane of the first two coordinates;
    any further coordinates are noise. Otherwise as `blobs_at`.

    Args:
        n: number of examples, at least one for each class.
        classes: number of classes, at least 2.
        spread: standard deviation of each coordinate within a class.
        seed: of the clouds and the order.
        dimension: number of coordinates, at least 2.
        distance: from each centre to the next.
    """
    require_count(2, classes=classes, dimension=dimension)
    require_non_negative(distance=distance)
    classes = int(classes)
    turn = 2 * math.pi * np.arange(classes) / classes
    centres = np.zeros((classes, int(dimension)))
    centres[:, 0] = np.cos(turn)
    centres[:, 1] = np.sin(turn)
    radius = distance / (2 * math.sin(math.pi / classes))
    return blobs_at(radius * centres, n, spread, seed)


def blobs_at(
    centres: ArrayLike,
    n: SupportsIndex = 300,
    spread: float = 1.0,
    seed: SupportsIndex = 0,
) -> Classification:
    """Return round clouds around the given centres, one for each class.

    The order is random. Classes have equally many examples; what n leaves over goes to
    the first classes, one each.

    Args:
        centres: one row for each class.
        n: number of examples, at least one for each class.
        spread: standard deviation of each coordinate within a class.
        seed: of the clouds and the order.
    """
    middle = frozen(centres)
    if middle.ndim != 2 or middle.size == 0 or not np.all(np.isfinite(middle)):
        raise ValueError(
            f"centres must be rows of finite numbers, one for each class; "
            f"got {centres!r}."
        )
    classes, dimension = middle.shape
    require_count(classes, n=n)
    require_non_negative(spread=spread)
    require_count(seed=seed)
    n = int(n)
    rng = np.random.default_rng(int(seed))
    y = balanced(n, classes)
    return labelled(
        "blobs",
        f"{n} points in {classes} Gaussian clouds of spread {spread:g} "
        f"in {dimension} dimensions.",
        middle[y] + spread * rng.normal(size=(n, dimension)),
        y,
        rng,
    )
