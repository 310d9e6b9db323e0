from .moments import adam, adam_uncorrected
from .sums import adagrad, adagrad_norm
from .means import adadelta, rmsprop, rmsprop_sigma
