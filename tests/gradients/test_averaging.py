"""What noise excuses at one step is looked at again at many."""

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.gradients import GradientCheck, Verdict, check_gradient
from grader.gradients.averaging import REPEATS

X = np.array([0.5, -1.25, 2.0])
SINES = np.cos(X)


@dataclass(frozen=True, slots=True, eq=False)
class Rectified:
    """A sum of rectified entries on a constant, with a kink in each."""

    constant: float
    kink: np.ndarray

    def loss(self, x: np.ndarray) -> Any:
        return self.constant + np.maximum(x - self.kink, 0).sum()

    def gradient(self, x: np.ndarray) -> Any:
        return np.where(x > self.kink, 1.0, 0.0)


def hidden(x: np.ndarray) -> float:
    """Return a sum of sines in which a large constant drowns the digits."""
    return 1e8 + float(np.sin(x).sum())


def check(slope: np.ndarray) -> GradientCheck:
    return check_gradient(hidden, lambda _: slope, X)


def test_an_error_of_twice_what_noise_explains_is_seen() -> None:
    entry = check(SINES).blocks[0].entries[0]
    wrong = SINES.copy()
    wrong[0] += 2 * entry.uncertainty

    found = check(wrong)

    assert found.verdict is Verdict.FAIL
    assert [each.index for each in found.blocks[0].failing] == [(0,)]
    assert found.blocks[0].failing[0].uncertainty < entry.uncertainty / 2


def test_a_right_gradient_is_not_looked_at_again() -> None:
    found = check(SINES)

    assert found.verdict is Verdict.PASS
    assert found.evaluations < 2 * REPEATS * len(X)


@pytest.mark.parametrize("seed", range(20))
def test_looking_again_blames_no_right_gradient(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=4)
    size = 10.0 ** rng.uniform(-9, -4)

    def noisy(at: np.ndarray) -> Any:
        """Return a sum of squares with noise that is a fixed function of the point."""
        return float(at @ at) + size * (zlib.crc32(at.tobytes()) / 2**31 - 1)

    assert check_gradient(noisy, lambda at: 2 * at, x).verdict is not Verdict.FAIL


@pytest.mark.parametrize("constant", [1.0, 1e6, 3e8])
def test_a_kink_that_noise_hides_is_held_against_nobody(constant: float) -> None:
    for distance in np.logspace(-9, -1, 65):
        for side in (1, -1):
            kink = X - side * distance * np.abs(X)

            relu = Rectified(constant, kink)

            found = check_gradient(relu.loss, relu.gradient, X)

            assert found.verdict is not Verdict.FAIL, (distance, side)
