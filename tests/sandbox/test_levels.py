"""How a level is chosen, and what is remembered of it."""

import json
import platform
from pathlib import Path

import pytest

from grader.sandbox.levels import Trial, choose, try_level
from grader.sandbox.probe import POINTS
from grader.sandbox.settings import CONFINED, DEFENCES, Level

pytestmark = pytest.mark.skipif(
    platform.system() != "Linux", reason="only Linux holds a stranger's code"
)


class Tries:
    """Stands in for building levels: says which of them hold."""

    def __init__(self, *holding: Level) -> None:
        self.holding = holding
        self.asked: list[Level] = []

    def __call__(self, level: Level) -> Trial:
        self.asked.append(level)
        if level in self.holding:
            return Trial(level, ())
        return Trial(level, ("read a file outside",))


def test_the_strongest_level_that_holds_is_chosen() -> None:
    tries = Tries(Level.F, Level.G)

    level, trials = choose(try_=tries)

    assert level is Level.F
    assert [trial.level for trial in trials] == [Level.E, Level.F]
    assert [trial.holds for trial in trials] == [False, True]


def test_where_nothing_holds_there_is_no_level_and_every_trial_says_why() -> None:
    level, trials = choose(try_=Tries())

    assert level is None
    assert [trial.level for trial in trials] == list(CONFINED)
    assert all(trial.open_points for trial in trials)


def test_a_choice_is_remembered_for_this_machine(tmp_path: Path) -> None:
    cache = tmp_path / "new" / "levels.json"
    choose(cache, Tries(Level.F))
    tries = Tries(Level.E)

    assert choose(cache, tries) == (Level.F, [])
    assert tries.asked == []


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"other": "e"}', '{"other": 7}']
)
def test_a_cache_that_is_of_no_use_is_ignored(tmp_path: Path, content: str) -> None:
    cache = tmp_path / "levels.json"
    cache.write_text(content, "utf-8")

    assert choose(cache, Tries(Level.G))[0] is Level.G


def test_a_cache_cannot_choose_a_level_that_confines_nothing(tmp_path: Path) -> None:
    cache = tmp_path / "levels.json"
    choose(cache, Tries(Level.E))
    entries = json.loads(cache.read_text("utf-8"))
    cache.write_text(json.dumps(dict.fromkeys(entries, "portable")), "utf-8")

    assert choose(cache, Tries(Level.F))[0] is Level.F


def test_the_probe_gets_out_of_a_process_that_confines_nothing() -> None:
    trial = try_level(Level.PORTABLE)

    assert not trial.holds
    assert {"read a file outside", "start a process", "signal the judge"} <= set(
        trial.open_points
    )
    assert set(trial.open_points) <= set(POINTS)


def test_a_level_stands_on_named_defences_and_seccomp_is_always_among_them() -> None:
    assert set(DEFENCES) == set(CONFINED)
    assert all("seccomp" in DEFENCES[level] for level in CONFINED)
