"""Ten notebooks of the kind that is really handed in; each defines `double`."""

import json
from typing import Any

DOUBLE = "def double(x):\n    return 2 * x"


def cell(source: str, kind: str = "code") -> dict[str, Any]:
    extra: dict[str, Any] = (
        {"outputs": [], "execution_count": None} if kind == "code" else {}
    )
    return {"cell_type": kind, "metadata": {}, "source": source, **extra}


def notebook(*cells: dict[str, Any]) -> bytes:
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    return json.dumps(document).encode()


def format_3(*sources: str) -> bytes:
    cells = [
        {"cell_type": "code", "input": source.splitlines(keepends=True), "outputs": []}
        for source in sources
    ]
    document = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}
    return json.dumps(document).encode()


NOTEBOOKS: dict[str, bytes] = {
    "a story with plots and magics": notebook(
        cell("# My homework", "markdown"),
        cell("%matplotlib inline\nimport numpy as np\nimport matplotlib.pyplot as plt"),
        cell(DOUBLE),
        cell("xs = np.linspace(0, 1)\nplt.plot(xs, double(xs))\nplt.show()"),
    ),
    "a colab export with absent packages": notebook(
        cell("!pip install -q torch seaborn\nfrom google.colab import drive"),
        cell("drive.mount('/content/drive')\nimport torch\nimport seaborn as sns"),
        cell("device = 'cuda' if torch.cuda.is_available() else 'cpu'\nsns.set()"),
        cell("class Net(torch.nn.Module):\n    pass\n\n" + DOUBLE),
    ),
    "cells in the wrong order, and twice": notebook(
        cell("print(double(3))"),
        cell(DOUBLE.replace("2 * x", "3 * x")),
        cell(DOUBLE),
        cell("print(undefined_yet)"),
    ),
    "a training loop with tqdm around it": notebook(
        cell("from tqdm.notebook import tqdm, trange\nimport random"),
        cell("losses = []\nfor epoch in tqdm(range(20)):\n    losses.append(epoch)"),
        cell(
            "def double(x):\n    for _ in trange(1):\n        x = x + x\n    return x"
        ),
        cell("assert len(losses) == 20"),
    ),
    "timed cells and files written": notebook(
        cell("%%writefile factors.py\nTWO = 2\n"),
        cell("import factors"),
        cell("%%time\ndef double(x):\n    return factors.TWO * x"),
        cell("%timeit double(3)\n%time y = double(2)\nfiles = !ls"),
        cell("%%bash\nrm -rf everything"),
    ),
    "help, display and history": notebook(
        cell("import numpy as np\nnp.zeros?\n?np.ones\ndisplay(np.pi)"),
        cell(DOUBLE),
        cell("double(4)\nIn, Out, _"),
        cell("get_ipython().run_line_magic('load_ext', 'autoreload')"),
    ),
    "top-level await": notebook(
        cell("async def fetch():\n    return 2\n\nfactor = await fetch()"),
        cell("def double(x):\n    return factor * x"),
    ),
    "broken cells among good ones": notebook(
        cell("def half(x:\n    return x / 2"),
        cell("data = open('data.csv').read()"),
        cell("raise SystemExit"),
        cell("name = input('Your name? ')"),
        cell(DOUBLE),
        cell("1 / 0"),
    ),
    "format 3": format_3("import math", DOUBLE, "print math.pi"),
    "strings that look like magics": notebook(
        cell("usage = '''\n%not a magic\n!not a command\n'''\nrest = 7 \\\n  % 4"),
        cell("def double(x):\n    return x * (len(usage.split()) - 4) % 97"),
        cell("assert rest == 3"),
        cell(""),
        cell("raw text", "raw"),
    ),
}
