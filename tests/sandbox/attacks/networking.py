"""Attacks that try to talk to somebody; loopback only, of vsock only the socket."""

from tests.sandbox.attacks.attack import Attack

_ROW = "sockets of every family"

_CREATE = """
import socket

KINDS = dict(stream=1, datagram=2, raw=3)


def attack(scene):
    families = dict(
        unix=1, inet=2, inet6=10, netlink=16, packet=17, alg=38, vsock=40, xdp=44
    )
    tries = {
        f"{family}_{kind}": lambda f=number, k=KINDS[kind]: socket.socket(f, k)
        for family, number in families.items()
        for kind in KINDS
    }
    return opened(**tries, pair=lambda: socket.socketpair())
"""

_CONNECT = """
import socket


def tcp(port):
    with socket.create_connection(("127.0.0.1", port), timeout=0.2) as stream:
        stream.sendall(b"out")


def udp(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.connect(("127.0.0.1", port))
        datagrams.send(b"out")


def serve():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()


def local(path):
    with socket.socket(socket.AF_UNIX) as stream:
        stream.connect(path)


def vsock():
    socket.socket(40, 1).close()


def attack(scene):
    return opened(
        tcp=lambda: tcp(scene["port"]),
        udp=lambda: udp(scene["port"]),
        serve=serve,
        abstract=lambda: local("\\0descent-attack-" + str(scene["port"])),
        path=lambda: local(scene["folder"] + "/socket"),
        vsock=vsock,
        names=lambda: socket.getaddrinfo("localhost", 80, 2, 1, 0, 0) and False,
        libc=lambda: syscall(41, 2, 1, 0),
    )
"""

ATTACKS = (
    Attack("create_sockets", _ROW, _CREATE),
    Attack("connect", _ROW, _CONNECT),
)
