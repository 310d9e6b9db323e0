"""Attacks that use up time, memory, descriptors or the patience of the judge."""

from typing import Any

from grader.errors import (
    Killed,
    OutOfMemory,
    RaisedError,
    SaidTooMuch,
    StudentFault,
    TimedOut,
)
from grader.sandbox.limits import Limits
from tests.sandbox.attacks.attack import IMPATIENT, QUICK, Attack

_MEMORY = "memory bomb"
_LOOP = "infinite loop, in C, at import"
_SLEEP = "sleep that ignores all signals"
_PRINT = "print 10 GB"
_SPENT = (TimedOut, OutOfMemory, Killed)
_BRIEF = Limits(load_seconds=10.0, call_seconds=0.2)
_LARGER = Limits(load_seconds=10.0, call_seconds=2.0, memory_mib=256)

_LOOPS = {
    "loop": "def attack(scene):\n    while True: pass\n",
    "loop_catching_all": """
def attack(scene):
    while True:
        try:
            while True: pass
        except BaseException:
            pass
""",
    "loop_in_c": """
import re
def attack(scene):
    re.match("(a+)+$", "a" * 64 + "b")
""",
    "loop_in_numpy": """
import numpy as np
def attack(scene):
    matrix = np.ones((1500, 1500))
    while True: matrix @ matrix
""",
    "loop_in_arithmetic": "def attack(scene):\n    return 10 ** 10 ** 8 % 7\n",
    "loop_in_str": """
def attack(scene):
    sys.set_int_max_str_digits(0)
    return len(str(3 ** 10_000_000))
""",
    "loop_in_threads": """
import threading
def attack(scene):
    def spin():
        while True: pass
    for _ in range(4):
        threading.Thread(target=spin).start()
    spin()
""",
    "loop_in_signal_handler": """
import signal
def attack(scene):
    signal.signal(signal.SIGALRM, lambda *_: attack(scene))
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    while True: pass
""",
}

_AT_IMPORT = "while True: pass\n"

_CPU_SIGNAL = """
import signal
def attack(scene):
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True: pass
"""

_SLEEP_BLOCKED = """
import signal, time
def attack(scene):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        time.sleep(1000)
"""

_WAITS = {
    "sleep": "import time\ndef attack(scene):\n    time.sleep(1000)\n",
    "sleep_ignoring_signals": _SLEEP_BLOCKED,
    "wait_for_a_lock": """
import threading
def attack(scene):
    lock = threading.Lock(); lock.acquire(); lock.acquire()
""",
    "wait_for_a_pipe": "def attack(scene):\n    os.read(os.pipe()[0], 1)\n",
}

_BOMBS = {
    "memory_numpy": """
import numpy as np
def attack(scene):
    kept = []
    while True: kept.append(np.ones(10_000_000))
""",
    "memory_list": """
def attack(scene):
    kept = [0]
    while True: kept += kept
""",
    "memory_text": "def attack(scene):\n    return len('x' * 2 ** 33)\n",
    "memory_range": "def attack(scene):\n    return len(list(range(10 ** 12)))\n",
    "memory_strides": """
import numpy as np
def attack(scene):
    huge = np.lib.stride_tricks.as_strided(np.zeros(1), (10 ** 6, 10 ** 6), (0, 0))
    return float((huge + 1).sum())
""",
    "memory_mmap": """
import mmap
def attack(scene):
    kept = [mmap.mmap(-1, 1 << 28) for _ in range(64)]
    for each in kept:
        each.write(bytes(1 << 28))
""",
    "memory_at_exit": """
class Bomb:
    def __del__(self):
        kept = []
        while True: kept.append(bytearray(1 << 26))
def attack(scene):
    bomb = Bomb()
    del bomb
    raise MemoryError
""",
}

_PIPES = """
import fcntl
def attack(scene):
    total, kept = 0, []
    try:
        while True:
            read, write = os.pipe()
            kept.append((read, write))
            try:
                fcntl.fcntl(write, 1031, 1 << 20)
            except OSError:
                pass
            os.set_blocking(write, False)
            try:
                while True: total += os.write(write, bytes(65536))
            except OSError:
                pass
    except OSError:
        return total
"""

_DESCRIPTORS = """
def attack(scene):
    kept = []
    try:
        while len(kept) < 10_000: kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
    return len(kept)
"""

_FLOODS = {
    "print_forever": "def attack(scene):\n    while True: print('x' * 10_000)\n",
    "write_forever": "def attack(scene):\n    while True: os.write(1, bytes(65536))\n",
    "write_errors_forever": """
def attack(scene):
    while True: sys.stderr.write('x' * 10_000)
""",
    "print_marks": """
def attack(scene):
    while True: os.write(1, b'\\0end of output\\0' * 4000)
""",
}

_SLASHES = """
def attack(scene):
    print("/" * 60_000)
    print("/box" * 10_000)
    raise ValueError("/box/" * 400 + "/" * 1_600)
"""

_ADDRESSES = """
def attack(scene):
    print("0x" * 20_000 + "0" * 10_000 + "/box" + "/" * 10_000 + ":'" * 5_000)
    return []
"""

_MARKS_BEFORE_LOAD = 'os.write(1, b"\\0end of output\\0" * 200_000)\n'


def _at_most(most: int) -> Any:
    return lambda value: isinstance(value, int) and value <= most


def _all(
    row: str,
    programs: dict[str, str],
    faults: tuple[type[StudentFault], ...],
    limits: Limits = QUICK,
) -> tuple[Attack, ...]:
    return tuple(
        Attack(name, row, source, faults=faults, limits=limits)
        for name, source in programs.items()
    )


ATTACKS = (
    *_all(_LOOP, _LOOPS, _SPENT, _BRIEF),
    Attack(
        "loop_at_import",
        _LOOP,
        _AT_IMPORT + "def attack(scene):\n    return []\n",
        limits=Limits(load_seconds=0.3),
    ),
    Attack(
        "loop_at_import_in_a_definition",
        _LOOP,
        "class A:\n    while True: pass\ndef attack(scene):\n    return []\n",
        faults=(StudentFault,),
        limits=Limits(load_seconds=0.3),
    ),
    Attack(
        "ignore_sigxcpu", "CPU time with SIGXCPU ignored", _CPU_SIGNAL, faults=_SPENT
    ),
    *_all(_SLEEP, _WAITS, (TimedOut,), IMPATIENT),
    *_all(_MEMORY, _BOMBS, (OutOfMemory, RaisedError, Killed, TimedOut), _LARGER),
    Attack("pipe_memory", "pipe memory", _PIPES, _at_most(4 * 2**20)),
    Attack("descriptors", "descriptor exhaustion", _DESCRIPTORS, _at_most(64)),
    *_all(_PRINT, _FLOODS, (SaidTooMuch, TimedOut)),
    Attack("print_slashes", _PRINT, _SLASHES, faults=(RaisedError,)),
    Attack("print_almost_addresses", _PRINT, _ADDRESSES),
    Attack(
        "marks_while_loading",
        _PRINT,
        _MARKS_BEFORE_LOAD + "def attack(scene):\n    return []\n",
    ),
)
