"""The guide for authors is followed to the letter, and every example in it is run."""

import ast
import doctest
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import grader.checks
from grader import objectives
from grader.assignment import folders, load
from grader.checks import Check
from grader.checks.local import Local
from grader.checks.running import Bench, Trial
from grader.model import Outcome
from grader.sandbox.reading import Reading
from grader.sandbox.submission import Submission

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
EXAMPLE = ROOT / "docs" / "example"
NO_KINDS = {"Callback", "Check", "Seeded", "Task", "check", "observed", "passed"}
NO_KINDS |= {"wrong", "INTEGERS", "LISTS", "REPEATABLE", "SINGLES", "UNCHANGED"}
KINDS = sorted(set(grader.checks.__all__) - NO_KINDS)
READING = Reading(Submission("solution.py", (("solution.py", b""),)), None, (), (), ())


def command(*arguments: str, cwd: Path) -> tuple[int, str]:
    """Run the grader as people do; return its code, and all that it said."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "grader", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def shown(beginning: str, nth: int = 0) -> str:
    """Return what the page shows below a command, the nth one that begins so."""
    blocks = "\n".join(re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL))
    said = [each for each in blocks.split("$ ") if each.startswith(beginning)]
    return said[nth].partition("\n")[2].rstrip()


def finish(course: Path) -> None:
    """Put the kept example in the place of the skeleton."""
    for part in ("assignments", "reference"):
        shutil.copytree(EXAMPLE / part, course / part, dirs_exist_ok=True)


def unproved(folder: Path) -> str:
    _, said = command(
        "validate", "12", "--assignments", "course/assignments", cwd=folder
    )
    return said


def test_the_guide_leads_where_it_says(tmp_path: Path) -> None:
    validate = ["validate", "12-secant", "--assignments", "course/assignments"]
    signature = "secant(df, x0, x1, steps)"
    new = ["new", "12-secant", "--exercise", signature, "--into", "course"]
    assert f'$ grader new 12-secant --exercise "{signature}" --into course\n' in PAGE
    assert PAGE.count(f"$ grader {' '.join(validate)}\n") == 3

    assert command(*new, cwd=tmp_path) == (0, shown("grader new") + "\n")
    assert command(*validate, cwd=tmp_path) == (0, shown("grader validate") + "\n")

    manifest = "assignments/12-secant/assignment.toml"
    shutil.copy(EXAMPLE / manifest, tmp_path / "course" / manifest)
    assert (EXAMPLE / manifest).read_text("utf-8") in PAGE
    said = shown("grader validate", 1)
    assert command(*validate, cwd=tmp_path) == (2, f"{said}\n")

    finish(tmp_path / "course")
    said = shown("grader validate", 2)
    assert command(*validate, cwd=tmp_path) == (0, f"{said}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds other's code")
def test_the_sample_submissions_of_the_example_get_their_marks(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "course")
    where = ["--assignments", "course/assignments"]
    samples = "course/submissions"

    right = command("check", f"{samples}/amira/solution.py", *where, cwd=tmp_path)
    code, said = command("check", f"{samples}/bruno/solution.py", *where, cwd=tmp_path)

    assert right[0] == 0
    assert "Total 16/16" in right[1]
    assert code == 1
    report = said[said.index("Secant: ") :]
    assert report.startswith(shown("grader check bruno"))


def test_what_the_guide_quotes_stands_in_the_example() -> None:
    folder = EXAMPLE / "assignments" / "12-secant"
    for name, file in (
        ("secant_in_a_well", "checks.py"),
        ("first_point_kept", "misconceptions.py"),
    ):
        (quoted,) = re.findall(rf"```python\n(@[^`]*def {name}\([^`]*)```", PAGE)
        source = ast.parse((folder / file).read_text("utf-8"))
        stands = [ast.unparse(each) for each in source.body]
        assert ast.unparse(ast.parse(quoted)) in stands


def test_the_example_is_followed_by_hand() -> None:
    names = runpy.run_path(str(EXAMPLE / "reference" / "secant.py"))
    secant = names["secant"]
    by_hand = doctest.DocTestFinder().find(secant, "secant", globs=names)

    results = [doctest.DocTestRunner().run(each) for each in by_hand]

    assert [(each.failed, each.attempted) for each in results] == [(0, 1)]
    end = secant(lambda x: x**2 - 2, 1, 2, 8)[-1]
    assert end == pytest.approx(2**0.5, abs=1e-14)


# The kinds of check.


def examples() -> Iterator[tuple[str, str]]:
    """Return each kind's section with the check in it."""
    part = PAGE.partition("## The kinds of check")[2].partition("\n## ")[0]
    for section in part.split("\n### ")[1:]:
        (source,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
        yield section.partition("\n")[0].strip("`"), source


@pytest.fixture(scope="module")
def bench() -> Bench:
    """The reference, and what all exercises take."""
    loaded = [load(each) for each in folders(ROOT / "assignments")]
    functions = {k: v for each in loaded for k, v in each.truth.functions.items()}
    parameters = {k: v for e in loaded for k, v in e.outline.parameters.items()}
    return Bench(Local(functions), parameters)


def run(bench: Bench, source: str, subject: Local) -> Trial:
    names: dict[str, Any] = {"np": np, "math": __import__("math")}
    names |= {each: getattr(grader.checks, each) for each in grader.checks.__all__}
    names["objectives"] = objectives
    exec(source, names)  # noqa: S102 - the page's own example
    (check,) = [each for each in names.values() if isinstance(each, Check)]
    return bench.run(check, subject, 1, READING)


def test_no_kind_of_check_is_missing() -> None:
    assert sorted(kind for kind, _ in examples()) == KINDS
    assert all(f"{kind}(" in source for kind, source in examples())


def test_all_that_authors_are_offered_is_mentioned() -> None:
    assert set(grader.checks.__all__) <= set(re.findall(r"\w+", PAGE))


@pytest.mark.parametrize(("kind", "source"), [*examples()])
def test_the_reference_passes_the_example(bench: Bench, kind: str, source: str) -> None:
    trial = run(bench, source, bench.truth)

    assert trial.outcome is Outcome.PASSED, f"{kind}: {trial}"


@pytest.mark.parametrize(("kind", "source"), [*examples()])
def test_who_returns_nothing_does_not_pass_the_example(
    bench: Bench, kind: str, source: str
) -> None:
    nothing = Local({name: lambda *_: None for name in bench.parameters})
    trial = run(bench, source, nothing)

    if "needs=" in source:
        assert kind in {"budget", "source"}
    else:
        assert trial.outcome in {Outcome.WRONG, Outcome.COULD_NOT_RUN}


# What validate says.


def complaints() -> list[str]:
    """Return the complaints that the page explains."""
    part = PAGE.partition("## What `grader validate` says")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)`", part, re.MULTILINE)


def sentences() -> Iterator[str]:
    """Return the texts in the sources that validate's words come from."""
    sources = [ROOT / "grader" / "validation.py"]
    sources += (ROOT / "grader" / "assignment").glob("*.py")
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr | ast.Constant):
                parts = getattr(node, "values", [node])
                yield "".join(
                    str(each.value) if isinstance(each, ast.Constant) else "…"
                    for each in parts
                )


def test_validate_really_says_what_the_page_explains() -> None:
    texts = list(sentences())
    parts = {part.strip() for each in complaints() for part in each.split("…")}

    assert len(complaints()) > 20
    assert {part for part in parts if not any(part in text for text in texts)} == set()


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("hidden_checks.py", "points=4", "points=2", "has no hidden twin of that name"),
        ("checks.py", ', needs=["secant_in_a_well"]', "", "it earns points in"),
        ("misconceptions.py", "steps + 1, right)", "steps, right)", "it loses no"),
        ("misconceptions.py", "def divided_by_zero", "def first_point_kept", "twice"),
        ("assignment.toml", "x1, steps", "x1, n", "the reference takes ("),
    ],
)
def test_a_broken_example_is_complained_of(
    tmp_path: Path, file: str, old: str, new: str, complaint: str
) -> None:
    finish(tmp_path / "course")
    path = tmp_path / "course" / "assignments" / "12-secant" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

    assert complaint in PAGE
    assert complaint in unproved(tmp_path)
