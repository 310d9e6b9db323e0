"""Find assignments: all of them, one by name, or the one a submission answers."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from grader.assignment.manifest import FILE, Outline, outline
from grader.errors import AssignmentFault
from grader.sandbox.reading import MARKER, Reading


def all_outlines(folder: Path) -> tuple[Outline, ...]:
    """Return what stands in every assignment.toml below a folder."""
    if not folder.is_dir():
        raise AssignmentFault(f"There is no folder of assignments at {folder}.")
    found = sorted(each.parent for each in folder.glob(f"*/{FILE}"))
    if not found:
        raise AssignmentFault(f"{folder} holds no assignment (<name>/{FILE}).")
    return tuple(outline(each) for each in found)


def named(outlines: Iterable[Outline], name: str) -> Outline:
    """Return the assignment of a name, or of its number alone."""
    outlines = tuple(outlines)
    for each in outlines:
        number = each.name.partition("-")[0]
        if name in (each.name, number, number.lstrip("0")):
            return each
    known = [each.name for each in outlines]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise AssignmentFault(
        f"There is no assignment {name!r}; there are {', '.join(known)}.{guess}"
    )


def find(outlines: Iterable[Outline], reading: Reading) -> tuple[Outline, str]:
    """Return the assignment that a submission answers, and how that was found out."""
    outlines = tuple(outlines)
    if reading.marker:
        return named(outlines, reading.marker), f"its line '{MARKER}'"
    defined = {each.name for each in reading.definitions}
    counts = [len(defined & each.parameters.keys()) for each in outlines]
    best = max(counts, default=0)
    if best == 0:
        raise AssignmentFault(
            "The submission defines no function of any assignment; name the "
            "assignment with -a NAME."
        )
    fitting = [each for each, n in zip(outlines, counts, strict=True) if n == best]
    if len(fitting) > 1:
        names = ", ".join(each.name for each in fitting)
        raise AssignmentFault(
            f"The submission fits several assignments ({names}); name one with -a NAME."
        )
    return fitting[0], f"{best} function{'s' * (best > 1)} that it defines"
