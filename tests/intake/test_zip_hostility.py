"""Zips that lie: each is refused with a sentence, and the rest of the class goes on."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import AssignmentFault, NotLoaded
from grader.intake import limits, open_source
from tests.intake.classes import CODE, by_key, names, zipped

GOOD = "zoe/solution.py"


def class_with(at: Path, add: Callable[[zipfile.ZipFile], None]) -> Path:
    """Return a zip with an honest student and whatever is added."""
    path = at / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(GOOD, CODE)
        add(archive)
    return path


def tree_of(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../evil.py", "points out"),
        ("ada/../../../evil.py", "points out"),
        ("/etc/evil.py", "absolute"),
        ("C:/evil.py", "drive letter"),
        ("..\\..\\evil.py", "points out"),
        ("ada/a\\b.py", "backslash"),
        ("ada/evil\x1b[31m.py", "control"),
        ("ada/evil\n.py", "control"),
        ("ada/\u202eyp.evil", "reading direction"),
        ("ada/" + "a" * 300 + ".py", "255 bytes"),
        ("a/" * 60 + "evil.py", "folders deep"),
        ("a/" * 800 + "evil.py", "1000 characters"),
    ],
)
def test_an_unsafe_name_is_refused_and_nothing_is_written(
    name: str, why: str, tmp_path: Path
) -> None:
    path = class_with(tmp_path, lambda archive: archive.writestr(name, "evil"))
    before = tree_of(tmp_path.parent)

    with open_source(path) as intake:
        assert intake.read(by_key(intake)["zoe"]) == (("solution.py", CODE.encode()),)
        assert [why in each.why for each in intake.refused] == [True]
        assert intake.refused[0].name.isprintable()

    assert tree_of(tmp_path.parent) == before


def test_a_name_is_not_cut_at_a_nul(tmp_path: Path) -> None:
    path = class_with(tmp_path, lambda archive: archive.writestr("ada/a_py", "evil"))
    path.write_bytes(path.read_bytes().replace(b"ada/a_py", b"ada/a\0py"))

    with open_source(path) as intake:
        assert "control characters" in intake.refused[0].why


def test_folders_made_with_backslashes_are_folders(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(zipped({"ada/solution.py": CODE, "bob/solution.py": CODE}))
    path.write_bytes(path.read_bytes().replace(b"/solution", b"\\solution"))

    with open_source(path) as intake:
        assert list(by_key(intake)) == ["ada", "bob"]


@pytest.mark.parametrize(
    ("kind", "why"),
    [(stat.S_IFLNK, "link"), (stat.S_IFIFO, "pipe"), (stat.S_IFCHR, "device")],
)
def test_links_and_devices_are_refused(kind: int, why: str, tmp_path: Path) -> None:
    member = zipfile.ZipInfo("ada/solution.py")
    member.external_attr = (kind | 0o777) << 16
    path = class_with(tmp_path, lambda archive: archive.writestr(member, "/etc/passwd"))

    with open_source(path) as intake:
        assert not by_key(intake)["ada"].members
        assert why in intake.refused[0].why
        assert by_key(intake)["ada"].notes[0].startswith("solution.py: It is a ")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ada/solution.py", "ada/solution.py"),
        ("ada/solution.py", "ada/Solution.PY"),
        ("ada/ä.py", "ada/a\u0308.py"),
    ],
)
def test_of_two_files_with_one_name_none_is_read(
    one: str, other: str, tmp_path: Path
) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr(one, "good")
        archive.writestr(other, "evil")

    with open_source(class_with(tmp_path, add)) as intake:
        assert not by_key(intake)["ada"].members
        assert "2 files of this name" in intake.refused[0].why


def test_a_file_that_is_also_a_folder_is_refused(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/x.py", "file")
        archive.writestr("ada/x.py/y.py", "inside")

    with open_source(class_with(tmp_path, add)) as intake:
        assert names(by_key(intake)["ada"]) == ["x.py/y.py"]


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    path = class_with(tmp_path, lambda archive: archive.writestr("ada/s.py", "x"))
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)

    with open_source(path) as intake:
        assert "encrypted" in intake.refused[0].why


def test_an_odd_compression_is_refused(tmp_path: Path) -> None:
    path = class_with(
        tmp_path,
        lambda archive: archive.writestr("ada/s.py", "x", zipfile.ZIP_LZMA),
    )

    with open_source(path) as intake:
        assert "ordinary zip" in intake.refused[0].why


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    bomb = bytes(20 * 2**20)
    path = class_with(tmp_path, lambda archive: archive.writestr("ada/s.py", bomb))

    with open_source(path) as intake:
        assert "as zip bombs do" in intake.refused[0].why


def test_a_bomb_that_declares_little_is_found_when_read(tmp_path: Path) -> None:
    path = class_with(tmp_path, lambda archive: archive.writestr("ada/s.py", CODE * 99))
    data = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        entry = data.rindex(magic)
        struct.pack_into("<L", data, entry + at, 10)
    path.write_bytes(data)

    with open_source(path) as intake:
        with pytest.raises(NotLoaded, match=r"s\.py is damaged"):
            intake.read(by_key(intake)["ada"])
        assert intake.read(by_key(intake)["zoe"])


def test_files_that_share_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(GOOD, CODE)
        archive.writestr("ada/kernel.py", "x" * 1000)
        member = archive.getinfo("ada/kernel.py")
        twin = zipfile.ZipInfo("ada/other.py")
        for name in ("header_offset", "CRC", "compress_size", "file_size"):
            setattr(twin, name, getattr(member, name))
        archive.filelist.append(twin)

    with open_source(path) as intake:
        assert not by_key(intake)["ada"].members
        assert "shares bytes" in intake.refused[0].why
        assert intake.read(by_key(intake)["zoe"])


def test_a_wrong_checksum_is_one_students_loss(tmp_path: Path) -> None:
    path = class_with(
        tmp_path,
        lambda archive: archive.writestr("ada/s.py", "right", zipfile.ZIP_STORED),
    )
    path.write_bytes(path.read_bytes().replace(b"right", b"wrong", 1))

    with open_source(path) as intake:
        with pytest.raises(NotLoaded, match=r"s\.py is damaged"):
            intake.read(by_key(intake)["ada"])
        assert intake.read(by_key(intake)["zoe"])


def test_a_file_over_the_limit_is_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 2**20)
    noise = os.urandom(2**20 + 1)

    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/data.bin", noise)
        archive.writestr("ada/s.py", CODE)

    with open_source(class_with(tmp_path, add)) as intake:
        assert names(by_key(intake)["ada"]) == ["s.py"]
        assert "a file may have 1" in intake.refused[0].why


def test_a_submission_over_the_limits_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_SUBMISSION_BYTES", 1000)

    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/one.py", "x" * 600)
        archive.writestr("ada/two.py", "y" * 600)

    with open_source(class_with(tmp_path, add)) as intake:
        ada = by_key(intake)["ada"]
        assert not ada.members
        with pytest.raises(NotLoaded, match="data sets"):
            intake.read(ada)
        assert intake.read(by_key(intake)["zoe"])


def test_ten_thousand_files_are_one_students_loss(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        for number in range(10_000):
            archive.writestr(f"ada/{number}.txt", "")

    with open_source(class_with(tmp_path, add)) as intake:
        ada = by_key(intake)["ada"]
        assert "10000 files; it may hold 500" in ada.notes[0]
        assert [each.name for each in intake.refused] == ["ada"]
        with pytest.raises(NotLoaded, match="10000 files"):
            intake.read(ada)


def test_an_environment_is_left_out(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/solution.py", CODE)
        archive.writestr("ada/myenv/pyvenv.cfg", "")
        for number in range(1_000):
            archive.writestr(f"ada/myenv/lib/{number}.py", "")

    with open_source(class_with(tmp_path, add)) as intake:
        assert names(by_key(intake)["ada"]) == ["solution.py"]


def test_a_million_members_are_counted_before_they_are_believed(
    tmp_path: Path,
) -> None:
    record = (
        struct.Struct("<4s6H3L5H2L").pack(b"PK\x01\x02", *[0] * 9, 1, *[0] * 6) + b"a"
    )
    count = 1_000_000
    head = b"PK\x03\x04"
    directory = record * count
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(head), 0
    )
    path = tmp_path / "class.zip"
    path.write_bytes(head + directory + end)

    with pytest.raises(AssignmentFault, match="more than 200000 files"):
        open_source(path)


def test_what_programs_leave_behind_is_no_submission(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        for name in (
            "__MACOSX/zoe/._solution.py",
            "zoe/.DS_Store",
            "zoe/Thumbs.db",
            "zoe/__pycache__/solution.cpython-311.pyc",
            "zoe/.ipynb_checkpoints/solution-checkpoint.ipynb",
            "zoe/.git/config",
        ):
            archive.writestr(name, "x")

    with open_source(class_with(tmp_path, add)) as intake:
        assert [names(each) for each in intake.attempts] == [["solution.py"]]
        assert not intake.refused


def test_utf_8_without_its_flag_and_old_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(zipped({"zoe/x.py": CODE, "xxxx/x.py": CODE, "yyy/x.py": CODE}))
    data = path.read_bytes().replace(b"xxxx/", "zoë".encode() + b"/")
    path.write_bytes(data.replace(b"yyy/", b"j\x94g/"))

    with open_source(path) as intake:
        assert list(by_key(intake)) == ["jög", "zoe", "zoë"]


def nested(depth: int) -> bytes:
    data = zipped({"solution.py": CODE})
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


def test_one_level_of_archives_is_opened_and_no_more(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/work.zip", nested(0))
        archive.writestr("bob/work.zip", nested(1))
        archive.writestr("cyn/work.zip", b"no zip at all")
        archive.writestr("dan/work.rar", b"Rar!")
        archive.writestr("eve/work.zip", zipped({"../../evil.py": "x"}))
        archive.writestr("fay/work.zip", zipped({}))
        archive.writestr("gil/work.zip", nested(0)[:-30])

    with open_source(class_with(tmp_path, add)) as intake:
        attempts = by_key(intake)
        assert intake.read(attempts["ada"]) == (("solution.py", CODE.encode()),)
        assert not any(
            attempts[each].members for each in ("bob", "cyn", "dan", "eve", "fay")
        )
        assert {each.name: each.why.partition(";")[0] for each in intake.refused} == {
            "bob: work.zip/inner.zip": "It is an archive within an archive",
            "cyn: work.zip": (
                "It is no archive: a zip, a tar or a folder can be read."
            ),
            "dan: work.rar": "It is an archive that is not opened",
            "eve: work.zip/../../evil.py": "The name points out of its folder ('..').",
            "fay: work.zip": "It is an archive with nothing in it.",
            "gil: work.zip": (
                "It is a zip that ends too early, as after an interrupted download: "
                "download it again."
            ),
        }


def test_a_nested_archive_with_too_many_files_is_refused(tmp_path: Path) -> None:
    many = zipped({f"{number}.txt": "" for number in range(600)})

    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/data.zip", many)
        archive.writestr("ada/solution.py", CODE)

    with open_source(class_with(tmp_path, add)) as intake:
        assert names(by_key(intake)["ada"]) == ["solution.py"]
        assert "600 files" in intake.refused[0].why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty file"),
        (b"hello", "no archive"),
        (b"\n<!DOCTYPE html>", "web page"),
        (b"Rar!\x1a\x07", "RAR"),
        (zipped({}), "nothing in it"),
        (zipped({"__MACOSX/a": ""}), "nothing in it"),
        (zipped({"../a.py": ""}), "points out"),
        (zipped({"notes.txt": ""}), "no submission was found"),
        (zipped({GOOD: CODE})[:-40], "download it again"),
        (b"PK\x03\x04" + b"\0" * 100, "download it again"),
    ],
)
def test_what_is_no_class_is_refused_with_what_to_do(
    content: bytes, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(content)

    with pytest.raises(AssignmentFault, match=why):
        open_source(path)


def test_a_zip_by_another_name_is_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "download"
    path.write_bytes(zipped({GOOD: CODE}))

    with open_source(path) as intake:
        assert list(by_key(intake)) == ["zoe"]


def test_any_cut_zip_is_refused_or_read_but_never_breaks(tmp_path: Path) -> None:
    whole = zipped({GOOD: CODE, "ada/s.py": CODE, "bob/work.zip": nested(0)})
    path = tmp_path / "class.zip"

    for length in range(0, len(whole), 7):
        for data in (whole[:length], whole[:length] + b"\xff" + whole[length + 1 :]):
            path.write_bytes(data)
            try:
                with open_source(path) as intake:
                    for attempt in intake.attempts:
                        intake.read(attempt)
            except (AssignmentFault, NotLoaded) as error:
                assert str(error)  # noqa: PT017  # both are fine, others are not


def test_a_quine_is_opened_once(tmp_path: Path) -> None:
    buffer = io.BytesIO(zipped({"ada/again.zip": nested(3), "bob/s.py": CODE}))
    path = tmp_path / "class.zip"
    path.write_bytes(buffer.getvalue())

    with open_source(path) as intake:
        assert "within an archive" in intake.refused[0].why


def test_many_archives_of_one_student_are_not_looked_into(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        for number in range(30):
            archive.writestr(f"ada/{number}.zip", nested(0))
        archive.writestr("ada/solution.py", CODE)

    with open_source(class_with(tmp_path, add)) as intake:
        assert len(by_key(intake)["ada"].members) == 21
        assert len(intake.refused) == 10
        assert "Only 20 archives" in intake.refused[0].why


def test_a_file_handed_in_alone_and_in_an_archive_is_kept_twice(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr("ada/hw/solution.py", "loose")
        archive.writestr("ada/hw/task.zip", nested(0))

    with open_source(class_with(tmp_path, add)) as intake:
        assert intake.read(by_key(intake)["ada"]) == (
            ("hw/solution.py", b"loose"),
            ("hw/task/solution.py", CODE.encode()),
        )


def test_a_nested_archive_is_never_unpacked_beyond_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 2**20)
    bomb = zipped({"data.txt": bytes(2**21), "solution.py": CODE})
    path = class_with(tmp_path, lambda archive: archive.writestr("ada/w.zip", bomb))

    with open_source(path) as intake:
        assert names(by_key(intake)["ada"]) == ["solution.py"]
        assert intake.refused[0].name == "ada: w.zip/data.txt"


def test_a_thousand_refusals_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    def add(archive: zipfile.ZipFile) -> None:
        for number in range(1_200):
            archive.writestr(f"../{number}.py", "")
            archive.writestr(f"stray{number}.py", "")

    with open_source(class_with(tmp_path, add)) as intake:
        assert len(intake.refused) == 1_001
        assert "more are refused" in intake.refused[-1].why
