"""What changed between two gradings, for a terminal. Staff only."""

from collections.abc import Iterator
from typing import TextIO

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from grader.reports.changes import Change, Changes, ExerciseChange, Standpoint
from grader.reports.console import page
from grader.reports.quoting import plain
from grader.scoring import points

_ROUNDING = 1e-9
_STUDENTS = 25
"""How many are shown, unless all are asked for."""
_VALUELESS = {"excused", "missing", "failed"}
"""Where the points of a total would say less than the word."""


def show(
    changes: Changes,
    file: TextIO,
    *,
    verbose: bool = False,
    width: int | None = None,
    color: bool = True,
) -> None:
    """Write what changed in one assignment."""
    sheet = page(file, width, color=color)
    sheet.write(_parts(changes, verbose=verbose, unicode=sheet.unicode))


def _parts(
    changes: Changes, *, verbose: bool, unicode: bool
) -> Iterator[RenderableType]:
    yield Rule(
        Text(plain(changes.assignment), style="bold"),
        characters="─" if unicode else "-",
        align="left",
    )
    yield _overview(changes)
    if not changes.changes:
        return
    yield ""
    yield _by_exercise(changes)
    shown = changes.changes if verbose else changes.changes[:_STUDENTS]
    for change in shown:
        yield ""
        yield from _student(change, unicode=unicode)
    left_out = len(changes.changes) - len(shown)
    if left_out:
        yield ""
        yield Text(f"{left_out} more with --verbose.", style="dim")


def _overview(changes: Changes) -> Text:
    differences = [each.difference for each in changes.changes]
    up = [each for each in differences if each > _ROUNDING]
    down = [each for each in differences if each < -_ROUNDING]
    text = f"{len(differences)} of {changes.compared} changed"
    if differences:
        same = len(differences) - len(up) - len(down)
        text += (
            f": {len(up)} up (+{points(sum(up))}), "
            f"{len(down)} down (-{points(-sum(down))})"
        )
        text += f", {same} with the same total" if same else ""
    if changes.new:
        text += f"; {len(changes.new)} new"
    return Text(f"{text}.")


def _by_exercise(changes: Changes) -> Padding:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column(Text("exercise"), overflow="fold")
    for name in ("up", "down", "points"):
        table.add_column(Text(name), justify="right", no_wrap=True)
    found: dict[tuple[str, bool], list[float]] = {}
    for change in changes.changes:
        for each in change.exercises:
            found.setdefault((each.name, each.by_hand), []).append(_difference(each))
    for (name, by_hand), all_of in sorted(found.items()):
        hand = " (by hand)" if by_hand else ""
        table.add_row(
            Text(f"{plain(name)}{hand}"),
            Text(str(sum(each > _ROUNDING for each in all_of))),
            Text(str(sum(each < -_ROUNDING for each in all_of))),
            Text(_signed(sum(all_of))),
        )
    return Padding(table, (0, 0, 0, 2), expand=False)


def _student(change: Change, *, unicode: bool) -> Iterator[RenderableType]:
    arrow = "→" if unicode else "->"
    head = Text(plain(change.identity), style="bold")
    if change.name:
        head.append(f"  {plain(change.name)}", style="not bold")
    style = "green" if change.difference > 0 else "red"
    head.append(
        f"  {_standpoint(change.before)} {arrow} {_standpoint(change.after)}",
        style=f"not bold {style if abs(change.difference) > _ROUNDING else 'default'}",
    )
    yield head
    for why in change.why:
        yield _line(_said(why, arrow))
    for each in change.exercises:
        before, after = (
            "-" if value is None else points(value)
            for value in (each.before, each.after)
        )
        moved = f"{before} {arrow} {after}" if before != after else after
        hand = " (by hand)" if each.by_hand else ""
        why = "; ".join(_said(reason, arrow) for reason in each.why)
        yield _line(f"{plain(each.name)}{hand}  {moved}{f'  {why}' if why else ''}")


def _said(why: str, arrow: str) -> str:
    return plain(why.replace("→", arrow))


def _line(text: str) -> Padding:
    return Padding(Text(text, overflow="fold"), (0, 0, 0, 2), expand=False)


def _standpoint(each: Standpoint) -> str:
    if each.status in _VALUELESS:
        return each.status
    mark = " (provisional)" if each.status == "provisional" else ""
    return f"{points(each.total)}/{points(each.possible)}{mark}"


def _difference(each: ExerciseChange) -> float:
    return (each.after or 0.0) - (each.before or 0.0)


def _signed(number: float) -> str:
    if abs(number) <= _ROUNDING:
        return "0"
    return f"{'+' if number > 0 else '-'}{points(abs(number))}"
