from .differences import hessian, jacobian
from .methods import damped_newton, newton
from .model import best_step, quadratic_prediction, taylor_model
from .spectrum import (
    classify_critical_point,
    condition_number,
    curvature_weights,
    directional_curvature,
    eigen_2x2,
)
