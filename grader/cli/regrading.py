"""The work behind `grader regrade`: who gets other points, and why."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.assignment import Assignment, load, named
from grader.batch import Done, Fingerprints, Interrupted, Job, Setting
from grader.cli.engine import Engine
from grader.cli.entry_work import work_of
from grader.cli.exit_codes import ExitCode
from grader.cli.grading import announce
from grader.errors import AssignmentFault
from grader.gradebook import Entry, Gradebook, Run, RunStatus, with_points
from grader.model import CheckResult, Report
from grader.reports.progress import progress
from grader.reports.quoting import plain
from grader.scoring import points, total

_REASONS = 3
"""Checks that are named for each person."""


def regrade(arguments: argparse.Namespace) -> int:
    """Grade again what has to be, and say whose points change."""
    with Gradebook.open(arguments.book) as book:
        names = book.assignments()
        if arguments.assignment:
            names = (named(arguments.assignments, arguments.assignment).name,)
        engine = Engine.of(arguments)
        fingerprints = Fingerprints(arguments.assignments, engine.terms)
        batch = None
        if not arguments.dry_run:
            batch = book.begin_batch(
                "regrade", attempts=book.batches()[-1].attempts, now=datetime.now(UTC)
            )
        for name in names:
            if not (arguments.assignments / name).is_dir():
                raise AssignmentFault(
                    f"The gradebook holds {name!r}, which is not among the assignments "
                    f"in {arguments.assignments}; name another with -a."
                )
            again = _Regrading(arguments, engine, book, fingerprints, name)
            if not again.run(batch):
                print("Stopped; the same command goes on.")
                return ExitCode.INTERRUPTED
    return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class _Old:
    """A run that counts, as it is."""

    run_id: int
    entry: Entry
    run: Run
    work: str
    """What a new result would depend on."""


class _Regrading:
    """One assignment of a gradebook, graded again as far as it has to be."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        engine: Engine,
        book: Gradebook,
        fingerprints: Fingerprints,
        name: str,
    ) -> None:
        self._arguments = arguments
        self._engine = engine
        self._book = book
        self._fingerprints = fingerprints
        self._assignment: Assignment = load(arguments.assignments / name)
        self._name = name
        self._before = book.digests(name)
        self._batch: int | None = None
        self._pending: dict[int, _Old] = {}
        self._counts = {"unchanged": 0, "same": 0, "up": 0, "down": 0, "kept": 0}
        self._lines: list[str] = []

    def run(self, batch: int | None) -> bool:
        """Regrade, and say what changes; False if somebody stopped it."""
        self._batch = batch
        if batch is not None:
            announce(self._book, self._assignment, self._fingerprints)
        standings = [s for s in self._book.standings(self._name) if s.run_id]
        runs = sorted({s.run_id for s in standings if s.run_id is not None})
        setting = Setting(
            str(self._arguments.assignments.absolute()),
            self._engine.level,
            self._book.secret,
            self._arguments.seconds,
        )
        is_whole = True
        with progress(self._name, len(runs)) as shown:
            try:
                for done in self._engine.run(self._jobs(runs), setting):
                    self._settle(self._pending.pop(done.number), done)
                    shown.advance()
            except Interrupted:
                is_whole = False
        self._print()
        return is_whole

    def _jobs(self, runs: list[int]) -> Iterator[Job]:
        """Yield what has to be graded again; what needs no code is settled at once."""
        behaviour = self._fingerprints.behaviour(self._name)
        for run_id in runs:
            entry, run = self._book.entry(run_id), self._book.run(run_id)
            work = work_of(self._fingerprints, entry)
            old = _Old(run_id, entry, run, work)
            if run.work == work and run.status is not RunStatus.FAILED:
                self._counts["unchanged"] += 1
                continue
            was = work_of(self._fingerprints, entry, self._before[1])
            if run.report and run.work == was and behaviour == self._before[0]:
                self._rescore(old, run.report)
                continue
            if not entry.files:
                self._counts["unchanged"] += 1  # there is nothing to grade
                continue
            self._pending[run_id] = old
            yield Job(run_id, entry.files, self._name)

    def _rescore(self, old: _Old, report: Report) -> None:
        """Give other points to the same answers."""
        worth = {
            (each.name, each.is_hidden): each.points for each in self._assignment.checks
        }
        counts = self._compare(old, with_points(report, worth))
        if self._batch is not None:
            self._book.rescore(
                self._batch,
                old.run_id,
                worth,
                work=old.work,
                now=datetime.now(UTC),
                counts=counts,
            )

    def _settle(self, old: _Old, done: Done) -> None:
        """Compare what came of a job with what counts so far, and write it down."""
        report = done.report
        status = RunStatus.GRADED
        if done.broken or done.failed:
            status = RunStatus.BROKEN if done.broken else RunStatus.FAILED
        # A failure of ours is no reason to take away a grade that was there.
        counts = self._compare(old, report) and status is not RunStatus.FAILED
        if self._batch is None:
            return
        started = done.started_at or datetime.now(UTC).isoformat()
        run = Run(
            work=old.work,
            status=status,
            report=report,
            problem=done.broken or done.failed,
            started_at=datetime.fromisoformat(started),
            seconds=done.seconds,
            versions=report.versions if report else (),
            limits=done.limits,
            isolation=self._engine.level,
        )
        self._book.record(self._batch, old.entry, run, counts=counts)

    def _compare(self, old: _Old, new: Report | None) -> bool:
        """Say what changes for whom; False if the new result should not count."""
        before, after = _earned(old.run.report), _earned(new)
        if before == after:
            self._counts["same"] += 1
            return True
        who = ", ".join(each.name or each.identity for each in old.entry.people)
        is_kept = self._arguments.never_lower and after < before
        mark = " (kept: --never-lower)" if is_kept else ""
        self._counts["kept" if is_kept else "up" if after > before else "down"] += 1
        self._lines.append(f"  {who}: {points(before)} -> {points(after)}{mark}")
        self._lines += [f"      {each}" for each in _reasons(old.run.report, new)]
        return not is_kept

    def _print(self) -> None:
        """Print what changes, and how much does not."""
        counts = self._counts
        verb = "would change" if self._batch is None else "changed"
        moved = counts["up"] + counts["down"] + counts["kept"]
        print(
            f"{self._name}: the points of {moved} {verb} ({counts['up']} up, "
            f"{counts['down']} down, {counts['kept']} kept); {counts['same']} graded "
            f"again with the same points, {counts['unchanged']} not concerned."
        )
        for line in self._lines:
            print(plain(line))


def _earned(report: Report | None) -> float:
    return total(report).earned if report else 0.0


def _reasons(old: Report | None, new: Report | None) -> list[str]:
    """Return which checks gave other points, and why."""
    before, after = _checks(old), _checks(new)
    found = []
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        why = _reason(was, now)
        if why:
            hidden = " (hidden)" if key[2] else ""
            found.append(f"{key[0]}, {key[1]}{hidden}: {why}")
    more = len(found) - _REASONS
    return found[:_REASONS] + ([f"and {more} more"] if more > 0 else [])


def _reason(was: CheckResult | None, now: CheckResult | None) -> str:
    if was is None or now is None:
        return "new" if was is None else "gone"
    changes = []
    if was.points != now.points:
        changes.append(f"worth {points(was.points)} -> {points(now.points)}")
    if (was.outcome, was.credit) != (now.outcome, now.credit):
        changes.append(f"{was.outcome} -> {now.outcome}")
    if was.earned == now.earned:
        return ""
    return ", ".join(changes)


def _checks(report: Report | None) -> dict[tuple[str, str, bool], CheckResult]:
    return {
        (each.name, check.name, check.is_hidden): check
        for each in (report.exercises if report else ())
        for check in each.checks
    }
