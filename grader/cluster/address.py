"""Which addresses may be spoken to: whoever reaches a Dask port can run code there."""

import ipaddress
import socket
from urllib.parse import urlsplit

from grader.errors import AssignmentFault

TLS, TCP = "tls", "tcp"


def scheme_of(address: str) -> str:
    """Return the scheme of a scheduler's address, if it may be used at all."""
    try:
        parts = urlsplit(address)
        complete = bool(parts.hostname and parts.port)
    except ValueError:  # the port is no number
        parts, complete = urlsplit(""), False
    if parts.scheme not in {TLS, TCP} or not complete:
        raise AssignmentFault(
            f"{address!r} is no address of a scheduler; write tls://HOST:PORT, or "
            "tcp://127.0.0.1:PORT on one machine."
        )
    if parts.scheme == TCP and not is_loopback(address):
        raise AssignmentFault(
            f"{address} would be reached without encryption, and whoever reaches a "
            "Dask port can run code: tcp is for loopback only; use tls://."
        )
    return parts.scheme


def is_loopback(address: str) -> bool:
    """Tell whether an address can be reached from this machine alone."""
    parts = urlsplit(address)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    hosts = {str(each[4][0]).partition("%")[0] for each in found}
    return bool(hosts) and all(ipaddress.ip_address(each).is_loopback for each in hosts)
