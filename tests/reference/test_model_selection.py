import math
import statistics
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.model_selection import (
    bias_variance,
    grid_search,
    random_search,
    split,
)

NAN = math.nan


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def given_errors(*errors: ArrayLike) -> Any:
    """Return an evaluate that gives these errors, call by call."""
    stream = iter(errors)
    return lambda _: next(stream)


def test_the_whole_grid_is_tried_and_the_last_name_runs_fastest() -> None:
    tried: list[dict[str, Any]] = []

    def evaluate(configuration: dict[str, Any]) -> float:
        tried.append(configuration)
        return float(10 * configuration["lr"] + configuration["units"])

    got = grid_search(evaluate, {"lr": [0.3, 0.1], "units": [5, 4, 6]})

    assert got == ({"lr": 0.1, "units": 4}, 5.0)
    assert [(each["lr"], each["units"]) for each in tried] == [
        (0.3, 5), (0.3, 4), (0.3, 6), (0.1, 5), (0.1, 4), (0.1, 6),
    ]  # fmt: skip
    assert [list(each) for each in tried] == [["lr", "units"]] * 6


def test_the_order_is_that_of_the_grids_names_as_they_stand() -> None:
    tried: list[tuple[int, ...]] = []

    def evaluate(configuration: dict[str, Any]) -> float:
        tried.append(tuple(configuration.values()))
        return 0

    grid_search(evaluate, {"b": [1, 2], "a": [4, 3], "c": [5, 6]})

    assert tried == list(product([1, 2], [4, 3], [5, 6]))


@given(
    errors=st.lists(st.integers(-2, 2), min_size=12, max_size=12),
    shape=st.permutations([1, 2, 3, 2]),
)
def test_the_first_of_the_smallest_errors_wins(
    errors: list[int], shape: list[int]
) -> None:
    table = np.array(errors).reshape(shape)
    grid = {name: list(range(size)) for name, size in zip("abcd", shape, strict=True)}

    got, error = grid_search(lambda each: table[tuple(each.values())], grid)

    # numpy's argmin knows ties and order too: the first one, the last axis fastest.
    want = np.unravel_index(np.argmin(table), table.shape)
    assert got == dict(zip("abcd", want, strict=True))
    assert error == min(errors)


@pytest.mark.parametrize(
    ("errors", "want"),
    [
        ((NAN, 3, NAN, 2), ("d", 2.0)),
        ((NAN, 3, NAN, 4), ("b", 3.0)),
        ((2, NAN, 2, 3), ("a", 2.0)),
        ((NAN, math.inf, NAN, NAN), ("b", math.inf)),
        ((1, -math.inf, 0, NAN), ("b", -math.inf)),
    ],
)
def test_an_error_of_nan_never_wins(
    errors: tuple[float, ...], want: tuple[str, float]
) -> None:
    got, error = grid_search(given_errors(*errors), {"letter": "abcd"})

    assert (got["letter"], error) == want


def test_an_empty_grid_has_one_configuration() -> None:
    got = grid_search(lambda each: 7 + len(each), {})

    assert got == ({}, 7.0)


def test_the_error_is_a_python_float() -> None:
    ones: list[ArrayLike] = [1, np.float32(1), np.array([1])]

    for one in ones:
        _, error = grid_search(given_errors(one), {"a": [0]})

        assert type(error) is float
        assert error == 1


def test_evaluate_may_take_its_configuration_apart() -> None:
    grid: dict[str, Any] = {"a": [1, 2], "b": np.array([3, 4])}

    got, _ = grid_search(lambda each: -each.pop("a") * each.pop("b"), grid)

    assert got == {"a": 2, "b": 4}
    assert list(grid["a"]) == [1, 2]


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        ({"lr": []}, r"grid\['lr'\] must hold at least one value; got none\."),
        (
            {"a": [1], "b": ()},
            r"grid\['b'\] must hold at least one value; got none\.",
        ),
    ],
)
def test_a_name_without_values_is_refused(
    grid: dict[str, Sequence[Any]], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        grid_search(lambda _: 0, grid)


def test_where_every_error_is_nan_there_is_no_best() -> None:
    message = r"^evaluate must give a number at least once; got nan only\.$"

    with pytest.raises(ValueError, match=message):
        grid_search(lambda _: NAN, {"a": [1, 2]})
    with pytest.raises(ValueError, match=message):
        random_search(lambda _: NAN, lambda seed: {"seed": seed}, 2, rng())


def test_random_search_hands_out_seeds_from_the_generator_in_order() -> None:
    seeds: list[int] = []
    evaluated: list[int] = []
    used, fresh = rng(3), rng(3)

    def sample(seed: int) -> dict[str, Any]:
        seeds.append(seed)
        return {"seed": seed}

    def evaluate(configuration: dict[str, Any]) -> float:
        evaluated.append(configuration["seed"])
        return float(abs(configuration["seed"] - 2**30))

    got, error = random_search(evaluate, sample, 8, used)

    want = [int(fresh.integers(2**31)) for _ in range(8)]
    assert seeds == evaluated == want
    assert {type(seed) for seed in seeds} == {int}
    best = min(want, key=lambda seed: abs(seed - 2**30))
    assert (got, error) == ({"seed": best}, abs(best - 2**30))
    assert used.random() == fresh.random()


@given(errors=st.lists(st.integers(0, 3) | st.just(NAN), min_size=1, max_size=9))
def test_random_search_gives_ties_to_the_earlier_draw(errors: list[float]) -> None:
    draws: Iterator[int] = iter(range(len(errors)))
    if all(math.isnan(error) for error in errors):
        errors[-1] = 5

    got, error = random_search(
        lambda each: errors[each["draw"]],
        lambda _: {"draw": next(draws)},
        len(errors),
        rng(),
    )

    # Of pairs (error, draw) the smallest has the earlier draw; the nan are left out.
    numbers = [(e, draw) for draw, e in enumerate(errors) if not math.isnan(e)]
    assert (error, got["draw"]) == min(numbers)


def test_a_sampler_may_fill_the_same_dict_again_and_again() -> None:
    shared: dict[str, Any] = {}
    values = iter([3, 1, 2])

    def sample(_: int) -> dict[str, Any]:
        shared["lr"] = next(values)
        return shared

    got = random_search(lambda each: each.pop("lr"), sample, np.int64(3), rng())

    assert got == ({"lr": 1}, 1.0)


@pytest.mark.parametrize("n", [0, -1, 1.5])
def test_random_search_needs_a_draw(n: int) -> None:
    message = rf"n must be a whole number >= 1; got {n}\."

    with pytest.raises(ValueError, match=f"^{message}$"):
        random_search(lambda _: 0, lambda seed: {"seed": seed}, n, rng())


def test_parts_are_cut_from_one_permutation() -> None:
    used, fresh = rng(4), rng(4)

    got = split(11, [0.4, 0.3, 0.3], used)

    order = fresh.permutation(11).tolist()
    assert [part.tolist() for part in got] == [order[:4], order[4:7], order[7:]]
    assert used.random() == fresh.random()


@pytest.mark.parametrize(
    ("n", "fractions", "want"),
    [
        (8, [0.6, 0.2, 0.2], [5, 2, 1]),
        (7, [0.2, 0.8], [1, 6]),
        (7, [0.8, 0.2], [6, 1]),
        (10, [0.33, 0.33, 0.34], [3, 3, 4]),
        (10, [0.16, 0.16, 0.68], [2, 2, 6]),
        (100, [0.29, 0.71], [29, 71]),
        (5, [1], [5]),
        (5, [0, 1, 0], [0, 5, 0]),
        (0, [0.7, 0.3], [0, 0]),
        (3, [1 / 3, 1 / 3, 1 / 3], [1, 1, 1]),
        (9, [Fraction(1, 3), Fraction(2, 3)], [3, 6]),
        (9, np.array([0.3, 0.7]), [3, 6]),
    ],
)
def test_the_sizes_are_rounded_and_the_last_part_takes_the_rest(
    n: int, fractions: list[float], want: list[int]
) -> None:
    got = split(n, fractions, rng())

    assert [len(part) for part in got] == want
    assert all(part.dtype.kind == "i" for part in got)


@given(
    n=st.integers(0, 60),
    weights=st.lists(st.integers(0, 20), min_size=1, max_size=5),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_example_is_in_exactly_one_part(
    n: int, weights: list[int], seed: int
) -> None:
    fractions = [weight / sum(weights) for weight in weights] if any(weights) else [1.0]

    got = split(n, fractions, rng(seed))

    assert len(got) == len(fractions)
    assert sorted(np.concatenate(got).tolist()) == list(range(n))
    for i, part in enumerate(got):
        assert not any(np.shares_memory(part, other) for other in got[:i])


def test_another_seed_gives_another_split() -> None:
    assert (
        split(50, [0.5, 0.5], rng(0))[0].tolist()
        != split(50, [0.5, 0.5], rng(1))[0].tolist()
    )


def test_every_example_is_as_likely_in_the_first_part() -> None:
    stream = rng(0)
    counts = np.zeros(10)

    for _ in range(2000):
        counts[split(10, [0.3, 0.7], stream)[0]] += 1

    # Hoeffding, for each of the ten: further than t from 0.3 with probability at most
    # 2 exp(-2 · 2000 t²), 1e-9 together. A right split fails for one seed in 10^9.
    t = math.sqrt(math.log(20 / 1e-9) / (2 * 2000))
    assert np.abs(counts / 2000 - 0.3).max() < t


def test_fractions_need_to_sum_to_one_up_to_1e_9() -> None:
    assert len(split(4, [0.5, 0.5 + 9e-10], rng())) == 2
    assert len(split(4, [0.5, 0.5 - 9e-10], rng())) == 2


@pytest.mark.parametrize(
    ("n", "fractions", "message"),
    [
        (4, [0.5, 0.4], r"fractions must sum to 1; got \[0\.5, 0\.4\], sum 0\.9\."),
        (4, [0.5, 0.5 + 2e-9], r"fractions must sum to 1; got .*, sum 1\.000000002\."),
        (4, [0.5, 0.5 - 2e-9], r"fractions must sum to 1; got .*, sum 0\.999999998\."),
        (4, [], r"fractions must sum to 1; got \[\], sum 0\."),
        (4, [1.5, -0.5], r"fractions\[1\] must be a finite number >= 0; got -0\.5\."),
        (4, [NAN, 1], r"fractions\[0\] must be a finite number >= 0; got nan\."),
        (-1, [1], r"n must be a whole number >= 0; got -1\."),
        (1.5, [1], r"n must be a whole number >= 0; got 1\.5\."),
    ],
)
def test_fractions_of_no_whole_are_refused(
    n: int, fractions: list[float], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        split(n, fractions, rng())


def test_bias_and_variance_by_hand_in_exact_fractions() -> None:
    # Point 1: mean 2, truth 3: bias² 1, variance (1 + 1 + 0)/3. Point 2: mean 5, truth
    # 1: bias² 16, variance (16 + 1 + 9)/3.
    got = bias_variance([[1, 1], [3, 6], [2, 8]], [3, 1])

    assert got[0] == float(Fraction(17, 2))
    assert got[1] == pytest.approx(float(Fraction(28, 6)), rel=1e-15)
    assert got[2] == pytest.approx(float(Fraction(17, 2) + Fraction(28, 6)), rel=1e-15)
    assert [type(part) for part in got] == [float, float, float]


@settings(max_examples=25, deadline=None)
@given(
    predictions=st.integers(1, 6).flatmap(
        lambda points: st.lists(
            st.lists(st.integers(-50, 50), min_size=points, max_size=points),
            min_size=1,
            max_size=6,
        )
    ),
    offset=st.integers(-5, 5),
)
def test_bias_and_variance_add_up_to_the_mean_squared_error(
    predictions: list[list[int]], offset: int
) -> None:
    truth = [offset + p for p in range(len(predictions[0]))]
    errors = [
        (value - truth[p]) ** 2 for row in predictions for p, value in enumerate(row)
    ]

    squared_bias, variance, total = bias_variance(predictions, truth)

    assert total == pytest.approx(statistics.fmean(errors), rel=1e-12, abs=1e-12)
    assert total == squared_bias + variance
    want = [statistics.pvariance(column) for column in zip(*predictions, strict=True)]
    assert variance == pytest.approx(statistics.fmean(want), rel=1e-12, abs=1e-12)


def test_as_many_training_sets_as_points_are_not_mixed_up() -> None:
    # Both models agree with each other, and miss the second point by 2.
    assert bias_variance([[1, 5], [1, 5]], [1, 3]) == (2.0, 0.0, 2.0)
    # Each is one off to either side of the truth, at both points.
    assert bias_variance([[0, 4], [2, 6]], [1, 5]) == (0.0, 1.0, 1.0)


def test_one_training_set_has_no_variance() -> None:
    assert bias_variance([[1, 2, 6]], [1, 0, 2]) == (20 / 3, 0.0, 20 / 3)


def test_noise_of_known_variance_is_found_again() -> None:
    noise = rng(5).normal(loc=0.5, scale=2, size=(400, 50))

    squared_bias, variance, _ = bias_variance(noise, np.zeros(50))

    # The mean of 400 is 0.5 ± 0.1, and its square 0.25 + 0.1² ± 2 · 0.5 · 0.1; over 50
    # points that is ± 0.0142. The 20,000 squares of the noise give 4 ± 4 √(2/20000).
    # Six standard errors are allowed.
    assert squared_bias == pytest.approx(0.26, abs=6 * 0.0142)
    assert variance == pytest.approx(4 * 399 / 400, abs=6 * 0.04)


def test_predictions_and_truth_are_not_changed() -> None:
    predictions, truth = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([1.0, 1.0])

    bias_variance(predictions, truth)

    assert predictions.tolist() == [[1.0, 2.0], [3.0, 5.0]]
    assert truth.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    ("predictions", "truth", "message"),
    [
        ([[1, 2]], [1], r"truth must have shape \(2,\); got \(1,\)\."),
        ([[1, 2]], [[1, 2]], r"truth must have shape \(2,\); got \(1, 2\)\."),
        ([[1, 2]], 1, r"truth must have shape \(2,\); got \(\)\."),
        ([1, 2], [1, 2], r"predictions must have shape \(rows, columns\), .*"),
        ([[]], [], r"predictions must have shape \(rows, columns\), .*"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(
    predictions: ArrayLike, truth: ArrayLike, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        bias_variance(predictions, truth)
