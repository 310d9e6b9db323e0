"""The hidden checks of assignment 07: the same questions with other numbers."""

import numpy as np

from grader.checks import check, invariant, values

from .graphs import (
    flows,
    flows_again,
    flows_deep,
    graph,
    grown,
    kink_of_relu,
)
from .grounds import (
    EXP,
    SINE,
    TANH,
    between_sides,
    composed,
    line,
    power,
    slope_at_kinks,
    split_at_ties,
)

X = np.array([[-0.4, 2.6], [1.7, -3.2], [0.3, 5.5]])
Y = np.array([[2.2, -0.7], [3.4, 1.9], [-1.1, 0.6]])
DZ = np.array([[-1.6, 0.35], [2.8, -0.45], [1.2, 3.7]])
"""For the gates: their inputs, and what comes from above."""


@check("add_backward", points=2)
def add_passes_on(student, truth, rng):
    """Other numbers, vectors and matrices."""
    cases = [
        (-7.0, 2.0, -1.75),
        ((2.5, -4.0), (1.5, 0.5), (-0.75, 6.5)),
        (X, Y, DZ),
    ]
    return values(student.add_backward, truth.add_backward, cases)


@check("add_backward", points=1)
def add_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    case = ((-6, 2), (9, -5), (1.7, -0.4))
    return invariant(student.add_backward, truth.add_backward, case, cast=(0, 1))


@check("multiply_backward", points=3)
def multiply_swaps(student, truth, rng):
    """Other numbers, vectors and matrices."""
    cases = [
        (-7.0, 2.0, -1.75),
        ((2.5, -4.0), (1.5, 0.5), (-0.75, 6.5)),
        (X, Y, DZ),
        (X[1:], Y[:2], DZ[1:]),
    ]
    return values(student.multiply_backward, truth.multiply_backward, cases)


@check("multiply_backward", points=1)
def multiply_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    case = ((-6, 2), (9, -5), (1.7, -0.4))
    return invariant(
        student.multiply_backward, truth.multiply_backward, case, cast=(0, 1)
    )


@check("max_backward", points=2)
def max_routes(student, truth, rng):
    """Other numbers, vectors and matrices."""
    cases = [
        (2.0, -7.0, -1.75),
        (-3.0, -1.5, 0.6),
        ((2.5, -4.0), (1.5, 0.5), (-0.75, 6.5)),
        (X, Y, DZ),
    ]
    return values(student.max_backward, truth.max_backward, cases)


@check("max_backward", points=2)
def max_at_a_tie(student, truth, rng):
    """At other ties."""
    cases = [
        ((-1.0, 6.0, 6.0), (2.0, 6.0, -4.0), (3.5, -8.0, 2.5)),
        (-4.0, -4.0, -0.7),
    ]
    return between_sides(
        student.max_backward,
        truth.max_backward,
        cases,
        split_at_ties,
        "at a tie any split that sums to dz is accepted",
    )


@check("max_backward", points=1)
def max_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    case = ((-6, 2), (9, -5), (1.7, -0.4))
    return invariant(student.max_backward, truth.max_backward, case, cast=(0, 1))


@check("copy_backward", points=2)
def copy_adds_up(student, truth, rng):
    """Other numbers, vectors and matrices."""
    cases = [
        (-2.5, 7.0),
        ((2.5, -4.0), (1.5, 0.5)),
        (X, Y),
        (X[1:], Y[:2]),
    ]
    return values(student.copy_backward, truth.copy_backward, cases)


@check("copy_backward", points=1)
def copy_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    case = ((-6, 2), (1.7, -0.4))
    return invariant(student.copy_backward, truth.copy_backward, case, cast=(0,))


@check("relu_backward", points=3)
def relu_gates(student, truth, rng):
    """Other numbers, vectors and matrices."""
    cases = [
        (2.0, -1.75),
        (-7.0, -1.75),
        ((-2.0, 0.4, 6.0, -5.0), (-3.0, -8.0, 2.5, 7.0)),
        (X, DZ),
    ]
    return values(student.relu_backward, truth.relu_backward, cases)


@check("relu_backward", points=1)
def relu_at_the_kink(student, truth, rng):
    """At other kinks."""
    cases = [
        ((5.0, 0.0, -1.0, 0.0), (-0.7, -3.0, 8.0, 1.2)),
        (0.0, -3.5),
    ]
    return between_sides(
        student.relu_backward,
        truth.relu_backward,
        cases,
        slope_at_kinks,
        "at x = 0 anything between 0 and dy is accepted",
    )


@check("relu_backward", points=1)
def relu_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    case = ((-6, 2), (1.7, -0.4))
    return invariant(student.relu_backward, truth.relu_backward, case, cast=(0,))


@check("backward_xyz", points=4)
def gradients_of_two_gates(student, truth, rng):
    """At other points."""
    cases = [(-6.0, 1.5, 2.5), (0.4, 3.0, -0.7), (-2, 9, 4)]
    return values(student.backward_xyz, truth.backward_xyz, cases)


@check("sigmoid_neuron_backward", points=5)
def gradients_of_a_neuron(student, truth, rng):
    """At other weights and inputs."""
    cases = [
        (0.5, -3.0, 1.25, 2.0, -0.4),
        (-2.0, -0.6, 0.7, -1.5, 1.1),
        (-1, 3, 2, 2, -3),
    ]
    return values(student.sigmoid_neuron_backward, truth.sigmoid_neuron_backward, cases)


@check("sigmoid_neuron_backward", points=1)
def neuron_in_saturation(student, truth, rng):
    """In saturation with other numbers."""
    cases = [
        (-15.0, -40.0, 25.0, 14.0, 50.0),
        (15.0, -40.0, 25.0, -14.0, -50.0),
        (0.8, 1.3, -0.7, 2.5, 0.2),
    ]
    return values(
        student.sigmoid_neuron_backward,
        truth.sigmoid_neuron_backward,
        cases,
        atol=1e-6,
    )


@check("chain_rule_polynomial", points=3)
def slope_of_the_polynomial(student, truth, rng):
    """At other points."""
    cases = [(1.5,), (-1.3,), (0.4,), (0.0,), (-2,)]
    return values(
        student.chain_rule_polynomial, truth.chain_rule_polynomial, cases, atol=1e-9
    )


@check("chain_rule", points=3)
def chain_of_functions(student, truth, rng):
    """Other compositions."""
    cases = [
        composed([power(3), line(-2, 5)], 1.5),
        composed([TANH, power(2), line(-0.4, 1.5)], 2.5),
        composed([power(2), line(1.5, -4), SINE, EXP, line(-0.5, 0.8)], 0.6),
    ]
    return values(student.chain_rule, truth.chain_rule, cases)


@check("chain_rule", points=1)
def chains_short_and_long(student, truth, rng):
    """Chains of other lengths."""
    long = [SINE, line(0.8, 0.5), TANH, line(-1.5, 0.75)] * 2
    cases = [
        composed([], -2.25),
        composed([power(4)], 1.3),
        composed(long, 1.1),
    ]
    return values(student.chain_rule, truth.chain_rule, cases)


@check("matmul_backward", points=3)
def matmul_of_any_shape(student, truth, rng):
    """Other matrices."""
    w = [[2.5, -0.8, 1.4, 0.3], [-1.7, 3.6, 0.9, -2.2]]
    dy = [[0.9, 2.1, -3.0, 0.5], [1.3, -0.2, 0.8, 4.0], [-1.9, 0.6, 2.7, -0.1]]
    small = [[-2.0, 0.5, 3.0]], [[1.5], [4.0], [-0.7]], [[-3.0]]
    return values(
        student.matmul_backward,
        truth.matmul_backward,
        [(X, np.array(w), np.array(dy)), [np.array(each) for each in small]],
    )


@check("matmul_backward", points=2)
def matmul_of_square_matrices(student, truth, rng):
    """Other square matrices."""
    x = [[0.4, -2.0], [1.5, 3.0]]
    w = [[-1.0, 2.5], [0.75, 6.0]]
    dy = [[3.5, -0.6], [1.25, 2.0]]
    return values(
        student.matmul_backward,
        truth.matmul_backward,
        [(np.array(x), np.array(w), np.array(dy))],
    )


@check("matmul_backward", points=1)
def matmul_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    case = (
        np.array([[2.0, 7.0], [-3.0, 1.0], [5.0, -4.0]]),
        np.array([[-3.0], [2.0]]),
        np.array([[0.6], [1.7], [-2.4]]),
    )
    return invariant(student.matmul_backward, truth.matmul_backward, case, cast=(0, 1))


@check("nll_output_gradient", points=3)
def gradient_of_the_loss(student, truth, rng):
    """For other probabilities."""
    cases = [
        ((0.35, 0.65), 1),
        ((0.05, 0.6, 0.12, 0.08, 0.15), 4),
        ((0.05, 0.6, 0.12, 0.08, 0.15), 2),
        ((0.7, 0.27, 0.03), 0),
    ]
    return values(student.nll_output_gradient, truth.nll_output_gradient, cases)


@check("nll_output_gradient", points=1)
def loss_leaves_no_trace(student, truth, rng):
    """The same with other numbers."""
    return invariant(
        student.nll_output_gradient,
        truth.nll_output_gradient,
        ((5, 2, 9), 1),
        other=((0.6, 0.1, 0.3), 2),
    )


@check("Value", points=2)
def two_gates_by_value(student, truth, rng):
    """Two other gates."""
    steps = "q = x * y", "f = q - z"
    return flows(student, truth, graph(*steps, x=-2.5, y=3, z=0.75))


@check("Value", points=3)
def every_operator(student, truth, rng):
    """With other numbers."""
    x, y, w = -3.25, 1.5, 0.8
    powers = ((-1.3, 2), (0.7, 4), (-1.6, -3), (1.44, -1.5))
    for op in ("+", "-", "*", "/"):
        whole = graph(f"z = x {op} y", "f = z * w", x=x, y=y, w=w)
        yield from flows(student, truth, whole)
    for base, n in powers:
        whole = graph(f"z = x ** {n}", "f = z * w", x=base, w=w)
        yield from flows(student, truth, whole)


@check("Value", points=3)
def numbers_on_either_side(student, truth, rng):
    """With other numbers on either side."""
    numbers = (("+", 0.3, 4), ("-", 0.3, 5), ("*", 0.6, 4), ("/", 0.6, 5))
    for op, left, right in numbers:
        for expression in (f"{left} {op} v", f"v {op} {right}"):
            whole = graph(f"z = {expression}", "f = z * w", v=-2.4, w=1.3)
            yield from flows(student, truth, whole)


@check("Value", points=3)
def every_function(student, truth, rng):
    """At other numbers."""
    w = 1.4
    points = {
        "exp": (1.1, -0.7),
        "log": (0.3, 1.8),
        "tanh": (-0.5, 1.2),
        "relu": (0.45, -2.2),
    }
    for name, pair in points.items():
        for x, upstream in zip(pair, (-w, w), strict=True):
            whole = graph(f"z = x.{name}()", "f = z * w", x=x, w=upstream)
            yield from flows(student, truth, whole)
    kink = graph("z = x.relu()", "f = z * w", x=0.0, w=w)
    yield kink_of_relu(student, kink, "x", upstream=w)


@check("Value", points=5)
def shared_values(student, truth, rng):
    """Other values that are shared."""
    # Who uses a value last is the same in every order that is right, and who comes too
    # early in every order that is wrong in the same way: so that mistakes have names.
    long = "a = x + y", "b = a * x", "c = b + y", "d = c * y"
    return flows(
        student,
        truth,
        graph("s = v * v", "f = v + s", v=-1.75),
        graph("s = x + x", "f = s * s", x=2.25),
        graph("a = x + y", "b = a * 1", "f = x * b", x=-0.75, y=2.5),
        graph(*long, "f = a * d", x=-0.6, y=1.75),
        graph(*long, "f = d * a", x=0.7, y=-2.25),
    )


@check(
    "Value",
    points=4,
    needs=[
        "every_operator",
        "numbers_on_either_side",
        "every_function",
        "shared_values",
    ],
)
def graphs_at_random(student, truth, rng):
    """Other graphs of everything together."""
    leaves = {"x": -1.5, "y": 0.8, "z": 1.75}
    graphs = [grown(seed, 16, **leaves) for seed in (824, 853, 862, 807)]
    return flows(student, truth, *graphs, data=False, grads=[*leaves])


@check("Value", points=3)
def backward_anew(student, truth, rng):
    """From other results."""
    steps = "a = x + y", "b = a * x", "f = b * y", "g = x + b"
    return flows_again(
        student,
        truth,
        graph(*steps, x=-1.2, y=0.9),
        ["f", "f", "g", "f"],
    )


@check(
    "Value",
    points=2,
    needs=[
        "two_gates_by_value",
        "every_operator",
        "numbers_on_either_side",
        "every_function",
        "shared_values",
        "backward_anew",
    ],
)
def a_deep_graph(student, truth, rng):
    """Another 5,000 operations in a row."""
    steps = [
        ("sub", 1.5, None),
        ("add", "y", None),
        ("sub", 0.3, None),
        ("add", None, 0.7),
    ]
    leaves = {"x": 1.3, "y": -0.55}
    return flows_deep(student, truth, leaves, steps, times=1250)
