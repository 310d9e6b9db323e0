"""Functions that mutate, remember, dice, raise or return something else."""

from typing import Any

import numpy as np
import pytest

from grader.gradients import Verdict, check_gradient

X = np.array([0.5, -1.25, 2.0])


def loss(x: Any) -> Any:
    return np.sum(x**3)


def gradient(x: Any) -> Any:
    return 3 * x**2


def test_a_loss_that_writes_to_its_argument_is_noted_and_still_judged() -> None:
    def mutating(x: Any) -> Any:
        x *= 2
        return np.sum(x**2)

    right = check_gradient(mutating, lambda x: 8 * x, X)
    wrong = check_gradient(mutating, lambda x: 2 * x, X)

    assert (right.verdict, wrong.verdict) == (Verdict.PASS, Verdict.FAIL)
    assert "The loss writes to its argument." in right.notes
    assert X.tolist() == [0.5, -1.25, 2.0]


def test_dropout_without_a_seed_is_nondeterministic() -> None:
    rng = np.random.default_rng(0)

    check = check_gradient(lambda x: loss(x * (rng.random(3) > 0.5)), gradient, X)

    assert check.verdict is Verdict.NONDETERMINISTIC


def test_dropout_with_a_hook_that_seeds_is_judged() -> None:
    state = {"rng": np.random.default_rng(0)}

    def reseed() -> None:
        state["rng"] = np.random.default_rng(0)

    def mask() -> Any:
        return state["rng"].uniform(0.5, 1.5, size=3)

    check = check_gradient(
        lambda x: loss(x * mask()),
        lambda x: 3 * x**2 * mask() ** 3,
        X,
        reseed=reseed,
    )

    assert check.verdict is Verdict.PASS


def test_a_gradient_that_differs_from_call_to_call_is_nondeterministic() -> None:
    rng = np.random.default_rng(0)

    check = check_gradient(loss, lambda x: 3 * x**2 + rng.random(), X)

    assert check.verdict is Verdict.NONDETERMINISTIC


def test_a_loss_that_remembers_its_first_result_fails_with_a_note() -> None:
    cache: list[Any] = []

    def stale(x: Any) -> Any:
        cache.append(loss(x))
        return cache[0]

    check = check_gradient(stale, gradient, X)

    assert check.verdict is Verdict.FAIL
    assert "The loss does not react to its parameters." in check.notes


def test_a_loss_that_drifts_is_caught_in_the_end() -> None:
    calls: list[int] = []

    def drifting(x: Any) -> Any:
        calls.append(1)
        return loss(x) + (len(calls) > 10) * 1e-3

    assert check_gradient(drifting, gradient, X).verdict is Verdict.NONDETERMINISTIC


def test_a_gradient_in_a_buffer_that_is_used_again_is_copied() -> None:
    buffer = np.empty(3)

    def reused(x: Any) -> Any:
        buffer[:] = gradient(x)
        return buffer

    def loss_too(x: Any) -> Any:
        buffer[:] = 0
        return loss(x)

    assert check_gradient(loss_too, reused, X).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("shape", "point", "message"),
    [
        ((3, 1), X, "numpy would stretch the two to (3, 3)"),
        ((1, 3), X, "return shape (3,)"),
        ((3,), X[:, None], "numpy would stretch the two to (3, 3)"),
        ((4,), X, "has shape (4,); the parameter has (3,)."),
    ],
)
def test_another_shape_is_explained_and_never_broadcast(
    shape: tuple[int, ...], point: Any, message: str
) -> None:
    check = check_gradient(loss, lambda _: np.resize(gradient(X), shape), point)

    assert check.verdict is Verdict.WRONG_SHAPE
    assert message in check.notes[0]


def test_missing_and_unexpected_blocks_are_listed() -> None:
    check = check_gradient(lambda p: loss(p["W"]), lambda p: {"w": p["W"]}, {"W": X})

    assert check.verdict is Verdict.WRONG_SHAPE
    assert "missing: 'W', not expected: 'w'" in check.notes[0]


def _raise(_: Any) -> Any:
    raise KeyError("W\x1b[2J")


@pytest.mark.parametrize(
    ("f", "g", "verdict"),
    [
        (_raise, gradient, Verdict.LOSS_RAISES),
        (loss, _raise, Verdict.GRADIENT_RAISES),
        (lambda _: np.nan, gradient, Verdict.LOSS_NOT_FINITE),
        (lambda x: x, gradient, Verdict.LOSS_NOT_A_NUMBER),
        (lambda _: None, gradient, Verdict.LOSS_NOT_A_NUMBER),
        (loss, lambda x: x * np.inf, Verdict.GRADIENT_NOT_FINITE),
        (loss, lambda _: None, Verdict.WRONG_SHAPE),
        (loss, lambda x: x + 1j, Verdict.WRONG_SHAPE),
    ],
)
def test_what_goes_wrong_at_the_point_has_its_own_verdict(
    f: Any, g: Any, verdict: Verdict
) -> None:
    check = check_gradient(f, g, X)

    assert check.verdict is verdict
    assert check.blocks == ()
    assert "\x1b" not in str(check)


def test_exceptions_that_are_not_theirs_pass_through() -> None:
    with pytest.raises(KeyError):
        check_gradient(_raise, gradient, X, propagate=(KeyError,))


def test_control_characters_in_names_do_not_reach_the_terminal() -> None:
    name = "W\x1b[31m\n\u202e"

    shown = str(check_gradient(lambda p: loss(p[name]), lambda p: p, {name: X}))

    assert "W\\x1b[31m\\n\\u202e" in shown
    assert all(c.isprintable() or c == "\n" for c in shown)


@pytest.mark.parametrize("point", [np.array([np.nan]), {}, np.array([]), ["a"], 1j])
def test_an_impossible_point_is_the_callers_fault(point: Any) -> None:
    with pytest.raises(ValueError, match="must"):
        check_gradient(loss, gradient, point)
