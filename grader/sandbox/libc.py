"""System calls that Python does not offer, by ctypes; an error is an OSError."""

import ctypes
import os
import platform
from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.syscall.restype = ctypes.c_long

IS_X86 = platform.machine() in {"x86_64", "AMD64"}

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
PR_CAPBSET_DROP = 24
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

_CAPSET = 126 if IS_X86 else 91
_PIVOT_ROOT = 155 if IS_X86 else 41
_MOUNT_SETATTR = 442
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63


def syscall(number: int, *args: Any) -> int:
    """Ask the kernel directly."""
    result = int(_LIBC.syscall(ctypes.c_long(number), *map(_argument, args)))
    if result < 0:
        _raise(f"system call {number}")
    return result


def prctl(option: int, *args: int) -> int:
    """Set or read a property of this process."""
    padded = (*args, 0, 0, 0, 0)[:4]
    result = int(_LIBC.prctl(option, *map(ctypes.c_ulong, padded)))
    if result < 0:
        _raise(f"prctl({option})")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces named by the flags (Python has it from 3.12 on)."""
    if _LIBC.unshare(ctypes.c_int(flags)) < 0:
        _raise("unshare")


def mount(
    source: str, target: str, kind: str = "", flags: int = 0, data: str = ""
) -> None:
    """Attach a file system, or change how one is attached."""
    arguments = (source.encode(), target.encode(), kind.encode() or None)
    if _LIBC.mount(*arguments, ctypes.c_ulong(flags), data.encode() or None) < 0:
        _raise(f"mount on {target}")


def detach(target: str) -> None:
    """Unmount lazily."""
    if _LIBC.umount2(target.encode(), 2) < 0:
        _raise(f"umount of {target}")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root and hang the old one below it."""
    syscall(_PIVOT_ROOT, new.encode(), old.encode())


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


def set_mount_attributes(target: str, attributes: int) -> None:
    """Set attributes on a mount and all mounts below it."""
    wanted = _MountAttributes(set=attributes)
    syscall(
        _MOUNT_SETATTR,
        _AT_FDCWD,
        target.encode(),
        _AT_RECURSIVE,
        ctypes.byref(wanted),
        ctypes.sizeof(wanted),
    )


def drop_capabilities() -> None:
    """Give up every capability, now and for every later exec."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    for capability in range(_LAST_CAPABILITY + 1):
        # Fails with EINVAL past the kernel's last one, and with EPERM for a process
        # that has no CAP_SETPCAP, which then has no capability to bound either.
        if _LIBC.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    syscall(_CAPSET, ctypes.byref(header), ctypes.byref(nothing))


def _argument(value: Any) -> Any:
    return ctypes.c_long(value) if isinstance(value, int) else value


def _raise(what: str) -> None:
    number = ctypes.get_errno()
    raise OSError(number, f"{what}: {os.strerror(number)}")
