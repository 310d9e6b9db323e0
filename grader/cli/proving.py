"""The work behind `grader validate`."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.assignment import Assignment, folders, load, named, outline
from grader.batch import local_pool
from grader.cli.engine import cores, starting_safely
from grader.reports import junit
from grader.scoring import points
from grader.validation import Case, validate

KINDS = ("reference", "nothing done", "mistake", "check")


@dataclass(frozen=True, slots=True)
class Proof:
    """What some assignments have proved."""

    cases: tuple[tuple[Assignment, tuple[Case, ...]], ...]

    @classmethod
    def of(cls, arguments: argparse.Namespace) -> "Proof":
        """Validate the assignments that the command line names."""
        place = arguments.assignments
        chosen = [named(place, each) for each in arguments.names]
        chosen = chosen or [outline(each) for each in folders(place)]
        # All are loaded before any is proved: what is wrong is said at once.
        assignments = [load(each.folder) for each in chosen]
        jobs = min(cores(), len(chosen))
        if jobs > 1:
            with starting_safely(), local_pool(jobs)() as pool:
                proved = list(pool.map(_proof, [each.folder for each in chosen]))
        else:
            proved = [_shown(each) for each in assignments]
        return cls(tuple(zip(assignments, proved, strict=True)))

    @property
    def problems(self) -> list[str]:
        """Return what is not proved, a sentence each."""
        return [
            f"{assignment.name}, {case.kind} {case.name}"
            f"{f' in {case.exercise}' if case.exercise else ''}: {problem}."
            for assignment, cases in self.cases
            for case in cases
            for problem in case.problems
        ]

    def text(self, *, verbose: bool) -> str:
        """Return a table, and below it what is not proved."""
        lines = [*self._table(), *self.problems]
        if verbose:
            for assignment, cases in self.cases:
                lines += ["", assignment.name, *_noticed(cases)]
        return "\n".join(lines)

    def junit(self) -> bytes:
        """Return the cases as JUnit XML."""
        return junit.render(
            junit.TestCase(
                suite=assignment.name,
                group=case.kind,
                name=f"{case.exercise}.{case.name}" if case.exercise else case.name,
                failure="\n".join(case.problems),
            )
            for assignment, cases in self.cases
            for case in cases
        )

    def _table(self) -> Iterator[str]:
        width = max(len(assignment.name) for assignment, _ in self.cases)
        yield (
            f"{'':<{width}}  {'points':>6}  {'reference':>9}  {'nothing done':>12}  "
            f"{'mistakes named':>14}  {'checks alive':>12}"
        )
        for assignment, cases in self.cases:
            worth = points(sum(e.points for e in assignment.checks if not e.is_extra))
            right, *others = (_proved(cases, kind) for kind in KINDS)
            first = "full" if right == "1/1" else "NOT FULL"
            yield (
                f"{assignment.name:<{width}}  {worth:>6}  {first:>9}  {others[0]:>12}  "
                f"{others[1]:>14}  {others[2]:>12}"
            )


def _proof(folder: Path) -> tuple[Case, ...]:
    """Prove one assignment, in a process of a pool."""
    return validate(load(folder))


def _shown(assignment: Assignment) -> tuple[Case, ...]:
    """Prove one assignment, and say on a terminal what is being proved."""
    if not sys.stderr.isatty():
        return validate(assignment)

    def tell(name: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{assignment.name}: {name}")
        sys.stderr.flush()

    cases = validate(assignment, tell)
    sys.stderr.write("\r\x1b[2K")
    return cases


def _proved(cases: tuple[Case, ...], kind: str) -> str:
    mine = [each for each in cases if each.kind == kind]
    return f"{sum(not each.problems for each in mine)}/{len(mine)}"


def _noticed(cases: tuple[Case, ...]) -> Iterator[str]:
    """Return which checks notice which mistake, and what hangs on a single one."""
    mistakes = [each for each in cases if each.kind == "mistake"]
    for each in mistakes:
        alone = _public(each)
        mark = "  (one check alone)" if len(alone) == 1 else ""
        yield f"  {each.exercise}.{each.name}: {', '.join(each.failing)}{mark}"
    counts = Counter(name for each in mistakes for name in each.failing)
    yield "  mistakes that each check notices:"
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"    {count:>4}  {name}"


def _public(case: Case) -> list[str]:
    return [name for name in case.failing if not name.endswith("(hidden)")]
