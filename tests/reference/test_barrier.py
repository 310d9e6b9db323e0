import math
import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arrays import norm
from reference.barrier import barrier_method, central_path, log_barrier
from tests.reference.central_differences import slopes
from tests.reference.linear_programs import minimum, polytope
from tests.reference.torch_oracle import autograd

SEEDS = st.integers(0, 2**32 - 1)
INTERVAL = ([1], [[1], [-1]], [1, 1], [0])
"""min x on -1 <= x <= 1, from 0: c, G, h, x0."""
TURN = np.array([[0.6, 0.8], [-0.8, 0.6]])
"""A rotation of the plane: a square whose sides are not along the axes."""


def on_the_interval(k: float) -> float:
    """Return the zero of k + 1/(1 - x) - 1/(1 + x) between -1 and 1."""
    return -k / (1 + math.hypot(1, k))


def test_three_slacks_by_hand_in_exact_fractions() -> None:
    # Slacks 3, 1/2 and 2. Gradient (1, 2)/3 + 2(-3, 1) + (0, -2)/2, Hessian
    # (1 2; 2 4)/9 + 4(9 -3; -3 1) + (0 0; 0 4)/4.
    value, gradient, hessian = log_barrier(
        [[1, 2], [-3, 1], [0, -2]], [4, 1, 1], [0, 0.5]
    )

    assert type(value) is float
    assert value == pytest.approx(-math.log(3), rel=1e-14)
    want = [float(Fraction(-17, 3)), float(Fraction(5, 3))]
    np.testing.assert_allclose(gradient, want, rtol=1e-14)
    want_hessian = np.array([[325, -106], [-106, 49]]) / 9
    np.testing.assert_allclose(hessian, want_hessian, rtol=1e-14)


@settings(max_examples=20)
@given(seed=SEEDS)
def test_the_derivatives_are_the_slopes_of_the_barrier(seed: int) -> None:
    _, G, h = polytope(seed, 3, 4)
    x = 0.1 * np.random.default_rng(seed).uniform(-1, 1, size=3)
    # Away from the sides: the seventh derivative grows with the slacks' inverse.
    h = h + 2

    _, gradient, hessian = log_barrier(G, h, x)

    want = slopes(lambda z: log_barrier(G, h, z)[0], x)
    np.testing.assert_allclose(gradient, want, rtol=0, atol=1e-9)
    for j in range(3):
        want = slopes(lambda z, j=j: float(log_barrier(G, h, z)[1][j]), x)  # type: ignore[misc]  # binds j
        np.testing.assert_allclose(hessian[j], want, rtol=0, atol=1e-9)


def test_the_barrier_is_that_of_torch() -> None:
    torch = pytest.importorskip("torch")
    _, G, h = polytope(7, 3, 5)
    x = np.array([0.1, -0.2, 0.15])

    def barrier(z: Any) -> Any:
        return -torch.log(torch.tensor(h) - torch.tensor(G) @ z).sum()

    value, gradient, hessian = log_barrier(G, h, x)

    z = torch.tensor(x)
    want = torch.autograd.functional.hessian(barrier, z).numpy()
    assert value == pytest.approx(float(barrier(z)), rel=1e-13)
    np.testing.assert_allclose(gradient, autograd(barrier, x)[0], rtol=1e-12)
    np.testing.assert_allclose(hessian, want, rtol=1e-12)


@given(seed=SEEDS, k=st.floats(1e-3, 1e3))
def test_a_constraint_times_k_moves_the_value_by_log_k_and_nothing_else(
    seed: int, k: float
) -> None:
    _, G, h = polytope(seed, 2, 3)
    x = [0.05, -0.03]
    rows = np.array([k, 1, 1, 1, 1, 1, 1])

    got = log_barrier(rows[:, None] * G, rows * h, x)

    want = log_barrier(G, h, x)
    assert got[0] == pytest.approx(want[0] - math.log(k), rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(got[1], want[1], rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(got[2], want[2], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(
    "x",
    [
        [2.0, 0.0],  # beyond one side
        [1.0, 0.0],  # on it
        [0.0, -math.inf],
        [math.nan, 0.0],
        [-1e308, -1e308],
    ],
)
def test_outside_and_on_the_boundary_it_is_infinite_and_has_no_slope(
    x: list[float],
) -> None:
    value, gradient, hessian = log_barrier([[1, 0], [0, 1], [10, 10]], [1, 2, 30], x)

    assert value == math.inf
    assert gradient.shape == (2,)
    assert hessian.shape == (2, 2)
    assert np.isnan(gradient).all()
    assert np.isnan(hessian).all()


@pytest.mark.parametrize("slack", [1e-200, 5e-324])
def test_so_near_the_boundary_that_it_overflows_there_is_no_warning(
    slack: float,
) -> None:
    value, _, hessian = log_barrier([[1], [0]], [slack, 1], [0])

    assert value == pytest.approx(-math.log(slack))
    assert not np.isfinite(hessian).any()


# From t = 1e-3 to 1e8 the centre moves from the middle to 1e-8 from the end.
@given(
    t=st.floats(1e-3, 1e8),
    c=st.floats(-3, 3),
    low=st.floats(-5, 5),
    r=st.floats(0.1, 9),
)
@example(t=1e8, c=0.0, low=5.0, r=0.3)
@example(t=1e8, c=-3.0, low=5.0, r=9.0)
def test_on_an_interval_the_centre_solves_a_quadratic_equation(
    t: float, c: float, low: float, r: float
) -> None:
    high = low + 2 * r
    x0 = low + 0.01 * r

    got = central_path([c], [[1], [-1]], [high, -low], [x0], [t])

    want = low + r + r * on_the_interval(t * c * r)
    assert got.shape == (1, 1)
    assert got[0, 0] == pytest.approx(want, rel=0, abs=1e-14 * (abs(low) + 2 * r))


@pytest.mark.parametrize("t", [1e4, 1e6, 1e8])
def test_far_from_the_origin_the_search_is_not_lost_in_the_size_of_the_objective(
    t: float,
) -> None:
    # t cᵀx is 1e14, where floats are 1/64 apart, and the search is about decreases of
    # the order of 1.
    got = central_path([1], [[1], [-1]], [1e6 + 2, -1e6], [1e6 + 1.9], [t])

    # A float of 1e6 is exact to 1e-10, which is 1 % of the slack 1e-8.
    want = 1 + on_the_interval(t)
    assert got[0, 0] - 1e6 == pytest.approx(want, rel=0, abs=3e-10)


def test_a_square_on_its_corner_keeps_each_of_its_two_directions() -> None:
    # In the coordinates z = TURN x the problem falls into two intervals.
    c, ts = np.array([2.0, -0.5]), np.array([0.5, 30.0, 1e3])
    G = np.vstack([TURN, -TURN])

    got = central_path(TURN.T @ c, G, np.ones(4), [0.3, 0.2], ts) @ TURN.T

    want = [[on_the_interval(t * k) for k in c] for t in ts]
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


def test_among_many_minimisers_the_path_ends_in_their_middle() -> None:
    # All of the side z_0 = -1 is optimal.
    G = np.vstack([TURN, -TURN, -TURN[1] + 1e-3 * TURN[0]])
    h = [1, 1, 1, 1, 3]

    got = TURN @ central_path(TURN[0], G, h, [0.3, 0.2], [1, 1e8])[1]

    # Along the side, by bisection: the slacks are 1 - z, 1 + z and 3 + z + 1e-3.
    low, high = Fraction(-1), Fraction(1)
    while high - low > Fraction(1, 10**12):
        z = (low + high) / 2
        if 1 / (1 - z) - 1 / (1 + z) - 1 / (3 + z + Fraction(1, 1000)) > 0:
            high = z
        else:
            low = z
    # Rounding of 1e-16 in x is 1e-8 of the slack, which is the accuracy left along z.
    np.testing.assert_allclose(got, [-1 + 1e-8, float(low)], rtol=0, atol=1e-7)


@pytest.mark.parametrize("seed", range(10))
def test_the_middle_of_an_optimal_face_is_found_although_the_hessian_is_singular(
    seed: int,
) -> None:
    # Row 0 is the objective, and so near that its face is optimal. At t = 1e8 its slack
    # is 1e-8, and the curvature along the face is 1e-16 of that across it.
    _, G, h = polytope(seed, 5, 10)
    h[0] = 0.1

    [x] = central_path(-G[0], G, h, np.zeros(5), [1e8])

    # In the middle the other rows balance each other along the face.
    along = np.linalg.svd(G[:1])[2][1:]
    pull = G[1:] / (h - G @ x)[1:, None]
    assert h[0] - G[0] @ x == pytest.approx(1e-8, rel=1e-6)
    np.testing.assert_allclose(along @ pull.sum(axis=0), 0, atol=1e-6 * norm(pull))


@settings(max_examples=50)
@given(seed=SEEDS, n=st.integers(1, 3), m=st.integers(0, 4), t=st.floats(0.1, 1e4))
def test_the_slacks_of_a_centre_prove_that_it_is_within_m_over_t(
    seed: int, n: int, m: int, t: float
) -> None:
    c, G, h = polytope(seed, n, m)

    [x] = central_path(c, G, h, np.zeros(n), [t])

    s = h - G @ x
    lam = 1 / (t * s)
    gap = c @ x - minimum(c, G, h)
    # c + Gᵀλ = 0 is the equation of the centre; λᵀ(h - Gx) is then the gap to a bound.
    np.testing.assert_allclose(G.T @ lam, -c, rtol=0, atol=1e-9)
    assert -1e-12 <= gap <= len(h) / t
    assert c @ x + h @ lam == pytest.approx(len(h) / t, rel=1e-7, abs=1e-12)


def test_neither_the_start_nor_the_order_of_the_ts_matters() -> None:
    c, G, h = polytope(11, 3, 6)
    ts = [0.5, 20.0, 1e3, 1e5]
    corner = np.linalg.solve(G[:3], h[:3])
    near_the_side = 0.999 * corner / max(1, np.max(G @ corner / h))

    want = central_path(c, G, h, np.zeros(3), ts)

    back = central_path(c, G, h, np.zeros(3), ts[::-1])
    np.testing.assert_allclose(back[::-1], want, rtol=0, atol=1e-10)
    for t, point in zip(ts, want, strict=True):
        alone = central_path(c, G, h, near_the_side, [t])
        np.testing.assert_allclose(alone, [point], rtol=0, atol=1e-10)


def test_it_may_start_a_hair_from_the_boundary_and_far_from_the_centre() -> None:
    got = central_path(*INTERVAL[:3], [1 - 1e-15], [0.75, 1e-6])

    want = [[-1 / 3], [on_the_interval(1e-6)]]
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-14)


def test_without_an_objective_every_centre_is_the_analytic_one() -> None:
    # The triangle x, y >= 0, x + y <= 1: all three slacks are 1/3.
    G, h = [[-1, 0], [0, -1], [1, 1]], [0, 0, 1]

    got = central_path([0, 0], G, h, [0.1, 0.1], [1, 100])

    np.testing.assert_allclose(got, np.full((2, 2), 1 / 3), rtol=1e-14)


def test_no_ts_give_no_points() -> None:
    c, G, h = polytope(5, 3, 2)

    assert central_path(c, G, h, np.zeros(3), []).shape == (0, 3)


def test_nothing_that_is_handed_over_is_changed() -> None:
    c, G, h = polytope(6, 2, 3)
    x0, ts = np.array([0.01, 0.02]), np.array([1.0, 10.0])
    arrays = (c, G, h, x0, ts)
    before = [each.copy() for each in arrays]

    log_barrier(G, h, x0)
    central_path(c, G, h, x0, ts)
    got = barrier_method(c, G, h, x0, 1.0, 5.0, 1e-3)

    for each, was in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(each, was)
        assert not np.shares_memory(each, got)


@pytest.mark.parametrize(
    ("t0", "mu", "eps", "t"),
    [
        (1, 4, 2.1, 1),  # 2/1 < 2.1 at once
        (1, 4, 2, 4),  # 2/1 = 2 is not below 2
        (8, 4, 1, 8),  # below from the start, but centred all the same
        (1, 3, 0.1, 27),  # 2/9 > 0.1 > 2/27
        (0.25, 1.5, 1, 0.25 * 1.5**6),  # 2.85 is the first above 2
    ],
)
def test_the_method_stops_after_the_first_centre_with_m_over_t_below_eps(
    t0: float, mu: float, eps: float, t: float
) -> None:
    got = barrier_method(*INTERVAL, t0, mu, eps)

    np.testing.assert_allclose(got, [on_the_interval(t)], rtol=1e-13)


def test_m_counts_constraints_and_not_variables() -> None:
    # Three rows, of which one says nothing: 3/1 >= 2.5, so t goes on to 4.
    G, h = [[1], [-1], [0]], [1, 1, 1]

    got = barrier_method([1], G, h, [0], t0=1, mu=4, eps=2.5)

    np.testing.assert_allclose(got, [on_the_interval(4)], rtol=1e-13)


@pytest.mark.parametrize("mu", [1.5, 10, 1000])
def test_a_linear_program_ends_in_its_known_corner(mu: float) -> None:
    # max 3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3, x >= 0, y >= 0: 11 at (3, 1).
    G = [[1, 1], [1, 3], [1, 0], [-1, 0], [0, -1]]
    h = [4, 6, 3, 0, 0]

    got = barrier_method([-3, -2], G, h, x0=[1, 1], t0=1, mu=mu, eps=1e-6)

    np.testing.assert_allclose(got, [3, 1], rtol=0, atol=1e-6)
    assert 0 < 11 - (3 * got[0] + 2 * got[1]) < 1e-6
    assert np.all(np.dot(G, got) < h)


@settings(max_examples=50)
@given(seed=SEEDS, n=st.integers(1, 3), m=st.integers(0, 4), eps=st.floats(1e-6, 1))
def test_the_gap_is_below_eps_and_the_point_strictly_inside(
    seed: int, n: int, m: int, eps: float
) -> None:
    c, G, h = polytope(seed, n, m)

    x = barrier_method(c, G, h, np.zeros(n), 1, 20, eps)

    assert x.shape == (n,)
    assert np.all(G @ x < h)
    assert -1e-12 <= c @ x - minimum(c, G, h) < eps


@pytest.mark.parametrize(
    ("c", "G", "x0", "t"),
    [
        ([-1.0], [[-1]], [1], 1.0),  # falls for ever, in steps that grow
        ([0.0], [[-1]], [1], 1.0),  # flat, the barrier falls for ever
        ([1.0, 0.0], [[1, 0], [-1, 0], [0, -1]], [0, 1], 3.0),  # minimisers: a ray
        # The slacks drift apart until one row is nothing beside the others.
        ([-3.0, 0.0, -1.0], [[0, 1, 2], [2, -2, 2], [2, 0, 2]], [0, 0, 0], 1.0),
        # Bounded, but the slack would have to be 1e-20.
        ([1.0], [[1], [-1]], [0], 1e20),
    ],
)
def test_where_there_is_no_centre_the_search_ends_with_a_sentence(
    c: ArrayLike, G: ArrayLike, x0: ArrayLike, t: float
) -> None:
    message = (
        f"found no centre at t = {t:g}: the minimisers of cᵀx over Gx <= h must be a "
        "bounded set, and 1/t must exceed the rounding of h - Gx."
    )

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        central_path(c, G, np.ones(len(np.asarray(G))), x0, [t])


def test_an_unbounded_problem_with_minimisers_that_are_bounded_has_a_path() -> None:
    # min x over x >= 0 alone: t - 1/x = 0.
    got = central_path([1], [[-1]], [0], [5], [1, 4, 1e8])

    np.testing.assert_allclose(got[:, 0], [1, 0.25, 1e-8], rtol=1e-14)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"x0": [0, 1.5]}, "x0 must satisfy G x0 < h; in row 2, G x0 - h = 0.5."),
        ({"x0": [1, 5]}, "x0 must satisfy G x0 < h; in row 0, G x0 - h = 0."),
        ({"x0": [-3, 0]}, "x0 must satisfy G x0 < h; in row 1, G x0 - h = 2."),
        (
            {"x0": [0, math.nan]},
            "x0 must satisfy G x0 < h; in row 0, G x0 - h = nan.",
        ),
        ({"x0": [0]}, "x0 must have shape (2,); got (1,)."),
        ({"c": [1]}, "c must have shape (2,); got (1,)."),
        ({"h": [1, 1]}, "h must have shape (4,); got (2,)."),
        (
            {"G": [[1, 2], [-1, -2], [2, 4], [0, 0]]},
            "G must have rank n = 2; got rank 1.",
        ),
    ],
)
def test_a_problem_that_has_no_start_or_no_centre_is_refused(
    wrong: dict[str, Any], message: str
) -> None:
    right = {
        "c": [1, 2],
        "G": [[1, 0], [-1, 0], [0, 1], [0, -1]],
        "h": [1, 1, 1, 1],
        "x0": [0, 0],
    }

    for more in ({"ts": [1]}, {"t0": 1, "mu": 2, "eps": 1}):
        function: Any = central_path if "ts" in more else barrier_method
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            function(**(right | wrong), **more)


@pytest.mark.parametrize(
    ("ts", "message"),
    [
        ([1, 0.0], "ts[1] must be a finite number > 0; got 0.0."),
        ([-2, 1], "ts[0] must be a finite number > 0; got -2.0."),
        ([1, 2, math.inf], "ts[2] must be a finite number > 0; got inf."),
        ([[1, 2]], "ts must have shape (2,); got (1, 2)."),
        (3, "ts must have shape (1,); got ()."),
    ],
)
def test_a_weight_of_the_objective_that_is_none_is_refused(
    ts: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        central_path(*INTERVAL, ts)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"t0": 0.0}, "t0 must be a finite number > 0; got 0.0."),
        ({"mu": 1}, "mu must be a finite number > 1; got 1."),
        ({"mu": 0.5}, "mu must be a finite number > 1; got 0.5."),
        ({"mu": math.inf}, "mu must be a finite number > 1; got inf."),
        ({"mu": "2"}, "mu must be a finite number > 1; got '2'."),
        ({"eps": 0}, "eps must be a finite number > 0; got 0."),
        ({"eps": math.nan}, "eps must be a finite number > 0; got nan."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {"t0": 1.0, "mu": 2.0, "eps": 0.1}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        barrier_method(*INTERVAL, **(right | wrong))


def test_a_barrier_at_a_point_of_another_length_is_refused() -> None:
    message = re.escape("x must have shape (2,); got (3,).")

    with pytest.raises(ValueError, match=f"^{message}$"):
        log_barrier([[1, 2]], [1], [0, 0, 0])


def test_lists_of_integers_are_read_as_floats() -> None:
    value, gradient, hessian = log_barrier([[2, 0], [0, 4]], [4, 8], [1, 1])
    path = central_path([1], [[1], [-1]], [1, 1], [0], [1])

    assert value == pytest.approx(-math.log(8), rel=1e-15)
    assert gradient.tolist() == [1.0, 1.0]
    assert hessian.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert path.dtype == np.float64
