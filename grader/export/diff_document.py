"""What changed between two gradings as JSON, in a documented form with a version."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from grader.reports.changes import Changes
from grader.reports.quoting import escaped

VERSION: Literal["grader-diff/1"] = "grader-diff/1"
"""Changes when a reader of the old form would misunderstand the new one."""
BEGINNINGS = (b'{\n  "schema": "grader-diff/',)
"""What every document begins with, those of other versions, too."""


@dataclass(frozen=True, slots=True)
class DiffDocument:
    """What changed between two gradings of a class."""

    schema: Literal["grader-diff/1"]
    before: int
    """The number of a batch."""
    after: int
    assignments: tuple[Changes, ...]


def render(before: int, after: int, assignments: Iterable[Changes]) -> bytes:
    """Return what changed as JSON."""
    document = DiffDocument(VERSION, before, after, tuple(assignments))
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return f"{escaped(text)}\n".encode()


def schema() -> bytes:
    """Return the JSON Schema of what `render` writes."""
    return msgspec.json.format(
        msgspec.json.encode(msgspec.json.schema(DiffDocument)), indent=2
    )
