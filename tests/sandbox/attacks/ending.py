"""Attacks that end the process, or that make its end or its exceptions misleading."""

from grader.errors import Killed, RaisedError, TimedOut
from tests.sandbox.attacks.attack import ANY_FAULT, Attack, anything

_CRASH = "segfault, abort, overflow of the stack"
_EXIT = "os._exit, sys.exit, SystemExit at import and in a call"
_RAISE = "exception whose text raises, loops or is huge"
_LATER = "atexit, __del__, signal handlers, settrace, closing descriptors 0 to 2"

_CRASHES = {
    "recursion": "def attack(scene):\n    return attack(scene)\n",
    "recursion_unlimited": """
sys.setrecursionlimit(10 ** 9)
class A:
    def __getattr__(self, name): return getattr(self, name + "x")
def attack(scene):
    def down(): return down()
    return down()
""",
    "overflow_of_the_c_stack": """
import ctypes
def attack(scene):
    kind = ctypes.CFUNCTYPE(ctypes.c_int)
    call = kind(lambda: call())
    sys.setrecursionlimit(10 ** 9)
    return call()
""",
    "segfault": "import ctypes\ndef attack(scene):\n    ctypes.string_at(1)\n",
    "abort": "def attack(scene):\n    os.abort()\n",
    "kill_itself": "def attack(scene):\n    os.kill(os.getpid(), 9)\n    return []\n",
    "illegal_instruction": """
import ctypes, mmap
def attack(scene):
    code = mmap.mmap(-1, 4096, prot=7)
    code.write(bytes.fromhex("0f0b"))
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    ctypes.CFUNCTYPE(None)(address)()
""",
    "broken_code_object": """
def attack(scene):
    code = (lambda: None).__code__.replace(co_code=bytes(range(256)), co_consts=())
    exec(code)
    return []
""",
}

_EXITS = {
    "exit_at_once": "def attack(scene):\n    os._exit(0)\n",
    "exit_with_a_code": "def attack(scene):\n    os._exit(77)\n",
    "sys_exit": "def attack(scene):\n    sys.exit(0)\n",
    "raise_system_exit": "def attack(scene):\n    raise SystemExit('passed')\n",
    "quit": "def attack(scene):\n    quit()\n",
    "keyboard_interrupt": "def attack(scene):\n    raise KeyboardInterrupt\n",
    "generator_exit": "def attack(scene):\n    raise GeneratorExit\n",
    "stop_iteration": "def attack(scene):\n    raise StopIteration([])\n",
    "base_exception": "def attack(scene):\n    raise BaseException\n",
    "exception_group": """
def attack(scene):
    raise BaseExceptionGroup("all", [SystemExit(0), KeyboardInterrupt()])
""",
}

_AT_IMPORT = {
    "exit_at_import": "os._exit(0)\n",
    "sys_exit_at_import": "sys.exit(0)\n",
    "interrupt_at_import": "raise KeyboardInterrupt\n",
    "segfault_at_import": "import ctypes\nctypes.string_at(1)\n",
    "exit_in_a_class": "class A:\n    os._exit(0)\n",
}

_TEXTS = {
    "text_raises": """
class E(Exception):
    def __str__(self): raise SystemExit(0)
    __repr__ = __str__
def attack(scene): raise E
""",
    "text_loops": """
class E(Exception):
    def __str__(self):
        while True: pass
def attack(scene): raise E
""",
    "text_is_huge": "def attack(scene): raise ValueError('x' * 10 ** 8)\n",
    "type_name_is_huge": """
def attack(scene): raise type('E' * 10 ** 7, (Exception,), {})('x')
""",
    "type_name_lies": """
class Meta(type):
    @property
    def __name__(cls): raise ValueError('no name')
class E(Exception, metaclass=Meta): pass
def attack(scene): raise E
""",
    "text_is_no_text": """
class S(str):
    def encode(self, *_): return 5
class E(Exception):
    def __str__(self): return S('x')
def attack(scene): raise E
""",
    "text_is_not_utf8": "def attack(scene): raise ValueError('\\udcff\\ud800 \\0')\n",
    "cause_loops": """
def attack(scene):
    a, b = ValueError('a'), ValueError('b')
    a.__cause__, b.__cause__ = b, a
    raise a
""",
    "traceback_is_long": """
def down(n):
    if n == 0: raise ValueError('deep ' * 1000)
    down(n - 1)
def attack(scene): down(900)
""",
    "raises_memory_error": "def attack(scene): raise MemoryError('not really')\n",
    "raises_too_big": """
def attack(scene):
    raise sys.modules['grader.wire.limits'].TooBig('said so')
""",
    "raises_end_of_file": "def attack(scene): raise EOFError\n",
}

_LATERS = {
    "at_exit": """
import atexit
def attack(scene):
    atexit.register(lambda: open(scene['gradebook'], 'w').write('100'))
    atexit.register(lambda: os.write(1, b'at exit'))
    return []
""",
    "finalizer": """
class Late:
    def __del__(self): os._exit(0)
def attack(scene):
    globals()['late'] = Late()
    return []
""",
    "handlers": """
import signal
def attack(scene):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGSEGV, signal.SIGCHLD):
        signal.signal(number, lambda *_: os._exit(0))
    return []
""",
    "excepthook": """
def attack(scene):
    sys.excepthook = sys.unraisablehook = lambda *_: os._exit(0)
    return []
""",
    "close_input": "def attack(scene):\n    os.close(0)\n    return []\n",
    "close_output": "def attack(scene):\n    os.close(1)\n    return []\n",
    "close_errors": "def attack(scene):\n    os.close(2)\n    return []\n",
    "close_streams": """
def attack(scene):
    sys.stdout.close()
    sys.stderr.close()
    sys.stdin.close()
    return []
""",
    "delete_streams": """
def attack(scene):
    del sys.stdout, sys.stderr
    return []
""",
}

_UPSETTING = {
    "trace": """
import threading
def attack(scene):
    def trace(frame, event, argument): raise ValueError('traced')
    threading.settrace(trace)
    sys.settrace(trace)
    return []
""",
    "profile": """
def attack(scene):
    sys.setprofile(lambda *_: sys.exit(0))
    return []
""",
    "replace_streams": """
class Stream:
    def write(self, text): raise SystemExit
    def flush(self):
        while True: raise KeyboardInterrupt
def attack(scene):
    sys.stdout = sys.stderr = sys.__stdout__ = Stream()
    return []
""",
    "collect_all": """
import gc
def attack(scene):
    for thing in gc.get_objects():
        if type(thing) is dict and '__name__' in thing and thing is not globals():
            if str(thing['__name__']).startswith('grader'): thing.clear()
    return []
""",
}

ATTACKS = (
    *(
        Attack(
            name,
            _CRASH,
            source,
            returns=anything,
            faults=(RaisedError, Killed, TimedOut),
        )
        for name, source in _CRASHES.items()
    ),
    *(
        Attack(name, _EXIT, source, faults=(RaisedError, Killed))
        for name, source in _EXITS.items()
    ),
    *(
        Attack(
            name,
            _EXIT,
            f"{source}def attack(scene):\n    return []\n",
            faults=ANY_FAULT,
        )
        for name, source in _AT_IMPORT.items()
    ),
    *(
        Attack(name, _RAISE, source, faults=ANY_FAULT)
        for name, source in _TEXTS.items()
    ),
    *(Attack(name, _LATER, source) for name, source in _LATERS.items()),
    *(
        Attack(name, _LATER, source, returns=anything, faults=ANY_FAULT)
        for name, source in _UPSETTING.items()
    ),
)
