"""vSGD-l: every coordinate's rate from its gradients' mean, variance and curvature."""

from dataclasses import dataclass

import numpy as np

from reference.arrays import Array, quotient

SLOWNESS = 2  # The paper's C.
LEAST_MEMORY = 2  # The paper has 1; see Convention.


@dataclass(frozen=True, slots=True)
class VSGDState:
    """What vSGD remembers, for each coordinate."""

    g: Array
    """Running average of the gradient."""
    v: Array
    """Running average of its square."""
    h: Array
    """Running average of the curvature's absolute value."""
    tau: Array
    """Memory: how many samples the averages go back."""


@dataclass(frozen=True, slots=True)
class VSGD:
    """Stochastic gradient descent with variance-adapted rates, one per coordinate.

    Update, with k samples at θ_0 before t = 1::

        ḡ_0 = mean g,  v̄_0 = C mean g²,  h̄_0 = C mean |h|,  τ_1 = k,  C = 2
        g_t, h_t = gradient and diagonal of the Hessian of one example at θ_{t-1}
        ḡ_t = (1 - 1/τ_t) ḡ_{t-1} + g_t / τ_t
        v̄_t = (1 - 1/τ_t) v̄_{t-1} + g_t² / τ_t
        h̄_t = (1 - 1/τ_t) h̄_{t-1} + |h_t| / τ_t
        η_t = ḡ_t² / (h̄_t v̄_t),  and 0 where h̄_t or v̄_t is 0
        τ_{t+1} = max((1 - ḡ_t²/v̄_t) τ_t + 1, 2)
        θ_t = θ_{t-1} - η_t g_t

    Convention:
        Some of this is left open by the paper or fixed for large networks only. Here k
        = 10 samples are averaged before the start. The slow start overestimates v̄ and
        h̄ by C = 2: the paper's rule of thumb, C = d/10, is meant for many coordinates
        d. A memory is never shorter than 2: at 1, where it stays without noise, every
        rate is 1/h, and that can diverge on bowls of three or more coordinates whose
        axes are turned. A coordinate without curvature has no rate and stays where it
        is.

    Source:
        Schaul, Zhang & LeCun, "No More Pesky Learning Rates", 2012, Algorithm 1
        (vSGD-l) and section 4.  https://arxiv.org/abs/1206.1106  S2 lists it.

    By hand:
        Without a slow start the first sample is the average, and the rate is 1/h: the
        gradient 6 with curvature 2 gives the step -3. With the gradient 2 the averages
        over two samples are 4, 20 and 2, so the rate is 16 / (2 · 20) = 0.4:

        >>> rule, state = VSGD(), VSGD().init(np.zeros(1))
        >>> step, state = rule.update(np.array([[6.0], [2.0]]), state)
        >>> next_step, state = rule.update(np.array([[2.0], [2.0]]), state)
        >>> step, next_step.round(6), state.tau.round(6)
        (array([-3.]), array([-0.8]), array([2.]))

    """

    def init(self, x: Array) -> VSGDState:
        """Return the state before the first update at x, without a slow start."""
        return VSGDState(
            g=np.zeros_like(x),
            v=np.zeros_like(x),
            h=np.zeros_like(x),
            tau=np.ones_like(x),
        )

    def slow_start(self, samples: Array) -> VSGDState:
        """Return the state after k pairs of gradient and curvature at the start."""
        g, h = samples[:, 0], samples[:, 1]
        # As on a path: what diverges may overflow in silence.
        with np.errstate(over="ignore", invalid="ignore"):
            return VSGDState(
                g=np.mean(g, axis=0),
                v=SLOWNESS * np.mean(g**2, axis=0),
                h=SLOWNESS * np.mean(np.abs(h), axis=0),
                tau=np.full(g.shape[1:], float(len(samples))),
            )

    def update(self, g: Array, state: VSGDState) -> tuple[Array, VSGDState]:
        """Return the step for a pair of gradient and curvature, and the new state."""
        g, h = g
        w = 1 / state.tau
        g_bar = (1 - w) * state.g + w * g
        v_bar = (1 - w) * state.v + w * g**2
        h_bar = (1 - w) * state.h + w * np.abs(h)
        signal = quotient(g_bar**2, v_bar)
        eta = quotient(signal, h_bar)
        tau = np.maximum((1 - signal) * state.tau + 1, LEAST_MEMORY)
        return -eta * g, VSGDState(g_bar, v_bar, h_bar, tau)
