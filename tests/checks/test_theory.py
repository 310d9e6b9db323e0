"""Paths against theory: where they end, how fast, and where they run away."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from grader import objectives
from grader.checks import converges, cycles, descends, diverges, rate
from grader.errors import HarnessFault
from grader.model import Curve, Finding, Outcome
from grader.objectives import Objective
from tests.checks.subjects import passes, returning, student

PARABOLA = objectives.parabola()
CALL = "gradient_descent on f(x) = x² with x0=1, lr="
GD = student(reference.gradient_descent)
HYPERPARAMETERS = ("grad", "x0", "lr", "steps")

Kind = Callable[..., Finding]
KINDS: list[tuple[Kind, dict[str, Any]]] = [
    (converges, {"within": 1e-3, "because": "theory"}),
    (rate, {"factor": 0.8, "because": "theory"}),
    (diverges, {"beyond": 10, "because": "theory"}),
    (cycles, {"because": "theory"}),
    (descends, {}),
]
every_kind = pytest.mark.parametrize(("kind", "terms"), KINDS)


def on_the_parabola(kind: Kind, path: Any, **terms: Any) -> Finding:
    """Return what is found in a path on x²."""
    fits = isinstance(path, list | tuple | np.ndarray) and np.size(path)
    x0, steps = (path[0], len(path) - 1) if fits else (1.0, 5)
    return kind(
        returning(path, *HYPERPARAMETERS),
        PARABOLA,
        **({"x0": x0, "lr": 0.1, "steps": steps} | terms),
    )


@every_kind
def test_what_is_no_path_is_wrong(kind: Kind, terms: dict[str, Any]) -> None:
    found = on_the_parabola(kind, None, **terms)

    assert found.message == "It returned something that is no path."
    assert found.where.startswith("answer on f(x) = x² with x0=1, ")


@pytest.mark.parametrize(
    ("kind", "terms"), [each for each in KINDS if each[0] is not diverges]
)
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_path_that_is_not_finite_is_wrong(
    kind: Kind, terms: dict[str, Any], bad: float
) -> None:
    found = on_the_parabola(kind, [1.0, 0.5, bad, bad], **terms)

    assert found.outcome is Outcome.WRONG
    assert found.message == "The path is not finite."
    assert found.where.endswith(", after update 2")
    assert found.got == str(bad)


@pytest.mark.parametrize(
    ("kind", "lr", "steps", "terms", "clothes"),
    [
        (*each, clothes)
        for each in [
            (converges, 0.1, 60, {"within": 1e-5, "because": "0.8^60"}),
            (rate, 0.1, 30, {"factor": 0.8, "because": "1 - 2 lr"}),
            (diverges, 1.1, 20, {"beyond": 10, "because": "lr > 1"}),
            (cycles, 1.0, 10, {"because": "lr = 1"}),
            (descends, 0.1, 20, {}),
        ]
        for clothes in (list, np.array, np.float32)
        # Descent in single precision has a test of its own below.
        if each[0] is not descends or clothes is not np.float32
    ],
)
def test_gradient_descent_does_what_theory_says(
    kind: Kind, lr: float, steps: int, terms: dict[str, Any], clothes: Any
) -> None:
    def dressed(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        return clothes(reference.gradient_descent(grad, x0, lr, steps))

    found = kind(student(dressed), PARABOLA, x0=1, lr=lr, steps=steps, **terms)

    assert passes(found)


def test_a_path_that_arrives_says_how_near_it_came() -> None:
    found = converges(
        GD, PARABOLA, within=0.3, because="half of it", x0=1, lr=0.25, steps=2
    )

    assert found == Finding(
        Outcome.PASSED,
        "It ends 0.25 from the minimum.",
        where=f"{CALL}0.25, steps=2",
        got="0.25 away",
        want="at most 0.3 away",
        tolerance="half of it",
        strain=0.25 / 0.3,
        curve=Curve("distance from the minimum", (1.0, 0.5, 0.25), (0.0, 0.0, 0.0)),
    )


def test_a_path_that_stops_early_does_not_end_near_the_minimum() -> None:
    found = converges(
        GD, PARABOLA, within=0.2, because="an eighth", x0=1, lr=0.25, steps=2
    )

    assert found == Finding(
        Outcome.WRONG,
        "The path does not end near the minimum.",
        where=f"{CALL}0.25, steps=2",
        got="0.25 away",
        want="at most 0.2 away",
        tolerance="an eighth",
        credit=0.0,
        strain=1.25,
        curve=Curve("distance from the minimum", (1.0, 0.5, 0.25), (0.0, 0.0, 0.0)),
    )


@pytest.mark.parametrize("end", [1.0, -1.0])
def test_the_nearest_of_several_minimisers_counts(end: float) -> None:
    found = converges(
        returning([end / 2, end], *HYPERPARAMETERS),
        objectives.double_well(),
        within=1e-12,
        because="there are two",
        x0=end / 2,
        lr=0.1,
        steps=1,
    )

    assert passes(found)


def test_a_rate_that_is_half_of_what_it_should_be_shrinks_otherwise() -> None:
    found = rate(
        GD, PARABOLA, factor=0.8, because="1 - 2 lr", over=2, x0=1, lr=0.05, steps=3
    )

    assert (found.outcome, found.message) == (
        Outcome.WRONG,
        "The distance shrinks at another rate.",
    )
    assert found.where == f"{CALL}0.05, steps=3, over the last 2 updates"
    assert found.got == "a factor of 0.9 an update"
    assert found.want == "0.8 = 1 - 2 lr"
    assert found.tolerance == "0.001 of it"
    assert found.curve is not None
    assert found.curve.got == pytest.approx((1, 0.9, 0.81, 0.729))
    assert found.curve.want == pytest.approx((1, 0.8, 0.64, 0.512))


@pytest.mark.parametrize(("error", "is_seen"), [(5e-4, False), (2e-3, True)])
def test_a_rate_is_held_to_its_tolerance(error: float, is_seen: bool) -> None:
    path = (0.8 * (1 + error)) ** np.arange(20)

    found = on_the_parabola(rate, path, factor=0.8, because="1 - 2 lr")

    assert passes(found) != is_seen


def test_a_path_that_is_too_short_for_a_rate_says_so() -> None:
    found = on_the_parabola(rate, [1.0] * 10, factor=0.8, because="theory")

    assert found.message == "The path is too short to measure a rate."
    assert (found.got, found.want) == ("10 points", "more than 10")


@pytest.mark.parametrize("path", [np.zeros(20), [1.0] * 19 + [0.0], [1.0] * 20])
def test_a_path_that_stands_still_or_arrives_has_another_rate(path: Any) -> None:
    assert not passes(on_the_parabola(rate, path, factor=0.8, because="theory"))


def test_a_path_that_runs_away_says_how_far() -> None:
    found = diverges(GD, PARABOLA, beyond=5, because="lr > 1", x0=1, lr=1.5, steps=3)

    assert found == Finding(
        Outcome.PASSED,
        "It runs away: 8 times the first distance.",
        where=f"{CALL}1.5, steps=3",
        got="8 times the first distance",
        want="at least 5 times",
        tolerance="lr > 1",
        curve=Curve("distance from the minimum", (1, 2, 4, 8), (1, 2, 4, 8)),
    )


def test_a_path_that_stays_does_not_run_away() -> None:
    found = diverges(GD, PARABOLA, beyond=5, because="lr > 1", x0=1, lr=0.5, steps=3)

    assert found.outcome is Outcome.WRONG
    assert found.message == "The path does not run away, though it must."
    assert found.got == "0 times the first distance"


def test_a_path_that_ends_in_infinity_runs_away_and_is_drawn_up_to_there() -> None:
    found = on_the_parabola(
        diverges, [1.0, 1e100, np.inf, np.nan], beyond=10, because="theory"
    )

    assert found.message == "It runs away: inf times the first distance."
    assert found.curve is not None
    assert found.curve.got == (1.0, 1e100)


@pytest.mark.parametrize("path", [[np.nan] * 6, [1.0, np.nan, np.nan], [np.inf]])
def test_nan_without_growth_is_no_running_away(path: Any) -> None:
    assert not passes(on_the_parabola(diverges, path, beyond=10, because="theory"))


@pytest.mark.parametrize("path", [[0.0, 0.0], [0.0, 1.0]])
def test_a_path_that_begins_at_the_minimum_is_no_error_of_ours(path: Any) -> None:
    found = on_the_parabola(diverges, path, beyond=10, because="theory")

    assert isinstance(found, Finding)


def test_a_cycle_says_between_which_points() -> None:
    found = cycles(GD, PARABOLA, because="lr = 2/L", x0=1, lr=1, steps=3)

    assert found == Finding(
        Outcome.PASSED,
        "It jumps between 1 and -1.",
        where=f"{CALL}1, steps=3",
        tolerance="lr = 2/L; 1e-06 of a step",
        curve=Curve("first coordinate", (1, -1, 1, -1), (1, -1, 1, -1)),
    )


def test_a_path_that_shrinks_slowly_does_not_come_back() -> None:
    found = cycles(GD, PARABOLA, because="lr = 2/L", x0=1, lr=0.999, steps=9)

    assert found.outcome is Outcome.WRONG
    assert found.message == (
        "The path does not come back to where it was two updates before update 2."
    )
    assert (found.got, found.want) == ("0.996004", "1")


def test_a_path_that_leaves_its_cycle_late_is_named_there() -> None:
    found = on_the_parabola(cycles, [1, -1, 1, -1, 1.1], because="theory")

    assert found.message == (
        "The path does not come back to where it was two updates before update 4."
    )


@pytest.mark.parametrize("path", [[1.0], [1.0, -1.0], [1.0, 1.0, 1.0], [0.0] * 5])
def test_standing_still_is_no_cycle(path: Any) -> None:
    found = on_the_parabola(cycles, path, because="theory")

    assert found.message == "The path stands still or is too short to cycle."
    assert found.want == "two points in turn"


@given(
    eigenvalues=st.lists(st.floats(0.1, 50), min_size=1, max_size=3),
    share=st.floats(0.01, 0.99),
    angle=st.floats(0, 3),
    seed=st.integers(0, 2**32 - 1),
)
def test_gradient_descent_keeps_the_promise_of_the_descent_lemma(
    eigenvalues: list[float], share: float, angle: float, seed: int
) -> None:
    bowl = objectives.rotated_bowl(eigenvalues, angle)
    x0 = tuple(np.random.default_rng(seed).normal(size=len(eigenvalues)))

    found = descends(GD, bowl, lr=share * 2 / max(eigenvalues), x0=x0, steps=15)

    assert passes(found)


def test_a_descent_in_single_precision_keeps_it_too() -> None:
    def single(grad: Any, x0: Any, lr: float, steps: int) -> Any:
        x = np.float32(x0)
        path = [x]
        for _ in range(steps):
            x = np.float32(x - np.float32(lr) * np.float32(grad(x)))
            path.append(x)
        return path

    found = descends(student(single), PARABOLA, lr=0.1, x0=1.7, steps=20)

    assert passes(found)


def test_a_path_uphill_breaks_the_promise_at_its_first_update() -> None:
    def uphill(grad: Any, x0: Any, lr: float, steps: int) -> Any:  # noqa: ARG001
        return [x0 * (1 + 2 * lr) ** t for t in range(steps + 1)]

    found = descends(student(uphill), PARABOLA, lr=0.25, x0=1, steps=2)

    assert found == Finding(
        Outcome.WRONG,
        "An update gains less than the descent lemma promises.",
        where="uphill on f(x) = x² with x0=1, steps=2, lr=0.25, after update 1",
        got="f falls by -1.25",
        want="by at least 0.75 = lr (1 - lr L/2) |∇f|² with L = 2",
        tolerance="1e-09 of f, for rounding",
        credit=0.0,
        curve=Curve("value", (1.0, 2.25, 5.0625), (0.0, 0.0, 0.0)),
    )


def test_a_rate_that_is_smaller_than_it_should_be_gains_less() -> None:
    path = reference.gradient_descent(PARABOLA.gradient, 1.0, 0.099, 5)

    assert not passes(on_the_parabola(descends, path))


def test_a_path_of_one_point_makes_no_update() -> None:
    found = on_the_parabola(descends, [1.0])

    assert found.message == "The path makes no update."


@pytest.mark.parametrize("lr", [0.0, -0.1, 1.01])
def test_the_descent_lemma_promises_nothing_at_other_rates(lr: float) -> None:
    with pytest.raises(HarnessFault, match="lr <= 2/L"):
        descends(GD, PARABOLA, lr=lr, x0=1.0, steps=3)


def test_the_descent_lemma_promises_nothing_without_a_lipschitz_gradient() -> None:
    with pytest.raises(HarnessFault, match="Lipschitz gradient"):
        descends(GD, objectives.double_well(), lr=0.1, x0=1.0, steps=3)


def test_a_bowl_without_a_known_minimum_is_drawn_all_the_same() -> None:
    bowl = objectives.bowl((1.0, 2.0))
    unknown = Objective(
        name="bowl",
        formula=bowl.formula,
        derivatives=bowl.derivatives,
        start=bowl.start,
        lipschitz=2.0,
    )

    found = descends(GD, unknown, lr=0.5, x0=(1, 1), steps=2)

    assert passes(found)
    assert found.curve is not None
    assert found.curve.want == (0.0, 0.0, 0.0)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_path_far_out_where_all_values_overflow_does_not_descend() -> None:
    assert not passes(on_the_parabola(descends, [1e200] * 5))


@pytest.mark.parametrize(
    ("kind", "terms", "path"),
    [
        (converges, {"within": 1e-3, "because": "theory"}, [0.0] * 6),
        (rate, {"factor": 0.8, "because": "theory"}, 7 * 0.8 ** np.arange(20)),
        (diverges, {"beyond": 10, "because": "theory"}, [0.01, 1.0]),
        (cycles, {"because": "theory"}, [3.0, -3.0] * 3),
        (descends, {}, [0.0] * 6),
    ],
)
def test_a_path_that_begins_elsewhere_shows_nothing(
    kind: Kind, terms: dict[str, Any], path: Any
) -> None:
    assert not passes(on_the_parabola(kind, path, x0=1.0, **terms))
