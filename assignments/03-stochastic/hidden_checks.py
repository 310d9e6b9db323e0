"""The hidden checks of assignment 03: the same questions with other numbers."""

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

SLANTED = ((1.5, -0.7), (-0.7, 3.5))
SPACE = ((1.2, -0.3, 0.6), (-0.3, 2.8, 0.5), (0.6, 0.5, 2.1))
LEANING = ((1.6, -0.4), (-0.4, 0.9))
"""Of a penalty."""


# -------------------------------------------------------------------------- the batches


@check("minibatches", points=4)
def batches_of_every_size(student, truth, rng):
    """Each index is in one batch; the short batch is kept, at the end."""
    return cut(student, [(23, 7, 4), (15, 5, 5), (11, 4, 6)])


@check("minibatches", points=1)
def batches_at_the_edges(student, truth, rng):
    """One index, batches of one, and batches that hold everything or more."""
    return cut(student, [(1, 2, 5), (12, 1, 6), (14, 14, 7), (13, 15, 8)])


@check("minibatches", points=2)
def batches_in_random_order(student, truth, rng):
    """The order is random, and drawn from rng."""
    return mixed(student, 19, 6, (13, 14))


@check("minibatches", points=1)
def batches_in_every_order(student, truth, rng):
    """Three indices come in each of their six orders equally often."""
    return every_order(student, 5000, 420)


def counted(shape, n, start):
    """Return the gradient of each of n examples, as a student's code may call it."""
    curvature = SLANTED if shape else 2.3
    return scattered(n, shape, start, curvature).functions()["grad_i"]


@check("minibatch_gradient", points=3)
def gradient_of_vectors(student, truth, rng):
    """The gradient of a batch is the mean over the batch, also over a short one."""
    grad_i = counted((2,), 11, 1.7)
    cases = [
        (grad_i, (-1.2, 0.8), np.array([10, 3, 0, 6])),
        (grad_i, (2.1, 0.4), np.array([9, 2, 5])),
        (grad_i, (0.9, -1.6), np.array([7])),
    ]
    return values(student.minibatch_gradient, truth.minibatch_gradient, cases)


@check("minibatch_gradient", points=1)
def gradient_of_numbers(student, truth, rng):
    """For points that are numbers it is a number; an index may come twice."""
    grad_i = counted((), 7, 0.6)
    cases = [
        (grad_i, -0.8, np.array([6, 2, 0, 3])),
        (grad_i, 1.9, np.array([5, 1, 5])),
    ]
    return values(student.minibatch_gradient, truth.minibatch_gradient, cases)


@check("minibatch_gradient", points=1)
def gradient_leaves_no_traces(student, truth, rng):
    """The point and the indices stay as they were, and integers are read as floats."""
    case = (counted((2,), 8, 0.9), (-2.0, 4.0), np.array([6, 0, 3, 2]))
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
        alike(13, (-0.5, 2.5), SLANTED),
        theta0=(2, -4),
        batch_size=5,
        lr=0.17,
        epochs=4,
        rng=Seeded(27),
    )


@check("sgd", points=4)
def sgd_batch_by_batch(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd,
        truth.sgd,
        scattered(19, (2,), 1.6, SLANTED),
        theta0=(-2, 3),
        batch_size=6,
        lr=0.14,
        epochs=3,
        rng=Seeded(28),
    )


@check("sgd", points=1)
def sgd_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers; one batch may hold all examples."""
    return follows(
        student.sgd,
        truth.sgd,
        alike(6, -1.5, 1.9),
        theta0=2.5,
        batch_size=6,
        lr=0.15,
        epochs=5,
        rng=Seeded(29),
    )


@check("sgd", points=1)
def sgd_by_chance(student, truth, rng):
    """The orders are drawn from rng, and each example comes last equally often."""
    return dealt_fairly(
        student,
        student.sgd,
        scattered(18, (2,), 0.8, SLANTED),
        scattered(3, (2,), 1.4, SLANTED),
        theta0=(-1, 2),
        lr=0.13,
        epochs=150,
    )


@check("sgd", points=1)
def sgd_leaves_no_traces(student, truth, rng):
    """theta0 stays as it was, a second call starts afresh, integers are floats."""
    given = {
        "theta0": (-3.0, 4.0),
        "batch_size": 4,
        "lr": 0.15,
        "epochs": 2,
        "rng": Seeded(30),
    }
    case = arguments(student.sgd, alike(9, (1.5, -0.5), SLANTED), given)
    return invariant(student.sgd, truth.sgd, case, cast=(1,))


@check("sgd_scheduled", points=3)
def scheduled_on_equal_examples(student, truth, rng):
    """Each update has its own rate, and the rates run on through the epochs."""
    return follows(
        student.sgd_scheduled,
        truth.sgd_scheduled,
        alike(13, (1.5, 0.5), SLANTED),
        theta0=(-2, 3),
        batch_size=5,
        lrs=tuple(0.2 / (1 + 0.4 * t) for t in range(12)),
        epochs=4,
        rng=Seeded(31),
    )


@check("sgd_scheduled", points=3)
def scheduled_batch_by_batch(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd_scheduled,
        truth.sgd_scheduled,
        scattered(19, (3,), 1.1, SPACE),
        theta0=(-1, 3, 2),
        batch_size=6,
        lrs=tuple(0.25 * 0.93**t for t in range(12)),
        epochs=3,
        rng=Seeded(32),
    )


@check("sgd_scheduled", points=1)
def scheduled_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers, of shape (len(lrs)+1,)."""
    return follows(
        student.sgd_scheduled,
        truth.sgd_scheduled,
        alike(7, 1.5, 1.1),
        theta0=-2.5,
        batch_size=3,
        lrs=(0.2, 0.35, 0.1, 0.3, 0.45, 0.15),
        epochs=2,
        rng=Seeded(33),
    )


@check("sgd_scheduled", points=1)
def scheduled_leaves_no_traces(student, truth, rng):
    """theta0 and lrs stay as they were, and integers are read as floats."""
    given = {
        "theta0": (-4.0, 3.0),
        "batch_size": 4,
        "lrs": (0.1, 0.25, 0.15, 0.2),
        "epochs": 2,
        "rng": Seeded(34),
    }
    case = arguments(student.sgd_scheduled, alike(7, (1.5, 0.5), SLANTED), given)
    return invariant(student.sgd_scheduled, truth.sgd_scheduled, case, cast=(1,))


@check("sgd_momentum", points=3)
def momentum_on_equal_examples(student, truth, rng):
    """The velocity begins at v0, and lives on through the epochs."""
    return follows(
        student.sgd_momentum,
        truth.sgd_momentum,
        alike(13, (2.5, -1.5), SLANTED),
        theta0=(1, 3),
        v0=(-0.6, 0.9),
        batch_size=5,
        lr=0.1,
        alpha=0.6,
        epochs=4,
        rng=Seeded(35),
    )


@check("sgd_momentum", points=3)
def momentum_batch_by_batch(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd_momentum,
        truth.sgd_momentum,
        scattered(19, (3,), 0.5, SPACE),
        theta0=(3, -2, 1),
        v0=(0.4, -0.2, 0.7),
        batch_size=6,
        lr=0.12,
        alpha=0.7,
        epochs=3,
        rng=Seeded(36),
    )


@check("sgd_momentum", points=1)
def momentum_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers; alpha = 0 forgets v0 at once."""
    crowd = alike(7, -0.5, 1.7)
    given = {
        "theta0": 3.5,
        "batch_size": 3,
        "lr": 0.12,
        "epochs": 2,
        "rng": Seeded(37),
    }
    for v0, alpha in ((-0.7, 0.4), (-1.1, 0.0)):
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
        "theta0": (-4.0, 3.0),
        "v0": (2.0, -1.0),
        "batch_size": 4,
        "lr": 0.12,
        "alpha": 0.7,
        "epochs": 2,
        "rng": Seeded(38),
    }
    case = arguments(student.sgd_momentum, alike(7, (1.5, 0.5), SLANTED), given)
    return invariant(student.sgd_momentum, truth.sgd_momentum, case, cast=(1, 2))


@check("sgd_per_example", points=3)
def single_equal_examples(student, truth, rng):
    """Each example takes one step, and each step the whole penalty."""
    return follows(
        student.sgd_per_example,
        truth.sgd_per_example,
        alike(5, (-1.5, 2.5), SLANTED, LEANING),
        theta0=(3, 1),
        lr=0.1,
        lam=0.6,
        epochs=3,
        rng=Seeded(39),
    )


@check("sgd_per_example", points=3)
def single_examples_one_by_one(student, truth, rng):
    """Each example is used once an epoch, in a new order, and the path follows."""
    return replayed(
        student,
        student.sgd_per_example,
        truth.sgd_per_example,
        scattered(15, (2,), 1.2, SLANTED, LEANING),
        theta0=(-3, 1),
        lr=0.12,
        lam=0.3,
        epochs=3,
        rng=Seeded(40),
    )


@check("sgd_per_example", points=1)
def single_examples_of_a_number(student, truth, rng):
    """A number as a start gives a path of numbers; lam = 0 leaves the penalty out."""
    crowd = alike(4, 2.5, 1.1, 0.9)
    given = {"theta0": -1.5, "lr": 0.15, "epochs": 2, "rng": Seeded(41)}
    for lam in (0.8, 0.0):
        yield follows(
            student.sgd_per_example, truth.sgd_per_example, crowd, **given, lam=lam
        )


@check("sgd_per_example", points=1)
def single_examples_leave_no_traces(student, truth, rng):
    """theta0 stays as it was, and integers are read as floats."""
    given = {
        "theta0": (-4.0, 3.0),
        "lr": 0.12,
        "lam": 0.6,
        "epochs": 2,
        "rng": Seeded(42),
    }
    crowd = alike(4, (1.5, 0.5), SLANTED, LEANING)
    case = arguments(student.sgd_per_example, crowd, given)
    return invariant(student.sgd_per_example, truth.sgd_per_example, case, cast=(2,))


# ---------------------------------------------------------------------------- schedules


@check("inverse_sqrt", points=2)
def root_of_time(student, truth, rng):
    """The rates of a whole run, from t = 0 on."""
    cases = [(0.45, t) for t in range(20)]
    return whole_run(student.inverse_sqrt, truth.inverse_sqrt, cases)


@check("inverse_sqrt", points=1)
def root_of_whole_numbers(student, truth, rng):
    """Late times, and a rate that is an integer; each call stands for itself."""
    yield from whole_run(student.inverse_sqrt, truth.inverse_sqrt, [(0.6, 2345)])
    yield from invariant(
        student.inverse_sqrt, truth.inverse_sqrt, (2.0, 10), of=(REPEATABLE, INTEGERS)
    )


@check("hyperbolic", points=2)
def one_over_time(student, truth, rng):
    """The rates of a whole run, from t = 0 on."""
    cases = [(0.45, t, 0.3) for t in range(20)]
    return whole_run(student.hyperbolic, truth.hyperbolic, cases)


@check("hyperbolic", points=1)
def one_over_time_for_other_deltas(student, truth, rng):
    """With δ = 0 the rate stays, a large δ ends it; a rate that is an integer."""
    cases = [(0.6, 8, 0.0), (0.6, 7, 2.5)]
    yield from whole_run(student.hyperbolic, truth.hyperbolic, cases)
    yield from invariant(
        student.hyperbolic, truth.hyperbolic, (2.0, 9, 0.6), of=(REPEATABLE, INTEGERS)
    )


@check("power", points=2)
def power_of_time(student, truth, rng):
    """The rates of a whole run, from t = 1 on."""
    cases = [(0.45, t, 0.7) for t in range(1, 21)]
    return whole_run(student.power, truth.power, cases)


@check("power", points=1)
def power_of_time_for_other_deltas(student, truth, rng):
    """With δ = 0 the rate stays, δ = 2 falls quickly; a rate that is an integer."""
    cases = [(0.6, 8, 0.0), (0.6, 7, 2.0), (0.6, 800, 0.9)]
    yield from whole_run(student.power, truth.power, cases)
    yield from invariant(
        student.power, truth.power, (2.0, 6, 0.8), of=(REPEATABLE, INTEGERS)
    )


@check("fixed_then_power", points=2)
def fixed_at_first(student, truth, rng):
    """The rates of a whole run: fixed, the transition, and the power of time."""
    cases = [(0.45, t, 8, 0.6) for t in range(21)]
    return whole_run(student.fixed_then_power, truth.fixed_then_power, cases)


@check("fixed_then_power", points=1)
def fixed_for_other_deltas(student, truth, rng):
    """Nothing fixed but t = 0, δ = 0, and a rate that is an integer."""
    cases = [(0.6, 0, 0, 0.8), (0.6, 6, 0, 0.8), (0.6, 30, 7, 0.0)]
    yield from whole_run(student.fixed_then_power, truth.fixed_then_power, cases)
    yield from invariant(
        student.fixed_then_power,
        truth.fixed_then_power,
        (2.0, 11, 3, 0.7),
        of=(REPEATABLE, INTEGERS),
    )


@check("step_decay", points=2)
def step_by_step(student, truth, rng):
    """The rates of a whole run, with drops exactly when they are due."""
    cases = [(0.5, t, 0.4, 7) for t in range(24)]
    return whole_run(student.step_decay, truth.step_decay, cases)


@check("step_decay", points=1)
def steps_at_their_edges(student, truth, rng):
    """Just before and at the drops, a drop each time, and an integer as a rate."""
    cases = [(0.6, t, 0.7, 25) for t in (24, 25, 26, 49, 50, 76)]
    cases += [(0.6, 4, 0.9, 1)]
    yield from whole_run(student.step_decay, truth.step_decay, cases)
    yield from invariant(
        student.step_decay,
        truth.step_decay,
        (2.0, 19, 0.6, 5),
        of=(REPEATABLE, INTEGERS),
    )


@check("cosine", points=2)
def down_the_cosine(student, truth, rng):
    """The rates of a whole run: lr at t = 0, and 0 at its end."""
    cases = [(0.5, t, 22) for t in range(23)]
    return whole_run(student.cosine, truth.cosine, cases, atol=1e-7)


@check("cosine", points=1)
def after_the_cosine(student, truth, rng):
    """After the end the rate stays 0; the rate may be an integer."""
    cases = [(0.5, t, 12) for t in (11, 12, 13, 18, 24, 50)]
    yield from whole_run(student.cosine, truth.cosine, cases, atol=1e-7)
    yield from invariant(
        student.cosine, truth.cosine, (2.0, 5, 11), of=(REPEATABLE, INTEGERS)
    )


@check("exponential", points=2)
def exponentially_down(student, truth, rng):
    """The rates of a whole run, from t = 0 on."""
    cases = [(0.45, t, 0.2) for t in range(20)]
    return whole_run(student.exponential, truth.exponential, cases)


@check("exponential", points=1)
def exponentially_at_other_speeds(student, truth, rng):
    """With k = 0 the rate stays, a large k ends it; a rate that is an integer."""
    cases = [(0.6, 8, 0.0), (0.6, 5, 1.3)]
    yield from whole_run(student.exponential, truth.exponential, cases)
    yield from invariant(
        student.exponential, truth.exponential, (2.0, 6, 0.4), of=(REPEATABLE, INTEGERS)
    )


# ----------------------------------------------------------------- rates, and exactness


@check("satisfies_robbins_monro", points=2)
def both_sums(student, truth, rng):
    """Every p gets the right answer, at both ends and beyond them."""
    cases = [(p,) for p in (0.6, 1.0, 0.4, 0.5, 1.1, 0.9, 0.51, 3.0, 0.0, -1.0)]
    return whole_run(
        student.satisfies_robbins_monro, truth.satisfies_robbins_monro, cases
    )


@check("scale_lr_for_batch", points=1)
def rate_of_sgd(student, truth, rng):
    """For SGD there is one answer, for larger batches and for smaller ones."""
    cases = [(0.4, 5.0, "sgd"), (0.9, 0.125, "sgd"), (0.3, 7, "sgd")]
    return whole_run(student.scale_lr_for_batch, truth.scale_lr_for_batch, cases)


@check("scale_lr_for_batch", points=1)
def rate_of_adaptive_methods(student, truth, rng):
    """For adaptive methods two answers are right."""
    cases = [(0.4, 5.0, "adaptive"), (0.9, 0.125, "adaptive"), (0.3, 7, "adaptive")]
    return whole_run(
        student.scale_lr_for_batch,
        truth.scale_lr_for_batch,
        cases,
        accept=[lambda lr, factor, _: lr * factor],
    )


@check("standard_error", points=2)
def exactness_of_means(student, truth, rng):
    """The standard error of small and large samples, and of one example."""
    cases = [(1.3, 20), (0.6, 5), (2.7, 1), (7, 3000)]
    return whole_run(student.standard_error, truth.standard_error, cases)


TABLE = ((114.8, 0.00323), (338.1, 0.00183), (98.8, 0.00279))
"""The lecture's."""


@check("standardise", points=2)
def standardised_columns(student, truth, rng):
    """Each column gets mean 0 and variance 1, whatever its unit."""
    wide = (
        (0.02, -3.0, 5.0),
        (0.05, 2.0, 40.0),
        (0.01, 4.5, -10.0),
        (0.07, 1.0, 25.0),
        (0.03, -0.5, 60.0),
    )
    return whole_run(student.standardise, truth.standardise, [(TABLE,), (wide,)])


@check("standardise", points=1)
def standardised_constants(student, truth, rng):
    """Columns whose entries are all the same become 0, and so does a single row."""
    flat = ((2.5, 0.7, -3.0), (4.0, 0.7, -3.0), (-1.5, 0.7, -3.0))
    return whole_run(
        student.standardise, truth.standardise, [(flat,), (((0.6, 9.0, -2.0),),)]
    )


@check("standardise", points=1)
def standardising_leaves_no_traces(student, truth, rng):
    """X stays as it was, and integers are read as floats."""
    case = (((1.0, 6.0), (-4.0, 2.0), (3.0, -7.0)),)
    return invariant(student.standardise, truth.standardise, case)


@check("feature_updates", points=2)
def steps_of_the_weights(student, truth, rng):
    """Each weight gets its step, with its sign, whatever the unit of its feature."""
    rows = ((0.6, 1.4, -2.0), (2.2, -0.5, 0.3), (-1.1, 0.8, 1.7), (0.4, 2.5, -0.9))
    cases = [
        (TABLE, (5.1, 3.2, 4.1), (0.03, -50.0), 0.2),
        (rows, (0.7, 1.6, -0.4, 2.1), (-0.3, 0.8, 0.5), 0.25),
    ]
    return whole_run(student.feature_updates, truth.feature_updates, cases)


@check("feature_updates", points=1)
def steps_leave_no_traces(student, truth, rng):
    """Nothing that was handed in is changed, and integers are read as floats."""
    X = ((2.0, 1.0), (-3.0, 5.0), (4.0, -2.0))
    case = (X, (3.0, -1.0, 2.0), (-2.0, 4.0), 0.2)
    return invariant(
        student.feature_updates, truth.feature_updates, case, cast=(0, 1, 2)
    )
