"""Names and numbers as text; names that came from outside are made harmless."""

NAME_LENGTH = 40
"""A longer name is cut."""
MESSAGE_LENGTH = 200
"""So is a longer message of an exception."""


def harmless(text: str, length: int = NAME_LENGTH) -> str:
    """Return text on one line without control characters, cut to a length."""
    cut = text if len(text) <= length else text[: length - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii")
        for c in cut
    )


def number(value: float, digits: int = 6) -> str:
    """Return a number with at most so many digits."""
    return f"{value:.{digits}g}"


def entry_name(block: str, index: tuple[int, ...]) -> str:
    """Return W1[2,3], or only the name for a number."""
    inside = ",".join(map(str, index))
    return f"{harmless(block)}[{inside}]" if index else harmless(block)
