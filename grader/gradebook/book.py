"""A gradebook: the grades of a class in one file, to which things are only added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from grader.errors import AssignmentFault
from grader.gradebook import people, reading, recording
from grader.gradebook.checking import verify
from grader.gradebook.connection import Connection, opened
from grader.gradebook.content import time_text
from grader.gradebook.decisions import Decision, decided
from grader.gradebook.history import History, history
from grader.gradebook.points import with_points
from grader.gradebook.policy import POLICIES
from grader.gradebook.recording import Place
from grader.gradebook.records import (
    Batch,
    Entry,
    Late,
    MistakeRow,
    Person,
    ResultRow,
    Ruling,
    Run,
    Sheet,
    Standing,
)
from grader.gradebook.standing import attempts, standing, standings
from grader.gradebook.trouble import about
from grader.model import Report

PATIENCE = 30.0  # seconds to wait for another process that writes


class Gradebook:
    """The grades of a class.

    Every method that writes is one transaction, and durable when it returns, whenever
    the process is killed.

    Args:
        connection: to a file whose tables are there.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.secret: bytes = reading.secret(connection)

    @classmethod
    def open(
        cls, path: Path, *, create: bool = False, patience: float = PATIENCE
    ) -> Self:
        """Open a gradebook; one of an older grader is brought up to date.

        Args:
            path: the file.
            create: whether to make it if it is missing or empty.
            patience: seconds to wait for another process that writes.
        """
        connection = opened(path, create=create, patience=patience)
        try:
            return cls(connection)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Use it in a `with` block, which closes it."""
        return self

    def __exit__(self, *problem: object) -> None:
        """Close the file."""
        self.close()

    def begin_batch(self, note: str, *, attempts: str = "last", now: datetime) -> int:
        """Begin a grading of the class and return its id.

        Args:
            note: what is graded, from where.
            attempts: which attempt of a person counts in what this batch sets or
                grades: last, best, or all (listed; the last counts).
            now: the time.
        """
        if attempts not in POLICIES:
            raise AssignmentFault(
                f"Attempts are counted by {', '.join(POLICIES)}, not by {attempts!r}."
            )
        with self._connection.writing():
            return self._connection.add(
                "batches", started_at=time_text(now), note=note, attempts=attempts
            )

    def set_assignment(
        self,
        name: str,
        *,
        title: str,
        exercises: Sequence[tuple[str, str, float]],
        late: Late,
        behaviour: str,
        content: str,
    ) -> None:
        """Say what an assignment is in the batch that began last.

        Args:
            name: of its folder.
            title: for people.
            exercises: name, title and possible points of each.
            late: when it is due, and what lateness costs.
            behaviour: a digest of all but the points.
            content: a digest of all of it.
        """
        with self._connection.writing():
            recording.set_version(
                self._connection,
                {"assignment": name, "title": title}
                | recording.late_columns(late)
                | {"behaviour": behaviour, "content": content},
                exercises,
            )

    def enrol(self, assignment: str, people: Iterable[Person]) -> None:
        """Say who takes an assignment: whoever hands nothing in is missing."""
        with self._connection.writing():
            recording.enrol(self._connection, assignment, people)

    def hand_in(self, batch: int, entry: Entry) -> None:
        """Note what a source holds, without a run: its time may be new."""
        with self._connection.writing():
            submission = recording.add_submission(self._connection, batch, entry)
            recording.see(self._connection, batch, submission)

    def record(self, batch: int, entry: Entry, run: Run, *, counts: bool = True) -> int:
        """Record a run and return its id; it is on disk then.

        Args:
            batch: which grading it belongs to.
            entry: what was graded.
            run: what came of it.
            counts: whether it takes the place of the run before it.
        """
        with self._connection.writing():
            version = recording.current_version(self._connection, entry.assignment)
            submission = recording.add_submission(self._connection, batch, entry)
            where = Place(batch, submission, version, counts)
            return recording.add_run(self._connection, where, run)

    def rescore(
        self,
        batch: int,
        run_id: int,
        points: Mapping[tuple[str, bool], float],
        *,
        work: str,
        now: datetime,
        counts: bool = True,
    ) -> int:
        """Record a run again with other points, without running code.

        Args:
            batch: which grading it belongs to.
            run_id: the run whose answers these are.
            points: of checks, by name and whether they are hidden.
            work: what the new result depends on.
            now: the time.
            counts: whether it takes the place of the run, if that counts.
        """
        with self._connection.writing():
            where, run = reading.run(self._connection, run_id)
            report = run.report and with_points(run.report, points)
            version = recording.current_version(self._connection, where.assignment)
            is_counted = counts and where.counts
            there = Place(batch, where.submission, version, is_counted, run_id)
            again = replace(run, work=work, report=report, started_at=now, seconds=0.0)
            return recording.add_run(self._connection, there, again)

    def override(
        self,
        assignment: str,
        identity: str,
        exercise: str,
        points: float | None,
        *,
        reason: str,
        by: str,
        now: datetime,
    ) -> None:
        """Set somebody's points of an exercise, whatever is graded; None lifts it."""
        with self._deciding(assignment, identity, reason, by, now) as decision:
            decision.override(exercise, points)

    def excuse(
        self,
        assignment: str,
        identity: str,
        *,
        reason: str,
        by: str,
        now: datetime,
        lift: bool = False,
    ) -> None:
        """Excuse somebody from an assignment: they have no total; or lift that."""
        with self._deciding(assignment, identity, reason, by, now) as decision:
            decision.excuse(is_excused=not lift)

    def set_due(
        self,
        assignment: str,
        identity: str,
        due: datetime | None,
        *,
        reason: str,
        by: str,
        now: datetime,
    ) -> None:
        """Give somebody a due date of their own; None lifts it."""
        with self._deciding(assignment, identity, reason, by, now) as decision:
            decision.extend(due)

    def mark(
        self,
        assignment: str,
        identity: str,
        question: str,
        points: float | None,
        possible: float,
        *,
        by: str,
        now: datetime,
    ) -> None:
        """Mark a question by hand; points None withdraws it."""
        self.mark_all(assignment, [(identity, question, points, possible)], by, now)

    def mark_all(
        self,
        assignment: str,
        marks: Iterable[tuple[str, str, float | None, float]],
        by: str,
        now: datetime,
    ) -> None:
        """Mark by hand, all or none: identity, question, points, possible points."""
        with self._connection.writing():
            for identity, question, points, possible in marks:
                who = Decision(self._connection, assignment, identity, "", by, now)
                who.mark(question, points, possible)

    def works(self, *, provisional: bool = True) -> frozenset[tuple[str, str]]:
        """Return entry and work of runs that did not fail, or not as a whole."""
        return reading.works(self._connection, provisional=provisional)

    def entries(self, assignment: str | None = None) -> Iterator[tuple[int, Entry]]:
        """Return what was handed in, each once, with its id; one is read at a time."""
        return reading.entries(self._connection, assignment)

    def assignments(self, *, until_batch: int | None = None) -> tuple[str, ...]:
        """Return the names of the assignments, up to a batch or up to now."""
        return reading.assignments(self._connection, until_batch)

    def exercises(self, assignment: str) -> tuple[tuple[str, str, float], ...]:
        """Return name, title and possible points of an assignment's exercises."""
        return self._history(assignment).version.exercises

    def late(self, assignment: str) -> Late:
        """Return when an assignment is due, and what lateness costs."""
        return self._history(assignment).version.late

    def standings(
        self, assignment: str, *, until_batch: int | None = None
    ) -> Iterator[Standing]:
        """Return what counts for each person, or counted until a batch was over."""
        return standings(self._history(assignment, until_batch))

    def attempts(self, assignment: str, identity: str) -> tuple[Standing, ...]:
        """Return what each attempt of a person would count, oldest first."""
        return attempts(self._history(assignment), identity)

    def standing(self, assignment: str, identity: str) -> Standing | None:
        """Return what counts for one person, or None if it does not concern them."""
        found = self._history(assignment)
        return standing(found, identity) if identity in found.people else None

    def rulings(self, assignment: str, identity: str) -> tuple[Ruling, ...]:
        """Return all that was decided about somebody, oldest first."""
        return decided(self._connection, assignment, identity)

    def results(self, assignment: str) -> Iterator[ResultRow]:
        """Return what came of each check, in the runs that count."""
        return reading.results(self._connection, self.standings(assignment))

    def mistakes(self, assignment: str) -> Iterator[MistakeRow]:
        """Return the known mistakes that were seen, in the runs that count."""
        return reading.mistakes(self._connection, self.standings(assignment))

    def sheets(self, assignment: str) -> Iterator[Sheet]:
        """Return for each person what counts, and what it comes from, in one pass."""
        return reading.sheets(self._connection, self.standings(assignment))

    def report(self, run_id: int) -> Report:
        """Return the report of a run."""
        with about(self._connection.path, f"run {run_id}"):
            return reading.report(self._connection, run_id)

    def run(self, run_id: int) -> Run:
        """Return a run."""
        with about(self._connection.path, f"run {run_id}"):
            return reading.run(self._connection, run_id)[1]

    def entry(self, run_id: int) -> Entry:
        """Return what was graded in a run."""
        there, _ = reading.run(self._connection, run_id)
        return reading.entry(self._connection, there.submission)

    def digests(self, assignment: str) -> tuple[str, str]:
        """Return what an assignment was last: without points of checks, and with."""
        now = self._history(assignment).version
        return now.behaviour, now.content

    def people(self) -> dict[str, Person]:
        """Return everybody in the book, by identity."""
        return people.all_known(self._connection)

    def batches(self) -> tuple[Batch, ...]:
        """Return all gradings, oldest first."""
        return reading.batches(self._connection)

    def verify(self) -> list[str]:
        """Return what is wrong with the book, in sentences; none if nothing is."""
        return verify(self._connection)

    @contextmanager
    def _deciding(
        self, assignment: str, identity: str, reason: str, by: str, now: datetime
    ) -> Iterator[Decision]:
        with self._connection.writing():
            yield Decision(self._connection, assignment, identity, reason, by, now)

    def _history(self, assignment: str, until: int | None = None) -> History:
        with self._connection.reading():
            return history(self._connection, assignment, until)
