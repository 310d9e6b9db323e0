"""Sandboxes for hostile code: the strongest level that holds, and never below g."""

import contextlib
import ctypes
import os
import platform
from collections.abc import Iterator

import pytest

from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.settings import CONFINED, Level

_PR_SET_CHILD_SUBREAPER = 36


class Sandboxes:
    """Sandboxes by what they leave out, opened when first asked for."""

    def __init__(self) -> None:
        self._open: dict[tuple[Level, frozenset[str]], Sandbox] = {}
        self._stack = contextlib.ExitStack()

    def at(self, level: Level, without: frozenset[str] = frozenset()) -> Sandbox:
        """Return the one sandbox of this kind."""
        key = (level, without)
        if key not in self._open:
            sandbox = Sandbox(level, without=without)
            self._open[key] = self._stack.enter_context(sandbox)
        return self._open[key]

    def close(self) -> None:
        """End all of them."""
        self._stack.close()


@pytest.fixture(scope="session")
def sandboxes() -> Iterator[Sandboxes]:
    # Whoever outlives its parents becomes a child of this process, and is seen.
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    opened = Sandboxes()
    yield opened
    opened.close()
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


@pytest.fixture(scope="session")
def strongest() -> Level:
    """The level to test: DESCENT_LEVEL, or the strongest that holds here."""
    asked = os.environ.get("DESCENT_LEVEL")
    if asked:
        return Level(asked)
    if platform.system() != "Linux":
        pytest.skip("only Linux can hold hostile code")
    level, trials = choose()
    if level is None:
        pytest.fail(f"no level holds here: {trials}")
    return level


@pytest.fixture
def isolation(strongest: Level) -> Level:
    """The level at which hostile code is to run; a test may override it."""
    return strongest


@pytest.fixture
def hostile(isolation: Level, sandboxes: Sandboxes) -> Sandbox:
    """A sandbox for hostile code."""
    if isolation not in CONFINED:
        pytest.fail(f"hostile code never runs below level g; {isolation} was asked for")
    return sandboxes.at(isolation)
