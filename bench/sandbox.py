"""What confinement costs, as ratios to a fresh `python -c "import numpy"`, in one run.

    python bench/sandbox.py

Prints each figure with its bound and exits with 1 if one is missed. Absolute times
differ from machine to machine and from hour to hour; the ratios are what is promised.
"""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.proxy import Student
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission

SOURCE = """
import numpy as np

def same(x):
    return x

def descend(grad, x, lr, steps):
    for _ in range(steps):
        x = x - lr * grad(x)
    return x
"""
SUBMISSION = Submission.of_source(SOURCE)
CALLS = 2_000
_CONTEXT = multiprocessing.get_context("fork")
_ROUNDS: "multiprocessing.Queue[int]" = _CONTEXT.Queue()


def seconds(action: Callable[[], object], times: int) -> float:
    """Return the median time of an action."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def fresh_numpy() -> None:
    """Start an interpreter that imports numpy, with one thread as the zygote has."""
    environment = {"OPENBLAS_NUM_THREADS": "1", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", "import numpy"]
    subprocess.run(command, check=True, env=environment)  # noqa: S603 - our own


def ready(sandbox: Sandbox, core: int) -> None:
    """Fork a worker, load a submission and end it."""
    with Student(SUBMISSION, lambda limits: sandbox.open_link(limits, core)) as student:
        student.has("same")


def round_trip(sandbox: Sandbox, core: int) -> tuple[float, float]:
    """Return the time of one call and of one gradient callback."""
    with Student(SUBMISSION, lambda limits: sandbox.open_link(limits, core)) as student:
        student.begin_check(seed=0)
        student.same(1.0)
        call = seconds(lambda: student.same(1.0), CALLS)
        begun = time.perf_counter()
        student.descend(lambda x: 2 * x, 1.0, 0.1, CALLS)
        return call, (time.perf_counter() - begun) / CALLS


def work(level: Level, core: int, count: int, barrier: Barrier) -> None:
    """Grade some submissions on one core, after everybody is ready."""
    os.sched_setaffinity(0, {core})
    with Sandbox(level) as sandbox:
        ready(sandbox, core)
        barrier.wait()
        for _ in range(count):
            round_trip_short(sandbox, core)
        barrier.wait()


def round_trip_short(sandbox: Sandbox, core: int) -> None:
    """Do what a small homework does: one worker, 200 calls."""
    with Student(SUBMISSION, lambda limits: sandbox.open_link(limits, core)) as student:
        for _ in range(200):
            student.same(1.0)


def throughput(level: Level, cores: list[int], count: int) -> float:
    """Return submissions a second of one pinned pair per core."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(cores) + 1)
    arguments = [(level, core, count, barrier) for core in cores]
    workers = [context.Process(target=work, args=each) for each in arguments]
    for worker in workers:
        worker.start()
    barrier.wait()
    begun = time.perf_counter()
    barrier.wait()
    taken = time.perf_counter() - begun
    for worker in workers:
        worker.join()
    return len(cores) * count / taken


def arithmetic(core: int, seconds_: float, barrier: Barrier) -> None:
    """Do sums on one core for a while, and tell how many."""
    os.sched_setaffinity(0, {core})
    barrier.wait()
    end = time.perf_counter() + seconds_
    rounds = 0
    while time.perf_counter() < end:
        sum(range(10_000))
        rounds += 1
    _ROUNDS.put(rounds)


def machine_ratio(cores: list[int]) -> float:
    """Return what two cores of this machine do compared with one, without any of ours.

    Two cores may share a physical one, or be throttled together: then nothing that is
    bound by arithmetic can be 1.6 times as fast on both.
    """
    rates = []
    for used in (cores[:1], cores[:2]):
        barrier = _CONTEXT.Barrier(len(used))
        workers = [
            _CONTEXT.Process(target=arithmetic, args=(core, 2.0, barrier))
            for core in used
        ]
        for worker in workers:
            worker.start()
        rates.append(sum(_ROUNDS.get() for _ in workers))
        for worker in workers:
            worker.join()
    return rates[1] / rates[0]


def memory_mib(pids: list[int], *kinds: str) -> float:
    """Return the memory of some processes, of the kinds that smaps names."""
    lines = [
        line.split()
        for pid in pids
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    ]
    return sum(int(line[1]) for line in lines if line[0][:-1] in kinds) / 1024


def settled(pids: list[int], *kinds: str) -> float:
    """Return the memory once no process that is ending shares any of it."""
    samples = []
    for _ in range(10):
        time.sleep(0.05)
        samples.append(memory_mib(pids, *kinds))
    return max(samples)


def growth(sandbox: Sandbox, core: int, count: int) -> tuple[float, float, float]:
    """Return the memory of judge and zygote, and its private part before and after."""
    for _ in range(20):
        ready(sandbox, core)
    pids = [os.getpid(), sandbox.zygote_pid or os.getpid()]
    # Not the proportional size, which changes with whoever else runs Python.
    private = ("Private_Clean", "Private_Dirty")
    before = settled(pids, *private)
    for _ in range(count):
        ready(sandbox, core)
    return memory_mib(pids, "Pss"), before, settled(pids, *private)


def main() -> int:
    """Measure, print and judge."""
    level, _ = choose()
    if level is None:
        print("no level holds here: see `grader doctor`")
        return 1
    cores = sorted(os.sched_getaffinity(0))
    one = throughput(level, cores[:1], 40)
    two = throughput(level, cores[:2], 40) if len(cores) > 1 else None
    machine = machine_ratio(cores) if two else 1.0
    os.sched_setaffinity(0, {cores[0]})
    base = seconds(fresh_numpy, 11)
    with Sandbox(level) as sandbox:
        ready(sandbox, cores[0])
        start = seconds(lambda: ready(sandbox, cores[0]), 60)
        call, callback = round_trip(sandbox, cores[0])
        memory, before, after = growth(sandbox, cores[0], 1_000)
    rows = [
        ("worker ready and ended / fresh numpy", start / base, 1 / 4, "at most"),
        ("call round trip / fresh numpy", call / base, 1 / 500, "at most"),
        ("gradient callback / fresh numpy", callback / base, 1 / 500, "at most"),
        ("judge and zygote, MiB (PSS)", memory, 150, "at most"),
        ("private memory after 1,000 more", after / before, 1.05, "at most"),
    ]
    if two:
        bound = min(1.6, 0.95 * machine)  # less what chance does
        rows.append(
            ("two pinned pairs / one pinned pair", two / one, bound, "at least")
        )
    print(
        f"level {level}; fresh numpy {base * 1e3:.0f} ms, ready {start * 1e3:.1f} ms,"
    )
    print(f"call {call * 1e6:.0f} µs, callback {callback * 1e6:.0f} µs;")
    print(f"two cores here do {machine:.2f} times the arithmetic of one\n")
    failed = 0
    for what, got, bound, sense in rows:
        holds = got <= bound if sense == "at most" else got >= bound
        failed += not holds
        mark = "ok  " if holds else "MISS"
        print(f"{mark} {what:<38} {got:9.4f}   {sense} {bound:.4f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
