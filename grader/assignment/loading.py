"""Execute an assignment's own modules: checks, hidden checks, misconceptions.

They are trusted: an instructor wrote them. They never see a path into a submission.
"""

import ast
import importlib
import importlib.util
import inspect
import math
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from grader.assignment.manifest import FILE, Outline, read
from grader.assignment.problems import Problems
from grader.checks.check import ARGUMENTS, Check
from grader.checks.local import Local
from grader.diagnosis.misconception import Misconception
from grader.errors import AssignmentFault

PUBLIC, HIDDEN, KNOWN = "checks.py", "hidden_checks.py", "misconceptions.py"
_TEXTS = ("handout.md", "starter.py")
Item = TypeVar("Item", Check, Misconception)


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment that is ready to judge by."""

    outline: Outline
    checks: tuple[Check, ...]
    """The public ones, then the hidden ones."""
    truth: Local
    """The reference's answers."""

    @property
    def name(self) -> str:
        """Return the name of its folder."""
        return self.outline.name

    def of(self, exercise: str) -> tuple[Check, ...]:
        """Return the checks of an exercise."""
        return tuple(each for each in self.checks if each.exercise == exercise)


def load(folder: Path) -> Assignment:
    """Load an assignment; all of its problems are raised at once."""
    problems = Problems(folder.name)
    outline = read(folder, problems)
    _forget(folder)
    for name in _TEXTS:
        if not (folder / name).is_file():
            problems.add(name, "the file is missing; every assignment has one.")
    public = _collect(folder, PUBLIC, Check, problems)
    hidden = []
    if (folder / HIDDEN).exists():
        found = _collect(folder, HIDDEN, Check, problems)
        hidden = [replace(each, is_hidden=True) for each in found]
        _compare_twins(public, hidden, problems)
    for file, checks in ((PUBLIC, public), (HIDDEN, hidden)):
        _examine(file, checks, [each.name for each in public], outline, problems)
    tested = {each.exercise for each in public}
    for exercise in outline.exercises:
        if exercise.name not in tested:
            problems.add(PUBLIC, f"exercise {exercise.name!r} has no check.")
    truth = Local({})
    try:
        truth = _truth(outline, problems)
    except AssignmentFault as fault:
        problems.add_whole(str(fault))
    problems.raise_any()
    return Assignment(outline, (*public, *hidden), truth)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about going wrong."""

    mistakes: tuple[Misconception, ...]
    examples: dict[str, list[tuple[Any, ...]]]
    """For an exercise simple inputs, simplest first: EXAMPLES of the module."""


def known(assignment: Assignment) -> Known:
    """Return the known mistakes; all problems of their file are raised at once."""
    folder = assignment.outline.folder
    problems = Problems(folder.name)
    module = _execute(folder, KNOWN, problems)
    found = _items(module, KNOWN, Misconception, problems)
    names = [each.name for each in found]
    for each in found:
        if each.exercise not in assignment.outline.parameters:
            exercises = assignment.outline.parameters
            problems.unknown(KNOWN, "exercise", each.exercise, exercises)
        for text in ("statement", "hint"):
            if not getattr(each, text):
                problems.add(KNOWN, f"{each.name!r} has no {text}.")
        twin = each.same_as.partition(":")[0]
        if twin and twin not in names:
            problems.unknown(KNOWN, f"same_as of {each.name!r},", twin, names)
    examples = getattr(module, "EXAMPLES", {})
    if not _are_examples(examples):
        problems.add(KNOWN, "EXAMPLES is a dict of lists of argument tuples.")
        examples = {}
    for exercise, cases in examples.items():
        parameters = assignment.outline.parameters.get(exercise)
        if parameters is None:
            exercises = assignment.outline.parameters
            problems.unknown(KNOWN, "exercise of EXAMPLES", exercise, exercises)
        elif any(len(case) != len(parameters) for case in cases):
            problems.add(
                KNOWN, f"an example of {exercise!r} does not fit {parameters}."
            )
    problems.raise_any()
    return Known(tuple(found), examples)


def _are_examples(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(cases, list) and all(isinstance(case, tuple) for case in cases)
        for cases in value.values()
    )


def starter_functions(outline: Outline) -> dict[str, Callable[..., Any]]:
    """Return the functions of the starter, which an instructor wrote."""
    problems = Problems(outline.name)
    module = _execute(outline.folder, "starter.py", problems)
    problems.raise_any()
    return {
        each.name: getattr(module, each.name)
        for each in outline.exercises
        if hasattr(module, each.name)
    }


def _collect(
    folder: Path, file: str, kind: type[Item], problems: Problems
) -> list[Item]:
    """Execute a module and return the items in it, in order."""
    return _items(_execute(folder, file, problems), file, kind, problems)


def _items(
    module: ModuleType | None, file: str, kind: type[Item], problems: Problems
) -> list[Item]:
    items: list[Item] = []
    for name, value in vars(module).items() if module else ():
        if isinstance(value, kind):
            items.append(value)
            if value.name != name:
                problems.add(file, f"{value.name!r} is stored as {name!r}.")
    return items


def defined_twice(folder: Path) -> list[str]:
    """Return what hides something of the same name, with its file."""
    found = []
    for file in (PUBLIC, HIDDEN, KNOWN):
        if not (folder / file).is_file():
            continue
        tree = ast.parse((folder / file).read_text("utf-8"))
        names = Counter(e.name for e in tree.body if isinstance(e, ast.FunctionDef))
        found += [f"{name} in {file}" for name, count in names.items() if count > 1]
    return found


def _execute(folder: Path, file: str, problems: Problems) -> ModuleType | None:
    path = (folder / file).absolute()
    if not path.is_file():
        problems.add(file, "the file is missing; every assignment has one.")
        return None
    name = f"{_package(path.parent)}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        problems.add(file, "this is no Python file.")
        return None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    # An author's module may raise anything.
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as said
        line = _line_of(error, path)
        problems.add(file, f"{type(error).__name__} in line {line}: {error}")
        return None
    return module


def _package(folder: Path) -> str:
    """Return the package that a folder is: its modules may share a third one.

    `from .grounds import valley` works in checks and hidden checks alike.
    """
    name = f"_assignment_{zlib.crc32(str(folder).encode()):08x}"
    package = ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package
    return name


def _forget(folder: Path) -> None:
    """Forget what was shared when the assignment was loaded before."""
    shared = f"{_package(folder.absolute())}."
    for name in [each for each in sys.modules if each.startswith(shared)]:
        del sys.modules[name]


def _line_of(error: BaseException, path: Path) -> int:
    """Return the last line of a file that an exception went through."""
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _examine(
    file: str,
    checks: list[Check],
    public: list[str],
    outline: Outline,
    problems: Problems,
) -> None:
    """Add what is wrong with some checks."""
    earlier = [] if file == PUBLIC else public
    for each in checks:
        if each.exercise not in outline.parameters:
            what = f"exercise of check {each.name!r},"
            problems.unknown(file, what, each.exercise, outline.parameters)
        if type(each.points) not in (int, float) or not 0 < each.points < math.inf:
            problems.add(
                file,
                f"check {each.name!r} is worth {each.points!r} points, not > 0.",
            )
        if not each.title:
            problems.add(
                file,
                f"check {each.name!r} has no docstring; it is the line that the "
                "student reads.",
            )
        takes = tuple(inspect.signature(each.body).parameters)
        if takes not in (ARGUMENTS, (*ARGUMENTS, "reading")):
            problems.add(
                file,
                f"check {each.name!r} takes ({', '.join(takes)}); a check takes "
                "(student, truth, rng), and reading if it looks at the source.",
            )
        for need in each.needs:
            if need not in earlier or _comes_later(need, each, checks, outline):
                what = f"need of check {each.name!r}, which has to stand above it,"
                problems.unknown(file, what, need, earlier)
        earlier = [*earlier, each.name]


def _comes_later(
    need: str, check: Check, checks: list[Check], outline: Outline
) -> bool:
    """Tell whether what a check needs belongs to an exercise that is run later."""
    order = [each.name for each in outline.exercises]
    exercise = next((e.exercise for e in checks if e.name == need), check.exercise)
    if exercise not in order or check.exercise not in order:
        return False  # said elsewhere
    return order.index(exercise) > order.index(check.exercise)


def _compare_twins(
    public: list[Check], hidden: list[Check], problems: Problems
) -> None:
    """Add where a public check has no hidden twin that is worth as much."""
    worth = {each.name: each.points for each in hidden}
    for each in public:
        if worth.get(each.name, 0) < each.points:
            problems.add(
                HIDDEN,
                f"check {each.name!r} has no hidden twin of that name worth at least "
                f"{each.points:g}.",
            )


def _truth(outline: Outline, problems: Problems) -> Local:
    """Return the reference, which stands beside the folder of all assignments."""
    reference = import_reference(outline.folder.parent.parent)
    functions: dict[str, Callable[..., Any]] = {}
    for exercise in outline.exercises:
        function = getattr(reference, exercise.name, None)
        if not callable(function):
            problems.add(FILE, f"the reference has no function {exercise.name!r}.")
            continue
        functions[exercise.name] = function
        takes = tuple(inspect.signature(function).parameters)
        if takes != exercise.parameters:
            problems.add(
                FILE,
                f"signature {exercise.signature!r}: the reference takes "
                f"({', '.join(takes)}).",
            )
    return Local(functions)


def import_reference(root: Path) -> ModuleType:
    """Import the reference from this tree, whatever the path of modules holds."""
    loaded = sys.modules.get("reference")
    origin = root / "reference" / "__init__.py"
    if loaded and Path(loaded.__file__ or "").resolve() == origin.resolve():
        return loaded
    if loaded or not origin.is_file():
        raise AssignmentFault(f"There is no reference at {origin.parent}.")
    spec = importlib.util.spec_from_file_location(
        "reference", origin, submodule_search_locations=[str(origin.parent)]
    )
    assert spec is not None  # noqa: S101 - the file ends in .py
    assert spec.loader is not None  # noqa: S101 - as above
    module = importlib.util.module_from_spec(spec)
    sys.modules["reference"] = module
    try:
        spec.loader.exec_module(module)
    # As with every other file of the author's.
    except (Exception, SystemExit) as error:
        del sys.modules["reference"]
        line = _line_of(error, origin)
        raise AssignmentFault(
            f"reference/__init__.py: {type(error).__name__} in line {line}: {error}"
        ) from error
    return module
