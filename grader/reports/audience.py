"""Who reads a report: a student sees of a hidden check only that it failed, and how."""

from dataclasses import replace
from enum import StrEnum, unique

from grader.model import CheckResult, Finding, Outcome, Report


@unique
class Audience(StrEnum):
    """Who reads a report."""

    STUDENT = "student"
    STAFF = "staff"


_KINDS = {
    Outcome.PASSED: "It passed.",
    Outcome.WRONG: "An answer is wrong.",
    Outcome.COULD_NOT_RUN: "Your code could not run to the end.",
    Outcome.UNGRADED: "The grader failed in this check.",
}


def for_audience(report: Report, audience: Audience) -> Report:
    """Return a report with only what this audience may see."""
    if audience is Audience.STAFF:
        return report
    exercises = tuple(
        replace(each, checks=tuple(_shown(check) for check in each.checks))
        for each in report.exercises
    )
    return replace(report, exercises=exercises)


def _shown(check: CheckResult) -> CheckResult:
    """Return a check as a student may see it."""
    public = replace(check, problem="")
    if not check.is_hidden:
        return public
    worst = min(check.findings, key=lambda each: each.credit, default=None)
    findings: tuple[Finding, ...] = ()
    if worst:
        findings = (Finding(worst.outcome, _KINDS[check.outcome], credit=check.credit),)
    return replace(public, findings=findings, output="")
