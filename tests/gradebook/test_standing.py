"""What counts: attempts, failures, decisions and lateness, one standing a person."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.gradebook import Gradebook, Late, Person, RunStatus, Standing
from grader.gradebook.history import Attempt, Graded, History, Version
from grader.gradebook.records import ExerciseScore
from grader.gradebook.rulings import Rulings
from grader.gradebook.standing import standing
from tests.gradebook.made import (
    ADA,
    BOB,
    NAME,
    NOON,
    days,
    ended,
    entry,
    new_book,
    report,
    run,
    set_assignment,
)


def only(book: Gradebook) -> Standing:
    """Return the one standing of a book."""
    (found,) = book.standings(NAME)
    return found


@pytest.mark.parametrize(
    ("policy", "total"), [("last", 4.0), ("best", 10.0), ("all", 4.0)]
)
def test_the_policy_of_the_batch_says_which_attempt_counts(
    policy: str, total: float, tmp_path: Path
) -> None:
    book, batch = new_book(tmp_path, attempts=policy)
    with book:
        book.record(batch, entry(attempt=1, source=b"1"), run(report(1.0)))
        later = entry(attempt=2, source=b"2", at=NOON + days(1))
        book.record(batch, later, run(report(0.0)))

        assert only(book).total == total
        assert [each.total for each in book.attempts(NAME, "ada")] == [10.0, 4.0]


def test_all_attempts_are_listed_where_that_is_the_policy(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path, attempts="all")
    with book:
        book.record(batch, entry(attempt=1, source=b"1"), run(report(1.0)))
        book.record(batch, entry(attempt=2, source=b"2"), run(report(0.0)))

        assert only(book).notes[-1] == (
            "Attempt 1 of 2026-10-01 12:00:00+00:00, which does not count: graded, "
            "10/10."
        )


def test_the_best_attempt_is_the_best_after_lateness(tmp_path: Path) -> None:
    book, batch = new_book(
        tmp_path, attempts="best", late=Late(due=NOON, per_day=0.5, cap=1.0)
    )
    with book:
        book.record(batch, entry(attempt=1, source=b"1"), run(report(0.5)))
        late = entry(attempt=2, source=b"2", at=NOON + days(0.5))
        book.record(batch, late, run(report(1.0)))

        assert (only(book).attempt, only(book).total) == (1, 7.0)


def test_a_best_attempt_is_provisional_while_another_is_ungraded(
    tmp_path: Path,
) -> None:
    book, batch = new_book(tmp_path, attempts="best")
    with book:
        book.record(batch, entry(attempt=1, source=b"1"), run(report(0.5)))
        failed = ended(RunStatus.FAILED, "The grader failed.")
        book.record(batch, entry(attempt=2, source=b"2"), failed)

        assert (only(book).status, only(book).attempt) == ("provisional", 1)


def test_what_a_source_held_last_counts_where_no_times_are_known(
    tmp_path: Path,
) -> None:
    book, batch = new_book(tmp_path)
    first, second = (entry(at=None, source=each) for each in (b"1", b"2"))
    with book:
        book.record(batch, first, run(report(1.0)))
        book.record(batch, second, run(report(0.0)))
        assert only(book).total == 4

        book.hand_in(batch, first)  # the same bytes once more: nothing to grade

        assert only(book).total == 10


def test_a_time_that_is_known_later_counts(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path, late=Late(due=NOON, per_day=0.25))
    with book:
        book.record(batch, entry(at=None), run())
        assert only(book).total == 10

        book.hand_in(batch, entry(at=NOON + days(0.5)))

        assert (only(book).late_days, only(book).total) == (1, 7.5)
        assert book.verify() == []


def test_the_last_run_counts(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run(report(1.0)))
        number = book.record(batch, entry(), run(report(0.5), work="0b"))

        assert (only(book).run_id, only(book).total) == (number, 7)


def test_a_run_that_does_not_count_leaves_the_one_before_it(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        number = book.record(batch, entry(), run(report(1.0)))
        book.record(batch, entry(), run(report(0.5), work="0b"), counts=False)

        assert (only(book).run_id, only(book).total) == (number, 10)
        assert {work for _, work in book.works()} == {"0a", "0b"}


def test_a_failure_of_the_grader_costs_nothing_and_is_tried_again(
    tmp_path: Path,
) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), ended(RunStatus.FAILED, "The pool broke."))

        assert book.works() == frozenset()
        assert only(book).status == "failed"
        assert "The pool broke." in only(book).notes
        assert all(each.is_provisional for each in only(book).exercises)

        book.record(batch, entry(), run())
        assert (only(book).status, only(book).total) == ("graded", 10)

        book.record(batch, entry(), ended(RunStatus.FAILED, "Again.", work="0b"))
        assert (only(book).status, only(book).total) == ("provisional", 10)


def test_what_cannot_be_read_earns_nothing_and_says_why(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), ended(RunStatus.BROKEN, "It is no Python."))

        assert (only(book).status, only(book).total) == ("broken", 0)
        assert only(book).possible == 10
        assert only(book).notes[0] == "It is no Python."


def test_an_ungraded_check_makes_a_standing_provisional(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run(report(1.0, ungraded=True)))

        assert (only(book).status, only(book).total) == ("provisional", 6)
        assert len(book.works()) == 1
        assert book.works(provisional=False) == frozenset()


def test_a_standing_can_be_asked_for_as_it_was(tmp_path: Path) -> None:
    book, first = new_book(tmp_path)
    with book:
        book.record(first, entry(), run(report(0.5)))
        book.override(NAME, "ada", "shift", 1, reason="r", by="b", now=NOON)
        second = book.begin_batch("again", attempts="best", now=NOON)
        set_assignment(book, late=Late(due=NOON - days(1), per_day=1.0))
        book.record(second, entry(), run(report(1.0), work="0b"))
        book.record(second, entry(BOB, key="bob"), run())
        book.override(NAME, "ada", "shift", None, reason="r", by="b", now=NOON)

        (before,) = book.standings(NAME, until_batch=first)
        now = list(book.standings(NAME))

    assert before.total == 4  # 3 and the 1 that was set
    assert [each.total for each in now] == [0, 0]
    assert [each.raw for each in now] == [10, 10]


def test_points_change_without_running_code(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        old = book.record(batch, entry(), run(report(0.5)))
        again = book.begin_batch("regrade", now=NOON)
        more = (("double", "Twice as much", 12.0), ("shift", "A bit further", 4.0))
        set_assignment(book, content="c2", exercises=more)
        points = {("small", False): 4.0, ("small", True): 8.0}

        new = book.rescore(again, old, points, work="0c", now=NOON + days(2))

        assert (only(book).run_id, only(book).total) == (new, 10)
        assert only(book).possible == 16
        assert only(book).notes == ("A file was left out.",)
        assert {work for _, work in book.works()} == {"0a", "0c"}
        assert book.report(old) != book.report(new)
        assert book.verify() == []


def test_a_run_is_scored_by_the_assignment_that_it_was_graded_by(
    tmp_path: Path,
) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run(report(0.5)))
        set_assignment(book, content="c2", exercises=(("double", "D", 60.0),))

        assert (only(book).total, only(book).possible) == (7, 10)
        assert only(book).notes[0] == (
            "It was graded by an earlier version of the assignment."
        )


def test_an_override_for_one_does_not_touch_partners(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(ADA, BOB), run(report(0.5)))
        book.override(NAME, "ada", "double", 6, reason="ok", by="TA", now=NOON)

        ada, bob = book.standings(NAME)

    assert (ada.total, bob.total) == (10, 7)
    assert ada.exercises[0].is_overridden
    assert "double: 6 set by hand: ok" in ada.notes


def test_an_override_comes_before_lateness(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path, late=Late(due=NOON - days(0.5), per_day=0.5))
    with book:
        book.record(batch, entry(), run(report(0.0)))
        book.override(NAME, "ada", "double", 6, reason="ok", by="TA", now=NOON)

        assert (only(book).raw, only(book).penalty, only(book).total) == (10, 5, 5)


def test_who_was_given_all_points_by_hand_is_graded(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.enrol(NAME, [BOB])
        book.override(NAME, "bob", "double", 5, reason="paper", by="TA", now=NOON)
        assert only(book).status == "missing"
        book.override(NAME, "bob", "shift", 1, reason="paper", by="TA", now=NOON)

        assert (only(book).status, only(book).total) == ("graded", 6)
    assert batch == 1


def test_marks_by_hand_add_questions_and_can_be_withdrawn(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run())
        book.mark(NAME, "ada", "essay", 2, 5, by="TA", now=NOON)
        book.mark(NAME, "ada", "essay", 3, 5, by="TA", now=NOON)

        assert only(book).manual == (ExerciseScore("essay", "essay", 3, 5),)
        assert (only(book).total, only(book).possible) == (13, 15)

        book.mark(NAME, "ada", "essay", None, 5, by="TA", now=NOON)
        assert (only(book).total, only(book).possible) == (10, 10)


def test_who_is_excused_has_no_total_until_that_is_lifted(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run())
        book.excuse(NAME, "ada", reason="ill", by="TA", now=NOON)
        excused = only(book)
        assert list(book.results(NAME)) == []
        book.excuse(NAME, "ada", reason="well", by="TA", now=NOON, lift=True)

        assert (excused.status, excused.total, excused.possible) == ("excused", 0, 0)
        assert excused.notes == ("Excused: ill",)
        assert (only(book).status, only(book).total) == ("graded", 10)


def test_a_due_date_of_ones_own_wins_until_it_is_lifted(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path, late=Late(due=NOON - days(0.5), per_day=0.5))
    with book:
        book.record(batch, entry(ADA, BOB), run())
        book.set_due(NAME, "ada", NOON, reason="ill", by="TA", now=NOON)
        ada, bob = book.standings(NAME)
        book.set_due(NAME, "ada", None, reason="not ill", by="TA", now=NOON)
        again, _ = book.standings(NAME)

    assert (ada.total, bob.total, again.total) == (10, 5, 5)
    assert ada.notes[0] == "Due 2026-10-01 12:00:00+00:00, for this person."


def test_every_decision_can_be_read_with_who_and_why(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path)
    with book:
        book.record(batch, entry(), run())
        book.override(NAME, "ada", "shift", 2.5, reason="a", by="TA", now=NOON)
        later = NOON + days(1)
        book.override(NAME, "ada", "shift", None, reason="b", by="Prof", now=later)

        first, second = book.rulings(NAME, "ada")

    assert (first.what, first.about, first.value, first.by) == (
        "override",
        "shift",
        "2.5",
        "TA",
    )
    assert (second.value, second.reason, second.at) == ("", "b", later)


def test_a_penalty_worked_by_hand(tmp_path: Path) -> None:
    """Due at noon, ten minutes of grace, an eighth a day, at most a half.

    Handed in 2 days and 11 minutes later: 3 days have begun after the grace, so 3/8 of
    7 points go: 21/8, and 35/8 stay. After 30 days it is a half: 7/2.
    """
    late = Late(due=NOON, grace_seconds=600, per_day=0.125, cap=0.5)
    book, batch = new_book(tmp_path, late=late)
    with book:
        at = NOON + days(2) + timedelta(minutes=11)
        book.record(batch, entry(at=at), run(report(0.5)))
        first = only(book)
        very = entry(at=NOON + days(30), attempt=2)
        book.record(batch, very, run(report(0.5)))
        second = only(book)

    assert first.late_days == 3
    assert first.is_late
    assert Fraction(first.penalty) == Fraction(21, 8)
    assert Fraction(first.total) == Fraction(35, 8)
    assert "Late: 3 days begun, -2.62." in first.notes
    assert Fraction(second.total) == Fraction(7, 2)


def test_what_was_handed_in_at_an_unknown_time_is_never_late(tmp_path: Path) -> None:
    book, batch = new_book(tmp_path, late=Late(due=NOON, per_day=1.0))
    with book:
        book.record(batch, replace(entry(at=None), is_late=True), run())

        assert (only(book).is_late, only(book).total) == (False, 10)
        assert only(book).notes[:2] == (
            "When it was handed in is not known; it counts as in time.",
            "The learning platform says that it was late; here it counts as in time.",
        )


SHARES = st.floats(0, 1)
POINTS = st.floats(0, 1000)
MOMENTS = st.none() | st.floats(-50, 50).map(lambda n: NOON + days(n))
SCORES = st.tuples(POINTS, st.booleans())
VERSION = Version(1, Late(), "b", "c", (("a", "A", 10.0), ("b", "B", 5.0)))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Return all there may be of one person."""
    ada = Person("ada")
    late = Late(draw(MOMENTS), draw(st.floats(0, 1e6)), draw(SHARES), draw(SHARES))
    version = replace(VERSION, late=late)
    attempts = [
        Attempt(
            "key",
            number,
            at := draw(MOMENTS),
            None,
            (),
            (ada,),
            (number, str(at), number),
            draw(
                st.none()
                | st.builds(
                    Graded,
                    st.just(number),
                    st.sampled_from(list(RunStatus)),
                    st.text(max_size=3),
                    st.just(version),
                    st.dictionaries(st.sampled_from("abc"), SCORES),
                )
            ),
            is_unsettled=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    names = st.sampled_from("ab")
    rulings = Rulings(
        draw(st.dictionaries(names, st.tuples(POINTS, st.just("why")))),
        {
            name: ExerciseScore(name, name, earned, possible)
            for name, (earned, possible) in draw(
                st.dictionaries(st.sampled_from("xyz"), st.tuples(POINTS, POINTS))
            ).items()
        },
        draw(MOMENTS),
        draw(st.none() | st.just("ill")),
    )
    policy = draw(st.sampled_from(["last", "best", "all"]))
    return History(
        NAME, version, policy, {"ada": ada}, {"ada": attempts}, {"ada": rulings}
    )


@given(histories())
def test_a_total_is_the_sum_of_its_parts_less_what_lateness_takes(
    history: History,
) -> None:
    found = standing(history, "ada")

    parts = (*found.exercises, *found.manual)
    assert found.raw == sum(each.earned for each in parts)
    assert found.possible == sum(each.possible for each in parts)
    assert found.total == found.raw - found.penalty
    assert 0 <= found.total <= found.raw
    assert found.is_late is (found.late_days > 0)
    assert found.is_late or found.penalty == 0


@settings(max_examples=20)  # each waits for the disk
@given(
    st.lists(
        st.tuples(st.sampled_from(["double", "shift"]), st.none() | POINTS), max_size=6
    )
)
def test_lifting_overrides_gives_back_what_was_graded(
    changes: list[tuple[str, float | None]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Gradebook.open(Path(folder) / "class.db", create=True) as book,
    ):
        batch = book.begin_batch("homework", now=NOON)
        set_assignment(book)
        book.record(batch, entry(), run(report(0.5)))
        before = only(book)
        for exercise, points in changes:
            book.override(NAME, "ada", exercise, points, reason="r", by="b", now=NOON)
        graded = {"double": 3.0, "shift": 4.0}
        want = graded | {
            exercise: graded[exercise] if points is None else points
            for exercise, points in changes
        }

        assert {each.name: each.earned for each in only(book).exercises} == want

        for exercise in ("double", "shift"):
            book.override(NAME, "ada", exercise, None, reason="r", by="b", now=NOON)
        assert only(book) == before
