"""Descent theory."""

from .bounds import (
    convergence_bound,
    descent_lemma_holds,
    lipschitz_step,
    quadratic_upper_bound,
    strong_convexity_factor,
)
from .convexity import segment_inside, violates_convexity
from .searches import (
    backtracking,
    descent_with_backtracking,
    exact_step_quadratic,
)
