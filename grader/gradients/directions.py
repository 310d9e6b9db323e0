"""Large blocks: random directions, and the search for the entry that one objects to.

Along v = ± the scales every entry takes part with its own size, so that one wrong entry
among thousands shows as long as the slope along v is known exactly enough. Which entry
it is, halving the block tells.
"""

from dataclasses import dataclass

import numpy as np

from grader.gradients.case import Case
from grader.gradients.judgement import Claim, Reading, judge
from grader.gradients.ladder import Ladder
from grader.gradients.layout import Array, Slot
from grader.gradients.rounds import run
from grader.gradients.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Search:
    """Where a failing direction led."""

    verdict: Verdict
    """FAIL where an entry or a group of entries was found."""
    start: int
    """The first entry of the last group that failed, a position in the flat vector."""
    stop: int
    """Its end."""
    reading: Reading | None
    """The reading of the entry, where it is a single one."""


def random_signs(slot: Slot, rng: np.random.Generator) -> Array:
    """Return +1 or -1 for each entry of a block."""
    return rng.choice(np.array([-1.0, 1.0]), size=slot.size)


def search(case: Case, slot: Slot, signs: Array) -> Search:
    """Return the entry that is to blame for a direction along which the block fails.

    The slopes of two halves add up to that of the whole, so one of them fails too.
    If neither does, either noise hides which one, and the group fails as a whole, or
    the loss has kinks here, where slopes do not add up: then nobody is blamed.
    """
    start, stop = slot.start, slot.stop
    while True:
        middle = (start + stop) // 2
        halves = ((start, middle), (middle, stop))
        parts = [_part(case, slot, low, high, signs) for low, high in halves]
        readings = run(case.caller, [judge(*part) for part in parts])
        failing = [i for i in (0, 1) if readings[i].verdict is Verdict.FAIL]
        if not failing:
            unclear = all(
                r.verdict is Verdict.INCONCLUSIVE and r.kink is None for r in readings
            )
            verdict = Verdict.FAIL if unclear else Verdict.INCONCLUSIVE
            return Search(verdict, start, stop, None)
        gaps = [
            abs(claim.slope - reading.value)
            for (_, claim), reading in zip(parts, readings, strict=True)
        ]
        worse = max(failing, key=gaps.__getitem__)
        start, stop = halves[worse]
        if stop - start == 1:
            return Search(Verdict.FAIL, start, stop, readings[worse])


def _part(
    case: Case, slot: Slot, start: int, stop: int, signs: Array
) -> tuple[Ladder, Claim]:
    if stop - start == 1:
        return case.entry(slot, start)
    part = signs[start - slot.start : stop - slot.start]
    return case.along(slot, slice(start, stop), part)
