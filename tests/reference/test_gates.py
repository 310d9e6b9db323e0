from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import softmax, softmax_vjp
from reference.gates import (
    add_backward,
    copy_backward,
    matmul_backward,
    max_backward,
    multiply_backward,
    nll_output_gradient,
    relu_backward,
)
from tests.reference.torch_oracle import autograd

NUMBERS = st.integers(-1000, 1000)
"""Exact in float64, as are their halves and products."""

# Three entries each, with a tie in the last column; X1 and X2 are the gates' inputs.
X1 = np.array([[2.0, -1.5, 4.0], [0.5, 3.0, -2.0]])
X2 = np.array([[1.0, 2.5, 4.0], [-0.5, 7.0, -2.0]])
DZ = np.array([[3.0, -0.7, 5.0], [1.1, 0.2, -6.0]])


def test_each_gate_by_hand() -> None:
    assert list(map(float, add_backward(3, -4, 2))) == [2, 2]
    assert list(map(float, multiply_backward(3, -4, 2))) == [-8, 6]
    assert list(map(float, max_backward(3, -4, 2))) == [2, 0]
    assert list(map(float, max_backward(-4, 3, 2))) == [0, 2]
    assert copy_backward(7, -2) == 5


def test_a_tie_of_the_max_gate_is_split_evenly() -> None:
    dx, dy = max_backward(X1, X2, DZ)

    np.testing.assert_allclose(dx, [[3.0, 0.0, 2.5], [1.1, 0.0, -3.0]])
    np.testing.assert_allclose(dy, [[0.0, -0.7, 2.5], [0.0, 0.2, -3.0]])


@given(x=NUMBERS, y=NUMBERS, dz=NUMBERS)
def test_the_max_gate_hands_on_all_it_gets_and_nothing_twice(
    x: int, y: int, dz: int
) -> None:
    dx, dy = max_backward(x, y, dz)

    assert dx + dy == dz
    assert dx == (dz if x > y else dz / 2 if x == y else 0)


@given(x=NUMBERS, y=NUMBERS, dz=NUMBERS)
def test_the_gradients_are_linear_in_the_one_from_above(
    x: int, y: int, dz: int
) -> None:
    for gate in (add_backward, multiply_backward, max_backward):
        once, twice = gate(x, y, dz), gate(x, y, 2 * dz)

        assert twice == (2 * once[0], 2 * once[1])


@given(x=st.integers(-99, 99), y=st.integers(-99, 99), dz=st.integers(-99, 99))
def test_a_step_in_both_inputs_changes_the_output_as_the_gradients_say(
    x: int, y: int, dz: int
) -> None:
    # Exact in fractions: the gates are linear or bilinear, so the rise of dz · z for
    # the step (h, k) is h dx + k dy, plus h k dz for the product.
    h, k = Fraction(1, 3), Fraction(-2, 7)

    dx, dy = (Fraction(float(d)) for d in add_backward(x, y, dz))
    assert dz * ((x + h) + (y + k) - (x + y)) == h * dx + k * dy

    dx, dy = (Fraction(float(d)) for d in multiply_backward(x, y, dz))
    assert dz * ((x + h) * (y + k) - x * y) == h * dx + k * dy + h * k * dz


def test_the_gates_of_two_inputs_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")
    dz = torch.tensor(DZ)

    for gate, operation in (
        (add_backward, torch.add),
        (multiply_backward, torch.mul),
        (max_backward, torch.maximum),
    ):
        want = autograd(lambda x, y, op=operation: (dz * op(x, y)).sum(), X1, X2)

        np.testing.assert_allclose(gate(X1, X2, DZ), want, rtol=1e-15)


def test_a_copied_number_gets_the_gradients_of_both_copies() -> None:
    torch = pytest.importorskip("torch")
    dz1, dz2 = torch.tensor(X2), torch.tensor(DZ)

    (want,) = autograd(lambda x: (dz1 * x).sum() + (dz2 * x).sum(), X1)

    np.testing.assert_allclose(copy_backward(X2, DZ), want, rtol=1e-15)


def test_a_square_is_a_copy_followed_by_a_product() -> None:
    # d(x²)/dx = 2x: 2 · 3 times the gradient 5 from above.
    assert copy_backward(*multiply_backward(3, 3, 5)) == 30


def test_the_relu_gate_on_the_numbers_of_the_slide() -> None:
    assert relu_backward([1, -2, 3, -1], [4, -1, 5, 9]).tolist() == [4.0, 0.0, 5.0, 0.0]


def test_the_input_opens_the_relu_gate_and_not_the_gradient() -> None:
    x, dy = [2, 2, -2, -2, 0, 0], [3, -3, 3, -3, 3, -3]

    assert relu_backward(x, dy).tolist() == [3.0, -3.0, 0.0, 0.0, 0.0, 0.0]


def test_the_relu_gate_agrees_with_torch_also_at_the_kink() -> None:
    torch = pytest.importorskip("torch")
    x = np.array([[-1.0, 0.0, 2.0], [3.0, -0.5, 0.1]])

    (want,) = autograd(lambda x: (torch.tensor(DZ) * torch.relu(x)).sum(), x)

    np.testing.assert_array_equal(relu_backward(x, DZ), want)


# S1's matrices. The notes print another y, which is not the product.
X = np.array([[2, 1, -3], [-3, 4, 2]])
W = np.array([[3, 2, 1, -1], [2, 1, 3, 2], [3, 2, 1, -2]])
DY = np.array([[2, 3, -3, 9], [-8, 1, 4, 6]])


def test_the_product_of_the_slide_and_both_its_gradients() -> None:
    dx, dw = matmul_backward(X, W, DY)

    assert (X @ W).tolist() == [[-1, -1, 2, 6], [5, 2, 11, 7]]
    assert dx.tolist() == [[0, 16, -9], [-24, 9, -30]]
    assert dw.tolist() == [[28, 3, -18, 0], [-30, 7, 13, 33], [-22, -7, 17, -15]]
    assert dx.dtype == dw.dtype == np.float64


def test_the_gradients_of_a_product_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(3)
    x, w, dy = rng.normal(size=(5, 3)), rng.normal(size=(3, 2)), rng.normal(size=(5, 2))

    want_x, want_w = autograd(lambda x, w: (torch.tensor(dy) * (x @ w)).sum(), x, w)
    dx, dw = matmul_backward(x, w, dy)

    np.testing.assert_allclose(dx, want_x, rtol=1e-13)
    np.testing.assert_allclose(dw, want_w, rtol=1e-13, atol=1e-15)


@given(seed=st.integers(0, 2**32 - 1))
def test_gradients_of_a_product_are_the_adjoints_of_its_changes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, u = rng.normal(size=(2, 4, 3))
    w, v = rng.normal(size=(2, 3, 5))
    dy = rng.normal(size=(4, 5))

    dx, dw = matmul_backward(x, w, dy)

    # y changes by u w when x does by u, and by x v when w does by v.
    assert np.vdot(dx, u) == pytest.approx(np.vdot(dy, u @ w), rel=1e-12, abs=1e-12)
    assert np.vdot(dw, v) == pytest.approx(np.vdot(dy, x @ v), rel=1e-12, abs=1e-12)


def test_the_slope_of_the_log_likelihood_by_hand() -> None:
    assert nll_output_gradient([0.5, 0.125, 0.375], 1).tolist() == [0.0, -8.0, 0.0]


def test_the_slope_of_the_log_likelihood_agrees_with_torch() -> None:
    p = np.array([0.1, 0.2, 0.3, 0.4])

    (want,) = autograd(lambda p: -p[2].log(), p)

    np.testing.assert_allclose(nll_output_gradient(p, 2), want, rtol=1e-15)


@given(
    z=st.lists(st.floats(-5, 5), min_size=1, max_size=6),
    y=st.integers(0, 5),
)
def test_through_softmax_it_becomes_probabilities_minus_the_label(
    z: list[float], y: int
) -> None:
    y %= len(z)

    got = softmax_vjp(z, nll_output_gradient(softmax(z), y))

    # -1/p reaches e^10 · 6, and the product with p brings it back.
    np.testing.assert_allclose(got, softmax(z) - np.eye(len(z))[y], atol=1e-14)


def test_an_impossible_label_has_an_infinite_slope_without_a_warning() -> None:
    assert nll_output_gradient([1, 0], 1).tolist() == [0.0, -np.inf]


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (-1, r"y must be a whole number >= 0; got -1\."),
        (0.0, r"y must be a whole number >= 0; got 0\.0\."),
    ],
)
def test_labels_that_are_no_index_are_refused(y: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        nll_output_gradient([0.5, 0.5], y)


def test_a_label_beyond_the_classes_is_refused() -> None:
    with pytest.raises(IndexError):
        nll_output_gradient([0.5, 0.5], 2)


def test_a_numpy_integer_is_a_label() -> None:
    assert nll_output_gradient([0.5, 0.5], np.int64(1)).tolist() == [0.0, -2.0]


def test_numbers_give_numbers_and_arrays_their_shape() -> None:
    for gate in (add_backward, multiply_backward, max_backward):
        assert all(isinstance(d, float) for d in gate(1, 2, 3))
        for dz in gate([[1, 2, 3]], [[4, 5, 6]], [[7, 8, 9]]):
            assert dz.shape == (1, 3)
            assert dz.dtype == np.float64
    assert isinstance(copy_backward(1, 2), float)
    assert isinstance(relu_backward(1, 2), float)


def test_the_arguments_are_neither_changed_nor_handed_back() -> None:
    x, y, dz = X1.copy(), X2.copy(), DZ.copy()
    results = [
        *add_backward(x, y, dz),
        *multiply_backward(x, y, dz),
        *max_backward(x, y, dz),
        copy_backward(x, y),
        relu_backward(x, dz),
        *matmul_backward(x, y.T, np.eye(2)),
        nll_output_gradient(x[0], 0),
    ]

    for got in results:
        got += 1  # noqa: PLW2901 - in place, to show whom it belongs to
    assert x.tolist() == X1.tolist()
    assert y.tolist() == X2.tolist()
    assert dz.tolist() == DZ.tolist()
    first, second = add_backward(x, y, dz)
    assert not np.shares_memory(first, second)
