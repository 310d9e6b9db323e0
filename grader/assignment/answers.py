"""Which of a submission's files answers which exercise: found, not asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from grader.errors import NotLoaded
from grader.sandbox.reading import Definition
from grader.sandbox.submission import Submission

CODE = (".py", ".ipynb")
_USUAL = ("solution", "submission", "homework", "main")
"""What a file that answers is often called, when nothing else decides."""


def code_files(files: Iterable[tuple[str, bytes]]) -> tuple[str, ...]:
    """Return the names of Python files and notebooks, likely ones first."""
    names = [name for name, _ in files if name.lower().endswith(CODE)]
    return tuple(sorted(names, key=_likelihood))


def first_guess(files: tuple[tuple[str, bytes], ...]) -> Submission:
    """Return a submission with its likeliest main file, from the names alone."""
    names = code_files(files)
    if not names:
        held = ", ".join(name for name, _ in files[:5])
        what = f"the files are {held}" if held else "there is no file"
        raise NotLoaded(f"Nothing here is a .py or .ipynb file: {what}.")
    return Submission(main=names[0], files=files)


def arranged(
    submission: Submission,
    definitions: Iterable[Definition],
    exercises: Collection[str],
) -> tuple[Submission, tuple[str, ...]]:
    """Return a submission that executes what answers, and what should be known.

    Args:
        submission: as it was read; its main file may be a guess.
        definitions: what stands where in it.
        exercises: the names that are looked for.
    """
    defined: dict[str, set[str]] = defaultdict(set)
    for each in definitions:
        if each.name in exercises:
            defined[file_of(each.place, submission.main)].add(each.name)
    chosen = _chosen(defined, submission)
    order = dict.fromkeys((*chosen, *sorted(defined)))
    notes = [
        f"{name} is defined in {' and '.join(where)}; the one in {where[0]} counts."
        for name in sorted(exercises)
        if len(where := [each for each in order if name in defined[each]]) > 1
    ]
    main, *also = chosen
    return replace(submission, main=main, also=tuple(also)), tuple(notes)


def file_of(place: str, main: str) -> str:
    """Return the file that a place of a definition is in."""
    if place.startswith("cell "):
        return main
    name, is_cell, number = place.rpartition(" cell ")
    return name if is_cell and number.isdigit() else place


def _chosen(defined: Mapping[str, set[str]], submission: Submission) -> list[str]:
    """Return the files to execute: those that define most first, each adding some."""
    names = code_files(submission.files)
    # Stable: among equals the likeliest name stays first.
    ranked = sorted(names, key=lambda name: -len(defined.get(name, ())))
    found: set[str] = set()
    chosen = []
    for name in ranked:
        if defined.get(name, set()) - found:
            chosen.append(name)
            found |= defined[name]
    return chosen or [submission.main]


def _likelihood(name: str) -> tuple[int, bool, bool, str]:
    path = PurePosixPath(name)
    usual = any(path.stem.lower().startswith(each) for each in _USUAL)
    hidden = any(part.startswith((".", "__")) for part in path.parts)
    return len(path.parts), hidden, not usual, name
