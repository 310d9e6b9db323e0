"""Linear inequalities Gx <= h, as the functions on linear programs read them."""

from numpy.typing import ArrayLike

from reference.arguments import require_matrix, require_shape
from reference.arrays import Array, real


def read_constraints(G: ArrayLike, h: ArrayLike) -> tuple[Array, Array]:
    """Return G of shape (m, n) and h of shape (m,) as floats; refuse other shapes."""
    require_matrix(G=G)
    G = real(G)
    require_shape(G.shape[:1], h=h)
    return G, real(h)
