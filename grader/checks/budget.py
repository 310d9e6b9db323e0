"""`budget`: a method asks for no more evaluations than the handout allows."""

from collections import Counter
from typing import Any

from grader.checks.calling import arguments
from grader.checks.findings import passed, wrong
from grader.checks.path import method_text
from grader.checks.subject import Function
from grader.model import Finding
from grader.objectives import Objective


def budget(
    function: Function,
    objective: Objective,
    *,
    most: dict[str, int],
    **given: Any,
) -> Finding:
    """Count evaluations, function by function.

    Let it need a check of the values: who asks for nothing stays within any budget.

    Args:
        function: the student's.
        objective: what it runs on.
        most: how often each of its functions may be asked.
        given: the other arguments, by the handout's names.

    Example::

        budget(student.backtracking, objectives.bowl(), most={"grad": 1}, x=(1, 1),
               direction=(-1, -1), alpha=0.1, beta=0.5)
    """
    reply = function.reply(*arguments(function, objective, given))
    asked = Counter(each.name for each in reply.asked)
    where = method_text(function, objective, given)
    over = [name for name, limit in most.items() if asked[name] > limit]
    counts = ", ".join(f"{name} {asked[name]} times" for name in most)
    allowed = ", ".join(f"{name} {limit} times" for name, limit in most.items())
    if over:
        return wrong(
            f"It evaluates {' and '.join(over)} more often than the handout allows.",
            where=where,
            got=counts,
            want=f"at most {allowed}",
        )
    return passed(f"It evaluates {counts}.", where=where, want=f"at most {allowed}")
