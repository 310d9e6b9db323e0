"""Assignment 07: gates, each passing a gradient from its output to its inputs."""

from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count
from reference.arrays import Array, real


def add_backward(x: ArrayLike, y: ArrayLike, dz: ArrayLike) -> tuple[Array, Array]:
    """Return the gradients in x and y of z = x + y, given that in z.

    Formula::

        dx = dz
        dy = dz

    Edge cases:
        x, y and dz are numbers, or arrays of one and the same shape, which the two
        gradients have, too. They are two arrays of their own, not dz itself. The
        values of x and y play no part.

    Source:
        S1, slide "Patterns in gradient flow": add gate, gradient distributor.

    By hand:
        Whatever comes from above goes to both inputs:

        >>> dx, dy = add_backward(3, 4, 2)
        >>> float(dx), float(dy)
        (2.0, 2.0)

    """
    del x, y
    return real(dz), real(dz)


def multiply_backward(x: ArrayLike, y: ArrayLike, dz: ArrayLike) -> tuple[Array, Array]:
    """Return the gradients in x and y of z = x y, given that in z.

    Formula::

        dx = y dz
        dy = x dz

    Edge cases:
        x, y and dz are numbers, or arrays of one and the same shape (entry by entry),
        which the two gradients have, too. For the square of x, give x twice and add
        the two gradients.

    Source:
        S1, slide "Patterns in gradient flow": mul gate, swap multiplier.

    By hand:
        Each input gets the other one times 2:

        >>> dx, dy = multiply_backward(3, 4, 2)
        >>> float(dx), float(dy)
        (8.0, 6.0)

    """
    dz = real(dz)
    return real(y) * dz, real(x) * dz


def max_backward(x: ArrayLike, y: ArrayLike, dz: ArrayLike) -> tuple[Array, Array]:
    """Return the gradients in x and y of z = max(x, y), given that in z.

    Formula::

        share = 1  if x > y,  ½  if x = y,  0  if x < y
        dx    = share · dz
        dy    = (1 - share) · dz

    Convention:
        At a tie ours gives half to each, as PyTorch's and JAX's maximum do; others
        give all of it to one of the two. Giving dz to both would count it twice.

    Edge cases:
        x, y and dz are numbers, or arrays of one and the same shape (entry by entry),
        which the two gradients have, too. At a tie any split whose two parts sum to
        dz is accepted. x and y are finite.

    Source:
        S1, slide "Patterns in gradient flow": max gate, gradient router.

    By hand:
        5 > 4 sends all of 9 to x; at the tie it is halved:

        >>> dx, dy = max_backward([5, 3], [4, 3], [9, 9])
        >>> dx.tolist(), dy.tolist()
        ([9.0, 4.5], [0.0, 4.5])

    """
    dz = real(dz)
    share = np.heaviside(real(x) - real(y), 0.5)
    return share * dz, (1 - share) * dz


def copy_backward(dz1: ArrayLike, dz2: ArrayLike) -> Array:
    """Return the gradient in x of the copies z1 = x and z2 = x, given those in both.

    Formula::

        dx = dz1 + dz2

    Edge cases:
        dz1 and dz2 are numbers, or arrays of one and the same shape, which the result
        has, too.

    Source:
        S1, slide "Patterns in gradient flow": copy gate, gradient adder. S4, slide
        "Gradient computation: chain rule" (the sum over intermediate results).

    By hand:
        What is used twice is blamed twice, 4 + 3:

        >>> float(copy_backward(4, 3))
        7.0

    """
    return real(dz1) + real(dz2)


def relu_backward(x: ArrayLike, dy: ArrayLike) -> Array:
    """Return the gradient in x of y = max(x, 0), given that in y.

    Formula::

        dx = dy  where x > 0,  0  elsewhere

    Convention:
        The input x opens the gate, not the sign of the gradient dy. At x = 0 ours is
        closed, as in S1's example; S1's table of derivatives has it open there.

    Edge cases:
        x and dy are numbers, or arrays of one and the same shape, which the result
        has, too. Where x is 0 anything from 0 to dy, both included, is accepted.
        Negative dy pass an open gate unchanged. x and dy are finite.

    Source:
        S1, slide "Vector derivatives: Example".

    By hand:
        S1's example; the -1 and the 9 meet a closed gate:

        >>> relu_backward([1, -2, 3, -1], [4, -1, 5, 9]).tolist()
        [4.0, 0.0, 5.0, 0.0]

    """
    return real(np.where(real(x) > 0, real(dy), 0))


def matmul_backward(x: ArrayLike, w: ArrayLike, dy: ArrayLike) -> tuple[Array, Array]:
    """Return the gradients in x and w of the product y = x w, given that in y.

    Formula::

        dx = dy wᵀ
        dw = xᵀ dy

    Edge cases:
        x has shape (N, D), w (D, M) and dy (N, M); dx has x's shape and dw has w's.
        They are sums over what x and w touch, not means. The arguments are not
        changed.

    Source:
        S1, slide "Metrics derivatives: Example, Backprop with Matrices". The y printed
        there is not the product of its x and w, which is [[-1, -1, 2, 6],
        [5, 2, 11, 7]]; the gradients do not depend on it.

    By hand:
        One row: dx = (5 · 3, 5 · 4), and dw is the column 5 · (1, 2):

        >>> dx, dw = matmul_backward([[1, 2]], [[3], [4]], [[5]])
        >>> dx.tolist(), dw.tolist()
        ([[15.0, 20.0]], [[5.0], [10.0]])

    """
    dy = real(dy)
    return dy @ real(w).T, real(x).T @ dy


def nll_output_gradient(p: ArrayLike, y: SupportsIndex) -> Array:
    """Return the gradient of -log p_y in the probabilities p.

    Formula, with e(y) the vector that is 1 at y and 0 elsewhere::

        ∇ = -e(y) / p_y

    Convention:
        The gradient in the probabilities, before softmax; `softmax_vjp` carries it to
        the scores, where it becomes p - e(y). The logarithm is natural.

    Edge cases:
        One example: p has shape (C,) and so has the result; y is one label, a whole
        number from 0 to C - 1. A negative y or one that is not whole is a ValueError,
        y >= C an IndexError. p need not sum to 1: only p_y is used. p_y = 0 gives
        -inf at y, without a warning, and 0 elsewhere.

    Source:
        S4, slide "Gradient computation: loss gradient at output".

    By hand:
        The label's probability is 1/4, so its slope is -4:

        >>> nll_output_gradient([0.25, 0.75], 0).tolist()
        [-4.0, 0.0]

    """
    require_count(y=y)
    p = real(p)
    gradient = np.zeros_like(p)
    with np.errstate(divide="ignore"):
        gradient[y] = -1 / p[y]
    return gradient
