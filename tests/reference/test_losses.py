import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arrays import Array
from reference.losses import (
    softmax_cross_entropy,
    squared_loss,
    squared_loss_gradient,
)
from tests.reference.central_differences import slopes
from tests.reference.torch_oracle import autograd

N, D, C = 7, 4, 3
LOGITS = np.random.default_rng(0).normal(scale=2, size=(N, C))
LABELS = [2, 0, 1, 1, 0, 2, 2]
X = np.random.default_rng(1).normal(size=(N, D))
TARGETS = np.random.default_rng(2).uniform(size=N)
WEIGHTS = np.array([0.7, -1.1, 0.4, 0.9])
NO_MATRIX = r"{} must have shape \(rows, columns\), neither of them 0; got shape {}\."


def test_odds_of_one_to_three_by_hand() -> None:
    # Row 1: p = (1/4, 3/4), label 0: log 4. Row 2: p = (1/2, 1/2), label 1: log 2.
    # The mean is log 8 / 2, the gradient (p - e(y)) / 2.
    got, gradient = softmax_cross_entropy([[0.0, math.log(3)], [5.0, 5.0]], [0, 1])

    assert got == pytest.approx(1.5 * math.log(2), rel=1e-15)
    want = [[-3 / 8, 3 / 8], [1 / 4, -1 / 4]]
    np.testing.assert_allclose(gradient, want, rtol=0, atol=1e-16)


@pytest.mark.parametrize("classes", [1, 2, 3, 10])
def test_a_uniform_prediction_costs_log_of_the_number_of_classes(classes: int) -> None:
    logits = np.full((N, classes), 0.3)

    got, _ = softmax_cross_entropy(logits, [0] * N)

    assert got == pytest.approx(math.log(classes), rel=1e-15)


def test_cross_entropy_and_gradient_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")
    y = torch.tensor(LABELS)

    def cross_entropy(logits: Any) -> Any:
        return torch.nn.functional.cross_entropy(torch.as_tensor(logits), y)

    got, gradient = softmax_cross_entropy(LOGITS, LABELS)

    assert got == pytest.approx(cross_entropy(LOGITS).item(), rel=1e-14)
    want = autograd(cross_entropy, LOGITS)[0]
    np.testing.assert_allclose(gradient, want, rtol=0, atol=1e-15)


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    _, gradient = softmax_cross_entropy(LOGITS, LABELS)

    want = slopes(lambda z: softmax_cross_entropy(z, LABELS)[0], LOGITS)
    np.testing.assert_allclose(gradient, want, rtol=0, atol=1e-12)


def test_as_many_classes_as_examples_are_not_mixed_up() -> None:
    logits = np.array([[0.0, 5.0, 1.0], [2.0, 2.0, 2.0], [9.0, 0.0, 1.0]])
    y = [1, 2, 0]

    one_by_one = [
        softmax_cross_entropy(row, [c])
        for row, c in zip(np.split(logits, 3), y, strict=True)
    ]

    got, gradient = softmax_cross_entropy(logits, y)
    assert got == pytest.approx(sum(value for value, _ in one_by_one) / 3, rel=1e-15)
    want = np.concatenate([each for _, each in one_by_one]) / 3
    np.testing.assert_allclose(gradient, want, rtol=0, atol=1e-16)


@given(
    shift=st.lists(st.integers(-1000, 1000), min_size=N, max_size=N),
    seed=st.integers(0, 2**32 - 1),
)
def test_a_constant_added_to_a_row_changes_nothing(shift: list[int], seed: int) -> None:
    # Multiples of 1/8 are exact at 1000 too, so nothing is lost by the shift.
    logits = np.random.default_rng(seed).integers(-40, 40, size=(N, C)) / 8
    want, want_gradient = softmax_cross_entropy(logits, LABELS)

    got, gradient = softmax_cross_entropy(logits + np.array([shift]).T, LABELS)

    assert got == want
    assert gradient.tolist() == want_gradient.tolist()


@given(seed=st.integers(0, 2**32 - 1), scale=st.sampled_from([1e-3, 1.0, 1000.0]))
def test_gradient_rows_sum_to_zero_and_the_label_alone_is_pulled_up(
    seed: int, scale: float
) -> None:
    logits = np.random.default_rng(seed).normal(scale=scale, size=(N, C))

    value, gradient = softmax_cross_entropy(logits, LABELS)

    assert value >= 0
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-16)
    rows = np.arange(N)
    assert np.all(gradient[rows, LABELS] <= 0)
    assert np.all(np.delete(gradient.ravel(), rows * C + LABELS) >= 0)


def test_logits_of_a_thousand_are_exact() -> None:
    got, gradient = softmax_cross_entropy([[1000, -1000, 0], [-1000, 1000, 0]], [1, 1])

    # 2000 for the first row, 0 for the second.
    assert got == 1000.0
    assert gradient.tolist() == [[0.5, -0.5, 0.0], [0.0, 0.0, 0.0]]


def test_a_certain_and_right_prediction_costs_the_probability_of_the_rest() -> None:
    got, _ = softmax_cross_entropy([[1000, 960]], [0])

    # -log(1 - p) = p for a p of e^-40; 1 - p alone would be rounded to 1.
    assert got == pytest.approx(math.exp(-40), rel=1e-12)


def test_a_sure_right_prediction_costs_zero_without_a_sign() -> None:
    got, _ = softmax_cross_entropy([[1000, -1000]], [0])

    assert math.copysign(1, got) == 1
    assert got == 0


@pytest.mark.parametrize(
    "y", [LABELS, tuple(LABELS), np.array(LABELS, dtype=np.uint8), np.array(LABELS)]
)
def test_labels_may_be_a_list_or_any_integer_array(y: ArrayLike) -> None:
    want, _ = softmax_cross_entropy(LOGITS, LABELS)

    got, gradient = softmax_cross_entropy(LOGITS.tolist(), y)

    assert type(got) is float
    assert got == want
    assert gradient.shape == (N, C)
    assert gradient.dtype == np.float64


def test_neither_logits_nor_labels_are_changed() -> None:
    logits, y = LOGITS.copy(), np.array(LABELS)

    _, gradient = softmax_cross_entropy(logits, y)

    assert not np.shares_memory(gradient, logits)
    assert logits.tolist() == LOGITS.tolist()
    assert y.tolist() == LABELS


@pytest.mark.parametrize(
    ("logits", "y", "message"),
    [
        (LOGITS, [3, *LABELS[1:]], r"y must hold labels from 0 to 2; got 3\."),
        (LOGITS, [-1, *LABELS[1:]], r"y must hold labels from 0 to 2; got -1\."),
        (LOGITS, LABELS[:-1], r"y must have shape \(7,\); got \(6,\)\."),
        (LOGITS, [[c] for c in LABELS], r"y must have shape \(7,\); got \(7, 1\)\."),
        (LOGITS, [0.0] * N, r"y must hold integers; got dtype float64\."),
        (LOGITS, [True] * N, r"y must hold integers; got dtype bool\."),
        (
            LOGITS[0],
            [0],
            NO_MATRIX.format("logits", r"\(3,\)"),
        ),
        (
            LOGITS[:0],
            [],
            NO_MATRIX.format("logits", r"\(0, 3\)"),
        ),
    ],
)
def test_impossible_labels_and_logits_are_refused(
    logits: ArrayLike, y: ArrayLike, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        softmax_cross_entropy(logits, y)


def test_the_squared_loss_of_three_examples_by_hand() -> None:
    # X w = log 3, 0 and -log 3: o = 3/4, 1/2, 1/4. Targets 1, 0, 1/2 leave
    # 1/4, -1/2 and 1/4: squares 1/16 + 4/16 + 1/16.
    got = squared_loss([[1, 0], [0, 1], [-1, 2]], [1, 0, 0.5], [math.log(3), 0])

    assert got == pytest.approx(3 / 8, rel=1e-15)
    assert type(got) is float


def test_the_gradient_of_the_squared_loss_by_hand() -> None:
    # Errors 1/4, -1/2, 1/4 as above and slopes 3/16, 1/4, 3/16, so -2 times
    # 3/64 (1, 0) - 8/64 (0, 1) + 3/64 (-1, 2) = (0, -2/64).
    got = squared_loss_gradient(
        [[1, 0], [0, 1], [-1, 2]], [1, 0, 0.5], [math.log(3), 0]
    )

    np.testing.assert_allclose(got, [0, 1 / 16], rtol=1e-15, atol=1e-16)


def test_the_squared_loss_and_its_gradient_agree_with_torch() -> None:
    torch = pytest.importorskip("torch")

    def summed(w: Any) -> Any:
        o = torch.sigmoid(torch.as_tensor(X) @ torch.as_tensor(w))
        y = torch.as_tensor(TARGETS)
        return torch.nn.functional.mse_loss(o, y, reduction="sum")

    got = squared_loss(X, TARGETS, WEIGHTS)

    assert got == pytest.approx(summed(WEIGHTS).item(), rel=1e-14)
    np.testing.assert_allclose(
        squared_loss_gradient(X, TARGETS, WEIGHTS),
        autograd(summed, WEIGHTS)[0],
        rtol=1e-13,
        atol=1e-15,
    )


def test_the_gradient_is_the_slope_of_the_squared_loss() -> None:
    want = slopes(lambda w: squared_loss(X, TARGETS, w), WEIGHTS)

    got = squared_loss_gradient(X, TARGETS, WEIGHTS)

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), cut=st.integers(1, N - 1))
def test_the_squared_loss_of_all_examples_is_the_sum_over_parts(
    seed: int, cut: int
) -> None:
    w = np.random.default_rng(seed).normal(size=D)
    parts = (slice(None, cut), slice(cut, None))

    value = sum(squared_loss(X[part], TARGETS[part], w) for part in parts)
    gradient = sum(squared_loss_gradient(X[part], TARGETS[part], w) for part in parts)

    assert squared_loss(X, TARGETS, w) == pytest.approx(value, rel=1e-14)
    np.testing.assert_allclose(
        squared_loss_gradient(X, TARGETS, w), gradient, rtol=0, atol=1e-14
    )


def test_a_saturated_neuron_learns_nothing_and_warns_of_nothing() -> None:
    assert squared_loss([[1], [-1]], [0, 1], [1000]) == 2.0
    assert squared_loss_gradient([[1], [-1]], [0, 1], [1000]).tolist() == [0.0]


def test_a_saturated_slope_keeps_its_digits() -> None:
    # At z = 40 the output is 1 up to rounding and its slope e^-40, not 0.
    got = squared_loss_gradient([[1]], [0], [40])

    np.testing.assert_allclose(got, [2 * math.exp(-40)], rtol=1e-12)


def test_integers_and_lists_are_read_as_floats_and_nothing_is_changed() -> None:
    table, y, w = np.array([[1, 2], [3, -1], [0, 1]]), np.array([1, 0, 1]), [1, -1]

    assert squared_loss(table, y, w) == squared_loss(table * 1.0, y * 1.0, [1.0, -1.0])
    got = squared_loss_gradient(table, y, w)
    assert got.dtype == np.float64
    assert got.shape == (2,)
    assert table.tolist() == [[1, 2], [3, -1], [0, 1]]
    assert y.tolist() == [1, 0, 1]


@pytest.mark.parametrize("function", [squared_loss, squared_loss_gradient])
@pytest.mark.parametrize(
    ("table", "y", "w", "message"),
    [
        (X, TARGETS[:, None], WEIGHTS, r"y must have shape \(7,\); got \(7, 1\)\."),
        (X, TARGETS[1:], WEIGHTS, r"y must have shape \(7,\); got \(6,\)\."),
        (X, TARGETS, WEIGHTS[:, None], r"w must have shape \(4,\); got \(4, 1\)\."),
        (
            WEIGHTS,
            [1],
            WEIGHTS,
            NO_MATRIX.format("X", r"\(4,\)"),
        ),
    ],
)
def test_shapes_that_do_not_fit_are_refused(
    function: Callable[..., object],
    table: Array,
    y: Array,
    w: Array,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        function(table, y, w)
