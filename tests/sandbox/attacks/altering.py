"""Attacks that write where a submission must not."""

from typing import Any

from grader.errors import SaidTooMuch, TimedOut
from grader.sandbox.limits import Limits
from tests.sandbox.attacks.attack import Attack

_PATIENT = Limits(load_seconds=10.0, call_seconds=3.0, memory_mib=512)

_WRITE = """
import sysconfig

NAME = "descent-attack.py"


def create(folder):
    path = os.path.join(folder, NAME)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o666))
    os.unlink(path)


def append(path):
    os.close(os.open(path, os.O_WRONLY | os.O_APPEND))


def attack(scene):
    stdlib = sysconfig.get_path("stdlib")
    import numpy
    return opened(
        beside_secret=lambda: create(scene["folder"]),
        secret=lambda: append(scene["secret"]),
        gradebook=lambda: append(scene["gradebook"]),
        tree=lambda: create(scene["tree"]),
        code=lambda: append(scene["code"]),
        stdlib=lambda: create(stdlib),
        os_module=lambda: append(os.__file__),
        site_packages=lambda: create(os.path.dirname(os.path.dirname(numpy.__file__))),
        numpy=lambda: append(numpy.__file__),
        root=lambda: create("/"),
        dev=lambda: create("/dev"),
        etc=lambda: create("/etc"),
        shared_memory=lambda: create("/dev/shm"),
        tmp=lambda: create("/tmp"),
        var_tmp=lambda: create("/var/tmp"),
        unnamed=lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR),
    )
"""

_ATTRIBUTES = """
def attack(scene):
    path = scene["gradebook"]
    aside = path + ".descent-attack"
    return opened(
        chmod=lambda: os.chmod(path, 0o600),
        chmod_of_folder=lambda: os.chmod(scene["folder"], 0o777),
        chown=lambda: os.chown(path, os.getuid(), os.getgid()),
        utime=lambda: os.utime(path, (0, 0)),
        set_attribute=lambda: os.setxattr(path, "user.attack", b"1"),
        get_attributes=lambda: os.listxattr(path),
        rename=lambda: (os.rename(path, aside), os.rename(aside, path)),
        rename_over=lambda: os.rename(__file__, path),
        unlink=lambda: os.unlink(path),
        rmdir=lambda: os.rmdir(os.path.join(scene["folder"], "empty")),
        mkdir=lambda: os.mkdir(os.path.join(scene["folder"], "descent-attack")),
    )
"""

_TRUNCATE = """
def attack(scene):
    path = scene["gradebook"]
    return opened(
        truncate=lambda: os.truncate(path, 0),
        open_to_read=lambda: os.open(path, os.O_RDONLY | os.O_TRUNC),
        open_to_write=lambda: os.open(path, os.O_WRONLY | os.O_TRUNC),
        access_mode_three=lambda: os.open(path, 3 | os.O_TRUNC),
        create=lambda: os.open(path, os.O_CREAT | os.O_TRUNC),
    )
"""

_LINKS = """
def attack(scene):
    secret = scene["secret"]
    return opened(
        symbolic=lambda: os.symlink(secret, "link"),
        hard=lambda: os.link(secret, "link"),
        own_symbolic=lambda: os.symlink("solution.py", "own"),
        own_hard=lambda: os.link("solution.py", "own"),
        outside=lambda: os.symlink("/etc/passwd", scene["folder"] + "/descent-attack"),
        moved=lambda: os.rename(secret, "taken"),
    )
"""

_SHADOW = """
def attack(scene):
    for name in ("numpy", "random", "sitecustomize", "usercustomize", "conftest"):
        with open(name + ".py", "w") as file:
            file.write("raise SystemExit('shadowed')")
    return opened(
        home=lambda: os.path.expanduser("~") != os.getcwd() and os.listdir("~"),
        site_packages=lambda: os.mkdir(os.path.join(sys.prefix, "descent-attack")),
    )
"""

_FILLING = """
import threading

MOST = {"bytes": 1 << 30, "files": 100_000}
BOX = {"bytes": 1 << 26, "files": 5_000}


def report(total, what):
    # A folder that is only watched is stopped a moment too late, but it is stopped.
    found = ["more than the box"] if total > BOX[what] else []
    return found + (["all"] if total >= MOST[what] else [])


def fill(name):
    total, block, number = 0, bytes(1 << 20), 0
    try:
        while total < MOST["bytes"]:
            number += 1
            with open(name % number, "wb", buffering=0) as file:
                for _ in range(4):
                    total += file.write(block)
    except OSError:
        pass
    return report(total, "bytes")


"""

_FILL = (
    _FILLING
    + """
def attack(scene):
    return fill("f%d")
"""
)

_FILL_NOISILY = (
    _FILLING
    + """
def attack(scene):
    def noise():
        while True:
            os.write(1, b".")

    threading.Thread(target=noise, daemon=True).start()
    return fill("f%d")
"""
)

_FILL_UNSEEN = (
    _FILLING
    + """
def attack(scene):
    os.mkdir("unseen", 0o300)
    return fill("unseen/f%d")
"""
)

_MANY_FILES = (
    _FILLING
    + """
def attack(scene):
    count = 0
    try:
        while count < MOST["files"]:
            os.close(os.open("f%d" % count, os.O_CREAT | os.O_WRONLY))
            count += 1
    except OSError:
        pass
    return report(count, "files")
"""
)

_FILL_OPEN = """
def attack(scene):
    total, kept = 0, []
    block = bytes(1 << 20)
    try:
        for number in range(30):
            file = open("f", "wb", buffering=0)
            os.unlink("f")
            kept.append(file)
            for _ in range(4):
                total += file.write(block)
    except OSError:
        pass
    return ["more than the box"] if total > 1 << 26 else []
"""

_DEEP = """
def attack(scene):
    depth = 0
    try:
        while depth < 3_000:
            os.mkdir("d")
            os.chdir("d")
            depth += 1
        with open("f", "wb") as file:
            file.write(bytes(1 << 20))
    except OSError:
        pass
    return depth
"""

_MOVED = """
def attack(scene):
    for number in range(1, 30):
        os.makedirs("moved %d/a/b" % number)
    os.makedirs(b"\\xff\\xfe/\\n/ ")
    return []
"""

_LONG_NAMES = """
def attack(scene):
    return opened(
        too_long=lambda: open("x" * 300, "w"),
        path_too_long=lambda: open("x/" * 3000, "w"),
        null=lambda: os.stat(chr(0)),
        surrogate=lambda: bool(open("\\udcff", "w").close()),
        newline=lambda: bool(open("a\\nb", "w").close()),
    )
"""


def _few(value: Any) -> bool:
    return isinstance(value, int) and value <= 5_000


_SHARED = {"shared_memory": "g", "tmp": "g", "var_tmp": "g", "unnamed": "g"}
_DISK = "disk fill, many files, inodes"

ATTACKS = (
    Attack("write_outside", "write outside", _WRITE, known=_SHARED),
    Attack("change_attributes", "chmod, utime, rename, unlink", _ATTRIBUTES),
    Attack("truncate_gradebook", "truncate, O_RDONLY|O_TRUNC", _TRUNCATE),
    Attack("link_to_secrets", "symlink, hard link", _LINKS),
    Attack("shadow_for_the_next", "shadow numpy.py for the next student", _SHADOW),
    *(
        Attack(
            name,
            _DISK,
            source,
            faults=(SaidTooMuch, TimedOut),
            limits=_PATIENT,
            known={"more than the box": "fg"},
        )
        for name, source in (
            ("fill_the_disk", _FILL),
            ("fill_noisily", _FILL_NOISILY),
            ("fill_a_folder_that_cannot_be_listed", _FILL_UNSEEN),
            ("many_files", _MANY_FILES),
            # Unlinked while open: only the limits on one file and on open files
            # bound what nobody sees in a folder.
            ("fill_by_open_files", _FILL_OPEN),
        )
    ),
    Attack("deep_folders", _DISK, _DEEP, _few, (SaidTooMuch,), _PATIENT),
    Attack("odd_names", _DISK, _LONG_NAMES),
    Attack("folders_that_collide_when_removed", _DISK, _MOVED),
)
