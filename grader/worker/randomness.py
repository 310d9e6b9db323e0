"""Seeds for whatever a student's code draws its random numbers from."""

import random
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


class Dice:
    """Seeds `random`, `numpy.random` and every `default_rng()` that names no seed."""

    def __init__(self) -> None:
        self._default_rng: Callable[..., np.random.Generator] = np.random.default_rng
        self._seed = 0
        self._made = 0

    def install(self) -> None:
        """Make `numpy.random.default_rng()` reproducible from now on."""
        original = self._default_rng

        def default_rng(seed: Any = None) -> np.random.Generator:
            if seed is None:
                self._made += 1
                seed = [self._seed, self._made]
            return original(seed)

        default_rng.__doc__ = original.__doc__
        np.random.default_rng = default_rng

    def remove(self) -> None:
        """Undo `install`."""
        np.random.default_rng = self._default_rng

    def seed(self, seed: int) -> None:
        """Start all of them again."""
        self._seed = seed
        self._made = 0
        random.seed(seed)
        np.random.seed(seed % 2**32)  # noqa: NPY002 - students use the old interface

    def generator(self, seed: int) -> np.random.Generator:
        """Return the generator that the judge's own code makes from this seed."""
        return self._default_rng(seed)
