from collections.abc import Callable

import pytest

from grader import objectives


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: objectives.parabola(curvature=0.0),
            "curvature must be a finite number > 0; got 0.0.",
        ),
        (
            lambda: objectives.parabola(curvature=float("inf")),
            "curvature must be a finite number > 0; got inf.",
        ),
        (
            lambda: objectives.parabola(curvature=True),
            "curvature must be a finite number > 0; got True.",
        ),
        (
            lambda: objectives.parabola(minimiser=float("nan")),
            "minimiser must be a finite number; got nan.",
        ),
        (
            lambda: objectives.parabola(minimiser="1"),  # type: ignore[arg-type]  # wrong on purpose
            "minimiser must be a finite number; got '1'.",
        ),
        (
            lambda: objectives.bowl((1.0, 0.0)),
            "eigenvalues must be one or more finite numbers > 0; got (1.0, 0.0).",
        ),
        (
            lambda: objectives.basin(()),
            "eigenvalues must be one or more finite numbers > 0; got ().",
        ),
        (
            lambda: objectives.bowl(2.0),
            "eigenvalues must be one or more finite numbers > 0; got 2.0.",
        ),
        (
            lambda: objectives.rotated_bowl((1.0, float("inf"))),
            "eigenvalues must be one or more finite numbers > 0; got (1.0, inf).",
        ),
        (
            lambda: objectives.bowl((1.0, 2.0), minimiser=(1.0, 2.0, 3.0)),
            "minimiser must be a finite number or 2 of them; got (1.0, 2.0, 3.0).",
        ),
        (
            lambda: objectives.bowl((1.0, 2.0), minimiser=float("nan")),
            "minimiser must be a finite number or 2 of them; got nan.",
        ),
        (
            lambda: objectives.rotated_bowl(angle=float("nan")),
            "angle must be a finite number; got nan.",
        ),
        (
            lambda: objectives.ill_conditioned(dimension=1),
            "dimension must be a whole number >= 2; got 1.",
        ),
        (
            lambda: objectives.ill_conditioned(condition=0.5),
            "condition must be a number >= 1; got 0.5.",
        ),
        (
            lambda: objectives.ill_conditioned(condition=float("inf")),
            "condition must be a finite number; got inf.",
        ),
        (
            lambda: objectives.ill_conditioned(angle=float("inf")),
            "angle must be a finite number; got inf.",
        ),
        (
            lambda: objectives.rosenbrock(1),
            "dimension must be a whole number >= 2; got 1.",
        ),
        (
            lambda: objectives.rosenbrock(2.5),  # type: ignore[arg-type]  # wrong on purpose
            "dimension must be a whole number >= 2; got 2.5.",
        ),
        (
            lambda: objectives.rosenbrock(True),
            "dimension must be a whole number >= 2; got True.",
        ),
        (
            lambda: objectives.tilted_double_well(0.0),
            "tilt must be between -0.3849 and 0.3849, and not 0; got 0.0.",
        ),
        (
            lambda: objectives.tilted_double_well(-0.39),
            "tilt must be between -0.3849 and 0.3849, and not 0; got -0.39.",
        ),
    ],
)
def test_impossible_parameters_are_refused_by_name_and_value(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError, match="must be") as error:
        make()

    assert str(error.value) == message
