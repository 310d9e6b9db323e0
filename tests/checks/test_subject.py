"""A student, the reference and a known mistake answer alike."""

from typing import Any

import numpy as np
import pytest

from grader import objectives
from grader.checks import Seeded
from grader.checks.calling import arguments, points_asked
from grader.checks.findings import curve, failed_to_run
from grader.checks.local import Local
from grader.checks.path import Walk
from grader.checks.subject import Exercises
from grader.errors import HarnessFault, Missing, RaisedError, TimedOut
from grader.model import MAX_EVIDENCE, Finding, Outcome
from grader.sandbox.reply import Asked
from tests.checks.subjects import returning, student, truth


def scaled(x: Any, factor: float) -> Any:
    return np.asarray(x) * factor


def test_a_function_is_called_by_position_or_by_the_handouts_names() -> None:
    exercise = student(scaled)

    for got in (
        exercise((1, 2), 3),
        exercise((1, 2), factor=3),
        exercise(factor=3, x=(1, 2)),
    ):
        assert got.tolist() == [3.0, 6.0]


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [((1,), {}), ((), {"x": 1}), ((1,), {"x": 1}), ((1, 2), {"factor": 1})],
)
def test_a_call_that_the_handout_does_not_know_is_ours(
    args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    with pytest.raises(HarnessFault) as caught:
        student(scaled)(*args, **kwargs)

    assert str(caught.value) == (
        f"a check calls scaled with {len(args)} positions and {sorted(kwargs)}; it "
        "takes x, factor"
    )


def test_a_call_with_too_many_arguments_is_ours() -> None:
    with pytest.raises(HarnessFault):
        student(scaled)(1, 2, 3)


def test_an_object_that_a_call_makes_is_used_and_its_calls_are_noted() -> None:
    class Counter:
        def add(self, n: float) -> float:
            return n + 1

    exercises = Exercises(Local({"counter": Counter}), {"counter": ()})

    assert exercises.counter.make().add(2.0) == 3.0
    assert [name for name, _ in exercises.journal.calls] == ["counter", "counter.add"]


def test_an_exercise_that_is_not_in_the_handout_is_ours() -> None:
    exercises = Exercises(Local({}), {"adam": (), "nadam": ()})

    with pytest.raises(HarnessFault, match=r"asks for 'adamax'; .* are adam, nadam$"):
        _ = exercises.adamax
    with pytest.raises(AttributeError):
        _ = exercises._private


def test_a_function_that_is_not_defined_is_missing() -> None:
    exercises = Exercises(Local({}), {"adam": ()})

    assert not Local({}).has("adam")
    assert Local({"adam": scaled}).has("adam")
    with pytest.raises(Missing, match=r"^adam is not defined in your submission\.$"):
        exercises.adam()


def test_what_a_student_raises_comes_back_with_its_name_and_message() -> None:
    def broken(x: Any) -> Any:
        raise KeyError(x)

    first, second = student(broken).replies([(1,), (2,)])

    assert isinstance(first, RaisedError)
    assert first.sentence == "broken raised KeyError: 1"
    assert isinstance(second, RaisedError)
    assert second.sentence == "broken raised KeyError: 2"


def test_a_fault_that_says_so_itself_is_not_wrapped_in_another() -> None:
    def out_of_time() -> None:
        raise TimedOut("adam", 2, "CPU time")

    with pytest.raises(TimedOut, match=r"^adam was stopped after 2 s of CPU time;"):
        student(out_of_time)()


def test_what_the_reference_raises_is_our_fault() -> None:
    def broken(x: Any) -> Any:
        raise KeyError(x)

    with pytest.raises(
        HarnessFault, match=r"^the reference failed: broken raised KeyError: 1$"
    ):
        truth(broken)(1)


def test_arguments_are_fresh_copies_and_are_shown_afterwards() -> None:
    def greedy(x: Any, more: Any) -> Any:
        x += 1
        more.append(3)
        return x

    x, more = np.array([1.0]), [2]

    reply = student(greedy).reply_echoing(x, more)

    assert reply.value.tolist() == [2.0]
    assert [reply.arguments[0].tolist(), reply.arguments[1]] == [[2.0], [2, 3]]
    assert (x.tolist(), more) == ([1.0], [2])
    assert student(greedy).reply(x, more).arguments == ()


def test_a_seed_becomes_a_generator() -> None:
    def draw(rng: Any) -> float:
        return float(rng.normal())

    want = np.random.default_rng(5).normal()
    assert student(draw)(Seeded(5)) == student(draw)(Seeded(5)) == want


def test_functions_among_the_arguments_are_observed_also_in_lists() -> None:
    def evaluate(functions: Any, x: Any) -> Any:
        return [f(x) for f in functions] + [functions[0]([1.0, 2.0])]

    def double(x: Any) -> Any:
        return 2 * np.asarray(x)

    reply = student(evaluate).reply([double, np.sum], np.array([3.0]))

    names = [each.name for each in reply.asked]
    points = [each.args[0].tolist() for each in reply.asked]
    assert names == ["double", "sum", "double"]
    assert points == [[3.0], [3.0], [1.0, 2.0]]
    assert reply.asked[0].value.tolist() == [6.0]


def test_a_point_that_is_reused_afterwards_is_remembered_as_it_was() -> None:
    def reusing(grad: Any, x: Any) -> Any:
        for _ in range(3):
            x -= 0.5 * grad(x)
        return x

    reply = student(reusing).reply(lambda x: x, np.array([8.0]))

    assert [each.args[0].tolist() for each in reply.asked] == [[8.0], [4.0], [2.0]]


def test_warnings_and_overflow_of_a_subject_are_its_own() -> None:
    def overflowing(x: Any) -> Any:
        return np.float64(x) * 1e308 / np.float64(0)

    assert student(overflowing)(1e9) == np.inf


def test_the_functions_of_an_objective_go_by_the_names_of_the_handout() -> None:
    bowl = objectives.bowl((1.0, 4.0))
    function = returning(None, "f", "df", "grad", "hess", "x0")

    f, df, grad, hess, x0 = arguments(function, bowl, {"x0": (1, 1)})

    assert [each.name for each in (f, df, grad, hess)] == ["f", "df", "grad", "hess"]
    assert f(x0) == 2.5
    assert df(x0).tolist() == grad(x0).tolist() == [1.0, 4.0]
    assert hess(x0).tolist() == [[1.0, 0.0], [0.0, 4.0]]
    assert grad.shapes == ((2,),)


def test_a_function_that_is_given_is_not_replaced() -> None:
    function = returning(None, "grad", "x0")

    grad, _ = arguments(function, objectives.bowl(), {"grad": abs, "x0": 1})

    assert grad is abs


def test_a_function_of_a_number_takes_arrays_of_numbers_too() -> None:
    function = returning(None, "df")

    (df,) = arguments(function, objectives.parabola(), {})

    assert df(3) == 6.0
    assert df([1, 2]).tolist() == [2.0, 4.0]
    assert df(np.ones((2, 1))).tolist() == [[2.0], [2.0]]
    assert df([]).tolist() == []


def test_points_are_collected_row_by_row() -> None:
    asked = [
        Asked("f", (), None),
        Asked("f", (1,), 0.0),
        Asked("f", (np.array([[2.0], [3.0]]),), 0.0),
    ]

    assert points_asked(asked, ()).tolist() == [1.0, 2.0, 3.0]
    assert points_asked(asked[:1], (2,)).shape == (0, 2)
    assert points_asked([Asked("f", ([4, 5],), 0.0)], (2,)).tolist() == [[4.0, 5.0]]


def test_a_long_curve_is_thinned_out_to_what_a_check_may_keep() -> None:
    drawn = curve("x", range(10_000), range(2500))

    assert len(drawn.got) + len(drawn.want) <= MAX_EVIDENCE
    assert drawn.got[:3] == (0.0, 10.0, 20.0)
    assert drawn.want[:3] == drawn.got[:3]
    assert curve("x", [], []).got == ()
    assert len(curve("x", range(1000), range(1000)).got) == 1000


def test_a_fault_becomes_a_finding_with_the_students_traceback() -> None:
    fault = RaisedError(
        "adam", "ValueError", "no", traceback="line 3, in adam", output="hello"
    )

    assert failed_to_run(fault, "adam(1)") == Finding(
        Outcome.COULD_NOT_RUN,
        "adam raised ValueError: no",
        where="adam(1)",
        credit=0.0,
        traceback="line 3, in adam",
    )


def test_distances_are_from_the_nearest_minimiser() -> None:
    path = Walk(np.array([-3.0, 0.0, 1.5, np.inf]), (), "")

    assert path.distances(objectives.double_well()).tolist() == [2.0, 1.0, 0.5, np.inf]
