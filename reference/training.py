"""Assignment 08: training a network, and knowing when to stop."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import (
    require_count,
    require_matrix,
    require_non_negative,
    require_shape,
)
from reference.arrays import real
from reference.initialisation import Params
from reference.minibatches import minibatches
from reference.mlp import Layers, backward, loss


def train(
    params: Layers,
    X: ArrayLike,
    y: ArrayLike,
    lr: float,
    batch_size: SupportsIndex,
    epochs: SupportsIndex,
    rng: np.random.Generator,
) -> tuple[Params, list[float]]:
    """Return the parameters after mini-batch gradient descent, and the errors.

    Update, with θ the given parameters at the start, for e = 0 … epochs-1::

        for B in minibatches(N, batch_size, rng):
            g = backward(θ, X[B], y[B], l2=0, l1=0)
            θ = θ - lr g, all layers at once
        error_e = loss(θ, X, y, l2=0, l1=0)

    Convention:
        The gradient is that of the mean over the examples of the batch, also in a
        short last batch. Every epoch has a new permutation. All gradients of an
        update are taken at the same parameters, before any layer moves. The error is
        that of all examples after the epoch, not the average over batches on the way
        (Keras reports that one).

    Edge cases:
        Parameters, X and y as for `loss`; lr is finite and >= 0, batch_size a whole
        number from 1 on (more than N makes one batch of all), epochs one from 0 on,
        else ValueError. Returns (a list of (W, b) of new arrays, a list of `epochs`
        Python floats); epochs = 0 gives a copy of the parameters and no errors. What
        was handed in is not changed. From rng comes one permutation per epoch and
        nothing else, also where one batch holds all. A training that diverges runs
        into inf and nan without a warning.

    Source:
        S4, slide "Machine learning: stochastic gradient descent (SGD)" and "Gradient
        descent: mini-batch, momentum"; S3, Algorithm 8.1.

    By hand:
        One example x = 1 of class 0, zero weights and lr = 1: δ = (-1/2, 1/2), so W
        and b become (1/2, -1/2). The logits are then 1 and -1, the error is
        log(1 + e^-2) = 0.126928:

        >>> zeros, rng = [(np.zeros((1, 2)), np.zeros(2))], np.random.default_rng(0)
        >>> [(W, b)], errors = train(zeros, [[1]], [0], 1, 1, 1, rng)
        >>> W.tolist(), b.tolist(), [round(e, 6) for e in errors]
        ([[0.5, -0.5]], [0.5, -0.5], [0.126928])

    """
    require_non_negative(lr=lr)
    require_count(epochs=epochs)
    require_matrix(X=X)
    inputs, targets = real(X), np.array(y)
    require_shape(inputs.shape[:1], y=targets)
    theta = [(real(W), real(b)) for W, b in params]
    errors = []
    # A training that diverges is a result, not an accident: it overflows in silence.
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(epochs):
            for batch in minibatches(len(inputs), batch_size, rng):
                g = backward(theta, inputs[batch], targets[batch], l2=0, l1=0)
                theta = [
                    (W - lr * dW, b - lr * db)
                    for (W, b), (dW, db) in zip(theta, g, strict=True)
                ]
            errors.append(loss(theta, inputs, targets, l2=0, l1=0))
    return theta, errors


def early_stopping(errors: ArrayLike, patience: SupportsIndex) -> tuple[int, int]:
    """Return the epoch to stop after, and the best epoch until then.

    Formula, with epochs e from 0::

        best_e = the earliest of the epochs 0 … e with the smallest error
        stop   = the first e with e - best_e >= patience, else the last epoch
        best   = best_stop

    Convention:
        Only a strictly smaller error is better; an equal one does not start the
        patience anew (Keras and PyTorch Lightning with min_delta = 0 likewise). The
        best epoch is that of the smallest error, not the one before the stop. What
        comes after the stop is not looked at, however small.

    Edge cases:
        errors has shape (epochs,), one validation error per epoch, at least one, else
        ValueError; patience is a whole number from 0 on, and 0 stops at epoch 0. An
        error of nan or inf is never an improvement: it uses up patience, and if it
        comes first, epoch 0 is the best until a finite error comes. Returns two
        Python ints.

    Source:
        S4, slide "Knowing when to stop: early stopping" ("with some look ahead").
        Goodfellow, Bengio & Courville, "Deep Learning", 2016, Algorithm 7.1.
        https://www.deeplearningbook.org/contents/regularization.html

    By hand:
        After 3, 1, 2, 2 the best epoch is 1; epoch 3 is two epochs later, so with a
        patience of 2 the 0 that follows is not seen:

        >>> early_stopping([3, 1, 2, 2, 0], patience=2)
        (3, 1)

    """
    require_count(patience=patience)
    curve = real(errors)
    if curve.ndim != 1 or curve.size == 0:
        raise ValueError(
            f"errors must have shape (epochs,), not empty; got shape {curve.shape}."
        )
    best, smallest = 0, np.inf
    for e, error in enumerate(curve):
        # A nan compares false, so it is never an improvement.
        if error < smallest:
            best, smallest = e, error
        if e - best >= int(patience):
            return e, best
    return len(curve) - 1, best
