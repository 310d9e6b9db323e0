"""The files of a new assignment, as templates with $names to fill in.

One small exercise in them is complete, so that a new assignment validates at once.
"""

EXAMPLE = "gradient_step"
"""The exercise that every new assignment has until its teacher takes it out."""

MANIFEST = """\
title = "$title"
summary = "One sentence for the table of assignments."

[[exercise]]
signature = "gradient_step(grad, x, lr)"
title = "One step of gradient descent"
"""

MANIFEST_DRAFT = """
# Yours: remove the # of these three lines when reference/$topic.py has the answer.
# [[exercise]]
# signature = "$signature"
# title = "$exercise in a few words"
"""

HANDOUT = """\
# $number · $title

Two or three sentences: what is this about, and what will the student see in it?

| function | what it returns |
|---|---|
| `gradient_step(grad, x, lr)` | one point |

## What holds everywhere

- **Arrays in, arrays out.** A point is a number or an array of shape `(D,)`. Integers
  are read as floats. What you return may be a numpy array or a list of numbers.
- **Arguments stay as they are**: work on a copy.
- **Any way of writing is fine**, as long as the names of the functions and the order of
  their arguments stay.

## 1. `gradient_step(grad, x, lr)`

The point after one step of gradient descent from x. `grad` is given to you: it takes
one point and returns the slope there, of the same shape.

    x' = x - lr ∇f(x)

The result is a number if x is one, else an array of x's shape.

**By hand.** f(x) = x² has the slope 2x. From 3 with lr = 0.25: 3 - 0.25 · 6 = 1.5.
"""

HANDOUT_DRAFT = """
## 2. `$signature`

What it returns, in words, and the shape of it.

    the formula, beginning with the first state

Every choice on which honest people differ: where it starts, what is counted, what comes
out at the edges. What is never tested.

**By hand.** A number that can be followed without a computer.
"""

STARTER = '''\
# grader assignment: $name

# %% [markdown]
# # $title
#
# Fill in the functions. The handout has each formula with a number to follow by hand.

# %%
"""Assignment $number: $title."""

import numpy as np  # noqa: F401 - yours to use


# %%
def gradient_step(grad, x, lr):
    """Return the point after one step of gradient descent.

    Formula::

        x' = x - lr ∇f(x)
    """
    raise NotImplementedError
'''

STARTER_DRAFT = '''

# %%
def $signature:
    """Return what the handout says, in one line."""
    raise NotImplementedError
'''

REFERENCE = '''\
"""Assignment $number: the answers."""

import numpy as np


def gradient_step(grad, x, lr):
    """Return the point after one step of gradient descent.

    Update::

        x' = x - lr ∇f(x)

    By hand:
        f(x) = x² has the slope 2x. From 3 with lr = 0.25: 3 - 0.25 · 6 = 1.5:

        >>> float(gradient_step(lambda x: 2 * x, 3, 0.25))
        1.5

    """
    x = np.array(x, dtype=np.float64)  # a copy, and integers become floats
    return x - lr * np.asarray(grad(x), dtype=np.float64)
'''

REFERENCE_DRAFT = '''

def $signature:
    """Return what the handout says, in one line."""
    raise NotImplementedError
'''

EXPORT = '''\
"""The answers that the assignments beside this folder are graded by."""

'''

CHECKS = '''\
"""The public checks of assignment $number."""

from grader import objectives
from grader.checks import check, invariant, observed, values

# Slanted, with its minimum not at 0: few mistakes stay invisible in it.
VALLEY = objectives.rotated_bowl((1.0, 20.0), angle=0.5, minimiser=(0.5, -1.0))
WELL = objectives.tilted_double_well()


def slope(objective):
    """Return the gradient of an objective, as a student's code may call it."""
    return observed("grad", objective, lambda chosen: chosen.gradient)


@check("gradient_step", points=2)
def step_in_a_valley(student, truth, rng):
    """Your step in a slanted valley leads to the right point."""
    cases = [(slope(VALLEY), (4.0, 1.0), 0.03), (slope(VALLEY), (-1.0, 2.0), 0.1)]
    return values(student.gradient_step, truth.gradient_step, cases)


@check("gradient_step", points=1)
def step_of_a_number(student, truth, rng):
    """From a number you get a number, in a well that is no bowl."""
    cases = [(slope(WELL), 1.5, 0.05), (slope(WELL), -0.75, 0.2)]
    return values(student.gradient_step, truth.gradient_step, cases)


@check("gradient_step", points=1)
def step_leaves_no_traces(student, truth, rng):
    """Your x stays as it was, integers are read as floats, equal calls agree."""
    case = (slope(VALLEY), (3.0, -2.0), 0.05)
    return invariant(student.gradient_step, truth.gradient_step, case, cast=(1,))
'''

NUMBERS = (
    ("The public checks", "The hidden checks: the same with other numbers,"),
    ("angle=0.5, minimiser=(0.5, -1.0)", "angle=0.7, minimiser=(-1.5, 0.5)"),
    ("(4.0, 1.0), 0.03", "(-3.0, 2.0), 0.04"),
    ("(-1.0, 2.0), 0.1", "(2.5, -1.0), 0.08"),
    ("1.5, 0.05", "-1.75, 0.04"),
    ("-0.75, 0.2", "0.5, 0.3"),
    ("(3.0, -2.0), 0.05", "(-2.0, 5.0), 0.03"),
)
"""What the hidden checks have in the place of something public."""

MISCONCEPTIONS = '''\
"""Known mistakes of assignment $number, each a small wrong implementation."""

import numpy as np

from grader import objectives
from grader.checks import observed
from grader.diagnosis import misconception

_SQUARE = observed("grad", objectives.parabola(), lambda chosen: chosen.gradient)
_BOWL = observed("grad", objectives.bowl((1, 4)), lambda chosen: chosen.gradient)

# Inputs to show a mistake with, the simplest first.
EXAMPLES = {"gradient_step": [(_SQUARE, 1.0, 0.25), (_BOWL, (1.0, 1.0), 0.25)]}


@misconception("gradient_step", hint="Which way does a gradient point?")
def uphill(grad, x, lr):
    """The gradient is added, so that the step climbs."""
    return np.array(x, dtype=float) + lr * grad(x)


@misconception("gradient_step", hint="What does a step become if lr is halved?")
def rate_forgotten(grad, x, lr):
    """The whole gradient is subtracted, whatever the rate is."""
    return np.array(x, dtype=float) - grad(x)


@misconception("gradient_step", hint="Print x after your function has returned.")
def start_overwritten(grad, x, lr):
    """The step is made in x itself, which is the caller's array."""
    x = np.asarray(x, dtype=float)
    x -= lr * grad(x)
    return x
'''
