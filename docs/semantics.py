"""Write docs/semantics.md from the docstrings of the reference.

`python docs/semantics.py` rewrites the page; a test compares it, so it cannot drift.
"""

import ast
import inspect
import re
import textwrap
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import reference
from reference import optimizers

PAGE = Path(__file__).with_suffix(".md")

TITLES = {
    "01": "Gradient descent",
    "02": "Descent theory",
    "03": "Stochastic gradients",
    "04": "Momentum",
    "05": "Adaptive rates",
    "06": "Activations",
    "07": "Backpropagation",
    "08": "Multilayer perceptron",
    "09": "Curvature",
    "10": "Convex problems",
    "11": "Convolution",
}

PREFACE = """\
# What every exercise means

Written by `python docs/semantics.py` from the docstrings of `reference/`; a test keeps
the two the same. Nothing is graded that is not said here.

Everywhere: arrays in, arrays out (floats for scalars); integers are read as floats;
inputs are never changed in place; |v| is the Euclidean norm. A *path* includes its
start. Updates count from t = 1. Velocities and accumulators start at 0. Examples are
rows; `W` has shape (inputs, outputs) and is used as `x @ W + b`. In a Jacobian a row is
an output and a column an input. Class labels are integers from 0. `rng` is a numpy
`Generator`. Arguments may be given by position or by name. Hyperparameters that no
method has (a negative rate, a decay outside [0, 1), half a step) are refused with a
`ValueError` that gives name and value.

In the signatures `ArrayLike` is anything numpy reads as floats, `Array` a float64 array
or, where the value is one number, a float64; `Labels` an array of integers; `Function`
takes a point and returns a number, `Gradient` takes a point and returns an array of its
shape, `Hessian` a matrix; `SupportsIndex` is any whole number; `Parameters` is a list
of pairs (W, b), input side first.
"""

# A block's name, then either text on the following lines or a literal after `::`.
_HEADING = re.compile(r"^(?P<name>[A-Z][A-Za-z ]+)(?P<rest>[^:]*)(?P<colons>::?)$")

_BROKEN_HEADING = re.compile(r"^([A-Z][^\n]*[^:\n])\n(\S[^\n]*::?)$", re.MULTILINE)


def page() -> str:
    """Return the whole page."""
    sections = defaultdict(list)
    for name in reference.__all__:
        subject = getattr(reference, name)
        sections[_assignment(inspect.getmodule(subject))].append((name, subject))
    for entries in sections.values():
        entries.sort(key=_place)
    lines = [PREFACE]
    for number, entries in sorted(sections.items()):
        lines.append(f"## {number} {TITLES[number]}\n")
        lines += [_entry(name, subject) for name, subject in entries]
    return "\n".join(lines)


def _place(entry: tuple[str, Any]) -> tuple[str, int]:
    """Return where a subject is defined: a section keeps the order of its files."""
    _, subject = entry
    return subject.__module__, inspect.getsourcelines(subject)[1]


def _assignment(module: ModuleType | None) -> str:
    match = re.match(r"Assignment (\d\d)", (module and module.__doc__) or "")
    if match is None:
        raise ValueError(f"{module}: the docstring does not begin 'Assignment NN'.")
    return match[1]


def _entry(name: str, subject: Any) -> str:
    parts = [f"### `{name}`\n", f"```python\n{_signature(subject)}\n```\n"]
    doc = inspect.getdoc(subject) or ""
    rule = re.search(r"^Rule: (\w+)$", doc, re.MULTILINE)
    summary, *blocks = _blocks(doc)
    if rule:
        inherited = _blocks(inspect.getdoc(getattr(optimizers, rule[1])) or "")
        blocks = [each for each in inherited if each[0].startswith(_SHARED)] + blocks
    parts += [_block(*each) for each in (summary, *blocks)]
    if inspect.isclass(subject):
        parts += [_method(member) for member in _public_methods(subject)]
    return "\n".join(parts)


_SHARED = ("Update", "Convention", "Source")
"""Blocks that a path function takes over from its rule."""


def _public_methods(subject: type) -> list[Any]:
    return [
        member
        for name, member in vars(subject).items()
        if inspect.isfunction(member) and not name.startswith("_")
    ]


def _method(member: Any) -> str:
    first = (inspect.getdoc(member) or "").splitlines()[0]
    return f"* `.{_signature(member).removeprefix('def ')}`: {first}\n"


def _signature(subject: Any) -> str:
    source = textwrap.dedent(inspect.getsource(subject))
    node = ast.parse(source).body[0]
    if isinstance(node, ast.ClassDef):
        return f"class {node.name}{_arguments(_constructor(node))}"
    assert isinstance(node, ast.FunctionDef)  # noqa: S101 - getsource gave a def
    returns = ast.unparse(node.returns) if node.returns else "None"
    return f"def {node.name}{_arguments(node.args)} -> {returns}"


def _constructor(node: ast.ClassDef) -> ast.arguments:
    return next(
        member.args
        for member in node.body
        if isinstance(member, ast.FunctionDef) and member.name == "__init__"
    )


def _arguments(arguments: ast.arguments) -> str:
    arguments.args = [each for each in arguments.args if each.arg != "self"]
    text = ast.unparse(arguments)
    return f"({text})".replace("Callable[..., ", "Callable[...] -> (")


def _blocks(doc: str) -> list[tuple[str, bool, str]]:
    """Return (heading, is a literal, text) for each block of a docstring."""
    blocks: list[tuple[str, bool, list[str]]] = [("", False, [])]
    for line in _BROKEN_HEADING.sub(r"\1 \2", doc).splitlines():
        heading = _HEADING.match(line)
        if heading:
            title = f"{heading['name']}{heading['rest']}"
            blocks.append((title, heading["colons"] == "::", []))
        elif not line.startswith("Rule: "):
            blocks[-1][2].append(line)
    return [(head, code, "\n".join(lines)) for head, code, lines in blocks]


def _block(heading: str, is_literal: bool, text: str) -> str:
    text = textwrap.dedent(text).strip("\n")
    if is_literal:
        return f"**{heading}:**\n\n```text\n{text}\n```\n"
    body = _with_examples(text)
    return f"**{heading}:** {body}\n" if heading else f"{body}\n"


def _with_examples(text: str) -> str:
    """Return text with its doctests fenced."""
    paragraphs = re.split(r"\n{2,}", text)
    return "\n\n".join(
        f"```pycon\n{each}\n```" if each.startswith(">>>") else each
        for each in paragraphs
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
