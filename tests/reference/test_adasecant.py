import re
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.noisy import adasecant
from reference.optimizers.adasecant import AdaSecant, AdaSecantState
from tests.reference.noisy_bowls import bowls

NAMES = ["g", "gg", "d", "dd", "a", "aa", "ad", "ab", "bb"]


def averages(**rows: list[float]) -> Array:
    return np.array([rows[name] for name in NAMES])


def test_the_first_step_is_one_unit_in_every_coordinate() -> None:
    rule = AdaSecant()

    step, state = rule.update(np.array([3.0, 0.0, -4.0]), rule.init(np.zeros(3)))

    assert step.tolist() == [-1.0, 0.0, 1.0]
    np.testing.assert_allclose(state.g, [0.6, 0, -0.8], rtol=1e-15)
    assert state.d.tolist() == [-1.0, 0.0, 1.0]
    assert state.tau.tolist() == [1, 1, 1]
    assert state.E.tolist() == np.zeros((9, 3)).tolist()
    assert state.t == 1


def test_the_second_update_by_hand() -> None:
    # Directions (0.6, 0.8), (-0.8, 0.6): a = (-1.4, -0.2). The averages are these first
    # samples, so E[g] = g, and the rates 1/1.4 and 1/0.2, which is too large.
    rule = AdaSecant()
    _, state = rule.update(np.array([3.0, 4.0]), rule.init(np.zeros(2)))

    step, state = rule.update(np.array([-40.0, 30.0]), state)

    np.testing.assert_allclose(step, [0.8 / 1.4, -0.6], rtol=1e-14)
    want = averages(
        g=[-0.8, 0.6],
        gg=[0.64, 0.36],
        d=[-1, -1],
        dd=[1, 1],
        a=[-1.4, -0.2],
        aa=[1.96, 0.04],
        ad=[1.4, 0.2],
        ab=[-0.84, -0.16],
        bb=[0.36, 0.64],
    )
    np.testing.assert_allclose(state.E, want, rtol=1e-13)
    np.testing.assert_allclose(state.d, step)
    np.testing.assert_allclose(state.g, [-0.8, 0.6], rtol=1e-15)
    assert state.tau.tolist() == [20, 20]
    assert state.t == 2


def test_a_later_update_by_hand() -> None:
    # τ = 4: three quarters of each average and one quarter of g = (0.8, -0.6),
    # d = (-0.5, 0.25), a = (0.2, -1.4), b = (0.2, 0.4) and their products.
    before = averages(
        g=[0.4, 0.4],
        gg=[1, 1],
        d=[0.3, -0.1],
        dd=[0.5, 0.25],
        a=[0, 0],
        aa=[1, 1],
        ad=[0.1, 0.2],
        ab=[-0.2, -0.3],
        bb=[0.4, 0.6],
    )
    state = AdaSecantState(
        g=np.array([0.6, 0.8]),
        d=np.array([-0.5, 0.25]),
        E=before,
        tau=np.array([4.0, 4.0]),
        t=7,
    )

    step, after = AdaSecant().update(np.array([4.0, -3.0]), state)

    want = averages(
        g=[0.5, 0.15],
        gg=[0.91, 0.84],
        d=[0.1, -0.0125],
        dd=[0.4375, 0.203125],
        a=[0.05, -0.35],
        aa=[0.76, 1.24],
        ad=[0.05, 0.0625],
        ab=[-0.14, -0.365],
        bb=[0.31, 0.49],
    )
    np.testing.assert_allclose(after.E, want, rtol=1e-13)
    # w = 14/31, and 365/490, of which 18/28 is left.
    corrected = [0.8 - 14 / 31 * 0.3, -0.6 + 18 / 28 * 0.75]
    # √(0.4375 · 0.76) and √(0.203125 · 1.24), less the covariances.
    rates = [
        (np.sqrt(0.3325) - 0.045) / 0.76,
        (np.sqrt(0.251875) - 0.058125) / 1.24,
    ]
    np.testing.assert_allclose(step, -np.multiply(rates, corrected), rtol=1e-12)
    assert after.tau.tolist() == [20, 20]
    assert after.t == 8


def one_coordinate(**changed: float) -> AdaSecantState:
    """Return a state in which the direction is about to jump from -1 to 1."""
    usual = {"g": 0, "gg": 0.25, "d": 0.5, "dd": 1, "a": 0, "aa": 1}
    usual |= {"ad": 0, "ab": 0, "bb": 1}
    rows = {name: [float(each)] for name, each in (usual | changed).items()}
    return AdaSecantState(
        g=np.array([-1.0]),
        d=np.array([0.5]),
        E=averages(**rows),
        tau=np.array([40.0]),
        t=9,
    )


def test_a_memory_grows_with_the_unrest_of_the_steps() -> None:
    # Nothing is an outlier: 1 and 2 are just 2 standard deviations, √0.25 and √1, away.
    # E[d] stays 1/2, E[d²] = 1 - 3/160: τ = (1 - 40/157) 40 + 1.
    _, after = AdaSecant().update(np.array([3.0]), one_coordinate())

    np.testing.assert_allclose(after.E[0], [1 / 40], rtol=1e-15)
    np.testing.assert_allclose(after.tau, [117 / 157 * 40 + 1], rtol=1e-14)


@pytest.mark.parametrize(
    ("changed", "mean"),
    [
        ({"gg": 0.2499}, 0.05),
        ({"aa": 0.9999}, 0.05),
        # The means count, on both sides of the inequality.
        ({"g": -0.1, "gg": 0.31}, -0.1 + 1.1 / 20),
        ({"g": -0.1, "gg": 0.32}, -0.1 + 1.1 / 40),
        ({"a": 1.0, "aa": 1.24}, 0.05),
        ({"a": 1.0, "aa": 1.26}, 0.025),
        ({"a": -1.0, "aa": 3.2}, 0.05),
    ],
)
def test_an_outlier_cuts_the_memory_to_twenty(
    changed: dict[str, float], mean: float
) -> None:
    _, after = AdaSecant().update(np.array([3.0]), one_coordinate(**changed))

    np.testing.assert_allclose(after.E[0], [mean], rtol=1e-13)


def test_a_negative_weight_leaves_the_gradient_as_it_is() -> None:
    # E[ab] = 39/40 · 1 + (2 · -1)/40 > 0, so w would be negative.
    step, after = AdaSecant().update(np.array([1.0]), one_coordinate(ab=1.0))

    # √(1 - 3/160) √(1 + 3/40) - (1/40 - 1/20 · 1/2) over 1 + 3/40.
    rate = np.sqrt((1 - 3 / 160) / (1 + 3 / 40))
    np.testing.assert_allclose(step, [-rate], rtol=1e-13)
    np.testing.assert_allclose(after.E[7], [0.925], rtol=1e-13)


@pytest.mark.parametrize("D", [1, 2, 3, 5])
def test_it_reaches_the_minimum_of_noisy_bowls(D: int) -> None:
    field = bowls(D, seed=D)
    rng = np.random.default_rng(80 + D)

    path = adasecant(
        lambda x: field.gradient(x) + field.sigma * rng.normal(size=(60, D)),
        field.start,
        3000,
    )

    assert np.isfinite(path).all()
    assert field.distance(path).max() < 20
    got, want = field.distance(path[-1]), 0.05 + field.noise() / 4
    assert (got <= want).all()
    assert np.median(got / want) < 0.2


def test_a_single_bowl_is_a_row_of_many() -> None:
    field = bowls(3, seed=0)

    together = adasecant(field.gradient, field.start, 40)

    H, minimum = field.H[1], field.minimum[1]
    alone = adasecant(lambda x: H @ (x - minimum), field.start[1], 40)
    np.testing.assert_allclose(together[:, 1], alone, rtol=1e-9, atol=1e-9)


def test_without_noise_it_arrives_where_the_equations_say() -> None:
    A, b = np.array([[4.0, 1.0], [1.0, 2.0]]), np.array([3.0, -5.0])

    path = adasecant(lambda x: A @ x - b, [9, 9], 1500)

    np.testing.assert_allclose(path[-1], np.linalg.solve(A, b), atol=0.02)


@settings(max_examples=20, deadline=None)
@given(scale=st.floats(1e-200, 1e200), seed=st.integers(0, 999))
def test_the_path_ignores_the_scale_of_the_objective(scale: float, seed: int) -> None:
    gradients = np.random.default_rng(seed).normal(size=(5, 3))

    def path(factor: float) -> Array:
        stream = iter(factor * gradients)
        return adasecant(lambda _: next(stream), np.zeros(3), 5)

    np.testing.assert_allclose(path(scale), path(1.0), rtol=1e-6, atol=1e-9)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), D=st.integers(1, 4))
def test_no_step_is_longer_than_one_in_any_coordinate(seed: int, D: int) -> None:
    stream = iter(np.random.default_rng(seed).standard_cauchy(size=(30, D)))

    path = adasecant(lambda _: next(stream), np.zeros(D), 30)

    assert np.abs(np.diff(path, axis=0)).max() <= 1 + 1e-9


def test_a_constant_gradient_is_followed_by_steps_of_length_one() -> None:
    path = adasecant(lambda _: [3.0, -4.0], [0, 0], 300)

    t = np.arange(300)[:, None]
    np.testing.assert_allclose(
        path[1:], np.array([-1.0, 1.0]) + t * [-0.6, 0.8], rtol=1e-9, atol=1e-9
    )


def test_a_bowl_beside_a_slope_stays_finite() -> None:
    path = adasecant(lambda x: np.array([1.0, 5 * x[1]]), [0, 4], 800)

    assert np.isfinite(path).all()
    assert (np.diff(path[-100:, 0]) < 0).all()
    assert abs(path[-1, 1]) < 0.5


def test_zero_gradients_leave_the_point_where_it_is() -> None:
    path = adasecant(lambda x: [2 * x[0], 0.0], [3, 7], 50)

    assert (path[:, 1] == 7).all()
    assert adasecant(lambda _: [0, 0], [1, 2], 5).tolist() == [[1, 2]] * 6
    assert adasecant(lambda _: 0, 4, 5).tolist() == [4] * 6


def test_a_number_goes_by_the_sign_of_its_gradient() -> None:
    # At 0.5 the sign turns: a = -2 and b = 1 - E[g] = 0, so nothing is corrected.
    path = adasecant(lambda x: 6 * x, x0=2.5, steps=3)

    assert path.tolist() == [2.5, 1.5, 0.5, -0.5]
    assert path.shape == (4,)
    assert (adasecant(lambda x: 6 * x, x0=-2.5, steps=3) == -path).all()


def test_a_gradient_that_is_not_finite_gives_nan_in_silence() -> None:
    first = adasecant(lambda _: [np.nan, 1.0], [1, 2], 2)
    gradients = iter([[1.0, 1.0], [np.inf, np.inf]])
    second = adasecant(lambda _: next(gradients), [1, 2], 2)

    assert np.isnan(first[-1]).all()
    assert np.isnan(second[-1]).all()


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([4, 6])

    got = adasecant(lambda _: [3, -4], start, 2)

    np.testing.assert_allclose(got, [[4.0, 6.0], [3.0, 7.0], [2.4, 7.8]], rtol=1e-14)
    assert start.tolist() == [4, 6]
    assert adasecant(np.sinh, [4, 6], 0).tolist() == [[4, 6]]


@pytest.mark.parametrize("steps", [-1, 2.5])
def test_impossible_numbers_are_refused_by_name_and_value(steps: float) -> None:
    message = f"steps must be a whole number >= 0; got {steps!r}."

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        adasecant(lambda x: x, 1.0, steps)  # type: ignore[arg-type]  # wrong on purpose


def test_rule_and_state_are_values_that_cannot_be_changed() -> None:
    rule, state = AdaSecant(), AdaSecant().init(np.ones(2))

    assert rule == AdaSecant()
    assert hash(rule) == hash(AdaSecant())
    assert state.t == 0
    assert not hasattr(rule, "__dict__")
    assert not hasattr(state, "__dict__")
    with pytest.raises(FrozenInstanceError):
        state.t = 3  # type: ignore[misc]  # wrong on purpose
