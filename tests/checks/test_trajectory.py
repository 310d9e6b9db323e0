"""The path of a method: what is right in it, and what is wrong, point by point."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import reference
from grader import objectives
from grader.checks import trajectory
from grader.checks.trajectory import GROWTH
from grader.errors import HarnessFault, RaisedError
from grader.model import Curve, Finding, Outcome
from grader.sandbox.remote import Opaque
from tests.checks.subjects import passes, returning, student, truth

BOWL = objectives.bowl((1.0, 4.0))
WHERE = "gradient_descent on f(x) = ½ (x₁² + 4 x₂²) with x0=(4, 1), lr=0.25, steps=3"
PATH = ((4.0, 1.0), (3.0, 0.0), (2.25, 0.0), (1.6875, 0.0))
"""Its path, by hand: three quarters of x₁ stay each time, and nothing of x₂."""


def gradient_descent(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    path = [np.array(x0, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr * grad(path[-1]))
    return np.array(path)


def looked_at(body: Callable[..., Any]) -> list[Finding]:
    """Return what is found in the path of a function on the bowl."""
    body.__name__ = "gradient_descent"
    right = truth(reference.gradient_descent)
    return [*trajectory(student(body), right, BOWL, x0=(4, 1), lr=0.25, steps=3)]


def asking(grad: Any, points: Any) -> None:
    for point in points:
        grad(np.array(point))


def test_the_right_path_passes_with_a_curve_to_draw() -> None:
    assert looked_at(gradient_descent) == [
        Finding(
            Outcome.PASSED,
            "All 3 updates agree.",
            where=WHERE,
            tolerance="1e-07 of a coordinate's largest value",
            curve=Curve(
                "coordinate 0, update by update",
                got=(4.0, 3.0, 2.25, 1.6875),
                want=(4.0, 3.0, 2.25, 1.6875),
            ),
        )
    ]


def as_a_list(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    return gradient_descent(grad, x0, lr, steps).tolist()


def as_a_tuple_of_arrays(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    return tuple(gradient_descent(grad, x0, lr, steps))


def as_lists_of_numbers_without_dimensions(
    grad: Any, x0: Any, lr: float, steps: int
) -> Any:
    path = gradient_descent(grad, x0, lr, steps)
    return [[np.array(each) for each in point] for point in path]


def in_single_precision(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    return gradient_descent(grad, x0, lr, steps).astype(np.float32)


def asking_with_lists(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    x = [float(each) for each in x0]
    path = [x]
    for _ in range(steps):
        x = [a - lr * b for a, b in zip(x, grad(x), strict=True)]
        path.append(x)
    return path


def asking_for_more(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    path = gradient_descent(lambda x: (grad(x + 1e-4), grad(x))[1], x0, lr, steps)
    grad(path[-1])
    return path


def asking_for_all_twice(grad: Any, x0: Any, lr: float, steps: int) -> Any:
    asking(grad, PATH[::-1])
    return gradient_descent(grad, x0, lr, steps)


@pytest.mark.parametrize(
    "body",
    [
        as_a_list,
        as_a_tuple_of_arrays,
        as_lists_of_numbers_without_dimensions,
        in_single_precision,
        asking_with_lists,
        asking_for_more,
        asking_for_all_twice,
    ],
)
def test_the_right_path_in_other_clothes_passes(body: Callable[..., Any]) -> None:
    assert passes(looked_at(body))


def test_the_first_wrong_point_is_named_with_its_numbers() -> None:
    def uphill(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        return gradient_descent(grad, x0, -lr, steps)

    assert looked_at(uphill) == [
        Finding(
            Outcome.WRONG,
            "The path leaves the expected one after update 1 (coordinate 0).",
            where=WHERE,
            got="5 in [5, 2]",
            want="3 in [3, 0]",
            tolerance="4e-07",
            credit=0.0,
            curve=Curve(
                "coordinate 0, update by update",
                got=(4.0, 5.0, 6.25, 7.8125),
                want=(4.0, 3.0, 2.25, 1.6875),
            ),
        )
    ]


def test_a_small_error_in_the_second_coordinate_is_named_with_its_size() -> None:
    def nearly(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        path = gradient_descent(grad, x0, lr, steps)
        path[2, 1] += 2e-7
        return path

    (found,) = looked_at(nearly)

    assert found.message == (
        "The path leaves the expected one after update 2 (coordinate 1)."
    )
    assert found.got == "2e-07 in [2.25, 2e-07]"
    assert found.want == "0 in [2.25, 0]"
    assert found.tolerance == "1e-07"
    assert found.curve == Curve(
        "coordinate 1, update by update", (1.0, 0.0, 2e-7, 0.0), (1.0, 0.0, 0.0, 0.0)
    )


def test_a_difference_within_the_tolerance_passes() -> None:
    def nearly(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        path = gradient_descent(grad, x0, lr, steps)
        path[2] += [3.9e-7, -0.9e-7]
        return path

    assert passes(looked_at(nearly))


def test_a_path_without_its_start_is_said_to_begin_elsewhere_and_be_short() -> None:
    def startless(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        return gradient_descent(grad, x0, lr, steps)[1:]

    (found,) = looked_at(startless)

    assert found.message == (
        "The path does not begin at the start that was given (coordinate 0). It has 3 "
        "points, expected 4."
    )
    assert (found.got, found.want) == ("3 in [3, 0]", "4 in [4, 1]")


@pytest.mark.parametrize(("off", "points"), [(-1, 3), (1, 5), (-3, 1)])
def test_one_update_too_many_or_too_few_is_a_matter_of_points(
    off: int, points: int
) -> None:
    def off_by_one(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        return gradient_descent(grad, x0, lr, steps + off)

    (found,) = looked_at(off_by_one)

    assert found.outcome is Outcome.WRONG
    assert found.message == (
        "The path has another number of points; the start is one of them."
    )
    assert (found.got, found.want) == (f"{points} points", "4 points")
    assert found.curve is not None
    assert len(found.curve.got) == points


def not_asked(evaluations: int, wanted: str) -> list[Finding]:
    return [
        Finding(
            Outcome.WRONG,
            "The path is right, but it was not computed from the gradient: that was "
            "never asked for where the rule needs it.",
            where=WHERE,
            got=f"{evaluations} evaluations",
            want=wanted,
            credit=0.0,
        )
    ]


def test_a_path_that_was_looked_up_does_not_pass() -> None:
    def looked_up(grad: Any, x0: Any, lr: float, steps: int) -> Any:  # noqa: ARG001
        return np.array(PATH)

    assert looked_at(looked_up) == not_asked(0, "evaluation 1 at [4, 1]")


def test_points_that_were_asked_for_in_another_order_are_not_enough() -> None:
    def backwards(grad: Any, x0: Any, lr: float, steps: int) -> Any:  # noqa: ARG001
        asking(grad, PATH[-2::-1])
        return np.array(PATH)

    assert looked_at(backwards) == not_asked(3, "evaluation 2 at [3, 0]")


def test_a_gradient_that_was_asked_for_once_only_is_not_enough() -> None:
    def once(grad: Any, x0: Any, lr: float, steps: int) -> Any:  # noqa: ARG001
        asking(grad, [PATH[0]] * 9)
        return np.array(PATH)

    assert looked_at(once) == not_asked(9, "evaluation 2 at [3, 0]")


@pytest.mark.parametrize(
    ("value", "message", "got", "want"),
    [
        (None, "It returned something that is no path.", "None", "an array of points"),
        (
            "path",
            "It returned something that is no path.",
            "'path'",
            "an array of points",
        ),
        (
            {"path": 1},
            "It returned something that is no path.",
            "{'path': 1}",
            "an array of points",
        ),
        (
            Opaque("generator"),
            "It returned something that is no path.",
            "an object of type generator",
            "an array of points",
        ),
        (
            [[4.0, 1.0], [3.0]],
            "It returned something that is no path.",
            "[[4, 1], [3]]",
            "an array of points",
        ),
        (
            np.array(PATH) + 0j,
            "It returned something that is no path.",
            "[[4+0j, 1+0j], [3+0j, 0+0j], [2.25+0j, 0+0j], [1.6875+0j, 0+0j]]",
            "an array of points",
        ),
        (
            np.array(PATH).T,
            "The path has another shape.",
            "shape (2, 4)",
            "shape (points, 2)",
        ),
        (
            np.array(PATH)[-1],
            "The path has another shape.",
            "shape (2,)",
            "shape (points, 2)",
        ),
        (
            np.array(PATH)[:, :, None],
            "The path has another shape.",
            "shape (4, 2, 1)",
            "shape (points, 2)",
        ),
        ([], "The path has another shape.", "shape (0,)", "shape (points, 2)"),
        (0.5, "The path has another shape.", "shape ()", "shape (points, 2)"),
        (np.zeros((0, 2)), "The path is empty.", "no points", "an array of points"),
    ],
)
def test_what_is_no_path_is_named(
    value: Any, message: str, got: str, want: str
) -> None:
    def other(grad: Any, x0: Any, lr: float, steps: int) -> Any:  # noqa: ARG001
        return value

    assert looked_at(other) == [
        Finding(Outcome.WRONG, message, where=WHERE, got=got, want=want, credit=0.0)
    ]


def test_a_path_of_numbers_is_no_path_of_points_of_one_coordinate() -> None:
    def column(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        return gradient_descent(grad, x0, lr, steps)[:, None]

    (found,) = trajectory(
        student(column),
        truth(reference.gradient_descent),
        objectives.parabola(),
        x0=1.0,
        lr=0.1,
        steps=2,
    )

    assert found.message == "The path has another shape."
    assert (found.got, found.want) == ("shape (3, 1)", "shape (points,)")


def test_something_else_where_a_path_of_numbers_is_due_is_named() -> None:
    (found,) = trajectory(
        returning("x", "grad", "x0", "lr", "steps"),
        truth(reference.gradient_descent),
        objectives.parabola(),
        x0=1.0,
        lr=0.1,
        steps=2,
    )

    assert found.message == "It returned something that is no path."
    assert found.want == "an array of numbers"


def test_a_wrong_path_of_numbers_names_no_coordinate() -> None:
    def uphill(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        return gradient_descent(grad, x0, -lr, steps)

    (found,) = trajectory(
        student(uphill),
        truth(reference.gradient_descent),
        objectives.parabola(),
        x0=1.0,
        lr=0.25,
        steps=2,
    )

    assert found.message == "The path leaves the expected one after update 1."
    assert (found.got, found.want, found.tolerance) == ("1.5", "0.5", "1e-07")
    assert found.curve == Curve(
        "x, update by update", (1.0, 1.5, 2.25), (1.0, 0.5, 0.25)
    )


def test_a_number_may_be_asked_for_as_an_array_with_others() -> None:
    def vectorised(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        path = gradient_descent(grad, x0, lr, steps)
        grad(path)
        grad(path.reshape(3, 1))
        return path

    def beforehand(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        path = x0 * (1 - 2 * lr) ** np.arange(steps + 1)
        grad(path)
        return path

    for body in (vectorised, beforehand):
        found = trajectory(
            student(body),
            truth(reference.gradient_descent),
            objectives.parabola(),
            x0=1.0,
            lr=0.1,
            steps=2,
        )
        assert passes(found)


def test_an_integer_start_passes() -> None:
    found = trajectory(
        student(gradient_descent),
        truth(reference.gradient_descent),
        objectives.parabola(),
        x0=3,
        lr=0.1,
        steps=12,
    )

    assert passes(found)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_point_that_is_not_finite_is_wrong(bad: float) -> None:
    def lost(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        path = gradient_descent(grad, x0, lr, steps)
        path[2:] = bad
        return path

    (found,) = looked_at(lost)

    assert found.message == (
        "The path leaves the expected one after update 2 (coordinate 0)."
    )
    assert found.got == f"{bad} in [{bad}, {bad}]"


@pytest.mark.parametrize("lr", [2.5, 300.0, 1e150])
def test_a_path_that_runs_into_infinity_and_nan_in_both_passes(lr: float) -> None:
    found = trajectory(
        student(gradient_descent),
        truth(reference.gradient_descent),
        objectives.rotated_bowl((1.0, 40.0), 0.4, (1.0, 2.0)),
        x0=(4, 1),
        lr=lr,
        steps=150,
    )

    assert passes(found)


@pytest.mark.xfail(
    strict=True, reason="a sum that overflows in one form need not in another"
)
def test_two_forms_of_one_method_may_overflow_at_different_updates() -> None:
    def momentum(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
        path, v = [np.float64(x0)], np.float64(0)
        for _ in range(steps):
            v = beta * v - lr * grad(path[-1])
            path.append(path[-1] + v)
        return path

    found = trajectory(
        student(momentum),
        truth(reference.momentum),
        objectives.parabola(0.014584585665958869),
        x0=1.0,
        lr=476.9303814173594,
        beta=0.9,
        steps=450,
    )

    assert passes(found)


def broken(grad: Any, x0: Any, lr: float, steps: int) -> Any:  # noqa: ARG001
    raise ZeroDivisionError("no step is 0")


def test_what_the_student_raises_is_the_students_fault() -> None:
    with pytest.raises(RaisedError, match="ZeroDivisionError: no step is 0"):
        looked_at(broken)


def test_what_the_reference_raises_is_ours() -> None:
    found = trajectory(
        student(gradient_descent), truth(broken), BOWL, x0=(4, 1), lr=0.1, steps=2
    )

    with pytest.raises(HarnessFault, match=r"^the reference failed: "):
        list(found)


def test_a_stopping_rule_is_part_of_the_path() -> None:
    def stopping(df: Any, x0: Any, lr: float, eps: float, max_steps: int) -> Any:
        path = [float(x0)]
        while len(path) <= max_steps and abs(df(path[-1])) >= eps:
            path.append(path[-1] - lr * df(path[-1]))
        return path

    def never(df: Any, x0: Any, lr: float, eps: float, max_steps: int) -> Any:  # noqa: ARG001
        return stopping(df, x0, lr, 0.0, max_steps)

    right = truth(reference.gradient_descent_1d)
    given: dict[str, Any] = {"x0": 1.0, "lr": 0.25, "eps": 0.6, "max_steps": 9}

    (found,) = trajectory(student(never), right, objectives.parabola(), **given)

    assert passes(trajectory(student(stopping), right, objectives.parabola(), **given))
    assert found.message == (
        "The path has another number of points; the start is one of them."
    )
    assert (found.got, found.want) == ("10 points", "3 points")


def test_a_stopping_rule_that_one_rounding_decides_is_no_reason_to_fail() -> None:
    # |f'| = 0.5 at the second point exactly; with the start a rounding larger the
    # path has one point more.
    found = trajectory(
        student(reference.gradient_descent_1d),
        truth(reference.gradient_descent_1d),
        objectives.parabola(),
        x0=1.0,
        lr=0.25,
        eps=0.5 + 2**-53,
        max_steps=9,
    )

    assert passes(found)


def test_a_method_without_a_start_by_that_name_is_compared_as_well() -> None:
    def half(grad: Any, point: Any) -> Any:
        return [point, point - grad(point) / 2]

    def third(grad: Any, point: Any) -> Any:
        return [point, point - grad(point) / 3]

    assert passes(trajectory(student(half), truth(half), BOWL, point=(4, 1)))
    assert not passes(trajectory(student(third), truth(half), BOWL, point=(4, 1)))


AVERAGING: dict[str, Any] = {"x0": (4, 1), "lr": 0.03, "beta": 0.8, "steps": 12}


def averaging(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    """The convention in which the velocity is an average."""
    return reference.momentum(grad, x0, lr * (1 - beta), beta, steps)


def without_the_start(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
    return reference.momentum(grad, x0, lr, beta, steps)[1:]


def test_a_path_that_follows_an_accepted_convention_passes_and_is_told_so() -> None:
    (found,) = trajectory(
        student(averaging),
        truth(reference.momentum),
        BOWL,
        accept=[without_the_start, averaging],
        **AVERAGING,
    )

    assert found.outcome is Outcome.PASSED
    assert found.message == (
        "All 12 updates agree; it follows another accepted convention."
    )


def test_an_accepted_convention_may_have_another_length() -> None:
    found = trajectory(
        student(without_the_start),
        truth(reference.momentum),
        BOWL,
        accept=[without_the_start],
        **AVERAGING,
    )

    assert passes(found)


def test_a_path_by_the_handout_passes_where_conventions_are_accepted() -> None:
    (found,) = trajectory(
        student(reference.momentum),
        truth(reference.momentum),
        BOWL,
        accept=[averaging],
        **AVERAGING,
    )

    assert found.message == "All 12 updates agree."


def test_a_convention_that_is_not_accepted_is_wrong() -> None:
    (found,) = trajectory(
        student(averaging), truth(reference.momentum), BOWL, **AVERAGING
    )

    assert found.outcome is Outcome.WRONG
    assert found.message == (
        "The path leaves the expected one after update 1 (coordinate 0)."
    )


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99, 1.0001])
def test_an_accepted_convention_is_no_reason_to_accept_others(share: float) -> None:
    def wrong(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
        return averaging(grad, x0, share * lr, beta, steps)

    found = trajectory(
        student(wrong),
        truth(reference.momentum),
        BOWL,
        accept=[averaging],
        **AVERAGING,
    )

    assert not passes(found)


@pytest.mark.xfail(
    strict=True, reason="where the accepted convention asks is not compared"
)
def test_an_accepted_path_that_was_looked_up_does_not_pass() -> None:
    recorded = averaging(BOWL.gradient, (4, 1), 0.03, 0.8, 12)

    found = trajectory(
        returning(recorded, "grad", "x0", "lr", "beta", "steps"),
        truth(reference.momentum),
        BOWL,
        accept=[averaging],
        **AVERAGING,
    )

    assert not passes(found)


def test_a_start_that_was_kept_in_double_precision_does_not_make_the_rest_double() -> (
    None
):
    def mixed(grad: Any, x0: Any, lr: float, beta: float, steps: int) -> Any:
        x, v, path = x0.astype(np.float32), np.zeros(2, np.float32), [x0]
        for _ in range(steps):
            v = (beta * v + np.float32(grad(x))).astype(np.float32)
            x = (x - lr * v).astype(np.float32)
            path.append(x)
        return np.array(path)

    found = trajectory(
        student(mixed),
        truth(reference.momentum),
        objectives.rotated_bowl((1.0, 200.0), 0.5, (0.5, -1.0)),
        x0=(1.8, 0.3),
        lr=0.003,
        beta=0.9,
        steps=12,
    )

    assert passes(found)


def test_roundings_may_grow_as_much_as_the_method_lets_them() -> None:
    # From the top of the hill one rounding decides how far the path has come down.
    well = objectives.double_well()
    start = 2.0**-30

    def nudged(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        nudge = 1 + GROWTH / 2 * np.finfo(float).eps
        return gradient_descent(grad, x0 * nudge, lr, steps)

    found = trajectory(
        student(nudged),
        truth(reference.gradient_descent),
        well,
        rtol=0.0,
        x0=start,
        lr=0.1,
        steps=60,
    )

    assert passes(found)
