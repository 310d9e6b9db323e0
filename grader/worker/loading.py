"""Execute a submission statement by statement, whatever mess it is in."""

import __future__

import ast
import codecs
import contextlib
import io
import linecache
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from grader.worker.notebook_source import Cell, NotANotebook, code_cells
from grader.worker.stand_ins import Absence
from grader.worker.tracebacks import ExceptionText

_MAX_NOTES = 40
_MAX_NOTE = 1_000  # of up to four bytes each: all notes travel in one header
_MAX_RETRIES = 20
_DEFINITIONS = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
)


class Submission:
    """The module that a submission's main file becomes, and what was skipped.

    Args:
        box: the folder that holds the files.
        main: the file to execute, relative to the box.
        absence: the stand-ins for modules that are not here.
    """

    def __init__(self, box: Path, main: str, absence: Absence) -> None:
        self._box = box
        self._path = box / main
        self._absence = absence
        self.notes: list[tuple[str, str]] = []
        stem = self._path.stem
        self.module = ModuleType(stem if stem.isidentifier() else "solution")
        self.module.__file__ = str(self._path)
        self._make_importable()

    @property
    def names(self) -> dict[str, Any]:
        """What the submission defines."""
        return self.module.__dict__

    def execute(self, *, definitions_only: bool = False) -> None:
        """Run all statements, or only those that define something."""
        if self._path.suffix == ".ipynb":
            self._execute_notebook(definitions_only=definitions_only)
            return
        source = read_source(self._path.read_bytes())
        with self._noting(self._path.name):
            tree = ast.parse(source, str(self._path))
            self._run(tree, str(self._path), 0, definitions_only=definitions_only)

    def _make_importable(self) -> None:
        folder = str(self._path.parent)
        if folder not in sys.path:
            sys.path.insert(0, folder)
        sys.modules[self.module.__name__] = self.module
        if not list(self._path.parent.glob("submission*")):
            package = ModuleType("submission")
            package.__path__ = [folder]
            sys.modules["submission"] = package
            # With this, `from .helpers import f` works in the main file too.
            self.module.__package__ = "submission"

    def _execute_notebook(self, *, definitions_only: bool) -> None:
        with self._noting(self._path.name, NotANotebook):
            cells = code_cells(self._path.read_bytes())
            self._pretend_to_be_a_notebook()
            for cell in cells:
                self._execute_cell(cell, definitions_only=definitions_only)

    def _execute_cell(self, cell: Cell, *, definitions_only: bool) -> None:
        name = f"cell {cell.number}"
        lines = cell.source.splitlines(keepends=True)
        linecache.cache[name] = (len(cell.source), None, lines, name)
        with self._noting(name):
            if cell.writes is not None:
                target = self._path.parent / cell.writes
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(cell.source, "utf-8")
                return
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            tree = compile(cell.source, name, "exec", flags | ast.PyCF_ONLY_AST)
            assert isinstance(tree, ast.Module)  # noqa: S101 - what ONLY_AST returns
            self._run(tree, name, flags, definitions_only=definitions_only)

    def _pretend_to_be_a_notebook(self) -> None:
        def display(*things: Any, **_: Any) -> None:
            print(*things)  # noqa: T201 - that is what display does

        shell = self._absence.stand_in("IPython.get_ipython()")
        self.names.update(
            get_ipython=lambda: shell, display=display, In=[""], Out={}, _=""
        )

    def _run(
        self, tree: ast.Module, name: str, flags: int, *, definitions_only: bool
    ) -> None:
        flags |= _future_flags(tree)
        for statement in tree.body:
            if definitions_only and not _defines(statement):
                continue
            with self._noting(f"{Path(name).name}, line {statement.lineno}"):
                module = ast.Module(body=[statement], type_ignores=[])
                self._execute(
                    compile(module, name, "exec", flags, dont_inherit=True),
                    is_import=isinstance(statement, ast.Import | ast.ImportFrom),
                )

    def _execute(self, code: CodeType, *, is_import: bool) -> None:
        for _ in range(_MAX_RETRIES):
            try:
                result = eval(code, self.names)  # noqa: S307 - this is the worker
            except ModuleNotFoundError as error:
                if not is_import or not error.name:
                    raise
                self._absence.admit(error.name)
            else:
                if hasattr(result, "send"):  # a top-level await
                    _finish(result)
                return

    @contextlib.contextmanager
    def _noting(self, place: str, *expected: type[BaseException]) -> Iterator[None]:
        """Note whatever is raised, SystemExit and the like included, and go on."""
        try:
            yield
        except BaseException as error:  # noqa: BLE001 - round student code
            text = ExceptionText(error, str(self._box))
            kind = "" if isinstance(error, expected) else f"{text.type}: "
            trace = f"\n{text.traceback}" if text.traceback else ""
            note = f"{kind}{text.message}{trace}"[:_MAX_NOTE]
            if len(self.notes) < _MAX_NOTES:
                self.notes.append((place[:200], note))


def read_source(data: bytes) -> str:
    """Return the text of a Python file in whatever encoding it seems to have."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return data.decode("cp1252", "replace")


def _future_flags(tree: ast.Module) -> int:
    names = [
        alias.name
        for statement in tree.body
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        for alias in statement.names
    ]
    flags = 0
    for name in names:
        feature = getattr(__future__, name, None)
        flags |= getattr(feature, "compiler_flag", 0)
    return flags


def _defines(statement: ast.stmt) -> bool:
    """Tell whether a statement imports, defines or sets a constant."""
    match statement:
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return _is_constant(value)
        case ast.Try(body=body, handlers=handlers):
            return all(map(_defines, body)) and all(
                _defines(each) or isinstance(each, ast.Pass)
                for handler in handlers
                for each in handler.body
            )
        case ast.If(body=body, orelse=other):
            return all(map(_defines, body + other)) and _is_constant(statement.test)
    return isinstance(statement, _DEFINITIONS)


_HARMLESS = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.Tuple,
    ast.List,
    ast.Dict,
    ast.Set,
    ast.Lambda,
    ast.UnaryOp,
    ast.BinOp,
)


def _is_constant(value: ast.expr) -> bool:
    """Tell whether evaluating an expression calls nothing and ends soon."""
    if isinstance(value, ast.Lambda):
        return True
    if not isinstance(value, _HARMLESS):
        return False
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Pow | ast.LShift):
        return False
    return all(
        _is_constant(child)
        for child in ast.iter_child_nodes(value)
        if isinstance(child, ast.expr)
    )


def _finish(coroutine: Any) -> None:
    """Run a coroutine that needs no event loop (the box has none to offer)."""
    try:
        while True:
            coroutine.send(None)
    except StopIteration:
        return
