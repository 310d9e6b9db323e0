"""A right answer fails as seldom as is stated, and wrong ones are found."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.checks import distribution, frequencies, mean
from grader.model import Finding, Outcome
from tests.checks.subjects import passes

SEEDS = 1500
P = 1e-2
MOST = 30
"""Of 1500 right answers as many fail with a chance of 1e-3 if each does with 1e-2."""


def uniform(x: float) -> float:
    return min(max(x, 0.0), 1.0)


def normal(x: float) -> float:
    return (1 + math.erf(x / math.sqrt(2))) / 2


def alarms(right: Callable[[Any], Finding]) -> int:
    """Return how many right answers fail."""
    rng = np.random.default_rng(0)
    return sum(not passes(right(rng)) for _ in range(SEEDS))


def test_the_right_distribution_fails_no_more_often_than_stated() -> None:
    failed = alarms(
        lambda rng: distribution(rng.uniform(size=30), uniform, what="U[0, 1]", p=P)
    )

    assert 1 <= failed <= MOST


def test_the_right_mean_fails_no_more_often_than_stated() -> None:
    failed = alarms(
        lambda rng: mean(
            rng.choice([-1.0, 1.0], size=30), expect=0, low=-1, high=1, what="x", p=P
        )
    )

    assert 1 <= failed <= MOST


def test_right_frequencies_fail_no_more_often_than_stated() -> None:
    failed = alarms(
        lambda rng: frequencies(
            rng.multinomial(200, [0.5, 0.3, 0.2]).tolist(),
            [0.5, 0.3, 0.2],
            what="the label",
            p=P,
        )
    )

    assert failed <= MOST


def test_the_right_distribution_passes_with_gap_and_tolerance() -> None:
    # √(ln 4 / 16), and half of the distance between two samples.
    samples = (np.arange(8) + 0.5) / 8

    found = distribution(samples, uniform, what="U[0, 1]", where="init(…)", p=0.5)

    assert found == Finding(
        Outcome.PASSED,
        "The numbers are distributed like U[0, 1].",
        where="init(…)",
        got="a gap of 0.0625 between the distributions of 8 numbers",
        want="U[0, 1]",
        tolerance="0.294353: a right answer fails once in 2",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda rng: rng.uniform(0, 0.8, size=2000),
        lambda rng: rng.uniform(-1, 1, size=2000),
        lambda rng: rng.normal(0.5, math.sqrt(1 / 12), size=2000),
        lambda _: np.full(2000, 0.5),
        lambda _: np.zeros((40, 50)),
        lambda rng: np.append(rng.uniform(size=1999), np.nan),
        lambda rng: np.append(rng.uniform(size=1999), np.inf),
        lambda _: [],
    ],
)
def test_another_distribution_is_found(wrong: Callable[[Any], Any]) -> None:
    samples = wrong(np.random.default_rng(1))

    found = distribution(samples, uniform, what="U[0, 1]")

    assert found.outcome is Outcome.WRONG
    assert found.message == "The numbers are not distributed like U[0, 1]."
    assert found.tolerance.endswith(": a right answer fails once in 1e+07")


def test_samples_of_any_shape_and_precision_are_samples() -> None:
    samples = np.random.default_rng(2).normal(size=(80, 70))

    for dressed in (samples, np.float32(samples), samples.tolist()):
        assert passes(distribution(dressed, normal, what="N(0, 1)"))


def test_a_mean_that_is_off_says_by_how_much_it_may_be() -> None:
    found = mean([1.0] * 50, expect=0.0, low=-1, high=1, what="gradients", where="sgd")

    assert found == Finding(
        Outcome.WRONG,
        "The mean of gradients is not as expected.",
        where="sgd",
        got="1, over 50 numbers in [-1, 1]",
        want="0",
        tolerance="0.82003: a right answer fails once in 1e+07",
        credit=0.0,
    )
    assert passes(mean([1.0, -1.0] * 25, expect=0, low=-1, high=1, what="gradients"))


@pytest.mark.parametrize("samples", [[1.01, -1.0], [0.0, np.nan], [np.inf]])
def test_numbers_that_cannot_be_are_no_samples(samples: list[float]) -> None:
    found = mean(samples, expect=0.0, low=-1, high=1, what="gradients")

    assert found.outcome is Outcome.WRONG
    assert found.got == "numbers outside of [-1, 1]"


def test_no_numbers_have_no_mean() -> None:
    found = mean([], expect=0.0, low=-1, high=1, what="gradients")

    assert found.outcome is Outcome.WRONG
    assert found.got == "nan, over 0 numbers in [-1, 1]"


def test_frequencies_name_the_outcome_that_is_farthest_off() -> None:
    found = frequencies([450, 300, 250], [0.5, 0.1, 0.4], what="labels", where="pick")

    assert found == Finding(
        Outcome.WRONG,
        "The frequencies of labels are not as expected.",
        where="pick",
        got="outcome 1 in 300 of 1000 draws",
        want="100 on average",
        tolerance="94.6305: a right answer fails once in 1e+07",
        credit=0.0,
    )
    assert passes(frequencies([500, 110, 390], [0.5, 0.1, 0.4], what="labels"))


def test_no_draws_have_no_frequencies() -> None:
    assert not passes(frequencies([0, 0], [0.5, 0.5], what="labels"))


@pytest.mark.parametrize("samples", ["abc", {"a": 1}, [[1.0], [2.0, 3.0]], object()])
def test_what_is_no_numbers_has_no_distribution(samples: Any) -> None:
    assert not passes(distribution(samples, uniform, what="U[0, 1]"))


@pytest.mark.parametrize("samples", ["abc", {"a": 1}, [[1.0], [2.0, 3.0]], object()])
def test_what_is_no_numbers_has_no_mean(samples: Any) -> None:
    assert not passes(mean(samples, expect=0.5, low=0, high=1, what="samples"))


@pytest.mark.parametrize("samples", [0.5, [0.5], np.full((2, 2), 0.5)])
def test_too_few_samples_to_tell_do_not_pass(samples: Any) -> None:
    assert not passes(distribution(samples, uniform, what="U[0, 1]"))
