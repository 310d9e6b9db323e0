"""Users of their own for workers, where root grades: each judge has a block of them."""

import os
import socket

from grader.errors import HarnessFault

FIRST_UID = 60_000
_BLOCKS, _BLOCK = 100, 50  # graders at the same time, users of each


def number_of(block: int, count: int) -> int:
    """Return the user of the count-th worker in a block."""
    return FIRST_UID + block * _BLOCK + count % _BLOCK


def reserve() -> tuple[int, socket.socket | None]:
    """Return a block of user numbers that no other judge here uses, and its lock.

    Only root gives workers users of their own. The lock is the name of a socket: the
    kernel frees it however this process ends.
    """
    if os.geteuid() != 0:
        return 0, None
    lock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    for block in range(_BLOCKS):
        try:
            lock.bind(f"\0descent-grader-users-{block}")
        except OSError:
            continue
        return block, lock
    lock.close()
    raise HarnessFault(f"{_BLOCKS} graders run on this machine already")
