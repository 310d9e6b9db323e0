"""A report with other points: what the checks found stays as it is."""

from collections.abc import Mapping
from dataclasses import replace

from grader.model import Report


def with_points(report: Report, points: Mapping[tuple[str, bool], float]) -> Report:
    """Return a report with other points.

    Args:
        report: the old one.
        points: of checks, by name and whether they are hidden; the others keep theirs.
    """
    return replace(
        report,
        exercises=tuple(
            replace(
                exercise,
                checks=tuple(
                    replace(
                        each,
                        points=points.get((each.name, each.is_hidden), each.points),
                    )
                    for each in exercise.checks
                ),
            )
            for exercise in report.exercises
        ),
    )
