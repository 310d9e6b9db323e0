"""A starter in percent format becomes a notebook, one cell for each `# %%`."""

import re
from collections.abc import Iterator

_CELL = re.compile(r"^# %%(?P<kind> \[markdown\])?.*\n", re.MULTILINE)


def as_notebook(source: str, handout: str) -> str:
    """Return a notebook: the handout, then the cells of the starter."""
    # Imported here: only this command needs it, and it brings a schema checker along.
    from nbformat import v4, writes  # noqa: PLC0415

    cells = [v4.new_markdown_cell(handout)]
    for is_markdown, text in split(source):
        make = v4.new_markdown_cell if is_markdown else v4.new_code_cell
        cells.append(make(text))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # not a random one: the same file every time
    python = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": python})
    return f"{writes(notebook)}\n"


def split(source: str) -> Iterator[tuple[bool, str]]:
    """Return the cells of a percent file: whether it is Markdown, and its text."""
    starts = [*_CELL.finditer(source)]
    head = source[: starts[0].start()] if starts else source
    if head.strip():
        yield False, head.strip()
    ends = [each.start() for each in starts[1:]] + [len(source)]
    for this, end in zip(starts, ends, strict=False):  # no cells: one end, no start
        text = source[this.end() : end].strip()
        if this["kind"]:
            text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
        if text:
            yield bool(this["kind"]), text
