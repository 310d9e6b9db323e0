"""The grades of a class, in one file to which things are only ever added.

`Gradebook.open` opens it. What was handed in, what came of it and what people decided
are rows; what counts is computed from them each time: `Gradebook.standings`.
"""

from grader.gradebook.book import Gradebook
from grader.gradebook.naming import find_person
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
    Standing,
    entry_id,
)
from grader.gradebook.trouble import Damaged

__all__ = [
    "Batch",
    "Damaged",
    "Entry",
    "ExerciseScore",
    "Gradebook",
    "Late",
    "MistakeRow",
    "Person",
    "ResultRow",
    "Ruling",
    "Run",
    "RunStatus",
    "Standing",
    "entry_id",
    "find_person",
]
