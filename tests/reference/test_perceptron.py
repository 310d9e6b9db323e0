from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arrays import Array
from reference.perceptron import multiclass_perceptron, perceptron

SIGNS = st.sampled_from([-1, 1])
POINTS = st.lists(
    st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(-9, 9), SIGNS),
    min_size=1,
    max_size=12,
)


def separable(seed: int) -> tuple[Array, Array, float]:
    """Return 30 points of two classes, and (R/γ)² for a hyperplane between them."""
    rng = np.random.default_rng(seed)
    plane = rng.normal(size=4)
    plane /= np.linalg.norm(plane)
    # A bias is one more weight, on an input that is always 1.
    points = np.column_stack([rng.uniform(-2, 2, size=(200, 3)), np.ones(200)])
    points = points[np.abs(points @ plane) > 0.3][:30]
    margins = points @ plane
    bound = np.max(np.sum(points**2, axis=1)) / np.min(np.abs(margins)) ** 2
    return points[:, :3], np.sign(margins), float(bound)


def mistakes(X: Array, y: Array, epochs: int) -> Array:
    """Count the mistakes on each example, from the Gram matrix alone.

    The dual form: w is never computed, only how often each example was added to it.
    """
    gram = X @ X.T + 1
    counts = np.zeros(len(X))
    for _ in range(epochs):
        for i in range(len(X)):
            if y[i] * np.sum(counts * y * gram[i]) <= 0:
                counts[i] += 1
    return counts


def test_two_epochs_by_hand() -> None:
    # (1, 2)+: score 0, a mistake: w = (1, 2), b = 1. (2, 1)-: 1·2 + 2·1 + 1 = 5, a
    # mistake: w = (-1, 1), b = 0. (0, 1)+: 1, right. Then (1, 2)+: 1, right. (2, 1)-:
    # -1, right. (0, 1)+: 1, right.
    w, b = perceptron([[1, 2], [2, 1], [0, 1]], [1, -1, 1], epochs=2)

    assert w.tolist() == [-1.0, 1.0]
    assert b == 0.0


def test_an_example_on_the_boundary_is_a_mistake() -> None:
    # After (1,)+ w = 1, b = 1, so (-1,)+ has the score 0: w = 0, b = 2.
    w, b = perceptron([[1], [-1]], [1, 1], epochs=1)

    assert (w.tolist(), b) == ([0.0], 2.0)


def test_fractions_are_added_exactly() -> None:
    # A mistake at -1/4, w = -1/4 and b = 1; 1/2 has 1 - 1/8 > 0, a mistake of class -1.
    w, b = perceptron([[-0.25], [0.5]], [1, -1], epochs=1)

    assert w.tolist() == [float(Fraction(-1, 4) - Fraction(1, 2))]
    assert b == 0.0


def test_the_examples_order_decides() -> None:
    forwards = perceptron([[1, 2], [3, 1]], [1, -1], epochs=1)
    backwards = perceptron([[3, 1], [1, 2]], [-1, 1], epochs=1)

    assert forwards[0].tolist() == [-2.0, 1.0]
    # (3, 1)-: w = (-3, -1), b = -1. (1, 2)+: -3 - 2 - 1 < 0: w = (-2, 1), b = 0.
    assert backwards[0].tolist() == [-2.0, 1.0]
    third = perceptron([[3, 1], [1, 2], [0, 3]], [-1, 1, -1], epochs=1)
    # (0, 3)-: 3, a mistake: w = (-2, -2), b = -1.
    assert (third[0].tolist(), third[1]) == ([-2.0, -2.0], -1.0)


@pytest.mark.parametrize("seed", range(5))
def test_separable_classes_are_learnt_within_novikoffs_bound(seed: int) -> None:
    X, y, bound = separable(seed)
    # Every example carries a mark of its own, too faint to matter for a decision, so
    # that the weights of the marks count how often each example was a mistake.
    marked = np.column_stack([X, 1e-9 * np.eye(len(X))])

    # Any epoch before the last mistake has a mistake, so this many epochs are enough.
    w, b = perceptron(marked, y, epochs=int(bound) + 1)

    assert np.all(y * (marked @ w + b) > 0)
    counts = np.abs(w[3:]) / 1e-9
    assert 1 < np.sum(counts) <= bound
    again = perceptron(marked, y, epochs=int(bound) + 10)
    assert (again[0].tolist(), again[1]) == (w.tolist(), b)


@settings(max_examples=25, deadline=None)
@given(points=POINTS, epochs=st.integers(0, 4))
def test_it_agrees_with_the_dual_perceptron(
    points: list[tuple[int, int, int, int]], epochs: int
) -> None:
    *columns, y = np.array(points, dtype=float).T
    X = np.stack(columns, axis=1)

    w, b = perceptron(X, y, epochs)

    # Integers: both sides are exact.
    counts = mistakes(X, y, epochs)
    assert w.tolist() == ((counts * y) @ X).tolist()
    assert b == np.sum(counts * y)
    assert type(b) is float


@settings(max_examples=25, deadline=None)
@given(points=POINTS, epochs=st.integers(0, 3))
def test_exchanging_the_classes_changes_every_sign(
    points: list[tuple[int, int, int, int]], epochs: int
) -> None:
    X, y = np.array(points)[:, :3], np.array(points)[:, 3]

    w, b = perceptron(X, y, epochs)

    opposite, c = perceptron(X, -y, epochs)
    assert opposite.tolist() == (-w).tolist()
    assert c == -b


def test_no_epoch_leaves_the_zero_start() -> None:
    w, b = perceptron([[1, 2]], [1], epochs=0)

    assert (w.tolist(), b) == ([0.0, 0.0], 0.0)


def test_neither_examples_nor_classes_are_changed() -> None:
    X, y = np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([1.0, -1.0])

    w, _ = perceptron(X, y, epochs=3)

    assert not np.shares_memory(w, X)
    assert X.tolist() == [[1.0, 2.0], [3.0, 1.0]]
    assert y.tolist() == [1.0, -1.0]


def test_three_classes_by_hand() -> None:
    # Class 0 against the rest: (1, 0)+ is a mistake, w = (1, 0), b = 1; (0, 1)- scores
    # 1, a mistake, w = (1, -1), b = 0; (-1, -1)- scores 0, a mistake, w = (2, 0),
    # b = -1. Class 1: (1, 0)- gives (-1, 0), -1; (0, 1)+ scores -1: (-1, 1), 0;
    # (-1, -1)- scores 0: (0, 2), -1. Class 2: (1, 0)- gives (-1, 0), -1; (0, 1)-
    # scores -1, right; (-1, -1)+ scores 0: (-2, -1), 0.
    W, b = multiclass_perceptron([[1, 0], [0, 1], [-1, -1]], [0, 1, 2], 3, epochs=1)

    assert W.tolist() == [[2.0, 0.0, -2.0], [0.0, 2.0, -1.0]]
    assert b.tolist() == [-1.0, -1.0, 0.0]


@settings(max_examples=25, deadline=None)
@given(
    points=st.lists(
        st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(0, 3)),
        min_size=1,
        max_size=10,
    ),
    epochs=st.integers(0, 3),
)
def test_every_class_has_its_own_dual_perceptron(
    points: list[tuple[int, int, int]], epochs: int
) -> None:
    X, y = np.array(points, dtype=float)[:, :2], np.array(points)[:, 2]

    W, b = multiclass_perceptron(X, y, 4, epochs)

    assert W.shape == (2, 4)
    assert b.shape == (4,)
    for c in range(4):
        signs = 2.0 * (y == c) - 1
        counts = mistakes(X, signs, epochs)
        assert W[:, c].tolist() == ((counts * signs) @ X).tolist()
        assert b[c] == np.sum(counts * signs)


def test_classes_that_are_separable_from_the_rest_are_all_learnt() -> None:
    rng = np.random.default_rng(0)
    corners = np.array([[4, 0], [-4, 0], [0, 4], [0, -4]])
    y = np.arange(40) % 4
    X = corners[y] + rng.uniform(-1, 1, size=(40, 2))

    W, b = multiclass_perceptron(X, y, classes=4, epochs=50)

    assert np.argmax(X @ W + b, axis=1).tolist() == y.tolist()


def test_a_class_without_examples_gets_a_unit_all_the_same() -> None:
    # It is shown -1 only: one mistake at the zero start, then the score is -2.
    W, b = multiclass_perceptron([[1]], [0], classes=2, epochs=5)

    assert (W.tolist(), b.tolist()) == ([[1.0, -1.0]], [1.0, -1.0])


def test_one_class_alone_is_one_perceptron() -> None:
    W, b = multiclass_perceptron([[1, 2], [-5, 1]], [0, 0], 1, epochs=1)

    # (1, 2) makes w = (1, 2), b = 1; (-5, 1) scores -2: w = (-4, 3), b = 2.
    assert (W.tolist(), b.tolist()) == ([[-4.0], [3.0]], [2.0])


@pytest.mark.parametrize(
    ("X", "y", "epochs", "message"),
    [
        ([[1], [2]], [0, 1], 1, r"y must hold -1 and \+1 only; got 0\.0\."),
        ([[1], [2]], [1, 2], 1, r"y must hold -1 and \+1 only; got 2\.0\."),
        ([[1], [2]], [1, np.nan], 1, r"y must hold -1 and \+1 only; got nan\."),
        ([[1], [2]], [1], 1, r"y must have shape \(2,\); got \(1,\)\."),
        ([[1], [2]], [[1], [1]], 1, r"y must have shape \(2,\); got \(2, 1\)\."),
        ([1, 2], [1, 1], 1, r"X must have shape \(rows, columns\), .* \(2,\)\."),
        ([[1], [2]], [1, -1], -1, r"epochs must be a whole number >= 0; got -1\."),
    ],
)
def test_other_classes_and_shapes_are_refused(
    X: ArrayLike, y: ArrayLike, epochs: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        perceptron(X, y, epochs)


@pytest.mark.parametrize(
    ("X", "y", "classes", "message"),
    [
        ([[1], [2]], [0, 2], 2, r"y must hold labels from 0 to 1; got 2\."),
        ([[1], [2]], [0, -1], 2, r"y must hold labels from 0 to 1; got -1\."),
        ([[1], [2]], [0.0, 1.0], 2, r"y must hold integers; got dtype float64\."),
        ([[1], [2]], [0], 2, r"y must have shape \(2,\); got \(1,\)\."),
        ([[1], [2]], [0, 1], 0, r"classes must be a whole number >= 1; got 0\."),
        ([1, 2], [0, 1], 2, r"X must have shape \(rows, columns\), .* \(2,\)\."),
        (5, [0], 2, r"X must have shape \(rows, columns\), .* got shape \(\)\."),
    ],
)
def test_other_labels_are_refused(
    X: ArrayLike, y: ArrayLike, classes: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        multiclass_perceptron(X, y, classes, 1)
