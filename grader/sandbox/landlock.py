"""Landlock: which files a worker may touch, enforced by the kernel without privileges.

Theory of operation. A ruleset names the rights that are *handled*; whatever is handled
and not granted by a rule is denied, for this process and all it may start. A rule
grants rights on a file or on a whole hierarchy. Rules do not reach into a file system
that is mounted over a place later, so the ruleset is built after the mounts.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from grader.sandbox import libc

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE = 1 << 4, 1 << 5
_MAKE_DIR, _MAKE_REG = 1 << 7, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14
# ABI -> number of file system rights it knows.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_BIND_CONNECT = 0b11  # from ABI 4
_SCOPE_UNIX_SIGNAL = 0b11  # from ABI 6

READ = _READ_FILE | _READ_DIR | _EXECUTE
LIST = _READ_DIR
WRITE = (
    READ
    | _WRITE_FILE
    | _REMOVE_DIR
    | _REMOVE_FILE
    | _MAKE_DIR
    | _MAKE_REG
    | _REFER
    | _TRUNCATE
)
DEVICE = _READ_FILE | _WRITE_FILE
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE


@dataclass(frozen=True, slots=True)
class Rule:
    """A path and the rights granted on it."""

    path: str
    rights: int


def abi() -> int:
    """Return the kernel's Landlock version; 0 where there is none."""
    try:
        return libc.syscall(_CREATE, None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def restrict(rules: Iterable[Rule]) -> None:
    """Confine this process, for good, to what the rules grant."""
    version = abi()
    handled = (1 << _RIGHTS[min(version, max(_RIGHTS))]) - 1
    ruleset = _create(version, handled)
    for rule in rules:
        _add(ruleset, rule, handled)
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    libc.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)


def _create(version: int, handled: int) -> int:
    fields = [handled]
    if version >= 4:  # noqa: PLR2004 - the ABI that brought the network
        fields.append(_NET_BIND_CONNECT)
    if version >= 6:  # noqa: PLR2004 - the ABI that brought scopes
        try:
            return _ruleset([*fields, _SCOPE_UNIX_SIGNAL])
        except OSError:
            # RHEL 9 claims ABI 6 without the signal scope.
            return _ruleset(fields)
    return _ruleset(fields)


def _ruleset(fields: list[int]) -> int:
    attributes = ctypes.create_string_buffer(struct.pack(f"={len(fields)}Q", *fields))
    return libc.syscall(_CREATE, attributes, 8 * len(fields), 0)


def _add(ruleset: int, rule: Rule, handled: int) -> None:
    try:
        place = os.open(rule.path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there, or not ours to open, needs no right
    try:
        rights = rule.rights & handled
        if not os.path.isdir(rule.path):
            rights &= _FILE_RIGHTS
        beneath = ctypes.create_string_buffer(struct.pack("=Qi", rights, place))
        libc.syscall(_ADD, ruleset, _PATH_BENEATH, beneath, 0)
    finally:
        os.close(place)
