"""The public checks of assignment 05."""

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

SETTINGS = (0.1, 0.7, 0.9, 0.05)
"""Of the optimizer: lr, beta1, beta2, eps."""


@check("adagrad_norm", points=3)
def adagrad_norm_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adagrad_norm,
        truth.adagrad_norm,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.8,
        eps=0.05,
        steps=13,
    )


@check("adagrad_norm", points=1)
def adagrad_norm_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adagrad_norm,
        truth.adagrad_norm,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.8,
        eps=0.05,
        steps=12,
    )


@check("adagrad_norm", points=1)
def adagrad_norm_flat_and_steep(student, truth, rng):
    """One and the same lr finds the minimum of a flat bowl and of a steep one."""
    for scale in (1, 100):
        yield converges(
            student.adagrad_norm,
            objectives.rotated_bowl((scale, 3 * scale), minimiser=(0.5, -1)),
            within=1e-2,
            because="the rate falls until it suits the curvature; ours ends below 1e-9",
            x0=(2, 1),
            lr=2.0,
            eps=0.01,
            steps=60,
        )


@check("adagrad_norm", points=1)
def adagrad_norm_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adagrad_norm,
        truth.adagrad_norm,
        (grad, (3, -2), 0.8, 0.05, 4),
        cast=(1,),
    )


@check("adagrad", points=3)
def adagrad_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.6,
        delta=0.05,
        steps=13,
    )


@check("adagrad", points=1)
def adagrad_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.6,
        delta=0.05,
        steps=12,
    )


@check("adagrad", points=1)
def adagrad_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps shrink like 1/√t."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        lr=0.6,
        delta=0.05,
        steps=12,
        rtol=1e-6,
    )


@check("adagrad", points=1)
def adagrad_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adagrad,
        truth.adagrad,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        lr=0.6,
        delta=0.05,
        steps=12,
    )


@check("adagrad", points=1)
def adagrad_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adagrad, truth.adagrad, (grad, (3, -2), 0.6, 0.05, 4), cast=(1,)
    )


@check("rmsprop", points=3)
def rmsprop_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.15,
        rho=0.8,
        delta=0.05,
        steps=13,
    )


@check("rmsprop", points=1)
def rmsprop_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.15,
        rho=0.8,
        delta=0.05,
        steps=12,
    )


@check("rmsprop", points=1)
def rmsprop_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps shrink, but not to 0."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        lr=0.15,
        rho=0.8,
        delta=0.05,
        steps=12,
        rtol=1e-6,
    )


@check("rmsprop", points=1)
def rmsprop_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.rmsprop,
        truth.rmsprop,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        lr=0.15,
        rho=0.8,
        delta=0.05,
        steps=12,
    )


@check("rmsprop", points=1)
def rmsprop_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.rmsprop, truth.rmsprop, (grad, (3, -2), 0.15, 0.8, 0.05, 4), cast=(1,)
    )


@check("rmsprop_sigma", points=3)
def rmsprop_sigma_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.15,
        alpha=0.8,
        steps=13,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.15,
        alpha=0.8,
        steps=12,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_on_a_slope(student, truth, rng):
    """On a slope that never changes each of your steps has the length lr."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        lr=0.15,
        alpha=0.8,
        steps=12,
        rtol=1e-6,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        lr=0.15,
        alpha=0.8,
        steps=12,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_without_memory(student, truth, rng):
    """With alpha = 0 every step is lr long: around a minimum your path jumps."""
    return cycles(
        student.rmsprop_sigma,
        objectives.parabola(),
        because="alpha = 0 makes σ = |g|, so that each step is lr against the sign",
        x0=-0.25,
        lr=0.5,
        alpha=0.0,
        steps=8,
    )


@check("rmsprop_sigma", points=1)
def rmsprop_sigma_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.rmsprop_sigma,
        truth.rmsprop_sigma,
        (grad, (3, -2), 0.15, 0.8, 4),
        cast=(1,),
    )


@check("adadelta", points=3)
def adadelta_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        rho=0.8,
        eps=0.05,
        steps=13,
    )


@check("adadelta", points=1)
def adadelta_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        rho=0.8,
        eps=0.05,
        steps=12,
    )


@check("adadelta", points=1)
def adadelta_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps begin small and grow."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        rho=0.8,
        eps=0.05,
        steps=12,
        rtol=1e-6,
    )


@check("adadelta", points=1)
def adadelta_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adadelta,
        truth.adadelta,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        rho=0.8,
        eps=0.05,
        steps=12,
    )


@check("adadelta", points=1)
def adadelta_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adadelta, truth.adadelta, (grad, (3, -2), 0.8, 0.05, 4), cast=(1,)
    )


@check("adam", points=3)
def adam_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adam,
        truth.adam,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=13,
    )


@check("adam", points=1)
def adam_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adam,
        truth.adam,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
    )


@check("adam", points=1)
def adam_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps are equal from the first on."""
    return trajectory(
        student.adam,
        truth.adam,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
        rtol=1e-6,
    )


@check("adam", points=1)
def adam_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adam,
        truth.adam,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
    )


@check("adam", points=1)
def adam_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adam, truth.adam, (grad, (3, -2), 0.2, 0.7, 0.9, 0.05, 4), cast=(1,)
    )


@check("adam_uncorrected", points=3)
def adam_uncorrected_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=13,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps rise above lr, then settle."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
        rtol=1e-6,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
    )


@check("adam_uncorrected", points=1)
def adam_uncorrected_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.adam_uncorrected,
        truth.adam_uncorrected,
        (grad, (3, -2), 0.2, 0.7, 0.9, 0.05, 4),
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
    stream = [drawn(1000 + nth, W1=(2, 2), b1=(3,)) for nth in range(12)]
    return follows(student, truth, drawn(1040, W1=(2, 2), b1=(3,)), stream)


@check("Adam", points=1)
def optimizer_takes_integers(student, truth, rng):
    """step() reads parameters and gradients of whole numbers as floats."""
    start = {"W2": np.array([[2, -1], [3, 5]]), "b2": np.array([1, -2, 4])}
    grads = {"W2": np.array([[1, -3], [2, 4]]), "b2": np.array([-2, 1, 3])}
    return follows(student, truth, start, [grads, grads, start])


@check("Adam", points=1)
def optimizer_without_slope(student, truth, rng):
    """A weight whose gradient is 0 stays where it is, and starts when that changes."""
    stream = [drawn(1080 + nth, W3=(2, 2), b3=(3,)) for nth in range(6)]
    for grads in stream:
        grads["W3"][0, 1] = 0
    for grads in stream[:3]:
        grads["b3"][2] = 0
    return follows(student, truth, drawn(1120, W3=(2, 2), b3=(3,)), stream)


@check("Adam", points=1)
def optimizer_goes_by_name(student, truth, rng):
    """step() finds each gradient by its name, in whatever order the dicts are."""
    shapes = {"b4": (3,), "c4": (3,), "W4": (2, 2)}
    stream = [drawn(1160 + nth, **shapes) for nth in range(5)]
    stream = [dict(reversed(grads.items())) for grads in stream]
    return follows(student, truth, drawn(1200, **shapes), stream)


@check("Adam", points=2)
def optimizers_side_by_side(student, truth, rng):
    """Two optimizers in use at the same time know nothing of each other."""
    other = (0.3, 0.8, 0.95, 0.02)
    pairs = []
    for settings in (SETTINGS, other):
        step = step_of(student.Adam.make(*settings))
        if not callable(step):
            return step
        pairs.append((settings, step, truth.Adam.make(*settings)))
    points = [drawn(1240 + nth, W5=(2, 2), b5=(3,)) for nth in range(2)]
    for nth in range(1, 6):
        for at, (settings, step, right) in enumerate(pairs):
            grads = drawn(1280 + 2 * nth + at, W5=(2, 2), b5=(3,))
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
        params = drawn(1320 + nth, W6=(2, 2), b6=(3,))
        grads = drawn(1360 + nth, W6=(2, 2), b6=(3,))
        want = right.step(params, grads)
        where = f"parameters set anew before each call, call {nth} of step, "
        found = difference(step, want, copied(params), copied(grads), where)
        if found:
            return found
    return passed("It updates the parameters that it gets.", where=f"Adam{SETTINGS}")


@check("Adam", points=1)
def optimizer_keeps_its_hands_off(student, truth, rng):
    """step() changes no argument, and minds nothing that happens to them later."""
    params = drawn(1400, W7=(2, 2), b7=(3,))
    stream = [[params, drawn(1440 + nth, W7=(2, 2), b7=(3,))] for nth in range(1, 5)]
    return stateful(student.Adam, truth.Adam, [SETTINGS], stream, method="step")


@check("nadam", points=2, extra=True)
def nadam_on_a_bowl(student, truth, rng):
    """Your path in three dimensions follows the rule, update by update."""
    return trajectory(
        student.nadam,
        truth.nadam,
        objectives.rotated_bowl((1, 3, 8), angle=0.6, minimiser=(0.5, -1, 0.25)),
        x0=(3, 1, -2),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=13,
    )


@check("nadam", points=1, extra=True)
def nadam_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return trajectory(
        student.nadam,
        truth.nadam,
        objectives.parabola(3.0, minimiser=0.5),
        x0=-1.5,
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
    )


@check("nadam", points=1, extra=True)
def nadam_on_a_slope(student, truth, rng):
    """On a slope that never changes your steps begin above lr and settle."""
    return trajectory(
        student.nadam,
        truth.nadam,
        slope(3.0, -0.5),
        x0=(0.5, 1),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
        rtol=1e-6,
    )


@check("nadam", points=1, extra=True)
def nadam_asleep(student, truth, rng):
    """A coordinate without slope stays where it is, and starts when it gets one."""
    return trajectory(
        student.nadam,
        truth.nadam,
        sleeper(2.0, 1.0),
        x0=(2, 2, -1),
        lr=0.2,
        beta1=0.7,
        beta2=0.9,
        eps=0.05,
        steps=12,
    )


@check("nadam", points=1, extra=True)
def nadam_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    grad = Callback(
        objectives.rotated_bowl((1, 5), angle=0.4, minimiser=(0.5, -0.25)).gradient,
        "grad",
        shapes=((2,),),
    )
    return invariant(
        student.nadam, truth.nadam, (grad, (3, -2), 0.2, 0.7, 0.9, 0.05, 4), cast=(1,)
    )


# ------------------------------------------------------- extra credit: the noisy ones

LEVEL = Field((1, 2, 4, 3), 0.1, (3, -2, 2.5, -3), (-1, 1.5, 0.5, 0.75), 0.12, 1200)
TURNED = Field((1, 3, 8), 0.1, (4, 2, -3), (0.5, -1, 1), 0.12, 1200, angle=0.7, seed=1)
LONG = Field((1, 3, 10), 0.1, (3, -2, 2.5), (-1, 1.5, 0.5), 0.12, 1200, seed=2)
AFAR = (
    Field((1, 3), 0.1, (120, -90), (-1.3, 0.8), 0.12, 1200, seed=3),
    Field(
        (1, 2, 4, 2),
        0.1,
        (60, -50, 40, 60),
        (-1.3, 0.8, 2, -0.4),
        0.12,
        1200,
        angle=0.5,
        seed=4,
    ),
)
LINE = Field((2,), 0.1, (5,), (-1.37,), 0.12, 1200, seed=5)
PLAIN = Field((1, 5), 0.0, (4, -3), (0.5, -0.25), 0.12, FEW, angle=0.4)


@check("adasecant", points=2, extra=True)
def adasecant_comes_to_rest(student, truth, rng):
    """In spite of the noise your path comes to the minimum and stays there."""
    fields = [replace(LEVEL, scale=0.02), replace(TURNED, scale=150.0)]
    return adasecant_arrives(student, fields)


@check("adasecant", points=1, extra=True)
def adasecant_of_any_scale(student, truth, rng):
    """It does so on flat bowls and on steep ones, without being told."""
    return adasecant_arrives(student, [replace(LONG, scale=s) for s in (0.01, 300.0)])


@check("adasecant", points=1, extra=True)
def adasecant_from_afar(student, truth, rng):
    """It does so from far away: your rates find out that the way is long."""
    scaled = zip(AFAR, (0.01, 60.0), strict=True)
    return adasecant_arrives(student, [replace(f, scale=s) for f, s in scaled])


@check("adasecant", points=1, extra=True)
def adasecant_of_a_number(student, truth, rng):
    """A number x0 gives a path of numbers, of shape (steps+1,)."""
    return adasecant_arrives(student, [replace(LINE, scale=s) for s in (0.005, 400.0)])


@check("adasecant", points=1, extra=True)
def adasecant_leaves_no_trace(student, truth, rng):
    """x0 stays as it was, integers are read as floats, equal calls agree."""
    return no_trace_of_adasecant(student, PLAIN)


CROWD = Field(
    (1, 2, 1.5, 3, 1, 2.5, 1.2, 2),
    0.5,
    (3, -2, 2.5, 4, -3, 2, 3, -4),
    (-1, 1.5, 0.5, 1, -0.5, 0.3, 0.8, -1.2),
    0.2,
    2500,
    seed=6,
)
PAIR = Field((1, 3), 0.2, (4, 3), (1.5, -1), 0.15, seed=7)
VALLEYS = (
    Field((1, 300), 0.2, (3, 3), (1.5, -1), 0.15, seed=8),
    Field((1, 3, 8), 0.01, (4, 2, -3), (0.5, -1, 1), 0.05, angle=0.6, seed=9),
)
SINGLE = Field((2,), 0.3, (5,), (-1.5,), 0.1, seed=10)
DOZEN = Field((1, 4), 0.5, (2, -1), (0.5, 1), 0.2, 300, n=12, seed=11)
SMALL = Field((1, 4), 0.3, (4, -3), (0.5, -0.25), 0.2, FEW, n=20, seed=12)


@check("vsgd", points=2, extra=True)
def vsgd_comes_to_rest(student, truth, rng):
    """Your rates fall as the noise takes over, and the path comes to rest."""
    return vsgd_arrives(student, [replace(CROWD, scale=0.01)], 1)


@check("vsgd", points=1, extra=True)
def vsgd_of_any_scale(student, truth, rng):
    """Neither the scale of the loss nor the unit of theta matters."""
    fields = [
        PAIR,
        replace(PAIR, scale=300.0),
        replace(PAIR, unit=500.0),
    ]
    return vsgd_arrives(student, fields, 2)


@check("vsgd", points=1, extra=True)
def vsgd_in_valleys(student, truth, rng):
    """Each coordinate has its rate, which stays high as long as there is no noise."""
    return vsgd_arrives(student, VALLEYS, 3)


@check("vsgd", points=1, extra=True)
def vsgd_of_a_number(student, truth, rng):
    """A number theta0 gives a path of numbers, of shape (steps+1,)."""
    fields = [replace(SINGLE, scale=s) for s in (0.02, 200.0)]
    return vsgd_arrives(student, fields, 4)


@check("vsgd", points=1, extra=True)
def vsgd_draws_from_rng(student, truth, rng):
    """All examples are drawn, from rng and from nothing else."""
    return vsgd_by_chance(student, DOZEN, (5, 6))


@check("vsgd", points=1, extra=True)
def vsgd_leaves_no_trace(student, truth, rng):
    """theta0 stays as it was, integers are read as floats, equal calls agree."""
    return no_trace_of_vsgd(student, SMALL, 7)
