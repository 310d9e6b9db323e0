from collections import defaultdict

import numpy as np

from .moments import adam_step


class Adam:
    def __init__(self, lr, beta1, beta2, eps):
        self._steps = defaultdict(lambda: adam_step(lr, beta1, beta2, eps))
        self._calls = 0

    def step(self, params, grads):
        self._calls += 1
        return {
            name: np.asarray(x, dtype=float)
            - self._steps[name](np.array(grads[name], dtype=float), self._calls)
            for name, x in params.items()
        }
