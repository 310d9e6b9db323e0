from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.checks import epoch_order
from grader.model import Finding, Outcome
from tests.checks.subjects import passes

N, SIZE, EPOCHS = 12, 5, 3


def shuffled(seed: int, epochs: int = EPOCHS) -> list[Any]:
    """Return the batches of an honest method."""
    rng = np.random.default_rng(seed)
    orders = [rng.permutation(N) for _ in range(epochs)]
    return [order[i : i + SIZE] for order in orders for i in range(0, N, SIZE)]


def found(batches: Any, **terms: Any) -> list[Finding]:
    sizes: dict[str, Any] = {
        "n": N,
        "batch_size": SIZE,
        "epochs": EPOCHS,
        "where": "sgd(…)",
    }
    return [*epoch_order(batches, **(sizes | terms))]


@given(seed=st.integers(0, 2**32 - 1))
def test_an_honest_shuffle_passes(seed: int) -> None:
    assert found(shuffled(seed)) == [
        Finding(
            Outcome.PASSED,
            "Each of 12 examples is used once in each epoch.",
            where="sgd(…)",
        ),
        Finding(Outcome.PASSED, "Every epoch has an order of its own.", where="sgd(…)"),
    ]


def test_lists_tuples_and_whole_floats_are_batches_too() -> None:
    batches = shuffled(1)

    assert passes(found([each.tolist() for each in batches]))
    assert passes(found([tuple(each.astype(float)) for each in batches]))
    assert passes(found([each.astype(np.uint8) for each in batches]))


def test_examples_one_by_one_are_batches_of_one() -> None:
    order = np.random.default_rng(2).permutation(N)

    assert passes(found(order[:, None], batch_size=1, epochs=1))


def test_a_short_batch_that_is_dropped_is_missing() -> None:
    batches = [each for each in shuffled(3) if len(each) == SIZE]

    assert found(batches) == [
        Finding(
            Outcome.WRONG,
            "The number of updates is another one.",
            where="sgd(…)",
            got="6 updates",
            want="9 = 3 epochs of 3",
            credit=0.0,
        )
    ]


def test_drawing_with_replacement_uses_some_twice_and_others_never() -> None:
    batches = shuffled(4)
    batches[0] = np.array([7, 7, 7, 2, 2])
    rest = np.setdiff1d(np.arange(N), [7, 2])
    batches[1], batches[2] = rest[:5], rest[5:7]

    assert found(batches) == [
        Finding(
            Outcome.WRONG,
            "An epoch does not use each example exactly once.",
            where="sgd(…), epoch 1",
            got="never [9, 10, 11]; more than once [2, 7]",
            want="each of 0 to 11 once",
            credit=0.0,
        )
    ]


def test_counting_from_one_asks_for_an_example_that_does_not_exist() -> None:
    (wrong,) = found([each + 1 for each in shuffled(5)])

    assert wrong.got == "never [0]; examples that do not exist [12]"


def test_an_example_too_many_is_used_twice() -> None:
    batches = shuffled(5)
    batches[2] = np.append(batches[2], batches[0][0])

    (wrong,) = found(batches)

    assert wrong.got == f"more than once [{batches[0][0]}]"


def test_a_mistake_in_a_later_epoch_is_named_there() -> None:
    batches = shuffled(6)
    batches[4] = batches[3]

    (wrong,) = found(batches, where="")

    assert wrong.where == "epoch 2"


def test_the_short_batch_comes_last() -> None:
    batches = shuffled(7)
    batches[:3] = [*np.split(np.concatenate(batches[:3]), [2, 7])]

    assert found(batches) == [
        Finding(
            Outcome.WRONG,
            "The batches of an epoch have other sizes.",
            where="sgd(…), epoch 1",
            got="[2, 5, 5]",
            want="[5, 5, 2]",
            credit=0.0,
        )
    ]


def test_the_order_of_the_data_is_no_shuffle() -> None:
    right, wrong = found(np.split(np.arange(N), [5, 10]), epochs=1)

    assert right.outcome is Outcome.PASSED
    assert wrong == Finding(
        Outcome.WRONG,
        "The examples come in the order of the data: they are not shuffled.",
        where="sgd(…)",
        got="a list of 12",
        want="a random order",
        credit=0.0,
    )


def test_one_order_for_all_epochs_is_not_enough() -> None:
    _, wrong = found(shuffled(8, epochs=1) * EPOCHS)

    assert wrong == Finding(
        Outcome.WRONG,
        "Two epochs in a row have the same order: each is due a new one.",
        where="sgd(…)",
        got="a list of 12",
        want="another order in the next epoch",
        credit=0.0,
    )


def test_one_order_for_all_epochs_may_be_all_that_is_asked_for() -> None:
    kinds = found(shuffled(8, epochs=1) * EPOCHS, reshuffles=False)

    assert len(kinds) == 1
    assert passes(kinds)


@pytest.mark.parametrize(
    "batch", [3, None, "abcde", [np.nan] * 5, np.zeros((5, 2)), ["a"] * 5]
)
def test_a_batch_that_is_no_list_of_examples_is_wrong(batch: Any) -> None:
    batches = shuffled(9)
    batches[0] = batch

    assert not passes(found(batches))


def test_half_an_example_does_not_exist() -> None:
    batches = [each + 0.5 for each in shuffled(10)]

    assert not passes(found(batches))
