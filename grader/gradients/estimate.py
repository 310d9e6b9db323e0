"""The gradient of a loss from its values alone, each entry with its uncertainty."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.gradients.case import RTOL, RTOL_SINGLE
from grader.gradients.check import SEED
from grader.gradients.ladder import Ladder, climb
from grader.gradients.layout import Array, Layout, Point, read_point
from grader.gradients.line import coordinate
from grader.gradients.noise import measure_noise
from grader.gradients.protocol import Batch, Caller, Hook, Loss
from grader.gradients.rounds import run
from grader.gradients.scale import scales


@dataclass(frozen=True, slots=True, eq=False)
class GradientEstimate:
    """A numeric gradient in the structure of its point."""

    values: Point
    """The derivatives; nan where no steps agree."""
    uncertainties: Point
    """How wrong each may be; inf where no steps agree."""
    evaluations: int
    """Evaluations of the loss."""


def estimate_gradient(
    f: Loss | None,
    x: Any,
    *,
    many: Batch | None = None,
    reseed: Hook | None = None,
    seed: int = SEED,
) -> GradientEstimate:
    """Return the gradient of f at x, every entry with its uncertainty.

    It takes six to twenty evaluations for each number in x. The arguments are those
    of `check_gradient`.
    """
    if f is None and many is None:
        raise ValueError("estimate_gradient needs the loss: f, or many; got neither.")
    layout, flat = read_point(x)
    caller = Caller(layout, f=f, many=many, reseed=reseed)
    f0 = caller.loss(flat)
    if not (isinstance(f0, float) and np.isfinite(f0)):
        raise ValueError(f"The loss must be a finite number at the point; got {f0}.")
    sizes = scales(layout, flat)
    rng = np.random.default_rng(seed)
    v = sizes * rng.choice(np.array([-1.0, 1.0]), size=flat.size)
    noise = measure_noise(caller, flat, v, f0, single=layout.single)
    coarse = layout.single or noise.unit > np.finfo(np.float64).eps
    rtol = RTOL_SINGLE if coarse else RTOL
    ladders = [
        Ladder(coordinate(flat, slot, at, float(sizes[at])), f0, noise)
        for slot in layout.slots
        for at in range(slot.start, slot.stop)
    ]
    found = run(caller, [climb(ladder, None, rtol, 0.0) for ladder in ladders])
    values = np.array([np.nan if e is None else e.value for e in found])
    errors = np.array([np.inf if e is None else e.error for e in found])
    return GradientEstimate(
        values=_structured(layout, values),
        uncertainties=_structured(layout, errors),
        evaluations=caller.evaluations,
    )


def _structured(layout: Layout, flat: Array) -> Point:
    return layout.build(flat)
