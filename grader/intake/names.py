"""Names as they stand in sources, and what may be believed of them."""

import re
import unicodedata

from grader.intake import limits

LEFT_OUT_FOLDERS = frozenset(
    {
        "__MACOSX",
        "__pycache__",
        ".git",
        ".hg",
        ".idea",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".venv",
        ".vscode",
        "node_modules",
        "site-packages",
    }
)
"""Folders that programs make, not students."""
LEFT_OUT_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that file managers make, in lower case."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DRIVE = re.compile(r"[A-Za-z]:")
_NOT_TEXT = {"Cc", "Cs", "Zl", "Zp"}
_SHOWN = 120
_LONGEST = 500


class UnsafeName(Exception):
    """A name that is not used, with the reason as a sentence."""


def clean(raw: str) -> tuple[str, ...]:
    """Return the parts of a relative path in NFC, or say why it cannot be one."""
    name = unicodedata.normalize("NFC", respelled(raw))
    if len(name) > limits.MAX_NAME:
        raise UnsafeName(f"The name has more than {limits.MAX_NAME} characters.")
    if any(unicodedata.category(each) in _NOT_TEXT for each in name):
        raise UnsafeName("The name holds control characters.")
    if _BIDI.search(name):
        raise UnsafeName("The name holds characters that turn its reading direction.")
    if "\\" in name:
        raise UnsafeName("The name holds a backslash.")
    if name.startswith("/"):
        raise UnsafeName("The name is an absolute path.")
    if _DRIVE.match(name):
        raise UnsafeName("The name begins with a drive letter.")
    parts = tuple(part for part in name.split("/") if part not in {"", "."})
    _check_parts(parts)
    return parts


def respelled(raw: str) -> str:
    """Return a name whose bytes were not UTF-8 as Windows and Latin-1 spell it."""
    try:
        raw.encode()
    except UnicodeEncodeError:
        try:
            return raw.encode("utf-8", "surrogateescape").decode("latin-1")
        except UnicodeEncodeError:
            return raw  # a lone surrogate that stands for no byte: refused later
    return raw


def shown(name: str) -> str:
    """Return a name for a sentence: on one line, nothing in it hidden, not too long."""
    safe = repr(name)[1:-1]
    return safe if len(safe) <= _SHOWN else f"{safe[:_SHOWN]}…"


def one_line(text: str) -> str:
    """Return text of a form or a table as one line without anything hidden."""
    line = " ".join(text[:_LONGEST].split())
    return "".join(each if each.isprintable() else "\ufffd" for each in line)


def folded(path: str) -> str:
    """Return what is equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFC", path.casefold())


def is_left_out(parts: tuple[str, ...]) -> bool:
    """Tell whether a program made this file, not a student."""
    last = parts[-1]
    return (
        any(part in LEFT_OUT_FOLDERS for part in parts)
        or last.lower() in LEFT_OUT_FILES
        or last.startswith(("._", "~$"))
    )


def is_code(name: str) -> bool:
    """Tell whether a file is what a student is graded by."""
    return name.lower().endswith((".py", ".ipynb"))


def _check_parts(parts: tuple[str, ...]) -> None:
    if not parts:
        raise UnsafeName("The name is empty.")
    if ".." in parts:
        raise UnsafeName("The name points out of its folder ('..').")
    if len(parts) > limits.MAX_DEPTH:
        raise UnsafeName(f"The file lies more than {limits.MAX_DEPTH} folders deep.")
    if any(len(part.encode()) > limits.MAX_PART for part in parts):
        raise UnsafeName(f"A part of the name has more than {limits.MAX_PART} bytes.")
