"""A class graded by processes that only share a scheduler."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

import grader.cluster.facts
from grader.batch import Done, Job, Lost, Setting, local_pool, run
from grader.bundle import Bundle
from grader.cluster import Patience, TlsFiles, open_cluster
from grader.cluster.facts import facts
from grader.errors import AssignmentFault
from grader.sandbox.settings import Level
from tests.cluster.conftest import PATIENCE, ROOT, Servers, servers

distributed = pytest.importorskip("distributed")
preparation = pytest.importorskip("grader.cluster.preparation")


def timeless(results: Iterable[Done]) -> list[Done]:
    """Return results in order and without what a clock said."""
    ordered = sorted(results, key=lambda each: each.number)
    return [
        msgspec.structs.replace(each, started_at="", seconds=0.0) for each in ordered
    ]


@pytest.fixture(scope="module")
def want(jobs: tuple[Job, ...], setting: Setting) -> list[Done]:
    """What comes of the jobs on this machine alone."""
    return timeless(run(iter(jobs), setting, local_pool(1), 1))


def test_a_cluster_gives_the_results_of_one_machine_and_keeps_nothing(
    cluster: Servers,
    bundle: Bundle,
    setting: Setting,
    jobs: tuple[Job, ...],
    want: list[Done],
) -> None:
    for _ in range(2):
        cluster.start_worker("--no-nanny")
    wait_for_workers(cluster.address, 2)
    with open_cluster(
        cluster.address, bundle=bundle, level=Level(setting.level), patience=PATIENCE
    ) as workers:
        got = run(
            iter(jobs), setting, workers.start, workers.ahead, grade=workers.grade
        )
        results = timeless(got)
        held = list(cluster.folder.rglob("hidden_checks.py"))
        modes = {each.parent.parent.parent.stat().st_mode & 0o777 for each in held}

    assert results == want
    assert {each.report is not None for each in results} == {True}
    assert held
    assert modes == {0o700}
    assert not list(cluster.folder.rglob("hidden_checks.py"))


def test_a_worker_that_is_killed_loses_no_submission(
    cluster: Servers,
    bundle: Bundle,
    setting: Setting,
    jobs: tuple[Job, ...],
    want: list[Done],
) -> None:
    for _ in range(2):
        cluster.start_worker("--no-nanny")
    wait_for_workers(cluster.address, 2)
    got, waiting = [], 0
    with open_cluster(
        cluster.address, bundle=bundle, level=Level(setting.level), patience=PATIENCE
    ) as workers:
        for each in run(
            iter(jobs[:6]), setting, workers.start, workers.ahead, grade=workers.grade
        ):
            got.append(each)
            if len(got) == 1:
                waiting = kill_the_busiest(cluster.address)

    assert waiting
    assert timeless(got) == want[:6]


def kill_the_busiest(scheduler: str) -> int:
    """Kill the worker with most to do; return how many jobs it had."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        busy = {each: len(keys) for each, keys in client.processing().items()}
        most = max(busy, key=lambda each: busy[each])
        os.kill(client.run(os.getpid)[most], signal.SIGKILL)
    return busy[most]


def test_workers_that_come_back_or_join_are_prepared_and_misfits_leave(
    cluster: Servers,
    bundle: Bundle,
    setting: Setting,
    jobs: tuple[Job, ...],
    want: list[Done],
) -> None:
    cluster.start_worker("--nanny")
    got = []
    with open_cluster(
        cluster.address, bundle=bundle, level=Level(setting.level), patience=PATIENCE
    ) as workers:
        misfit = cluster.start_worker("--no-nanny", nthreads=2)
        misfit.wait(30)
        # The only worker is killed; its nanny starts another one.
        for each in run(
            iter(jobs[:2]), setting, workers.start, workers.ahead, grade=workers.grade
        ):
            got.append(each)
            if len(got) == 1:
                kill_the_busiest(cluster.address)

    assert timeless(got) == want[:2]
    assert "it runs 2 tasks at a time" in cluster.log


def test_when_the_scheduler_is_gone_what_was_graded_stays_and_the_rest_is_named(
    cluster: Servers, bundle: Bundle, setting: Setting, jobs: tuple[Job, ...]
) -> None:
    cluster.start_worker("--no-nanny")
    got = []
    with open_cluster(
        cluster.address, bundle=bundle, level=Level(setting.level), patience=PATIENCE
    ) as workers:
        address = cluster.address
        results = run(
            iter(jobs), setting, workers.start, workers.ahead, grade=workers.grade
        )
        got.append(next(results))
        cluster.processes[0].kill()
        with pytest.raises(AssignmentFault) as fault:
            got += results

    assert got
    assert all(each.report for each in got)
    assert str(fault.value) == (
        f"The connection to the scheduler at {address} was lost. What was graded until "
        "now is kept; the same command goes on from there when the cluster is back."
    )


def test_what_ends_its_worker_is_lost_and_a_cluster_without_workers_gives_up(
    tmp_path: Path, bundle: Bundle, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with servers(tmp_path) as cluster:
        cluster.start_scheduler()
        cluster.start_worker("--no-nanny")
        address = cluster.address
        wait_for_workers(address, 1)
        with open_cluster(
            address, bundle=bundle, level=level, patience=Patience(20.0, 1.0)
        ) as workers:
            executor = workers.start()
            with pytest.raises(Lost, match=r"^KilledWorker: "):
                executor.submit(os._exit, 1).result()
            with pytest.raises(AssignmentFault) as fault:
                executor.submit(os.getpid).result()

    assert str(fault.value).startswith(
        f"The scheduler at {address} has had no worker for 1 s. What was graded"
    )


def wait_for_workers(scheduler: str, count: int) -> None:
    """Wait until so many workers have joined."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        client.wait_for_workers(count)


def refusal(cluster: Servers, bundle: Bundle, level: Level, **more: TlsFiles) -> str:
    """Return why a cluster is not opened."""
    with (
        pytest.raises(AssignmentFault) as fault,
        open_cluster(
            cluster.address, bundle=bundle, level=level, patience=PATIENCE, **more
        ),
    ):
        pass
    return re.sub(r"127\.0\.0\.1:\d+", "HERE", str(fault.value))


def test_workers_that_would_not_grade_as_they_should_are_refused_all_at_once(
    cluster: Servers, bundle: Bundle
) -> None:
    cluster.start_worker("--no-nanny", nthreads=2)
    limited = cluster.folder / "limited.py"
    limited.write_text(
        "import subprocess\n"
        "def refuse(*_, **__): raise OSError('no process may be started')\n"
        "subprocess.Popen.__init__ = refuse\n",
        "utf-8",
    )
    cluster.start_worker("--no-nanny", "--preload", str(limited))
    wait_for_workers(cluster.address, 2)

    cannot = "Worker tcp://HERE cannot be used: "
    without_processes, with_threads = sorted(
        refusal(cluster, bundle, Level.G).splitlines()
    )
    assert without_processes == (
        f"{cannot}isolation g does not hold on it (the zygote did not start: no "
        "process may be started)."
    )
    assert with_threads == (
        f"{cannot}it runs 2 tasks at a time, and one judge can do one: start it with "
        "--nthreads 1."
    )
    assert not list(cluster.folder.rglob("hidden_checks.py"))


@pytest.mark.parametrize(
    ("mode", "want"), [(0o755, True), (0o1777, True), (0o777, False)]
)
def test_a_folder_is_private_if_nobody_else_can_put_another_in_its_place(
    mode: int, want: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "scratch" / "worker"
    folder.mkdir(parents=True)
    folder.parent.chmod(mode)

    assert preparation.is_private(folder) is want


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder away")
def test_a_folder_of_somebody_else_is_not_private(tmp_path: Path) -> None:
    folder = tmp_path / "scratch" / "worker"
    folder.mkdir(parents=True)
    os.chown(folder.parent, 12345, 12345)

    assert not preparation.is_private(folder)


def test_another_grader_and_none_are_refused_with_both_versions(
    cluster: Servers, bundle: Bundle, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = facts()["grader's sources"]
    cluster.start_worker("--no-nanny")
    absent = cluster.folder / "absent.py"
    absent.write_text("import sys\nsys.modules['grader'] = None\n", "utf-8")
    cluster.start_worker("--no-nanny", "--preload", str(absent))
    wait_for_workers(cluster.address, 2)
    monkeypatch.setattr(grader.cluster.facts, "of_tree", lambda _: "0123abcd")

    got = refusal(cluster, bundle, level).splitlines()

    differs = f"has grader's sources {theirs}, here it is 0123abcd."
    assert got[0] == f"The scheduler at tcp://HERE {differs}"
    assert f"Worker tcp://HERE {differs}" in got[1:]
    [other] = [each for each in got[1:] if differs not in each]
    assert other.startswith("Worker tcp://HERE cannot load this grader (")
    assert "No module named 'grader.cluster'" in other.replace("\\", "")
    assert other.endswith("); install the same wheel with the extra cluster there.")


def test_a_scheduler_without_the_grader_is_refused(
    tmp_path: Path, bundle: Bundle, level: Level
) -> None:
    absent = tmp_path / "absent.py"
    absent.write_text("import sys\nsys.modules['grader'] = None\n", "utf-8")
    with servers(tmp_path) as cluster:
        cluster.start_scheduler("--preload", str(absent))
        cluster.start_worker("--no-nanny")

        got = refusal(cluster, bundle, level)

    assert got.startswith("The scheduler at tcp://HERE cannot load this grader (")


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the proofs")
def test_with_tls_only_those_of_the_same_authority_speak(
    tmp_path: Path,
    bundle: Bundle,
    setting: Setting,
    jobs: tuple[Job, ...],
    want: list[Done],
) -> None:
    files, strangers = authority(tmp_path / "ours"), authority(tmp_path / "theirs")
    arguments = ("--tls-ca-file", str(files.ca), "--tls-cert", str(files.certificate))
    level = Level(setting.level)
    with servers(tmp_path, *arguments, "--tls-key", str(files.key)) as cluster:
        cluster.start_scheduler("--protocol", "tls")
        cluster.start_worker("--no-nanny")
        with open_cluster(
            cluster.address, bundle=bundle, level=level, tls=files, patience=PATIENCE
        ) as workers:
            got = timeless(
                run(
                    *(iter(jobs[:3]), setting, workers.start, workers.ahead),
                    grade=workers.grade,
                )
            )
        address = cluster.address
        stranger = refusal(cluster, bundle, level, tls=strangers)
        nobody = refusal(cluster, bundle, level)

    assert address.startswith("tls://")
    assert got == want[:3]
    assert stranger.startswith("The scheduler at tls://HERE does not answer: ")
    assert nobody.startswith("tls:// needs the certificate of the cluster's authority")


def authority(folder: Path) -> TlsFiles:
    """Return a new authority and what it signed, made as docs/cluster.md shows."""
    folder.mkdir()
    text = (ROOT / "docs" / "cluster.md").read_text("utf-8")
    block = text.partition("<!-- certificates -->\n```sh\n")[2].partition("```")[0]
    assert block
    subprocess.run(  # noqa: S603 - the page's own commands
        ["/bin/sh", "-ec", block], cwd=folder, check=True, capture_output=True
    )
    return TlsFiles(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
