from collections.abc import Callable
from fractions import Fraction
from math import inf, log, nan, nextafter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.schedules import (
    cosine,
    exponential,
    fixed_then_power,
    hyperbolic,
    inverse_sqrt,
    power,
    satisfies_robbins_monro,
    scale_lr_for_batch,
    step_decay,
)

Schedule = Callable[[float, float], float]

SCHEDULES: dict[str, Schedule] = {
    "inverse_sqrt": inverse_sqrt,
    "hyperbolic": lambda lr, t: hyperbolic(lr, t, 0.3),
    "power": lambda lr, t: power(lr, t + 1, 0.7),
    "fixed_then_power": lambda lr, t: fixed_then_power(lr, t, 4, 0.7),
    "step_decay": lambda lr, t: step_decay(lr, t, 0.3, 4),
    "cosine": lambda lr, t: cosine(lr, t, 9),
    "exponential": lambda lr, t: exponential(lr, t, 0.2),
}
"""Each schedule with its parameters set, and its first time moved to 0."""

all_schedules = pytest.mark.parametrize("name", SCHEDULES)


@all_schedules
@given(lr=st.floats(0, 10), t=st.floats(0, 50), later=st.floats(0, 50))
@settings(max_examples=25, deadline=None)
def test_the_rate_starts_at_lr_and_never_rises_or_turns_negative(
    name: str, lr: float, t: float, later: float
) -> None:
    rate = SCHEDULES[name]

    assert rate(lr, 0) == lr
    assert 0 <= rate(lr, t + later) <= rate(lr, t) * (1 + 1e-15) <= lr * (1 + 1e-15)


@all_schedules
@given(lr=st.floats(1e-3, 10), t=st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_the_rate_is_proportional_to_the_first(name: str, lr: float, t: int) -> None:
    rate = SCHEDULES[name]

    assert rate(lr, t) == pytest.approx(lr * rate(1, t), rel=1e-14)


@all_schedules
@pytest.mark.parametrize("t", [0, 1, 4, 9, 10**6, np.int64(5), np.float64(2.5)])
def test_the_rate_of_integers_is_a_float(name: str, t: float) -> None:
    assert isinstance(SCHEDULES[name](2, t), float)


@all_schedules
@pytest.mark.parametrize("t", [0, 3, 4, 5, 12])
def test_the_rate_agrees_with_torchs_scheduler(name: str, t: int) -> None:
    torch = pytest.importorskip("torch")
    sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
    schedulers = torch.optim.lr_scheduler
    make: dict[str, Callable[[], Any]] = {
        "step_decay": lambda: schedulers.StepLR(sgd, 4, 0.3),
        "exponential": lambda: schedulers.ExponentialLR(sgd, float(np.exp(-0.2))),
        "cosine": lambda: schedulers.SequentialLR(
            sgd,
            [
                schedulers.CosineAnnealingLR(sgd, 9),
                schedulers.ConstantLR(sgd, factor=0, total_iters=100),
            ],
            milestones=[9],
        ),
        "hyperbolic": lambda: schedulers.LambdaLR(sgd, lambda t: 10 / (10 + 3 * t)),
        "power": lambda: schedulers.LambdaLR(
            sgd, lambda t: float(torch.tensor(t + 1.0).double().pow(-0.7))
        ),
        "inverse_sqrt": lambda: schedulers.LambdaLR(
            sgd, lambda t: float(torch.tensor(t + 1.0).double().rsqrt())
        ),
        "fixed_then_power": lambda: schedulers.LambdaLR(
            sgd, lambda t: float(torch.tensor(t - 3.0).double().clamp(1).pow(-0.7))
        ),
    }
    scheduler = make[name]()
    sgd.step()
    for _ in range(t):
        scheduler.step()

    got = SCHEDULES[name](0.8, t)

    assert got == pytest.approx(sgd.param_groups[0]["lr"], rel=1e-12, abs=1e-15)


def test_the_root_of_time_by_hand() -> None:
    assert [inverse_sqrt(6, t) for t in (0, 3, 8, 1.25)] == [6.0, 3.0, 2.0, 4.0]


def test_hyperbolic_rates_by_hand() -> None:
    got = [hyperbolic(3, t, 0.25) for t in (0, 2, 4)]

    assert got == [float(3 / (1 + Fraction(t, 4))) for t in (0, 2, 4)]


def test_powers_of_time_by_hand() -> None:
    assert [power(6, t, 2) for t in (1, 2, 3)] == [6.0, 1.5, float(Fraction(6, 9))]
    assert power(6, 8, 0) == 6.0


def test_the_power_starts_over_where_the_fixed_rate_ends() -> None:
    # Until 5 the rate is 6; at 6 time is 2, at 7 it is 3.
    got = [fixed_then_power(6, t, 5, 1) for t in (0, 4, 5, 6, 7)]

    assert got == [6.0, 6.0, 6.0, 3.0, 2.0]
    assert fixed_then_power(6, 5 + 1e-9, 5, 1) == pytest.approx(6, rel=1e-8)
    assert fixed_then_power(6, 7, 5, 2) == pytest.approx(float(Fraction(6, 9)))


def test_steps_drop_at_the_boundary_and_not_after_it() -> None:
    got = [step_decay(8, t, 0.25, 3) for t in (0, 2, 2.9, 3, 5, 6)]

    assert got == [8.0, 8.0, 8.0, 2.0, 2.0, 0.5]
    assert step_decay(8, 7, 1, 3) == 8.0


def test_the_cosine_by_hand() -> None:
    # 60°, 90° and 120° leave 3/4, 1/2 and 1/4.
    got = [cosine(4, t, 12) for t in (0, 4, 6, 8, 12, 13)]

    assert got == pytest.approx([4, 3, 2, 1, 0, 0], rel=1e-15)
    assert got[-2:] == [0.0, 0.0]


def test_the_exponential_by_hand() -> None:
    got = [exponential(9, t, log(3)) for t in (0, 1, 2, 3)]

    assert got == pytest.approx([9, 3, 1, float(Fraction(1, 3))], rel=1e-15)
    assert exponential(9, 1000, 1000) == 0.0


RIGHT: dict[str, tuple[Callable[..., float], dict[str, Any]]] = {
    "inverse_sqrt": (inverse_sqrt, {"lr": 1, "t": 3}),
    "hyperbolic": (hyperbolic, {"lr": 1, "t": 3, "delta": 0.5}),
    "power": (power, {"lr": 1, "t": 3, "delta": 0.5}),
    "fixed": (fixed_then_power, {"lr": 1, "t": 3, "fixed": 2, "delta": 0.5}),
    "step": (step_decay, {"lr": 1, "t": 3, "drop": 0.5, "every": 2}),
    "cosine": (cosine, {"lr": 1, "t": 3, "total": 5}),
    "exponential": (exponential, {"lr": 1, "t": 3, "k": 0.5}),
    "scale": (scale_lr_for_batch, {"lr": 1, "factor": 2, "kind": "sgd"}),
}


@pytest.mark.parametrize(
    ("name", "parameter", "least"),
    [
        *((name, "lr", ">= 0") for name in RIGHT),
        *((name, "t", ">= 0") for name in RIGHT if name not in {"power", "scale"}),
        ("power", "t", ">= 1"),
        ("hyperbolic", "delta", ">= 0"),
        ("power", "delta", ">= 0"),
        ("fixed", "delta", ">= 0"),
        ("fixed", "fixed", ">= 0"),
        ("step", "drop", "> 0"),
        ("cosine", "total", "> 0"),
        ("exponential", "k", ">= 0"),
        ("scale", "factor", "> 0"),
    ],
)
@pytest.mark.parametrize("offset", [-0.001, inf, nan])
def test_parameters_out_of_range_are_refused_by_name_and_value(
    name: str, parameter: str, least: str, offset: float
) -> None:
    function, right = RIGHT[name]
    wrong = float(least.split()[1]) + offset

    with pytest.raises(ValueError, match="must be a finite number") as error:
        function(**(right | {parameter: wrong}))

    assert str(error.value) == (
        f"{parameter} must be a finite number {least}; got {wrong!r}."
    )


@pytest.mark.parametrize(
    ("name", "parameter"), [("step", "drop"), ("cosine", "total"), ("scale", "factor")]
)
def test_what_must_be_positive_is_not_0(name: str, parameter: str) -> None:
    function, right = RIGHT[name]

    with pytest.raises(ValueError, match=rf"^{parameter} must be .* > 0; got 0\.$"):
        function(**(right | {parameter: 0}))


@pytest.mark.parametrize("every", [0, 2.0])
def test_steps_come_every_whole_number_of_times(every: float) -> None:
    message = rf"^every must be a whole number >= 1; got {every!r}\.$"

    with pytest.raises(ValueError, match=message):
        step_decay(1, 3, 0.5, every)  # type: ignore[arg-type]  # wrong on purpose


def test_arrays_of_times_are_refused() -> None:
    message = r"^t must be a finite number >= 0; got array\(\[0, 1\]\)\.$"

    with pytest.raises(ValueError, match=message):
        inverse_sqrt(1, np.arange(2))  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("p", "want"),
    [
        (-1, False),
        (0, False),
        (0.5, False),
        (nextafter(0.5, 1), True),
        (np.float64(0.75), True),
        (1, True),
        (nextafter(1, 2), False),
        (2, False),
    ],
)
def test_the_conditions_hold_above_one_half_and_up_to_one(p: float, want: bool) -> None:
    assert satisfies_robbins_monro(p) is want


@given(p=st.floats(-3, 3))
def test_the_conditions_are_those_of_cauchys_condensed_sums(p: float) -> None:
    # Σ 1/t^q converges iff Σ 2^k / 2^(kq) does, a geometric series of ratio 2^(1-q).
    diverges = 2 ** (1 - p) >= 1
    square_converges = 2 ** (1 - 2 * p) < 1

    assert satisfies_robbins_monro(p) is (diverges and square_converges)


def test_an_exponent_is_a_finite_number() -> None:
    with pytest.raises(ValueError, match=r"^p must be a finite number; got nan\.$"):
        satisfies_robbins_monro(nan)


def test_four_times_the_batch_by_hand() -> None:
    assert scale_lr_for_batch(3, 4, "sgd") == 12.0
    assert scale_lr_for_batch(3, 4, "adaptive") == 6.0
    assert type(scale_lr_for_batch(3, 4, "sgd")) is float


@given(a=st.floats(0.01, 100), b=st.floats(0.01, 100))
@pytest.mark.parametrize("kind", ["sgd", "adaptive"])
@settings(max_examples=25, deadline=None)
def test_two_changes_of_the_batch_are_one(kind: str, a: float, b: float) -> None:
    twice = scale_lr_for_batch(scale_lr_for_batch(0.1, a, kind), b, kind)

    assert twice == pytest.approx(scale_lr_for_batch(0.1, a * b, kind), rel=1e-12)


@given(factor=st.integers(1, 50))
def test_a_linear_model_moves_as_far_with_the_scaled_rate(factor: int) -> None:
    # Where the gradient is 1, `factor` small batches move as far as one large one.
    small = sum(0.1 for _ in range(factor))

    assert scale_lr_for_batch(0.1, factor, "sgd") == pytest.approx(small, rel=1e-12)


def test_an_unknown_kind_is_refused_with_those_that_are_known() -> None:
    message = r"^kind must be 'sgd' or 'adaptive'; got 'adam'\.$"

    with pytest.raises(ValueError, match=message):
        scale_lr_for_batch(0.1, 2, "adam")
