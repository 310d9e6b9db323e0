"""Notebooks as students hand them in, and what may have happened to the files."""

import json
import random
from collections.abc import Callable
from typing import Any

from tests.worker.messy_notebooks import NOTEBOOKS

_LINES = (
    "%matplotlib inline",
    "%%time",
    "%%writefile x.py",
    "%%writefile ../../x.py",
    "%%writefile /",
    "%%writefile",
    "%%",
    "%",
    "!",
    "!ls | grep x",
    "x = !ls",
    "x = %time 1",
    "?len",
    "len??",
    "await f()",
    "async def g(): yield 1",
    "\x00",
    "\ufeff",
    "\u2028x = 1",
    "(((((",
    "'''",
    '"""',
    "def double(x):",
    "    return 2 * x",
    "\treturn 2",
    "return 5",
    "lambda: (yield)",
    "x: int = 5; del x",
    "import torch.nn as nn",
    "from . import helper",
    "from __future__ import annotations",
    "# grader assignment: 04-momentum",
    "class A(B, metaclass=C): pass",
    "raise SystemExit",
    "match x:\n    case 1: pass",
    "f'{x!r:>{width}}'",
    "x = 0b2",
    "\\",
    "é = 1",
    "# -*- coding: utf-7 -*-",
    "@decorated",
    "global x, y",
    "1" * 5000,
    "-" * 5000 + "1",
    "(" * 300 + ")" * 300,
    "x" + ".x" * 3000,
)

_INTERESTING: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e308, 10**400, "", "code", "markdown", [], {}, [[]], [None]),
    *({"cells": []}, {"source": 5}, {"cell_type": "code"}, ["a", 1, None], "\ud800"),
    *({"cell_type": "code", "source": [1, ["x"]]}, [[[[[[[[[[]]]]]]]]]], "x" * 100_000),
    *({"cell_type": "code", "input": "x = 1"}, {"nbformat": 3}, {"worksheets": [5]}),
)


def mutant(rng: random.Random) -> bytes:
    """Return a file that was a notebook."""
    source = rng.choice(sorted(NOTEBOOKS))
    data = _as_bytes(NOTEBOOKS[source])
    for _ in range(rng.choice((1, 1, 2, 3))):
        data = rng.choices(_MUTATIONS, _WEIGHTS)[0](data, rng)
    return data


def _as_bytes(notebook: str | bytes) -> bytes:
    return notebook if isinstance(notebook, bytes) else notebook.encode()


def _change_a_node(data: bytes, rng: random.Random) -> bytes:
    """Replace, remove, double or rename some part of the JSON."""
    try:
        tree = json.loads(data)
        containers = _containers(tree)
        _change_one(containers, rng)
        return json.dumps(tree).encode()
    except (ValueError, IndexError, RecursionError):  # no JSON, or nothing in it
        return data


def _change_one(containers: list[Any], rng: random.Random) -> None:
    chosen = rng.choice(containers)
    if isinstance(chosen, list):
        at = rng.randrange(len(chosen))
        chosen[at : at + rng.randrange(2)] = [rng.choice(_INTERESTING)] * rng.choice(
            (0, 1, 2, 30)
        )
    else:
        key = rng.choice(sorted(chosen))
        value = chosen.pop(key)
        if rng.random() < 0.7:
            chosen[key] = rng.choice(_INTERESTING)
        elif rng.random() < 0.5:
            chosen[rng.choice(("cells", "source", "input", "cell_type", "x"))] = value


def _containers(tree: Any) -> list[Any]:
    """Return every list and dict in a tree that holds something."""
    if not isinstance(tree, list | dict) or not tree:
        return []
    children = tree.values() if isinstance(tree, dict) else tree
    return [tree, *(each for child in children for each in _containers(child))]


def _change_a_source(data: bytes, rng: random.Random) -> bytes:
    """Put lines that hurt into a cell's text."""
    try:
        cells = json.loads(data)["cells"]
        cell = rng.choice([each for each in cells if "source" in each])
        text = "".join(cell["source"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return data
    lines = text.splitlines()
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.randrange(len(lines) + 1)
        lines[at : at + rng.randrange(2)] = [rng.choice(_LINES)]
    cell["source"] = "\n".join(lines)
    return json.dumps({"cells": cells}).encode()


def _flip_bits(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 2, 8))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.randrange(1, 9)) + data[at:]


def _encode_otherwise(data: bytes, rng: random.Random) -> bytes:
    encoding = rng.choice(("utf-16", "utf-32", "cp1252", "utf-8-sig", "utf-7"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _nest(data: bytes, rng: random.Random) -> bytes:
    depth = rng.choice((100, 2_000, 100_000))
    return b'{"cells": ' + b"[" * depth + data + b"]" * depth + b"}"


_WEIGHTED: tuple[tuple[int, Callable[[bytes, random.Random], bytes]], ...] = (
    (6, _change_a_source),
    (5, _change_a_node),
    (1, _flip_bits),
    (1, _cut),
    (1, _insert),
    (1, _encode_otherwise),
    (1, _nest),
)
_WEIGHTS = [weight for weight, _ in _WEIGHTED]
_MUTATIONS = [mutate for _, mutate in _WEIGHTED]
