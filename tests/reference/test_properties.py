"""The table is not repeated here: each quality is measured on the functions."""

from collections.abc import Callable

import numpy as np
import pytest

from reference.activations import (
    elu,
    elu_derivative,
    leaky_relu,
    leaky_relu_derivative,
    linear,
    linear_derivative,
    prelu,
    prelu_derivative,
    properties,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    tanh,
    tanh_derivative,
)
from reference.arrays import Array

Curve = Callable[[Array], Array]

CURVES: dict[str, tuple[Curve, Curve]] = {
    "linear": (lambda x: linear(x, 1, 0), lambda x: linear_derivative(x, 1, 0)),
    "sigmoid": (sigmoid, sigmoid_derivative),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
    "leaky_relu": (
        lambda x: leaky_relu(x, 0.01),
        lambda x: leaky_relu_derivative(x, 0.01),
    ),
    "prelu": (lambda x: prelu(x, 0.25), lambda x: prelu_derivative(x, 0.25)[0]),
    "elu": (lambda x: elu(x, 1), lambda x: elu_derivative(x, 1)),
}

GRID = np.linspace(-20, 20, 401)
"""Symmetric, with 0 in it."""


def is_bent(f: Curve) -> bool:
    # A straight line is the mean of its values left and right of every point.
    return bool(np.abs(f(GRID + 1) + f(GRID - 1) - 2 * f(GRID)).max() > 1e-3)


def is_without_a_kink(f: Curve) -> bool:
    # One-sided differences of a smooth curve differ by no more than h |f''|.
    h = 1e-6
    right, left = (f(GRID + h) - f(GRID)) / h, (f(GRID) - f(GRID - h)) / h
    return bool(np.abs(right - left).max() < 1e-3)


def is_odd(f: Curve) -> bool:
    return bool(np.abs(f(-GRID) + f(GRID)).max() < 1e-12)


def fades_at_both_ends(df: Curve) -> bool:
    return bool(df(np.array([-50.0, 50.0])).max() < 1e-12)


def is_bounded(f: Curve) -> bool:
    return bool(np.abs(f(np.array([-1e6, 1e6]))).max() < 10)


def never_falls(f: Curve) -> bool:
    return bool(np.diff(f(GRID)).min() >= 0)


@pytest.mark.parametrize("name", CURVES)
def test_the_qualities_are_those_that_the_functions_show(name: str) -> None:
    f, df = CURVES[name]

    measured = {
        "nonlinear": is_bent(f),
        "continuously_differentiable": is_without_a_kink(f),
        "zero_centred": is_odd(f),
        "saturates": fades_at_both_ends(df),
        "bounded": is_bounded(f),
        "monotone": never_falls(f),
    }

    assert properties(name) == measured


def test_the_measurements_can_say_no() -> None:
    # Each is shown a curve without the quality; no activation of S1 ever falls.
    assert not is_bent(lambda x: 3 * x - 1)
    assert not is_without_a_kink(np.abs)
    assert not is_odd(np.square)
    assert not fades_at_both_ends(relu_derivative)
    assert not is_bounded(np.square)
    assert not never_falls(np.sin)


@pytest.mark.parametrize("name", CURVES)
def test_the_qualities_are_plain_truth_values(name: str) -> None:
    assert all(type(holds) is bool for holds in properties(name).values())


def test_an_answer_can_be_changed_without_changing_the_next() -> None:
    properties("relu")["monotone"] = False

    assert properties("relu")["monotone"] is True


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    message = (
        r"^name must be one of linear, sigmoid, tanh, relu, leaky_relu, prelu, elu; "
        r"got 'swish'\.$"
    )

    with pytest.raises(ValueError, match=message):
        properties("swish")
