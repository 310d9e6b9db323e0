"""Formulas as text: numbers, indices and brackets the way one writes them by hand."""

from collections.abc import Iterable

import numpy as np

from grader.objectives.objective import Array

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
WRITTEN_OUT = 4
"""The largest dimension in which a formula is written out coordinate by coordinate."""


def coordinates(dimension: int) -> list[str]:
    """Return the names of the coordinates: x₁, x₂ and so on."""
    return [f"x{i}".translate(_SUBSCRIPTS) for i in range(1, dimension + 1)]


def times(factor: float, text: str) -> str:
    """Return the product as text; a factor of 1 is left out."""
    return text if factor == 1 else f"{factor:g} {text}"


def plus(number: float) -> str:
    """Return the number as a last term: + 0.2, or - 0.2."""
    return f"{'-' if number < 0 else '+'} {abs(number):g}"


def away_from(centre: float, name: str) -> str:
    """Return name minus centre as text: x₁ where the centre is 0, else (x₁ - 3)."""
    return name if centre == 0 else f"({name} {plus(-centre)})"


def squares(factors: Array, centre: Array) -> str:
    """Return a weighted sum of squares of distances to the centre as text."""
    names = coordinates(len(factors))
    terms = (
        times(factor, f"{away_from(c, name)}²")
        for factor, c, name in zip(factors, centre, names, strict=True)
    )
    return " + ".join(terms)


def listed(numbers: Iterable[float]) -> str:
    """Return the numbers in brackets."""
    return f"[{', '.join(f'{number:g}' for number in numbers)}]"


def quadratic_form(A: Array, centre: Array) -> str:
    """Return ½ (x - x*)ᵀA(x - x*) as text, with its numbers where there are few."""
    at_zero = not np.any(centre)
    form = "½ xᵀAx" if at_zero else "½ (x - x*)ᵀA(x - x*)"
    if len(A) > WRITTEN_OUT:
        return form
    # Adding 0 turns the -0 that rounding leaves into 0.
    rows = ", ".join(listed(row + 0.0) for row in A.round(12))
    star = "" if at_zero else f", x* = {listed(centre)}"
    return f"{form}, A = [{rows}]{star}"
