"""A line through the point: one parameter, or a direction in a block."""

from dataclasses import dataclass

import numpy as np

from grader.gradients.layout import Array, Slot

FIRST_STEP = 1e-2
"""The step of level 0, in units of the scale."""
RATIO = 4.0
"""Each level's step is this much finer than that of the one before."""
COARSEST_STEP = 30.0
"""No step is longer than this, in units of the scale."""
LEAST_ULPS = 8.0
"""No step is shorter than this many gaps between neighbouring floats."""

LEAST_SHARE = 2.0**-70
"""Nor shorter than this share of the scale: at 0, the gaps have no end."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The points x + t v, for steps t of either sign."""

    x: Array
    """The point, flat; shared by all lines."""
    slot: Slot
    """The block that the line moves in."""
    positions: slice
    """Which entries of the flat vector move."""
    direction: Array
    """v at these entries."""
    scale: float
    """What a step of 1 means along this line."""
    finest: float
    """The shortest step that still moves the point as far as it says."""

    def step(self, level: int) -> float:
        """Return the nominal step of a level."""
        return FIRST_STEP * self.scale * RATIO**-level

    def allows(self, level: int) -> bool:
        """Say whether the step of a level is neither too long nor too short."""
        return self.finest <= self.step(level) <= COARSEST_STEP * self.scale

    def point(self, t: float) -> Array:
        """Return x + t v, rounded to what the block can hold."""
        moved = self.x.copy()
        moved[self.positions] = self._moved(t)
        return moved

    def realised(self, t: float) -> float:
        """Return the step that is really taken, which rounding may have changed."""
        if self.direction.size > 1:
            # Powers of two are added to each entry: nothing is rounded, but for
            # entries that cross a power of two themselves.
            return t
        return float(self._moved(t)[0] - self.x[self.positions][0]) * float(
            self.direction[0]
        )

    def _moved(self, t: float) -> Array:
        entries = self.x[self.positions] + t * self.direction
        return entries.astype(self.slot.dtype).astype(np.float64)


def coordinate(x: Array, slot: Slot, position: int, scale: float) -> Line:
    """Return the line along one parameter, with v = 1."""
    ulp = float(np.spacing(np.abs(x[position : position + 1]).astype(slot.dtype))[0])
    return Line(
        x=x,
        slot=slot,
        positions=slice(position, position + 1),
        direction=np.ones(1),
        scale=scale,
        finest=max(LEAST_ULPS * ulp, LEAST_SHARE * scale),
    )


def direction(x: Array, slot: Slot, where: slice, signs: Array, sizes: Array) -> Line:
    """Return the line along v = ± the scales, rounded to powers of two.

    One direction never spans two blocks: the larger block would swamp the smaller.
    """
    v = signs * np.exp2(np.round(np.log2(sizes)))
    unit = float(np.finfo(slot.dtype).eps)
    return Line(
        x=x,
        slot=slot,
        positions=where,
        direction=v,
        scale=2.0**-7 / FIRST_STEP,
        finest=64 * unit,
    )
