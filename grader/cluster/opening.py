"""Connect to a cluster, and refuse one that would not grade as this machine does."""

import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from grader.bundle import Bundle
from grader.cluster.address import TCP, TLS, is_loopback, scheme_of
from grader.cluster.facts import differences, facts
from grader.errors import AssignmentFault
from grader.sandbox.settings import Level

if TYPE_CHECKING:
    import distributed

    from grader.cluster.workers import Workers

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """What proves to the others that we belong to them, and they to us."""

    ca: Path
    """The authority that signed every certificate of this cluster, and no other."""
    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for others, in seconds."""

    scheduler: float = 30.0
    """For a scheduler that does not answer."""
    workers: float = 300.0
    """For a first worker, and for another one when none is left."""


@contextmanager
def open_cluster(
    address: str,
    *,
    bundle: Bundle,
    level: Level,
    tls: TlsFiles | None = None,
    patience: Patience | None = None,
) -> Iterator["Workers"]:
    """Connect to a scheduler and prepare its workers.

    Args:
        address: `tls://host:port`, or `tcp://…` on loopback.
        bundle: the assignments.
        level: the isolation that has to hold on each worker.
        tls: the certificates; None: what Dask's own configuration names.
        patience: how long to wait for others.
    """
    scheme, patience = scheme_of(address), patience or Patience()
    client = _connected(address, scheme, tls, patience)
    name = f"descent-{uuid4().hex}"
    try:
        # Dask is there; what is made of it can be imported.
        from grader.cluster.workers import Workers  # noqa: PLC0415 - as said

        _examine_scheduler(client, address, scheme)
        _examine_versions(client, address, patience)
        _prepare(client, name, bundle, level)
        with Workers(client, name, address, patience.workers) as workers:
            yield workers
    finally:
        _leave(client, name)


def _connected(
    address: str, scheme: str, tls: TlsFiles | None, patience: Patience
) -> "distributed.Client":
    try:
        import distributed  # noqa: PLC0415 - slow, and an extra
        from distributed.versions import VersionMismatchWarning  # noqa: PLC0415
    except ImportError as error:
        raise AssignmentFault(
            f"A cluster needs Dask ({error}); install the extra: "
            'pip install -e ".[cluster]".'
        ) from error
    try:
        with warnings.catch_warnings():
            # What has to be equal is compared below, and said by name.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            return distributed.Client(
                address,
                security=_security(scheme, tls),
                timeout=patience.scheduler,
                set_as_default=False,
            )
    except (OSError, ValueError) as error:  # a missing file, no answer, a wrong proof
        raise AssignmentFault(
            f"The scheduler at {address} does not answer: {error}"
        ) from error


def _security(scheme: str, tls: TlsFiles | None) -> "distributed.Security | None":
    import distributed  # noqa: PLC0415 - as above

    if scheme != TLS:
        return None
    named = {}
    if tls is not None:
        named = {
            "tls_ca_file": str(tls.ca),
            "tls_client_cert": str(tls.certificate),
            "tls_client_key": str(tls.key),
        }
    security = distributed.Security(require_encryption=True, **named)
    if not (security.tls_ca_file and security.tls_client_cert):
        raise AssignmentFault(
            "tls:// needs the certificate of the cluster's authority, one of your own "
            "and its key; docs/cluster.md shows how to make them."
        )
    return security


def _examine_scheduler(client: "distributed.Client", address: str, scheme: str) -> None:
    """Refuse a scheduler that others reach."""
    listens = client.scheduler_info()["address"]
    if scheme == TCP and not is_loopback(listens):
        raise AssignmentFault(
            f"The scheduler at {address} listens on {listens}, where others reach it "
            "without encryption; start it with --host 127.0.0.1, or with tls."
        )


def _examine_versions(
    client: "distributed.Client", address: str, patience: Patience
) -> None:
    """Refuse a scheduler that cannot read our jobs, and workers that would differ."""
    try:
        client.wait_for_workers(1, timeout=patience.workers)
    except TimeoutError as error:
        raise AssignmentFault(
            f"The scheduler at {address} has had no worker for {patience.workers:g} s."
        ) from error
    found: dict[str, object] = {}
    try:
        found[f"The scheduler at {address}"] = client.run_on_scheduler(facts)
    # Whatever it is that could not be imported there.
    except Exception as error:  # noqa: BLE001 - as said
        found[f"The scheduler at {address}"] = error
    for worker, each in client.run(facts, on_error="return").items():
        found[f"Worker {worker}"] = each
    _compare(found)


def _compare(found: Mapping[str, object]) -> None:
    ours, problems = facts(), []
    for who, theirs in found.items():
        if not isinstance(theirs, dict):
            problems.append(
                f"{who} cannot load this grader ({type(theirs).__name__}: {theirs}); "
                "install the same wheel with the extra cluster there."
            )
        elif theirs != ours:
            problems.append(f"{who} has {differences(theirs, ours)}.")
    _refuse(problems)


def _prepare(
    client: "distributed.Client", name: str, bundle: Bundle, level: Level
) -> None:
    """Prepare the workers, and have those prepared that join later."""
    from grader.cluster.preparation import (  # noqa: PLC0415 - needs Dask
        Preparation,
        problem_of,
    )

    known = frozenset(client.nthreads())
    client.register_plugin(Preparation(name, bundle, level, facts(), known), name=name)
    found = client.run(problem_of, name, on_error="return")
    _refuse(
        [
            f"Worker {worker} cannot be used: {problem}"
            for worker, problem in found.items()
            if problem and worker in known
        ]
    )


def _refuse(problems: list[str]) -> None:
    if problems:
        more = len(problems) - _MOST_NAMED
        rest = [f"{more} more like these."] if more > 0 else []
        raise AssignmentFault("\n".join([*problems[:_MOST_NAMED], *rest]))


def _leave(client: "distributed.Client", name: str) -> None:
    """Have the workers forget the assignments, and let go of the scheduler."""
    if client.status == "running":
        # A ValueError: nothing was registered yet.
        with suppress(OSError, TimeoutError, CancelledError, ValueError):
            client.unregister_worker_plugin(name)
    client.close()
