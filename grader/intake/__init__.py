"""Where submissions come from: a class in a folder, zip or tar, in any usual layout.

`open_source` recognises the layout and lists attempts; `Intake.read` gives the bytes of
one. Nothing is ever unpacked to disk, and nothing of a submission is parsed.
"""

from grader.intake.attempt import Attempt, Member, Refused, last_attempts
from grader.intake.person import Person
from grader.intake.recognition import LAYOUTS
from grader.intake.source import Intake, open_source

__all__ = [
    "LAYOUTS",
    "Attempt",
    "Intake",
    "Member",
    "Person",
    "Refused",
    "last_attempts",
    "open_source",
]
