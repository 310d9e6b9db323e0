"""What public and hidden checks share: no numbers of either."""

from grader.checks import Callback
from grader.checks.calling import observed


def f_of(objective):
    """Return the function of an objective as a student's code may call it."""
    return observed("f", objective, lambda each: each.f)


def df_of(objective):
    """Return the slope of an objective as a student's code may call it."""
    return observed("df", objective, lambda each: each.gradient)


def _f(function, *shape):
    return Callback(function, "f", shapes=(shape,))


def _grad(function, *shape):
    return Callback(function, "grad", shapes=(shape,))


def _f_of_a_number(function):
    return Callback(function, "f", shapes=(None,))
