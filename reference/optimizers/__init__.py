"""The update rules: one frozen dataclass a file, each reading like its paper.

They stand in order of increasing complexity: `gradient_descent`, `momentum` and its
variants, then the adaptive methods. A rule has two pure functions, `init(x)` and
`update(g, state)`; `path.follow` is the one loop that runs them all.
"""

from reference.optimizers.adam import Adam
from reference.optimizers.gradient_descent import GradientDescent
from reference.optimizers.momentum import HeavyBall

__all__ = ["Adam", "GradientDescent", "HeavyBall"]
