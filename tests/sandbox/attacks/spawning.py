"""Attacks that start processes and threads, or reach for others' processes."""

from typing import Any

from grader.errors import Killed, OutOfMemory, RaisedError, TimedOut
from grader.sandbox.limits import Limits
from tests.sandbox.attacks.attack import IMPATIENT, Attack

_PROCESS = """
import multiprocessing, subprocess


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def vfork():
    # By libc: the child would share this stack, so it must exit at once.
    import ctypes
    return ctypes.CDLL(None).fork() > 0


def run_multiprocessing():
    process = multiprocessing.get_context("fork").Process(target=print)
    process.start()
    process.join()


def attack(scene):
    python = sys.executable or "/usr/bin/python3"
    return opened(
        fork=fork,
        libc_fork=vfork,
        forkpty=lambda: os.forkpty(),
        subprocess=lambda: subprocess.run(["/bin/true"]),
        shell=lambda: subprocess.run("true", shell=True, check=True),
        system=lambda: os.system("true") == 0,
        popen=lambda: os.popen("true").close() is None,
        posix_spawn=lambda: os.posix_spawn("/bin/true", ["true"], {}),
        execv=lambda: os.execv(python, [python, "-V"]),
        multiprocessing=run_multiprocessing,
        clone=lambda: syscall(56, 17, 0, 0, 0, 0),
        clone3=lambda: syscall(435, 0, 0),
        exec_own=lambda: os.execv("solution.py", ["x"]),
    )
"""

_FORK_BOMB = """
def attack(scene):
    children = 0
    for _ in range(300):
        try:
            if os.fork() == 0:
                import time
                time.sleep(60)
                os._exit(0)
            children += 1
        except OSError:
            pass
    return ["forked"] if children else []
"""

_DAEMON = """
import signal, time


def attack(scene):
    try:
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(60)
            os._exit(0)
    except OSError:
        return opened(setsid=lambda: os.setsid())
    return ["daemon"]
"""

_THREAD_BOMB = """
import threading, time


def attack(scene):
    started = 0
    try:
        for _ in range(1000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
            started += 1
    except RuntimeError:
        pass
    return started
"""

_THREADS_LEFT = """
import threading, time


def attack(scene):
    def spin():
        while True:
            time.sleep(0.001)

    for _ in range(8):
        threading.Thread(target=spin).start()
    return []
"""

_SIGNAL = """
import signal


def pidfd(pid):
    descriptor = os.pidfd_open(pid)
    signal.pidfd_send_signal(descriptor, 0)


def owner(pid):
    import fcntl
    read, write = os.pipe()
    fcntl.fcntl(read, 8, pid)  # F_SETOWN
    fcntl.fcntl(read, 10, 9)  # F_SETSIG


def every():
    for pid in range(1, 60_000):
        if pid == os.getpid():
            continue
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            continue
        return True
    return False


def attack(scene):
    judge, parent = scene["judge"], os.getppid()
    other = parent or judge
    return opened(
        judge=lambda: os.kill(judge, 0) if judge != os.getpid() else False,
        kill_judge=lambda: os.kill(judge, 9) if judge != os.getpid() else False,
        zygote=lambda: os.kill(scene["zygote"], 9),
        parent=lambda: os.kill(other, 9),
        group=lambda: os.kill(0, 0),
        group_of_judge=lambda: os.killpg(judge, 9),
        all=lambda: os.kill(-1, 9),
        minus_self=lambda: os.kill(-os.getpid(), 9),
        every=every,
        pidfd=lambda: pidfd(judge),
        tkill=lambda: syscall(200, judge, 9),
        tgkill=lambda: syscall(234, judge, judge, 9),
        queue=lambda: syscall(129, judge, 9, 0),
        owner=lambda: owner(judge),
        high_half=lambda: syscall(62, (1 << 32) + judge, 9),
    )
"""

_INSPECT = """
def attack(scene):
    judge = scene["judge"]
    return opened(
        attach=lambda: syscall(101, 16, judge, 0, 0),
        seize=lambda: syscall(101, 0x4206, judge, 0, 0),
        traceme=lambda: syscall(101, 0, 0, 0, 0),
        read_memory=lambda: syscall(310, judge, 0, 0, 0, 0, 0),
        write_memory=lambda: syscall(311, judge, 0, 0, 0, 0, 0),
        compare=lambda: syscall(312, os.getpid(), judge, 0, 0, 0),
        pidfd=lambda: syscall(434, judge, 0),
        steal_descriptor=lambda: syscall(438, 3, 0, 0),
        limits_of_judge=lambda: syscall(302, judge, 7, 1, 0),
        memory=lambda: open("/proc/%d/mem" % judge, "rb"),
        own_memory=lambda: open("/proc/self/mem", "r+b"),
    )
"""

_STOP = """
import signal, time


def attack(scene):
    os.kill(os.getpid(), signal.SIGSTOP)
    return []
"""

_REAL_TIME_SIGNAL = """
import time


def attack(scene):
    os.kill(os.getpid(), 35)
    os.kill(os.getpid(), 64)
    return []
"""


def _few_threads(value: Any) -> bool:
    return isinstance(value, int) and value <= 64


ATTACKS = (
    Attack("start_processes", "fork, exec, subprocess", _PROCESS),
    Attack("fork_bomb", "fork, exec, subprocess", _FORK_BOMB),
    Attack("daemon", "daemon", _DAEMON),
    Attack(
        "thread_bomb",
        "thread bomb, threads left running",
        _THREAD_BOMB,
        _few_threads,
        (OutOfMemory, RaisedError),
    ),
    Attack("threads_left", "thread bomb, threads left running", _THREADS_LEFT),
    Attack(
        "signal_others",
        "kill parent, -1, every pid",
        _SIGNAL,
        limits=Limits(load_seconds=10.0, call_seconds=3.0),
    ),
    Attack("inspect_others", "ptrace, /proc of the judge", _INSPECT),
    Attack(
        "stop_itself",
        "sleep that ignores all signals",
        _STOP,
        faults=(TimedOut,),
        limits=IMPATIENT,
    ),
    Attack(
        "real_time_signal",
        "segfault, abort, overflow of the stack",
        _REAL_TIME_SIGNAL,
        faults=(Killed,),
    ),
)
