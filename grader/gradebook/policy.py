"""What a late entry costs, and which of several attempts counts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from grader.gradebook.records import Late, Standing

POLICIES = ("last", "best", "all")
_DAY = timedelta(days=1)
_UNSETTLED = {"failed", "provisional"}


def late_days(due: datetime | None, grace_seconds: float, at: datetime | None) -> int:
    """Return the days that have begun since something was due and its grace over.

    By hand:
        Due at noon with ten minutes of grace: nothing at 12:10, one day a second later.

        >>> from datetime import datetime, UTC
        >>> noon = datetime(2026, 10, 1, 12, tzinfo=UTC)
        >>> late_days(noon, 600, noon.replace(minute=10))
        0
        >>> late_days(noon, 600, noon.replace(minute=10, second=1))
        1

    """
    if due is None or at is None:
        return 0
    # In UTC: days do not grow longer when clocks are set back.
    over = at.astimezone(UTC) - due.astimezone(UTC) - timedelta(seconds=grace_seconds)
    return max(0, -(-over // _DAY))


def penalty(late: Late, days: int, raw: float) -> float:
    """Return the points that lateness takes, never more than there are.

    By hand:
        Two days at a tenth a day, at most 15 %, of 8 points:

        >>> round(penalty(Late(per_day=0.1, cap=0.15), 2, 8.0), 9)
        1.2

    """
    return max(0.0, min(raw, raw * min(late.per_day * days, late.cap)))


def choose(policy: str, standings: Sequence[Standing]) -> int:
    """Return which of the attempts, oldest first, counts."""
    last = len(standings) - 1
    if policy != "best":
        return last
    # An attempt that nobody graded yet counts only where there is no other.
    return max(
        range(len(standings)),
        key=lambda at: (
            standings[at].status != "failed",
            standings[at].total,
            at,
        ),
    )


def is_open(standings: Sequence[Standing]) -> bool:
    """Return whether the best attempt may yet turn out to be another."""
    return any(each.status in _UNSETTLED for each in standings)
