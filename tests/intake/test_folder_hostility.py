"""Folders that lead out, hang or change: handled with a sentence."""

import os
import socket
from pathlib import Path

import pytest

from grader.errors import AssignmentFault, HarnessFault, NotLoaded
from grader.intake import limits, open_source
from tests.intake.classes import CODE, FOLDERS, KINDS, build, by_key, names

needs_unix = pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")


@needs_unix
def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text("secret")
    path = build(tmp_path, {"ada/s.py": CODE, "bob/s.py": CODE})
    (path / "ada" / "out.py").symlink_to(tmp_path / "secret.py")
    (path / "ada" / "loop").symlink_to(path)
    (path / "eve").symlink_to(tmp_path)

    with open_source(path) as intake:
        assert list(by_key(intake)) == ["ada", "bob"]
        assert names(by_key(intake)["ada"]) == ["s.py"]
        assert {each.name for each in intake.refused} == {"ada: out.py", "ada: loop"}
        assert all("links are not followed" in each.why for each in intake.refused)


@needs_unix
def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    path = build(tmp_path, {"ada/s.py": CODE})
    os.mkfifo(path / "ada" / "pipe.py")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path / "ada")  # the names of sockets are short
        try:
            listening.bind("socket.py")
        finally:
            os.chdir(here)

        with open_source(path) as intake:
            assert names(by_key(intake)["ada"]) == ["s.py"]
            assert len(intake.refused) == 2


@needs_unix
def test_a_file_that_becomes_something_else_is_not_read(tmp_path: Path) -> None:
    path = build(
        tmp_path, {f"{name}/s.py": CODE for name in ("ada", "bob", "cyn", "d")}
    )
    (tmp_path / "secret.py").write_text("secret")

    with open_source(path) as intake:
        (path / "ada" / "s.py").unlink()
        (path / "bob" / "s.py").unlink()
        (path / "bob" / "s.py").symlink_to(tmp_path / "secret.py")
        (path / "cyn" / "s.py").unlink()
        os.mkfifo(path / "cyn" / "s.py")
        (path / "d").rename(path / "e")
        (path / "d").symlink_to(path / "e")
        attempts = by_key(intake)
        for name, why in (
            ("ada", "No such file"),
            ("bob", "become a link"),
            ("cyn", "no plain file"),
            ("d", "become a link"),
        ):
            with pytest.raises(NotLoaded, match=why):
                intake.read(attempts[name])


@needs_unix
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything"
)
def test_an_unreadable_folder_is_one_students_loss(tmp_path: Path) -> None:
    path = build(tmp_path, {"ada/s.py": CODE, "bob/s.py": CODE})
    (path / "ada").chmod(0)

    with open_source(path) as intake:
        assert "cannot be read" in intake.refused[0].why
        assert intake.read(by_key(intake)["bob"])
    (path / "ada").chmod(0o700)


def test_a_file_that_grows_is_not_read_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    path = build(tmp_path, {"ada/s.py": CODE})

    with open_source(path) as intake:
        (path / "ada" / "s.py").write_bytes(bytes(2000))
        with pytest.raises(NotLoaded, match="more than 1000 bytes"):
            intake.read(intake.attempts[0])


@needs_unix
def test_names_that_are_no_utf_8_are_read(tmp_path: Path) -> None:
    path = build(tmp_path, {"ada/s.py": CODE})
    (path / os.fsdecode(b"j\xf6rg")).mkdir()
    (path / os.fsdecode(b"j\xf6rg") / "s.py").write_text(CODE)

    with open_source(path) as intake:
        assert intake.read(by_key(intake)["jörg"]) == (("s.py", CODE.encode()),)


def test_a_folder_is_read_however_much_hostility_it_holds(tmp_path: Path) -> None:
    hostile = ("random.py", "numpy.py", "sitecustomize.py", "conftest.py", ".env")
    path = build(tmp_path, {f"ada/{name}": "raise SystemExit" for name in hostile})

    with open_source(path) as intake:
        assert len(intake.read(intake.attempts[0])) == len(hostile)


@pytest.mark.parametrize(
    ("name", "why"),
    [("nowhere", "no such file"), ("one.py", "grader check"), ("empty", "nothing in")],
)
def test_what_is_no_source_is_refused_with_what_to_do(
    name: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "one.py").write_text(CODE)
    (tmp_path / "empty").mkdir()

    with pytest.raises(AssignmentFault, match=why):
        open_source(tmp_path / name)


@needs_unix
def test_a_pipe_is_no_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(AssignmentFault, match="neither a folder nor a plain file"):
        open_source(tmp_path / "pipe")


def test_a_closed_source_is_not_read(tmp_path: Path) -> None:
    path = build(tmp_path, FOLDERS)

    with open_source(path) as intake:
        pass

    with pytest.raises(HarnessFault, match="closed"):
        intake.read(intake.attempts[0])


def test_the_order_is_that_of_names_whatever_the_source_says(tmp_path: Path) -> None:
    backwards = {name: FOLDERS[name] for name in reversed(list(FOLDERS))}
    seen = []
    for number, files in enumerate((FOLDERS, backwards)):
        for kind in KINDS:
            path = build(tmp_path, files, kind, f"class{number}")
            with open_source(path) as intake:
                seen.append((intake.attempts, [*map(intake.read, intake.attempts)]))

    assert all(each == seen[0] for each in seen)
