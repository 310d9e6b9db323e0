"""Classes as each system lays them out, and builders of folders, zips and tars."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.intake import Attempt, Intake

Files = Mapping[str, bytes | str]

CODE = "def f(x):\n    return x\n"
ASSIGNMENTS = ("01-gradient-descent", "04-momentum")
KINDS = ("folder", "zip", "tar", "tar.gz", "tar.bz2", "tar.xz")

FOLDERS: Files = {
    "ada/solution.py": CODE,
    "bob/src/solution.py": CODE,
    "bob/notes.txt": "hello",
    "zoë/solution.ipynb": "{}",
}
FLAT: Files = {"ada.py": CODE, "bob.ipynb": "{}", "zoë.py": CODE}
COURSE: Files = {
    "01-gradient-descent/ada/solution.py": CODE,
    "04-momentum/ada/solution.py": CODE,
    "04-momentum/bob/solution.ipynb": "{}",
}
CANVAS: Files = {
    "lovelaceada_123_9001_hw1.py": CODE,
    "lovelaceada_123_9002_extra.py": CODE,
    "müllerjörg_LATE_124_9003_hw1-1.ipynb": "{}",
    "anon_x7Yz_9004_hw1.py": CODE,
    "LATE_anon_q8_9005_hw1.py": CODE,
    "rocket team_125_9006_hw1.py": CODE,
    "bytetyper_126_text.html": "<p>hi</p>",
    "linksender_127_link.html": "<a>",
}
MOODLE: Files = {
    "Ada Lovelace_10019166_assignsubmission_file/hw1.py": CODE,
    "Ada Lovelace_10019166_assignsubmission_onlinetext/onlinetext.html": "<p>",
    "Jörg Müller_10019167_assignsubmission_file_/src/hw1.py": CODE,
    "Participant_7_assignsubmission_file/hw1.py": CODE,
    "Default group_assignsubmission_file/hw1.py": CODE,
    "Rockets_12_assignsubmission_file/hw1.py": CODE,
}
MOODLE_FLAT: Files = {
    "Ada Lovelace_10019166_assignsubmission_file_hw1.py": CODE,
    "Ada Lovelace_10019166_assignsubmission_onlinetext_onlinetext.html": "<p>",
    "Participant_7_assignsubmission_file_hw1.py": CODE,
}
METADATA = """\
---
submission_123456:
  :submitters:
  - :name: Solo Student
    :sid: '100'
    :email: solo@x.edu
  :created_at: 2024-09-23 21:00:00.123456000 -07:00
  :score: 3.5
  :results:
    tests:
    - name: &1 "a"
      output: "\\e[31m red"
    - name: *1
  :history:
  - :created_at: 2024-09-22 21:00:00.000000000 Z
submission_123457:
  :submitters:
  - :name: Pair One
    :sid: '101'
    :email: one@x.edu
  - :name: Pair Two
    :sid: '102'
  :created_at: 2024-09-24T10:00:00Z
"""
GRADESCOPE: Files = {
    "assignment_77_export/submission_metadata.yml": METADATA,
    "assignment_77_export/submission_123456/hw1.py": CODE,
    "assignment_77_export/submission_123457/hw1.ipynb": "{}",
    "__MACOSX/assignment_77_export/._submission_metadata.yml": "x",
}
NBGRADER: Files = {
    "nbgrader_config.py": "",
    "gradebook.db": "",
    "source/ps1/problem1.ipynb": "{}",
    "release/ps1/problem1.ipynb": "{}",
    "submitted/bitdiddle/ps1/problem1.ipynb": "{}",
    "submitted/bitdiddle/ps1/timestamp.txt": (
        "2015-02-02 14:58:23.948203 America/Los_Angeles"
    ),
    "submitted/hacker/ps1/problem1.ipynb": "{}",
    "submitted/hacker/ps1/timestamp.txt": "2015-02-02 14:58:23",
    "autograded/bitdiddle/ps1/problem1.ipynb": "{}",
}
BLACKBOARD: Files = {
    "HW 1_alovelace_attempt_2024-01-30-15-00-00.txt": (
        "Name: Ada Lovelace (alovelace)\nAssignment: HW 1\n"
    ),
    "HW 1_alovelace_attempt_2024-01-30-15-00-00_hw1.py": CODE,
    "HW 1_alovelace_attempt_2024-01-29-09-30-00_hw1.py": CODE,
    "HW 1_j_m_attempt_2024-01-30-16-00-00.txt": "Name: Jörg Müller (j_m)\n",
    "HW 1_j_m_attempt_2024-01-30-16-00-00_hw1.py": CODE,
}
GITHUB: Files = {
    "04-momentum-ada/solution.py": CODE,
    "04-momentum-ada/.git/HEAD": "ref: refs/heads/main",
    "04-momentum-bob-c/solution.py": CODE,
    "04-momentum-bob-c/.git/HEAD": "ref: refs/heads/main",
}
LAID_OUT: dict[str, Files] = {
    "folders": FOLDERS,
    "flat": FLAT,
    "course": COURSE,
    "canvas": CANVAS,
    "moodle": MOODLE,
    "gradescope": GRADESCOPE,
    "nbgrader": NBGRADER,
    "blackboard": BLACKBOARD,
    "github": GITHUB,
}


def bytes_of(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def zipped(files: Files) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, bytes_of(content))
    return buffer.getvalue()


def tarred(files: Files, packing: str = "") -> bytes:
    buffer = io.BytesIO()
    modes = {"": "w:", "gz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}
    with tarfile.open(None, modes[packing], buffer) as archive:  # type: ignore[call-overload]  # the stubs want the mode spelled out
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(bytes_of(content))
            archive.addfile(member, io.BytesIO(bytes_of(content)))
    return buffer.getvalue()


def build(at: Path, files: Files, kind: str = "folder", name: str = "class") -> Path:
    """Write files as one kind of source, and return its path."""
    path = at / (name if kind == "folder" else f"{name}.{kind}")
    if kind == "zip":
        path.write_bytes(zipped(files))
    elif kind != "folder":
        path.write_bytes(tarred(files, kind.partition(".")[2]))
    else:
        path.mkdir()
        for each, content in files.items():
            file = path / each
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(bytes_of(content))
    return path


def by_key(intake: Intake) -> dict[str, Attempt]:
    """Return attempts by their keys, which are unique."""
    found = {attempt.key: attempt for attempt in intake.attempts}
    assert len(found) == len(intake.attempts)
    return found


def names(attempt: Attempt) -> list[str]:
    return [member.name for member in attempt.members]
