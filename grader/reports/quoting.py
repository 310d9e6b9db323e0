"""Student text as text: nothing in it moves a cursor, turns a line or hides."""

import json
import re
import unicodedata

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control, format (bidi among them), surrogates, private, unassigned, separators."""
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_SUSPECT = re.compile(r"[^ -~]")
"""Whatever is not printable ASCII; most of all text is, and passes quickly."""
_LATIN, _BASIC = 0xFF, 0xFFFF
_MAX_LINES = 30
_MAX_LENGTH = 2_000


def plain(text: str) -> str:
    """Return text on one line, with everything that is not visible spelled out."""
    return _SUSPECT.sub(_spelled, _ADDRESS.sub("at 0x…", text))


def plain_lines(text: str, most: int = _MAX_LINES) -> list[str]:
    """Return the lines of a text, visible characters only, the middle left out."""
    lines = [_cut(line) for line in text.split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    if len(lines) <= most:
        return lines
    half = most // 2
    left_out = f"… {len(lines) - 2 * half} lines are left out …"
    return [*lines[:half], left_out, *lines[-half:]]


def speakable(text: str) -> str:
    """Return text that every encoding of Unicode takes, addresses left out."""
    return _ADDRESS.sub("at 0x…", text).encode("utf-8", "backslashreplace").decode()


def escaped(document: str) -> str:
    r"""Return a JSON document in which what is not visible is written as \u1234."""
    return _SUSPECT.sub(_numbered, document)


def _cut(line: str) -> str:
    short = plain(line.expandtabs(4)[: _MAX_LENGTH - 1])
    return f"{short}…" if len(line) > _MAX_LENGTH else short


def _spelled(found: re.Match[str]) -> str:
    character = found[0]
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    code = ord(character)
    if code <= _LATIN:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC else f"\\U{code:08x}"


def _numbered(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\n" or unicodedata.category(character) not in _INVISIBLE:
        return character
    return json.dumps(character)[1:-1]
