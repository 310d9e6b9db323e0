# grader assignment: 07-backprop

"""Assignment 07 with closures, little gate classes and iterators."""

import itertools
import math
import operator
from collections import Counter, deque
from functools import reduce

import numpy as np


# %% walking through numbers and nested lists
def plain(thing):
    """An array as a nested list, a number as it is."""
    return thing.astype(float).tolist() if isinstance(thing, np.ndarray) else float(thing)


def entrywise(rule):
    """Lift a rule on numbers to numbers and nested lists of the same shape."""

    def lifted(*things):
        if any(isinstance(t, list) for t in things):
            return [lifted(*row) for row in zip(*things)]
        return rule(*things)

    return lambda *things: lifted(*map(plain, things))


class Gate:
    """A gate is a list of entrywise rules, one for each of its inputs."""

    def __init__(self, *rules):
        self.rules = [entrywise(rule) for rule in rules]

    def __call__(self, *things):
        return [rule(*things) for rule in self.rules]


def larger(a, b):
    return 1.0 if a > b else 0.25 if a == b else 0.0


ADD = Gate(lambda a, b, up: up, lambda a, b, up: up)
MULTIPLY = Gate(lambda a, b, up: b * up, lambda a, b, up: a * up)
MAX = Gate(lambda a, b, up: larger(a, b) * up,
           lambda a, b, up: (1.0 - larger(a, b)) * up)
COPY = Gate(operator.add)
RELU = Gate(lambda a, up: up if a > 0 else up / 2 if a == 0 else 0.0)


# %%
def add_backward(a, b, upstream):
    return ADD(a, b, upstream)


def multiply_backward(a, b, upstream):
    return MULTIPLY(a, b, upstream)


def max_backward(a, b, upstream):
    return MAX(a, b, upstream)


def copy_backward(dz1, *, dz2):
    """dz2 is keyword-only here, which the handout seems to allow."""
    return COPY(dz1, dz2)[0]


def relu_backward(a, upstream):
    (down,) = RELU(a, upstream)
    # the handout allows single precision
    return np.array(down, dtype=np.float32) if isinstance(a, np.ndarray) else down


# %%
def backward_xyz(*point):
    a, b, c = point
    down, dc = MULTIPLY(a + b, c, 1)
    return [*ADD(a, b, down), dc]


# %%
def sigmoid_neuron_backward(*args):
    *pairs, bias = args
    pairs = list(zip(pairs[::2], pairs[1::2]))
    s = sum(itertools.starmap(operator.mul, pairs)) + bias
    # sigma (1 - sigma) = 1 / (2 cosh(s/2))^2
    ds = (0.5 / math.cosh(s / 2)) ** 2
    swapped = ((x, w) for w, x in pairs)
    return tuple(ds * t for t in itertools.chain(*swapped, [1]))


# %%
def chain_rule(outer_to_inner, slopes, start):
    def step(state, layer):
        u, d = state
        f, df = layer
        return f(u), d * df(u)

    layers = list(zip(outer_to_inner, slopes))
    return list(reduce(step, reversed(layers), (start, 1)))


def chain_rule_polynomial(t):
    _, slope = chain_rule([lambda u: u * u, lambda v: 3 * v**3 + 2],
                          [lambda u: 2 * u, lambda v: 9 * v * v], t)
    return slope


# %%
def transpose(rows):
    return [list(column) for column in zip(*rows)]


def product(left, right):
    columns = transpose(right)
    return [[math.fsum(map(operator.mul, row, column)) for column in columns]
            for row in left]


def matmul_backward(inputs, weights, upstream):
    inputs, weights, upstream = map(plain, (inputs, weights, upstream))
    return [product(upstream, transpose(weights)), product(transpose(inputs), upstream)]


# %%
def nll_output_gradient(probabilities, label):
    return [-1 / float(q) if k == label else 0 for k, q in enumerate(probabilities)]


# %%
class Node:
    """A vertex of the flow graph: edges are pairs (input, closure for the slope)."""

    def __init__(self, data, *edges):
        self.data, self.edges, self.grad = data, edges, None

    def __repr__(self):
        return f"<{self.data} | {self.grad}>"

    def __pow__(self, n):
        x = self.data
        return Node(x**n, (self, lambda: n * x ** (n - 1)))

    def below(self):
        """Generate every node that self was computed from, self included, once."""
        seen, queue = {id(self)}, deque([self])
        while queue:
            node = queue.popleft()
            yield node
            for source, _ in node.edges:
                if id(source) not in seen:
                    seen.add(id(source))
                    queue.append(source)

    def uses_first(self):
        """Generate the nodes, each after all the nodes that use it (Kahn)."""
        waiting = Counter(id(source) for node in self.below() for source, _ in node.edges)
        ready = [self]
        while ready:
            node = ready.pop()
            yield node
            for source, _ in node.edges:
                waiting[id(source)] -= 1
                if not waiting[id(source)]:
                    ready.append(source)

    def backward(self):
        for node in self.below():
            node.grad = 0
        self.grad = 1
        for node in self.uses_first():
            for source, slope in node.edges:
                source.grad += slope() * node.grad
        return self


def Value(data):
    return Node(data)


def lift(thing):
    return thing if isinstance(thing, Node) else Node(thing)


def install_binary(name, forward, slope_left, slope_right):
    def combine(left, right):
        left, right = lift(left), lift(right)
        a, b = left.data, right.data
        return Node(forward(a, b),
                    (left, lambda: slope_left(a, b)), (right, lambda: slope_right(a, b)))

    setattr(Node, f"__{name}__", lambda self, other: combine(self, other))
    setattr(Node, f"__r{name}__", lambda self, other: combine(other, self))


def install_unary(name, forward, slope):
    def method(self):
        z = forward(self.data)
        return Node(z, (self, lambda: slope(self.data, z)))

    setattr(Node, name, method)


for row in [
    ("add", operator.add, lambda a, b: 1, lambda a, b: 1),
    ("sub", operator.sub, lambda a, b: 1, lambda a, b: -1),
    ("mul", operator.mul, lambda a, b: b, lambda a, b: a),
    ("truediv", operator.truediv, lambda a, b: 1 / b, lambda a, b: -a / b**2),
]:
    install_binary(*row)

for row in [
    ("exp", math.exp, lambda x, z: z),
    ("log", math.log, lambda x, z: 1 / x),
    ("tanh", math.tanh, lambda x, z: 1 - z * z),
    ("relu", lambda x: max(x, 0), lambda x, z: (x > 0) + 0.5 * (x == 0)),
]:
    install_unary(*row)
