"""The hidden checks of assignment 05."""

from dataclasses import replace

import numpy as np

from grader import objectives
from grader.checks import (
    Callback,
    check,
    converges,
    cycles,
    invariant,
    passed,
    stateful,
    trajectory,
)

from .grounds import (
    copied,
    difference,
    drawn,
    sleeper,
    slope,
    step_of,
)
from .noise import (
    FEW,
    Field,
    adasecant_arrives,
    no_trace_of_adasecant,
    no_trace_of_vsgd,
    vsgd_arrives,
    vsgd_by_chance,
)

SETTINGS = (0.2, 0.8, 0.95, 0.08)
"""Of the optimizer: lr, beta1, beta2, eps."""


@check("adagrad_norm", points=3)
def adagrad_norm_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adagrad_norm,
        truth.adagrad_norm,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=1.3,
        eps=0.08,
        steps=17,
    )


@check("adagrad_norm", points=1)
def adagrad_norm_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adagrad_norm,
        truth.adagrad_norm,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=1.3,
        eps=0.08,
        steps=16,
    )


@check("adagrad_norm", points=1)
def adagrad_norm_flat_and_steep(student, truth, rng):
    """One and the same lr finds the minimum of a flat bowl and of a steep one."""
    for scale in (0.5, 200):
        yield converges(
            student.adagrad_norm,
            objectives.rotated_bowl((scale, 3 * scale), minimiser=(0.5, -1)),
            within=1e-2,
            because="the rate falls until it suits the curvature; ours ends below 1e-9",
            x0=(-1, 1),
            lr=2.5,
            eps=0.01,
            steps=80,
        )


@check("adagrad_norm", points=1)
def adagrad_norm_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adagrad_norm,
        truth.adagrad_norm,
        (grad, (-2, 4), 1.3, 0.08, 6),
        cast=(1,),
    )


@check("adagrad", points=3)
def adagrad_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=0.9,
        delta=0.08,
        steps=17,
    )


@check("adagrad", points=1)
def adagrad_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=0.9,
        delta=0.08,
        steps=16,
    )


@check("adagrad", points=1)
def adagrad_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps shrink like 1/√t."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        lr=0.9,
        delta=0.08,
        steps=14,
        rtol=1e-6,
    )


@check("adagrad", points=1)
def adagrad_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        lr=0.9,
        delta=0.08,
        steps=16,
    )


@check("adagrad", points=1)
def adagrad_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adagrad, truth.adagrad, (grad, (-2, 4), 0.9, 0.08, 6), cast=(1,)
    )


@check("rmsprop", points=3)
def rmsprop_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=0.2,
        rho=0.7,
        delta=0.08,
        steps=17,
    )


@check("rmsprop", points=1)
def rmsprop_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=0.2,
        rho=0.7,
        delta=0.08,
        steps=16,
    )


@check("rmsprop", points=1)
def rmsprop_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps shrink, but not to 0."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        lr=0.2,
        rho=0.7,
        delta=0.08,
        steps=14,
        rtol=1e-6,
    )


@check("rmsprop", points=1)
def rmsprop_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        lr=0.2,
        rho=0.7,
        delta=0.08,
        steps=16,
    )


@check("rmsprop", points=1)
def rmsprop_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.rmsprop, truth.rmsprop, (grad, (-2, 4), 0.2, 0.7, 0.08, 6), cast=(1,)
    )


@check("rmsprop_sigma", points=3)
def rmsprop_sigma_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=0.2,
        alpha=0.7,
        steps=17,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=0.2,
        alpha=0.7,
        steps=16,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_on_a_slope(student, truth, rng):
    """On a slope that never changes each of your steps has the length lr."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        lr=0.2,
        alpha=0.7,
        steps=14,
        rtol=1e-6,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        lr=0.2,
        alpha=0.7,
        steps=16,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_without_memory(student, truth, rng):
    """With alpha = 0 every step is lr long: around a minimum your path jumps."""
    return cycles(
        student.rmsprop_sigma,
        objectives.parabola(),
        because="alpha = 0 makes σ = |g|, so that each step is lr against the sign",
        x0=-0.5,
        lr=0.75,
        alpha=0.0,
        steps=11,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        (grad, (-2, 4), 0.2, 0.7, 6),
        cast=(1,),
    )


@check("adadelta", points=3)
def adadelta_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        rho=0.7,
        eps=0.08,
        steps=17,
    )


@check("adadelta", points=1)
def adadelta_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        rho=0.7,
        eps=0.08,
        steps=16,
    )


@check("adadelta", points=1)
def adadelta_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps begin small and grow."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        rho=0.7,
        eps=0.08,
        steps=14,
        rtol=1e-6,
    )


@check("adadelta", points=1)
def adadelta_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        rho=0.7,
        eps=0.08,
        steps=16,
    )


@check("adadelta", points=1)
def adadelta_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adadelta, truth.adadelta, (grad, (-2, 4), 0.7, 0.08, 6), cast=(1,)
    )


@check("adam", points=3)
def adam_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adam,
        truth.adam,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=17,
    )


@check("adam", points=1)
def adam_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adam,
        truth.adam,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=16,
    )


@check("adam", points=1)
def adam_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps are equal from the first on."""
    return trajectory(
        student.adam,
        truth.adam,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=14,
        rtol=1e-6,
    )


@check("adam", points=1)
def adam_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adam,
        truth.adam,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=16,
    )


@check("adam", points=1)
def adam_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adam, truth.adam, (grad, (-2, 4), 0.3, 0.8, 0.95, 0.08, 6), cast=(1,)
    )


@check("adam_uncorrected", points=3)
def adam_uncorrected_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=17,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=16,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps rise above lr, then settle."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=14,
        rtol=1e-6,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=16,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        (grad, (-2, 4), 0.3, 0.8, 0.95, 0.08, 6),
        cast=(1,),
    )


def follows(student, truth, params, stream):
    """Compare an optimizer with the reference, call by call."""
    step = step_of(student.Adam.make(*SETTINGS))
    if not callable(step):
        return step
    right = truth.Adam.make(*SETTINGS)
    for nth, grads in enumerate(stream, start=1):
        want = right.step(params, grads)
        where = f"Adam{SETTINGS}, call {nth} of step, "
        found = difference(step, want, copied(params), copied(grads), where)
        if found:
            return found
        params = want
    return passed(f"All {nth} calls of step agree.", where=f"Adam{SETTINGS}")


@check("Adam", points=3)
def optimizer_follows_the_rule(student, truth, rng):
    """step() moves a matrix and a vector by Adam's rule, call after call."""
    stream = [drawn(2000 + nth, V1=(2, 2), b01=(3,)) for nth in range(12)]
    return follows(student, truth, drawn(2040, V1=(2, 2), b01=(3,)), stream)


@check("Adam", points=1)
def optimizer_takes_integers(student, truth, rng):
    """step() reads parameters and gradients of whole numbers as floats."""
    start = {"V2": np.array([[-4, 1], [2, 6]]), "b02": np.array([3, 5, -1])}
    grads = {"V2": np.array([[2, 5], [-1, 3]]), "b02": np.array([4, -1, 2])}
    return follows(student, truth, start, [grads, grads, start])


@check("Adam", points=1)
def optimizer_without_slope(student, truth, rng):
    """A weight whose gradient is 0 stays where it is, and starts when that changes."""
    stream = [drawn(2080 + nth, V3=(2, 2), b03=(3,)) for nth in range(6)]
    for grads in stream:
        grads["V3"][0, 1] = 0
    for grads in stream[:4]:
        grads["b03"][2] = 0
    return follows(student, truth, drawn(2120, V3=(2, 2), b03=(3,)), stream)


@check("Adam", points=1)
def optimizer_goes_by_name(student, truth, rng):
    """step() finds each gradient by its name, in whatever order the dicts are."""
    shapes = {"b04": (3,), "c04": (3,), "V4": (2, 2)}
    stream = [drawn(2160 + nth, **shapes) for nth in range(5)]
    stream = [dict(reversed(grads.items())) for grads in stream]
    return follows(student, truth, drawn(2200, **shapes), stream)


@check("Adam", points=2)
def optimizers_side_by_side(student, truth, rng):
    """Two optimizers in use at the same time know nothing of each other."""
    other = (0.05, 0.6, 0.85, 0.03)
    pairs = []
    for settings in (SETTINGS, other):
        step = step_of(student.Adam.make(*settings))
        if not callable(step):
            return step
        pairs.append((settings, step, truth.Adam.make(*settings)))
    points = [drawn(2240 + nth, V5=(2, 2), b05=(3,)) for nth in range(2)]
    for nth in range(1, 6):
        for at, (settings, step, right) in enumerate(pairs):
            grads = drawn(2280 + 2 * nth + at, V5=(2, 2), b05=(3,))
            want = right.step(points[at], grads)
            where = f"two optimizers in turn, Adam{settings}, call {nth} of step, "
            found = difference(step, want, copied(points[at]), copied(grads), where)
            if found:
                return found
            points[at] = want
    return passed("Both go their own way.", where="two optimizers in turn")


@check("Adam", points=1)
def optimizer_updates_what_it_gets(student, truth, rng):
    """step() starts from the parameters of this call, not from those it knows."""
    step = step_of(student.Adam.make(*SETTINGS))
    if not callable(step):
        return step
    right = truth.Adam.make(*SETTINGS)
    for nth in range(1, 6):
        params = drawn(2320 + nth, V6=(2, 2), b06=(3,))
        grads = drawn(2360 + nth, V6=(2, 2), b06=(3,))
        want = right.step(params, grads)
        where = f"parameters set anew before each call, call {nth} of step, "
        found = difference(step, want, copied(params), copied(grads), where)
        if found:
            return found
    return passed("It updates the parameters that it gets.", where=f"Adam{SETTINGS}")


@check("Adam", points=1)
def optimizer_keeps_its_hands_off(student, truth, rng):
    """step() changes no argument, and minds nothing that happens to them later."""
    params = drawn(2400, V7=(2, 2), b07=(3,))
    stream = [[params, drawn(2440 + nth, V7=(2, 2), b07=(3,))] for nth in range(1, 5)]
    return stateful(student.Adam, truth.Adam, [SETTINGS], stream, method="step")


@check("nadam", points=2, extra=True)
def nadam_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.nadam,
        truth.nadam,
        objectives.rotated_bowl((0.5, 2, 6), angle=-0.4, minimiser=(-1, 0.5, 0.75)),
        x0=(1, -2, 3),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=17,
    )


@check("nadam", points=1, extra=True)
def nadam_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.nadam,
        truth.nadam,
        objectives.tilted_double_well(0.25),
        x0=2.5,
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=16,
    )


@check("nadam", points=1, extra=True)
def nadam_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps begin above lr and settle."""
    return trajectory(
        student.nadam,
        truth.nadam,
        slope(-0.75, 2.5),
        x0=(1, -0.5),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=14,
        rtol=1e-6,
    )


@check("nadam", points=1, extra=True)
def nadam_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.nadam,
        truth.nadam,
        sleeper(1.0, 3.0),
        x0=(-3, -3, 0.5),
        lr=0.3,
        beta1=0.8,
        beta2=0.95,
        eps=0.08,
        steps=16,
    )


@check("nadam", points=1, extra=True)
def nadam_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((2, 7), angle=0.9, minimiser=(-0.5, 0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.nadam, truth.nadam, (grad, (-2, 4), 0.3, 0.8, 0.95, 0.08, 6), cast=(1,)
    )


# ------------------------------------------------------- extra credit: the noisy ones

LEVEL = Field(
    (2, 1, 3, 5), 0.12, (-2, 4, 3, -1), (1.5, 0.5, -1, 2), 0.12, 1200, seed=10
)
TURNED = Field(
    (1, 2, 6), 0.1, (-3, 3, 2), (1, 0.5, -1), 0.12, 1200, angle=-0.5, seed=11
)
LONG = Field((1, 7), 0.1, (-4, 2), (0.5, -2), 0.12, 1200, seed=12)
AFAR = (
    Field((3, 1), 0.1, (-80, 130), (0.7, 1.6), 0.12, 1200, seed=13),
    Field(
        (1, 3, 2, 1.5),
        0.1,
        (-70, 40, 50, -50),
        (0.6, -0.9, 1, 1.7),
        0.12,
        1200,
        angle=-0.8,
        seed=14,
    ),
)
LINE = Field((0.5,), 0.05, (-6,), (1.81,), 0.12, 1200, seed=15)
PLAIN = Field((2, 7), 0.0, (-2, 4), (-0.5, 0.25), 0.12, FEW, angle=0.9)


@check("adasecant", points=2, extra=True)
def adasecant_comes_to_rest(student, truth, rng):
    """In spite of the noise your path comes to the minimum and stays there."""
    fields = [replace(LEVEL, scale=200.0), replace(TURNED, scale=0.005)]
    return adasecant_arrives(student, fields)


@check("adasecant", points=1, extra=True)
def adasecant_of_any_scale(student, truth, rng):
    """It does so on flat bowls and on steep ones, without being told."""
    return adasecant_arrives(student, [replace(LONG, scale=s) for s in (0.003, 1000.0)])


@check("adasecant", points=1, extra=True)
def adasecant_from_afar(student, truth, rng):
    """It does so from far away: your rates find out that the way is long."""
    scaled = zip(AFAR, (90.0, 0.03), strict=True)
    return adasecant_arrives(student, [replace(f, scale=s) for f, s in scaled])


@check("adasecant", points=1, extra=True)
def adasecant_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return adasecant_arrives(student, [replace(LINE, scale=s) for s in (0.01, 700.0)])


@check("adasecant", points=1, extra=True)
def adasecant_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    return no_trace_of_adasecant(student, PLAIN)


CROWD = Field(
    (2, 1, 1.4, 1, 2.6, 1.8, 1, 3),
    0.5,
    (-3, 3, 2, -4, 2.5, 3, -2, 4),
    (1, -0.5, 1.2, 0.4, -1.5, 0.9, 0.3, -1),
    0.2,
    2500,
    seed=16,
)
PAIR = Field((2, 1), 0.2, (-3, 4), (-0.5, 2), 0.15, seed=17)
VALLEYS = (
    Field((250, 1), 0.2, (-2, 4), (0.5, 1.5), 0.15, seed=18),
    Field((1, 4, 7), 0.01, (-3, 4, 2), (1, 0.5, -1.5), 0.05, angle=-0.5, seed=19),
)
SINGLE = Field((0.5,), 0.1, (-4,), (2.5,), 0.1, seed=20)
DOZEN = Field((3, 1), 0.5, (-1, 3), (1, -0.5), 0.2, 320, n=14, seed=21)
SMALL = Field((2, 1), 0.3, (-2, 5), (0.5, 0.25), 0.2, FEW, n=25, seed=22)


@check("vsgd", points=2, extra=True)
def vsgd_comes_to_rest(student, truth, rng):
    """Your rates fall as the noise takes over, and the path comes to rest."""
    return vsgd_arrives(student, [replace(CROWD, scale=0.004)], 51)


@check("vsgd", points=1, extra=True)
def vsgd_of_any_scale(student, truth, rng):
    """Neither the scale of the loss nor the unit of theta matters."""
    fields = [
        PAIR,
        replace(PAIR, scale=1000.0),
        replace(PAIR, unit=800.0),
    ]
    return vsgd_arrives(student, fields, 52)


@check("vsgd", points=1, extra=True)
def vsgd_in_valleys(student, truth, rng):
    """Each coordinate has its rate, which stays high as long as there is no noise."""
    return vsgd_arrives(student, VALLEYS, 53)


@check("vsgd", points=1, extra=True)
def vsgd_of_a_number(student, truth, rng):
    """A number theta0 gives a path of numbers, of shape (steps+1,)."""
    fields = [replace(SINGLE, scale=s) for s in (0.01, 500.0)]
    return vsgd_arrives(student, fields, 54)


@check("vsgd", points=1, extra=True)
def vsgd_draws_from_rng(student, truth, rng):
    """All examples are drawn, from rng and from nothing else."""
    return vsgd_by_chance(student, DOZEN, (55, 56))


@check("vsgd", points=1, extra=True)
def vsgd_leaves_no_trace(student, truth, rng):
    """theta0 stays as it was, integers are read as floats, equal calls agree."""
    return no_trace_of_vsgd(student, SMALL, 57)
