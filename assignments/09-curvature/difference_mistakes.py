"""Known mistakes in exercises 1 and 2: the Jacobian and the Hessian by differences."""

import numpy as np

from grader.diagnosis.misconception import misconception

FINE, COARSE = 3e-7, 2e-5
"""Steps for the first and the second derivative; short, so that the rounding of others
is not larger than the rounding here."""


def about(h, x):
    """Return a step of about h that depends on the last bits of x.

    A student's mistake is told by numbers that agree up to rounding, which is measured
    by moving x by one bit. Another step makes other roundings of f out of that.
    """
    bits = int(np.array(x, dtype=float).view(np.uint64).sum() % 7)
    return h * (1 + bits / 16)


def central(f, x, h=None):
    """Return the Jacobian by central differences; h is a number or one a coordinate."""
    x = np.array(x, dtype=float)
    h = about(FINE, x) if h is None else h
    columns = [
        (np.array(f(x + e)) - np.array(f(x - e))) / (2 * e.sum())
        for e in np.diag(np.broadcast_to(h, x.shape))
    ]
    return np.array(columns).T


def forward(f, x, h):
    """Return the Jacobian by one-sided differences."""
    x = np.array(x, dtype=float)
    columns = [(np.array(f(x + e)) - np.array(f(x))) / h for e in h * np.eye(len(x))]
    return np.array(columns).T


def second(f, x, h=None, diagonal=1.0, mixed=1.0):
    """Return the Hessian by central differences, entries off by a factor."""
    x = np.array(x, dtype=float)
    H = np.empty((len(x), len(x)))
    steps = np.diag(np.broadcast_to(about(COARSE, x) if h is None else h, x.shape))
    for i, one in enumerate(steps):
        for j, other in enumerate(steps):
            v, w = one + other, one - other
            corners = f(x + v) + f(x - v) - f(x + w) - f(x - w)
            H[i, j] = (diagonal if i == j else mixed) * corners
            H[i, j] /= 4 * one.sum() * other.sum()
    return H


def second_forward(f, x, h):
    """Return the Hessian by one-sided differences."""
    x = np.array(x, dtype=float)
    steps = h * np.eye(len(x))
    return np.array(
        [[f(x + v + w) - f(x + v) - f(x + w) + f(x) for w in steps] for v in steps]
    ) / (h * h)


# Jacobian: which entry is where.


@misconception(
    "jacobian",
    hint="Which shape does the result have for three outputs of two inputs?",
    source="S1, which has a column for each output",
    convention=True,
)
def columns_for_outputs(f, x):
    """The Jacobian is transposed: a row belongs to an input."""
    return central(f, x).T


@misconception(
    "jacobian",
    hint="How many derivatives do three outputs of two inputs have?",
)
def first_output_only(f, x):
    """Only the first output is differentiated, and its gradient returned."""
    return central(f, x)[0]


@misconception(
    "jacobian",
    hint="Does each output keep a row of its own?",
)
def outputs_added_up(f, x):
    """The outputs are added up, and the gradient of their sum is returned."""
    return central(f, x).sum(axis=0)


@misconception(
    "jacobian",
    hint="How many axes does your result have when there is one output, or one input?",
)
def axis_dropped(f, x):
    """Axes of length 1 are squeezed away."""
    return np.squeeze(central(f, x))


@misconception(
    "jacobian",
    hint="Which coordinates move when you take a derivative in the second one?",
)
def all_coordinates_moved(f, x):
    """All coordinates are moved at once, so that all columns are the same."""
    x = np.array(x, dtype=float)
    column = (np.array(f(x + FINE)) - np.array(f(x - FINE))) / (2 * FINE)
    return np.array([column] * len(x)).T


@misconception(
    "jacobian",
    hint="After the derivative in the first coordinate, is x what it was before?",
)
def coordinate_left_moved(f, x):
    """Each coordinate stays moved when the next one is differentiated."""
    x = np.array(x, dtype=float)
    columns = []
    for j in range(len(x)):
        x[j] += 1e-5
        above = np.array(f(x))
        x[j] -= 2e-5
        columns.append((above - np.array(f(x))) / 2e-5)
    return np.array(columns).T


# Jacobian: how the difference is divided.


@misconception(
    "jacobian",
    family="how the difference is divided",
    hint="How far apart are the two points at which you ask f?",
)
def divided_by_h(f, x):
    """The difference of two points that are 2h apart is divided by h."""
    return 2 * central(f, x)


@misconception(
    "jacobian",
    family="how the difference is divided",
    hint="How far apart are the two points at which you ask f?",
)
def divided_by_two_h(f, x):
    """A one-sided difference is divided by 2h."""
    return forward(f, x, 1e-6) / 2


@misconception(
    "jacobian",
    hint="For f(x) = x, which sign does f(x + h) - f(x - h) have, and yours?",
)
def difference_turned_round(f, x):
    """The value before is the first one, so that all signs are wrong."""
    return -central(f, x)


# Jacobian: the step.


@misconception(
    "jacobian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x²?",
)
def one_sided_large(f, x):
    """The difference is one-sided, with h = 1e-5."""
    return forward(f, x, 1e-5)


@misconception(
    "jacobian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x²?",
)
def one_sided(f, x):
    """The difference is one-sided, with h = 1e-6."""
    return forward(f, x, 1e-6)


@misconception(
    "jacobian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x², and what does rounding do?",
)
def one_sided_small(f, x):
    """The difference is one-sided, with h = 1e-8."""
    return forward(f, x, 1e-8)


@misconception(
    "jacobian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x²?",
)
def backward(f, x):
    """The difference is one-sided, backwards, with h = 1e-6."""
    return forward(f, x, -1e-6)


@misconception(
    "jacobian",
    family="the size of the step",
    hint="What is 1 + h for your h, and how many of its digits are left?",
)
def step_too_short(f, x):
    """The step is 1e-12, so that rounding is most of what is seen."""
    return central(f, x, 1e-12)


@misconception(
    "jacobian",
    family="the size of the step",
    hint="The error grows with h²: what is yours for sin at 1?",
)
def step_too_long(f, x):
    """The step is 0.01, over which f bends."""
    return central(f, x, 1e-2)


@misconception(
    "jacobian",
    hint="How long is your step where a coordinate is 0?",
)
def step_of_nothing(f, x):
    """The step is a share of the coordinate, and 0 where that is 0."""
    return central(f, x, 1e-6 * np.abs(np.array(x, dtype=float)))


@misconception(
    "jacobian",
    family="types and shared arrays",
    hint="Call your function with np.array([1, 2]): which type has the step?",
)
def step_in_the_type_of_x(f, x):
    """The step is put into an array of x's type, where integers cut it to 0."""
    x = np.asarray(x)
    columns = []
    for j in range(len(x)):
        e = np.zeros_like(x)
        e[j] = np.array(FINE).astype(x.dtype)
        difference = np.array(f(x + e)) - np.array(f(x - e))
        columns.append(difference / (2 * float(e[j])) if e[j] else difference * np.nan)
    return np.array(columns).T


@misconception(
    "jacobian",
    family="types and shared arrays",
    hint="Print x, with all its digits, after your function has returned.",
)
def point_moved_in_place(f, x):
    """The point itself is moved to and fro, and comes back but for rounding."""
    point = np.asarray(x, dtype=float)
    columns = []
    for j in range(len(point)):
        h = 1e-6
        point[j] += h
        above = np.array(f(point))
        point[j] -= 2 * h
        below = np.array(f(point))
        point[j] += h
        columns.append((above - below) / (2 * h))
    return np.array(columns).T


# Hessian: which entries.


@misconception(
    "hessian",
    family="mixed derivatives",
    hint="What is the mixed derivative of x·y?",
)
def mixed_derivatives_missing(f, x):
    """Only the diagonal is computed; mixed derivatives are 0."""
    return second(f, x, mixed=0)


@misconception(
    "hessian",
    family="mixed derivatives",
    hint="What stands on the other side of the diagonal?",
)
def one_side_of_the_diagonal(f, x):
    """Only one half is filled in, the other one stays 0."""
    return np.triu(second(f, x))


@misconception(
    "hessian",
    family="mixed derivatives",
    hint="By which number are the four values of a mixed derivative divided?",
)
def mixed_not_quartered(f, x):
    """Mixed derivatives are divided by h² instead of 4h²."""
    return second(f, x, mixed=4)


@misconception(
    "hessian",
    family="mixed derivatives",
    hint="Set both coordinates of x·y in motion: what is the mixed derivative?",
)
def mixed_twice(f, x):
    """Mixed derivatives are counted twice, once for each order."""
    return second(f, x, mixed=2)


@misconception(
    "hessian",
    family="mixed derivatives",
    hint="Set both coordinates of x·y in motion: what is the mixed derivative?",
)
def mixed_halved(f, x):
    """Mixed derivatives are shared between the two sides of the diagonal."""
    return second(f, x, mixed=0.5)


@misconception(
    "hessian",
    hint="How far apart are the points of your formula when i = j?",
)
def diagonal_quartered(f, x):
    """On the diagonal f(x + h) - 2f(x) + f(x - h) is divided by 4h²."""
    return second(f, x, diagonal=0.25)


@misconception(
    "hessian",
    family="a factor of all entries",
    hint="What is the Hessian of ½ xᵀAx, and what is that of xᵀAx?",
    source="the ½ of Taylor's formula taken into the Hessian",
)
def half_the_hessian(f, x):
    """All entries are halved, as in Taylor's formula."""
    return second(f, x, diagonal=0.5, mixed=0.5)


@misconception(
    "hessian",
    family="a factor of all entries",
    hint="What is the Hessian of ½ xᵀAx?",
)
def twice_the_hessian(f, x):
    """All entries are doubled."""
    return second(f, x, diagonal=2, mixed=2)


@misconception(
    "hessian",
    family="a factor of all entries",
    hint="What is the second derivative of x², and what is yours?",
)
def hessian_turned_round(f, x):
    """All signs are wrong."""
    return second(f, x, diagonal=-1, mixed=-1)


@misconception(
    "hessian",
    hint="Of a linear function, what is the Hessian, and what is yours?",
    source="the Gauss-Newton approximation",
)
def product_of_slopes(f, x):
    """Products of first derivatives are taken for second derivatives."""
    (g,) = central(lambda z: [f(z)], x)
    return np.outer(g, g)


@misconception(
    "hessian",
    hint="How often is f differentiated?",
)
def first_derivatives(f, x):
    """The gradient is returned."""
    return central(lambda z: [f(z)], x)[0]


@misconception(
    "hessian",
    hint="Which shape does the result have for three coordinates?",
)
def second_derivatives_listed(f, x):
    """Only the diagonal is returned, as a vector."""
    return np.diag(second(f, x)).copy()


@misconception(
    "hessian",
    hint="Which shape has an array of D rows and D columns when D is 1?",
)
def one_coordinate_one_number(f, x):
    """With one coordinate a number is returned."""
    H = second(f, x)
    return float(H[0, 0]) if H.size == 1 else H


# Hessian: the step.


@misconception(
    "hessian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x³?",
)
def second_one_sided(f, x):
    """The differences are one-sided, with h = 1e-4."""
    return second_forward(f, x, 1e-4)


@misconception(
    "hessian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x³?",
)
def second_one_sided_small(f, x):
    """The differences are one-sided, with h = 1e-5."""
    return second_forward(f, x, 1e-5)


@misconception(
    "hessian",
    family="a one-sided difference",
    hint="What is the error of your formula on f(x) = x³?",
)
def second_one_sided_large(f, x):
    """The differences are one-sided, with h = 1e-3."""
    return second_forward(f, x, 1e-3)


@misconception(
    "hessian",
    family="the size of the step",
    hint="How large is h² beside the last digit of f(x)?",
)
def step_of_the_gradient(f, x):
    """The step is 1e-7, which is good for a gradient and too short here."""
    return second(f, x, 1e-7)


@misconception(
    "hessian",
    family="the size of the step",
    hint="How large is h² beside the last digit of f(x)?",
)
def step_that_vanishes(f, x):
    """The step is 1e-9, so that the differences are rounding."""
    return second(f, x, 1e-9)


@misconception(
    "hessian",
    family="the size of the step",
    hint="The error grows with h²: what is yours for sin at 1?",
)
def second_step_too_long(f, x):
    """The step is 0.1, over which f bends."""
    return second(f, x, 0.1)


@misconception(
    "hessian",
    hint="How long is your step where a coordinate is 0?",
)
def second_step_of_nothing(f, x):
    """The step is a share of the coordinate, and 0 where that is 0."""
    return second(f, x, 1e-4 * np.abs(np.array(x, dtype=float)))


@misconception(
    "hessian",
    family="types and shared arrays",
    hint="Call your function with np.array([1, 2]): which type has the step?",
)
def second_step_in_the_type_of_x(f, x):
    """The step is put into an array of x's type, where integers cut it to 0."""
    x = np.asarray(x)
    h = np.full(x.shape, COARSE).astype(x.dtype)
    return second(f, x, h)


@misconception(
    "hessian",
    family="types and shared arrays",
    hint="Print x, with all its digits, after your function has returned.",
)
def second_point_moved_in_place(f, x):
    """The point itself is moved to and fro, and comes back but for rounding."""
    point = np.asarray(x, dtype=float)
    H = np.empty((len(point), len(point)))
    h = COARSE
    for i in range(len(point)):
        for j in range(len(point)):
            corners = 0.0
            for k, by, sign in ((i, h, 0), (j, h, 1), (i, -2 * h, -1), (j, -2 * h, 1)):
                point[k] += by
                corners += sign * f(point) if sign else 0.0
            point[i] += 2 * h
            corners -= f(point)
            point[i] -= h
            point[j] += h
            H[i, j] = corners / (4 * h * h)
    return H
