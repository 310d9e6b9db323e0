from typing import Any

import pytest

from grader.checks import Check, check, passed, wrong
from grader.checks.check import findings_of
from grader.errors import AssignmentFault

GOOD, BAD = passed("It is right."), wrong("It is wrong.")


def test_a_check_is_made_of_a_function_and_its_docstring() -> None:
    @check("momentum", points=4)
    def narrow_valley(student: Any, truth: Any, rng: Any) -> Any:  # noqa: ARG001
        """Your path on an ill-conditioned bowl follows the rule
        step by step.
        """  # noqa: D205 - a title may take two lines
        return GOOD

    assert narrow_valley == Check(
        name="narrow_valley",
        exercise="momentum",
        title="Your path on an ill-conditioned bowl follows the rule step by step.",
        points=4,
        body=narrow_valley.body,
    )
    assert narrow_valley.body(None, None, None) == GOOD


def test_everything_else_about_a_check_is_a_keyword() -> None:
    @check("adam", points=1, needs=["path"], extra=True, partial=True, seconds=5.0)
    def extra(student: Any, truth: Any, rng: Any) -> Any:  # noqa: ARG001
        return GOOD

    assert (extra.title, extra.needs, extra.seconds) == ("", ("path",), 5.0)
    assert extra.is_extra
    assert extra.is_partial
    assert not extra.is_hidden


def test_a_check_may_return_a_finding_or_several_or_yield_them() -> None:
    def generator() -> Any:
        yield GOOD
        yield BAD

    assert findings_of(GOOD, "path") == (GOOD,)
    assert findings_of([GOOD, BAD], "path") == (GOOD, BAD)
    assert findings_of(generator(), "path") == (GOOD, BAD)


@pytest.mark.parametrize(
    ("result", "kind"),
    [(None, "NoneType"), ([], "list"), ([GOOD, None], "list"), ("right", "str")],
)
def test_a_check_that_finds_nothing_is_the_authors_fault(
    result: Any, kind: str
) -> None:
    with pytest.raises(AssignmentFault) as caught:
        findings_of(result, "path")

    assert str(caught.value) == (
        f"check 'path' returned {kind}; it has to return at least one Finding."
    )


def test_a_check_that_returns_true_is_the_authors_fault() -> None:
    with pytest.raises(AssignmentFault):
        findings_of(result=True, name="path")
