# grader assignment: 03-stochastic
from .features import feature_updates, standard_error, standardise
from .rates import *
from .walks import minibatch_gradient, minibatches
from .walks.sgd import sgd, sgd_momentum, sgd_per_example, sgd_scheduled
