"""Facts about the text of a submission, without executing any of it."""

import ast
from typing import Any

from grader.wire.messages import Facts, Read
from grader.worker.loading import read_source
from grader.worker.notebook_source import NotANotebook, code_cells, without_outputs

_MAX_ENTRIES = 2_000
_MAX_SLIM = 32 * 1024 * 1024


def read(message: Read, body: memoryview) -> tuple[Facts, list[bytes | memoryview]]:
    """Return the facts, and the files as they should be loaded."""
    scan = _Scan(message.marker)
    sources: list[tuple[str, int]] = []
    contents: list[bytes | memoryview] = []
    at = 0
    for name, size in message.files:
        data = bytes(body[at : at + size])
        at += size
        if name.endswith(".ipynb"):
            data = scan.notebook(name, data, is_main=name == message.main)
        elif name.endswith(".py"):
            scan.python(name, read_source(data), is_main=name == message.main)
        sources.append((name, len(data)))
        contents.append(data)
    facts = Facts(
        marker=scan.found,
        imports=scan.imports[:_MAX_ENTRIES],
        functions=scan.functions[:_MAX_ENTRIES],
        problems=scan.problems[:_MAX_ENTRIES],
        main=message.main,
        sources=sources,
    )
    return facts, contents


class _Scan:
    """Collects facts from one source after another."""

    def __init__(self, marker: str) -> None:
        self._marker = marker
        self.found: str | None = None
        """The marker: the main file's, else the first one."""
        self._is_found_in_main = False
        self.imports: list[tuple[str, str, int]] = []
        self.functions: list[tuple[str, str, int, int]] = []
        self.problems: list[tuple[str, int, str]] = []

    def notebook(self, name: str, data: bytes, *, is_main: bool) -> bytes:
        """Read a notebook; return it without its outputs."""
        try:
            for cell in code_cells(data):
                place = (
                    f"cell {cell.number}" if is_main else f"{name} cell {cell.number}"
                )
                self.python(place, cell.source, is_main=is_main)
            slim = without_outputs(data)
        except NotANotebook as error:
            self.problems.append((name, 1, str(error)))
            return data[:_MAX_SLIM]
        return slim

    def python(self, place: str, source: str, *, is_main: bool) -> None:
        """Read one piece of Python."""
        self._look_for_marker(source, is_main=is_main)
        try:
            flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            tree: Any = compile(source, place, "exec", flags, dont_inherit=True)
            self._walk(place, tree)
        except SyntaxError as error:
            self.problems.append((place, error.lineno or 1, str(error.msg)[:500]))
        except (ValueError, RecursionError, MemoryError) as error:
            self.problems.append((place, 1, str(error)[:500] or type(error).__name__))

    def _look_for_marker(self, source: str, *, is_main: bool) -> None:
        if self.found and (self._is_found_in_main or not is_main):
            return
        for line in source.splitlines():
            _, is_there, rest = line.partition(self._marker)
            if self._marker and is_there and line.lstrip().startswith("#"):
                self.found = rest.strip()[:200]
                self._is_found_in_main = is_main
                return

    def _walk(self, place: str, tree: ast.AST) -> None:
        for node in ast.walk(tree):
            match node:
                case ast.Import(names=names, lineno=line):
                    self.imports += [(place, each.name[:200], line) for each in names]
                case ast.ImportFrom(module=module, lineno=line, level=level):
                    name = "." * level + (module or "")
                    self.imports.append((place, name[:200], line))
                case (
                    ast.FunctionDef(name=name, lineno=line, end_lineno=end)
                    | ast.AsyncFunctionDef(name=name, lineno=line, end_lineno=end)
                    | ast.ClassDef(name=name, lineno=line, end_lineno=end)
                ):
                    self.functions.append((place, name[:200], line, end or line))
