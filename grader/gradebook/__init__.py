"""The grades of a class, in one file to which things are only ever added.

`Gradebook.open` opens it. What was handed in, what came of it and what people decided
are rows; what counts is computed from them each time: `Gradebook.standings`.
"""

from grader.gradebook.book import Gradebook
from grader.gradebook.mark_file import Mark, read_marks
from grader.gradebook.naming import Directory, one_of
from grader.gradebook.points import with_points
from grader.gradebook.records import (
    Batch,
    Entry,
    ExerciseScore,
    Late,
    MistakeRow,
    Person,
    ResultRow,
    Ruling,
    Run,
    RunStatus,
    Sheet,
    Standing,
    entry_id,
)
from grader.gradebook.trouble import Damaged

__all__ = [
    "Batch",
    "Damaged",
    "Directory",
    "Entry",
    "ExerciseScore",
    "Gradebook",
    "Late",
    "Mark",
    "MistakeRow",
    "Person",
    "ResultRow",
    "Ruling",
    "Run",
    "RunStatus",
    "Sheet",
    "Standing",
    "entry_id",
    "one_of",
    "read_marks",
    "with_points",
]
