"""What an attack must leave alone, and how to see whether it did."""

import os
import secrets
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import grader
from grader.errors import StudentFault
from grader.sandbox.reply import Reply
from grader.sandbox.settings import Level

_LITTER = ("/tmp", "/var/tmp", "/dev/shm", "/", "/etc", "/dev")  # noqa: S108 - looked at, not written
_LITTER_PREFIX = "descent-attack"


class Canaries:
    """Random strings, hidden in places, that must never be seen in a reply."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def hide(self, place: str) -> str:
        """Return a new canary and remember where it will be."""
        self.places[f"CANARY-{secrets.token_hex(16)}"] = place
        return next(reversed(self.places))

    def found_in(self, things: Any) -> list[str]:
        """Return the places whose canaries stand in what came from a worker."""
        text = b"\0".join(_texts(things))
        return [
            place
            for canary, place in self.places.items()
            if canary.encode() in text or bytes.fromhex(canary[7:]) in text
        ]


def _texts(thing: Any) -> Iterator[bytes]:
    """Yield every piece of text in a value, a reply or a fault."""
    match thing:
        case StudentFault():
            yield from _texts([str(thing), thing.traceback, thing.output])
        case Reply():
            yield from _texts([thing.value, thing.output, thing.arguments])
        case list() | tuple():
            for each in thing:
                yield from _texts(each)
        case dict():
            for key, value in thing.items():
                yield from _texts([key, value])
        case bytes():
            yield thing
        case np.ndarray():
            yield thing.tobytes()
        case _:
            yield str(thing).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder full of what a submission must not touch."""

    folder: Path
    gradebook: Path
    secret: Path
    reference: Path

    @classmethod
    def make(cls, canaries: Canaries, level: Level) -> "Scene":
        """Make the files; only level g relies on permissions to hide them."""
        mode = 0o700 if level is Level.G else 0o777
        # Not pytest's folder, which nobody else can enter anyway.
        folder = Path(tempfile.mkdtemp(prefix="descent-scene-"))
        scene = cls(
            folder=folder,
            gradebook=folder / "gradebook.db",
            secret=folder / "secret.txt",
            reference=folder / "reference.py",
        )
        for path in (scene.gradebook, scene.secret):
            path.write_text(canaries.hide(path.name), "utf-8")
        answer = canaries.hide("reference.py")
        for path in (scene.reference, folder / "secret_module.py"):
            path.write_text(f"answer = '{answer}'\nprint(answer)\n", "utf-8")
        (folder / "empty").mkdir()
        for path in folder.iterdir():
            path.chmod(mode & 0o666 if path.is_file() else mode)
        folder.chmod(mode)
        return scene

    def watched(self) -> dict[str, tuple[Any, ...]]:
        """Return mode, size and time of change of every file that must stay."""
        ours = Path(grader.__file__).parent
        paths = [
            self.folder,
            *self.folder.rglob("*"),
            *(ours / "worker").glob("*.py"),
            *(ours / "sandbox").glob("*.py"),
            Path(os.__file__),
            Path(np.__file__),
            Path(np.__file__).parent.parent,
        ]
        return {str(path): _fingerprint(path) for path in paths}

    def litter(self) -> list[str]:
        """Return what attacks have left outside of their box; remove it."""
        folders = (*_LITTER, sysconfig.get_path("stdlib"), str(self.folder))
        found = [
            path
            for folder in folders
            for path in Path(folder).glob(f"{_LITTER_PREFIX}*")
        ]
        for path in found:
            path.rmdir() if path.is_dir() else path.unlink()
        return [str(path) for path in found]


def _fingerprint(path: Path) -> tuple[Any, ...]:
    # The time of the last change to content or attributes cannot be set back.
    facts = path.lstat()
    listing = tuple(sorted(path.iterdir())) if path.is_dir() else ()
    return facts.st_mode, facts.st_uid, facts.st_size, facts.st_ctime_ns, listing


def descendants(of: int) -> set[int]:
    """Return the living processes below one, zombies left out."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text("utf-8").rpartition(")")[2]
        except OSError:  # gone while we look
            continue
        state, parent = fields.split()[:2]
        if state not in "ZX":
            children.setdefault(int(parent), []).append(int(entry.name))
    found: set[int] = set()
    waiting = [of]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting += below
    return found


def descriptors() -> int:
    """Return how many descriptors this process has."""
    return len([*Path("/proc/self/fd").iterdir()])
