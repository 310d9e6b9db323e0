from .conditions import satisfies_robbins_monro, scale_lr_for_batch
from .schedules import (
    cosine,
    exponential,
    fixed_then_power,
    hyperbolic,
    inverse_sqrt,
    power,
    step_decay,
)
