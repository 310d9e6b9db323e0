"""The work behind `grader doctor`: try every level and say what each could hold."""

import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from grader.sandbox.levels import Trial, try_level
from grader.sandbox.probe import POINTS
from grader.sandbox.settings import CONFINED, Level

_MEANING = {
    Level.E: "private root, namespaces, landlock, seccomp, limits",
    Level.F: "landlock, seccomp, limits, watched folder",
    Level.G: "user of its own, seccomp, limits, watched folder",
}


def examine() -> int:
    """Try every level, print what each could hold, and how to get a stronger one."""
    where = f"{platform.system()} {platform.release()}, {platform.machine()}"
    python = f"Python {platform.python_version()} at {sys.executable}"
    print(f"{where}\n{python}")
    if platform.system() != "Linux":
        print(
            "\nOnly Linux can hold a stranger's code: check only what you trust here."
        )
        return 1
    print("root\n" if os.geteuid() == 0 else f"user {os.geteuid()}\n")
    trials = [try_level(level) for level in CONFINED]
    for trial in trials:
        print("\n".join(_lines(trial)))
    chosen = next((trial.level for trial in trials if trial.holds), None)
    print()
    print(_verdict(chosen))
    advice = _advice(trials)
    if advice and chosen is not Level.E:
        print(f"To raise it: {advice}")
    return 0 if chosen else 1


def _lines(trial: Trial) -> Iterable[str]:
    state = "holds" if trial.holds else "does not hold here"
    yield f"level {trial.level}: {state} ({_MEANING[trial.level]})"
    if trial.problem:
        yield f"  could not be built: {trial.problem}"
        return
    for point in POINTS:
        mark = "OPEN" if point in trial.open_points else "refused"
        yield f"  {mark:<8} {point}"


def _verdict(chosen: Level | None) -> str:
    if chosen:
        return f"This machine grades strangers' code at level {chosen}."
    return (
        "This machine cannot hold a stranger's code: grade only what you trust, "
        "with --trusted."
    )


def _advice(trials: Iterable[Trial]) -> str:
    """Return the one command that would let a stronger level hold."""
    settings = {
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": (
            "1",
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        "/proc/sys/user/max_user_namespaces": (
            "0",
            "sudo sysctl -w user.max_user_namespaces=15000",
        ),
        "/proc/sys/kernel/unprivileged_userns_clone": (
            "0",
            "sudo sysctl -w kernel.unprivileged_userns_clone=1",
        ),
    }
    for name, (bad, command) in settings.items():
        path = Path(name)
        if path.exists() and path.read_text("ascii").strip() == bad:
            return command
    if Path("/.dockerenv").exists():
        return (
            "docker run --security-opt seccomp=unconfined --security-opt "
            "apparmor=unconfined …"
        )
    if any("private folder" in trial.problem for trial in trials):
        return "install Python where every user can read it, such as /usr or /opt"
    if any(
        "grader's own files" in point for each in trials for point in each.open_points
    ):
        tree = Path(__file__).resolve().parent.parent.parent
        return f"chmod 700 {tree}"
    return "use a kernel with Landlock (5.13 or newer, lsm=landlock,…)"
