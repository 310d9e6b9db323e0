"""Files are written in whole or not at all, and never over somebody's work."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.errors import AssignmentFault
from grader.export.file import Target

BEGINNINGS = (b"identity,",)
DATA = [b"identity,", b"name\r\n"]


def target(path: Path) -> Target:
    return Target(path, BEGINNINGS)


def failing() -> Iterator[bytes]:
    yield b"identity,"
    raise RuntimeError


def test_a_new_file_holds_everything_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"

    target(path).write(DATA)

    assert path.read_bytes() == b"identity,name\r\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"identity,old")

    target(path).write(DATA)

    assert path.read_bytes() == b"identity,name\r\n"


@pytest.mark.parametrize(
    "content",
    [
        b"def f(x):\n",
        b'{"cells": []}',
        b"PK\x03\x04",
        b"SQLite format 3\x00",
        b"name,x",
    ],
)
def test_anything_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "solution.py"
    path.write_bytes(content)

    with pytest.raises(AssignmentFault, match="is no export of this form; it is left"):
        target(path).check()
    with pytest.raises(AssignmentFault, match="Name another file, or remove it first"):
        target(path).write(DATA)

    assert path.read_bytes() == content


def test_an_empty_file_has_nothing_to_lose(tmp_path: Path) -> None:
    path = tmp_path / "made-by-mktemp"
    path.touch()

    target(path).write(DATA)

    assert path.read_bytes() == b"identity,name\r\n"


def test_a_folder_a_pipe_and_a_link_to_nowhere_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")

    for name in ("folder", "pipe", "link"):
        with pytest.raises(AssignmentFault, match="is no ordinary file"):
            target(tmp_path / name).write(DATA)


def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(b"identity,old")

    with pytest.raises(RuntimeError):
        target(path).write(failing())

    assert path.read_bytes() == b"identity,old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssignmentFault, match=r"cannot be written: No such file"):
        target(tmp_path / "missing" / "points.csv").write(DATA)


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    target(Path("-")).write(DATA)

    assert capfdbinary.readouterr().out == b"identity,name\r\n"
