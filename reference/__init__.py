"""The ground truth: every exercise of the course, solved.

Pure functions and small frozen dataclasses on numpy alone. Each formula stands in one
place, in the letters of its source, next to the lines of code that compute it. The same
letter means the same thing in every file:

    x, θ      the point, the parameters        g          a gradient
    v         velocity; Adam's second moment   m          first moment
    r         sum or average of squares        t          updates so far, from 1
    m̂, v̂      moments after bias correction    lr, ε, δ   rate; small constants
    W, b      weights (inputs, outputs), bias  z, a       before, after activation
    H, λ      Hessian, eigenvalue              L, m       bounds of the eigenvalues
    N, D, C   examples, features, classes      σ          sigmoid; standard deviation

S0 to S4 in the docstrings are the five lecture notes that the course follows:

    S0  CS3485 Deep Learning for Computer Vision, lecture 4, Optimization
    S1  V. K. Kurmi, Activation Functions and Optimizer, DSE316/616, 2022
    S2  R. Sun, Optimization for data sciences, lecture 8, Université Côte d'Azur
    S3  S. Eskandari, Deep Learning (Optimization), University of Guilan
    S4  Neural networks: training neural networks (empirical risk minimisation)
"""

from reference.adaptive import adam
from reference.gradient_descent import (
    gradient_descent,
    gradient_descent_1d,
    values_along,
)
from reference.momentum import largest_stable_lr, momentum, velocity_as_sum

__all__ = [
    "adam",
    "gradient_descent",
    "gradient_descent_1d",
    "largest_stable_lr",
    "momentum",
    "values_along",
    "velocity_as_sum",
]
