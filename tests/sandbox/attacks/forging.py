"""Attacks on the protocol: forged, broken and endless frames."""

from types import MappingProxyType

from grader.errors import (
    Garbled,
    Killed,
    OutOfMemory,
    RaisedError,
    SaidTooMuch,
    TimedOut,
)
from tests.sandbox.attacks.attack import CHANNEL, IMPATIENT, Attack, anything

_FORGE = "forge replies"
_GARBAGE = "garbage, lying sizes, nesting, pickle"
_SLOW = "partial frame, slow drip, never reading"
_STEAL = "close or steal protocol descriptors"
_BAD = (Garbled, SaidTooMuch)

_FORGED = MappingProxyType(
    {
        "forge_one": """
def attack(scene):
    write_all(frame(encode("returned", running(), 0, "forged", None)))
    return []
""",
        "forge_the_future": """
def attack(scene):
    for call in range(running(), running() + 200):
        write_all(frame(encode("returned", call, 0, ["l"], None)))
    return []
""",
        "forge_an_echo": """
def attack(scene):
    write_all(frame(encode("returned", running(), 0, ["l"], [["l"]])))
    return []
""",
        "forge_a_fault": """
def attack(scene):
    write_all(frame(encode("raised", running(), 0, "~too big", "x" * 200_000, "")))
    return []
""",
        "forge_long_texts": """
def attack(scene):
    write_all(frame(encode(
        "raised", running(), 0, "K" * 80_000, "/box" * 20_000, "/" * 80_000
    )))
    return []
""",
        "forge_a_type_name": """
def attack(scene):
    name = "\\x1b[31m<script>" + "T" * 100_000
    write_all(frame(encode("returned", running(), 0, ["o", name], None)))
    return []
""",
        "forge_loaded_again": """
def attack(scene):
    write_all(frame(encode("loaded", [["attack", "function"]], [])))
    return []
""",
        "forge_facts": """
def attack(scene):
    write_all(frame(encode("facts", "m", [], [], [], "x.py", [["x.py", 0]])))
    return []
""",
        "forge_the_wrong_call": """
def attack(scene):
    write_all(frame(encode("returned", running() + 1, 0, ["l"], None)))
    return []
""",
        "forge_the_wrong_item": """
def attack(scene):
    write_all(frame(encode("returned", running(), 1, ["l"], None)))
    return []
""",
        "forge_a_request": """
def attack(scene):
    write_all(frame(encode("call", 1, "call", ["n", "attack"], [], [[]], 0, False)))
    return []
""",
        "ask_for_no_function": """
def attack(scene, square):
    write_all(frame(encode("ask", running(), 0, 1, 7, [1.0], [""])))
    write_all(frame(encode("ask", running(), 0, 1, -1, [], [])))
    return []
""",
        "ask_with_too_many_names": """
def attack(scene, square):
    write_all(frame(encode("ask", running(), 0, 1, 0, [1.0], ["x", "y", "z"])))
    return []
""",
        "ask_of_another_call": """
def attack(scene, square):
    write_all(frame(encode("ask", running() + 5, 0, 1, 0, [1.0], [""])))
    return []
""",
    }
)

_BROKEN = MappingProxyType(
    {
        "random_bytes": """
import random
def attack(scene):
    while True: write_all(random.randbytes(4096))
""",
        "wrong_magic": "def attack(scene):\n    write_all(b'dgw0' + bytes(12))\n",
        "enormous_header": """
def attack(scene):
    write_all(struct.pack('<4sIQ', b'dgw1', 2 ** 32 - 1, 0))
""",
        "enormous_body": """
def attack(scene):
    write_all(struct.pack('<4sIQ', b'dgw1', 8, 2 ** 60))
""",
        "negative_body": """
def attack(scene):
    write_all(struct.pack('<4sIQ', b'dgw1', 8, 2 ** 64 - 1))
""",
        "fake_shape": """
def attack(scene):
    shape = ["a", "f8", [2 ** 40, 2 ** 40]]
    write_all(frame(encode("returned", running(), 0, shape, None), bytes(64)))
""",
        "shape_that_wraps": """
def attack(scene):
    shape = ["a", "f8", [2 ** 32, 2 ** 32, 2 ** 32]]
    write_all(frame(encode("returned", running(), 0, shape, None)))
""",
        "empty_but_enormous": """
def attack(scene):
    shape = ["a", "f8", [0, 2 ** 26, 2 ** 26, 2 ** 26]]
    write_all(frame(encode("returned", running(), 0, shape, None)))
""",
        "empty_and_beyond_64_bits": """
def attack(scene):
    shape = ["a", "f8", [0, 2 ** 63]]
    write_all(frame(encode("returned", running(), 0, shape, None)))
""",
        "negative_shape": """
def attack(scene):
    shape = ["a", "f8", [-1, -8]]
    write_all(frame(encode("returned", running(), 0, shape, None), bytes(64)))
""",
        "boolean_length": """
def attack(scene):
    write_all(frame(encode("returned", running(), 0, ["L", True], None), bytes(8)))
""",
        "many_dimensions": """
def attack(scene):
    shape = ["a", "f8", [1] * 100]
    write_all(frame(encode("returned", running(), 0, shape, None), bytes(8)))
""",
        "unknown_dtype": """
def attack(scene):
    shape = ["a", "O8", [1]]
    write_all(frame(encode("returned", running(), 0, shape, None), bytes(8)))
""",
        "deep_nesting": """
def attack(scene):
    start = encode("returned", running(), 0)
    header = b"\\x95" + start[1:] + b"\\x91" * 100_000 + b"\\xc0\\xc0"
    write_all(frame(header))
""",
        "many_items": """
def attack(scene):
    start = encode("returned", running(), 0)
    header = b"\\x95" + start[1:] + b"\\xdd" + struct.pack(">I", 30_000_000)
    write_all(frame(header + b"\\x90" * 200_000))
""",
        "empty_lists_by_the_million": """
def attack(scene):
    header = b"\\xdd" + struct.pack(">I", 28_000_000) + b"\\x90" * 28_000_000
    write_all(struct.pack("<4sIQ", b"dgw1", len(header), 0) + header)
""",
        "a_map": """
def attack(scene):
    write_all(frame(encode("returned", running(), 0, {"a": 1}, None)))
""",
        "an_extension": """
def attack(scene):
    kind = sys.modules["msgspec"].msgpack.Ext
    write_all(frame(encode("returned", running(), 0, kind(1, b"x"), None)))
""",
        "a_timestamp": """
def attack(scene):
    import datetime
    now = datetime.datetime.now(datetime.timezone.utc)
    write_all(frame(encode("returned", running(), 0, now, None)))
""",
        "invalid_utf8": """
def attack(scene):
    start = encode("returned", running(), 0)
    write_all(frame(b"\\x95" + start[1:] + b"\\xa2\\xff\\xfe\\xc0"))
""",
        "trailing_bytes": """
def attack(scene):
    write_all(frame(encode("returned", running(), 0, 1, None) + b"\\xc0"))
""",
        "body_without_array": """
def attack(scene):
    write_all(frame(encode("returned", running(), 0, 1, None), bytes(1000)))
""",
        "unknown_message": """
def attack(scene):
    write_all(frame(encode("verdict", running(), "passed", 100)))
""",
        "pickle": """
import pickle
class Bomb:
    def __reduce__(self): return os.system, ("true",)
def attack(scene):
    data = pickle.dumps(Bomb())
    write_all(struct.pack("<4sIQ", b"dgw1", len(data), 0) + data)
""",
    }
)

_SLOWLY = MappingProxyType(
    {
        "partial_frame": """
import time
def attack(scene):
    write_all(struct.pack('<4sIQ', b'dgw1', 1000, 0) + b'x')
    time.sleep(60)
""",
        "slow_drip": """
import time
def attack(scene):
    data = frame(encode("returned", running(), 0, "x" * 10_000, None))
    for byte in data:
        write_all(bytes([byte]))
        time.sleep(0.01)
""",
        "fall_silent_in_the_body": """
import time
def attack(scene):
    header = encode("returned", running(), 0, ["a", "u1", [1 << 20]], None)
    write_all(struct.pack("<4sIQ", b"dgw1", len(header), 1 << 20) + header + b"x")
    time.sleep(60)
""",
    }
)

_STOLEN = MappingProxyType(
    {
        "close_replies": "def attack(scene):\n    os.close(replies())\n",
        "close_everything": "def attack(scene):\n    os.closerange(0, 1024)\n",
        "close_requests": """
def attack(scene):
    os.close(pipes(os.O_RDONLY)[0])
    return []
""",
        "swap_pipes": """
def attack(scene):
    os.dup2(1, replies())
    return []
""",
        "stream_without_end": """
def attack(scene):
    while True: write_all(bytes(1 << 20))
""",
        "stream_of_large_frames": """
def attack(scene, square):
    body = bytes(60 << 20)
    header = encode("ask", running(), 0, 1, 0, [["a", "u1", [60 << 20]]], [""])
    for _ in range(40): write_all(frame(header, body))
""",
        "packets": """
import fcntl
def attack(scene):
    fcntl.fcntl(replies(), fcntl.F_SETFL, os.O_DIRECT | os.O_NONBLOCK)
    return []
""",
    }
)

# The answers are drained by another thread, so that the pipe to the judge stays full.
_ASKS = """
import threading
def attack(scene, square):
    def drain():
        while True: os.read(pipes(os.O_RDONLY)[0], 65536)
    threading.Thread(target=drain, daemon=True).start()
    asks = b"".join(
        frame(encode("ask", running(), 0, at, 0, [float(at)], [""]))
        for at in range(1000)
    )
    while True: write_all(asks)
"""

_LARGE_ASKS = """
import threading
def attack(scene, square):
    def drain():
        while True: os.read(pipes(os.O_RDONLY)[0], 65536)
    threading.Thread(target=drain, daemon=True).start()
    ask = frame(encode("ask", running(), 0, 1, 0, [["l"] + [1] * 58_000], [""]))
    while True: write_all(ask)
"""

ATTACKS = (
    *(
        Attack(
            name,
            _FORGE,
            CHANNEL + source,
            returns=anything,
            faults=(Garbled, SaidTooMuch, RaisedError),
            asks="(scene, square)" in source,
        )
        for name, source in _FORGED.items()
    ),
    *(
        Attack(name, _GARBAGE, CHANNEL + source, faults=_BAD)
        for name, source in _BROKEN.items()
    ),
    *(
        Attack(name, _SLOW, CHANNEL + source, faults=(TimedOut,), limits=IMPATIENT)
        for name, source in _SLOWLY.items()
    ),
    *(
        Attack(
            name,
            _STEAL,
            CHANNEL + source,
            returns=anything,
            faults=(Garbled, SaidTooMuch, Killed, TimedOut, OutOfMemory),
            limits=IMPATIENT,
            asks="(scene, square)" in source,
        )
        for name, source in _STOLEN.items()
    ),
    *(
        Attack(
            name,
            "asks without end",
            CHANNEL + source,
            faults=(TimedOut,),
            limits=IMPATIENT,
            asks=True,
        )
        for name, source in (("asks", _ASKS), ("large_asks", _LARGE_ASKS))
    ),
)
