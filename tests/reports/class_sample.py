"""A class of eight, small enough that every number can be worked by hand."""

from collections.abc import Sequence

from grader.gradebook import (
    ExerciseScore,
    MistakeRow,
    Person,
    ResultRow,
    Sheet,
    Standing,
)
from grader.model import (
    CheckResult,
    ExerciseResult,
    Finding,
    Outcome,
    Report,
)
from grader.reports.class_summary import Source

NAME = "04-momentum"
SECRET = bytes(range(32))


def standing(
    identity: str,
    points: tuple[float, float] | None,
    *,
    status: str = "graded",
    run: int | None = 1,
    late_days: int = 0,
    notes: tuple[str, ...] = (),
    person: Person | None = None,
) -> Standing:
    """Return what counts for somebody; the exercises are worth 6 and 4 points."""
    scores = points or (0.0, 0.0)
    is_open = status in {"provisional", "failed"}
    exercises = tuple(
        ExerciseScore(name, title, earned, possible, is_provisional=is_open)
        for (name, title, possible), earned in zip(
            (("momentum", "Heavy ball", 6.0), ("nesterov", "Looking ahead", 4.0)),
            scores,
            strict=True,
        )
    )
    raw = sum(scores)
    penalty = 0.1 * late_days * raw
    return Standing(
        assignment=NAME,
        person=person or Person(identity, identity.title(), f"{identity}@e.org", "1"),
        partners=(),
        status=status,
        run_id=run,
        entry_key=identity,
        attempt=0 if status == "missing" else 1,
        submitted_at=None,
        late_days=late_days,
        is_late=late_days > 0,
        exercises=exercises if status != "excused" else (),
        manual=(),
        raw=raw,
        penalty=penalty,
        total=raw - penalty,
        possible=10.0 if status != "excused" else 0.0,
        notes=notes,
    )


def answers(
    identity: str, run: int, shares: Sequence[float | Outcome]
) -> tuple[ResultRow, ...]:
    """Return the rows of a run: one credit, or outcome, for each of four checks."""
    checks = (
        ("momentum", "one_step", False, 2.0),
        ("momentum", "one_step", True, 4.0),
        ("nesterov", "path", False, 1.0),
        ("nesterov", "path", True, 3.0),
    )
    return tuple(
        ResultRow(
            identity=identity,
            run_id=run,
            exercise=exercise,
            check=check,
            title="A title.",
            is_hidden=is_hidden,
            is_extra=False,
            points=points,
            outcome=credit
            if isinstance(credit, Outcome)
            else Outcome.PASSED
            if credit == 1
            else Outcome.WRONG,
            credit=0.0 if isinstance(credit, Outcome) else credit,
        )
        for (exercise, check, is_hidden, points), credit in zip(
            checks, shares, strict=True
        )
    )


def mistake(identity: str, run: int, name: str = "twice") -> MistakeRow:
    """Return a mistake of somebody's."""
    return MistakeRow(identity, run, "momentum", name, "The step is taken twice.")


NOT_RUN = Outcome.COULD_NOT_RUN
CLASS = (
    Sheet(standing("ada", (6, 4), run=1), answers("ada", 1, (1, 1, 1, 1)), ()),
    Sheet(
        standing("bob", (2, 4), run=2, late_days=1),
        answers("bob", 2, (1, 0, 1, 1)),
        (mistake("bob", 2),),
    ),
    Sheet(
        standing("cy", (0, 1), run=3),
        answers("cy", 3, (0, 0, 1, 0)),
        (mistake("cy", 3), mistake("cy", 3, "sign")),
    ),
    Sheet(
        standing("dee", (0, 0), run=4),
        answers("dee", 4, (NOT_RUN, NOT_RUN, NOT_RUN, NOT_RUN)),
        (),
    ),
    Sheet(
        standing(
            "eve",
            None,
            status="broken",
            run=5,
            notes=("eve.zip holds no Python file.",),
        ),
        (),
        (),
    ),
    Sheet(
        standing("fay", (2, 0), status="provisional", run=6),
        answers("fay", 6, (1, Outcome.UNGRADED, 0, 0)),
        (),
    ),
    Sheet(standing("gil", None, status="missing", run=None), (), ()),
    Sheet(
        standing("hal", None, status="failed", run=8, notes=("The worker was lost.",)),
        (),
        (),
    ),
    Sheet(standing("ivy", None, status="excused", run=None), (), ()),
)


def report(_run: int) -> Report:
    """Return the report of whoever's code did not run."""
    finding = Finding(
        NOT_RUN, "Dee's file could not be read: 'dee_2.py', line 3", credit=0.0
    )
    check = CheckResult("one_step", "momentum", "T.", 2, NOT_RUN, 0.0, (finding,))
    exercise = ExerciseResult("momentum", "Heavy ball", (check,))
    return Report(NAME, "Momentum", "dee_2.py", (exercise,))


def source(sheets: Sequence[Sheet] = CLASS) -> Source:
    """Return where a summary comes from."""
    return Source(NAME, sheets, report)
