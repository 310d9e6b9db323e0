"""Known mistakes about sums of rates, batch sizes, means and features."""

import math

import numpy as np

from grader.diagnosis.misconception import misconception

# Robbins and Monro.


@misconception(
    "satisfies_robbins_monro",
    hint="Is the sum of 1/t finite? You need that for the squares.",
    source="0.5 counted as an end that belongs to the interval",
)
def half_included(p):
    """The end p = 0.5 is let in, though the sum of its squares is infinite."""
    return 0.5 <= p <= 1


@misconception(
    "satisfies_robbins_monro",
    hint="Is the sum of 1/t finite?",
    source="1 counted as an end that does not belong to the interval",
)
def one_left_out(p):
    """The end p = 1 is left out, though the sum of 1/t is infinite."""
    return 0.5 < p < 1


@misconception(
    "satisfies_robbins_monro",
    hint="Look at both ends with the series of 1/t.",
)
def ends_the_other_way_round(p):
    """Both ends are wrong: 0.5 is let in and 1 is left out."""
    return 0.5 <= p < 1


@misconception(
    "satisfies_robbins_monro",
    hint="There are two conditions. Which of them does p = 0.3 fail?",
    source="the first condition alone",
)
def first_condition_alone(p):
    """Only the sum of the rates is looked at."""
    return p <= 1


@misconception(
    "satisfies_robbins_monro",
    hint="There are two conditions. Which of them does p = 2 fail?",
    source="the second condition alone",
)
def second_condition_alone(p):
    """Only the sum of the squares is looked at."""
    return p > 0.5


@misconception(
    "satisfies_robbins_monro",
    hint="Is it enough that the rates fall to 0?",
)
def rates_that_fall(p):
    """Any rates that fall to 0, but not faster than 1/t, are let in."""
    return 0 < p <= 1


@misconception(
    "satisfies_robbins_monro",
    hint="Should the sum of the rates be finite or infinite?",
)
def sums_swapped(p):
    """The sum of the rates is wanted finite, and so is that of the squares."""
    return p > 1


@misconception(
    "satisfies_robbins_monro",
    hint="Can a sum of ten thousand terms tell whether it goes on for ever?",
    source="adding up terms",
)
def terms_added_up(p):
    """Terms are added up, and a large sum is taken for an infinite one."""
    t = np.arange(1, 10_001, dtype=float)
    return bool((t**-p).sum() > 5 and (t ** (-2 * p)).sum() < 5)


# Batches of another size.


@misconception(
    "scale_lr_for_batch",
    hint="Which of the two kinds is the undecided one?",
    source="the two kinds mixed up",
)
def root_for_sgd(lr, factor, kind):
    """SGD gets the root of the factor."""
    return lr * math.sqrt(factor)


@misconception(
    "scale_lr_for_batch",
    hint="Which kind gets the root?",
    source="the two kinds mixed up",
    same_as="root_for_sgd: a factor for adaptive methods is right as well.",
)
def kinds_swapped(lr, factor, kind):
    """SGD gets the root and adaptive methods the factor."""
    return lr * (factor if kind == "adaptive" else math.sqrt(factor))


@misconception(
    "scale_lr_for_batch",
    family="divided",
    hint="Larger batches have less noise: may the steps be longer or shorter?",
)
def rate_divided(lr, factor, kind):
    """The rate is divided by the factor, or by its root."""
    return lr / (factor if kind == "sgd" else math.sqrt(factor))


@misconception(
    "scale_lr_for_batch",
    family="divided",
    hint="Larger batches have less noise: may the steps be longer or shorter?",
)
def rate_divided_always(lr, factor, kind):
    """The rate is divided by the factor, for both kinds."""
    return lr / factor


@misconception(
    "scale_lr_for_batch",
    hint="What does the slide say about Adam?",
)
def adaptive_left_alone(lr, factor, kind):
    """For adaptive methods the rate stays the same."""
    return lr * factor if kind == "sgd" else float(lr)


@misconception(
    "scale_lr_for_batch",
    hint="Is a batch twice as large worth a rate four times as large?",
)
def factor_squared_for_adaptive(lr, factor, kind):
    """Adaptive methods get the square of the factor, not its root."""
    return lr * (factor if kind == "sgd" else factor**2)


@misconception(
    "scale_lr_for_batch",
    hint="Batches may also become smaller: what should a factor below 1 do?",
)
def never_smaller(lr, factor, kind):
    """Smaller batches leave the rate as it was."""
    factor = max(factor, 1.0)
    return lr * (factor if kind == "sgd" else math.sqrt(factor))


@misconception(
    "scale_lr_for_batch",
    hint="What does × mean on the slide?",
)
def factor_added(lr, factor, kind):
    """The factor, or its root, is added to the rate."""
    return lr + (factor if kind == "sgd" else math.sqrt(factor))


# The mean.


@misconception(
    "standard_error",
    hint="How much more exact are four times as many examples?",
)
def error_without_the_root(sigma, n):
    """The number n is not under a root."""
    return sigma / n


@misconception(
    "standard_error",
    hint="Is sigma a standard deviation or a variance?",
    source="the variance of the mean",
)
def variance_of_the_mean(sigma, n):
    """It is the variance of the mean, not its standard deviation."""
    return sigma**2 / n


@misconception(
    "standard_error",
    hint="Is sigma a standard deviation or a variance?",
    source="taking sigma for a variance",
)
def sigma_as_a_variance(sigma, n):
    """σ is taken for the variance: it is under the root, too."""
    return math.sqrt(sigma / n)


@misconception(
    "standard_error",
    hint="What is the error of a mean over one example?",
    source="the variance of a sample",
)
def one_example_less(sigma, n):
    """There is n - 1 in the place of n, as in the variance of a sample."""
    return sigma / math.sqrt(n - 1) if n > 1 else math.inf


@misconception(
    "standard_error",
    hint="Should more examples make the error larger?",
    source="the standard deviation of the sum",
)
def error_of_the_sum(sigma, n):
    """It is the standard deviation of the sum, not of the mean."""
    return sigma * math.sqrt(n)


@misconception(
    "standard_error",
    hint="Is sigma squared in the slide's last expression?",
)
def sigma_squared(sigma, n):
    """σ is squared, but n is under the root."""
    return sigma**2 / math.sqrt(n)


@misconception(
    "standard_error",
    hint="Is it the error that was asked for, or an interval around the mean?",
    source="confidence intervals",
)
def interval_for_the_mean(sigma, n):
    """It is half of a 95 % interval, 1.96 times the error."""
    return 1.96 * sigma / math.sqrt(n)


# Features.


def scaled(X, mu, sigma):
    """Return (X - μ)/σ, with 0 where σ is 0 and columns that are constant."""
    X = np.asarray(X, dtype=float)
    flat = X.max(axis=0) == X.min(axis=0)
    with np.errstate(all="ignore"):
        return np.where(flat, 0.0, (X - mu) / sigma)


@misconception(
    "standardise",
    hint="By how many do you divide the sum of squares?",
    source="ddof=1, the default of pandas",
    convention=True,
)
def sample_variance(X):
    """The variance has the divisor n - 1."""
    X = np.asarray(X, dtype=float)
    ddof = 1 if len(X) > 1 else 0
    return scaled(X, X.mean(axis=0), X.std(axis=0, ddof=ddof))


@misconception(
    "standardise",
    hint="Does every column get its own mean?",
    source="np.mean without an axis",
)
def one_mean_for_all(X):
    """Mean and variance are those of the whole array."""
    X = np.asarray(X, dtype=float)
    return scaled(X, X.mean(), X.std())


@misconception(
    "standardise",
    hint="Which axis runs over the examples?",
    source="axis=1",
)
def rows_for_columns(X):
    """The rows are standardised, not the columns."""
    X = np.asarray(X, dtype=float)
    return scaled(X.T, X.mean(axis=1), X.std(axis=1)).T


@misconception(
    "standardise",
    hint="What is the variance of your result?",
    source="the root left out",
)
def divided_by_the_variance(X):
    """The columns are divided by their variance, not by its root."""
    X = np.asarray(X, dtype=float)
    return scaled(X, X.mean(axis=0), X.var(axis=0))


@misconception(
    "standardise",
    hint="What is the mean of your result?",
)
def not_centred(X):
    """The mean is not subtracted."""
    X = np.asarray(X, dtype=float)
    return scaled(X, 0.0, X.std(axis=0))


@misconception(
    "standardise",
    hint="What is the variance of your result?",
)
def not_scaled(X):
    """The columns are centred, but not divided by anything."""
    X = np.asarray(X, dtype=float)
    return scaled(X, X.mean(axis=0), 1.0)


@misconception(
    "standardise",
    family="constant columns",
    hint="What is 0/0?",
)
def constants_left_to_chance(X):
    """Constant columns are divided by their σ, which is 0, or nearly."""
    X = np.asarray(X, dtype=float)
    return (X - X.mean(axis=0)) / X.std(axis=0)


@misconception(
    "standardise",
    family="constant columns",
    hint="Print the σ that numpy gives for 0.1, 0.1, 0.1.",
    source="sigma == 0",
)
def constants_with_a_sigma(X):
    """A column is taken for constant if its σ is exactly 0, which rounding prevents."""
    X = np.asarray(X, dtype=float)
    sigma = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(sigma == 0, 1, sigma)


@misconception(
    "standardise",
    hint="What does the handout add to σ?",
    source="σ + ε against division by 0",
)
def something_added_to_sigma(X):
    """A small number is added to σ, which spoils columns with small units."""
    X = np.asarray(X, dtype=float)
    return scaled(X, X.mean(axis=0), X.std(axis=0) + 1e-8)


@misconception(
    "standardise",
    hint="Which values do your columns begin and end with: is the variance 1?",
    source="min-max scaling",
)
def between_zero_and_one(X):
    """The columns are stretched to the interval from 0 to 1."""
    X = np.asarray(X, dtype=float)
    return scaled(X, X.min(axis=0), X.max(axis=0) - X.min(axis=0))


@misconception(
    "standardise",
    hint="Print X after the call.",
    source="X -= X.mean(axis=0)",
)
def centred_in_place(X):
    """X itself is centred, which the caller sees."""
    right = scaled(X, np.mean(X, axis=0), np.std(X, axis=0))
    if np.asarray(X).dtype.kind == "f":
        X -= X.mean(axis=0)
    return right


@misconception(
    "standardise",
    hint="What exactly is to be returned?",
)
def means_returned_too(X):
    """Mean and σ are returned along with the array."""
    mu, sigma = np.mean(X, axis=0), np.std(X, axis=0)
    return scaled(X, mu, sigma), mu, sigma


# The step of a linear model.


def steps(X, t, w, factor):
    """Return factor(n, D) Xᵀ(Xw - t)."""
    X, t, w = (np.asarray(each, dtype=float) for each in (X, t, w))
    return factor(*X.shape) * X.T @ (X @ w - t)


@misconception(
    "feature_updates",
    hint="Differentiate the square: which factor comes down?",
    source="a loss with ½ in front",
    convention=True,
)
def two_left_out(X, t, w, lr):
    """The 2 of the square is missing."""
    return steps(X, t, w, lambda n, _: -lr / n)


@misconception(
    "feature_updates",
    hint="Is the loss a sum or a mean over the examples?",
)
def sum_over_examples(X, t, w, lr):
    """The loss is summed over the examples, without 1/n."""
    return steps(X, t, w, lambda *_: -2 * lr)


@misconception(
    "feature_updates",
    hint="Is the loss a sum or a mean over the examples?",
    source="½ of the sum of squares",
)
def half_the_sum_of_squares(X, t, w, lr):
    """The loss is half the sum of squares: neither the 2 nor 1/n is there."""
    return steps(X, t, w, lambda *_: -lr)


@misconception(
    "feature_updates",
    hint="Over what is the mean taken: examples, or weights?",
    source="np.mean over the wrong thing",
)
def divided_by_the_features(X, t, w, lr):
    """It is divided by the number of features, not of examples."""
    return steps(X, t, w, lambda _, D: -lr * 2 / D)


@misconception(
    "feature_updates",
    hint="Does w plus your step lower the loss?",
)
def gradient_without_the_minus(X, t, w, lr):
    """The step has the sign of the gradient: it leads uphill."""
    return steps(X, t, w, lambda n, _: lr * 2 / n)


@misconception(
    "feature_updates",
    hint="Is the step asked for, or the weights after it?",
)
def weights_after_the_step(X, t, w, lr):
    """The new weights are returned, not the step."""
    return np.asarray(w, dtype=float) + steps(X, t, w, lambda n, _: -lr * 2 / n)


@misconception(
    "feature_updates",
    hint="Does your answer depend on the rate?",
)
def gradient_without_the_rate(X, t, w, lr):
    """The gradient is returned, with a minus sign but without the rate."""
    return steps(X, t, w, lambda n, _: -2 / n)


@misconception(
    "feature_updates",
    hint="Does the prediction enter your step?",
    source="the start at w = 0 of the example",
)
def prediction_left_out(X, t, w, lr):
    """The residual is -t: the prediction Xw is left out, as if w were 0."""
    return steps(X, t, np.zeros(len(w)), lambda n, _: -lr * 2 / n)


@misconception(
    "feature_updates",
    hint="How many examples enter your step?",
    source="SGD",
)
def first_example_alone(X, t, w, lr):
    """Only the first example is used."""
    return steps(X[:1], t[:1], w, lambda n, _: -lr * 2 / n)


@misconception(
    "feature_updates",
    hint="Is there an X in front of the residual?",
    source="the derivative of the outer function alone",
)
def features_left_out(X, t, w, lr):
    """The residuals are not multiplied by the features: all weights move alike."""
    X, t, w = (np.asarray(each, dtype=float) for each in (X, t, w))
    return np.full(len(w), -lr * 2 * np.mean(X @ w - t))


@misconception(
    "feature_updates",
    hint="Print w after the call.",
    source="w -= …",
)
def weights_moved_in_place(X, t, w, lr):
    """The weights that were handed over are themselves moved."""
    step = steps(X, t, w, lambda n, _: -lr * 2 / n)
    if np.asarray(w).dtype.kind == "f":
        w += step
    return step
