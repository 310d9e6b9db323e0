"""Assignment 06: the rectifiers, straight on both sides of a kink at 0."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_finite
from reference.arrays import Array, Labels, real


def relu(x: ArrayLike) -> Array:
    """Return the rectified linear unit of x.

    Formula::

        f(x) = max(x, 0)

    Edge cases:
        x is a number or an array of any shape, also an empty one, of finite entries;
        the result is float64 of x's shape. x itself is not changed: nothing is
        rectified in place.

    Source:
        S1, slides "ReLU" and "Types of Activation Functions" (table). S2, ReLU(x) =
        max(0, x).

    By hand:
        Positive entries stay, the others become 0 (S1's example):

        >>> relu([1, -2, 3, -1]).tolist()
        [1.0, 0.0, 3.0, 0.0]

    """
    return real(np.maximum(real(x), 0))


def relu_derivative(x: ArrayLike) -> Array:
    """Return the derivative of the rectified linear unit at x.

    Formula::

        f'(x) = 1  for x > 0,  0  for x ≤ 0

    Convention:
        At 0 ours is the derivative from the left, 0, as in S1's ReLU example, PyTorch
        and TensorFlow; S1's table says 1 there. x is the input of the unit.

    Edge cases:
        x is a number or an array of any shape, also an empty one, of finite entries;
        the result is float64 of x's shape. 0 is a kink: anything from 0 to 1, both
        included, is accepted there (also for -0.0).

    Source:
        S1, slides "Vector derivatives: Example" (0 at 0) and "Types of Activation
        Functions" (table: 1 at 0). S0, slide "Chain rule and Backpropagation"
        (footnote: the kink is disregarded in practice).

    By hand:
        The slope is 1 where the input is positive:

        >>> relu_derivative([1, -2, 3, -1]).tolist()
        [1.0, 0.0, 1.0, 0.0]

    """
    return real(real(x) > 0)


def leaky_relu(x: ArrayLike, slope: float) -> Array:
    """Return the leaky rectified linear unit of x.

    Formula::

        f(x) = x  for x > 0,  slope · x  for x ≤ 0

    Convention:
        The sign of x chooses the branch. max(x, slope · x) is the same for slopes up
        to 1 only.

    Edge cases:
        x is a number or an array of any shape, also an empty one, of finite entries;
        the result is float64 of x's shape. slope is any finite number: 0 gives ReLU,
        1 the identity; a slope above 1 makes the left side the steeper one, a
        negative one folds it up.

    Source:
        Maas, Hannun & Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic
        Models", 2013, section 2 (slope 0.01).
        https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf
        S1, slide "Leaky ReLu".

    By hand:
        3 stays 3; -2 becomes 0.25 · (-2):

        >>> leaky_relu([3, -2], slope=0.25).tolist()
        [3.0, -0.5]

    """
    require_finite(slope=slope)
    x = real(x)
    return real(np.where(x > 0, x, slope * x))


def leaky_relu_derivative(x: ArrayLike, slope: float) -> Array:
    """Return the derivative of the leaky rectified linear unit at x.

    Formula::

        f'(x) = 1  for x > 0,  slope  for x ≤ 0

    Convention:
        At 0 ours is the derivative from the left, the slope, as in the paper and in
        PyTorch; S1's table of the parametric ReLU has the one from the right, 1.

    Edge cases:
        x is a number or an array of any shape, also an empty one, of finite entries;
        the result is float64 of x's shape. slope is any finite number. 0 is a kink
        unless slope is 1: anything between slope and 1, both included, is accepted
        there.

    Source:
        Maas, Hannun & Ng, 2013, section 2 (as for `leaky_relu`). S1, slides "Leaky
        ReLu" and "Types of Activation Functions" (table, parametric ReLU).

    By hand:
        The slope is 1 on the right and the given one on the left:

        >>> leaky_relu_derivative([3, -2], slope=0.25).tolist()
        [1.0, 0.25]

    """
    require_finite(slope=slope)
    return real(np.where(real(x) > 0, 1, slope))


def prelu(x: ArrayLike, alpha: float) -> Array:
    """Return the parametric rectified linear unit of x.

    Formula::

        f(x) = x  for x > 0,  α x  for x ≤ 0

    Convention:
        The leaky ReLU whose slope is a parameter that is learned. One alpha for all
        entries; the paper also has one for each channel.

    Edge cases:
        x is a number or an array of any shape, also an empty one, of finite entries;
        the result is float64 of x's shape. alpha is any finite number, since
        learning may carry it anywhere, also above 1 or below 0.

    Source:
        He, Zhang, Ren & Sun, "Delving Deep into Rectifiers", 2015, equation (1).
        https://arxiv.org/abs/1502.01852
        S1, slide "Types of Activation Functions" (table).

    By hand:
        3 stays 3; -2 becomes 0.25 · (-2):

        >>> prelu([3, -2], alpha=0.25).tolist()
        [3.0, -0.5]

    """
    require_finite(alpha=alpha)
    return leaky_relu(x, slope=alpha)


def prelu_derivative(x: ArrayLike, alpha: float) -> tuple[Array, Array]:
    """Return the derivatives of the parametric rectified linear unit, in x and alpha.

    Formula::

        ∂f/∂x = 1  for x > 0,  α  for x ≤ 0
        ∂f/∂α = min(x, 0)

    Convention:
        ∂f/∂α is given for every entry of x; it is not summed over them, which is left
        to whoever multiplies by the gradient from above. At 0 our ∂f/∂x is the
        derivative from the left, α, as in the paper and in PyTorch; S1's table has
        the one from the right, 1.

    Edge cases:
        x is a number or an array of any shape, also an empty one, of finite entries;
        the result is a tuple (∂f/∂x, ∂f/∂α), both float64 of x's shape. alpha is any
        finite number. At x = 0 anything between α and 1, both included, is accepted
        for ∂f/∂x; ∂f/∂α has no kink in α and is 0 there.

    Source:
        He, Zhang, Ren & Sun, 2015, equation (3) (as for `prelu`). S1, slide "Types of
        Activation Functions" (table).

    By hand:
        At 3 the slope is 1 and alpha plays no part; at -2 the slope is alpha, and
        alpha is multiplied by -2:

        >>> dx, dalpha = prelu_derivative([3, -2], alpha=0.25)
        >>> dx.tolist(), dalpha.tolist()
        ([1.0, 0.25], [0.0, -2.0])

    """
    require_finite(alpha=alpha)
    dx = leaky_relu_derivative(x, slope=alpha)
    dalpha = real(np.minimum(real(x), 0))
    return dx, dalpha


def dead_units(W: ArrayLike, b: ArrayLike, X: ArrayLike) -> Labels:
    """Return the indices of the ReLU units that no example of X activates.

    Formula, for a layer of ReLU units::

        j is dead  if  (X W + b)_nj ≤ 0  for every example n

    Convention:
        A pre-activation of exactly 0 counts as not activated, since the unit then
        gives 0 and our ReLU passes no gradient there.

    Edge cases:
        W has shape (inputs, units), b (units,) and X (N, inputs). The result is a
        one-dimensional array of integers in ascending order, counted from 0, of shape
        (0,) if every unit is alive. With no examples (N = 0) every unit is dead. A
        unit is dead for these X only; others may wake it.

    Source:
        S1, slide "ReLU" (a neuron may be never active).

    By hand:
        For x = 1 and x = 2, unit 0 with x - 3 gives -2 and -1 (dead), unit 1 with
        x - 1 gives 0 and 1 (alive), unit 2 with -x + 1 gives 0 and -1 (dead):

        >>> dead_units(W=[[1, 1, -1]], b=[-3, -1, 1], X=[[1], [2]]).tolist()
        [0, 2]

    """
    z = real(X) @ real(W) + real(b)
    return np.flatnonzero(np.all(z <= 0, axis=0))
