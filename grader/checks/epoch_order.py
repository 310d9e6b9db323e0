"""`epoch_order`: each example exactly once an epoch, in a new order every time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from grader.checks.comparing import as_numbers
from grader.checks.findings import passed, wrong
from grader.checks.numbers import brief
from grader.model import Finding


def epoch_order(
    batches: Sequence[Sequence[int]],
    *,
    n: int,
    batch_size: int,
    epochs: int,
    where: str = "",
    reshuffles: bool = True,
) -> Iterator[Finding]:
    """Check the examples that were used, update by update.

    An honest shuffle repeats the order of the epoch before, or is sorted, with a chance
    of 1/n!; take n >= 12 for less than one in four hundred million.

    Args:
        batches: the examples behind each update, as the judge saw them asked for.
        n: how many examples there are.
        batch_size: how many an update uses; the last of an epoch may be short.
        epochs: how often each example is used.
        where: the call.
        reshuffles: whether a new order is due in every epoch.

    Example::

        batches = [each.args[1] for each in reply.asked]
        epoch_order(batches, n=12, batch_size=5, epochs=3)
    """
    per_epoch = -(-n // batch_size)
    sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
    if len(batches) != per_epoch * epochs:
        yield wrong(
            "The number of updates is another one.",
            where=where,
            got=f"{len(batches)} updates",
            want=f"{per_epoch * epochs} = {epochs} epochs of {per_epoch}",
        )
        return
    orders = []
    for epoch in range(epochs):
        runs = batches[epoch * per_epoch : (epoch + 1) * per_epoch]
        place = f"{where}, epoch {epoch + 1}".removeprefix(", ")
        strange = [run for run in runs if not _are_examples(run)]
        if strange:
            yield wrong(
                "An update asks for something that is no list of examples.",
                where=place,
                got=brief(strange[0]),
                want="whole numbers",
            )
            return
        order = [int(i) for run in runs for i in run]
        if sorted(order) != list(range(n)):
            yield _not_each_once(order, n, place)
            return
        if [len(run) for run in runs] != sizes:
            yield wrong(
                "The batches of an epoch have other sizes.",
                where=place,
                got=brief([len(run) for run in runs]),
                want=brief(sizes),
            )
            return
        orders.append(order)
    yield passed(f"Each of {n} examples is used once in each epoch.", where=where)
    yield from _in_new_orders(orders, n, where, reshuffles=reshuffles)


def _are_examples(run: Any) -> bool:
    numbers = as_numbers(run)
    if numbers is None or numbers.ndim != 1 or numbers.dtype.kind not in "iuf":
        return False
    return bool((np.isfinite(numbers) & (numbers == np.floor(numbers))).all())


def _not_each_once(order: Sequence[int], n: int, where: str) -> Finding:
    missing = sorted(set(range(n)) - set(order))
    twice = sorted({i for i in order if order.count(i) > 1})
    parts = []
    if missing:
        parts.append(f"never {brief(missing)}")
    if twice:
        parts.append(f"more than once {brief(twice)}")
    strange = sorted(set(order) - set(range(n)))
    if strange:
        parts.append(f"examples that do not exist {brief(strange)}")
    return wrong(
        "An epoch does not use each example exactly once.",
        where=where,
        got="; ".join(parts),
        want=f"each of 0 to {n - 1} once",
    )


def _in_new_orders(
    orders: Sequence[Sequence[int]], n: int, where: str, *, reshuffles: bool
) -> Iterator[Finding]:
    if list(range(n)) in orders:
        yield wrong(
            "The examples come in the order of the data: they are not shuffled.",
            where=where,
            got=brief(list(range(n))),
            want="a random order",
        )
        return
    if not reshuffles:
        return
    repeated = any(one == other for one, other in pairwise(orders))
    if repeated:
        yield wrong(
            "Two epochs in a row have the same order: each is due a new one.",
            where=where,
            got=brief(orders[0]),
            want="another order in the next epoch",
        )
    else:
        yield passed("Every epoch has an order of its own.", where=where)
