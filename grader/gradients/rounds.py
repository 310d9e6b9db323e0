"""Many lines at once: the losses that all of them want next go out in one batch."""

from collections.abc import Generator, Sequence
from typing import TypeVar

from grader.gradients.ladder import Probe
from grader.gradients.protocol import Caller

T = TypeVar("T")


def run(
    caller: Caller, tasks: Sequence[Generator[list[Probe], list[float], T]]
) -> list[T]:
    """Run tasks that ask for losses side by side, and return their results in order."""
    results: dict[int, T] = {}
    wants: dict[int, list[Probe]] = {}
    answers: dict[int, list[float] | None] = dict.fromkeys(range(len(tasks)))
    while answers:
        wants.clear()
        for number, answer in answers.items():
            try:
                if answer is None:
                    wants[number] = next(tasks[number])
                else:
                    wants[number] = tasks[number].send(answer)
            except StopIteration as stop:
                results[number] = stop.value
        probes = [probe for want in wants.values() for probe in want]
        losses = iter(caller.losses(line.point(t) for line, t in probes))
        answers = {
            number: [next(losses) for _ in want] for number, want in wants.items()
        }
    return [results[number] for number in range(len(tasks))]
