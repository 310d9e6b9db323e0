"""Known mistakes in the gates of assignment 07."""

import numpy as np

from grader.diagnosis import misconception


def arrays(*args):
    """Return arguments as float arrays."""
    return [np.asarray(each, dtype=float) for each in args]


def like(x, value):
    """Return a value in the type of x, as np.zeros_like(x) would hold it."""
    x, value = np.asarray(x), np.asarray(value)
    return value.astype(x.dtype) if x.ndim else value


# --- add_backward --------------------------------------------------------------------


@misconception(
    "add_backward", hint="If x grows a little, by how much does x + y grow? And L?"
)
def add_halves(x, y, dz):
    """Each input gets half of dz, as if it had to be shared."""
    del x, y
    (dz,) = arrays(dz)
    return dz / 2, dz / 2


@misconception("add_backward", hint="Do the derivatives of x + y depend on x and y?")
def add_like_multiply(x, y, dz):
    """Each input gets the other one times dz: that is the multiply gate."""
    x, y, dz = arrays(x, y, dz)
    return y * dz, x * dz


@misconception("add_backward", hint="Do the derivatives of x + y depend on x and y?")
def add_times_itself(x, y, dz):
    """Each input gets itself times dz."""
    x, y, dz = arrays(x, y, dz)
    return x * dz, y * dz


@misconception("add_backward", hint="What happens to what comes from above?")
def add_upstream_forgotten(x, y, dz):
    """Only the local derivatives come back, 1 and 1: dz is forgotten."""
    del x, y
    (dz,) = arrays(dz)
    return np.ones_like(dz), np.ones_like(dz)


@misconception("add_backward", hint="Is the output of a gate part of its derivative?")
def add_times_output(x, y, dz):
    """What comes from above is multiplied by the output x + y."""
    x, y, dz = arrays(x, y, dz)
    return (x + y) * dz, (x + y) * dz


@misconception("add_backward", hint="Which of the two inputs does x + y depend on?")
def add_first_only(x, y, dz):
    """Only x gets a gradient; y gets 0."""
    del x, y
    (dz,) = arrays(dz)
    return dz, np.zeros_like(dz)


@misconception("add_backward", hint="What has ∂(x + y)/∂y in common with ∂(x - y)/∂y?")
def add_like_subtract(x, y, dz):
    """The gradient of y has the sign of a difference."""
    del x, y
    (dz,) = arrays(dz)
    return dz, -dz


@misconception("add_backward", hint="Where do the gradients of two copies add up?")
def add_adds_values(x, y, dz):
    """The gradient is added to the inputs instead of handed to them."""
    x, y, dz = arrays(x, y, dz)
    return x + dz, y + dz


@misconception(
    "add_backward", hint="What does np.zeros_like give for an array of integers?"
)
def add_in_integers(x, y, dz):
    """The gradients are kept in arrays like x and y, which cuts off decimals."""
    return like(x, dz), like(y, dz)


# --- multiply_backward ---------------------------------------------------------------


@misconception("multiply_backward", hint="By how much does x · y grow if x grows by 1?")
def multiply_own_operand(x, y, dz):
    """Each input gets itself times dz, or the two gradients are swapped."""
    x, y, dz = arrays(x, y, dz)
    return x * dz, y * dz


@misconception("multiply_backward", hint="What happens to what comes from above?")
def multiply_upstream_forgotten(x, y, dz):
    """Only the local derivatives come back, y and x: dz is forgotten."""
    del dz
    x, y = arrays(x, y)
    return y, x


@misconception("multiply_backward", hint="Which gate hands on dz as it is?")
def multiply_like_add(x, y, dz):
    """Both inputs get dz as it is: that is the add gate."""
    del x, y
    (dz,) = arrays(dz)
    return dz, dz


@misconception(
    "multiply_backward", hint="Is the output of a gate part of its derivative?"
)
def multiply_by_output(x, y, dz):
    """Both inputs get the output x · y times dz."""
    x, y, dz = arrays(x, y, dz)
    return x * y * dz, x * y * dz


@misconception(
    "multiply_backward", hint="Is dz a factor of the gradient, or a summand?"
)
def multiply_adds_upstream(x, y, dz):
    """The local derivative and dz are added instead of multiplied."""
    x, y, dz = arrays(x, y, dz)
    return y + dz, x + dz


@misconception(
    "multiply_backward", hint="Let x be 0: is the gradient of x infinite then?"
)
def multiply_divides(x, y, dz):
    """What comes from above is divided by the other input."""
    x, y, dz = arrays(x, y, dz)
    with np.errstate(all="ignore"):
        return dz / y, dz / x


@misconception(
    "multiply_backward", hint="Entry by entry, or rows times columns? Mind the shapes."
)
def multiply_as_matrices(x, y, dz):
    """The products are taken with @, as of matrices, not entry by entry."""
    x, y, dz = arrays(x, y, dz)
    if not dz.ndim:
        return y * dz, x * dz
    return y @ dz, x @ dz


@misconception("multiply_backward", hint="How many gradients does an array of x have?")
def multiply_summed(x, y, dz):
    """The products are summed to one number."""
    x, y, dz = arrays(x, y, dz)
    return np.sum(y * dz), np.sum(x * dz)


@misconception("multiply_backward", hint="Print x and y after the call.")
def multiply_in_place(x, y, dz):
    """The inputs themselves are multiplied by dz where they lie."""
    if np.ndim(dz) and np.asarray(x).dtype.kind == "f":
        x *= dz
        y *= dz
        return y, x
    x, y, dz = arrays(x, y, dz)
    return y * dz, x * dz


@misconception(
    "multiply_backward", hint="What does np.zeros_like give for an array of integers?"
)
def multiply_in_integers(x, y, dz):
    """The gradients are kept in arrays like x and y, which cuts off decimals."""
    a, b, c = arrays(x, y, dz)
    return like(x, b * c), like(y, a * c)


# --- max_backward --------------------------------------------------------------------


@misconception("max_backward", hint="At a tie, what do your two gradients sum to?")
def max_counts_ties_twice(x, y, dz):
    """At a tie both inputs get all of dz."""
    x, y, dz = arrays(x, y, dz)
    return np.where(x >= y, dz, 0), np.where(y >= x, dz, 0)


@misconception("max_backward", hint="At a tie, what do your two gradients sum to?")
def max_drops_ties(x, y, dz):
    """At a tie neither input gets anything."""
    x, y, dz = arrays(x, y, dz)
    return np.where(x > y, dz, 0), np.where(y > x, dz, 0)


@misconception("max_backward", hint="Which input would change the maximum if it grew?")
def max_to_the_loser(x, y, dz):
    """The smaller input gets dz."""
    x, y, dz = arrays(x, y, dz)
    return np.where(x < y, dz, 0), np.where(x < y, 0, dz)


@misconception("max_backward", hint="Does the smaller input have any effect on z?")
def max_like_add(x, y, dz):
    """Both inputs get dz: that is the add gate."""
    del x, y
    (dz,) = arrays(dz)
    return dz, dz


@misconception("max_backward", hint="Does the smaller input have any effect on z?")
def max_always_halves(x, y, dz):
    """Both inputs get half of dz, not only at a tie."""
    del x, y
    (dz,) = arrays(dz)
    return dz / 2, dz / 2


@misconception("max_backward", hint="What happens to what comes from above?")
def max_upstream_forgotten(x, y, dz):
    """Only the local derivatives come back, ones and zeros: dz is forgotten."""
    del dz
    x, y = arrays(x, y)
    return np.where(x >= y, 1.0, 0.0), np.where(x >= y, 0.0, 1.0)


@misconception(
    "max_backward", hint="Is the value of the winner part of the derivative?"
)
def max_times_the_winner(x, y, dz):
    """What comes from above is multiplied by the value of the winner."""
    x, y, dz = arrays(x, y, dz)
    return np.where(x >= y, x * dz, 0), np.where(x >= y, 0, y * dz)


@misconception(
    "max_backward", hint="Is there one winner for the whole array, or one for an entry?"
)
def max_of_whole_arrays(x, y, dz):
    """The whole array with the largest entry wins, instead of entry by entry."""
    x, y, dz = arrays(x, y, dz)
    none = np.zeros_like(dz)
    return (dz, none) if x.max() >= y.max() else (none, dz)


@misconception("max_backward", hint="What is the maximum of -2 and -1.5?")
def max_of_sizes(x, y, dz):
    """The input that is larger in size wins, whatever its sign."""
    x, y, dz = arrays(x, y, dz)
    wins = np.abs(x) >= np.abs(y)
    return np.where(wins, dz, 0), np.where(wins, 0, dz)


@misconception("max_backward", hint="Does the sign of dz decide who wins?")
def max_routes_by_upstream(x, y, dz):
    """A negative dz goes to the smaller input."""
    x, y, dz = arrays(x, y, dz)
    wins = (x >= y) == (dz > 0)
    return np.where(wins, dz, 0), np.where(wins, 0, dz)


@misconception("max_backward", hint="Which array does Python's `if` take for true?")
def max_with_if(x, y, dz):
    """The inputs are compared with `if`, which arrays do not allow."""
    if x >= y:
        return dz, 0.0
    return 0.0, dz


@misconception(
    "max_backward", hint="What does np.zeros_like give for an array of integers?"
)
def max_in_integers(x, y, dz):
    """The gradients are kept in arrays like x and y, which cuts off decimals."""
    a, b, c = arrays(x, y, dz)
    return like(x, np.where(a >= b, c, 0)), like(y, np.where(a >= b, 0, c))


# --- copy_backward -------------------------------------------------------------------


@misconception(
    "copy_backward",
    hint="If one copy stays unused, its gradient is 0: what is dx then?",
)
def copy_averages(dz1, dz2):
    """The mean of the two gradients comes back, not their sum."""
    dz1, dz2 = arrays(dz1, dz2)
    return (dz1 + dz2) / 2


@misconception("copy_backward", hint="Which of the two copies has an effect on L?")
def copy_takes_the_last(dz1, dz2):
    """The second gradient overwrites the first."""
    del dz1
    (dz2,) = arrays(dz2)
    return dz2


@misconception("copy_backward", hint="Which of the two copies has an effect on L?")
def copy_takes_the_first(dz1, dz2):
    """The second gradient is ignored."""
    del dz2
    (dz1,) = arrays(dz1)
    return dz1


@misconception(
    "copy_backward",
    hint="If one copy stays unused, its gradient is 0: what is dx then?",
)
def copy_multiplies(dz1, dz2):
    """The two gradients are multiplied."""
    dz1, dz2 = arrays(dz1, dz2)
    return dz1 * dz2


@misconception("copy_backward", hint="Do two effects add up, or does one of them win?")
def copy_takes_the_larger(dz1, dz2):
    """The larger of the two gradients comes back."""
    dz1, dz2 = arrays(dz1, dz2)
    return np.maximum(dz1, dz2)


@misconception("copy_backward", hint="Is one of the copies negated on its way?")
def copy_subtracts(dz1, dz2):
    """The second gradient is subtracted."""
    dz1, dz2 = arrays(dz1, dz2)
    return dz1 - dz2


@misconception("copy_backward", hint="How many x are there, before they are copied?")
def copy_gives_a_pair(dz1, dz2):
    """Both gradients come back, as a pair."""
    dz1, dz2 = arrays(dz1, dz2)
    return dz1, dz2


@misconception("copy_backward", hint="How many gradients does an array of x have?")
def copy_sums_everything(dz1, dz2):
    """All entries are summed to one number."""
    dz1, dz2 = arrays(dz1, dz2)
    return np.sum(dz1 + dz2)


@misconception("copy_backward", hint="Print dz1 after the call.")
def copy_in_place(dz1, dz2):
    """The second gradient is added to the first where it lies (dz1 += dz2)."""
    if np.ndim(dz1) and np.asarray(dz1).dtype.kind == "f":
        dz1 += dz2
        return dz1
    dz1, dz2 = arrays(dz1, dz2)
    return dz1 + dz2


# --- relu_backward -------------------------------------------------------------------


@misconception(
    "relu_backward",
    hint="Which array decides whether the gate is open: x or dy?",
    source="S1, slide Vector derivatives: Example",
)
def relu_gate_by_upstream(x, dy):
    """The sign of dy opens the gate, not that of x."""
    del x
    (dy,) = arrays(dy)
    return np.where(dy > 0, dy, 0)


@misconception("relu_backward", hint="May a negative gradient pass an open gate?")
def relu_blocks_negative_gradients(x, dy):
    """Negative gradients are stopped, too, though the gate is open."""
    x, dy = arrays(x, dy)
    return np.where((x > 0) & (dy > 0), dy, 0)


@misconception("relu_backward", hint="What happens to what comes from above?")
def relu_upstream_forgotten(x, dy):
    """Only the local derivative comes back, ones and zeros: dy is forgotten."""
    del dy
    (x,) = arrays(x)
    return np.where(x > 0, 1.0, 0.0)


@misconception("relu_backward", hint="Is the slope of relu at 3 really 3?")
def relu_times_output(x, dy):
    """What comes from above is multiplied by max(x, 0) instead of by the slope."""
    x, dy = arrays(x, dy)
    return np.maximum(x, 0) * dy


@misconception("relu_backward", hint="Is this the way forward or the way back?")
def relu_forward(x, dy):
    """The output max(x, 0) comes back, not the gradient."""
    del dy
    (x,) = arrays(x)
    return np.maximum(x, 0)


@misconception("relu_backward", hint="What is the slope of relu at -3?")
def relu_always_open(x, dy):
    """The gradient passes everywhere, also where x is negative."""
    del x
    (dy,) = arrays(dy)
    return dy


@misconception("relu_backward", hint="On which side of 0 is relu flat?")
def relu_inverted(x, dy):
    """The gate is open where x is negative."""
    x, dy = arrays(x, dy)
    return np.where(x < 0, dy, 0)


@misconception("relu_backward", hint="What is the slope of relu at -3, exactly?")
def relu_leaks(x, dy):
    """A hundredth of dy passes where x is negative: that is the leaky relu."""
    x, dy = arrays(x, dy)
    return np.where(x > 0, dy, 0.01 * dy)


@misconception("relu_backward", hint="What is the slope of relu at -3, exactly?")
def relu_of_sign(x, dy):
    """What comes from above is multiplied by the sign of x, which is -1 below 0."""
    x, dy = arrays(x, dy)
    return np.sign(x) * dy


@misconception("relu_backward", hint="At x = 0, is your answer between 0 and dy?")
def relu_adds_both_sides(x, dy):
    """At x = 0 an entry of 1 stands instead of a share of dy."""
    x, dy = arrays(x, dy)
    return np.where(x > 0, dy, np.where(x == 0, 1.0, 0))


@misconception("relu_backward", hint="Print dy after the call.")
def relu_in_place(x, dy):
    """The zeros are written into dy itself."""
    x = np.asarray(x)
    if x.ndim:
        dy[x <= 0] = 0
        return dy
    return dy if x > 0 else 0.0


@misconception(
    "relu_backward", hint="What does np.zeros_like give for an array of integers?"
)
def relu_in_integers(x, dy):
    """The gradient is kept in an array like x, which cuts off decimals."""
    a, b = arrays(x, dy)
    return like(x, np.where(a > 0, b, 0))
