"""The work behind `grader grade`: from a source to a gradebook."""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from grader.assignment import Assignment, Outline, folders, load, named
from grader.batch import Done, Fingerprints, Interrupted, Job, Setting
from grader.cli.engine import Engine
from grader.cli.entry_work import work_of
from grader.cli.exit_codes import ExitCode
from grader.cli.saying import count, last_line, say, say_list
from grader.errors import AssignmentFault, NotLoaded
from grader.gradebook import Entry, Gradebook, Late, Person, Run, RunStatus
from grader.intake import LAYOUTS, Attempt, Intake, last_attempts, open_source
from grader.intake import Person as Submitter
from grader.reports.progress import progress


def grade_class(arguments: argparse.Namespace) -> int:
    """Grade a class and return the exit code."""
    places = {each.name: each for each in folders(arguments.assignments)}
    chosen = (
        named(arguments.assignments, arguments.assignment).name
        if arguments.assignment
        else ""
    )
    if arguments.layout and arguments.layout not in LAYOUTS:
        known = ", ".join(LAYOUTS)
        raise AssignmentFault(
            f"There is no layout {arguments.layout!r}; there are {known}."
        )
    engine = Engine.of(arguments)
    with (
        open_source(
            arguments.source,
            layout=arguments.layout,
            assignments=tuple(places),
            roster=arguments.roster,
        ) as intake,
        Gradebook.open(arguments.output, create=True) as book,
    ):
        return _Grading(arguments, engine, intake, book, chosen).run()


@dataclass(slots=True)
class _Pending:
    """A submission that is being graded."""

    attempt: Attempt
    files: tuple[tuple[str, bytes], ...]


@dataclass(slots=True)
class _Tally:
    """What came of a batch so far."""

    graded: int = 0
    unchanged: int = 0
    left_out: int = 0
    broken: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)


class _Grading:
    """One run of `grader grade`."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        engine: Engine,
        intake: Intake,
        book: Gradebook,
        chosen: str,
    ) -> None:
        self._arguments = arguments
        self._engine = engine
        self._intake = intake
        self._book = book
        self._chosen = chosen
        self._known = {each.name for each in folders(arguments.assignments)}
        self._fingerprints = Fingerprints(arguments.assignments, engine.terms)
        self._attempts = self._wanted()
        self._pending: dict[int, _Pending] = {}
        self._tally = _Tally()
        self._announced: set[str] = set()
        self._batch = 0

    def run(self) -> int:
        """Grade what is new or changed, and say what came of it."""
        intake, arguments = self._intake, self._arguments
        say(intake.sentence)
        for note in intake.notes:
            say(note)
        say_list("Not read", [f"{each.name}: {each.why}" for each in intake.refused])
        if not self._attempts:
            raise AssignmentFault(
                f"{arguments.source} holds no submission"
                + (f" of {self._chosen}." if self._chosen else ".")
            )
        note = f"{arguments.source.name} ({intake.layout})"
        self._batch = self._book.begin_batch(
            note, attempts=arguments.attempts, now=datetime.now(UTC)
        )
        for name in sorted({self._assignment_of(each) for each in self._attempts}):
            if name:
                self._announce(name)
                self._book.enrol(name, map(_person, intake.missing))
        begun = time.monotonic()
        interrupted = self._grade_all()
        return self._close(time.monotonic() - begun, interrupted=interrupted)

    def _grade_all(self) -> bool:
        """Grade everything; True if somebody stopped it."""
        setting = Setting(
            str(self._arguments.assignments.absolute()),
            self._engine.level,
            self._book.secret,
            self._arguments.seconds,
        )
        with progress("grading", len(self._attempts)) as shown:
            try:
                for done in self._engine.run(self._jobs(shown.advance), setting):
                    self._record(done)
                    shown.advance()
            except Interrupted:
                return True
        return False

    def _wanted(self) -> tuple[Attempt, ...]:
        """Return the attempts that are to be graded."""
        attempts = self._intake.attempts
        if self._chosen:
            attempts = tuple(
                each
                for each in attempts
                if each.assignment not in self._known - {self._chosen}
            )
        if self._arguments.attempts == "last":
            attempts = last_attempts(attempts)
        return attempts

    def _assignment_of(self, attempt: Attempt) -> str:
        if self._chosen:
            return self._chosen
        return attempt.assignment if attempt.assignment in self._known else ""

    def _jobs(self, skip: Callable[[], None]) -> Iterator[Job]:
        """Read submissions one at a time, as fast as they are graded."""
        done = (
            frozenset()
            if self._arguments.again
            else {work for _, work in self._book.works(provisional=False)}
        )
        for number, attempt in enumerate(self._attempts):
            assignment = self._assignment_of(attempt)
            try:
                files = self._intake.read(attempt)
                problem = "" if files else " ".join(attempt.notes)
            except NotLoaded as fault:
                files, problem = (), fault.sentence
            if self._is_left_out(files):
                self._tally.left_out += 1
                skip()
                continue
            candidates = [assignment] if assignment else sorted(self._known)
            known = [c for c in candidates if self._work(c, attempt, files) in done]
            if known:
                # Its time may be another one, and so its place among the attempts.
                self._announce(known[0])
                entry = self._entry(known[0], attempt, files)
                self._book.hand_in(self._batch, entry)
                self._tally.unchanged += 1
                skip()
                continue
            pending = self._pending[number] = _Pending(attempt, files)
            if not files:
                # Nothing that could be handed to a judge; the reason is known already.
                self._pending.pop(number)
                self._unreadable(assignment, pending, problem)
                skip()
                continue
            yield Job(number, files, assignment)

    def _is_left_out(self, files: tuple[tuple[str, bytes], ...]) -> bool:
        """Tell whether this is a sample of an attack, where nothing confines."""
        if self._engine.is_confined:
            return False
        return any(
            name == "expect.toml" and b"hostile = true" in data for name, data in files
        )

    def _announce(self, name: str) -> None:
        """Tell the gradebook about an assignment."""
        if name in self._announced:
            return
        announce(
            self._book,
            load(self._arguments.assignments / name),
            self._fingerprints,
        )
        self._announced.add(name)

    def _record(self, done: Done) -> None:
        """Write down what came of a job."""
        pending = self._pending.pop(done.number)
        who = _who(pending.attempt)
        if not done.assignment:
            self._tally.nowhere.append(f"{who}: {done.broken or done.failed}")
            return
        self._announce(done.assignment)
        status, problem = RunStatus.GRADED, ""
        if done.broken:
            status, problem = RunStatus.BROKEN, done.broken
            self._tally.broken.append(f"{who}: {problem}")
        elif done.failed:
            status, problem = RunStatus.FAILED, done.failed
            self._tally.failed.append(f"{who}: {last_line(problem)}")
        entry = self._entry(done.assignment, pending.attempt, pending.files)
        self._book.record(self._batch, entry, self._run(done, pending, status, problem))
        self._tally.graded += 1

    def _unreadable(self, assignment: str, pending: _Pending, problem: str) -> None:
        """Write down a submission of which no file can be read."""
        who = _who(pending.attempt)
        if not assignment:
            self._tally.nowhere.append(f"{who}: {problem}")
            return
        # It may be the archive's fault or ours, so nobody gets 0 for it in silence.
        done = Done(-1, assignment, datetime.now(UTC).isoformat(), 0.0, failed=problem)
        entry = self._entry(assignment, pending.attempt, ())
        run = self._run(done, pending, RunStatus.FAILED, problem)
        self._book.record(self._batch, entry, run)
        self._tally.failed.append(f"{who}: {problem}")

    def _run(
        self, done: Done, pending: _Pending, status: RunStatus, problem: str
    ) -> Run:
        report = done.report
        started = done.started_at or datetime.now(UTC).isoformat()
        return Run(
            work=self._work(done.assignment, pending.attempt, pending.files),
            status=status,
            report=report,
            problem=problem,
            started_at=datetime.fromisoformat(started),
            seconds=done.seconds,
            versions=report.versions if report else (),
            limits=done.limits,
            isolation=self._engine.level,
        )

    def _work(
        self,
        assignment: str,
        attempt: Attempt,
        files: tuple[tuple[str, bytes], ...],
    ) -> str:
        """Return what a result depends on."""
        entry = self._entry(assignment, attempt, files)
        return work_of(self._fingerprints, entry)

    def _entry(
        self,
        assignment: str,
        attempt: Attempt,
        files: tuple[tuple[str, bytes], ...],
    ) -> Entry:
        return Entry(
            assignment=assignment,
            key=attempt.key,
            people=tuple(map(_person, attempt.people)),
            attempt=attempt.number,
            submitted_at=attempt.submitted_at,
            is_late=attempt.is_late,
            files=files,
            notes=attempt.notes,
        )

    def _close(self, seconds: float, *, interrupted: bool) -> int:
        """Say what came of it."""
        tally, book = self._tally, self._arguments.output
        rate = f", {tally.graded / seconds:.1f} a second" if tally.graded else ""
        say(
            f"Graded {count(tally.graded, 'submission')} in {seconds:.0f} s{rate}; "
            f"{tally.unchanged} unchanged. Isolation: {self._engine.level}."
        )
        if tally.left_out:
            say(f"Left out {tally.left_out} marked hostile: nothing confines here.")
        say_list("Could not be graded, 0 points", tally.broken)
        say_list("The grader failed; no points either way", tally.failed)
        say_list("No assignment is known for", tally.nowhere)
        if interrupted:
            say("Stopped. What was graded is saved; the same command goes on.")
            return ExitCode.INTERRUPTED
        say(f"Everything is in {book}. Next: `grader report {book}`.")
        if tally.failed:
            return ExitCode.GRADER_FAILED
        return ExitCode.USAGE if tally.nowhere else ExitCode.DONE


def announce(
    book: Gradebook, assignment: Assignment, fingerprints: Fingerprints
) -> None:
    """Tell a gradebook what an assignment is now."""
    outline = assignment.outline
    exercises = []
    for each in outline.exercises:
        checks = [check for check in assignment.of(each.name) if not check.is_extra]
        exercises.append((each.name, each.title, sum(c.points for c in checks)))
    book.set_assignment(
        outline.name,
        title=outline.title,
        exercises=exercises,
        late=_late(outline),
        behaviour=fingerprints.behaviour(outline.name),
        content=fingerprints.content(outline.name),
    )


def _person(person: Submitter) -> Person:
    return Person(person.identity, person.name, person.email, person.sid)


def _late(outline: Outline) -> Late:
    late = outline.lateness
    return Late(late.due, 60 * late.grace_minutes, late.per_day, late.cap)


def _who(attempt: Attempt) -> str:
    names = ", ".join(each.name or each.identity for each in attempt.people)
    return names or attempt.key
