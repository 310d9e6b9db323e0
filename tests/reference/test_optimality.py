import math
import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.optimality import dual_value, equality_newton_step, kkt_residual
from tests.reference.linear_programs import minimum, polytope

SEEDS = st.integers(0, 2**32 - 1)

# min x + 3y with x >= 1, y >= 2 and x + y <= 9: the optimum is (1, 2), λ = (1, 3, 0).
C = [1, 3]
G = [[-1, 0], [0, -1], [1, 1]]
H = [-1, -2, 9]


def test_a_step_by_hand_in_exact_fractions() -> None:
    # d is a multiple u of (2, -1); (2, -1) H (2, -1)ᵀ = 16 + 4 + 3 = 23 and
    # (2, -1) g = -8, so u = 8/23. The second row, 2w = -g₂ - (1 - 3) u, gives w.
    d, w = equality_newton_step([[4, -1], [-1, 3]], [-1, 6], [[1, 2]])

    u = Fraction(8, 23)
    second = (-6 - (-1) * 2 * u - 3 * (-u)) / 2
    np.testing.assert_allclose(d, [float(2 * u), float(-u)], rtol=1e-14)
    np.testing.assert_allclose(w, [float(second)], rtol=1e-14)


@given(seed=SEEDS, n=st.integers(2, 6), p=st.integers(0, 5))
def test_it_is_the_newton_step_inside_the_null_space(seed: int, n: int, p: int) -> None:
    rng = np.random.default_rng(seed)
    p = min(p, n - 1)
    root = rng.normal(size=(n, n))
    H_, g, A = root @ root.T + np.eye(n), rng.normal(size=n), rng.normal(size=(p, n))

    d, w = equality_newton_step(H_, g, A)

    # Another way: a basis Z of the null space, Newton in its coordinates, and the
    # multipliers by least squares from what H d + g has left across it.
    Z = np.linalg.svd(A)[2][p:].T
    want = Z @ np.linalg.solve(Z.T @ H_ @ Z, -Z.T @ g)
    assert d.shape == (n,)
    assert w.shape == (p,)
    np.testing.assert_allclose(d, want, rtol=0, atol=1e-8 * (1 + np.abs(want).max()))
    left = H_ @ d + g
    np.testing.assert_allclose(
        A.T @ w, -left, rtol=0, atol=1e-7 * (1 + np.abs(left).max())
    )


def test_a_hessian_without_inverse_is_enough_if_the_constraint_adds_the_rest() -> None:
    # Free along (1, -1) with curvature 1 there; along (1, 1) only A says something.
    d, w = equality_newton_step([[1, -1], [-1, 1]], [2, 0], [[1, 1]])

    np.testing.assert_allclose(d, [-0.5, 0.5], rtol=1e-14)
    np.testing.assert_allclose(w, [-1], rtol=1e-14)


def test_without_constraints_it_is_the_plain_step_and_no_multiplier() -> None:
    d, w = equality_newton_step([[2, 0], [0, 4]], [6, 4], np.zeros((0, 2)))

    assert d.tolist() == [-3.0, -1.0]
    assert w.shape == (0,)
    assert w.dtype == np.float64


@pytest.mark.parametrize(
    ("H_", "g", "A", "message"),
    [
        ([[1, 2]], [1], [[1]], "H must have shape (1, 1); got (1, 2)."),
        (np.eye(2), [1], [[1, 1]], "g must have shape (2,); got (1,)."),
        (np.eye(2), [1, 1], [[1]], "A must have shape (1, 2); got (1, 1)."),
        (np.eye(2), [1, 1], [1, 1], "A must have shape (2, 2); got (2,)."),
        (
            3,
            [1],
            [[1]],
            "H must have shape (rows, columns), neither of them 0; got shape ().",
        ),
    ],
)
def test_a_system_of_other_shapes_is_refused(
    H_: Any, g: Any, A: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        equality_newton_step(H_, g, A)


def test_the_residual_of_the_optimum_is_0() -> None:
    got = kkt_residual(C, G, H, [1, 2], [1, 3, 0])

    assert type(got) is float
    assert got == 0


@pytest.mark.parametrize(
    ("x", "lam", "want"),
    [
        ([0.75, 2], [1, 3, 0], 0.25),  # outside by 1/4; 1 · (-1/4) is as far off
        ([0, 2], [0.25, 3, 0], 1.0),  # outside by 1, though stationary but for 3/4
        ([3, 4], [0, 0, 0], 3.0),  # no multipliers: c is left over
        ([1, 2], [-0.5, 1.5, -1.5], 9.0),  # the third slack is 6, times 1.5
        ([4, 5], [0.5, 2.5, -0.5], 1.5 * 5),  # stationary, inside: 2.5 · 3
        ([1, 8], [0.5, 2.5, -0.5], 15.0),  # 2.5 · 6
        ([1, 2], [1, 3.5, 0], 0.5),  # too large a multiplier where the slack is 0
        ([1, 2], [1, 2.25, 0], 0.75),
    ],
)
def test_the_residual_by_hand(x: list[float], lam: list[float], want: float) -> None:
    assert kkt_residual(C, G, H, x, lam) == want


@pytest.mark.parametrize(
    ("lam", "want"),
    [
        (-0.125, 1.125),  # stationarity: |1 - λ| is larger than -λ
        (1.0, 0.0),
    ],
)
def test_one_row_with_slack_0(lam: float, want: float) -> None:
    assert kkt_residual([1], [[-1]], [-1], [1], [lam]) == want


def test_a_negative_multiplier_alone_is_a_violation() -> None:
    # Twice the same row, at the optimum: 2 - 1 = 1 is stationary, the slacks are 0.
    assert kkt_residual([1], [[-1], [-1]], [-1, -1], [1], [2, -1]) == 1


def test_slackness_is_taken_row_by_row_and_not_as_a_sum() -> None:
    # λᵀ(h - Gx) = 2 · 1 - 1 · 2 = 0, with every product 2 away from it.
    assert kkt_residual([1], [[-1], [-1]], [-1, 0], [2], [2, -1]) == 2


def test_a_violated_row_counts_even_where_its_multiplier_is_0() -> None:
    assert kkt_residual([0], [[1], [-1]], [1, 1], [1.5], [0, 0]) == 0.5


@given(seed=SEEDS, scale=st.floats(1e-3, 1e3))
def test_the_residual_bounds_every_condition_and_is_one_of_them(
    seed: int, scale: float
) -> None:
    c, G_, h = polytope(seed, 3, 2)
    rng = np.random.default_rng(seed)
    x, lam = scale * rng.normal(size=3), scale * rng.normal(size=8)

    got = kkt_residual(c, G_, h, x, lam)

    # Written entry by entry, in another arithmetic.
    violations = [abs(c[j] + math.fsum(G_[:, j] * lam)) for j in range(3)]
    for i in range(8):
        slack = h[i] - math.fsum(G_[i] * x)
        violations += [-slack, -lam[i], abs(lam[i] * slack)]
    assert got == pytest.approx(max(violations), rel=1e-9)


def test_a_nan_is_not_swallowed() -> None:
    assert math.isnan(kkt_residual(C, G, H, [math.nan, 2], [1, 3, 0]))


def test_the_dual_value_of_the_optimal_multipliers_is_the_optimum() -> None:
    got = dual_value(C, G, H, [1, 3, 0])

    assert type(got) is float
    assert got == 1 + 3 * 2


def test_worse_multipliers_bound_the_optimum_from_below() -> None:
    # λ = (2, 4, 1): -x - y + (x + y) cancel, and the bound is 2 + 8 - 9.
    assert dual_value(C, G, H, [2, 4, 1]) == 1


@pytest.mark.parametrize(
    "lam",
    [
        [1, 3, 1e-6],  # not stationary
        [0.5, 2.5, -0.5],  # stationary, but negative
        [1, 3, -1e-300],
        [math.nan, 3, 0],
    ],
)
def test_multipliers_that_prove_nothing_are_worth_minus_infinity(
    lam: list[float],
) -> None:
    got = dual_value(C, G, H, lam)

    assert type(got) is float
    assert got == -math.inf


@pytest.mark.parametrize(
    ("c", "off", "proves"),
    [
        ([3, 4], 5e-9, True),  # 1e-9 · |c|, |c| = 5, Euclidean
        ([3, 4], 5.01e-9, False),
        ([0.03, 0.04], 1e-9, True),  # 1e-9 itself below |c| = 1
        ([0.03, 0.04], 1.01e-9, False),
    ],
)
def test_stationarity_is_asked_up_to_rounding(
    c: list[float], off: float, proves: bool
) -> None:
    # Of Gᵀλ + c the first entry keeps `off`, the second nothing.
    lam = [c[0], c[1], off]

    got = dual_value(c, [[-1, 0], [0, -1], [1, 0]], [0, 0, 0], lam)

    assert math.isfinite(got) == proves


def test_the_tolerance_is_a_length_and_not_a_largest_entry() -> None:
    # 0.8e-9 in both entries is 1.13e-9 long.
    assert dual_value([0, 0], np.eye(2), [0, 0], [0.8e-9, 0.8e-9]) == -math.inf


def test_equality_with_the_tolerance_is_enough() -> None:
    # c = 0 leaves the second entry, exactly 1e-9.
    assert dual_value([0, 0], [[1, 0], [0, 1]], [5, 0], [0, 1e-9]) == 0


@given(seed=SEEDS, n=st.integers(1, 3), m=st.integers(0, 3))
def test_no_dual_value_exceeds_the_minimum(seed: int, n: int, m: int) -> None:
    c, G_, h = polytope(seed, n, m)
    rng = np.random.default_rng(seed)
    # The rows of the box can balance whatever the others weigh.
    lam = np.concatenate([rng.exponential(size=m), np.zeros(2 * n)])
    rest = c + G_.T @ lam
    lam[m : m + n] = np.maximum(-rest, 0)
    lam[m + n :] = np.maximum(rest, 0)

    got = dual_value(c, G_, h, lam)

    assert -math.inf < got <= minimum(c, G_, h) + 1e-9


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"c": [1]}, "c must have shape (2,); got (1,)."),
        ({"lam": [1, 2]}, "lam must have shape (3,); got (2,)."),
        ({"h": [1]}, "h must have shape (3,); got (1,)."),
    ],
)
def test_a_program_of_other_shapes_is_refused(
    wrong: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {"c": C, "G": G, "h": H, "lam": [1, 3, 0]}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        dual_value(**(right | wrong))
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        kkt_residual(**(right | wrong), x=[1, 2])


def test_a_point_of_another_length_is_refused() -> None:
    message = re.escape("x must have shape (2,); got (3,).")

    with pytest.raises(ValueError, match=f"^{message}$"):
        kkt_residual(C, G, H, [1, 2, 3], [1, 3, 0])


def test_nothing_that_is_handed_over_is_changed() -> None:
    c, G_, h = polytope(4, 2, 1)
    x, lam, A = np.array([0.1, 0.2]), np.ones(5), np.array([[1.0, 2.0]])
    arrays = (c, G_, h, x, lam, A)
    before = [each.copy() for each in arrays]

    kkt_residual(c, G_, h, x, lam)
    dual_value(c, G_, h, lam)
    equality_newton_step(np.eye(2), x, A)

    for each, was in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(each, was)
