"""What an attack is: a program, the row it covers, and what may come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from grader.errors import StudentFault
from grader.sandbox.limits import Limits
from grader.sandbox.submission import Submission

QUICK = Limits(load_seconds=10.0, call_seconds=0.5, memory_mib=512)


class _Impatient(Limits):
    """Limits whose clock runs out soon, for attacks that only wait."""

    def wall(self, seconds: float) -> float:
        """Return a deadline that is short for calls and long for loading."""
        return max(0.7, seconds)


IMPATIENT = _Impatient(
    load_seconds=10.0, call_seconds=0.5, check_seconds=1.0, memory_mib=512
)

PRELUDE = '''\
import os, sys


def works(action):
    """Tell whether an action succeeds; False means that it noticed it did not."""
    try:
        return action() is not False
    except BaseException:
        return False


def opened(**tries):
    """Return the names of the tries that worked."""
    return sorted(name for name, action in tries.items() if works(action))


def show(path):
    """Read a file and say what stands in it."""
    with open(path, "rb") as file:
        print(file.read(4096))


def syscall(number, *arguments):
    """Make a system call by number; an error is an OSError."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    as_long = [
        ctypes.c_long(each) if isinstance(each, int) else each for each in arguments
    ]
    result = libc.syscall(ctypes.c_long(number), *as_long)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


'''
"""Stands before every program."""

CHANNEL = '''\
import fcntl, stat, struct


def pipes(mode):
    """Return the descriptors of pipes opened this way, but for the standard streams."""
    found = []
    for descriptor in range(3, 64):
        try:
            is_pipe = stat.S_ISFIFO(os.fstat(descriptor).st_mode)
            flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        except OSError:
            continue
        if is_pipe and flags & 3 == mode:
            found.append(descriptor)
    return found


def replies():
    """Return the pipe that leads to the judge."""
    import gc

    for thing in gc.get_objects():
        if type(thing).__name__ == "PipeChannel":
            return thing._replies
    return pipes(os.O_WRONLY)[0]


def running():
    """Return the number of the call that is running."""
    frame = sys._getframe()
    while frame:
        message = frame.f_locals.get("message")
        if type(message).__name__ == "Call":
            return message.id
        frame = frame.f_back


def write_all(data):
    view = memoryview(data)
    target = replies()
    while view:
        view = view[os.write(target, view):]


def frame(header, body=b""):
    """Return a frame around a header that is already encoded."""
    return struct.pack("<4sIQ", b"dgw1", len(header), len(body)) + header + body


def encode(*fields):
    """Return the header of a message."""
    return sys.modules["msgspec"].msgpack.encode(list(fields))


'''
"""Stands before programs that write to the protocol's own pipes."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A program that tries something.

    Its `attack(scene)` returns the names of what worked and must not have, unless
    `returns` says what it may return. Whatever it finds out it prints.
    """

    name: str
    row: str
    """The row of the attack table, or the item of the regression list."""
    source: str
    returns: Callable[[Any], bool] | None = None
    """Tells whether a value is acceptable; None: a list of names, all of them known."""
    faults: tuple[type[StudentFault], ...] = ()
    """What the call may end with instead of returning."""
    limits: Limits = QUICK
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What is known to work: its name, and the letters of the levels where it does."""
    main: str = "solution.py"
    files: tuple[tuple[str, bytes], ...] = ()
    """Further files of the submission."""
    asks: bool = False
    """Whether `attack(scene, square)` is given a function of the judge's."""

    @property
    def submission(self) -> Submission:
        """The files; what the attack itself names as main stands without a prelude."""
        if self.main in dict(self.files):
            return Submission(self.main, self.files)
        is_notebook = self.main.endswith(".ipynb")
        program = self.source if is_notebook else PRELUDE + self.source
        return Submission(self.main, ((self.main, program.encode()), *self.files))


def anything(value: object) -> bool:
    """Accept any value: only a violation counts."""
    del value
    return True


def true(value: object) -> bool:
    """Accept True alone."""
    return value is True


ANY_FAULT = (StudentFault,)
