"""No attack gets anything, breaks anything or leaves anything behind."""

import os
import time
from collections.abc import Iterator

import pytest

from grader.errors import StudentFault
from grader.sandbox.levels import Sandbox
from grader.sandbox.proxy import Student
from grader.sandbox.reply import Reply
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission
from tests.sandbox.attacks.attack import Attack
from tests.sandbox.attacks.catalogue import ATTACKS
from tests.sandbox.conftest import Sandboxes
from tests.sandbox.stage import Stage, carry_out, set_up
from tests.sandbox.watch import descendants, descriptors

_PATIENCE = 3.0
_CORRECT = "def double(x):\n    print('doubling')\n    return 2 * x\n"


@pytest.fixture(scope="module")
def stage(strongest: Level, sandboxes: Sandboxes) -> Iterator[Stage]:
    with set_up(sandboxes.at(strongest)) as stage:
        yield stage


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gets_nothing(attack: Attack, hostile: Sandbox, stage: Stage) -> None:
    zygote, restarts = hostile.zygote_pid, hostile.restarts
    files, descriptors_before = stage.scene.watched(), descriptors()
    processes = descendants(os.getpid())
    start = time.monotonic()

    outcome, notes = carry_out(attack, hostile, stage)

    seconds = time.monotonic() - start
    left = _left_after_a_while(processes)
    found = stage.canaries.found_in([outcome, notes])
    litter = stage.scene.litter()
    assert not found, f"it got hold of {found}"
    assert stage.scene.watched() == files, "it changed a file"
    assert not left, f"it left processes: {left}"
    assert (hostile.zygote_pid, hostile.restarts) == (zygote, restarts), "zygote ended"
    assert descriptors() == descriptors_before, "the judge lost descriptors"
    assert seconds < _bound(attack), f"it took {seconds:.1f} s"
    assert not _surprise(attack, hostile.level, outcome)
    assert not litter or hostile.level is Level.G, f"it left files: {litter}"
    assert _still_serves(hostile)


def _surprise(attack: Attack, level: Level, outcome: Reply | StudentFault) -> str:
    """Tell what came of it that must not; nothing if all is well."""
    if isinstance(outcome, StudentFault):
        return "" if isinstance(outcome, attack.faults) else repr(outcome)
    value = outcome.value
    if attack.returns:
        return "" if attack.returns(value) else f"it returned {value!r:.300}"
    if not isinstance(value, list):
        return f"it returned {value!r:.300}"
    known = {name for name, levels in attack.known.items() if level in levels}
    return ", ".join(sorted(set(value) - known))


def _bound(attack: Attack) -> float:
    """Return a generous limit on the clock: loading and calling, each twice."""
    limits = attack.limits
    loading = limits.load_seconds if "import" in attack.name else 1.0
    walls = limits.wall(limits.call_seconds) + limits.wall(loading)
    return 2 * walls + 8.0


def _left_after_a_while(before: set[int]) -> set[int]:
    """Return the processes that are there and were not, after some patience."""
    end = time.monotonic() + _PATIENCE
    while True:
        left = descendants(os.getpid()) - before
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.01)


def _still_serves(sandbox: Sandbox) -> bool:
    with Student(Submission.of_source(_CORRECT), sandbox.open_link) as student:
        reply = student.call("double", 21.0)
    return bool(reply.value == 42.0 and reply.output == "doubling\n")
