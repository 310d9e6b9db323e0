"""How large a step has to be to mean anything to a parameter."""

import numpy as np

from grader.gradients.layout import Array, Layout

NEGLIGIBLE = 1e-9
"""Entries below this share of their block's median count as zeros."""


def scales(layout: Layout, x: Array) -> Array:
    """Return for each parameter its own size, or its block's where it is about zero.

    The median is taken of the entries that are not 0; a block of zeros has scale 1.
    """
    result = np.ones_like(x)
    for slot in layout.slots:
        sizes = np.abs(x[slot.start : slot.stop])
        present = sizes[sizes > 0]
        if present.size:
            typical = float(np.median(present))
            own = np.where(sizes > NEGLIGIBLE * typical, sizes, typical)
            result[slot.start : slot.stop] = own
    return result
