import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.flow_graph import Value
from tests.reference.torch_oracle import autograd


def gradients(f: Callable[..., Value], *numbers: float) -> list[float]:
    """Return the gradients of f(*numbers), found by the graph."""
    values = [Value(number) for number in numbers]
    f(*values).backward()
    return [value.grad for value in values]


def test_the_first_example_of_the_slides() -> None:
    x, y, z = Value(-2), Value(5), Value(-4)
    f = (x + y) * z

    f.backward()

    assert f.data == -12
    assert (x.grad, y.grad, z.grad, f.grad) == (-4, -4, 3, 1)


@pytest.mark.parametrize(
    ("operation", "data", "want"),
    [
        (lambda x, y: x + y, 11, (1, 1)),
        (lambda x, y: x - y, 5, (1, -1)),
        (lambda x, y: x * y, 24, (3, 8)),
        (lambda x, y: x / y, 8 / 3, (1 / 3, -8 / 9)),
        (lambda x, y: -x + 0 * y, -8, (-1, 0)),
        (lambda x, y: x**2 + y**-1, 64 + 1 / 3, (16, -1 / 9)),
        (lambda x, y: x**1.5 + y**0.5, 8**1.5 + 3**0.5, (1.5 * 8**0.5, 0.5 / 3**0.5)),
        (lambda x, y: x.log() + y.exp(), math.log(8) + math.e**3, (1 / 8, math.e**3)),
        (lambda x, y: x.relu() + (-y).relu(), 8, (1, 0)),
        (lambda x, y: (x - 8 + math.log(2)).tanh() + 0 * y, 0.6, (0.64, 0)),
    ],
)
def test_each_operation_by_hand_at_8_and_3(
    operation: Callable[[Value, Value], Value], data: float, want: tuple[float, float]
) -> None:
    assert operation(Value(8), Value(3)).data == pytest.approx(data, rel=1e-14)
    assert gradients(operation, 8, 3) == pytest.approx(want, rel=1e-14)


@pytest.mark.parametrize("number", [3, 0.5, np.float64(-2), np.int64(4)])
@pytest.mark.parametrize(
    "op", [operator.add, operator.sub, operator.mul, operator.truediv]
)
def test_a_number_may_stand_on_either_side(
    op: Callable[[Any, Any], Value], number: Any
) -> None:
    v, n = Value(7), Value(number)

    for got, want in ((op(v, number), op(v, n)), (op(number, v), op(n, v))):
        assert type(got) is Value
        assert got.data == want.data
    assert gradients(lambda v: op(v, number), 7) == gradients(lambda v: op(v, n), 7)
    assert gradients(lambda v: op(number, v), 7) == gradients(lambda v: op(n, v), 7)


@pytest.mark.parametrize("op", [operator.add, operator.mul])
def test_an_array_is_no_number_on_either_side(op: Callable[[Any, Any], Value]) -> None:
    array = np.array([1.0, 2.0])

    for left, right in ((array, Value(3)), (Value(3), array)):
        with pytest.raises(TypeError):
            op(left, right)


def test_numbers_on_the_left_by_hand() -> None:
    assert ((10 - Value(4)).data, (10 / Value(4)).data) == (6, 2.5)
    assert gradients(lambda v: 10 - v, 4) == [-1]
    assert gradients(lambda v: 10 / v, 4) == [-0.625]


def test_a_value_used_several_times_gets_the_sum() -> None:
    # a² + a³ at 2, with a² used twice: the slope is 2a + 3a² = 16.
    def f(a: Value) -> Value:
        square = a * a
        return square + square * a

    assert gradients(f, 2) == [16]
    assert gradients(lambda a: a + a, 5) == [2]
    assert gradients(lambda a: a - a, 5) == [0]
    assert gradients(lambda a: a / a, 5) == [0]


def test_paths_of_different_length_are_all_finished_before_they_meet() -> None:
    # b = a²; c = b³; f = c b + b + a = a⁸ + a² + a: at 2 the slope is 1024 + 4 + 1.
    def f(a: Value) -> Value:
        b = a * a
        c = b * b * b
        return c * b + b + a

    assert gradients(f, 2) == [1029]
    # The same with the short ways first.
    assert gradients(lambda a: a + (a * a + a * a * a * a * a * a * a * a), 2) == [1029]


# Operations that keep numbers of about size 1 at that size, so that programs of any
# length stay in range; each applies to Values and to torch's tensors alike.
OPERATIONS: list[Callable[[Any, Any], Any]] = [
    lambda a, b: (a + b) / 2,
    lambda a, b: 0.5 - a * b / 4,
    lambda a, b: (a - b) * 0.75,
    lambda a, b: a / (b * b + 1),
    lambda a, b: 3 / (2 + b**2) - a,
    lambda a, b: (a * b).tanh(),
    lambda a, b: a.tanh().exp() - b / 2,
    lambda a, b: (a**2 + 0.5).log() + b / 3,
    lambda a, b: -((a * a + b**4 + 1) ** 0.25),
]
KINKED: list[Callable[[Any, Any], Any]] = [lambda a, b: a.relu() - 0.3 * b.relu()]

Program = list[tuple[int, int, int]]


def run(program: Program, start: list[Any]) -> Any:
    """Return the sum of all that a program of (operation, first, second) computes."""
    made = list(start)
    for operation, i, j in program:
        f = (OPERATIONS + KINKED)[operation]
        made.append(f(made[i % len(made)], made[j % len(made)]))
    total = made[0]
    for each in made[1:]:
        total = total + each
    return total


@pytest.mark.parametrize("seed", range(12))
def test_random_graphs_with_shared_nodes_agree_with_torch(seed: int) -> None:
    rng = np.random.default_rng(seed)
    choices = len(OPERATIONS + KINKED), 99, 99
    program = [tuple(rng.integers(choices).tolist()) for _ in range(25)]
    numbers = rng.normal(size=4).tolist()

    want = autograd(lambda *leaves: run(program, list(leaves)), *numbers)
    got = gradients(lambda *values: run(program, list(values)), *numbers)

    assert got == pytest.approx([float(each) for each in want], rel=1e-10, abs=1e-12)


@given(
    program=st.lists(
        st.tuples(
            st.integers(0, len(OPERATIONS) - 1), st.integers(0, 9), st.integers(0, 9)
        ),
        max_size=6,
    ),
    numbers=st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)),
)
def test_any_graph_has_the_slopes_of_difference_quotients(
    program: Program, numbers: tuple[float, float]
) -> None:
    def f(x: float, y: float) -> float:
        return float(run(program, [Value(x), Value(y)]).data)

    got = gradients(lambda *values: run(program, list(values)), *numbers)

    (x, y), h = numbers, 1e-5
    want = [
        (f(x + h, y) - f(x - h, y)) / (2 * h),
        (f(x, y + h) - f(x, y - h)) / (2 * h),
    ]
    assert got == pytest.approx(want, rel=1e-6, abs=1e-6)


def test_a_second_call_changes_nothing() -> None:
    x, y = Value(3), Value(-2)
    f = x * y * x + y

    f.backward()
    first = x.grad, y.grad, f.grad
    f.backward()

    assert first == (x.grad, y.grad, f.grad) == (-12, 10, 1)


def test_the_last_call_wins_where_two_outputs_share_values() -> None:
    x, y, z = Value(3), Value(5), Value(7)
    shared = x * y
    f, g = shared * z, shared + x

    f.backward()
    g.backward()

    assert (x.grad, y.grad, shared.grad) == (6, 3, 1)
    # g does not depend on z or f, whose gradients are therefore left alone.
    assert (z.grad, f.grad) == (15, 1)


def test_differentiating_a_value_inside_forgets_what_came_from_above() -> None:
    x = Value(3)
    square = x * x
    (10 * square).backward()
    assert square.grad == 10

    square.backward()

    assert (square.grad, x.grad) == (1, 6)


def test_a_start_has_slope_1_in_itself() -> None:
    v = Value(4)

    v.backward()

    assert v.grad == 1


def test_a_new_value_holds_floats_and_no_gradient() -> None:
    for v in (Value(3), Value(np.float64(3)), Value(1) + 2):
        assert (v.data, v.grad) == (3.0, 0.0)
        assert (type(v.data), type(v.grad)) == (float, float)


def test_gradients_are_floats() -> None:
    x, y, z, two = Value(3), Value(2), Value(1), np.float64(2)

    (x.tanh() * y.relu() ** two + two * z.exp()).backward()

    assert [type(v.grad) for v in (x, y, z)] == [float] * 3


def test_operations_make_new_values_and_change_none() -> None:
    x, y = Value(3), Value(2)

    results = [x + y, x - y, x * y, x / y, x**2, -x, x.exp(), x.log(), x.tanh()]
    results += [x.relu(), 1 + x, 1 - x, 1 * x, 1 / x]

    assert (x.data, x.grad, y.data, y.grad) == (3, 0, 2, 0)
    assert len({x, y, *results}) == 16


def test_a_change_of_data_does_not_reach_what_exists_already() -> None:
    x = Value(3)
    old = x * x
    x.data = 5.0

    old.backward()

    assert (old.data, x.grad) == (9, 6)
    assert (x * x).data == 25


@pytest.mark.parametrize("number", [0, 0.0, -0.0, -1.5])
def test_relu_is_closed_at_0_and_below(number: float) -> None:
    assert Value(number).relu().data == 0
    assert gradients(lambda v: 5 * v.relu(), number) == [0]


def test_powers_at_0() -> None:
    assert [(Value(0) ** n).data for n in (0, 1, 1.5, 2, 3)] == [1, 0, 0, 0, 0]
    assert [gradients(lambda v, n=n: v**n, 0) for n in (0, 1, 1.5, 2, 3)] == [
        [0],
        [1],
        [0],
        [0],
        [0],
    ]


def test_powers_of_negative_numbers() -> None:
    assert [(Value(-2) ** n).data for n in (0, 1, 3, -1, -2)] == [1, -2, -8, -0.5, 0.25]
    assert gradients(lambda v: v**3, -2) == [12]
    assert gradients(lambda v: v**-1, -2) == [-0.25]
    assert gradients(lambda v: v**0, -2) == [0]


def test_tails_keep_their_digits() -> None:
    # tanh' is 4 e^(-2x) out there, which 1 - tanh² rounds to 0 from 20 on.
    assert gradients(lambda v: v.tanh(), 30) == pytest.approx(
        [4 * math.exp(-60)], abs=0
    )
    assert gradients(lambda v: v.tanh(), -1000) == [0]
    assert (Value(-1000).exp().data, Value(1000).tanh().data) == (0, 1)
    # Neither 1e-200 squared nor its inverse is a number, but the slope is.
    assert gradients(lambda v: 1e-200 / v, 1e-150) == pytest.approx([-1e100])


@pytest.mark.parametrize(
    ("operation", "error"),
    [
        (lambda: Value(1) / Value(0), ZeroDivisionError),
        (lambda: 1 / Value(0), ZeroDivisionError),
        (lambda: Value(1) / 0, ZeroDivisionError),
        (lambda: Value(0).log(), ValueError),
        (lambda: Value(-1).log(), ValueError),
        (lambda: Value(0) ** -1, ValueError),
        (lambda: Value(0) ** 0.5, ValueError),
        (lambda: Value(-8) ** (1 / 3), ValueError),
        (lambda: Value(710).exp(), OverflowError),
        (lambda: Value(2) ** Value(3), TypeError),  # type: ignore[operator]  # on purpose
        (lambda: 2 ** Value(3), TypeError),  # type: ignore[operator]  # on purpose
    ],
)
def test_what_is_not_a_number_is_pythons_own_error_at_once(
    operation: Callable[[], Value], error: type[Exception]
) -> None:
    with pytest.raises(error):
        operation()


def test_a_chain_of_100_000_is_differentiated_printed_and_deleted() -> None:
    x = Value(1)
    v = x
    for _ in range(100_000):
        v = v + x

    v.backward()

    assert (v.data, x.grad) == (100_001, 100_001)
    assert repr(v) == "Value(data=100001.0, grad=1.0)"
    del v  # neither may this overflow the stack
    assert repr(x) == "Value(data=1.0, grad=100001.0)"


def test_a_graph_with_exponentially_many_paths_is_walked_once() -> None:
    x = Value(1)
    v = x
    for _ in range(60):
        v = v + v

    v.backward()

    assert x.grad == 2.0**60
