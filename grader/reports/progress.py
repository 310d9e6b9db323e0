"""A bar on the terminal: how far a batch is, how fast, and how long it will take."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Shown(Protocol):
    """A bar that moves on."""

    def advance(self) -> None:
        """One more is done."""
        ...


class _Nothing:
    """No bar: nobody watches."""

    def advance(self) -> None:
        """Do nothing."""


@contextmanager
def progress(what: str, total: int) -> Iterator[Shown]:
    """Show how far a batch is, with rate and remaining time, where somebody watches."""
    if not sys.stderr.isatty():
        yield _Nothing()
        return
    # Imported here: it takes as long as grading a submission.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(what, total=total, rate="")

    class _Bar:
        def advance(self) -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

    with bar:
        yield _Bar()
