"""Gradescope's metadata: YAML read as events, so that nothing in it can be built.

Only text, lists and maps exist here. Aliases refer to the same value and never copy it,
tags are ignored, depth and number of values are bounded.
"""

from dataclasses import dataclass, field
from typing import Any

from grader.intake import limits


class Unreadable(Exception):
    """Metadata that cannot be used: half a sentence that says why."""


def parse(data: bytes) -> dict[str, object]:
    """Return a YAML map of text, lists and maps; keys lose their Ruby colons."""
    # Only this layout needs it, and it takes longer to import than all of us.
    import yaml  # noqa: PLC0415

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    building = _Building()
    try:
        for count, event in enumerate(yaml.parse(data, Loader=loader)):
            if count > limits.MAX_METADATA_EVENTS:
                raise Unreadable(f"more than {limits.MAX_METADATA_EVENTS} values")
            _take(event, building)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = getattr(error, "problem_mark", None)
        line = f" at line {where.line + 1}" if where else ""
        raise Unreadable(f"no YAML{line}") from error
    except RecursionError as error:
        raise Unreadable("too many levels") from error
    if not isinstance(building.result, dict):
        raise Unreadable("not a map")
    return building.result


@dataclass(slots=True)
class _Building:
    """The values that are not complete yet."""

    result: object = None
    open: list[Any] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    anchors: dict[str, object] = field(default_factory=dict)

    def put(self, value: object, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = value
        if not self.open:
            self.result = value
        elif isinstance(self.open[-1], list):
            self.open[-1].append(value)
        elif self.keys[-1] is None:
            if not isinstance(value, str):
                raise Unreadable("a map has a key that is no text")
            self.keys[-1] = value.strip(":")
        else:
            self.open[-1][self.keys[-1]] = value
            self.keys[-1] = None

    def begin(self, value: object, anchor: str | None) -> None:
        self.put(value, anchor)
        self.open.append(value)
        self.keys.append(None)
        if len(self.open) > limits.MAX_METADATA_DEPTH:
            raise Unreadable(f"more than {limits.MAX_METADATA_DEPTH} levels")

    def end(self) -> None:
        self.open.pop()
        self.keys.pop()


def _take(event: Any, building: _Building) -> None:
    match type(event).__name__:
        case "ScalarEvent":
            null = event.value in {"", "~", "null"} and event.style in {None, ""}
            # A key may well be called null; only values are nothing.
            is_key = (
                bool(building.keys)
                and building.keys[-1] is None
                and isinstance(building.open[-1], dict)
            )
            building.put(None if null and not is_key else event.value, event.anchor)
        case "AliasEvent":
            if event.anchor not in building.anchors:
                raise Unreadable("an alias refers to nothing")
            building.put(building.anchors[event.anchor], None)
        case "SequenceStartEvent":
            building.begin([], event.anchor)
        case "MappingStartEvent":
            building.begin({}, event.anchor)
        case "SequenceEndEvent" | "MappingEndEvent":
            building.end()
        case _:
            return  # the beginning and the end of the stream and its documents
