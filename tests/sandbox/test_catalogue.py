"""The catalogue of attacks is complete, and hostile code cannot be run carelessly."""

import pytest

from grader.sandbox.settings import Level
from tests.sandbox.attacks.catalogue import ATTACKS, ROWS


@pytest.fixture
def isolation() -> Level:
    return Level.PORTABLE


def test_every_row_has_an_attack_and_every_attack_a_row() -> None:
    assert {attack.row for attack in ATTACKS} == set(ROWS)


def test_names_are_unique() -> None:
    names = [attack.name for attack in ATTACKS]

    assert len(names) == len(set(names))


def test_hostile_code_is_refused_below_level_g(request: pytest.FixtureRequest) -> None:
    with pytest.raises(pytest.fail.Exception, match="never runs below level g"):
        request.getfixturevalue("hostile")
