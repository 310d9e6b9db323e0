"""A derivative from many more steps: what noise hides from one, their mean may show.

Used where a claim is further off than the estimate should be, and yet within what
noise excuses. Rounding differs from step to step like noise: the mean over steps that
are a little shorter is off by a fraction of it, while what depends on the step's
length, a kink or a bend, stays.
"""

import math
from collections.abc import Generator, Sequence

from grader.gradients.ladder import Estimate, Ladder, Probe, Rung

REPEATS = 32
"""Steps for each level; noise shrinks by the root of it."""
SHORTEST = 0.75
"""The shortest of them in units of the longest, which is the level's own."""
FINER = 2
"""Levels below an estimate that have to agree with it."""


def average(
    ladder: Ladder, estimate: Estimate
) -> Generator[list[Probe], list[float], Ladder]:
    """Return a ladder of averaged slopes.

    Args:
        ladder: of the line; it stays as it is.
        estimate: the estimate whose levels are looked at again.
    """
    mean = Ladder(ladder.line, ladder.f0, ladder.noise)
    levels = range(estimate.coarse, estimate.fine + FINER + 1)
    rungs = yield from average_rungs(ladder, levels)
    mean.rungs = {rung.level: rung for rung in rungs}
    return mean


def average_rungs(
    ladder: Ladder, levels: Sequence[int]
) -> Generator[list[Probe], list[float], list[Rung]]:
    """Return a rung for each level, averaged over many steps; unusable ones are left.

    Args:
        ladder: of the line; it stays as it is.
        levels: from coarse to fine.
    """
    ladders = []
    for repeat in range(REPEATS):
        share = SHORTEST ** (repeat / (REPEATS - 1))
        ladders.append(Ladder(ladder.line, ladder.f0, ladder.noise, share=share))
    wanted: list[Probe] = []
    asking = []
    for each in ladders:
        task = each.ask(levels)
        probes = next(task, [])
        wanted += probes
        asking.append((task, len(probes)))
    losses = iter((yield wanted))
    for task, count in asking:
        try:
            task.send([next(losses) for _ in range(count)])
        except StopIteration:
            continue
    found = []
    for level in levels:
        rungs = [each.rungs[level] for each in ladders if level in each.rungs]
        if len(rungs) == REPEATS:
            found.append(_mean(level, rungs))
    return found


def _mean(level: int, rungs: list[Rung]) -> Rung:
    count = len(rungs)
    return Rung(
        level=level,
        forward=math.fsum(rung.forward for rung in rungs) / count,
        backward=math.fsum(rung.backward for rung in rungs) / count,
        slope=math.fsum(rung.slope for rung in rungs) / count,
        noise=math.fsum(rung.noise for rung in rungs) / count / math.sqrt(count),
    )
