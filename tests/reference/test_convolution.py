import re
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Array
from reference.convolution import (
    conv2d_backward,
    conv2d_forward,
    dense_backward,
    dense_forward,
)
from tests.reference.central_differences import slopes
from tests.reference.torch_oracle import autograd

LAYERS = [
    ((2, 3, 7, 6), (4, 3, 2), 1, 0),
    ((1, 1, 5, 5), (1, 5, 5), 1, 0),  # the kernel is the image
    ((2, 2, 8, 7), (3, 3, 3), 2, 1),  # does not divide
    ((3, 1, 9, 4), (2, 2, 3), 3, 0),  # stride above the kernel: gaps
    ((1, 2, 4, 5), (2, 1, 1), 2, 0),
    ((2, 3, 2, 3), (1, 3, 5), 2, 2),  # the kernel is larger than the image
    ((1, 1, 3, 2), (2, 1, 2), 1, 3),  # windows of padding only
    ((2, 2, 6, 11), (3, 2, 4), 4, 3),
    ((1, 2, 1, 2), (2, 5, 6), 1, 2),  # the kernel just fits
]
"""Shape of x; outputs, height and width of the kernel; stride; padding."""
SMALL = st.integers(1, 3)
TOO_LARGE = "the kernel must fit into the padded input of 8 x 7; got a kernel of "


def layer(
    x_shape: tuple[int, int, int, int], w_shape: tuple[int, int, int], seed: int = 0
) -> tuple[Array, Array, Array]:
    """Return a random (x, w, b)."""
    rng = np.random.default_rng(seed)
    F, kh, kw = w_shape
    w = rng.normal(size=(F, x_shape[1], kh, kw))
    return rng.normal(size=x_shape), w, rng.normal(size=F)


def one_by_one(x: Array, w: Array, b: Array, stride: int, padding: int) -> Array:
    """Return the output of the layer from sums over slices, one pixel at a time."""
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    big = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    big[:, :, padding : padding + H, padding : padding + W] = x
    rows = range(0, big.shape[2] - kh + 1, stride)
    columns = range(0, big.shape[3] - kw + 1, stride)
    y = np.empty((N, F, len(rows), len(columns)))
    for (n, f), (i, top), (j, left) in product(
        np.ndindex(N, F), enumerate(rows), enumerate(columns)
    ):
        patch = big[n, :, top : top + kh, left : left + kw]
        y[n, f, i, j] = (patch * w[f]).sum() + b[f]
    return y


def test_a_dense_layer_by_hand() -> None:
    y = dense_forward([[1, 2], [0, -1], [3, 0]], [[1, -2, 0], [4, 5, 6]], [10, 20, 30])

    assert y.tolist() == [[19, 28, 42], [6, 15, 24], [13, 14, 30]]


def test_the_gradients_of_a_dense_layer_by_hand() -> None:
    dx, dW, db = dense_backward(
        x=[[1, 2], [0, -1], [3, 0]],
        W=[[1, -2, 0], [4, 5, 6]],
        b=[10, 20, 30],
        dy=[[1, 0, 2], [0, 1, 0], [-1, 1, 1]],
    )

    assert dx.tolist() == [[1, 16], [-2, 5], [-3, 7]]
    assert dW.tolist() == [[-2, 3, 5], [2, -1, 4]]
    assert db.tolist() == [0, 2, 3]


@given(N=SMALL, inputs=SMALL, outputs=SMALL, seed=st.integers(0, 2**32 - 1))
def test_a_dense_layer_moves_by_its_gradients(
    N: int, inputs: int, outputs: int, seed: int
) -> None:
    # ⟨y, dy⟩ is linear in each of x, W and b, so a step changes it by exactly
    # ⟨step, gradient⟩.
    rng = np.random.default_rng(seed)
    x, W, b = (rng.normal(size=s) for s in ((N, inputs), (inputs, outputs), outputs))
    dy = rng.normal(size=(N, outputs))
    at = float(np.vdot(dense_forward(x, W, b), dy))

    for i, gradient in enumerate(dense_backward(x, W, b, dy)):
        moved = [x, W, b]
        step = rng.normal(size=gradient.shape)
        moved[i] = moved[i] + step
        change = float(np.vdot(dense_forward(*moved), dy)) - at
        assert change == pytest.approx(float(np.vdot(step, gradient)), abs=1e-12)


def test_a_dense_layer_agrees_with_torch() -> None:
    rng = np.random.default_rng(1)
    x, W, b, dy = (rng.normal(size=s) for s in ((5, 3), (3, 4), (4,), (5, 4)))
    want = autograd(lambda x, W, b: ((x @ W + b) * x.new_tensor(dy)).sum(), x, W, b)

    got = dense_backward(x, W, b, dy)

    for mine, theirs in zip(got, want, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-13, atol=1e-14)


def test_no_examples_give_no_rows_and_no_gradient() -> None:
    x, dy = np.zeros((0, 2)), np.zeros((0, 3))

    dx, dW, db = dense_backward(x, np.ones((2, 3)), np.ones(3), dy)

    assert dense_forward(x, np.ones((2, 3)), np.ones(3)).shape == (0, 3)
    assert dx.shape == (0, 2)
    assert dW.tolist() == [[0, 0, 0], [0, 0, 0]]
    assert db.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"b": [1, 2]}, "b must have shape (3,); got (2,)."),
        ({"b": 1}, "b must have shape (3,); got ()."),
        ({"dy": [[1, 1, 1]]}, "dy must have shape (2, 3); got (1, 3)."),
        ({"dy": [[1], [1]]}, "dy must have shape (2, 3); got (2, 1)."),
    ],
)
def test_what_numpy_would_broadcast_is_refused_by_a_dense_layer(
    wrong: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {
        "x": np.ones((2, 4)),
        "W": np.ones((4, 3)),
        "b": np.ones(3),
        "dy": np.ones((2, 3)),
    }
    given_ = right | wrong

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        dense_backward(**given_)
    if "b" in wrong:
        del given_["dy"]
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            dense_forward(**given_)


def test_a_convolution_adds_up_its_channels_by_hand() -> None:
    # Stride 2 leaves one window: (1, 2) in the first channel, (4, 5) in the second.
    x = [[[[1, 2, 3]], [[4, 5, 6]]]]
    w = [[[[1, 10]], [[100, 1000]]], [[[-1, 0]], [[0, 2]]]]

    y = conv2d_forward(x, w, [0.5, 7], stride=2, padding=0)

    assert y.tolist() == [[[[1 + 20 + 400 + 5000 + 0.5]], [[-1 + 10 + 7]]]]


def test_a_window_of_padding_alone_gives_b_alone() -> None:
    # A row in a ring of zeros: with stride 2 the rows 0 and 2 of three are seen.
    y = conv2d_forward([[[[1, 2, 3]]]], [[[[1, 10]]]], [7], stride=2, padding=1)

    assert y.tolist() == [[[[7, 7], [7, 7]]]]


def test_a_convolution_with_one_channel_into_two_by_hand() -> None:
    x = [[[[1, 2, 3, 0], [0, 1, 0, 2], [4, 0, 1, 1]]]]
    w = [[[[1, 2], [0, -1]]], [[[0, 0], [3, 0]]]]

    y = conv2d_forward(x, w, [0, 1], stride=1, padding=0)

    assert y.tolist() == [
        [[[4, 8, 1], [2, 0, 3]], [[1, 4, 1], [13, 1, 4]]],
    ]


def test_the_kernel_is_not_flipped() -> None:
    # A single 1 comes back as the kernel turned by 180 degrees: what a correlation
    # does; a convolution would give the kernel itself.
    x = np.zeros((1, 1, 3, 3))
    x[0, 0, 1, 1] = 1

    y = conv2d_forward(x, [[[[1, 2], [3, 4]]]], [0], 1, 0)

    assert y.tolist() == [[[[4, 3], [2, 1]]]]


@pytest.mark.parametrize(("x", "w", "stride", "padding"), LAYERS)
def test_each_pixel_is_the_sum_under_its_window(
    x: tuple[int, int, int, int], w: tuple[int, int, int], stride: int, padding: int
) -> None:
    arrays = layer(x, w)

    got = conv2d_forward(*arrays, stride, padding)

    want = one_by_one(*arrays, stride, padding)
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-13)


@pytest.mark.parametrize(("x", "w", "stride", "padding"), LAYERS)
def test_a_convolution_agrees_with_torch_forward_and_backward(
    x: tuple[int, int, int, int], w: tuple[int, int, int], stride: int, padding: int
) -> None:
    torch = pytest.importorskip("torch")
    arrays = layer(x, w)
    got = conv2d_forward(*arrays, stride, padding)
    dy = np.random.default_rng(1).normal(size=got.shape)

    def conv2d(x: Any, w: Any, b: Any) -> Any:
        return torch.nn.functional.conv2d(x, w, b, stride=stride, padding=padding)

    want = conv2d(*map(torch.tensor, arrays)).numpy()
    gradients = autograd(
        lambda *leaves: (conv2d(*leaves) * torch.tensor(dy)).sum(), *arrays
    )
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-13)
    mine = conv2d_backward(*arrays, stride, padding, dy)
    for one, other in zip(mine, gradients, strict=True):
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-12)


@settings(max_examples=100)
@given(
    N=SMALL,
    C=SMALL,
    F=SMALL,
    size=st.tuples(st.integers(1, 7), st.integers(1, 7)),
    kernel=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    stride=st.integers(1, 4),
    padding=st.integers(0, 3),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_backward_pass_is_the_adjoint_of_the_forward_pass(
    N: int,
    C: int,
    F: int,
    size: tuple[int, int],
    kernel: tuple[int, int],
    stride: int,
    padding: int,
    seed: int,
) -> None:
    kernel = (
        min(kernel[0], size[0] + 2 * padding),
        min(kernel[1], size[1] + 2 * padding),
    )
    x, w, b = layer((N, C, *size), (F, *kernel), seed)
    none = np.zeros(F)
    y = conv2d_forward(x, w, none, stride, padding)
    dy = np.random.default_rng(seed).normal(size=y.shape)

    dx, dw, db = conv2d_backward(x, w, b, stride, padding, dy)

    # Without b the layer is linear in x, and linear in w.
    want = pytest.approx(float(np.vdot(y, dy)), rel=1e-9, abs=1e-9)
    assert float(np.vdot(x, dx)) == want
    assert float(np.vdot(w, dw)) == want
    shift = conv2d_forward(x, w, b, stride, padding) - y
    assert float(np.vdot(b, db)) == pytest.approx(float(np.vdot(shift, dy)), abs=1e-9)
    assert [dx.shape, dw.shape, db.shape] == [x.shape, w.shape, b.shape]
    assert y.shape[2] == (size[0] + 2 * padding - kernel[0]) // stride + 1
    assert y.shape[3] == (size[1] + 2 * padding - kernel[1]) // stride + 1


def test_the_gradients_are_the_slopes_of_the_output() -> None:
    x, w, b = layer((2, 2, 5, 4), (3, 2, 3), seed=3)
    dy = np.random.default_rng(4).normal(size=(2, 3, 3, 2))

    def loss(x: Array, w: Array, b: Array) -> float:
        return float(np.vdot(conv2d_forward(x, w, b, 2, 1), dy))

    dx, dw, db = conv2d_backward(x, w, b, 2, 1, dy)

    for got, want in [
        (dx, slopes(lambda z: loss(z, w, b), x)),
        (dw, slopes(lambda z: loss(x, z, b), w)),
        (db, slopes(lambda z: loss(x, w, z), b)),
    ]:
        np.testing.assert_allclose(got, want, rtol=0, atol=1e-10)


def test_the_gradients_of_overlapping_windows_by_hand() -> None:
    # One channel, kernel (1 2 3), stride 1, one zero on each side: y has 2 entries
    # per row and 3 rows; only the middle row sees x.
    dx, dw, db = conv2d_backward(
        [[[[5, 7]]]], [[[[1, 2, 3]]]], [9], 1, 1, [[[[1, 1], [10, 100], [1, 1]]]]
    )

    assert dx.tolist() == [[[[2 * 10 + 1 * 100, 3 * 10 + 2 * 100]]]]
    assert dw.tolist() == [[[[5 * 100, 5 * 10 + 7 * 100, 7 * 10]]]]
    assert db.tolist() == [114]


def test_what_no_window_reaches_has_no_gradient() -> None:
    # 8 rows under a kernel of 3 with stride 4: rows 3 and 7 are never seen. 7 columns
    # under a kernel of 3 with stride 4: column 3.
    x, w, b = layer((2, 1, 8, 7), (2, 3, 3))

    dx, _, _ = conv2d_backward(x, w, b, 4, 0, np.ones((2, 2, 2, 2)))

    unseen = np.zeros((8, 7), dtype=bool)
    unseen[[3, 7]] = unseen[:, 3] = True
    assert np.all(dx[:, :, unseen] == 0)
    assert np.all(dx[:, :, ~unseen] != 0)


def test_no_images_give_no_output_and_no_gradient() -> None:
    _, w, b = layer((1, 2, 4, 4), (3, 2, 2))
    x = np.zeros((0, 2, 4, 4))

    y = conv2d_forward(x, w, b, 1, 0)
    dx, dw, db = conv2d_backward(x, w, b, 1, 0, y)

    assert y.shape == (0, 3, 3, 3)
    assert dx.shape == x.shape
    assert dw.shape == w.shape
    assert not dw.any()
    assert db.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"stride": 0}, "stride must be a whole number >= 1; got 0."),
        ({"stride": 1.5}, "stride must be a whole number >= 1; got 1.5."),
        ({"padding": -1}, "padding must be a whole number >= 0; got -1."),
        ({"b": np.ones(1)}, "b must have shape (2,); got (1,)."),
        (
            {"w": np.ones((2, 1, 2, 2))},
            "w must have shape (2, 3, 2, 2); got (2, 1, 2, 2).",
        ),
        (
            {"w": np.ones((2, 3, 9, 2))},
            TOO_LARGE + "9 x 2.",
        ),
        (
            {"w": np.ones((2, 3, 2, 8))},
            TOO_LARGE + "2 x 8.",
        ),
    ],
)
def test_what_is_no_layer_is_refused_forward_and_backward(
    wrong: dict[str, Any], message: str
) -> None:
    right: dict[str, Any] = {
        "x": np.ones((2, 3, 4, 3)),
        "w": np.ones((2, 3, 2, 2)),
        "b": np.ones(2),
        "stride": 1,
        "padding": 2,
    }

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        conv2d_forward(**(right | wrong))
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        conv2d_backward(**(right | wrong), dy=np.ones((2, 2, 5, 4)))


def test_an_output_gradient_of_another_shape_is_refused() -> None:
    x, w, b = layer((2, 1, 4, 5), (3, 2, 2))
    message = re.escape("dy must have shape (2, 3, 3, 4); got (2, 3, 1, 1).")

    with pytest.raises(ValueError, match=f"^{message}$"):
        conv2d_backward(x, w, b, 1, 0, np.ones((2, 3, 1, 1)))


def test_nothing_that_is_handed_over_is_changed_or_handed_back() -> None:
    x, w, b = layer((2, 1, 4, 5), (3, 2, 2))
    dy = np.ones((2, 3, 3, 4))
    X, W, dY = np.ones((2, 3)), np.ones((3, 3)), np.ones((2, 3))
    arrays = (x, w, b, dy, X, W, dY)
    before = [each.copy() for each in arrays]

    results = [
        conv2d_forward(x, w, b, 1, 0),
        *conv2d_backward(x, w, b, 1, 0, dy),
        dense_forward(X, W, b),
        *dense_backward(X, W, b, dY),
    ]

    for each, was in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(each, was)
        assert not any(np.shares_memory(each, result) for result in results)
    assert all(result.flags.writeable for result in results)
