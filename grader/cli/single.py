"""One submission from the command line: read, find the assignment, judge, show."""

import argparse
import contextlib
import os
import sys
import threading
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from grader.assignment import Assignment, find, import_reference, load, named
from grader.assignment.manifest import Outline
from grader.cli.exit_codes import ExitCode
from grader.errors import AssignmentFault
from grader.judge import Terms, judge
from grader.model import Outcome, Report
from grader.reports.audience import Audience
from grader.sandbox.exchange import Link
from grader.sandbox.levels import Sandbox
from grader.sandbox.limits import Limits
from grader.sandbox.processes import ZygoteProcess
from grader.sandbox.reading import Reading, read
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission
from grader.scoring import total


class Single:
    """One run of `grader check`.

    Args:
        arguments: from the command line.
        level: the isolation.
        zygote: one of that level that has been started already.
    """

    def __init__(
        self, arguments: argparse.Namespace, level: Level, zygote: ZygoteProcess | None
    ) -> None:
        self._arguments = arguments
        self._level = level
        self._zygote = zygote

    def run(self) -> int:
        """Judge the file, write what was asked for, and return the exit code."""
        arguments = self._arguments
        with Sandbox(self._level, zygote=self._zygote) as sandbox:
            # The names of assignments are known before anything of the student's is.
            chosen = (
                named(arguments.assignments, arguments.assignment)
                if arguments.assignment
                else None
            )
            warming = threading.Thread(target=_warm_up, args=(arguments.assignments,))
            warming.start()
            reading = read(Submission.read(arguments.file), sandbox.open_link)
            warming.join()
            note = ""
            if chosen is None:
                chosen, why = find(arguments.assignments, reading)
                note = f"Assignment {chosen.name}, known by {why}."
            assignment = load(chosen.folder)
            report = self._judge(assignment, reading, sandbox)
        if note:
            report = replace(report, notes=(note, *report.notes))
        self._write(report)
        return _exit_code(report)

    def _judge(
        self, assignment: Assignment, reading: Reading, sandbox: Sandbox
    ) -> Report:
        only = tuple(self._arguments.only)
        _require_exercises(assignment.outline, only)
        core = _settle()
        with _Progress() as progress:
            terms = Terms(only=only, isolation=self._level, progress=progress.tell)

            def open_link(limits: Limits) -> Link:
                return sandbox.open_link(limits, core)

            return judge(assignment, reading, open_link, terms)

    def _write(self, report: Report) -> None:
        arguments = self._arguments
        audience = Audience.STAFF if arguments.staff else Audience.STUDENT
        if arguments.json and str(arguments.json) == "-":
            sys.stdout.buffer.write(_as_json(report, audience))
            return
        from grader.reports import terminal  # noqa: PLC0415

        look = terminal.Look(audience=audience, verbose=arguments.verbose)
        terminal.show(report, sys.stdout, look)
        if arguments.json:
            _save(arguments.json, _as_json(report, audience))


class _Progress:
    """One line on the terminal that says what is being checked."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def tell(self, exercise: str, done: int, of: int) -> None:
        """Say which check begins."""
        if self._is_shown:
            line = f"checking {exercise} ({done + 1}/{of})"
            sys.stderr.write(f"\r\x1b[2K{line}")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        """Use it in a `with` block, which wipes the line."""
        return self

    def __exit__(self, *problem: object) -> None:
        """Wipe the line."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _warm_up(assignments: Path) -> None:
    """Import what will be needed, while the main thread waits for other processes."""
    from grader.reports import terminal  # noqa: PLC0415 - here it costs no time

    del terminal
    # What is wrong with it is said by whoever loads the assignment.
    with contextlib.suppress(AssignmentFault):
        import_reference(assignments.absolute().parent)


def _settle() -> int | None:
    """Stay on one core, which the worker will share, and return it.

    The two take turns: on one core each answer comes in half the time.
    """
    if not hasattr(os, "sched_setaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    core = cores[os.getpid() % len(cores)]
    os.sched_setaffinity(0, {core})
    return core


def _require_exercises(outline: Outline, only: tuple[str, ...]) -> None:
    for name in only:
        if name not in outline.parameters:
            known = ", ".join(outline.parameters)
            near = get_close_matches(name, outline.parameters, n=1)
            guess = f" Did you mean {near[0]!r}?" if near else ""
            raise AssignmentFault(
                f"{outline.name} has no exercise {name!r}; it has {known}.{guess}"
            )


def _as_json(report: Report, audience: Audience) -> bytes:
    from grader.reports import json_document  # noqa: PLC0415 - only if asked for

    return json_document.render(report, audience)


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise AssignmentFault(
            f"{str(path)!r} cannot be written: {error.strerror}."
        ) from error


def _exit_code(report: Report) -> ExitCode:
    checks = [check for each in report.exercises for check in each.checks]
    if any(each.outcome is Outcome.UNGRADED for each in checks):
        return ExitCode.GRADER_FAILED
    return ExitCode.DONE if total(report).is_full else ExitCode.LOST_POINTS
