"""What each defence is good for: attacks that succeed once it is left out.

Signals to others, fork bombs and whatever else could harm a process outside never run
without seccomp outside of a pid namespace, so those rows have no ablation there.
"""

from dataclasses import dataclass

from grader.sandbox.settings import Level
from tests.sandbox.attacks import networking
from tests.sandbox.attacks.attack import Attack

_READ = """
def attack(scene):
    return opened(
        read=lambda: show(scene["secret"]),
        list=lambda: bool(os.listdir(scene["folder"])),
        stat=lambda: os.stat(scene["secret"]),
    )
"""

_CHANGE = """
def attack(scene):
    path = scene["gradebook"]
    return opened(
        chmod=lambda: os.chmod(path, os.stat(path).st_mode & 0o777),
        utime=lambda: os.utime(path),
        truncate=lambda: os.truncate(path, os.stat(path).st_size),
        append=lambda: os.close(os.open(path, os.O_WRONLY | os.O_APPEND)),
        rename=lambda: (os.rename(path, path + "~"), os.rename(path + "~", path)),
    )
"""

_PROC = """
def attack(scene):
    return opened(
        processes=lambda: any(name.isdigit() for name in os.listdir("/proc")),
        mounts=lambda: show("/proc/self/mounts"),
    )
"""

_FORK = """
def start():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def alone():
    # In a pid namespace nobody else can be reached, so there is nobody to signal.
    os.kill(-1, 0)


def attack(scene):
    return opened(fork=start, setsid=lambda: os.setsid() and False, reach=alone)
"""

_BOMB = """
def attack(scene):
    import time
    children = 0
    for _ in range(300):
        try:
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
            children += 1
        except OSError:
            break
    return ["all"] if children == 300 else ["some"] if children else []
"""

_KERNEL = """
def attack(scene):
    key = b"user"
    return opened(
        unshare=lambda: syscall(272, 0x10000000),
        memfd=lambda: syscall(319, key, 0),
        shared_memory=lambda: syscall(29, 0, 4096, 0o1600),
        message_queue=lambda: syscall(68, 0, 0o1600),
        personality=lambda: syscall(135, 0x40000),
        inotify=lambda: syscall(294, 0),
        symlink=lambda: os.symlink("a", "b"),
        flock=lambda: syscall(73, 1, 8),
        dumpable=lambda: syscall(157, 4, 1),
    )
"""

_LIMITS = """
import mmap, resource


def attack(scene):
    return opened(
        memory=lambda: mmap.mmap(-1, 3 << 30),
        descriptors=lambda: [os.open("/dev/null", os.O_RDONLY) for _ in range(200)],
        unlimited=lambda: resource.getrlimit(resource.RLIMIT_AS)[1] < 0,
        core=lambda: resource.getrlimit(resource.RLIMIT_CORE)[1] != 0,
    )
"""

READ = Attack("read", "read ../reference", _READ)
CHANGE = Attack("change", "chmod, utime, rename, unlink", _CHANGE)
PROC = Attack("proc", "ptrace, /proc of the judge", _PROC)
FORK = Attack("fork", "fork, exec, subprocess", _FORK)
BOMB = Attack("bomb", "fork, exec, subprocess", _BOMB)
KERNEL = Attack("kernel", "unshare, mount, keyctl, io_uring and others", _KERNEL)
LIMITS = Attack("limits", "raise limits, nice, affinity", _LIMITS)
CONNECT = next(each for each in networking.ATTACKS if each.name == "connect")

ROOT, USER, ANYBODY = "root", "user", "root user"


@dataclass(frozen=True, slots=True)
class Ablation:
    """An attack without some defences: what then works, and what still does not."""

    attack: Attack
    level: Level
    without: frozenset[str]
    works: frozenset[str]
    """Names of tries that succeed now."""
    fails: frozenset[str]
    """Names of tries that another defence still stops."""
    who: str = ANYBODY
    """For whom it can be shown; the other user's files are protected by their owner."""

    @property
    def name(self) -> str:
        """What a report calls it."""
        without = "-".join(sorted(self.without))
        return f"{self.attack.name}-{self.level}-without-{without}"


def _ablation(
    attack: Attack,
    level: Level,
    without: str,
    works: str = "",
    fails: str = "",
    who: str = ANYBODY,
) -> Ablation:
    left_out, working, failing = (
        frozenset(each.split()) for each in (without, works, fails)
    )
    return Ablation(attack, level, left_out, working, failing, who)


_E, _F, _G = Level.E, Level.F, Level.G

ABLATIONS = (
    # Reading: namespaces alone and landlock alone each stop it.
    _ablation(READ, _E, "landlock", fails="read list stat"),
    _ablation(READ, _E, "namespaces", works="stat", fails="read list"),
    _ablation(READ, _E, "namespaces landlock", works="read list stat"),
    _ablation(READ, _E, "namespaces landlock seccomp", works="read list stat"),
    _ablation(READ, _F, "seccomp", works="stat", fails="read list"),
    _ablation(READ, _F, "landlock", works="read list stat", who=ROOT),
    _ablation(READ, _G, "user", works="read list stat", who=ROOT),
    # Landlock covers neither chmod nor utime: without a private root, seccomp does.
    _ablation(CHANGE, _E, "seccomp", fails="chmod utime truncate append rename"),
    _ablation(CHANGE, _E, "namespaces", fails="chmod utime truncate append rename"),
    _ablation(
        CHANGE,
        _E,
        "namespaces seccomp",
        works="chmod utime",
        fails="truncate append rename",
    ),
    _ablation(
        CHANGE,
        _E,
        "namespaces landlock",
        works="append rename",
        fails="chmod utime truncate",
    ),
    _ablation(
        CHANGE,
        _F,
        "seccomp",
        works="chmod utime",
        fails="truncate append rename",
        who=USER,
    ),
    # /proc is not there in a private root, and denied by landlock.
    _ablation(PROC, _E, "landlock", fails="processes mounts"),
    _ablation(PROC, _E, "namespaces", fails="processes mounts"),
    _ablation(PROC, _E, "namespaces landlock", works="processes mounts"),
    # Sockets: the empty network stops inet, only seccomp stops vsock.
    _ablation(
        CONNECT, _E, "seccomp", works="vsock libc", fails="tcp udp abstract path"
    ),
    _ablation(CONNECT, _E, "seccomp landlock", works="vsock", fails="tcp udp path"),
    _ablation(CONNECT, _E, "namespaces landlock", fails="tcp udp serve vsock libc"),
    _ablation(CONNECT, _F, "seccomp", works="udp vsock", fails="tcp serve path"),
    _ablation(CONNECT, _F, "seccomp landlock", works="tcp udp serve", who=ROOT),
    # Processes: without seccomp the pid namespace holds them, and their number.
    _ablation(FORK, _E, "seccomp", works="fork", fails="reach"),
    _ablation(BOMB, _E, "seccomp", works="some", fails="all"),
    # The kernel's other doors: seccomp alone.
    _ablation(
        KERNEL,
        _E,
        "seccomp",
        works="memfd shared_memory message_queue personality inotify flock dumpable",
        fails="symlink",
    ),
    _ablation(KERNEL, _E, "landlock namespaces", fails="memfd shared_memory symlink"),
    _ablation(LIMITS, _E, "limits", works="memory descriptors unlimited"),
    _ablation(
        LIMITS, _E, "namespaces landlock seccomp", fails="memory descriptors core"
    ),
)
