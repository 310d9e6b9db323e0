# grader assignment: 09-curvature
from curvature import (
    best_step,
    classify_critical_point,
    condition_number,
    curvature_weights,
    damped_newton,
    directional_curvature,
    eigen_2x2,
    hessian,
    jacobian,
    newton,
    quadratic_prediction,
    taylor_model,
)

__all__ = [
    "best_step",
    "classify_critical_point",
    "condition_number",
    "curvature_weights",
    "damped_newton",
    "directional_curvature",
    "eigen_2x2",
    "hessian",
    "jacobian",
    "newton",
    "quadratic_prediction",
    "taylor_model",
]

if __name__ == "__main__":
    print(eigen_2x2([[2, 3], [2, 1]]))
