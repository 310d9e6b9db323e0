import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.arrays import Labels
from reference.initialisation import Params
from reference.mlp import forward, loss
from reference.training import early_stopping, train
from tests.reference.central_differences import slopes
from tests.reference.networks import (
    C,
    D,
    H,
    N,
    X,
    Y,
    flat,
    network,
    shaped,
    torch_network,
)

LOG3 = math.log(3)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def zeros(*sizes: int) -> Params:
    return [(0 * W, 0 * b) for W, b in network(sizes)]


def torch_training(
    params: Params, lr: float, batches: list[list[Labels]]
) -> tuple[Params, list[float]]:
    """Train with torch's layers and optimizer; `batches` holds one list per epoch."""
    torch = pytest.importorskip("torch")
    net = torch_network(params)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    inputs, labels = torch.tensor(X), torch.tensor(Y)
    errors = []
    for epoch in batches:
        for batch in epoch:
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(
                net(inputs[batch]), labels[batch]
            ).backward()
            optimizer.step()
        errors.append(torch.nn.functional.cross_entropy(net(inputs), labels).item())
    trained = [
        (layer.weight.detach().numpy().T, layer.bias.detach().numpy())
        for layer in net[::2]
    ]
    return trained, errors


def test_two_epochs_by_hand() -> None:
    # Logits z and -z for x = 1. Zero weights: p = 1/2, so W and b both move by lr/2 and
    # z = lr = log(3)/2. Then p = 3/4, they move by lr/4, and z = 3/4 log 3.
    [(W, b)], errors = train(zeros(1, 2), [[1]], [0], LOG3 / 2, 1, 2, rng())

    np.testing.assert_allclose(W, [[3 / 8 * LOG3, -3 / 8 * LOG3]], rtol=1e-14)
    np.testing.assert_allclose(b, [3 / 8 * LOG3, -3 / 8 * LOG3], rtol=1e-14)
    assert errors == pytest.approx([math.log(4 / 3), math.log(1 + 3**-1.5)], rel=1e-14)


def test_a_short_last_batch_takes_a_whole_step() -> None:
    # Three equal examples, two at a time: two updates an epoch, each with the mean.
    want, [_, error] = train(zeros(1, 2), [[1]], [0], LOG3 / 2, 1, 2, rng())

    got, errors = train(zeros(1, 2), [[1]] * 3, [0] * 3, LOG3 / 2, 2, 1, rng())

    np.testing.assert_allclose(flat(got), flat(want), rtol=1e-15)
    assert errors == pytest.approx([error], rel=1e-15)


@pytest.mark.parametrize("sizes", [(D, C), (D, H, C), (D, H, 6, 2, C), (D, D, D)])
@pytest.mark.parametrize("batch_size", [1, 3, 7, 100])
def test_it_agrees_with_torch_on_the_same_batches(
    sizes: Sequence[int], batch_size: int
) -> None:
    stream = rng(11)
    orders = [stream.permutation(N) for _ in range(5)]
    batches = [
        [order[start : start + batch_size] for start in range(0, N, batch_size)]
        for order in orders
    ]
    want, want_errors = torch_training(network(sizes), 0.3, batches)

    got, errors = train(network(sizes), X, Y, 0.3, batch_size, 5, rng(11))

    np.testing.assert_allclose(flat(got), flat(want), rtol=0, atol=1e-12)
    np.testing.assert_allclose(errors, want_errors, rtol=0, atol=1e-12)


def test_one_step_goes_down_the_slope_taken_at_the_start_for_all_layers_at_once() -> (
    None
):
    params = network((D, H, C))
    start, lr = flat(params), 0.8

    got, _ = train(params, X, Y, lr, N, 1, rng())

    slope = slopes(lambda v: loss(shaped(v, params), X, Y, l2=0, l1=0), start)
    want = start - lr * slope
    np.testing.assert_allclose(flat(got), want, rtol=0, atol=1e-11)


def test_the_errors_are_those_of_all_examples_after_each_epoch() -> None:
    _, errors = train(network((D, H, C)), X, Y, 0.5, 3, 4, rng(2))

    for epochs in range(1, 5):
        params, shorter = train(network((D, H, C)), X, Y, 0.5, 3, epochs, rng(2))
        assert shorter == errors[:epochs]
        assert loss(params, X, Y, 0, 0) == errors[epochs - 1]
    assert all(type(error) is float for error in errors)


def test_every_epoch_draws_one_new_permutation_and_nothing_else() -> None:
    used, fresh = rng(6), rng(6)

    train(network((D, C)), X, Y, 0.1, 2, 3, used)

    for _ in range(3):
        fresh.permutation(N)
    assert used.random() == fresh.random()


def test_the_second_epoch_goes_on_in_another_order() -> None:
    at_once, _ = train(network((D, H, C)), X, Y, 0.5, 2, 2, rng(8))

    stream = rng(8)
    first, _ = train(network((D, H, C)), X, Y, 0.5, 2, 1, stream)
    then, _ = train(first, X, Y, 0.5, 2, 1, stream)
    again, _ = train(first, X, Y, 0.5, 2, 1, rng(8))

    assert flat(at_once).tolist() == flat(then).tolist()
    assert np.abs(flat(at_once) - flat(again)).max() > 1e-3


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_with_one_batch_the_order_does_not_matter(seed: int) -> None:
    params = network((D, H, C))

    got, errors = train(params, X, Y, 0.5, N, 3, rng(seed))

    want, want_errors = train(params, X, Y, 0.5, N, 3, rng(0))
    np.testing.assert_allclose(flat(got), flat(want), rtol=0, atol=1e-14)
    assert errors == pytest.approx(want_errors, rel=1e-14)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    batch_size=st.integers(1, 9),
    epochs=st.integers(1, 4),
)
def test_hidden_units_that_start_equal_stay_equal(
    seed: int, batch_size: int, epochs: int
) -> None:
    (W, b), (V, c) = network((D, H, C), seed)
    W[:, 3], b[3], V[3] = W[:, 1], b[1], V[1]

    [(W, b), (V, c)], _ = train(
        [(W, b), (V, c)], X, Y, 0.5, batch_size, epochs, rng(seed)
    )

    np.testing.assert_allclose(W[:, 3], W[:, 1], rtol=0, atol=1e-14)
    np.testing.assert_allclose(b[3], b[1], rtol=0, atol=1e-14)
    np.testing.assert_allclose(V[3], V[1], rtol=0, atol=1e-14)
    assert np.abs(W[:, 3] - W[:, 0]).max() > 1e-3


def test_biases_alone_learn_how_frequent_the_classes_are() -> None:
    blank = np.zeros((N, D))

    params, errors = train(zeros(D, C), blank, Y, 2.0, N, 200, rng())

    # Two, two and three of seven; the best error is the entropy of that.
    np.testing.assert_allclose(forward(params, blank[:1]), [[2 / 7, 2 / 7, 3 / 7]])
    entropy = -(4 / 7 * math.log(2 / 7) + 3 / 7 * math.log(3 / 7))
    assert errors[-1] == pytest.approx(entropy, rel=1e-12)
    assert errors[0] > errors[1] > errors[2] > errors[-1]


def test_no_epoch_returns_a_copy_and_no_errors() -> None:
    params = network((D, H, C))

    got, errors = train(params, X, Y, 0.1, 2, 0, rng())

    assert errors == []
    assert flat(got).tolist() == flat(params).tolist()
    got[0][0][:] = 7
    got[1][1][:] = 7
    assert flat(params).tolist() == flat(network((D, H, C))).tolist()


def test_what_was_handed_in_is_not_changed() -> None:
    params, inputs, labels = network((D, H, C)), X.copy(), np.array(Y)

    train(params, inputs, labels, 0.5, 3, 2, rng())

    assert flat(params).tolist() == flat(network((D, H, C))).tolist()
    assert inputs.tolist() == X.tolist()
    assert labels.tolist() == Y


def test_integers_and_lists_are_read_as_floats() -> None:
    params = [([[1, -1], [0, 2]], [0, 1])]
    table = [[1, 2], [3, -1], [0, 1]]

    got, errors = train(params, table, [0, 1, 1], 1, 2, 2, rng(1))

    floats = [(np.array([[1.0, -1.0], [0.0, 2.0]]), np.array([0.0, 1.0]))]
    want, want_errors = train(floats, np.array(table), [0, 1, 1], 1.0, 2, 2, rng(1))
    assert flat(got).dtype == np.float64
    assert flat(got).tolist() == flat(want).tolist()
    assert errors == want_errors


def test_a_training_that_diverges_does_so_in_silence() -> None:
    got, errors = train(network((D, H, C)), X, Y, 1e308, 2, 3, rng())

    assert not np.all(np.isfinite(flat(got)))
    assert len(errors) == 3
    assert not math.isfinite(errors[-1])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lr": -0.1}, r"lr must be a finite number >= 0; got -0\.1\."),
        ({"batch_size": 0}, r"batch_size must be a whole number >= 1; got 0\."),
        ({"epochs": 1.5}, r"epochs must be a whole number >= 0; got 1\.5\."),
        ({"y": Y[1:]}, r"y must have shape \(7,\); got \(6,\)\."),
        ({"y": [*Y, 0]}, r"y must have shape \(7,\); got \(8,\)\."),
        ({"y": [3, *Y[1:]]}, r"y must hold labels from 0 to 2; got 3\."),
        ({"X": X[0]}, r"X must have shape \(rows, columns\), .* got shape \(4,\)\."),
    ],
)
def test_impossible_arguments_are_refused(wrong: dict[str, Any], message: str) -> None:
    right: dict[str, Any] = {
        "params": network((D, C)),
        "X": X,
        "y": Y,
        "lr": 0.1,
        "batch_size": 3,
        "epochs": 2,
        "rng": rng(),
    }

    with pytest.raises(ValueError, match=f"^{message}$"):
        train(**(right | wrong))


@pytest.mark.parametrize(
    ("errors", "patience", "want"),
    [
        pytest.param([3, 1, 2, 2, 0], 2, (3, 1), id="a later minimum is not seen"),
        pytest.param([3, 1, 2, 2, 0], 3, (4, 4), id="one epoch more and it is"),
        pytest.param([3, 2, 1, 0], 1, (3, 3), id="never stopped: the last epoch"),
        pytest.param([3, 2, 2, 2], 2, (3, 1), id="an equal error is no better"),
        pytest.param([1, 2, 2, 2], 9, (3, 0), id="patience outlasts the errors"),
        pytest.param([5, 6], 1, (1, 0), id="patience 1 stops at the first rise"),
        pytest.param([4, 3, 2], 0, (0, 0), id="no patience stops at once"),
        pytest.param([4], 1, (0, 0), id="one epoch"),
        pytest.param([2, 3, 1, 4, 5, 0], 2, (4, 2), id="patience starts anew"),
        pytest.param([3, math.nan, 2, math.nan], 5, (3, 2), id="nan is no better"),
        pytest.param([3, math.nan, math.nan, 1], 2, (2, 0), id="nan costs patience"),
        pytest.param([math.nan, 7, 8], 2, (2, 1), id="any number beats a nan"),
        pytest.param([math.nan, math.nan], 5, (1, 0), id="nan throughout"),
        pytest.param([math.inf, math.inf, 7], 5, (2, 2), id="inf is beaten too"),
    ],
)
def test_stop_and_best_by_hand(
    errors: list[float], patience: int, want: tuple[int, int]
) -> None:
    got = early_stopping(errors, patience)

    assert got == want
    assert [type(epoch) for epoch in got] == [int, int]


@given(errors=st.lists(st.integers(0, 6), min_size=1), patience=st.integers(1, 6))
def test_the_stop_agrees_with_a_counter_of_epochs_without_improvement(
    errors: list[int], patience: int
) -> None:
    # Goodfellow's Algorithm 7.1 keeps a counter instead of the distance to the best.
    waited, best, epoch = 0, 0, 0
    while epoch < len(errors) - 1 and waited < patience:
        epoch += 1
        waited += 1
        if errors[epoch] < errors[best]:
            waited, best = 0, epoch

    assert early_stopping(errors, patience) == (epoch, best)


@given(
    errors=st.lists(st.integers(-9, 9), min_size=1),
    more=st.lists(st.integers(-9, 9)),
    patience=st.integers(1, 4),
)
def test_what_comes_after_the_stop_does_not_matter(
    errors: list[int], more: list[int], patience: int
) -> None:
    stop, best = early_stopping(errors, patience)

    if stop - best >= patience:
        assert early_stopping(errors[: stop + 1] + more, patience) == (stop, best)
    else:
        assert stop == len(errors) - 1


def test_the_errors_may_be_an_array_and_are_not_changed() -> None:
    errors = np.array([3.0, 1.0, 2.0])

    assert early_stopping(errors, np.int64(1)) == (2, 1)
    assert errors.tolist() == [3.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("errors", "patience", "message"),
    [
        ([], 1, r"errors must have shape \(epochs,\), not empty; got shape \(0,\)\."),
        ([[1]], 1, r"errors must have shape \(epochs,\), not empty; .* \(1, 1\)\."),
        (1.0, 1, r"errors must have shape \(epochs,\), not empty; got shape \(\)\."),
        ([1], -1, r"patience must be a whole number >= 0; got -1\."),
        ([1], 0.5, r"patience must be a whole number >= 0; got 0\.5\."),
    ],
)
def test_errors_without_an_epoch_and_odd_patience_are_refused(
    errors: list[float], patience: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        early_stopping(errors, patience)
