from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.activations import maxout, relu
from tests.reference.torch_oracle import autograd


def test_three_pieces_two_inputs_two_outputs_by_hand() -> None:
    x = [[1, 2], [-3, 0]]
    W = [[[1, 0], [0, 1]], [[-1, 2], [1, 0]], [[0, 0], [0, -1]]]
    b = [[0, 1], [3, 0], [2, 0]]
    # Row 0: (1, 3), (4, 2), (2, -2). Row 1: (-3, 1), (6, -6), (2, 0).

    assert maxout(x, W, b).tolist() == [[4.0, 3.0], [6.0, 1.0]]


@given(seed=st.integers(0, 2**32 - 1), pieces=st.integers(1, 4))
def test_it_is_the_maximum_taken_one_number_at_a_time(seed: int, pieces: int) -> None:
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(5, 3)), rng.normal(size=(pieces, 3, 2))
    b = rng.normal(size=(pieces, 2))

    got = maxout(x, W, b)

    assert got.shape == (5, 2)
    for n, j in np.ndindex(5, 2):
        want = max(
            sum(x[n, i] * W[k, i, j] for i in range(3)) + b[k, j] for k in range(pieces)
        )
        assert got[n, j] == pytest.approx(want, rel=1e-13, abs=1e-14)


@given(seed=st.integers(0, 2**32 - 1), theta=st.floats(0, 1))
def test_it_is_convex_in_x(seed: int, theta: float) -> None:
    rng = np.random.default_rng(seed)
    x, y, W = rng.normal(size=3), rng.normal(size=3), rng.normal(size=(4, 3, 2))
    b = rng.normal(size=(4, 2))

    chord = theta * maxout(x, W, b) + (1 - theta) * maxout(y, W, b)

    assert (maxout(theta * x + (1 - theta) * y, W, b) <= chord + 1e-12).all()


def test_it_agrees_with_torch() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(1)
    x, W, b = (
        rng.normal(size=(5, 3)),
        rng.normal(size=(4, 3, 2)),
        rng.normal(size=(4, 2)),
    )

    def in_torch(x: Any) -> Any:
        z = torch.einsum("ni,kio->kno", x, torch.tensor(W)) + torch.tensor(b)[:, None]
        return z.amax(dim=0)

    np.testing.assert_allclose(maxout(x, W, b), in_torch(torch.tensor(x)), rtol=1e-13)
    # In both, the gradient in x is the weights of the piece that won.
    (slope,) = autograd(lambda x: in_torch(x)[0, 1], x)
    nudge = 1e-6 * np.eye(3)
    rise = [
        maxout(x[0] + each, W, b)[1] - maxout(x[0] - each, W, b)[1] for each in nudge
    ]
    np.testing.assert_allclose(np.array(rise) / 2e-6, slope[0], rtol=1e-8)


def test_one_example_is_a_row_without_its_axis() -> None:
    W, b = np.arange(12).reshape(2, 3, 2), np.array([[0, 9], [-20, 0]])

    one = maxout([1, -1, 2], W, b)

    assert one.shape == (2,)
    assert one.tolist() == maxout([[1, -1, 2]], W, b)[0].tolist()


def test_a_piece_of_zeros_makes_it_relu_and_one_piece_an_affine_layer() -> None:
    x = np.array([[-2.0, 1.0], [3.0, 0.5]])
    W = np.array([[1.0, -2.0, 0.5], [4.0, 1.0, -1.0]])
    b = np.array([0.5, -1.0, 0.0])

    with_zeros = maxout(x, [W, np.zeros_like(W)], [b, np.zeros(3)])

    assert with_zeros.tolist() == relu(x @ W + b).tolist()
    assert maxout(x, [W], [b]).tolist() == (x @ W + b).tolist()


def test_no_examples_give_no_rows() -> None:
    got = maxout(np.empty((0, 3)), np.ones((2, 3, 4)), np.ones((2, 4)))

    assert got.shape == (0, 4)
    assert got.dtype == np.float64


def test_weights_and_biases_of_different_numbers_of_pieces_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^zip\(\) argument 2 is shorter"):
        maxout([1.0], np.ones((3, 1, 1)), np.ones((2, 1)))


def test_the_arguments_are_not_changed() -> None:
    x, W, b = np.ones((2, 3)), np.ones((2, 3, 1)), np.ones((2, 1))

    maxout(x, W, b)

    assert (x == 1).all()
    assert (W == 1).all()
    assert (b == 1).all()
