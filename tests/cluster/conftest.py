"""Schedulers and workers as people start them: processes, here on loopback only."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from grader.batch import Job, Setting
from grader.bundle import Bundle, pack
from grader.cluster import Patience
from grader.sandbox.levels import choose
from grader.sandbox.settings import Level

ROOT = Path(__file__).parent.parent.parent
ASSIGNMENT = "05-adaptive"
PATIENCE = Patience(scheduler=20.0, workers=60.0)
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Servers:
    """A scheduler and its workers, which end with the test, or by themselves."""

    folder: Path
    tls: tuple[str, ...] = ()
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        file = self.folder / "scheduler.json"
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            try:
                return str(json.loads(file.read_text("utf-8"))["address"])
            except (OSError, ValueError):
                time.sleep(0.05)
        return pytest.fail(self.log)

    @property
    def log(self) -> str:
        """What all of them wrote."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(each.read_text("utf-8", "replace") for each in logs)

    def start_scheduler(self, *arguments: str, host: str = "127.0.0.1") -> None:
        """Start a scheduler that ends when nobody needs it."""
        self._start("scheduler", "--host", host, "--idle-timeout", "120s", *arguments)

    def start_worker(
        self, *arguments: str, nthreads: int = 1
    ) -> "subprocess.Popen[bytes]":
        """Start a worker that ends when its scheduler is gone."""
        return self._start(
            "worker",
            *("--host", "127.0.0.1", "--nworkers", "1", "--nthreads", str(nthreads)),
            *("--death-timeout", "30", "--local-directory", str(self.folder)),
            *arguments,
        )

    def _start(self, program: str, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}"]
        command += ["--scheduler-file", str(self.folder / "scheduler.json")]
        command += ["--dashboard-address", "127.0.0.1:0", *self.tls, *arguments]
        if program == "scheduler":
            command += ["--port", "0"]
        log = self.folder / f"{len(self.processes)}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                command, cwd=self.folder, stdout=file, stderr=subprocess.STDOUT
            )
        self.processes.append(process)
        return process

    def close(self) -> None:
        """End all of them, the scheduler last."""
        for process in reversed(self.processes):
            if "--nanny" in list_of(process):  # its worker has to end with it
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_START_SECONDS)
            process.kill()
            process.wait()


def list_of(process: "subprocess.Popen[bytes]") -> list[str]:
    """Return the command of a process."""
    arguments = process.args
    assert isinstance(arguments, list)
    return [str(each) for each in arguments]


@contextmanager
def servers(folder: Path, *tls: str) -> Iterator[Servers]:
    """Return servers that end with the block."""
    started = Servers(folder, tls)
    try:
        yield started
    finally:
        started.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Servers]:
    """A cluster for one test, which has a scheduler and no worker yet."""
    with servers(tmp_path) as started:
        started.start_scheduler()
        yield started


@pytest.fixture(scope="session")
def level() -> Level:
    """The strongest isolation that holds here."""
    found, trials = choose()
    if found is None:
        pytest.skip(f"no isolation holds here: {trials}")
    return found


@pytest.fixture(scope="session")
def setting(level: Level) -> Setting:
    """What all are graded under."""
    return Setting(str(ROOT / "assignments"), level.value, b"nobody's business")


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The assignment."""
    return pack(ROOT / "assignments", [ASSIGNMENT])


@pytest.fixture(scope="session")
def jobs() -> tuple[Job, ...]:
    """Twelve samples: right, wrong and broken ones."""
    folders = sorted((ROOT / "submissions" / ASSIGNMENT).iterdir())[:12]
    return tuple(Job(i, _files(each), ASSIGNMENT) for i, each in enumerate(folders))


def _files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    paths: list[Any] = sorted(folder.glob("solution.*"))
    return tuple((each.name, each.read_bytes()) for each in paths)
