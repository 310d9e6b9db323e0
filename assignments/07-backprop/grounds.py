"""What public and hidden checks share: open answers, and pieces for the chain rule."""

from dataclasses import dataclass

import numpy as np

from grader.checks import Callback, passed
from grader.checks.comparing import SINGLE_RTOL, as_numbers, compare
from grader.checks.findings import failed_to_run, mismatch
from grader.checks.values import call_text
from grader.errors import StudentFault


def between_sides(function, truth, cases, settle, said):
    """Compare with the reference, and accept whatever settle() accepts at a kink.

    Args:
        function: the student's.
        truth: the reference's.
        cases: argument lists.
        settle: takes an answer, the reference's and the arguments, all as arrays;
            returns the answer with the reference's entries where a free choice is
            right, and at how many entries there is one.
        said: what is free there.
    """
    for case, reply in zip(cases, function.replies(cases), strict=True):
        where = call_text(function, case)
        if isinstance(reply, StudentFault):
            yield failed_to_run(reply, where)
            continue
        want = truth(*case)
        got, kinks = reply.value, 0
        numbers, right = as_numbers(got), as_numbers(want)
        if numbers is not None and numbers.shape == right.shape:
            args = [
                np.asarray(each, dtype=float) for each in function.in_order(case, {})
            ]
            numbers, kinks = settle(numbers, right, *args)
            got = [*numbers] if isinstance(want, tuple) else numbers
        found = compare(got, want)
        if found:
            yield mismatch(found, where)
        else:
            note = f" ({said})" if kinks else ""
            yield passed(f"{where} is right{note}.", where=where)


def split_at_ties(got, want, x, y, dz):
    """Return (dx, dy) with the reference's split where theirs sums to dz at a tie."""
    allowed = SINGLE_RTOL * np.abs(got).max(axis=0, initial=0.0)
    free = (x == y) & (np.abs(got.sum(axis=0) - dz) <= allowed)
    return np.where(free, want, got).astype(got.dtype, copy=False), np.sum(x == y)


def slope_at_kinks(got, want, x, dy):
    """Return dx with the reference's entries where x is 0 and theirs from 0 to dy."""
    room = SINGLE_RTOL * np.abs(dy)
    low, high = np.minimum(dy, 0) - room, np.maximum(dy, 0) + room
    free = (x == 0) & (low <= got) & (got <= high)
    return np.where(free, want, got).astype(got.dtype, copy=False), np.sum(x == 0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A function of one number and its derivative, with what they compute as text."""

    f: Callback
    df: Callback


def piece(text, f, slope_text, df):
    """Return a piece of a composition."""
    return Piece(
        Callback(f, "f", shapes=((),), text=text),
        Callback(df, "df", shapes=((),), text=slope_text),
    )


def line(a, b):
    """Return a u + b."""
    text = f"{a:g}u {'-' if b < 0 else '+'} {abs(b):g}"
    return piece(text, lambda u: a * u + b, f"{a:g}", lambda _: a)


def power(n):
    """Return u to the power of n."""
    slope = f"{n}u" if n == SQUARE else f"{n}u^{n - 1}"
    return piece(f"u^{n}", lambda u: u**n, slope, lambda u: n * u ** (n - 1))


SQUARE = 2
"""The power whose derivative has no exponent."""
SINE = piece("sin u", np.sin, "cos u", np.cos)
EXP = piece("exp u", np.exp, "exp u", np.exp)
TANH = piece("tanh u", np.tanh, "1 - tanh² u", lambda u: 1 - np.tanh(u) ** 2)


def composed(pieces, x):
    """Return the arguments of chain_rule, the outermost piece first."""
    return [each.f for each in pieces], [each.df for each in pieces], x
