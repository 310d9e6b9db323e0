import math
from collections.abc import Callable

import pytest

from grader import datasets


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: datasets.two_moons(1), "n must be a whole number >= 2; got 1."),
        (
            lambda: datasets.two_moons(2.5),  # type: ignore[arg-type]  # wrong on purpose
            "n must be a whole number >= 2; got 2.5.",
        ),
        (
            lambda: datasets.two_moons(noise=-0.1),
            "noise must be a finite number >= 0; got -0.1.",
        ),
        (
            lambda: datasets.two_moons(noise=math.inf),
            "noise must be a finite number >= 0; got inf.",
        ),
        (
            lambda: datasets.two_moons(noise="1"),  # type: ignore[arg-type]  # wrong on purpose
            "noise must be a finite number >= 0; got '1'.",
        ),
        (
            lambda: datasets.two_moons(noise=True),
            "noise must be a finite number >= 0; got True.",
        ),
        (
            lambda: datasets.two_moons(seed=None),  # type: ignore[arg-type]  # wrong on purpose
            "seed must be a whole number >= 0; got None.",
        ),
        (
            lambda: datasets.two_moons(seed=True),
            "seed must be a whole number >= 0; got True.",
        ),
        (
            lambda: datasets.spirals(0),
            "n_per_class must be a whole number >= 1; got 0.",
        ),
        (
            lambda: datasets.spirals(classes=0),
            "classes must be a whole number >= 1; got 0.",
        ),
        (
            lambda: datasets.spirals(noise=math.nan),
            "noise must be a finite number >= 0; got nan.",
        ),
        (
            lambda: datasets.spirals(turns=-1.0),
            "turns must be a finite number >= 0; got -1.0.",
        ),
        (
            lambda: datasets.spirals(seed=-1),
            "seed must be a whole number >= 0; got -1.",
        ),
        (
            lambda: datasets.blobs(classes=1),
            "classes must be a whole number >= 2; got 1.",
        ),
        (
            lambda: datasets.blobs(dimension=1),
            "dimension must be a whole number >= 2; got 1.",
        ),
        (
            lambda: datasets.blobs(distance=-1.0),
            "distance must be a finite number >= 0; got -1.0.",
        ),
        (
            lambda: datasets.blobs(2, classes=3),
            "n must be a whole number >= 3; got 2.",
        ),
        (
            lambda: datasets.blobs(spread=-1.0),
            "spread must be a finite number >= 0; got -1.0.",
        ),
        (
            lambda: datasets.blobs(seed=-1),
            "seed must be a whole number >= 0; got -1.",
        ),
        (
            lambda: datasets.blobs_at([1.0, 2.0]),
            (
                "centres must be rows of finite numbers, one for each class; "
                "got [1.0, 2.0]."
            ),
        ),
        (
            lambda: datasets.blobs_at([[]]),
            "centres must be rows of finite numbers, one for each class; got [[]].",
        ),
        (
            lambda: datasets.blobs_at([[math.nan]]),
            "centres must be rows of finite numbers, one for each class; got [[nan]].",
        ),
        (
            lambda: datasets.scaled_regression(2),
            "n must be a whole number >= 3; got 2.",
        ),
        (
            lambda: datasets.scaled_regression(seed=-1),
            "seed must be a whole number >= 0; got -1.",
        ),
        (
            lambda: datasets.scaled_regression(noise=-1.0),
            "noise must be a finite number >= 0; got -1.0.",
        ),
        (
            lambda: datasets.scaled_regression(scales=(1.0, 2.0, 3.0)),
            "scales must be two finite numbers > 0; got (1.0, 2.0, 3.0).",
        ),
        (
            lambda: datasets.scaled_regression(scales=(1.0, 0.0)),
            "scales must be two finite numbers > 0; got (1.0, 0.0).",
        ),
        (
            lambda: datasets.scaled_regression(scales=(1.0, math.inf)),
            "scales must be two finite numbers > 0; got (1.0, inf).",
        ),
    ],
)
def test_impossible_parameters_are_refused_by_name_and_value(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError, match="must be") as error:
        make()

    assert str(error.value) == message
