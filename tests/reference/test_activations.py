"""What holds for every activation, in one table; what is special has its own file."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import activations
from reference.activations import (
    elu,
    elu_derivative,
    leaky_relu,
    leaky_relu_derivative,
    linear,
    linear_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)
from tests.reference.torch_oracle import autograd


class Case(NamedTuple):
    f: Callable[[Any], Any]
    df: Callable[[Any], Any]
    in_torch: Callable[[Any, Any], Any]


CASES = {
    "linear": Case(
        lambda x: linear(x, -1.5, 0.5),
        lambda x: linear_derivative(x, -1.5, 0.5),
        lambda _, x: 0.5 - 1.5 * x,
    ),
    "sigmoid": Case(sigmoid, sigmoid_derivative, lambda t, x: t.sigmoid(x)),
    "tanh": Case(tanh, tanh_derivative, lambda t, x: t.tanh(x)),
    "relu": Case(relu, relu_derivative, lambda t, x: t.relu(x)),
    "leaky_relu": Case(
        lambda x: leaky_relu(x, 0.2),
        lambda x: leaky_relu_derivative(x, 0.2),
        lambda t, x: t.nn.functional.leaky_relu(x, 0.2),
    ),
    "leaky_relu, steep": Case(
        lambda x: leaky_relu(x, 3),
        lambda x: leaky_relu_derivative(x, 3),
        lambda t, x: t.nn.functional.leaky_relu(x, 3.0),
    ),
    "prelu, folded up": Case(
        lambda x: prelu(x, -0.4),
        lambda x: prelu_derivative(x, -0.4)[0],
        lambda t, x: t.nn.functional.prelu(x, t.tensor(-0.4, dtype=t.float64)),
    ),
    "elu": Case(
        lambda x: elu(x, 1.7),
        lambda x: elu_derivative(x, 1.7),
        lambda t, x: t.nn.functional.elu(x, 1.7),
    ),
}

every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@every_case
@given(x=st.floats(-30, -0.01) | st.floats(0.01, 30))
def test_the_derivative_is_the_limit_of_difference_quotients(
    case: Case, x: float
) -> None:
    # The error of a central difference: h² for the curve, 1e-16 |f| / h for rounding.
    h = 1e-5
    slope = (case.f(x + h) - case.f(x - h)) / (2 * h)

    assert case.df(x) == pytest.approx(slope, rel=1e-9, abs=2e-9)


@every_case
def test_value_and_derivative_agree_with_torch_also_at_the_kink(case: Case) -> None:
    torch = pytest.importorskip("torch")
    x = np.linspace(-8, 8, 33).reshape(3, 11)
    assert 0 in x

    want = case.in_torch(torch, torch.tensor(x)).numpy()
    (slope,) = autograd(lambda leaf: case.in_torch(torch, leaf).sum(), x)

    np.testing.assert_allclose(case.f(x), want, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(case.df(x), slope, rtol=1e-13, atol=1e-15)


@every_case
@pytest.mark.parametrize("shape", [(), (4,), (2, 3, 1), (0, 3)])
def test_the_result_is_float64_of_the_arguments_shape(
    case: Case, shape: tuple[int, ...]
) -> None:
    x = np.ones(shape, dtype=np.int64)[()]

    for got in (case.f(x), case.df(x)):
        assert got.shape == shape
        assert got.dtype == np.float64


@every_case
def test_a_number_gives_a_number(case: Case) -> None:
    assert isinstance(case.f(2), float)
    assert isinstance(case.df(2), float)


@every_case
@pytest.mark.parametrize("dtype", [np.int8, np.float32])
def test_narrow_numbers_are_computed_with_in_float64(case: Case, dtype: type) -> None:
    x = np.array([-3, 2])

    assert case.f(x.astype(dtype)).tolist() == case.f(x).tolist()
    assert case.df(x.astype(dtype)).tolist() == case.df(x).tolist()


@every_case
def test_an_array_is_treated_entry_by_entry(case: Case) -> None:
    x = [[-3, -1, 0], [1, 2, 5]]

    assert case.f(x).tolist() == [[case.f(entry) for entry in row] for row in x]
    assert case.df(x).tolist() == [[case.df(entry) for entry in row] for row in x]


@every_case
def test_the_argument_is_neither_changed_nor_handed_back(case: Case) -> None:
    x = np.array([-2.0, 0.0, 3.0])

    for got in (case.f(x), case.df(x)):
        assert x.tolist() == [-2.0, 0.0, 3.0]
        assert not np.shares_memory(got, x)


@every_case
def test_nothing_overflows_at_a_thousand(case: Case) -> None:
    x = np.array([-1000.0, 1000.0])

    # A warning would be an error here.
    assert np.isfinite(case.f(x)).all()
    assert np.isfinite(case.df(x)).all()


def test_the_package_offers_the_names_of_the_assignment() -> None:
    pairs = ("elu", "leaky_relu", "linear", "prelu", "relu", "sigmoid", "tanh")
    want = {*pairs, *(f"{name}_derivative" for name in pairs)} | {
        "dead_units",
        "maxout",
        "properties",
        "softmax",
        "softmax_jacobian",
        "softmax_vjp",
    }

    assert set(activations.__all__) == want
    assert all(callable(getattr(activations, name)) for name in want)
