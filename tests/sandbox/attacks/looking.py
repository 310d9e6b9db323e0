"""Attacks that look for what a submission must not see."""

from grader.sandbox.limits import Limits
from tests.sandbox.attacks.attack import Attack

_READ = """
import ctypes, glob, linecache, mmap
import numpy as np


def by_descriptor(path):
    folder = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)
    os.close(os.open(os.path.basename(path), os.O_RDONLY, dir_fd=folder))


def by_handle(path):
    os.read(os.open(path, os.O_PATH), 1)


def mapped(path):
    descriptor = os.open(path, os.O_RDONLY)
    print(mmap.mmap(descriptor, 0, prot=mmap.PROT_READ)[:])


def by_libc(path):
    buffer = ctypes.create_string_buffer(4096)
    libc = ctypes.CDLL(None)
    descriptor = libc.open(path.encode(), 0)
    if libc.read(descriptor, buffer, 4096) <= 0:
        return False
    print(buffer.value)


def from_folder(path):
    here = os.getcwd()
    try:
        os.chdir(os.path.dirname(path))
        show(os.path.basename(path))
    finally:
        os.chdir(here)


def attack(scene):
    path = scene["secret"]
    return opened(
        absolute=lambda: show(path),
        relative=lambda: show("../../../../../.." + path),
        dots=lambda: show("/box/../" + path),
        through_root=lambda: show("/proc/self/root" + path),
        through_root_of_init=lambda: show("/proc/1/root" + path),
        through_cwd=lambda: show("/proc/self/cwd/../../../../.." + path),
        through_parent=lambda: show("/proc/%d/cwd" % os.getppid() + path),
        from_folder=lambda: from_folder(path),
        by_descriptor=lambda: by_descriptor(path),
        by_handle=lambda: by_handle(path),
        by_libc=lambda: by_libc(path),
        mapped=lambda: mapped(path),
        listed=lambda: os.listdir(os.path.dirname(path)),
        globbed=lambda: bool(glob.glob(os.path.dirname(path) + "/*")),
        numpy=lambda: print(np.fromfile(path, dtype="u1").tobytes()),
        linecache=lambda: bool(linecache.getline(path, 1)),
    )
"""

_WALK = """
import time


def attack(scene):
    ours = (sys.prefix, sys.base_prefix, "/usr/lib", "/proc", "/sys", "/lib")
    end = time.monotonic() + 2.0
    found = []
    for folder, folders, files in os.walk("/"):
        folders[:] = [
            each for each in folders
            if not os.path.join(folder, each).startswith(ours)
        ]
        for name in files:
            if time.monotonic() > end:
                return found
            path = os.path.join(folder, name)
            try:
                # Opening a pipe that somebody left would wait for its other end.
                if os.path.isfile(path) and os.path.getsize(path) < 65536:
                    with open(path, "rb") as file:
                        text = file.read()
                    if b"CANARY" in text:
                        print(text)
                        found.append("found")
            except OSError:
                continue
    return found
"""

_NAMES = """
def attack(scene):
    return opened(
        accounts=lambda: show("/etc/passwd"),
        passwords=lambda: show("/etc/shadow"),
        gradebook=lambda: show(scene["gradebook"]),
        neighbour=lambda: scene["neighbour"] != __file__ and show(scene["neighbour"]),
        neighbours=lambda: any(
            show(os.path.join(scene["neighbours"], folder, "solution.py")) is None
            for folder in os.listdir(scene["neighbours"])
            if os.path.join(scene["neighbours"], folder) != os.getcwd()
        ),
        reference=lambda: show(scene["reference"]),
        tests=lambda: os.listdir(scene["tests"]),
        judge=lambda: show(scene["code"]),
        stat=lambda: os.stat(scene["gradebook"]),
        lstat=lambda: os.lstat(scene["gradebook"]),
        access=lambda: os.access(scene["gradebook"], os.F_OK),
        readlink=lambda: os.readlink("/proc/%d/exe" % scene["judge"]),
    )
"""

_IMPORT = """
import importlib, importlib.util, pkgutil, runpy


def through_loader(path):
    loader = importlib.util.spec_from_file_location("x", path).loader
    print(loader.get_data(path))


def by_name(name):
    module = importlib.import_module(name)
    # The grader's own packages are loaded, but nothing more of them can be.
    return bool(module)


def by_path(path, name):
    sys.path.insert(0, path)
    try:
        return by_name(name)
    finally:
        sys.path.remove(path)


def attack(scene):
    names = "reference reference.momentum grader.judge grader.checks solution_key tests"
    tries = {
        name.replace(".", "_"): lambda name=name: by_name(name)
        for name in (*names.split(), "grader.objectives", "grader.errors", "pytest")
    }
    return opened(
        **tries,
        sys_path=lambda: by_path(scene["folder"], "reference"),
        tree=lambda: by_path(scene["tree"], "reference"),
        stem=lambda: by_path(scene["folder"], "secret_module"),
        run=lambda: runpy.run_path(scene["reference"]),
        loader=lambda: through_loader(scene["reference"]),
        inspected=lambda: __import__("inspect").getsource(
            sys.modules["grader.worker.session"]
        ),
        package_data=lambda: pkgutil.get_data("grader", "errors.py") is not None,
    )
"""

_ENVIRONMENT = """
import ctypes

HARMLESS = {
    "HOME", "TMPDIR", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
    "PYTHONHASHSEED", "MPLBACKEND", "LANG", "LC_CTYPE", "MALLOC_ARENA_MAX",
}


def of_c():
    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    names, at = set(), 0
    while environ and environ[at]:
        print(environ[at])
        names.add(environ[at].partition(b"=")[0].decode())
        at += 1
    return bool(names - HARMLESS)


def attack(scene):
    print(dict(os.environ), sys.argv, sys.orig_argv)
    return opened(
        names=lambda: bool(set(os.environ) - HARMLESS),
        names_in_c=of_c,
        argv=lambda: any(sys.argv),
        orig_argv=lambda: any(sys.orig_argv),
        of_judge=lambda: show("/proc/%d/environ" % scene["judge"]),
        of_self=lambda: show("/proc/self/environ"),
        of_parent=lambda: show("/proc/%d/environ" % os.getppid()),
    )
"""

_MEMORY = """
import gc, inspect


def own_memory():
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            if "rw-p" in line:
                start, end = (int(each, 16) for each in line.split()[0].split("-"))
                memory.seek(start)
                content = memory.read(min(end - start, 1 << 26))
                at = content.find(b"CANARY-")
                if at >= 0:
                    print(content[at:at + 64])


def attack(scene):
    for thing in gc.get_objects():
        if isinstance(thing, dict):
            for value in list(thing.values()):
                if isinstance(value, str) and value.startswith("CANARY-"):
                    print(value)
    for frame in inspect.stack():
        print(str(frame.frame.f_locals)[:2000])
    for module in list(sys.modules.values()):
        for value in list(vars(module).values()):
            if isinstance(value, (str, bytes)) and len(value) < 200:
                if "CANARY-" in str(value):
                    print(value)
    names = [name for name in sys.modules if name.startswith(("reference", "tests"))]
    judges = [
        name for name in sys.modules
        if name.startswith("grader.")
        and name.split(".")[1] not in {"sandbox", "wire", "worker"}
    ]
    return opened(
        modules=lambda: bool(names or judges),
        own=lambda: own_memory() is None and False,
        of_judge=lambda: show("/proc/%d/mem" % scene["judge"]),
        maps_of_judge=lambda: show("/proc/%d/maps" % scene["judge"]),
        files_of_judge=lambda: bool(os.listdir("/proc/%d/fd" % scene["judge"])),
    )
"""

_PROC = """
def attack(scene):
    judge = scene["judge"]
    return opened(
        listing=lambda: any(name.isdigit() for name in os.listdir("/proc")),
        cmdline=lambda: show("/proc/%d/cmdline" % judge),
        status=lambda: show("/proc/%d/status" % judge),
        root=lambda: os.listdir("/proc/%d/root" % judge),
        descriptors=lambda: os.listdir("/proc/%d/fd" % judge),
        mounts=lambda: show("/proc/self/mounts"),
        kernel=lambda: show("/proc/kallsyms"),
        sys=lambda: os.listdir("/sys"),
    )
"""

_DEVICES = """
ALLOWED = {"null", "zero", "random", "urandom"}


def attack(scene):
    names = "mem kmem port vda sda kvm vsock vhost-vsock fuse ptmx tty console full"
    tries = {
        name.replace("-", "_"): lambda name=name: os.open("/dev/" + name, os.O_RDWR)
        for name in names.split()
    }
    return opened(
        **tries,
        others=lambda: bool(set(os.listdir("/dev")) - ALLOWED),
        block=lambda: os.mknod("disk", 0o60600, os.makedev(254, 0)),
        character=lambda: os.mknod("memory", 0o20600, os.makedev(1, 1)),
        fifo=lambda: os.mkfifo("fifo"),
    )
"""

_INHERITED = """
import stat


def attack(scene):
    found = []
    for descriptor in range(1024):
        try:
            kind = os.fstat(descriptor).st_mode
        except OSError:
            continue
        if descriptor > 2 and not stat.S_ISFIFO(kind):
            found.append("descriptor of a %o" % kind)
        if descriptor == 0 and not stat.S_ISCHR(kind):
            found.append("standard input")
    return found
"""

# What Unix permissions alone leave open to a user of its own (level g), and what
# Landlock does not cover (level f).
_STAT = {"stat": "fg", "lstat": "fg", "access": "fg"}
_PROC_OPEN = {"listing": "g", "cmdline": "g", "status": "g", "mounts": "g"}
_PROC_OPEN |= {"sys": "g", "kernel": "g"}

ATTACKS = (
    Attack("read_a_secret", "read ../reference", _READ),
    Attack(
        "walk_for_canaries",
        "gradebook, other submissions, walk /",
        _WALK,
        limits=Limits(load_seconds=10.0, call_seconds=3.0),
    ),
    Attack(
        "read_by_name",
        "gradebook, other submissions, walk /",
        _NAMES,
        known=_STAT | {"accounts": "g"},
    ),
    Attack(
        "import_the_answers",
        "import reference by name",
        _IMPORT,
        known={"pytest": "g"},  # whatever is installed for everybody
    ),
    Attack("environment", "environment, orig_argv", _ENVIRONMENT),
    Attack("memory", "own memory, gc, frames, sys.modules", _MEMORY),
    Attack("proc_files", "ptrace, /proc of the judge", _PROC, known=_PROC_OPEN),
    Attack(
        "devices",
        "devices, mknod",
        _DEVICES,
        known={"others": "fg", "ptmx": "g", "tty": "g", "full": "g", "fuse": "g"},
    ),
    Attack("inherited_descriptors", "close or steal protocol descriptors", _INHERITED),
)
