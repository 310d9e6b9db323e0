"""The public checks of assignment 07."""

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

X = np.array([[1.5, -2.0, 0.75], [-0.5, 3.0, 2.25]])
Y = np.array([[-1.25, 0.6, 2.0], [4.0, -1.5, 0.8]])
DZ = np.array([[0.7, -1.3, 2.4], [3.1, 0.9, -0.2]])
"""For the gates: their inputs, and what comes from above."""


@check("add_backward", points=2)
def add_passes_on(student, truth, rng):
    """Numbers, vectors, matrices: both inputs get all that comes from above."""
    cases = [
        (3.0, 4.0, 2.5),
        ((1.5, -2.0, 4.0), (0.5, 3.0, -1.0), (0.25, -1.5, 3.5)),
        (X, Y, DZ),
    ]
    return values(student.add_backward, truth.add_backward, cases)


@check("add_backward", points=1)
def add_leaves_no_trace(student, truth, rng):
    """Arguments stay as they were, equal calls agree, integers are read as floats."""
    case = ((3, -2, 5), (4, 1, -7), (0.3, -1.2, 2.6))
    return invariant(student.add_backward, truth.add_backward, case, cast=(0, 1))


@check("multiply_backward", points=3)
def multiply_swaps(student, truth, rng):
    """Numbers, vectors, matrices: each input gets the other one times dz."""
    cases = [
        (3.0, 4.0, 2.5),
        ((1.5, -2.0, 4.0), (0.5, 3.0, -1.0), (0.25, -1.5, 3.5)),
        (X, Y, DZ),
        (X[:, :2], Y[:, 1:], DZ[:, :2]),
    ]
    return values(student.multiply_backward, truth.multiply_backward, cases)


@check("multiply_backward", points=1)
def multiply_leaves_no_trace(student, truth, rng):
    """Arguments stay as they were, equal calls agree, integers are read as floats."""
    case = ((3, -2, 5), (4, 1, -7), (0.3, -1.2, 2.6))
    return invariant(
        student.multiply_backward, truth.multiply_backward, case, cast=(0, 1)
    )


@check("max_backward", points=2)
def max_routes(student, truth, rng):
    """Numbers, vectors, matrices: the larger input gets everything."""
    cases = [
        (3.0, 4.0, 2.5),
        (-0.5, -2.0, -1.5),
        ((1.5, -2.0, 4.0), (0.5, 3.0, -1.0), (0.25, -1.5, 3.5)),
        (X, Y, DZ),
    ]
    return values(student.max_backward, truth.max_backward, cases)


@check("max_backward", points=2)
def max_at_a_tie(student, truth, rng):
    """At a tie the two gradients sum to dz, however it is split."""
    cases = [
        ((5.0, 3.0, -2.0), (4.0, 3.0, -2.0), (9.0, 7.0, -1.5)),
        (2.5, 2.5, 3.5),
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
    """Arguments stay as they were, equal calls agree, integers are read as floats."""
    case = ((3, -2, 5), (4, 1, -7), (0.3, -1.2, 2.6))
    return invariant(student.max_backward, truth.max_backward, case, cast=(0, 1))


@check("copy_backward", points=2)
def copy_adds_up(student, truth, rng):
    """Numbers, vectors, matrices: what comes back from both copies adds up."""
    cases = [
        (4.0, 3.0),
        ((1.5, -2.0, 4.0), (0.5, 3.0, -1.0)),
        (X, Y),
        (X[:, :2], Y[:, 1:]),
    ]
    return values(student.copy_backward, truth.copy_backward, cases)


@check("copy_backward", points=1)
def copy_leaves_no_trace(student, truth, rng):
    """Arguments stay as they were, equal calls agree, integers are read as floats."""
    case = ((3, -2, 5), (0.3, -1.2, 2.6))
    return invariant(student.copy_backward, truth.copy_backward, case, cast=(0,))


@check("relu_backward", points=3)
def relu_gates(student, truth, rng):
    """Numbers, vectors, matrices: the sign of the input opens the gate."""
    cases = [
        (3.0, 2.5),
        (-3.0, 2.5),
        ((2.0, -3.0, 4.0, -0.25), (5.0, 6.0, -7.0, -1.5)),
        (X, DZ),
    ]
    return values(student.relu_backward, truth.relu_backward, cases)


@check("relu_backward", points=1)
def relu_at_the_kink(student, truth, rng):
    """At x = 0 anything between 0 and dy is right."""
    cases = [
        ((0.0, 3.0, 0.0, -2.0), (4.0, 1.5, -6.0, 2.5)),
        (0.0, 2.5),
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
    """Arguments stay as they were, equal calls agree, integers are read as floats."""
    case = ((3, -2, 5), (0.3, -1.2, -2.6))
    return invariant(student.relu_backward, truth.relu_backward, case, cast=(0,))


@check("backward_xyz", points=3)
def gradients_of_two_gates(student, truth, rng):
    """All three gradients are right, in the order x, y, z."""
    cases = [(1.0, 4.0, -3.0), (-2.5, 0.75, 6.0), (7, 3, 5)]
    return values(student.backward_xyz, truth.backward_xyz, cases)


@check("sigmoid_neuron_backward", points=4)
def gradients_of_a_neuron(student, truth, rng):
    """All five gradients are right, in the order of the arguments."""
    cases = [
        (3.0, 2.0, -1.0, 4.0, -2.0),
        (0.5, -1.5, 2.0, 0.75, -0.3),
        (2, 1, 3, -1, 2),
    ]
    return values(student.sigmoid_neuron_backward, truth.sigmoid_neuron_backward, cases)


@check("sigmoid_neuron_backward", points=1)
def neuron_in_saturation(student, truth, rng):
    """Up to s = ±1000 nothing overflows, and the gradients fade to 0."""
    cases = [
        (20.0, 30.0, -4.0, -50.0, 200.0),
        (20.0, -30.0, 4.0, -50.0, -200.0),
        (-0.5, 2.0, 1.5, 0.8, 0.1),
    ]
    return values(
        student.sigmoid_neuron_backward,
        truth.sigmoid_neuron_backward,
        cases,
        atol=1e-6,
    )


@check("chain_rule_polynomial", points=3)
def slope_of_the_polynomial(student, truth, rng):
    """The derivative is right on both sides of 0, and at 0."""
    cases = [(2.0,), (-0.5,), (1.25,), (0.0,), (3,)]
    return values(
        student.chain_rule_polynomial, truth.chain_rule_polynomial, cases, atol=1e-9
    )


@check("chain_rule", points=3)
def chain_of_functions(student, truth, rng):
    """Value and derivative are right: the first function is the outermost."""
    cases = [
        composed([power(2), line(3, 1)], 2.0),
        composed([SINE, power(3), line(0.5, -2)], 1.5),
        composed([line(-2, 3), EXP, SINE, power(2), line(0.75, 0.5)], -1.25),
    ]
    return values(student.chain_rule, truth.chain_rule, cases)


@check("chain_rule", points=1)
def chains_short_and_long(student, truth, rng):
    """No function, one function, ten functions: lists of any length will do."""
    long = [TANH, line(2, -0.5), SINE, line(1.5, 0.25), power(2)] * 2
    cases = [
        composed([], 1.75),
        composed([power(3)], -1.5),
        composed(long, 0.8),
    ]
    return values(student.chain_rule, truth.chain_rule, cases)


@check("matmul_backward", points=3)
def matmul_of_any_shape(student, truth, rng):
    """Both gradients are right, and have the shapes of x and of w."""
    w = [[2.0, -1.0, 0.5, 3.0], [1.5, 4.0, -2.0, 0.25], [-3.0, 1.0, 2.5, 6.0]]
    dy = [[0.3, -1.2, 2.0, 0.7], [1.1, 0.4, -0.6, 5.0]]
    small = [[1.0, 2.0]], [[3.0], [4.0]], [[5.0]]
    return values(
        student.matmul_backward,
        truth.matmul_backward,
        [(X, np.array(w), np.array(dy)), [np.array(each) for each in small]],
    )


@check("matmul_backward", points=2)
def matmul_of_square_matrices(student, truth, rng):
    """Square matrices: here wrong formulas have the right shapes as well."""
    x = [[1.0, 2.0], [3.0, -1.5]]
    w = [[0.5, -3.0], [2.0, 4.0]]
    dy = [[2.5, 1.0], [-0.5, 3.0]]
    return values(
        student.matmul_backward,
        truth.matmul_backward,
        [(np.array(x), np.array(w), np.array(dy))],
    )


@check("matmul_backward", points=1)
def matmul_leaves_no_trace(student, truth, rng):
    """Arguments stay as they were, equal calls agree, integers are read as floats."""
    case = (
        np.array([[1.0, -2.0, 3.0], [4.0, 2.0, -5.0]]),
        np.array([[2.0], [-1.0], [6.0]]),
        np.array([[0.3], [-1.2]]),
    )
    return invariant(student.matmul_backward, truth.matmul_backward, case, cast=(0, 1))


@check("nll_output_gradient", points=3)
def gradient_of_the_loss(student, truth, rng):
    """The gradient is right for every label and any number of classes."""
    cases = [
        ((0.25, 0.75), 0),
        ((0.1, 0.2, 0.4, 0.3), 3),
        ((0.1, 0.2, 0.4, 0.3), 1),
        ((0.02, 0.9, 0.08), 0),
    ]
    return values(student.nll_output_gradient, truth.nll_output_gradient, cases)


@check("nll_output_gradient", points=1)
def loss_leaves_no_trace(student, truth, rng):
    """The argument p stays, equal calls agree, p may be integers and have any sum."""
    return invariant(
        student.nll_output_gradient,
        truth.nll_output_gradient,
        ((3, 4, 8, 7), 2),
        other=((0.5, 0.3, 0.2), 1),
    )


@check("Value", points=2)
def two_gates_by_value(student, truth, rng):
    """For f = (x + y) * z all data and all grads are right; the grad of f is 1."""
    steps = "q = x + y", "f = q * z"
    return flows(student, truth, graph(*steps, x=1, y=4.5, z=-3))


@check("Value", points=3)
def every_operator(student, truth, rng):
    """+ - * / and ** between values: data and grads are right, operands stay."""
    x, y, w = 1.75, -2.5, -1.5
    powers = ((1.75, 3), (-0.8, 3), (1.75, -2), (2.25, 2.5))
    for op in ("+", "-", "*", "/"):
        whole = graph(f"z = x {op} y", "f = z * w", x=x, y=y, w=w)
        yield from flows(student, truth, whole)
    for base, n in powers:
        whole = graph(f"z = x ** {n}", "f = z * w", x=base, w=w)
        yield from flows(student, truth, whole)


@check("Value", points=3)
def numbers_on_either_side(student, truth, rng):
    """2 + v, v + 0.7, 2 - v, v - 0.7, 3 * v, v * 0.7, 3 / v and v / 0.7 are right."""
    numbers = (("+", 2, 0.7), ("-", 2, 0.7), ("*", 3, 0.7), ("/", 3, 0.7))
    for op, left, right in numbers:
        for expression in (f"{left} {op} v", f"v {op} {right}"):
            whole = graph(f"z = {expression}", "f = z * w", v=1.6, w=-0.75)
            yield from flows(student, truth, whole)


@check("Value", points=3)
def every_function(student, truth, rng):
    """exp, log, tanh and relu: data and grads are right; at relu's kink 0 to 1 is."""
    w = 2.5
    points = {
        "exp": (0.6, -1.25),
        "log": (2.5, 0.4),
        "tanh": (0.8, -1.3),
        "relu": (1.75, -0.6),
    }
    for name, pair in points.items():
        for x, upstream in zip(pair, (-w, w), strict=True):
            whole = graph(f"z = x.{name}()", "f = z * w", x=x, w=upstream)
            yield from flows(student, truth, whole)
    kink = graph("z = x.relu()", "f = z * w", x=0.0, w=w)
    yield kink_of_relu(student, kink, "x", upstream=w)


@check("Value", points=4)
def shared_values(student, truth, rng):
    """Values that are used several times, at any depth, get the sum of all uses."""
    # Who uses a value last is the same in every order that is right, and who comes too
    # early in every order that is wrong in the same way: so that mistakes have names.
    long = "a = x * y", "b = a * x", "c = b * y", "d = c + x"
    return flows(
        student,
        truth,
        graph("s = v * v", "f = s + v", v=3),
        graph("f = x + x", x=-1.25),
        graph("a = x * y", "b = a * 1", "f = b + y", x=1.5, y=2.25),
        graph(*long, "f = a + d", x=1.5, y=-0.75),
        graph(*long, "f = d + a", x=-0.8, y=1.25),
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
    """Larger graphs of everything together: all leaves have the right grads."""
    leaves = {"x": 1.25, "y": -0.75, "z": 2.5}
    graphs = [grown(seed, 16, **leaves) for seed in (704, 708, 703, 747)]
    return flows(student, truth, *graphs, data=False, grads=[*leaves])


@check("Value", points=3)
def backward_anew(student, truth, rng):
    """Two calls of backward agree, and so do calls from other results in between."""
    steps = "a = x * y", "b = a * x", "f = b + y", "g = b * y"
    return flows_again(
        student,
        truth,
        graph(*steps, x=1.5, y=-0.6),
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
    """5,000 operations in a row: no RecursionError, and the grads are right."""
    steps = [
        ("mul", None, 0.8),
        ("add", None, "y"),
        ("truediv", None, 0.8),
        ("sub", None, 2),
    ]
    leaves = {"x": 0.5, "y": 1.25}
    return flows_deep(student, truth, leaves, steps, times=1250)
