# grader assignment: 04-momentum
from .descent import momentum, momentum_velocity, nesterov
from .descent.theory import largest_stable_lr, velocity_as_sum
from .valley import axis_behaviour, steps_on_valley

__all__ = [
    "axis_behaviour",
    "largest_stable_lr",
    "momentum",
    "momentum_velocity",
    "nesterov",
    "steps_on_valley",
    "velocity_as_sum",
]
