import re
from typing import Any

import numpy as np
import pytest

from reference.constraints import read_constraints


def test_integers_come_back_as_fresh_floats() -> None:
    G, h = np.array([[1, 2], [3, 4], [5, 6]]), np.array([7.0, 8.0, 9.0])

    got_G, got_h = read_constraints(G, h)

    assert got_G.dtype == got_h.dtype == np.float64
    assert got_G.tolist() == G.tolist()
    assert got_h.tolist() == h.tolist()
    assert not np.shares_memory(got_h, h)


@pytest.mark.parametrize(
    ("G", "h", "message"),
    [
        ([[1, 2]], [1, 2], "h must have shape (1,); got (2,)."),
        ([[1, 2], [3, 4]], 5, "h must have shape (2,); got ()."),
        ([[1, 2], [3, 4]], [[5], [6]], "h must have shape (2,); got (2, 1)."),
        (
            [1, 2],
            [1, 2],
            "G must have shape (rows, columns), neither of them 0; got shape (2,).",
        ),
        (
            np.zeros((0, 2)),
            [],
            "G must have shape (rows, columns), neither of them 0; got shape (0, 2).",
        ),
    ],
)
def test_what_is_no_system_of_inequalities_is_refused(
    G: Any, h: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_constraints(G, h)
