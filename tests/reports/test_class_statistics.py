"""Statistics of a class: worked by hand, and against the standard library."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.model import Outcome
from grader.reports.class_statistics import (
    Correlation,
    Item,
    histogram,
    is_full,
    item_statistics,
    quantile,
    spread,
)

POINTS = st.integers(0, 400).map(lambda quarters: quarters / 4)


@dataclass(frozen=True, slots=True)
class Row:
    """An answer, as few fields given as a test needs."""

    check: str
    credit: float
    points: float = 1.0
    outcome: Outcome = Outcome.WRONG
    exercise: str = "e"
    title: str = "T."
    is_hidden: bool = False
    is_extra: bool = False


def sheet(*shares: float, points: Sequence[float] = ()) -> tuple[Row, ...]:
    """Return the answers of one hand-in to checks a, b, c, ..."""
    return tuple(
        Row(
            "abcdefgh"[at],
            credit,
            points[at] if points else 1.0,
            Outcome.PASSED if credit == 1 else Outcome.WRONG,
        )
        for at, credit in enumerate(shares)
    )


def items(*sheets: Sequence[Row]) -> dict[str, Item]:
    return {each.check: each for each in item_statistics(sheets)}


def test_a_spread_by_hand() -> None:
    got = spread([4.0, 1.0, 3.0, 2.0, 10.0])

    assert got is not None
    assert (got.count, got.mean, got.lowest, got.highest) == (5, 4.0, 1.0, 10.0)
    assert (got.lower_quartile, got.median, got.upper_quartile) == (2.0, 3.0, 4.0)


def test_the_spread_of_nothing_is_nothing() -> None:
    assert spread([]) is None


def test_the_spread_of_one_number_is_that_number() -> None:
    got = spread([7.5])

    assert got is not None
    assert {got.mean, got.lowest, got.lower_quartile, got.median, got.highest} == {7.5}


@given(st.lists(POINTS, min_size=2, max_size=60))
def test_quartiles_are_the_inclusive_ones(numbers: list[float]) -> None:
    got = spread(numbers)

    assert got is not None
    want = statistics.quantiles(numbers, n=4, method="inclusive")
    assert [got.lower_quartile, got.median, got.upper_quartile] == pytest.approx(want)
    assert got.mean == pytest.approx(statistics.mean(numbers))


@given(st.lists(POINTS, min_size=1, max_size=40), st.floats(0, 1))
def test_a_quantile_lies_between_the_extremes(
    numbers: list[float], share: float
) -> None:
    ordered = sorted(numbers)

    assert ordered[0] <= quantile(ordered, share) <= ordered[-1]


def test_a_histogram_by_hand() -> None:
    got = histogram([0.0, 0.05, 0.1, 0.95, 1.0, 1.2])

    assert got.tenths == (2, 1, 0, 0, 0, 0, 0, 0, 0, 2)
    assert got.beyond == 1


def test_sums_of_thirds_fall_into_the_tenth_they_belong_to() -> None:
    assert histogram([0.1 + 0.2]).tenths[3] == 1
    assert histogram([0.7 + 0.1]).tenths[8] == 1  # 0.7999999999999999
    assert histogram([sum([1 / 3] * 3), 1 + 1e-12]).tenths[9] == 2


@given(st.lists(st.floats(-1, 2), max_size=50))
def test_a_histogram_loses_nobody(shares: list[float]) -> None:
    got = histogram(shares)

    assert sum(got.tenths) + got.beyond == len(shares)


def test_nearly_all_by_rounding_is_all() -> None:
    assert is_full(0.1 + 0.2 + 0.7, 1.0)
    assert not is_full(0.999, 1.0)


def test_difficulty_is_the_share_of_points_earned() -> None:
    got = items(sheet(1, 0), sheet(0.5, 0), sheet(0, 1), sheet(0, 0))

    assert got["a"].difficulty == 0.375
    assert (got["a"].count, got["a"].passed) == (4, 1)
    assert got["b"].difficulty == 0.25


def test_difficulty_weighs_by_what_a_check_was_worth_at_the_time() -> None:
    got = items(sheet(1, points=[1]), sheet(0, points=[3]))

    assert got["a"].difficulty == 0.25


def test_a_check_without_points_has_a_difficulty_too() -> None:
    got = items(sheet(1, points=[0]), sheet(0, points=[0]))

    assert got["a"].difficulty == 0.5


def test_a_discrimination_by_hand() -> None:
    # a: 1 1 0 0; the rest, b and c out of 2: 1 0.5 0.5 0. Both vary by 1/4 and 1/8, and
    # together by 1/8: (1/8) / √(1/4 · 1/8) = 1/√2.
    got = items(sheet(1, 1, 1), sheet(1, 1, 0), sheet(0, 0, 1), sheet(0, 0, 0))

    assert got["a"].discrimination == pytest.approx(1 / math.sqrt(2))
    assert got["a"].compared == 4


def test_the_rest_score_leaves_the_check_itself_out() -> None:
    # With a part of the total, each would seem to go with it.
    got = items(sheet(1, 0), sheet(0, 1), sheet(1, 0), sheet(0, 1))

    assert got["a"].discrimination == pytest.approx(-1)


@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 8).map(lambda n: n / 8)),
        min_size=3,
        max_size=50,
    )
)
def test_it_is_the_point_biserial_correlation(pairs: list[tuple[bool, float]]) -> None:
    xs, ys = ([float(x) for x, _ in pairs], [y for _, y in pairs])
    assume(len(set(xs)) > 1 and len(set(ys)) > 1)

    got = items(*(sheet(x, y) for x, y in zip(xs, ys, strict=True)))

    ones = [y for x, y in pairs if x]
    zeros = [y for x, y in pairs if not x]
    share = len(ones) / len(pairs)
    apart = statistics.mean(ones) - statistics.mean(zeros)
    want = apart * math.sqrt(share * (1 - share)) / statistics.pstdev(ys)
    assert got["a"].discrimination == pytest.approx(want, abs=1e-9)


@given(st.lists(st.tuples(POINTS, POINTS), min_size=3, max_size=50))
def test_a_correlation_is_the_one_of_exact_fractions(
    pairs: list[tuple[float, float]],
) -> None:
    both = Correlation()
    for x, y in pairs:
        both.add(x, y)
    exact = [(Fraction(x), Fraction(y)) for x, y in pairs]
    mx, my = (sum(each) / len(pairs) for each in zip(*exact, strict=True))
    vx = sum((x - mx) ** 2 for x, _ in exact)
    vy = sum((y - my) ** 2 for _, y in exact)

    got = both.value()

    if vx == 0 or vy == 0:
        assert got is None
    else:
        want = sum((x - mx) * (y - my) for x, y in exact)
        assert got == pytest.approx(float(want) / math.sqrt(vx * vy), abs=1e-9)
        assert got is not None
        assert -1 <= got <= 1


@pytest.mark.parametrize(
    "sheets",
    [
        [sheet(1, 0), sheet(0, 1)],  # through two points there is always a line
        [sheet(1, 1), sheet(1, 0), sheet(1, 1)],  # everybody passes
        [sheet(1), sheet(0), sheet(1)],  # there is no rest
        [sheet(0.3, 0.1), sheet(0.1 + 0.2, 0.2), sheet(0.3, 0.3)],  # rounding is none
    ],
)
def test_where_nothing_varies_there_is_no_discrimination(
    sheets: list[Sequence[Row]],
) -> None:
    assert items(*sheets)["a"].discrimination is None


def test_extra_credit_is_compared_but_not_part_of_the_rest() -> None:
    def bonus(credit: float) -> Row:
        return Row("bonus", credit, 5.0, is_extra=True)

    sheets = [(*sheet(x), bonus(y)) for x, y in ((1, 1), (1, 0), (0, 0), (0, 0))]

    got = items(*sheets)

    assert got["a"].discrimination is None
    assert got["bonus"].discrimination == pytest.approx(1 / math.sqrt(3))


def test_what_was_not_graded_counts_nowhere() -> None:
    lost = Row("b", 0.0, outcome=Outcome.UNGRADED)

    got = items(sheet(1, 1), (*sheet(0), lost), sheet(1, 1))

    assert (got["b"].count, got["b"].compared, got["b"].difficulty) == (2, 2, 1.0)
    assert (got["a"].count, got["a"].compared) == (3, 2)


def test_a_hidden_check_is_another_one_than_its_public_twin() -> None:
    public = sheet(1)[0]
    hidden = Row("a", 0.0, is_hidden=True)

    got = item_statistics([(public, hidden)])

    assert [(each.is_hidden, each.passed) for each in got] == [(True, 0), (False, 1)]


def test_suspicious_checks_come_first() -> None:
    # a is passed by nobody; b goes against the others; c is passed by all.
    one, other = sheet(0, 1, 1, 0, 0, 0), sheet(0, 0, 1, 1, 1, 1)

    got = item_statistics([one, other, other] * 2)

    assert [each.check for each in got] == ["a", "b", "d", "e", "f", "c"]
    assert [each.is_suspicious for each in got] == [True] * 2 + [False] * 4


@pytest.mark.parametrize(
    ("found", "passed", "want"),
    [
        (0.0999, 5, True),
        (0.1, 5, False),
        (None, 5, False),
        (None, 0, True),
        (0.9, 0, True),
    ],
)
def test_what_is_suspicious(found: float | None, passed: int, want: bool) -> None:
    item = Item("e", "c", "T.", False, 10, passed, 0.5, found, 10)

    assert item.is_suspicious is want


def test_no_hand_ins_make_no_items() -> None:
    assert item_statistics([]) == ()
    assert item_statistics([()]) == ()
