"""Assignment 05: methods that give every coordinate a rate of its own."""

from collections.abc import Mapping
from typing import SupportsIndex

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_shape
from reference.arrays import Array, Gradient, real
from reference.optimizers.adadelta import Adadelta
from reference.optimizers.adagrad import Adagrad
from reference.optimizers.adagrad_norm import AdagradNorm
from reference.optimizers.adam import Adam as AdamRule
from reference.optimizers.adam import AdamState
from reference.optimizers.adam_uncorrected import AdamUncorrected
from reference.optimizers.nadam import Nadam
from reference.optimizers.path import iterate
from reference.optimizers.rmsprop import RMSprop
from reference.optimizers.rmsprop_sigma import RMSpropSigma


def adagrad_norm(
    grad: Gradient, x0: ArrayLike, lr: float, eps: float, steps: SupportsIndex
) -> Array:
    """Return the path of AdaGrad with one rate for all coordinates.

    Rule: AdagradNorm

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D); for a
        number it is `adagrad` but for the place of eps. With steps = 0 the path is x0
        alone. While all gradients have been 0 the point stays where it is; with
        eps = 0 that step is 0/0, every coordinate becomes nan, without a warning, and
        that is never graded. Once |g|² overflows nothing moves any more; a gradient of
        nan or inf gives nan; neither warns.

    By hand:
        The gradient is (3, 4) everywhere, its length 5. With lr = 1 and ε = 0 the
        steps are the direction (0.6, 0.8) over √1 and √2:

        >>> path = adagrad_norm(lambda x: [3, 4], x0=[1, 1], lr=1, eps=0, steps=2)
        >>> path.round(3).tolist()
        [[1.0, 1.0], [0.4, 0.2], [-0.024, -0.366]]

    """
    return iterate(AdagradNorm(lr=lr, eps=eps), grad, x0, steps)


def adagrad(
    grad: Gradient, x0: ArrayLike, lr: float, delta: float, steps: SupportsIndex
) -> Array:
    """Return the path of AdaGrad.

    Rule: Adagrad

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. A coordinate whose gradient has always been 0
        stays where it is; with delta = 0 that step is 0/0, the coordinate becomes nan,
        without a warning, and that is never graded. Once a square overflows, its
        coordinate moves no more; a gradient of nan or inf gives nan; neither warns.

    By hand:
        S2's second weight: gradients 20 and then 10 leave the rates lr/20 and
        lr/√500 = lr/22.4, so that lr = 1 makes the steps -1 and -0.447:

        >>> gradients = iter([20.0, 10.0])
        >>> adagrad(lambda x: next(gradients), x0=0, lr=1, delta=0, steps=2).round(3)
        array([ 0.   , -1.   , -1.447])

    """
    return iterate(Adagrad(lr=lr, delta=delta), grad, x0, steps)


def rmsprop(
    grad: Gradient,
    x0: ArrayLike,
    lr: float,
    rho: float,
    delta: float,
    steps: SupportsIndex,
) -> Array:
    """Return the path of RMSProp.

    Rule: RMSprop

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. With rho = 0 each step is lr g/√(delta + g²).
        A coordinate whose gradient has always been 0 stays where it is; with delta = 0
        a step is 0/0 wherever r is 0 (also later, when rho = 0 and g = 0), the
        coordinate becomes nan, without a warning, and that is never graded. Once a
        square overflows, its coordinate moves no more; a gradient of nan or inf gives
        nan; neither warns.

    By hand:
        ρ = 0.75 and the gradient 6 give r = 9; then the gradient 2 gives r = 6.75 + 1.
        With δ = 16 the roots are 5 and √23.75 = 4.873:

        >>> gradients = iter([6.0, 2.0])
        >>> rmsprop(lambda x: next(gradients), 0, 0.5, 0.75, 16, steps=2).round(3)
        array([ 0.   , -0.6  , -0.805])

    """
    return iterate(RMSprop(lr=lr, rho=rho, delta=delta), grad, x0, steps)


def rmsprop_sigma(
    grad: Gradient, x0: ArrayLike, lr: float, alpha: float, steps: SupportsIndex
) -> Array:
    """Return the path of RMSProp in the form that starts from |g_0|.

    Rule: RMSpropSigma

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. With alpha = 0 every step is lr long, against
        the sign of the gradient. Where σ is 0 all gradients have been 0 (or, with
        alpha = 0, the current one is): the step is 0, without a warning. Once a square
        overflows, its coordinate moves no more; a gradient of nan or inf gives nan;
        neither warns.

    By hand:
        On x² from -1 with lr = 0.1: σ_0 = |-2|, so the first step is +0.1 and the next
        gradient -1.8; with α = 0.75, σ² = 0.75 · 4 + 0.25 · 3.24 = 3.81 and the second
        step is 0.1 · 1.8 / 1.952 = 0.0922:

        >>> rmsprop_sigma(lambda x: 2 * x, x0=-1, lr=0.1, alpha=0.75, steps=2).round(4)
        array([-1.    , -0.9   , -0.8078])

    """
    return iterate(RMSpropSigma(lr=lr, alpha=alpha), grad, x0, steps)


def adadelta(
    grad: Gradient, x0: ArrayLike, rho: float, eps: float, steps: SupportsIndex
) -> Array:
    """Return the path of AdaDelta.

    Rule: Adadelta

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. A coordinate whose gradient has always been 0
        stays where it is. With eps = 0 nothing ever moves, since the first step is 0;
        where the gradient is 0 too that step is 0/0, the coordinate becomes nan,
        without a warning, and that is never graded. Once a square overflows, its
        coordinate moves no more; a gradient of nan or inf gives nan; neither warns.

    By hand:
        ρ = 1/4, ε = 1. The gradient 2 gives r = 3, the step -1 and s = 3/4; then the
        gradient 7/2 gives r = 159/16 and the step -√(7/4)/√(175/16) · 7/2 = -7/5:

        >>> gradients = iter([2.0, 3.5])
        >>> adadelta(lambda x: next(gradients), 0, 0.25, 1, steps=2).round(6)
        array([ 0. , -1. , -2.4])

    """
    return iterate(Adadelta(rho=rho, eps=eps), grad, x0, steps)


def adam(
    grad: Gradient,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: SupportsIndex,
) -> Array:
    """Return the path of Adam.

    Rule: Adam

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. A coordinate whose gradient has always been 0
        stays where it is; with eps = 0 that step is 0/0, the coordinate becomes nan,
        without a warning, and that is never graded. Nor is eps = 0 with beta2 = 0.
        Once a square overflows, its coordinate moves no more; a gradient of nan or inf
        gives nan; neither warns.

    By hand:
        On x² from 1, as long as the slope keeps its sign, the first step has the
        length lr whatever the slope:

        >>> adam(lambda x: 2 * x, 1, 0.1, 0.9, 0.999, 1e-8, steps=1).round(6)
        array([1. , 0.9])

    """
    rule = AdamRule(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return iterate(rule, grad, x0, steps)


def adam_uncorrected(
    grad: Gradient,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: SupportsIndex,
) -> Array:
    """Return the path of Adam without bias correction.

    Rule: AdamUncorrected

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. With beta1 = 0 it is `rmsprop` with rho = beta2
        and delta = eps. A coordinate whose gradient has always been 0 stays where it
        is; with eps = 0 that step is 0/0, the coordinate becomes nan, without a
        warning, and that is never graded. Nor is eps = 0 with beta2 = 0. Once a square
        overflows, its coordinate moves no more; a gradient of nan or inf gives nan;
        neither warns.

    By hand:
        β1 = 0.5, β2 = 0.75 and the gradients 6 and -2: m = 3 and 0.5, s = 9 and
        6.75 + 1. With ε = 16 and lr = 0.5 the steps are -1.5/5 and -0.25/√23.75:

        >>> g = iter([6.0, -2.0])
        >>> adam_uncorrected(lambda x: next(g), 0, 0.5, 0.5, 0.75, 16, steps=2).round(3)
        array([ 0.   , -0.3  , -0.351])

    """
    rule = AdamUncorrected(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return iterate(rule, grad, x0, steps)


def nadam(
    grad: Gradient,
    x0: ArrayLike,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    steps: SupportsIndex,
) -> Array:
    """Return the path of Nadam.

    Rule: Nadam

    Edge cases:
        A number x0 gives shape (steps+1,), x0 of shape (D,) gives (steps+1, D). With
        steps = 0 the path is x0 alone. With beta1 = 0 it is `adam` with beta1 = 0. A
        coordinate whose gradient has always been 0 stays where it is; with eps = 0
        that step is 0/0, the coordinate becomes nan, without a warning, and that is
        never graded. Nor is eps = 0 with beta2 = 0. Once a square overflows, its
        coordinate moves no more; a gradient of nan or inf gives nan; neither warns.

    By hand:
        On x² from 1.5 the slope is 3. β1 = 0.5 and β2 = 0.75 give m̂ = 1 + 3 and
        v̂ = 9, so with ε = 1 and lr = 0.5 the first step is -0.5 · 4 / 4:

        >>> nadam(lambda x: 2 * x, 1.5, 0.5, 0.5, 0.75, 1, steps=1)
        array([1.5, 1. ])

    """
    rule = Nadam(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    return iterate(rule, grad, x0, steps)


class Adam:
    """Make Adam's updates one call at a time, on parameters that have names.

    Rule: Adam

    Edge cases:
        `step(params, grads)` takes two dicts from names to arrays (or numbers, or
        lists) and returns a new dict of float64 arrays with the names in the order of
        params; params and grads are not changed, and nothing is kept or returned that
        a later change of them could reach. Each name has its own moments, and t counts
        the calls of step. The first call decides on names and shapes: a later one with
        other names or shapes, or any whose grads have other names or shapes than its
        params, is a ValueError and counts for nothing. Two objects know nothing of
        each other. No parameters at all give {}. Each parameter goes the way of
        `adam`, also where it diverges and where eps = 0.

    By hand:
        The first step of every entry is lr long, against the sign of its gradient:

        >>> optimizer = Adam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8)
        >>> params = {"W": [[1.0, 2.0]], "b": 0.0}
        >>> params = optimizer.step(params, {"W": [[4.0, -4.0]], "b": 9.0})
        >>> params["W"].round(6).tolist(), float(params["b"].round(6))
        ([[0.9, 2.1]], -0.1)

    """

    def __init__(self, lr: float, beta1: float, beta2: float, eps: float) -> None:
        self._rule = AdamRule(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
        self._states: dict[str, AdamState] | None = None

    def step(
        self, params: Mapping[str, ArrayLike], grads: Mapping[str, ArrayLike]
    ) -> dict[str, Array]:
        """Return the parameters after one update with these gradients."""
        x = {name: real(value) for name, value in params.items()}
        g = {name: real(value) for name, value in grads.items()}
        _require_alike("grads", g, "params", x)
        if self._states is None:
            self._states = {name: self._rule.init(x[name]) for name in x}
        first = {name: state.m for name, state in self._states.items()}
        _require_alike("params", x, "the first call", first)
        # As on a path: what diverges may overflow in silence.
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            updates = {
                name: self._rule.update(g[name], state)
                for name, state in self._states.items()
            }
            self._states = {name: state for name, (_, state) in updates.items()}
            return {name: point + updates[name][0] for name, point in x.items()}


def _require_alike(
    what: str, given: dict[str, Array], model: str, wanted: dict[str, Array]
) -> None:
    """Refuse other names than the wanted ones, and other shapes."""
    if given.keys() != wanted.keys():
        raise ValueError(
            f"{what} must have the names of {model}, {sorted(wanted)}; "
            f"got {sorted(given)}."
        )
    for name, array in given.items():
        require_shape(np.shape(wanted[name]), **{f"{what}[{name!r}]": array})
