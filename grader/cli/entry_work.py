"""What the result of an entry depends on, as one fingerprint."""

from grader.batch import Fingerprints
from grader.gradebook import Entry


def work_of(
    fingerprints: Fingerprints, entry: Entry, content: str | None = None
) -> str:
    """Return the fingerprint.

    Args:
        fingerprints: of assignments and grader.
        entry: what was handed in; which of its files is executed follows from them.
        content: the assignment's fingerprint; None: of what is there now.
    """
    whose = (*sorted(each.identity for each in entry.people), str(entry.attempt))
    return fingerprints.work(entry.assignment, whose, entry.digest, content)
