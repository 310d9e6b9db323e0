"""Two curves drawn with characters, whatever numbers are in them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Curve
from grader.reports.sketch import sketch

FALLING = Curve("value", (4.0, 3.0, 2.0, 1.0), (4.0, 2.0, 1.0, 0.5))
HUGE = 1.7e308


def drawn(
    got: tuple[float, ...], want: tuple[float, ...], width: int = 60
) -> list[str]:
    return sketch(Curve("value", got, want), width, unicode=False)


def test_a_drawing_has_a_legend_both_ends_of_the_axis_and_both_curves() -> None:
    assert sketch(FALLING, 24, height=4, unicode=True) == [
        "value:  o yours  · expected",
        "  4 │o",
        "    │      o",
        "    │      ·    o",
        "0.5 │           ·     o",
    ]


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ((), ()),
        ((1.0,), ()),
        ((1.0,), (2.0,)),
        ((1.0, 2.0), (1.0,)),
        ((2.0, 2.0), (2.0, 2.0)),
        ((0.0,) * 50, (-0.0,) * 50),
        ((math.nan,) * 9, (math.nan,) * 9),
        ((math.inf,) * 9, (-math.inf,) * 9),
    ],
)
def test_what_shows_nothing_is_not_drawn(
    got: tuple[float, ...], want: tuple[float, ...]
) -> None:
    assert drawn(got, want) == []


def test_two_points_each_are_drawn_at_both_ends() -> None:
    lines = drawn((0.0, 1.0), (0.0, 0.5), width=30)

    assert lines[0] == "value:  o yours  . expected"
    assert lines[1].endswith("o")
    assert lines[1].startswith("1 |")
    assert lines[-1].startswith("0 |o")
    assert sum(line.count("o") for line in lines[1:]) == 2
    assert sum(line.count(".") for line in lines[1:]) == 1


def test_points_that_are_no_numbers_leave_gaps() -> None:
    lines = drawn((1.0, math.nan, math.inf, 4.0), (1.0, 2.0, 3.0, -math.inf))

    assert sum(line.count("o") for line in lines[1:]) == 2
    assert sum(line.count(".") for line in lines[1:]) == 2


@pytest.mark.parametrize(
    ("values", "is_log"),
    [
        ((1.0, 10.0, 100.0, 999.0), False),
        ((1.0, 10.0, 100.0, 1001.0), True),
        ((0.0, 10.0, 100.0, 1001.0), False),
        ((-1.0, 10.0, 100.0, 1001.0), False),
        ((5e-324, 1.0, 2.0, HUGE), True),
    ],
)
def test_many_powers_of_ten_make_the_axis_logarithmic(
    values: tuple[float, ...], is_log: bool
) -> None:
    lines = drawn(values, values)

    assert (", logarithmic:" in lines[0]) is is_log


def test_powers_of_ten_are_a_straight_line_on_a_logarithmic_axis() -> None:
    values = tuple(10.0**-n for n in range(7))

    lines = drawn(values, values, width=60)[1:]

    assert [line.count("o") for line in lines] == [1] * 7


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ((HUGE, -HUGE, HUGE), (0.0, 1.0)),
        ((1e308, -1e308), (0.0, 0.0)),
        ((HUGE, HUGE / 2, 1.0), (HUGE, 5e-324)),
        ((5e-324, 0.0), (5e-324, 0.0)),
        ((1.0, math.nextafter(1.0, 2.0)), (1.0, 1.0)),
    ],
)
def test_extreme_numbers_are_drawn(
    got: tuple[float, ...], want: tuple[float, ...]
) -> None:
    assert len(drawn(got, want)) == 8


@pytest.mark.parametrize("width", [40, 52, 60, 80, 120, 200])
def test_no_line_is_longer_than_the_width(width: int) -> None:
    got = tuple(1e-5 * 1.1**n for n in range(1000))

    lines = drawn(got, tuple(reversed(got)), width=width)

    assert len(lines) == 8
    assert max(map(len, lines)) <= width
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize("width", [0, 5, 10, 12])
def test_a_width_without_room_draws_nothing(width: int) -> None:
    assert drawn((1.23e-5, 2.0, 3.0), (1.0, 2.0), width=width) == []


@given(
    got=st.lists(st.floats(-1e300, 1e300), max_size=40),
    want=st.lists(st.floats(-1e300, 1e300), max_size=40),
    width=st.integers(40, 200),
)
def test_any_two_curves_are_drawn_within_the_width(
    got: list[float], want: list[float], width: int
) -> None:
    lines = drawn(tuple(got), tuple(want), width)

    assert len(lines) in {0, 8}
    assert all(len(line) <= width for line in lines)
