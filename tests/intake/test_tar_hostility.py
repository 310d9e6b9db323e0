"""Tars that lie: each is refused with a sentence, and the rest of the class goes on."""

import bz2
import gzip
import io
import lzma
import tarfile
from pathlib import Path

import pytest

from grader.errors import AssignmentFault, NotLoaded
from grader.intake import limits, open_source
from tests.intake.classes import CODE, by_key, tarred, zipped

GOOD = "zoe/solution.py"


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type = kind
    made.linkname = link
    return made


def class_with(at: Path, *members: tarfile.TarInfo) -> Path:
    path = at / "class.tar"
    with tarfile.open(path, "w:", format=tarfile.GNU_FORMAT) as archive:
        good = member(GOOD)
        good.size = len(CODE)
        archive.addfile(good, io.BytesIO(CODE.encode()))
        for each in members:
            archive.addfile(each)
    return path


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (member("../../evil.py"), "points out"),
        (member("/etc/evil.py"), "absolute"),
        (member("ada/a\\b.py"), "backslash"),
        (member("ada/evil\x1b.py"), "control"),
        (member("ada/s.py", tarfile.SYMTYPE, "/etc/passwd"), "link"),
        (member("ada/s.py", tarfile.LNKTYPE, "zoe/solution.py"), "link"),
        (member("ada/s.py", tarfile.FIFOTYPE), "pipe"),
        (member("ada/s.py", tarfile.CHRTYPE), "device"),
        (member("ada/s.py", tarfile.BLKTYPE), "device"),
    ],
)
def test_a_hostile_member_is_refused_alone(
    made: tarfile.TarInfo, why: str, tmp_path: Path
) -> None:
    path = class_with(tmp_path, made)

    with open_source(path) as intake:
        assert intake.read(by_key(intake)["zoe"]) == (("solution.py", CODE.encode()),)
        assert [why in each.why for each in intake.refused] == [True]

    assert [each.name for each in tmp_path.iterdir()] == ["class.tar"]


def test_a_link_to_a_folder_does_not_lead_out(tmp_path: Path) -> None:
    path = class_with(
        tmp_path, member("ada", tarfile.SYMTYPE, "/etc"), member("ada/passwd")
    )

    with open_source(path) as intake:
        assert intake.read(by_key(intake)["ada"]) == (("passwd", b""),)


def test_latin_1_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "class.tar"
    with tarfile.open(path, "w:", format=tarfile.USTAR_FORMAT, encoding="latin-1") as (
        archive
    ):
        archive.addfile(member("jörg/s.py"))

    with open_source(path) as intake:
        assert list(by_key(intake)) == ["jörg"]


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
def test_a_cut_tar_is_refused(packing: str, tmp_path: Path) -> None:
    files = {f"s{number}/solution.py": CODE * 50 for number in range(9)}
    whole = tarred(files, packing)
    path = tmp_path / "class"

    for length in (len(whole) // 3, len(whole) * 2 // 3):
        path.write_bytes(whole[:length])
        with pytest.raises(AssignmentFault, match="damaged"):
            open_source(path)


def test_a_damaged_header_does_not_end_the_class_silently(tmp_path: Path) -> None:
    data = bytearray(tarred({"ada/s.py": CODE, "bob/s.py": CODE}))
    data[1024 + 148] ^= 1
    path = tmp_path / "class.tar"
    path.write_bytes(data)

    with pytest.raises(AssignmentFault, match="cut after 1 members"):
        open_source(path)


def test_a_tar_that_goes_backwards_is_refused(tmp_path: Path) -> None:
    path = class_with(tmp_path, member("ada/s.py"))
    data = bytearray(path.read_bytes())
    # GNU's way to write numbers below zero: a size that leads back to the beginning.
    data[1024 + 124 : 1024 + 136] = b"\xff" * 10 + b"\xfc\x00"
    header = data[1024:1536]
    header[148:156] = b" " * 8
    data[1024 + 148 : 1024 + 156] = b"%06o\0 " % sum(header)
    path.write_bytes(data)

    with pytest.raises(AssignmentFault, match="make no sense"):
        open_source(path)


def test_an_endless_extended_header_is_not_read(tmp_path: Path) -> None:
    head = member("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    head.size = 2**33
    path = tmp_path / "class.tar.gz"
    path.write_bytes(gzip.compress(head.tobuf(tarfile.GNU_FORMAT) + bytes(2**20)))

    with pytest.raises(AssignmentFault, match="make no sense"):
        open_source(path)


def test_a_thousand_headers_before_one_member_are_refused(tmp_path: Path) -> None:
    head = member("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    head.size = 5
    block = head.tobuf(tarfile.GNU_FORMAT) + b"name\0".ljust(512, b"\0")
    path = tmp_path / "class.tar"
    path.write_bytes(block * 2_000 + bytes(1024))

    with pytest.raises(AssignmentFault, match="make no sense"):
        open_source(path)


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_is_stopped_while_it_unpacks(
    compress: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(compress)
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 2**22)
    big = member("ada/zeros")
    big.size = 2**24
    whole = big.tobuf(tarfile.GNU_FORMAT) + bytes(2**24 + 1024)
    path = tmp_path / "class.tar.gz"
    path.write_bytes(compress(whole))

    with pytest.raises(AssignmentFault, match="unpacks to more than 4 MiB"):
        open_source(path)


def test_a_compressed_file_that_is_no_tar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "class.gz"
    path.write_bytes(gzip.compress(b"hello"))

    with pytest.raises(AssignmentFault, match="compressed with gzip, but holds no tar"):
        open_source(path)


def test_xz_that_wants_gigabytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_XZ_MEMORY", 2**16)
    path = tmp_path / "class.tar.xz"
    path.write_bytes(tarred({GOOD: CODE}, "xz"))

    with pytest.raises(AssignmentFault, match="damaged"):
        open_source(path)


def test_many_members_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 5)
    path = tmp_path / "class.tar"
    path.write_bytes(tarred({f"ada/{number}": "" for number in range(6)}))

    with pytest.raises(AssignmentFault, match="more than 5 files"):
        open_source(path)


def test_a_tar_that_shrinks_is_one_students_loss(tmp_path: Path) -> None:
    path = tmp_path / "class.tar"
    path.write_bytes(tarred({"ada/s.py": CODE, "bob/s.py": CODE * 9_999}))

    with open_source(path) as intake:
        path.write_bytes(path.read_bytes()[:2048])
        assert intake.read(by_key(intake)["ada"])
        with pytest.raises(NotLoaded, match=r"s\.py is cut"):
            intake.read(by_key(intake)["bob"])


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz"])
def test_going_back_and_forth_in_a_compressed_tar_reads_the_same(
    packing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_CACHED_BYTES", 10)
    files = {f"s{number}/s.py": f"{number}" * 9_999 for number in range(9)}
    path = tmp_path / "class"
    path.write_bytes(tarred(files, packing))

    with open_source(path) as intake:
        for attempt in (*intake.attempts, *reversed(intake.attempts)):
            want = files[f"{attempt.key}/s.py"].encode()
            assert intake.read(attempt) == (("s.py", want),)


def test_a_tar_that_a_student_handed_in_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(
        zipped(
            {f"ada/w.t{each}": tarred({f"{each}.py": CODE}, each) for each in ("gz",)}
        )
    )

    with open_source(path) as intake:
        assert intake.read(intake.attempts[0]) == (("gz.py", CODE.encode()),)


def test_compressed_streams_one_after_the_other_are_one(tmp_path: Path) -> None:
    whole = tarred({GOOD: CODE})
    path = tmp_path / "class.tar.gz"
    path.write_bytes(gzip.compress(whole[:700]) + gzip.compress(whole[700:]) + bytes(9))

    with open_source(path) as intake:
        assert list(by_key(intake)) == ["zoe"]
