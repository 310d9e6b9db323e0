"""Is this the gradient of that loss? An answer that knows how far to trust itself.

    >>> import numpy as np
    >>> from grader.gradients import check_gradient
    >>> def loss(w):
    ...     return np.sum(w**3)
    >>> w = np.array([1.0, 2.0])
    >>> print(check_gradient(loss, lambda w: 3 * w**2, w).verdict)
    pass
    >>> check = check_gradient(loss, lambda w: 3 * w, w)
    >>> check["x"].failing[0].index, check["x"].failing[0].got
    ((1,), 6.0)

A step is never chosen: each entry is measured at several, and they tell together how
exact the measurement is. What is not clear is inconclusive, and nobody is blamed for
it. The package needs numpy and nothing else.
"""

from grader.gradients.check import check_gradient
from grader.gradients.estimate import GradientEstimate, estimate_gradient
from grader.gradients.pattern import Finding, Pattern
from grader.gradients.result import Block, Direction, Entry, GradientCheck
from grader.gradients.structure import diagnose
from grader.gradients.verdict import Severity, Verdict, severity_of

__all__ = [
    "Block",
    "Direction",
    "Entry",
    "Finding",
    "GradientCheck",
    "GradientEstimate",
    "Pattern",
    "Severity",
    "Verdict",
    "check_gradient",
    "diagnose",
    "estimate_gradient",
    "severity_of",
]
