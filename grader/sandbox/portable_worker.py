"""Where a portable worker begins: `python -I -B portable_worker.py FOLDER`."""

import os
import sys
from pathlib import Path
from types import ModuleType

_ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Move the protocol out of the way of prints, and serve."""
    for name in ("grader", "grader.wire", "grader.worker"):
        package = ModuleType(name)
        package.__path__ = [str(_ROOT.joinpath(*name.split(".")))]
        sys.modules[name] = package
    from grader.worker.channel import PipeChannel  # noqa: PLC0415 - stubs come first
    from grader.worker.session import Session  # noqa: PLC0415

    requests, replies = os.dup(0), os.dup(1)
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - Windows only

        for descriptor in (requests, replies):
            msvcrt.setmode(descriptor, os.O_BINARY)  # type: ignore[attr-defined]  # Windows only
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    box = Path(sys.argv[1])
    sys.argv[:] = [""]
    sys.path[:] = [path for path in sys.path if Path(path).resolve() != _ROOT]
    Session(PipeChannel(requests, replies, 1), box, flush=_flush).serve()


def _flush() -> None:
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except BaseException:  # noqa: BLE001, S112 - students replace and close them
            continue


if __name__ == "__main__":
    main()
