"""Find assignments: all of them, one by name, or the one a submission answers."""

import difflib
from pathlib import Path

from grader.assignment.manifest import FILE, Outline, outline
from grader.errors import AssignmentFault
from grader.sandbox.reading import MARKER, Reading


def folders(place: Path) -> tuple[Path, ...]:
    """Return the folders of all assignments in a place."""
    if not place.is_dir():
        raise AssignmentFault(f"There is no folder of assignments at {place}.")
    found = sorted(each.parent for each in place.absolute().glob(f"*/{FILE}"))
    if not found:
        raise AssignmentFault(f"{place} holds no assignment (<name>/{FILE}).")
    return tuple(found)


def named(place: Path, name: str) -> Outline:
    """Return the assignment of a name, or of its number alone; others may be broken."""
    found = folders(place)
    for each in found:
        number = each.name.partition("-")[0]
        if name in (each.name, number, number.lstrip("0")):
            return outline(each)
    known = [each.name for each in found]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise AssignmentFault(
        f"There is no assignment {name!r}; there are {', '.join(known)}.{guess}"
    )


def find(place: Path, reading: Reading) -> tuple[Outline, str]:
    """Return the assignment that a submission answers, and how that was found out."""
    if reading.marker:
        return named(place, reading.marker), f"the line {MARKER!r} in the file"
    outlines, faults = _readable(place)
    defined = {each.name for each in reading.definitions}
    counts = [len(defined & each.parameters.keys()) for each in outlines]
    best = max(counts, default=0)
    if best == 0 and faults:
        raise AssignmentFault("\n".join(faults))
    if best == 0:
        where = reading.problems[:1]
        why = "".join(f" ({place}, line {line}: {text})" for place, line, text in where)
        raise AssignmentFault(
            f"The submission defines no function of any assignment{why}; name "
            "the assignment with -a NAME."
        )
    fitting = [each for each, n in zip(outlines, counts, strict=True) if n == best]
    if len(fitting) > 1:
        names = ", ".join(each.name for each in fitting)
        raise AssignmentFault(
            f"The submission fits several assignments ({names}); name one with -a NAME."
        )
    return fitting[0], f"{best} function{'s' * (best > 1)} that it defines"


def _readable(place: Path) -> tuple[list[Outline], list[str]]:
    """Return the assignments that can be read, and what is wrong with the others."""
    outlines, faults = [], []
    for folder in folders(place):
        try:
            outlines.append(outline(folder))
        except AssignmentFault as fault:
            faults.append(str(fault))
    return outlines, faults
