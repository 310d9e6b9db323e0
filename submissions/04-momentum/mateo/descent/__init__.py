from .ball import momentum, momentum_velocity
from .lookahead import nesterov
