"""Flow graphs that public and hidden checks compute, and how they are compared."""

import operator
from dataclasses import dataclass

import numpy as np

from grader.checks import passed, wrong
from grader.checks.comparing import SINGLE_RTOL, Tolerance, as_numbers, differ
from grader.checks.findings import failed_to_run
from grader.checks.numbers import brief, pair, short
from grader.checks.thing import Thing, is_plain
from grader.errors import StudentFault

NEAR = Tolerance(single_rtol=1e-4)
"""Of the largest number beside it: single precision loses digits in sixteen steps."""
OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
}
METHODS = {"exp": np.exp, "log": np.log, "tanh": np.tanh, "relu": abs}
"""With what they do to the numbers of a grown graph, where relu meets none below 0."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Numbers to start from, and operations that go on from them."""

    leaves: dict[str, float]
    steps: tuple[tuple, ...]
    """For each: the result's name, then left, operator, right, or operand, method."""

    @property
    def names(self):
        """Return the names of all values, the output last."""
        return [*self.leaves, *(name for name, *_ in self.steps)]

    @property
    def text(self):
        """Return the graph as a student would write it."""
        start = ", ".join(f"{name} = {brief(x)}" for name, x in self.leaves.items())
        return f"{start}; {', '.join(map(written, self.steps))}"


def graph(*steps, **leaves):
    """Return a graph from steps as text, "q = x + y", and leaves by name."""
    return Graph(leaves, tuple(parsed(each) for each in steps))


def parsed(step):
    """Return a step from its text: "q = x / 2", "f = q.tanh()"."""
    name, _, expression = step.partition(" = ")
    if expression.endswith("()"):
        return (name, *expression.removesuffix("()").split("."))
    return (name, *map(operand, expression.split(" ")))


def operand(text):
    """Return what an operand or an operator stands for: itself, or a number."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def written(step):
    """Return a step as text."""
    name, left, op, *right = step
    if op in METHODS:
        return f"{name} = {left}.{op}()"
    return f"{name} = {short_of(left)} {op} {short_of(right[0])}"


def short_of(each):
    """Return an operand as text."""
    return each if isinstance(each, str) else short(each)


class Flaw(Exception):
    """What is wrong, as a finding, where nothing can follow."""

    def __init__(self, finding):
        self.finding = finding
        super().__init__(finding.message)


def traced(function, graph):
    """Return the values of a graph by name, computed by somebody's Value."""
    things = {name: function.make(number) for name, number in graph.leaves.items()}
    for step in graph.steps:
        name, left, op, *right = step
        if op in METHODS:
            made = called(things[left], op, graph.text)
        else:
            given = [things.get(each, each) for each in (left, *right)]
            made = OPERATORS[op](*given)
        if not isinstance(made, Thing):
            message = f"The step {written(step)} gives no Value."
            text = brief(made)
            raise Flaw(wrong(message, where=graph.text, got=text, want="a new Value"))
        things[name] = made
    return things


def called(thing, method, where):
    """Return what a method without arguments gives."""
    bound = getattr(thing, method)
    if not callable(bound):
        message = f".{method} is no method: is it an attribute as well?"
        raise Flaw(wrong(message, where=where, got=brief(bound), want="a method"))
    return bound()


def number(thing, name, attribute, where):
    """Return an attribute of a value, which has to be a real number."""
    got = getattr(thing, attribute)
    plain = as_numbers(got) if is_plain(got) else None
    if plain is None or plain.ndim or plain.dtype.kind == "c":
        message = f"{name}.{attribute} is no number."
        raise Flaw(wrong(message, where=where, got=brief(got), want="a number"))
    return plain[()]


def require_same(mine, right, names, attribute, where, tolerance=NEAR):
    """Compare one attribute of several values with that of the reference's."""
    numbers = np.array([number(mine[each], each, attribute, where) for each in names])
    want = np.array([getattr(right[each], attribute) for each in names])
    allowed, why = tolerance.allowed(numbers, want)
    off = np.flatnonzero(differ(numbers, want, allowed))
    if not off.size:
        return
    first = off[0]
    others = [names[each] for each in off[1:]]
    also = f" So does that of {', '.join(others)}." if others else ""
    texts = pair(numbers[first], want[first])
    raise Flaw(
        wrong(
            f"{names[first]}.{attribute} differs.{also}",
            where=where,
            got=texts[0],
            want=texts[1],
            tolerance=why,
        )
    )


def flows(student, truth, *graphs, data=True, grads=()):
    """Compute graphs and go back through them once; data and grads are right.

    Args:
        student: the student.
        truth: the reference.
        graphs: what is computed.
        data: whether the data of all values are compared, the operands' among them.
        grads: the names of the values whose grads are compared; () for all.
    """
    for each in graphs:
        try:
            mine, right = traced(student.Value, each), traced(truth.Value, each)
            where = each.text
            if data:
                require_same(mine, right, each.names, "data", where)
            output = each.names[-1]
            called(right[output], "backward", where)
            called(mine[output], "backward", where)
            where = f"{where}; {output}.backward()"
            require_same(mine, right, grads or each.names, "grad", where)
        except Flaw as flaw:
            yield flaw.finding
        except StudentFault as fault:
            yield failed_to_run(fault, each.text)
        else:
            yield passed("All numbers agree.", where=where)


def flows_again(student, truth, graph, outputs):
    """Go back from several outputs in turn; each time what lies below is right.

    Args:
        student: the student.
        truth: the reference.
        graph: what is computed.
        outputs: from which values backward is called, in order.
    """
    try:
        mine, right = traced(student.Value, graph), traced(truth.Value, graph)
        where = f"{graph.text}; then"
        for output in outputs:
            where = f"{where} {output}.backward(),"
            called(right[output], "backward", where)
            called(mine[output], "backward", where)
            names = below(graph, output)
            require_same(mine, right, names, "grad", where.rstrip(","))
    except Flaw as flaw:
        return flaw.finding
    return passed("The grads agree after every call.", where=where.rstrip(","))


def flows_deep(student, truth, leaves, steps, times):
    """Go back through operations in a row, each on the result of the last one.

    Args:
        student: the student.
        truth: the reference.
        leaves: the numbers that it begins with, the start of the row first.
        steps: as for Thing.chained, with names of leaves among the operands.
        times: how often all steps are gone through.
    """
    depth = len(steps) * times
    tolerance = Tolerance(single_rtol=2 * depth * float(np.finfo(np.float32).eps))
    where = f"{depth} operations in a row"
    try:
        mine = in_a_row(student.Value, leaves, steps, times, where)
        right = in_a_row(truth.Value, leaves, steps, times, where)
        require_same(mine, right, ["the last"], "data", where, tolerance)
        for each in (right, mine):
            called(each["the last"], "backward", where)
        require_same(mine, right, [*leaves], "grad", where, tolerance)
    except Flaw as flaw:
        return flaw.finding
    return passed(f"{depth} operations in a row do no harm.", where=where)


def in_a_row(function, leaves, steps, times, where):
    """Return the leaves by name and the last value of a row, by somebody's Value."""
    things = {name: function.make(x) for name, x in leaves.items()}
    row = [[things.get(each, each) for each in step] for step in steps]
    last = things[next(iter(leaves))].chained(row, times)
    if not isinstance(last, Thing):
        message, got = "What comes out is no Value.", brief(last)
        raise Flaw(wrong(message, where=where, got=got, want="a Value"))
    return {**things, "the last": last}


def kink_of_relu(student, graph, kink, upstream):
    """Go back through relu at 0, where anything from 0 to 1 is a right slope.

    Args:
        student: the student.
        graph: what is computed.
        kink: the name of the value that is 0.
        upstream: the gradient that comes from above, a positive number.
    """
    where = f"{graph.text}; {graph.names[-1]}.backward()"
    try:
        things = traced(student.Value, graph)
        called(things[graph.names[-1]], "backward", where)
        got = number(things[kink], kink, "grad", where)
    except Flaw as flaw:
        return flaw.finding
    room = SINGLE_RTOL * upstream
    if not -room <= got <= upstream + room:
        message = f"{kink}.grad lies outside of what is right at a kink."
        want = f"anything from 0 to {short(upstream)}"
        return wrong(message, where=where, got=short(got), want=want)
    return passed("At the kink any slope from 0 to 1 is accepted.", where=where)


def below(graph, output):
    """Return the names of the values that one was computed from, and its own."""
    found = {output}
    for name, *parts in reversed(graph.steps):
        if name in found:
            found.update(each for each in parts if each in graph.names)
    return [each for each in graph.names if each in found]


_SMALLEST, _LARGEST = 0.25, 4.0
"""Sizes of numbers in a grown graph: no digits are lost, and no slope is hidden."""
_BEFORE_FLAT = 1.3
"""Where exp and tanh are neither steep nor flat."""
_ONWARDS, _UNARY, _NUMBER, _SWAPPED = 0.7, 0.3, 0.3, 0.5
"""How often a step goes on from the last one, is of one operand, has a number in it,
and has its sides swapped."""
_NUMBERS = (-3, -1.5, 0.75, 2, 2.5)


def grown(seed, count, **leaves):
    """Return a graph of operations at random: few numbers, some of them used often.

    Args:
        seed: the same one gives the same graph.
        count: how many operations are tried; those that lead nowhere are left out.
        leaves: the numbers to start from.
    """
    rng = np.random.default_rng(seed)
    numbers = dict(leaves)
    steps = []
    for nth in range(1, count + 1):
        step, value = attempt(rng, numbers)
        numbers[f"v{nth}"] = value
        steps.append((f"v{nth}", *step))
    whole = Graph(leaves, tuple(steps))
    used = below(whole, whole.names[-1])
    return Graph(leaves, tuple(each for each in steps if each[0] in used))


def attempt(rng, numbers):
    """Return an operation at random and its result, neither large nor small."""
    names = [*numbers]
    while True:
        # Mostly from the last result on, so that the graph grows deep.
        left = names[-1] if rng.random() < _ONWARDS else str(rng.choice(names))
        kind = unary if rng.random() < _UNARY else binary
        step, value = kind(rng, numbers, left)
        if _SMALLEST <= abs(value) <= _LARGEST:
            return step, float(value)


def unary(rng, numbers, name):
    """Return a function or a power of a value."""
    x = numbers[name]
    choices = [(name, "**", n) for n in (2, 3, -1, -2)]
    if abs(x) < _BEFORE_FLAT:
        choices += [(name, "exp"), (name, "tanh")]
    if x > 0:
        choices += [(name, "log"), (name, "relu"), (name, "**", 1.5)]
    step = choices[rng.integers(len(choices))]
    return step, OPERATORS["**"](x, step[2]) if step[1] == "**" else METHODS[step[1]](x)


def binary(rng, numbers, left):
    """Return an operation on a value and another one, or a number, on either side."""
    if rng.random() < _NUMBER:
        right = y = float(rng.choice(_NUMBERS))
    else:
        right = str(rng.choice([*numbers]))
        y = numbers[right]
    x = numbers[left]
    if rng.random() < _SWAPPED:
        left, right, x, y = right, left, y, x
    op = str(rng.choice(["+", "-", "*", "/"]))
    return (left, op, right), OPERATORS[op](x, y)
