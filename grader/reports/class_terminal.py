"""The summary of a class for a terminal. Staff only: it shows hidden checks."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from grader.reports.class_statistics import TENTHS, Item
from grader.reports.class_summary import STATUSES, ClassSummary, Misconception
from grader.reports.console import page
from grader.reports.quoting import plain
from grader.scoring import points

_BAR = 36
_FEW = 20
"""Hand-ins below which a correlation is mostly chance: it is easily off by 0.2."""
_ITEMS, _MISTAKES, _STUCK, _PEOPLE = 10, 10, 10, 8
"""What is shown of a long list, unless all of it is asked for."""
_INDENT = (0, 0, 0, 2)


@dataclass(frozen=True, slots=True)
class ClassLook:
    """How much is shown."""

    verbose: bool = False
    """Whether lists are shown to their ends."""
    width: int | None = None
    """Characters in a line; the terminal's if not given."""
    color: bool = True


def show(summary: ClassSummary, file: TextIO, look: ClassLook | None = None) -> None:
    """Write the summary of a class in one assignment."""
    look = look or ClassLook()
    sheet = page(file, look.width, color=look.color)
    sheet.write(_Summary(summary, look.verbose, unicode=sheet.unicode).parts())


def show_next(book: str, file: TextIO) -> None:
    """Write where to look next."""
    path = plain(shlex.quote(book))
    rows = (
        (f"grader explain {path} STUDENT", "one hand-in in full"),
        (f"grader export {path} --csv FILE", "the points, for a spreadsheet"),
        (f"grader diff {path}", "whose points the last grading changed"),
    )
    width = max(len(command) for command, _ in rows)
    page(file).write((Text("Next", style="bold"),))
    # Whole, however long: they are copied.
    file.writelines(f"  {command:<{width}}  {what}\n" for command, what in rows)


@dataclass(frozen=True, slots=True)
class _Summary:
    """The parts of a summary, one after another."""

    summary: ClassSummary
    verbose: bool
    unicode: bool

    def parts(self) -> Iterator[RenderableType]:
        yield Rule(
            Text(plain(self.summary.assignment), style="bold"),
            characters="─" if self.unicode else "-",
            align="left",
        )
        yield self._counts()
        yield from self._totals()
        yield from self._exercises()
        yield from self._items()
        yield from self._misconceptions()
        yield from self._stuck()

    def _counts(self) -> Text:
        summary = self.summary
        parts = ", ".join(f"{summary.statuses[each]} {each}" for each in STATUSES)
        late = f"; {summary.late} late" if summary.late else ""
        return Text(f"{_counted(summary.students, 'student')}: {parts}{late}")

    def _totals(self) -> Iterator[RenderableType]:
        summary, totals = self.summary, self.summary.totals
        yield ""
        if totals is None:
            yield Text("No total is settled yet.", style="yellow")
            return
        possible = " or ".join(points(each) for each in summary.possible)
        yield _head("Totals", f"of {totals.count} graded or broken, out of {possible}")
        numbers = (
            ("mean", totals.mean),
            ("median", totals.median),
            ("quartiles", totals.lower_quartile, totals.upper_quartile),
            ("range", totals.lowest, totals.highest),
        )
        said = "   ".join(
            f"{name} {' to '.join(map(points, each))}" for name, *each in numbers
        )
        yield _indented(f"{said}   full marks {summary.full}")
        yield Padding(self._histogram(), _INDENT, expand=False)

    def _histogram(self) -> Table:
        shares = self.summary.shares
        rows = [
            (f"{100 // TENTHS * at} to {100 // TENTHS * (at + 1)} %", count)
            for at, count in enumerate(shares.tenths)
        ]
        if shares.beyond:
            rows.append(("above 100 %", shares.beyond))
        most = max(count for _, count in rows) or 1
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        for name, count in rows:
            # Rounded up: one student is to be seen beside a thousand.
            bar = ("█" if self.unicode else "#") * -(-count * _BAR // most)
            table.add_row(Text(name), Text(str(count)), Text(bar, style="cyan"))
        return table

    def _exercises(self) -> Iterator[RenderableType]:
        if not self.summary.exercises:
            return
        table = _table("exercise", "", ">points", ">students", ">mean", ">full marks")
        for each in self.summary.exercises:
            name = f"{plain(each.name)}{' (by hand)' if each.by_hand else ''}"
            table.add_row(
                Text(name),
                Text(plain(each.title)),
                Text(points(each.possible)),
                Text(str(each.count)),
                Text(_percent(each.share)),
                Text(str(each.full)),
            )
        yield ""
        yield _head("Exercises")
        yield Padding(table, _INDENT, expand=False)

    def _items(self) -> Iterator[RenderableType]:
        items = self.summary.items
        if not items:
            return
        suspicious = sum(each.is_suspicious for each in items)
        shown = items if self.verbose else items[: max(suspicious, _ITEMS)]
        yield ""
        yield _head("Checks", f"{suspicious} of {len(items)} suspicious, those first")
        table = _table(
            "", "check", ">hand-ins", ">earned", ">passed", ">discriminates", ">n"
        )
        for each in shown:
            table.add_row(*self._item(each))
        yield Padding(table, _INDENT, expand=False)
        yield from _left_out(len(items) - len(shown), "check")
        yield _indented(
            "earned: share of the points; discriminates: correlation with the rest of "
            "the hand-in, suspicious below 0.1. Suspicious, too: nobody passes.",
            style="dim",
        )
        if max(each.compared for each in items) < _FEW:
            yield _indented(
                f"With fewer than {_FEW} hand-ins, correlations are mostly chance.",
                style="yellow",
            )

    def _item(self, item: Item) -> Sequence[Text]:
        style = "yellow" if item.is_suspicious else ""
        hidden = " (hidden)" if item.is_hidden else ""
        found = item.discrimination
        # Rounded to two digits, what is below 0.1 could look as if it were not.
        said = "-" if found is None else f"{found:.3f}"
        cells = (
            "!" if item.is_suspicious else "",
            f"{plain(item.exercise)}.{plain(item.check)}{hidden}",
            str(item.count),
            _percent(item.difficulty),
            str(item.passed),
            said,
            str(item.compared),
        )
        return [Text(each, style=style) for each in cells]

    def _misconceptions(self) -> Iterator[RenderableType]:
        found = self.summary.misconceptions
        if not found:
            return
        yield ""
        yield _head("Misconceptions", f"{len(found)} seen, the most common first")
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        for each in found if self.verbose else found[:_MISTAKES]:
            name = f" ({plain(each.name)})" if each.name else ""
            said = Text(f"{plain(each.exercise)}: {plain(each.statement)}{name}")
            table.add_row(Text(str(len(each.who)), style="bold"), said)
            table.add_row("", Text(self._who(each), style="dim"))
        yield Padding(table, _INDENT, expand=False)
        if not self.verbose:
            yield from _left_out(len(found) - _MISTAKES, "mistake")

    def _who(self, mistake: Misconception) -> str:
        shown = mistake.who if self.verbose else mistake.who[:_PEOPLE]
        names = ", ".join(map(plain, shown))
        more = len(mistake.who) - len(shown)
        return f"{names} and {more} more" if more else names

    def _stuck(self) -> Iterator[RenderableType]:
        stuck = self.summary.stuck
        if not stuck:
            return
        yield ""
        yield _head("Could not run", _counted(len(stuck), "student"))
        table = Table.grid(padding=(0, 2))
        table.add_column(max_width=24, overflow="fold")
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for each in stuck if self.verbose else stuck[:_STUCK]:
            style = "magenta" if each.status == "failed" else ""
            table.add_row(
                Text(plain(each.who)),
                Text(each.status, style=style),
                Text(plain(each.reason)),
            )
        yield Padding(table, _INDENT, expand=False)
        if not self.verbose:
            yield from _left_out(len(stuck) - _STUCK, "student")


def _table(*columns: str) -> Table:
    """Return an empty table; names that begin with > are of columns of numbers."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for name in columns:
        if name.startswith(">"):
            table.add_column(Text(name[1:]), justify="right", no_wrap=True)
        else:
            table.add_column(Text(name), overflow="fold")
    return table


def _head(name: str, more: str = "") -> Text:
    head = Text(name, style="bold")
    return head.append(f"  {more}", style="not bold dim") if more else head


def _indented(text: str, style: str = "") -> Padding:
    return Padding(Text(text, style=style), _INDENT, expand=False)


def _left_out(count: int, noun: str) -> Iterator[Padding]:
    if count > 0:
        yield _indented(
            f"{_counted(count, f'more {noun}')} with --verbose.", style="dim"
        )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _percent(share: float | None) -> str:
    """Return a share as a percentage, rounded down: only all is 100 %."""
    return "-" if share is None else f"{int(share * 100 + 1e-9)} %"
