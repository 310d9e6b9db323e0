"""Submissions that are broken by accident: encodings, notebooks, imports, names."""

import json
from types import MappingProxyType
from typing import Any

from grader.errors import RaisedError
from tests.sandbox.attacks.attack import ANY_FAULT, Attack, anything

_TEXT = "syntax error, wrong indentation, tabs, BOM, CRLF, Windows-1252"
_TOP = "top-level training loop, plots, missing data, input(), warnings"
_NOTEBOOK = "notebook: cells, magics, await, nbformat 3, empty file"
_NAMES = "__MACOSX, spaces and Unicode in names"
_FINE = "def attack(scene):\n    return []\n"

# Whole files: what stands before every other program would hide what is tested.
_FILES = MappingProxyType(
    {
        "byte_order_mark": b"\xef\xbb\xbf" + _FINE.encode(),
        "carriage_returns": _FINE.replace("\n", "\r\n").encode(),
        "old_carriage_returns": _FINE.replace("\n", "\r").encode(),
        "windows_1252": b"# caf\xe9 \x80\n" + _FINE.encode(),
        "declared_latin_1": b"# -*- coding: latin-1 -*-\nx = '\xe9'\n" + _FINE.encode(),
        "unknown_encoding": b"# -*- coding: martian -*-\n" + _FINE.encode(),
    }
)

_HOPELESS = MappingProxyType(
    {
        "syntax_error": b"def attack(scene:\n    return []\n",
        "wrong_indentation": b"def attack(scene):\nreturn []\n",
        "tabs_and_spaces": b"def attack(scene):\n\tif 1:\n        return []\n",
        "nothing": b"",
        "utf_16": _FINE.encode("utf-16"),
        "null_bytes": b"\0" * 1000,
        "binary": bytes(range(256)) * 100,
        "nested_brackets": b"(" * 100_000,
        "nested_blocks": b"x = " + b"-" * 200_000 + b"1\n",
        "long_line": b"x = '" + b"y" * 5_000_000 + b"'\n",
    }
)

_TOPS = MappingProxyType(
    {
        "training_loop": """
import numpy as np
weights = np.zeros(3)
for step in range(2000):
    weights -= 0.1 * (weights - 1)
print(weights)
""",
        "plots": """
import matplotlib.pyplot as plt
plt.plot([1, 2, 3])
plt.show()
plt.savefig('figure.png')
""",
        "missing_data": """
import numpy as np
data = np.loadtxt('../data/mnist.csv')
images = open('C:\\\\Users\\\\me\\\\data.npz')
""",
        "input": "name = input('your name? ')\n",
        "warnings": """
import warnings
import numpy as np
warnings.warn('mind the gap')
np.log(np.zeros(2)) / 0
""",
        "debugger": "breakpoint()\nimport pdb\npdb.set_trace()\n",
        "exits_in_the_end": "import sys\nsys.exit(main() if 'main' in dir() else 0)\n",
        "notes_by_the_hundred": "\n".join(
            f"raise ValueError('\u65e5' * 3000 + '{n}')" for n in range(60)
        )
        + "\n",
        "names_by_the_thousand": "\n".join(f"x{n} = {n}" for n in range(5000)) + "\n",
        "star_import": "from numpy import *\n",
        "own_main": "if __name__ == '__main__':\n    raise SystemExit(1)\n",
        "absent_modules": """
import torch
import torch.nn as nn
from tqdm import tqdm
class Net(nn.Module): pass
net = torch.load('model.pt').cuda()
for _ in tqdm(range(3)): pass
""",
    }
)


def _notebook(*cells: Any, **more: Any) -> str:
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": list(cells)} | more)


def _code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": []} | more


_PLAIN = _code(_FINE)

_NOTEBOOKS = MappingProxyType(
    {
        "magics": _notebook(
            _code("%matplotlib inline\n!pip install torch\n?help\n%debug\n"),
            _code("%%bash\ntouch descent-attack\n"),
            _code("%%time\n" + _FINE),
            _code("files = !ls\nx = %timeit -o 1\n"),
        ),
        "await": _notebook(_code("import asyncio\nawait asyncio.sleep(0)\n"), _PLAIN),
        "write_a_file": _notebook(
            _code("%%writefile helper.py\nvalue = []\n"),
            _code("from helper import value\ndef attack(scene): return value\n"),
        ),
        "format_3": json.dumps(
            {
                "nbformat": 3,
                "worksheets": [{"cells": [{"cell_type": "code", "input": [_FINE]}]}],
            }
        ),
        "duplicated_cells": _notebook(_code(_FINE.replace("[]", "5")), _PLAIN, _PLAIN),
        "failing_cells": _notebook(_code("1 / 0\n"), _code("raise SystemExit"), _PLAIN),
        "large_outputs": _notebook(
            _PLAIN, _code("1", outputs=[{"x": "y" * 2_000_000}])
        ),
    }
)

_NO_NOTEBOOKS = MappingProxyType(
    {
        "empty_file": "",
        "not_json": "{",
        "not_an_object": "[1, 2]",
        "no_cells": "{}",
        "cells_of_nothing": _notebook(None, 5, [], {}, {"cell_type": ["code"]}),
        "code_as_markdown": _notebook({"cell_type": "markdown", "source": _FINE}),
        "cells_of_numbers": _notebook(_code([1, None, "x"]), _code(5)),
        "nested_json": "[" * 100_000,
        "huge_number": _notebook(_code("1", execution_count=0))[:-1] + ', "n": 1e999}',
        "long_number": '{"cells": ' + "9" * 10_000 + "}",
        "writes_outside": _notebook(
            _code("%%writefile ../../tmp/descent-attack.py\nx = 1\n"),
            _code("%%writefile /tmp/descent-attack.py\nx = 1\n"),
        ),
        "surrogates": '{"cells": [{"cell_type": "code", "source": "\\ud800 = 1"}]}',
    }
)

ATTACKS = (
    *(
        Attack(f"file_{name}", _TEXT, "", files=(("solution.py", data),))
        for name, data in _FILES.items()
    ),
    *(
        Attack(
            f"file_{name}", _TEXT, "", faults=ANY_FAULT, files=(("solution.py", data),)
        )
        for name, data in _HOPELESS.items()
    ),
    *(
        Attack(name, _TOP, source + _FINE, returns=anything, faults=(RaisedError,))
        for name, source in _TOPS.items()
    ),
    *(
        Attack(f"notebook_{name}", _NOTEBOOK, source, main="solution.ipynb")
        for name, source in _NOTEBOOKS.items()
    ),
    *(
        Attack(
            f"notebook_{name}",
            _NOTEBOOK,
            source,
            faults=ANY_FAULT,
            main="solution.ipynb",
        )
        for name, source in _NO_NOTEBOOKS.items()
    ),
    Attack(
        "odd_file_names",
        _NAMES,
        _FINE,
        files=(
            ("Über uns/données (1).txt", b"x"),
            ("__MACOSX/._solution.py", b"\0"),
            ("caf\udce9.txt", b"x"),
            ("x" * 200, b"x"),
            (" .py", b"x"),
            ("solution.py ", b"x"),
            ("CON", b"x"),
        ),
    ),
    Attack(
        "names_that_collide",
        _NAMES,
        _FINE,
        faults=ANY_FAULT,
        files=(("a", b"x"), ("a/b", b"x")),
    ),
    Attack(
        "name_that_is_too_long",
        _NAMES,
        _FINE,
        faults=ANY_FAULT,
        files=(("x" * 300, b"x"),),
    ),
)
