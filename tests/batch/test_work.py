"""A fingerprint changes with whatever a result depends on, and with nothing else."""

from pathlib import Path

import pytest

from grader.batch import Fingerprints
from grader.batch.work import of_tree

CHECKS = '''"""Checks."""
from grader.checks import check

@check("f", points=2)
def first(student, truth, rng):
    """A line."""
    return values(student.f, truth.f, [(1.0,)], rtol=1e-6)
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "assignments" / "01-a"
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text('title = "A"\n')
    (folder / "checks.py").write_text(CHECKS)
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "__init__.py").write_text("def f(x): return x\n")
    return tmp_path


def work(tree: Path, **changed: str) -> str:
    given = {"assignment": "01-a", "who": "ada", "files": "abc", **changed}
    fingerprints = Fingerprints(tree / "assignments", terms=("e",))
    return fingerprints.work(given["assignment"], (given["who"], "1"), given["files"])


def test_the_same_is_the_same(tree: Path) -> None:
    assert work(tree) == work(tree)


@pytest.mark.parametrize("what", ["who", "files", "assignment"])
def test_another_person_or_submission_is_other_work(tree: Path, what: str) -> None:
    assert work(tree, **{what: ""}) != work(tree)


def test_another_reference_is_other_work(tree: Path) -> None:
    before = work(tree)

    (tree / "reference" / "__init__.py").write_text("def f(x): return x + 1\n")

    assert work(tree) != before


def test_points_change_the_content_and_not_the_behaviour(tree: Path) -> None:
    before = Fingerprints(tree / "assignments")
    behaviour, content = before.behaviour("01-a"), before.content("01-a")
    path = tree / "assignments" / "01-a" / "checks.py"

    path.write_text(CHECKS.replace("points=2", "points=3"))

    after = Fingerprints(tree / "assignments")
    assert after.behaviour("01-a") == behaviour
    assert after.content("01-a") != content


def test_a_tolerance_changes_both(tree: Path) -> None:
    before = Fingerprints(tree / "assignments")
    behaviour = before.behaviour("01-a")
    path = tree / "assignments" / "01-a" / "checks.py"

    path.write_text(CHECKS.replace("rtol=1e-6", "rtol=1e-5"))

    assert Fingerprints(tree / "assignments").behaviour("01-a") != behaviour


def test_a_name_cannot_flow_into_the_next_part(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, name in ((one, "ab.py"), (other, "a.py")):
        folder.mkdir()
        (folder / name).write_text("b" if name == "a.py" else "")

    assert of_tree(one) != of_tree(other)
