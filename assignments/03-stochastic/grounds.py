"""What public and hidden checks share: no numbers of either.

Paths of stochastic methods are judged twice. Where all examples are equal the path is
the same in whatever order they come, so it is compared with the reference's, point by
point. Where they differ, the batches are read off from what was asked for; the
reference walks on these very batches, and has to come by the same points.
"""

import itertools
import math
from collections import Counter

import numpy as np

from grader.checks import (
    Callback,
    Seeded,
    epoch_order,
    frequencies,
    passed,
    values,
    wrong,
)
from grader.checks.comparing import RTOL, as_numbers, is_single
from grader.checks.findings import curve
from grader.checks.numbers import brief, pair, short
from grader.errors import StudentFault
from grader.model import Outcome
from grader.sandbox.reply import Reply

SINGLE = 2e-5
"""For paths in single precision: some twenty roundings, each a little enlarged."""

NEIGHBOURS = 12
"""How many neighbours a random order has in common with another one once in 12!."""

MOST = 4
"""How many times as many indices as there are examples are still looked at."""

PAIRS = ("grad", "grad_i")
"""The functions that take a point and examples."""


# ----------------------------------------------------------------------------- examples


class Crowd:
    """Examples with the losses ½ (θ - c_i)ᵀA(θ - c_i), for points θ or numbers.

    Args:
        curvature: A, a matrix; a number if points are numbers.
        centres: the c_i, one row an example.
        penalty: P of the penalty ½ θᵀPθ.
        text: the examples, for people; and that of the penalty.
    """

    def __init__(self, curvature, centres, penalty=0.0, text=("", "")):
        self.centres = np.array(centres, dtype=np.float64)
        self.shape = self.centres.shape[1:]
        self._curvature = np.array(curvature, dtype=np.float64)
        self._penalty = np.array(penalty, dtype=np.float64)
        self.text = text[0] or self._text()
        self._penalty_text = text[1]

    @property
    def n(self):
        """The number of examples."""
        return len(self.centres)

    def _text(self):
        formula = "½ (θ - c_i)ᵀA(θ - c_i)" if self.shape else "½ a (θ - c_i)²"
        letter = "A" if self.shape else "a"
        first = f"{letter} = {brief(self._curvature)}"
        if not (self.centres == self.centres[0]).all():
            return f"{self.n} examples with the losses {formula}, {first}"
        where = f"{first}, all c_i = {brief(self.centres[0])}"
        return f"{self.n} equal examples with the losses {formula}, {where}"

    def functions(self):
        """The functions that a method may ask for, by their names."""
        here, text, other = self.shape, self.text, self._penalty_text
        penalty = self._of_penalty
        return {
            "grad": Callback(self._mean, "grad", shapes=(here, None), text=text),
            "grad_i": Callback(self._one, "grad_i", shapes=(here, None), text=text),
            "grad_penalty": Callback(
                penalty, "grad_penalty", shapes=(here,), text=other
            ),
        }

    def _mean(self, theta, indices):
        centre = self.centres[self._read(indices, "grad")].mean(axis=0)
        return self._times(self._curvature, theta - centre)

    def _one(self, theta, i):
        chosen = self._read(i, "grad_i")
        if len(chosen) != 1:
            raise ValueError("grad_i takes one example at a time")
        return self._times(self._curvature, theta - self.centres[chosen[0]])

    def _of_penalty(self, theta):
        return self._times(self._penalty, np.asarray(theta))

    def _times(self, matrix, vector):
        return matrix @ vector if self.shape else matrix * vector

    def _read(self, given, name):
        """Return indices as a list of integers, or refuse them."""
        indices = as_numbers(list(given) if isinstance(given, range) else given)
        if indices is None or indices.dtype.kind not in "iuf" or indices.ndim > 1:
            raise ValueError(f"{name} takes whole numbers for the examples")
        indices = np.atleast_1d(indices)
        if indices.size > MOST * self.n:
            raise ValueError(f"{name} takes at most {MOST * self.n} indices at a time")
        whole = np.isfinite(indices) & (indices == np.floor(indices))
        if not indices.size or not whole.all():
            raise ValueError(f"{name} takes one or more whole numbers for the examples")
        if indices.min() < 0 or indices.max() >= self.n:
            last = self.n - 1
            raise ValueError(f"{name} has only the examples 0 to {last}")
        return indices.astype(np.int64).tolist()


def alike(n, centre, curvature, penalty=0.0):
    """Return n equal examples."""
    return Crowd(curvature, [centre] * n, penalty)


def scattered(n, shape, start, curvature, penalty=0.0):
    """Return n examples that all differ, without a pattern."""
    k = np.arange(1, n * math.prod(shape) + 1)
    centres = 2 * np.sin(start + 1.7 * k * k).reshape(n, *shape)
    return Crowd(curvature, centres, penalty)


def arguments(function, crowd, given):
    """Return the arguments of a call on some examples, in the handout's order."""
    functions = crowd.functions()
    asked = {name: functions[name] for name in function.parameters if name in functions}
    return function.in_order((), {**given, "n": crowd.n, **asked})


def call_text(function, crowd, given):
    """Return such a call as text."""
    shown = ", ".join(f"{name}={brief(value)}" for name, value in given.items())
    return f"{function.name} on {crowd.text} with {shown}"


# ------------------------------------------------------------------------- what is seen


def note(student, what, seen):
    """Keep what answers say however the dice fell, instead of the answers.

    Known mistakes are recognised by it, whatever way of shuffling they were made with.
    """
    printed = "".join(reply.output for _, reply in student.journal.calls)
    student.journal.calls[:] = [(what, Reply(seen, output=printed))]


def batches_of(asked, n, batch_size):
    """Return the examples behind each update: those asked for at one point.

    All n examples, at once or one by one, are no batch unless batches are that large,
    and what was asked for at this point before does not count again.
    """
    groups, last = [], None
    for each in asked:
        if each.name not in PAIRS:
            continue
        theta = np.asarray(each.args[0], dtype=np.float64)
        if last is None or not np.array_equal(theta, last):
            groups.append([])
            last = theta
        run = np.atleast_1d(np.asarray(each.args[1])).astype(np.int64).tolist()
        groups[-1].append(run)
    batches = []
    for group in groups:
        batch = []
        for run in _without_all(group, n) if batch_size < n else group:
            if not set(run) <= set(batch):
                batch += run
        batches.append(batch)
    return [batch for batch in batches if batch]


def _without_all(runs, n):
    """Return what was asked for beside all examples, at once or one by one."""
    runs = [run for run in runs if sorted(run) != list(range(n))]
    times = Counter(run[0] for run in runs if len(run) == 1)
    all_of_them = min(times[i] for i in range(n))
    beside = [i for i in times if times[i] > all_of_them]
    return [run for run in runs if len(run) > 1 or run[0] in beside]


def together(one, other):
    """Return how many neighbours in an order follow each other in another one, too."""
    following = dict(zip(other, [*other[1:], *other[:1]], strict=True))
    return sum(following.get(a) == b for a, b in itertools.pairwise(one))


def orders_of(batches, n, batch_size):
    """Return the order of the examples in each epoch."""
    each = -(-n // batch_size)
    return [
        [i for run in batches[at : at + each] for i in run]
        for at in range(0, len(batches), each)
    ]


def shuffled(batches, n, batch_size, epochs, where):
    """Say whether batches are those of epochs, each in a new random order."""
    found = list(
        epoch_order(batches, n=n, batch_size=batch_size, epochs=epochs, where=where)
    )
    yield from found
    if any(each.outcome is not Outcome.PASSED for each in found):
        return
    orders = orders_of(batches, n, batch_size)
    for epoch, order in enumerate(orders, start=1):
        before = [(list(range(n)), "the data")]
        before += [(other, "an epoch before") for other in orders[: epoch - 1]]
        for other, whose in before:
            count = together(order, other)
            if count >= NEIGHBOURS:
                yield wrong(
                    f"Most examples come one after the other as they do in {whose}: "
                    "this is no random order.",
                    where=f"{where}, epoch {epoch}",
                    got=f"{count} of {n - 1} neighbours in common",
                    want="about one",
                    tolerance=f"fewer than {NEIGHBOURS}: a right answer has as many "
                    f"once in {short(math.factorial(NEIGHBOURS))}",
                )
                return


def seen_of(batches, n, batch_size, epochs):
    """Return what is to be said of batches, however the dice fell."""
    orders = orders_of(batches, n, batch_size)
    straight = list(range(n))
    return {
        "sizes": sorted(len(each) for each in batches),
        "number": len(batches),
        "complete": [sorted(each) == straight for each in orders[:epochs]],
        "straight": [
            together(each, straight) >= NEIGHBOURS for each in orders[:epochs]
        ],
        "repeated": [
            together(one, other) >= NEIGHBOURS
            for one, other in itertools.pairwise(orders[:epochs])
        ],
    }


# -------------------------------------------------------------------------------- paths


def path_of(reply, crowd, where):
    """Return the path that came back, or the finding that it is none."""
    points = as_numbers(reply.value)
    wanted = "an array of points" if crowd.shape else "an array of numbers"
    if points is None or points.dtype.kind == "c":
        return wrong(
            "It returned something that is no path.",
            where=where,
            got=brief(reply.value),
            want=wanted,
        )
    if points.ndim != len(crowd.shape) + 1 or points.shape[1:] != crowd.shape:
        rows = ", ".join(["updates + 1", *map(str, crowd.shape)])
        return wrong(
            "The path has another shape.",
            where=where,
            got=f"shape {points.shape}",
            want=f"shape ({rows}{'' if crowd.shape else ','})",
        )
    return points.astype(np.float64)


def difference(points, want, where):
    """Return the finding for the first point that is not as expected, or None."""
    if len(points) != len(want):
        return wrong(
            "The path has another number of points: the start, and one each update.",
            where=where,
            got=f"{len(points)} points",
            want=f"{len(want)} points",
        )
    share = SINGLE if is_single(points[1:]) else RTOL
    allowed = np.broadcast_to(share * np.abs(want).max(axis=0), want.shape)
    with np.errstate(invalid="ignore"):
        off = ~(np.abs(points - want) <= allowed)
    if not off.any():
        return None
    first = tuple(int(i) for i in np.argwhere(off)[0])
    t, coordinate = first[0], first[1:]
    texts = pair(points[first], want[first])
    beside = f" (coordinate {coordinate[0]})" if coordinate else ""
    name = f"coordinate {coordinate[0]}" if coordinate else "θ"
    return wrong(
        f"The path leaves the expected one after update {t}{beside}."
        if t
        else "The path does not begin at the start that was given.",
        where=where,
        got=f"{texts[0]} in {brief(points[t])}" if coordinate else texts[0],
        want=f"{texts[1]} in {brief(want[t])}" if coordinate else texts[1],
        tolerance=f"{short(allowed[first])}: {short(share)} of a coordinate's largest "
        "value",
        curve=curve(
            f"{name}, update by update", points[:, *coordinate], want[:, *coordinate]
        ),
    )


def follows(function, truth, crowd, **given):
    """Compare a path on equal examples with the reference's: the order is all one."""
    where = call_text(function, crowd, given)
    reply = function.reply(*arguments(function, crowd, given))
    points = path_of(reply, crowd, where)
    if not isinstance(points, np.ndarray):
        return points
    expected = truth.reply(*arguments(truth, crowd, given))
    found = difference(points, expected.value, where)
    if found:
        return found
    if not reply.asked:
        return wrong(
            "The path is right, but nothing was asked for its gradients.",
            where=where,
            got="no evaluations",
            want=f"{len(expected.asked)} evaluations",
        )
    return passed(f"All {len(points) - 1} updates agree.", where=where)


class Dealt:
    """A generator for the reference that deals orders which were seen before."""

    def __init__(self, orders):
        self._orders = list(orders)

    def permutation(self, n):
        """Return the next order."""
        del n
        return np.array(self._orders.pop(0), dtype=np.int64)


def replayed(student, function, truth, crowd, **given):
    """Read the batches off, and let the reference walk on these very batches."""
    n, size, epochs = crowd.n, given.get("batch_size", 1), given["epochs"]
    where = call_text(function, crowd, given)
    reply = function.reply(*arguments(function, crowd, given))
    batches = batches_of(reply.asked, n, size)
    findings = list(shuffled(batches, n, size, epochs, where))
    points = path_of(reply, crowd, where)
    seen = seen_of(batches, n, size, epochs)
    if not isinstance(points, np.ndarray):
        findings.append(points)
    elif all(seen["complete"]) and seen["number"] == epochs * -(-n // size):
        orders = orders_of(batches, n, size)
        args = arguments(truth, crowd, {**given, "rng": Dealt(orders)})
        found = difference(points, truth.reply(*args).value, where)
        seen["follows"] = found is None
        findings.append(
            found or passed("The path is that of these batches.", where=where)
        )
    note(student, "batches", seen)
    return findings


def from_the_generator(draw, where):
    """Say whether equal generators give equal batches, and others other ones.

    Args:
        draw: returns the order of the examples for a seed.
        where: the call.
    """
    first, again, other = draw(11), draw(11), draw(12)
    if again != first:
        return wrong(
            "Two generators in the same state gave different batches; draw from rng "
            "and from nothing else.",
            where=where,
        )
    if other == first:
        return wrong(
            "Another generator gave the same batches; draw from rng and from nothing "
            "else.",
            where=where,
        )
    return passed("The batches come from rng.", where=where)


def dealt_fairly(student, function, crowd, several, **given):
    """Say whether the batches come from rng, and every example may come last.

    Args:
        student: whose journal keeps what was seen.
        function: the method.
        crowd: examples for two calls with equal generators and one with another.
        several: three examples for many epochs of a batch of two and one of one.
        given: the other arguments, epochs being those of the many.
    """

    def batches(examples, size, epochs, seed):
        args = {**given, "batch_size": size, "epochs": epochs, "rng": Seeded(seed)}
        reply = function.reply(*arguments(function, examples, args))
        return batches_of(reply.asked, examples.n, size)

    where = f"{function.name} on {crowd.text}"
    source = from_the_generator(lambda seed: batches(crowd, 5, 1, seed), where)
    epochs = given["epochs"]
    where = f"{function.name} on {several.text} with batch_size=2, epochs={epochs}"
    last = [each[0] for each in batches(several, 2, epochs, 5) if len(each) == 1]
    if len(last) != epochs:
        share = wrong(
            "The last batch of an epoch is not the one example that is left.",
            where=where,
            got=f"{len(last)} batches of one example",
            want=f"{epochs}",
        )
    else:
        counts = [last.count(i) for i in range(3)]
        share = frequencies(
            counts, [1 / 3] * 3, what="the example that comes last", where=where
        )
    found = [source, share]
    note(student, "chances", [each.message for each in found])
    return found


# -------------------------------------------------------------------------- the batches


def lists_of(value, n):
    """Return batches as lists of integers, or what is wrong with them."""
    if isinstance(value, np.ndarray) and value.ndim == 2:
        value = list(value)
    if not isinstance(value, list | tuple):
        return f"it is {brief(value)}, expected a list of arrays of integers"
    batches = [as_numbers(each) for each in value]
    for given, each in zip(value, batches, strict=True):
        if each is None or each.ndim != 1 or each.dtype.kind not in "iu":
            return f"a batch is {brief(given)}, expected an array of integers"
    count = sum(map(len, batches)) + len(batches)
    if count > MOST * n + MOST:
        return f"it has far too many entries for n = {n}"
    return [each.tolist() for each in batches]


def no_batches(problem, where):
    """Return the finding that batches have another form."""
    return wrong(f"The batches have another form: {problem}.", where=where)


def cut(student, cases):
    """Say whether packs of examples are cut into the right batches.

    Args:
        student: whose minibatches it is.
        cases: n, batch_size and seed of each pack.
    """
    seen, found = [], []
    for n, size, seed in cases:
        where = f"minibatches({n}, {size}, rng)"
        batches = lists_of(student.minibatches(n, size, Seeded(seed)), n)
        if isinstance(batches, str):
            seen.append("another form")
            found.append(no_batches(batches, where))
            continue
        sizes = [len(each) for each in batches]
        order = [i for each in batches for i in each]
        seen.append([*sorted(sizes), sorted(order) == list(range(n))])
        found.append(_uncut(sizes, order, n, size, where))
    note(student, "sizes", seen)
    return found


def _uncut(sizes, order, n, size, where):
    """Say whether each index is in one batch, and the batches have the right sizes."""
    want = [min(size, n - start) for start in range(0, n, size)]
    if sizes != want:
        return wrong(
            "The batches have other sizes.",
            where=where,
            got=brief(sizes),
            want=brief(want),
        )
    if sorted(order) != list(range(n)):
        return wrong(
            "The batches do not hold each index exactly once.",
            where=where,
            got=f"{len(set(order))} different ones: {brief(sorted(order))}",
            want=f"each of 0 to {n - 1} once",
        )
    return passed("Each index is in one batch.", where=where)


def mixed(student, n, size, seeds):
    """Say whether the order of the examples is a random one, and drawn from rng."""
    where = f"minibatches({n}, {size}, rng)"
    orders, found, seen = {}, [], []
    for seed in seeds:
        batches = lists_of(student.minibatches(n, size, Seeded(seed)), n)
        if isinstance(batches, str):
            note(student, "order", "another form")
            return [no_batches(batches, where)]
        orders[seed] = [i for each in batches for i in each]
        seen.append(seen_of(batches, n, size, 1))
        found += shuffled(batches, n, size, 1, where)

    def draw(seed):
        batches = lists_of(student.minibatches(n, size, Seeded(seed)), n)
        return batches if isinstance(batches, list) else []

    source = from_the_generator(draw, where)
    note(student, "order", [*seen, source.message])
    return [*found, source]


def _one_by_one(function, rows):
    """Return what came back, up to the first call that nothing came back from.

    A function that ends its process shall not end hundreds.
    """
    for at in (0, *range(1, len(rows), 20)):
        for reply in function.replies(rows[at : at + 20] if at else rows[:1]):
            if isinstance(reply, StudentFault):
                raise reply
            yield reply


def every_order(student, first_seed, draws):
    """Say whether three examples come in each of their six orders equally often."""
    rows = [(3, 1, Seeded(first_seed + k)) for k in range(draws)]
    where = f"minibatches(3, 1, rng), {draws} times"
    counts = {}
    for reply in _one_by_one(student.minibatches, rows):
        batches = lists_of(reply.value, 3)
        order = () if isinstance(batches, str) else tuple(map(tuple, batches))
        counts[order] = counts.get(order, 0) + 1
    six = [((a,), (b,), (3 - a - b,)) for a in range(3) for b in range(3) if a != b]
    strange = sum(count for order, count in counts.items() if order not in six)
    if strange:
        found = wrong(
            "Some answers are not the indices 0, 1 and 2 in batches of one.",
            where=where,
            got=f"{strange} of {draws} answers",
            want="none",
        )
    else:
        drawn = [counts.get(order, 0) for order in six]
        found = frequencies(drawn, [1 / 6] * 6, what="the six orders", where=where)
    note(student, "orders", [found.message, sum(order in counts for order in six)])
    return found


# ---------------------------------------------------------------------------- sequences


def whole_run(function, truth, cases, **options):
    """Compare the answers of a long run; one that fails to run ends it.

    A function that ends its process shall not end one for each case.
    """
    first = list(values(function, truth, cases[:1], **options))
    yield from first
    if all(each.outcome is not Outcome.COULD_NOT_RUN for each in first):
        yield from values(function, truth, cases[1:], **options)
