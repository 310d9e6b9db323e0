"""Assignments as an archive: the same bytes everywhere, and nothing but our files."""

import hashlib
import io
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import grader.bundle
from grader.assignment import load
from grader.bundle import Bundle, pack
from grader.errors import AssignmentFault

ROOT = Path(__file__).parent.parent


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of two small assignments, and a reference beside it."""
    for name, text in {
        "reference/__init__.py": "x = 1\n",
        "reference/optimizers/adam.py": "",
        "homework/01-first/assignment.toml": "",
        "homework/01-first/data/näher.csv": "1,2\n",
        "homework/02-second/assignment.toml": "",
        "homework/01-first/__pycache__/checks.cpython-311.pyc": "",
        "homework/01-first/.DS_Store": "",
        "homework/01-first/.ipynb_checkpoints/draft.ipynb": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return tmp_path / "homework"


def fault(action: Callable[[], object]) -> str:
    with pytest.raises(AssignmentFault) as caught:
        action()
    return str(caught.value)


def forged(name: str = "reference/x.py", mode: int = 0o100644, **more: int) -> Bundle:
    """Return a bundle with the right digest and one entry of a forger's choice."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        for field, value in more.items():
            setattr(entry, field, value)
        archive.writestr(entry, "import this\n" * 20)
    return signed(kept.getvalue())


def signed(data: bytes) -> Bundle:
    return Bundle(data, hashlib.sha256(data).hexdigest())


def test_a_bundle_holds_the_named_assignments_and_the_reference(tree: Path) -> None:
    bundle = pack(tree, ["01-first"])

    with zipfile.ZipFile(io.BytesIO(bundle.data)) as archive:
        assert archive.namelist() == [
            "assignments/01-first/assignment.toml",
            "assignments/01-first/data/näher.csv",
            "reference/__init__.py",
            "reference/optimizers/adam.py",
        ]


def test_the_same_tree_gives_the_same_bytes_whatever_its_times_and_modes(
    tree: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tmp_path / "reference", copy / "reference")
    shutil.copytree(tree / "02-second", copy / "other" / "02-second")
    shutil.copytree(tree / "01-first", copy / "other" / "01-first")
    for path in copy.rglob("*.py"):
        os.utime(path, (1, 1))
        path.chmod(0o700)

    first = pack(tree, ["01-first", "02-second"])
    second = pack(copy / "other", ["02-second", "01-first"])

    assert first == second
    # What one machine packs, another one can compare: these bytes never change.
    assert first.digest == (
        "d625b87881b7df7ca2d6def1074152fd9a05614399589d20519d4380867a13d4"
    )


def test_another_letter_gives_another_digest(tree: Path) -> None:
    before = pack(tree, ["01-first"])
    (tree.parent / "reference" / "__init__.py").write_text("x = 2\n", "utf-8")

    assert pack(tree, ["01-first"]).digest != before.digest


def test_what_is_unpacked_is_what_was_packed_and_private(
    tree: Path, tmp_path: Path
) -> None:
    bundle = pack(tree, ["01-first", "02-second"])

    place = bundle.unpack(tmp_path / "there")

    assert place == tmp_path / "there" / "assignments"
    assert pack(place, ["01-first", "02-second"]) == bundle
    assert stat.S_IMODE((tmp_path / "there").stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "01-first").stat().st_mode) == 0o700


def test_a_real_assignment_loads_from_its_bundle(tmp_path: Path) -> None:
    # The reference that this process has loaded is the tree's own: by the same path.
    place = pack(ROOT / "assignments", ["05-adaptive"]).unpack(tmp_path / "there")
    shutil.rmtree(place.parent / "reference")
    (place.parent / "reference").symlink_to(ROOT / "reference")

    assert load(place / "05-adaptive").name == "05-adaptive"


def test_a_bundle_that_was_changed_is_refused(tree: Path, tmp_path: Path) -> None:
    bundle = pack(tree, ["01-first"])
    changed = Bundle(bundle.data.replace(b"x = 1", b"x = 7"), bundle.digest)

    assert fault(lambda: changed.unpack(tmp_path / "there")) == (
        "The bundle was changed on its way: its SHA-256 is "
        f"{hashlib.sha256(changed.data).hexdigest()}, not {bundle.digest}."
    )
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize(
    "bundle",
    [
        forged("../x.py"),
        forged("reference/../../x.py"),
        forged("/etc/x.py"),
        forged("reference/./x.py"),
        forged("reference//x.py"),
        forged("reference\\..\\x.py"),
        forged("reference/C:x.py"),
        forged("reference/a\nb.py"),
        forged("x.py"),
        forged("elsewhere/x.py"),
        forged("reference/x/"),
        forged(mode=stat.S_IFLNK | 0o777),
        forged(mode=stat.S_IFDIR | 0o755),
        forged(mode=0o100755),
        forged(compress_type=zipfile.ZIP_DEFLATED),
    ],
)
def test_an_entry_that_we_would_not_write_is_refused(
    bundle: Bundle, tmp_path: Path
) -> None:
    assert "is no plain file of assignments or reference." in fault(
        lambda: bundle.unpack(tmp_path / "there")
    )
    assert not (tmp_path / "there").exists()


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in ("reference/x.py", "reference/y.py"):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, "")
    bundle = signed(kept.getvalue().replace(b"y.py", b"x.py"))

    assert "'reference/x.py'" in fault(lambda: bundle.unpack(tmp_path / "there"))


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive"])
def test_what_is_no_archive_is_refused(data: bytes, tmp_path: Path) -> None:
    assert fault(lambda: signed(data).unpack(tmp_path / "there")).startswith(
        "The bundle is no archive of ours: "
    )


def test_a_folder_that_exists_is_not_written_into(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    with pytest.raises(FileExistsError):
        pack(tree, ["01-first"]).unpack(tmp_path / "there")


@pytest.mark.parametrize("kind", ["link", "link to a folder", "pipe"])
def test_only_regular_files_are_packed(kind: str, tree: Path) -> None:
    path = tree / "01-first" / "odd"
    match kind:
        case "link":
            path.symlink_to(tree / "02-second" / "assignment.toml")
        case "link to a folder":
            path.symlink_to(tree / "02-second")
        case _:
            os.mkfifo(path)

    assert fault(lambda: pack(tree, ["01-first"])) == (
        f"{path} is no regular file; a bundle holds nothing else: replace it by what "
        "it stands for, or move it away."
    )


def test_a_name_that_other_machines_cannot_write_is_refused(tree: Path) -> None:
    (tree / "01-first" / "a:b.csv").write_text("", "utf-8")

    assert "'assignments/01-first/a:b.csv'" in fault(lambda: pack(tree, ["01-first"]))


def test_an_assignment_that_is_not_there_is_named_with_those_that_are(
    tree: Path,
) -> None:
    assert fault(lambda: pack(tree, ["03-third"])) == (
        "There is no assignment '03-third'; there are 01-first, 02-second."
    )


def test_without_a_reference_there_is_no_bundle(tree: Path) -> None:
    shutil.rmtree(tree.parent / "reference")

    assert "There is no reference at" in fault(lambda: pack(tree, ["01-first"]))


@pytest.mark.parametrize(("bound", "value"), [("_MAX_FILES", 3), ("_MAX_BYTES", 9)])
def test_a_bundle_is_bounded_when_packed_and_when_unpacked(
    bound: str, value: int, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = pack(tree, ["01-first"])
    monkeypatch.setattr(grader.bundle, bound, value)

    packing = fault(lambda: pack(tree, ["01-first"]))
    unpacking = fault(lambda: bundle.unpack(tmp_path / "there"))

    assert packing == unpacking
    assert packing.startswith("A bundle holds at most ")
