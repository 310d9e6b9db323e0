"""`source`: what a submission imports and defines, read without executing it."""

from collections.abc import Iterable, Iterator

from grader.checks.findings import passed, wrong
from grader.model import Finding
from grader.sandbox.reading import Reading


def source(
    reading: Reading,
    *,
    forbid: Iterable[str] = (),
    define: Iterable[str] = (),
) -> Iterator[Finding]:
    """Tell whether forbidden modules are imported, and names defined at top level.

    Give it needs: an empty file imports nothing forbidden.

    Args:
        reading: what the reader saw; a check gets it as its fourth argument.
        forbid: modules, with all that is below them.
        define: functions and classes that have to be written here.

    Example::

        @check("adam", points=1, needs=["values_of_adam"])
        def written_by_hand(student, truth, rng, reading):
            '''Adam is written by hand, not taken from a library.'''
            return source(reading, forbid=["torch", "optax"])
    """
    for module in forbid:
        hits = [
            each
            for each in reading.imports
            if each.module == module or each.module.startswith(f"{module}.")
        ]
        if hits:
            yield wrong(
                f"{module} is imported, which the handout forbids.",
                where=f"{hits[0].place}, line {hits[0].line}",
                got=f"import {hits[0].module}",
            )
        else:
            yield passed(f"{module} is not imported.")
    defined = {each.name for each in reading.definitions}
    for name in define:
        if name in defined:
            yield passed(f"{name} is defined.")
        else:
            yield wrong(f"{name} is not defined with def or class.", want=name)
