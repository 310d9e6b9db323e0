"""Values of several items on their way in one message.

A message for each of a thousand cheap evaluations costs more than the evaluations. None
waits long, though: when an item hangs, what came before it is known but for the last
few milliseconds.
"""

from time import monotonic

from grader.wire.messages import Gathered
from grader.wire.values import Tree

_PATIENCE = 0.003  # seconds
_MOST_ITEMS = 250
_MOST_BYTES = 2**20


class Gathering:
    """Collects the values of items that follow each other.

    Args:
        call: the number of the call that they belong to.
    """

    def __init__(self, call: int) -> None:
        self._call = call
        self._first = 0
        self._values: list[Tree] = []
        self._body: list[bytes | memoryview] = []
        self._size = 0
        self._since = monotonic()

    def add(
        self, item: int, tree: Tree, body: list[bytes | memoryview], size: int
    ) -> None:
        """Take in the value of an item, which follows the last one."""
        if not self._values:
            self._first = item
            self._since = monotonic()
        self._values.append(tree)
        self._body += body
        self._size += size

    @property
    def is_due(self) -> bool:
        """Return whether what is here should wait no longer."""
        return (
            len(self._values) >= _MOST_ITEMS
            or self._size >= _MOST_BYTES
            or monotonic() - self._since > _PATIENCE
        )

    def take(self) -> tuple[Gathered, list[bytes | memoryview]] | None:
        """Return what is here as a message and its body; None if there is nothing."""
        if not self._values:
            return None
        taken = Gathered(self._call, self._first, self._values), self._body
        self._values, self._body, self._size = [], [], 0
        return taken
