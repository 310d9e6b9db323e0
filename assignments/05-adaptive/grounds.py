"""What public and hidden checks share: no numbers of either."""

import numpy as np

from grader.checks import wrong
from grader.checks.comparing import Tolerance, compare
from grader.checks.findings import mismatch
from grader.checks.numbers import brief
from grader.objectives import Derivatives, Objective

NEAR = Tolerance(rtol=1e-5)
"""For the optimizer: wide enough for moments in single precision."""

DICTS = ("OrderedDict", "defaultdict")
"""Kinds of dict that cannot travel: their items are fetched one by one."""


def slope(*g):
    """Return a plane, whose gradient is g everywhere."""
    g = np.array(g)
    return Objective(
        name="slope",
        formula=f"f(x) = gᵀx with g = {brief(g)}",
        derivatives=Derivatives(
            f=lambda x: g @ x,
            gradient=lambda _: g,
            hessian=lambda _: np.zeros((g.size, g.size)),
        ),
        start=np.zeros(g.size),
    )


def sleeper(a, b):
    """Return ½ a x² + ½ b (y - x)²: y has no slope where y = x, and z never has."""
    return Objective(
        name="sleeper",
        formula=f"f(x, y, z) = {a / 2:g} x² + {b / 2:g} (y - x)²",
        derivatives=Derivatives(
            f=lambda p: (a * p[0] ** 2 + b * (p[1] - p[0]) ** 2) / 2,
            gradient=lambda p: [
                a * p[0] - b * (p[1] - p[0]),
                b * (p[1] - p[0]),
                0.0,
            ],
            hessian=lambda _: np.array([[a + b, -b, 0], [-b, b, 0], [0, 0, 0]]),
        ),
        start=np.array([1.0, 1.0, 1.0]),
    )


def copied(arrays):
    """Return a dict with copies of the arrays of another."""
    return {name: x.copy() for name, x in arrays.items()}


def drawn(seed, **shapes):
    """Return arrays of quarters, none of them 0, by name."""
    rng = np.random.default_rng(seed)
    return {
        name: rng.integers(1, 13, shape) * rng.choice([-0.25, 0.25], shape)
        for name, shape in shapes.items()
    }


def step_of(optimizer):
    """Return the method step, or the finding that it is none."""
    step = optimizer.step
    if callable(step):
        return step
    return wrong(
        "Adam(lr, beta1, beta2, eps).step is no method: is it an attribute as well?",
        where="Adam",
        got=brief(step),
        want="a method step(params, grads)",
    )


def difference(step, want, params, grads, where):
    """Return what is wrong with one call of step, or None."""
    got = step(params, grads)
    if getattr(got, "type_name", "") in DICTS:
        got = {name: got[name] for name in want}
    found = compare(got, want, NEAR)
    return mismatch(found, where) if found else None
