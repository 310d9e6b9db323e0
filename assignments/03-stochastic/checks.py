"""The public checks of assignment 03."""

import numpy as np

from grader.checks import INTEGERS, REPEATABLE, Seeded, check, invariant, values

from .grounds import (
    alike,
    arguments,
    cut,
    dealt_fairly,
    every_order,
    follows,
    mixed,
    replayed,
    scattered,
    whole_run,
)

SLANTED = ((3.0, 1.0), (1.0, 2.0))
SPACE = ((2.5, 0.5, -0.4), (0.5, 1.5, 0.3), (-0.4, 0.3, 3.0))
LEANING = ((0.8, 0.3), (0.3, 1.4))
"""Of a penalty."""


# -------------------------------------------------------------------------- the batches


@check("minibatches", points=3)
def batches_of_every_size(student, truth, rng):
    """Each index is in one batch; the short batch is kept, at the end."""
    return cut(student, [(17, 5, 1), (12, 4, 2), (10, 3, 3)])


@check("minibatches", points=1)
def batches_at_the_edges(student, truth, rng):
    """One index, batches of one, and batches that hold everything or more."""
    return cut(student, [(1, 3, 1), (13, 1, 2), (12, 12, 3), (11, 14, 4)])


@check("minibatches", points=2)
def batches_in_random_order(student, truth, rng):
    """The order is random, and drawn from rng."""
    return mixed(student, 17, 5, (3, 4))


@check("minibatches", points=1)
def batches_in_every_order(student, truth, rng):
    """Three indices come in each of their six orders equally often."""
    return every_order(student, 1000, 400)


def counted(shape, n, start):
    """Return the gradient of each of n examples, as a student's code may call it."""
    curvature = SLANTED if shape else 1.7
    return scattered(n, shape, start, curvature).functions()["grad_i"]


@check("minibatch_gradient", points=3)
def gradient_of_vectors(student, truth, rng):
    """The gradient of a batch is the mean over the batch, also over a short one."""
    grad_i = counted((2,), 9, 0.3)
    cases = [
        (grad_i, (1.5, -0.5), np.array([4, 0, 7, 2, 5])),
        (grad_i, (1.5, -0.5), np.array([8, 3])),
        (grad_i, (-0.4, 2.3), np.array([6])),
    ]
    return values(student.minibatch_gradient, truth.minibatch_gradient, cases)


@check("minibatch_gradient", points=1)
def gradient_of_numbers(student, truth, rng):
    """For points that are numbers it is a number; an index may come twice."""
    grad_i = counted((), 6, 1.1)
    cases = [
        (grad_i, 0.7, np.array([5, 1, 2])),
        (grad_i, -1.3, np.array([4, 0, 4, 3])),
    ]
    return values(student.minibatch_gradient, truth.minibatch_gradient, cases)


@check("minibatch_gradient", points=1)
def gradient_leaves_no_traces(student, truth, rng):
    """The point and the indices stay as they were, and integers are read as floats."""
    case = (counted((2,), 7, 2.2), (3.0, -2.0), np.array([5, 1, 4]))
    return invariant(
        student.minibatch_gradient, truth.minibatch_gradient, case, cast=(1,)
    )


# ------------------------------------------------------------------------------ methods


@check("sgd", points=3)
def sgd_on_equal_examples(student, truth, rng):
    """Where all examples are equal the path is the same, whatever the order."""
    return follows(
        student.sgd,
        truth.sgd,
        alike(11, (1.5, -0.5), SLANTED),
        theta0=(4, -3),
        batch_size=4,
        lr=0.15,
        epochs=3,
        rng=Seeded(7),
    )


@check("sgd", points=3)
def sgd_batch_by_batch(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd,
        truth.sgd,
        scattered(17, (2,), 0.7, SLANTED),
        theta0=(3, 2),
        batch_size=5,
        lr=0.12,
        epochs=3,
        rng=Seeded(8),
    )


@check("sgd", points=1)
def sgd_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers; one batch may hold all examples."""
    return follows(
        student.sgd,
        truth.sgd,
        alike(5, 2.5, 1.6),
        theta0=-1.5,
        batch_size=8,
        lr=0.2,
        epochs=4,
        rng=Seeded(9),
    )


@check("sgd", points=1)
def sgd_by_chance(student, truth, rng):
    """The orders are drawn from rng, and each example comes last equally often."""
    return dealt_fairly(
        student,
        student.sgd,
        scattered(17, (2,), 1.9, SLANTED),
        scattered(3, (2,), 0.2, SLANTED),
        theta0=(1, -2),
        lr=0.1,
        epochs=150,
    )


@check("sgd", points=1)
def sgd_leaves_no_traces(student, truth, rng):
    """theta0 stays as it was, a second call starts afresh, integers are floats."""
    given = {
        "theta0": (5.0, -2.0),
        "batch_size": 3,
        "lr": 0.2,
        "epochs": 2,
        "rng": Seeded(10),
    }
    case = arguments(student.sgd, alike(7, (0.5, 1.5), SLANTED), given)
    return invariant(student.sgd, truth.sgd, case, cast=(1,))


@check("sgd_scheduled", points=3)
def scheduled_on_equal_examples(student, truth, rng):
    """Each update has its own rate, and the rates run on through the epochs."""
    return follows(
        student.sgd_scheduled,
        truth.sgd_scheduled,
        alike(11, (-0.5, 1.5), SLANTED),
        theta0=(3, 4),
        batch_size=4,
        lrs=tuple(0.25 / (1 + 0.3 * t) for t in range(9)),
        epochs=3,
        rng=Seeded(11),
    )


@check("sgd_scheduled", points=2)
def scheduled_batch_by_batch(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd_scheduled,
        truth.sgd_scheduled,
        scattered(17, (3,), 0.4, SPACE),
        theta0=(2, -1, 3),
        batch_size=5,
        lrs=tuple(0.2 * 0.9**t for t in range(12)),
        epochs=3,
        rng=Seeded(12),
    )


@check("sgd_scheduled", points=1)
def scheduled_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers, of shape (len(lrs)+1,)."""
    return follows(
        student.sgd_scheduled,
        truth.sgd_scheduled,
        alike(5, -1.5, 1.3),
        theta0=2.5,
        batch_size=2,
        lrs=(0.1, 0.3, 0.25, 0.4, 0.15, 0.35),
        epochs=2,
        rng=Seeded(13),
    )


@check("sgd_scheduled", points=1)
def scheduled_leaves_no_traces(student, truth, rng):
    """theta0 and lrs stay as they were, and integers are read as floats."""
    given = {
        "theta0": (5.0, -2.0),
        "batch_size": 3,
        "lrs": (0.3, 0.2, 0.1, 0.25),
        "epochs": 2,
        "rng": Seeded(14),
    }
    case = arguments(student.sgd_scheduled, alike(5, (0.5, 1.5), SLANTED), given)
    return invariant(student.sgd_scheduled, truth.sgd_scheduled, case, cast=(1,))


@check("sgd_momentum", points=3)
def momentum_on_equal_examples(student, truth, rng):
    """The velocity begins at v0, and lives on through the epochs."""
    return follows(
        student.sgd_momentum,
        truth.sgd_momentum,
        alike(11, (0.5, 2.5), SLANTED),
        theta0=(-3, 1),
        v0=(0.7, -0.4),
        batch_size=4,
        lr=0.12,
        alpha=0.7,
        epochs=3,
        rng=Seeded(15),
    )


@check("sgd_momentum", points=2)
def momentum_batch_by_batch(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd_momentum,
        truth.sgd_momentum,
        scattered(17, (3,), 1.3, SPACE),
        theta0=(1, 3, -2),
        v0=(-0.3, 0.6, 0.2),
        batch_size=5,
        lr=0.1,
        alpha=0.6,
        epochs=3,
        rng=Seeded(16),
    )


@check("sgd_momentum", points=1)
def momentum_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers; alpha = 0 forgets v0 at once."""
    crowd = alike(5, 1.5, 1.4)
    given = {
        "theta0": -2.5,
        "batch_size": 2,
        "lr": 0.15,
        "epochs": 2,
        "rng": Seeded(17),
    }
    for v0, alpha in ((0.9, 0.3), (1.2, 0.0)):
        yield follows(
            student.sgd_momentum,
            truth.sgd_momentum,
            crowd,
            **given,
            v0=v0,
            alpha=alpha,
        )


@check("sgd_momentum", points=1)
def momentum_leaves_no_traces(student, truth, rng):
    """theta0 and v0 stay as they were, and integers are read as floats."""
    given = {
        "theta0": (5.0, -2.0),
        "v0": (-1.0, 2.0),
        "batch_size": 3,
        "lr": 0.15,
        "alpha": 0.6,
        "epochs": 2,
        "rng": Seeded(18),
    }
    case = arguments(student.sgd_momentum, alike(5, (0.5, 1.5), SLANTED), given)
    return invariant(student.sgd_momentum, truth.sgd_momentum, case, cast=(1, 2))


@check("sgd_per_example", points=3)
def single_equal_examples(student, truth, rng):
    """Each example takes one step, and each step the whole penalty."""
    return follows(
        student.sgd_per_example,
        truth.sgd_per_example,
        alike(4, (2.5, -1.5), SLANTED, LEANING),
        theta0=(-1, 3),
        lr=0.12,
        lam=0.7,
        epochs=3,
        rng=Seeded(19),
    )


@check("sgd_per_example", points=2)
def single_examples_one_by_one(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd_per_example,
        truth.sgd_per_example,
        scattered(14, (2,), 0.9, SLANTED, LEANING),
        theta0=(2, -3),
        lr=0.1,
        lam=0.4,
        epochs=3,
        rng=Seeded(20),
    )


@check("sgd_per_example", points=1)
def single_examples_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers; lam = 0 leaves the penalty out."""
    crowd = alike(3, -1.5, 1.3, 0.8)
    given = {"theta0": 2.5, "lr": 0.2, "epochs": 2, "rng": Seeded(21)}
    for lam in (0.6, 0.0):
        yield follows(
            student.sgd_per_example, truth.sgd_per_example, crowd, **given, lam=lam
        )


@check("sgd_per_example", points=1)
def single_examples_leave_no_traces(student, truth, rng):
    """theta0 stays as it was, and integers are read as floats."""
    given = {
        "theta0": (5.0, -2.0),
        "lr": 0.15,
        "lam": 0.3,
        "epochs": 2,
        "rng": Seeded(22),
    }
    crowd = alike(3, (0.5, 1.5), SLANTED, LEANING)
    case = arguments(student.sgd_per_example, crowd, given)
    return invariant(student.sgd_per_example, truth.sgd_per_example, case, cast=(2,))


# ---------------------------------------------------------------------------- schedules


@check("inverse_sqrt", points=2)
def root_of_time(student, truth, rng):
    """The rates of a whole run, from t = 0 on."""
    cases = [(0.3, t) for t in range(16)]
    return whole_run(student.inverse_sqrt, truth.inverse_sqrt, cases)


@check("inverse_sqrt", points=1)
def root_of_whole_numbers(student, truth, rng):
    """Late times, and a rate that is an integer; each call stands for itself."""
    yield from whole_run(student.inverse_sqrt, truth.inverse_sqrt, [(0.7, 1234)])
    yield from invariant(
        student.inverse_sqrt, truth.inverse_sqrt, (3.0, 6), of=(REPEATABLE, INTEGERS)
    )


@check("hyperbolic", points=2)
def one_over_time(student, truth, rng):
    """The rates of a whole run, from t = 0 on."""
    cases = [(0.3, t, 0.2) for t in range(16)]
    return whole_run(student.hyperbolic, truth.hyperbolic, cases)


@check("hyperbolic", points=1)
def one_over_time_for_other_deltas(student, truth, rng):
    """With δ = 0 the rate stays, a large δ ends it; a rate that is an integer."""
    cases = [(0.7, 9, 0.0), (0.7, 5, 3.5)]
    yield from whole_run(student.hyperbolic, truth.hyperbolic, cases)
    yield from invariant(
        student.hyperbolic, truth.hyperbolic, (3.0, 7, 0.4), of=(REPEATABLE, INTEGERS)
    )


@check("power", points=2)
def power_of_time(student, truth, rng):
    """The rates of a whole run, from t = 1 on."""
    cases = [(0.3, t, 0.6) for t in range(1, 17)]
    return whole_run(student.power, truth.power, cases)


@check("power", points=1)
def power_of_time_for_other_deltas(student, truth, rng):
    """With δ = 0 the rate stays, δ = 2 falls quickly; a rate that is an integer."""
    cases = [(0.7, 9, 0.0), (0.7, 6, 2.0), (0.7, 900, 0.8)]
    yield from whole_run(student.power, truth.power, cases)
    yield from invariant(
        student.power, truth.power, (3.0, 7, 0.7), of=(REPEATABLE, INTEGERS)
    )


@check("fixed_then_power", points=2)
def fixed_at_first(student, truth, rng):
    """The rates of a whole run: fixed, the transition, and the power of time."""
    cases = [(0.3, t, 6, 0.7) for t in range(18)]
    return whole_run(student.fixed_then_power, truth.fixed_then_power, cases)


@check("fixed_then_power", points=1)
def fixed_for_other_deltas(student, truth, rng):
    """Nothing fixed but t = 0, δ = 0, and a rate that is an integer."""
    cases = [(0.7, 0, 0, 0.6), (0.7, 4, 0, 0.6), (0.7, 20, 5, 0.0)]
    yield from whole_run(student.fixed_then_power, truth.fixed_then_power, cases)
    yield from invariant(
        student.fixed_then_power,
        truth.fixed_then_power,
        (3.0, 9, 4, 0.8),
        of=(REPEATABLE, INTEGERS),
    )


@check("step_decay", points=2)
def step_by_step(student, truth, rng):
    """The rates of a whole run, with drops exactly when they are due."""
    cases = [(0.4, t, 0.3, 5) for t in range(22)]
    return whole_run(student.step_decay, truth.step_decay, cases)


@check("step_decay", points=1)
def steps_at_their_edges(student, truth, rng):
    """Just before and at the drops, a drop each time, and an integer as a rate."""
    cases = [(0.7, t, 0.6, 30) for t in (29, 30, 31, 59, 60)]
    cases += [(0.7, 3, 0.8, 1)]
    yield from whole_run(student.step_decay, truth.step_decay, cases)
    yield from invariant(
        student.step_decay,
        truth.step_decay,
        (3.0, 14, 0.7, 4),
        of=(REPEATABLE, INTEGERS),
    )


@check("cosine", points=2)
def down_the_cosine(student, truth, rng):
    """The rates of a whole run: lr at t = 0, and 0 at its end."""
    cases = [(0.4, t, 18) for t in range(19)]
    return whole_run(student.cosine, truth.cosine, cases, atol=1e-7)


@check("cosine", points=1)
def after_the_cosine(student, truth, rng):
    """After the end the rate stays 0; the rate may be an integer."""
    cases = [(0.4, t, 10) for t in (9, 10, 11, 15, 20, 37)]
    yield from whole_run(student.cosine, truth.cosine, cases, atol=1e-7)
    yield from invariant(
        student.cosine, truth.cosine, (3.0, 4, 9), of=(REPEATABLE, INTEGERS)
    )


@check("exponential", points=2)
def exponentially_down(student, truth, rng):
    """The rates of a whole run, from t = 0 on."""
    cases = [(0.3, t, 0.25) for t in range(16)]
    return whole_run(student.exponential, truth.exponential, cases)


@check("exponential", points=1)
def exponentially_at_other_speeds(student, truth, rng):
    """With k = 0 the rate stays, a large k ends it; a rate that is an integer."""
    cases = [(0.7, 9, 0.0), (0.7, 4, 1.5)]
    yield from whole_run(student.exponential, truth.exponential, cases)
    yield from invariant(
        student.exponential, truth.exponential, (3.0, 5, 0.3), of=(REPEATABLE, INTEGERS)
    )


# ----------------------------------------------------------------- rates, and exactness


@check("satisfies_robbins_monro", points=2)
def both_sums(student, truth, rng):
    """Every p gets the right answer, at both ends and beyond them."""
    cases = [(p,) for p in (0.75, 0.5, 1.0, 0.3, 1.2, 0.55, 0.95, 0.0, 2.0, -0.7)]
    return whole_run(
        student.satisfies_robbins_monro, truth.satisfies_robbins_monro, cases
    )


@check("scale_lr_for_batch", points=1)
def rate_of_sgd(student, truth, rng):
    """For SGD there is one answer, for larger batches and for smaller ones."""
    cases = [(0.3, 8.0, "sgd"), (0.7, 0.25, "sgd"), (0.2, 3, "sgd")]
    return whole_run(student.scale_lr_for_batch, truth.scale_lr_for_batch, cases)


@check("scale_lr_for_batch", points=1)
def rate_of_adaptive_methods(student, truth, rng):
    """For adaptive methods two answers are right."""
    cases = [(0.3, 8.0, "adaptive"), (0.7, 0.25, "adaptive"), (0.2, 3, "adaptive")]
    return whole_run(
        student.scale_lr_for_batch,
        truth.scale_lr_for_batch,
        cases,
        accept=[lambda lr, factor, _: lr * factor],
    )


@check("standard_error", points=2)
def exactness_of_means(student, truth, rng):
    """The standard error of small and large samples, and of one example."""
    cases = [(2.5, 10), (0.3, 7), (1.7, 1), (3, 1000)]
    return whole_run(student.standard_error, truth.standard_error, cases)


TABLE = ((114.8, 0.00323), (338.1, 0.00183), (98.8, 0.00279))
"""The lecture's."""


@check("standardise", points=2)
def standardised_columns(student, truth, rng):
    """Each column gets mean 0 and variance 1, whatever its unit."""
    wide = (
        (1.0, -2.0, 30.0, 0.5, 4.0),
        (2.5, 3.0, -10.0, 0.7, 1.0),
        (-1.0, 0.5, 20.0, 0.1, -2.0),
        (4.0, -1.5, 70.0, 0.2, 2.5),
    )
    return whole_run(student.standardise, truth.standardise, [(TABLE,), (wide,)])


@check("standardise", points=1)
def standardised_constants(student, truth, rng):
    """Columns whose entries are all the same become 0, and so does a single row."""
    flat = ((0.1, 7.0, 1.5), (0.1, 7.0, 2.5), (0.1, 7.0, -3.5))
    return whole_run(
        student.standardise, truth.standardise, [(flat,), (((4.0, 0.3),),)]
    )


@check("standardise", points=1)
def standardising_leaves_no_traces(student, truth, rng):
    """X stays as it was, and integers are read as floats."""
    case = (((3.0, -1.0), (7.0, 4.0), (-5.0, 1.0), (2.0, 2.0)),)
    return invariant(student.standardise, truth.standardise, case)


@check("feature_updates", points=2)
def steps_of_the_weights(student, truth, rng):
    """Each weight gets its step, with its sign, whatever the unit of its feature."""
    rows = ((1.0, -2.0), (0.5, 3.0), (-1.5, 0.7), (2.0, 1.2), (0.3, -0.8))
    cases = [
        (TABLE, (5.1, 3.2, 4.1), (0.02, 30.0), 0.3),
        (rows, (1.0, -0.5, 2.0, 0.7, -1.3), (0.4, -0.6), 0.15),
    ]
    return whole_run(student.feature_updates, truth.feature_updates, cases)


@check("feature_updates", points=1)
def steps_leave_no_traces(student, truth, rng):
    """Nothing that was handed in is changed, and integers are read as floats."""
    X = ((3.0, -1.0), (2.0, 4.0), (-5.0, 1.0))
    case = (X, (1.0, -2.0, 4.0), (2.0, -3.0), 0.1)
    return invariant(
        student.feature_updates, truth.feature_updates, case, cast=(0, 1, 2)
    )
