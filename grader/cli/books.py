"""Gradebooks on the command line."""

import difflib

from grader.errors import AssignmentFault
from grader.gradebook import Gradebook


def chosen(book: Gradebook, name: str | None) -> tuple[str, ...]:
    """Return the assignment of a name or of its number alone; all if none is named."""
    known = book.assignments()
    if name is None:
        return known
    for each in known:
        number = each.partition("-")[0]
        if name in {each, number, number.lstrip("0")}:
            return (each,)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    has = f"it has {', '.join(known)}" if known else "it has none"
    raise AssignmentFault(f"This gradebook has no assignment {name!r}; {has}.{guess}")
