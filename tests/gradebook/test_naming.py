"""Who is meant: by identity, number, address or name, or a sentence that helps."""

import pytest

from grader.errors import AssignmentFault
from grader.gradebook import Directory, Person, one_of

PEOPLE = {
    each.identity: each
    for each in (
        Person("ada", "Ada Lovelace", "ada@example.org", "1815"),
        Person("bob", "Robert Smith", "bob@example.org", "1900"),
        Person("rob", "Robert Smith", "rob@example.org", "1901"),
        Person("1900", "Somebody", "", ""),
    )
}
DIRECTORY = Directory(PEOPLE)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("ada", "ada"),
        ("1815", "ada"),
        ("ADA@example.org", "ada"),
        ("  ada   lovelace ", "ada"),
        ("1901", "rob"),
        ("1900", "1900"),  # an identity comes before a number
    ],
)
def test_people_are_known_by_all_that_names_them(text: str, identity: str) -> None:
    assert DIRECTORY.find(text).identity == identity


def test_a_name_of_two_people_asks_which() -> None:
    with pytest.raises(AssignmentFault) as fault:
        DIRECTORY.find("robert smith")

    assert str(fault.value) == (
        "'robert smith' is the name of 2 people; say by identity who is meant: 'bob', "
        "'rob'."
    )


def test_nobody_of_that_name_is_told_with_the_nearest() -> None:
    with pytest.raises(AssignmentFault) as fault:
        DIRECTORY.find("ada lovlace")

    assert str(fault.value) == (
        "There is nobody with the identity, student number, address or name 'ada "
        "lovlace'. Did you mean 'Ada Lovelace'?"
    )


def test_nothing_is_nobody() -> None:
    with pytest.raises(AssignmentFault, match="There is nobody"):
        DIRECTORY.find("")


def test_what_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(AssignmentFault) as fault:
        one_of("duoble", ["double", "shift"], "01-small has no exercise")

    assert str(fault.value) == (
        "01-small has no exercise 'duoble'; it has double, shift. Did you mean "
        "'double'?"
    )
