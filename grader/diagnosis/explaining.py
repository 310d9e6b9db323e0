"""Put together what explains the wrong answers of one exercise."""

from collections.abc import Mapping, Sequence
from typing import Any

from grader.checks.running import Bench
from grader.checks.subject import Exercises, Subject
from grader.diagnosis.ladder import ladder, simplest
from grader.diagnosis.matching import Run, Suspects
from grader.diagnosis.misconception import Misconception
from grader.diagnosis.structure import pattern
from grader.errors import StudentFault
from grader.model import Counterexample, Diagnosis, Outcome

_ONE_OF = 2
_STARTS = ("x0", "theta0")


class Detective:
    """Explains wrong answers; nothing is computed for what is right.

    Args:
        bench: the right answers.
        mistakes: what is known.
        examples: for an exercise the simple inputs that the assignment lists.
    """

    def __init__(
        self,
        bench: Bench,
        mistakes: Sequence[Misconception],
        examples: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    ) -> None:
        self._bench = bench
        self._suspects = Suspects(bench, mistakes)
        self._examples = examples or {}

    def explain(self, runs: Sequence[Run]) -> Diagnosis | None:
        """Return what explains the answers of one exercise, if anything does."""
        failed = [each for each in runs if each.trial.outcome is not Outcome.PASSED]
        if not failed:
            return None
        matches = _without_twins(self._suspects.matching(runs))
        if matches:
            return _named(matches, failed)
        return self._by_structure(failed)

    def example(self, exercise: str, student: Subject) -> Counterexample | None:
        """Return the simplest input on which the student's answer is wrong."""
        parameters = self._bench.parameters
        rungs = ladder(parameters[exercise], self._examples.get(exercise))
        try:
            return simplest(
                exercise,
                rungs,
                Exercises(student, parameters),
                Exercises(self._bench.truth, parameters),
            )
        except StudentFault:
            return None

    def _by_structure(self, failed: Sequence[Run]) -> Diagnosis | None:
        for run in failed:
            right = self._bench.run(run.check, self._bench.truth, run.seed)
            is_path = any(
                name in _STARTS for name in self._bench.parameters[run.check.exercise]
            )
            for one, other in zip(run.trial.calls, right.calls, strict=False):
                if isinstance(one[1], StudentFault) or isinstance(
                    other[1], StudentFault
                ):
                    continue
                found = pattern(one[1].value, other[1].value, is_path=is_path)
                if found:
                    return found
        return None


def _without_twins(matches: Sequence[Misconception]) -> list[Misconception]:
    """Leave out mistakes that no input can tell from another one that matches."""
    names = {each.name for each in matches}
    return [each for each in matches if each.same_as.partition(":")[0] not in names]


def _named(matches: Sequence[Misconception], failed: Sequence[Run]) -> Diagnosis | None:
    """Return the diagnosis for the known mistakes that fit."""
    calls = sum(len(each.trial.calls) for each in failed)
    answers = "answer" if calls == 1 else "answers"
    evidence = f"it gives the same {calls} {answers} in every check that failed"
    first = matches[0]
    families = {each.family or each.name for each in matches}
    if len(matches) == 1 or (len(families) == 1 and first.family):
        return Diagnosis(
            statement=first.statement if len(matches) == 1 else first.family,
            hint=first.hint,
            evidence=evidence,
            names=tuple(each.name for each in matches),
            is_convention=first.is_convention,
        )
    if len(matches) == _ONE_OF:
        both = " Or: ".join(each.statement for each in matches)
        return Diagnosis(
            statement=f"One of two: {both}",
            hint=" ".join(dict.fromkeys(each.hint for each in matches)),
            evidence=evidence,
            names=tuple(each.name for each in matches),
        )
    return None
