"""The rules of the tree, read from the syntax trees."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Part -> what else of this repository it may import. Each module of the tree belongs to
# the longest prefix here, so that a new part has to be placed before it can land.
MAY_IMPORT: dict[str, set[str]] = {
    "reference": set(),
    "grader": set(),
    "grader.__main__": {"grader.cli"},
    "grader.errors": set(),
    "grader.wire": set(),
    "grader.worker": {"grader.wire"},
    "grader.sandbox": {"grader", "grader.errors", "grader.wire", "grader.worker"},
    "grader.model": set(),
    "grader.scoring": {"grader.model"},
    "grader.checks": {
        "grader.errors",
        "grader.gradients",
        "grader.model",
        "grader.objectives",
        "grader.sandbox",
        "grader.scoring",
        "grader.wire",
    },
    "grader.diagnosis": {
        "grader.checks",
        "grader.errors",
        "grader.model",
        "grader.objectives",
        "grader.sandbox",
    },
    "grader.assignment": {
        "grader.checks",
        "grader.diagnosis",
        "grader.errors",
        "grader.sandbox",
    },
    "grader.judge": {
        "grader",
        "grader.assignment",
        "grader.checks",
        "grader.diagnosis",
        "grader.errors",
        "grader.model",
        "grader.sandbox",
    },
    "grader.validation": {
        "grader.assignment",
        "grader.checks",
        "grader.diagnosis",
        "grader.errors",
        "grader.judge",
        "grader.model",
        "grader.scoring",
    },
    "grader.reports": {"grader.gradebook", "grader.model", "grader.scoring"},
    "grader.export": {
        "grader.errors",
        "grader.gradebook",
        "grader.reports",
        "grader.scoring",
    },
    "grader.intake": {"grader.errors"},
    "grader.gradebook": {"grader.errors", "grader.model", "grader.scoring"},
    "grader.batch": {
        "grader",
        "grader.assignment",
        "grader.checks",
        "grader.diagnosis",
        "grader.errors",
        "grader.judge",
        "grader.model",
        "grader.sandbox",
    },
    "grader.bundle": {"grader.assignment", "grader.errors"},
    "grader.cluster": {
        "grader",
        "grader.batch",
        "grader.bundle",
        "grader.errors",
        "grader.sandbox",
    },
    "grader.cli": {
        "grader",
        "grader.assignment",
        "grader.batch",
        "grader.bundle",
        "grader.cluster",
        "grader.errors",
        "grader.export",
        "grader.gradebook",
        "grader.intake",
        "grader.judge",
        "grader.model",
        "grader.reports",
        "grader.sandbox",
        "grader.scoring",
        "grader.validation",
    },
    "grader.objectives": set(),
    "grader.datasets": set(),
    "grader.gradients": set(),
}

# Part -> the only third-party libraries it may name.
LIBRARIES: dict[str, set[str]] = {
    "reference": {"numpy"},
    "grader": set(),
    "grader.__main__": set(),
    "grader.errors": set(),
    "grader.wire": {"msgspec", "numpy"},
    "grader.worker": {"numpy"},
    "grader.sandbox": {"numpy"},
    "grader.cli": set(),
    "grader.model": set(),
    "grader.scoring": set(),
    "grader.checks": {"numpy"},
    "grader.diagnosis": {"numpy"},
    "grader.assignment": {"nbformat"},
    "grader.judge": {"numpy"},
    "grader.validation": {"numpy"},
    "grader.reports": {"msgspec", "rich"},
    "grader.export": {"msgspec"},
    "grader.intake": {"yaml"},
    "grader.gradebook": {"msgspec"},
    "grader.batch": {"msgspec", "numpy"},
    "grader.bundle": set(),
    "grader.cluster": {"dask", "distributed"},
    "grader.objectives": {"numpy"},
    "grader.datasets": {"numpy"},
    "grader.gradients": {"numpy"},
}

VAGUE = {"utils", "util", "helpers", "common", "misc", "manager", "base"}
# The judge must not name what runs on the other side, and the other way round.
WORKER_SIDE = {"grader.worker.session", "grader.worker.loading", "grader.worker.reader"}
MAY_START_A_SESSION = {
    "grader.sandbox.supervisor",
    "grader.sandbox.portable_worker",
    "grader.sandbox.twin",
}
NAME_LISTS = {"reference"}  # one line a name, and nothing else
PROTOCOLS_ONLY = {"reference.optimizers.base"}


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("reference", "grader"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__"), path


def imports(path: Path) -> set[str]:
    """Return what a file imports, at any depth, as dotted names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module is not None
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def part_of(module: str) -> str:
    candidates = [
        part for part in MAY_IMPORT if module == part or module.startswith(f"{part}.")
    ]
    return max(candidates, key=len)


def module_of(name: str, known: set[str]) -> str | None:
    """Return the module of ours that an imported name lives in."""
    while name not in known and "." in name:
        name = name.rpartition(".")[0]
    return name if name in known else None


MODULES = dict(modules())
OURS = set(MODULES)


def test_every_package_of_the_tree_has_its_place_in_the_table() -> None:
    packages = {
        module
        for module, path in MODULES.items()
        if module.startswith("grader.") and module.count(".") == 1
    }

    assert packages == {part for part in MAY_IMPORT if part.startswith("grader.")}


@pytest.mark.parametrize("module", sorted(OURS))
def test_arrows_point_down(module: str) -> None:
    part = part_of(module)
    imported = {module_of(name, OURS) for name in imports(MODULES[module])}

    foreign = {part_of(name) for name in imported if name} - {part}

    assert foreign <= MAY_IMPORT[part]


@pytest.mark.parametrize("module", sorted(OURS))
def test_only_named_libraries_are_used(module: str) -> None:
    tops = {name.partition(".")[0] for name in imports(MODULES[module])}

    third_party = tops - set(sys.stdlib_module_names) - {"reference", "grader"}

    assert third_party <= LIBRARIES[part_of(module)]


def test_student_code_is_executed_only_where_a_session_is_started() -> None:
    starters = {
        module
        for module, path in MODULES.items()
        if not module.startswith("grader.worker")
        and {module_of(name, OURS) for name in imports(path)} & WORKER_SIDE
    }

    assert starters == MAY_START_A_SESSION


def test_nothing_is_unpickled_anywhere() -> None:
    dangerous = {"pickle", "marshal", "shelve", "dill", "joblib", "multiprocessing"}
    # A pool's processes are all ours; what they send back is bytes.
    allowed = {"grader.batch.running": {"multiprocessing"}}

    for module, path in MODULES.items():
        tops = {name.partition(".")[0] for name in imports(path)}
        assert not tops & dangerous - allowed.get(module, set()), module


def test_dask_is_loaded_only_when_a_cluster_is_asked_for() -> None:
    program = (
        "import sys, grader.cli, grader.cluster\n"
        "sys.exit(bool({'dask', 'distributed'} & sys.modules.keys()))"
    )

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603 - ours


def test_there_is_no_import_cycle_even_inside_functions() -> None:
    graph = {
        module: {module_of(name, OURS) for name in imports(path)} - {None, module}
        for module, path in MODULES.items()
    }

    assert set(TopologicalSorter(graph).static_order()) >= OURS


@pytest.mark.parametrize("module", sorted(OURS))
def test_files_are_nouns_and_short(module: str) -> None:
    path = MODULES[module]

    assert path.stem not in VAGUE or module in PROTOCOLS_ONLY
    assert len(path.read_text("utf-8").splitlines()) <= 350 or module in NAME_LISTS
