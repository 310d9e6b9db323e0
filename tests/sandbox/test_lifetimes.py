"""Whoever is killed, nothing is left over, and the next call finds a sandbox."""

import contextlib
import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.errors import GraderError, Killed, RaisedError, StudentFault
from grader.sandbox.levels import Sandbox
from grader.sandbox.limits import Limits
from grader.sandbox.processes import ZygoteProcess
from grader.sandbox.proxy import Student
from grader.sandbox.settings import DEFENCES, Level
from grader.sandbox.submission import Submission
from tests.sandbox.watch import descendants, descriptors

_SPIN = "def spin():\n    while True: pass\ndef double(x):\n    return 2 * x\n"
_LONG = Limits(call_seconds=30.0, check_seconds=30.0)
_PATIENCE = 10.0

# A judge of its own, whose student spins until somebody ends it.
_JUDGE = f"""
import threading
from grader.sandbox.levels import Level, Sandbox
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.submission import Submission

sandbox = Sandbox(Level({{level!r}}))
limits = Limits(call_seconds=30.0, check_seconds=30.0)
student = Student(Submission.of_source({_SPIN!r}), sandbox.open_link, limits)
student.double(1)
threading.Thread(target=student.spin, daemon=True).start()
print("ready", flush=True)
threading.Event().wait()
"""


@pytest.fixture
def own(isolation: Level) -> Iterator[Sandbox]:
    """A sandbox of this test alone, which it may break."""
    with Sandbox(isolation) as sandbox:
        yield sandbox


def _students(sandbox: Sandbox, source: str = _SPIN) -> Student:
    return Student(Submission.of_source(source), sandbox.open_link, _LONG)


def _soon(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@contextlib.contextmanager
def _judge(level: Level) -> Iterator["subprocess.Popen[bytes]"]:
    # A judge that is killed cannot remove its folders.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        judge = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            [sys.executable, "-c", _JUDGE.format(level=level.value)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent.parent,
            env=os.environ | {"TMPDIR": folder},
        )
        try:
            assert judge.stdout
            assert judge.stdout.readline() == b"ready\n"
            yield judge
        finally:
            judge.kill()
            judge.communicate()


@pytest.mark.usefixtures("sandboxes")  # for orphans to become ours, and be seen
def test_a_killed_judge_takes_all_its_processes_with_it(isolation: Level) -> None:
    before = descendants(os.getpid())
    with _judge(isolation) as judge:
        assert _soon(lambda: len(descendants(judge.pid)) >= 3)

        judge.send_signal(signal.SIGKILL)

        assert _soon(lambda: descendants(os.getpid()) <= before)


def test_a_killed_zygote_ends_the_call_and_is_replaced(own: Sandbox) -> None:
    with _students(own) as student:
        student.double(1)
        zygote = own.zygote_pid
        assert zygote
        below = descendants(zygote)
        threading.Timer(0.3, os.kill, (zygote, signal.SIGKILL)).start()

        with pytest.raises(StudentFault):
            student.spin()

        assert student.double(4) == 8
    assert own.restarts == 1
    assert own.zygote_pid != zygote
    assert _soon(lambda: not below & descendants(os.getpid()))


def test_zygotes_killed_between_calls_cost_nothing(own: Sandbox) -> None:
    with _students(own) as student:
        student.double(1)
    before = descriptors()
    for kills in range(1, 5):
        assert own.zygote_pid
        os.kill(own.zygote_pid, signal.SIGKILL)

        with _students(own) as student:
            assert student.double(kills) == 2 * kills

        assert own.restarts == kills
    assert descriptors() == before


def test_a_killed_supervisor_takes_its_worker_along(own: Sandbox) -> None:
    with _students(own) as student:
        student.double(1)
        assert own.zygote_pid
        below = descendants(own.zygote_pid)
        (supervisor,) = (pid for pid in below if _parent(pid) == own.zygote_pid)
        threading.Timer(0.3, os.kill, (supervisor, signal.SIGKILL)).start()

        with pytest.raises(StudentFault):
            student.spin()

        assert student.double(4) == 8
    assert own.restarts == 0
    assert _soon(lambda: not below & descendants(os.getpid()))


def _parent(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2]
    return int(fields.split()[1])


@pytest.mark.parametrize("python", ["/bin/false", "/nowhere/python"])
def test_a_zygote_that_does_not_start_leaves_nothing_open(python: str) -> None:
    before = descriptors()

    with pytest.raises(GraderError, match="zygote"):
        ZygoteProcess(DEFENCES[Level.E], python).fork(Limits())

    gc.collect()
    assert descriptors() == before


def test_many_workers_do_not_exhaust_the_judge(own: Sandbox) -> None:
    with _students(own) as student:
        student.double(1)
    before = descriptors()

    for _ in range(60):
        source = "import os\ndef end(): os._exit(0)\n"
        with _students(own, source) as student, pytest.raises(StudentFault):
            student.end()

    assert descriptors() == before


def test_our_own_exception_is_not_the_students(own: Sandbox) -> None:
    source = "def ask(f): return f(1.0)\ndef double(x): return 2 * x\n"

    def broken(x: float) -> float:
        raise NotImplementedError(x)

    with _students(own, source) as student:
        with pytest.raises(NotImplementedError):
            student.ask(broken)

        assert student.double(4) == 8


def test_an_object_is_lost_with_its_worker(own: Sandbox) -> None:
    source = """
import os
class Box:
    def __init__(self, content): self.content = content
def make(content): return Box(content)
def look(box): return box.content
def die(): os._exit(0)
"""
    with _students(own, source) as student:
        old = student.make("old")
        with pytest.raises(Killed):
            student.die()
        student.make("new")

        with pytest.raises(Killed):
            student.look(old)


def test_printing_between_calls_is_a_fault_at_most(own: Sandbox) -> None:
    source = """
import os, threading, time
def start():
    def print_for_ever():
        time.sleep(0.1)
        while True: os.write(1, b'x' * 4096)
    threading.Thread(target=print_for_ever, daemon=True).start()
def double(x): return 2 * x
"""
    limits = Limits(call_seconds=5.0, flood_bytes=50_000)
    with Student(Submission.of_source(source), own.open_link, limits) as student:
        student.start()
        time.sleep(0.3)  # nothing tells when the pipe is full

        with contextlib.suppress(StudentFault):
            assert student.double(4) == 8


def test_threads_of_the_judge_do_not_count_as_the_students(own: Sandbox) -> None:
    source = """
import threading
def work():
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()
    return True
"""
    stop = threading.Event()
    # An ordinary user's workers run under the same number as the user's desktop.
    threads = [threading.Thread(target=stop.wait) for _ in range(100)]
    for thread in threads:
        thread.start()
    try:
        with _students(own, source) as student:
            assert student.work() is True
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_judges_at_the_same_time_do_not_share_files(own: Sandbox) -> None:
    source = """
import os
def box(): return __file__, os.getuid()
def write(): open('mine.txt', 'w').write('SECRET')
def look(path):
    path = os.path.join(os.path.dirname(path), 'mine.txt')
    if not os.path.exists('mine.txt'): return open(path).read()
"""
    with (
        Sandbox(own.level) as other,
        _students(own, source) as one,
        _students(other, source) as two,
    ):
        one.write()
        path, user = one.box()

        with pytest.raises(RaisedError, match=r"FileNotFound|Permission"):
            two.look(path)

        assert os.geteuid() != 0 or two.box()[1] != user


def test_closing_a_sandbox_ends_the_students_that_are_left(isolation: Level) -> None:
    source = """
import os, threading
def litter():
    count = 0
    while True:
        count += 1
        try:
            os.makedirs(f'x{count % 50}/y/z')
            os.rename(f'x{count % 50}/y', f'w{count}')
        except OSError:
            pass
def start():
    threading.Thread(target=litter, daemon=True).start()
"""
    sandbox = Sandbox(isolation)
    student = _students(sandbox, source)
    student.start()
    assert sandbox.zygote_pid
    below = descendants(sandbox.zygote_pid)

    sandbox.close()
    student.close()

    assert _soon(lambda: not below & descendants(os.getpid()))
