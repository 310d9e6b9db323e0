"""Known mistakes of assignment 07 in the flow graph."""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.diagnosis import misconception

RESULTS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "relu": lambda x: max(x, 0.0),
}
SLOPES = {
    "+": lambda _x, _y, _z: (1.0, 1.0),
    "-": lambda _x, _y, _z: (1.0, -1.0),
    "*": lambda x, y, _z: (y, x),
    "/": lambda x, y, _z: (1 / y, -x / y**2),
    "**": lambda x, n, _z: (n * x ** (n - 1), 0.0),
    "exp": lambda _x, z: (z,),
    "log": lambda x, _z: (1 / x,),
    "tanh": lambda _x, z: (1 - z**2,),
    "relu": lambda x, _z: (1.0 * (x > 0),),
}


def visit_all(output):
    """Return all values below an output, each after all that use it."""
    found, seen, stack = [], set(), [(output, False)]
    while stack:
        node, is_done = stack.pop()
        if is_done:
            found.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(source, False) for source, _ in node.inputs]
    return found[::-1]


def layers(output):
    """Return all values below an output by their distance from it."""
    found, seen = [output], {output}
    for node in found:
        for source, _ in node.inputs:
            if source not in seen:
                seen.add(source)
                found.append(source)
    return found


def as_found(output, turned):
    """Return all values below an output as a walk finds them that goes deep first."""
    found, seen, stack = [], set(), [output]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            found.append(node)
            stack += turned([source for source, _ in node.inputs])
    return found


def recursively(output):
    """Return all values below an output, each after all that use it."""
    found, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for source, _ in node.inputs:
                visit(source)
            found.append(node)

    visit(output)
    return found[::-1]


def begun(output, spread):
    """Set the grad of an output to 1 and let it spread."""
    output.grad = 1.0
    spread(output)


def leave(_output, _order):
    """Leave all grads as they are."""


def clear_all(_output, order):
    """Set all grads to 0."""
    for node in order:
        node.grad = 0.0


def hand_down(node):
    """Add what comes from a value to its inputs."""
    for source, slope in node.inputs:
        source.grad += slope * node.grad


@dataclass(frozen=True, slots=True)
class Way:
    """How a graph is built and gone through; each part may be another."""

    results: dict[str, Callable] = field(default_factory=dict)
    slopes: dict[str, Callable] = field(default_factory=dict)
    link: Callable = lambda sources, slopes: list(zip(sources, slopes, strict=True))
    order: Callable = visit_all
    clear: Callable = clear_all
    seed: Callable = lambda _output: 1.0
    hand: Callable = hand_down
    is_composed: bool = False
    """Whether x - y is x + y · (-1), and x / y is x · y⁻¹."""
    go: Callable | None = None
    """What stands in the place of the whole walk, if anything does."""
    reflected: Callable = lambda op, number, node: node.operate(op, number, node)


class Node:
    """A value of a flow graph that goes its own way."""

    def __init__(self, data, **parts):
        self.data = float(data)
        self.grad = 0.0
        self.inputs = []
        self.mark = 0
        self.way = parts.pop("way", None) or Way(**parts)

    def operate(self, op, *operands):
        """Return the result of an operation."""
        way = self.way
        sources = [x if isinstance(x, Node) else Node(x, way=way) for x in operands]
        numbers = [each.data for each in sources]
        out = Node((way.results.get(op) or RESULTS[op])(*numbers), way=way)
        slopes = (way.slopes.get(op) or SLOPES[op])(*numbers, out.data)
        out.inputs = way.link(sources, slopes)
        return out

    def __add__(self, other):
        """Return x + y."""
        return self.operate("+", self, other)

    def __sub__(self, other):
        """Return x - y."""
        if self.way.is_composed:
            return self + other * -1
        return self.operate("-", self, other)

    def __mul__(self, other):
        """Return x y."""
        return self.operate("*", self, other)

    def __truediv__(self, other):
        """Return x / y."""
        if self.way.is_composed:
            return self * other**-1
        return self.operate("/", self, other)

    def __pow__(self, n):
        """Return x to the power of the number n."""
        return self.operate("**", self, n)

    def __radd__(self, number):
        """Return number + x."""
        return self.way.reflected("+", number, self)

    def __rsub__(self, number):
        """Return number - x."""
        if self.way.is_composed:
            return self * -1 + number
        return self.way.reflected("-", number, self)

    def __rmul__(self, number):
        """Return number times x."""
        return self.way.reflected("*", number, self)

    def __rtruediv__(self, number):
        """Return number / x."""
        if self.way.is_composed:
            return self**-1 * number
        return self.way.reflected("/", number, self)

    def exp(self):
        """Return e to the power of this value."""
        return self.operate("exp", self)

    def log(self):
        """Return the natural logarithm."""
        return self.operate("log", self)

    def tanh(self):
        """Return the hyperbolic tangent."""
        return self.operate("tanh", self)

    def relu(self):
        """Return this value where it is positive, else 0."""
        return self.operate("relu", self)

    def backward(self):
        """Set the grads below."""
        if self.way.go:
            self.way.go(self)
            return
        order = self.way.order(self)
        self.way.clear(self, order)
        self.grad = self.way.seed(self)
        for node in order:
            self.way.hand(node)


# --- the walk ------------------------------------------------------------------------


@misconception(
    "Value",
    hint="A value is used twice. What happens to its first gradient when the second "
    "arrives?",
    source="the sum of S4's chain rule",
)
def value_overwrites(data):
    """Grads are assigned, not added: at a shared value the last use wins."""

    def hand(node):
        for source, slope in node.inputs:
            source.grad = slope * node.grad

    return Node(data, hand=hand)


@misconception(
    "Value",
    hint="Call backward twice. Who sets the old grads back to 0?",
    source="micrograd, which leaves the clearing to its caller",
    family="grads pile up",
)
def value_piles_up(data):
    """Nothing is set to 0: a second call adds to what the first one left."""
    return Node(data, clear=leave)


@misconception(
    "Value",
    hint="Call backward twice. Who sets the old grads back to 0?",
    family="grads pile up",
)
def value_all_pile_up(data):
    """Nothing is set to 0, and the grad of the output grows by 1 in every call."""
    return Node(data, clear=leave, seed=lambda output: output.grad + 1.0)


@misconception(
    "Value",
    hint="Call backward twice. Who sets the old grads back to 0?",
    source="PyTorch, where an optimizer clears them",
    family="grads pile up",
    convention=True,
)
def value_leaves_pile_up(data):
    """Every call adds to the grads of the leaves, and sets all others anew."""

    def clear(_output, order):
        for node in order:
            if node.inputs:
                node.grad = 0.0

    return Node(data, clear=clear)


@misconception(
    "Value",
    hint="Call backward twice. Who sets the old grads back to 0?",
    family="grads pile up",
)
def value_paths_pile_up(data):
    """Every path is followed by recursion, and each call adds to the grads."""

    def follow(node, grad=1.0):
        node.grad += grad
        for source, slope in node.inputs:
            follow(source, slope * grad)

    return Node(data, go=follow)


@misconception(
    "Value",
    hint="Call backward twice, and print the grads of what lies between.",
    family="grads pile up",
)
def value_inner_grads_pile_up(data):
    """Only the grads of the leaves are set to 0, those in between pile up."""

    def clear(_output, order):
        for node in order:
            if not node.inputs:
                node.grad = 0.0

    return Node(data, clear=clear)


@misconception(
    "Value",
    hint="Call backward twice, and print the grad of the output.",
    family="grads pile up",
)
def value_output_piles_up(data):
    """The grad of the output is increased by 1 in every call, others start anew."""

    def clear(output, order):
        for node in order:
            if node is not output:
                node.grad = 0.0

    return Node(data, clear=clear, seed=lambda output: output.grad + 1.0)


@misconception(
    "Value", hint="What is left of a mark when backward is called from somewhere else?"
)
def value_marks_stay(data):
    """Visited values are marked once for all: the next call does not enter them."""

    def order(output):
        found = [each for each in visit_all(output) if not each.mark]
        for each in found:
            each.mark = 1
        return found

    return Node(data, order=order)


@misconception(
    "Value",
    hint="Has a value received all of its gradient when you hand it on?",
    family="wrong order",
)
def value_depth_first(data):
    """Values are visited as they are found, deep ones first: some are too early."""
    return Node(data, order=lambda output: as_found(output, reversed))


@misconception(
    "Value",
    hint="Has a value received all of its gradient when you hand it on?",
    family="wrong order",
)
def value_depth_first_from_the_right(data):
    """Values are visited as they are found, the right one first: some too early."""
    return Node(data, order=lambda output: as_found(output, list))


@misconception(
    "Value",
    hint="How often does your code hand on the gradient of a value that is used twice?",
    family="handed on again",
)
def value_hands_on_again(data):
    """Whenever a gradient arrives, all that a value has so far is handed on again."""

    def spread(node):
        for source, slope in node.inputs:
            source.grad += slope * node.grad
            spread(source)

    return Node(data, go=lambda output: begun(output, spread))


@misconception(
    "Value",
    hint="How often does your code hand on the gradient of a value that is used twice?",
    family="handed on again",
)
def value_hands_on_again_afterwards(data):
    """Each user of a value has it hand on all that it has, once for each user."""

    def spread(node):
        hand_down(node)
        for source, _ in node.inputs:
            spread(source)

    return Node(data, go=lambda output: begun(output, spread))


@misconception(
    "Value",
    hint="Has a value received all of its gradient when you hand it on?",
    family="wrong order",
)
def value_breadth_first(data):
    """Values are visited by their distance from the output: some are too early."""
    return Node(data, order=layers)


@misconception(
    "Value",
    hint="Which value has to hand on its gradient first: the output or a leaf?",
    same_as="value_one_level: on the way up only the output has a grad to hand on "
    "when its turn comes",
)
def value_leaves_first(data):
    """The values are gone through from the leaves to the output, not backwards."""
    return Node(data, order=lambda output: visit_all(output)[::-1])


@misconception("Value", hint="Who hands the gradient on to the inputs of the inputs?")
def value_one_level(data):
    """Only the direct inputs of the output get a grad; nothing is handed on."""

    def hand(node):
        if node.mark:
            hand_down(node)
            node.mark = 0

    def seed(output):
        output.mark = 1
        return 1.0

    return Node(data, seed=seed, hand=hand)


@misconception("Value", hint="With which number does the way back begin, and where?")
def value_never_starts(data):
    """The grad of the output is never set to 1, so that all grads stay 0."""
    return Node(data, seed=lambda _: 0.0)


@misconception("Value", hint="What is ∂f/∂f?")
def value_starts_with_data(data):
    """The way back starts with the output's own value instead of 1."""
    return Node(data, seed=lambda output: output.data)


@misconception("Value", hint="What happens to what comes from above?")
def value_upstream_forgotten(data):
    """Each value hands on its local derivatives without its own grad as a factor."""

    def hand(node):
        for source, slope in node.inputs:
            source.grad += slope

    return Node(data, hand=hand)


@misconception("Value", hint="In v * v, how often is v an input?")
def value_same_operand_once(data):
    """The inputs are kept in a dict or a set: v * v has only one."""

    def link(sources, slopes):
        return list(dict(zip(sources, slopes, strict=True)).items())

    return Node(data, link=link)


@misconception("Value", hint="Are two values that hold the same number the same value?")
def value_equal_numbers(data):
    """Visited values are told apart by their number: equal ones count as one."""

    def order(output):
        found, numbers = [], set()
        for node in visit_all(output):
            if node.data not in numbers:
                numbers.add(node.data)
                found.append(node)
        return found

    def clear(output, _order):
        clear_all(output, visit_all(output))

    return Node(data, order=order, clear=clear)


@misconception(
    "Value",
    hint="How many calls of your function are open at once in a graph of 5,000 steps?",
)
def value_recursive(data):
    """The graph is walked by recursion, which Python stops after 1,000 levels."""
    return Node(data, order=recursively)


# --- operators -----------------------------------------------------------------------


def backwards(*swapped):
    """Return what numbers on the left do, some operations the wrong way round."""

    def reflected(op, number, node):
        if op in swapped:
            return node.operate(op, node, number)
        return node.operate(op, number, node)

    return reflected


@misconception(
    "Value",
    hint="Compute 2 - v and v - 2 for v = 5. Are they equal?",
    family="numbers on the left",
)
def value_minus_swapped(data):
    """With a number on the left, number - v is computed as v - number."""
    return Node(data, reflected=backwards("-"))


@misconception(
    "Value",
    hint="Compute 2 / v and v / 2 for v = 5. Are they equal?",
    family="numbers on the left",
)
def value_quotient_swapped(data):
    """With a number on the left, number / v is computed as v / number."""
    return Node(data, reflected=backwards("/"))


@misconception(
    "Value",
    hint="Compute 2 - v and 2 / v for v = 5, and the other way round.",
    family="numbers on the left",
)
def value_both_swapped(data):
    """With a number on the left, difference and quotient have their sides swapped."""
    return Node(data, reflected=backwards("-", "/"))


@misconception(
    "Value",
    hint="Which method does Python call for 2 * v, if the int 2 cannot do it?",
    family="numbers on the left",
)
def value_no_numbers_on_the_left(data):
    """Numbers on the left are not provided for: 2 * v raises a TypeError."""

    def reflected(op, _number, _node):
        raise TypeError(f"unsupported operand type(s) for {op}: 'float' and 'Value'")

    return Node(data, reflected=reflected)


@misconception(
    "Value",
    hint="Which method does Python call for 2 - v, if the int 2 cannot do it?",
    family="numbers on the left",
)
def value_no_minus_on_the_left(data):
    """Numbers on the left are provided for in + and *, not in - and /."""

    def reflected(op, number, node):
        if op in "-/":
            raise TypeError(f"unsupported operand type(s) for {op}: 'int' and 'Value'")
        return node.operate(op, number, node)

    return Node(data, reflected=reflected)


@misconception(
    "Value",
    hint="Try v * 2. What has the number 2, and what has it not?",
)
def value_only_values(data):
    """Operators take values only: a number has no .data."""

    class Strict(Node):
        def operate(self, op, *operands):
            if op != "**" and not all(isinstance(each, Node) for each in operands):
                raise AttributeError("'float' object has no attribute 'data'")
            out = super().operate(op, *operands)
            out.__class__ = Strict
            return out

    return Strict(data)


@misconception("Value", hint="Which operand does the gradient of x in x · y contain?")
def value_own_operand(data):
    """In a product each side gets itself times the gradient, not the other one."""
    return Node(data, slopes={"*": lambda x, y, _z: (x, y)})


@misconception("Value", hint="If y grows, does x - y grow?")
def value_difference_like_sum(data):
    """In a difference the second operand gets the gradient without the minus."""
    return Node(data, slopes={"-": lambda _x, _y, _z: (1.0, 1.0)})


@misconception(
    "Value", hint="Differentiate x/y in y, slowly.", family="slope of a denominator"
)
def value_quotient_sign(data):
    """In a quotient the denominator gets x/y² without the minus."""
    return Node(data, slopes={"/": lambda x, y, _z: (1 / y, x / y**2)})


@misconception(
    "Value", hint="Differentiate x/y in y, slowly.", family="slope of a denominator"
)
def value_quotient_without_square(data):
    """In a quotient the denominator gets -x/y, without the square."""
    return Node(data, slopes={"/": lambda x, y, _z: (1 / y, -x / y)})


@misconception(
    "Value", hint="Differentiate x/y in y, slowly.", family="slope of a denominator"
)
def value_quotient_without_numerator(data):
    """In a quotient the denominator gets -1/y², without the numerator."""
    return Node(data, slopes={"/": lambda _x, y, _z: (1 / y, -1 / y**2)})


@misconception("Value", hint="What is the derivative of x³?", family="the power rule")
def value_power_exponent_kept(data):
    """A power has the slope n xⁿ: the exponent is not reduced."""
    return Node(data, slopes={"**": lambda _x, n, z: (n * z, 0.0)})


@misconception("Value", hint="What is the derivative of x³?", family="the power rule")
def value_power_without_factor(data):
    """A power has the slope xⁿ⁻¹: the factor n is missing."""
    return Node(data, slopes={"**": lambda x, n, _z: (x ** (n - 1), 0.0)})


@misconception(
    "Value", hint="Is n the power, or is it x? Try x³ at 2.", family="the power rule"
)
def value_power_like_exponential(data):
    """A power is differentiated like an exponential: log(x) xⁿ."""

    def slope(x, _n, z):
        return (z * math.log(abs(x)), 0.0)

    return Node(data, slopes={"**": slope})


@misconception("Value", hint="What is (-0.8) ** 3? And what does x * x give for n = 3?")
def value_power_is_square(data):
    """Every power is taken for a square."""
    return Node(
        data,
        results={"**": lambda x, _n: x * x},
        slopes={"**": lambda x, _n, _z: (2 * x, 0.0)},
    )


@misconception("Value", hint="Print x.data after z = x + y.")
def value_in_place(data):
    """A sum is written into the left operand, which is returned as the result."""

    class Changing(Node):
        def __add__(self, other):
            out = self.operate("+", self, other)
            self.data = out.data
            return out

        def operate(self, op, *operands):
            out = super().operate(op, *operands)
            out.__class__ = Changing
            return out

    return Changing(data)


# --- functions -----------------------------------------------------------------------


@misconception("Value", hint="Which function is its own derivative?")
def value_exp_power_rule(data):
    """Exp is differentiated like a power: x e^(x - 1)."""
    return Node(data, slopes={"exp": lambda x, _z: (x * math.exp(x - 1),)})


@misconception("Value", hint="Which function is its own derivative?")
def value_exp_of_exp(data):
    """The slope of exp is taken at its output: e^(e^x)."""
    return Node(data, slopes={"exp": lambda _x, z: (math.exp(z),)})


@misconception("Value", hint="What is the slope of log at 2?")
def value_log_of_output(data):
    """The slope of log is 1 through its output, not through its input."""
    return Node(data, slopes={"log": lambda _x, z: (1 / z,)})


@misconception("Value", hint="Which logarithm is meant?")
def value_log_of_base_ten(data):
    """The logarithm is that of base 10."""
    return Node(
        data,
        results={"log": math.log10},
        slopes={"log": lambda x, _z: (1 / (x * math.log(10)),)},
    )


@misconception(
    "Value", hint="What is the slope of tanh at 0, and at 2?", family="slope of tanh"
)
def value_tanh_without_square(data):
    """The slope of tanh is 1 - z, without the square."""
    return Node(data, slopes={"tanh": lambda _x, z: (1 - z,)})


@misconception(
    "Value", hint="Is it the input or the output in 1 - z²?", family="slope of tanh"
)
def value_tanh_of_input(data):
    """The slope of tanh is 1 - x², with the input where the output belongs."""
    return Node(data, slopes={"tanh": lambda x, _z: (1 - x**2,)})


@misconception(
    "Value", hint="How often is tanh applied on the way back?", family="slope of tanh"
)
def value_tanh_twice(data):
    """The slope of tanh is 1 - tanh(z)², taken at the output."""
    return Node(data, slopes={"tanh": lambda _x, z: (1 - math.tanh(z) ** 2,)})


@misconception("Value", hint="Whose derivative is z(1 - z)?", family="slope of tanh")
def value_tanh_like_sigmoid(data):
    """The slope of tanh is z (1 - z): that is the sigmoid's."""
    return Node(data, slopes={"tanh": lambda _x, z: (z * (1 - z),)})


@misconception("Value", hint="What is the slope of relu at -3?")
def value_relu_always_open(data):
    """The gradient passes relu everywhere, also where the input is negative."""
    return Node(data, slopes={"relu": lambda _x, _z: (1.0,)})


@misconception("Value", hint="Is the slope of relu at 3 really 3?")
def value_relu_times_output(data):
    """The gradient is multiplied by relu's output instead of by its slope."""
    return Node(data, slopes={"relu": lambda _x, z: (z,)})


@misconception("Value", hint="May a negative gradient pass an open gate?")
def value_relu_by_upstream(data):
    """The sign of the gradient opens relu's gate, not that of the input."""

    def link(sources, slopes):
        return list(zip(sources, slopes, strict=True))

    def hand(node):
        for source, slope in node.inputs:
            share = slope(node.grad) if callable(slope) else slope * node.grad
            source.grad += share

    return Node(
        data,
        link=link,
        hand=hand,
        slopes={"relu": lambda _x, _z: (lambda grad: max(grad, 0.0),)},
    )


# --- differences and quotients made of products and powers ---------------------------


@misconception("Value", hint="Which operand does the gradient of x in x · y contain?")
def value_own_operand_composed(data):
    """In a product each side gets itself times the gradient; - and / are products."""
    return Node(data, is_composed=True, slopes={"*": lambda x, y, _z: (x, y)})


@misconception("Value", hint="What is the derivative of x³?", family="the power rule")
def value_power_exponent_kept_composed(data):
    """A power has the slope n xⁿ: the exponent is not reduced; 1/y is a power."""
    return Node(data, is_composed=True, slopes={"**": lambda _x, n, z: (n * z, 0.0)})


@misconception("Value", hint="What is the derivative of x³?", family="the power rule")
def value_power_without_factor_composed(data):
    """A power has the slope xⁿ⁻¹: the factor n is missing; 1/y is a power."""
    slopes = {"**": lambda x, n, _z: (x ** (n - 1), 0.0)}
    return Node(data, is_composed=True, slopes=slopes)


@misconception("Value", hint="Who hands the gradient on to the inputs of the inputs?")
def value_one_level_composed(data):
    """Only the direct inputs of the output get a grad; - and / have hidden steps."""
    return Node(data, is_composed=True, order=lambda output: visit_all(output)[::-1])


@misconception("Value", hint="What happens to what comes from above?")
def value_upstream_forgotten_composed(data):
    """Local derivatives are handed on alone, without the grad; - and / have steps."""

    def hand(node):
        for source, slope in node.inputs:
            source.grad += slope

    return Node(data, is_composed=True, hand=hand)
