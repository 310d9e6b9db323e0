from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.gradients import Severity, Verdict, check_gradient, estimate_gradient

X = np.array([0.5, -1.25, 2.0])


def cubes(x: Any) -> Any:
    return np.sum(x**3)


def cubes_gradient(x: Any) -> Any:
    return 3 * x**2


def test_by_hand_two_cubed_has_slope_twelve() -> None:
    check = check_gradient(lambda x: x**3, lambda x: 3 * x**2, 2.0)

    assert check.verdict is Verdict.PASS
    entry = check["x"].entries[0]
    assert entry.index == ()
    assert abs(entry.numeric - 12.0) <= entry.uncertainty < 1e-8


@pytest.mark.parametrize("factor", [-1, 0, 0.5, 2, 1 / 7, 1.01, 1 + 1e-5])
def test_a_wrong_factor_fails_whatever_it_is(factor: float) -> None:
    check = check_gradient(cubes, lambda x: factor * 3 * x**2, X)

    assert check.verdict is Verdict.FAIL
    assert len(check["x"].failing) == 3


@pytest.mark.parametrize(
    ("error", "severity"),
    [
        (5e-7, Severity.NEGLIGIBLE),
        (5e-5, Severity.SLIGHT),
        (5e-3, Severity.MINOR),
        (0.5, Severity.WRONG),
    ],
)
def test_the_severity_says_how_wrong(error: float, severity: Severity) -> None:
    check = check_gradient(cubes, lambda x: 3 * x**2 * (1 + error), X)

    assert (check.verdict, check.severity) == (Verdict.FAIL, severity)


@settings(max_examples=40)
@given(
    seed=st.integers(0, 2**32 - 1),
    scale=st.floats(-8, 8),
    loss_scale=st.floats(-8, 8),
)
def test_a_right_gradient_never_fails_whatever_the_scales(
    seed: int, scale: float, loss_scale: float
) -> None:
    size, factor = 10**scale, 10**loss_scale
    x = size * np.random.default_rng(seed).normal(size=4)

    check = check_gradient(
        lambda w: factor * np.sin(w / size).sum(),
        lambda w: factor * np.cos(w / size) / size,
        x,
    )

    assert check.verdict is not Verdict.FAIL


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1), at=st.integers(0, 3))
def test_one_wrong_entry_is_the_one_that_is_named(seed: int, at: int) -> None:
    x = np.random.default_rng(seed).uniform(0.5, 2, size=4)

    def gradient(w: Any) -> Any:
        g = cubes_gradient(w)
        g[at] *= 1.001
        return g

    check = check_gradient(cubes, gradient, x)

    assert [e.index for e in check["x"].failing] == [(at,)]


def test_uncertainties_are_honest() -> None:
    x = np.random.default_rng(0).normal(size=40)

    estimate = estimate_gradient(lambda w: np.exp(w).sum() + 1e3, x)

    assert np.all(np.abs(estimate.values - np.exp(x)) <= estimate.uncertainties)
    assert np.all(estimate.uncertainties < 1e-7 * np.exp(x) + 1e-9)


def test_an_integer_point_is_not_cut_to_integers() -> None:
    check = check_gradient(cubes, cubes_gradient, np.array([1, 2, 3]))

    assert check.verdict is Verdict.PASS


@pytest.mark.parametrize(
    "point",
    [1.5, np.array(1.5), {"W": np.ones((2, 2)), "b": X}, [X, np.ones((2, 1))]],
    ids=["number", "0-d", "dict", "list"],
)
def test_every_structure_comes_back_as_it_is(point: Any) -> None:
    def each(x: Any, change: Callable[[Any], Any]) -> Any:
        if isinstance(x, dict):
            return {key: change(value) for key, value in x.items()}
        return [change(v) for v in x] if isinstance(x, list) else change(x)

    def loss(x: Any) -> Any:
        values = x.values() if isinstance(x, dict) else x
        return sum(map(cubes, values)) if isinstance(x, dict | list) else cubes(x)

    right = check_gradient(loss, lambda x: each(x, cubes_gradient), point)
    wrong = check_gradient(loss, lambda x: each(x, lambda v: 2 * v**2), point)

    assert right.verdict is Verdict.PASS
    assert wrong.verdict is Verdict.FAIL


def test_batches_give_what_single_calls_give_in_few_calls() -> None:
    sizes: list[int] = []

    def many(points: Sequence[Any]) -> list[float]:
        sizes.append(len(points))
        return [float(cubes(p)) for p in points]

    x = np.random.default_rng(5).normal(size=30)
    alone = check_gradient(cubes, cubes_gradient, x)
    together = check_gradient(None, cubes_gradient, x, many=many)

    assert together == alone
    assert sum(sizes) == alone.evaluations
    assert len(sizes) < 25


def test_a_batch_of_the_wrong_length_is_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="one loss for each"):
        check_gradient(None, cubes_gradient, X, many=lambda _: [1.0])


def test_single_precision_gets_its_own_tolerance() -> None:
    x = X.astype(np.float32)

    def right(w: Any) -> Any:
        return 2 * w

    check = check_gradient(lambda w: np.sum(w**2), right, x)
    wrong = check_gradient(lambda w: np.sum(w**2), lambda w: 2.02 * w, x)

    assert check.verdict is Verdict.PASS
    assert wrong.verdict is Verdict.FAIL


def test_a_hidden_cast_to_single_precision_is_seen_in_the_values() -> None:
    def loss(w: Any) -> float:
        return float(np.float32(np.sum(np.sin(w))))

    check = check_gradient(loss, lambda w: np.cos(w).astype(np.float32) + 0.0, X)

    assert check.verdict is not Verdict.FAIL
    assert check.noise_floor > 1e-8


@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.3, 1.0])
def test_at_a_kink_every_slope_between_the_sides_passes(slope: float) -> None:
    check = check_gradient(
        lambda w: np.abs(w).sum(),
        lambda w: np.where(w == 0, slope, np.sign(w)),
        np.array([0.0, 1.0]),
    )

    assert check.verdict in {Verdict.PASS, Verdict.KINK}


@pytest.mark.parametrize("slope", [-1.5, 1.2, 2.0])
def test_at_a_kink_a_slope_outside_fails_and_shows_the_sides(slope: float) -> None:
    check = check_gradient(
        lambda w: np.abs(w).sum(),
        lambda w: np.where(w == 0, slope, np.sign(w)),
        np.array([0.0, 1.0]),
    )

    assert check.verdict is Verdict.FAIL
    assert check["x"].failing[0].sides == pytest.approx((-1, 1), abs=5e-3)


@pytest.mark.parametrize("distance", [1e-2, 1e-4, 1e-6, 1e-8, -1e-3, -1e-9])
def test_near_a_kink_only_the_slope_of_this_side_passes(distance: float) -> None:
    def loss(w: Any) -> Any:
        return (w + np.maximum(w - 1, 0)).sum()

    point = np.array([1 + distance])
    right = check_gradient(loss, lambda w: (w > 1) + 1.0, point)
    wrong = check_gradient(loss, lambda w: (w <= 1) + 1.0, point)

    assert right.verdict is Verdict.PASS
    assert wrong.verdict is Verdict.FAIL


@pytest.mark.parametrize("constant", [1e3, 1e6, 1e9])
def test_a_large_constant_hides_small_errors_but_blames_nobody(constant: float) -> None:
    right = check_gradient(lambda w: constant + np.sin(w).sum(), np.cos, X)
    wrong = check_gradient(
        lambda w: constant + np.sin(w).sum(), lambda w: 2 * np.cos(w), X
    )

    assert right.verdict is not Verdict.FAIL
    assert wrong.verdict is Verdict.FAIL


def test_a_saturated_loss_that_moves_in_steps_is_not_taken_for_exact() -> None:
    # log(1 + 5e-13) moves in steps of 2e-16, though floats near 5e-13 lie far closer.
    def loss(w: Any) -> Any:
        return np.log(np.exp(w - w.max()).sum()) + w.max() - w[0]

    def gradient(w: Any) -> Any:
        p = np.exp(w - w.max()) / np.exp(w - w.max()).sum()
        p[0] = -p[1:].sum()
        return p

    check = check_gradient(loss, gradient, np.array([28.0, 0.3, -0.4, 1.0]))

    assert check.verdict is not Verdict.FAIL


def test_a_zero_gradient_at_a_minimum_passes() -> None:
    assert check_gradient(lambda w: w @ w, lambda w: 2 * w, np.zeros(3)).verdict.accepts


def test_no_reaction_at_all_is_no_proof() -> None:
    check = check_gradient(lambda _: 1.0, np.zeros_like, X)

    assert check.verdict is Verdict.INCONCLUSIVE
    assert "The loss does not react to its parameters." in check.notes


def test_points_where_the_loss_raises_or_has_no_value_are_left_out() -> None:
    def loss(w: Any) -> Any:
        if np.any(w > 1.001) or np.any(w < 0):
            raise ArithmeticError
        return np.sqrt(w).sum()

    check = check_gradient(loss, lambda w: 0.5 / np.sqrt(w), np.array([1.0, 1e-7]))

    assert check.verdict is Verdict.PASS


def test_among_100_000_parameters_the_wrong_one_is_named_in_1500_evaluations() -> None:
    rng = np.random.default_rng(0)
    x, a = rng.normal(size=100_000), rng.normal(size=100_000)

    def loss(w: Any) -> Any:
        return np.logaddexp(0, w * a).mean()

    def gradient(w: Any) -> Any:
        return a / (1 + np.exp(-w * a)) / w.size

    median = int(np.argsort(np.abs(gradient(x)))[50_000])

    def wrong(w: Any) -> Any:
        g = gradient(w)
        g[median] *= 1.001
        return g

    right, found = (check_gradient(loss, g, x) for g in (gradient, wrong))

    assert right.verdict is Verdict.PASS
    assert found.verdict is Verdict.FAIL
    assert [e.index for e in found["x"].failing] == [(median,)]
    assert max(right.evaluations, found.evaluations) <= 1500


def test_large_blocks_at_kinks_are_not_blamed_for_slopes_that_do_not_add_up() -> None:
    # relu(a) - relu(b) at 0: along (1, -1) the slope is 1, and both gradients are 0.
    signs = np.where(np.arange(300) % 2, 1.0, -1.0)

    check = check_gradient(
        lambda w: signs @ np.maximum(w, 0) + w[0] ** 2,
        lambda w: signs * (w > 0) + 2 * w * (np.arange(300) == 0),
        np.zeros(300),
    )

    assert check.verdict is not Verdict.FAIL
