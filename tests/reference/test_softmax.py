from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import sigmoid, softmax, softmax_jacobian, softmax_vjp
from tests.reference.torch_oracle import autograd

ROWS = st.lists(st.floats(-50, 50), min_size=1, max_size=6)


def test_probabilities_by_hand_in_exact_fractions() -> None:
    # The scores log 1, log 2, log 5 share 8 parts.
    got = softmax(np.log([1, 2, 5]))

    want = [float(Fraction(parts, 8)) for parts in (1, 2, 5)]
    np.testing.assert_allclose(got, want, rtol=1e-15)


def test_the_jacobian_by_hand_in_exact_fractions() -> None:
    eighths = np.array([[1 * 7, -1 * 2, -1 * 5], [-2, 2 * 6, -2 * 5], [-5, -10, 5 * 3]])

    got = softmax_jacobian(np.log([1, 2, 5]))

    np.testing.assert_allclose(got, eighths / 64, rtol=1e-14)


def test_a_vector_through_the_jacobian_by_hand() -> None:
    # s = (1, 2, 5)/8 and v = (8, 0, 16): <v, s> = 1 + 10 = 11, v - 11 = (-3, -11, 5).
    got = softmax_vjp(np.log([1, 2, 5]), [8, 0, 16])

    np.testing.assert_allclose(got, np.array([-3, -22, 25]) / 8, rtol=1e-14)


@given(z=ROWS, shift=st.floats(-1000, 1000))
def test_a_constant_added_to_all_scores_changes_nothing(
    z: list[float], shift: float
) -> None:
    # Adding 1000 to a score costs it 1e-13, which the exponential turns relative.
    got = softmax(np.array(z) + shift)

    np.testing.assert_allclose(got, softmax(z), rtol=1e-12)


@given(z=ROWS)
def test_probabilities_are_positive_and_sum_to_1(z: list[float]) -> None:
    s = softmax(z)

    assert (s > 0).all()
    assert s.sum() == pytest.approx(1, rel=1e-15)
    assert (np.diff(s[np.argsort(z)]) >= 0).all()


@given(x=st.floats(-700, 700))
def test_with_two_scores_it_is_the_sigmoid_of_their_difference(x: float) -> None:
    assert softmax([x, 0])[0] == pytest.approx(sigmoid(x), rel=1e-15, abs=0)


@given(z=ROWS, seed=st.integers(0, 2**32 - 1))
def test_the_product_with_a_vector_is_the_same_without_forming_the_jacobian(
    z: list[float], seed: int
) -> None:
    v = np.random.default_rng(seed).normal(size=len(z))

    np.testing.assert_allclose(softmax_vjp(z, v), v @ softmax_jacobian(z), atol=1e-14)


@given(z=ROWS)
def test_probability_only_moves_from_class_to_class(z: list[float]) -> None:
    J = softmax_jacobian(z)

    np.testing.assert_allclose(J.sum(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(J, J.T, rtol=0)
    np.testing.assert_allclose(softmax_vjp(z, np.full(len(z), 7.5)), 0, atol=1e-14)


def test_all_three_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(2)
    z, v = rng.normal(size=(2, 3, 5)), rng.normal(size=(2, 3, 5))
    tensor = torch.tensor(z)

    (vjp,) = autograd(lambda z: (torch.tensor(v) * z.softmax(-1)).sum(), z)
    J = torch.autograd.functional.jacobian(lambda z: z.softmax(-1), tensor[1, 2])

    np.testing.assert_allclose(softmax(z), tensor.softmax(-1), rtol=1e-14)
    np.testing.assert_allclose(softmax_vjp(z, v), vjp, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(softmax_jacobian(z[1, 2]), J, rtol=1e-13, atol=1e-16)


def test_a_row_of_the_jacobian_belongs_to_an_output_and_a_column_to_a_score() -> None:
    z, h = np.array([0.3, -1.0, 2.0, 0.0]), 1e-6
    columns = [(softmax(z + e) - softmax(z - e)) / (2 * h) for e in h * np.eye(4)]

    np.testing.assert_allclose(softmax_jacobian(z), np.array(columns).T, atol=1e-9)


def test_rows_of_very_different_size_do_not_disturb_each_other() -> None:
    rows = np.array(
        [[0, 1, 2], [10_000, 10_001, 10_002], [-1000, 0, 1000], [-9999] * 3]
    )
    v = [[1.0, 0.0, 2.0]] * 4

    got = softmax(rows)

    for row, probabilities in zip(rows, got, strict=True):
        assert probabilities.tolist() == softmax(row).tolist()
    assert got[1].tolist() == got[0].tolist()
    assert got[2].tolist() == [0.0, 0.0, 1.0]
    assert softmax_vjp(rows, v)[1].tolist() == softmax_vjp(rows[0], v[0]).tolist()
    assert np.isfinite(softmax_jacobian(rows[2])).all()


def test_a_square_batch_is_normalised_along_its_rows() -> None:
    got = softmax(np.log([[1, 3], [4, 1]]))

    np.testing.assert_allclose(got, [[0.25, 0.75], [0.8, 0.2]], rtol=1e-14)


def test_a_score_of_minus_infinity_gets_nothing() -> None:
    assert softmax([-np.inf, 2, 2]).tolist() == [0.0, 0.5, 0.5]


def test_one_class_is_certain_and_no_rows_give_no_rows() -> None:
    assert softmax([[-3], [8]]).tolist() == [[1.0], [1.0]]
    assert softmax_jacobian([-3]).tolist() == [[0.0]]
    assert softmax_vjp([-3], [5]).tolist() == [0.0]
    assert softmax(np.empty((0, 3))).shape == (0, 3)
    assert softmax_vjp(np.empty((0, 3)), np.empty((0, 3))).shape == (0, 3)


def test_the_arguments_are_neither_changed_nor_handed_back() -> None:
    z, v = np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.0, -1.0])

    results = softmax(z), softmax_jacobian(z), softmax_vjp(z, v)

    assert z.tolist() == [1.0, 2.0, 4.0]
    assert v.tolist() == [3.0, 5.0, -1.0]
    assert not any(np.shares_memory(got, z) for got in results)


def test_integers_are_read_as_floats() -> None:
    z = np.array([1, 2, 4])

    assert softmax(z).dtype == softmax_jacobian(z).dtype == np.float64
    assert softmax_vjp(z, z).tolist() == softmax_vjp([1.0, 2, 4], [1.0, 2, 4]).tolist()
