from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reference.arrays import Array, number
from reference.quadratic_model import best_step, quadratic_prediction, taylor_model
from tests.reference.torch_oracle import autograd

SEEDS = st.integers(0, 2**32 - 1)


def bowl(seed: int) -> tuple[Any, Array, Array, Array]:
    """Return a quadratic f, a point, and gradient and Hessian of f there."""
    rng = np.random.default_rng(seed)
    B, b, x = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
    A = B + B.T

    def f(z: Array) -> float:
        return float(z @ A @ z / 2 + b @ z + 4)

    return f, x, A @ x + b, A


def test_the_model_by_hand() -> None:
    # 5 + (3·2 - 1·1) + ½ (2·4 + 2·1·2 + 7·1) = 5 + 5 + 9.5
    got = taylor_model(5, [3, -1], [[2, 1], [1, 7]], [2, 1])

    assert got == float(Fraction(39, 2))
    assert type(got) is float


@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_model_of_a_quadratic_is_the_quadratic(seed: int) -> None:
    f, x, g, H = bowl(seed)
    v = np.random.default_rng(seed + 1).normal(size=3)

    assert taylor_model(f(x), g, H, v) == pytest.approx(f(x + v), abs=1e-10)


def test_a_move_half_as_long_leaves_an_eighth_of_the_error() -> None:
    # exp(x + 2y) at 0: g = (1, 2) and H = g gᵀ on paper.
    def error(scale: float) -> float:
        v = scale * np.array([0.1, 0.05])
        return abs(
            taylor_model(1, [1, 2], [[1, 2], [2, 4]], v) - float(np.exp(v @ [1, 2]))
        )

    assert error(1.0) / error(0.5) == pytest.approx(8, rel=0.05)


def test_no_move_leaves_the_value() -> None:
    assert taylor_model(3.5, [1, 2], [[1, 0], [0, 1]], [0, 0]) == 3.5


def test_the_gradient_of_the_model_is_g_plus_h_v_by_autograd() -> None:
    _, _, g, H = bowl(7)
    v = np.array([0.3, -0.2, 0.5])

    (want,) = autograd(lambda z: _torch_model(g, H, z), v)

    got = [
        (taylor_model(0, g, H, v + e) - taylor_model(0, g, H, v - e)) / 2
        for e in np.eye(3)
    ]
    np.testing.assert_allclose(got, want, rtol=1e-12)


def _torch_model(g: Array, H: Array, z: Any) -> Any:
    return z.new_tensor(g) @ z + 0.5 * z @ z.new_tensor(H) @ z


def test_the_prediction_by_hand() -> None:
    # gᵀg = 10, gᵀHg = 2·9 - 2·3 + 7·1 = 19: 5 - 10/5 + 19/50
    got = quadratic_prediction(5, [3, -1], [[2, 1], [1, 7]], Fraction(1, 5))  # type: ignore[arg-type]  # a Fraction is a number too

    assert got == pytest.approx(float(5 - 2 + Fraction(19, 50)), rel=1e-15)
    assert type(got) is float


@given(seed=SEEDS, eps=st.floats(0, 2))
@settings(max_examples=25, deadline=None)
def test_the_prediction_on_a_quadratic_comes_true(seed: int, eps: float) -> None:
    f, x, g, H = bowl(seed)

    got = quadratic_prediction(f(x), g, H, eps)

    assert got == pytest.approx(f(x - eps * g), rel=1e-9, abs=1e-9)


def test_a_negative_rate_is_refused() -> None:
    message = r"^eps must be a finite number >= 0; got -0\.1\.$"

    with pytest.raises(ValueError, match=message):
        quadratic_prediction(0, [1], [[1]], -0.1)


def test_the_best_step_by_hand() -> None:
    got = best_step([3, -1], [[2, 1], [1, 7]])

    assert got == float(Fraction(10, 19))
    assert type(got) is float


@given(seed=SEEDS, off=st.floats(0.01, 2))
@settings(max_examples=25, deadline=None)
def test_every_other_step_ends_higher(seed: int, off: float) -> None:
    f, x, g, H = bowl(seed)
    eps = best_step(g, H)
    assume(eps < 100)

    lowest = f(x - eps * g)

    assert f(x - eps * (1 + off) * g) > lowest
    assert f(x - eps * (1 - off) * g) > lowest


@given(lam=st.floats(1e-3, 1e3))
def test_along_an_axis_the_best_step_is_the_inverse_curvature(lam: float) -> None:
    got = best_step([0, -3], np.diag([-1, lam]))

    assert got == pytest.approx(1 / lam, rel=1e-12)


@pytest.mark.parametrize(
    ("g", "H"),
    [
        ([1, 2], [[-1, 0], [0, -1]]),
        ([1, 1], [[1, 0], [0, -1]]),
        ([0, 0], [[1, 0], [0, 1]]),
        ([1, 0], [[0, 0], [0, 1]]),
    ],
)
def test_without_curvature_along_the_gradient_no_step_is_too_long(
    g: list[float], H: list[list[float]]
) -> None:
    assert best_step(g, H) == np.inf


def test_no_argument_is_changed() -> None:
    g, H, v = np.array([1.0, 2.0]), np.array([[2.0, 1.0], [1.0, 4.0]]), np.ones(2)

    taylor_model(1, g, H, v)
    quadratic_prediction(1, g, H, 0.5)
    best_step(g, H)

    assert g.tolist() == [1, 2]
    assert H.tolist() == [[2, 1], [1, 4]]
    assert v.tolist() == [1, 1]
    assert number(g[0]) == 1
