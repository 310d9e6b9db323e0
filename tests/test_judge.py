"""Every outcome of a check, with what it costs and what it leaves alone."""

# ruff: noqa: ARG001 - a check takes three arguments, used or not
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import Assignment, Exercise, Outline
from grader.checks import Check, Seeded, check, passed, source, values, wrong
from grader.checks.local import Local
from grader.judge import Terms, judge, seed_of
from grader.model import CheckResult, Finding, Outcome, Report
from grader.sandbox.keeper import Keeper
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.limits import Limits
from grader.sandbox.reading import read
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission
from grader.scoring import total

QUICK = Limits(
    load_seconds=1.0,
    call_seconds=0.15,
    check_seconds=1.0,
    submission_seconds=5.0,
    memory_mib=128,
)
RIGHT = "def double(x): return 2 * x\ndef shift(x, by): return x + by\n"
CASES = [(1.0,), (-2.0,)]
KNOWN = """\
from grader.diagnosis import misconception

EXAMPLES = {"double": [(float(x),) for x in range(1, 31)], "shift": [(1.0, 1.0)]}


@misconception("double", hint="What is twice one?")
def treble(x):
    "The number is trebled."
    return 3 * x
"""


@check("double", points=2)
def doubles(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Numbers are doubled."""
    return values(student.double, truth.double, CASES)


@check("shift", points=3)
def shifts(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Numbers are shifted."""
    return values(student.shift, truth.shift, [(1.0, 0.5)])


@check("double", points=1, needs=["doubles"])
def doubles_again(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
    """Large numbers are doubled."""
    return values(student.double, truth.double, [(1e9,)])


@check("double", points=5)
def breaks(student: Any, truth: Any, rng: Any) -> Finding:
    """This check has a mistake of its own."""
    student.double(1.0)
    raise ZeroDivisionError("ours")


def hidden(public: Check) -> Check:
    """Return a check as if it stood among the hidden ones."""
    return Check(
        name=public.name,
        exercise=public.exercise,
        title=public.title,
        points=public.points,
        body=public.body,
        needs=public.needs,
        is_hidden=True,
    )


def assignment(folder: Path, *checks: Check, limits: Limits = QUICK) -> Assignment:
    exercises = (
        Exercise("double", "double(x)", ("x",), "Twice"),
        Exercise("shift", "shift(x, by)", ("x", "by"), "Further"),
    )
    outline = Outline("01-small", folder, "Small", "", exercises, limits)
    truth = Local({"double": lambda x: 2 * x, "shift": lambda x, by: x + by})
    return Assignment(outline, checks, truth)


class Judge:
    """Judges submissions of one file, in one sandbox.

    Args:
        sandbox: where they run.
        folder: the assignment's; only the known mistakes are in it.
    """

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self._sandbox = sandbox
        self._folder = folder

    def __call__(
        self,
        source: str,
        *checks: Check,
        terms: Terms | None = None,
        sandbox: Sandbox | None = None,
    ) -> Report:
        """Return the report on a submission."""
        open_link = (sandbox or self._sandbox).open_link
        reading = read(Submission.of_source(source), open_link)
        return judge(assignment(self._folder, *checks), reading, open_link, terms)


@pytest.fixture(scope="module")
def level() -> Level:
    if platform.system() != "Linux":
        return Level.PORTABLE
    return choose()[0] or Level.PORTABLE


@pytest.fixture(scope="module")
def graded(level: Level, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    folder = tmp_path_factory.mktemp("01-small")
    (folder / "misconceptions.py").write_text(KNOWN, "utf-8")
    with Sandbox(level) as sandbox:
        yield Judge(sandbox, folder)


def results(report: Report) -> dict[str, CheckResult]:
    """Return the public results by name, the hidden ones with a star."""
    return {
        f"{'*' * each.is_hidden}{each.name}": each
        for exercise in report.exercises
        for each in exercise.checks
    }


def test_right_answers_get_all_points(graded: Judge) -> None:
    report = graded(RIGHT, doubles, doubles_again, shifts)

    assert {each.outcome for each in results(report).values()} == {Outcome.PASSED}
    assert str(total(report)) == "6/6"
    assert report.notes == ()
    assert [each.place for each in report.exercises] == [
        "solution.py, line 1",
        "solution.py, line 2",
    ]


def test_a_wrong_answer_costs_the_points_of_its_check(graded: Judge) -> None:
    report = graded(RIGHT.replace("2 * x", "3 * x"), doubles, shifts)

    result = results(report)["doubles"]
    assert result.outcome is Outcome.WRONG
    assert [(each.where, each.got, each.want) for each in result.findings] == [
        ("double(x=1)", "3", "2"),
        ("double(x=-2)", "-6", "-4"),
    ]
    assert str(total(report)) == "3/5"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("raise ValueError('no idea')", "double raised ValueError: no idea"),
        (
            "raise NotImplementedError",
            "double is not written yet",
        ),
        (
            "while True: pass",
            "double was stopped after 0.15 s of CPU time; does a loop never end?",
        ),
        (
            "return len(bytearray(10**9))",
            "double ran out of memory; the limit is 128 MiB.",
        ),
        (
            "import os; os._exit(0)",
            "double ended the whole process (exit code 0).",
        ),
        (
            "import os; os.abort()",
            "double ended the whole process (signal SIG",
        ),
        ("return double(x)", "double raised RecursionError: maximum recursion"),
        ("raise SystemExit(3)", "double raised SystemExit: 3"),
    ],
)
def test_what_could_not_run_loses_its_check_and_no_other(
    body: str, sentence: str, graded: Judge
) -> None:
    source = f"def double(x):\n    {body}\ndef shift(x, by): return x + by\n"

    report = graded(source, doubles, shifts)

    result = results(report)["doubles"]
    assert result.findings[0].message.startswith(sentence)
    assert result.outcome is Outcome.COULD_NOT_RUN
    assert results(report)["shifts"].outcome is Outcome.PASSED
    assert str(total(report)) == "3/5"


@pytest.mark.parametrize(
    ("source", "notes"),
    [
        ("", ()),
        ("\n\n\n", ()),
        ("# only a remark", ()),
        (
            "def double(x:\n    return 2 * x\n",
            ("solution.py, line 1: '(' was never closed",),
        ),
    ],
)
def test_a_file_without_functions_gets_nothing_and_says_why(
    source: str, notes: tuple[str, ...], graded: Judge
) -> None:
    report = graded(source, doubles, shifts)

    messages = [each.findings[0].message for each in results(report).values()]
    assert {each.outcome for each in results(report).values()} == {
        Outcome.COULD_NOT_RUN
    }
    assert messages == [
        "double is not defined in your submission.",
        "shift is not defined in your submission.",
    ]
    assert report.notes[: len(notes)] == notes
    assert str(total(report)) == "0/5"


def test_a_starter_gets_nothing_and_shows_where_to_write(graded: Judge) -> None:
    source = 'def double(x):\n    """Twice."""\n    raise NotImplementedError\n'

    report = graded(source, doubles)

    result = results(report)["doubles"]
    assert result.outcome is Outcome.COULD_NOT_RUN
    assert result.credit == 0
    assert 'File "solution.py", line 3, in double' in result.findings[0].traceback


def test_what_needs_a_failed_check_is_skipped_and_names_it(graded: Judge) -> None:
    report = graded(RIGHT.replace("2 * x", "x + 1"), doubles, doubles_again, shifts)

    result = results(report)["doubles_again"]
    assert result.outcome is Outcome.SKIPPED
    assert result.blocked_by == "Numbers are doubled."
    assert result.findings == ()
    assert str(total(report)) == "3/6"


def test_a_hidden_check_needs_its_hidden_prerequisite(graded: Judge) -> None:
    # Right for the public inputs only.
    source = "def double(x): return {1.0: 2.0, -2.0: -4.0, 1e9: 2e9}.get(x, 0.0)\n"

    @check("double", points=2)
    def unseen(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
        """Other numbers are doubled."""
        return values(student.double, truth.double, [(7.0,)])

    twin = Check("doubles", "double", "x", 2, unseen.body, is_hidden=True)
    report = graded(source, doubles, doubles_again, twin, hidden(doubles_again))

    assert results(report)["doubles_again"].outcome is Outcome.PASSED
    assert results(report)["*doubles"].outcome is Outcome.WRONG
    assert results(report)["*doubles_again"].outcome is Outcome.SKIPPED


def test_what_a_public_check_needs_is_not_named_as_its_hidden_twin(
    graded: Judge,
) -> None:
    twin = Check("doubles", "double", "A secret.", 2, doubles.body, is_hidden=True)

    report = graded("def double(x): return x", doubles, doubles_again, twin)

    assert results(report)["doubles_again"].blocked_by == "Numbers are doubled."


def test_a_check_that_fails_by_itself_costs_nobody_a_point(graded: Judge) -> None:
    report = graded(RIGHT, doubles, breaks, shifts)

    result = results(report)["breaks"]
    assert result.outcome is Outcome.UNGRADED
    assert "ZeroDivisionError: ours" in result.problem
    assert result.findings == ()
    assert str(total(report)) == "5/5 (provisional)"
    assert not total(report).is_full


def test_what_needs_an_ungraded_check_costs_nobody_a_point(graded: Judge) -> None:
    @check("double", points=4, needs=["breaks"])
    def depends(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
        """Needs one that the grader could not judge."""
        return values(student.double, truth.double, CASES)

    report = graded(RIGHT, breaks, depends, shifts)
    nothing = graded("def double(x): return None", breaks, depends)

    assert results(report)["depends"].outcome is Outcome.UNGRADED
    assert total(report).earned == total(report).possible
    assert total(nothing).earned == 0


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("return []", "check 'odd' returned list; it has to return at least one"),
        ("return None", "check 'odd' returned NoneType; it has to return at least one"),
        ("return [1]", "check 'odd' returned list; it has to return at least one"),
        ("student.treble(1)", "a check asks for 'treble'; the exercises are double"),
        ("student.double()", "a check calls double with 0 positions"),
        ("truth.shift('a', 1)", "the reference failed: shift raised TypeError"),
        ("assert False", "AssertionError"),
        ("raise MemoryError", "MemoryError"),
        ("return odd(student, truth, rng)", "RecursionError"),
    ],
)
def test_whatever_is_wrong_with_a_check_leaves_it_ungraded(
    body: str, problem: str, graded: Judge
) -> None:
    space: dict[str, Any] = {}
    exec(f"def odd(student, truth, rng):\n    '''x'''\n    {body}\n", space)  # noqa: S102 - written above
    odd = check("double", points=4)(space["odd"])

    report = graded(RIGHT, odd, shifts)

    assert results(report)["odd"].outcome is Outcome.UNGRADED
    assert problem in results(report)["odd"].problem
    assert str(total(report)) == "3/3 (provisional)"


def test_a_check_that_exits_leaves_itself_ungraded(graded: Judge) -> None:
    @check("double", points=1)
    def leaves(student: Any, truth: Any, rng: Any) -> Finding:
        """Ends the program."""
        raise SystemExit(0)

    try:
        report = graded(RIGHT, leaves, shifts)
    except SystemExit:
        pytest.fail("the grader ended")

    assert results(report)["leaves"].outcome is Outcome.UNGRADED


def test_partial_credit_is_the_mean_of_what_the_findings_leave(
    graded: Judge,
) -> None:
    half = check("double", points=4, partial=True)(doubles.body)

    report = graded("def double(x): return abs(2 * x)\n", half)

    assert results(report)["doubles"].outcome is Outcome.WRONG
    assert results(report)["doubles"].credit == 0.5
    assert str(total(report)).startswith("2/4")


def test_a_hang_in_one_case_loses_the_share_of_that_case(graded: Judge) -> None:
    half = check("double", points=4, partial=True)(doubles.body)
    source = "def double(x):\n    while x < 0: pass\n    return 2 * x\n"

    report = graded(source, half)

    findings = results(report)["doubles"].findings
    assert [each.outcome for each in findings] == [
        Outcome.PASSED,
        Outcome.COULD_NOT_RUN,
    ]
    assert str(total(report)) == "2/4"


def test_extra_credit_comes_on_top(graded: Judge) -> None:
    extra = check("double", points=4, extra=True)(doubles.body)

    right = total(graded(RIGHT, extra, shifts))
    without = total(graded(RIGHT.replace("2 *", "3 *"), extra, shifts))

    assert (right.earned, right.possible) == (7, 3)
    assert (without.earned, without.possible) == (3, 3)
    assert without.is_full


def test_a_check_may_have_a_time_limit_of_its_own(graded: Judge) -> None:
    source = "def double(x):\n    for _ in range(10**9): pass\n    return 2 * x\n"
    short = check("double", points=4, seconds=0.05)(doubles.body)

    report = graded(source, short)

    assert results(report)["doubles"].findings[0].message == (
        "double was stopped: the time for this check is used up."
    )


def test_one_check_that_hangs_is_one_check(graded: Judge) -> None:
    source = "def double(x):\n    while x == 1e9: pass\n    return 2 * x\n"

    report = graded(f"{source}{RIGHT[28:]}", doubles_again, doubles, shifts)
    again = graded(
        f"{source}{RIGHT[28:]}", doubles, doubles_again, shifts, hidden(doubles)
    )

    assert results(report)["doubles"].outcome is Outcome.PASSED
    assert results(again)["doubles_again"].outcome is Outcome.COULD_NOT_RUN
    assert results(again)["*doubles"].outcome is Outcome.PASSED
    assert str(total(again)) == "7/8"


def test_what_is_printed_is_kept_with_its_check(graded: Judge) -> None:
    source = "def double(x):\n    print('x is', x)\n    return 2 * x\n"

    report = graded(source, doubles)

    assert results(report)["doubles"].output == "x is 1.0\nx is -2.0\n"


@pytest.mark.parametrize(
    "after",
    [
        "raise ValueError",
        "while True: pass",
    ],
)
def test_what_was_printed_before_a_fault_is_kept(after: str, graded: Judge) -> None:
    source = f"def double(x):\n    print('so far')\n    {after}\n"

    report = graded(source, doubles)

    assert "so far\n" in results(report)["doubles"].output


def test_the_source_is_looked_at_through_the_reading(graded: Judge) -> None:
    @check("double", points=1)
    def by_hand(student: Any, truth: Any, rng: Any, reading: Any) -> Iterator[Finding]:
        """No library is used."""
        return source(reading, forbid=["torch"], define=["double"])

    clean = graded(RIGHT, by_hand)
    forbidden = graded(f"import math\nimport torch.nn\n{RIGHT}", by_hand)

    assert results(clean)["by_hand"].outcome is Outcome.PASSED
    (finding, _) = results(forbidden)["by_hand"].findings
    assert finding.message == "torch is imported, which the handout forbids."
    assert finding.where == "solution.py, line 2"
    assert finding.got == "import torch.nn"


@check("double", points=1)
def draws(student: Any, truth: Any, rng: Any) -> Finding:
    """Draws a number."""
    return passed(repr(rng.random()))


def _drawn(report: Report) -> list[str]:
    return [each.findings[0].message for each in results(report).values()]


def test_public_seeds_are_published_and_hidden_ones_follow_the_secret(
    graded: Judge,
) -> None:
    def drawn(secret: bytes) -> list[str]:
        terms = Terms(secret=secret)
        return _drawn(graded(RIGHT, draws, hidden(draws), terms=terms))

    one, same, other = drawn(b"one"), drawn(b"one"), drawn(b"other")

    assert one == same
    assert one[0] == other[0]
    assert len({*one, other[1]}) == 3


def test_seeds_are_what_they_always_were() -> None:
    # A changed seed changes what students see: it has to be on purpose.
    assert seed_of("01-small", doubles, b"any") == 3576669826
    assert seed_of("01-small", hidden(doubles), b"any") != seed_of(
        "02-other", hidden(doubles), b"any"
    )
    assert 0 <= seed_of("01-small", hidden(doubles), b"x" * 1000) < 2**32


def test_two_runs_give_equal_reports(level: Level, graded: Judge) -> None:
    source = """
import random, sys
import numpy as np
state = []
def double(x):
    state.append(x)
    print(len(state), random.random(), np.random.rand(), x)
    return x + np.random.default_rng().random()
def shift(x, by):
    raise KeyError(by)
"""
    checks = (doubles, doubles_again, hidden(doubles), shifts, breaks)

    first = graded(source, *checks)
    with Sandbox(level) as another:
        second = graded(source, *checks, sandbox=another)

    assert first == second


def test_the_order_of_a_set_is_the_same_in_every_run(
    level: Level, graded: Judge
) -> None:
    names = sorted(f"name{number}" for number in range(40))
    source = f"def double(x): return list(set({names!r})).index('name0')\n"

    @check("double", points=1)
    def says(student: Any, truth: Any, rng: Any) -> Finding:
        """Says what it got."""
        return passed(str(student.double(1.0)))

    positions = set(_drawn(graded(source, says)))
    for _ in range(3):  # one in 64,000 that all agree by chance
        with Sandbox(level) as another:
            positions |= set(_drawn(graded(source, says, sandbox=another)))

    assert len(positions) == 1


@pytest.mark.parametrize(
    "what",
    [
        "__file__",
        "__import__('os').getcwd()",
    ],
)
def test_output_does_not_depend_on_the_process(
    what: str, level: Level, graded: Judge
) -> None:
    source = f"def double(x):\n    print({what})\n    raise OSError({what})\n"

    def output(opened: Sandbox | None, padding: str) -> tuple[str, str]:
        report = graded(source + padding, doubles, sandbox=opened)
        result = results(report)["doubles"]
        return result.output, result.findings[0].message

    first = output(None, "")
    with Sandbox(level) as another:
        second = output(another, "# another length\n")

    assert first == second


def test_only_some_exercises_can_be_asked_for(graded: Judge) -> None:
    report = graded(RIGHT, doubles, shifts, terms=Terms(only=["shift"]))

    assert [each.name for each in report.exercises] == ["shift"]
    assert str(total(report)) == "3/3"


def test_a_prerequisite_elsewhere_does_not_spoil_a_look_at_one_exercise(
    graded: Judge,
) -> None:
    after = check("shift", points=3, needs=["doubles"])(shifts.body)

    report = graded(RIGHT, doubles, after, terms=Terms(only=["shift"]))

    assert results(report)["shifts"].outcome is Outcome.PASSED


def test_progress_is_told_check_by_check(graded: Judge) -> None:
    told: list[tuple[str, int, int]] = []
    terms = Terms(progress=lambda *what: told.append(what))

    graded(RIGHT, doubles, doubles_again, shifts, terms=terms)

    assert told == [("double", 0, 3), ("double", 1, 3), ("shift", 2, 3)]


def test_a_submission_cannot_carry_hidden_inputs_into_public_output(
    graded: Judge,
) -> None:
    source = """
seen = []
def double(x):
    seen.append(x)
    return 2 * x
def shift(x, by):
    print(seen)
    return x
"""

    @check("double", points=1)
    def secret(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
        """An input that no student may see."""
        return values(student.double, truth.double, [(123.456,)])

    report = graded(source, doubles, hidden(secret), shifts)

    assert "123.456" not in results(report)["shifts"].output


def test_statements_that_could_not_run_are_noted(graded: Judge) -> None:
    report = graded(f"data = open('mnist.csv')\n{RIGHT}", doubles, shifts)

    assert str(total(report)) == "5/5"
    assert len(report.notes) == 1
    assert re.match(r"solution\.py.* was skipped: FileNotFound", report.notes[0])


def test_a_function_that_ends_every_process_is_given_up_by_itself(
    graded: Judge,
) -> None:
    source = "import os\ndef double(x): os._exit(1)\ndef shift(x, by): return x + by\n"
    checks = [Check(f"c{n}", "double", "x", 1, doubles.body) for n in range(4)]

    report = graded(source, *checks, shifts)

    assert results(report)["c3"].outcome is Outcome.COULD_NOT_RUN
    assert results(report)["c3"].findings[0].message.startswith("double ")
    assert results(report)["shifts"].outcome is Outcome.PASSED
    assert str(total(report)) == "3/7"


@pytest.mark.parametrize(
    "source",
    [
        "import os\nclass Net: os._exit(1)\n",
        "class Net:\n    while True: pass\n",
    ],
)
def test_a_file_that_cannot_even_be_loaded_gets_a_report(
    source: str, graded: Judge
) -> None:
    report = graded(f"{source}{RIGHT}", doubles, hidden(doubles), shifts)

    outcomes = {each.outcome for each in results(report).values()}
    messages = {
        finding.message
        for each in results(report).values()
        for finding in each.findings
    }
    assert outcomes == {Outcome.COULD_NOT_RUN}
    assert any("could not be loaded" in each for each in messages)
    assert str(total(report)) == "0/7"


def test_a_generator_of_the_students_is_seeded_by_the_check(graded: Judge) -> None:
    @check("double", points=1)
    def seeded(student: Any, truth: Any, rng: Any) -> Finding:
        """Gets a generator."""
        first, second = (student.double(Seeded(7)) for _ in range(2))
        return passed("same") if first == second else wrong("other")

    report = graded("def double(rng): return rng.random()\n", seeded)

    assert results(report)["seeded"].outcome is Outcome.PASSED


def test_a_known_mistake_is_named_and_shown_by_hand(graded: Judge) -> None:
    report = graded(RIGHT.replace("2 * x", "x + x + x"), doubles, shifts)

    double, shift = report.exercises
    assert double.diagnosis is not None
    assert double.diagnosis.statement == "The number is trebled."
    assert double.diagnosis.names == ("treble",)
    assert double.counterexample is not None
    assert double.counterexample.call == "x = 1"
    assert (double.counterexample.got, double.counterexample.want) == ("3", "2")
    assert shift.diagnosis is None


@pytest.mark.parametrize(
    "answer",
    [
        "None",
        "'text'",
        "b'bytes'",
        "[]",
        "()",
        "{}",
        "[[1.0], [2.0, 3.0]]",
        "[None, x]",
        "{'a': [x, {1: 2}]}",
        "10**400",
        "-(10**400)",
        "x * 1j",
        "float('nan')",
        "x * float('inf')",
        "1e308 * x",
        "5e-324 * x",
        "np.zeros((0, 3))",
        "np.zeros((2, 2, 2, 2))",
        "np.array(['a'])",
        "np.array([True])",
        "np.array([x], dtype=complex)",
        "np.array([2**63], dtype=np.uint64)",
        "np.float16(x)",
        "[10**400, 1]",
        "[x] * 50000",
        "'\\ud800'",
        "'\\x1b[31m' * 10000",
    ],
)
def test_whatever_is_returned_gets_a_verdict(answer: str, graded: Judge) -> None:
    source = f"import numpy as np\ndef double(x): return {answer}\n{RIGHT[28:]}"

    report = graded(source, doubles, hidden(doubles), shifts)

    outcomes = {name: each.outcome for name, each in results(report).items()}
    assert outcomes["doubles"] in {Outcome.WRONG, Outcome.COULD_NOT_RUN}
    assert outcomes["*doubles"] == outcomes["doubles"]
    assert outcomes["shifts"] is Outcome.PASSED
    assert not total(report).is_provisional


def test_the_search_for_a_simple_input_costs_no_other_exercise(graded: Judge) -> None:
    source = """
import os
def double(x):
    if x != 80.0:
        os._exit(1)
    return 3 * x
def shift(x, by): return x + by
"""

    @check("double", points=2)
    def others(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
        """Other numbers are doubled."""
        return values(student.double, truth.double, [(80.0,)])

    @check("shift", points=2)
    def late(student: Any, truth: Any, rng: Any) -> Iterator[Finding]:
        """Comes afterwards."""
        return values(student.shift, truth.shift, [(8.0, 1.0)])

    losses = [hidden(others), late]
    report = graded(source, others, *losses)

    assert results(report)["late"].outcome is Outcome.PASSED


def test_known_mistakes_that_cannot_be_loaded_do_not_spoil_the_verdict(
    level: Level, tmp_path: Path
) -> None:
    with Sandbox(level) as sandbox:
        report = Judge(sandbox, tmp_path)(RIGHT.replace("2 *", "3 *"), doubles, shifts)

    assert str(total(report)) == "3/5"


def test_a_right_submission_is_loaded_once_and_a_wrong_one_twice(graded: Judge) -> None:
    source = (
        "print('loading')\ndef double(x): return {} * x\ndef shift(x, by): return x"
    )
    loads = []
    starts = Keeper._start

    def counted(self: Keeper) -> None:
        loads.append(self)
        starts(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keeper, "_start", counted)
        graded(source.format(2), doubles)
        right = len(loads)
        graded(source.format(3), doubles)

    assert (right, len(loads) - right) == (1, 2)
