"""The update rules: one frozen dataclass a file, each reading like its paper.

They stand in order of increasing complexity: `gradient_descent`, `momentum` and its
variants, then the adaptive methods. A rule has two pure functions, `init(x)` and
`update(g, state)`; `path.follow` is the one loop that runs them all.
"""

from reference.optimizers.adadelta import Adadelta
from reference.optimizers.adagrad import Adagrad
from reference.optimizers.adagrad_norm import AdagradNorm
from reference.optimizers.adam import Adam
from reference.optimizers.adam_uncorrected import AdamUncorrected
from reference.optimizers.adasecant import AdaSecant
from reference.optimizers.gradient_descent import GradientDescent
from reference.optimizers.momentum import HeavyBall
from reference.optimizers.nadam import Nadam
from reference.optimizers.nesterov import Nesterov
from reference.optimizers.rmsprop import RMSprop
from reference.optimizers.rmsprop_sigma import RMSpropSigma
from reference.optimizers.scheduled import ScheduledGradientDescent
from reference.optimizers.velocity import Velocity
from reference.optimizers.vsgd import VSGD

__all__ = [
    "VSGD",
    "AdaSecant",
    "Adadelta",
    "Adagrad",
    "AdagradNorm",
    "Adam",
    "AdamUncorrected",
    "GradientDescent",
    "HeavyBall",
    "Nadam",
    "Nesterov",
    "RMSprop",
    "RMSpropSigma",
    "ScheduledGradientDescent",
    "Velocity",
]
