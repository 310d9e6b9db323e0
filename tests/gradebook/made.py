"""Entries, runs and reports to record, small and with numbers worked by hand."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.gradebook import Entry, Gradebook, Late, Person, Run, RunStatus
from grader.model import (
    CheckResult,
    Curve,
    Diagnosis,
    ExerciseResult,
    Finding,
    Outcome,
    Report,
)

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
ADA = Person("ada", "Ada Lovelace", "ada@example.org", "1815")
BOB = Person("bob", "Bob", "bob@example.org", "1900")
EXERCISES = (("double", "Twice as much", 6.0), ("shift", "A bit further", 4.0))
NAME = "01-small"


def report(
    double: float = 1.0, shift: float = 1.0, *, ungraded: bool = False
) -> Report:
    """Return a report with these shares of 6 and 4 points."""
    finding = Finding(
        Outcome.WRONG,
        "Not twice.",
        got="1",
        want="2",
        strain=float("inf"),
        curve=Curve("path", (1.0, float("nan")), (1.0, float("-inf"))),
    )
    checks = (
        _check("small", "double", 2.0, double, (finding,)),
        _check("small", "double", 4.0, double, (), is_hidden=True),
    )
    outcome = Outcome.UNGRADED if ungraded else None
    return Report(
        assignment=NAME,
        title="Small functions",
        submission="solution.py",
        exercises=(
            ExerciseResult(
                "double",
                "Twice as much",
                checks,
                diagnosis=Diagnosis("It is squared.", "1?", "all agree", ("square",))
                if double < 1
                else None,
            ),
            ExerciseResult(
                "shift",
                "A bit further",
                (_check("step", "shift", 4.0, shift, (), outcome=outcome),),
            ),
        ),
        versions=(("grader", "0.1"),),
    )


def _check(
    name: str,
    exercise: str,
    points: float,
    credit: float,
    findings: tuple[Finding, ...],
    *,
    is_hidden: bool = False,
    outcome: Outcome | None = None,
) -> CheckResult:
    return CheckResult(
        name,
        exercise,
        "A title.",
        points,
        outcome or (Outcome.PASSED if credit == 1 else Outcome.WRONG),
        credit,
        findings,
        is_hidden=is_hidden,
    )


def entry(
    *people: Person,
    attempt: int = 1,
    at: datetime | None = NOON,
    source: bytes = b"def double(x): return x\n",
    key: str = "ada",
) -> Entry:
    """Return what somebody handed in."""
    return Entry(
        assignment=NAME,
        key=key,
        people=people or (ADA,),
        attempt=attempt,
        submitted_at=at,
        is_late=None,
        files=(("solution.py", source),),
        main="solution.py",
        notes=("A file was left out.",),
    )


def run(graded: Report | None = None, *, work: str = "0a") -> Run:
    """Return a run that came to a report."""
    return Run(
        work=work,
        status=RunStatus.GRADED,
        report=graded or report(),
        problem="",
        started_at=NOON,
        seconds=1.5,
        versions=(("grader", "0.1"), ("python", "3.11")),
        limits=(("call_seconds", 2.0),),
        isolation="e",
    )


def ended(status: RunStatus, problem: str, *, work: str = "0a") -> Run:
    """Return a run without a report."""
    return Run(work, status, None, problem, NOON, 0.5, (), (), "e")


def days(number: float) -> timedelta:
    """Return a number of days."""
    return timedelta(days=number)


def new_book(
    folder: Path, *, late: Late | None = None, attempts: str = "last"
) -> tuple[Gradebook, int]:
    """Return a book that knows the assignment, and its batch."""
    book = Gradebook.open(folder / "class.db", create=True)
    batch = book.begin_batch("homework", attempts=attempts, now=NOON)
    set_assignment(book, late=late)
    return book, batch


def set_assignment(
    book: Gradebook,
    *,
    late: Late | None = None,
    content: str = "c1",
    exercises: tuple[tuple[str, str, float], ...] = EXERCISES,
) -> None:
    """Set the assignment."""
    book.set_assignment(
        NAME,
        title="Small functions",
        exercises=exercises,
        late=late or Late(),
        behaviour="b1",
        content=content,
    )
