"""Assignment 08: how to choose what training does not learn."""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, SupportsIndex, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from reference.arguments import (
    require_count,
    require_matrix,
    require_non_negative,
    require_shape,
)
from reference.arrays import Labels, number, real

Configuration: TypeAlias = dict[str, Any]
"""One value for each hyperparameter, by name."""


def grid_search(
    evaluate: Callable[[Configuration], ArrayLike], grid: Mapping[str, Sequence[Any]]
) -> tuple[Configuration, float]:
    """Return the configuration of a grid with the smallest error, and that error.

    Formula::

        configurations = grid[name_1] × … × grid[name_K], the last name runs fastest
        best           = argmin evaluate(configuration), the first of equals

    Convention:
        The order, which decides ties, is that of itertools.product over the grid's
        names as they stand. Smaller is better: evaluate returns an error
        (scikit-learn maximises a score).

    Edge cases:
        evaluate is called once for each configuration, in that order, with a new dict
        {name: value}. Returns (the best one as a new dict, its error as a Python
        float). An error of nan never wins; if all are nan, ValueError. inf is an
        error like any other. An empty grid has one configuration, the empty dict. A
        name with an empty list of values is a ValueError.

    Source:
        S4, slide "Model selection: grid search".

    By hand:
        Of the errors 1, 3, 0 and 4 the third, with a = 2 and b = 1, is the smallest:

        >>> errors = {(1, 1): 1, (1, 2): 3, (2, 1): 0, (2, 2): 4}
        >>> grid_search(lambda c: errors[c["a"], c["b"]], {"a": [1, 2], "b": [1, 2]})
        ({'a': 2, 'b': 1}, 0.0)

    """
    for name, values in grid.items():
        if len(values) == 0:
            raise ValueError(f"grid[{name!r}] must hold at least one value; got none.")
    return _smallest(
        evaluate,
        (
            dict(zip(grid, values, strict=True))
            for values in itertools.product(*grid.values())
        ),
    )


def random_search(
    evaluate: Callable[[Configuration], ArrayLike],
    sample: Callable[[int], Configuration],
    n: SupportsIndex,
    rng: np.random.Generator,
) -> tuple[Configuration, float]:
    """Return the best of n configurations drawn at random, and its error.

    Formula, for t = 1 … n::

        seed_t          = rng.integers(2³¹)
        configuration_t = sample(seed_t)
        best            = argmin evaluate(configuration_t), the first of equals

    Convention:
        sample gets a seed, not a generator, so each draw can be repeated by itself.

    Edge cases:
        n is a whole number from 1 on, else ValueError. From rng come the n seeds and
        nothing else, in this order, one call each; sample gets a Python int from 0 to
        2³¹ - 1 and returns a dict. evaluate is called once for each configuration,
        with a new dict. Result, nan and ties as in `grid_search`.

    Source:
        S4, slide "Model selection: grid search" (random search). Bergstra & Bengio,
        "Random search for hyper-parameter optimization", 2012.
        https://www.jmlr.org/papers/v13/bergstra12a.html

    By hand:
        Whatever the seeds, of the draws 3, 1 and 2 the second has the least error:

        >>> draws = iter([3, 1, 2])
        >>> rng = np.random.default_rng(0)
        >>> random_search(lambda c: c["lr"], lambda _: {"lr": next(draws)}, 3, rng)
        ({'lr': 1}, 1.0)

    """
    require_count(1, n=n)
    return _smallest(
        evaluate, (dict(sample(int(rng.integers(2**31)))) for _ in range(n))
    )


def split(
    n: SupportsIndex, fractions: Sequence[float], rng: np.random.Generator
) -> list[Labels]:
    """Return the indices 0 … n-1 at random in disjoint parts of the given sizes.

    Formula, with F fractions f_j::

        order  = rng.permutation(n)
        size_j = round(f_j n),  j = 1 … F-1
        part_j = the next size_j entries of order; part_F = the rest

    Convention:
        The parts stand in the permutation's order. The last part takes what rounding
        leaves, so that together the parts are all n examples, each once.

    Edge cases:
        fractions are finite and >= 0 and sum to 1 within 1e-9, else ValueError. n is
        a whole number from 0 on; a fraction of 0 gives an empty part, also n = 0.
        Sizes f_j n that end in .5 are never tested, nor fractions that rounding up
        makes larger than the whole (there our last parts are short or empty). From
        rng comes one permutation and nothing else. Returns a list of integer arrays,
        as many as fractions.

    Source:
        S4, slide "Model selection: training, validation and test sets,
        generalization".

    By hand:
        0.6 of 8 is 4.8 and 0.2 of 8 is 1.6; rounded to 5 and 2 they leave 1:

        >>> parts = split(8, [0.6, 0.2, 0.2], np.random.default_rng(0))
        >>> [len(part) for part in parts], sorted(np.concatenate(parts).tolist())
        ([5, 2, 1], [0, 1, 2, 3, 4, 5, 6, 7])

    """
    require_count(n=n)
    require_non_negative(**{f"fractions[{j}]": f for j, f in enumerate(fractions)})
    whole = math.fsum(fractions)
    if abs(whole - 1) > 1e-9:
        raise ValueError(f"fractions must sum to 1; got {fractions}, sum {whole:.10g}.")
    order = rng.permutation(int(n))
    ends = np.cumsum([round(f * int(n)) for f in fractions[:-1]])
    return [part.copy() for part in np.split(order, ends)]


def bias_variance(
    predictions: ArrayLike, truth: ArrayLike
) -> tuple[float, float, float]:
    """Return squared bias, variance and their sum, averaged over the points.

    Formula, for S training sets (rows) and P points (columns)::

        mean_p   = 1/S Σ_s predictions_sp
        bias²    = 1/P Σ_p (mean_p - truth_p)²
        variance = 1/P Σ_p 1/S Σ_s (predictions_sp - mean_p)²

    Convention:
        The variance divides by S (ddof 0), not S - 1: then bias² + variance is
        exactly the mean squared error over all entries. S4's sum has no term for
        noise, since truth is the true function and not a noisy observation.

    Edge cases:
        predictions has shape (S, P) with S, P >= 1, truth has shape (P,), else
        ValueError. With one training set the variance is 0. Returns three Python
        floats: (bias², variance, bias² + variance).

    Source:
        S4, slide "Regularization: bias-variance trade-off". Geman, Bienenstock &
        Doursat, "Neural networks and the bias/variance dilemma", 1992.
        https://doi.org/10.1162/neco.1992.4.1.1

    By hand:
        Two models say 1 and 3 where 0 is true: their mean is 2, so bias² = 4, and
        each is 1 away from it:

        >>> bias_variance([[1], [3]], [0])
        (4.0, 1.0, 5.0)

    """
    require_matrix(predictions=predictions)
    require_shape(np.shape(predictions)[1:], truth=truth)
    rows = real(predictions)
    mean = rows.mean(axis=0)
    squared_bias = float(np.mean((mean - real(truth)) ** 2))
    variance = float(np.mean((rows - mean) ** 2))
    return squared_bias, variance, squared_bias + variance


def _smallest(
    evaluate: Callable[[Configuration], ArrayLike],
    configurations: Iterable[Configuration],
) -> tuple[Configuration, float]:
    """Return the first configuration with the smallest error, and that error."""
    # evaluate gets a copy: it may take its configuration apart.
    trials = [(each, number(evaluate(dict(each)))) for each in configurations]
    valid = [(each, error) for each, error in trials if not math.isnan(error)]
    if not valid:
        raise ValueError("evaluate must give a number at least once; got nan only.")
    return min(valid, key=lambda trial: trial[1])
