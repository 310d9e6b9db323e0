import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.chain_rule import (
    backward_xyz,
    chain_rule,
    chain_rule_polynomial,
    sigmoid_neuron_backward,
)
from tests.reference.torch_oracle import autograd

WHOLE = st.integers(-100, 100)
Real = Callable[[float], float]


def test_the_first_example_of_the_slides() -> None:
    assert backward_xyz(-2, 5, -4) == (-4, -4, 3)


@given(x=WHOLE, y=WHOLE, z=WHOLE)
def test_the_three_gradients_are_central_differences_which_are_exact_here(
    x: int, y: int, z: int
) -> None:
    def f(x: int, y: int, z: int) -> int:
        return (x + y) * z

    assert backward_xyz(x, y, z) == (
        (f(x + 1, y, z) - f(x - 1, y, z)) / 2,
        (f(x, y + 1, z) - f(x, y - 1, z)) / 2,
        (f(x, y, z + 1) - f(x, y, z - 1)) / 2,
    )


def test_the_three_gradients_are_floats() -> None:
    assert [type(d) for d in backward_xyz(1, 2, 3)] == [float] * 3


def test_the_neuron_of_the_slides() -> None:
    # s = 1, where the slope is e / (1 + e)²: 0.2 as printed.
    got = sigmoid_neuron_backward(2, -1, -3, -2, -3)

    slope = math.e / (1 + math.e) ** 2
    want = (-1 * slope, 2 * slope, -2 * slope, -3 * slope, slope)
    assert got == pytest.approx(want, rel=1e-14)
    assert round(got[4], 1) == 0.2


def test_the_neuron_by_hand_where_no_two_gradients_agree() -> None:
    # s = 6 + 5 - 11 = 0, where the slope is 1/4.
    got = sigmoid_neuron_backward(2, 3, 5, 1, -11)

    assert got == (0.75, 0.5, 0.25, 1.25, 0.25)
    assert [type(d) for d in got] == [float] * 5


def test_the_neuron_reads_narrow_integers_as_floats() -> None:
    # 100 · 2 does not fit into eight bits; s = 200 - 200 + 0 = 0, the slope is 1/4.
    got = sigmoid_neuron_backward(*np.array([100, 2, -100, 2, 0], dtype=np.int8))

    assert list(got) == [0.5, 25, 0.5, -25, 0.25]
    assert list(map(type, got)) == [float] * 5


def test_the_neuron_agrees_with_torch() -> None:
    torch = pytest.importorskip("torch")
    numbers = (0.3, -1.2, 0.8, 0.5, 0.1)

    want = autograd(
        lambda w0, x0, w1, x1, w2: torch.sigmoid(w0 * x0 + w1 * x1 + w2), *numbers
    )

    assert sigmoid_neuron_backward(*numbers) == pytest.approx(
        [float(d) for d in want], rel=1e-14
    )


@given(numbers=st.tuples(*[st.floats(-3, 3)] * 5), i=st.integers(0, 4))
def test_the_neurons_gradients_are_limits_of_difference_quotients(
    numbers: tuple[float, float, float, float, float], i: int
) -> None:
    def f(step: float) -> float:
        w0, x0, w1, x1, w2 = (n + step * (j == i) for j, n in enumerate(numbers))
        return 1 / (1 + math.exp(-(w0 * x0 + w1 * x1 + w2)))

    slope = (f(1e-5) - f(-1e-5)) / 2e-5

    assert sigmoid_neuron_backward(*numbers)[i] == pytest.approx(slope, abs=1e-9)


def test_a_neuron_in_saturation_learns_nothing_and_warns_of_nothing() -> None:
    assert sigmoid_neuron_backward(1000, 1, 0, 5, 0) == (0, 0, 0, 0, 0)
    assert sigmoid_neuron_backward(1000, -1, 0, 5, 0) == (0, 0, 0, 0, 0)


@given(x=st.fractions(-3, 3, max_denominator=50))
def test_the_polynomials_derivative_is_the_one_multiplied_out(x: Fraction) -> None:
    # (3x³ + 2)² = 9x⁶ + 12x³ + 4, differentiated term by term in exact fractions.
    want = 6 * 9 * x**5 + 3 * 12 * x**2
    got = chain_rule_polynomial(float(x))

    # The two terms may cancel, which costs digits relative to their own size.
    size = float(54 * abs(x) ** 5 + 36 * x**2)
    assert got == pytest.approx(float(want), abs=4e-15 * size)


def test_the_polynomials_derivative_by_hand() -> None:
    assert chain_rule_polynomial(1) == 90
    assert chain_rule_polynomial(-1) == -18
    assert chain_rule_polynomial(0) == 0
    assert type(chain_rule_polynomial(1)) is float


def cube_and_two(x: float) -> float:
    return 3 * x**3 + 2


def test_the_polynomial_as_a_composition() -> None:
    def of_the_polynomial(x: float) -> tuple[float, float]:
        return chain_rule(
            [lambda u: u**2, cube_and_two], [lambda u: 2 * u, lambda x: 9 * x**2], x
        )

    assert of_the_polynomial(-2) == (484, chain_rule_polynomial(-2))
    assert of_the_polynomial(0.5) == (5.640625, chain_rule_polynomial(0.5))


def test_three_functions_by_hand_in_both_orders() -> None:
    # Square after plus three after doubling: (2x + 3)², at 1 it is 25, slope 4 · 5.
    fs: list[Real] = [lambda u: u * u, lambda u: u + 3, lambda u: 2 * u]
    dfs: list[Real] = [lambda u: 2 * u, lambda _: 1, lambda _: 2]

    assert chain_rule(fs, dfs, 1) == (25, 20)
    # The other way round: 2 (x² + 3), at 1 it is 8, slope 4.
    assert chain_rule(fs[::-1], dfs[::-1], 1) == (8, 4)


SMOOTH: list[tuple[Real, Real]] = [
    (math.sin, math.cos),
    (math.atan, lambda u: 1 / (1 + u * u)),
    (lambda u: math.exp(-u * u), lambda u: -2 * u * math.exp(-u * u)),
    (lambda u: 1.5 * u - 0.3, lambda _: 1.5),
]


@given(picks=st.lists(st.integers(0, len(SMOOTH) - 1), max_size=6), x=st.floats(-2, 2))
def test_any_composition_has_the_slope_of_difference_quotients(
    picks: list[int], x: float
) -> None:
    fs, dfs = [SMOOTH[i][0] for i in picks], [SMOOTH[i][1] for i in picks]

    def composed(x: float) -> float:
        for f in fs[::-1]:
            x = f(x)
        return x

    value, slope = chain_rule(fs, dfs, x)

    h = 1e-5
    assert value == composed(x)
    assert slope == pytest.approx(
        (composed(x + h) - composed(x - h)) / (2 * h), abs=1e-6
    )


def test_no_functions_are_the_identity() -> None:
    assert chain_rule([], [], 7) == (7, 1)
    assert list(map(type, chain_rule([], [], 7))) == [float, float]


def test_the_functions_may_stand_in_tuples_and_return_any_number() -> None:
    got = list(chain_rule((lambda _: 4,), (lambda _: np.float64(3),), 2))

    assert got == [4, 3]
    assert list(map(type, got)) == [float, float]


@pytest.mark.parametrize("missing", ["fs", "dfs"])
def test_lists_of_different_lengths_are_refused(missing: str) -> None:
    lists: dict[str, list[Real]] = {"fs": [math.sin] * 2, "dfs": [math.cos] * 2}
    lists[missing] = lists[missing][:1]

    with pytest.raises(ValueError, match=r"^zip\(\) argument 2 is (longer|shorter)"):
        chain_rule(lists["fs"], lists["dfs"], 1)
