import ast
import math
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import datasets
from grader.datasets import Classification, Regression

Make = Callable[[int], Classification | Regression]

FROM_A_SEED: dict[str, Make] = {
    "two moons": lambda seed: datasets.two_moons(31, 0.2, seed),
    "two moons without noise": lambda seed: datasets.two_moons(31, 0.0, seed),
    "spirals": lambda seed: datasets.spirals(10, 3, 0.1, seed),
    "spirals without noise": lambda seed: datasets.spirals(10, 3, 0.0, seed),
    "blobs": lambda seed: datasets.blobs(31, 3, 0.5, seed, 4),
    "blobs at": lambda seed: datasets.blobs_at([[0.0], [9.0]], 31, 0.5, seed),
    "scaled regression": lambda seed: datasets.scaled_regression(31, seed, noise=0.1),
}
each_family = pytest.mark.parametrize("make", FROM_A_SEED.values(), ids=FROM_A_SEED)


def test_the_public_names_are_these() -> None:
    assert datasets.__all__ == [
        "Classification",
        "Regression",
        "blobs",
        "blobs_at",
        "scaled_regression",
        "spirals",
        "two_moons",
    ]
    assert all(hasattr(datasets, name) for name in datasets.__all__)


def test_the_package_imports_only_the_standard_library_numpy_and_itself() -> None:
    folder = Path(datasets.__file__).parent
    imported = set()
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or ".")

    foreign = {
        name
        for name in imported
        if name.split(".")[0] not in {*sys.stdlib_module_names, "numpy"}
        and not name.startswith("grader.datasets")
    }
    assert foreign == set()


@each_family
def test_the_same_seed_gives_the_same_numbers_and_another_one_others(
    make: Make,
) -> None:
    first, again, other = make(5), make(5), make(6)

    assert np.array_equal(first.X, again.X)
    assert np.array_equal(first.y, again.y)
    assert not np.array_equal(first.X, other.X)


@each_family
def test_arrays_are_float64_in_rows_and_read_only(make: Make) -> None:
    data = make(0)

    assert data.X.dtype == np.float64
    assert data.X.ndim == 2
    assert data.y.shape == (len(data.X),)
    assert data.y.dtype == (np.float64 if isinstance(data, Regression) else np.int64)
    assert not data.X.flags.writeable
    assert not data.y.flags.writeable
    if isinstance(data, Regression):
        assert not data.weights.flags.writeable


@each_family
def test_a_data_set_cannot_be_changed_and_equals_only_itself(make: Make) -> None:
    data = make(0)

    with pytest.raises(FrozenInstanceError):
        data.name = "mine"  # type: ignore[misc]  # wrong on purpose
    assert data == data  # noqa: PLR0124  # arrays inside must not be compared
    assert data != make(0)


@each_family
def test_labels_run_from_0_and_classes_are_balanced_and_in_random_order(
    make: Make,
) -> None:
    data = make(0)
    if isinstance(data, Classification):
        counts = np.bincount(data.y)

        assert len(counts) == data.classes
        assert max(counts) - min(counts) <= 1
        assert np.all(np.diff(counts) <= 0)  # the first classes get the rest
        in_turn = np.arange(len(data.y)) % data.classes
        assert not np.array_equal(data.y, in_turn)
        assert not np.array_equal(data.y, np.sort(data.y))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (datasets.two_moons(), datasets.two_moons(200, 0.1, 0)),
        (datasets.spirals(), datasets.spirals(100, 3, 0.02, 0, 0.75)),
        (datasets.blobs(), datasets.blobs(300, 3, 1.0, 0, 2, 6.0)),
        (datasets.blobs_at([[1], [4]]), datasets.blobs_at([[1], [4]], 300, 1.0, 0)),
        (
            datasets.scaled_regression(),
            datasets.scaled_regression(100, 0, (100.0, 0.003), 0.0),
        ),
    ],
)
def test_by_default_they_are_these(
    short: Classification | Regression, long: Classification | Regression
) -> None:
    assert np.array_equal(short.X, long.X)
    assert np.array_equal(short.y, long.y)


@pytest.mark.parametrize(
    ("data", "name", "description", "printed"),
    [
        (
            datasets.two_moons(20, 0.1),
            "two moons",
            "20 points on two half circles that reach into each other, noise 0.1.",
            "<two moons: X (20, 2), 2 classes>",
        ),
        (
            datasets.spirals(10, 3, 0.5),
            "spirals",
            "3 spirals of 10 points and 0.75 turns each, noise 0.5.",
            "<spirals: X (30, 2), 3 classes>",
        ),
        (
            datasets.blobs(40, 4, 0.5, dimension=5),
            "blobs",
            "40 points in 4 Gaussian clouds of spread 0.5 in 5 dimensions.",
            "<blobs: X (40, 5), 4 classes>",
        ),
        (
            datasets.scaled_regression(9),
            "scaled regression",
            (
                "9 points on a plane over two features of the sizes 100 and 0.003, "
                "noise 0."
            ),
            "<scaled regression: X (9, 2)>",
        ),
    ],
)
def test_a_data_set_says_what_it_is(
    data: Classification | Regression, name: str, description: str, printed: str
) -> None:
    assert data.name == name
    assert data.description == description
    assert repr(data) == printed


@given(n=st.integers(2, 60), seed=st.integers(0, 2**32 - 1))
def test_moons_without_noise_lie_evenly_on_their_half_circles(
    n: int, seed: int
) -> None:
    moons = datasets.two_moons(n, noise=0.0, seed=seed)
    upper = moons.X[moons.y == 0]
    lower = moons.X[moons.y == 1] - [1.0, 0.5]

    assert len(upper) == -(-n // 2)
    assert np.all(upper[:, 1] >= -1e-15)
    assert np.all(lower[:, 1] <= 1e-15)
    for moon in (upper, lower):
        np.testing.assert_allclose(np.hypot(*moon.T), 1, rtol=1e-15)
        turn = np.sort(np.arccos(np.clip(moon[:, 0], -1, 1)))
        # arccos turns rounding e near ±1 into √(2e).
        if len(turn) > 1:
            np.testing.assert_allclose(
                turn, np.linspace(0, math.pi, len(turn)), atol=3e-8
            )


def test_the_smallest_moons_are_two_tips() -> None:
    moons = datasets.two_moons(2, noise=0.0)

    assert sorted(map(tuple, moons.X.tolist())) == [(0.0, 0.5), (1.0, 0.0)]


@given(
    n_per_class=st.integers(1, 20),
    classes=st.integers(1, 5),
    turns=st.floats(0, 2),
    seed=st.integers(0, 2**32 - 1),
)
def test_spirals_without_noise_lie_on_their_curves(
    n_per_class: int, classes: int, turns: float, seed: int
) -> None:
    data = datasets.spirals(n_per_class, classes, 0.0, seed, turns)

    for k in range(classes):
        # As complex numbers: turned back by its angle, each point is its radius.
        points = data.X[data.y == k] @ np.array([1, 1j])
        radius = np.sort(abs(points))
        want = np.arange(1, n_per_class + 1) / n_per_class
        np.testing.assert_allclose(radius, want, rtol=1e-14)
        back = np.exp(-2j * math.pi * (turns * abs(points) + k / classes))
        np.testing.assert_allclose(points * back, abs(points), atol=1e-13)


def test_a_spiral_by_hand() -> None:
    # Half a turn each: halfway at a quarter turn, and the second one opposite.
    data = datasets.spirals(2, 2, noise=0.0, turns=0.5)

    got = {(int(k), *x) for k, x in zip(data.y, data.X.round(12).tolist(), strict=True)}
    assert got == {(0, 0, 0.5), (0, -1, 0), (1, 0, -0.5), (1, 1, 0)}


@pytest.mark.parametrize(
    "make",
    [
        lambda noise: datasets.two_moons(4000, noise, 11).X,
        lambda noise: datasets.spirals(2000, 2, noise, 11).X,
        lambda noise: datasets.blobs(4000, 2, noise, 11).X,
        lambda noise: datasets.scaled_regression(8003, 11, noise=noise).y[3:],
    ],
)
def test_noise_has_the_standard_deviation_it_was_asked_for(make: Any) -> None:
    still, noisy, twice = make(0.0), make(0.3), make(0.6)
    errors = np.ravel(noisy - still)

    np.testing.assert_allclose(twice - still, 2 * (noisy - still), atol=1e-12)
    # 8000 normal numbers: the mean scatters by 0.3/√8000, the standard deviation by
    # 0.3/√16000. Beyond six of these lie 2e-9 of all seeds.
    assert len(errors) == 8000
    assert abs(np.mean(errors)) <= 6 * 0.3 / math.sqrt(8000)
    assert abs(np.std(errors) - 0.3) <= 6 * 0.3 / math.sqrt(16000)
    # Independent: neighbours correlate by 1/√8000 at random.
    neighbours = np.mean(errors[::2] * errors[1::2]) / 0.09
    assert abs(neighbours) <= 6 / math.sqrt(4000)


@pytest.mark.parametrize("seed", range(5))
def test_class_means_of_blobs_are_their_centres_within_the_standard_error(
    seed: int,
) -> None:
    centres = np.array([[0.0, 5.0, -3.0], [2.0, 2.0, 2.0], [-4.0, 0.0, 9.0]])
    data = datasets.blobs_at(centres, 1000, 0.7, seed)

    for k, centre in enumerate(centres):
        cloud = data.X[data.y == k]
        # Six standard errors in 9 coordinates and 5 seeds: a false alarm in 1e7.
        allowed = 6 * 0.7 / math.sqrt(len(cloud))
        assert np.all(abs(cloud.mean(axis=0) - centre) <= allowed)
        spread = cloud.std(axis=0)
        assert np.all(abs(spread - 0.7) <= allowed / math.sqrt(2))


@pytest.mark.parametrize(("classes", "dimension"), [(2, 2), (3, 2), (5, 4)])
def test_blobs_centres_stand_evenly_on_a_circle(classes: int, dimension: int) -> None:
    data = datasets.blobs(2 * classes, classes, 0.0, 0, dimension, distance=1.5)
    centres = np.array([data.X[data.y == k][0] for k in range(classes)])

    steps = np.linalg.norm(np.roll(centres, -1, axis=0) - centres, axis=1)
    np.testing.assert_allclose(steps, 1.5, rtol=1e-14)
    np.testing.assert_allclose(centres.sum(axis=0), 0, atol=1e-14)
    angle = np.angle(centres[:, :2] @ np.array([1, 1j]) * np.exp(1e-9j)) % (2 * math.pi)
    np.testing.assert_allclose(
        angle, 2 * math.pi * np.arange(classes) / classes, atol=2e-9
    )
    assert np.all(centres[:, 2:] == 0)


def test_blobs_apart_are_separated_by_their_nearest_centre() -> None:
    # Six spreads apart: across a border lies 0.13 % on either side of a centre.
    data = datasets.blobs()
    centres = np.array([data.X[data.y == k].mean(axis=0) for k in range(3)])

    nearest = np.argmin(np.linalg.norm(data.X[:, None] - centres, axis=2), axis=1)

    assert np.mean(nearest == data.y) > 0.98


def test_the_first_rows_of_the_regression_are_the_slide_s() -> None:
    data = datasets.scaled_regression(noise=0.5)

    assert data.X[:3].tolist() == [
        [114.8, 0.00323],
        [338.1, 0.00183],
        [98.8, 0.00279],
    ]
    assert data.y[:3].tolist() == [5.1, 3.2, 4.1]


def test_the_true_plane_goes_through_the_slide_s_rows_in_exact_fractions() -> None:
    data = datasets.scaled_regression()
    w1, w2 = Fraction(141, 30163), Fraction(63425000, 30163)
    b = Fraction(-268873, 120652)

    assert w1 * Fraction("114.8") + w2 * Fraction("0.00323") + b == Fraction("5.1")
    assert w1 * Fraction("338.1") + w2 * Fraction("0.00183") + b == Fraction("3.2")
    assert w1 * Fraction("98.8") + w2 * Fraction("0.00279") + b == Fraction("4.1")
    assert data.weights.tolist() == [float(w1), float(w2)]
    assert data.bias == float(b)


@pytest.mark.parametrize("n", [3, 4, 50])
@pytest.mark.parametrize("scales", [(100.0, 0.003), (1.0, 1.0), (2.0, 7e4)])
def test_without_noise_least_squares_recovers_the_true_weights(
    n: int, scales: tuple[float, float]
) -> None:
    data = datasets.scaled_regression(n, seed=4, scales=scales)

    # Columns of one size, so that only rounding is left to compare.
    design = np.column_stack([data.X / scales, np.ones(n)])
    solution, _, rank, _ = np.linalg.lstsq(design, data.y, rcond=None)

    assert rank == 3
    np.testing.assert_allclose(
        solution, [*(data.weights * scales), data.bias], rtol=1e-12
    )
    np.testing.assert_allclose(data.X @ data.weights + data.bias, data.y, rtol=1e-13)


def test_other_scales_are_other_units_for_the_same_data() -> None:
    slide = datasets.scaled_regression(40, seed=2, noise=0.1)
    other = datasets.scaled_regression(40, seed=2, scales=(1.0, 0.3), noise=0.1)

    np.testing.assert_allclose(other.X, slide.X * [0.01, 100], rtol=1e-15)
    np.testing.assert_allclose(other.weights, slide.weights * [100, 0.01], rtol=1e-15)
    assert np.array_equal(other.y, slide.y)
    assert other.bias == slide.bias


def test_further_features_fill_the_stated_ranges() -> None:
    X = datasets.scaled_regression(1003).X[3:]

    low, high = X.min(axis=0), X.max(axis=0)

    # That 1000 uniform numbers all miss the last 2 % at an end: 2e-9.
    assert np.all(low >= [50, 0.0015])
    assert np.all(low <= [50 + 6, 0.0015 + 0.00006])
    assert np.all(high <= [350, 0.0045])
    assert np.all(high >= [350 - 6, 0.0045 - 0.00006])
