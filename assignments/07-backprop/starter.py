# grader assignment: 07-backprop

# %% [markdown]
# # Backpropagation
#
# Fill in the functions and the class. The handout has every formula with a number that
# you can follow by hand; write them any way you like, as long as they keep their names
# and the order of their arguments. dz is the gradient of the loss in z.

# %%
"""Assignment 07: gates, the chain rule and a flow graph."""

import numpy as np  # noqa: F401 - yours to use


# %%
def add_backward(x, y, dz):
    """Return the pair (dx, dy) for the gate z = x + y.

    With dz from above::

        dx = dz
        dy = dz
    """
    raise NotImplementedError


# %%
def multiply_backward(x, y, dz):
    """Return the pair (dx, dy) for the gate z = x · y, entry by entry.

    With dz from above::

        dx = y · dz
        dy = x · dz
    """
    raise NotImplementedError


# %%
def max_backward(x, y, dz):
    """Return the pair (dx, dy) for the gate z = max(x, y), entry by entry.

    dz goes to the larger input, 0 to the other; at a tie any split with dx + dy = dz.
    """
    raise NotImplementedError


# %%
def copy_backward(dz1, dz2):
    """Return dx for the gate z1 = x, z2 = x.

    With dz1 and dz2 from above::

        dx = dz1 + dz2
    """
    raise NotImplementedError


# %%
def relu_backward(x, dy):
    """Return dx for the gate y = max(x, 0), entry by entry.

    dy where x > 0, 0 where x < 0, anything between 0 and dy where x = 0.
    """
    raise NotImplementedError


# %%
def backward_xyz(x, y, z):
    """Return (∂f/∂x, ∂f/∂y, ∂f/∂z) for f = (x + y) · z.

    With q = x + y and df = 1::

        dq = z,   dz = q
        dx = dq,  dy = dq
    """
    raise NotImplementedError


# %%
def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    """Return (dw0, dx0, dw1, dx1, dw2) of L = σ(s), s = w0 · x0 + w1 · x1 + w2.

    With σ(s) = 1/(1 + e^(-s))::

        ds  = σ(s) · (1 - σ(s))
        dw0 = ds · x0,   dx0 = ds · w0
        dw1 = ds · x1,   dx1 = ds · w1
        dw2 = ds

    Up to s = ±1000 there is neither nan nor an exception.
    """
    raise NotImplementedError


# %%
def chain_rule_polynomial(x):
    """Return the derivative of (3x³ + 2)² at x.

    With u = 3x³ + 2::

        dy/dx = 2u · 9x²
    """
    raise NotImplementedError


# %%
def chain_rule(fs, dfs, x):
    """Return value and derivative at x of fs[0](fs[1](… fs[n-1](x) …)).

    dfs[k] is the derivative of fs[k]. With u = x and d = 1 at the start::

        for k = n-1, n-2, …, 0:
            d = d · dfs[k](u)
            u = fs[k](u)

    The result is the pair (u, d).
    """
    raise NotImplementedError


# %%
def matmul_backward(x, w, dy):
    """Return the pair (dx, dw) for the matrix product y = x w.

    x has shape (N, D), w (D, M) and dy (N, M)::

        dx = dy wᵀ
        dw = xᵀ dy
    """
    raise NotImplementedError


# %%
def nll_output_gradient(p, y):
    """Return the gradient of -log p_y in the probabilities p, of p's shape.

    With e(y) the array that is 1 at y and 0 elsewhere::

        ∇ = -e(y) / p_y
    """
    raise NotImplementedError


# %%
class Value:
    """A number that remembers what it was computed from.

    v + w, v - w, v * w, v / w (either side may be a number), v ** n (n a number).
    """

    def __init__(self, data):
        raise NotImplementedError

    def __add__(self, other):
        """Return self + other, as a new Value; other is a Value or a number."""
        raise NotImplementedError

    def __radd__(self, other):
        """Return other + self; other is a number, here and in all that begin with r."""
        raise NotImplementedError

    def __sub__(self, other):
        """Return self - other."""
        raise NotImplementedError

    def __rsub__(self, other):
        """Return other - self."""
        raise NotImplementedError

    def __mul__(self, other):
        """Return self * other."""
        raise NotImplementedError

    def __rmul__(self, other):
        """Return other * self."""
        raise NotImplementedError

    def __truediv__(self, other):
        """Return self / other."""
        raise NotImplementedError

    def __rtruediv__(self, other):
        """Return other / self."""
        raise NotImplementedError

    def __pow__(self, n):
        """Return self ** n; n is a number."""
        raise NotImplementedError

    def exp(self):
        """Return e to the power of this value, as a new Value."""
        raise NotImplementedError

    def log(self):
        """Return the natural logarithm."""
        raise NotImplementedError

    def tanh(self):
        """Return the hyperbolic tangent."""
        raise NotImplementedError

    def relu(self):
        """Return max(v, 0)."""
        raise NotImplementedError

    def backward(self):
        """Set .grad in this value and in every value that it was computed from.

        With grad = 0 everywhere and 1 here at the start::

            for each value z, this one first, and each one after all its uses:
                for each input x of z:
                    x.grad = x.grad + ∂z/∂x · z.grad
        """
        raise NotImplementedError
