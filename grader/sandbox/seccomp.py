"""Seccomp: which system calls a worker may make, and with which arguments.

Theory of operation. A classic BPF program looks at the number and the arguments of
every system call. It is a list of comparisons, each followed by its verdict, in the
order of `syscalls.py`. Calls that are known and not needed get EPERM. Calls that are
not known get ENOSYS, so that a newer C library falls back to an older call (it tries
clone3 first; EPERM there would end every thread). A call of another architecture kills.

Only low and high words can be compared, so a 64-bit argument takes two comparisons.
"""

import ctypes
import errno
import struct
from collections.abc import Iterable

from grader.sandbox import libc
from grader.sandbox.syscalls import (
    FILTERED,
    FORBIDDEN,
    OWN_FILES,
    PLAIN,
    UNSUPPORTED,
)

_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_SET, _AND, _RETURN = (
    0x20,
    0x15,
    0x35,
    0x45,
    0x54,
    0x06,
)
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_X86_ARCH, _ARM_ARCH = 0xC000003E, 0xC00000B7
_X32_BIT = 0x40000000

_SECCOMP = 317 if libc.IS_X86 else 277
_SET_MODE_FILTER = 1
_TSYNC = 1

_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020080  # every namespace flag, time included
_O_ACCMODE, _O_TRUNC = 0o3, 0o1000

# Commands by value, so that this module needs no imports that a worker would see.
_FCNTL = (0, 1, 2, 3, 4, 5, 6, 1030)  # F_DUPFD … F_SETLK (SQLite), F_DUPFD_CLOEXEC
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # isatty, FIONREAD, FIOCLEX…
_PRCTL = (15, 16)  # the thread's name

Instruction = bytes


def _refuse(number: int) -> int:
    return 0x00050000 | number


_EPERM = _refuse(errno.EPERM)
_ENOSYS = _refuse(errno.ENOSYS)


def program(pid: int, *, shares_files: bool) -> bytes:
    """Return the filter for the worker of this pid.

    Args:
        pid: the one process that the worker may send signals to: itself.
        shares_files: whether files of others can be reached. Landlock does not cover
            chmod and utime, and before ABI 3 not truncation either.
    """
    listing = [
        _load(_ARCH),
        *_when(_X86_ARCH if libc.IS_X86 else _ARM_ARCH, [], [_return(_KILL)]),
        _load(_NUMBER),
        _step(_JUMP_GREATER_EQUAL, _X32_BIT, 0, 1),
        _return(_EPERM),
    ]
    for name in PLAIN:
        listing += _verdict(PLAIN[name], _ALLOW)
    for name, number in FILTERED.items():
        listing += _when(number, _condition(name, pid, shares_files=shares_files))
    own = _EPERM if shares_files else _ALLOW
    for table, verdict in (
        (OWN_FILES, own),
        (UNSUPPORTED, _refuse(errno.EOPNOTSUPP)),
        (FORBIDDEN, _EPERM),
    ):
        for number in table.values():
            listing += _verdict(number, verdict)
    listing.append(_return(_ENOSYS))
    return b"".join(listing)


def install(code: bytes) -> None:
    """Apply a filter to this process, its threads and its children, for good."""
    buffer = ctypes.create_string_buffer(code)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    count = len(code) // 8
    whole = Program(count, ctypes.cast(buffer, ctypes.c_void_p))
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    libc.syscall(_SECCOMP, _SET_MODE_FILTER, _TSYNC, ctypes.byref(whole))


def _condition(  # noqa: PLR0911 - one return a call
    name: str, pid: int, *, shares_files: bool
) -> list[Instruction]:
    """Return the code that decides on a call by its arguments."""
    match name:
        case "clone":  # threads yes, processes and namespaces no
            return [
                _load(_low(0)),
                _step(_JUMP_SET, _CLONE_NEW, 2, 0),
                _step(_JUMP_SET, _CLONE_THREAD, 0, 1),
                _return(_ALLOW),
                _return(_EPERM),
            ]
        case "kill" | "tgkill":
            return _one_of(0, [pid])
        case "prlimit64":  # reading only: the pointer to new limits is null
            return [
                _load(_low(2)),
                _step(_JUMP_EQUAL, 0, 0, 3),
                _load(_high(2)),
                _step(_JUMP_EQUAL, 0, 0, 1),
                _return(_ALLOW),
                _return(_EPERM),
            ]
        case "fcntl":
            return _one_of(1, _FCNTL)
        case "ioctl":
            return _one_of(1, _IOCTL)
        case "prctl":
            return _one_of(0, _PRCTL)
    # open and openat: O_RDONLY | O_TRUNC empties a file that may only be read.
    if not shares_files:
        return [_return(_ALLOW)]
    return [
        _load(_low(1 if name == "open" else 2)),
        _step(_AND, _O_ACCMODE | _O_TRUNC, 0, 0),
        _step(_JUMP_EQUAL, _O_TRUNC, 0, 1),
        _return(_EPERM),
        _return(_ALLOW),
    ]


def _one_of(argument: int, values: Iterable[int]) -> list[Instruction]:
    code = [_load(_low(argument))]
    for value in values:
        code += _verdict(value, _ALLOW)
    return [*code, _return(_EPERM)]


def _when(
    value: int, code: list[Instruction], otherwise: list[Instruction] | None = None
) -> list[Instruction]:
    """Return code that runs if the loaded word is this value.

    A block that decides ends with a return, so nothing needs to jump over `otherwise`.
    """
    skip = len(otherwise) if otherwise else len(code)
    if otherwise:
        return [_step(_JUMP_EQUAL, value, skip, 0), *otherwise, *code]
    return [_step(_JUMP_EQUAL, value, 0, skip), *code]


def _verdict(value: int, verdict: int) -> list[Instruction]:
    return [_step(_JUMP_EQUAL, value, 0, 1), _return(verdict)]


def _step(code: int, operand: int, if_true: int, if_false: int) -> Instruction:
    return struct.pack("=HBBI", code, if_true, if_false, operand)


def _load(offset: int) -> Instruction:
    return _step(_LOAD, offset, 0, 0)


def _return(value: int) -> Instruction:
    return _step(_RETURN, value, 0, 0)


def _low(argument: int) -> int:
    return _ARGUMENTS + 8 * argument


def _high(argument: int) -> int:
    return _low(argument) + 4
