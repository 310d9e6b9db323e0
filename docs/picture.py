"""`python docs/picture.py` draws docs/report.svg: a report as a terminal shows it."""

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

TREE = Path(__file__).resolve().parent.parent
SAMPLE = TREE / "submissions" / "04-momentum" / "priya" / "solution.py"
PICTURE = TREE / "docs" / "report.svg"
_WIDTH = 100
_FOREIGN = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
"""Fonts from somewhere else, and an advertisement."""


def picture() -> str:
    """Return the report of a sample as SVG that loads nothing from anywhere."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "grader", "check", str(SAMPLE)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(_WIDTH)},
    )
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=_WIDTH, file=nowhere)
        console.print(Text.from_ansi(done.stdout))
        svg = console.export_svg(title="grader check solution.py", unique_id="report")
    return _FOREIGN.sub("", svg)


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
