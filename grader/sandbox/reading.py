"""Facts about a submission's text, from a confined process that never executes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from grader.errors import NotLoaded
from grader.sandbox.exchange import Link
from grader.sandbox.keeper import BREAKDOWNS
from grader.sandbox.limits import Limits
from grader.sandbox.submission import Submission
from grader.wire.limits import WireError
from grader.wire.messages import Facts, Read, pack

MARKER = "grader assignment:"
"""A comment line with this names the assignment; every starter has one."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement of a submission."""

    place: str
    """A file, or a cell of the main notebook, or a notebook and a cell of it."""
    module: str
    line: int


@dataclass(frozen=True, slots=True)
class Definition:
    """Where a function or class stands."""

    place: str
    name: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a submission."""

    submission: Submission
    """The same submission, notebooks without their outputs."""
    marker: str | None
    """What the marker line names."""
    imports: tuple[Import, ...]
    definitions: tuple[Definition, ...]
    problems: tuple[tuple[str, int, str], ...]
    """Where the text is no Python or no notebook: place, line and why."""


def read(
    submission: Submission,
    open_link: Callable[[Limits], Link],
    limits: Limits | None = None,
) -> Reading:
    """Read a submission in a process of its own."""
    limits = limits or Limits()
    link = open_link(limits)
    message = Read(
        main=submission.main,
        files=[(name, len(data)) for name, data in submission.files],
        marker=MARKER,
    )
    seconds = limits.load_seconds
    deadline = link.deadline(seconds, limits.wall(seconds))
    try:
        link.send(pack(message, [data for _, data in submission.files]), deadline)
        facts, body = link.receive(deadline)
        if not isinstance(facts, Facts):
            raise WireError("a reader replies with facts")
        files = _cut(facts, body)
    except BREAKDOWNS as problem:
        what = str(problem) or "its reader died"
        raise NotLoaded(f"Your file could not be read: {what}.") from None
    finally:
        link.close()
    return Reading(
        submission=replace(submission, files=files),
        marker=facts.marker,
        imports=tuple(Import(*each) for each in facts.imports),
        definitions=tuple(Definition(*each) for each in facts.functions),
        problems=tuple(facts.problems),
    )


def _cut(facts: Facts, body: memoryview) -> tuple[tuple[str, bytes], ...]:
    """Return the files that the body holds one after another."""
    files = []
    at = 0
    for name, size in facts.sources:
        if size < 0:
            raise WireError("a file has a negative size")
        files.append((name, bytes(body[at : at + size])))
        at += size
    if at != len(body):
        raise WireError("the files are not as long as they say")
    return tuple(files)
