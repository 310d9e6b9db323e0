"""Assignment 07: the chain rule, from the outermost function inwards."""

from collections.abc import Callable, Sequence

from reference.activations.sigmoid import sigmoid_derivative


def backward_xyz(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the three partial derivatives of f = (x + y) z.

    Formula, with q = x + y, f = q z and df = 1::

        dq = z,  dz = q
        dx = dq
        dy = dq

    Edge cases:
        x, y and z are numbers. The result is a tuple (∂f/∂x, ∂f/∂y, ∂f/∂z).

    Source:
        S1, slide "Backpropagation: a simple example".

    By hand:
        S1's numbers: q = 3, so ∂f/∂z = 3, and the other two are z = -4:

        >>> backward_xyz(-2, 5, -4)
        (-4.0, -4.0, 3.0)

    """
    q = float(x) + float(y)
    dq, dz = float(z), q
    return dq, dq, dz


def sigmoid_neuron_backward(
    w0: float, x0: float, w1: float, x1: float, w2: float
) -> tuple[float, float, float, float, float]:
    """Return the gradients of a sigmoid neuron in its weights and inputs.

    Formula, with L = σ(s)::

        s  = w0 x0 + w1 x1 + w2
        ds = σ'(s)
        dw0 = ds x0,  dx0 = ds w0
        dw1 = ds x1,  dx1 = ds w1
        dw2 = ds

    Edge cases:
        The arguments are numbers; the result is a tuple in their order (dw0, dx0,
        dw1, dx1, dw2). A neuron far in saturation, such as s = ±1000, has gradients 0
        and gives no warning.

    Source:
        S1, slides "Another example" and "Backprop Implementation: 'Flat' code". The
        slide writes σ(1) as 1/(1 + e^1) where 1/(1 + e^(-1)) is meant; as σ' is even,
        its 0.2 is right all the same.

    By hand:
        The weights 2, -3, -3 and the inputs -1, -2 give s = -2 + 6 - 3 = 1 and
        σ'(1) = 0.731 · 0.269 = 0.197; the others are that times -1, 2, -2 and -3:

        >>> [round(d, 3) for d in sigmoid_neuron_backward(2, -1, -3, -2, -3)]
        [-0.197, 0.393, -0.393, -0.59, 0.197]

    """
    w0, x0, w1, x1, w2 = float(w0), float(x0), float(w1), float(x1), float(w2)
    s = w0 * x0 + w1 * x1 + w2
    ds = float(sigmoid_derivative(s))
    return ds * x0, ds * w0, ds * x1, ds * w1, ds


def chain_rule_polynomial(x: float) -> float:
    """Return the derivative of (3x³ + 2)² at x.

    Formula, with f(u) = u² and u = g(x)::

        u     = 3x³ + 2
        dy/dx = 2u · 9x² = 54x⁵ + 36x²

    Edge cases:
        x is a number, the result a float; 0 at x = 0.

    Source:
        S0, slide "Chain rule and Backpropagation" (example).

    By hand:
        At 2, 54 · 32 + 36 · 4 = 1728 + 144:

        >>> chain_rule_polynomial(2)
        1872.0

    """
    x = float(x)
    u = 3 * x**3 + 2
    return 2 * u * 9 * x**2


def chain_rule(
    fs: Sequence[Callable[[float], float]],
    dfs: Sequence[Callable[[float], float]],
    x: float,
) -> tuple[float, float]:
    """Return value and derivative at x of the composition of the functions fs.

    Formula, with n = len(fs)::

        u = x,  d = 1
        for k = n-1 … 0:
            d = d · dfs[k](u)
            u = fs[k](u)

    Convention:
        fs[0] is the outermost function and fs[-1] the first one applied, as S0
        numbers them. Each derivative is taken at the input of its own function, not
        at x.

    Edge cases:
        fs and dfs are lists (or tuples) of functions of one number, dfs[k] the
        derivative of fs[k]; x is a number. The result is a tuple (fs[0](fs[1](… x)),
        derivative) of floats. No functions give the identity, (x, 1). Lists of
        different lengths are refused with a ValueError.

    Source:
        S0, slide "Chain rule and Backpropagation".

    By hand:
        u² after 3x³ + 2 at x = 1: the value is 5² = 25, the derivative
        2 · 5 · 9 = 90:

        >>> fs = [lambda u: u**2, lambda x: 3 * x**3 + 2]
        >>> dfs = [lambda u: 2 * u, lambda x: 9 * x**2]
        >>> chain_rule(fs, dfs, 1)
        (25.0, 90.0)

    """
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        d *= float(df(u))
        u = float(f(u))
    return u, d
