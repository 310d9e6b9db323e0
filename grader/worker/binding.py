"""Hand arguments to a student's function: by position, unless it is keyword-only."""

import inspect
from collections.abc import Sequence
from typing import Any

_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


def bind(
    function: Any, names: Sequence[str], values: Sequence[Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Return the positional and the keyword arguments for a call.

    Args:
        function: what will be called.
        names: the parameters' names as the handout gives them; the student's may be
            others, so they count only where a position is not to be had.
        values: the arguments in the handout's order.
    """
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # some callables have none
        return list(values), {}
    kinds = [each.kind for each in parameters]
    slots = sum(kind in _POSITIONAL for kind in kinds)
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        slots = len(values)
    only = {each.name for each in parameters if each.kind is each.KEYWORD_ONLY}
    takes_any_name = inspect.Parameter.VAR_KEYWORD in kinds
    by_position: list[Any] = []
    by_name: dict[str, Any] = {}
    for name, value in zip(names, values, strict=True):
        is_full = len(by_position) >= slots
        if name and (name in only or (is_full and takes_any_name)):
            by_name[name] = value
        else:
            by_position.append(value)
    return by_position, by_name


def signature(function: Any) -> list[list[str]]:
    """Return [name, kind, has a default] for each parameter of a function."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    return [
        [each.name, each.kind.name, "no" if each.default is each.empty else "yes"]
        for each in parameters
    ]
