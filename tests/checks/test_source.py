from grader.checks import source
from grader.model import Finding, Outcome
from grader.sandbox.reading import Definition, Import, Reading
from grader.sandbox.submission import Submission


def reading(*modules: str, defines: tuple[str, ...] = ()) -> Reading:
    imports = tuple(
        Import("cell 2", module, line) for line, module in enumerate(modules, start=1)
    )
    return Reading(
        submission=Submission("solution.py", (("solution.py", b""),)),
        marker=None,
        imports=imports,
        definitions=tuple(Definition("cell 3", name, 1, 5) for name in defines),
        problems=(),
    )


def test_a_module_that_is_not_imported_passes() -> None:
    # torchvision begins like torch and is another module.
    assert list(source(reading("numpy", "torchvision"), forbid=["torch"])) == [
        Finding(Outcome.PASSED, "torch is not imported.")
    ]


def test_a_forbidden_module_is_named_with_its_first_line() -> None:
    assert list(source(reading("math", "torch.optim", "torch"), forbid=["torch"])) == [
        Finding(
            Outcome.WRONG,
            "torch is imported, which the handout forbids.",
            where="cell 2, line 2",
            got="import torch.optim",
            credit=0.0,
        )
    ]


def test_a_forbidden_submodule_leaves_the_rest_of_the_package() -> None:
    found = source(reading("scipy", "scipy.stats"), forbid=["scipy.optimize"])

    assert [each.outcome for each in found] == [Outcome.PASSED]


def test_names_have_to_be_defined_at_top_level() -> None:
    assert list(source(reading(defines=("adam",)), define=["adam", "nadam"])) == [
        Finding(Outcome.PASSED, "adam is defined."),
        Finding(
            Outcome.WRONG,
            "nadam is not defined with def or class.",
            want="nadam",
            credit=0.0,
        ),
    ]


def test_an_empty_file_imports_nothing_forbidden() -> None:
    found = [*source(reading(), forbid=["torch", "optax"])]

    assert [each.outcome for each in found] == [Outcome.PASSED] * 2
