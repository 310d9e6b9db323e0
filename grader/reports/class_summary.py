"""What a gradebook says of a class in one assignment, read once and kept small."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from grader.gradebook import (
    ExerciseScore,
    Gradebook,
    ResultRow,
    Sheet,
    Standing,
)
from grader.model import Outcome, Report
from grader.reports.class_statistics import (
    Histogram,
    Item,
    Spread,
    histogram,
    is_full,
    item_statistics,
    spread,
)
from grader.reports.pseudonyms import (
    Naming,
    by_identity,
    pseudonyms,
    without_names,
)

STATUSES = ("graded", "provisional", "broken", "failed", "missing", "excused")
SETTLED = {"graded", "broken"}
"""With a total that will not change."""
_NOT_RUN = {Outcome.COULD_NOT_RUN, Outcome.SKIPPED}


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise, or one question that is marked by hand."""

    name: str
    title: str
    by_hand: bool
    possible: float
    count: int
    """Students who have points for it, be it none, that will not change."""
    share: float | None
    """The mean share of its points; more than 1 by extra credit."""
    full: int
    """Students with full marks."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """A mistake, and who makes it."""

    exercise: str
    name: str
    """Empty where it is none of the known ones."""
    statement: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Somebody whose work did not run, or was not graded."""

    who: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """A class in one assignment."""

    assignment: str
    students: int
    statuses: Mapping[str, int]
    late: int
    possible: tuple[float, ...]
    """What can be had; several where the assignment changed on the way."""
    totals: Spread | None
    """Of those with a total that will not change."""
    shares: Histogram
    full: int
    exercises: tuple[ExerciseSummary, ...]
    items: tuple[Item, ...]
    misconceptions: tuple[Misconception, ...]
    """The most common first."""
    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the numbers of one assignment come from, and how students are called."""

    assignment: str
    sheets: Iterable[Sheet]
    report: Callable[[int], Report]
    naming: Naming = by_identity
    is_anonymous: bool = False

    @classmethod
    def of(cls, book: Gradebook, assignment: str, *, is_anonymous: bool) -> Self:
        """Return an assignment of a gradebook; nothing is read before it is needed."""
        return cls(
            assignment,
            sheets=book.sheets(assignment),
            report=book.report,
            naming=pseudonyms(book.secret) if is_anonymous else by_identity,
            is_anonymous=is_anonymous,
        )


def summarise(source: Source) -> ClassSummary:
    """Return what a class did; one student is looked at after another."""
    standings, mistakes = _Standings(source), _Mistakes()
    items = item_statistics(_answers(source.sheets, standings, mistakes))
    return ClassSummary(
        assignment=source.assignment,
        students=sum(standings.statuses.values()),
        statuses={each: standings.statuses[each] for each in STATUSES},
        late=standings.late,
        possible=tuple(sorted(standings.possible)),
        totals=spread(standings.totals),
        shares=histogram(standings.shares),
        full=standings.full,
        exercises=tuple(each.summary() for each in standings.exercises.values()),
        items=items,
        misconceptions=mistakes.ranked(source.naming),
        # By what they are called: the order of identities would tell something of them.
        stuck=tuple(sorted(standings.stuck, key=lambda each: each.who)),
    )


def _answers(
    sheets: Iterable[Sheet], standings: "_Standings", mistakes: "_Mistakes"
) -> Iterator[Sequence[ResultRow]]:
    """Count everybody in, and return each run once, whoever handed it in together."""
    seen = set()
    for sheet in sheets:
        standings.add(sheet)
        mistakes.add(sheet)
        run = sheet.standing.run_id
        if run is not None and run not in seen:
            seen.add(run)
            yield sheet.results


@dataclass(slots=True)
class _Exercise:
    """The sums of one exercise."""

    score: ExerciseScore
    by_hand: bool
    count: int = 0
    shared: int = 0
    full: int = 0
    share: float = 0.0

    def add(self, score: ExerciseScore) -> None:
        self.count += 1
        if score.possible > 0:  # without it nothing is lost, and nothing is full
            self.full += is_full(score.earned, score.possible)
            self.shared += 1
            self.share += score.earned / score.possible

    def summary(self) -> ExerciseSummary:
        return ExerciseSummary(
            name=self.score.name,
            title=self.score.title,
            by_hand=self.by_hand,
            possible=self.score.possible,
            count=self.count,
            share=self.share / self.shared if self.shared else None,
            full=self.full,
        )


@dataclass(slots=True)
class _Standings:
    """What the standings of a class add up to."""

    source: Source
    statuses: Counter[str] = field(default_factory=Counter)
    late: int = 0
    full: int = 0
    possible: set[float] = field(default_factory=set)
    totals: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    exercises: dict[tuple[str, bool], _Exercise] = field(default_factory=dict)
    stuck: list[Stuck] = field(default_factory=list)

    def add(self, sheet: Sheet) -> None:
        """Count one person in."""
        standing = sheet.standing
        self.statuses[standing.status] += 1
        self.late += standing.is_late
        if standing.status in SETTLED:
            self._add_total(standing)
        if standing.run_id is not None or standing.status in SETTLED:
            for by_hand, scores in (
                (False, standing.exercises),
                (True, standing.manual),
            ):
                for each in scores:
                    self._add_score(each, by_hand=by_hand)
        reason = self._reason(sheet)
        if reason:
            self.stuck.append(
                Stuck(
                    self.source.naming(standing.person.identity),
                    standing.status,
                    self._told(reason, standing),
                )
            )

    def _add_total(self, standing: Standing) -> None:
        self.possible.add(standing.possible)
        self.totals.append(standing.total)
        self.full += is_full(standing.total, standing.possible)
        if standing.possible > 0:
            self.shares.append(standing.total / standing.possible)

    def _add_score(self, score: ExerciseScore, *, by_hand: bool) -> None:
        key = score.name, by_hand
        if key not in self.exercises:
            self.exercises[key] = _Exercise(score, by_hand)
        if not score.is_provisional:
            self.exercises[key].add(score)

    def _reason(self, sheet: Sheet) -> str:
        """Return why somebody's work did not run; empty if some of it did."""
        standing = sheet.standing
        if standing.status in {"broken", "failed"}:
            return next(iter(standing.notes), "No reason is recorded.")
        ran = any(each.outcome not in _NOT_RUN for each in sheet.results)
        if ran or standing.run_id is None or not sheet.results:
            return ""
        return _first_reason(self.source.report(standing.run_id))

    def _told(self, reason: str, standing: Standing) -> str:
        if not self.source.is_anonymous:
            return reason
        return without_names(reason, (standing.person, *standing.partners))


def _first_reason(report: Report) -> str:
    findings = (
        finding.message
        for exercise in report.exercises
        for check in exercise.checks
        for finding in check.findings
        if finding.outcome is Outcome.COULD_NOT_RUN
    )
    return next(findings, "No check could run.")


@dataclass(slots=True)
class _Mistakes:
    """Who makes which mistake."""

    who: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    statements: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def add(self, sheet: Sheet) -> None:
        """Count one person in, once for each mistake."""
        # What has no name is told apart by what it says.
        found = {
            (row.exercise, row.name, "" if row.name else row.statement): row.statement
            for row in sheet.mistakes
        }
        for key, statement in found.items():
            self.statements.setdefault(key, statement)
            self.who.setdefault(key, []).append(sheet.standing.person.identity)

    def ranked(self, naming: Naming) -> tuple[Misconception, ...]:
        """Return them, the most common first."""
        return tuple(
            Misconception(
                exercise=key[0],
                name=key[1],
                statement=self.statements[key],
                who=tuple(sorted(map(naming, people))),
            )
            for key, people in sorted(
                self.who.items(), key=lambda item: (-len(item[1]), item[0])
            )
        )
