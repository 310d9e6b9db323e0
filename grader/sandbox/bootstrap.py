"""Where a zygote begins: `python -I -B bootstrap.py`, the control socket as stdin.

Only the packages that zygote and worker are made of become importable, and only until
they are imported. An editable install puts the grader's whole tree on the path even
under -I; the tree goes from the path before anything of a student's is near.
"""

import os
import socket
import sys
from types import ModuleType

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_PACKAGES = ("grader", "grader.sandbox", "grader.wire", "grader.worker")


def main() -> None:
    """Import what is needed, forget the way to it, and serve."""
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    os.chdir("/")
    packages = [_stub(name) for name in _PACKAGES]
    from grader.sandbox.zygote import Zygote  # noqa: PLC0415 - the stubs come first

    sys.argv[:] = [""]
    sys.orig_argv[:] = []
    for package in packages:
        package.__path__ = []
    Zygote(control).serve()


def _stub(name: str) -> ModuleType:
    """Make a package importable without running what is in its __init__."""
    package = ModuleType(name)
    package.__path__ = [os.path.join(_ROOT, *name.split("."))]
    sys.modules[name] = package
    return package


if __name__ == "__main__":
    main()
