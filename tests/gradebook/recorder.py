"""Records runs until it is killed, and reports each once it is on disk.

Run as a process of its own: `python -m tests.gradebook.recorder FILE FIRST [BYTES]`.
With BYTES the system ends it within the write that makes a file longer than that, be it
while the gradebook is made or, if there is one already, while it records.
"""

import random
import signal
import sys
from pathlib import Path

from grader.gradebook import Gradebook
from tests.gradebook.made import NOON, entry, run, set_assignment


def main(path: Path, first: int, most_bytes: int | None) -> None:
    """Record one run after another."""
    is_new = not path.exists()
    if is_new and most_bytes is not None:
        _limit(most_bytes)
    with Gradebook.open(path, create=True) as book:
        batch = book.begin_batch("until the end", now=NOON)
        set_assignment(book)
        if not is_new and most_bytes is not None:
            _limit(most_bytes)
        for number in range(first, first + 100_000):
            source = random.Random(number).randbytes(6_000)  # noqa: S311 - only bytes
            key = f"key {number}"
            made = book.record(batch, entry(key=key, source=source), run())
            sys.stdout.write(f"{made} {key}\n")
            sys.stdout.flush()


def _limit(most_bytes: int) -> None:
    import resource  # noqa: PLC0415 - not on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *[*map(int, sys.argv[3:]), None][:1])
