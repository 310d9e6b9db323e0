"""What a result depends on, as one fingerprint: the same is not graded twice."""

import ast
import hashlib
import platform
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

import grader

_SOURCES = ("*.py", "*.toml", "*.npz", "*.json", "*.csv")


class Fingerprints:
    """Fingerprints of assignments, of the grader and of submissions under them.

    Args:
        assignments: the folder of the assignments.
        terms: what else a result depends on: isolation, limits.
    """

    def __init__(self, assignments: Path, terms: Iterable[str] = ()) -> None:
        self._assignments = assignments
        self._terms = tuple(terms)

    @cached_property
    def surroundings(self) -> str:
        """The fingerprint of the reference, of the grader and of the versions."""
        own = Path(grader.__file__).parent
        return _digest(
            (
                grader.__version__,
                platform.python_version(),
                np.__version__,
                of_tree(own),
                of_tree(self._assignments.absolute().parent / "reference"),
                *self._terms,
            )
        )

    def work(
        self,
        assignment: str,
        whose: Iterable[str],
        submission: str,
        content: str | None = None,
    ) -> str:
        """Return what the result of a submission depends on.

        Args:
            assignment: its name.
            whose: who handed it in, and which attempt it is.
            submission: the digest of its files.
            content: the fingerprint of the assignment; None: of what is there now.
        """
        task = self.content(assignment) if content is None else content
        return _digest((self.surroundings, task, assignment, *whose, submission))

    def behaviour(self, assignment: str) -> str:
        """Return the fingerprint of an assignment without the points of its checks."""
        return of_tree(self._assignments / assignment, without_points=True)

    def content(self, assignment: str) -> str:
        """Return the fingerprint of an assignment."""
        return self._of_assignment(self._assignments / assignment)

    def _of_assignment(self, folder: Path) -> str:
        if folder.name not in self._known:
            self._known[folder.name] = of_tree(folder)
        return self._known[folder.name]

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}


def of_tree(folder: Path, *, without_points: bool = False) -> str:
    """Return a fingerprint of the sources in a folder."""
    parts = [folder.name]
    for pattern in _SOURCES:
        for path in sorted(folder.rglob(pattern)):
            data = path.read_bytes()
            if without_points and path.suffix == ".py":
                data = _pointless(data)
            parts += [
                path.relative_to(folder).as_posix(),
                hashlib.sha256(data).hexdigest(),
            ]
    return _digest(parts)


def _pointless(data: bytes) -> bytes:
    """Return a source's syntax tree without the points of its checks."""
    tree = ast.parse(data)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for call in node.decorator_list:
                if isinstance(call, ast.Call):
                    call.keywords = [k for k in call.keywords if k.arg != "points"]
    return ast.dump(tree).encode()


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
