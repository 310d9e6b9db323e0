"""Sentences on the terminal, whatever names stand in them."""

from collections.abc import Sequence

from grader.reports.quoting import plain

_SHOWN = 10
"""Sentences of a kind that are printed."""


def say(text: str) -> None:
    """Print text in which names may be anybody's."""
    for line in text.splitlines():
        print(plain(line))


def say_list(title: str, rows: Sequence[str]) -> None:
    """Print the first of some sentences, and how many there are."""
    if not rows:
        return
    say(f"{title} ({len(rows)}):")
    for row in rows[:_SHOWN]:
        say(f"  {last_line(row)}")
    if len(rows) > _SHOWN:
        say(f"  … and {len(rows) - _SHOWN} more")


def last_line(text: str) -> str:
    """Return the last line of a text: of a traceback what went wrong."""
    lines = text.strip().splitlines()
    return lines[-1] if lines else text


def count(number: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"
