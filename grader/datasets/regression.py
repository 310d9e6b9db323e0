"""Linear regression on features of wildly different scale."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from grader.datasets.arguments import require_count, require_non_negative
from grader.datasets.dataset import Array, Regression, frozen

_UNITS = (100.0, 0.003)
"""The size of the two features on the slide."""
_SLIDE_X = ((114.8, 0.00323), (338.1, 0.00183), (98.8, 0.00279))
_SLIDE_T = (5.1, 3.2, 4.1)
# Three rows decide the plane t = w₁x₁ + w₂x₂ + b; solved in fractions.
_SLIDE_WEIGHTS = (141 / 30163, 63425000 / 30163)
_SLIDE_BIAS = -268873 / 120652


def scaled_regression(
    n: SupportsIndex = 100,
    seed: SupportsIndex = 0,
    scales: ArrayLike = _UNITS,
    noise: float = 0.0,
) -> Regression:
    """Return numbers along a plane in two features, one of them 30,000 times larger.

    The first three rows are those of the slide, exact and in its order; weights and
    bias are those of the one plane through them. In all further rows, whose order is
    random, the first feature is uniform between 0.5 and 3.5 times its scale, the second
    between 0.5 and 1.5 times.

    Args:
        n: number of examples, at least 3.
        seed: of all rows but the first three.
        scales: the size of the features. Other ones than the slide's are other units
            for the same data: the weights change with them, the targets do not.
        noise: standard deviation of the Gaussian noise on all targets but the first
            three.

    Source:
        S. Eskandari, Deep Learning (Optimization), University of Guilan, the slide with
        x₁ = 114.8, x₂ = 0.00323; from J. Ba, CSC413, University of Toronto, 2020.
    """
    require_count(3, n=n)
    require_count(seed=seed)
    require_non_negative(noise=noise)
    size = _two_scales(scales)
    n = int(n)
    rng = np.random.default_rng(int(seed))
    further = np.array(_UNITS) * rng.uniform(0.5, (3.5, 1.5), size=(n - 3, 2))
    errors = noise * rng.normal(size=n - 3)
    y = np.concatenate([_SLIDE_T, further @ _SLIDE_WEIGHTS + _SLIDE_BIAS + errors])
    # First the factor, which is 1 for the slide's own scales: the rows stay exact.
    factor = size / np.array(_UNITS)
    return Regression(
        name="scaled regression",
        description=f"{n} points on a plane over two features of the sizes "
        f"{size[0]:g} and {size[1]:g}, noise {noise:g}.",
        X=frozen(np.concatenate([_SLIDE_X, further]) * factor),
        y=frozen(y),
        weights=frozen(np.array(_SLIDE_WEIGHTS) / factor),
        bias=_SLIDE_BIAS,
    )


def _two_scales(scales: ArrayLike) -> Array:
    size = frozen(scales)
    if size.shape != (2,) or not np.all((size > 0) & np.isfinite(size)):
        raise ValueError(f"scales must be two finite numbers > 0; got {scales!r}.")
    return size
