"""Assignment 08: what training makes small, with its gradient."""

import numpy as np
from numpy.typing import ArrayLike

from reference.activations.sigmoid import sigmoid, sigmoid_derivative
from reference.activations.softmax import softmax
from reference.arguments import require_matrix, require_shape
from reference.arrays import Array, labels, real


def softmax_cross_entropy(logits: ArrayLike, y: ArrayLike) -> tuple[float, Array]:
    """Return the mean cross-entropy of softmax(logits), and its gradient.

    Formula, for N rows of logits with labels y_i::

        z_i     = logits_i - max_c logits_ic
        loss    = 1/N Σ_i (log Σ_c exp(z_ic) - z_{i y_i})
        dlogits = (softmax(z) - e(y)) / N,  where e(y)_ic = 1 if c = y_i, else 0

    Convention:
        The mean over the N rows, as in PyTorch and scikit-learn; not the sum over
        rows, and not the mean over all N·C entries. The logarithm is natural. The
        gradient is that of the mean (1/N is in it) and is taken in the logits, where
        softmax and cross-entropy simplify to p - e(y), not in the probabilities. S4
        writes loss and gradient of one example. Labels are integers, not one-hot.

    Edge cases:
        logits has shape (N, C) with N, C >= 1; y has shape (N,) and holds integers
        from 0 to C - 1, as a list or an array of any integer dtype. Anything else is
        a ValueError: a label out of range, labels that are floats or booleans, y of
        another length or of shape (N, 1). Returns (a Python float, an array of shape
        (N, C)). Nothing overflows or is rounded to log 0 at logits of ±1000: a wrong
        class that is ahead by 2000 costs 2000, not inf. Rows of dlogits sum to 0 up
        to rounding. The arguments are not changed.

    Source:
        S4, slides "Gradient computation: loss gradient at output pre-activation" and
        "Machine learning: empirical risk minimization". S2, slide "Example: Tanh
        MLP".

    By hand:
        Equal logits give each of two classes 1/2, so the loss is log 2 and the
        gradient 1/2 - 1 for the label, 1/2 for the other class:

        >>> value, gradient = softmax_cross_entropy([[3, 3]], [0])
        >>> round(value, 6), gradient.tolist()
        (0.693147, [[-0.5, 0.5]])

    """
    require_matrix(logits=logits)
    n, classes = np.shape(logits)
    at_label = np.arange(n), labels(y, n, classes)
    z = real(logits)
    # The maximum goes first: subtracted from the logarithm it would cost digits.
    z -= z.max(axis=1, keepdims=True)
    loss = np.mean(np.logaddexp.reduce(z, axis=1) - z[at_label])
    dlogits = softmax(z)
    dlogits[at_label] -= 1
    return float(loss), dlogits / n


def squared_loss(X: ArrayLike, y: ArrayLike, w: ArrayLike) -> float:
    """Return the squared loss of one sigmoid neuron, summed over the examples.

    Formula, with z = X w::

        o = σ(z)
        L = Σ_i (y_i - o_i)²

    Convention:
        The sum over the examples, without ½ and without 1/N, as S3 writes it. The
        neuron has no bias; a column of ones in X is one. S3's φ is the sigmoid here.

    Edge cases:
        X has shape (N, D) with N, D >= 1, w (D,) and y (N,); other shapes are a
        ValueError, also y of shape (N, 1), which would broadcast. y holds targets,
        usually from 0 to 1, but any number is allowed. The result is a Python float.
        No overflow and no warning at X w = ±1000.

    Source:
        S3, slide "Recall …", Step 1: loss function.

    By hand:
        w = 0 gives o = 1/2; targets 1 and 0.25 give 0.5² + 0.25²:

        >>> squared_loss([[1, 2], [3, 4]], [1, 0.25], [0, 0])
        0.3125

    """
    targets, z = _neuron(X, y, w)
    o = sigmoid(z)
    return float(np.sum((targets - o) ** 2))


def squared_loss_gradient(X: ArrayLike, y: ArrayLike, w: ArrayLike) -> Array:
    """Return the gradient of `squared_loss` in w.

    Formula, with z = X w::

        o  = σ(z)
        ∇L = -2 Xᵀ ((y - o) ⊙ σ'(z))

    Convention:
        The gradient of the sum over the examples: neither the 2 nor σ' is dropped,
        and nothing is divided by N.

    Edge cases:
        Arguments as for `squared_loss`; the result has shape (D,). Where the neuron
        saturates the gradient fades to 0 however wrong the output is, without a
        warning.

    Source:
        S3, slide "Recall …", Step 1: loss function, by the chain rule.

    By hand:
        w = 0 gives o = 1/2 and σ' = 1/4, so one example x = (1, 2) with target 1 has
        the gradient -2 · 1/2 · 1/4 · x:

        >>> squared_loss_gradient([[1, 2]], [1], [0, 0]).tolist()
        [-0.25, -0.5]

    """
    targets, z = _neuron(X, y, w)
    o = sigmoid(z)
    return -2 * real(X).T @ ((targets - o) * sigmoid_derivative(z))


def _neuron(X: ArrayLike, y: ArrayLike, w: ArrayLike) -> tuple[Array, Array]:
    """Return the targets and the pre-activation X w, if the shapes agree."""
    require_matrix(X=X)
    n, features = np.shape(X)
    require_shape((n,), y=y)
    require_shape((features,), w=w)
    return real(y), real(X) @ real(w)
