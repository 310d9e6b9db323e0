from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike

from reference.arrays import Array, Function, Gradient
from reference.gradient_descent import values_along
from reference.line_search import backtracking, descent_with_backtracking
from tests.reference.torch_oracle import X0, autograd, landscape, landscape_gradient

A = np.array([[3.0, 1.0], [1.0, 2.0]])


def bowl(x: Array) -> float:
    return float(x @ A @ x) / 2


def bowl_gradient(x: Array) -> Array:
    return A @ x


class Counted:
    """A function that counts how often it is asked."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, x: Array) -> ArrayLike:
        self.calls += 1
        return self.function(x)


@pytest.mark.parametrize(
    ("lam", "alpha", "beta", "t"),
    [
        # Steps are good up to 2 (1 - α) / λ: 0.467, 0.09 and 2.14.
        (3, 0.3, 0.8, 0.8**4),
        (20, 0.1, 0.6, 0.6**5),
        (0.7, 0.25, 0.5, 1),
    ],
)
def test_on_a_parabola_every_step_multiplies_the_point_by_the_same_factor(
    lam: float, alpha: float, beta: float, t: float
) -> None:
    path = descent_with_backtracking(
        lambda x: lam * x**2 / 2, lambda x: lam * x, 5, alpha, beta, eps=0, max_steps=6
    )

    np.testing.assert_allclose(path, 5 * (1 - lam * t) ** np.arange(7), rtol=1e-12)


def test_the_search_begins_at_one_in_every_update() -> None:
    # With curvature 4 right of 0 the condition holds up to t = 0.35, from 5 to -1; with
    # curvature 1 left of 0 it holds for t = 1, from -1 to 0.
    def f(x: Array) -> Array:
        return 2 * x**2 if x > 0 else x**2 / 2

    def grad(x: Array) -> Array:
        return 4 * x if x > 0 else x

    path = descent_with_backtracking(f, grad, 5, 0.3, 0.3, eps=0, max_steps=9)

    assert path.tolist() == [5.0, -1.0, 0.0]


def test_the_path_ends_at_the_first_small_gradient_and_equality_is_small() -> None:
    # On x²/2 with λ = 1 and α = 0.75 the search ends at t = 1/2: 8, 4, 2, 1, ...
    def path(eps: float) -> list[float]:
        got = descent_with_backtracking(
            lambda x: x**2 / 2, lambda x: x, 8, 0.75, 0.5, eps, max_steps=9
        )
        return [float(x) for x in got]

    assert path(2) == [8.0, 4.0, 2.0]
    assert path(1.9) == [8.0, 4.0, 2.0, 1.0]
    assert path(8) == [8.0]
    assert len(path(0)) == 10


def test_the_length_of_the_gradient_is_euclidean() -> None:
    def length(eps: float) -> int:
        path = descent_with_backtracking(
            lambda v: v @ v / 2, lambda v: v, [3, 4], 0.75, 0.5, eps, max_steps=1
        )
        return len(path)

    assert length(5) == 1
    assert length(4.99) == 2


def test_no_updates_leave_the_start_alone() -> None:
    got = descent_with_backtracking(bowl, bowl_gradient, [1, 2], 0.3, 0.5, 0, 0)

    assert got.tolist() == [[1.0, 2.0]]


def test_nothing_is_asked_twice() -> None:
    f, grad = Counted(lambda x: x**2), Counted(lambda x: 2 * x)

    # Each search tries 1, 0.8 and 0.64.
    path = descent_with_backtracking(f, grad, 1, 0.25, 0.8, eps=0, max_steps=4)

    assert len(path) == 5
    assert f.calls == 1 + 4 * 3
    assert grad.calls == 4


def test_the_values_fall_until_the_gradient_is_small() -> None:
    path = descent_with_backtracking(
        landscape, landscape_gradient, X0, 0.3, 0.7, eps=1e-6, max_steps=300
    )

    values = values_along(landscape, path)
    lengths = [np.linalg.norm(autograd(landscape, x)[0]) for x in path]
    assert (np.diff(values) < 0).all()
    assert lengths[-1] <= 1e-6 < min(lengths[:-1])


def test_each_step_is_that_of_backtracking() -> None:
    def f(x: Array) -> float:
        return float(np.cosh(3 * x).sum())

    def grad(x: Array) -> Array:
        return 3 * np.sinh(3 * x)

    path = descent_with_backtracking(f, grad, [1, -0.5, 0], 0.2, 0.6, 0, max_steps=6)

    for x, after in pairwise(path):
        t = backtracking(f, grad, x, -grad(x), 0.2, 0.6)
        assert after.tolist() == (x - t * grad(x)).tolist()


def test_a_barrier_is_never_crossed() -> None:
    def barrier(x: Array) -> Array:
        value: Array = -np.log(1 - x**2)
        return value

    # From 0.9 the first trials lead to -8.6 and -2.9, where f is nan.
    path = descent_with_backtracking(
        barrier, lambda x: 2 * x / (1 - x**2), 0.9, 0.1, 0.4, eps=1e-6, max_steps=99
    )

    assert (np.abs(path) < 1).all()
    assert path[-1] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("grad", "message"),
    [
        (lambda _: float("nan"), r"direction must have a slope .*; got nan\."),
        (lambda _: float("inf"), r"no step t .* with slope -inf; is grad that of f\?"),
    ],
)
def test_a_gradient_that_leads_nowhere_ends_the_search(
    grad: Gradient, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        descent_with_backtracking(abs, grad, 1, 0.3, 0.5, eps=1, max_steps=3)


def test_a_path_may_stand_still_where_rounding_hides_the_decrease() -> None:
    path = descent_with_backtracking(
        lambda x: 1 - np.cos(x), np.sin, 1e-8, 0.3, 0.5, eps=0, max_steps=3
    )

    assert path.tolist() == [1e-8] * 4


def test_points_may_be_lists_and_values_arrays_of_one_entry() -> None:
    def f(v: Array) -> Array:
        return (v @ v).reshape(1)

    path = descent_with_backtracking(
        f, lambda v: (2 * v).tolist(), [4, 0], 0.25, 0.6, eps=0, max_steps=1
    )

    assert path.tolist() == [[4.0, 0.0], [4 - 0.6 * 8, 0.0]]


def test_the_start_is_not_changed() -> None:
    start = np.array([1, 2])

    path = descent_with_backtracking(bowl, bowl_gradient, start, 0.3, 0.5, 0, 2)
    path[:] = 7

    assert start.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"eps": -1e-3}, r"eps must be a finite number >= 0; got -0\.001\."),
        ({"max_steps": -1}, r"max_steps must be a whole number >= 0; got -1\."),
        ({"max_steps": 2.0}, r"max_steps must be a whole number >= 0; got 2\.0\."),
    ],
)
def test_impossible_stopping_rules_are_refused(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"alpha": 0.3, "beta": 0.5, "eps": 1e-3, "max_steps": 3}

    with pytest.raises(ValueError, match=f"^{message}$"):
        descent_with_backtracking(bowl, bowl_gradient, [1, 2], **(right | wrong))
