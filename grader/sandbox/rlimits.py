"""The kernel's limits on a worker, set once and never raised."""

import os
import resource

from grader.sandbox.limits import MIB


def address_space(proc: int) -> int:
    """Return the virtual memory of this process in bytes."""
    descriptor = os.open("self/statm", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        pages = int(os.read(descriptor, 200).split()[0])
    finally:
        os.close(descriptor)
    return pages * os.sysconf("SC_PAGE_SIZE")


def apply(memory: int, cpu_seconds: int, file_mib: int, *, has_own_user: bool) -> None:
    """Set the hard limits of this process.

    Args:
        memory: bytes of address space.
        cpu_seconds: CPU time of the whole process; the judge's deadlines come first.
        file_mib: size of one file.
        has_own_user: whether nobody else's processes and threads count as ours.
    """
    hard = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: file_mib * MIB,
        resource.RLIMIT_NOFILE: 64,
        # Also the stack of every thread: 64 MiB each would exhaust the address space.
        resource.RLIMIT_STACK: 16 * MIB,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_SIGPENDING: 64,
    }
    if has_own_user:
        hard[resource.RLIMIT_NPROC] = 64
    for name, most in hard.items():
        resource.setrlimit(name, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
