"""Points from results: no check is run again when only points change."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from grader.model import CheckResult, ExerciseResult, Finding, Outcome, Report

_ROUNDING = 1e-9
"""What sums of thirds may be off by."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned out of points that can be had."""

    earned: float
    possible: float
    """Without extra credit."""
    lost: float = 0.0
    """Points that were not earned, extra credit aside: what comes on top of the total
    does not hide that something was wrong."""
    is_provisional: bool = False
    """Whether a check is ungraded, so that the total may still change."""
    extra: float = 0.0
    """Points that can be had on top, as extra credit."""
    extra_earned: float = 0.0
    """How many of the points earned are extra credit."""

    @property
    def is_full(self) -> bool:
        """Return whether nothing is missing."""
        return not self.is_provisional and self.lost <= 0

    def __str__(self) -> str:
        """Return the score as it is printed; what is nearly all is not all."""
        mark = " (provisional)" if self.is_provisional else ""
        if self.extra and not self.possible:
            return f"{points(self.earned)} of {points(self.extra)} extra{mark}"
        return f"{points(self.earned)}/{points(self.possible)}{mark}"


def points(number: float) -> str:
    """Return points as text: at most two decimals, rounded down."""
    hundredths = math.floor(number * 100 + _ROUNDING)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def score(checks: Iterable[CheckResult]) -> Score:
    """Return the score of some checks; those left ungraded count for nobody."""
    checks = tuple(checks)
    graded = [each for each in checks if each.outcome is not Outcome.UNGRADED]
    counted = [each for each in graded if not each.is_extra]
    extra = [each for each in graded if each.is_extra]
    return Score(
        earned=sum(each.earned for each in graded),
        possible=sum(each.points for each in counted),
        lost=sum(each.points for each in counted if each.credit < 1)
        - sum(each.earned for each in counted if each.credit < 1),
        is_provisional=len(graded) < len(checks),
        extra=sum(each.points for each in extra),
        extra_earned=sum(each.earned for each in extra),
    )


def exercise_score(result: ExerciseResult) -> Score:
    """Return the score of an exercise."""
    return score(result.checks)


def total(report: Report) -> Score:
    """Return the score of a submission."""
    return score(each for exercise in report.exercises for each in exercise.checks)


def settle(findings: Iterable[Finding], *, partial: bool) -> tuple[Outcome, float]:
    """Return outcome and credit of a check from what it found.

    Args:
        findings: at least one.
        partial: whether each finding earns its own share; else the worst one decides.
    """
    findings = tuple(findings)
    shares = [each.credit for each in findings]
    credit = sum(shares) / len(shares) if partial else min(shares)
    outcomes = {each.outcome for each in findings}
    if outcomes == {Outcome.PASSED}:
        return Outcome.PASSED, credit
    if Outcome.COULD_NOT_RUN in outcomes and (not partial or credit == 0):
        return Outcome.COULD_NOT_RUN, credit
    return Outcome.WRONG, credit
