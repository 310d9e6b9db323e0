"""Right work passes in any precision, and an error of 0.01 % does not."""

from collections.abc import Callable, Mapping
from functools import partial
from inspect import signature
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference
from grader import objectives
from grader.checks import trajectory
from grader.checks.subject import Function
from grader.objectives import Objective
from tests.checks import methods
from tests.checks.subjects import named, passes, truth

Given = dict[str, Any]
Settings = Callable[[float, float, float, int], Given]
"""From the least curvature's inverse, a share of the stable rates, a memory, steps."""

METHODS: Mapping[str, Settings] = {
    "gradient_descent": lambda over_L, share, _, steps: {
        "lr": 2 * share * over_L,
        "steps": steps,
    },
    "momentum": lambda over_L, share, beta, steps: {
        "lr": 2 * share * (1 + beta) * over_L,
        "beta": beta,
        "steps": steps,
    },
    "momentum_velocity": lambda over_L, share, alpha, steps: {
        "lrs": tuple(2 * share * over_L / (1 + 0.1 * t) for t in range(steps)),
        "alpha": alpha,
    },
    "nesterov": lambda over_L, share, mu, steps: {
        "lr": 2 * share * (1 + mu) / (1 + 2 * mu) * over_L,
        "mu": mu,
        "steps": steps,
    },
    "adagrad_norm": lambda _, share, __, steps: {
        "lr": share,
        "eps": 0.05,
        "steps": steps,
    },
    "adagrad": lambda _, share, __, steps: {
        "lr": share,
        "delta": 0.05,
        "steps": steps,
    },
    "rmsprop": lambda _, share, rho, steps: {
        "lr": share / 5,
        "rho": rho,
        "delta": 0.01,
        "steps": steps,
    },
    "rmsprop_sigma": lambda _, share, alpha, steps: {
        "lr": share / 5,
        "alpha": alpha,
        "steps": steps,
    },
    "adadelta": lambda _, __, rho, steps: {"rho": rho, "eps": 1e-3, "steps": steps},
    "adam": lambda _, share, beta1, steps: {
        "lr": share / 2,
        "beta1": beta1,
        "beta2": 0.99,
        "eps": 1e-3,
        "steps": steps,
    },
    "adam_uncorrected": lambda _, share, beta1, steps: {
        "lr": share / 2,
        "beta1": beta1,
        "beta2": 0.99,
        "eps": 1e-3,
        "steps": steps,
    },
    "nadam": lambda _, share, beta1, steps: {
        "lr": share / 2,
        "beta1": beta1,
        "beta2": 0.99,
        "eps": 1e-3,
        "steps": steps,
    },
}
"""Every deterministic method with a path, and settings for it."""

BOWLS = st.builds(
    lambda dimension, condition, scale, angle, seed: _bowl(
        dimension, condition, scale, angle, np.random.default_rng(seed)
    ),
    dimension=st.integers(0, 3),
    condition=st.floats(1, 1e4),
    scale=st.floats(0.01, 10),
    angle=st.floats(0, 3),
    seed=st.integers(0, 2**32 - 1),
)
"""An objective in none (a number) to three dimensions, and a start."""

SHARES = st.floats(0.05, 0.95)
MEMORIES = st.floats(0, 0.99)
STEPS = st.integers(12, 60)

every_method = pytest.mark.parametrize("name", METHODS)


def _bowl(
    dimension: int, condition: float, scale: float, angle: float, rng: Any
) -> tuple[Objective, Any]:
    start, minimiser = 3 * rng.normal(size=(2, max(dimension, 1)))
    if dimension == 0:
        return objectives.parabola(condition * scale, minimiser[0]), float(start[0])
    lam = scale * np.geomspace(1, condition, dimension)
    return objectives.rotated_bowl(lam, angle, minimiser), tuple(start)


def in_precision(name: str, dtype: Any) -> Function:
    """Return a method, computed in its own way and in this precision."""
    method = getattr(methods, name)
    parameters = [each for each in signature(method).parameters if each != "dtype"]
    return named(name, partial(method, dtype=dtype), parameters)


def wrong_by(name: str, parameter: str, share: float) -> Function:
    """Return the reference's method with one parameter wrong by a share of it."""
    method = getattr(reference, name)
    parameters = tuple(signature(method).parameters)
    at = parameters.index(parameter)

    def wrong(*args: Any) -> Any:
        changed = [*args[:at], np.multiply(args[at], 1 + share), *args[at + 1 :]]
        return method(*changed)

    return named(name, wrong, parameters)


@every_method
@settings(max_examples=16)
@given(case=BOWLS, share=SHARES, memory=MEMORIES, steps=STEPS)
def test_single_precision_passes(
    name: str, case: tuple[Objective, Any], share: float, memory: float, steps: int
) -> None:
    bowl, x0 = case
    given_ = METHODS[name](1 / (bowl.lipschitz or 1), share, memory, steps)

    found = trajectory(
        in_precision(name, np.float32),
        truth(getattr(reference, name)),
        bowl,
        x0=x0,
        **given_,
    )

    assert passes(found)


@every_method
@settings(max_examples=6)
@given(case=BOWLS, share=SHARES, memory=MEMORIES, steps=STEPS)
def test_the_same_method_in_another_form_passes(
    name: str, case: tuple[Objective, Any], share: float, memory: float, steps: int
) -> None:
    bowl, x0 = case
    given_ = METHODS[name](1 / (bowl.lipschitz or 1), share, memory, steps)

    found = trajectory(
        in_precision(name, np.float64),
        truth(getattr(reference, name)),
        bowl,
        x0=x0,
        **given_,
    )

    assert passes(found)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("gradient_descent", "lr"),
        ("momentum", "lr"),
        ("momentum", "beta"),
        ("momentum_velocity", "lrs"),
        ("momentum_velocity", "alpha"),
        ("nesterov", "lr"),
        ("nesterov", "mu"),
        ("adagrad_norm", "lr"),
        ("adagrad", "lr"),
        ("rmsprop", "lr"),
        ("rmsprop_sigma", "lr"),
        ("rmsprop_sigma", "alpha"),
        ("adam", "lr"),
        ("adam", "beta1"),
        ("adam_uncorrected", "lr"),
        ("adam_uncorrected", "beta1"),
        ("nadam", "lr"),
        ("nadam", "beta1"),
    ],
)
@settings(max_examples=8)
@given(
    case=BOWLS,
    share=SHARES,
    memory=st.floats(0.5, 0.95),
    steps=STEPS,
    error=st.sampled_from([1e-4, -1e-4]),
)
def test_a_relative_error_of_one_in_ten_thousand_is_seen(
    name: str,
    parameter: str,
    case: tuple[Objective, Any],
    share: float,
    memory: float,
    steps: int,
    error: float,
) -> None:
    bowl, x0 = case
    given_ = METHODS[name](1 / (bowl.lipschitz or 1), share, memory, steps)

    found = trajectory(
        wrong_by(name, parameter, error),
        truth(getattr(reference, name)),
        bowl,
        x0=x0,
        **given_,
    )

    assert not passes(found)


@pytest.mark.parametrize("beyond", [1.5, 3.0, 30.0])
@pytest.mark.parametrize("error", [1e-4, -1e-4])
def test_the_same_error_is_seen_on_a_path_that_runs_away(
    beyond: float, error: float
) -> None:
    bowl = objectives.rotated_bowl((1.0, 20.0), 0.5, (0.5, -1.0))
    given_ = METHODS["momentum"](1 / 20, beyond, 0.8, 40)

    right = trajectory(
        in_precision("momentum", np.float64),
        truth(reference.momentum),
        bowl,
        x0=(4, 1),
        **given_,
    )
    wrong = trajectory(
        wrong_by("momentum", "lr", error),
        truth(reference.momentum),
        bowl,
        x0=(4, 1),
        **given_,
    )

    assert passes(right)
    assert not passes(wrong)


# A rate is what AdaDelta has not.
@pytest.mark.parametrize("name", [name for name in METHODS if name != "adadelta"])
@settings(max_examples=6)
@given(case=BOWLS, share=SHARES, memory=st.floats(0.5, 0.95), steps=STEPS)
def test_an_error_of_one_percent_is_seen_in_single_precision_too(
    name: str, case: tuple[Objective, Any], share: float, memory: float, steps: int
) -> None:
    bowl, x0 = case
    right = METHODS[name](1 / (bowl.lipschitz or 1), share, memory, steps)
    parameter = next(each for each in ("lr", "lrs") if each in right)
    method = in_precision(name, np.float32)
    at = method.parameters.index(parameter)

    def wrong(*args: Any) -> Any:
        changed = [*args[:at], 0.99 * np.asarray(args[at]), *args[at + 1 :]]
        changed[at] = changed[at].tolist()
        return getattr(methods, name)(*changed, dtype=np.float32)

    found = trajectory(
        named(name, wrong, method.parameters),
        truth(getattr(reference, name)),
        bowl,
        x0=x0,
        **right,
    )

    assert not passes(found)


@pytest.mark.parametrize("name", ["adam", "nadam", "adam_uncorrected"])
def test_single_precision_passes_from_a_start_of_zero(name: str) -> None:
    bowl = objectives.rotated_bowl((1.0, 20.0, 300.0), 0.7, (-8.8, -11.6, 14.1))

    found = [
        trajectory(
            in_precision(name, np.float32),
            truth(getattr(reference, name)),
            bowl,
            x0=(0, 0, 0),
            lr=lr,
            beta1=0.99,
            beta2=0.99,
            eps=1e-3,
            steps=60,
        )
        for lr in (0.05, 0.1, 0.2, 0.4)
    ]

    assert all(passes(each) for each in found)
