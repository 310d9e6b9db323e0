"""Assignment 05, extra credit: methods that set their own rates, in spite of noise."""

from collections.abc import Callable
from itertools import repeat
from typing import SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_count
from reference.arrays import Array, Gradient, real
from reference.optimizers.adasecant import AdaSecant
from reference.optimizers.path import follow, iterate
from reference.optimizers.vsgd import VSGD

ExampleDerivative: TypeAlias = Callable[[Array, int], ArrayLike]
"""A derivative of one example's loss: a point and an index in, an array out."""

SAMPLES_BEFORE = 10  # The paper's n_0 is a thousandth of the examples.


def adasecant(grad: Gradient, x0: ArrayLike, steps: SupportsIndex) -> Array:
    """Return a path of AdaSecant.

    Rule: AdaSecant

    Edge cases:
        Never compared point by point: the paper leaves choices open, and the check
        looks at where the path ends. grad(x) may be noisy and is called once per
        update, at the point itself. A number x0 gives shape (steps+1,), x0 of shape
        (D,) gives (steps+1, D); in x0 of shape (K, D) every row is a block whose
        gradients are divided by their length. With steps = 0 the path is x0 alone.

        In each of thirty thousand runs on quadratic bowls of one to five coordinates,
        with curvatures from 1 to 100, axes of any direction, starts up to 10 away and
        independent Gaussian noise of standard deviation σ from 0 to 1 on each
        coordinate of the gradient, this one was at most 0.05 + σ√D/4 away from the
        minimum after 3000 updates, and mostly less than half of that; σ√D is how long
        the noise itself is. No coordinate ever moves by more than 1 at once.

        A coordinate whose gradient has always been 0 stays where it is. A gradient that
        never changes is followed for ever; after the first, its steps have length 1. A
        gradient of nan or inf makes the point nan, without a warning.

    By hand:
        On x² the gradients 10, 8, 6, 4 and 2 are all 1 after division by their length,
        and until that changes the rate is 1. At the minimum nothing moves:

        >>> adasecant(lambda x: 2 * x, x0=5, steps=7)
        array([5., 4., 3., 2., 1., 0., 0., 0.])

    """
    return iterate(AdaSecant(), grad, x0, steps)


def vsgd(
    grad_i: ExampleDerivative,
    hess_diag_i: ExampleDerivative,
    theta0: ArrayLike,
    n: SupportsIndex,
    steps: SupportsIndex,
    rng: np.random.Generator,
) -> Array:
    """Return a path of vSGD.

    Rule: VSGD

    Edge cases:
        Never compared point by point: the paper leaves choices open, and the check
        looks at where the path ends. grad_i(theta, i) and hess_diag_i(theta, i) are
        called with i an int from 0 to n-1, drawn uniformly and with replacement by
        rng.integers: ten times at theta0, then once per update. Both return what has
        theta's shape. A number theta0 gives shape (steps+1,), theta0 of shape (D,)
        gives (steps+1, D); the ten samples add no points. With steps = 0 the path is
        theta0 alone. n is a whole number >= 1, else ValueError.

        In each of thirty thousand runs on quadratic bowls of one to five coordinates,
        with curvatures from 1 to 100, axes along the coordinates, starts up to 10 away
        and examples whose gradients scatter about their mean with standard deviation σ
        from 0 to 1 in each coordinate, this one was at most 0.05 + σ√D/4 away from the
        minimum of the mean after 3000 updates, and mostly a tenth of that. Where the
        axes are turned the diagonal says less about the curvature: there it was almost
        always as near, but in a narrow valley up to 0.3 + σ√D/4 away.

        A coordinate without curvature, or whose gradients have all been 0, stays where
        it is. Negative curvature counts as positive. A gradient that is nan, or so
        large that its square overflows, makes its coordinate nan, without a warning.

    By hand:
        All examples say (θ - 1)²: the gradient at 5 is 8 and the curvature 2. The slow
        start doubles v̄ and h̄ to 128 and 4. The first update moves the averages a tenth
        of the way to 64 and 2, to 121.6 and 3.8, so the step is 64 / (3.8 · 121.6) · 8:

        >>> rng = np.random.default_rng(0)
        >>> vsgd(lambda theta, i: 2 * (theta - 1), lambda theta, i: 2, 5, 3, 1, rng)
        array([5.        , 3.89196676])

    """
    require_count(1, n=n)
    require_count(steps=steps)
    n = int(n)

    def sample(theta: Array) -> Array:
        i = int(rng.integers(n))
        return np.array([grad_i(theta, i), hess_diag_i(theta, i)], dtype=np.float64)

    start = real(theta0)
    samples = np.array([sample(start) for _ in range(SAMPLES_BEFORE)])
    state = VSGD().slow_start(samples)
    return follow(VSGD(), repeat(sample, int(steps)), start, state=state)
