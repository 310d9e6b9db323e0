import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import (
    dead_units,
    leaky_relu,
    leaky_relu_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
)
from tests.reference.torch_oracle import autograd

NUMBERS = st.floats(-1000, 1000)
SLOPES = st.floats(-5, 5)


def test_relu_on_the_numbers_of_the_slide() -> None:
    assert relu([1, -2, 3, -1]).tolist() == [1.0, 0.0, 3.0, 0.0]
    assert relu_derivative([1, -2, 3, -1]).tolist() == [1.0, 0.0, 1.0, 0.0]


def test_leaky_relu_by_hand_with_a_slope_below_and_above_1() -> None:
    x = np.array([[-4, 8], [-0.5, 0.25]])

    assert leaky_relu(x, 0.125).tolist() == [[-0.5, 8.0], [-0.0625, 0.25]]
    assert leaky_relu(x, 3).tolist() == [[-12.0, 8.0], [-1.5, 0.25]]
    assert leaky_relu_derivative(x, 3).tolist() == [[3.0, 1.0], [3.0, 1.0]]


def test_prelu_by_hand() -> None:
    dx, dalpha = prelu_derivative([[-4.0, 8.0], [-0.5, 0.25]], -0.75)

    assert prelu([-4, 8], -0.75).tolist() == [3.0, 8.0]
    assert dx.tolist() == [[-0.75, 1.0], [-0.75, 1.0]]
    assert dalpha.tolist() == [[-4.0, 0.0], [-0.5, 0.0]]


@given(x=NUMBERS)
def test_relu_of_x_minus_relu_of_minus_x_is_x(x: float) -> None:
    assert relu(x) - relu(-x) == x
    assert relu(x) + relu(-x) == abs(x)


@given(x=NUMBERS, slope=SLOPES)
def test_the_leak_is_a_second_relu_that_looks_the_other_way(
    x: float, slope: float
) -> None:
    assert leaky_relu(x, slope) == relu(x) - slope * relu(-x)
    assert prelu(x, slope) == relu(x) - slope * relu(-x)


@given(x=NUMBERS, slope=SLOPES)
def test_a_rectifier_is_its_slope_times_its_input(x: float, slope: float) -> None:
    assert relu(x) == x * relu_derivative(x)
    assert leaky_relu(x, slope) == x * leaky_relu_derivative(x, slope)
    assert prelu(x, slope) == x * prelu_derivative(x, slope)[0]


@given(x=NUMBERS, alpha=st.integers(-8, 8))
def test_prelu_is_affine_in_alpha_with_the_second_derivative_as_slope(
    x: float, alpha: int
) -> None:
    rise = prelu(x, alpha + 2) - prelu(x, alpha)

    assert rise / 2 == pytest.approx(prelu_derivative(x, alpha)[1], rel=1e-14)


def test_prelus_derivative_in_alpha_summed_over_entries_is_torchs() -> None:
    torch = pytest.importorskip("torch")
    x = np.array([[-2.0, -0.5, 0.0], [1.5, -3.0, 4.0]])
    upstream = np.array([[0.3, -1.1, 2.0], [5.0, 0.7, -0.2]])

    want_x, want_alpha = autograd(
        lambda x, a: (torch.tensor(upstream) * torch.nn.functional.prelu(x, a)).sum(),
        x,
        0.25,
    )
    dx, dalpha = prelu_derivative(x, 0.25)

    np.testing.assert_allclose(upstream * dx, want_x, rtol=1e-15)
    assert np.sum(upstream * dalpha) == pytest.approx(float(want_alpha), rel=1e-14)


@pytest.mark.parametrize("zero", [0, 0.0, -0.0])
def test_at_the_kink_we_give_the_derivative_from_the_left(zero: float) -> None:
    assert relu(zero) == leaky_relu(zero, 0.3) == prelu(zero, 0.3) == 0
    assert relu_derivative(zero) == 0
    assert leaky_relu_derivative(zero, 0.3) == 0.3
    assert list(map(float, prelu_derivative(zero, 0.3))) == [0.3, 0]


def test_prelus_second_derivative_has_the_shape_of_x() -> None:
    x = np.array([[-1, 2, 3]])

    for got in prelu_derivative(x, 0.25):
        assert got.shape == (1, 3)
        assert got.dtype == np.float64
    assert all(isinstance(got, float) for got in prelu_derivative(-1, 0.25))


def test_prelus_second_derivative_is_not_x_itself() -> None:
    x = np.array([-1.0, -2.0])

    _, dalpha = prelu_derivative(x, 0.25)

    assert not np.shares_memory(dalpha, x)


def test_dead_units_by_hand() -> None:
    # Pre-activations: unit 0: -1, -7; unit 1: 3, -5; unit 2: 0, 0; unit 3: -2, 1.
    W = [[-1, 0, 0, 0.5], [-2, -4, 0, 0.5]]
    b = [3, 7, 0, -4]
    X = [[2, 1], [4, 3], [-1, 8]]
    assert (np.array(X) @ W + b).tolist() == [
        [-1.0, 3.0, 0.0, -2.5],
        [-7.0, -5.0, 0.0, -0.5],
        [-12.0, -25.0, 0.0, -0.5],
    ]

    got = dead_units(W, b, X)

    assert got.tolist() == [0, 2, 3]
    assert got.dtype.kind == "i"


@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 4))
def test_the_dead_units_are_those_whose_output_is_0_for_every_example(
    seed: int, n: int
) -> None:
    rng = np.random.default_rng(seed)
    W, b, X = rng.normal(size=(3, 7)), rng.normal(size=7), rng.normal(size=(n, 3))

    output = relu(X @ W + b)

    assert dead_units(W, b, X).tolist() == [
        j for j in range(7) if max(output[:, j]) == 0
    ]


def test_a_dead_unit_learns_nothing_and_a_living_one_does() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(5)
    W, X = rng.normal(size=(3, 6)), rng.normal(size=(4, 3))
    b = np.array([-9.0, 0.0, 0.5, -9.0, 1.0, -9.0])

    (dW,) = autograd(
        lambda W: torch.relu(torch.tensor(X) @ W + torch.tensor(b)).sum(), W
    )

    assert dead_units(W, b, X).tolist() == np.flatnonzero(~dW.any(axis=0)).tolist()
    assert dead_units(W, b, X).tolist() == [0, 3, 5]


def test_without_examples_every_unit_is_dead_and_some_example_may_wake_all() -> None:
    W, b = [[1.0, -1.0]], [0.0, 0.0]

    assert dead_units(W, b, np.empty((0, 1))).tolist() == [0, 1]
    assert dead_units(W, b, [[1], [-1]]).shape == (0,)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (leaky_relu, "slope"),
        (leaky_relu_derivative, "slope"),
        (prelu, "alpha"),
        (prelu_derivative, "alpha"),
    ],
)
def test_a_slope_that_is_not_finite_is_refused_by_its_name(
    function: object, name: str
) -> None:
    assert callable(function)

    with pytest.raises(
        ValueError, match=rf"^{name} must be a finite number; got -inf\.$"
    ):
        function([1.0], **{name: float("-inf")})
