"""Which clusters are spoken to, and what is said without Dask: nothing connects."""

import socket
import sys
from types import SimpleNamespace

import pytest

from grader.bundle import Bundle
from grader.cluster import open_cluster
from grader.cluster.address import is_loopback, scheme_of
from grader.cluster.opening import _examine_scheduler
from grader.errors import AssignmentFault
from grader.sandbox.settings import Level

NOTHING = Bundle(b"", "")


@pytest.fixture(autouse=True)
def unconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        pytest.fail("somebody connects")

    monkeypatch.setattr(socket.socket, "connect", connect)


def open_it(address: str) -> str:
    with (
        pytest.raises(AssignmentFault) as fault,
        open_cluster(address, bundle=NOTHING, level=Level.F),
    ):
        pass
    return str(fault.value)


@pytest.mark.parametrize(
    "address", ["tcp://192.0.2.1:8786", "tcp://0.0.0.0:8786", "tcp://[2001:db8::1]:1"]
)
def test_tcp_to_another_machine_is_refused_before_anything_connects(
    address: str,
) -> None:
    assert open_it(address) == (
        f"{address} would be reached without encryption, and whoever reaches a Dask "
        "port can run code: tcp is for loopback only; use tls://."
    )


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1:8786", "localhost:8786", "ws://localhost:8786", "inproc://1"),
        *("tcp://localhost", "tcp://:8786", "tls://host:many", "tls://[::1", ""),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert open_it(address) == (
        f"{address!r} is no address of a scheduler; write tls://HOST:PORT, or "
        "tcp://127.0.0.1:PORT on one machine."
    )


@pytest.mark.parametrize(
    ("address", "want"),
    [
        ("tcp://127.0.0.1:1", "tcp"),
        ("tcp://127.9.9.9:1", "tcp"),
        ("tcp://[::1]:1", "tcp"),
        ("tls://192.0.2.1:1", "tls"),
    ],
)
def test_loopback_by_tcp_and_everywhere_by_tls(address: str, want: str) -> None:
    assert scheme_of(address) == want


@pytest.mark.parametrize(
    ("hosts", "want"),
    [
        (["127.0.0.1", "::1"], True),
        (["127.0.0.1", "192.0.2.1"], False),
        (["fe80::1%eth0"], False),
        ([], False),
    ],
)
def test_a_name_is_loopback_if_all_that_it_stands_for_is(
    hosts: list[str], want: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(0, 0, 0, "", (host, 1)) for host in hosts]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    assert is_loopback("tcp://localhost:1") is want


def test_a_name_that_stands_for_nothing_is_no_loopback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    assert not is_loopback("tcp://localhost:1")


def test_a_scheduler_that_others_reach_too_is_refused() -> None:
    client = SimpleNamespace(scheduler_info=lambda: {"address": "tcp://192.0.2.1:1"})

    with pytest.raises(AssignmentFault) as fault:
        _examine_scheduler(client, "tcp://127.0.0.1:1", "tcp")

    assert str(fault.value) == (
        "The scheduler at tcp://127.0.0.1:1 listens on tcp://192.0.2.1:1, where others "
        "reach it without encryption; start it with --host 127.0.0.1, or with tls."
    )


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert open_it("tcp://127.0.0.1:1").endswith(
        'install the extra: pip install -e ".[cluster]".'
    )
