"""Whose points changed between two gradings, and why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from grader.gradebook import ExerciseScore, Standing
from grader.model import CheckResult, Report
from grader.reports.quoting import speakable
from grader.scoring import points

_ROUNDING = 1e-9
Reports = Callable[[int], Report | None]
"""Return the report of a run, if there was one."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What somebody had, seen from one grading."""

    status: str
    total: float
    possible: float


@dataclass(frozen=True, slots=True)
class ExerciseChange:
    """Other points in one exercise, or in one question that is marked by hand."""

    name: str
    by_hand: bool
    before: float | None
    """None where the exercise was not there."""
    after: float | None
    why: tuple[str, ...]
    """What changed: checks, points, a decision."""


@dataclass(frozen=True, slots=True)
class Change:
    """Other points of one student."""

    identity: str
    name: str
    before: Standpoint
    after: Standpoint
    exercises: tuple[ExerciseChange, ...]
    why: tuple[str, ...]
    """What changed beside the exercises: status, attempt, lateness."""

    @property
    def difference(self) -> float:
        """Return how many points came or went."""
        return self.after.total - self.before.total


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in one assignment."""

    assignment: str
    compared: int
    """Students who were there before."""
    new: tuple[str, ...]
    """Students who were not."""
    changes: tuple[Change, ...]
    """Who lost most comes first."""


def compare(
    assignment: str,
    before: Iterable[Standing],
    after: Iterable[Standing],
    reports: Reports,
) -> Changes:
    """Return whose points changed."""
    known = {each.person.identity: each for each in before}
    new, changes = [], []
    for now in after:
        then = known.get(now.person.identity)
        if then is None:
            new.append(speakable(now.person.identity))
        elif _is_changed(then, now):
            changes.append(_change(then, now, reports))
    return Changes(
        assignment=speakable(assignment),
        compared=len(known),
        new=tuple(new),
        changes=tuple(sorted(changes, key=lambda e: (e.difference, e.identity))),
    )


def _is_changed(then: Standing, now: Standing) -> bool:
    if then.status != now.status or _differ(then.total, now.total):
        return True
    return _differ(then.possible, now.possible) or any(_pairs_that_differ(then, now))


def _change(then: Standing, now: Standing, reports: Reports) -> Change:
    rerun = then.run_id != now.run_id
    pair = [
        reports(each.run_id) if rerun and each.run_id is not None else None
        for each in (then, now)
    ]
    checks = [_checks(each) for each in pair]
    return Change(
        identity=speakable(now.person.identity),
        name=speakable(now.person.name),
        before=Standpoint(then.status, then.total, then.possible),
        after=Standpoint(now.status, now.total, now.possible),
        exercises=tuple(
            ExerciseChange(
                name=speakable(name),
                by_hand=by_hand,
                before=old.earned if old else None,
                after=new.earned if new else None,
                why=(
                    *_of_scores(old, new, by_hand=by_hand),
                    *(() if by_hand else _of_checks(name, *checks)),
                ),
            )
            for name, by_hand, old, new in _pairs_that_differ(then, now)
        ),
        why=tuple(_of_standings(then, now)),
    )


_Pair = tuple[str, bool, ExerciseScore | None, ExerciseScore | None]


def _pairs_that_differ(then: Standing, now: Standing) -> Iterator[_Pair]:
    """Return name, whether it is marked by hand, and the two scores."""
    for by_hand, before, after in (
        (False, then.exercises, now.exercises),
        (True, then.manual, now.manual),
    ):
        old = {each.name: each for each in before}
        new = {each.name: each for each in after}
        for name in old | new:
            pair = old.get(name), new.get(name)
            if _scores_differ(*pair):
                yield name, by_hand, *pair


def _scores_differ(old: ExerciseScore | None, new: ExerciseScore | None) -> bool:
    if old is None or new is None:
        return old is not new
    return (
        _differ(old.earned, new.earned)
        or _differ(old.possible, new.possible)
        or old.is_provisional != new.is_provisional
    )


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _ROUNDING


def _of_standings(then: Standing, now: Standing) -> Iterator[str]:
    if then.status != now.status:
        yield f"{then.status} → {now.status}"
    if (then.entry_key, then.attempt) != (now.entry_key, now.attempt):
        if then.attempt and now.attempt:
            yield f"attempt {now.attempt} counts, not {then.attempt}"
    elif then.run_id != now.run_id and None not in (then.run_id, now.run_id):
        yield "graded again"
    if then.late_days != now.late_days or _differ(then.penalty, now.penalty):
        yield f"late: {_lateness(then)} → {_lateness(now)}"


def _lateness(standing: Standing) -> str:
    if not standing.late_days:
        return "in time"
    unit = "day" if standing.late_days == 1 else "days"
    return f"{standing.late_days} {unit}, -{points(standing.penalty)}"


def _of_scores(
    old: ExerciseScore | None, new: ExerciseScore | None, *, by_hand: bool
) -> Iterator[str]:
    if old is None:
        yield "marked by hand" if by_hand else "was not there"
    elif new is None:
        yield "no longer there"
    elif by_hand and _differ(old.earned, new.earned):
        yield "marked again"
    elif new.is_overridden and _differ(old.earned, new.earned):
        yield "set by hand"
    elif old.is_overridden and not new.is_overridden:
        yield "no longer set by hand"
    if old and new and _differ(old.possible, new.possible):
        yield f"worth {points(old.possible)} → {points(new.possible)}"


_Checks = dict[tuple[str, str, bool], CheckResult]


def _checks(report: Report | None) -> _Checks | None:
    if report is None:
        return None
    return {
        (exercise.name, check.name, check.is_hidden): check
        for exercise in report.exercises
        for check in exercise.checks
    }


def _of_checks(
    exercise: str, before: _Checks | None, after: _Checks | None
) -> Iterator[str]:
    """Return what changed in the checks of an exercise, where both were reported."""
    if before is None or after is None:
        return
    for key in before | after:
        if key[0] != exercise:
            continue
        said = _of_check(before.get(key), after.get(key))
        if said:
            hidden = " (hidden)" if key[2] else ""
            yield speakable(f"{key[1]}{hidden}: {said}")


def _of_check(old: CheckResult | None, new: CheckResult | None) -> str:
    if old is None or new is None:
        return "no longer checked" if new is None else f"new, {new.outcome}"
    said = []
    if old.outcome is not new.outcome:
        said.append(f"{old.outcome} → {new.outcome}")
    elif _differ(old.credit, new.credit):
        said.append(f"{old.credit:.0%} → {new.credit:.0%} of its points")
    if _differ(old.points, new.points):
        said.append(f"worth {points(old.points)} → {points(new.points)}")
    return ", ".join(said)
