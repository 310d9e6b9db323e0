"""No name leads out of its folder, whatever a source calls its files."""

import io
import tarfile
import unicodedata
import warnings
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import AssignmentFault
from grader.intake import last_attempts, open_source
from grader.intake.names import UnsafeName, clean, one_line, shown
from grader.intake.person import Person
from tests.intake.classes import CODE

_ODD = ["\x00", "\x1b", "\u202e", "\udcf6", "\ud800", "a\u0308", "\xe9", "\u2028"]
_PATHS = ["..", ".", "/", "//", "\\", "C:", "con", "~", ".py", "__MACOSX", ".git"]
PIECES = st.sampled_from([*_ODD, *_PATHS, " ", "\n"])
NAMES = st.lists(PIECES | st.text(max_size=4), min_size=1, max_size=7).map("".join)


def assert_harmless(name: str) -> None:
    path = PurePosixPath(name)
    assert path.parts
    assert ".." not in path.parts
    assert not path.is_absolute()
    assert not PureWindowsPath(name).drive
    assert not PureWindowsPath(name).root
    assert "\\" not in name
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in name)
    assert "\u202e" not in name
    name.encode()


@given(NAMES)
def test_a_clean_name_is_harmless_and_stays_as_it_is(name: str) -> None:
    try:
        parts = clean(name)
    except UnsafeName as error:
        assert str(error).endswith(".")  # noqa: PT017  # both are fine
        return

    assert_harmless("/".join(parts))
    assert clean("/".join(parts)) == parts


@given(st.lists(NAMES, min_size=1, max_size=6), st.booleans())
def test_no_member_leaves_its_folder_whatever_an_archive_says(
    tmp_path_factory: pytest.TempPathFactory, raw: list[str], is_zip: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "class"
    path.write_bytes(_zip(raw) if is_zip else _tar(raw))

    try:
        intake = open_source(path)
    except AssignmentFault as error:
        assert str(error).isprintable()  # noqa: PT017  # either is fine
        return
    with intake:
        for attempt in intake.attempts:
            for member in attempt.members:
                assert_harmless(member.name)
            assert [name for name, _ in intake.read(attempt)] == [
                member.name for member in attempt.members
            ]
        for refused in intake.refused:
            assert refused.name.isprintable()
            assert refused.why.isprintable()


def _zip(names: list[str]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # of names that stand there twice
        archive.writestr("zoe/s.py", CODE)
        for name in names:
            member = zipfile.ZipInfo("x")
            member.filename = name.encode("utf-8", "replace").decode()  # as it is
            archive.writestr(member, CODE)
    return buffer.getvalue()


def _tar(names: list[str]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:") as archive:
        for name in ("zoe/s.py", *names):
            spelled = name.encode("utf-8", "surrogatepass")
            text = spelled.decode("utf-8", "surrogateescape")
            archive.addfile(tarfile.TarInfo(text))
    return buffer.getvalue()


@given(st.text())
def test_what_is_shown_is_printable_and_short(text: str) -> None:
    assert shown(text).isprintable()
    assert len(shown(text)) <= 121
    assert one_line(text).isprintable()


def test_the_last_attempt_is_one_for_each_group_and_assignment(tmp_path: Path) -> None:
    path = tmp_path / "class"
    for name in ("a/ada", "b/ada", "a/bob"):
        (path / name).mkdir(parents=True)
        (path / name / "s.py").write_text(CODE)

    with open_source(path, assignments=("a", "b")) as intake:
        assert last_attempts(intake.attempts) == intake.attempts
        assert intake.attempts[0].people == (Person("ada", "ada"),)
