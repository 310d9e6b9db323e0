"""What public and hidden checks share: no numbers of either."""

import copy
import itertools
import math

import numpy as np

from grader.checks import Callback, Seeded, Task, distribution, gradient, passed, wrong
from grader.checks.blocks import like, structured
from grader.checks.comparing import Tolerance, as_numbers, compare
from grader.checks.findings import mismatch
from grader.checks.numbers import brief, short
from grader.checks.values import call_text

AFTER_STEPS = Tolerance(rtol=1e-6, single_rtol=1e-4, atol=1e-9)
"""For what many updates lead to."""


def wave(shape, start):
    """Return numbers without a pattern, in an array."""
    k = np.arange(1, math.prod(shape) + 1)
    return np.sin(start + 1.7 * k * k).reshape(shape)


def network(sizes, start):
    """Return parameters of a network; no bias is 0."""
    return [
        (wave((m, n), start + k), wave((n,), start + k + 0.5))
        for k, (m, n) in enumerate(itertools.pairwise(sizes))
    ]


def as_integers(params):
    """Return parameters that are whole numbers in arrays of integers."""
    return [(W.astype(np.int64), b.astype(np.int64)) for W, b in params]


def second(answer):
    """Return the second item of a pair, and whatever is no pair as it is."""
    is_pair = isinstance(answer, list | tuple) and len(answer) == 2
    return answer[1] if is_pair else answer


def glorot(got, fans, where):
    """Say whether numbers may be Glorot's weights for two fans."""
    weights = as_numbers(got)
    if weights is None or weights.dtype.kind != "f" or weights.shape != fans:
        yield wrong(
            "The weights have another form.",
            where=where,
            got=brief(got),
            want=f"an array of shape {fans}",
        )
        return
    b = math.sqrt(6) / math.sqrt(sum(fans))
    largest = float(np.max(np.abs(weights)))
    if not largest <= b * (1 + 1e-6):
        yield wrong(
            "There are weights outside of [-b, b].",
            where=where,
            got=f"a weight of size {short(largest)}",
            want=f"at most b = {short(b)}",
        )
    if len(np.unique(weights)) < 0.98 * weights.size:
        yield wrong(
            "Many weights are equal.",
            where=where,
            got=f"{len(np.unique(weights))} different ones among {weights.size}",
            want="each drawn for itself",
        )
    yield distribution(
        weights,
        lambda w: min(max((w / b + 1) / 2, 0.0), 1.0),
        what=f"U[-b, b] with b = {short(b)}",
        where=where,
    )


def started(got, sizes, where, *, statistics=True):
    """Say whether parameters are fit to start from."""
    pattern = [(np.zeros((m, n)), np.zeros(n)) for m, n in itertools.pairwise(sizes)]
    blocks = structured(got, pattern, "the answer")
    if isinstance(blocks, str):
        yield wrong(f"The parameters have another form: {blocks}.", where=where)
        return
    for name, block in blocks.items():
        if name[0] == "b" and block.any():
            yield wrong(
                "The biases do not start at 0.",
                where=f"{name} of {where}",
                got=brief(block),
                want="zeros",
            )
    weights = [block for name, block in blocks.items() if name[0] == "W"]
    for one, other in itertools.combinations(weights, 2):
        if one.shape == other.shape and np.array_equal(one, other):
            yield wrong("Two layers have the very same weights.", where=where)
    if statistics:
        for k, W in enumerate(weights, start=1):
            yield from glorot(W, W.shape, f"W{k} of {where}")


def checked(student, truth, args, **simpler):
    """Check the gradient of the loss at some arguments."""
    params, inputs, labels, l2, l1 = args
    without = {"without penalties": (params, inputs, labels, 0.0, 0.0)}
    return gradient(
        Task(student.backward, truth.backward, None, truth.loss, args),
        quantities={
            "N": len(labels),
            "C": params[-1][1].size,
            **({"lambda": l2} if l2 else {}),
        },
        simpler={
            "with one example": (params, inputs[:1], labels[:1], l2, l1),
            **(without if l2 or l1 else {}),
            **simpler,
        },
    )


def trained(answer, pattern):
    """Return the parameters that a training returned, or what is wrong with them."""
    if not isinstance(answer, list | tuple) or len(answer) != 2:
        return f"the answer is {brief(answer)}, expected (parameters, errors)"
    blocks = structured(answer[0], pattern, "the list of parameters")
    return blocks if isinstance(blocks, str) else like(pattern, blocks)


def ends_right(student, truth, case):
    """Say whether a training in which nothing is random ends where it should."""
    answer = student.train(*case)
    where = call_text(student.train, case)
    theta = trained(answer, case[0])
    if isinstance(theta, str):
        return wrong(f"It has another form: {theta}.", where=where)
    found = compare(theta, truth.train(*case)[0], AFTER_STEPS)
    if found:
        return mismatch(found, f"the parameters after {where}: ")
    return passed("The parameters are right.", where=where)


def orders(n, batch_size):
    """Return every way to cut n examples into batches, in a fixed order inside."""
    return sorted(
        {
            tuple(
                tuple(sorted(order[at : at + batch_size]))
                for at in range(0, n, batch_size)
            )
            for order in itertools.permutations(range(n))
        }
    )


def ends(truth, case, epochs):
    """Return where every order of the examples leads to: {orders: parameters}."""
    params, inputs, labels, lr, batch_size = case
    reached = {(): params}
    for _ in range(epochs):
        further = {}
        for (done, start), order in itertools.product(
            reached.items(), orders(len(labels), batch_size)
        ):
            theta = start
            for batch in map(list, order):
                # One update: a training in which one batch holds all.
                part = (inputs[batch], labels[batch], lr, len(batch), 1, Seeded(0))
                theta, _ = truth.train(theta, *part)
            further[*done, order] = theta
        reached = further
    return reached


def orders_taken(student, truth, case, epochs, seeds):
    """Return the orders behind each training, or the finding that there is none."""
    params, inputs, labels, lr, batch_size = case
    reached = ends(truth, case, epochs)
    near = Tolerance(rtol=1e-6, single_rtol=1e-5)
    where = f"train with {len(labels)} examples, {batch_size=}, {epochs=}"
    taken = []
    for seed in seeds:
        answer = student.train(
            params, inputs, labels, lr, batch_size, epochs, Seeded(seed)
        )
        theta = trained(answer, params)
        if isinstance(theta, str):
            return wrong(f"It has another form: {theta}.", where=where)
        fitting = [key for key, end in reached.items() if not compare(theta, end, near)]
        if not fitting:
            return wrong(
                f"An honest shuffle leads to one of {len(reached)} results; yours is "
                "none of them.",
                where=where,
                got=f"a first bias of {short(theta[0][1][0])}",
                want=f"{brief([end[0][1][0] for end in reached.values()][:3])} or …",
            )
        taken.append(fitting[0])
    return taken


def parameters(made, sizes):
    """Return a copy of a network's parameters, or the finding that they are none."""
    pattern = [(np.zeros((m, n)), np.zeros(n)) for m, n in itertools.pairwise(sizes)]
    params = made.params
    if not isinstance(params, list | tuple):
        return wrong("The attribute params is no list of pairs (W, b).")
    blocks = structured(copy.deepcopy(params), pattern, "params")
    if isinstance(blocks, str):
        return wrong(f"The parameters have another form: {blocks}.")
    return like(pattern, blocks)


def ask(made, name, *args):
    """Return what a method gives; an attribute in its place is taken as it is."""
    method = getattr(made, name)
    return method(*args) if callable(method) else method


def labels_wrong(got, probabilities):
    """Return what is wrong with predicted labels, or nothing."""
    labels = as_numbers(got)
    if labels is None or labels.shape != probabilities.shape[:1]:
        return f"expected {len(probabilities)} labels"
    classes = probabilities.shape[1]
    if not set(labels.tolist()) <= set(range(classes)):
        return f"expected whole numbers from 0 to {classes - 1}"
    chosen = probabilities[np.arange(len(labels)), labels.astype(int)]
    # As probable as the most probable one, but for rounding.
    if (chosen < (1 - 1e-4) * probabilities.max(axis=1)).any():
        return f"the most probable classes are {brief(probabilities.argmax(axis=1))}"
    return ""


def error_of(function):
    """Return a function of a configuration as a student's code may call it."""
    return Callback(function, "evaluate")


def searched(student, sample, evaluate, n, seed):
    """Return answer, configurations drawn and seeds of a random search."""
    reply = student.random_search.reply(
        Callback(evaluate, "evaluate"), Callback(sample, "sample"), n, Seeded(seed)
    )
    draws = [each for each in reply.asked if each.name == "sample"]
    seeds = [float(each.args[0]) for each in draws]
    return reply.value, [each.value for each in draws], seeds


def best_drawn(student, sample, evaluate, n, seed):
    """Say whether the best configuration that was drawn is the answer."""
    got, drawn, _ = searched(student, sample, evaluate, n, seed)
    where = f"random_search with n={n}"
    if len(drawn) != n:
        return wrong(
            "The number of configurations is another one.",
            where=where,
            got=f"{len(drawn)} calls of sample",
            want=f"{n}",
        )
    errors = [evaluate(each) for each in drawn]
    best = min(range(n), key=lambda t: errors[t])
    found = compare(got, (drawn[best], errors[best]), Tolerance())
    if found:
        return mismatch(found, where)
    return passed(f"The best of {n} is configuration {best + 1}.", where=where)


def parts_of(answer, sizes):
    """Return the parts of a split as lists of numbers, or what is wrong with them."""
    if isinstance(answer, np.ndarray):
        answer = list(answer)
    if not isinstance(answer, list | tuple) or len(answer) != len(sizes):
        return f"the answer is {brief(answer)}, expected {len(sizes)} parts"
    parts = [as_numbers(each) for each in answer]
    if any(each is None or each.ndim != 1 for each in parts):
        return "a part is no array of indices"
    got = [len(each) for each in parts]
    if got != list(sizes):
        return f"the parts have {brief(got)} indices, expected {brief(list(sizes))}"
    together = sorted(float(i) for each in parts for i in each)
    if together != list(range(sum(sizes))):
        return "the parts do not hold each index exactly once"
    return [frozenset(each.tolist()) for each in parts]
