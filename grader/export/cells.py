"""Cells of a table that any spreadsheet may open: text stays text, numbers numbers."""

import re

from grader.reports.quoting import plain

_ACTING = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What begins a formula, full-width and small forms included."""
_QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\uff02\uff07"
_FORMULA = re.compile(rf"(^|;)(?=[\s{_QUOTES}]*[{_ACTING}])")
"""Also after `;`, where a spreadsheet of another language begins a new cell."""


def text(value: str) -> str:
    """Return a text that is nobody's formula.

    What does not show is spelled out first, tabs and line ends too; an apostrophe
    before a formula makes it text in every spreadsheet.

    >>> text("=1+1")
    "'=1+1"
    >>> text("Anne-Marie")
    'Anne-Marie'
    """
    return _FORMULA.sub(r"\1'", plain(value))
