"""Each defence is needed: leave it out, and what it stops gets through."""

import os
from collections.abc import Iterator

import pytest

from grader.errors import HarnessFault
from grader.sandbox.reply import Reply
from grader.sandbox.settings import Level
from tests.sandbox.attacks.ablations import ABLATIONS, Ablation
from tests.sandbox.conftest import Sandboxes
from tests.sandbox.stage import Stage, carry_out, set_up

_HERE = "root" if os.geteuid() == 0 else "user"


@pytest.fixture(scope="module")
def stage(strongest: Level, sandboxes: Sandboxes) -> Iterator[Stage]:
    with set_up(sandboxes.at(strongest)) as stage:
        yield stage


@pytest.mark.parametrize("ablation", ABLATIONS, ids=lambda ablation: ablation.name)
def test_what_a_defence_is_good_for(
    ablation: Ablation, strongest: Level, stage: Stage, sandboxes: Sandboxes
) -> None:
    if _HERE not in ablation.who:
        pytest.skip(f"can only be shown as {ablation.who}")
    if strongest is Level.G and ablation.level is not Level.G:
        pytest.skip("at level g the scene is hidden by its permissions")
    sandbox = sandboxes.at(ablation.level, ablation.without)
    try:
        outcome, _ = carry_out(ablation.attack, sandbox, stage)
    except HarnessFault as problem:
        pytest.skip(f"not possible here: {problem}")

    assert isinstance(outcome, Reply)
    assert ablation.works <= set(outcome.value)
    assert not ablation.fails & set(outcome.value)
