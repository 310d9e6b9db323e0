"""Hand arguments to a student's function: by position, unless it is keyword-only."""

import inspect
from collections.abc import Sequence
from typing import Any

_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


def keywords(function: Any, names: Sequence[str]) -> list[bool]:
    """Return for each argument whether it has to be given by name.

    Args:
        function: what will be called.
        names: the parameters' names as the handout gives them; the student's may be
            others, so they count only where a position is not to be had.
    """
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # some callables have none
        return [False] * len(names)
    kinds = [each.kind for each in parameters]
    slots = sum(kind in _POSITIONAL for kind in kinds)
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        slots = len(names)
    only = {each.name for each in parameters if each.kind is each.KEYWORD_ONLY}
    takes_any_name = inspect.Parameter.VAR_KEYWORD in kinds
    by_name: list[bool] = []
    for name in names:
        is_full = by_name.count(False) >= slots
        by_name.append(bool(name) and (name in only or (is_full and takes_any_name)))
    return by_name


def bind(
    by_name: Sequence[bool], names: Sequence[str], values: Sequence[Any]
) -> tuple[list[Any], dict[str, Any]]:
    """Return the positional and the keyword arguments for a call, as `keywords` say."""
    rows = list(zip(by_name, names, values, strict=True))
    return (
        [value for is_named, _, value in rows if not is_named],
        {name: value for is_named, name, value in rows if is_named},
    )


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
