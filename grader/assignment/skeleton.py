"""A new assignment: its files, with one small exercise that is complete."""

import keyword
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from grader.assignment import skeleton_texts as texts
from grader.assignment.manifest import FILE, read_signature
from grader.errors import AssignmentFault

_NAME = re.compile(r"\d\d(-[a-z0-9]+)+")
_FORM = "a name is two digits and words of small letters, such as '12-secant'"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The files of a new assignment and of its answers."""

    name: str
    """Of the assignment's folder, such as `12-secant`."""
    exercise: str = ""
    """An exercise to draft beside the example; empty if there is none."""
    parameters: tuple[str, ...] = ()
    """What it takes."""

    @classmethod
    def of(cls, name: str, signature: str) -> "Skeleton":
        """Return the skeleton with an exercise of this signature, if there is one."""
        return cls(name, *_parts(signature)) if signature.strip() else cls(name)

    @property
    def signature(self) -> str:
        """Return the signature of the drafted exercise."""
        return f"{self.exercise}({', '.join(self.parameters)})"

    @property
    def topic(self) -> str:
        """Return the name of the reference's module."""
        return self.name.partition("-")[2].replace("-", "_")

    @property
    def export(self) -> str:
        """Return the line by which the reference hands out the answers."""
        names = sorted(filter(None, (texts.EXAMPLE, self.exercise)))
        return f"from reference.{self.topic} import {', '.join(names)}\n"

    def folder(self) -> dict[str, str]:
        """Return the texts of the assignment's own files."""
        hidden = texts.CHECKS
        for public, other in texts.NUMBERS:
            hidden = hidden.replace(public, other)
        return {
            FILE: self._text(texts.MANIFEST, texts.MANIFEST_DRAFT),
            "handout.md": self._text(texts.HANDOUT, texts.HANDOUT_DRAFT),
            "starter.py": self._text(texts.STARTER, texts.STARTER_DRAFT),
            "checks.py": self._text(texts.CHECKS),
            "hidden_checks.py": self._text(hidden),
            "misconceptions.py": self._text(texts.MISCONCEPTIONS),
        }

    def answers(self) -> str:
        """Return the text of the reference's module."""
        return self._text(texts.REFERENCE, texts.REFERENCE_DRAFT)

    def _text(self, whole: str, draft: str = "") -> str:
        template = Template(whole + (draft if self.exercise else ""))
        return template.substitute(
            name=self.name,
            number=self.name[:2],
            title=self.topic.replace("_", " ").capitalize(),
            topic=self.topic,
            signature=self.signature,
            exercise=self.exercise,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """Where a new assignment was written."""

    folder: Path
    answers: Path
    exports: Path
    is_exported: bool
    """Whether the reference hands out the answers; else a line has to be added."""


def write(skeleton: Skeleton, root: Path) -> Written:
    """Write a new assignment into a tree; nothing that exists is touched.

    Args:
        skeleton: what to write.
        root: gets `assignments/<name>` and `reference/<topic>.py`.
    """
    place, reference = root / "assignments", root / "reference"
    _check_name(skeleton, place)
    folder, answers = place / skeleton.name, reference / f"{skeleton.topic}.py"
    if answers.exists():
        raise AssignmentFault(
            f"{answers} exists already, and would hold the answers of "
            f"{skeleton.name!r}; take another name."
        )
    exports = reference / "__init__.py"
    is_new = not exports.exists()
    try:
        folder.mkdir(parents=True)
        reference.mkdir(exist_ok=True)
        for file, text in skeleton.folder().items():
            _write(folder / file, text)
        _write(answers, skeleton.answers())
        if is_new:
            _write(exports, texts.EXPORT + skeleton.export)
    except OSError as error:
        raise AssignmentFault(
            f"{error.filename} cannot be written: {error.strerror}."
        ) from error
    return Written(folder, answers, exports, is_new)


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def _check_name(skeleton: Skeleton, place: Path) -> None:
    """Refuse a name that is not of the usual form, or taken."""
    name = skeleton.name
    numbers = {each.name[:2]: each.name for each in sorted(place.glob("*/"))}
    free = next(f"{n:02}" for n in range(1, 100) if f"{n:02}" not in numbers)
    if not _NAME.fullmatch(name):
        near = _nearest(name, free)
        guess = f" Did you mean {near!r}?" if near else ""
        raise AssignmentFault(f"{name!r} names no assignment: {_FORM}.{guess}")
    if name in numbers.values():
        raise AssignmentFault(
            f"{place / name} exists already; take another name, or move it away."
        )
    if name[:2] in numbers:
        raise AssignmentFault(
            f"{name!r}: the number {name[:2]} belongs to {numbers[name[:2]]!r} in "
            f"{place}. Did you mean {free + name[2:]!r}?"
        )
    if not skeleton.topic.isidentifier() or keyword.iskeyword(skeleton.topic):
        raise AssignmentFault(
            f"{name!r}: the answers would stand in {skeleton.topic}.py, which Python "
            "cannot import; take another name."
        )


def _nearest(name: str, free: str) -> str:
    """Return the name of the right form that is nearest to another, if any is."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    if words and words[0].isdigit():
        words[0] = words[0].lstrip("0").zfill(2)
    else:
        words.insert(0, free)
    near = "-".join(words)
    return near if _NAME.fullmatch(near) else ""


def _parts(signature: str) -> tuple[str, tuple[str, ...]]:
    """Return name and parameters; refuse what no exercise can be called like."""
    parts = read_signature(signature.strip())
    if parts is None:
        raise AssignmentFault(
            f"--exercise {signature!r} is not of the form 'name(first, second)' with "
            "plain names."
        )
    name, parameters = parts
    twice = [each for each in parameters if parameters.count(each) > 1]
    if twice:
        raise AssignmentFault(
            f"--exercise {signature!r} has the parameter {twice[0]!r} more than once."
        )
    if name.startswith("_"):
        raise AssignmentFault(
            f"--exercise {signature!r}: the name of an exercise does not begin with an "
            "underscore."
        )
    if name == texts.EXAMPLE:
        raise AssignmentFault(
            f"--exercise {signature!r} has the name of the example that a new "
            "assignment comes with; take another one, or leave --exercise out."
        )
    return parts
