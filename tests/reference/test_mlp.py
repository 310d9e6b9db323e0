import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reference.arrays import Array
from reference.initialisation import Params, init_params
from reference.mlp import MLP, backward, forward, loss, permute_hidden
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

L2, L1 = 0.013, 0.007

NETWORKS = [
    pytest.param((D, C), id="no hidden layer"),
    pytest.param((D, H, C), id="one hidden layer"),
    pytest.param((D, H, 6, C), id="two hidden layers"),
    pytest.param((D, H, 6, 2, C), id="three hidden layers"),
    pytest.param((D, D, D), id="square"),
]
PENALTIES = [(0.0, 0.0), (L2, 0.0), (0.0, L1), (L2, L1)]

LOG2, LOG3 = math.log(2), math.log(3)
BY_HAND: Params = [
    (np.array([[1.0, -1.0]]), np.array([LOG2 - 2, LOG3 + 2])),
    (np.array([[0.0, 5 * LOG3], [0.0, -2.5 * LOG3]]), np.array([0.5, 0.5])),
]
"""At x = 2 the hidden units are tanh(log 2) = 3/5 and tanh(log 3) = 4/5, the logits 0.5
and 0.5 + 3 log 3 - 2 log 3, and so the probabilities 1/4 and 3/4."""


def torch_loss(net: Any, l2: float, l1: float) -> Any:
    torch = pytest.importorskip("torch")
    total = torch.nn.functional.cross_entropy(net(torch.tensor(X)), torch.tensor(Y))
    for linear in net[::2]:
        total = total + l2 * torch.linalg.matrix_norm(linear.weight) ** 2
        total = total + l1 * linear.weight.abs().sum()
    return total


def test_probabilities_by_hand() -> None:
    got = forward(BY_HAND, [[2]])

    np.testing.assert_allclose(got, [[1 / 4, 3 / 4]], rtol=1e-14)


def test_the_loss_by_hand() -> None:
    # log 4 for label 0. The weights' squares sum to 2 + 31.25 log²3, their sizes to
    # 2 + 7.5 log 3; the biases do not count.
    got = loss(BY_HAND, [[2]], [0], l2=0.5, l1=0.25)

    want = 2 * LOG2 + 0.5 * (2 + 31.25 * LOG3**2) + 0.25 * (2 + 7.5 * LOG3)
    assert got == pytest.approx(want, rel=1e-15)


def test_the_gradient_by_hand() -> None:
    # p - e(0) = (-3/4, 3/4). Above: (3/5, 4/5) times that. Below: it reaches the hidden
    # units as 3/4 (5, -5/2) log 3, their slopes are 16/25 and 9/25, and x = 2.
    (dW, db), (dV, dc) = backward(BY_HAND, [[2]], [0], l2=0, l1=0)

    np.testing.assert_allclose(dc, [-3 / 4, 3 / 4], rtol=1e-14)
    np.testing.assert_allclose(dV, [[-9 / 20, 9 / 20], [-3 / 5, 3 / 5]], rtol=1e-14)
    np.testing.assert_allclose(db, [12 / 5 * LOG3, -27 / 40 * LOG3], rtol=1e-13)
    np.testing.assert_allclose(dW, [[24 / 5 * LOG3, -27 / 20 * LOG3]], rtol=1e-13)


def test_the_penalties_slopes_by_hand() -> None:
    plain = backward(BY_HAND, [[2]], [0], l2=0, l1=0)

    got = backward(BY_HAND, [[2]], [0], l2=0.5, l1=0.25)

    # 2 l2 w = w, and 0.25 with the weight's sign; a weight of 0 has no slope.
    added = [
        [part - before for part, before in zip(layer, old, strict=True)]
        for layer, old in zip(got, plain, strict=True)
    ]
    np.testing.assert_allclose(added[0][0], [[1.25, -1.25]], rtol=1e-14)
    np.testing.assert_allclose(
        added[1][0],
        [[0, 5 * LOG3 + 0.25], [0, -2.5 * LOG3 - 0.25]],
        rtol=1e-14,
    )
    assert not np.any(added[0][1])
    assert not np.any(added[1][1])


@pytest.mark.parametrize("sizes", NETWORKS)
def test_probabilities_agree_with_torch(sizes: Sequence[int]) -> None:
    torch = pytest.importorskip("torch")
    params = network(sizes)

    got = forward(params, X)

    want = torch_network(params)(torch.tensor(X)).softmax(dim=1).detach().numpy()
    np.testing.assert_allclose(got, want, rtol=1e-13)


@pytest.mark.parametrize("sizes", NETWORKS)
@pytest.mark.parametrize(("l2", "l1"), PENALTIES)
def test_loss_and_gradient_agree_with_torch(
    sizes: Sequence[int], l2: float, l1: float
) -> None:
    params = network(sizes)
    net = torch_network(params)
    want = torch_loss(net, l2, l1)
    want.backward()

    got = backward(params, X, Y, l2, l1)

    assert loss(params, X, Y, l2, l1) == pytest.approx(want.item(), rel=1e-14)
    for (dW, db), linear in zip(got, net[::2], strict=True):
        np.testing.assert_allclose(dW, linear.weight.grad.numpy().T, atol=1e-14)
        np.testing.assert_allclose(db, linear.bias.grad.numpy(), atol=1e-14)


@pytest.mark.parametrize("sizes", NETWORKS)
@pytest.mark.parametrize(("l2", "l1"), PENALTIES)
def test_the_gradient_is_the_slope_of_the_loss(
    sizes: Sequence[int], l2: float, l1: float
) -> None:
    # No weight is nearer to the kink of its |w| than the largest step, 0.01.
    params = [(W + 0.05 * np.sign(W), b) for W, b in network(sizes, seed=3)]

    got = flat(backward(params, X, Y, l2, l1))

    want = slopes(lambda v: loss(shaped(v, params), X, Y, l2, l1), flat(params))
    np.testing.assert_allclose(got, want, rtol=0, atol=1e-11)


@pytest.mark.parametrize("sizes", NETWORKS)
def test_gradients_have_the_shapes_of_the_parameters(sizes: Sequence[int]) -> None:
    params = network(sizes)

    got = backward(params, X, Y, L2, L1)

    assert [(dW.shape, db.shape) for dW, db in got] == [
        (W.shape, b.shape) for W, b in params
    ]


@pytest.mark.parametrize("sizes", [(4, 3, 2), (4, 5, 2), (4, 3, 3, 2)])
def test_with_zero_weights_the_output_bias_alone_has_a_gradient(
    sizes: Sequence[int],
) -> None:
    # S4 says that all gradients would be 0. Five of seven labels are 0, and p is 1/2.
    zeros = [(0 * W, 0 * b) for W, b in network(sizes)]

    got = backward(zeros, X, [0, 0, 1, 0, 0, 1, 0], l2=L2, l1=L1)

    *below, (dV, dc) = got
    assert not np.any(flat(below))
    assert not np.any(dV)
    np.testing.assert_allclose(dc, [1 / 2 - 5 / 7, 1 / 2 - 2 / 7], rtol=1e-15)


@pytest.mark.parametrize("classes", [1, 2, 5])
def test_a_network_that_cannot_tell_classes_apart_costs_log_of_their_number(
    classes: int,
) -> None:
    (W, b), (V, c) = network((D, H, classes))

    got = loss([(W, b), (0 * V, 0 * c + 1.5)], X, [0] * N, l2=0, l1=0)

    assert got == pytest.approx(math.log(classes), rel=1e-15)


@settings(max_examples=25, deadline=None)
@given(times=st.integers(2, 4), seed=st.integers(0, 2**32 - 1))
def test_every_example_twice_or_more_changes_neither_loss_nor_gradient(
    times: int, seed: int
) -> None:
    params = network((D, H, C), seed)

    many, y = np.tile(X, (times, 1)), Y * times

    assert loss(params, many, y, L2, L1) == pytest.approx(
        loss(params, X, Y, L2, L1), rel=1e-14
    )
    np.testing.assert_allclose(
        flat(backward(params, many, y, L2, L1)),
        flat(backward(params, X, Y, L2, L1)),
        rtol=0,
        atol=1e-15,
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_examples_do_not_see_each_other(seed: int) -> None:
    params = network((D, H, 6, C), seed)

    got = forward(params, X)

    want = np.concatenate([forward(params, [x]) for x in X])
    np.testing.assert_allclose(got, want, rtol=1e-13)
    np.testing.assert_allclose(got.sum(axis=1), 1, rtol=1e-15)


@settings(max_examples=25, deadline=None)
@given(
    order=st.permutations(range(H)),
    layer=st.integers(0, 1),
    seed=st.integers(0, 2**32 - 1),
)
def test_permuted_hidden_units_compute_the_same_function(
    order: list[int], layer: int, seed: int
) -> None:
    params = network((D, H, H, C), seed)

    got = permute_hidden(params, layer, order)

    np.testing.assert_allclose(forward(got, X), forward(params, X), rtol=1e-12)
    (W, b), (V, _) = params[layer : layer + 2]
    (new_W, new_b), (new_V, _) = got[layer : layer + 2]
    for new, old in enumerate(order):
        assert new_W[:, new].tolist() == W[:, old].tolist()
        assert new_b[new] == b[old]
        assert new_V[new].tolist() == V[old].tolist()


def test_the_gradient_of_permuted_units_is_the_permuted_gradient() -> None:
    params, order = network((D, H, 6, C)), [3, 0, 1, 5, 2, 4]

    got = backward(permute_hidden(params, 1, order), X, Y, L2, L1)

    want = permute_hidden(backward(params, X, Y, L2, L1), 1, order)
    np.testing.assert_allclose(flat(got), flat(want), rtol=0, atol=1e-14)


def test_a_permutation_leaves_the_other_layers_as_they_are_but_copies_them() -> None:
    params = network((D, H, 6, 2, C))
    before = flat(params)

    got = permute_hidden(params, 1, np.array([5, 4, 3, 2, 1, 0], dtype=np.int8))

    assert flat(got[:1]).tolist() == flat(params[:1]).tolist()
    assert got[2][1].tolist() == params[2][1].tolist()
    assert flat(got[3:]).tolist() == flat(params[3:]).tolist()
    for mine in got:
        for part in mine:
            assert not any(
                np.shares_memory(part, theirs) for layer in params for theirs in layer
            )
    assert flat(params).tolist() == before.tolist()


def test_saturation_is_exact_and_silent() -> None:
    deep = [([[1000]], [0]), ([[1000, -1000]], [0, 0])]

    assert forward(deep, [[1000], [-1000]]).tolist() == [[1, 0], [0, 1]]
    assert loss(deep, [[1000]], [1], l2=0, l1=0) == 2000.0
    (dW, db), (dV, dc) = backward(deep, [[1000]], [1], l2=0, l1=0)
    assert (dW.tolist(), db.tolist()) == ([[0.0]], [0.0])
    assert (dV.tolist(), dc.tolist()) == ([[1.0, -1.0]], [1.0, -1.0])


def test_inputs_whose_squares_overflow_do_not_overflow() -> None:
    tiny = [([[1e-200]], [0.0]), ([[3.0, 0.0]], [0.0, 0.0])]
    scaled = [([[1.0]], [0.0]), ([[3.0, 0.0]], [0.0, 0.0])]

    (dW, _), (dV, _) = backward(tiny, [[1e200]], [0], l2=0, l1=0)

    (want, _), (want_dV, _) = backward(scaled, [[1]], [0], l2=0, l1=0)
    np.testing.assert_allclose(dW, 1e200 * want, rtol=1e-14)
    np.testing.assert_allclose(dV, want_dV, rtol=1e-14)


def test_weights_whose_squares_overflow_count_only_if_they_are_penalised() -> None:
    large = [([[1e200, 0]], [0, 0])]

    assert loss(large, [[1]], [1], l2=0, l1=0) == 1e200
    assert loss(large, [[1]], [1], l2=0, l1=2) == pytest.approx(3e200, rel=1e-15)
    # 1e-150 (1e200)², of which 1e200 is lost in rounding.
    assert loss(large, [[1]], [1], l2=1e-150, l1=0) == pytest.approx(1e250, rel=1e-15)


def test_integers_and_lists_are_read_as_floats_and_nothing_is_changed() -> None:
    params = [([[1, -2], [0, 1]], [0, 1]), ([[3, 0, 1], [1, 1, 2]], [0, 1, -1])]
    floats = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    copies = [(W.copy(), b.copy()) for W, b in floats]
    table = np.array([[1, 2], [0, -1]])

    for given_params in (params, floats):
        assert (
            forward(given_params, table).tolist()
            == forward(floats, table * 1.0).tolist()
        )
        got = backward(given_params, table, [0, 2], L2, L1)
        assert flat(got).dtype == np.float64
        want = backward(copies, table * 1.0, [0, 2], L2, L1)
        assert flat(got).tolist() == flat(want).tolist()
        assert type(loss(given_params, table, [0, 2], L2, L1)) is float

    assert flat(floats).tolist() == flat(copies).tolist()
    assert params[0] == ([[1, -2], [0, 1]], [0, 1])
    assert table.tolist() == [[1, 2], [0, -1]]


def test_gradients_are_new_arrays() -> None:
    params = network((D, H, C))

    got = backward(params, X, Y, 0, 0)

    assert not any(
        np.shares_memory(mine, theirs)
        for layer in got
        for mine in layer
        for old in params
        for theirs in old
    )


@pytest.mark.parametrize("function", [loss, backward])
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"l2": -0.1}, r"l2 must be a finite number >= 0; got -0\.1\."),
        ({"l1": math.inf}, r"l1 must be a finite number >= 0; got inf\."),
        ({"y": [3, *Y[1:]]}, r"y must hold labels from 0 to 2; got 3\."),
        ({"y": Y[1:]}, r"y must have shape \(7,\); got \(6,\)\."),
        ({"X": X[0]}, r"X must have shape \(rows, columns\), .* got shape \(4,\)\."),
    ],
)
def test_what_has_no_loss_is_refused(
    function: Callable[..., object], wrong: dict[str, object], message: str
) -> None:
    right = {"params": network((D, H, C)), "X": X, "y": Y, "l2": 0, "l1": 0}

    with pytest.raises(ValueError, match=f"^{message}$"):
        function(**(right | wrong))


@pytest.mark.parametrize(
    ("params", "table"),
    [
        ([], X),
        (network((D, C)), X[:0]),
        (network((D, C)), X[:, 1:]),
        ([*network((D, H)), *network((C, 2))], X),
    ],
)
def test_shapes_that_do_not_fit_are_refused(params: Params, table: Array) -> None:
    with pytest.raises(ValueError, match=r"^\w"):
        forward(params, table)


@pytest.mark.parametrize(
    ("layer", "permutation", "message"),
    [
        (-1, range(5), r"layer must be a whole number >= 0; got -1\."),
        (2, range(3), r"layer must be one of the 2 hidden layers; got 2\."),
        (1, range(5), r"permutation must have shape \(6,\); got \(5,\)\."),
        (0, [range(5)], r"permutation must have shape \(5,\); got \(1, 5\)\."),
        (
            0,
            [0, 1, 2, 3, 3],
            r"permutation must hold each of 0 to 4 once; got \[0, 1, 2, 3, 3\]\.",
        ),
        (
            0,
            [1, 2, 3, 4, 5],
            r"permutation must hold each of 0 to 4 once; got \[1, 2, 3, 4, 5\]\.",
        ),
        (
            0,
            [0.0, 1, 2, 3, 4],
            r"permutation must hold each of 0 to 4 once; got \[0\.0, 1, 2, 3, 4\]\.",
        ),
    ],
)
def test_what_is_no_permutation_of_hidden_units_is_refused(
    layer: int, permutation: ArrayLike, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        permute_hidden(network((D, H, 6, C)), layer, permutation)


def test_a_network_without_hidden_layers_has_nothing_to_permute() -> None:
    with pytest.raises(ValueError, match=r"^layer must be one of the 0 hidden layers"):
        permute_hidden(network((D, C)), 0, range(C))


def test_the_class_starts_from_glorots_weights() -> None:
    got = MLP([D, H, C], np.random.default_rng(5)).params

    want = init_params([D, H, C], np.random.default_rng(5))
    assert flat(got).tolist() == flat(want).tolist()
    assert [b.tolist() for _, b in got] == [[0.0] * H, [0.0] * C]


def test_the_class_computes_with_the_parameters_that_it_has_now() -> None:
    net = MLP([1, 2, 2], np.random.default_rng(0))
    net.params = BY_HAND

    assert net.loss([[2]], [0]) == pytest.approx(2 * LOG2, rel=1e-14)
    assert type(net.loss([[2]], [0])) is float
    got = net.gradients([[2]], [0])
    np.testing.assert_allclose(got[1][1], [-3 / 4, 3 / 4], rtol=1e-14)
    np.testing.assert_allclose(
        got[0][0], [[24 / 5 * LOG3, -27 / 20 * LOG3]], rtol=1e-13
    )


def test_the_class_agrees_with_torch() -> None:
    net = MLP([D, H, 6, C], np.random.default_rng(1))
    theirs = torch_network(net.params)
    want = torch_loss(theirs, 0, 0)
    want.backward()

    assert net.loss(X, Y) == pytest.approx(want.item(), rel=1e-14)
    for (dW, db), linear in zip(net.gradients(X, Y), theirs[::2], strict=True):
        np.testing.assert_allclose(dW, linear.weight.grad.numpy().T, atol=1e-14)
        np.testing.assert_allclose(db, linear.bias.grad.numpy(), atol=1e-14)


def test_calls_leave_no_trace_in_the_class() -> None:
    net = MLP([D, H, C], np.random.default_rng(2))
    before, first = flat(net.params), flat(net.gradients(X, Y))

    net.loss(X[:3], Y[:3])
    net.predict(-X)
    net.gradients(X[3:], Y[3:])

    assert flat(net.gradients(X, Y)).tolist() == first.tolist()
    assert flat(net.params).tolist() == before.tolist()


def test_two_networks_share_nothing() -> None:
    one = MLP([D, C], np.random.default_rng(3))
    other = MLP([D, C], np.random.default_rng(4))
    before = flat(one.params)

    other.params[0][0][:] = 7

    assert flat(one.params).tolist() == before.tolist()


def test_the_predicted_label_is_the_most_probable_one_row_by_row() -> None:
    net = MLP([3, 3], np.random.default_rng(0))
    net.params = [(np.eye(3), np.zeros(3))]

    got = net.predict([[0, 0, 1], [5, 4, 3], [-2, -1, -3]])

    assert got.tolist() == [2, 0, 1]
    assert got.dtype.kind == "i"


def test_of_equally_probable_labels_the_first_is_predicted() -> None:
    net = MLP([2, 3], np.random.default_rng(0))
    net.params = [(np.zeros((2, 3)), np.array([0.0, 1.0, 1.0]))]

    assert net.predict([[1, 2]]).tolist() == [1]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_predictions_are_the_labels_that_cost_least(seed: int) -> None:
    net = MLP([D, H, C], np.random.default_rng(seed))

    got = net.predict(X)

    for x, label in zip(X, got, strict=True):
        costs = [net.loss([x], [c]) for c in range(C)]
        assert costs[label] == min(costs)
