from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.arrays import Array, Gradient
from reference.optimizers.gradient_descent import GradientDescent
from reference.optimizers.path import follow, iterate


@dataclass(frozen=True)
class Numbered:
    """A rule whose t-th step is t times the gradient: its state shows in the path."""

    first: int = 1

    def init(self, x: Array) -> int:
        del x
        return self.first

    def update(self, g: Array, state: int) -> tuple[Array, int]:
        return state * g, state + 1


class Recorder:
    """A gradient that remembers where it was asked."""

    def __init__(self, gradient: Gradient) -> None:
        self.gradient = gradient
        self.points: list[float] = []

    def __call__(self, x: Array) -> Array:
        self.points.append(float(x))
        return np.asarray(self.gradient(x), dtype=np.float64)


def test_the_path_begins_with_the_start_and_has_one_point_per_update() -> None:
    got = iterate(Numbered(), lambda _: 10.0, x0=5, steps=3)

    assert got.tolist() == [5.0, 15.0, 35.0, 65.0]


def test_every_gradient_is_used_once_and_in_order() -> None:
    gradients: list[Gradient] = [lambda _: 1.0, lambda _: 100.0, lambda _: 10000.0]

    got = follow(Numbered(), iter(gradients), x0=0)

    assert got.tolist() == [0.0, 1.0, 201.0, 30201.0]


def test_the_gradient_is_asked_at_the_point_that_the_update_leaves() -> None:
    grad = Recorder(lambda _: 1.0)

    iterate(Numbered(), grad, x0=0, steps=3)

    assert grad.points == [0.0, 1.0, 3.0]


def test_no_updates_leave_the_start_alone_and_ask_nothing() -> None:
    grad = Recorder(lambda x: x)

    got = iterate(Numbered(), grad, x0=4, steps=0)

    assert got.tolist() == [4.0]
    assert grad.points == []


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3)])
def test_the_path_has_the_shape_of_the_start_behind_its_length(
    shape: tuple[int, ...],
) -> None:
    got = iterate(Numbered(), lambda x: x, np.ones(shape), steps=4)

    assert got.shape == (5, *shape)
    assert got.dtype == np.float64


def test_a_given_state_replaces_that_of_the_rule() -> None:
    got = follow(Numbered(), [lambda _: 1.0] * 2, x0=0, state=7)

    assert got.tolist() == [0.0, 7.0, 15.0]


def test_a_given_state_counts_even_if_it_is_false() -> None:
    got = follow(Numbered(first=5), [lambda _: 1.0] * 2, x0=3, state=0)

    assert got.tolist() == [3.0, 3.0, 4.0]


def test_the_gradient_can_be_asked_elsewhere_by_point_and_state() -> None:
    grad = Recorder(lambda _: 1.0)

    got = iterate(Numbered(), grad, x0=0, steps=3, at=lambda x, t: x + 100 * t)

    assert grad.points == [100.0, 201.0, 303.0]
    assert got.tolist() == [0.0, 1.0, 3.0, 6.0]


def test_the_path_ends_at_the_first_point_whose_gradient_is_as_asked() -> None:
    grad = Recorder(lambda x: 8 - x)

    # The points are 0, 8 and nothing more: at 8 the gradient is 0.
    got = iterate(Numbered(), grad, x0=0, steps=9, until=lambda g: bool(g == 0))

    assert got.tolist() == [0.0, 8.0]
    assert grad.points == [0.0, 8.0]


def test_a_start_with_such_a_gradient_is_the_whole_path() -> None:
    got = iterate(Numbered(), lambda _: 0.0, x0=2, steps=9, until=lambda _: True)

    assert got.tolist() == [2.0]


def test_after_the_last_update_no_gradient_is_asked() -> None:
    grad = Recorder(lambda _: 1.0)

    got = iterate(Numbered(), grad, x0=0, steps=2, until=lambda g: bool(g < 0))

    assert got.tolist() == [0.0, 1.0, 3.0]
    assert grad.points == [0.0, 1.0]


@given(
    x0=st.floats(-10, 10),
    lr=st.floats(0, 0.5),
    first=st.integers(0, 6),
    rest=st.integers(0, 6),
)
def test_a_rule_without_state_can_be_interrupted_anywhere(
    x0: float, lr: float, first: int, rest: int
) -> None:
    rule = GradientDescent(lr=lr)
    whole = iterate(rule, np.sin, x0, first + rest)

    begun = iterate(rule, np.sin, x0, first)
    resumed = iterate(rule, np.sin, begun[-1], rest)

    assert [*begun, *resumed[1:]] == whole.tolist()


def test_an_integer_start_is_read_as_floats_and_not_changed() -> None:
    start = np.array([1, 2])

    got = iterate(GradientDescent(lr=0.25), lambda x: x, start, steps=1)

    assert got.tolist() == [[1.0, 2.0], [0.75, 1.5]]
    assert start.tolist() == [1, 2]


def test_a_gradient_may_be_a_list_of_integers() -> None:
    got = iterate(GradientDescent(lr=0.5), lambda _: [1, 3], [0, 0], steps=2)

    assert got.tolist() == [[0.0, 0.0], [-0.5, -1.5], [-1.0, -3.0]]


def test_the_start_is_not_shared_with_the_path() -> None:
    start = np.zeros(2)

    got = iterate(GradientDescent(lr=0.5), lambda x: x, start, steps=1)
    got[:] = 7.0

    assert start.tolist() == [0.0, 0.0]


def test_a_gradient_buffer_that_is_reused_does_not_reach_the_path() -> None:
    buffer = np.zeros(2)

    def grad(x: Array) -> Array:
        buffer[:] = x
        return buffer

    got = iterate(GradientDescent(lr=0.5), grad, [4.0, 8.0], steps=2)

    assert got.tolist() == [[4.0, 8.0], [2.0, 4.0], [1.0, 2.0]]


def test_a_path_may_overflow_in_silence() -> None:
    got = iterate(GradientDescent(lr=1.0), lambda x: x**3, [10.0, 0.5], steps=9)

    assert not np.isfinite(got[-1, 0])
    assert np.isfinite(got[:, 1]).all()


@pytest.mark.parametrize("steps", [-1, 2.0, True, None, "3"])
def test_steps_must_be_a_whole_number(steps: object) -> None:
    with pytest.raises(
        ValueError, match=rf"^steps must be a whole number >= 0; got {steps!r}\.$"
    ):
        iterate(Numbered(), lambda x: x, 1.0, steps)  # type: ignore[arg-type]  # wrong on purpose


def test_steps_may_be_a_numpy_integer() -> None:
    assert len(iterate(Numbered(), lambda x: x, 1.0, np.int64(2))) == 3


def test_a_gradient_that_changes_its_argument_does_not_change_the_path() -> None:
    def grad(x: Array) -> Array:
        g = 2 * x
        x[:] = 99.0
        return g

    path = iterate(GradientDescent(lr=0.25), grad, [1.0, -2.0], 2)

    assert path.tolist() == [[1.0, -2.0], [0.5, -1.0], [0.25, -0.5]]
