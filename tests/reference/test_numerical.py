import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arrays import Array
from reference.numerical import gradient_check, numerical_gradient
from tests.reference.torch_oracle import autograd, landscape

RATIOS = np.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])


def bowl(x: Array) -> float:
    return float((x**2 * np.array([1e8, 1.0, 1e-8])).sum())


SCALES = np.array([1e-8, 1e-4, 1.0, 1e6])


def bump(x: Array) -> float:
    """Return a hill that is as wide in every coordinate as the coordinate is large."""
    return float(np.exp(-((x / SCALES) ** 2).sum()))


SMOOTH: list[tuple[Callable[[Array], ArrayLike], ArrayLike, ArrayLike]] = [
    (lambda x: x**2, 5, 10),
    (lambda x: x**2, -0.25, -0.5),
    (lambda x: 7 * x - 1, 0, 7),
    (np.sin, 1e-12, 1),
    (lambda x: np.sin(x) + 1, 1e-8, 1),
    (lambda x: np.sin(x) - 5, 1, np.cos(1)),
    (lambda x: x**2, -1e20, -2e20),
    (lambda x: np.sin(x) + 1, 0, 1),
    (np.sin, 1e6, np.cos(1e6)),
    (lambda x: np.sin(1e4 * x), 2e-4, 1e4 * np.cos(2)),
    (np.exp, -20, np.exp(-20)),
    (lambda x: 1 / x, 1e-3, -1e6),
    (np.sqrt, 1e-6, 500),
    (np.log, 1e-20, 1e20),
    (lambda x: np.exp(-((1e4 * (x - 1)) ** 2)), 1.0001, -2e4 * np.exp(-1)),
    (lambda v: np.log(v).sum(), [1e-8, 1e-3, 2, 1e8], [1e8, 1e3, 0.5, 1e-8]),
    (bowl, [1e-4, 1, 1e4], [2e4, 2, 2e-4]),
    (bump, SCALES / 2, -bump(SCALES / 2) / SCALES),
    (lambda v: v[0] * v[1] ** 2 * v[2], [1e-5, 3, 1e5], [9e5, 6, 9e-5]),
]


@pytest.mark.parametrize(("f", "x", "want"), SMOOTH)
def test_every_entry_is_right_to_a_millionth_of_its_size(
    f: Callable[[Array], ArrayLike], x: ArrayLike, want: ArrayLike
) -> None:
    got = numerical_gradient(f, x)

    np.testing.assert_allclose(got, np.asarray(want, np.float64), rtol=2e-8)


def test_a_gradient_by_hand() -> None:
    # f = xy + y³ has the gradient (y, x + 3y²), at (2, -1) that is (-1, 5).
    got = numerical_gradient(lambda v: v[0] * v[1] + v[1] ** 3, [2, -1])

    np.testing.assert_allclose(got, [-1, 5], rtol=1e-9)


@given(
    seed=st.integers(0, 2**32 - 1),
    scales=st.lists(st.integers(-6, 6), min_size=3, max_size=3),
)
def test_it_finds_the_slope_of_a_plane_in_any_units(
    seed: int, scales: list[int]
) -> None:
    units = 10.0 ** np.array(scales)
    slopes, x = np.random.default_rng(seed).uniform(1, 3, size=(2, 3))

    got = numerical_gradient(lambda v: (slopes * v / units).sum(), x * units)

    np.testing.assert_allclose(got, slopes / units, rtol=1e-8)


def test_it_agrees_with_torch() -> None:
    x = [0.9, -0.3, 1.7]

    got = numerical_gradient(landscape, x)

    np.testing.assert_allclose(got, autograd(landscape, x)[0], rtol=1e-8)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (2, 1, 2), (0,), (0, 3)])
def test_the_gradient_has_the_shape_of_the_point(shape: tuple[int, ...]) -> None:
    x = 1.0 + np.arange(np.prod(shape)).reshape(shape)
    seen = []

    def f(v: Array) -> float:
        seen.append(np.shape(v))
        return float((v**3).sum())

    got = numerical_gradient(f, x)

    assert np.shape(got) == shape
    assert set(seen) <= {shape}
    np.testing.assert_allclose(got, 3 * x**2, rtol=1e-8)


def test_the_gradient_of_a_number_is_a_number() -> None:
    assert isinstance(numerical_gradient(lambda x: x**2, 3), float)


def test_integers_are_moved_as_floats() -> None:
    x = np.array([[1, 2], [3, 4]])

    got = numerical_gradient(lambda v: (v**2).sum(), x)

    np.testing.assert_allclose(got, 2 * x, rtol=1e-9)
    assert x.tolist() == [[1, 2], [3, 4]]


def test_a_function_may_change_its_argument() -> None:
    x = np.array([1.0, 2.0])

    def f(v: Array) -> float:
        v *= v
        value = float(v.sum())
        v[:] = 0
        return value

    np.testing.assert_allclose(numerical_gradient(f, x), [2, 4], rtol=1e-9)
    assert x.tolist() == [1.0, 2.0]


def test_a_function_may_return_an_array_of_one_entry() -> None:
    got = numerical_gradient(lambda v: v.reshape(1, 1) ** 2, [3.0])

    np.testing.assert_allclose(got, [6], rtol=1e-9)


def test_a_flat_function_has_slope_zero() -> None:
    assert numerical_gradient(lambda _: 7.0, [1, -2, 0]).tolist() == [0.0, 0.0, 0.0]


def test_at_a_minimum_the_slope_is_nearly_zero() -> None:
    got = numerical_gradient(lambda v: 1 + ((v - 3) ** 4).sum(), [3.0, 3.0])

    np.testing.assert_allclose(got, 0, atol=1e-9)


@pytest.mark.parametrize(("x", "want"), [(0, 0.5), (1e-9, 2), (-1e-9, -1)])
def test_at_a_kink_it_is_the_mean_of_both_slopes_and_beside_it_the_own(
    x: float, want: float
) -> None:
    got = numerical_gradient(lambda x: np.maximum(2 * x, -x), x)

    assert got == pytest.approx(want, rel=1e-9)


def test_a_domain_is_not_left_on_the_way() -> None:
    def f(x: Array) -> float:
        assert 0 < x < 0.1
        return float(np.log(x) + np.log(0.1 - x))

    assert numerical_gradient(f, 0.04) == pytest.approx(1 / 0.04 - 1 / 0.06, rel=1e-8)


@pytest.mark.parametrize("x", [0, -1, float("nan"), float("inf")])
def test_where_f_is_not_finite_on_both_sides_the_slope_is_nan(x: float) -> None:
    assert np.isnan(numerical_gradient(np.log, x))


def test_an_undefined_entry_does_not_spoil_the_others() -> None:
    got = numerical_gradient(lambda v: v[0] ** 2 + 0 * np.sqrt(v[1]), [3, 0])

    assert got[0] == pytest.approx(6, rel=1e-9)
    assert np.isnan(got[1])


@pytest.mark.parametrize("sign", [1, -1])
def test_few_values_are_asked(sign: int) -> None:
    asked = []

    def f(v: Array) -> float:
        asked.append(v)
        return sign * float((v**2).sum())

    numerical_gradient(f, np.linspace(0.5, 1.5, 10))

    assert len(asked) <= 10 * 24


def test_a_function_that_rounds_a_hundredfold_is_still_seen_through() -> None:
    points = np.linspace(0.1, 3, 200)

    # Adding and taking away 100 costs two of the sixteen digits.
    got = [
        numerical_gradient(lambda x: np.exp(x) + ((x + 100) - 100), x) for x in points
    ]

    np.testing.assert_allclose(got, np.exp(points) + 1, rtol=1e-8)


def test_a_right_gradient_passes_the_check() -> None:
    got = gradient_check(
        lambda W: (RATIOS * W**2).sum(), lambda W: 2 * RATIOS * W, np.ones((2, 3))
    )

    assert type(got) is float
    assert 0 <= got < 1e-8


@pytest.mark.parametrize(
    ("gradient", "want"),
    [
        # The true gradient is (8, 0.5, -4): large entries count relatively ...
        ([10, 0.5, -4], 2 / 8),
        ([8, 0.5, -3], 1 / 4),
        ([8, 0.5, 4], 8 / 4),
        # ... and small ones absolutely.
        ([8, 0.8, -4], 0.3),
        ([8, -0.5, -4], 1.0),
        # The worst entry decides, whatever its place.
        ([10, 0.6, -5], 2 / 8),
        ([8.8, 0.9, -4.4], 0.4),
    ],
)
def test_the_check_is_the_worst_entry(gradient: list[float], want: float) -> None:
    got = gradient_check(
        lambda v: 8 * v[0] + 0.5 * v[1] - 4 * v[2], lambda _: gradient, [1, 1, 1]
    )

    assert got == pytest.approx(want, rel=1e-8)


@given(seed=st.integers(0, 2**32 - 1), factor=st.floats(1.01, 3))
def test_a_gradient_that_is_too_long_by_a_factor_shows_the_factor(
    seed: int, factor: float
) -> None:
    slopes = np.random.default_rng(seed).uniform(1, 5, size=4)

    got = gradient_check(lambda v: slopes @ v, lambda _: factor * slopes, np.ones(4))

    assert got == pytest.approx(factor - 1, rel=1e-6)


def test_the_check_of_a_number_is_that_of_its_slope() -> None:
    assert gradient_check(np.exp, np.exp, 1) < 1e-8
    assert gradient_check(np.exp, lambda x: -np.exp(x), 1) == pytest.approx(2, rel=1e-8)


def test_the_check_calls_torchs_gradient_right() -> None:
    x = np.array([0.9, -0.3, 1.7])

    assert gradient_check(landscape, lambda v: autograd(landscape, v)[0], x) < 1e-8


def test_a_point_without_entries_has_nothing_wrong() -> None:
    assert gradient_check(lambda _: 1.0, lambda v: v, np.zeros((0, 2))) == 0.0


@pytest.mark.parametrize("gradient", [[1.0, np.nan], [np.nan, 1.0]])
def test_a_gradient_of_nan_is_not_hidden(gradient: list[float]) -> None:
    got = gradient_check(lambda v: v[0] + v[1], lambda _: gradient, [1, 1])

    assert np.isnan(got)


def test_a_gradient_that_overflows_does_so_in_silence() -> None:
    got = gradient_check(lambda v: v[0] + v[1], lambda _: [np.inf, 1.0], [1, 1])

    assert got == np.inf


@pytest.mark.parametrize("gradient", [[[2.0, 4.0]], [[2.0], [4.0]], 2.0, [2.0]])
def test_a_gradient_of_another_shape_is_refused(gradient: Any) -> None:
    message = re.escape(f"grad(x) must have shape (2,); got {np.shape(gradient)}.")

    with pytest.raises(ValueError, match=f"^{message}$"):
        gradient_check(lambda v: v @ v, lambda _: gradient, [1.0, 2.0])


def test_the_check_does_not_change_the_point() -> None:
    x = np.array([1.0, 2.0])

    def grad(v: Array) -> Array:
        v *= 2
        return v

    assert gradient_check(lambda v: v @ v, grad, x) < 1e-8
    assert x.tolist() == [1.0, 2.0]
