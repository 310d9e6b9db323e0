"""Assignment 08: the perceptron algorithm, which learns from its mistakes alone."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count, require_matrix, require_shape
from reference.arrays import Array, labels, real


def perceptron(
    X: ArrayLike, y: ArrayLike, epochs: SupportsIndex
) -> tuple[Array, float]:
    """Return weights and bias of a perceptron.

    Update, with w = 0 and b = 0 at the start, for i = 0 … N-1 in each epoch::

        if y_i (w·x_i + b) <= 0:
            w = w + y_i x_i
            b = b + y_i

    Convention:
        An example on the boundary counts as a mistake: with < for <= the zero start
        would never move. Examples come in their order, in every epoch the same. The
        step has length 1: from a zero start a learning rate would only scale w and b.
        The classes are -1 and +1, as in Novikoff's theorem; Rosenblatt's and
        scikit-learn's labels may be 0 and 1.

    Edge cases:
        X has shape (N, D) with N, D >= 1; y has shape (N,) and holds -1 and +1
        (integers or floats), else ValueError. Returns (w of shape (D,), b as a Python
        float). All epochs are run; once an epoch has made no mistake nothing changes
        any more. epochs = 0 gives zeros. On classes that no hyperplane separates it
        never settles, and the result is whatever the last epoch left.

    Source:
        S0, slide "Finding the best weights". Rosenblatt, "The perceptron: a
        probabilistic model for information storage and organization in the brain",
        1958.  https://doi.org/10.1037/h0042519

    By hand:
        (1, 2) is a mistake at the zero start and makes w = (1, 2), b = 1. Then
        (3, 1) of class -1 has w·x + b = 6, a mistake: w = (-2, 1), b = 0:

        >>> w, b = perceptron([[1, 2], [3, 1]], [1, -1], epochs=1)
        >>> w.tolist(), b
        ([-2.0, 1.0], 0.0)

    """
    require_matrix(X=X)
    require_count(epochs=epochs)
    n, features = np.shape(X)
    require_shape((n,), y=y)
    inputs, signs = real(X), real(y)
    wrong = signs[np.abs(signs) != 1]
    if wrong.size:
        raise ValueError(f"y must hold -1 and +1 only; got {wrong[0]}.")
    w, b = np.zeros(features), 0.0
    for _ in range(epochs):
        for x_i, y_i in zip(inputs, signs, strict=True):
            if y_i * (w @ x_i + b) <= 0:
                w += y_i * x_i
                b += float(y_i)
    return w, b


def multiclass_perceptron(
    X: ArrayLike, y: ArrayLike, classes: SupportsIndex, epochs: SupportsIndex
) -> tuple[Array, Array]:
    """Return weights and biases of one perceptron per class, each against the rest.

    Formula, for c = 0 … classes-1::

        y_c         = +1 where y = c, else -1
        W[:, c], b_c = perceptron(X, y_c, epochs)

    Convention:
        Every unit is trained by itself, on its own mistakes, whether or not another
        unit answers louder (S0). The other multiclass perceptron updates the winner
        and the right class together, when the largest score is wrong.

    Edge cases:
        X as for `perceptron`; y has shape (N,) and holds integers from 0 to
        classes - 1, else ValueError. classes is a whole number from 1 on. Returns
        (W of shape (D, classes), b of shape (classes,)); the scores are X W + b. A
        class without examples gets a unit that was shown -1 only.

    Source:
        S0, slide "Finding the best weights": "multiple perceptron units", each
        trained separately.

    By hand:
        With two classes the second unit is the negative of the first:

        >>> W, b = multiclass_perceptron([[1, 2], [3, 1]], [0, 1], 2, epochs=1)
        >>> W.tolist(), b.tolist()
        ([[-2.0, 2.0], [1.0, -1.0]], [0.0, 0.0])

    """
    require_matrix(X=X)
    require_count(1, classes=classes)
    targets = labels(y, np.shape(X)[0], int(classes))
    units = [
        perceptron(X, np.where(targets == c, 1, -1), epochs) for c in range(classes)
    ]
    return np.stack([w for w, _ in units], axis=1), np.array([b for _, b in units])
