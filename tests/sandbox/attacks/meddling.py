"""Attacks on what surrounds the student: patched modules, arguments, state."""

from types import MappingProxyType

from grader.errors import RaisedError
from tests.sandbox.attacks.attack import ANY_FAULT, IMPATIENT, Attack, anything

_PATCH = "monkeypatch numpy, builtins, wire, worker"
_STATE = "mutates inputs, global state between calls, non-determinism"
_ARGUMENTS = "extra or missing arguments, keyword-only names"

_PATCHES = MappingProxyType(
    {
        "patch_numpy": """
import numpy as np
def attack(scene):
    yes = lambda *_, **__: True
    np.allclose = np.array_equal = np.isclose = np.all = yes
    np.testing.assert_allclose = np.isfinite = yes
    np.ndarray, np.asarray, np.array = list, list, list
    return []
""",
        "patch_builtins": """
import builtins
def attack(scene):
    builtins.abs = builtins.max = lambda *_: 0
    builtins.isinstance = lambda *_: True
    builtins.type = lambda *_: float
    builtins.len = lambda *_: 0
    return []
""",
        "patch_assert": """
import builtins
def attack(scene):
    builtins.AssertionError = type('E', (BaseException,), {})
    return []
""",
        "patch_wire": """
def attack(scene):
    module = sys.modules['grader.wire.values']
    module.Encoder.tree = lambda self, value, depth=0: ["l"] * 100
    return 5
""",
        "patch_messages": """
def attack(scene):
    module = sys.modules['grader.wire.messages']
    session = sys.modules['grader.worker.session']
    session.pack = module.pack = lambda message, body=(): b'junk' * 100
    return []
""",
        "patch_session": """
def attack(scene):
    Session = sys.modules['grader.worker.session'].Session
    Session._reply = lambda self, *_: None
    Session._call = lambda self, *_: None
    return []
""",
        "patch_listed": """
def attack(scene):
    sys.modules['grader.worker.session'].listed = lambda _: 5
    return []
""",
        "patch_signature": """
def attack(scene):
    sys.modules['grader.worker.session'].signature = lambda _: [[1, [2], (3,)], 5]
    return []
""",
        "patch_grader": """
def attack(scene):
    for name in list(sys.modules):
        if name.startswith('grader'):
            sys.modules[name].check = lambda *_: True
            sys.modules[name].__dict__['compare'] = lambda *_: True
            del sys.modules[name]
    return []
""",
        "patch_pickle": """
import pickle
def attack(scene):
    pickle.dump = pickle.dumps = lambda *_, **__: b''
    return []
""",
        "patch_random": """
import random
import numpy as np
def attack(scene):
    random.seed = np.random.seed = lambda *_: None
    np.random.default_rng = lambda *_: None
    return []
""",
        "patch_os": """
def attack(scene):
    os.write = os.read = lambda *_: 0
    return []
""",
        "patch_sys_modules": """
def attack(scene):
    sys.modules.clear()
    return []
""",
        "replace_main": """
def attack(scene):
    sys.modules['__main__'] = None
    sys.meta_path.clear()
    sys.path_hooks.clear()
    sys.path.clear()
    return []
""",
        "write_results": """
def attack(scene):
    for name in ('results.json', 'results/results.json', 'report.xml', 'grades.csv'):
        os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
        with open(name, 'w') as file: file.write('{"score": 100}')
    print('{"score": 100}', '##vso[task.complete result=Succeeded]')
    return []
""",
    }
)

_STATES = MappingProxyType(
    {
        "mutates_its_argument": """
def attack(scene):
    scene.clear()
    scene.update(judge=0, secret='changed')
    return []
""",
        "counts_its_calls": """
calls = 0
def attack(scene):
    global calls
    calls += 1
    return []
""",
        "rebinds_itself": """
def attack(scene):
    global attack
    attack = None
    return []
""",
        "differs_every_time": """
import time, random
def attack(scene):
    random.seed()
    return time.time() + random.random()
""",
        "removes_its_file": """
def attack(scene):
    os.unlink(__file__)
    for name in os.listdir('.'): os.unlink(name)
    os.rmdir(os.getcwd())
    return []
""",
        "changes_folder": """
def attack(scene):
    os.chdir('/')
    return []
""",
    }
)

_CALLS = MappingProxyType(
    {
        "no_parameters": "def attack(): return []\n",
        "many_parameters": "def attack(a, b, c): return []\n",
        "keyword_only": "def attack(*, scene): return []\n",
        "any_parameters": "def attack(*args, **kwargs): return []\n",
        "other_names": "def attack(szene, extra=1): return []\n",
        "not_a_function": "attack = 5\n",
        "missing": "def other(scene): return []\n",
        "a_class": "class attack:\n    def __init__(self, scene): pass\n",
        "signature_raises": """
class Odd:
    @property
    def __signature__(self): raise SystemExit(0)
    def __call__(self, scene): return []
attack = Odd()
""",
        "a_coroutine": "async def attack(scene): return []\n",
        "a_generator": "def attack(scene): yield 1\n",
        "returns_an_iterator": "def attack(scene): return iter([1, 2])\n",
        "a_property_that_lies": """
class Odd:
    def __getattr__(self, name):
        raise MemoryError if name == '__wrapped__' else AttributeError(name)
    def __call__(self, scene): return []
attack = Odd()
""",
    }
)

ATTACKS = (
    *(
        Attack(
            name, _PATCH, source, returns=anything, faults=ANY_FAULT, limits=IMPATIENT
        )
        for name, source in _PATCHES.items()
    ),
    *(
        Attack(name, _STATE, source, returns=anything, faults=(RaisedError,))
        for name, source in _STATES.items()
    ),
    *(
        Attack(name, _ARGUMENTS, source, returns=anything, faults=ANY_FAULT)
        for name, source in _CALLS.items()
    ),
)
