"""A report for a terminal, or for a file that is read like one.

Student text is only ever put into rich's Text objects, which know no markup, and is
made visible first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from grader.model import CheckResult, ExerciseResult, Finding, Outcome, Report
from grader.reports.audience import Audience, for_audience
from grader.reports.console import page
from grader.reports.quoting import plain, plain_lines
from grader.reports.sketch import sketch
from grader.scoring import Score, exercise_score, points, total

_BAR = 20
_INDENT = 4

_STYLES = {
    Outcome.PASSED: "green",
    Outcome.WRONG: "red",
    Outcome.COULD_NOT_RUN: "red",
    Outcome.SKIPPED: "yellow",
    Outcome.UNGRADED: "magenta",
}
_MARKS = {
    Outcome.PASSED: ("✓", "ok"),
    Outcome.WRONG: ("✗", "no"),
    Outcome.COULD_NOT_RUN: ("✗", "no"),
    Outcome.SKIPPED: ("→", "->"),
    Outcome.UNGRADED: ("?", "??"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How much is shown, and to whom."""

    audience: Audience = Audience.STUDENT
    verbose: bool = False
    """Whether what passed is shown, too."""
    width: int | None = None
    """Characters in a line; the terminal's if not given."""
    color: bool = True


def show(report: Report, file: TextIO, look: Look | None = None) -> None:
    """Write a report."""
    look = look or Look()
    sheet = page(file, look.width, color=look.color)
    pages = _Pages(
        for_audience(report, look.audience), look, sheet.width, unicode=sheet.unicode
    )
    sheet.write(pages.parts())


@dataclass(frozen=True, slots=True)
class _Pages:
    """The parts of a report, one after another."""

    report: Report
    look: Look
    width: int
    unicode: bool

    def parts(self) -> Iterator[Text | Table | Rule | Padding | str]:
        report = self.report
        yield Rule(
            Text(f"{plain(report.title)}: {plain(report.submission)}", style="bold"),
            characters="─" if self.unicode else "-",
            align="left",
        )
        yield self._overview()
        for note in report.notes:
            for line in plain_lines(note, most=6):
                yield Padding(Text(line, style="yellow"), (0, 0, 0, 2), expand=False)
        for exercise in report.exercises:
            failed = any(e.outcome is not Outcome.PASSED for e in exercise.checks)
            if self.look.verbose or failed:
                yield ""
                yield from self._exercise(exercise)
        yield ""
        yield self._total()

    def _overview(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=self.width // 2)
        table.add_column(no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        for exercise in self.report.exercises:
            score = exercise_score(exercise)
            style = _style(score)
            table.add_row(
                Text(plain(exercise.name)),
                Text(self._bar(score), style=style),
                Text(str(score)),
            )
        return table

    def _bar(self, score: Score) -> str:
        most = score.possible or score.extra
        share = score.earned / most if most else 0.0
        # Not rounded up: a full bar means full marks.
        filled = min(int(share * _BAR), _BAR)
        full, empty = "█░" if self.unicode else "#."
        return full * filled + empty * (_BAR - filled)

    def _total(self) -> Text:
        score = total(self.report)
        style = "bold green" if score.is_full else "bold"
        text = Text(f"Total {score}", style=style)
        if score.is_provisional:
            text.append(" a check of the grader failed; it costs nobody a point")
        elif score.extra_earned:
            text.append(f", {points(score.extra_earned)} of them extra credit")
        if self.report.isolation:
            text.append(f"   (isolation: {self.report.isolation})", style="dim")
        return text

    def _exercise(self, exercise: ExerciseResult) -> Iterator[Text | Padding]:
        head = Text(plain(exercise.name), style="bold")
        head.append(f"  {plain(exercise.title)}", style="not bold")
        if all(each.is_extra for each in exercise.checks):
            head.append("  extra credit", style="not bold")
        if exercise.place:
            head.append(f"  ({plain(exercise.place)})", style="dim not bold")
        yield head
        reason = _only_reason(exercise)
        if reason:
            yield from self._finding(reason)
            return
        yield from self._explanation(exercise)
        in_full = True
        for check in exercise.checks:
            if self.look.verbose:
                yield from self._check(check, in_full=True)
            elif check.outcome is not Outcome.PASSED and not self._folds(check):
                # The first failure in full: most often it explains the others.
                yield from self._check(check, in_full=in_full)
                in_full = False
        yield from self._folded(exercise)

    def _explanation(self, exercise: ExerciseResult) -> Iterator[Padding]:
        """Return the known mistake, the hint, and the simplest counterexample."""
        found, example = exercise.diagnosis, exercise.counterexample
        if found:
            seems = "In another course this is right" if found.is_convention else "Seen"
            yield self._indented(f"{seems}: {plain(found.statement)}", style="bold")
            yield self._indented(f"Hint: {plain(found.hint)}", style="cyan")
            if self.look.verbose:
                yield self._indented(f"Because {plain(found.evidence)}.", style="dim")
        if example:
            yield self._indented("By hand:")
            yield self._rows(
                {
                    "take": example.call,
                    "got": example.got,
                    "expected": example.want,
                }
            )

    def _folds(self, check: CheckResult) -> bool:
        """Tell whether there is nothing to say of a check but that it failed."""
        is_secret = self.look.audience is Audience.STUDENT and not self.look.verbose
        return check.is_hidden and is_secret and check.outcome is not Outcome.UNGRADED

    def _folded(self, exercise: ExerciseResult) -> Iterator[Text]:
        """Return one line for all hidden checks that failed."""
        hidden = [each for each in exercise.checks if self._folds(each)]
        failed = [each for each in hidden if each.outcome is not Outcome.PASSED]
        if failed:
            mark = _MARKS[Outcome.WRONG][0 if self.unicode else 1]
            line = Text(f"  {mark} ", style=_STYLES[Outcome.WRONG])
            lost = sum(each.points - each.earned for each in failed)
            line.append(
                f"Hidden checks: {len(failed)} of {len(hidden)} did not pass "
                f"(-{points(lost)})",
                style="default",
            )
            yield line

    def _check(self, check: CheckResult, *, in_full: bool) -> Iterator[Text | Padding]:
        mark = _MARKS[check.outcome][0 if self.unicode else 1]
        line = Text(f"  {mark} ", style=_STYLES[check.outcome])
        hidden = "hidden check: " if check.is_hidden else ""
        line.append(f"{hidden}{plain(check.title)}", style="default")
        of = "/" if not check.is_extra else " of "
        extra = " extra" if check.is_extra else ""
        worth = f"{points(check.earned)}{of}{points(check.points)}{extra}"
        line.append(f"  {worth}", style="default")
        yield line
        if check.blocked_by:
            yield self._indented(
                f"Skipped, because this did not pass: {plain(check.blocked_by)}"
            )
        if check.outcome is Outcome.UNGRADED:
            yield self._indented(
                "The grader failed in this check. It costs no points; please tell "
                "your teacher."
            )
            for line_ in plain_lines(check.problem):
                yield self._indented(line_, style="dim")
        findings = [
            each
            for each in check.findings
            if self.look.verbose or each.outcome is not Outcome.PASSED
        ]
        for finding in findings if self.look.verbose else findings[:1]:
            if in_full:
                yield from self._finding(finding)
            else:
                yield self._indented(plain(finding.message))
        if len(findings) > 1 and not self.look.verbose:
            yield self._indented(
                f"{len(findings) - 1} more, shown with --verbose.", style="dim"
            )
        if in_full and check.output and check.outcome is not Outcome.PASSED:
            yield self._indented("Your code printed:")
            yield from self._quoted(check.output)

    def _finding(self, finding: Finding) -> Iterator[Padding]:
        yield self._indented(plain(finding.message))
        rows = {
            "where": finding.where,
            "got": finding.got,
            "expected": finding.want,
            "tolerance": finding.tolerance,
        }
        if any(rows.values()):
            yield self._rows(rows)
        if finding.curve and finding.outcome is not Outcome.PASSED:
            space = self.width - 2 * _INDENT
            for line in sketch(finding.curve, space, unicode=self.unicode):
                yield Padding(Text(line), (0, 0, 0, 2 * _INDENT), expand=False)
        yield from self._quoted(finding.traceback)

    def _rows(self, rows: Mapping[str, str]) -> Padding:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in rows.items():
            if value:
                table.add_row(name, Text(plain(value)))
        return Padding(table, (0, 0, 0, 2 * _INDENT), expand=False)

    def _quoted(self, text: str) -> Iterator[Padding]:
        bar = "│ " if self.unicode else "| "
        for line in plain_lines(text):
            yield Padding(
                Text(f"{bar}{line}", style="dim"), (0, 0, 0, 2 * _INDENT), expand=False
            )

    def _indented(self, text: str, style: str = "") -> Padding:
        return Padding(Text(text, style=style), (0, 0, 0, _INDENT + 2), expand=False)


def _style(score: Score) -> str:
    """Return the colour of an exercise; extra credit left alone is nothing wrong."""
    if score.extra and not score.possible:
        return "green" if score.earned >= score.extra else "yellow"
    return "green" if score.is_full else "yellow" if score.earned else "red"


def _only_reason(exercise: ExerciseResult) -> Finding | None:
    """Return why no check could run, where it is the same for all of them."""
    checks = exercise.checks
    if any(each.outcome is not Outcome.COULD_NOT_RUN for each in checks):
        return None
    reasons = {each.findings[0] for each in checks if not each.is_hidden}
    if len(reasons) != 1 or any(len(each.findings) != 1 for each in checks):
        return None
    (reason,) = reasons
    return None if reason.traceback or reason.where else reason
