"""Which entries of a block are checked one by one, and along how many directions."""

from dataclasses import dataclass

import numpy as np

from grader.gradients.layout import Array, Layout, Slot

SMALL = 200
"""Blocks of at most this size are checked entry by entry."""
MANY = 10_000
"""Above so many parameters in all, the blocks share a fixed number of lines."""
LINES = 80
"""That number."""
FEWEST = 5
"""However many the blocks, each gets so many lines."""
DIRECTIONS = 4
"""Directions in a large block; half of them where lines are scarce."""
STRATA = 3
"""Entries taken of the largest, the median, the smallest and those that are 0."""
AT_RANDOM = 8
"""Entries taken at random."""


@dataclass(frozen=True, slots=True)
class Share:
    """What of a block is checked."""

    positions: tuple[int, ...]
    """Entries, as positions in the flat vector."""
    directions: int
    """Directions through the whole block; 0 where every entry is checked."""


def shares(
    layout: Layout, claimed: Array, rng: np.random.Generator
) -> tuple[Share, ...]:
    """Return what of each block is checked."""
    lines = 4 * STRATA + AT_RANDOM + DIRECTIONS
    small = SMALL
    if layout.size > MANY:
        lines = min(lines, max(FEWEST, LINES // len(layout.slots)))
        small = lines
    directions = DIRECTIONS if lines >= 4 * DIRECTIONS else DIRECTIONS // 2
    return tuple(
        Share(tuple(range(slot.start, slot.stop)), 0)
        if slot.size <= small
        else Share(_sample(slot, claimed, lines - directions, rng), directions)
        for slot in layout.slots
    )


def _sample(
    slot: Slot, claimed: Array, count: int, rng: np.random.Generator
) -> tuple[int, ...]:
    """Return entries of every size: an error often shows in one kind only.

    The strata take turns, so that a short sample still has one of each.
    """
    sizes = np.abs(claimed[slot.start : slot.stop])
    order = np.argsort(sizes, kind="stable")
    zeros, present = order[sizes[order] == 0], order[sizes[order] > 0]
    middle = max(0, present.size // 2 - STRATA // 2)
    strata = (
        present[::-1][:STRATA],
        present[middle : middle + STRATA],
        present[:STRATA],
        rng.permutation(zeros)[:STRATA],
        rng.permutation(slot.size)[:AT_RANDOM],
    )
    turns = [
        int(stratum[turn]) + slot.start
        for turn in range(AT_RANDOM)
        for stratum in strata
        if turn < stratum.size
    ]
    return tuple(dict.fromkeys(turns))[:count]
