import ast
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader import objectives
from grader.objectives import Objective

VARIANTS: tuple[Objective, ...] = (
    *objectives.catalogue(),
    objectives.parabola(curvature=3.0, minimiser=-1.5),
    objectives.bowl(eigenvalues=(1.0, 50.0, 3.0), minimiser=(1.0, -2.0, 0.5)),
    objectives.rotated_bowl((1.0, 4.0, 9.0), angle=0.7, minimiser=(1.0, -2.0, 0.5)),
    objectives.ill_conditioned(dimension=3, condition=1e6, angle=1.1),
    objectives.noisy_bowl((2.0, 5.0, 7.0), 0.5, 9, 3, 0.7, (1.0, -2.0, 0.5)).objective,
    objectives.tilted_double_well(tilt=-0.3),
    objectives.basin(eigenvalues=(1.0, 3.0, 5.0)),
    objectives.rosenbrock(dimension=4),
)
"""The catalogue, and the families once more with other parameters."""

all_variants = pytest.mark.parametrize("objective", VARIANTS, ids=lambda o: o.name)
in_the_plane = [o for o in VARIANTS if o.shape == (2,)]
of_a_number = [o for o in VARIANTS if o.shape == ()]


def critical_points(objective: Objective) -> list[Any]:
    """Return every critical point that the objective says it has."""
    return [
        *objective.minimisers,
        *objective.local_minimisers,
        *objective.saddles,
        *objective.maximisers,
    ]


def test_the_public_names_are_these() -> None:
    assert objectives.__all__ == [
        "Derivatives",
        "NoisyBowl",
        "Objective",
        "basin",
        "beale",
        "bowl",
        "catalogue",
        "degenerate_minimum",
        "double_well",
        "himmelblau",
        "ill_conditioned",
        "monkey_saddle",
        "noisy_bowl",
        "parabola",
        "plateau",
        "rosenbrock",
        "rotated_bowl",
        "saddle",
        "saddle_between_minima",
        "tilted_double_well",
    ]
    assert all(hasattr(objectives, name) for name in objectives.__all__)


def test_the_package_imports_only_the_standard_library_numpy_and_itself() -> None:
    folder = Path(objectives.__file__).parent
    imported = set()
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or ".")

    foreign = {
        name
        for name in imported
        if name.split(".")[0] not in {*sys.stdlib_module_names, "numpy"}
        and not name.startswith("grader.objectives")
    }
    assert foreign == set()


def test_the_catalogue_has_every_family_once() -> None:
    assert [o.name for o in objectives.catalogue()] == [
        "parabola",
        "bowl",
        "rotated bowl",
        "ill-conditioned bowl",
        "noisy bowl",
        "double well",
        "tilted double well",
        "plateau",
        "basin",
        "degenerate minimum",
        "saddle",
        "monkey saddle",
        "saddle between minima",
        "Rosenbrock in 2 dimensions",
        "Rosenbrock in 5 dimensions",
        "Beale",
        "Himmelblau",
    ]


def test_an_objective_cannot_be_changed_and_equals_only_itself() -> None:
    objective = objectives.bowl()

    with pytest.raises(FrozenInstanceError):
        objective.minimum = 1.0  # type: ignore[misc]  # wrong on purpose
    assert objective == objective  # noqa: PLR0124  # arrays must not be compared
    assert objective != objectives.bowl()
    assert objectives.noisy_bowl() != objectives.noisy_bowl()


def test_an_objective_prints_as_name_and_formula() -> None:
    assert repr(objectives.bowl((1.0, 50.0))) == "<bowl: f(x) = ½ (x₁² + 50 x₂²)>"


@all_variants
def test_f_gives_a_float_and_the_derivatives_have_the_shape_of_the_point(
    objective: Objective,
) -> None:
    x = objective.start

    assert type(objective.f(x)) is float
    assert objective.gradient(x).dtype == objective.hessian(x).dtype == np.float64
    assert objective.gradient(x).shape == objective.shape == x.shape
    assert objective.hessian(x).shape == 2 * objective.shape


@pytest.mark.parametrize("objective", of_a_number, ids=lambda o: o.name)
def test_derivatives_at_a_number_are_numbers(objective: Objective) -> None:
    assert isinstance(objective.gradient(2), float)
    assert isinstance(objective.hessian(2), float)


@all_variants
def test_integers_and_lists_are_read_as_floats(objective: Objective) -> None:
    whole = np.full(objective.shape, 2)
    exact = whole.astype(np.float64)

    for ask in (objective.f, objective.gradient, objective.hessian):
        want = np.asarray(ask(exact)).tolist()
        assert np.asarray(ask(whole)).tolist() == want
        assert np.asarray(ask(whole.tolist())).tolist() == want


@all_variants
def test_the_point_stays_as_it_is_and_results_are_fresh(objective: Objective) -> None:
    x = np.array(objective.start)
    first = [np.asarray(objective.gradient(x)), np.asarray(objective.hessian(x))]
    want = [array.copy() for array in first]
    for array in first:
        array.fill(7)  # a student may write into what was handed over

    assert np.array_equal(x, objective.start)
    assert np.array_equal(objective.gradient(x), want[0])
    assert np.array_equal(objective.hessian(x), want[1])


@all_variants
def test_known_points_are_read_only_and_of_the_shape_of_a_point(
    objective: Objective,
) -> None:
    for point in [objective.start, *critical_points(objective)]:
        assert point.dtype == np.float64
        assert point.shape == objective.shape
        assert not point.flags.writeable


@pytest.mark.parametrize("ask", ["f", "gradient", "hessian"])
@pytest.mark.parametrize(
    ("objective", "x", "message"),
    [
        (
            objectives.beale(),
            [[1.0], [2.0]],
            "takes a point of shape (2,); got shape (2, 1).",
        ),
        (objectives.beale(), 1.0, "takes a point of shape (2,); got shape ()."),
        (
            objectives.rosenbrock(3),
            [1.0, 2.0],
            "takes a point of shape (3,); got shape (2,).",
        ),
        (objectives.parabola(), [1.0], "takes a number; got shape (1,)."),
    ],
)
def test_a_point_of_another_shape_is_refused(
    ask: str, objective: Objective, x: Any, message: str
) -> None:
    with pytest.raises(ValueError, match="takes") as error:
        getattr(objective, ask)(x)

    assert str(error.value) == f"{ask} {message}"


@all_variants
@pytest.mark.parametrize("size", [1e3, 1e6, 1e100, 1e155, 1e200, 1e308])
def test_a_method_that_diverges_gets_its_values_without_a_warning(
    objective: Objective, size: float
) -> None:
    signs = np.resize([1.0, -1.0, -1.0], objective.shape)
    for x in (size * signs, -size * signs, size * np.ones(objective.shape)):
        value, g, H = objective.f(x), objective.gradient(x), objective.hessian(x)

        if size <= 1e6:  # the steepest is Beale's, of degree 8
            assert np.isfinite([value, *np.ravel(g), *np.ravel(H)]).all()


@pytest.mark.parametrize(
    "objective",
    [
        o
        for o in VARIANTS
        if o.name not in {"plateau", "basin", "saddle", "monkey saddle", "Beale"}
    ],
    ids=lambda o: o.name,
)
def test_f_overflows_to_inf_where_it_grows_in_every_direction(
    objective: Objective,
) -> None:
    signs = np.resize([1.0, -1.0, -1.0], objective.shape)

    assert objective.f(1e200 * signs) == objective.f(-1e200 * signs) == np.inf


@all_variants
def test_nan_goes_in_and_comes_out(objective: Objective) -> None:
    assert np.isnan(objective.f(np.full(objective.shape, np.nan)))
