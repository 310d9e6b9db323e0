"""Attacks by value: objects that lie, and values that are hard to compare."""

import math
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import numpy as np

from grader.errors import CannotTravel, RaisedError, SaidTooMuch
from grader.sandbox.remote import Opaque, RemoteObject
from tests.sandbox.attacks.attack import Attack, anything

_LIES = "objects lying in __eq__, __array__, __float__; subclasses; odd dtypes"
_HUGE = "huge array as a reply"
_EXACT = "NaN, inf, -0.0, complex nan, float16, bool"
_KINDS = "returns list, float32, int, wrong shape, None, generator, transposed view"

_AMBIGUOUS = (RaisedError, SaidTooMuch, CannotTravel)


def _remote(value: Any) -> bool:
    return isinstance(value, RemoteObject | Opaque)


def _array(want: Any) -> Callable[[Any], bool]:
    """Return what tells whether a value is exactly this array, dtype and signs too."""

    def is_same(value: Any) -> bool:
        return (
            type(value) is np.ndarray
            and value.dtype == want.dtype
            and value.shape == want.shape
            and value.tobytes() == np.asarray(want, order="C").tobytes()
        )

    return is_same


def _equal(want: Any) -> Callable[[Any], bool]:
    return lambda value: type(value) is type(want) and bool(value == want)


_LIARS = MappingProxyType(
    {
        "equal_to_everything": """
class Liar:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __hash__(self): return 0
    def __bool__(self): return True
    def __array__(self, *_, **__): raise SystemExit(0)
    def __float__(self): raise KeyboardInterrupt
def attack(scene): return Liar()
""",
        "subclass_of_ndarray": """
import numpy as np
class Liar(np.ndarray):
    def __array_ufunc__(self, *_, **__): return np.array(0.0)
    def __array_function__(self, *_, **__): return True
    def __eq__(self, other): return True
    shape = (2, 2)
def attack(scene): return np.zeros(3).view(Liar)
""",
        "subclass_of_float": """
class Liar(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
def attack(scene): return Liar(5.0)
""",
        "subclass_of_list": """
class Liar(list):
    def __len__(self): return 3
    def __iter__(self):
        while True: yield 1.0
def attack(scene): return Liar([1.0])
""",
        "subclass_of_dict": """
class Liar(dict):
    def items(self):
        while True: yield 'a', 1
def attack(scene): return Liar(a=1)
""",
        "subclass_of_str": """
class Liar(str): pass
def attack(scene): return Liar('x')
""",
        "lies_about_its_class": """
class Liar:
    @property
    def __class__(self): return float
    __name__ = 'float'
def attack(scene): return Liar()
""",
        "evil_metaclass": """
class Meta(type):
    def __instancecheck__(cls, other): return True
    def __subclasscheck__(cls, other): return True
    def __eq__(cls, other): return True
    def __hash__(cls): return hash(float)
class Liar(metaclass=Meta): pass
def attack(scene): return Liar()
""",
        "masked_array": """
import numpy as np
def attack(scene): return np.ma.masked_all(3)
""",
        "matrix": "import numpy as np\ndef attack(scene): return np.ma.array([1.0])\n",
        "generator": "def attack(scene): return (x for x in iter(int, 1))\n",
        "closure": "def attack(scene): return lambda *_: True\n",
        "module": "def attack(scene): return os\n",
        "set": "def attack(scene): return {1.0, 2.0}\n",
        "decimal": """
from decimal import Decimal
def attack(scene): return Decimal('1')
""",
        "fraction": """
from fractions import Fraction
def attack(scene): return Fraction(1, 3)
""",
        "iterates_for_ever": """
class Endless:
    def __getitem__(self, at): return 1.0
    def __len__(self): return 10 ** 12
def attack(scene): return Endless()
""",
        "repr_recurses": """
class R:
    def __repr__(self): return repr(self)
    __str__ = __repr__
def attack(scene): return R()
""",
        "reduces_to_a_command": """
class P:
    def __reduce__(self): return os.system, ("true",)
def attack(scene): return P()
""",
    }
)

_ODD = MappingProxyType(
    {
        "object_array": """
import numpy as np
def attack(scene): return np.array([object(), None, {}], dtype=object)
""",
        "text_array": """
import numpy as np
def attack(scene): return np.array(["a", "b"])
""",
        "structured_array": """
import numpy as np
def attack(scene): return np.zeros(3, dtype=[("x", "f8"), ("y", "O")])
""",
        "datetime_array": """
import numpy as np
def attack(scene): return np.array(["2024-01-01"], dtype="M8[s]")
""",
        "void_array": """
import numpy as np
def attack(scene): return np.zeros(3, dtype="V16")
""",
        "long_double": """
import numpy as np
def attack(scene): return np.ones(3, dtype=np.longdouble)
""",
        "tuple_keys": "def attack(scene): return {(1, 2): 3, None: 4}\n",
        "self_reference": """
def attack(scene):
    x = []
    x.append(x)
    return x
""",
        "deeply_nested": """
def attack(scene):
    x = 1.0
    for _ in range(500): x = [x]
    return x
""",
        "list_of_liars": """
class Liar:
    def __eq__(self, other): return True
def attack(scene): return [Liar(), {"a": Liar()}, (Liar(),)]
""",
        "changes_while_sent": """
import threading
def attack(scene):
    x = {n: float(n) for n in range(1000)}
    def change():
        n = 0
        while True:
            n += 1
            x[n % 3000] = x.pop((n * 7) % 3000, 0.0)
    threading.Thread(target=change, daemon=True).start()
    return x
""",
        "names_that_hurt": """
def attack(scene):
    return type("\\x1b[2J<script>alert(1)</script>\\u202e" + "N" * 5000, (), {})()
""",
        "text_that_hurts": """
def attack(scene):
    text = "\\x1b[2J\\x1b]0;owned\\x07<script>=cmd()\\u202e\\ud800\\0" * 100
    print(text)
    os.write(1, bytes(range(256)) * 10)
    return text
""",
    }
)

_BIG = -(10**400)

_REPLIES = MappingProxyType(
    {
        "huge_array": """
import numpy as np
def attack(scene): return np.zeros(9_000_000)
""",
        "huge_header": "def attack(scene): return [2 ** 40] * 60_000\n",
        "huge_text": "def attack(scene): return 'x' * 10 ** 7\n",
        "huge_integer": "def attack(scene): return 10 ** 100_000\n",
        "huge_list": "def attack(scene): return list(range(10 ** 6))\n",
        "huge_dict": "def attack(scene): return {str(n): n for n in range(10 ** 5)}\n",
    }
)

_VALUES = (
    ("nan", "float('nan')", lambda value: type(value) is float and math.isnan(value)),
    ("infinity", "-float('inf')", _equal(-math.inf)),
    (
        "negative_zero",
        "-0.0",
        lambda value: value == 0 and math.copysign(1.0, value) == -1.0,
    ),
    (
        "complex_nan",
        "complex(float('nan'), -0.0)",
        lambda value: math.isnan(value.real) and math.copysign(1.0, value.imag) == -1.0,
    ),
    ("boolean", "True", _equal(True)),
    ("large_integer", "-10 ** 400", _equal(_BIG)),
    (
        "float16",
        "np.array([1.5, -0.0, np.inf], dtype=np.float16)",
        _array(np.array([1.5, -0.0, np.inf], dtype=np.float16)),
    ),
    (
        "float32",
        "np.array([0.1, np.nan], dtype=np.float32)",
        _array(np.array([0.1, np.nan], dtype=np.float32)),
    ),
    ("big_endian", "np.arange(3, dtype='>i4')", _array(np.arange(3, dtype="<i4"))),
    ("bool_array", "np.array([True, False])", _array(np.array([True, False]))),
    (
        "transposed",
        "np.arange(6.0).reshape(2, 3).T",
        _array(np.arange(6.0).reshape(2, 3).T),
    ),
    ("negative_strides", "np.arange(6.0)[::-2]", _array(np.arange(6.0)[::-2])),
    (
        "broadcast",
        "np.broadcast_to(1.0, (2, 3))",
        _array(np.ones((2, 3))),
    ),
    ("no_dimensions", "np.array(2.5)", _array(np.array(2.5))),
    ("empty", "np.zeros((0, 3))", _array(np.zeros((0, 3)))),
    ("column", "np.ones((3, 1))", _array(np.ones((3, 1)))),
    ("none", "None", lambda value: value is None),
    ("nested", "[1, (2.0, 'x'), {'a': None}]", _equal([1, (2.0, "x"), {"a": None}])),
    ("scalar", "np.float32(0.5)", lambda value: type(value) is np.float32),
)

ATTACKS = (
    *(
        Attack(name, _LIES, source, returns=_remote, faults=_AMBIGUOUS)
        for name, source in _LIARS.items()
    ),
    *(
        Attack(name, _LIES, source, returns=anything, faults=_AMBIGUOUS)
        for name, source in _ODD.items()
    ),
    *(
        Attack(
            f"value_{name}",
            _EXACT if at < 8 else _KINDS,
            f"import numpy as np\ndef attack(scene): return {value}\n",
            returns=returns,
        )
        for at, (name, value, returns) in enumerate(_VALUES)
    ),
    *(
        Attack(name, _HUGE, source, returns=anything, faults=(SaidTooMuch,))
        for name, source in _REPLIES.items()
    ),
)
