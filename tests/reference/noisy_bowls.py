"""Sixty quadratic bowls at a time, for methods that are judged by where they end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reference.arrays import Array


@dataclass(frozen=True)
class Bowls:
    """Bowls ½ (x - x*)ᵀH(x - x*), one in each row of a point of shape (60, D)."""

    H: Array
    minimum: Array
    start: Array
    sigma: Array
    is_turned: NDArray[np.bool_]

    def gradient(self, x: Array) -> Array:
        g: Array = np.einsum("kij,kj->ki", self.H, x - self.minimum)
        return g

    def distance(self, x: Array) -> Array:
        distance: Array = np.linalg.norm(x - self.minimum, axis=-1)
        return distance

    def noise(self) -> Array:
        """Return the length of a typical noise vector, σ√D."""
        length: Array = self.sigma[:, 0] * np.sqrt(self.minimum.shape[1])
        return length


def bowls(D: int, seed: int) -> Bowls:
    """Return bowls with curvatures 1 to 100, every second one with turned axes.

    The starts are up to 10 away, the noise has standard deviations from 0 to 1.
    """
    rng = np.random.default_rng(seed)
    curvatures = np.exp(rng.uniform(0, np.log(100), size=(60, D)))
    curvatures[::3] = rng.permuted(np.tile(np.geomspace(1, 100, D), (20, 1)), axis=1)
    axes = np.linalg.qr(rng.normal(size=(60, D, D)))[0]
    is_turned = np.arange(60) % 2 == 1
    axes[~is_turned] = np.eye(D)
    away = rng.normal(size=(60, D))
    away *= rng.uniform(0, 10, (60, 1)) / np.linalg.norm(away, axis=1, keepdims=True)
    minimum = rng.normal(size=(60, D))
    return Bowls(
        H=np.einsum("kij,kj,klj->kil", axes, curvatures, axes),
        minimum=minimum,
        start=minimum + away,
        sigma=np.resize([0, 0.1, 0.3, 1], 60)[rng.permutation(60), None],
        is_turned=is_turned,
    )
