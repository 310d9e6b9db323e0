import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.objectives import Objective
from reference import gradient_descent, values_along
from reference.arrays import Array
from tests.grader.test_objectives import (
    VARIANTS,
    all_variants,
    critical_points,
    in_the_plane,
)
from tests.grader.test_objectives_derivatives import sample

with_lipschitz = [o for o in VARIANTS if o.lipschitz is not None]
with_minimum = [o for o in VARIANTS if o.minimum is not None]


def spectrum(objective: Objective, x: Array) -> Array:
    """Return the eigenvalues of the Hessian at x, in ascending order."""
    return np.linalg.eigvalsh(np.atleast_2d(objective.hessian(x)))


def size(objective: Objective, x: Array) -> float:
    """Return the size of the numbers that cancel in the gradient at x."""
    return float(np.max(abs(spectrum(objective, x)))) * (1 + float(np.max(abs(x))))


@all_variants
def test_the_gradient_vanishes_at_every_critical_point(objective: Objective) -> None:
    for x in critical_points(objective):
        assert np.max(abs(objective.gradient(x))) <= 1e-14 * (1 + size(objective, x))


@all_variants
def test_known_points_are_what_they_are_called(objective: Objective) -> None:
    def flat(x: Array) -> float:
        return 1e-12 * float(np.max(abs(spectrum(objective, x))))

    for x in objective.minimisers:
        assert spectrum(objective, x)[0] >= -flat(x)
    for x in objective.local_minimisers:
        assert spectrum(objective, x)[0] > flat(x)
    for x in objective.maximisers:
        assert spectrum(objective, x)[-1] < -flat(x)
    for x in objective.saddles:
        low, high = spectrum(objective, x)[[0, -1]]
        degenerate = objective.name == "monkey saddle"
        assert low == high == 0 if degenerate else low < -flat(x) < flat(x) < high


@all_variants
def test_known_points_are_all_different(objective: Objective) -> None:
    points = {tuple(np.ravel(x).round(6)) for x in critical_points(objective)}

    assert len(points) == len(critical_points(objective)) >= 1


@pytest.mark.parametrize("objective", with_minimum, ids=lambda o: o.name)
def test_the_minimum_is_the_value_at_each_minimiser_and_no_point_is_lower(
    objective: Objective,
) -> None:
    assert objective.minimum is not None
    for x in objective.minimisers:
        assert objective.f(x) == pytest.approx(objective.minimum, rel=1e-14, abs=1e-25)
        for radius in (10.0, 1.0, 1e-3):
            around = x + radius * (sample(objective, 100) - objective.start)
            assert min(map(objective.f, around)) >= objective.minimum * (1 - 1e-15)
    for x in objective.local_minimisers:
        assert objective.f(x) > objective.minimum


@all_variants
def test_an_objective_has_a_minimum_if_and_only_if_it_has_minimisers(
    objective: Objective,
) -> None:
    assert (objective.minimum is None) == (objective.minimisers == ())


@pytest.mark.parametrize("name", ["saddle", "monkey saddle"])
def test_without_a_minimum_f_falls_without_bound(name: str) -> None:
    objective = next(o for o in in_the_plane if o.name == name)

    down = [objective.f(t * np.array([1.0, -2.0])) for t in (1, 1e3, 1e6)]

    assert objective.minimum is None
    assert -1e12 > down[2] < down[1] < down[0] < 0


@pytest.mark.parametrize("objective", with_lipschitz, ids=lambda o: o.name)
@given(seed=st.integers(0, 2**32 - 1), apart=st.floats(-3, 3))
def test_the_gradient_changes_at_most_by_l_and_at_least_by_m_times_the_distance(
    objective: Objective, seed: int, apart: float
) -> None:
    rng = np.random.default_rng(seed)
    x = objective.start + rng.normal(size=objective.shape)
    y = x + 10**apart * rng.normal(size=objective.shape)
    change = np.ravel(objective.gradient(x) - objective.gradient(y))
    distance = np.ravel(x - y)
    L, m = objective.lipschitz, objective.strong_convexity
    assert L is not None
    rounding = 1e-13 * L * (np.linalg.norm(x) + np.linalg.norm(y) + 1)

    length = np.linalg.norm(distance)
    assert np.linalg.norm(change) <= L * length + rounding
    if m is not None:
        assert change @ distance >= m * length**2 - rounding * length


@pytest.mark.parametrize("objective", with_lipschitz, ids=lambda o: o.name)
def test_l_is_attained_at_a_critical_point(objective: Objective) -> None:
    curvatures = [abs(spectrum(objective, x)) for x in critical_points(objective)]

    assert objective.lipschitz is not None
    assert np.max(curvatures) == pytest.approx(objective.lipschitz, rel=1e-14)


def test_m_is_attained_exactly_on_the_quadratic_bowls() -> None:
    convex = [o for o in VARIANTS if o.strong_convexity is not None]

    assert {o.name for o in convex} == {
        "parabola",
        "bowl",
        "rotated bowl",
        "ill-conditioned bowl",
        "noisy bowl",
    }
    for objective in convex:
        assert objective.lipschitz is not None
        assert spectrum(objective, objective.start)[0] == pytest.approx(
            objective.strong_convexity, rel=1e-13, abs=1e-15 * objective.lipschitz
        )


@all_variants
def test_where_l_is_none_the_curvature_grows_without_bound(
    objective: Objective,
) -> None:
    ray = np.resize([1.0, -2.0, 3.0], objective.shape)

    far = [np.max(abs(spectrum(objective, t * ray))) for t in (1e2, 1e3, 1e4)]

    assert (objective.lipschitz is None) == (far[2] > 5 * far[1] > 25 * far[0])


@all_variants
def test_where_m_is_none_the_least_curvature_is_not_positive(
    objective: Objective,
) -> None:
    points = [*critical_points(objective), *sample(objective, 100)]
    least = min(spectrum(objective, x)[0] for x in points)

    assert (objective.strong_convexity is None) == (least <= 0)


@pytest.mark.parametrize("objective", with_lipschitz, ids=lambda o: o.name)
def test_gradient_descent_at_1_over_l_descends_at_every_step(
    objective: Objective,
) -> None:
    assert objective.lipschitz is not None
    path = gradient_descent(
        objective.gradient, objective.start, 1 / objective.lipschitz, 60
    )
    values = values_along(objective.f, path)

    # By the descent lemma, by at least |∇f|²/(2L).
    slopes = [np.sum(objective.gradient(x) ** 2) for x in path[:-1]]
    promised = np.array(slopes) / (2 * objective.lipschitz)
    assert np.all(np.diff(values) <= -promised + 1e-14 * (1 + abs(values[:-1])))
    assert values[-1] < values[0]


@pytest.mark.parametrize("objective", VARIANTS, ids=lambda o: o.name)
def test_the_start_is_no_critical_point(objective: Objective) -> None:
    assert np.max(abs(objective.gradient(objective.start))) > 1e-3
