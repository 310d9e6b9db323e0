"""A notebook as Python cells, without a kernel: formats 3 and 4, magics made inert."""

import ast
import io
import json
import re
import tokenize
from dataclasses import dataclass
from typing import Any

# Cell magics whose body is Python that should run.
_RUN_BODY = {"time", "timeit", "capture", "prun"}
# `name = !command`, `name = %magic`, `%magic`, `!command`, `?help`, `help??`
_LINE_MAGIC = re.compile(r"^(?P<indent>\s*)(?:(?P<name>[\w, ]+?)\s*=\s*)?[%!]")
# `%time statement` runs the statement.
_TIME = re.compile(r"^(?P<indent>\s*)%time\s+(?P<statement>\S.*)$")
_HELP = re.compile(r"^\s*(\?{1,2}[\w.]+|[\w.]+\?{1,2})\s*$")
_WRITE = re.compile(r"^%%(?:writefile|file)\s+(?:-a\s+)?(?P<path>\S+)\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: Python to run, or a file to write into the box."""

    number: int
    """Counting all cells from 1, as a reader of the notebook counts them."""
    source: str
    writes: str | None = None
    """The path that a `%%writefile` cell names."""


class NotANotebook(ValueError):
    """The file's JSON is not what any notebook looks like."""


def code_cells(data: bytes) -> list[Cell]:
    """Return the code cells of a notebook file."""
    return [
        _cell(number, source)
        for number, (kind, source) in enumerate(_cells(_parse(data)), 1)
        if kind == "code"
    ]


def without_outputs(data: bytes) -> bytes:
    """Return a small notebook of format 4 with the same cells and no outputs."""
    cells: list[dict[str, Any]] = [
        {"cell_type": kind, "metadata": {}, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, source in _cells(_parse(data))
    ]
    slim = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    return json.dumps(slim).encode("utf-8", "backslashreplace")


def _parse(data: bytes) -> dict[str, Any]:
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotANotebook(f"it is not JSON in UTF-8 ({error})") from error
    if not isinstance(notebook, dict):
        raise NotANotebook("its JSON is not an object")
    return notebook


def _cells(notebook: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (type, source) of every cell of either format."""
    cells = notebook.get("cells")
    if cells is None:  # format 3
        sheets = notebook.get("worksheets")
        if not isinstance(sheets, list):
            raise NotANotebook("it has neither 'cells' nor 'worksheets'")
        cells = [
            cell
            for sheet in sheets
            if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            for cell in sheet["cells"]
        ]
    if not isinstance(cells, list):
        raise NotANotebook("its 'cells' are not a list")
    return [_typed(cell) for cell in cells]


def _typed(cell: Any) -> tuple[str, str]:
    if not isinstance(cell, dict):
        return "raw", ""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        source = ""
    return str(cell.get("cell_type", "raw")), source


def _cell(number: int, source: str) -> Cell:
    lines = source.splitlines()
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is not None and lines[first].startswith("%%"):
        words = lines[first][2:].split()
        write = _WRITE.match(lines[first])
        body = "\n".join([*[""] * (first + 1), *lines[first + 1 :]])
        if write:
            text = "\n".join(lines[first + 1 :]) + "\n"
            return Cell(number, text, writes=write["path"])
        if not (words and words[0] in _RUN_BODY):
            return Cell(number, "")  # %%bash, %%html, %%javascript …
        lines = body.splitlines()
    return Cell(number, _without_magics(lines))


def _without_magics(lines: list[str]) -> str:
    """Return Python of as many lines, magics replaced by statements that do nothing.

    Only lines that do not parse as they stand can hold a magic: a `%` that continues
    an expression, or a line inside a string, must stay. So a cell that is Python
    already is left alone, and otherwise the lines are mended where they begin like a
    magic and no bracket or string is open.
    """
    source = "\n".join(lines)
    if _is_python(source):
        return source
    mended: list[str] = []
    for line in lines:
        magic = _LINE_MAGIC.match(line)
        timed = _TIME.match(line)
        if _HELP.match(line):
            mended.append("pass")
        elif timed:
            mended.append(timed["indent"] + timed["statement"])
        elif magic and not _is_open("\n".join(mended)):
            name = magic["name"]
            mended.append(magic["indent"] + (f"{name} = []" if name else "pass"))
        else:
            mended.append(line)
    return "\n".join(mended)


def _is_python(source: str) -> bool:
    try:
        # A top-level await is fine in a notebook.
        flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(source, "cell", "exec", flags=flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_open(source: str) -> bool:
    """Tell whether the text ends inside a bracket or a string that spans lines."""
    try:
        for _ in tokenize.generate_tokens(io.StringIO(source + "\n").readline):
            pass
    except tokenize.TokenError:
        return True
    except SyntaxError:
        return False
    return False
