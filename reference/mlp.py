"""Assignment 08: a network of tanh layers under a softmax, and its gradient."""

from collections.abc import Sequence
from typing import SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.activations.softmax import softmax
from reference.arguments import (
    require_count,
    require_matrix,
    require_non_negative,
    require_shape,
)
from reference.arrays import Array, Labels, real
from reference.initialisation import Params, init_params
from reference.losses import softmax_cross_entropy

Layers: TypeAlias = Sequence[tuple[ArrayLike, ArrayLike]]
"""Parameters as they are handed in: pairs (W, b), input side first."""


def forward(params: Layers, X: ArrayLike) -> Array:
    """Return the probability of each class for each example.

    Formula, with L hidden layers::

        h_0 = X
        h_k = tanh(h_{k-1} W_k + b_k),  k = 1 … L
        z   = h_L W_{L+1} + b_{L+1}
        p   = softmax(z), row by row

    Convention:
        Examples are rows and W has shape (inputs, outputs), so a layer is h W + b.
        The lectures write W x + b with W of shape (outputs, inputs): the transpose.
        S0 leaves the biases out.

    Edge cases:
        params is a list of (W, b), input side first, b of shape (outputs,); any
        number of layers from 1 on, and one layer has no tanh (softmax regression).
        X has shape (N, D) with N, D >= 1, the result (N, C); its rows sum to 1.
        Shapes that do not fit are a ValueError. No overflow at inputs of ±1000.
        Nothing that was handed in is changed.

    Source:
        S4, slide "Neural network: multilayer neural network"; S2, slide "Example:
        Tanh MLP"; S0, slide "Loss minimization".

    By hand:
        The hidden unit tanh(1 · 0 + 0) = 0 leaves the biases 0 and log 3 as logits,
        so the odds are 1 to 3:

        >>> params = [([[1.0]], [0.0]), ([[5.0, 7.0]], [0.0, np.log(3)])]
        >>> forward(params, [[0.0]]).round(6).tolist()
        [[0.25, 0.75]]

    """
    _, z = _propagate(params, X)
    return softmax(z)


def loss(params: Layers, X: ArrayLike, y: ArrayLike, l2: float, l1: float) -> float:
    """Return the mean cross-entropy plus the penalties on the weights.

    Formula, with z the logits of `forward`::

        data    = softmax_cross_entropy(z, y)
        penalty = Σ_k (l2 ‖W_k‖_F² + l1 Σ_ij |W_k,ij|)
        loss    = data + penalty

    Convention:
        The cross-entropy is a mean over the rows, the penalties are added once,
        whatever N is. There is no ½ before l2 (S4); with weight_decay PyTorch has
        one, scikit-learn's alpha has ½/N. Only weights are penalised (S4), whereas
        PyTorch's weight_decay shrinks the biases too.

    Edge cases:
        Arguments as for `forward`; y as for `softmax_cross_entropy`: shape (N,),
        integers from 0 to C - 1, else ValueError. l2 and l1 are finite and >= 0, else
        ValueError; both 0 leave the mean cross-entropy alone. The result is a Python
        float, exact for saturated wrong classes (2000, not inf).

    Source:
        S4, slides "Machine learning: empirical risk minimization, regularization",
        "Regularization: L2 regularization" and "Regularization: L1 regularization".

    By hand:
        Weights 3 and -3 on an input of 0 leave log 2; the penalties are
        0.5 · (9 + 9) = 9 and 0.25 · (3 + 3) = 1.5:

        >>> round(loss([([[3, -3]], [0, 0])], [[0]], [1], l2=0.5, l1=0.25), 6)
        11.193147

    """
    require_non_negative(l2=l2, l1=l1)
    _, z = _propagate(params, X)
    data, _ = softmax_cross_entropy(z, y)
    weights = [real(W) for W, _ in params]
    # l2 comes first: where weights diverge, W² may overflow although l2 W² does not.
    penalty = sum(float(np.sum(l2 * W * W + l1 * np.abs(W))) for W in weights)
    return data + penalty


def backward(
    params: Layers, X: ArrayLike, y: ArrayLike, l2: float, l1: float
) -> Params:
    """Return the gradient of `loss` in every weight and bias.

    Formula, with h_k and z as in `forward`::

        δ = (softmax(z) - e(y)) / N
        for k = L+1 … 1:
            dW_k = h_{k-1}ᵀ δ + 2 l2 W_k + l1 sign(W_k)
            db_k = Σ_i δ_i, the sum over the examples
            δ    = δ W_kᵀ ⊙ (1 - h_{k-1}²),  unless k = 1

    Convention:
        The gradient of the mean: 1/N is in δ, once, and db is a sum of δ's rows. The
        penalties reach the weights only. S4 writes the products for one example and
        with W of shape (outputs, inputs), as δ hᵀ and Wᵀ δ. Its remark that all
        gradients are 0 when the weights are 0 is a slip: with zero weights and biases
        and a hidden layer, that of the output's bias is not; it is the mean of
        p - e(y).

    Edge cases:
        Arguments as for `loss`. The result is a list of (dW, db), input side first,
        each of the shape of its W or b, also (outputs,) for b. The slope of |w| at
        w = 0 is 0 here; anything from -1 to 1 is accepted there. No overflow and no
        warning where tanh or softmax saturate.

    Source:
        S4, slide "Backpropagation: backpropagation algorithm", with the gradients of
        "Regularization"; S2, slide "Example: Tanh MLP". Rumelhart, Hinton & Williams,
        "Learning representations by back-propagating errors", 1986, equations (4)
        to (7).  https://doi.org/10.1038/323533a0

    By hand:
        One layer of zeros gives p = (1/2, 1/2), so δ = (-1/2, 1/2) for label 0, and
        x = (2, 4) has the outer product x δ:

        >>> zeros = [(np.zeros((2, 2)), np.zeros(2))]
        >>> (dW, db), = backward(zeros, [[2, 4]], [0], l2=0, l1=0)
        >>> dW.tolist(), db.tolist()
        ([[-1.0, 1.0], [-2.0, 2.0]], [-0.5, 0.5])

    """
    require_non_negative(l2=l2, l1=l1)
    h, z = _propagate(params, X)
    _, delta = softmax_cross_entropy(z, y)
    gradients = []
    for k in reversed(range(len(params))):
        W = real(params[k][0])
        dW = h[k].T @ delta + 2 * l2 * W + l1 * np.sign(W)
        db = delta.sum(axis=0)
        gradients.append((dW, db))
        if k > 0:
            delta = delta @ W.T * (1 - h[k] ** 2)
    return gradients[::-1]


def permute_hidden(
    params: Layers, layer: SupportsIndex, permutation: ArrayLike
) -> Params:
    """Return the parameters of the same function with hidden units reordered.

    Formula, with π the permutation and k = layer + 1::

        W_k     = W_k[:, π]
        b_k     = b_k[π]
        W_{k+1} = W_{k+1}[π, :]

    Convention:
        New unit i is old unit permutation[i]; the inverse permutation is another
        network of the same function. Incoming weights are columns, outgoing weights
        rows (in the lectures' (outputs, inputs) it is the other way round).

    Edge cases:
        layer 0 is the first hidden layer; a negative one, the output layer, or any
        layer of a network without hidden ones is a ValueError. permutation holds each
        of the integers 0 to H - 1 once, H the units of that layer, as a list or array
        of shape (H,); anything else is a ValueError. All arrays of the result are
        new, also those of the other layers. The outputs agree up to rounding, since
        sums are taken in another order.

    Source:
        S4, slide "Optimization: local optimum, global optimum, plateau"; S3, slide
        "Permutation symmetry or weight space symmetry".

    By hand:
        Two hidden units change places, with what comes in and what goes out:

        >>> params = [([[1, 2]], [3, 4]), ([[5], [6]], [7])]
        >>> (W, b), (V, c) = permute_hidden(params, 0, [1, 0])
        >>> W.tolist(), b.tolist(), V.tolist(), c.tolist()
        ([[2.0, 1.0]], [4.0, 3.0], [[6.0], [5.0]], [7.0])

    """
    require_count(layer=layer)
    new = [(real(W), real(b)) for W, b in params]
    k = int(layer)
    if k >= len(new) - 1:
        raise ValueError(
            f"layer must be one of the {len(new) - 1} hidden layers; got {layer!r}."
        )
    (W, b), (V, c) = new[k : k + 2]
    require_shape(b.shape, permutation=permutation)
    order = np.asarray(permutation)
    if order.dtype.kind not in "iu" or set(order.tolist()) != set(range(len(b))):
        raise ValueError(
            f"permutation must hold each of 0 to {len(b) - 1} once; "
            f"got {permutation!r}."
        )
    new[k : k + 2] = [(W[:, order], b[order]), (V[order], c)]
    return new


class MLP:
    """A network that keeps its parameters.

    Formula, with the parameters θ::

        θ               = init_params(sizes, rng), at the start
        loss(X, y)      = loss(θ, X, y, l2=0, l1=0)
        gradients(X, y) = backward(θ, X, y, l2=0, l1=0)
        predict(X)      = argmax_c forward(θ, X)_ic, row by row

    Convention:
        Loss and gradients are those of the mean cross-entropy, without a penalty.
        Nothing here trains: `gradients` returns and does not add up across calls.

    Edge cases:
        `params` is the list of (W, b) that `init_params` makes; whoever replaces it,
        or its entries, changes the network. `loss` is a Python float, `gradients` a
        list of (dW, db) like `backward`, `predict` an array of integer labels, shape
        (N,); among equally probable classes the first. No method changes params.
        Arguments are refused as by the functions.

    Source:
        S4, slide "Neural network: multilayer neural network".

    By hand:
        Whatever was drawn, weights of 0 make all classes equally probable, so the
        loss is log 2 and the first label is predicted:

        >>> network = MLP([3, 2], np.random.default_rng(0))
        >>> network.params = [(np.zeros((3, 2)), np.zeros(2))]
        >>> round(network.loss([[1, 2, 3]], [1]), 6)
        0.693147
        >>> network.predict([[1, 2, 3]]).tolist()
        [0]

    """

    params: Params
    """The weights and biases, input side first."""

    def __init__(
        self, sizes: Sequence[SupportsIndex], rng: np.random.Generator
    ) -> None:
        self.params = init_params(sizes, rng)

    def loss(self, X: ArrayLike, y: ArrayLike) -> float:
        """Return the mean cross-entropy."""
        return loss(self.params, X, y, l2=0, l1=0)

    def gradients(self, X: ArrayLike, y: ArrayLike) -> Params:
        """Return the gradient of the mean cross-entropy: a list of (dW, db)."""
        return backward(self.params, X, y, l2=0, l1=0)

    def predict(self, X: ArrayLike) -> Labels:
        """Return the most probable label of each example."""
        most_probable: Labels = np.argmax(forward(self.params, X), axis=1)
        return most_probable


def _propagate(params: Layers, X: ArrayLike) -> tuple[list[Array], Array]:
    """Return the input of every layer, X first, and the logits."""
    require_matrix(X=X)
    *hidden, (V, c) = params
    h = [real(X)]
    for W, b in hidden:
        h.append(np.tanh(h[-1] @ real(W) + real(b)))
    return h, h[-1] @ real(V) + real(c)
