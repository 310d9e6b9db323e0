"""Assignment 06: softmax, scores in, probabilities out."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arrays import Array, real


def softmax(z: ArrayLike) -> Array:
    """Return the softmax of z along its last axis.

    Formula, for each row of the last axis::

        e_i = exp(z_i - max_j z_j)
        s_i = e_i / Σ_j e_j

    Convention:
        Each row is shifted by its own maximum, which changes nothing but keeps exp
        from overflowing. One maximum for the whole array would also be stable above,
        but a row far below it would become 0/0.

    Edge cases:
        z has shape (C,) or any number of axes, (…, C), with C >= 1; the result has
        z's shape and every row sums to 1 up to rounding. C = 1 gives 1; no rows,
        shape (0, C), give no rows. Adding a constant to a row changes nothing. No
        warning at ±1000; entries more than 745 below the largest are 0. An entry -∞
        gets 0 as long as another of its row is finite.

    Source:
        S1, slide "Types of Activation Functions" (list). S2, slide "Example: Tanh
        MLP".

    By hand:
        e^0 : e^(log 3) = 1 : 3, whatever is added to both:

        >>> softmax([[0, np.log(3)], [1000, 1000]]).round(12).tolist()
        [[0.25, 0.75], [0.5, 0.5]]

    """
    z = real(z)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return real(e / e.sum(axis=-1, keepdims=True))


def softmax_jacobian(z: ArrayLike) -> Array:
    """Return the Jacobian of softmax at z.

    Formula, with s = softmax(z)::

        J = diag(s) - s sᵀ,  that is J_ij = ∂s_i/∂z_j = s_i ([i = j] - s_j)

    Convention:
        Row = output, column = input; since J is symmetric, S1's transposed layout is
        the same matrix. Off the diagonal it is not 0: raising one score lowers every
        other probability.

    Edge cases:
        z has shape (C,) with C >= 1; J has shape (C, C). Rows and columns sum to 0 up
        to rounding; C = 1 gives [[0]]. No warning at ±1000. Entries are exact to
        about 1e-16 absolutely.

    Source:
        S0, slide "Chain rule and Backpropagation" (where one needs Jacobians). S4,
        slide "Gradient computation: loss gradient at output pre-activation".

    By hand:
        s = (1/4, 3/4): 1/4 - 1/16 = 3/16 on the diagonal, -1/4 · 3/4 off it:

        >>> softmax_jacobian([0, np.log(3)]).round(12).tolist()
        [[0.1875, -0.1875], [-0.1875, 0.1875]]

    """
    s = softmax(z)
    return np.diag(s) - np.outer(s, s)


def softmax_vjp(z: ArrayLike, v: ArrayLike) -> Array:
    """Return the gradient in z, given the gradient v at the output of softmax.

    Formula, for each row of the last axis, with s = softmax(z)::

        Jᵀ v = s ⊙ (v - ⟨v, s⟩)

    Convention:
        The Jacobian is multiplied without being formed: C numbers a row instead of
        C². Each row has its own inner product.

    Edge cases:
        z and v have the same shape, (C,) or (…, C) with C >= 1; so has the result. A
        v that is constant along a row gives 0 up to rounding. No warning at ±1000. v
        is finite.

    Source:
        S1, slide "Vector derivatives: Example" (never form the Jacobian). S4, slide
        "Gradient computation: loss gradient at output pre-activation".

    By hand:
        s = (1/4, 3/4) and v = (4, 0): ⟨v, s⟩ = 1, so 1/4 · 3 and 3/4 · (-1):

        >>> softmax_vjp([0, np.log(3)], [4, 0]).round(12).tolist()
        [0.75, -0.75]

    """
    s, v = softmax(z), real(v)
    return real(s * (v - np.sum(v * s, axis=-1, keepdims=True)))
