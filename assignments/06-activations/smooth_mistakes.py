"""Known mistakes in what is smooth: linear, sigmoid, tanh, and their derivatives."""

import numpy as np

from grader.diagnosis.misconception import misconception

_SHAPE = "Which shape has the result for a number, and which for a matrix?"
_BUFFER = "Of which type is an array that is made like one of integers?"
_TEST = "What does `if` make of an array, in which some entries say yes and some no?"
_OUTPUT = "Is the argument the input of the activation, or already its output?"
_POWER = "What is the exponential of 1000? And is it needed?"


def _safe(x):
    """Return the sigmoid as it should be."""
    x = np.asarray(x, dtype=float)
    z = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, z) / (1 + z)


# ------------------------------------------------------------------------------- linear


@misconception("linear", hint="Two letters of the formula are parameters. Where is c?")
def linear_without_c(x, a, c):
    """The constant c is left out."""
    return a * np.asarray(x, dtype=float)


@misconception("linear", hint="Which of the two parameters multiplies x?")
def linear_swapped(x, a, c):
    """The parameters are swapped: c multiplies x and a is added."""
    return c * np.asarray(x, dtype=float) + a


@misconception("linear", hint="Is the constant multiplied by anything?")
def linear_shift_inside(x, a, c):
    """The constant is added to x before it is multiplied."""
    return a * (np.asarray(x, dtype=float) + c)


@misconception("linear", hint="Which sign has c in the formula?")
def linear_minus_c(x, a, c):
    """The constant is subtracted."""
    return a * np.asarray(x, dtype=float) - c


@misconception("linear", hint="What is left of a if there is no slope in the code?")
def linear_without_a(x, a, c):
    """The slope a is left out."""
    return np.asarray(x, dtype=float) + c


@misconception("linear", hint="Print x after your function has returned.")
def linear_in_place(x, a, c):
    """The result is computed in place, in the array that was given."""
    if np.ndim(x):
        x *= a
        x += c
        return x
    return a * x + c


@misconception("linear", hint=_SHAPE)
def linear_flattened(x, a, c):
    """The result is one long row, whatever shape x has."""
    return a * np.ravel(np.asarray(x, dtype=float)) + c


@misconception("linear", hint=_BUFFER)
def linear_in_integers(x, a, c):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = a * np.asarray(x, dtype=float) + c
    return out


@misconception("linear_derivative", hint=_SHAPE)
def slope_of_linear_is_one_number(x, a, c):
    """One number is returned for a whole array."""
    return float(a)


@misconception("linear_derivative", hint="How fast does a x + c grow with x?")
def slope_of_linear_keeps_x(x, a, c):
    """The x is not differentiated away: a x is returned."""
    return a * np.asarray(x, dtype=float)


@misconception("linear_derivative", hint="What does a constant contribute to a slope?")
def slope_of_linear_with_c(x, a, c):
    """The constant c is added to the slope."""
    return np.full(np.shape(x), a + c)


@misconception("linear_derivative", hint="Which parameter is the slope of a x + c?")
def slope_of_linear_is_c(x, a, c):
    """The constant c is returned as the slope."""
    return np.full(np.shape(x), c, dtype=float)


@misconception("linear_derivative", hint="Is the slope 1 whatever a is?")
def slope_of_linear_is_one(x, a, c):
    """The slope is 1, as if a were."""
    return np.ones(np.shape(x))


@misconception("linear_derivative", hint=_BUFFER)
def slope_of_linear_in_integers(x, a, c):
    """The slope is stored in an array of x's type, which cuts off decimals."""
    return np.full_like(x, a)


@misconception("linear_derivative", hint="In which argument is the derivative taken?")
def slope_of_linear_in_a(x, a, c):
    """The derivative is taken in a and not in x."""
    return np.array(x, dtype=float)


# ------------------------------------------------------------------------------ sigmoid


@misconception("sigmoid", hint=_POWER, source="F1")
def sigmoid_overflows(x):
    """1 / (1 + e^(-x)) is computed as it stands, and e^1000 overflows at -1000."""
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


@misconception("sigmoid", hint=_POWER, source="F1")
def sigmoid_inf_over_inf(x):
    """e^x / (1 + e^x) is computed as it stands, which is inf/inf far on the right."""
    e = np.exp(np.asarray(x, dtype=float))
    return e / (1 + e)


@misconception(
    "sigmoid",
    hint="np.where evaluates both of its branches for all entries.",
    same_as="sigmoid_overflows: both give right values and warn; the source alone "
    "shows where",
    source="F9",
)
def sigmoid_both_branches(x):
    """Both stable forms are computed everywhere, and the unused one overflows."""
    x = np.asarray(x, dtype=float)
    with np.errstate(invalid="ignore"):
        return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))


@misconception(
    "sigmoid",
    hint="To what does your function tend for large x?",
    source="S1, where one slide prints e^1 for e^-1",
)
def sigmoid_without_minus(x):
    """The minus sign in the exponent is lost, so that the curve falls."""
    return _safe(-np.asarray(x, dtype=float))


@misconception("sigmoid", hint="What is σ(1)? Compare with 0.731.")
def sigmoid_twice_as_steep(x):
    """The exponent is doubled, as in tanh."""
    return _safe(2 * np.asarray(x, dtype=float))


@misconception(
    "sigmoid", hint="Your safe exponential forgets the sign of x. Who knows?"
)
def sigmoid_of_the_size(x):
    """The sign of x is lost with the absolute value: the left mirrors the right."""
    return _safe(np.abs(x))


@misconception("sigmoid", hint=_TEST)
def sigmoid_of_one_number(x):
    """The branch is chosen by an `if`, which works for a number and no array."""
    if x >= 0:
        return 1 / (1 + np.exp(-x))
    return np.exp(x) / (1 + np.exp(x))


@misconception("sigmoid", hint="A number is a Python float. What makes an array of it?")
def sigmoid_of_arrays_only(x):
    """The shape is asked of x, which arrays have and numbers have not."""
    out = np.empty(x.shape)
    out[...] = _safe(x)
    return out


@misconception("sigmoid", hint="Do the entries of a row know of each other?")
def sigmoid_as_softmax(x):
    """The exponentials are divided by their sum: that is softmax."""
    e = np.exp(np.asarray(x, dtype=float) - np.max(x))
    return e / e.sum()


@misconception("sigmoid", hint="Between which two values does the sigmoid lie?")
def sigmoid_as_tanh(x):
    """The curve is shifted to lie between -1 and 1."""
    return 2 * _safe(x) - 1


@misconception("sigmoid", hint=_BUFFER)
def sigmoid_in_integers(x):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = _safe(x)
    return out


@misconception("sigmoid", hint=_SHAPE)
def sigmoid_of_at_least_one_axis(x):
    """A number comes back as an array of one entry."""
    return _safe(np.atleast_1d(x))


@misconception("sigmoid_derivative", hint=_OUTPUT, source="F2")
def slope_of_sigmoid_from_its_output(x):
    """The input is taken for the output: x (1 - x)."""
    x = np.asarray(x, dtype=float)
    return x * (1 - x)


@misconception("sigmoid_derivative", hint=_OUTPUT, source="F2")
def slope_of_sigmoid_squashed_twice(x):
    """The sigmoid is applied twice before the slope is taken."""
    s = _safe(_safe(x))
    return s * (1 - s)


@misconception("sigmoid_derivative", hint=_POWER, source="F1")
def slope_of_sigmoid_overflows(x):
    """The sigmoid inside overflows at -1000, though the slope comes out right."""
    s = 1 / (1 + np.exp(-np.asarray(x, dtype=float)))
    return s * (1 - s)


@misconception("sigmoid_derivative", hint=_POWER, source="F1")
def slope_of_sigmoid_inf_over_inf(x):
    """e^(-x) / (1 + e^(-x))² is computed as it stands: inf/inf far on the left."""
    e = np.exp(-np.asarray(x, dtype=float))
    return e / (1 + e) ** 2


@misconception("sigmoid_derivative", hint="What is the slope where σ(x) is nearly 1?")
def slope_of_sigmoid_squared(x):
    """The factor 1 - σ is missing its 1 and its minus: σ² is returned."""
    return _safe(x) ** 2


@misconception("sigmoid_derivative", hint="Which sign stands between 1 and σ?")
def slope_of_sigmoid_plus(x):
    """The second factor is 1 + σ."""
    s = _safe(x)
    return s * (1 + s)


@misconception("sigmoid_derivative", hint="Whose derivative is 1 - f²?")
def slope_of_sigmoid_as_of_tanh(x):
    """Tanh's rule is used: 1 - σ²."""
    return 1 - _safe(x) ** 2


@misconception("sigmoid_derivative", hint="Is anything to be multiplied by x?")
def slope_of_sigmoid_times_x(x):
    """The slope is multiplied by the input."""
    s = _safe(x)
    return s * (1 - s) * np.asarray(x, dtype=float)


@misconception("sigmoid_derivative", hint="Does the sigmoid rise or fall?")
def slope_of_sigmoid_negative(x):
    """The sign is turned round: σ (σ - 1)."""
    s = _safe(x)
    return s * (s - 1)


@misconception("sigmoid_derivative", hint=_BUFFER)
def slope_of_sigmoid_in_integers(x):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = _safe(x) * _safe(-np.asarray(x, dtype=float))
    return out


@misconception("sigmoid_derivative", hint=_SHAPE)
def slope_of_sigmoid_flattened(x):
    """The result is one long row, whatever shape x has."""
    s = np.ravel(_safe(x))
    return s * (1 - s)


# --------------------------------------------------------------------------------- tanh


@misconception(
    "tanh", hint=_POWER, source="F1; S1's table prints this form of the formula"
)
def tanh_overflows(x):
    """2 / (1 + e^(-2x)) - 1 is computed as it stands, and overflows at -1000."""
    return 2 / (1 + np.exp(-2 * np.asarray(x, dtype=float))) - 1


@misconception("tanh", hint=_POWER, source="F1")
def tanh_inf_over_inf(x):
    """The quotient of exponentials is computed as it stands: inf/inf far out."""
    x = np.asarray(x, dtype=float)
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


@misconception("tanh", hint=_POWER, source="F1")
def tanh_inf_over_inf_on_the_right(x):
    """(e^(2x) - 1) / (e^(2x) + 1) is computed as it stands: inf/inf on the right."""
    e = np.exp(2 * np.asarray(x, dtype=float))
    return (e - 1) / (e + 1)


@misconception("tanh", hint="What is tanh(1)? Compare with 0.762.")
def tanh_half_as_steep(x):
    """The 2 in the exponent is missing: 2 σ(x) - 1."""
    return 2 * _safe(x) - 1


@misconception("tanh", hint="What should tanh(0) be?")
def tanh_not_shifted(x):
    """Nothing is subtracted: 2 σ(2x), between 0 and 2."""
    return 2 * _safe(2 * np.asarray(x, dtype=float))


@misconception("tanh", hint="Between which two values does tanh lie?")
def tanh_not_stretched(x):
    """The factor 2 is missing: σ(2x) - 1, between -1 and 0."""
    return _safe(2 * np.asarray(x, dtype=float)) - 1


@misconception("tanh", hint="There are circles and there are hyperbolas.")
def tanh_of_the_circle(x):
    """The tangent of angles is taken."""
    return np.tan(np.asarray(x, dtype=float))


@misconception("tanh", hint="Is the inverse asked for?")
def tanh_as_arctan(x):
    """The arc tangent is taken, which looks alike and ends at ½π."""
    return np.arctan(np.asarray(x, dtype=float))


@misconception("tanh", hint="Does tanh rise or fall?")
def tanh_upside_down(x):
    """The exponents are swapped, so that the curve falls."""
    return -np.tanh(np.asarray(x, dtype=float))


@misconception("tanh", hint="By what is the difference of the exponentials divided?")
def tanh_without_denominator(x):
    """The difference of the exponentials is halved, which is sinh."""
    return np.sinh(np.asarray(x, dtype=float))


@misconception("tanh", hint=_SHAPE)
def tanh_flattened(x):
    """The result is one long row, whatever shape x has."""
    return np.ravel(np.tanh(np.asarray(x, dtype=float)))


@misconception("tanh", hint=_BUFFER)
def tanh_in_integers(x):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = np.tanh(np.asarray(x, dtype=float))
    return out


@misconception("tanh_derivative", hint=_OUTPUT, source="F3")
def slope_of_tanh_from_its_output(x):
    """The input is taken for the output: 1 - x²."""
    return 1 - np.asarray(x, dtype=float) ** 2


@misconception("tanh_derivative", hint="What is the derivative at -2?", source="F3")
def slope_of_tanh_without_square(x):
    """The square is missing: 1 - tanh(x)."""
    return 1 - np.tanh(np.asarray(x, dtype=float))


@misconception("tanh_derivative", hint=_OUTPUT, source="F2")
def slope_of_tanh_squashed_twice(x):
    """The tangent is applied twice before the slope is taken."""
    return 1 - np.tanh(np.tanh(np.asarray(x, dtype=float))) ** 2


@misconception("tanh_derivative", hint="Whose derivative is f (1 - f)?")
def slope_of_tanh_as_of_sigmoid(x):
    """The sigmoid's rule is used: t (1 - t)."""
    t = np.tanh(np.asarray(x, dtype=float))
    return t * (1 - t)


@misconception("tanh_derivative", hint="Where is tanh steepest?")
def slope_of_tanh_is_its_square(x):
    """The 1 and the minus are missing: tanh(x)²."""
    return np.tanh(np.asarray(x, dtype=float)) ** 2


@misconception("tanh_derivative", hint="Which of the two is squared: t or 1 - t?")
def slope_of_tanh_all_squared(x):
    """The whole difference is squared: (1 - tanh(x))²."""
    return (1 - np.tanh(np.asarray(x, dtype=float))) ** 2


@misconception("tanh_derivative", hint=_POWER, source="F1")
def slope_of_tanh_overflows(x):
    """1 / cosh(x)² is computed as it stands, and cosh overflows at ±1000."""
    return 1 / np.cosh(np.asarray(x, dtype=float)) ** 2


@misconception("tanh_derivative", hint=_POWER, source="F1")
def slope_of_tanh_inf_over_inf(x):
    """The tanh inside is a quotient of exponentials, which is inf/inf far out."""
    x = np.asarray(x, dtype=float)
    t = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
    return 1 - t**2


@misconception("tanh_derivative", hint="What is the slope of tanh at 0?")
def slope_of_tanh_of_sigmoid_squared(x):
    """The sigmoid stands in place of tanh: 1 - σ²."""
    return 1 - _safe(x) ** 2


@misconception("tanh_derivative", hint=_BUFFER)
def slope_of_tanh_in_integers(x):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = 1 - np.tanh(np.asarray(x, dtype=float)) ** 2
    return out


@misconception("tanh_derivative", hint=_SHAPE)
def slope_of_tanh_of_at_least_one_axis(x):
    """A number comes back as an array of one entry."""
    return 1 - np.tanh(np.atleast_1d(np.asarray(x, dtype=float))) ** 2
