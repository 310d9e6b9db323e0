from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.optimizers.path import iterate
from reference.optimizers.scheduled import ScheduledGradientDescent
from tests.reference.torch_oracle import X0, landscape_gradient, torch_path

RATES = (0.05, 0.1, 0.02, 0.04, 0.01, 0.08)


def test_each_update_takes_its_own_rate() -> None:
    # Gradient 4 and the rates 1/2, 0, 1/4: steps of -2, 0 and -1.
    rule = ScheduledGradientDescent(lrs=(0.5, 0.0, 0.25))

    got = iterate(rule, lambda _: 4.0, 3, 3)

    assert got.tolist() == [3.0, 1.0, 1.0, 0.0]


@given(lrs=st.lists(st.floats(0, 10), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_on_a_constant_gradient_the_rates_add_up(lrs: list[float]) -> None:
    got = iterate(ScheduledGradientDescent(tuple(lrs)), lambda _: 1.0, 0, len(lrs))

    np.testing.assert_allclose(got[1:], -np.cumsum(lrs), rtol=1e-12)


def test_it_agrees_with_torch_under_a_scheduler() -> None:
    def make(optim: Any, x: list[Any]) -> Any:
        inner = optim.SGD(x, lr=1.0)
        decay = optim.lr_scheduler.LambdaLR(inner, lambda t: (*RATES, 0.0)[t])

        class Scheduled:
            zero_grad = inner.zero_grad

            @staticmethod
            def step() -> None:
                inner.step()
                decay.step()

        return Scheduled

    want = torch_path(make, len(RATES))

    got = iterate(ScheduledGradientDescent(RATES), landscape_gradient, X0, len(RATES))

    np.testing.assert_allclose(got, want, rtol=0, atol=1e-14)


def test_the_state_counts_the_updates() -> None:
    rule = ScheduledGradientDescent(lrs=(0.1, 0.2))
    state = rule.init(np.zeros(2))

    _, after = rule.update(np.ones(2), state)

    assert (state.t, after.t) == (0, 1)


def test_after_the_last_rate_there_is_no_update() -> None:
    with pytest.raises(IndexError):
        iterate(ScheduledGradientDescent(lrs=(0.1,)), lambda _: 1.0, 0, 2)


def test_an_impossible_rate_is_refused_by_its_place() -> None:
    message = r"^lrs\[1\] must be a finite number >= 0; got -0\.2\.$"

    with pytest.raises(ValueError, match=message):
        ScheduledGradientDescent(lrs=(0.1, -0.2))
