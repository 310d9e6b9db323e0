"""The verdict on one line: is the claimed slope the slope of the loss?

A claim is rejected only after the disagreement was seen again at the finest steps that
noise allows. Whatever is not clear by then is inconclusive.
"""

import math
from collections.abc import Generator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from grader.gradients.averaging import average, average_rungs
from grader.gradients.kinks import Kink, find_kink
from grader.gradients.ladder import (
    BUDGET,
    Estimate,
    Ladder,
    Probe,
    Rung,
    climb,
)
from grader.gradients.line import FIRST_STEP, RATIO
from grader.gradients.verdict import Verdict

TRUST = 4.0
"""A claim may be off by this many of the estimate's own errors."""
VAGUE = 1e-2
"""An estimate that may be wrong by this share of itself decides nothing."""
VAGUE_ZERO = 1e-4
"""A zero is one if the estimate is known to this share of its surroundings."""
CONFIRMING = 8.0
"""Steps confirm a disagreement where it is so many times their noise."""
CONFIRMING_RUNGS = 4
"""The finest steps of that kind which are used."""
ROUNDS = 4
"""Re-estimates before a line that keeps changing is given up."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A slope that somebody claims, and how exact it has to be."""

    slope: float
    """The claimed slope."""
    rtol: float
    """Relative tolerance."""
    atol: float
    """Absolute tolerance."""
    goal: float
    """An absolute error of the estimate that is always good enough."""
    surroundings: float
    """What slopes are like here, to judge a zero by: the largest of the block."""
    norm: float = 0.0
    """For a direction the root of the sum of squares of what adds up to the slope,
    and might cancel; 0 for a parameter."""

    def size(self, value: float) -> float:
        """Return the size that relative tolerances refer to."""
        return max(abs(self.slope), abs(value))

    def gap(self, estimate: Estimate) -> float:
        """Return how far claim and estimate are apart."""
        return abs(self.slope - estimate.value)

    def is_doubtful(self, estimate: Estimate) -> bool:
        """Say whether claim and estimate agree only because noise excuses much.

        Right claims are hardly ever off by more than the estimate's own error.
        """
        allowed = estimate.error + self.rtol * self.size(estimate.value) + self.atol
        return self.gap(estimate) > allowed

    def tolerates(self, estimate: Estimate) -> bool:
        """Say whether claim and estimate agree."""
        size = self.size(estimate.value)
        tol = TRUST * estimate.error + self.rtol * size + self.atol
        return self.gap(estimate) <= tol


@dataclass(frozen=True, slots=True)
class Reading:
    """The verdict on a line, with the estimate behind it."""

    verdict: Verdict
    """The verdict."""
    value: float
    """The slope of the loss; nan where none was found."""
    error: float
    """How wrong that may be."""
    coarse: float
    """The longest step behind the value."""
    fine: float
    """The shortest."""
    kink: Kink | None = None
    """The slopes of the two sides, where they differ."""


Judging: TypeAlias = Generator[list[Probe], list[float], Reading]
"""Asks for losses, is sent them, and returns the verdict in the end."""


def judge(ladder: Ladder, claim: Claim) -> Judging:
    """Compare a claimed slope with the loss."""
    best = yield from climb(ladder, claim.slope, claim.rtol, claim.goal)
    for _ in range(ROUNDS):
        if best is None:
            return _reading(Verdict.INCONCLUSIVE, ladder, None)
        if claim.tolerates(best):
            if claim.is_doubtful(best):
                return (yield from _look_again(ladder, claim, best))
            return _reading(_agreed(ladder, claim, best), ladder, best)
        outcome = yield from _confirm(ladder, claim, best)
        if outcome is not None:
            return outcome
        # Fine and coarse steps disagree: look at everything between and start anew.
        low, high = min(ladder.rungs), max(ladder.rungs)
        yield from ladder.ask(range(low, high + 1))
        best = ladder.best()
    return _reading(Verdict.INCONCLUSIVE, ladder, best)


def _agreed(ladder: Ladder, claim: Claim, best: Estimate) -> Verdict:
    """Return PASS if the agreement means something."""
    uncertain = TRUST * best.error
    if uncertain <= VAGUE * max(claim.size(best.value), claim.norm):
        return Verdict.PASS
    if claim.slope == 0:
        # A zero has no size of its own. What the loss does along this line, though it
        # comes back to the same value on both sides, is a size too: x² at 0.
        one_sided = max(
            max(abs(r.forward), abs(r.backward)) - r.noise
            for r in ladder.rungs.values()
        )
        if uncertain <= VAGUE_ZERO * max(claim.surroundings, one_sided):
            return Verdict.PASS
    return Verdict.INCONCLUSIVE


def _confirm(
    ladder: Ladder, claim: Claim, best: Estimate
) -> Generator[list[Probe], list[float], Reading | None]:
    """Return the verdict at fine steps; None if these have changed the estimate."""
    gap = claim.gap(best)
    finest = _finest_level(ladder, gap)
    yield from ladder.ask(range(max(finest - 2, best.fine + 1), finest + 1))
    fine = _confirming_rungs(ladder, gap)
    if len(fine) < 2:
        return (yield from _look_again(ladder, claim, best))
    kink = find_kink(fine, gap)
    if kink is not None:
        verdict = Verdict.KINK if kink.accepts(claim.slope) else Verdict.FAIL
        return _reading(verdict, ladder, best, kink=kink)
    again = ladder.best([rung.level for rung in fine])
    if again is None:
        return _reading(Verdict.INCONCLUSIVE, ladder, best)
    moved = abs(again.value - best.value)
    last_agrees = abs(fine[-1].slope - claim.slope) <= gap / 4
    # Within a kink's reach the slopes go over to those of one side; noise may hide
    # where they end.
    still_moves = yield from _still_moves(ladder, fine, gap)
    is_unsettled = last_agrees or still_moves or moved > gap / 2
    now = ladder.best()
    if is_unsettled or now is None or claim.tolerates(now):
        unchanged = now == best and not _has_holes(ladder)
        return _reading(Verdict.INCONCLUSIVE, ladder, best) if unchanged else None
    if claim.tolerates(again):
        return (yield from _look_again(ladder, claim, best))
    return _reading(Verdict.FAIL, ladder, best)


def _still_moves(
    ladder: Ladder, fine: list[Rung], gap: float
) -> Generator[list[Probe], list[float], bool]:
    """Say whether the finest slopes are on their way to others."""
    level = fine[-1].level
    known = [ladder.rungs[k] for k in range(level - 2, level + 1) if k in ladder.rungs]
    if not _speed_up(known, gap):
        return False
    # Or it is noise, stronger than it was measured.
    return _speed_up((yield from average_rungs(ladder, [r.level for r in known])), gap)


def _speed_up(rungs: list[Rung], gap: float) -> bool:
    """Say whether slopes change much, and not less from level to level.

    Those of a smooth function change by a sixteenth of what they did a level before.
    """
    if len(rungs) < 3:
        return False
    before, now = (abs(b.slope - a.slope) for a, b in pairwise(rungs[-3:]))
    return now > gap / 4 and now > before / 2


def _look_again(ladder: Ladder, claim: Claim, best: Estimate) -> Judging:
    """Return the verdict on what noise alone would excuse, from averaged slopes."""
    mean = yield from average(ladder, best)
    again = mean.best()
    near = [mean.rungs[k] for k in sorted(mean.rungs) if k <= best.fine]
    kink = find_kink(near, claim.gap(best))
    if kink is not None and kink.accepts(claim.slope):
        return _reading(Verdict.KINK, ladder, best, kink=kink)
    if again is None or again.error > best.error / 2:
        agreed = claim.tolerates(best)
        verdict = _agreed(ladder, claim, best) if agreed else Verdict.INCONCLUSIVE
        return _reading(verdict, ladder, best)
    if not claim.tolerates(again):
        return _reading(Verdict.FAIL, ladder, again)
    return _reading(_agreed(ladder, claim, again), ladder, again)


def _finest_level(ladder: Ladder, gap: float) -> int:
    """Return the finest level at which noise is well below the gap."""
    noise = ladder.noise_at(0) * CONFIRMING
    level = math.ceil(math.log(gap / noise, RATIO)) - 1 if noise else BUDGET
    shortest = math.log(FIRST_STEP * ladder.line.scale / ladder.line.finest, RATIO)
    return min(level, math.floor(shortest))


def _confirming_rungs(ladder: Ladder, gap: float) -> list[Rung]:
    rungs = [ladder.rungs[k] for k in sorted(ladder.rungs)]
    return [r for r in rungs if CONFIRMING * r.noise < gap][-CONFIRMING_RUNGS:]


def _has_holes(ladder: Ladder) -> bool:
    low, high = min(ladder.rungs), max(ladder.rungs)
    return any(k not in ladder.tried for k in range(low, high + 1))


def _reading(
    verdict: Verdict, ladder: Ladder, best: Estimate | None, *, kink: Kink | None = None
) -> Reading:
    if best is None:
        return Reading(verdict, math.nan, math.inf, math.nan, math.nan, kink)
    coarse, fine = ladder.line.step(best.coarse), ladder.line.step(best.fine)
    return Reading(verdict, best.value, best.error, coarse, fine, kink)
