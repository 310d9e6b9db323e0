# grader assignment: 11-convolution

# %% [markdown]
# # Convolutions, and what ReLU networks are made of
#
# Fill in the functions. The formulas stand in the docstrings; the handout has all that
# is to be known about them, with a number each that you can follow by hand. Write them
# any way you like, as long as they keep their names and the order of their arguments.

# %%
"""Assignment 11: dense and convolutional layers, receptive fields, kinks."""

import numpy as np  # noqa: F401 - yours to use


# %%
def dense_forward(x, W, b):
    """Return the output of a dense layer, of shape (N, outputs), without activation.

    x has shape (N, inputs), W (inputs, outputs), b (outputs,)::

        y = x W + b
    """
    raise NotImplementedError


# %%
def dense_backward(x, W, b, dy):
    """Return the gradients (dx, dW, db) of a loss whose gradient in y is dy.

    Formula::

        dx = dy Wᵀ
        dW = xᵀ dy
        db = Σ_n dy_n, the sum over the rows
    """
    raise NotImplementedError


# %%
def conv2d_forward(x, w, b, stride, padding):
    """Return the output of a convolutional layer, of shape (N, F, OH, OW).

    x has shape (N, C, H, W), w (F, C, kh, kw), b (F,). With p = padding, xp = x with p
    zeros on each of its four sides, and indices from 0::

        y[n, f, i, j] = Σ_{c, u, v} xp[n, c, i·stride + u, j·stride + v] w[f, c, u, v]
                        + b[f]
        OH = ⌊(H + 2p - kh) / stride⌋ + 1
        OW = ⌊(W + 2p - kw) / stride⌋ + 1

    The kernel is not flipped.
    """
    raise NotImplementedError


# %%
def conv2d_backward(x, w, b, stride, padding, dy):
    """Return the gradients (dx, dw, db) of a loss whose gradient in y is dy.

    Formula, with xp as above, and dxp of its shape, 0 at first::

        dw[f, c, u, v] = Σ_{n, i, j} xp[n, c, i·stride + u, j·stride + v] dy[n, f, i, j]
        db[f] = Σ_{n, i, j} dy[n, f, i, j]
        dxp[n, c, i·stride + u, j·stride + v] += Σ_f dy[n, f, i, j] w[f, c, u, v]
        dx = dxp without the padding
    """
    raise NotImplementedError


# %%
def receptive_field(layers):
    """Return how many pixels along one axis can influence one output.

    layers is a list of pairs (kernel, stride), the one next to the image first. With
    r_0 = j_0 = 1 and layers counted from 1::

        r_l = r_{l-1} + (k_l - 1) j_{l-1}
        j_l = j_{l-1} s_l
    """
    raise NotImplementedError


# %%
def count_kinks(params, x, y, n):
    """Return how often the output of a ReLU network changes its slope from x to y.

    params is a list of pairs (W, b), input side first; ReLU after every layer but the
    last. With N the network::

        F(s) = N(x + s·(y - x)),   0 ≤ s ≤ 1
        a kink is an s with 0 < s < 1 where dF/ds changes, in any entry of the output

    Kinks are at least 3/n apart and away from the ends, so that the n + 1 samples
    s = k/n show each of them. One that falls between two samples changes the slope from
    cell to cell twice in a row, and is one kink. At a kink the slope changes by 0.1 or
    more; changes below a tolerance from 1e-8 to 0.01 are rounding.
    """
    raise NotImplementedError
