"""A private root: the interpreter, named packages, four devices and nothing else.

Theory of operation. The zygote builds a tmpfs with bind mounts of what a worker needs,
all read-only, and makes it the root by pivot_root; the old root is then detached and
has no path any more. There is no /proc, no /etc and no /sys. Nothing of the grader's
own tree is bound: what the worker runs was imported before. Each worker mounts a tmpfs
of its own on /box.
"""

import os

from grader.sandbox import libc
from grader.sandbox.view import View

BOX = "/box"

_NOSUID, _NODEV, _NOEXEC = 2, 4, 8
_REMOUNT, _BIND, _REC, _PRIVATE, _RDONLY = 32, 4096, 16384, 1 << 18, 1
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4
_DEVICES = ("null", "zero", "random", "urandom")


def enter_private_root(base: str, view: View) -> None:
    """Replace the root by one that holds only what the view names.

    Args:
        base: an empty folder to build on.
        view: what a worker may see, at its own paths, read-only.
    """
    libc.mount("none", "/", flags=_REC | _PRIVATE)
    libc.mount("root", base, "tmpfs", _NOSUID | _NODEV, "size=4m,mode=755")
    for path in view.folders:
        _show(base, path)
    # A stdlib may hold a site-packages, with everything that is installed there.
    for path in view.covered:
        libc.mount("cover", base + path, "tmpfs", _NOSUID | _NODEV, "size=1m,mode=755")
    for path in view.packages:
        _show(base, path)
    for path in view.covered:
        libc.mount("cover", base + path, flags=_REMOUNT | _BIND | _RDONLY | _NOSUID)
    os.mkdir(f"{base}/dev", 0o755)
    for device in _DEVICES:
        _show(base, f"/dev/{device}", is_device=True)
    os.mkdir(base + BOX, 0o755)
    os.mkdir(f"{base}/old", 0o700)
    libc.pivot_root(base, f"{base}/old")
    os.chdir("/")
    libc.detach("/old")
    os.rmdir("/old")
    libc.mount("root", "/", flags=_REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV)


def mount_box(mib: int) -> None:
    """Mount a fresh, empty, bounded file system on the box and go there."""
    options = f"size={mib}m,nr_inodes=2k,mode=700"
    libc.mount("box", BOX, "tmpfs", _NOSUID | _NODEV | _NOEXEC, options)
    os.chdir(BOX)


def _show(base: str, path: str, *, is_device: bool = False) -> None:
    target = base + path
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o644))
    libc.mount(path, target, flags=_BIND | _REC)
    attributes = _ATTR_RDONLY | _ATTR_NOSUID | (0 if is_device else _ATTR_NODEV)
    libc.set_mount_attributes(target, attributes)
