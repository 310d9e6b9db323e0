from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader import objectives
from grader.objectives import Objective
from reference import gradient_descent
from reference.arrays import Array
from tests.grader.test_objectives_facts import size, spectrum


@pytest.mark.parametrize(
    ("objective", "x", "value"),
    [
        (objectives.parabola(), 3, 9),
        (objectives.parabola(4.0, 1.0), 3, 8),
        (objectives.bowl((1.0, 50.0)), [2, 1], 27),
        (objectives.bowl((1.0, 50.0), 1.0), [2, 0], Fraction(51, 2)),
        (objectives.rotated_bowl((1.0, 3.0), np.pi / 4), [1, 0], 1),
        (objectives.rosenbrock(), [0, 0], 1),
        (objectives.rosenbrock(), [-1.2, 1], Fraction(242, 10)),
        (objectives.rosenbrock(), [2, 0], 1601),
        (objectives.rosenbrock(3), [0, 0, 0], 2),
        (objectives.rosenbrock(4), [-1, 1, 1, 1], 4),
        (objectives.beale(), [3, 0.5], 0),
        (objectives.beale(), [0, 0], Fraction(14203125, 10**6)),
        (objectives.beale(), [0, 1], Fraction(14203125, 10**6)),
        (objectives.himmelblau(), [0, 0], 170),
        (objectives.himmelblau(), [3, 2], 0),
        (objectives.double_well(), 0, 0),
        (objectives.double_well(), 2, 2),
        (objectives.tilted_double_well(0.25), 2, Fraction(5, 2)),
        (objectives.plateau(), 2, Fraction(4, 5)),
        (objectives.basin((1.0, 4.0)), [2, 1], Fraction(4, 5)),
        (objectives.degenerate_minimum(), [2, 2], 6),
        (objectives.saddle(), [3, 2], 5),
        (objectives.monkey_saddle(), [2, 1], 2),
        (objectives.saddle_between_minima(), [2, 3], Fraction(13, 2)),
    ],
)
def test_values_by_hand(objective: Objective, x: Array, value: float) -> None:
    assert objective.f(x) == pytest.approx(float(value), rel=1e-15, abs=0)


@pytest.mark.parametrize(
    ("objective", "x", "gradient", "hessian"),
    [
        (objectives.parabola(), 3, 6, 2),
        (objectives.bowl((1.0, 50.0)), [2, 1], [2, 50], [[1, 0], [0, 50]]),
        (objectives.rosenbrock(), [0, 0], [-2, 0], [[2, 0], [0, 200]]),
        (
            objectives.rosenbrock(),
            [-1, 2],
            [396, 200],
            [[402, 400], [400, 200]],
        ),
        (objectives.himmelblau(), [0, 0], [-14, -22], [[-42, 0], [0, -26]]),
        (objectives.beale(), [0, 1], [0, 0], [[0, 27.75], [27.75, 0]]),
        (objectives.double_well(), 2, 6, 11),
        (objectives.plateau(), 1, 0.5, -0.5),
        (objectives.saddle(), [3, 2], [6, -4], [[2, 0], [0, -2]]),
        (objectives.monkey_saddle(), [2, 1], [9, -12], [[12, -6], [-6, -12]]),
    ],
)
def test_derivatives_by_hand(
    objective: Objective, x: Array, gradient: Array, hessian: Array
) -> None:
    np.testing.assert_allclose(objective.gradient(x), gradient, rtol=1e-15)
    np.testing.assert_allclose(objective.hessian(x), hessian, rtol=1e-15)


def test_a_bowl_turned_by_45_degrees_has_the_matrix_one_expects() -> None:
    # Curvature 1 along (1, 1)/√2 and 3 along (-1, 1)/√2.
    A = objectives.rotated_bowl((1.0, 3.0), np.pi / 4).hessian([7.0, 7.0])

    np.testing.assert_allclose(A, [[2, -1], [-1, 2]], rtol=1e-15)


@given(
    eigenvalues=st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6),
    angle=st.floats(-7, 7),
)
def test_a_rotated_bowl_has_the_eigenvalues_it_was_asked_for(
    eigenvalues: list[float], angle: float
) -> None:
    objective = objectives.rotated_bowl(eigenvalues, angle)

    np.testing.assert_allclose(
        spectrum(objective, objective.start),
        sorted(eigenvalues),
        rtol=0,
        atol=1e-14 * max(eigenvalues),
    )


@pytest.mark.parametrize(("dimension", "condition"), [(2, 10.0), (4, 1e3), (10, 1e4)])
def test_ill_conditioned_eigenvalues_are_evenly_spaced_in_their_logarithm(
    dimension: int, condition: float
) -> None:
    objective = objectives.ill_conditioned(dimension, condition)

    got = spectrum(objective, objective.start)

    want = [condition ** (k / (dimension - 1)) for k in range(dimension)]
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-14 * condition)
    assert objective.strong_convexity == 1
    assert objective.lipschitz == condition


def test_a_condition_of_1_is_a_round_bowl() -> None:
    objective = objectives.ill_conditioned(3, condition=1)

    np.testing.assert_allclose(objective.hessian([0, 0, 0]), np.eye(3), atol=1e-15)


def test_rotated_and_ill_conditioned_bowls_mix_every_pair_of_coordinates() -> None:
    for objective in (
        objectives.rotated_bowl((1.0, 4.0, 9.0), 0.7),
        objectives.ill_conditioned(6, 1e3),
    ):
        assert np.min(abs(objective.hessian(objective.start))) > 1e-3


@pytest.mark.parametrize("dimension", [4, 5, 7, 12, 30])
def test_rosenbrock_has_a_second_minimum_from_dimension_4_on(dimension: int) -> None:
    objective = objectives.rosenbrock(dimension)
    (x,) = objective.local_minimisers

    assert np.max(abs(objective.gradient(x))) <= 1e-14 * size(objective, x)
    assert spectrum(objective, x)[0] > 0.1
    assert x[0] < 0 < np.min(x[1:])
    assert 3.7 < objective.f(x) < 4


def test_rosenbrock_s_second_minimum_in_4_dimensions_is_the_literature_s() -> None:
    (x,) = objectives.rosenbrock(4).local_minimisers

    # Shang & Qiu, "A note on the extended Rosenbrock function", 2006.
    np.testing.assert_allclose(
        x, [-0.7756592, 0.6130934, 0.3820628, 0.1459720], atol=6e-8
    )


@pytest.mark.parametrize("dimension", [2, 3])
def test_rosenbrock_has_one_minimum_in_2_and_3_dimensions(dimension: int) -> None:
    assert objectives.rosenbrock(dimension).local_minimisers == ()


@pytest.mark.parametrize(
    ("objective", "start"),
    [
        (objectives.parabola(), 1),
        (objectives.ill_conditioned(3), [1, 1, 1]),
        (objectives.double_well(), 0.5),
        (objectives.tilted_double_well(0.1), 2),
        (objectives.tilted_double_well(-0.1), -2),
        (objectives.plateau(), 3),
        (objectives.basin((1, 2, 3, 4)), [1.5, 1.5, 1.5, 1.5]),
        (objectives.degenerate_minimum(), [1, 1]),
        (objectives.saddle(), [1, 0.001]),
        (objectives.monkey_saddle(), [1, 0.5]),
        (objectives.saddle_between_minima(), [0.1, 1]),
        (objectives.rosenbrock(), [-1.2, 1]),
        (objectives.rosenbrock(3), [-1.2, 1, -1.2]),
        (objectives.beale(), [1, 1]),
        (objectives.himmelblau(), [0, 0]),
    ],
)
def test_methods_start_at_the_customary_points(
    objective: Objective, start: float | list[float]
) -> None:
    assert objective.start.tolist() == start


def test_himmelblau_s_listed_minima_are_where_gradient_descent_ends() -> None:
    objective = objectives.himmelblau()
    ends = set()
    for a in np.linspace(-4, 4, 6):
        for b in np.linspace(-4, 4, 6):
            x = gradient_descent(objective.gradient, [a, b], 0.01, 400)[-1]
            ends.add(tuple(x.round(6).tolist()))

    assert ends == {tuple(x.round(6).tolist()) for x in objective.minimisers}


def test_himmelblau_s_critical_points_are_all_there_are() -> None:
    # On a plane where f grows in every direction, minima - saddles + maxima = 1.
    objective = objectives.himmelblau()

    assert len(objective.minimisers) == 4
    assert len(objective.saddles) == 4
    assert len(objective.maximisers) == 1


@given(tilt=st.floats(1e-3, 0.38) | st.floats(-0.38, -1e-3))
def test_a_tilt_lowers_one_well_and_descent_from_the_start_misses_it(
    tilt: float,
) -> None:
    objective = objectives.tilted_double_well(tilt)
    (best,), (other,) = objective.minimisers, objective.local_minimisers
    (between,) = objective.maximisers

    assert np.sign(best) == -np.sign(tilt)
    assert abs(other) < abs(best)
    assert abs(between) < abs(other)
    assert sum((best, other, between)) == pytest.approx(0, abs=1e-14)  # Vieta
    assert best * other * between == pytest.approx(-tilt, rel=1e-12)  # Vieta
    assert objective.minimum == objective.f(best) < objective.f(other)
    end = gradient_descent(objective.gradient, objective.start, 0.05, 400)[-1]
    assert abs(end - other) < abs(end - best)


def test_the_wells_minima_are_exact() -> None:
    objective = objectives.double_well()

    assert [float(x) for x in objective.minimisers] == [-1, 1]
    assert [float(x) for x in objective.maximisers] == [0]
    assert objective.minimum == -0.25


@pytest.mark.parametrize(
    ("on_the_ridge", "objective"),
    [
        ([1.0, 0.0], objectives.saddle()),
        ([0.0, 1.0], objectives.saddle_between_minima()),
    ],
)
def test_a_start_on_the_ridge_ends_in_the_saddle_and_the_customary_one_escapes(
    on_the_ridge: list[float], objective: Objective
) -> None:
    stuck = gradient_descent(objective.gradient, on_the_ridge, 0.1, 300)[-1]
    freed = gradient_descent(objective.gradient, objective.start, 0.1, 300)[-1]

    np.testing.assert_allclose(stuck, objective.saddles[0], atol=1e-12)
    assert np.linalg.norm(freed) > 0.9


@pytest.mark.parametrize("x", [1e-100, 0.5, 10.0, 1e6, 1e99])
def test_on_a_plateau_the_gradient_is_never_quite_zero(x: float) -> None:
    objective = objectives.plateau()
    basin = objectives.basin((1.0, 4.0))

    assert objective.gradient(x) > 0 > objective.gradient(-x)
    assert objective.gradient(0.0) == 0
    assert np.all(basin.gradient([x, x]) > 0)


def test_far_out_a_plateau_is_flat_at_height_1() -> None:
    assert objectives.plateau().f(1e200) == 1
    assert objectives.basin().f([1e200, -1e200]) == 1
    assert objectives.plateau().gradient(10.0) == pytest.approx(20 / 101**2, rel=1e-14)


@pytest.mark.parametrize(
    "objective",
    [
        objectives.bowl((1.0, 50.0), (3.0, -2.0)),
        objectives.rotated_bowl((1.0, 50.0), 1.0, (3.0, -2.0)),
        objectives.noisy_bowl((1.0, 50.0), minimiser=(3.0, -2.0)).objective,
    ],
)
def test_bowls_stand_where_they_were_asked_to_and_start_one_off(
    objective: Objective,
) -> None:
    assert [x.tolist() for x in objective.minimisers] == [[3.0, -2.0]]
    assert objective.start.tolist() == [4.0, -1.0]


def test_a_bowl_around_one_number_stands_there_in_every_coordinate() -> None:
    (x,) = objectives.bowl((1.0, 2.0, 3.0), minimiser=5).minimisers

    assert x.tolist() == [5.0, 5.0, 5.0]


def test_a_parabola_stands_where_it_was_asked_to_and_starts_one_off() -> None:
    objective = objectives.parabola(minimiser=4)

    assert [float(x) for x in objective.minimisers] == [4]
    assert float(objective.start) == 5
