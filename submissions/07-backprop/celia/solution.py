# grader assignment: 07-backprop
# Celia works in single precision: that is what her graphics card likes.
import numpy as np

F = np.float32


def f32(*xs):
    return [np.asarray(x, dtype=F) for x in xs]


def add_backward(x, y, dz):
    (dz,) = f32(dz)
    return [dz.copy(), dz.copy()]


def multiply_backward(x, y, dz):
    x, y, dz = f32(x, y, dz)
    return [y * dz, x * dz]


def max_backward(x, y, dz):
    x, y, dz = f32(x, y, dz)
    share = F(0.5) * (np.sign(x - y) + F(1))
    return [share * dz, (F(1) - share) * dz]


def copy_backward(dz1, dz2):
    a, b = f32(dz1, dz2)
    return a + b


def relu_backward(x, dy):
    x, dy = f32(x, dy)
    return F(0.5) * (np.sign(x) + F(1)) * dy  # half a gate at the kink


def backward_xyz(x, y, z):
    x, y, z = f32(x, y, z)
    return np.array([z, z, x + y], dtype=F)


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    w0, x0, w1, x1, w2 = f32(w0, x0, w1, x1, w2)
    s = w0 * x0 + w1 * x1 + w2
    t = np.tanh(s / F(2))
    ds = (F(1) - t * t) / F(4)
    return np.stack([ds * x0, ds * w0, ds * x1, ds * w1, ds]).astype(F)


def chain_rule_polynomial(x):
    x = F(x)
    return F(18) * (F(3) * x**3 + F(2)) * x**2


def chain_rule(fs, dfs, x):
    u, d = F(x), F(1)
    for f, df in list(zip(fs, dfs))[::-1]:
        d = d * F(df(u))
        u = F(f(u))
    return np.array([u, d], dtype=F)


def matmul_backward(x, w, dy):
    x, w, dy = f32(x, w, dy)
    return np.einsum("nm,dm->nd", dy, w), np.einsum("nd,nm->dm", x, dy)


def nll_output_gradient(p, y):
    (p,) = f32(p)
    return np.where(np.arange(p.size) == y, F(-1) / p, F(0)).astype(F)


class Value:
    born = 0

    def __init__(self, data):
        self.data = F(data)
        self.grad = F(0)
        self.ins = []
        Value.born += 1
        self.id = Value.born

    @classmethod
    def made(cls, data, *ins):
        out = cls(data)
        out.ins = ins
        return out

    @staticmethod
    def of(x):
        return x if isinstance(x, Value) else Value(x)

    def __add__(self, o):
        o = Value.of(o)
        return Value.made(self.data + o.data, (self, F(1)), (o, F(1)))

    def __sub__(self, o):
        o = Value.of(o)
        return Value.made(self.data - o.data, (self, F(1)), (o, F(-1)))

    def __mul__(self, o):
        o = Value.of(o)
        return Value.made(self.data * o.data, (self, o.data), (o, self.data))

    def __truediv__(self, o):
        o = Value.of(o)
        q = self.data / o.data
        return Value.made(q, (self, F(1) / o.data), (o, -q / o.data))

    def __pow__(self, n):
        return Value.made(
            F(self.data**n), (self, F(n) * F(self.data ** F(n - 1)))
        )

    def __radd__(self, o):
        return Value.of(o) + self

    def __rsub__(self, o):
        return Value.of(o) - self

    def __rmul__(self, o):
        return Value.of(o) * self

    def __rtruediv__(self, o):
        return Value.of(o) / self

    def exp(self):
        e = np.exp(self.data)
        return Value.made(e, (self, e))

    def log(self):
        return Value.made(np.log(self.data), (self, F(1) / self.data))

    def tanh(self):
        t = np.tanh(self.data)
        return Value.made(t, (self, F(1) - t * t))

    def relu(self):
        return Value.made(np.maximum(self.data, F(0)), (self, F(self.data >= 0)))

    def backward(self):
        # who was born later cannot be an input of who was born earlier
        below = {self.id: self}
        todo = [self]
        while todo:
            for v, _ in todo.pop().ins:
                if v.id not in below:
                    below[v.id] = v
                    todo.append(v)
        for v in below.values():
            v.grad = F(0)
        self.grad = F(1)
        for number in sorted(below, reverse=True):
            v = below[number]
            for w, slope in v.ins:
                w.grad = w.grad + slope * v.grad
