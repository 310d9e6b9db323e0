from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array
from reference.gradient_descent import gradient_descent, values_along
from reference.smoothness import (
    convergence_bound,
    descent_lemma_holds,
    lipschitz_step,
    quadratic_upper_bound,
    strong_convexity_factor,
)
from tests.reference.torch_oracle import autograd, landscape

SEEDS = st.integers(0, 2**32 - 1)


def symmetric(rng: np.random.Generator, eigenvalues: list[float]) -> Array:
    Q, _ = np.linalg.qr(rng.normal(size=(len(eigenvalues), len(eigenvalues))))
    H: Array = Q @ np.diag(eigenvalues) @ Q.T
    return H


def logistic(x: Array) -> float:
    """Return a convex function with 1-Lipschitz gradient that is not quadratic."""
    return float(np.logaddexp(0, np.array([1.0, 2.0]) * x).sum())


def logistic_gradient(x: Array) -> Array:
    a = np.array([1.0, 2.0])
    slope: Array = a / (1 + np.exp(-a * x))
    return slope


def square(x: Array) -> Array:
    return x**2


def twice(x: Array) -> Array:
    return 2 * x


@pytest.mark.parametrize(
    ("eigenvalues", "want"),
    [([0.5, 2, 5], 1 / 5), ([-8, 1, 2], 1 / 8), ([-3, -2, -1], 1 / 3), ([0, 4], 1 / 4)],
)
def test_the_lipschitz_step_is_one_over_the_largest_size_of_an_eigenvalue(
    eigenvalues: list[float], want: float
) -> None:
    H = symmetric(np.random.default_rng(1), eigenvalues)

    got = lipschitz_step(H)

    assert type(got) is float
    assert got == pytest.approx(want, rel=1e-12)


def test_a_matrix_of_short_floats_is_read_in_full_precision() -> None:
    H = symmetric(np.random.default_rng(3), [0.3, 2, 7]).astype(np.float32)

    assert lipschitz_step(H) == lipschitz_step(H.astype(np.float64))
    assert strong_convexity_factor(H) == strong_convexity_factor(H.astype(np.float64))


def test_a_linear_function_allows_every_step() -> None:
    assert lipschitz_step([[0, 0], [0, 0]]) == np.inf


@given(SEEDS)
def test_one_over_the_lipschitz_step_bounds_how_fast_the_gradient_changes(
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    H = rng.normal(size=(4, 4))
    H = H + H.T
    x, y = rng.normal(size=(2, 4, 100))

    change = np.linalg.norm(H @ x - H @ y, axis=0)

    L = 1 / lipschitz_step(H)
    assert (change <= L * np.linalg.norm(x - y, axis=0) * (1 + 1e-9)).all()


def test_some_direction_reaches_the_lipschitz_constant() -> None:
    H = symmetric(np.random.default_rng(4), [-7.0, 1.0, 3.0])

    # The largest singular value is found without eigenvalues, by power iteration.
    v = np.ones(3)
    for _ in range(200):
        v = H @ v / np.linalg.norm(H @ v)
    assert 1 / lipschitz_step(H) == pytest.approx(np.linalg.norm(H @ v), rel=1e-12)


@pytest.mark.parametrize(
    ("eigenvalues", "want"),
    [([2, 4, 8], 0.75), ([3, 3], 0), ([1, 100], 0.99), ([5], 0)],
)
def test_the_factor_is_one_minus_the_smallest_by_the_largest_eigenvalue(
    eigenvalues: list[float], want: float
) -> None:
    H = symmetric(np.random.default_rng(2), eigenvalues)

    got = strong_convexity_factor(H)

    assert type(got) is float
    assert got == pytest.approx(want, rel=1e-12, abs=1e-14)


@given(SEEDS)
def test_values_shrink_at_least_by_the_factor_with_every_step(seed: int) -> None:
    rng = np.random.default_rng(seed)
    H = symmetric(rng, rng.uniform(0.5, 5, size=3).tolist())
    path = gradient_descent(lambda x: H @ x, rng.normal(size=3), lipschitz_step(H), 12)

    gaps = values_along(lambda x: x @ H @ x / 2, path)

    c = strong_convexity_factor(H)
    assert (gaps <= c ** np.arange(13) * gaps[0] * (1 + 1e-9) + 1e-300).all()
    # The docstring promises the same for distances, and so c² for values.
    assert (gaps[1:] <= c**2 * gaps[:-1] * (1 + 1e-9) + 1e-30).all()


def test_along_the_flattest_direction_the_distance_shrinks_exactly_by_the_factor() -> (
    None
):
    H = np.diag([1.0, 4.0])

    path = gradient_descent(lambda x: H @ x, [1, 0], lipschitz_step(H), 1)

    assert path[1, 0] == strong_convexity_factor(H) == 0.75


@pytest.mark.parametrize(
    ("H", "value"), [([[1, 0], [0, -2]], "-2.0"), ([[0, 0], [0, 3]], "0.0")]
)
def test_a_matrix_that_is_not_positive_definite_has_no_factor(
    H: list[list[float]], value: str
) -> None:
    message = f"the smallest eigenvalue of H must be a finite number > 0; got {value}."

    with pytest.raises(ValueError, match=f"^{message}$"):
        strong_convexity_factor(H)


def test_an_upper_bound_by_hand() -> None:
    # f = xy + y², gradient (y, x + 2y) = (2, 5) at (1, 2), f = 6; y - x = (2, -1):
    # 6 + (4 - 5) + 6/2 · 5 = 20.
    got = quadratic_upper_bound(
        lambda v: v[0] * v[1] + v[1] ** 2,
        lambda v: np.array([v[1], v[0] + 2 * v[1]]),
        x=[1, 2],
        y=[3, 1],
        L=6,
    )

    assert type(got) is float
    assert got == 20.0


def test_points_may_be_lists_of_integers() -> None:
    # v·v at (1, 2) with L = 4, to (2, 0): 5 + (2 - 8) + 2 · 5.
    assert quadratic_upper_bound(lambda v: v @ v, twice, [1, 2], [2, 0], 4) == 9.0
    assert descent_lemma_holds(lambda v: v @ v, twice, [[3, 4], [0, 0]], L=2)


@given(
    x=st.lists(st.floats(-5, 5), min_size=2, max_size=2),
    y=st.lists(st.floats(-5, 5), min_size=2, max_size=2),
)
def test_the_bound_lies_above_a_smooth_function_and_touches_it_at_x(
    x: list[float], y: list[float]
) -> None:
    def bound(y: list[float]) -> float:
        return quadratic_upper_bound(logistic, logistic_gradient, x, y, L=1)

    assert bound(y) >= logistic(np.array(y)) - 1e-12
    assert bound(x) == logistic(np.array(x))


def test_with_the_curvature_as_constant_the_bound_of_a_bowl_is_the_bowl() -> None:
    got = quadratic_upper_bound(lambda x: 3 * x**2, lambda x: 6 * x, -1, 2.5, L=6)

    assert got == pytest.approx(3 * 2.5**2, rel=1e-14)


def test_the_bound_rises_by_the_slope_of_f_and_the_curvature_of_the_constant() -> None:
    x, y = [0.9, -0.3, 1.7], [1.4, 0.2, -1.0]

    slope = autograd(landscape, x)[0]
    got = quadratic_upper_bound(landscape, lambda _: slope, x, y, L=3)

    bound = autograd(
        lambda z: sum(slope[i] * z[i] + 1.5 * (z[i] - x[i]) ** 2 for i in range(3)), y
    )[0]
    step = np.array(y) - np.array(x)
    # A quadratic rises by its mean slope, which is that at the middle of the way.
    assert got - landscape(x) == pytest.approx((slope + bound) @ step / 2, rel=1e-12)


def test_the_bound_far_out_overflows_in_silence() -> None:
    got = quadratic_upper_bound(
        lambda _: 1.0, lambda _: [1e200, 1], [0, 0], [1e200, 0], 1
    )

    assert got == np.inf


@given(SEEDS)
def test_the_lemma_holds_at_one_over_l(seed: int) -> None:
    rng = np.random.default_rng(seed)
    H = symmetric(rng, rng.uniform(-1, 4, size=3).tolist())
    lr = lipschitz_step(H)
    path = gradient_descent(lambda x: H @ x, rng.normal(size=3), lr, steps=10)

    assert descent_lemma_holds(lambda x: x @ H @ x / 2, lambda x: H @ x, path, 1 / lr)


@pytest.mark.parametrize("x0", [[3.0, -2.0], [-1.0, 6.0], [0.5, 0.25]])
def test_the_lemma_holds_on_a_function_that_is_not_quadratic(x0: list[float]) -> None:
    path = gradient_descent(logistic_gradient, x0, lr=1, steps=20)

    assert descent_lemma_holds(logistic, logistic_gradient, path, L=1)


def test_the_lemma_fails_at_a_rate_that_is_too_large_or_too_small() -> None:
    # On x² a step with lr takes f to (1 - 2 lr)² f; it must lose f, as L = 2.
    for lr in (0.2, 0.45, 0.55, 0.99):
        path = gradient_descent(twice, 1, lr, steps=1)
        assert not descent_lemma_holds(square, twice, path, L=2)


def test_one_bad_step_is_enough_wherever_it_stands() -> None:
    def holds(path: list[float]) -> bool:
        return descent_lemma_holds(square, twice, path, L=4)

    # A step from x must lose x²/2: from 8 that is to 5.65 or lower.
    assert holds([8, 5, 3, 2])
    assert not holds([8, 6, 3, 2])
    assert not holds([8, 5, 4, 2])
    assert not holds([8, 5, 3, 2.2])


@pytest.mark.parametrize(
    ("value", "slack"), [(0.0, 1e-9), (0.5, 1e-9), (3.0, 3e-9), (-3.0, 3e-9)]
)
def test_the_slack_is_a_billionth_of_the_value_or_of_one(
    value: float, slack: float
) -> None:
    # With slope 0 nothing is promised: f may rise by the slack and no more.
    def holds(rise: float) -> bool:
        return descent_lemma_holds(
            lambda x: value + rise * x, lambda x: 0 * x, [0, 1], L=1
        )

    assert holds(0.9 * slack)
    assert not holds(1.1 * slack)


def test_the_slack_belongs_to_the_step() -> None:
    def holds(rise: float) -> bool:
        values = {0.0: 0.0, 1.0: -1000.0, 2.0: -1000.0 + rise}
        return descent_lemma_holds(
            lambda x: values[float(x)], lambda x: 0 * x, [0, 1, 2], L=1
        )

    assert holds(0.9e-6)
    assert not holds(1.1e-6)


def test_a_gradient_of_large_integers_is_read_as_floats() -> None:
    # The square of 4e9 is no 64-bit integer.
    assert not descent_lemma_holds(
        lambda x: -x, lambda _: np.array([4 * 10**9]), [[0], [1]], L=1
    )


def test_a_decrease_of_exactly_the_promise_and_the_slack_is_enough() -> None:
    values = {0.0: 1.0, 1.0: 0.5 + 1e-9}

    assert descent_lemma_holds(lambda x: values[float(x)], lambda x: 2 - x, [0, 1], L=4)


def test_the_promise_uses_the_square_of_the_euclidean_norm() -> None:
    # |(3, 4)|² / (2 · 5) = 2.5 at the first point of either path.
    def holds(value: float) -> bool:
        return descent_lemma_holds(
            lambda v: value * v[0], lambda _: [3, 4], [[0, 0], [1, 1]], L=5
        )

    assert holds(-2.5)
    assert not holds(-2.499)


def test_a_single_point_has_no_steps_that_could_fail() -> None:
    assert descent_lemma_holds(square, twice, [3], L=1) is True


@pytest.mark.parametrize(
    "path", [[1, 2e200, 3], [1, float("nan")], [float("nan"), 1], [1, float("inf")]]
)
def test_a_path_that_leaves_the_finite_numbers_fails(path: list[float]) -> None:
    assert descent_lemma_holds(square, twice, path, L=2) is False


def test_a_gradient_whose_square_overflows_promises_too_much() -> None:
    assert not descent_lemma_holds(lambda x: -x, lambda _: 1e200, [0, 1], L=1)


def test_the_convergence_bound_by_hand() -> None:
    # |(4, 0) - (1, 4)|² = 25; 2 · 1/2 · 25 / (6 + 4) = 5/2.
    got = convergence_bound(0.5, x0=[4, 0], x_star=[1, 4], t=6)

    assert type(got) is float
    assert got == Fraction(5, 2)


def test_the_convergence_bound_of_the_start() -> None:
    assert convergence_bound(3, x0=2, x_star=0, t=0) == 6.0


@given(x0=st.lists(st.floats(-8, 8), min_size=2, max_size=2))
def test_the_bound_holds_along_gradient_descent_on_a_convex_function(
    x0: list[float],
) -> None:
    # With the bowl x² / 8 added the function has a minimum.
    def f(x: Array) -> float:
        return logistic(x) + float(x @ x) / 8

    def grad(x: Array) -> Array:
        return logistic_gradient(x) + x / 4

    lr = 1 / 1.25
    x_star = gradient_descent(grad, [0, 0], lr, steps=150)[-1]
    values = values_along(f, gradient_descent(grad, x0, lr, steps=20))

    for t, value in enumerate(values):
        assert value - f(x_star) <= convergence_bound(1.25, x0, x_star, t) + 1e-12


def test_the_number_of_updates_may_be_a_short_integer() -> None:
    assert convergence_bound(1, 1, 0, np.uint8(255)) == 2 / 259


def test_the_bound_falls_like_one_over_t() -> None:
    first, second = (convergence_bound(1, [3, 4], [0, 0], t) for t in (6, 16))

    assert first == 2 * second


@pytest.mark.parametrize("L", [0, -1.0, float("nan"), float("inf")])
def test_the_constant_must_be_positive(L: float) -> None:
    message = rf"^L must be a finite number > 0; got {L!r}\.$"

    with pytest.raises(ValueError, match=message):
        quadratic_upper_bound(square, twice, 1, 2, L)
    with pytest.raises(ValueError, match=message):
        descent_lemma_holds(square, twice, [1, 0], L)
    with pytest.raises(ValueError, match=message):
        convergence_bound(L, 1, 0, 3)


@pytest.mark.parametrize("t", [-1, 1.5])
def test_the_number_of_updates_must_be_whole(t: Any) -> None:
    with pytest.raises(
        ValueError, match=rf"^t must be a whole number >= 0; got {t!r}\.$"
    ):
        convergence_bound(1, 1, 0, t)
