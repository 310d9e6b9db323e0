from typing import Any

import numpy as np
import pytest

from grader.gradients import Pattern, diagnose

RNG = np.random.default_rng(0)
W, V, B = RNG.normal(size=(4, 4)), RNG.normal(size=(4, 3)), RNG.normal(size=5)
THETA = RNG.normal(size=(4, 4))
KNOWN = {"N": 7.0, "C": 3.0, "lambda": 0.013}


def of_w(got: Any, want: Any = W, theta: Any = THETA) -> Any:
    return diagnose({"W": got}, {"W": want}, theta={"W": theta}, quantities=KNOWN)


def test_a_right_gradient_has_no_findings() -> None:
    assert of_w(W * (1 + 1e-9)) == ()


@pytest.mark.parametrize(
    ("factor", "name"),
    [
        (-1, "-1"), (2, "2"), (0.5, "1/2"), (7, "N"), (1 / 7, "1/N"), (3, "C"),
        (1 / 3, "1/C"), (1 / 49, "1/N²"), (14, "2N"),
    ],
)  # fmt: skip
def test_a_constant_ratio_is_named(factor: float, name: str) -> None:
    (found,) = of_w(factor * W)

    assert found.pattern is Pattern.RATIO
    assert f"(= {name})" in found.sentence
    assert found.residual < 1e-12


@pytest.mark.parametrize(
    ("data", "shift", "words"),
    [
        (1, -0.013, "is missing"),
        (1, 0.013, "is doubled"),
        (1, -0.0065, "is halved"),
        (1, 0.013 / 7 - 0.013, "divided by N"),
        (2, -0.013, "the data term is off by 2, the regulariser is right"),
    ],
)
def test_a_wrong_regulariser_is_named(data: float, shift: float, words: str) -> None:
    (found,) = of_w(data * W + shift * THETA)

    assert found.pattern is Pattern.SHIFT
    assert words in found.sentence


def test_regularised_biases_are_named() -> None:
    theta = np.arange(1.0, 6)

    (found,) = of_w(B + 0.013 * theta, B, theta)

    assert "the biases are regularised" in found.sentence


def _one_off(a: Any) -> Any:
    changed = a.copy()
    changed[2, 3] += 1
    return changed


@pytest.mark.parametrize(
    ("got", "pattern"),
    [
        (W * np.nan, Pattern.NOT_FINITE),
        (0 * W, Pattern.ZERO),
        (W.T, Pattern.TRANSPOSED),
        (_one_off(W), Pattern.FEW),
        (W + 0.1 * np.sign(THETA), Pattern.SIGN),
        (np.roll(W, 1), Pattern.PERMUTED),
        (W * np.array([1, 1, 1.5, 1]), Pattern.SLICES),
        (W * np.array([[1], [1], [1.5], [1]]), Pattern.SLICES),
        (W**3, Pattern.UNKNOWN),
    ],
)
def test_each_pattern_is_found(got: Any, pattern: Pattern) -> None:
    (found,) = of_w(got)

    assert found.pattern is pattern


def test_the_few_wrong_entries_are_listed_with_both_values() -> None:
    (found,) = of_w(_one_off(np.ones((4, 4))), np.ones((4, 4)))

    assert "only 1 of 16 entry is wrong: W[2,3] is 2, not 1" in found.sentence


def test_entries_that_were_not_measured_are_left_out() -> None:
    want = W.copy()
    want[0] = np.nan

    (found,) = of_w(2 * W, want)

    assert "(= 2)" in found.sentence


@pytest.mark.parametrize(
    ("wrong", "pattern"),
    [
        ({"W1", "b1", "W2", "b2"}, Pattern.SAME_RATIO),
        ({"b1", "b2"}, Pattern.BIASES),
        ({"W1", "b1"}, Pattern.EARLIER_LAYERS),
        ({"W2"}, Pattern.ONE_BLOCK),
    ],
)
def test_what_the_blocks_have_in_common_is_said(
    wrong: set[str], pattern: Pattern
) -> None:
    want = {"W1": W, "b1": B, "W2": V, "b2": B + 1}

    findings = diagnose(
        {k: v * (2 if k in wrong else 1) for k, v in want.items()}, want
    )

    assert findings[-1].pattern is pattern
    assert findings[-1].block == ""
