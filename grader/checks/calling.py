"""Call an exercise on an objective, its functions by the names in the handout."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from grader.checks.subject import Function
from grader.objectives import Objective
from grader.sandbox.callbacks import Callback

OF_AN_OBJECTIVE = {
    "f": lambda objective: objective.f,
    "df": lambda objective: objective.gradient,
    "grad": lambda objective: objective.gradient,
    "hess": lambda objective: objective.hessian,
}
"""Which parameter stands for which function of an objective."""


def arguments(
    function: Function, objective: Objective, given: Mapping[str, Any]
) -> list[Any]:
    """Return the arguments of a call, in the handout's order."""
    functions = {
        name: observed(name, objective, choose)
        for name, choose in OF_AN_OBJECTIVE.items()
        if name in function.parameters and name not in given
    }
    return function.in_order((), {**given, **functions})


def observed(
    name: str, objective: Objective, choose: Callable[[Objective], Callable[..., Any]]
) -> Callback:
    """Return a function of an objective as the student's code may call it.

    A function of one number also takes arrays of numbers, each number by itself, as
    the formula would if the student wrote it down.
    """
    function = choose(objective)
    if objective.shape:
        return Callback(
            function, name, shapes=(objective.shape,), text=objective.formula
        )

    def elementwise(x: Any) -> Any:
        x = np.asarray(x, dtype=np.float64)
        if x.ndim == 0:
            return function(x)
        return np.array([function(each) for each in x.ravel()]).reshape(x.shape)

    return Callback(elementwise, name, shapes=(None,), text=objective.formula)


def points_asked(asked: Sequence[Any], shape: tuple[int, ...]) -> np.ndarray:
    """Return the points at which the functions of an objective were evaluated."""
    rows = [np.asarray(each.args[0], dtype=np.float64) for each in asked if each.args]
    if not rows:
        return np.empty((0, *shape))
    return np.concatenate([row.reshape(-1, *shape) for row in rows])
