"""The pages a reader trusts are run, or compared with what they are made from."""

import contextlib
import doctest
import io
import platform
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli import main
from grader.sandbox.levels import choose
from grader.sandbox.limits import Limits
from grader.sandbox.probe import POINTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SANDBOX = (ROOT / "docs" / "sandbox.md").read_text("utf-8")

on_linux = pytest.mark.skipif(
    platform.system() != "Linux", reason="only Linux holds a stranger's code"
)


def test_the_semantics_page_is_what_the_docstrings_say() -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "semantics.py"))

    assert generator["PAGE"].read_text("utf-8") == generator["page"]()


def test_the_schema_pages_are_what_json_is_written_by() -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "schema.py"))

    assert len(generator["PAGES"]) == 3
    for page, schema in generator["PAGES"].items():
        assert page.read_bytes() == schema() + b"\n"


@on_linux
def test_the_readmes_report_is_what_the_command_prints() -> None:
    shown = re.search(r"```text\n(Momentum: .*?)\n```", README, re.DOTALL)
    sample = ROOT / "submissions" / "04-momentum" / "priya" / "solution.py"
    command = [sys.executable, "-m", "grader", "check", str(sample)]
    command += ["--only", "nesterov"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert shown is not None
    assert done.returncode == 1
    printed = re.sub(r"isolation: \w+", "isolation: e", done.stdout.rstrip())
    assert printed == shown[1]


@on_linux
def test_the_readmes_python_does_what_it_shows() -> None:
    blocks = re.findall(r"```pycon\n(.*?)```", README, re.DOTALL)
    test = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), {}, "README.md", "README.md", 0
    )
    report = io.StringIO()
    flags = doctest.NORMALIZE_WHITESPACE

    results = doctest.DocTestRunner(optionflags=flags).run(test, out=report.write)

    assert results.attempted > 10
    assert not results.failed, report.getvalue()


@on_linux
def test_the_doctor_says_what_the_sandbox_page_shows() -> None:
    level, _ = choose()
    shown = re.search(r"\n(This machine .*?)\n", SANDBOX)
    output = io.StringIO()

    with contextlib.redirect_stdout(output):
        code = main(["doctor"])

    assert shown is not None
    assert code == 0
    assert output.getvalue().splitlines()[-1 if level == "e" else -2] == (
        shown[1].replace("level e", f"level {level}")
    )


def test_the_command_that_continuous_integration_runs_is_the_readmes() -> None:
    assert '\npip install -e ".[test]" && pytest\n' in README


def test_the_limits_on_the_sandbox_page_are_the_ones_in_force() -> None:
    limits = Limits()
    stated = " ".join(SANDBOX.split())

    assert f"a program tries {len(POINTS)} ways out" in stated
    assert (
        f"Loading gets {limits.load_seconds:g} s, a call {limits.call_seconds:g} s, a "
        f"check {limits.check_seconds:g} s, everything together "
        f"{limits.submission_seconds:g} s; {limits.memory_mib} MiB above what the "
        f"worker itself has, {limits.box_mib} MiB of files, "
        f"{limits.output_bytes // 1024} kB of kept output a call, and "
        f"{limits.replacements} lost processes."
    ) in stated


def test_the_version_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])

    assert end.value.code == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", capsys.readouterr().out)
