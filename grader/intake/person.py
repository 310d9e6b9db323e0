"""Who handed something in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A student, or a group whose members the source does not name."""

    identity: str
    """A stable key: from the roster, else the LMS's id, else the folder's name."""
    name: str = ""
    """The full name, where it is known."""
    email: str = ""
    """The address, where it is known."""
    sid: str = ""
    """The student number, where it is known."""
