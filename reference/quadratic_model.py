"""Assignment 09: the parabola that touches f, and the step that it recommends."""

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import require_non_negative
from reference.arrays import real


def taylor_model(f0: float, g: ArrayLike, H: ArrayLike, v: ArrayLike) -> float:
    """Return the second-order Taylor approximation of f at x + v.

    Formula, with f0, g and H the value, gradient and Hessian of f at x::

        f0 + gᵀv + ½ vᵀH v

    Convention:
        v is the move away from x. S3 writes the same with x and x⁽⁰⁾, v = x - x⁽⁰⁾.

    Edge cases:
        g and v have shape (D,), H is symmetric of shape (D, D); the result is a float.
        v = 0 gives f0. Of a quadratic f the model is exact for every v.

    Source:
        S3, slide on the "second-order Taylor series approximation"; S2, slide on the
        Newton step; S4, slide "Gradient descent: Newton's method". Goodfellow, Bengio
        & Courville, "Deep Learning", 2016, equation (4.8).
        https://www.deeplearningbook.org

    By hand:
        f0 = 1, g = (1, -2), H = [[2, 1], [1, 4]] and v = (2, 1): gᵀv = 0 and
        vᵀHv = 8 + 4 + 4 = 16, so 1 + 0 + 8:

        >>> taylor_model(1, [1, -2], [[2, 1], [1, 4]], [2, 1])
        9.0

    """
    g, H, v = real(g), real(H), real(v)
    return float(f0 + g @ v + v @ H @ v / 2)


def quadratic_prediction(f0: float, g: ArrayLike, H: ArrayLike, eps: float) -> float:
    """Return the value that the model predicts after a gradient step of rate ε.

    Formula, with f0, g and H the value, gradient and Hessian of f at x::

        f0 - ε gᵀg + ½ ε² gᵀH g

    Convention:
        ε is the learning rate, as on S3's slide, and not a small constant.

    Edge cases:
        g has shape (D,), H is symmetric of shape (D, D); the result is a float. ε = 0
        gives f0. It is the Taylor model at v = -ε g. A negative ε: ValueError.

    Source:
        S3, slide on gradient descent with learning rate ε under the Taylor series.
        Goodfellow, Bengio & Courville, "Deep Learning", 2016, equation (4.9).
        https://www.deeplearningbook.org

    By hand:
        f0 = 3, g = (1, 2), H = [[2, 1], [1, 4]] and ε = 0.5: gᵀg = 5 and gᵀHg = 22, so
        3 - 2.5 + 2.75:

        >>> quadratic_prediction(3, [1, 2], [[2, 1], [1, 4]], 0.5)
        3.25

    """
    require_non_negative(eps=eps)
    g, H = real(g), real(H)
    return float(f0 - eps * (g @ g) + eps**2 * (g @ H @ g) / 2)


def best_step(g: ArrayLike, H: ArrayLike) -> float:
    """Return the learning rate for which the model predicts the lowest value.

    Formula::

        ε* = gᵀg / gᵀH g,  and inf if gᵀH g <= 0

    Convention:
        Without positive curvature along g the model falls for ever, so the best step
        is inf; the ratio itself would be negative, a step uphill.

    Edge cases:
        g has shape (D,), H is symmetric of shape (D, D); the result is a float. g = 0
        has gᵀHg = 0 and gives inf. With g along an eigenvector it is 1/λ.

    Source:
        S3, slide on gradient descent with learning rate ε under the Taylor series,
        solved for ε. Goodfellow, Bengio & Courville, "Deep Learning", 2016, equation
        (4.10).  https://www.deeplearningbook.org

    By hand:
        g = (1, 2) and H = [[2, 1], [1, 4]] give gᵀg = 5 and gᵀHg = 22, so 5/22:

        >>> round(best_step([1, 2], [[2, 1], [1, 4]]), 6)
        0.227273

    """
    g, H = real(g), real(H)
    curvature = g @ H @ g
    return float(g @ g / curvature) if curvature > 0 else np.inf
