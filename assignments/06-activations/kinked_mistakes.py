"""Known mistakes in what is bent at 0: ReLU and its kin, and their derivatives."""

import numpy as np

from grader.diagnosis.misconception import misconception

_SHAPE = "Which shape has the result for a number, and which for a matrix?"
_BUFFER = "Of which type is an array that is made like one of integers?"
_IN_PLACE = "Print x after your function has returned."
_TEST = "What does `if` make of an array, in which some entries say yes and some no?"
_SIDES = "Which of the two sides has the slope that is a parameter?"
_LARGE = "Try a slope of 3. Which of x and 3x is larger for x = -1?"
_AT_ZERO = "What comes out of your two cases at exactly 0?"
_FLOAT = "A number is a Python float. What makes an array of it?"
_POWER = "What is the exponential of 1000? And is it needed?"
_BOTH = "np.where evaluates both of its branches for all entries."
_GATE = "What does the derivative on the right depend on?"


def _array(x):
    return np.asarray(x, dtype=float)


def _elu(x, alpha):
    """Return ELU as it should be."""
    x = _array(x)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


# --------------------------------------------------------------------------------- relu


@misconception("relu", hint=_IN_PLACE, source="F5")
def relu_in_place(x):
    """Negative entries are set to 0 in the array that was given."""
    x = np.asarray(x)
    x[x < 0] = 0
    return x


@misconception(
    "relu", hint="np.max takes a second argument. Is it a number to compare?"
)
def relu_by_np_max(x):
    """np.max(x, 0) is called, whose 0 is an axis: one maximum for all."""
    return np.max(x, 0)


@misconception("relu", hint="What is to come out for -2?")
def relu_as_absolute_value(x):
    """Negative entries are turned round, not cut off."""
    return np.abs(_array(x))


@misconception("relu", hint="Which side is to survive?")
def relu_of_the_other_side(x):
    """The minimum with 0 is taken, so that the negative side survives."""
    return np.minimum(_array(x), 0)


@misconception("relu", hint="Does a ReLU leak?")
def relu_that_leaks(x):
    """The left has a slope of 0.01, as in the leaky ReLU."""
    x = _array(x)
    return np.where(x > 0, x, 0.01 * x)


@misconception("relu", hint="Is there an upper end?", convention=True)
def relu_cut_at_six(x):
    """The right is cut off at 6, as some mobile networks do."""
    return np.clip(_array(x), 0, 6)


@misconception("relu", hint="Is the value asked for, or whether it is positive?")
def relu_as_a_step(x):
    """Positive entries become 1: that is the derivative."""
    return (_array(x) > 0) * 1.0


@misconception("relu", hint=_TEST)
def relu_of_one_number(x):
    """Python's max(0, x) is called, which works for a number and no array."""
    return max(0, x)


@misconception("relu", hint=_FLOAT)
def relu_of_arrays_only(x):
    """A copy is asked of x, which arrays have and numbers have not."""
    y = x.copy()
    y[y < 0] = 0
    return y


@misconception("relu", hint=_SHAPE)
def relu_without_the_rest(x):
    """Negative entries are left out, so that the array gets shorter."""
    x = _array(x)
    return x[x > 0]


@misconception("relu", hint=_SHAPE)
def relu_of_at_least_one_axis(x):
    """A number comes back as an array of one entry."""
    return np.maximum(np.atleast_1d(_array(x)), 0)


@misconception("relu_derivative", hint=_GATE, source="F4")
def slope_of_relu_times_x(x):
    """The input is multiplied by the mask, which is ReLU itself."""
    return np.maximum(_array(x), 0)


@misconception("relu_derivative", hint="Where is ReLU(x) ≥ 0?", source="F4")
def slope_of_relu_always_open(x):
    """The gate is asked whether the output is ≥ 0, which it always is."""
    return (np.maximum(_array(x), 0) >= 0) * 1.0


@misconception("relu_derivative", hint="What is the slope on the left, where f is 0?")
def slope_of_relu_is_the_sign(x):
    """The sign is returned: -1 on the left."""
    return np.sign(_array(x))


@misconception("relu_derivative", hint="On which side is the gate open?")
def slope_of_relu_inverted(x):
    """The gate is open on the left and closed on the right."""
    return (_array(x) < 0) * 1.0


@misconception("relu_derivative", hint="Does a ReLU leak?")
def slope_of_relu_that_leaks(x):
    """The left has a slope of 0.01, as in the leaky ReLU."""
    return np.where(_array(x) > 0, 1, 0.01)


@misconception("relu_derivative", hint=_SHAPE)
def slope_of_relu_for_all(x):
    """One gate is opened for all entries, if any of them is positive."""
    return float(np.any(_array(x) > 0))


@misconception("relu_derivative", hint=_TEST)
def slope_of_relu_of_one_number(x):
    """The branch is chosen by an `if`, which works for a number and no array."""
    return 1.0 if x > 0 else 0.0


@misconception("relu_derivative", hint=_FLOAT)
def slope_of_relu_of_arrays_only(x):
    """The mask is made numbers by astype, which the bool of one number has not."""
    return (x > 0).astype(float)


@misconception("relu_derivative", hint=_AT_ZERO)
def slope_of_relu_nan_at_zero(x):
    """f(x) / x is computed, which is 0/0 at the kink."""
    x = _array(x)
    return np.maximum(x, 0) / x


@misconception("relu_derivative", hint=_IN_PLACE)
def slope_of_relu_in_place(x):
    """Ones and zeros are written into the array that was given."""
    x = np.asarray(x)
    x[x <= 0] = 0
    x[x > 0] = 1
    return x


@misconception("relu_derivative", hint="Is the indices' order what is asked for?")
def slope_of_relu_as_indices(x):
    """The places of the open gates are returned, not a gate for each entry."""
    return np.flatnonzero(np.ravel(_array(x)) > 0)


# --------------------------------------------------------------------------- leaky relu


@misconception("leaky_relu", hint=_SIDES, source="F6")
def leaky_relu_on_the_right(x, slope):
    """The slope is on the wrong side: x > 0 leaks."""
    x = _array(x)
    return np.where(x > 0, slope * x, x)


@misconception("leaky_relu", hint=_LARGE, source="F6", convention=True)
def leaky_relu_by_maximum(x, slope):
    """max(x, slope · x) is taken, which fits slopes up to 1 only."""
    x = _array(x)
    return np.maximum(x, slope * x)


@misconception("leaky_relu", hint="What has the left side to do with x?")
def leaky_relu_constant_left(x, slope):
    """The left side is the slope itself, not the slope times x."""
    x = _array(x)
    return np.where(x > 0, x, slope)


@misconception("leaky_relu", hint="Who chooses the slope: you or the caller?")
def leaky_relu_of_one_percent(x, slope):
    """The slope is 0.01, whatever is asked for."""
    x = _array(x)
    return np.where(x > 0, x, 0.01 * x)


@misconception("leaky_relu", hint="Your function does not leak.")
def leaky_relu_that_does_not_leak(x, slope):
    """The left side is 0, as in ReLU."""
    return np.maximum(_array(x), 0)


@misconception("leaky_relu", hint="Which sign has the left side for a positive slope?")
def leaky_relu_turned_up(x, slope):
    """The left side is slope · |x|, which points upwards."""
    x = _array(x)
    return np.where(x > 0, x, slope * np.abs(x))


@misconception("leaky_relu", hint="Which of x and slope · x is larger on the right?")
def leaky_relu_added(x, slope):
    """Slope · x is added on both sides: max(x, 0) + slope · x."""
    x = _array(x)
    return np.maximum(x, 0) + slope * x


@misconception("leaky_relu", hint=_IN_PLACE, source="F5")
def leaky_relu_in_place(x, slope):
    """Negative entries are scaled in the array that was given."""
    x = np.asarray(x)
    x[x < 0] = x[x < 0] * slope
    return x


@misconception("leaky_relu", hint=_FLOAT)
def leaky_relu_of_arrays_only(x, slope):
    """A copy is asked of x, which arrays have and numbers have not."""
    y = x.astype(float).copy()
    y[y < 0] *= slope
    return y


@misconception("leaky_relu", hint=_BUFFER)
def leaky_relu_in_integers(x, slope):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = np.where(np.asarray(x) > 0, x, slope * np.asarray(x))
    return out


@misconception("leaky_relu", hint=_SHAPE)
def leaky_relu_flattened(x, slope):
    """The result is one long row, whatever shape x has."""
    x = np.ravel(_array(x))
    return np.where(x > 0, x, slope * x)


@misconception(
    "leaky_relu_derivative", hint="What does a leak let through?", source="F6"
)
def slope_of_leaky_closed_left(x, slope):
    """The left side is 0, as in ReLU."""
    return (_array(x) > 0) * 1.0


@misconception(
    "leaky_relu_derivative",
    hint="What does a leak let through?",
    source="F6",
)
def slope_of_leaky_closed_left_open_at_zero(x, slope):
    """The left side is 0, as in ReLU, and 0 itself belongs to the right."""
    return (_array(x) >= 0) * 1.0


@misconception("leaky_relu_derivative", hint="Is it steep on both sides?", source="F6")
def slope_of_leaky_is_one(x, slope):
    """The slope is 1 on both sides."""
    return np.ones(np.shape(x))


@misconception("leaky_relu_derivative", hint=_SIDES)
def slope_of_leaky_on_the_right(x, slope):
    """The sides are swapped: the slope on the right, 1 on the left."""
    return np.where(_array(x) > 0, slope, 1.0)


@misconception("leaky_relu_derivative", hint="Is the left side still to be multiplied?")
def slope_of_leaky_times_x(x, slope):
    """The left side keeps its x: slope · x."""
    x = _array(x)
    return np.where(x > 0, 1.0, slope * x)


@misconception("leaky_relu_derivative", hint="Is the left side still to be multiplied?")
def slope_of_leaky_times_x_open_at_zero(x, slope):
    """The left side keeps its x: slope · x; and 0 belongs to the right."""
    x = _array(x)
    return np.where(x >= 0, 1.0, slope * x)


@misconception("leaky_relu_derivative", hint="Does f fall on the left?")
def slope_of_leaky_negative(x, slope):
    """The left side has the sign of x: -slope."""
    return np.where(_array(x) > 0, 1.0, -slope)


@misconception("leaky_relu_derivative", hint="Does f fall on the left?")
def slope_of_leaky_negative_open_at_zero(x, slope):
    """The left side has the sign of x: -slope; and 0 belongs to the right."""
    return np.where(_array(x) >= 0, 1.0, -slope)


@misconception("leaky_relu_derivative", hint="Who chooses the slope?")
def slope_of_leaky_one_percent(x, slope):
    """The slope on the left is 0.01, whatever is asked for."""
    return np.where(_array(x) > 0, 1.0, 0.01)


@misconception("leaky_relu_derivative", hint="Who chooses the slope?")
def slope_of_leaky_one_percent_open_at_zero(x, slope):
    """The slope on the left is 0.01, whatever is asked for, and 0 is on the right."""
    return np.where(_array(x) >= 0, 1.0, 0.01)


@misconception("leaky_relu_derivative", hint=_LARGE, source="F6", convention=True)
def slope_of_leaky_by_maximum(x, slope):
    """It is the derivative of max(x, slope · x), which fits slopes up to 1 only."""
    x = _array(x)
    return np.where(x > slope * x, 1.0, slope)


@misconception("leaky_relu_derivative", hint=_AT_ZERO)
def slope_of_leaky_neither_at_zero(x, slope):
    """Left and right are told apart by < and >, and 0 gets neither: the slope 0."""
    x = _array(x)
    return (x > 0) * 1.0 + (x < 0) * slope


@misconception("leaky_relu_derivative", hint=_AT_ZERO)
def slope_of_leaky_both_at_zero(x, slope):
    """Both sides claim 0, where their slopes are added: 1 + slope."""
    x = _array(x)
    return (x >= 0) * 1.0 + (x <= 0) * slope


@misconception("leaky_relu_derivative", hint=_BUFFER)
def slope_of_leaky_in_integers(x, slope):
    """The slopes are stored in an array of x's type, which cuts off decimals."""
    out = np.ones_like(x)
    out[np.asarray(x) <= 0] = slope
    return out


@misconception("leaky_relu_derivative", hint=_TEST)
def slope_of_leaky_of_one_number(x, slope):
    """The branch is chosen by an `if`, which works for a number and no array."""
    return 1.0 if x > 0 else slope


@misconception("leaky_relu_derivative", hint=_FLOAT)
def slope_of_leaky_of_arrays_only(x, slope):
    """The shape is asked of x, which arrays have and numbers have not."""
    out = np.ones(x.shape)
    out[x < 0] = slope
    return out


# -------------------------------------------------------------------------------- prelu


@misconception("prelu", hint=_SIDES, source="F6")
def prelu_on_the_right(x, alpha):
    """The slope is on the wrong side: x > 0 is scaled."""
    x = _array(x)
    return np.where(x > 0, alpha * x, x)


@misconception("prelu", hint=_LARGE, source="F6", convention=True)
def prelu_by_maximum(x, alpha):
    """max(x, alpha x) is taken, which fits alphas up to 1 only."""
    x = _array(x)
    return np.maximum(x, alpha * x)


@misconception("prelu", hint="Which sign has min(x, 0)?")
def prelu_minus(x, alpha):
    """The left part is subtracted: max(x, 0) - alpha min(x, 0)."""
    x = _array(x)
    return np.maximum(x, 0) - alpha * np.minimum(x, 0)


@misconception("prelu", hint="Of which x is the second part?")
def prelu_twice_the_right(x, alpha):
    """Both parts are of the right side: max(x, 0) + alpha max(x, 0)."""
    return (1 + alpha) * np.maximum(_array(x), 0)


@misconception("prelu", hint="Where the parameter starts is not where it is.")
def prelu_of_a_quarter(x, alpha):
    """The slope is 0.25, where learning starts, whatever alpha is."""
    x = _array(x)
    return np.where(x > 0, x, 0.25 * x)


@misconception("prelu", hint="What has the left side to do with x?")
def prelu_constant_left(x, alpha):
    """The left side is alpha itself, not alpha x."""
    x = _array(x)
    return np.where(x > 0, x, alpha)


@misconception("prelu", hint="For which alpha is a straight left side an exponential?")
def prelu_as_elu(x, alpha):
    """The left side is ELU's, alpha (e^x - 1)."""
    return _elu(x, alpha)


@misconception("prelu", hint="Is alpha allowed to be whatever it is?")
def prelu_alpha_clipped(x, alpha):
    """The slope alpha is clipped to lie between 0 and 1."""
    x = _array(x)
    return np.where(x > 0, x, np.clip(alpha, 0, 1) * x)


@misconception("prelu", hint=_IN_PLACE, source="F5")
def prelu_in_place(x, alpha):
    """Negative entries are scaled in the array that was given."""
    x = np.asarray(x)
    x[x < 0] = x[x < 0] * alpha
    return x


@misconception("prelu", hint=_SHAPE)
def prelu_of_at_least_one_axis(x, alpha):
    """A number comes back as an array of one entry."""
    x = np.atleast_1d(_array(x))
    return np.where(x > 0, x, alpha * x)


def _in_x(x, alpha):
    return np.where(_array(x) > 0, 1.0, alpha)


def _in_alpha(x):
    return np.minimum(_array(x), 0)


@misconception(
    "prelu_derivative", hint="alpha is a parameter: who feeds it a slope?", source="F7"
)
def prelu_without_alphas_slope(x, alpha):
    """Only the derivative in x is returned."""
    return _in_x(x, alpha)


@misconception(
    "prelu_derivative", hint="alpha is a parameter: who feeds it a slope?", source="F7"
)
def prelu_without_alphas_slope_open_at_zero(x, alpha):
    """Only the derivative in x is returned; for it, 0 belongs to the right."""
    return np.where(_array(x) >= 0, 1.0, alpha)


@misconception(
    "prelu_derivative", hint="alpha is a parameter: who feeds it a slope?", source="F7"
)
def prelu_alpha_never_learns(x, alpha):
    """The derivative in alpha is 0 everywhere."""
    return _in_x(x, alpha), np.zeros(np.shape(x))


@misconception(
    "prelu_derivative", hint="Which inputs have to do with alpha?", source="F7"
)
def prelu_alpha_fed_from_the_right(x, alpha):
    """The derivative in alpha is max(x, 0): the other side."""
    return _in_x(x, alpha), np.maximum(_array(x), 0)


@misconception(
    "prelu_derivative", hint="Which inputs have to do with alpha?", source="F7"
)
def prelu_alpha_fed_from_both(x, alpha):
    """The derivative in alpha is x on both sides."""
    return _in_x(x, alpha), _array(x) * 1.0


@misconception("prelu_derivative", hint="How fast does alpha x grow with alpha?")
def prelu_alpha_fed_ones(x, alpha):
    """The derivative in alpha is 1 on the left: a mask without x."""
    return _in_x(x, alpha), (_array(x) < 0) * 1.0


@misconception("prelu_derivative", hint="How fast does alpha x grow with alpha?")
def prelu_alpha_still_there(x, alpha):
    """The derivative in alpha still has its alpha: alpha x."""
    return _in_x(x, alpha), alpha * _in_alpha(x)


@misconception("prelu_derivative", hint="Which sign has x on the left?")
def prelu_alpha_fed_sizes(x, alpha):
    """The derivative in alpha is |x| on the left."""
    return _in_x(x, alpha), -_in_alpha(x)


@misconception(
    "prelu_derivative", hint="Who adds up: this function, or who uses it?", source="F7"
)
def prelu_alpha_summed(x, alpha):
    """The derivative in alpha is summed over all entries."""
    return _in_x(x, alpha), float(np.sum(_in_alpha(x)))


@misconception("prelu_derivative", hint="Which of the two comes first?")
def prelu_pair_swapped(x, alpha):
    """The pair is the wrong way round: alpha's first."""
    return _in_alpha(x), _in_x(x, alpha)


@misconception("prelu_derivative", hint=_SIDES)
def prelu_slopes_swapped(x, alpha):
    """The sides are swapped in x: alpha on the right, 1 on the left."""
    return np.where(_array(x) > 0, alpha, 1.0), _in_alpha(x)


@misconception("prelu_derivative", hint="What passes on the left?", source="F6")
def prelu_closed_left(x, alpha):
    """The derivative in x is 0 on the left, as for ReLU."""
    return (_array(x) > 0) * 1.0, _in_alpha(x)


@misconception(
    "prelu_derivative",
    hint="What passes on the left?",
    source="F6",
)
def prelu_closed_left_open_at_zero(x, alpha):
    """The derivative in x is 0 on the left, and 0 itself belongs to the right."""
    return (_array(x) >= 0) * 1.0, _in_alpha(x)


@misconception("prelu_derivative", hint=_AT_ZERO)
def prelu_neither_at_zero(x, alpha):
    """Left and right are told apart by < and >, and 0 gets neither: the slope 0."""
    x = _array(x)
    return (x > 0) * 1.0 + (x < 0) * alpha, _in_alpha(x)


@misconception("prelu_derivative", hint=_AT_ZERO)
def prelu_both_at_zero(x, alpha):
    """Both sides claim 0, where their slopes are added: 1 + alpha."""
    x = _array(x)
    return (x >= 0) * 1.0 + (x <= 0) * alpha, _in_alpha(x)


# ---------------------------------------------------------------------------------- elu


@misconception("elu", hint=_BOTH, source="F9")
def elu_overflows(x, alpha):
    """e^x is computed on both sides, and overflows on the right where nobody looks."""
    x = _array(x)
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


@misconception("elu", hint="What is 0 times inf?", source="F9")
def elu_zero_times_inf(x, alpha):
    """The branches are multiplied by masks, and 0 · e^1000 is nan."""
    x = _array(x)
    return (x > 0) * x + (x <= 0) * alpha * (np.exp(x) - 1)


@misconception("elu", hint="Try an alpha other than 1.", source="F8")
def elu_without_alpha(x, alpha):
    """The factor alpha is left out."""
    return _elu(x, 1.0)


@misconception("elu", hint="What is multiplied by alpha: all of it?", source="F8")
def elu_alpha_times_the_power_only(x, alpha):
    """The factor alpha does not multiply the 1: alpha e^x - 1."""
    x = _array(x)
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)) - 1)


@misconception("elu", hint="Do the two sides meet at 0?")
def elu_without_the_one(x, alpha):
    """The 1 is not subtracted: alpha e^x, which jumps at 0."""
    x = _array(x)
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)))


@misconception("elu", hint="Where does alpha stand?")
def elu_alpha_in_the_exponent(x, alpha):
    """The factor alpha stands in the exponent: e^(alpha x) - 1."""
    x = _array(x)
    return np.where(x > 0, x, np.expm1(alpha * np.minimum(x, 0)))


@misconception("elu", hint="Does the right side depend on alpha?")
def elu_alpha_on_both_sides(x, alpha):
    """The factor alpha multiplies the right side as well."""
    return alpha * _elu(x, 1.0)


@misconception("elu", hint="Is the left side above or below 0?")
def elu_turned_up(x, alpha):
    """The difference is turned round: alpha (1 - e^x)."""
    x = _array(x)
    return np.where(x > 0, x, -alpha * np.expm1(np.minimum(x, 0)))


@misconception("elu", hint="Which is larger at -1: x, or alpha (e^x - 1)?")
def elu_by_maximum(x, alpha):
    """The larger of both sides is taken, which chooses by value and not by sign."""
    x = _array(x)
    with np.errstate(over="ignore"):
        return np.maximum(x, alpha * np.expm1(x))


@misconception("elu", hint="Is it straight on the left?")
def elu_as_prelu(x, alpha):
    """The left side is the straight alpha x."""
    x = _array(x)
    return np.where(x > 0, x, alpha * x)


@misconception("elu", hint=_BUFFER)
def elu_in_integers(x, alpha):
    """The result is stored in an array of x's type, which cuts off decimals."""
    out = np.zeros_like(x)
    out[...] = _elu(x, alpha)
    return out


@misconception("elu", hint=_IN_PLACE, source="F5")
def elu_in_place(x, alpha):
    """Negative entries are bent in the array that was given."""
    x = np.asarray(x)
    x[x < 0] = alpha * np.expm1(x[x < 0])
    return x


@misconception("elu", hint=_TEST)
def elu_of_one_number(x, alpha):
    """The branch is chosen by an `if`, which works for a number and no array."""
    return x if x > 0 else alpha * np.expm1(x)


@misconception("elu", hint=_FLOAT)
def elu_of_arrays_only(x, alpha):
    """A copy is asked of x, which arrays have and numbers have not."""
    y = x.astype(float).copy()
    y[x < 0] = alpha * np.expm1(y[x < 0])
    return y


_ELU_LEFT = "The derivative is f(x) + alpha. Which of the two is missing?"


@misconception("elu_derivative", hint=_ELU_LEFT, source="F8")
def slope_of_elu_is_elu(x, alpha):
    """The left side is ELU itself, alpha e^x - alpha."""
    x = _array(x)
    return np.where(x > 0, 1.0, alpha * np.expm1(np.minimum(x, 0)))


@misconception(
    "elu_derivative",
    hint=_ELU_LEFT,
    source="F8",
)
def slope_of_elu_is_elu_open_at_zero(x, alpha):
    """The left side is ELU itself, and 0 belongs to the right."""
    x = _array(x)
    return np.where(x >= 0, 1.0, alpha * np.expm1(np.minimum(x, 0)))


@misconception("elu_derivative", hint="Try an alpha other than 1.", source="F8")
def slope_of_elu_without_alpha(x, alpha):
    """The factor alpha is left out: e^x on the left."""
    return np.exp(np.minimum(_array(x), 0))


@misconception("elu_derivative", hint="Try an alpha other than 1.", source="F8")
def slope_of_elu_plus_one(x, alpha):
    """1 is added to f(x) in place of alpha."""
    x = _array(x)
    return np.where(x > 0, 1.0, _elu(x, alpha) + 1)


@misconception(
    "elu_derivative",
    hint="Is the argument the input of the activation, or already its output?",
    source="F8",
)
def slope_of_elu_from_its_output(x, alpha):
    """The input is taken for the output: x + alpha on the left."""
    x = _array(x)
    return np.where(x > 0, 1.0, x + alpha)


@misconception(
    "elu_derivative",
    hint="Is the argument the input of the activation, or already its output?",
    source="F8",
)
def slope_of_elu_of_its_output(x, alpha):
    """The exponential is taken of the output: alpha e^f(x)."""
    x = _array(x)
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(_elu(x, alpha), 0)))


@misconception("elu_derivative", hint="Is the left side straight?", source="F8")
def slope_of_elu_times_x(x, alpha):
    """The left side is alpha x."""
    x = _array(x)
    return np.where(x > 0, 1.0, alpha * x)


@misconception("elu_derivative", hint="Is the left side straight?", source="F8")
def slope_of_elu_times_x_open_at_zero(x, alpha):
    """The left side is alpha x, and 0 belongs to the right."""
    x = _array(x)
    return np.where(x >= 0, 1.0, alpha * x)


@misconception("elu_derivative", hint="Is the left side straight?")
def slope_of_elu_as_of_prelu(x, alpha):
    """The left side is alpha everywhere, as for a straight line."""
    return np.where(_array(x) > 0, 1.0, alpha)


@misconception("elu_derivative", hint=_BOTH, source="F9")
def slope_of_elu_overflows(x, alpha):
    """e^x is computed on both sides, and overflows on the right where nobody looks."""
    x = _array(x)
    return np.where(x > 0, 1.0, alpha * np.exp(x))


@misconception("elu_derivative", hint="What is 0 times inf?", source="F9")
def slope_of_elu_zero_times_inf(x, alpha):
    """The branches are multiplied by masks, and 0 · e^1000 is nan."""
    x = _array(x)
    return (x > 0) * 1.0 + (x <= 0) * alpha * np.exp(x)


@misconception("elu_derivative", hint=_AT_ZERO)
def slope_of_elu_both_at_zero(x, alpha):
    """Both sides claim 0, where their slopes are added: 1 + alpha."""
    x = _array(x)
    return (x >= 0) * 1.0 + (x <= 0) * alpha * np.exp(np.minimum(x, 0))


@misconception("elu_derivative", hint=_AT_ZERO)
def slope_of_elu_neither_at_zero(x, alpha):
    """Left and right are told apart by < and >, and 0 gets neither: the slope 0."""
    x = _array(x)
    return (x > 0) * 1.0 + (x < 0) * alpha * np.exp(np.minimum(x, 0))


@misconception("elu_derivative", hint=_BUFFER)
def slope_of_elu_in_integers(x, alpha):
    """The slopes are stored in an array of x's type, which cuts off decimals."""
    out = np.ones_like(x)
    out[...] = np.where(np.asarray(x) > 0, 1, alpha * np.exp(np.minimum(x, 0)))
    return out


@misconception("elu_derivative", hint=_SHAPE)
def slope_of_elu_of_at_least_one_axis(x, alpha):
    """A number comes back as an array of one entry."""
    x = np.atleast_1d(_array(x))
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))
