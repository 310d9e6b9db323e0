import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.receptive_field import receptive_field

LAYERS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), max_size=4)


@pytest.mark.parametrize(
    ("layers", "want"),
    [
        ([], 1),
        ([(5, 1)], 5),
        ([(5, 4)], 5),  # its own stride stretches nothing
        ([(3, 1), (3, 1), (3, 1)], 7),  # three 3 × 3 see what one 7 × 7 sees
        ([(1, 2), (3, 1)], 5),  # neighbours 2 apart
        ([(3, 2), (3, 2), (3, 2)], 3 + 4 + 8),
        ([(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1)], 163),  # AlexNet
    ],
)
def test_known_fields(layers: list[tuple[int, int]], want: int) -> None:
    assert receptive_field(layers) == want


def test_alexnet_up_to_its_last_pooling() -> None:
    layers = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]

    assert receptive_field(layers) == 195  # as Araujo, Norris & Sim print it


@given(layers=LAYERS)
def test_it_is_the_distance_from_the_first_to_the_last_input_of_output_0(
    layers: list[tuple[int, int]],
) -> None:
    # Backwards: which inputs of each layer the outputs found so far depend on.
    seen = {0}
    for kernel, stride in reversed(layers):
        seen = {i * stride + k for i in seen for k in range(kernel)}

    assert receptive_field(layers) == max(seen) - min(seen) + 1


def test_numpy_integers_and_arrays_give_an_int() -> None:
    got = receptive_field(np.array([[3, 2], [3, 1]]))  # type: ignore[arg-type]  # rows are pairs

    assert type(got) is int
    assert got == 7


def test_many_layers_do_not_overflow() -> None:
    assert receptive_field([(2, 2)] * 100) == 2**100


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([(3, 1), (0, 1)], "kernel must be a whole number >= 1; got 0."),
        ([(3, 0)], "stride must be a whole number >= 1; got 0."),
        ([(3, 1.5)], "stride must be a whole number >= 1; got 1.5."),
    ],
)
def test_impossible_layers_are_refused(layers: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        receptive_field(layers)
