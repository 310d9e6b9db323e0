"""Known mistakes on the inputs that the student was given: which one gives the same?

A mistake matches when it passes exactly the checks that the student passed, and when in
those that failed each of its answers is the student's, to nine digits, to what the
rounding of one input grows to, or to what the mistake says that iterations leave.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.check import Check
from grader.checks.comparing import Tolerance, as_numbers, compare, is_single
from grader.checks.local import Local
from grader.checks.running import Bench, Trial
from grader.checks.subject import Call
from grader.checks.thing import is_plain
from grader.checks.trajectory import FAR, FAR_SINGLE
from grader.diagnosis.misconception import Misconception
from grader.errors import OutOfMemory, RaisedError, StudentFault
from grader.model import Outcome
from grader.sandbox.reply import Reply

EXACT = Tolerance(rtol=1e-9)
ROUGH = Tolerance(rtol=1e-4, single_rtol=1e-3)
"""Beyond this no rounding explains a difference, and none is measured."""
GROWTH = 50
"""How many roundings may add up, beyond the one that is measured."""
NOT_WRITTEN = ("NotImplementedError",)


@dataclass(frozen=True, slots=True)
class Run:
    """A check, its seed, and what came of it on the student."""

    check: Check
    seed: int
    trial: Trial


class Suspects:
    """The known mistakes of an assignment, run when they are needed and remembered.

    Args:
        bench: the right answers.
        mistakes: what is known.
    """

    def __init__(self, bench: Bench, mistakes: Sequence[Misconception]) -> None:
        self._bench = bench
        self._mistakes = mistakes
        self._trials: dict[tuple[str, str, bool, int], Trial] = {}

    def matching(self, runs: Sequence[Run]) -> list[Misconception]:
        """Return the mistakes that explain all that was observed of an exercise."""
        failed = [each for each in runs if each.trial.outcome is not Outcome.PASSED]
        if not any(has_answers(each.trial.calls) for each in failed):
            return []
        passed = [each for each in runs if each.trial.outcome is Outcome.PASSED]
        # Quick checks first: most mistakes are ruled out by the first answer.
        for each in (failed, passed):
            each.sort(key=lambda run: run.trial.seconds)
        exercise = runs[0].check.exercise
        candidates = [each for each in self._mistakes if each.exercise == exercise]
        return [each for each in candidates if self._explains(each, failed, passed)]

    def _explains(
        self, mistake: Misconception, failed: Iterable[Run], passed: Iterable[Run]
    ) -> bool:
        for run in failed:
            trial = self._shadow(mistake, run)
            if trial is None or trial.outcome is Outcome.PASSED:
                return False
            if not self._agrees(mistake, run, trial):
                return False
        return all(
            self._trial(mistake, run).outcome is Outcome.PASSED for run in passed
        )

    def _agrees(self, mistake: Misconception, run: Run, trial: Trial) -> bool:
        got, want = run.trial.calls, trial.calls
        if len(got) != len(want):
            return False
        # Answers found by iteration are as exact as the student's patience.
        exact = Tolerance(rtol=max(EXACT.rtol, min(mistake.rtol, ROUGH.rtol)))
        rough = []
        for index, (one, other) in enumerate(zip(got, want, strict=True)):
            if _same(one, other, exact):
                continue
            if not _same(one, other, ROUGH):
                return False
            rough.append(index)
        if not rough:
            return True
        single = any(_is_single(got[index]) for index in rough)
        nudged = self._nudged(mistake, run, single=single)
        return len(nudged.calls) == len(want) and all(
            _within_growth(got[i], want[i], nudged.calls[i]) for i in rough
        )

    def _trial(self, mistake: Misconception, run: Run) -> Trial:
        """Return what comes of a check on the reference with one mistake."""
        key = (mistake.name, run.check.name, run.check.is_hidden, run.seed)
        if key not in self._trials:
            self._trials[key] = self._run(mistake, mistake.function, run)
        return self._trials[key]

    def _shadow(self, mistake: Misconception, run: Run) -> Trial | None:
        """Return the same, or None as soon as an answer is not the student's."""
        key = (mistake.name, run.check.name, run.check.is_hidden, run.seed)
        if key in self._trials:
            return self._trials[key]
        if any(self._is_apart(each) for each in run.trial.calls):
            return self._trial(mistake, run)  # these are not its answers one by one
        functions = {**self._bench.truth.functions, mistake.exercise: mistake.function}
        shadow = _Shadow(Local(functions), run.trial.calls)
        trial = self._bench.run(run.check, shadow, run.seed)
        if shadow.differs:
            return None
        self._trials[key] = trial
        return trial

    def _is_apart(self, call: Call) -> bool:
        """Tell whether a call is one of an object's, or what a check made of others.

        Where chance decides, a check may keep what an answer says however the dice
        fell, under a name of its own, instead of the answer.
        """
        name, reply = call
        return _is_object(reply) or name not in self._bench.truth.functions

    def _nudged(self, mistake: Misconception, run: Run, *, single: bool) -> Trial:
        """Return the same with every array moved by one rounding."""
        eps = float(np.finfo(np.float32 if single else np.float64).eps)

        def function(*args: Any) -> Any:
            return mistake.function(*(_moved(each, eps) for each in args))

        return self._run(mistake, function, run)

    def _run(
        self, mistake: Misconception, function: Callable[..., Any], run: Run
    ) -> Trial:
        functions = self._bench.truth.functions
        subject = Local({**functions, mistake.exercise: function})
        return self._bench.run(run.check, subject, run.seed)


class _Different(StudentFault):
    """An answer is not the one that was expected: the rest need not be asked for."""


class _Shadow:
    """A subject that gives up where its answers are no longer those of another one.

    Args:
        local: who answers.
        calls: what the other one's calls gave.
    """

    def __init__(self, local: Local, calls: Iterable[Call]) -> None:
        self.differs = False
        self._local = local
        self._expected = iter([each for each in calls if each[0] in local.functions])

    def has(self, name: str) -> bool:
        """Tell whether a name is defined."""
        return self._local.has(name)

    def batch(
        self,
        name: str,
        items: Sequence[Sequence[Any]],
        *,
        echo: bool = False,
        bulk: bool = False,
    ) -> list[Reply | StudentFault]:
        """Call a function for each item, as long as the answers are the same."""
        del bulk
        replies: list[Reply | StudentFault] = []
        for item in items:
            (reply,) = self._local.batch(name, [item], echo=echo)
            expected = next(self._expected, None)
            if expected is None or not _same(expected, (name, reply), ROUGH):
                self.differs = True
                raise _Different("it differs")
            replies.append(reply)
        return replies


def _is_object(reply: Reply | StudentFault) -> bool:
    return not isinstance(reply, StudentFault) and not is_plain(reply.value)


def _within_reach(got: Any, want: Any) -> tuple[Any, Any]:
    """Return two answers without the entries in which both have run away.

    In another arithmetic what overflows does so a little sooner or later.
    """
    one, other = as_numbers(got), as_numbers(want)
    if one is None or other is None or one.shape != other.shape or not one.ndim:
        return got, want
    if one.dtype.kind != "f" or other.dtype.kind != "f":
        return got, want
    far = FAR_SINGLE if is_single(one) else FAR
    with np.errstate(invalid="ignore"):
        # nan is neither far nor near: beside nan it is compared, beside inf it is not.
        gone = (np.abs(one) > far) | (np.abs(other) > far)
        gone &= ~(np.abs(one) < far / 10) & ~(np.abs(other) < far / 10)
    return np.where(gone, 0, one).astype(one.dtype), np.where(gone, 0.0, other)


def _moved(arg: Any, eps: float) -> Any:
    if isinstance(arg, float) or (
        isinstance(arg, np.ndarray) and arg.dtype.kind == "f"
    ):
        return arg * (1 + eps)
    return arg


def has_answers(calls: Iterable[Call]) -> bool:
    """Tell whether there is anything to compare: an answer, or an honest error."""
    return any(
        not isinstance(reply, StudentFault) or _error(reply) not in (None, *NOT_WRITTEN)
        for _, reply in calls
    )


def _same(one: Call, other: Call, tolerance: Tolerance) -> bool:
    got, want = one[1], other[1]
    if isinstance(got, StudentFault) or isinstance(want, StudentFault):
        errors = _error(got), _error(want)
        return errors[0] is not None and errors[0] == errors[1]
    if not is_plain(got.value) or not is_plain(want.value):
        # Objects: what their methods give is in calls of its own.
        return not is_plain(got.value) and not is_plain(want.value)
    if compare(*_within_reach(got.value, want.value), tolerance):
        return False
    # What a call did to its arguments is part of what it did.
    return not got.arguments or not compare(
        _data(got.arguments), _data(want.arguments), tolerance
    )


def _error(reply: Reply | StudentFault) -> str | None:
    """Return the name of the exception that a call ended with, if it did."""
    if isinstance(reply, RaisedError):
        return reply.kind
    # A mistake of ours has no limit that it could run into: it says so by raising.
    return "MemoryError" if isinstance(reply, OutOfMemory) else None


def _data(arguments: Iterable[Any]) -> list[Any]:
    return [
        each
        for each in arguments
        if isinstance(each, np.ndarray | int | float | list) and not callable(each)
    ]


def _is_single(call: Call) -> bool:
    numbers = None if isinstance(call[1], StudentFault) else as_numbers(call[1].value)
    return numbers is not None and is_single(numbers)


def _within_growth(got: Call, want: Call, nudged: Call) -> bool:
    """Tell whether a difference is no larger than what one rounding may grow to."""
    replies = [each[1] for each in (got, want, nudged)]
    arrays = [
        None if isinstance(each, StudentFault) else as_numbers(each.value)
        for each in replies
    ]
    if any(each is None for each in arrays):
        return False
    one, other, moved = (np.asarray(each, dtype=np.float64) for each in arrays)
    if not one.shape == other.shape == moved.shape:
        return False
    one, other = _within_reach(one, other)
    with np.errstate(all="ignore"):
        growth = np.abs(moved - other)
        allowed = GROWTH * np.max(growth, initial=0.0, where=np.isfinite(growth))
        difference = np.abs(one - other)
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    return bool((same | (difference <= allowed)).all())
