"""Which known mistake is named: only one that gives all that was observed."""

# ruff: noqa: ARG001 - mistakes take the arguments of the exercise, used or not
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.checks.local import Local
from grader.checks.running import Bench
from grader.diagnosis import Detective, Run, has_answers
from grader.errors import Killed, OutOfMemory, RaisedError, StudentFault, TimedOut
from grader.judge import Session, Terms
from grader.model import Counterexample, Diagnosis
from grader.sandbox.reply import Reply
from tests.diagnosis.graded import MOMENTUM, assignment
from tests.diagnosis.small_exercises import (
    PARAMETERS,
    TRUTH,
    Counted,
    Counter,
    Restarting,
    asks,
    counts,
    doubles,
    doubles_and_shifts,
    doubles_in_sign,
    doubles_quietly,
    doubles_rows,
    doubles_zero,
    explained,
    mistake,
    multiplies,
    named,
    observe,
    squared,
    treble,
)

EVIDENCE = "it gives the same {} in every check that failed"


def test_a_mistake_that_gives_the_same_answers_is_named_with_its_evidence() -> None:
    found = explained(lambda x: x + x + x, [mistake("trebling", treble)])

    assert found == Diagnosis(
        statement="This is trebling.",
        hint="Is it trebling?",
        evidence=EVIDENCE.format("2 answers"),
        names=("trebling",),
    )


def test_the_evidence_counts_the_answers_of_all_checks_that_failed() -> None:
    known = [mistake("trebling", treble)]

    one = explained(treble, known, doubles_rows)
    three = explained(treble, known, doubles, doubles_rows, doubles_zero)

    assert one is not None
    assert one.evidence == EVIDENCE.format("1 answer")
    assert three is not None
    assert three.evidence == EVIDENCE.format("3 answers")


def test_what_is_right_elsewhere_is_marked_as_a_convention() -> None:
    found = explained(treble, [mistake("trebling", treble, convention=True)])

    assert found is not None
    assert found.is_convention


def test_nothing_is_computed_where_all_is_right() -> None:
    known = Counted(treble)
    bench, runs = observe(TRUTH["double"], (doubles, doubles_rows))

    assert Detective(bench, [mistake("trebling", known)]).explain(runs) is None
    assert known.calls == 0


def test_known_mistakes_are_not_even_read_where_all_is_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def known(_: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr("grader.judge.known", known)
    judged = assignment(MOMENTUM)
    terms = Terms(only=("momentum", "largest_stable_lr"))

    session = Session(judged, judged.truth, None, terms)
    results = session.run()

    assert [each.diagnosis for each in results] == [None, None]
    assert session.problems == []


def test_mistakes_of_other_exercises_are_not_run() -> None:
    other = Counted(lambda x, by: x - by)
    known = [mistake("trebling", treble), mistake("back", other, "shift")]

    assert named(treble, known) == ("trebling",)
    assert other.calls == 0


def test_a_mistake_in_another_exercise_is_not_named_for_this_one() -> None:
    known = [mistake("back", lambda x, by: x - by, "shift")]
    bench, _ = observe(treble, ())
    student = Local({**TRUTH, "shift": lambda x, by: x - by})
    run = Run(doubles_and_shifts, 1, bench.run(doubles_and_shifts, student, 1))

    assert Detective(bench, known).explain([run]) is None


def test_right_answers_that_fail_for_another_reason_are_no_known_mistake() -> None:
    known = [mistake("for_positive", lambda f, x: f(x) * (x > 0), "ask")]

    assert explained(lambda _, x: x * x, known, asks, exercise="ask") is None


def test_a_mistake_is_run_once_for_a_check() -> None:
    known = Counted(treble)
    bench, runs = observe(treble, (doubles,))
    detective = Detective(bench, [mistake("trebling", known)])

    detective.explain(runs)
    calls = known.calls
    detective.explain(runs)

    assert calls == 2
    assert known.calls == calls


def test_a_mistake_is_ruled_out_by_the_check_with_the_fewest_calls() -> None:
    known = Counted(squared)
    bench, runs = observe(treble, (doubles, doubles_rows))

    Detective(bench, [mistake("squaring", known)]).explain(runs)

    assert known.calls == 1


def test_one_answer_that_differs_rules_a_mistake_out() -> None:
    def nearly(x: Any) -> Any:
        return 3 * x if np.ndim(x) else 3.1 * x

    assert named(nearly, [mistake("trebling", treble)], doubles, doubles_rows) == ()


def test_a_mistake_that_fails_what_the_student_passed_is_not_named() -> None:
    def once_more(x: Any) -> Any:
        return 3 * x if np.ndim(x) else 3 * x + (x == 0)

    known = [mistake("once_more", once_more)]

    assert named(treble, known, doubles) == ("once_more",)
    assert named(treble, known, doubles, doubles_zero) == ()


def test_a_mistake_that_passes_what_the_student_failed_is_not_named() -> None:
    def only_numbers(x: Any) -> Any:
        return 2 * x if np.ndim(x) else 3 * x

    known = [mistake("only_numbers", only_numbers)]

    assert named(treble, known, doubles) == ("only_numbers",)
    assert named(treble, known, doubles, doubles_rows) == ()


def test_several_of_a_family_are_called_by_its_name() -> None:
    known = [
        mistake("trebling", treble, family="how many"),
        mistake("adding", lambda x: x + x + x, family="how many"),
    ]

    found = explained(treble, known)

    assert found is not None
    assert found.statement == "how many"
    assert found.names == ("trebling", "adding")
    assert found.evidence == EVIDENCE.format("2 answers")


def test_one_of_a_family_is_called_by_its_own_name() -> None:
    known = [
        mistake("trebling", treble, family="how many"),
        mistake("squaring", squared, family="how many"),
    ]

    found = explained(treble, known)

    assert found is not None
    assert found.statement == "This is trebling."
    assert found.names == ("trebling",)


@pytest.mark.parametrize("families", [("", ""), ("one", "other"), ("one", "")])
def test_two_that_fit_are_both_stated(families: tuple[str, str]) -> None:
    known = [
        mistake("trebling", treble, family=families[0]),
        mistake("adding", lambda x: x + x + x, family=families[1]),
    ]

    found = explained(treble, known)

    assert found == Diagnosis(
        statement="One of two: This is trebling. Or: This is adding.",
        hint="Is it trebling? Is it adding?",
        evidence=EVIDENCE.format("2 answers"),
        names=("trebling", "adding"),
    )


def test_a_hint_of_both_is_given_once() -> None:
    known = [
        mistake("trebling", treble, hint="Which?"),
        mistake("adding", treble, hint="Which?"),
    ]

    found = explained(treble, known)

    assert found is not None
    assert found.hint == "Which?"


def test_three_that_have_nothing_to_do_with_each_other_are_not_stated() -> None:
    known = [mistake(each, treble) for each in ("one", "two", "three")]

    assert explained(treble, known) is None


def test_three_of_which_two_are_a_family_are_not_stated() -> None:
    known = [mistake(each, treble, family=each[:1]) for each in ("a1", "a2", "b1")]

    assert explained(treble, known) is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_mistake_that_no_input_tells_apart_is_left_out(turned: bool) -> None:
    known = [
        mistake("trebling", treble),
        mistake("adding", lambda x: x + x + x, same_as="trebling: 3x is x + x + x."),
    ]

    assert named(treble, known[::-1] if turned else known) == ("trebling",)


def test_a_twin_of_one_that_does_not_fit_is_named_itself() -> None:
    known = [
        mistake("squaring", squared),
        mistake("adding", treble, same_as="squaring: which it is not."),
    ]

    assert named(treble, known) == ("adding",)


def test_a_mistake_that_raises_is_named_for_a_student_whose_code_does() -> None:
    def refuses(x: Any) -> Any:
        raise ValueError("ours")

    def refuses_too(x: Any) -> Any:
        raise ValueError("theirs, with other words")

    def is_missing(x: Any) -> Any:
        raise KeyError("x")

    known = [mistake("refusing", refuses), mistake("trebling", treble)]

    assert named(refuses_too, known) == ("refusing",)
    assert named(is_missing, known) == ()
    assert named(treble, known) == ("trebling",)


def test_a_mistake_that_breaks_on_an_input_is_ruled_out_and_nothing_else() -> None:
    def scalars_only(x: Any) -> Any:
        return 3 * float(x)

    known = [mistake("scalars", scalars_only), mistake("trebling", treble)]

    assert named(treble, known, doubles, doubles_rows) == ("trebling",)


@pytest.mark.parametrize(
    "fault",
    [
        StudentFault("It fails."),
        TimedOut("double", 2.0, "computing"),
        Killed("double", "exit code 3"),
    ],
)
def test_what_ends_a_student_is_no_known_mistake(fault: StudentFault) -> None:
    def ends(x: Any) -> Any:
        raise fault

    known = Counted(ends)

    assert explained(ends, [mistake("ending", known)]) is None
    assert known.calls == 0


def test_a_mistake_that_needs_too_much_memory_is_named_for_who_ran_out_of_it() -> None:
    def runs_out(x: Any) -> Any:
        raise OutOfMemory("double", 1024)

    def needs_too_much(x: Any) -> Any:
        raise MemoryError

    found = explained(runs_out, [mistake("forming it all", needs_too_much)])

    assert found is not None
    assert found.names == ("forming it all",)


def test_what_is_not_written_yet_is_not_explained() -> None:
    def starter(x: Any) -> Any:
        raise NotImplementedError

    known = Counted(starter)

    assert explained(starter, [mistake("starting", known)]) is None
    assert known.calls == 0


def test_answers_are_what_can_be_compared() -> None:
    def raised(kind: str) -> RaisedError:
        return RaisedError("double", kind, "", traceback="", output="")

    assert not has_answers([])
    assert not has_answers([("double", raised("NotImplementedError"))])
    assert not has_answers([("double", StudentFault("It fails."))])
    assert has_answers([("double", raised("ValueError"))])
    assert has_answers([("double", StudentFault("It fails.")), ("double", Reply(1.0))])


def test_a_changed_argument_is_part_of_what_is_compared() -> None:
    def in_place(x: Any) -> Any:
        x *= 2
        return x

    def to_zero(x: Any) -> Any:
        y = 2 * x
        x *= 0
        return y

    known = [mistake("in_place", in_place), mistake("to_zero", to_zero)]

    assert named(to_zero, known, doubles_quietly) == ("to_zero",)
    assert named(in_place, known, doubles_quietly) == ("in_place",)
    assert named(lambda x: np.square(x, out=x), known, doubles_quietly) == ()


def test_nan_is_the_same_as_nan() -> None:
    def to_nan(x: Any) -> Any:
        return 2 * x + np.where(np.asarray(x) < 0, np.nan, 0.0)

    known = [mistake("to_nan", to_nan), mistake("all_nan", lambda x: x * np.nan)]

    assert named(to_nan, known, doubles_rows) == ("to_nan",)


@pytest.mark.parametrize(
    ("off", "fits"), [(0.0, True), (1e-15, True), (1e-7, False), (1e-4, False)]
)
def test_only_rounding_may_lie_between_answers(off: float, fits: bool) -> None:
    def slightly(x: Any) -> Any:
        return 3 * x * (1 + off)

    expected = ("trebling",) if fits else ()

    assert named(slightly, [mistake("trebling", treble)], doubles_rows) == expected


@pytest.mark.parametrize(
    ("rtol", "off", "fits"),
    [
        (1e-5, 8e-6, True),
        (1e-5, 2e-5, False),
        (1e-2, 9e-5, True),
        (1e-2, 2e-4, False),  # no mistake is that generous
    ],
)
def test_what_is_found_by_iteration_may_be_as_far_off_as_the_mistake_says(
    rtol: float, off: float, fits: bool
) -> None:
    def nearly(x: Any) -> Any:
        return 3 * x * (1 + off)

    expected = ("trebling",) if fits else ()
    known = [mistake("trebling", treble, rtol=rtol)]

    assert named(nearly, known, doubles_rows) == expected


@pytest.mark.parametrize(("off", "fits"), [(0.0, True), (1e-7, True), (5e-4, False)])
def test_single_precision_is_held_to_what_it_can_do(off: float, fits: bool) -> None:
    def single(x: Any) -> Any:
        return np.float32(3 * (1 + off)) * np.asarray(x, dtype=np.float32)

    expected = ("trebling",) if fits else ()

    assert named(single, [mistake("trebling", treble)], doubles_rows) == expected


def test_what_a_check_keeps_of_an_answer_is_compared_instead_of_it() -> None:
    known = [mistake("negating", lambda x: -2 * x), mistake("vanishing", lambda _: 0.0)]

    assert named(lambda x: -3 * x - 0.1, known, doubles_in_sign) == ("negating",)
    assert not named(lambda _: np.nan, known, doubles_in_sign)


def test_objects_are_compared_by_what_their_methods_give() -> None:
    known = [
        mistake("restarting", Restarting, "Counter"),
        mistake("from_one", lambda step: Counter(step, 1.0), "Counter"),
    ]

    def restarts(step: float) -> Any:
        return Restarting(step)

    def from_one(step: float) -> Any:
        return Counter(step, 1.0)

    def from_two(step: float) -> Any:
        return Counter(step, 2.0)

    given = {"exercise": "Counter"}
    assert named(restarts, known, counts, **given) == ("restarting",)
    assert named(from_one, known, counts, **given) == ("from_one",)
    assert named(from_two, known, counts, **given) == ()
    assert named(lambda _: None, known, counts, **given) == ()
    assert explained(Counter, known, counts, **given) is None


def test_functions_that_come_back_are_compared_by_what_they_give() -> None:
    known = [mistake("adding", lambda factor: lambda x: factor + x, "times")]

    def adds(factor: float) -> Any:
        return lambda x: x + factor

    def subtracts(factor: float) -> Any:
        return lambda x: x - factor

    assert named(adds, known, multiplies, exercise="times") == ("adding",)
    assert named(subtracts, known, multiplies, exercise="times") == ()


def test_nothing_where_an_object_is_due_is_known_as_that() -> None:
    known = [mistake("nothing", lambda _: None, "Counter")]

    assert named(lambda _: None, known, counts, exercise="Counter") == ("nothing",)


def test_numbers_are_looked_at_where_no_mistake_is_known() -> None:
    found = explained(lambda x: 4 * x, [], doubles_rows)

    assert found == Diagnosis(
        statement="Every number is twice what is expected.",
        hint="Which factor of the formula is missing, or there twice?",
        evidence="3 numbers, all by the same factor",
    )


def test_numbers_are_not_looked_at_where_a_mistake_is_known() -> None:
    found = explained(
        lambda x: 4 * x, [mistake("again", lambda x: 4 * x)], doubles_rows
    )

    assert found is not None
    assert found.names == ("again",)


def shown(body: Callable[..., Any], *cases: tuple[Any, ...]) -> Counterexample | None:
    bench = Bench(Local(TRUTH), PARAMETERS)
    detective = Detective(bench, [], {"double": cases})
    return detective.example("double", Local({"double": body}))


def test_the_first_example_that_shows_a_mistake_is_given() -> None:
    found = shown(lambda x: x * x, (0.0,), (2.0,), (3.0,), (4.0,))

    assert found == Counterexample("x = 3", got="9", want="6")


def test_an_example_that_is_too_hard_for_the_reference_is_passed_over() -> None:
    def harmonic(x: Any) -> Any:
        return 1 / x

    bench = Bench(Local({"double": lambda x: 2 // int(x)}), PARAMETERS)
    detective = Detective(bench, [], {"double": [(0.0,), (4.0,)]})

    found = detective.example("double", Local({"double": harmonic}))

    assert found == Counterexample("x = 4", got="0.25", want="0")


def test_what_is_right_has_no_counterexample() -> None:
    assert shown(TRUTH["double"], (0.0,), (2.0,)) is None
    assert shown(treble) is None


def test_an_exception_is_a_counterexample_and_an_ended_process_is_none() -> None:
    def raises(x: Any) -> Any:
        raise ZeroDivisionError("division by zero")

    def ends(x: Any) -> Any:
        raise Killed("double", "exit code 3")

    assert shown(raises, (1.0,)) == Counterexample("x = 1", "ZeroDivisionError", "2")
    assert shown(ends, (1.0,)) is None


def test_what_ends_a_process_is_asked_once() -> None:
    def ends(x: Any) -> Any:
        raise Killed("double", "exit code 3")

    asked = Counted(ends)
    shown(asked, *((float(x),) for x in range(30)))

    assert asked.calls == 1
