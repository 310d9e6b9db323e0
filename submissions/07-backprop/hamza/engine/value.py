import math
from collections import deque


class Value:
    __slots__ = ("data", "grad", "_edges")

    def __init__(self, data, edges=()):
        self.data, self.grad, self._edges = float(data), 0.0, edges

    def _binary(self, other, compute, slopes):
        if not isinstance(other, Value):
            other = Value(other)
        a, b = self.data, other.data
        return Value(compute(a, b), tuple(zip((self, other), slopes(a, b))))

    def __add__(self, other):
        return self._binary(other, lambda a, b: a + b, lambda a, b: (1, 1))

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        return self._binary(other, lambda a, b: a * b, lambda a, b: (b, a))

    def __rmul__(self, other):
        return self * other

    def __sub__(self, other):
        return self._binary(other, lambda a, b: a - b, lambda a, b: (1, -1))

    def __rsub__(self, other):
        return Value(other).__sub__(self)

    def __truediv__(self, other):
        return self._binary(
            other, lambda a, b: a / b, lambda a, b: (1 / b, -a / (b * b))
        )

    def __rtruediv__(self, other):
        return Value(other).__truediv__(self)

    def __pow__(self, n):
        return Value(pow(self.data, n), ((self, n * pow(self.data, n - 1)),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def log(self):
        return Value(math.log(self.data), ((self, 1 / self.data),))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, ((self, (1 - t) * (1 + t)),))

    def relu(self):
        return self * (self.data > 0)

    def backward(self):
        """Kahn's algorithm: nobody's turn comes before all who use it are done."""
        waiting = {id(self): 0}
        self.grad = 0.0
        queue = deque([self])
        while queue:
            for source, _ in queue.popleft()._edges:
                if id(source) not in waiting:
                    waiting[id(source)] = 0
                    source.grad = 0.0
                    queue.append(source)
                waiting[id(source)] += 1
        self.grad = 1.0
        queue.append(self)
        while queue:
            value = queue.popleft()
            for source, slope in value._edges:
                source.grad += slope * value.grad
                waiting[id(source)] -= 1
                if not waiting[id(source)]:
                    queue.append(source)
        return self
