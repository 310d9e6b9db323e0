"""My package for this term."""
from .differences import gradient_check, numerical_gradient
from .paths import gradient_descent, gradient_descent_1d, values_along
from .studies import best_of_starts, study_learning_rates

__all__ = [
    "best_of_starts",
    "gradient_check",
    "gradient_descent",
    "gradient_descent_1d",
    "numerical_gradient",
    "study_learning_rates",
    "values_along",
]
