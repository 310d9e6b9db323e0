"""Linear programs small enough to be solved by trying every corner."""

from itertools import combinations

import numpy as np

from reference.arrays import Array


def polytope(seed: int, n: int, m: int) -> tuple[Array, Array, Array]:
    """Return (c, G, h) with m random rows in a box of n dimensions; 0 is inside."""
    rng = np.random.default_rng(seed)
    G = np.vstack([rng.normal(size=(m, n)), np.eye(n), -np.eye(n)])
    h = rng.uniform(0.5, 2, size=m + 2 * n)
    return rng.normal(size=n), G, h


def minimum(c: Array, G: Array, h: Array) -> float:
    """Return the minimum of cᵀx over a bounded Gx <= h: the best of all corners."""
    values = []
    for rows in map(list, combinations(range(len(h)), len(c))):
        if abs(np.linalg.det(G[rows])) > 1e-9:
            corner = np.linalg.solve(G[rows], h[rows])
            if np.all(G @ corner <= h + 1e-9):
                values.append(float(c @ corner))
    return min(values)
