"""What counts: attempts, decisions and lateness become one standing a person."""

from collections.abc import Iterator
from dataclasses import replace

from grader.gradebook.history import Attempt, History, Version
from grader.gradebook.policy import choose, is_open, late_days, penalty
from grader.gradebook.records import ExerciseScore, Person, Standing
from grader.gradebook.rulings import Rulings
from grader.scoring import points


def standings(history: History) -> Iterator[Standing]:
    """Return what counts for each person, by identity."""
    for identity in history.people:
        yield standing(history, identity)


def standing(history: History, identity: str) -> Standing:
    """Return what counts for one person."""
    person = history.people[identity]
    rulings = history.rulings.get(identity, Rulings())
    tries = attempts(history, identity)
    if not tries:
        counted = _of_attempt(history, person, rulings, None)
    else:
        at = choose(history.policy, tries)
        counted = tries[at]
        others = [each for each in tries if each is not counted]
        if history.policy == "best" and is_open(others) and counted.status == "graded":
            note = "Another attempt is not graded yet, and may be better."
            counted = replace(
                counted, status="provisional", notes=(*counted.notes, note)
            )
        if history.policy == "all":
            listed = tuple(_listed(each) for each in others)
            counted = replace(counted, notes=(*counted.notes, *listed))
    return _excused(counted, rulings) if rulings.excuse is not None else counted


def attempts(history: History, identity: str) -> tuple[Standing, ...]:
    """Return what each attempt of a person would count, oldest first."""
    person = history.people[identity]
    rulings = history.rulings.get(identity, Rulings())
    return tuple(
        _of_attempt(history, person, rulings, each)
        for each in history.attempts.get(identity, [])
    )


def _of_attempt(
    history: History, person: Person, rulings: Rulings, attempt: Attempt | None
) -> Standing:
    graded = attempt.graded if attempt else None
    exercises = _exercises(history.version, rulings, attempt)
    manual = tuple(rulings.marks[name] for name in sorted(rulings.marks))
    raw = sum(each.earned for each in (*exercises, *manual))
    late, due = history.version.late, rulings.due or history.version.late.due
    submitted_at = attempt.submitted_at if attempt else None
    days = late_days(due, late.grace_seconds, submitted_at)
    taken = penalty(late, days, raw)
    return Standing(
        assignment=history.assignment,
        person=person,
        partners=tuple(
            history.people.get(each.identity, each)
            for each in (attempt.people if attempt else ())
            if each.identity != person.identity
        ),
        status=_status(attempt, exercises),
        run_id=graded.id if graded else None,
        entry_key=attempt.key if attempt else "",
        attempt=attempt.number if attempt else 0,
        submitted_at=submitted_at,
        late_days=days,
        is_late=days > 0,
        exercises=exercises,
        manual=manual,
        raw=raw,
        penalty=taken,
        total=raw - taken,
        possible=sum(each.possible for each in (*exercises, *manual)),
        notes=tuple(_notes(history, rulings, attempt, days, taken)),
    )


def _exercises(
    newest: Version, rulings: Rulings, attempt: Attempt | None
) -> tuple[ExerciseScore, ...]:
    """Return the points of each exercise of the version that it was graded by."""
    graded = attempt.graded if attempt else None
    version = graded.version if graded else newest
    names = {name for name, _, _ in version.exercises}
    # Whoever was given points for a new exercise keeps them.
    added = [
        each
        for each in newest.exercises
        if each[0] not in names and each[0] in rulings.overrides
    ]
    is_failed = graded is None if attempt else False
    is_failed = is_failed or (graded is not None and graded.status == "failed")
    found = []
    for name, title, possible in (*version.exercises, *added):
        earned, is_provisional = (graded.scores if graded else {}).get(
            name, (0.0, False)
        )
        if name in rulings.overrides:
            set_to, _ = rulings.overrides[name]
            found.append(ExerciseScore(name, title, set_to, possible, False, True))
        else:
            found.append(
                ExerciseScore(
                    name, title, earned, possible, is_provisional or is_failed
                )
            )
    return tuple(found)


def _status(attempt: Attempt | None, exercises: tuple[ExerciseScore, ...]) -> str:
    """Return what a standing is; where somebody set all points, they are settled."""
    if exercises and all(each.is_overridden for each in exercises):
        return "graded"
    if attempt is None:
        return "missing"
    if attempt.graded is None or attempt.graded.status == "failed":
        return "failed"
    if attempt.is_unsettled or any(each.is_provisional for each in exercises):
        return "provisional"
    return attempt.graded.status


def _notes(
    history: History,
    rulings: Rulings,
    attempt: Attempt | None,
    days: int,
    taken: float,
) -> Iterator[str]:
    if attempt is not None:
        yield from _notes_on_grading(history, attempt)
        yield from _notes_on_time(history, rulings, attempt, days, taken)
    for exercise, (value, reason) in sorted(rulings.overrides.items()):
        yield f"{exercise}: {points(value)} set by hand: {reason}"
    if attempt is not None:
        yield from attempt.notes


def _notes_on_grading(history: History, attempt: Attempt) -> Iterator[str]:
    graded = attempt.graded
    if graded is None:
        yield "It has not been graded yet."
        return
    if graded.problem:
        yield graded.problem
    if attempt.is_unsettled and graded.status != "failed":
        yield "The grader failed when it graded this again; this is from before."
    if graded.version.content != history.version.content:
        yield "It was graded by an earlier version of the assignment."


def _notes_on_time(
    history: History, rulings: Rulings, attempt: Attempt, days: int, taken: float
) -> Iterator[str]:
    due = rulings.due or history.version.late.due
    if rulings.due is not None:
        yield f"Due {rulings.due.isoformat(' ')}, for this person."
    if attempt.submitted_at is None and due is not None:
        yield "When it was handed in is not known; it counts as in time."
    if attempt.is_late and not days:
        yield "The learning platform says that it was late; here it counts as in time."
    if days:
        unit = "day" if days == 1 else "days"
        yield f"Late: {days} {unit} begun, -{points(taken)}."


def _listed(each: Standing) -> str:
    score = f"{points(each.total)}/{points(each.possible)}"
    when = f" of {each.submitted_at.isoformat(' ')}" if each.submitted_at else ""
    return (
        f"Attempt {each.attempt}{when}, which does not count: {each.status}, {score}."
    )


def _excused(counted: Standing, rulings: Rulings) -> Standing:
    """Return the standing of who is excused: it has no total."""
    return replace(
        counted,
        status="excused",
        run_id=None,
        late_days=0,
        is_late=False,
        raw=0.0,
        penalty=0.0,
        total=0.0,
        possible=0.0,
        exercises=(),
        manual=(),
        notes=(f"Excused: {rulings.excuse}",),
    )
