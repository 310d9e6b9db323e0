"""The stage for an attack: a scene, a neighbour, a listener, a canary in each."""

import contextlib
import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

import grader
from grader.errors import StudentFault
from grader.sandbox.levels import Sandbox
from grader.sandbox.proxy import Student
from grader.sandbox.reply import Reply
from grader.sandbox.submission import Submission
from tests.sandbox.attacks.attack import Attack
from tests.sandbox.watch import Canaries, Scene


@dataclass(frozen=True, slots=True)
class Stage:
    """What surrounds a sandbox and must not be touched."""

    canaries: Canaries
    scene: Scene
    facts: dict[str, Any]
    """What attacks are told: paths and process ids, no canary."""


@contextlib.contextmanager
def set_up(sandbox: Sandbox) -> Iterator[Stage]:
    """Hide canaries in files, environment, memory and a neighbour; look after them."""
    canaries = Canaries()
    scene = Scene.make(canaries, sandbox.level)
    in_memory = canaries.hide("the judge's memory").encode() * 100
    tree = os.path.dirname(os.path.dirname(grader.__file__))  # noqa: PTH120 - a string for the wire
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, scene.folder)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("DESCENT_CANARY", canaries.hide("the judge's environment"))
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        neighbour = stack.enter_context(_neighbour(canaries, sandbox))
        path = neighbour.where()
        facts = {
            "secret": str(scene.secret),
            "gradebook": str(scene.gradebook),
            "reference": str(scene.reference),
            "folder": str(scene.folder),
            "tree": tree,
            "code": f"{tree}/grader/worker/session.py",
            "tests": f"{tree}/tests",
            "neighbour": path,
            "neighbours": os.path.dirname(os.path.dirname(path)),  # noqa: PTH120 - a string for the wire
            "judge": os.getpid(),
            "zygote": sandbox.zygote_pid,
            "port": listener.getsockname()[1],
        }
        yield Stage(canaries, scene, facts)
        assert neighbour.where() == path, "the neighbour was harmed"
    assert in_memory


def carry_out(
    attack: Attack, sandbox: Sandbox, stage: Stage
) -> tuple[Reply | StudentFault, Any]:
    """Return what came of an attack, and the notes of its loading."""
    asked = [_square] if attack.asks else []
    facts = stage.facts | {"zygote": sandbox.zygote_pid}
    with Student(attack.submission, sandbox.open_link, attack.limits) as student:
        (outcome,) = student.batch("attack", [[facts, *asked]])
        return outcome, student.notes if isinstance(outcome, Reply) else ()


def _neighbour(canaries: Canaries, sandbox: Sandbox) -> Student:
    """Return another submission, loaded and alive."""
    secret = canaries.hide("a neighbour's file and memory")
    source = f"secret = '{secret}'\ndef where():\n    return __file__\n"
    return Student(Submission.of_source(source), sandbox.open_link)


def _square(x: float) -> float:
    return x * x
