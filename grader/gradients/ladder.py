"""A derivative with its own error: central differences at many steps, extrapolated.

At step t a central difference D is wrong by about c t² + d t⁴ + ... and by noise / t.
With steps a factor of four apart, Richardson's table removes t², t⁴ and t⁶ in turn; how
far neighbours in the table disagree says how wrong they are.

Source:
    Ridders, "Accurate computation of F'(x) and F'(x) F''(x)", Adv. Eng. Software 4
    (1982); the noise term and the comparison with finer steps are ours.
"""

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from grader.gradients.line import RATIO, Line
from grader.gradients.noise import Noise

Probe: TypeAlias = tuple[Line, float]
"""A line, and a step on it at which the loss is wanted."""

COLUMNS = 3
"""How many powers of t² are removed at most."""
NOISE_MARGIN = 1.5
"""Noise of a difference, in units of the floor over the step."""
EXTRAPOLATED = 1.3
"""Extrapolation raises the noise by up to this factor."""
START = (1, 2, 3)
"""The levels that every line begins with."""
BUDGET = 20
"""Levels on a line before it is given up."""
STAGNATION = 0.7
"""A further level has to bring the error down to this share."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The loss on both sides of the point at one step."""

    level: int
    """Which step; higher levels are finer."""
    forward: float
    """The loss difference over the step ahead, divided by it."""
    backward: float
    """The same for the step back."""
    slope: float
    """The central difference."""
    noise: float
    """What the slope may be wrong by because of noise."""

    @property
    def kink(self) -> float:
        """Return how far the two one-sided slopes are apart."""
        return abs(self.forward - self.backward)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A derivative and how far it can be trusted."""

    value: float
    """The derivative."""
    error: float
    """How wrong it may be."""
    noise: float
    """The part of the error that is noise."""
    coarse: int
    """The coarsest level it was made from."""
    fine: int
    """The finest."""


@dataclass(slots=True)
class Ladder:
    """The rungs of one line so far."""

    line: Line
    """Where the rungs lie."""
    f0: float
    """The loss at the point."""
    noise: Noise
    """The noise of the loss."""
    rungs: dict[int, Rung] = field(default_factory=dict)
    """Usable rungs by level."""
    tried: set[int] = field(default_factory=set)
    """All levels asked for, the unusable ones too."""
    share: float = 1.0
    """How long its steps are, in units of the level's own."""

    def ask(self, levels: Sequence[int]) -> Generator[list[Probe], list[float], None]:
        """Get the rungs of these levels that are still missing."""
        new = [k for k in levels if k not in self.tried and self.line.allows(k)]
        self.tried.update(levels)
        steps = [self.share * self.line.step(k) for k in new]
        if not new:
            return
        losses = yield [(self.line, sign * t) for t in steps for sign in (1, -1)]
        for at, (level, t) in enumerate(zip(new, steps, strict=True)):
            rung = self._rung(level, t, losses[2 * at], losses[2 * at + 1])
            if rung is not None:
                self.rungs[level] = rung

    def noise_at(self, level: int) -> float:
        """Return what noise does to a slope at a level that need not be there."""
        return NOISE_MARGIN * self.noise.at(self.f0) / self.line.step(level)

    def best(self, levels: Sequence[int] | None = None) -> Estimate | None:
        """Return the estimate of least error that no finer step contradicts."""
        chosen = sorted(self.rungs if levels is None else levels)
        rungs = [self.rungs[k] for k in chosen]
        candidates = sorted(_table(rungs), key=lambda e: e.error)
        return next((e for e in candidates if _is_admissible(e, rungs)), None)

    def _rung(self, level: int, t: float, plus: float, minus: float) -> Rung | None:
        ahead, back = self.line.realised(t), -self.line.realised(-t)
        if not (math.isfinite(plus) and math.isfinite(minus)):
            return None
        if min(ahead, back) <= 0:
            return None
        rung = Rung(
            level=level,
            forward=(plus - self.f0) / ahead,
            backward=(self.f0 - minus) / back,
            slope=(plus - minus) / (ahead + back),
            noise=NOISE_MARGIN * self.noise.at(plus, minus) / t,
        )
        usable = (rung.forward, rung.backward, rung.slope, rung.noise)
        return rung if all(map(math.isfinite, usable)) else None


def climb(
    ladder: Ladder, claim: float | None, rtol: float, floor: float
) -> Generator[list[Probe], list[float], Estimate | None]:
    """Add rungs until the error is far below what the verdict will ask for.

    Args:
        ladder: what to add rungs to.
        claim: the derivative somebody claims, None where nobody does.
        rtol: the relative accuracy that the verdict will ask for.
        floor: an absolute error that is always good enough.
    """
    yield from ladder.ask(START)
    best, before, earlier = ladder.best(), math.inf, math.inf
    while len(ladder.tried) < BUDGET:
        if best is not None:
            size = max(abs(best.value), abs(claim or 0.0))
            if best.error <= 0.02 * rtol * size + floor:
                break
        level = _next_level(ladder, best, earlier)
        if level is None:
            break
        # A single rung may bring nothing by chance, or only bring its column nearer.
        earlier, before = before, math.inf if best is None else best.error
        yield from ladder.ask((level,))
        best = ladder.best()
    return best


def _next_level(ladder: Ladder, best: Estimate | None, before: float) -> int | None:
    finer, coarser = max(ladder.tried) + 1, min(ladder.tried) - 1
    finer_allowed = ladder.line.allows(finer)
    if best is None:
        return finer if finer_allowed else None
    dominated_by_noise = best.error - best.noise <= best.noise
    # A finer rung is at least as wrong as its noise: it may be too late for it.
    if not dominated_by_noise and finer_allowed and ladder.noise_at(finer) < best.error:
        return finer
    stagnates = best.error > STAGNATION * before
    coarser_usable = min(ladder.rungs, default=0) == coarser + 1
    if stagnates or not coarser_usable or not ladder.line.allows(coarser):
        return None
    return coarser


def _table(rungs: Sequence[Rung]) -> list[Estimate]:
    """Return Richardson's table with the error of each entry."""
    entries: list[Estimate] = []
    above: list[float] = []
    for at, rung in enumerate(rungs):
        if at == 0 or rungs[at - 1].level != rung.level - 1:
            above = [rung.slope]  # nothing to compare with, and no entry
            continue
        row = [rung.slope]
        change = abs(rung.slope - above[0])
        entries.append(_entry(rung, 0, rung.slope, change, rung.noise))
        for column in range(1, min(COLUMNS, len(above)) + 1):
            left, corner = row[-1], above[column - 1]
            value = left + (left - corner) / (RATIO ** (2 * column) - 1)
            change = max(abs(value - left), abs(value - corner))
            noise = EXTRAPOLATED * rung.noise
            entries.append(_entry(rung, column, value, change, noise))
            row.append(value)
        above = row
    return [e for e in entries if math.isfinite(e.value) and math.isfinite(e.error)]


def _entry(
    rung: Rung, column: int, value: float, change: float, noise: float
) -> Estimate:
    coarse = rung.level - max(1, column)
    return Estimate(value, change + noise, noise, coarse=coarse, fine=rung.level)


def _is_admissible(e: Estimate, rungs: Sequence[Rung]) -> bool:
    """Say whether every finer slope agrees with an estimate.

    Large steps can agree with each other and all be wrong: beyond a kink, on the flat
    part of a steep function, or at whole periods of a fast one.
    """
    previous_change = math.inf
    for coarser, finer in pairwise(rungs):
        change = abs(finer.slope - coarser.slope)
        if finer.level > e.fine:
            allowed = 4 * e.error + 3 * finer.noise
            # A plain slope is less exact than the extrapolated estimate: its own
            # change tells by how much, as long as the changes get smaller.
            if change <= previous_change / 2:
                allowed += change
            if abs(finer.slope - e.value) > allowed:
                return False
        previous_change = change
    return True
