"""Kinks: where the slopes of the two sides stay apart however short the step."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.gradients.ladder import Rung

PART_OF_GAP = 0.2
"""Slopes of the two sides closer than this share of the disagreement are no kink."""
NOT_SHRINKING = 0.5
"""Without a kink the slopes approach each other by a quarter each level."""
NOT_GROWING = 2.0
"""Noise drives them apart by a factor of four each level."""
ABOVE_NOISE = 6.0
"""A one-sided slope is noisier than a central one, and here are two."""
SLACK = 0.05
"""The subdifferential is widened by this share of itself on both sides."""


@dataclass(frozen=True, slots=True)
class Kink:
    """The slopes of the two sides."""

    low: float
    """The smaller one."""
    high: float
    """The larger one."""

    def accepts(self, slope: float) -> bool:
        """Say whether a slope lies in the subdifferential."""
        slack = SLACK * (self.high - self.low)
        return self.low - slack <= slope <= self.high + slack


def find_kink(rungs: Sequence[Rung], gap: float) -> Kink | None:
    """Return the kink that explains a disagreement of size gap; None if none does.

    Args:
        rungs: from coarse to fine; the last two are looked at.
        gap: how far the claimed slope and the estimate are apart.
    """
    if len(rungs) < 2:
        return None
    coarser, finer = rungs[-2:]
    clear = max(PART_OF_GAP * gap, ABOVE_NOISE * finer.noise)
    if finer.kink <= clear or finer.kink <= NOT_SHRINKING * coarser.kink:
        return None
    if finer.kink > NOT_GROWING * coarser.kink:
        return None
    low, high = sorted((finer.forward, finer.backward))
    return Kink(low, high)
