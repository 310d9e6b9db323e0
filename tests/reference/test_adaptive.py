"""The stateful Adam; the path functions are tested with their rules."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.adaptive import Adam, adam
from reference.arrays import Array, Gradient


def _stream(gradients: list[Array]) -> Gradient:
    stream = iter(gradients)
    return lambda _: next(stream)


def test_two_steps_by_hand() -> None:
    # As for the rule: eps = 4 and gradients of ±4 make every step lr 4 / (4 + 4).
    optimizer = Adam(0.5, 0.5, 0.75, 4)
    grads: dict[str, Any] = {"W": [[4, -4]], "b": -4}

    params: dict[str, Any] = {"W": [[1, 1]], "b": 0}
    first = optimizer.step(params, grads)
    second = optimizer.step(first, grads)

    assert {name: x.tolist() for name, x in first.items()} == {
        "W": [[0.75, 1.25]],
        "b": 0.25,
    }
    assert {name: x.tolist() for name, x in second.items()} == {
        "W": [[0.5, 1.5]],
        "b": 0.5,
    }


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), calls=st.integers(1, 6))
def test_each_name_goes_its_own_way_along_the_path_of_adam(
    seed: int, calls: int
) -> None:
    rng = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {"W": (2, 3), "b": (3,), "c": ()}
    start = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    grads = [
        {name: rng.normal(size=shape) for name, shape in shapes.items()}
        for _ in range(calls)
    ]
    hyper = (0.1, 0.7, 0.9, 1e-3)

    optimizer = Adam(*hyper)
    params: dict[str, Array] = start
    for g in grads:
        params = optimizer.step(params, g)

    for name, x0 in start.items():
        want = adam(_stream([g[name] for g in grads]), x0, *hyper, calls)[-1]
        np.testing.assert_array_equal(params[name], want)


def test_it_trains_as_torch_does_with_two_arrays() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(5)
    W, b = rng.normal(size=(2, 3)), rng.normal(size=3)
    params = {"W": W, "b": b}
    leaves = [torch.tensor(each, requires_grad=True) for each in (W, b)]
    theirs = torch.optim.Adam(leaves, lr=0.05, betas=(0.8, 0.95), eps=1e-3)
    ours = Adam(lr=0.05, beta1=0.8, beta2=0.95, eps=1e-3)

    for _ in range(50):
        theirs.zero_grad()
        (leaves[0].pow(4).sum() + (leaves[0] @ leaves[1]).pow(2).sum()).backward()
        theirs.step()
        y = params["W"] @ params["b"]
        slopes = {
            "W": 4 * params["W"] ** 3 + 2 * np.outer(y, params["b"]),
            "b": 2 * params["W"].T @ y,
        }
        params = ours.step(params, slopes)

    for leaf, name in zip(leaves, params, strict=True):
        want = leaf.detach().numpy()
        np.testing.assert_allclose(params[name], want, rtol=0, atol=1e-12)


def test_the_order_of_the_names_does_not_matter_and_is_kept() -> None:
    one, other = Adam(0.1, 0.9, 0.99, 1e-3), Adam(0.1, 0.9, 0.99, 1e-3)

    a = one.step({"u": 1.0, "v": 2.0}, {"v": 3.0, "u": -1.0})
    a = one.step({"v": a["v"], "u": a["u"]}, {"v": 1.0, "u": 2.0})
    b = other.step({"v": 2.0, "u": 1.0}, {"u": -1.0, "v": 3.0})
    b = other.step(b, {"u": 2.0, "v": 1.0})

    assert a == b
    assert list(a) == ["v", "u"]


def test_neither_arguments_nor_results_are_shared() -> None:
    W, g = np.array([1.0, 2.0]), np.array([3.0, -4.0])
    params, grads = {"W": W}, {"W": g}
    optimizer, untouched = Adam(0.1, 0.5, 0.75, 1.0), Adam(0.1, 0.5, 0.75, 1.0)

    first = optimizer.step(params, grads)

    assert W.tolist() == [1, 2]
    assert g.tolist() == [3, -4]
    assert first is not params
    want = untouched.step({"W": [1, 2]}, {"W": [3, -4]})
    want = untouched.step(want, {"W": [1, 1]})
    # What the caller overwrites afterwards is none of the optimizer's memory.
    kept = first["W"].copy()
    g[:] = 99
    W[:] = 99
    first["W"][:] = 99
    again = optimizer.step({"W": kept}, {"W": [1, 1]})
    np.testing.assert_array_equal(again["W"], want["W"])


def test_with_a_rate_of_zero_the_result_is_still_a_copy() -> None:
    W = np.array([1.0, 2.0])

    got = Adam(0, 0.9, 0.99, 1e-8).step({"W": W}, {"W": [1, 1]})

    assert got["W"].tolist() == [1, 2]
    assert not np.shares_memory(got["W"], W)


def test_two_optimizers_know_nothing_of_each_other() -> None:
    one, other = Adam(0.5, 0.5, 0.75, 4), Adam(0.5, 0.5, 0.75, 4)
    one.step({"W": 1.0}, {"W": 100.0})

    assert other.step({"b": 1.0}, {"b": 4.0}) == {"b": 0.75}


def test_no_parameters_at_all_are_no_work() -> None:
    optimizer = Adam(0.1, 0.9, 0.99, 1e-8)

    assert optimizer.step({}, {}) == {}
    with pytest.raises(ValueError, match=r"^params must have the names of the first"):
        optimizer.step({"W": 1.0}, {"W": 1.0})


@pytest.mark.parametrize(
    ("params", "grads", "message"),
    [
        (
            {"W": [1, 2], "b": 3},
            {"W": [1, 2]},
            "grads must have the names of params, ['W', 'b']; got ['W'].",
        ),
        (
            {"W": [1, 2], "b": 3},
            {"W": [1, 2], "b": 1, "c": 1},
            "grads must have the names of params, ['W', 'b']; got ['W', 'b', 'c'].",
        ),
        (
            {"W": [1, 2], "b": 3},
            {"W": [1, 2], "b": [3]},
            "grads['b'] must have shape (); got (1,).",
        ),
        (
            {"W": [1, 2]},
            {"W": [1, 2]},
            "params must have the names of the first call, ['W', 'b']; got ['W'].",
        ),
        (
            {"W": [[1, 2]], "b": 3},
            {"W": [[1, 2]], "b": 3},
            "params['W'] must have shape (2,); got (1, 2).",
        ),
    ],
)
def test_a_call_that_does_not_fit_is_refused_and_counts_for_nothing(
    params: Any, grads: Any, message: str
) -> None:
    optimizer, other = Adam(0.1, 0.5, 0.75, 1.0), Adam(0.1, 0.5, 0.75, 1.0)
    right: dict[str, Any] = {"W": [1.0, 2.0], "b": 3.0}
    optimizer.step(right, right)
    other.step(right, right)

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        optimizer.step(params, grads)

    after, want = optimizer.step(right, right), other.step(right, right)
    assert {name: x.tolist() for name, x in after.items()} == {
        name: x.tolist() for name, x in want.items()
    }


def test_a_first_call_that_does_not_fit_decides_nothing() -> None:
    optimizer = Adam(0.5, 0.5, 0.75, 4)

    with pytest.raises(ValueError, match=r"^grads must have the names of params"):
        optimizer.step({"a": 1}, {"b": 1})

    assert optimizer.step({"W": 1}, {"W": 4}) == {"W": 0.75}


def test_it_is_silent_where_a_path_is() -> None:
    optimizer = Adam(0.1, 0.9, 0.99, 0)

    got = optimizer.step({"W": [1, 2, 3]}, {"W": [0.0, 1e200, np.inf]})

    assert np.isnan(got["W"]).tolist() == [True, False, True]
    assert got["W"][1] == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, "lr must be a finite number >= 0; got -0.1."),
        ({"beta1": 1.0}, "beta1 must be a number in [0, 1); got 1.0."),
        ({"beta2": -0.5}, "beta2 must be a number in [0, 1); got -0.5."),
        ({"eps": -1e-8}, "eps must be a finite number >= 0; got -1e-08."),
    ],
)
def test_impossible_hyperparameters_are_refused_by_name_and_value(
    wrong: dict[str, Any], message: str
) -> None:
    right = {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}

    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Adam(**(right | wrong))
