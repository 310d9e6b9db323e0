"""The check itself: from a loss, a gradient and a point to a verdict."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.gradients.case import RTOL, RTOL_SINGLE, Case
from grader.gradients.directions import Search, random_signs, search
from grader.gradients.judgement import Claim, Reading, judge
from grader.gradients.ladder import Ladder
from grader.gradients.layout import Array, Slot, read_point
from grader.gradients.noise import are_single, measure_noise
from grader.gradients.origin import Origin, Refusal, look_at
from grader.gradients.protocol import Batch, Caller, Gradient, Hook, Loss
from grader.gradients.result import Block, Direction, Entry, GradientCheck
from grader.gradients.rounds import run
from grader.gradients.sampling import Share, shares
from grader.gradients.scale import scales
from grader.gradients.verdict import Severity, Verdict, combine, severity_of

SEED = 20_240_607
"""Where the randomness of directions and samples comes from, unless told."""


def check_gradient(
    f: Loss | None,
    g: Gradient,
    x: Any,
    *,
    many: Batch | None = None,
    reseed: Hook | None = None,
    propagate: tuple[type[BaseException], ...] = (),
    seed: int = SEED,
) -> GradientCheck:
    """Compare a gradient with the loss that it should belong to.

    Args:
        f: the loss: takes a point, returns one number. None where there is `many`.
        g: the gradient: takes a point, returns the same structure.
        x: where to compare: a number, an array, a list or a dict of arrays. Integers
            become float64; float32 stays what it is.
        many: the loss at many points at once, for a loss that lives elsewhere; nan
            stands for a point without one.
        reseed: called before every call, and before every batch.
        propagate: exceptions that are not the doing of f or g, such as a lost process.
        seed: of directions and samples in large blocks.
    """
    if f is None and many is None:
        raise ValueError("check_gradient needs the loss: f, or many; got neither.")
    layout, flat = read_point(x)
    caller = Caller(layout, f=f, many=many, reseed=reseed, propagate=propagate)
    origin = look_at(caller, g, flat)
    if isinstance(origin, Refusal):
        return _refused(caller, origin)
    rng = np.random.default_rng(seed)
    case = _case(caller, flat, origin, rng)
    blocks = _check_blocks(case, rng)
    last = caller.loss(flat)
    if last != origin.f0:
        message = (
            f"The loss of one point is {origin.f0!r} at first and {last!r} in the end: "
            "it remembers something from call to call."
        )
        return _refused(caller, Refusal(Verdict.NONDETERMINISTIC, message, origin.f0))
    return _result(case, blocks)


def _case(caller: Caller, x: Array, origin: Origin, rng: np.random.Generator) -> Case:
    layout = caller.layout
    sizes = scales(layout, x)
    v = sizes * rng.choice(np.array([-1.0, 1.0]), size=x.size)
    noise = measure_noise(caller, x, v, origin.f0, single=layout.single)
    single = origin.single or are_single(origin.gradient)
    double, half = np.finfo(np.float64).eps, np.finfo(np.float32).eps
    coarse = single or layout.single or noise.unit > double
    return Case(
        caller=caller,
        layout=layout,
        x=x,
        f0=origin.f0,
        noise=noise,
        scales=sizes,
        claimed=origin.gradient,
        rtol=RTOL_SINGLE if coarse else RTOL,
        unit=float(half if single else double),
    )


@dataclass(slots=True)
class _Work:
    """What is asked and found in one block."""

    slot: Slot
    share: Share
    signs: list[Array]
    parts: list[tuple[Ladder, Claim]]
    readings: list[Reading]


def _check_blocks(case: Case, rng: np.random.Generator) -> list[Block]:
    """Return the verdicts on all blocks; their lines are evaluated side by side."""
    works: list[_Work] = []
    layout = case.layout
    for slot, share in zip(
        layout.slots, shares(layout, case.claimed, rng), strict=True
    ):
        signs = [random_signs(slot, rng) for _ in range(share.directions)]
        parts = [case.entry(slot, position) for position in share.positions]
        whole = slice(slot.start, slot.stop)
        parts += [case.along(slot, whole, s) for s in signs]
        works.append(_Work(slot, share, signs, parts, []))
    tasks = [judge(*part) for work in works for part in work.parts]
    readings = iter(run(case.caller, tasks))
    for work in works:
        work.readings = [next(readings) for _ in work.parts]
    return [_block(case, work) for work in works]


def _block(case: Case, work: _Work) -> Block:
    before = case.caller.evaluations
    count = len(work.share.positions)
    entries = dict(zip(work.share.positions, work.readings[:count], strict=True))
    along = work.readings[count:]
    verdict = combine([reading.verdict for reading in entries.values()])
    found: Search | None = None
    if along and verdict is not Verdict.FAIL:
        failing = [i for i, r in enumerate(along) if r.verdict is Verdict.FAIL]
        if failing:
            found = search(case, work.slot, work.signs[failing[0]])
            verdict = found.verdict
            if found.reading is not None:
                entries[found.start] = found.reading
        elif 2 * sum(reading.verdict.accepts for reading in along) < len(along):
            verdict = Verdict.INCONCLUSIVE
    rungs = sum(len(ladder.tried) for ladder, _ in work.parts)
    suspects = None
    if found is not None and found.reading is None and verdict is Verdict.FAIL:
        suspects = (found.start - work.slot.start, found.stop - work.slot.start)
    return Block(
        name=work.slot.name,
        shape=work.slot.shape,
        verdict=verdict,
        entries=tuple(_entry(case, work.slot, k, r) for k, r in entries.items()),
        directions=tuple(
            Direction(reading.verdict, claim.slope, reading.value, reading.error)
            for (_, claim), reading in zip(work.parts[count:], along, strict=True)
        ),
        evaluations=2 * rungs + case.caller.evaluations - before,
        suspects=suspects,
    )


def _entry(case: Case, slot: Slot, position: int, reading: Reading) -> Entry:
    kink = reading.kink
    return Entry(
        index=slot.index(position),
        verdict=reading.verdict,
        got=float(case.claimed[position]),
        numeric=reading.value,
        uncertainty=reading.error,
        steps=(reading.coarse, reading.fine),
        sides=None if kink is None else (kink.low, kink.high),
    )


def _result(case: Case, blocks: list[Block]) -> GradientCheck:
    verdict = combine([block.verdict for block in blocks])
    wrong = [e.relative_error for block in blocks for e in block.failing]
    severity = Severity.NONE
    if verdict is Verdict.FAIL:
        severity = severity_of(max(wrong, default=math.inf))
    return GradientCheck(
        verdict=verdict,
        severity=severity,
        blocks=tuple(blocks),
        notes=tuple(_notes(case)),
        loss=case.f0,
        noise_floor=case.noise.at(case.f0),
        evaluations=case.caller.evaluations,
    )


def _notes(case: Case) -> list[str]:
    notes = _mutations(case.caller)
    if not case.caller.reacts:
        notes.append("The loss does not react to its parameters.")
    if case.rtol == RTOL_SINGLE:
        notes.append(
            "Something is in single precision: errors below 2.4e-5 are not seen."
        )
    return notes


def _mutations(caller: Caller) -> list[str]:
    return [f"The {name} writes to its argument." for name in sorted(caller.mutators)]


def _refused(caller: Caller, refusal: Refusal) -> GradientCheck:
    blamed = refusal.verdict.blames
    return GradientCheck(
        verdict=refusal.verdict,
        severity=Severity.WRONG if blamed else Severity.NONE,
        blocks=(),
        notes=(refusal.message, *_mutations(caller)),
        loss=refusal.f0,
        noise_floor=math.nan,
        evaluations=caller.evaluations,
    )
