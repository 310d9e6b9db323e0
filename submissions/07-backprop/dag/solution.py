# grader assignment: 07-backprop
# Dag has no numpy: lists in lists, and plain Python.
import math


def walk(function, *args):
    """Apply a function entry by entry, whatever the nesting is."""
    if hasattr(args[0], "__len__"):
        return [walk(function, *each) for each in zip(*args)]
    return function(*(float(a) for a in args))


def add_backward(x, y, dz):
    return walk(lambda d: d, dz), walk(lambda d: d, dz)


def multiply_backward(x, y, dz):
    return (
        walk(lambda a, b, d: b * d, x, y, dz),
        walk(lambda a, b, d: a * d, x, y, dz),
    )


def max_backward(x, y, dz):
    def to_y(a, b, d):
        if a > b:
            return 0.0
        return d  # at a tie y gets it all

    return (
        walk(lambda a, b, d: d - to_y(a, b, d), x, y, dz),
        walk(to_y, x, y, dz),
    )


def copy_backward(dz1, dz2):
    return walk(lambda a, b: a + b, dz1, dz2)


def relu_backward(x, dy):
    return walk(lambda a, d: d if a >= 0 else 0.0, x, dy)


def backward_xyz(x, y, z):
    return [float(z), float(z), float(x + y)]


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    s = w0 * x0 + w1 * x1 + w2
    e = math.exp(-abs(s))
    ds = e / (1 + e) ** 2
    return [ds * x0, ds * w0, ds * x1, ds * w1, ds]


def chain_rule_polynomial(x):
    return 54 * x**5 + 36 * x**2


def chain_rule(fs, dfs, x):
    if not fs:
        return [x, 1]
    inner, slope = chain_rule(fs[1:], dfs[1:], x)
    return [fs[0](inner), dfs[0](inner) * slope]


def matmul_backward(x, w, dy):
    N, D, M = len(x), len(w), len(w[0])
    dx = [[0.0] * D for _ in range(N)]
    dw = [[0.0] * M for _ in range(D)]
    for n in range(N):
        for d in range(D):
            for m in range(M):
                dx[n][d] += dy[n][m] * w[d][m]
                dw[d][m] += x[n][d] * dy[n][m]
    return dx, dw


def nll_output_gradient(p, y):
    return [-1 / p[c] if c == y else 0 for c in range(len(p))]


class Value:
    """Counts how often each value is used, and waits until all of it has come back."""

    def __init__(self, data):
        self.data, self.grad, self._from = data, 0.0, []

    def _op(self, data, *pairs):
        v = Value(data)
        v._from = list(pairs)
        return v

    def __add__(self, o):
        if type(o) is not Value:
            return self._op(self.data + o, (self, 1))
        return self._op(self.data + o.data, (self, 1), (o, 1))

    def __radd__(self, o):
        return self._op(o + self.data, (self, 1))

    def __sub__(self, o):
        if type(o) is not Value:
            return self._op(self.data - o, (self, 1))
        return self._op(self.data - o.data, (self, 1), (o, -1))

    def __rsub__(self, o):
        return self._op(o - self.data, (self, -1))

    def __mul__(self, o):
        if type(o) is not Value:
            return self._op(self.data * o, (self, o))
        return self._op(self.data * o.data, (self, o.data), (o, self.data))

    def __rmul__(self, o):
        return self._op(o * self.data, (self, o))

    def __truediv__(self, o):
        if type(o) is not Value:
            return self._op(self.data / o, (self, 1 / o))
        return self._op(
            self.data / o.data,
            (self, 1 / o.data),
            (o, -self.data / (o.data * o.data)),
        )

    def __rtruediv__(self, o):
        return self._op(o / self.data, (self, -o / self.data**2))

    def __pow__(self, n):
        return self._op(self.data**n, (self, n * self.data ** (n - 1)))

    def exp(self):
        return self._op(math.exp(self.data), (self, math.exp(self.data)))

    def log(self):
        return self._op(math.log(self.data), (self, 1 / self.data))

    def tanh(self):
        return self._op(math.tanh(self.data), (self, 1 / math.cosh(self.data) ** 2))

    def relu(self):
        return self._op(max(0.0, self.data), (self, 1 if self.data >= 0 else 0))

    def backward(self):
        uses, todo = {self: 0}, [self]
        while todo:
            for v, _ in todo.pop()._from:
                if v not in uses:
                    uses[v] = 0
                    todo.append(v)
                uses[v] += 1
        for v in uses:
            v.grad = 0.0
        self.grad = 1.0
        ready = [self]
        while ready:
            v = ready.pop()
            for w, slope in v._from:
                w.grad += slope * v.grad
                uses[w] -= 1
                if uses[w] == 0:
                    ready.append(w)
