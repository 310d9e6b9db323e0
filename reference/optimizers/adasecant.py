"""AdaSecant: rates from how much the gradient changed over the last steps."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from reference.arrays import Array, quotient

MEMORY = 20  # The paper resets to 2.2; see Convention.
OUTLIER = 4  # Variances: Algorithm 1 has 2 standard deviations.
LARGEST_GAMMA = 1.8  # The paper's experiments.

Averages: TypeAlias = Array
"""E[z] for the nine z of an update, stacked."""


@dataclass(frozen=True, slots=True)
class AdaSecantState:
    """What AdaSecant remembers."""

    g: Array
    """The last gradient, of length 1."""
    d: Array
    """The last step."""
    E: Averages
    """Running averages, in the order of `update`."""
    tau: Array
    """Memory of each coordinate: how many steps its averages go back."""
    t: int
    """Updates made so far."""


@dataclass(frozen=True, slots=True)
class AdaSecant:
    """A secant method for noisy gradients, with one rate per coordinate.

    Update, with all averages E[·] = 0, τ = 1, sd² = E[z²] - E[z]² and t from 1::

        g_t = ∇f(x_{t-1}) / |∇f(x_{t-1})|,  and 0 where the gradient is 0
        d_1 = -sign(g_1);  for t ≥ 2:
        a = g_t - g_{t-1},  b = g_{t-1} - E[g],  d = d_{t-1}
        τ = min(τ, 20)  where |g_t - E[g]| > 2 sd of g  or  |a - E[a]| > 2 sd of a
        E[z] = (1 - 1/τ) E[z] + z/τ  for z = g, g², d, d², a, a², ad, ab, b²
        w = γ/(1 + γ) = -E[ab] / E[b²],  but at least 0 and at most 1.8/2.8
        g̃ = g_t + w (E[g] - g_t)
        η = √E[d²]/√E[a²] - (E[ad] - E[a] E[d]) / E[a²],  at most 1, or 1 if E[a²] = 0
        τ = max((1 - E[d]²/E[d²]) τ + 1, 20)
        d_t = -η g̃
        x_t = x_{t-1} + d_t

    Convention:
        Much is left open by the paper and set here. 0/0 is 0. The block whose gradients
        are divided by their length is the whole of x. The first step is one unit in
        every coordinate. No later rate is larger than 1, so that no coordinate moves by
        more than 1 at once and nothing explodes. The rate is the paper's form with the
        covariance; its shorter form, with E[ad] alone, is 0 where every a is the same
        multiple of d. No memory is shorter than 20 after the first average, and an
        outlier cuts it to 20, not to 2.2: of mere noise one gradient in twenty is 2
        standard deviations away, and short memories would let the rates shrink to
        nothing. γ is written as w, since its two averages add up to E[b²]. There is one
        gradient per update, at the point itself. The optional division by AdaGrad's
        root is left out.

    Source:
        Gulcehre, Moczulski & Bengio, "ADASECANT: Robust Adaptive Secant Method for
        Stochastic Gradient", 2014, Algorithm 1.  https://arxiv.org/abs/1412.7419
        S2 lists it.

    By hand:
        The first step is one unit against the sign of each gradient:

        >>> rule = AdaSecant()
        >>> step, state = rule.update(np.array([3.0, -4.0]), rule.init(np.zeros(2)))
        >>> step, state.g
        (array([-1.,  1.]), array([ 0.6, -0.8]))

    """

    def init(self, x: Array) -> AdaSecantState:
        """Return the state before the first update at x."""
        zeros = np.zeros_like(x)
        return AdaSecantState(
            g=zeros, d=zeros, E=np.array([zeros] * 9), tau=np.ones_like(x), t=0
        )

    def update(self, g: Array, state: AdaSecantState) -> tuple[Array, AdaSecantState]:
        """Return the step for gradient g, and the state after it."""
        g = _direction(g)
        if state.t == 0:
            d = -np.sign(g)
            return d, AdaSecantState(g, d, state.E, state.tau, 1)
        E, tau = self._averages(g, state)
        E_g, _, E_d, E_dd, E_a, E_aa, E_ad, E_ab, E_bb = E
        w = np.clip(-quotient(E_ab, E_bb), 0, LARGEST_GAMMA / (1 + LARGEST_GAMMA))
        corrected = g + w * (E_g - g)
        secant = np.sqrt(E_dd) * np.sqrt(E_aa) - (E_ad - E_a * E_d)
        eta = np.where(E_aa > 0, np.minimum(quotient(secant, E_aa), 1), 1)
        tau = np.maximum((1 - quotient(E_d**2, E_dd)) * tau + 1, MEMORY)
        d = -eta * corrected
        return d, AdaSecantState(g, d, E, tau, state.t + 1)

    def _averages(self, g: Array, state: AdaSecantState) -> tuple[Averages, Array]:
        """Return the averages with gradient g in them, and the memory they had."""
        E_g, E_gg, _, _, E_a, E_aa, _, _, _ = state.E
        a, b, d = g - state.g, state.g - E_g, state.d
        outlier = ((g - E_g) ** 2 > OUTLIER * (E_gg - E_g**2)) | (
            (a - E_a) ** 2 > OUTLIER * (E_aa - E_a**2)
        )
        tau = np.where(outlier, np.minimum(state.tau, MEMORY), state.tau)
        z = np.array([g, g**2, d, d**2, a, a**2, a * d, a * b, b**2])
        return state.E + (z - state.E) / tau, tau


def _direction(g: Array) -> Array:
    """Return g over its length; each row of a matrix is a block of its own."""
    # Hypotenuse by hypotenuse, no square can overflow.
    if np.ndim(g) == 0:
        return quotient(g, np.abs(g))
    return quotient(g, np.hypot.reduce(g, axis=-1, keepdims=True, initial=0.0))
