"""The public checks of assignment 08.

Numbers are sines of squares: about 0.7 in size, of either sign, and the same on every
machine and with every version of numpy.
"""

import copy

import numpy as np

from grader.checks import (
    Seeded,
    Task,
    check,
    distribution,
    gradient,
    invariant,
    passed,
    values,
    wrong,
)
from grader.checks.comparing import Tolerance, as_numbers, compare
from grader.checks.findings import mismatch
from grader.checks.numbers import brief
from grader.checks.values import call_text

from .grounds import (
    AFTER_STEPS,
    as_integers,
    ask,
    best_drawn,
    checked,
    ends_right,
    error_of,
    glorot,
    labels_wrong,
    network,
    orders_taken,
    parameters,
    parts_of,
    searched,
    second,
    started,
    trained,
    wave,
)

NEAR = Tolerance(rtol=1e-6, atol=1e-9)
"""For answers whose parameters are the student's own."""
L2, L1 = 0.013, 0.007


SIZES, DEEP_SIZES = (4, 5, 3), (3, 6, 4, 2)
NET = network(SIZES, 0.3)
ZEROS = [(np.zeros_like(W), np.zeros_like(b)) for W, b in NET]
X, Y = 1.3 * wave((7, 4), 5.1), np.array([0, 2, 2, 1, 2, 0, 2])
SQUARE = network((4, 4, 4), 1.1)
SQUARE_X, SQUARE_Y = wave((4, 4), 2.2), np.array([3, 0, 0, 1])
DEEP = network(DEEP_SIZES, 2.7)
DEEP_X, DEEP_Y = 1.2 * wave((5, 3), 0.4), np.array([1, 1, 0, 1, 1])
FLAT = network((3, 4), 3.2)
FLAT_X, FLAT_Y = wave((6, 3), 1.9), np.array([3, 1, 1, 0, 1, 3])
WHOLE = [
    (np.array([[1.0, -2.0, 0.0], [2.0, 1.0, -1.0]]), np.array([0.0, 1.0, -1.0])),
    (np.array([[1.0, -1.0], [0.0, 2.0], [-3.0, 1.0]]), np.array([1.0, -2.0])),
]
WHOLE_X, WHOLE_Y = np.array([[1.0, 2.0], [-1.0, 0.0], [2.0, -1.0]]), np.array([1, 1, 0])
STEEP = [(1000 * np.array([[1.0, -1.0, 0.5], [-0.5, 1.0, 0.0]]), np.zeros(3))]
STEEP_X, STEEP_Y = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), np.array([1, 2, 0])


# ---------------------------------------------------------------- weights to start from


def generator_used(draw, where):
    """Say whether equal generators give equal numbers, and others others."""
    first, again, other = (draw(seed) for seed in (11, 11, 12))
    if compare(again, first, Tolerance(0.0, 0.0)):
        return wrong(
            "Two generators in the same state gave different numbers; draw from rng "
            "and from nothing else.",
            where=where,
        )
    if compare(other, first, NEAR) is None:
        return wrong("Another generator gave the same numbers.", where=where)
    return passed("The numbers come from rng.", where=where)


@check("glorot_uniform", points=2)
def weights_of_the_right_spread(student, truth, rng):
    """The weights fill the interval from -b to b evenly, in the right shape."""
    for fans in ((90, 40), (30, 120)):
        got = student.glorot_uniform(*fans, Seeded(5))
        yield from glorot(got, fans, "glorot_uniform({}, {}, rng)".format(*fans))


@check("glorot_uniform", points=1)
def weights_from_the_generator(student, truth, rng):
    """The weights are drawn from rng, and from nothing else."""
    where = "glorot_uniform(30, 45, rng)"
    yield from glorot(student.glorot_uniform(30, 45, Seeded(3)), (30, 45), where)
    yield generator_used(
        lambda seed: student.glorot_uniform(30, 45, Seeded(seed)), where
    )


@check("init_params", points=2)
def network_to_start_from(student, truth, rng):
    """Each layer has Glorot's weights for its own fans, and biases of 0."""
    sizes = [60, 20, 90]
    yield from started(
        student.init_params(sizes, Seeded(8)), sizes, f"init_params({sizes}, rng)"
    )


@check("init_params", points=1)
def layers_of_equal_sizes(student, truth, rng):
    """Four layers of the same size are four different layers."""
    sizes = [30, 30, 30, 30, 30]
    yield from started(
        student.init_params(sizes, Seeded(9)), sizes, f"init_params({sizes}, rng)"
    )


@check("init_params", points=1)
def network_from_the_generator(student, truth, rng):
    """The weights come from rng, also for a network without a hidden layer."""
    sizes, where = [40, 30], "init_params([40, 30], rng)"
    yield from started(student.init_params(sizes, Seeded(4)), sizes, where)
    yield generator_used(lambda seed: student.init_params(sizes, Seeded(seed)), where)


# -------------------------------------------------------------------------- the network


@check("forward", points=3)
def probabilities_of_a_network(student, truth, rng):
    """With one hidden layer you get a row of probabilities for each example."""
    return values(student.forward, truth.forward, [(NET, X), (NET, X[2:3])])


@check("forward", points=2)
def probabilities_of_other_networks(student, truth, rng):
    """Three layers, layers of equal sizes, and no hidden layer work as well."""
    cases = [(DEEP, DEEP_X), (SQUARE, SQUARE_X), (FLAT, FLAT_X)]
    return values(student.forward, truth.forward, cases)


@check("forward", points=1)
def probabilities_where_it_saturates(student, truth, rng):
    """Nothing overflows at inputs and logits of ±1000, whatever the other rows are."""
    cases = [
        (STEEP, np.vstack([STEEP_X, [[0.001, 0.002]]])),
        (NET, 1000 * X),
    ]
    return values(student.forward, truth.forward, cases, atol=1e-12)


@check("forward", points=1)
def forward_leaves_no_traces(student, truth, rng):
    """Parameters and inputs stay as they were, and integers are read as floats."""
    yield from invariant(
        student.forward, truth.forward, (WHOLE, WHOLE_X), other=(NET, X), cast=(1,)
    )
    cases = [(as_integers(WHOLE), WHOLE_X)]
    yield from values(student.forward, truth.forward, cases)


@check("softmax_cross_entropy", points=2)
def cross_entropy_and_gradient(student, truth, rng):
    """Loss and gradient of a few rows, of one row, and of as many rows as classes."""
    cases = [
        (2 * wave((7, 3), 0.8), Y),
        (wave((1, 5), 1.2), np.array([3])),
        (2 * wave((4, 4), 4.2), SQUARE_Y),
    ]
    function = student.softmax_cross_entropy
    return values(function, truth.softmax_cross_entropy, cases)


@check("softmax_cross_entropy", points=2)
def gradient_of_the_cross_entropy(student, truth, rng):
    """The gradient belongs to the mean loss, by differences."""
    logits = 1.5 * wave((7, 3), 2.1)
    function, right = student.softmax_cross_entropy, truth.softmax_cross_entropy
    return gradient(
        Task(function, right, None, right, (logits, Y)),
        quantities={"N": len(X), "C": SIZES[-1]},
        simpler={"with one example": (logits[:1], Y[:1])},
        pick=second,
        value=lambda answer: answer[0],
    )


@check("softmax_cross_entropy", points=2)
def logits_of_a_thousand(student, truth, rng):
    """Rows of very large and very different logits keep loss and gradient exact."""
    steep = np.array(
        [[1000.0, -1000.0, 0.0], [0.5, 1.0, -0.25], [-1000.0, -999.0, -1000.0]]
    )
    far = np.array([[0.0, 30.0], [-20.0, 25.0]])
    cases = [
        (steep, np.array([1, 0, 1])),
        (steep, np.array([0, 2, 0])),
        (far, np.array([0, 0])),
    ]
    return values(student.softmax_cross_entropy, truth.softmax_cross_entropy, cases)


@check("softmax_cross_entropy", points=1)
def cross_entropy_leaves_no_traces(student, truth, rng):
    """Logits and labels stay as they were, and integers are read as floats."""
    return invariant(
        student.softmax_cross_entropy,
        truth.softmax_cross_entropy,
        (np.array([[1.0, 3.0, 0.0], [-2.0, 1.0, 1.0]]), np.array([2, 1])),
    )


@check("loss", points=2)
def loss_without_penalties(student, truth, rng):
    """Without penalties the loss is the mean cross-entropy."""
    cases = [
        (NET, X, Y, 0.0, 0.0),
        (DEEP, DEEP_X, DEEP_Y, 0.0, 0.0),
        (SQUARE, SQUARE_X, SQUARE_Y, 0.0, 0.0),
        (FLAT, FLAT_X, FLAT_Y, 0.0, 0.0),
    ]
    return values(student.loss, truth.loss, cases)


@check("loss", points=3)
def loss_with_penalties(student, truth, rng):
    """Both penalties count all weights of all layers once, and no bias."""
    cases = [
        (NET, X, Y, L2, 0.0),
        (NET, X, Y, 0.0, L1),
        (NET, X[:2], Y[:2], L2, L1),
        (DEEP, DEEP_X, DEEP_Y, 0.02, 0.03),
    ]
    return values(student.loss, truth.loss, cases)


@check("loss", points=1)
def loss_where_it_saturates(student, truth, rng):
    """A wrong class that is ahead by 2000 costs 2000, and not inf."""
    cases = [(STEEP, STEEP_X, STEEP_Y, 0.0, 0.0)]
    return values(student.loss, truth.loss, cases)


@check("loss", points=1)
def loss_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    yield from invariant(
        student.loss,
        truth.loss,
        (WHOLE, WHOLE_X, WHOLE_Y, 0.25, 0.5),
        other=(NET, X, Y, L2, L1),
        cast=(1,),
    )
    cases = [(as_integers(WHOLE), WHOLE_X, WHOLE_Y, 1, 2)]
    yield from values(student.loss, truth.loss, cases)


@check("backward", points=3)
def gradient_of_the_data(student, truth, rng):
    """Without penalties the gradient belongs to the mean cross-entropy."""
    return checked(student, truth, (NET, X, Y, 0.0, 0.0))


@check("backward", points=3)
def gradient_with_penalties(student, truth, rng):
    """With penalties it belongs to the whole loss, and spares the biases."""
    return checked(student, truth, (NET, X, Y, L2, L1))


@check("backward", points=2)
def gradient_without_hidden_layer(student, truth, rng):
    """A network of one layer has a gradient, too."""
    return checked(student, truth, (FLAT, FLAT_X, FLAT_Y, L2, L1))


@check("backward", points=3)
def gradient_of_other_networks(student, truth, rng):
    """Three layers, and layers of equal sizes: every block is right."""
    yield from checked(student, truth, (DEEP, DEEP_X, DEEP_Y, L2, L1))
    yield from checked(student, truth, (SQUARE, SQUARE_X, SQUARE_Y, 0.0, 0.0))


@check("backward", points=2)
def gradient_after_training(student, truth, rng):
    """After some training the gradient is still right, though it is small."""
    trained, _ = truth.train(NET, X, Y, 0.5, 3, 20, Seeded(1))
    return checked(student, truth, (trained, X, Y, L2, L1))


@check("backward", points=1)
def gradient_at_zero_weights(student, truth, rng):
    """Where all weights and biases are 0 the gradient is what the formulas give."""
    cases = [(ZEROS, X, Y, 0.0, 0.0)]
    return values(student.backward, truth.backward, cases, atol=1e-9)


@check("backward", points=1)
def gradient_where_it_saturates(student, truth, rng):
    """Saturated units give no overflow and no nan."""
    function, right = student.backward, truth.backward
    cases = [(STEEP, STEEP_X, STEEP_Y, 0.0, 0.0)]
    yield from values(function, right, cases, rtol=1e-6, atol=1e-6)
    # Inputs of 1000 enlarge what single precision leaves of 1 - h².
    yield from values(function, right, [(NET, 1000 * X, Y, 0.0, 0.0)], atol=1e-3)


@check("backward", points=1)
def backward_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    yield from invariant(
        student.backward,
        truth.backward,
        (WHOLE[1:], np.array([[1.0, 2.0, -1.0], [0.0, 1.0, 1.0]]), Y[:2] // 2, 0.5, 2),
        other=(NET, X, Y, L2, L1),
        cast=(1,),
    )
    cases = [(as_integers(WHOLE[:1]), WHOLE_X, WHOLE_Y, 1, 2)]
    yield from values(student.backward, truth.backward, cases, rtol=1e-6)


# ----------------------------------------------------------------------------- training


FULL = [
    (NET, X, Y, 0.4, len(X), 12, Seeded(1)),
    (DEEP, DEEP_X, DEEP_Y, 0.25, 50, 13, Seeded(2)),
]
"""Trainings in which one batch holds all examples."""
PART = (NET, X, Y, 0.3, 3, 2, Seeded(9))
"""A training in which the order matters."""


@check("train", points=3)
def training_on_all_at_once(student, truth, rng):
    """Where one batch holds all examples, the parameters follow the rule."""
    for case in FULL:
        yield ends_right(student, truth, case)


@check("train", points=3)
def training_on_small_batches(student, truth, rng):
    """Five examples in batches of two: an epoch leads where some shuffle leads."""
    labels = np.array([0, 2, 2, 1, 2])
    case = (network((2, 3, 3), 0.6), wave((5, 2), 1.4), labels, 0.8, 2)
    taken = orders_taken(student, truth, case, 1, range(21, 27))
    if not isinstance(taken, list):
        return taken
    if len(set(taken)) == 1:
        return wrong("The examples come in the same order, whatever rng is.")
    return passed("All of six trainings end where an honest shuffle leads.")


@check("train", points=2)
def training_in_new_orders(student, truth, rng):
    """Two epochs of four examples lead where two shuffles lead, and not one twice."""
    case = (network((2, 3, 2), 4.6), wave((4, 2), 3.4), np.array([1, 0, 1, 1]), 0.9, 2)
    taken = orders_taken(student, truth, case, 2, range(31, 41))
    if not isinstance(taken, list):
        return taken
    if all(one == other for one, other in taken):
        return wrong(
            "In ten trainings the second epoch has the order of the first.",
            want="a new permutation for every epoch",
        )
    return passed("All of ten trainings end where two honest shuffles lead.")


@check("train", points=2)
def errors_after_each_epoch(student, truth, rng):
    """The errors are those of all examples, after each of the epochs."""
    for case in FULL:
        where = f"the errors of {call_text(student.train, case)}"
        errors = second(student.train(*case))
        found = compare(errors, truth.train(*case)[1], AFTER_STEPS)
        yield mismatch(found, where) if found else passed("They are.", where=where)
    answer, where = student.train(*PART), f"the last error of {PART[4]}-example batches"
    theta = trained(answer, NET)
    if isinstance(theta, str):
        yield wrong(f"It has another form: {theta}.", where=where)
        return
    errors = as_numbers(answer[1])
    last = errors[-1] if errors is not None and errors.shape == (PART[5],) else None
    found = compare(last, truth.loss(theta, X, Y, 0.0, 0.0), AFTER_STEPS)
    yield mismatch(found, where) if found else passed("It is right.", where=where)


@check("train", points=1)
def training_without_a_rate(student, truth, rng):
    """With lr = 0 nothing moves, and all errors are the same."""
    cases = [(NET, X, Y, 0.0, 3, 4, Seeded(3))]
    return values(student.train, truth.train, cases, rtol=1e-6)


@check("train", points=1)
def training_from_zero_weights(student, truth, rng):
    """From zero weights the output's bias learns how frequent the classes are."""
    return ends_right(student, truth, (ZEROS, X, Y, 0.5, len(X), 5, Seeded(4)))


@check("train", points=1)
def training_leaves_no_traces(student, truth, rng):
    """The old parameters stay as they were, and integers are read as floats."""
    case = (WHOLE[:1], WHOLE_X, WHOLE_Y, 0.25, 3, 2, Seeded(5))
    yield from invariant(student.train, truth.train, case, cast=(1,))
    cases = [(as_integers(WHOLE[:1]), *case[1:])]
    yield from values(student.train, truth.train, cases, rtol=1e-6, single_rtol=1e-4)


# ------------------------------------------------------------------- network as a class


def judged(student, truth, sizes, questions):
    """Ask one network several things, and compare with the reference at its params."""
    made = student.MLP.make(list(sizes), Seeded(6))
    params = parameters(made, sizes)
    if not isinstance(params, list):
        return params
    for nth, (name, *args) in enumerate(questions, start=1):
        got = ask(made, name, *args)
        function = {"loss": truth.loss, "gradients": truth.backward}[name]
        want = function(params, *args, 0.0, 0.0)
        found = compare(got, want, NEAR)
        if found:
            return mismatch(found, f"question {nth} to MLP({list(sizes)}, rng), {name}")
    if compare(parameters(made, sizes), params, Tolerance(0.0, 0.0)):
        return wrong("The parameters change while questions are answered.")
    return passed(f"All {len(questions)} answers are right for the network's params.")


@check("MLP", points=1)
def class_starts_like_init_params(student, truth, rng):
    """A new network has Glorot's weights, drawn from rng, and biases of 0."""
    sizes, where = [50, 30, 40], "the params of MLP([50, 30, 40], rng)"
    params = parameters(student.MLP.make(sizes, Seeded(7)), sizes)
    if not isinstance(params, list):
        yield params
        return
    yield from started(params, sizes, where)
    yield generator_used(
        lambda seed: copy.deepcopy(student.MLP.make(sizes, Seeded(seed)).params), where
    )


@check("MLP", points=2)
def class_knows_its_loss(student, truth, rng):
    """loss(X, y) is the mean cross-entropy at the network's own parameters."""
    questions = [("loss", X, Y), ("loss", X[:2], Y[:2]), ("loss", X[1:], Y[1:])]
    return judged(student, truth, SIZES, questions)


@check("MLP", points=3)
def class_knows_its_gradients(student, truth, rng):
    """gradients(X, y) is the gradient of that loss: a list of (dW, db)."""
    yield judged(student, truth, SIZES, [("gradients", X, Y)])
    yield judged(student, truth, DEEP_SIZES, [("gradients", DEEP_X, DEEP_Y)])


@check("MLP", points=2)
def class_answers_afresh(student, truth, rng):
    """Answers are about the inputs of this call, and nothing adds up."""
    questions = [
        ("loss", X[:3], Y[:3]),
        ("gradients", X[3:], Y[3:]),
        ("gradients", X[:2], Y[:2]),
        ("gradients", X[:2], Y[:2]),
        ("loss", X, Y),
    ]
    return judged(student, truth, SIZES, questions)


@check("MLP", points=2)
def class_predicts_labels(student, truth, rng):
    """predict(X) gives the most probable label of each row."""
    for sizes, seed in (((4, 5, 3), 1), ((3, 5, 6), 2), ((6, 6), 3)):
        made = student.MLP.make(list(sizes), Seeded(seed))
        params = parameters(made, sizes)
        if not isinstance(params, list):
            yield params
            return
        inputs = 3 * wave((9, sizes[0]), seed)
        got = ask(made, "predict", inputs)
        problem = labels_wrong(got, truth.forward(params, inputs))
        where = f"predict of MLP({list(sizes)}, rng)"
        if problem:
            yield wrong(
                f"The labels are wrong: {problem}.", where=where, got=brief(got)
            )
        else:
            yield passed("Each row gets its most probable label.", where=where)


@check("MLP", points=1)
def networks_side_by_side(student, truth, rng):
    """Two networks know nothing of each other."""
    first = student.MLP.make(list(SIZES), Seeded(1))
    before = parameters(first, SIZES)
    if not isinstance(before, list):
        return before
    second_one = student.MLP.make(list(SIZES), Seeded(2))
    ask(second_one, "gradients", X, Y)
    after = parameters(first, SIZES)
    where = "a network beside another one"
    if not isinstance(after, list) or compare(after, before, Tolerance(0.0, 0.0)):
        return wrong("The first network changes with the second one.", where=where)
    want = truth.loss(before, X, Y, 0.0, 0.0)
    found = compare(ask(first, "loss", X, Y), want, NEAR)
    return mismatch(found, where) if found else passed("Each stays as it is.")


@check("permute_hidden", points=2)
def units_change_places(student, truth, rng):
    """New unit i is old unit permutation[i], in all that belongs to it."""
    cases = [(NET, 0, np.array([2, 0, 4, 1, 3])), (NET, 0, np.array([1, 2, 3, 4, 0]))]
    return values(student.permute_hidden, truth.permute_hidden, cases)


@check("permute_hidden", points=2)
def units_of_the_right_layer(student, truth, rng):
    """Only the hidden layer that is asked for is permuted, be all layers alike."""
    alike = network((4, 4, 4, 4), 0.9)
    order = np.array([3, 0, 1, 2])
    cases = [(alike, 0, order), (alike, 1, order), (DEEP, 1, np.array([1, 2, 0, 3]))]
    return values(student.permute_hidden, truth.permute_hidden, cases)


@check("permute_hidden", points=1)
def permuting_leaves_no_traces(student, truth, rng):
    """The old parameters and the permutation stay as they were."""
    case = (WHOLE, 0, np.array([2, 0, 1]))
    return invariant(student.permute_hidden, truth.permute_hidden, case, cast=(2,))


# --------------------------------------------------------------------------- one neuron

TARGETS = np.array([1.0, 0.25, 0.0, 1.0, 0.75, 0.0, 1.0])
WEIGHTS = wave((4,), 2.9)


@check("squared_loss", points=2)
def loss_of_a_neuron(student, truth, rng):
    """Few and many examples, targets between 0 and 1: the sum of squared errors."""
    cases = [
        (X, TARGETS, WEIGHTS),
        (SQUARE_X, TARGETS[: len(SQUARE_X)], WEIGHTS),
        (X[:1], TARGETS[:1], 2 * WEIGHTS),
    ]
    return values(student.squared_loss, truth.squared_loss, cases)


@check("squared_loss", points=1)
def neuron_at_a_thousand(student, truth, rng):
    """Nothing overflows where Xw is ±1000."""
    inputs = np.array([[1000.0, 0.0], [-1000.0, 0.0], [1000.0, 1.0], [0.25, 0.5]])
    cases = [(inputs, (0.5, 0.25, 0.0, 1.0), (1.0, -0.5))]
    return values(student.squared_loss, truth.squared_loss, cases)


@check("squared_loss", points=1)
def neuron_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (WHOLE_X, (1.0, 0.0, 2.0), (2.0, -1.0))
    return invariant(student.squared_loss, truth.squared_loss, case, cast=(0, 1, 2))


@check("squared_loss_gradient", points=3)
def gradient_of_a_neuron(student, truth, rng):
    """The gradient belongs to the squared loss, by differences."""
    for inputs, targets in ((X, TARGETS), (SQUARE_X, TARGETS[: len(SQUARE_X)])):
        yield from gradient(
            Task(
                student.squared_loss_gradient,
                truth.squared_loss_gradient,
                None,
                truth.squared_loss,
                (inputs, targets, WEIGHTS),
                at=2,
            ),
            quantities={"N": len(targets)},
            simpler={"with one example": (inputs[:1], targets[:1], WEIGHTS)},
        )


@check("squared_loss_gradient", points=1)
def gradient_of_a_saturated_neuron(student, truth, rng):
    """Examples that saturate add nothing, and spoil nothing."""
    inputs = np.array([[1000.0, 0.0], [-1000.0, 0.0], [1000.0, 1.0], [0.25, 0.5]])
    cases = [(inputs, (0.5, 0.25, 0.0, 1.0), (1.0, -0.5))]
    return values(student.squared_loss_gradient, truth.squared_loss_gradient, cases)


@check("squared_loss_gradient", points=1)
def neuron_gradient_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    return invariant(
        student.squared_loss_gradient,
        truth.squared_loss_gradient,
        (WHOLE_X, (1.0, 0.0, 2.0), (1.0, -1.0)),
        cast=(0, 1, 2),
    )


# -------------------------------------------------------------------------- perceptrons

CLOUD = np.round(8 * wave((9, 3), 1.3)) / 4
SIDES = np.array([1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0, 1.0, -1.0])


@check("perceptron", points=3)
def perceptron_learns_from_mistakes(student, truth, rng):
    """Weights and bias after a few epochs, example by example."""
    line = np.array([[1.0, 2.0], [3.0, 1.0], [0.5, -1.0], [-2.0, 0.25]])
    cases = [
        (CLOUD, SIDES, 3),
        (CLOUD, -SIDES, 8),
        (line, (1.0, -1.0, -1.0, 1.0), 1),
        (line, (1.0, -1.0, -1.0, 1.0), 20),
    ]
    return values(student.perceptron, truth.perceptron, cases)


@check("perceptron", points=1)
def perceptron_on_the_boundary(student, truth, rng):
    """An example exactly on the boundary is a mistake."""
    edge = np.array([[1.0, 1.0], [2.0, -3.0], [-1.0, 0.5], [0.0, 1.0]])
    cases = [(edge, (1.0, -1.0, -1.0, 1.0), 1), (edge, (-1.0, 1.0, 1.0, 1.0), 2)]
    return values(student.perceptron, truth.perceptron, cases)


@check("perceptron", points=1)
def perceptron_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (WHOLE_X, (1.0, -1.0, -1.0), 3)
    return invariant(student.perceptron, truth.perceptron, case, cast=(0, 1))


@check("multiclass_perceptron", points=3)
def one_against_the_rest(student, truth, rng):
    """Each class has its own perceptron, trained by itself."""
    labels = np.array([2, 0, 1, 2, 2, 0, 1, 2, 3])
    cases = [
        (CLOUD, labels, 4, 3),
        (CLOUD[:6], labels[:6], 3, 6),
        (CLOUD, labels % 2, 2, 4),
    ]
    return values(student.multiclass_perceptron, truth.multiclass_perceptron, cases)


@check("multiclass_perceptron", points=1)
def class_without_examples(student, truth, rng):
    """A class without examples has a perceptron as well."""
    labels = np.array([2, 0, 0, 2, 4, 0, 4, 2, 0])
    cases = [(CLOUD, labels, 6, 2)]
    return values(student.multiclass_perceptron, truth.multiclass_perceptron, cases)


@check("multiclass_perceptron", points=1)
def many_perceptrons_leave_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    return invariant(
        student.multiclass_perceptron,
        truth.multiclass_perceptron,
        (WHOLE_X, np.array([2, 0, 1]), 3, 3),
    )


# ---------------------------------------------------------------------- model selection


@check("early_stopping", points=2)
def patience_runs_out(student, truth, rng):
    """You stop when the best epoch is `patience` epochs ago, and not before."""
    curve = (0.9, 0.7, 0.8, 0.6, 0.75, 0.7, 0.65, 0.5, 0.4, 0.3)
    cases = [(curve, 1), (curve, 2), (curve, 3), ((5.0, 4.0, 4.5, 4.2, 4.1, 3.0), 3)]
    return values(student.early_stopping, truth.early_stopping, cases)


@check("early_stopping", points=1)
def patience_with_ties(student, truth, rng):
    """An equal error is no better one: the earliest best epoch counts."""
    cases = [
        ((3.0, 1.0, 1.0, 1.0, 0.5), 2),
        ((2.0, 1.0, 1.5, 1.0, 0.5), 3),
        ((2.0, 2.0, 1.0, 1.0, 3.0), 4),
    ]
    return values(student.early_stopping, truth.early_stopping, cases)


@check("early_stopping", points=1)
def patience_to_the_end(student, truth, rng):
    """If patience never runs out, the last epoch is the stop."""
    cases = [
        ((0.9, 0.8, 0.85, 0.7), 3),
        ((0.9, 0.4, 0.5, 0.6), 4),
        ((4.0, 3.0, 2.0, 1.0), 1),
    ]
    return values(student.early_stopping, truth.early_stopping, cases)


@check("early_stopping", points=1)
def stopping_leaves_no_traces(student, truth, rng):
    """The errors stay as they were, and integers are read as floats."""
    case = ((6.0, 4.0, 5.0, 3.0, 8.0, 4.0, 1.0), 2)
    return invariant(student.early_stopping, truth.early_stopping, case)


def bowl_of_errors(config):
    """Return an error in which lr and units matter together."""
    lr, units = float(config["lr"]), float(config["units"])
    return (lr * units - 2.0) ** 2 + (units - 7.0) ** 2 / 16 + 0.5


def plateau_of_errors(config):
    """Return an error that many configurations share."""
    return float((config["a"] + config["b"]) % 3)


@check("grid_search", points=3)
def best_of_a_grid(student, truth, rng):
    """Every combination is tried, and the smallest error wins."""
    evaluate = error_of(bowl_of_errors)
    cases = [
        (evaluate, {"lr": [0.1, 0.3, 1.0], "units": [2, 5, 8, 16]}),
        (evaluate, {"units": [32, 2, 4], "lr": [0.01, 0.5]}),
        (evaluate, {"units": [7], "lr": [0.5, 0.25, 0.3]}),
        (error_of(lambda config: -float(config["depth"])), {"depth": [3, 9, 4]}),
    ]
    return values(student.grid_search, truth.grid_search, cases)


@check("grid_search", points=2)
def first_of_equals(student, truth, rng):
    """Of equal errors the first wins, where the last name of the grid runs fastest."""
    evaluate = error_of(plateau_of_errors)
    cases = [
        (evaluate, {"a": [1, 2, 3], "b": [4, 3, 2]}),
        (evaluate, {"b": [5, 2], "a": [2, 3, 6, 1]}),
    ]
    return values(student.grid_search, truth.grid_search, cases)


@check("grid_search", points=1)
def errors_that_are_none(student, truth, rng):
    """An error of nan never wins, wherever in the grid it stands."""

    def evaluate(config):
        return float("nan") if config["lr"] >= 1 else 3.0 - config["lr"]

    cases = [
        (error_of(evaluate), {"lr": [5.0, 0.25, 0.5, 1.0]}),
        (error_of(evaluate), {"lr": [0.125, 2.0, 0.5]}),
    ]
    return values(student.grid_search, truth.grid_search, cases)


@check("grid_search", points=1)
def search_leaves_no_traces(student, truth, rng):
    """The grid stays as it was."""
    case = (error_of(bowl_of_errors), {"lr": [0.5, 0.1], "units": [8, 4]})
    yield from invariant(
        student.grid_search, truth.grid_search, case, of=("unchanged", "repeatable")
    )


def recipe(seed):
    """Return the configuration of a seed."""
    return {"lr": 1.0 / (1 + int(seed) % 50), "units": 1 + int(seed) % 13}


@check("random_search", points=2)
def best_of_random_draws(student, truth, rng):
    """You call sample n times, and the best of what it gave wins."""
    for n, seed in ((30, 1), (8, 2), (1, 3)):
        yield best_drawn(student, recipe, bowl_of_errors, n, seed)


@check("random_search", points=1)
def first_of_equal_draws(student, truth, rng):
    """Of equal errors the first that was drawn wins."""

    def coarse(config):
        return float(config["units"] % 2)

    for seed in (4, 5):
        yield best_drawn(student, recipe, coarse, 20, seed)


@check("random_search", points=2)
def seeds_from_the_generator(student, truth, rng):
    """The seeds are whole numbers below 2**31, drawn evenly from rng."""
    where = "the seeds of random_search with n=200"
    runs = [searched(student, recipe, bowl_of_errors, 200, s)[2] for s in (6, 6, 7)]
    seeds = np.array(runs[0])
    if seeds.shape != (200,) or (seeds % 1).any() or not (seeds >= 0).all():
        yield wrong(
            "sample does not get whole numbers from 0 on, one for each of n draws.",
            where=where,
            got=brief(runs[0][:6]),
        )
        return
    if runs[1] != runs[0] or runs[2] == runs[0]:
        yield wrong(
            "The seeds do not come from rng alone: equal generators have to give "
            "equal seeds, and others other seeds.",
            where=where,
        )
    yield distribution(
        seeds,
        lambda s: min(s / 2**31, 1.0),
        what="whole numbers from 0 to 2**31 - 1",
        where=where,
    )


@check("split", points=2)
def parts_hold_every_index(student, truth, rng):
    """The parts have the sizes asked for, and each index is in one of them."""
    for n, fractions, sizes in (
        (48, [0.6, 0.2, 0.2], (29, 10, 9)),
        (17, [0.9, 0.1], (15, 2)),
        (22, [0.12, 0.3, 0.3, 0.28], (3, 7, 7, 5)),
    ):
        where = f"split({n}, {fractions}, rng)"
        parts = parts_of(student.split(n, fractions, Seeded(n)), sizes)
        if isinstance(parts, str):
            yield wrong(f"The split is wrong: {parts}.", where=where)
        else:
            yield passed(f"It has {brief(list(sizes))} indices.", where=where)


@check("split", points=2)
def parts_are_random(student, truth, rng):
    """Which index goes where is left to rng."""
    where, sizes = "split(60, [0.7, 0.3], rng)", (42, 18)
    runs = []
    for seed in (1, 1, 2):
        parts = parts_of(student.split(60, [0.7, 0.3], Seeded(seed)), sizes)
        if isinstance(parts, str):
            return wrong(f"The split is wrong: {parts}.", where=where)
        runs.append(parts)
    if any(max(each[0]) == 41 or min(each[0]) == 18 for each in runs):
        return wrong("The first part is a run of neighbours.", where=where)
    if runs[0] != runs[1] or runs[0] == runs[2]:
        return wrong(
            "Equal generators have to give equal splits, and others other splits.",
            where=where,
        )
    return passed("The split is random.", where=where)


GUESSES = np.array(
    [[1.0, 2.5, -0.5, 4.0], [3.0, 1.5, 0.25, 5.0], [2.5, 0.5, -2.0, 1.5]]
)


@check("bias_variance", points=2)
def bias_and_variance(student, truth, rng):
    """Rows are training sets, columns are points; both are averaged over the points."""
    cases = [
        (GUESSES, (1.5, 2.0, 0.5, 2.0)),
        (GUESSES[:2], (3.0, 3.0, 1.0, 5.5)),
        (GUESSES[:, :1], (1.0,)),
    ]
    return values(student.bias_variance, truth.bias_variance, cases)


@check("bias_variance", points=1)
def as_many_sets_as_points(student, truth, rng):
    """Three training sets and three points, and a single training set."""
    cases = [(GUESSES[:, :3], (0.5, -1.0, 2.0)), (GUESSES[:1], (2.0, 2.0, 0.0, 3.0))]
    return values(student.bias_variance, truth.bias_variance, cases)


@check("bias_variance", points=1)
def bias_leaves_no_traces(student, truth, rng):
    """The arguments stay as they were, and integers are read as floats."""
    case = (np.array([[1.0, 4.0], [2.0, -1.0], [5.0, 2.0]]), (1.0, 3.0))
    return invariant(student.bias_variance, truth.bias_variance, case, cast=(0, 1))
