"""Known mistakes in what works on rows: maxout, softmax, qualities, dead units."""

import numpy as np

from grader.diagnosis.misconception import misconception

_POWER = "What is the exponential of 1000? What may be subtracted from all of a row?"
_AXIS = "Along which axis lie the pieces, and along which the outputs?"
_LAST = "Do the rows of your result sum to 1? Try a single row, and three axes."
_IN_PLACE = "Print the arguments after your function has returned."
_BUFFER = "Of which type is an array that is made like one of integers?"
_ROUND = "Does raising one score change the share of the others?"
_WIDE = 10_000
"""From which width on a matrix does not fit into a student's memory."""


def _softmax(z):
    """Return softmax as it should be."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def _pieces(x, W, b):
    """Return the pieces of maxout, the pieces along the first axis."""
    x = np.asarray(x, dtype=float)
    return np.stack([x @ W_k + b_k for W_k, b_k in zip(W, b, strict=True)])


# ------------------------------------------------------------------------------- maxout


@misconception("maxout", hint="Who won is not what they got.", source="F10")
def maxout_winners(x, W, b):
    """The number of the largest piece is returned, not its value."""
    return np.argmax(_pieces(x, W, b), axis=0)


@misconception("maxout", hint=_AXIS, source="F10")
def maxout_over_outputs(x, W, b):
    """The maximum is taken over the outputs of each piece."""
    return _pieces(x, W, b).max(axis=-1)


@misconception("maxout", hint=_AXIS, source="F10")
def maxout_over_examples(x, W, b):
    """The maximum is taken over the second axis, which holds the examples."""
    return _pieces(x, W, b).max(axis=1)


@misconception("maxout", hint="What does the name say is done with the pieces?")
def maxout_summed(x, W, b):
    """The pieces are added."""
    return _pieces(x, W, b).sum(axis=0)


@misconception("maxout", hint="What does the name say is done with the pieces?")
def maxout_averaged(x, W, b):
    """The pieces are averaged."""
    return _pieces(x, W, b).mean(axis=0)


@misconception("maxout", hint="Each piece is affine. What shifts it?")
def maxout_without_bias(x, W, b):
    """The biases are left out."""
    return _pieces(x, W, np.zeros(np.shape(b))).max(axis=0)


@misconception("maxout", hint="Is a bias part of what is compared?")
def maxout_bias_apart(x, W, b):
    """The maxima of products and of biases are taken apart and added."""
    products = _pieces(x, W, np.zeros(np.shape(b))).max(axis=0)
    return products + np.max(b, axis=0)


@misconception("maxout", hint="How many pieces are there?")
def maxout_of_two(x, W, b):
    """Only the first two pieces compete."""
    return _pieces(x, W, b)[:2].max(axis=0)


@misconception("maxout", hint="Is 0 one of the pieces?")
def maxout_rectified(x, W, b):
    """What is negative becomes 0, as in ReLU."""
    return np.maximum(_pieces(x, W, b).max(axis=0), 0)


@misconception("maxout", hint="Is it the largest, or the largest in size?")
def maxout_of_sizes(x, W, b):
    """Absolute values are compared and returned."""
    return np.abs(_pieces(x, W, b)).max(axis=0)


@misconception("maxout", hint="What does the name say is done with the pieces?")
def maxout_minimum(x, W, b):
    """The smallest piece is returned."""
    return _pieces(x, W, b).min(axis=0)


@misconception("maxout", hint="To which axis does b's first one belong in x @ W + b?")
def maxout_bias_meets_examples(x, W, b):
    """The biases are added to the stack of products, where K meets the examples."""
    return np.max(np.asarray(x, dtype=float) @ W + b, axis=0)


@misconception("maxout", hint="Which shape has the result for a single example?")
def maxout_always_rows(x, W, b):
    """A single example is made a row, and comes back as one."""
    return _pieces(np.atleast_2d(x), W, b).max(axis=0)


# ------------------------------------------------------------------------------ softmax


@misconception("softmax", hint=_POWER, source="F11")
def softmax_unshifted(z):
    """Nothing is subtracted before the exponential: inf/inf and 0/0 far out."""
    e = np.exp(np.asarray(z, dtype=float))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("softmax", hint="Is the shift that is safe the same for every row?")
def softmax_one_shift(z):
    """One maximum is subtracted from all rows, so that low rows become 0/0."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max())
    return e / e.sum(axis=-1, keepdims=True)


@misconception("softmax", hint=_LAST, source="F12")
def softmax_along_the_first_axis(z):
    """It is computed along the first axis, down the columns."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


@misconception("softmax", hint=_LAST, source="F12")
def softmax_along_axis_one(z):
    """It is computed along axis 1, which is the last one of matrices only."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@misconception("softmax", hint=_LAST, source="F12")
def softmax_of_everything(z):
    """All entries of the array are divided by one sum."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max())
    return e / e.sum()


@misconception("softmax", hint=_LAST, source="F12")
def softmax_one_sum(z):
    """Each row gets its own shift, but all are divided by one sum."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum()


@misconception("softmax", hint="Which shape have the sums, and what do they meet?")
def softmax_sums_meet_columns(z):
    """The sums of the rows lose their axis and are divided into the columns."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1)


@misconception("softmax", hint="Which shape have the maxima, and what do they meet?")
def softmax_maxima_meet_columns(z):
    """The maxima of the rows lose their axis and are subtracted from the columns."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=-1))
    return e / e.sum(axis=-1, keepdims=True)


@misconception("softmax", hint="Do the rows of your result sum to 1?")
def softmax_by_the_largest(z):
    """The exponentials are divided by the largest of them, not by their sum."""
    z = np.asarray(z, dtype=float)
    return np.exp(z - z.max(axis=-1, keepdims=True))


@misconception("softmax", hint="Shares, or their logarithms?")
def softmax_logarithms(z):
    """The logarithms of the shares are returned."""
    z = np.asarray(z, dtype=float)
    z = z - z.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


@misconception("softmax", hint="Do the entries of a row know of each other?")
def softmax_as_sigmoid(z):
    """Every entry gets its own sigmoid."""
    z = np.asarray(z, dtype=float)
    return (1 + np.tanh(z / 2)) / 2


@misconception("softmax", hint="The name says max. And what says soft?")
def softmax_hard(z):
    """The largest gets 1 and all others 0."""
    z = np.asarray(z, dtype=float)
    return (z == z.max(axis=-1, keepdims=True)) * 1.0


@misconception("softmax", hint="Power of what?")
def softmax_base_two(z):
    """Powers of 2 are taken in place of e."""
    return _softmax(np.log(2) * np.asarray(z, dtype=float))


@misconception("softmax", hint="Are negative scores negative shares?")
def softmax_without_powers(z):
    """The scores themselves are divided by their sum."""
    z = np.asarray(z, dtype=float)
    return z / z.sum(axis=-1, keepdims=True)


@misconception("softmax", hint=_BUFFER)
def softmax_in_integers(z):
    """The result is stored in an array of z's type, which cuts off decimals."""
    out = np.zeros_like(z)
    out[...] = _softmax(z)
    return out


@misconception("softmax", hint=_IN_PLACE, source="F5")
def softmax_in_place(z):
    """The maxima are subtracted in the array that was given."""
    z -= z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)


# ---------------------------------------------------------------------------- jacobian


@misconception("softmax_jacobian", hint=_ROUND, source="F13")
def jacobian_of_the_diagonal(z):
    """Only the derivatives s (1 - s) are returned, as a vector."""
    s = _softmax(z)
    return s * (1 - s)


@misconception("softmax_jacobian", hint=_ROUND, source="F13")
def jacobian_zero_off_the_diagonal(z):
    """Off the diagonal it is 0: s (1 - s) on the diagonal alone."""
    s = _softmax(z)
    return np.diag(s * (1 - s))


@misconception("softmax_jacobian", hint="Raising a score: whose share rises?")
def jacobian_negative(z):
    """The sign is turned round: s sᵀ - diag(s)."""
    s = _softmax(z)
    return np.outer(s, s) - np.diag(s)


@misconception("softmax_jacobian", hint="What does [i = j] add, and where?")
def jacobian_without_diagonal(z):
    """diag(s) is missing: -s sᵀ."""
    s = _softmax(z)
    return -np.outer(s, s)


@misconception("softmax_jacobian", hint="Raising a score: whose shares fall?")
def jacobian_plus(z):
    """The products are added: diag(s) + s sᵀ."""
    s = _softmax(z)
    return np.diag(s) + np.outer(s, s)


@misconception("softmax_jacobian", hint="Is 1 - s_j right off the diagonal, too?")
def jacobian_ones_everywhere(z):
    """1 stands for [i = j] everywhere: s_i (1 - s_j)."""
    s = _softmax(z)
    return np.outer(s, 1 - s)


@misconception("softmax_jacobian", hint="[i = j] is multiplied by what?")
def jacobian_of_the_identity(z):
    """The unit matrix stands for diag(s): I - s sᵀ."""
    s = _softmax(z)
    return np.eye(len(s)) - np.outer(s, s)


@misconception("softmax_jacobian", hint="Is the argument a score or a share?")
def jacobian_from_its_output(z):
    """The scores are taken for shares: diag(z) - z zᵀ."""
    z = np.asarray(z, dtype=float)
    return np.diag(z) - np.outer(z, z)


@misconception("softmax_jacobian", hint="Is the argument a score or a share?")
def jacobian_squashed_twice(z):
    """Softmax is applied twice."""
    s = _softmax(_softmax(z))
    return np.diag(s) - np.outer(s, s)


@misconception("softmax_jacobian", hint=_POWER, source="F11")
def jacobian_overflows(z):
    """The softmax inside subtracts nothing: inf/inf far out."""
    e = np.exp(np.asarray(z, dtype=float))
    s = e / e.sum()
    return np.diag(s) - np.outer(s, s)


@misconception("softmax_jacobian", hint="s @ s of two vectors is one number.")
def jacobian_inner_product(z):
    """The inner product stands for s sᵀ: diag(s) - sᵀs."""
    s = _softmax(z)
    return np.diag(s) - s @ s


@misconception("softmax_jacobian", hint=_BUFFER)
def jacobian_in_integers(z):
    """The matrix is of z's type, which cuts off decimals."""
    s, z = _softmax(z), np.asarray(z)
    out = np.zeros((len(s), len(s)), dtype=z.dtype)
    out[...] = np.diag(s) - np.outer(s, s)
    return out


# --------------------------------------------------------------------------------- vjp


@misconception("softmax_vjp", hint="How large is the Jacobian of a row of 20,000?")
def vjp_forms_the_jacobian(z, v):
    """The Jacobian is formed, row by row of z, and multiplied: far too large."""
    s = _softmax(z)
    if s.shape[-1] > _WIDE:
        raise MemoryError("J has too many entries")
    J = s[..., :, None] * (np.eye(s.shape[-1]) - s[..., None, :])
    return (J @ np.asarray(v, dtype=float)[..., None])[..., 0]


@misconception("softmax_vjp", hint=_ROUND, source="F13")
def vjp_of_the_diagonal(z, v):
    """Only the diagonal counts: s (1 - s) v."""
    s = _softmax(z)
    return s * (1 - s) * v


@misconception("softmax_vjp", hint="What is subtracted from v, and why?")
def vjp_without_mean(z, v):
    """Nothing is subtracted: s v."""
    return _softmax(z) * v


@misconception("softmax_vjp", hint="What do you get if all of v is equal?")
def vjp_plain_mean(z, v):
    """The plain mean of v is subtracted, not the one weighted by s."""
    return _softmax(z) * (v - np.mean(v, axis=-1, keepdims=True))


@misconception("softmax_vjp", hint="How many inner products are there?")
def vjp_one_product_for_all(z, v):
    """One inner product is taken over all rows."""
    s = _softmax(z)
    return s * (v - np.sum(s * v))


@misconception("softmax_vjp", hint="Which sign stands before the inner product?")
def vjp_plus(z, v):
    """The inner product is added."""
    s = _softmax(z)
    return s * (v + np.sum(s * v, axis=-1, keepdims=True))


@misconception("softmax_vjp", hint="Which sign has the diagonal of J?")
def vjp_negative(z, v):
    """The sign is turned round."""
    s = _softmax(z)
    return s * (np.sum(s * v, axis=-1, keepdims=True) - v)


@misconception("softmax_vjp", hint="Each s_i multiplies the whole row of J.")
def vjp_without_shares(z, v):
    """The factor s in front is missing: v - ⟨v, s⟩."""
    s = _softmax(z)
    return v - np.sum(s * v, axis=-1, keepdims=True)


@misconception("softmax_vjp", hint="Is the argument a score or a share?")
def vjp_from_its_output(z, v):
    """The scores are taken for shares: z (v - ⟨v, z⟩)."""
    z = np.asarray(z, dtype=float)
    return z * (v - np.sum(z * v, axis=-1, keepdims=True))


@misconception("softmax_vjp", hint=_POWER, source="F11")
def vjp_overflows(z, v):
    """The softmax inside subtracts nothing: inf/inf and 0/0 far out."""
    e = np.exp(np.asarray(z, dtype=float))
    s = e / e.sum(axis=-1, keepdims=True)
    return s * (v - np.sum(s * v, axis=-1, keepdims=True))


@misconception("softmax_vjp", hint="Is the shift that is safe the same for every row?")
def vjp_one_shift(z, v):
    """The softmax inside subtracts one maximum from all rows: 0/0 in low ones."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max())
    s = e / e.sum(axis=-1, keepdims=True)
    return s * (v - np.sum(s * v, axis=-1, keepdims=True))


@misconception("softmax_vjp", hint="np.dot of two matrices is no product of rows.")
def vjp_by_dot(z, v):
    """np.dot(v, s) is taken, which multiplies matrices if there are several rows."""
    s = _softmax(z)
    return s * (v - np.dot(v, s))


@misconception("softmax_vjp", hint=_LAST, source="F12")
def vjp_along_the_first_axis(z, v):
    """It is computed along the first axis, down the columns."""
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=0))
    s = e / e.sum(axis=0)
    return s * (v - np.sum(s * v, axis=0))


@misconception("softmax_vjp", hint=_IN_PLACE)
def vjp_in_place(z, v):
    """The inner product is subtracted in the array v that was given."""
    s = _softmax(z)
    v -= np.sum(s * v, axis=-1, keepdims=True)
    return s * v


# --------------------------------------------------------------------------- properties

_KEYS = (
    "nonlinear",
    "continuously_differentiable",
    "zero_centred",
    "saturates",
    "bounded",
    "monotone",
)
_YES = {
    "linear": ("continuously_differentiable", "zero_centred", "monotone"),
    "sigmoid": tuple(key for key in _KEYS if key != "zero_centred"),
    "tanh": _KEYS,
    "relu": ("nonlinear", "monotone"),
    "leaky_relu": ("nonlinear", "monotone"),
    "prelu": ("nonlinear", "monotone"),
    "elu": ("nonlinear", "continuously_differentiable", "monotone"),
}


def _qualities(name, **changed):
    """Return the qualities of an activation, some of them changed."""
    return {key: key in _YES[name] for key in _KEYS} | changed


@misconception("properties", hint="What does the sigmoid give at 0?")
def sigmoid_called_centred(name):
    """The sigmoid is called zero-centred, since it is symmetric about a point."""
    return _qualities(name, zero_centred=name in ("linear", "tanh", "sigmoid"))


@misconception("properties", hint="Is f(-x) = -f(x) for a leaky ReLU at x = 1?")
def negative_values_called_centred(name):
    """Whatever has negative values is called zero-centred."""
    return _qualities(name, zero_centred=name not in ("sigmoid", "relu"))


@misconception("properties", hint="Saturates at both ends, says the handout.")
def one_flat_end_called_saturation(name):
    """One flat end is taken for saturation, so that ReLU and ELU saturate."""
    return _qualities(name, saturates=name in ("sigmoid", "tanh", "relu", "elu"))


@misconception("properties", hint="Bounded on both sides, says the handout.")
def bounded_below_called_bounded(name):
    """A bound from below is enough: ReLU and ELU are called bounded."""
    return _qualities(name, bounded=name in ("sigmoid", "tanh", "relu", "elu"))


@misconception("properties", hint="Are flat stretches allowed?")
def flat_called_not_monotone(name):
    """Strict growth is asked for, so that ReLU is not monotone."""
    return _qualities(name, monotone=name != "relu")


@misconception("properties", hint="From which side do you come to 0?")
def kinks_called_smooth(name):
    """Functions without a jump are called continuously differentiable."""
    return _qualities(name, continuously_differentiable=True)


@misconception("properties", hint="Compare alpha e^x with 1 at 0, for alpha = 1.")
def elu_called_kinked(name):
    """ELU is said to have a kink, which it has for other alphas only."""
    smooth = ("linear", "sigmoid", "tanh")
    return _qualities(name, continuously_differentiable=name in smooth)


@misconception("properties", hint="Two straight lines: are they one?")
def pieces_called_linear(name):
    """What is made of straight pieces is called linear."""
    return _qualities(name, nonlinear=name in ("sigmoid", "tanh", "elu"))


@misconception("properties", hint="A gradient that never changes: does it fade?")
def constant_slope_called_saturation(name):
    """The linear one is said to saturate, since its slope does not change."""
    return _qualities(name, saturates=name in ("linear", "sigmoid", "tanh"))


@misconception("properties", hint="Does the curve of tanh ever fall?")
def bends_called_not_monotone(name):
    """Only straight pieces are called monotone."""
    return _qualities(name, monotone=name not in ("sigmoid", "tanh"))


@misconception(
    "properties", hint="Are the keys those of the handout, letter by letter?"
)
def american_spelling(name):
    """The key is spelled zero_centered."""
    found = _qualities(name)
    found["zero_centered"] = found.pop("zero_centred")
    return found


@misconception("properties", hint="True or False, for all six keys?")
def only_what_holds(name):
    """The qualities that hold are listed, without those that do not."""
    return list(_YES[name])


# --------------------------------------------------------------------------- dead units


def _before(W, b, X):
    return np.asarray(X, dtype=float) @ W + b


@misconception("dead_units", hint="Does a unit fire that reaches exactly 0?")
def dead_below_zero(W, b, X):
    """Only what is below 0 throughout is called dead, not what reaches exactly 0."""
    return np.flatnonzero((_before(W, b, X) < 0).all(axis=0))


@misconception("dead_units", hint="One silent example, or all of them?")
def dead_once(W, b, X):
    """A unit is called dead as soon as one example does not make it fire."""
    return np.flatnonzero((_before(W, b, X) <= 0).any(axis=0))


@misconception("dead_units", hint="Are rows examples or units?")
def dead_examples(W, b, X):
    """The examples that make no unit fire are returned."""
    return np.flatnonzero((_before(W, b, X) <= 0).all(axis=1))


@misconception("dead_units", hint="Which units are asked for: these, or the others?")
def alive_units(W, b, X):
    """The units that are alive are returned."""
    return np.flatnonzero((_before(W, b, X) > 0).any(axis=0))


@misconception("dead_units", hint="A True or False for each unit, or its number?")
def dead_mask(W, b, X):
    """A mask is returned, not indices."""
    return (_before(W, b, X) <= 0).all(axis=0)


@misconception("dead_units", hint="How many are dead, or which?")
def dead_counted(W, b, X):
    """The number of dead units is returned."""
    return int((_before(W, b, X) <= 0).all(axis=0).sum())


@misconception("dead_units", hint="What besides the weights decides whether it fires?")
def dead_without_bias(W, b, X):
    """The biases are left out."""
    return np.flatnonzero((_before(W, 0.0, X) <= 0).all(axis=0))


@misconception("dead_units", hint="May a unit that fires seldom be called dead?")
def dead_on_average(W, b, X):
    """A unit is called dead if its mean over the examples is not positive."""
    return np.flatnonzero(_before(W, b, X).mean(axis=0) <= 0)


@misconception("dead_units", hint="From which number does the handout count?")
def dead_from_one(W, b, X):
    """Units are counted from 1."""
    return np.flatnonzero((_before(W, b, X) <= 0).all(axis=0)) + 1


@misconception("dead_units", hint="Which shape has what np.where returns?")
def dead_in_a_tuple(W, b, X):
    """The tuple that np.where returns is passed on as it is."""
    return np.where((_before(W, b, X) <= 0).all(axis=0))


@misconception("dead_units", hint="Which order is asked for?")
def dead_descending(W, b, X):
    """The indices are in descending order."""
    return np.flatnonzero((_before(W, b, X) <= 0).all(axis=0))[::-1]


@misconception("dead_units", hint="Is a weight without a sum a unit?")
def dead_by_weights(W, b, X):
    """Units with no positive weight and no positive bias are called dead."""
    return np.flatnonzero((np.asarray(W) <= 0).all(axis=0) & (np.asarray(b) <= 0))


@misconception("dead_units", hint=_IN_PLACE)
def dead_in_place(W, b, X):
    """The biases are subtracted in the array that was given."""
    b *= -1
    z = np.asarray(X, dtype=float) @ W
    return np.flatnonzero((z <= b).all(axis=0))
