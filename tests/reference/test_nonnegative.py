import re
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.nonnegative import _descend, nonnegative_least_squares

SEEDS = st.integers(0, 2**32 - 1)


def assert_optimal(A: Array, b: Array, x: Array) -> None:
    """Fail unless x satisfies the KKT conditions up to rounding."""
    slope = A.T @ (A @ x - b)
    rounding = 1.1e-12 * (np.abs(A).T @ (np.abs(b) + np.abs(A) @ x))
    assert x.shape == (A.shape[1],)
    assert np.all(x >= 0)
    assert np.all(slope >= -rounding)
    assert np.all(np.abs(slope[x > 0]) <= rounding[x > 0])


def best_of_all_supports(A: Array, b: Array) -> float:
    """Return the least |Ax - b| with x >= 0, from every choice of columns."""
    least = float(np.linalg.norm(b))
    for chosen in product([False, True], repeat=A.shape[1]):
        columns = A[:, np.array(chosen)]
        if columns.shape[1]:
            z = np.linalg.lstsq(columns, b, rcond=None)[0]
            if np.all(z >= 0):
                least = min(least, float(np.linalg.norm(columns @ z - b)))
    return least


def test_columns_of_which_one_has_to_stay_out_by_hand() -> None:
    # Unconstrained: x = (3, -1). On the first column alone: x = 5/2 by
    # (1, 1)·(3, 2) / 2, and the second one's slope there is (0, 1)·(1/2, -1/2) < 0.
    got = nonnegative_least_squares([[1, 0], [1, 1]], [3, 2])

    np.testing.assert_allclose(got, [2.5, 0], rtol=1e-14)
    assert got[1] == 0


def test_a_column_that_came_in_first_can_have_to_leave_again() -> None:
    # (1, 1) has the largest slope at 0: 2 · 4 - 2 = 6, against 4 and 5. In the end
    # b = 4 (1, 0) + 5 (0, 0, 1) without it is the best.
    A = np.array([[1.0, 0.0, 2.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.5]])
    b = np.array([4.0, 2.0, 5.0])

    got = nonnegative_least_squares(A, b)

    assert np.argmax(A.T @ b) == 2
    np.testing.assert_allclose(got, [4, 5, 0], rtol=1e-14)
    assert got[2] == 0


def test_on_the_way_to_negative_entries_the_first_to_reach_0_leaves() -> None:
    # From x = (6, 2) towards z = (-4, -1) the first entry is 0 after 6/10 of the way,
    # the second one only after 2/3. Alone, the second column then gives 3.
    A, b = np.array([[1.0, 0.0], [-1.0, 1.0]]), np.array([-4.0, 3.0])

    z, stayed = _descend(A, b, np.array([6.0, 2.0]), np.array([True, True]))

    np.testing.assert_allclose(z, [0, 3], rtol=1e-14)
    assert stayed.tolist() == [False, True]


def test_who_leaves_second_is_decided_from_where_the_first_one_left() -> None:
    # Towards z = (-3, -5, -4) the third entry is 0 after 5/9 of the way, at
    # (13/9, 1/3, 0). Towards the next z, (-9, -5), the second one is 0 after 1/16, the
    # first after 13/94 only. Alone, the first column gives (3 - 1) / 2.
    A = np.array([[0.0, 1.0, 0.0], [1.0, -2.0, 1.0], [1.0, -2.0, 2.0]])
    b, x = np.array([-5.0, 3.0, -1.0]), np.array([7.0, 7.0, 5.0])

    z, stayed = _descend(A, b, x, np.array([True, True, True]))

    np.testing.assert_allclose(z, [1, 0, 0], rtol=1e-14)
    assert stayed.tolist() == [True, False, False]


@given(
    d=st.lists(
        st.floats(0.01, 100) | st.floats(-100, -0.01) | st.just(0.0),
        min_size=1,
        max_size=6,
    ),
    seed=SEEDS,
)
def test_orthogonal_columns_are_cut_off_one_by_one(d: list[float], seed: int) -> None:
    b = np.random.default_rng(seed).normal(size=len(d))

    got = nonnegative_least_squares(np.diag(d), b)

    want = [max(b_j / d_j, 0) if d_j else 0 for b_j, d_j in zip(b, d, strict=True)]
    np.testing.assert_allclose(got, want, rtol=1e-12, atol=0)


@settings(max_examples=60)
@given(
    seed=SEEDS,
    rows=st.integers(1, 7),
    columns=st.integers(1, 6),
    kind=st.sampled_from(["dense", "integer", "repeated", "dependent"]),
)
def test_no_choice_of_columns_does_better(
    seed: int, rows: int, columns: int, kind: str
) -> None:
    rng = np.random.default_rng(seed)
    A, b = rng.normal(size=(rows, columns)), rng.normal(size=rows)
    if kind == "integer":  # ties, zero columns, ranks that drop
        A, b = np.round(2 * A), np.round(3 * b)
    elif kind == "repeated":
        A = A[:, rng.integers(columns, size=columns)]
    elif kind == "dependent":
        A = rng.normal(size=(rows, 2)) @ rng.normal(size=(2, columns))

    x = nonnegative_least_squares(A, b)

    assert_optimal(A, b, x)
    least = best_of_all_supports(A, b)
    assert np.linalg.norm(A @ x - b) == pytest.approx(least, rel=1e-9, abs=1e-9)


@settings(max_examples=60)
@given(seed=SEEDS, rows=st.integers(1, 25), columns=st.integers(1, 30))
def test_the_conditions_hold_for_columns_of_very_different_size(
    seed: int, rows: int, columns: int
) -> None:
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(rows, columns)) * 10.0 ** rng.integers(-9, 9, size=columns)
    b = rng.normal(size=rows)

    assert_optimal(A, b, nonnegative_least_squares(A, b))


@given(seed=SEEDS, power=st.integers(3, 16))
def test_the_conditions_hold_for_columns_that_are_nearly_dependent(
    seed: int, power: int
) -> None:
    rng = np.random.default_rng(seed)
    A = np.outer(rng.normal(size=8), rng.normal(size=6))
    A += 10.0**-power * rng.normal(size=(8, 6))
    b = rng.normal(size=8)

    assert_optimal(A, b, nonnegative_least_squares(A, b))


@given(seed=SEEDS)
def test_data_made_from_a_nonnegative_x_gives_it_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(9, 5))
    want = np.maximum(rng.normal(size=5), 0)

    got = nonnegative_least_squares(A, A @ want)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-9)


def test_a_zero_column_keeps_a_zero_entry() -> None:
    A = np.array([[1.0, 0.0, 2.0], [3.0, 0.0, -1.0], [0.5, 0.0, 1.0]])
    b = np.array([5.0, 1.0, 2.0])

    got = nonnegative_least_squares(A, b)

    assert got[1] == 0
    assert_optimal(A, b, got)


@pytest.mark.parametrize("b", [[0, 0], [-1, -2]])
def test_where_no_column_helps_the_answer_is_0(b: list[int]) -> None:
    got = nonnegative_least_squares([[1, 2, 0], [3, 0, 1]], b)

    assert got.tolist() == [0.0, 0.0, 0.0]


def test_large_numbers_neither_overflow_nor_warn() -> None:
    got = nonnegative_least_squares([[1e200, 0], [0, 1e-200]], [1e3, 1e-3])

    np.testing.assert_allclose(got, [1e-197, 1e197], rtol=1e-14)


def test_nothing_that_is_handed_over_is_changed() -> None:
    A, b = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([3.0, 2.0])

    nonnegative_least_squares(A, b)

    assert A.tolist() == [[1, 0], [1, 1]]
    assert b.tolist() == [3, 2]


@pytest.mark.parametrize(
    ("A", "b", "message"),
    [
        ([[1, 2], [3, 4]], [1], "b must have shape (2,); got (1,)."),
        ([[1, 2]], 1, "b must have shape (1,); got ()."),
        (
            [1, 2],
            [1, 2],
            "A must have shape (rows, columns), neither of them 0; got shape (2,).",
        ),
    ],
)
def test_other_shapes_are_refused(A: Any, b: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        nonnegative_least_squares(A, b)
