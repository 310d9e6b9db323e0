"""What must be equal on two machines for their results to be."""

import importlib.metadata
import platform
from collections.abc import Mapping
from pathlib import Path

import grader
from grader.batch.work import of_tree
from grader.sandbox.view import DISTRIBUTIONS


def facts() -> dict[str, str]:
    """Return the versions in this process, as plain data."""
    return {
        "grader": grader.__version__,
        "grader's sources": of_tree(Path(grader.__file__).parent),
        "python": platform.python_version(),
        # A submission may import them, where they are.
        **{name: _version(name) for name in DISTRIBUTIONS},
    }


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "(not installed)"


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Return what is not as it is here, as half a sentence; or nothing."""
    return ", ".join(
        f"{name} {theirs.get(name)}, here it is {want}"
        for name, want in ours.items()
        if theirs.get(name) != want
    )
