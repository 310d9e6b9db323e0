"""Attacks that write where a submission must not."""

from typing import Any

from grader.errors import SaidTooMuch
from grader.sandbox.limits import Limits
from tests.sandbox.attacks.attack import Attack

_PATIENT = Limits(load_seconds=10.0, call_seconds=3.0, memory_mib=512)
_MIB = 2**20

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

_FILL = """
def attack(scene):
    total = 0
    block = bytes(1 << 20)
    try:
        for number in range(64):
            with open("f%d" % number, "wb", buffering=0) as file:
                for _ in range(4):
                    total += file.write(block)
    except OSError:
        pass
    return total
"""

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

_FILL_NOISILY = """
import threading


def attack(scene):
    def noise():
        while True:
            os.write(1, b".")

    threading.Thread(target=noise, daemon=True).start()
    total = 0
    block = bytes(1 << 20)
    try:
        for number in range(40):
            with open("f%d" % number, "wb", buffering=0) as file:
                for _ in range(4):
                    total += file.write(block)
    except OSError:
        pass
    return total
"""

_FILL_UNSEEN = """
def attack(scene):
    total = 0
    block = bytes(1 << 20)
    os.mkdir("unseen", 0o300)
    try:
        for number in range(40):
            with open("unseen/f%d" % number, "wb", buffering=0) as file:
                for _ in range(2):
                    total += file.write(block)
    except OSError:
        pass
    return total
"""

_MANY_FILES = """
def attack(scene):
    count = 0
    try:
        for number in range(20_000):
            os.close(os.open("f%d" % number, os.O_CREAT | os.O_WRONLY))
            count += 1
    except OSError:
        pass
    return count
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


def _at_most_64_mib(value: Any) -> bool:
    return isinstance(value, int) and value <= 64 * _MIB


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
    Attack("fill_the_disk", _DISK, _FILL, _at_most_64_mib, (SaidTooMuch,), _PATIENT),
    Attack(
        "fill_by_open_files",
        _DISK,
        _FILL_OPEN,
        faults=(SaidTooMuch,),
        limits=_PATIENT,
        # What is unlinked while it is open is seen by nobody who looks at the folder;
        # only the limits on one file and on open files bound it.
        known={"more than the box": "fg"},
    ),
    Attack(
        "fill_noisily", _DISK, _FILL_NOISILY, _at_most_64_mib, (SaidTooMuch,), _PATIENT
    ),
    Attack(
        "fill_a_folder_that_cannot_be_listed",
        _DISK,
        _FILL_UNSEEN,
        _at_most_64_mib,
        (SaidTooMuch,),
        _PATIENT,
    ),
    Attack("many_files", _DISK, _MANY_FILES, _few, (SaidTooMuch,), _PATIENT),
    Attack("deep_folders", _DISK, _DEEP, _few, (SaidTooMuch,), _PATIENT),
    Attack("odd_names", _DISK, _LONG_NAMES),
    Attack("folders_that_collide_when_removed", _DISK, _MOVED),
)
