"""Everything that stays the same during one check."""

from dataclasses import dataclass

import numpy as np

from grader.gradients.judgement import Claim
from grader.gradients.ladder import Ladder
from grader.gradients.layout import Array, Layout, Slot
from grader.gradients.line import Line, coordinate, direction
from grader.gradients.noise import Noise
from grader.gradients.protocol import Caller

RTOL = 1e-7
"""Relative tolerance in double precision."""
RTOL_SINGLE = 200 * float(np.finfo(np.float32).eps)
"""Relative tolerance where anything is in single precision: 2.4e-5."""
ROUNDINGS = 20
"""An entry may be off by this many roundings of the block's largest one."""
GOOD_ENOUGH = 1e-14
"""An error of this share of the block's largest entry needs no improvement."""
ALONG = 1e-8
"""A direction may be off by this share of its norm."""
ALONG_GOOD_ENOUGH = 0.1
"""Its estimate may be wrong by this share of that."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A point with its loss, the claimed gradient, and how exact both are."""

    caller: Caller
    """Evaluates the loss."""
    layout: Layout
    """The structure of the point."""
    x: Array
    """The point, flat."""
    f0: float
    """Its loss."""
    noise: Noise
    """The noise of the loss."""
    scales: Array
    """The scale of each parameter."""
    claimed: Array
    """The claimed gradient, flat."""
    rtol: float
    """Relative tolerance."""
    unit: float
    """The rounding of the claimed gradient."""

    def ladder(self, line: Line) -> Ladder:
        """Return a ladder without rungs."""
        return Ladder(line=line, f0=self.f0, noise=self.noise)

    def entry(self, slot: Slot, position: int) -> tuple[Ladder, Claim]:
        """Return what the verdict on one parameter needs."""
        scale = float(self.scales[position])
        largest = self._largest(slot)
        claim = Claim(
            slope=float(self.claimed[position]),
            rtol=self.rtol,
            atol=ROUNDINGS * self.unit * largest,
            goal=GOOD_ENOUGH * largest,
            surroundings=max(largest, self._strongest() / scale),
        )
        return self.ladder(coordinate(self.x, slot, position, scale)), claim

    def along(self, slot: Slot, where: slice, signs: Array) -> tuple[Ladder, Claim]:
        """Return what the verdict on a direction needs."""
        line = direction(self.x, slot, where, signs, self.scales[where])
        parts = self.claimed[where] * line.direction
        norm = float(np.linalg.norm(parts))
        along = max(ALONG, self.rtol)
        length = float(np.linalg.norm(line.direction))
        claim = Claim(
            slope=float(np.sum(parts)),
            rtol=self.rtol,
            atol=along * norm + ROUNDINGS * self.unit * self._largest(slot) * length,
            goal=ALONG_GOOD_ENOUGH * along * norm,
            surroundings=max(norm, self._strongest()),
            norm=norm,
        )
        return self.ladder(line), claim

    def _largest(self, slot: Slot) -> float:
        return float(np.max(np.abs(self.claimed[slot.start : slot.stop])))

    def _strongest(self) -> float:
        """Return the largest effect on the loss of a change by one scale."""
        return float(np.max(np.abs(self.claimed * self.scales)))
