"""What the process says when it ends."""

from enum import IntEnum, unique


@unique
class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    """Done; for `check`: full marks."""
    LOST_POINTS = 1
    """Something lost points."""
    USAGE = 2
    """The command line or an assignment is at fault."""
    GRADER_FAILED = 3
    """The grader is at fault."""
    INTERRUPTED = 130
    """Ctrl-C, as shells report it."""
