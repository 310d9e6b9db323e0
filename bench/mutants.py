"""Break the reference in small ways, one at a time, and see whether a test notices.

    python bench/mutants.py reference/optimizers reference/losses.py

Each mutant is one change of one operator, comparison, number or call. It is killed when
the tests of its module fail or do not end. What survives is printed with its line: it
is either a hole in the tests or a change that changes nothing. The exit code is 0 if at
least nine of ten mutants were killed.
"""

import argparse
import ast
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import numpy as np  # noqa: F401 - loaded once, for all forks
import pytest

ROOT = Path(__file__).resolve().parent.parent
_NEEDED = 0.9
_SECONDS = 60

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


Change = Callable[[ast.AST], str]
"""Changes a node of a tree and returns what it reads now."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One broken version of a file."""

    path: Path
    line: int
    change: str
    source: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    for at, node in enumerate(_code_nodes(tree)):
        for variant in range(len(_changes(node))):
            copy = deepcopy(tree)
            target = _code_nodes(copy)[at]
            before = ast.unparse(target)
            after = _changes(target)[variant](copy)
            yield Mutant(
                path=path,
                line=getattr(node, "lineno", 0),
                change=f"{before}  ->  {after}",
                source=ast.unparse(copy),
            )


def _code_nodes(tree: ast.AST) -> list[ast.AST]:
    """Return the nodes that compute: no annotations, no strings, no imports."""
    nodes: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "bases"}:
                continue
            children = value if isinstance(value, list) else [value]
            waiting += [each for each in children if isinstance(each, ast.AST)]
    return nodes


def _changes(node: ast.AST) -> list[Change]:  # noqa: C901, PLR0911 - one case a node
    """Return functions that change a node and describe it afterwards."""
    match node:
        case ast.BinOp(op=op) if type(op) in _OPERATORS:
            return [lambda _: _set(node, "op", _OPERATORS[type(op)]())]
        case ast.AugAssign(op=op) if type(op) in _OPERATORS:
            return [lambda _: _set(node, "op", _OPERATORS[type(op)]())]
        case ast.Compare(ops=[op, *_]) if type(op) in _COMPARISONS:
            new = [_COMPARISONS[type(op)](), *node.ops[1:]]
            return [lambda _: _set(node, "ops", new)]
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [lambda _: _set(node, "op", other)]
        case ast.UnaryOp(op=ast.USub()):
            return [lambda _: _set(node, "op", ast.UAdd())]
        case ast.UnaryOp(op=ast.Not()):
            return [lambda tree: _replace(tree, node, node.operand)]
        case ast.Constant(value=bool(value)):
            return [lambda _: _set(node, "value", not value)]
        case ast.Constant(value=int(value) | float(value)):
            changed = value + 1 if isinstance(value, int) else value * 1.5 + 0.1
            return [lambda _: _set(node, "value", changed)]
        case ast.Expr(value=ast.Call()):
            return [lambda tree: _replace(tree, node, ast.Pass())]
        case ast.IfExp(body=body, orelse=other):
            return [
                lambda tree: _replace(tree, node, body),
                lambda tree: _replace(tree, node, other),
            ]
    return []


def _set(node: ast.AST, name: str, value: object) -> str:
    setattr(node, name, value)
    return ast.unparse(node)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> str:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and old in value:
                value[value.index(old)] = new
    ast.fix_missing_locations(tree)
    return ast.unparse(new)


def tests_of(path: Path) -> list[str]:
    """Return what is run against a file's mutants: every test that imports it."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    module = module.removesuffix(".__init__")
    names = {module, module.rpartition(".")[2]}
    chosen = [
        test
        for test in sorted((ROOT / "tests" / "reference").glob("test_*.py"))
        if test.stem.removeprefix("test_") in names or module in test.read_text("utf-8")
    ]
    paths = [*chosen, path]
    return [str(each.relative_to(ROOT)) for each in paths]


def is_killed(mutant: Mutant, tree: Path) -> bool:
    """Run the tests on a mutant, in a fork that has the libraries loaded already."""
    target = tree / mutant.path.relative_to(ROOT)
    original = target.read_text("utf-8")
    target.write_text(mutant.source, "utf-8")
    pid = os.fork()
    if pid == 0:
        signal.alarm(_SECONDS)
        try:
            _run_tests(tree, tests_of(mutant.path))
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    target.write_text(original, "utf-8")
    return status != 0


def _run_tests(tree: Path, tests: list[str]) -> None:
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    sys.dont_write_bytecode = True
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    code = pytest.main(
        ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:cov", "--no-header", *tests]
    )
    os._exit(int(code))


def main() -> int:
    """Try all mutants of the files and folders given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--part", default="1/1", help="K/N: every N-th, from the K-th")
    arguments = parser.parse_args()
    part, parts = map(int, arguments.part.split("/"))
    files = [
        file
        for path in arguments.paths
        for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])
    ]
    everything = [each for file in files for each in mutants(file.resolve())]
    chosen = everything[part - 1 :: parts]
    survivors = []
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        ignored = {".git", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache"}
        copytree(ROOT, tree, ignore=lambda _, names: ignored & set(names))
        for file in sorted({mutant.path for mutant in chosen}):
            unchanged = Mutant(file, 0, "", file.read_text("utf-8"))
            if is_killed(unchanged, tree):
                sys.exit(f"the tests of {file} fail as it stands")
        for mutant in chosen:
            if not is_killed(mutant, tree):
                survivors.append(mutant)
                where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
                print(f"survived  {where}  {mutant.change}", flush=True)
    killed = len(chosen) - len(survivors)
    print(f"{killed} of {len(chosen)} mutants killed ({killed / len(chosen):.1%})")
    return 0 if killed >= _NEEDED * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
