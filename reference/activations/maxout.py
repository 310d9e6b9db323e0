"""Assignment 06: maxout, which learns the shape of its activation."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arrays import Array, real


def maxout(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> Array:
    """Return the largest of K affine functions of x, for each output.

    Formula, for each output by itself::

        f(x) = max_k (x W[k] + b[k]),  k = 0 … K-1

    Convention:
        The weights of the pieces are stacked along the first axis, as (inputs,
        outputs) matrices; the paper writes W as (inputs, outputs, K). The maximum is
        taken over the pieces, not over the outputs or the examples.

    Edge cases:
        W has shape (K, inputs, outputs) with K >= 1, b has shape (K, outputs). Rows
        x of shape (N, inputs) give (N, outputs), one example of shape (inputs,) gives
        (outputs,); N = 0 gives (0, outputs). K = 1 is an affine layer. Ties need no
        rule: the value is the same. W and b with different numbers of pieces are
        refused with a ValueError. The arguments are not changed.

    Source:
        Goodfellow, Warde-Farley, Mirza, Courville & Bengio, "Maxout Networks", 2013,
        section 3.  https://arxiv.org/abs/1302.4389
        S1, slide "Types of Activation Functions" (list).

    By hand:
        The pieces x and -x give |x|; with biases 0 and 4, max(x, 4 - x) is 4 at 0 and
        3 at 3:

        >>> maxout([[0], [3]], W=[[[1]], [[-1]]], b=[[0], [4]]).tolist()
        [[4.0], [3.0]]

    """
    x = real(x)
    pieces = [x @ W_k + b_k for W_k, b_k in zip(real(W), real(b), strict=True)]
    return real(np.max(pieces, axis=0))
