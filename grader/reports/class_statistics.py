"""What the numbers of a class say: how totals spread, which checks tell students apart.

Numbers in, dataclasses out; nothing here knows where they are stored.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from grader.model import Outcome

TENTHS = 10
DISCRIMINATES = 0.1  # Ebel & Frisbie, Essentials of Educational Measurement, ch. 13
"""Below this a check hardly tells those who know from those who do not."""
_FEWEST = 3
"""Through two points there is always a line."""
_ROUNDING = 1e-9
"""What sums of thirds may be off by."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where some numbers lie."""

    count: int
    mean: float
    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float


def spread(numbers: Iterable[float]) -> Spread | None:
    """Return where numbers lie; nothing of none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    lower, median, upper = (quantile(ordered, each / 4) for each in (1, 2, 3))
    return Spread(
        count=len(ordered),
        mean=math.fsum(ordered) / len(ordered),
        lowest=ordered[0],
        lower_quartile=lower,
        median=median,
        upper_quartile=upper,
        highest=ordered[-1],
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the number below which a share of sorted numbers lies.

    Between two numbers it is interpolated, the lowest and the highest included: what
    spreadsheets call QUARTILE.INC, and R type 7.

    By hand, the lower quartile of 1, 2, 3, 4 stands at place 0.25 · 3 = 0.75:

    >>> quantile([1, 2, 3, 4], 0.25)
    1.75
    """
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    low, high = ordered[below], ordered[above]
    return low + (high - low) * (place - below)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many reach which tenth of what can be had."""

    tenths: tuple[int, ...]
    """From 0 to 10 %, ..., from 90 to 100 %; on a border, the upper one; 100 % is in
    the last."""
    beyond: int
    """How many have more than can be had, by extra credit."""


def histogram(shares: Iterable[float]) -> Histogram:
    """Return how many shares, 1 being full marks, lie in each tenth."""
    counts = [0] * TENTHS
    beyond = 0
    for share in shares:
        if share > 1 + _ROUNDING:
            beyond += 1
        else:
            tenth = math.floor(share * TENTHS + _ROUNDING)
            counts[min(max(tenth, 0), TENTHS - 1)] += 1
    return Histogram(tuple(counts), beyond)


def is_full(earned: float, possible: float) -> bool:
    """Return whether nothing is missing, sums of thirds allowed for."""
    return earned >= possible - _ROUNDING


class Answer(Protocol):
    """What one check said of one hand-in."""

    @property
    def exercise(self) -> str:
        """Return which exercise it belongs to."""

    @property
    def check(self) -> str:
        """Return the check's name."""

    @property
    def title(self) -> str:
        """Return the line that students read."""

    @property
    def is_hidden(self) -> bool:
        """Return whether it is a hidden one."""

    @property
    def is_extra(self) -> bool:
        """Return whether its points come on top."""

    @property
    def points(self) -> float:
        """Return what it is worth."""

    @property
    def outcome(self) -> Outcome:
        """Return what came of it."""

    @property
    def credit(self) -> float:
        """Return the share of its points that was earned."""


@dataclass(frozen=True, slots=True)
class Item:
    """What one check says of a class."""

    exercise: str
    check: str
    title: str
    is_hidden: bool
    count: int
    """Hand-ins in which it was graded."""
    passed: int
    """Hand-ins that passed it."""
    difficulty: float | None
    """The share of its points that was earned: 1 where everybody earns them all."""
    discrimination: float | None
    """How what it gives goes with what all other checks give, from -1 to 1; none where
    one of the two is the same for everybody."""
    compared: int
    """Hand-ins that the discrimination is computed from."""

    @property
    def is_suspicious(self) -> bool:
        """Return whether the check itself is worth a look."""
        if self.count and not self.passed:
            return True
        return self.discrimination is not None and self.discrimination < DISCRIMINATES


def item_statistics(sheets: Iterable[Sequence[Answer]]) -> tuple[Item, ...]:
    """Return what each check says of a class, suspicious ones first.

    The rest score of a check is the share of the points of all other checks that the
    same hand-in earned: extra credit and what was not graded left out.

    Args:
        sheets: the answers of one hand-in after another; none is kept.
    """
    tallies: dict[tuple[str, str, bool], _Tally] = {}
    for sheet in sheets:
        graded = [each for each in sheet if each.outcome is not Outcome.UNGRADED]
        counted = [each for each in graded if not each.is_extra]
        possible = sum(each.points for each in counted)
        earned = sum(each.points * each.credit for each in counted)
        for each in graded:
            key = each.exercise, each.check, each.is_hidden
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = _Tally(each.title)
            tally.count_in(each)
            own = 0.0 if each.is_extra else each.points
            if possible - own > _ROUNDING:
                tally.compare(
                    each.credit, (earned - own * each.credit) / (possible - own)
                )
    items = (tally.item(*key) for key, tally in tallies.items())
    return tuple(sorted(items, key=_order))


def _order(item: Item) -> tuple[bool, float]:
    """Return what items are sorted by; ties stay in the order of the assignment."""
    unknown = -2.0 if item.is_suspicious else 2.0
    found = item.discrimination
    return not item.is_suspicious, unknown if found is None else found


class _Tally:
    """The sums of one check, kept while hand-ins pass by."""

    __slots__ = ("_both", "_count", "_earned", "_passed", "_possible", "_title")

    def __init__(self, title: str) -> None:
        self._title = title
        self._count = self._passed = 0
        self._earned = self._possible = 0.0
        self._both = Correlation()

    def count_in(self, answer: Answer) -> None:
        """Count one hand-in; checks without points are counted as worth the same."""
        worth = answer.points or _ROUNDING
        self._count += 1
        self._passed += answer.outcome is Outcome.PASSED
        self._possible += worth
        self._earned += worth * answer.credit

    def compare(self, credit: float, rest: float) -> None:
        """Add one hand-in that has something to compare with."""
        self._both.add(credit, rest)

    def item(self, exercise: str, check: str, is_hidden: bool) -> Item:
        """Return what the sums say."""
        return Item(
            exercise=exercise,
            check=check,
            title=self._title,
            is_hidden=is_hidden,
            count=self._count,
            passed=self._passed,
            difficulty=self._earned / self._possible if self._count else None,
            discrimination=self._both.value(),
            compared=self._both.count,
        )


class Correlation:
    """Pearson's correlation of pairs that pass by.

    The sums are of differences to the first pair, so that a constant stays exactly one.
    Where the first number is only ever 0 or 1, this is the point-biserial correlation.
    """

    __slots__ = ("_first", "_sums", "count")

    def __init__(self) -> None:
        self.count = 0
        self._first = 0.0, 0.0
        self._sums = 0.0, 0.0, 0.0, 0.0, 0.0

    def add(self, x: float, y: float) -> None:
        """Take one pair."""
        if not self.count:
            self._first = x, y
        self.count += 1
        x -= self._first[0]
        y -= self._first[1]
        sx, sy, sxx, syy, sxy = self._sums
        self._sums = sx + x, sy + y, sxx + x * x, syy + y * y, sxy + x * y

    def value(self) -> float | None:
        """Return it; none for fewer than three pairs, or where one never changes."""
        if self.count < _FEWEST:
            return None
        sx, sy, sxx, syy, sxy = (each / self.count for each in self._sums)
        vx, vy = sxx - sx * sx, syy - sy * sy
        if min(vx, vy) <= _ROUNDING**2 or min(vx / sxx, vy / syy) <= _ROUNDING:
            return None
        return max(-1.0, min(1.0, (sxy - sx * sy) / math.sqrt(vx * vy)))
