"""`python -m tests.sandbox.wire_fuzzer SEED COUNT`: mutants against the real judge.

Prints one line of JSON: how many mutants were refused and accepted, every exception
that was no StudentFault, the peak memory and the slowest mutant.
"""

import json
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from grader.errors import NotLoaded, StudentFault
from grader.sandbox import reading
from grader.sandbox.callbacks import Callback
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.remote import RemoteObject, require_plain
from grader.sandbox.submission import Submission
from tests.sandbox.scripted_worker import opening
from tests.sandbox.wire_mutants import LOADED, mutant

LIMITS = Limits(load_seconds=5.0, call_seconds=5.0, replacements=0)
_SUBMISSION = Submission.of_source("x = 1")
_BOWL = Callback(lambda x: float(x @ x), "bowl", ((2,),), finite=True)
_MEMORY = 2**30


def _call(student: Student) -> None:
    require_plain(student.f(np.ones(2)), "f")


def _call_echoing(student: Student) -> None:
    reply = student.call_echoing("f", np.ones(2))
    assert len(reply.arguments) == 1


def _call_with_function(student: Student) -> None:
    student.call("f", _BOWL, lambda x: 1 / x)


def _batch(student: Student) -> None:
    replies = student.batch("f", [[1.0], [2.0], [3.0]])
    assert len(replies) == 3


def _bulk(student: Student) -> None:
    replies = student.batch("f", [[1.0], [2.0], [3.0]], bulk=True)
    assert len(replies) == 3


def _signature(student: Student) -> None:
    for name, kind, has_default in student.signature("f"):
        assert isinstance(name + kind, str)
        assert isinstance(has_default, bool)


def _names(student: Student) -> None:
    assert isinstance(student.has("f"), bool)
    assert isinstance(student.kind("f"), str | None)
    assert all(isinstance(place + text, str) for place, text in student.notes)


def _handle(student: Student) -> None:
    thing = student.f(np.ones(2))
    if isinstance(thing, RemoteObject):
        thing.listed()


_ACTIONS: tuple[Callable[[Student], None], ...] = (
    *(_call, _call_echoing, _call_with_function, _batch, _bulk, _signature, _names),
    _handle,
)


def converse(frames: bytes, action: Callable[[Student], None]) -> bool:
    """Let the judge talk to a worker that says this; True if it was accepted."""
    with Student(_SUBMISSION, opening(frames), LIMITS) as student:
        try:
            action(student)
        except StudentFault:
            return False
    return True


def read(frames: bytes) -> bool:
    """Let the judge read a submission through a reader that says this."""
    try:
        reading.read(_SUBMISSION, opening(frames), LIMITS)
    except NotLoaded:
        return False
    return True


def run(seed: int, count: int) -> dict[str, Any]:
    """Try this many mutants and return what came of them."""
    rng = random.Random(seed)  # noqa: S311 - mutations, not secrets
    accepted = 0
    slowest = 0.0
    escapes = []
    for _ in range(count):
        frame = mutant(rng)
        # A few are the first word, or come two at once.
        scripts = (frame, LOADED + frame, LOADED + frame + mutant(rng))
        (frames,) = rng.choices(scripts, (1, 8, 2))
        start = time.perf_counter()
        try:
            if rng.random() < 0.1:
                accepted += read(frames)
            else:
                accepted += converse(frames, rng.choice(_ACTIONS))
        except BaseException:  # noqa: BLE001 - whatever escapes is what we look for
            escapes.append((frames[-2000:].hex(), traceback.format_exc(limit=-4)))
        slowest = max(slowest, time.perf_counter() - start)
    return {
        "mutants": count,
        "accepted": accepted,
        "refused": count - accepted - len(escapes),
        "escapes": escapes[:10],
        "peak_mib": _peak_mib(),
        "slowest": slowest,
    }


def _peak_mib() -> int:
    """Return the peak memory of this program.

    Not ru_maxrss, which an exec keeps from the process that started it.
    """
    status = Path("/proc/self/status").read_text("ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.stdout.write(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]))) + "\n")
