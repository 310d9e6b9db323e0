"""Assignment 07: a flow graph of numbers that finds its own gradients."""

import math

from reference.activations.rectifiers import relu_derivative
from reference.activations.tanh import tanh_derivative


class Value:
    """A number that remembers what it was computed from.

    Formula, for `output.backward()`::

        grad = 0 for every value, then output.grad = 1
        for each value z, the output first, no value before all that use it:
            for each input x of z:
                x.grad += ∂z/∂x · z.grad

    Convention:
        Gradients are found anew at every call, as in micrograd; PyTorch adds them to
        those of the last call. A value that is used several times, also twice by one
        operation, gets the sum. At the kink of relu ours is the derivative from the
        left, 0.

    Edge cases:
        Value(data) takes a number, kept as a float in `.data`; `.grad` is a float,
        0.0 until a `.backward()` reaches the value. Either side of + - * / may be a
        number (also a numpy number on the left); also -v, and v ** n with a number n;
        n ** v, v ** v and arrays are not offered (TypeError). `exp()`, `log()`,
        `tanh()` and `relu()` are methods. All of them return a new Value and change
        none.

        `.backward()` returns None. It sets the grad of every value that the output
        was computed from, and of the output itself (1.0); a second call changes
        nothing. Where two outputs share values, the last call wins. The grad of a
        value that the output does not depend on is left as it was. Graphs may be
        100,000 operations deep, for `.backward()` and for being deleted.

        At the kink of relu anything from 0 to 1 times the gradient from above is
        accepted. v ** 0 is 1 with derivative 0, also at 0; v ** 1 has derivative 1.
        tanh does not overflow. A change of `.data` does not reach results that exist
        already: compute them again. Where an operation or its derivative is not
        finite, ours gives Python's own error as soon as it is written
        (ZeroDivisionError for x / 0; ValueError for the log of 0 or less, 0 to a
        power below 1 other than 0, and a negative number to a power that is not
        whole; OverflowError for exp(710)), others inf or nan: what happens there is
        never tested.

    Source:
        S4, slides "Flow graph: flow graph" (fprop) and "Flow graph: automatic
        differentiation" (bprop). S1, slide "Patterns in gradient flow".
        Karpathy, micrograd, 2020.  https://github.com/karpathy/micrograd

    By hand:
        S1's f = (x + y) z at -2, 5, -4; then v² + v at 3, whose slope is 2 · 3 + 1:

        >>> x, y, z = Value(-2), Value(5), Value(-4)
        >>> f = (x + y) * z
        >>> f.backward()
        >>> f.data, x.grad, y.grad, z.grad
        (-12.0, -4.0, -4.0, 3.0)
        >>> v = Value(3)
        >>> (v * v + v).backward()
        >>> v.grad
        7.0

    """

    data: float
    """The number."""
    grad: float
    """The derivative, in this value, of the output that was last differentiated."""
    inputs: tuple[tuple["Value", float], ...]
    """What it was computed from, each with the derivative of the result in it."""
    height: int
    """Operations on the longest way from a start: above that of every input."""

    __array_ufunc__ = None  # leaves np.float64(2) * v to v.__rmul__

    def __init__(self, data: float) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.inputs = ()
        self.height = 0

    def __repr__(self) -> str:
        """Return the number and its gradient, without the graph below."""
        return f"Value(data={self.data}, grad={self.grad})"

    def __add__(self, other: "Value | float") -> "Value":
        """Return x + y."""
        y = _value(other)
        return _result(self.data + y.data, (self, 1.0), (y, 1.0))

    def __sub__(self, other: "Value | float") -> "Value":
        """Return x - y."""
        y = _value(other)
        return _result(self.data - y.data, (self, 1.0), (y, -1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        """Return x y."""
        y = _value(other)
        return _result(self.data * y.data, (self, y.data), (y, self.data))

    def __truediv__(self, other: "Value | float") -> "Value":
        """Return z = x / y."""
        y = _value(other)
        z = self.data / y.data
        return _result(z, (self, 1 / y.data), (y, -z / y.data))

    def __pow__(self, n: float) -> "Value":
        """Return x to the power of the number n."""
        n = float(n)
        # math.pow refuses what ** would answer with a complex number.
        power = math.pow(self.data, n)
        slope = n * math.pow(self.data, n - 1) if n else 0.0
        return _result(power, (self, slope))

    def __neg__(self) -> "Value":
        """Return -x."""
        return _result(-self.data, (self, -1.0))

    def __radd__(self, other: float) -> "Value":
        """Return x + y for a number x."""
        return _value(other) + self

    def __rsub__(self, other: float) -> "Value":
        """Return x - y for a number x."""
        return _value(other) - self

    def __rmul__(self, other: float) -> "Value":
        """Return x y for a number x."""
        return _value(other) * self

    def __rtruediv__(self, other: float) -> "Value":
        """Return x / y for a number x."""
        return _value(other) / self

    def exp(self) -> "Value":
        """Return e to the power of this value."""
        z = math.exp(self.data)
        return _result(z, (self, z))

    def log(self) -> "Value":
        """Return the natural logarithm."""
        return _result(math.log(self.data), (self, 1 / self.data))

    def tanh(self) -> "Value":
        """Return the hyperbolic tangent."""
        return _result(math.tanh(self.data), (self, float(tanh_derivative(self.data))))

    def relu(self) -> "Value":
        """Return this value where it is positive, else 0."""
        return _result(max(self.data, 0.0), (self, float(relu_derivative(self.data))))

    def backward(self) -> None:
        """Set the grad of every value below to the derivative of this one in it."""
        values = self._graph()
        for value in values:
            value.grad = 0.0
        self.grad = 1.0
        for value in values:
            for source, slope in value.inputs:
                source.grad += slope * value.grad

    def _graph(self) -> list["Value"]:
        """Return this value and all below it, none before one that uses it."""
        found = [self]
        seen = {self}
        # No recursion, which a deep graph would exhaust: the list grows under the loop.
        for value in found:
            for source, _ in value.inputs:
                if source not in seen:
                    seen.add(source)
                    found.append(source)
        return sorted(found, key=lambda value: value.height, reverse=True)


def _value(x: Value | float) -> Value:
    """Return x, wrapped if it is a number."""
    return x if isinstance(x, Value) else Value(x)


def _result(data: float, *inputs: tuple[Value, float]) -> Value:
    """Return the value that an operation computed from its inputs."""
    result = Value(data)
    result.inputs = inputs
    result.height = 1 + max(source.height for source, _ in inputs)
    return result
