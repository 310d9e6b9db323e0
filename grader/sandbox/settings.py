"""What a zygote is told at its start, and for each worker: plain JSON."""

import json
import struct
from dataclasses import asdict, dataclass
from enum import StrEnum, unique


@unique
class Level(StrEnum):
    """How strong the box is, strongest first."""

    E = "e"
    """A private root, namespaces, landlock, seccomp and limits."""
    F = "f"
    """Landlock, seccomp, limits and a watched folder; needs no privileges."""
    G = "g"
    """A user of its own, seccomp, limits and a watched folder; needs root."""
    PORTABLE = "portable"
    """A fresh process and deadlines: for a student's own, trusted code."""


DEFENCES = {
    Level.E: frozenset({"namespaces", "landlock", "seccomp", "limits"}),
    Level.F: frozenset({"landlock", "seccomp", "limits", "user"}),
    Level.G: frozenset({"seccomp", "limits", "user"}),
}
"""What each level is made of."""

CONFINED = (Level.E, Level.F, Level.G)
"""The levels that hold a stranger's code, strongest first."""


@dataclass(frozen=True, slots=True)
class ZygoteSettings:
    """How a zygote confines itself and its workers."""

    defences: tuple[str, ...]
    """Members of DEFENCES of a level; tests leave one out to see it missed."""
    base: str
    """An empty folder: the private root, or the parent of the scratch folders."""
    paths: tuple[str, ...] = ()
    """Where to find msgspec, numpy and the worker's modules before confinement."""

    def to_json(self) -> bytes:
        """Return the settings as they travel."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "ZygoteSettings":
        """Read what `to_json` wrote."""
        fields = json.loads(data)
        return cls(
            defences=tuple(fields["defences"]),
            base=fields["base"],
            paths=tuple(fields["paths"]),
        )


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """One worker's number and limits."""

    number: int
    """Counts the workers of a zygote; makes scratch folders distinct."""
    user: int
    """Whom the worker runs as, where root starts it."""
    memory_mib: int
    box_mib: int
    cpu_seconds: int
    wall_seconds: int
    core: int | None = None
    """The processor to stay on."""

    def to_json(self) -> bytes:
        """Return the settings as they travel."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "WorkerSettings":
        """Read what `to_json` wrote."""
        return cls(**json.loads(data))


CLEAN = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # An arena for every thread would be 64 MiB of address space each.
    "MALLOC_ARENA_MAX": "2",
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "Agg",
    "LANG": "C.UTF-8",
}
"""The whole environment of zygote and worker, but for the box."""

END = struct.Struct("=iddq")
"""A worker's end: wait status, CPU seconds (user, system), peak KiB."""
