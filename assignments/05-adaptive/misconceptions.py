"""The known mistakes of assignment 05, each a small wrong implementation."""

# ruff: noqa: F401 - whoever loads this module collects them
import weakref

import numpy as np

from grader.diagnosis import misconception

from .following import average, follow
from .nadam_mistakes import (
    nadam_betas_swapped,
    nadam_counts_swapped,
    nadam_eps_forgotten,
    nadam_eps_under_the_root,
    nadam_gradient_ahead,
    nadam_gradient_in_full,
    nadam_gradient_uncorrected,
    nadam_is_adam,
    nadam_later_t,
    nadam_memory_of_integers,
    nadam_moment_in_full,
    nadam_moment_stored,
    nadam_moves_the_start,
    nadam_no_correction,
    nadam_of_the_old_moment,
    nadam_one_rate_for_all,
    nadam_same_t,
    nadam_second_shrunk,
    nadam_second_uncorrected,
    nadam_t_from_zero,
    nadam_uphill,
    nadam_with_a_schedule,
    nadam_without_root,
)
from .noisy_mistakes import (
    secant_fixed_rate,
    secant_gradient_of_the_start,
    secant_means_of_the_path,
    secant_moves_the_start,
    secant_path_of_integers,
    secant_steps_of_one_length,
    secant_uphill,
    secant_upside_down,
    secant_without_direction,
    secant_without_the_start,
    vsgd_by_the_clock,
    vsgd_curvature_forgotten,
    vsgd_examples_from_one,
    vsgd_fixed_rate,
    vsgd_mean_not_squared,
    vsgd_memory_of_the_signal,
    vsgd_memory_stays,
    vsgd_moves_the_start,
    vsgd_never_the_first,
    vsgd_one_example,
    vsgd_one_rate_for_all,
    vsgd_seed_of_its_own,
    vsgd_times_the_curvature,
    vsgd_uphill,
    vsgd_upside_down,
    vsgd_variance_forgotten,
    vsgd_without_the_start,
)


def gathering(grad, x0, steps, gather, move, start=0.0):
    """Return the path of a rule with one memory: r = gather(r, g), x -= move(g, r)."""

    def update(g, r, t):
        del t
        r = gather(r, g)
        return -move(g, r), r

    return follow(grad, x0, steps, update, start)


# --- adagrad_norm --------------------------------------------------------------------


def norm_path(grad, x0, lr, eps, steps, gather=None, move=None):
    """Return the path of AdaGrad-Norm, of which one part may be another."""
    return gathering(
        grad,
        x0,
        steps,
        gather or (lambda r, g: r + np.sum(g**2)),
        move or (lambda g, r: lr * g / np.sqrt(eps + r)),
    )


@misconception(
    "adagrad_norm",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def norm_uphill(grad, x0, lr, eps, steps):
    """The step is added along the gradient, so that the path climbs."""
    return norm_path(grad, x0, -lr, eps, steps)


@misconception(
    "adagrad_norm",
    hint="How many rates are there in this exercise: one, or one for each coordinate?",
    source="the neighbour, adagrad",
)
def norm_for_each_coordinate(grad, x0, lr, eps, steps):
    """Every coordinate gets a rate of its own from its own squares."""
    return norm_path(grad, x0, lr, eps, steps, gather=lambda r, g: r + g**2)


@misconception(
    "adagrad_norm", hint="If the gradient is measured in metres, what is the sum of r?"
)
def norm_without_root(grad, x0, lr, eps, steps):
    """The step is divided by ε + r itself, not by its root."""
    return norm_path(grad, x0, lr, eps, steps, move=lambda g, r: lr * g / (eps + r))


@misconception(
    "adagrad_norm",
    hint="What stands under the root at the very first step? How long is that step?",
    family="the sum misses a gradient",
)
def norm_of_the_past_only(grad, x0, lr, eps, steps):
    """The current gradient joins the sum only after it has been used."""
    return follow(
        grad,
        x0,
        steps,
        lambda g, r, _t: (-lr * g / np.sqrt(eps + r), r + np.sum(g**2)),
    )


@misconception(
    "adagrad_norm",
    hint="With which point does the sum of the handout begin, and with which do you?",
    source="S0, slide Adding adaptive learning rates, whose sum begins at j = 1",
    family="the sum misses a gradient",
)
def norm_from_the_second_gradient(grad, x0, lr, eps, steps):
    """The sum begins with the second gradient, so that the first step is lr/√ε · g."""

    def update(g, r, t):
        r = r + np.sum(g**2) if t > 1 else r
        return -lr * g / np.sqrt(eps + r), r

    return follow(grad, x0, steps, update)


@misconception(
    "adagrad_norm",
    hint="Which part of a fraction must not become 0?",
    source="S0, slide Adding adaptive learning rates, in words",
    family="where eps stands",
)
def norm_eps_in_the_numerator(grad, x0, lr, eps, steps):
    """ε is added to the numerator of the rate."""
    return norm_path(
        grad, x0, lr, eps, steps, move=lambda g, r: (lr + eps) * g / np.sqrt(r)
    )


@misconception(
    "adagrad_norm",
    hint="Is ε added before the root is taken or afterwards?",
    source="PyTorch's AdaGrad",
    family="where eps stands",
    convention=True,
)
def norm_eps_outside(grad, x0, lr, eps, steps):
    """ε is added to the root instead of under it."""
    return norm_path(
        grad, x0, lr, eps, steps, move=lambda g, r: lr * g / (eps + np.sqrt(r))
    )


@misconception(
    "adagrad_norm",
    hint="Try it with a large ε: does your path change?",
    source="S2's AdaGrad, which has none",
    family="where eps stands",
)
def norm_eps_forgotten(grad, x0, lr, eps, steps):
    """There is no ε."""
    del eps
    return norm_path(grad, x0, lr, 0.0, steps)


@misconception(
    "adagrad_norm",
    hint="How often does ε stand in the formula after ten updates?",
    family="where eps stands",
)
def norm_eps_again_and_again(grad, x0, lr, eps, steps):
    """ε joins the sum at every update."""

    def gather(r, g):
        return r + np.sum(g**2) + eps

    return norm_path(
        grad, x0, lr, eps, steps, gather, move=lambda g, r: lr * g / np.sqrt(r)
    )


@misconception("adagrad_norm", hint="Do you square first, or do you sum first?")
def norm_of_the_sum(grad, x0, lr, eps, steps):
    """The gradients are added up, and the sum is squared."""

    def gather(total, g):
        return total + g

    def move(g, total):
        return lr * g / np.sqrt(eps + np.sum(total**2))

    return norm_path(grad, x0, lr, eps, steps, gather=gather, move=move)


@misconception("adagrad_norm", hint="Is |g| added up, or its square?")
def norm_lengths_added(grad, x0, lr, eps, steps):
    """The lengths of the gradients are added up, not their squares."""
    return norm_path(
        grad, x0, lr, eps, steps, gather=lambda r, g: r + np.sqrt(np.sum(g**2))
    )


@misconception(
    "adagrad_norm",
    hint="Meet the same gradient twice: is your second step as long as the first?",
)
def norm_reset(grad, x0, lr, eps, steps):
    """Only the current gradient is under the root: the sum starts anew every time."""
    return norm_path(grad, x0, lr, eps, steps, gather=lambda _r, g: np.sum(g**2))


@misconception("adagrad_norm", hint="A sum or a mean?")
def norm_averaged(grad, x0, lr, eps, steps):
    """The sum is divided by the number of gradients."""

    def update(g, r, t):
        r = r + np.sum(g**2)
        return -lr * g / np.sqrt(eps + r / t), r

    return follow(grad, x0, steps, update)


@misconception(
    "adagrad_norm", hint="Does this method ever forget a gradient that it has seen?"
)
def norm_forgets(grad, x0, lr, eps, steps):
    """The sum is a decaying average, as in RMSProp."""
    return norm_path(
        grad, x0, lr, eps, steps, gather=lambda r, g: average(r, np.sum(g**2), 0.9)
    )


@misconception(
    "adagrad_norm", hint="Is the lr that you divide still the lr that you were given?"
)
def norm_rate_overwritten(grad, x0, lr, eps, steps):
    """The shrunken rate is kept and shrunk again at the next update."""

    def update(g, state, t):
        del t
        r, rate = state
        r = r + np.sum(g**2)
        rate = rate / np.sqrt(eps + r)
        return -rate * g, (r, rate)

    return follow(grad, x0, steps, update, (0.0, lr))


# --- adagrad -------------------------------------------------------------------------


def adagrad_path(grad, x0, lr, delta, steps, gather=None, move=None, start=0.0):
    """Return the path of AdaGrad, of which one part may be another."""
    return gathering(
        grad,
        x0,
        steps,
        gather or (lambda r, g: r + g**2),
        move or (lambda g, r: lr * g / (delta + np.sqrt(r))),
        start,
    )


@misconception(
    "adagrad",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def adagrad_uphill(grad, x0, lr, delta, steps):
    """The step is added along the gradient, so that the path climbs."""
    return adagrad_path(grad, x0, -lr, delta, steps)


@misconception(
    "adagrad",
    hint="Does each coordinate have a rate of its own? Print the shape of r.",
    source="the neighbour, adagrad_norm",
)
def adagrad_one_rate_for_all(grad, x0, lr, delta, steps):
    """All coordinates share one rate, from the squared length of the gradient."""
    return adagrad_path(
        grad, x0, lr, delta, steps, gather=lambda r, g: r + np.sum(g**2)
    )


@misconception(
    "adagrad", hint="If f is multiplied by 100, what should happen to your first step?"
)
def adagrad_without_root(grad, x0, lr, delta, steps):
    """The step is divided by δ + r, without the root."""
    return adagrad_path(
        grad, x0, lr, delta, steps, move=lambda g, r: lr * g / (delta + r)
    )


@misconception(
    "adagrad", hint="Does this method ever forget a gradient that it has seen?"
)
def adagrad_forgets(grad, x0, lr, delta, steps):
    """The squares are averaged with a decay, as in RMSProp."""
    return adagrad_path(
        grad, x0, lr, delta, steps, gather=lambda r, g: average(r, g**2, 0.9)
    )


@misconception("adagrad", hint="Do you square first, or do you sum first?")
def adagrad_square_of_the_sum(grad, x0, lr, delta, steps):
    """The gradients are added up, and the sum is squared."""

    def gather(total, g):
        return total + g

    def move(g, total):
        return lr * g / (delta + np.abs(total))

    return adagrad_path(grad, x0, lr, delta, steps, gather=gather, move=move)


@misconception("adagrad", hint="What exactly is added to r: |g| or g²?")
def adagrad_sizes_added(grad, x0, lr, delta, steps):
    """The absolute values of the gradients are added up, not their squares."""
    return adagrad_path(grad, x0, lr, delta, steps, gather=lambda r, g: r + np.abs(g))


@misconception(
    "adagrad",
    hint="What is the denominator at the very first step?",
    family="the sum misses a gradient",
)
def adagrad_of_the_past_only(grad, x0, lr, delta, steps):
    """The current gradient joins the sum only after it has been used."""
    return follow(
        grad,
        x0,
        steps,
        lambda g, r, _t: (-lr * g / (delta + np.sqrt(r)), r + g**2),
    )


@misconception(
    "adagrad",
    hint="Meet the same gradient twice: is your second step as long as the first?",
)
def adagrad_reset(grad, x0, lr, delta, steps):
    """Only the current gradient counts, so that every step is about lr long."""
    return adagrad_path(grad, x0, lr, delta, steps, gather=lambda _r, g: g**2)


@misconception("adagrad", hint="A sum or a mean?")
def adagrad_averaged(grad, x0, lr, delta, steps):
    """The sum of squares is divided by the number of gradients."""

    def update(g, r, t):
        r = r + g**2
        return -lr * g / (delta + np.sqrt(r / t)), r

    return follow(grad, x0, steps, update)


@misconception(
    "adagrad", hint="Is the lr that you divide still the lr that you were given?"
)
def adagrad_rate_overwritten(grad, x0, lr, delta, steps):
    """The shrunken rate is kept and shrunk again at the next update."""

    def update(g, state, t):
        del t
        r, rate = state
        r = r + g**2
        rate = rate / (delta + np.sqrt(r))
        return -rate * g, (r, rate)

    return follow(grad, x0, steps, update, (0.0, lr))


@misconception(
    "adagrad",
    hint="What does your code do for a coordinate that never gets a gradient?",
    source="S1 and S2, which have none",
    family="where delta stands",
)
def adagrad_delta_forgotten(grad, x0, lr, delta, steps):
    """There is no δ, so that a coordinate without gradient becomes nan."""
    del delta
    return adagrad_path(grad, x0, lr, 0.0, steps)


@misconception(
    "adagrad",
    hint="What is your denominator where the gradient is exactly 0?",
    family="where delta stands",
)
def adagrad_delta_times_gradient(grad, x0, lr, delta, steps):
    """δ is multiplied with the gradient before it is added to the root."""

    def move(g, r):
        return lr * g / (np.sqrt(r) + delta * g)

    return adagrad_path(grad, x0, lr, delta, steps, move=move)


@misconception(
    "adagrad",
    hint="Is δ added before the root is taken or afterwards?",
    source="optax, S0's form",
    family="where delta stands",
    convention=True,
)
def adagrad_delta_under_the_root(grad, x0, lr, delta, steps):
    """δ is added under the root."""
    return adagrad_path(
        grad, x0, lr, delta, steps, move=lambda g, r: lr * g / np.sqrt(delta + r)
    )


@misconception(
    "adagrad",
    hint="What is r before the first gradient comes?",
    source="TensorFlow and optax, which start it at 0.1",
    convention=True,
)
def adagrad_starts_at_a_tenth(grad, x0, lr, delta, steps):
    """The sum of squares starts at 0.1 instead of 0."""
    return adagrad_path(grad, x0, lr, delta, steps, start=0.1)


@misconception(
    "adagrad",
    hint="What is r before the first gradient comes?",
    source="older versions of DL4J",
)
def adagrad_starts_at_one(grad, x0, lr, delta, steps):
    """The sum of squares starts at 1 instead of 0."""
    return adagrad_path(grad, x0, lr, delta, steps, start=1.0)


@misconception("adagrad", hint="At which point do you ask for each of the gradients?")
def adagrad_gradient_of_the_start(grad, x0, lr, delta, steps):
    """The gradient is computed once, at the start, and used for every update."""
    g0 = np.asarray(grad(np.array(x0, dtype=float)), dtype=float)
    return adagrad_path(lambda _: g0, x0, lr, delta, steps)


@misconception(
    "adagrad", hint="What does np.zeros_like give for a start of whole numbers?"
)
def adagrad_memory_of_integers(grad, x0, lr, delta, steps):
    """For a start of whole numbers r is an array of integers and cuts off digits."""
    start = np.zeros_like(np.asarray(x0))

    def gather(r, g):
        return (r + g**2).astype(start.dtype)

    return adagrad_path(grad, x0, lr, delta, steps, gather, start=start)


# --- rmsprop -------------------------------------------------------------------------


def rmsprop_path(grad, x0, lr, rho, delta, steps, gather=None, move=None, start=0.0):
    """Return the path of RMSProp, of which one part may be another."""
    return gathering(
        grad,
        x0,
        steps,
        gather or (lambda r, g: average(r, g**2, rho)),
        move or (lambda g, r: lr * g / np.sqrt(delta + r)),
        start,
    )


@misconception(
    "rmsprop",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def rmsprop_uphill(grad, x0, lr, rho, delta, steps):
    """The step is added along the gradient, so that the path climbs."""
    return rmsprop_path(grad, x0, -lr, rho, delta, steps)


@misconception("rmsprop", hint="Do the weights of the old and the new add up to 1?")
def rmsprop_new_in_full(grad, x0, lr, rho, delta, steps):
    """The new square is added in full: its weight 1 - ρ is missing."""
    return rmsprop_path(
        grad, x0, lr, rho, delta, steps, gather=lambda r, g: rho * r + g**2
    )


@misconception("rmsprop", hint="Does ρ = 0.99 mean a long memory or a short one?")
def rmsprop_weights_swapped(grad, x0, lr, rho, delta, steps):
    """ρ weighs the new square and 1 - ρ the old average."""
    return rmsprop_path(grad, x0, lr, 1 - rho, delta, steps)


@misconception(
    "rmsprop",
    hint="Put brackets around each of the two summands.",
    source="nd4j, issue 1239",
)
def rmsprop_brackets(grad, x0, lr, rho, delta, steps):
    """The brackets stand wrong: (ρr + (1 - ρ)) · g²."""

    def gather(r, g):
        return (rho * r + (1 - rho)) * g**2

    return rmsprop_path(grad, x0, lr, rho, delta, steps, gather=gather)


@misconception("rmsprop", hint="The root is taken of the mean of what?")
def rmsprop_sizes_averaged(grad, x0, lr, rho, delta, steps):
    """The absolute values are averaged, not the squares."""
    return rmsprop_path(
        grad, x0, lr, rho, delta, steps, gather=lambda r, g: average(r, np.abs(g), rho)
    )


@misconception("rmsprop", hint="What stands under the root at the very first step?")
def rmsprop_of_the_past_only(grad, x0, lr, rho, delta, steps):
    """The average is updated only after it has been used."""

    def update(g, r, t):
        del t
        return -lr * g / np.sqrt(delta + r), average(r, g**2, rho)

    return follow(grad, x0, steps, update)


@misconception("rmsprop", hint="What does r know of the gradient before this one?")
def rmsprop_reset(grad, x0, lr, rho, delta, steps):
    """The old average is lost: r = (1 - ρ) g² at every update."""
    return rmsprop_path(
        grad, x0, lr, rho, delta, steps, gather=lambda _r, g: (1 - rho) * g**2
    )


@misconception(
    "rmsprop", hint="How much of the first square is left after ten updates?"
)
def rmsprop_never_forgets(grad, x0, lr, rho, delta, steps):
    """The squares are summed for ever, as in AdaGrad."""
    return rmsprop_path(grad, x0, lr, rho, delta, steps, gather=lambda r, g: r + g**2)


@misconception(
    "rmsprop", hint="What happens to your first step if f is multiplied by 100?"
)
def rmsprop_without_root(grad, x0, lr, rho, delta, steps):
    """The step is divided by δ + r, without the root."""
    return rmsprop_path(
        grad, x0, lr, rho, delta, steps, move=lambda g, r: lr * g / (delta + r)
    )


@misconception("rmsprop", hint="Does each coordinate have a rate of its own?")
def rmsprop_one_rate_for_all(grad, x0, lr, rho, delta, steps):
    """All coordinates share one average, of the squared length of the gradient."""

    def gather(r, g):
        return average(r, np.sum(g**2), rho)

    return rmsprop_path(grad, x0, lr, rho, delta, steps, gather=gather)


@misconception(
    "rmsprop",
    hint="Is δ added before the root is taken or afterwards?",
    source="PyTorch, Chainer",
    family="where delta stands",
    convention=True,
)
def rmsprop_delta_outside(grad, x0, lr, rho, delta, steps):
    """δ is added to the root instead of under it."""

    def move(g, r):
        return lr * g / (delta + np.sqrt(r))

    return rmsprop_path(grad, x0, lr, rho, delta, steps, move=move)


@misconception(
    "rmsprop",
    hint="What does your code do for a coordinate that never gets a gradient?",
    family="where delta stands",
)
def rmsprop_delta_forgotten(grad, x0, lr, rho, delta, steps):
    """There is no δ, so that a coordinate without gradient becomes nan."""
    del delta
    return rmsprop_path(grad, x0, lr, rho, 0.0, steps)


@misconception(
    "rmsprop",
    hint="What is your denominator where the gradient is exactly 0?",
    family="where delta stands",
)
def rmsprop_delta_times_gradient(grad, x0, lr, rho, delta, steps):
    """δ is multiplied with the gradient before it is added to the root."""

    def move(g, r):
        return lr * g / (np.sqrt(r) + delta * g)

    return rmsprop_path(grad, x0, lr, rho, delta, steps, move=move)


@misconception(
    "rmsprop",
    hint="How long is your first step, and what does the handout say?",
    source="Adam's second moment",
    convention=True,
)
def rmsprop_corrected(grad, x0, lr, rho, delta, steps):
    """The average is divided by 1 - ρ^t, as in Adam."""

    def update(g, r, t):
        r = average(r, g**2, rho)
        return -lr * g / np.sqrt(delta + r / (1 - rho**t)), r

    return follow(grad, x0, steps, update)


@misconception(
    "rmsprop",
    hint="What is r before the first gradient comes?",
    source="S2's form, which is the exercise rmsprop_sigma",
    family="how r starts",
    convention=True,
)
def rmsprop_starts_at_the_first_square(grad, x0, lr, rho, delta, steps):
    """The average starts at the first square instead of 0."""

    def update(g, r, t):
        r = average(r, g**2, rho) if t > 1 else g**2
        return -lr * g / np.sqrt(delta + r), r

    return follow(grad, x0, steps, update)


@misconception(
    "rmsprop",
    hint="What is r before the first gradient comes?",
    source="TensorFlow 1",
    family="how r starts",
    convention=True,
)
def rmsprop_starts_at_one(grad, x0, lr, rho, delta, steps):
    """The average starts at 1 instead of 0."""
    return rmsprop_path(grad, x0, lr, rho, delta, steps, start=1.0)


@misconception(
    "rmsprop",
    hint="Is something subtracted from the mean square in the handout?",
    source="centred RMSProp, in PyTorch and TensorFlow an option",
    convention=True,
)
def rmsprop_centred(grad, x0, lr, rho, delta, steps):
    """The square of the mean gradient is subtracted from the mean square."""

    def update(g, state, t):
        del t
        m, r = (
            average(old, new, rho) for old, new in zip(state, (g, g**2), strict=True)
        )
        return -lr * g / np.sqrt(delta + r - m**2), (m, r)

    return follow(grad, x0, steps, update, (0.0, 0.0))


# --- rmsprop_sigma -------------------------------------------------------------------


def over(g, sigma):
    """Return g/σ, and 0 where σ is 0."""
    return np.where(sigma == 0, 0.0, g / np.where(sigma == 0, 1.0, sigma))


def sigma_path(grad, x0, lr, alpha, steps, first=np.abs, later=None, ratio=over):
    """Return the path of RMSProp from |g_0| on, of which one part may be another."""

    def update(g, sigma, t):
        if t == 1:
            sigma = first(g)
        elif later:
            sigma = later(sigma, g)
        else:
            sigma = np.sqrt(average(sigma**2, g**2, alpha))
        return -lr * ratio(g, sigma), sigma

    return follow(grad, x0, steps, update)


@misconception(
    "rmsprop_sigma",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def sigma_uphill(grad, x0, lr, alpha, steps):
    """The step is added along the gradient, so that the path climbs."""
    return sigma_path(grad, x0, -lr, alpha, steps)


@misconception(
    "rmsprop_sigma",
    hint="Start once to the left of a minimum and once to the right: where do you go?",
    source="S2, slide Root Mean Square of the gradients, which prints σ^0 = g^0",
)
def sigma_with_a_sign(grad, x0, lr, alpha, steps):
    """σ_0 is g_0 without the absolute value: the first step is -lr, always."""
    return sigma_path(grad, x0, lr, alpha, steps, first=lambda g: g)


@misconception(
    "rmsprop_sigma",
    hint="How long is your first step, and how long should it be?",
    source="the neighbour, rmsprop",
    family="how sigma starts",
)
def sigma_from_zero(grad, x0, lr, alpha, steps):
    """The average starts at 0, which makes the first step 1/√(1 - α) times as long."""
    return sigma_path(
        grad, x0, lr, alpha, steps, first=lambda g: np.sqrt((1 - alpha) * g**2)
    )


@misconception(
    "rmsprop_sigma",
    hint="How long is your first step, and how long should it be?",
    family="how sigma starts",
)
def sigma_from_the_square(grad, x0, lr, alpha, steps):
    """σ_0 is the square of the first gradient."""
    return sigma_path(grad, x0, lr, alpha, steps, first=np.square)


@misconception(
    "rmsprop_sigma",
    hint="How long is your first step, and how long should it be?",
    family="how sigma starts",
)
def sigma_from_one(grad, x0, lr, alpha, steps):
    """σ_0 is 1, whatever the first gradient is."""
    return sigma_path(grad, x0, lr, alpha, steps, first=np.ones_like)


@misconception("rmsprop_sigma", hint="Does α = 0.99 mean a long memory or a short one?")
def sigma_weights_swapped(grad, x0, lr, alpha, steps):
    """α weighs the new square and 1 - α the old one."""
    return sigma_path(grad, x0, lr, 1 - alpha, steps)


@misconception(
    "rmsprop_sigma", hint="Do the weights of the old and the new add up to 1?"
)
def sigma_new_in_full(grad, x0, lr, alpha, steps):
    """The new square is added in full: its weight 1 - α is missing."""

    def later(sigma, g):
        return np.sqrt(alpha * sigma**2 + g**2)

    return sigma_path(grad, x0, lr, alpha, steps, later=later)


@misconception("rmsprop_sigma", hint="Which of the two is squared under the root?")
def sigma_sizes_averaged(grad, x0, lr, alpha, steps):
    """σ itself is averaged with |g|: neither squares nor a root."""

    def later(sigma, g):
        return average(sigma, np.abs(g), alpha)

    return sigma_path(grad, x0, lr, alpha, steps, later=later)


@misconception("rmsprop_sigma", hint="Which of the two is squared under the root?")
def sigma_not_squared(grad, x0, lr, alpha, steps):
    """Under the root stands σ where its square should."""

    def later(sigma, g):
        return np.sqrt(average(sigma, g**2, alpha))

    return sigma_path(grad, x0, lr, alpha, steps, later=later)


@misconception("rmsprop_sigma", hint="If the gradient is in metres, what is your σ in?")
def sigma_without_root(grad, x0, lr, alpha, steps):
    """The root of the mean square is not taken."""

    def later(sigma, g):
        return average(sigma**2, g**2, alpha)

    return sigma_path(grad, x0, lr, alpha, steps, later=later)


@misconception(
    "rmsprop_sigma",
    hint="Put brackets around each of the two summands.",
    source="nd4j, issue 1239",
)
def sigma_brackets(grad, x0, lr, alpha, steps):
    """The brackets stand wrong: (ασ² + (1 - α)) · g² is under the root."""

    def later(sigma, g):
        return np.sqrt((alpha * sigma**2 + 1 - alpha) * g**2)

    return sigma_path(grad, x0, lr, alpha, steps, later=later)


@misconception("rmsprop_sigma", hint="Which gradients does σ_t know at update t?")
def sigma_of_the_past_only(grad, x0, lr, alpha, steps):
    """Each step is divided by the σ before: the current gradient is not in it yet."""

    def update(g, sigma, t):
        sigma = np.abs(g) if t == 1 else sigma
        return -lr * over(g, sigma), np.sqrt(average(sigma**2, g**2, alpha))

    return follow(grad, x0, steps, update)


@misconception("rmsprop_sigma", hint="Does your σ remember the gradient before?")
def sigma_reset(grad, x0, lr, alpha, steps):
    """σ is |g| at every update, so that every step is lr long."""
    return sigma_path(grad, x0, lr, alpha, steps, later=lambda _sigma, g: np.abs(g))


@misconception("rmsprop_sigma", hint="How much of σ_0 is left after ten updates?")
def sigma_never_forgets(grad, x0, lr, alpha, steps):
    """The squares are summed for ever, as in AdaGrad."""

    def later(sigma, g):
        return np.sqrt(sigma**2 + g**2)

    return sigma_path(grad, x0, lr, alpha, steps, later=later)


@misconception("rmsprop_sigma", hint="Does each coordinate have a σ of its own?")
def sigma_one_rate_for_all(grad, x0, lr, alpha, steps):
    """All coordinates share one σ, which starts at the length of the gradient."""

    def length(g):
        return np.sqrt(np.sum(g**2))

    def later(sigma, g):
        return np.sqrt(average(sigma**2, length(g) ** 2, alpha))

    return sigma_path(grad, x0, lr, alpha, steps, first=length, later=later)


@misconception(
    "rmsprop_sigma",
    hint="What does your code do for a coordinate that never gets a gradient?",
    source="S2, slide Root Mean Square of the gradients, taken literally",
)
def sigma_zero_over_zero(grad, x0, lr, alpha, steps):
    """Where σ is 0 the step is 0/0, and the coordinate becomes nan."""
    return sigma_path(grad, x0, lr, alpha, steps, ratio=np.divide)


@misconception(
    "rmsprop_sigma",
    hint="Is anything added to σ in this exercise?",
    source="the neighbour, rmsprop",
)
def sigma_with_a_constant(grad, x0, lr, alpha, steps):
    """A small constant, 1e-3, is added to σ: all steps become too short."""
    return sigma_path(
        grad, x0, lr, alpha, steps, ratio=lambda g, sigma: g / (sigma + 1e-3)
    )


# --- adadelta ------------------------------------------------------------------------


def rms_ratio(r, s, eps):
    """Return √(s + ε)/√(r + ε)."""
    return np.sqrt(s + eps) / np.sqrt(r + eps)


def adadelta_path(grad, x0, rho, eps, steps, rate=rms_ratio, squares=None, steps2=None):
    """Return the path of AdaDelta, of which one part may be another.

    The rate comes from the averages r and s and from ε; squares makes r of the old one
    and the gradient, and steps2 makes s of the old one, the step and the gradient.
    """
    squares = squares or (lambda r, g: average(r, g**2, rho))
    steps2 = steps2 or (lambda s, d, _g: average(s, d**2, rho))

    def update(g, state, t):
        del t
        r, s = state
        r = squares(r, g)
        d = -rate(r, s, eps) * g
        return d, (r, steps2(s, d, g))

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "adadelta",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def adadelta_uphill(grad, x0, rho, eps, steps):
    """The step is added along the gradient, so that the path climbs."""
    return adadelta_path(
        grad, x0, rho, eps, steps, rate=lambda r, s, eps: -rms_ratio(r, s, eps)
    )


@misconception("adadelta", hint="Why does AdaDelta need no learning rate?")
def adadelta_without_numerator(grad, x0, rho, eps, steps):
    """The numerator is missing, which leaves RMSProp with the rate 1."""
    return adadelta_path(
        grad, x0, rho, eps, steps, rate=lambda r, _s, eps: 1 / np.sqrt(r + eps)
    )


@misconception(
    "adadelta",
    hint="s is 0 at first: can your first step be anything but 0?",
    family="where eps stands",
)
def adadelta_stuck(grad, x0, rho, eps, steps):
    """There is no ε in the numerator, so that the path never leaves the start."""
    return adadelta_path(
        grad, x0, rho, eps, steps, rate=lambda r, s, eps: np.sqrt(s) / np.sqrt(r + eps)
    )


@misconception(
    "adadelta",
    hint="What is your first rate? Is the root taken of ε too?",
    source="forms of the slides of other courses",
    family="where eps stands",
    convention=True,
)
def adadelta_eps_outside(grad, x0, rho, eps, steps):
    """ε is added to both roots instead of under them, which shortens the first step."""

    def rate(r, s, eps):
        return (np.sqrt(s) + eps) / (np.sqrt(r) + eps)

    return adadelta_path(grad, x0, rho, eps, steps, rate=rate)


@misconception(
    "adadelta",
    hint="What does your code do for a coordinate that never gets a gradient?",
    family="where eps stands",
)
def adadelta_eps_in_the_numerator_only(grad, x0, rho, eps, steps):
    """There is no ε in the denominator: without gradient a coordinate becomes nan."""
    return adadelta_path(
        grad, x0, rho, eps, steps, rate=lambda r, s, eps: np.sqrt(s + eps) / np.sqrt(r)
    )


@misconception(
    "adadelta",
    hint="Which steps are known when you compute this one?",
    source="yacineMahdid's notebooks, issue 43",
)
def adadelta_numerator_too_new(grad, x0, rho, eps, steps):
    """A first version of the step joins s before the step itself is computed."""

    def update(g, state, t):
        del t
        r, s = state
        r = average(r, g**2, rho)
        s = average(s, (rms_ratio(r, s, eps) * g) ** 2, rho)
        return -rms_ratio(r, s, eps) * g, (r, s)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception("adadelta", hint="Which gradients does r know when you divide by it?")
def adadelta_denominator_too_old(grad, x0, rho, eps, steps):
    """The current gradient joins r only after the step has been computed."""

    def update(g, state, t):
        del t
        r, s = state
        d = -rms_ratio(r, s, eps) * g
        return d, (average(r, g**2, rho), average(s, d**2, rho))

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "adadelta",
    hint="The numerator is the root mean square of what?",
    source="d2l-en, issue 1180",
    family="what s averages",
)
def adadelta_gradients_in_s(grad, x0, rho, eps, steps):
    """The numerator s averages the squared gradients instead of the squared steps."""
    return adadelta_path(
        grad, x0, rho, eps, steps, steps2=lambda s, _d, g: average(s, g**2, rho)
    )


@misconception(
    "adadelta",
    hint="The numerator is the root mean square of what?",
    source="Lasagne, issue 502",
    family="what s averages",
)
def adadelta_points_in_s(grad, x0, rho, eps, steps):
    """The numerator s averages the squares of the points instead of the steps."""

    def update(g, state, t):
        del t
        r, s, x = state
        r = average(r, g**2, rho)
        d = -rms_ratio(r, s, eps) * g
        return d, (r, average(s, (x + d) ** 2, rho), x + d)

    start = np.array(x0, dtype=float)
    return follow(grad, x0, steps, update, (0.0, 0.0, start))


@misconception(
    "adadelta",
    hint="The numerator is the root mean square of what?",
    family="what s averages",
)
def adadelta_sizes_in_s(grad, x0, rho, eps, steps):
    """The numerator s averages the lengths of the steps instead of their squares."""
    return adadelta_path(
        grad, x0, rho, eps, steps, steps2=lambda s, d, _g: average(s, np.abs(d), rho)
    )


@misconception(
    "adadelta", hint="A step should be measured in what x is measured in: is yours?"
)
def adadelta_upside_down(grad, x0, rho, eps, steps):
    """Numerator and denominator have changed places."""
    return adadelta_path(
        grad, x0, rho, eps, steps, rate=lambda r, s, eps: rms_ratio(s, r, eps)
    )


@misconception(
    "adadelta",
    hint="Does the numerator forget, too?",
    source="TensorFlow, review of pull request 644",
)
def adadelta_s_never_forgets(grad, x0, rho, eps, steps):
    """The squared steps are summed for ever: s never decays."""
    return adadelta_path(
        grad, x0, rho, eps, steps, steps2=lambda s, d, _g: s + (1 - rho) * d**2
    )


@misconception(
    "adadelta", hint="What is left in r of the first square after ten updates?"
)
def adadelta_r_never_forgets(grad, x0, rho, eps, steps):
    """The squared gradients are summed for ever, as in AdaGrad."""
    return adadelta_path(grad, x0, rho, eps, steps, squares=lambda r, g: r + g**2)


@misconception("adadelta", hint="Do the weights of the old and the new add up to 1?")
def adadelta_new_in_full(grad, x0, rho, eps, steps):
    """The new squares are added in full: their weight 1 - ρ is missing in both."""

    def squares(r, g):
        return rho * r + g**2

    def steps2(s, d, _g):
        return rho * s + d**2

    return adadelta_path(grad, x0, rho, eps, steps, squares=squares, steps2=steps2)


@misconception("adadelta", hint="Does ρ = 0.99 mean a long memory or a short one?")
def adadelta_weights_swapped(grad, x0, rho, eps, steps):
    """ρ weighs the new squares and 1 - ρ the old averages."""
    return adadelta_path(grad, x0, 1 - rho, eps, steps)


@misconception(
    "adadelta", hint="What happens to your first step if f is multiplied by 100?"
)
def adadelta_without_roots(grad, x0, rho, eps, steps):
    """The rate is the ratio of the mean squares, without roots."""
    return adadelta_path(
        grad, x0, rho, eps, steps, rate=lambda r, s, eps: (s + eps) / (r + eps)
    )


@misconception("adadelta", hint="Does each coordinate have a rate of its own?")
def adadelta_one_rate_for_all(grad, x0, rho, eps, steps):
    """All coordinates share one rate, from the lengths of gradients and steps."""

    def squares(r, g):
        return average(r, np.sum(g**2), rho)

    def steps2(s, d, _g):
        return average(s, np.sum(d**2), rho)

    return adadelta_path(grad, x0, rho, eps, steps, squares=squares, steps2=steps2)


# --- adam ----------------------------------------------------------------------------


def adam_path(
    grad,
    x0,
    lr,
    beta1,
    beta2,
    eps,
    steps,
    first=None,
    second=None,
    correct=None,
    move=None,
):
    """Return the path of Adam, of which one part may be another.

    First and second make m and v of the old ones and the gradient, correct gives what
    they are divided by at update t, and move makes the step of the gradient and the
    corrected moments.
    """
    first = first or (lambda m, g: average(m, g, beta1))
    second = second or (lambda v, g: average(v, g**2, beta2))
    correct = correct or (lambda t: (1 - beta1**t, 1 - beta2**t))
    move = move or (lambda _g, m, v: lr * m / (np.sqrt(v) + eps))

    def update(g, state, t):
        m, v = first(state[0], g), second(state[1], g)
        one, two = correct(t)
        return -move(g, np.divide(m, one), np.divide(v, two)), (m, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "adam",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def adam_uphill(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is added along the gradient, so that the path climbs."""
    return adam_path(grad, x0, -lr, beta1, beta2, eps, steps)


@misconception(
    "adam",
    hint="How large is m after one update, compared with g?",
    source="the neighbour, adam_uncorrected, and CS231n's simplified form",
    family="bias correction",
)
def adam_no_correction(grad, x0, lr, beta1, beta2, eps, steps):
    """The moments are used as they are, without bias correction."""
    return adam_path(
        grad, x0, lr, beta1, beta2, eps, steps, correct=lambda _t: (1.0, 1.0)
    )


@misconception(
    "adam", hint="Which of the two averages do you correct?", family="bias correction"
)
def adam_only_first_corrected(grad, x0, lr, beta1, beta2, eps, steps):
    """Only m is corrected; v is used as it is."""
    return adam_path(
        grad, x0, lr, beta1, beta2, eps, steps, correct=lambda t: (1 - beta1**t, 1.0)
    )


@misconception(
    "adam", hint="Which of the two averages do you correct?", family="bias correction"
)
def adam_only_second_corrected(grad, x0, lr, beta1, beta2, eps, steps):
    """Only v is corrected; m is used as it is."""
    return adam_path(
        grad, x0, lr, beta1, beta2, eps, steps, correct=lambda t: (1.0, 1 - beta2**t)
    )


@misconception(
    "adam",
    hint="What is 1 - β^t at your first update?",
    source="slides with for t in range(T)",
    family="how t counts",
)
def adam_t_from_zero(grad, x0, lr, beta1, beta2, eps, steps):
    """The count t starts at 0, so that the first correction divides by 0."""

    def correct(t):
        return (1 - beta1 ** (t - 1), 1 - beta2 ** (t - 1))

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=correct)


@misconception("adam", hint="Print t at your first update.", family="how t counts")
def adam_t_one_too_large(grad, x0, lr, beta1, beta2, eps, steps):
    """The count t is one too large: the first update already uses β²."""

    def correct(t):
        return (1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1))

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=correct)


@misconception("adam", hint="Print t at each update.", family="how t counts")
def adam_t_stands_still(grad, x0, lr, beta1, beta2, eps, steps):
    """The count t stays 1 throughout."""

    def correct(_t):
        return (1 - beta1, 1 - beta2)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=correct)


@misconception(
    "adam",
    hint="Does the correction fade as t grows?",
    source="ML-From-Scratch, issue 35; ConvNetJS, issue 107",
    same_as="adam_t_stands_still: β to the power of 1 is β",
    family="bias correction",
)
def adam_no_power(grad, x0, lr, beta1, beta2, eps, steps):
    """The averages are divided by 1 - β, without the power of t."""
    return adam_path(
        grad,
        x0,
        lr,
        beta1,
        beta2,
        eps,
        steps,
        correct=lambda _t: (1 - beta1, 1 - beta2),
    )


@misconception(
    "adam",
    hint="Does the correction fade as t grows?",
    source="npfl114, issue 79",
    family="bias correction",
)
def adam_always_squared(grad, x0, lr, beta1, beta2, eps, steps):
    """The averages are divided by 1 - β², whatever t is."""

    def correct(_t):
        return (1 - beta1**2, 1 - beta2**2)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=correct)


@misconception(
    "adam", hint="Is it a power of t, or t times β?", family="bias correction"
)
def adam_times_t(grad, x0, lr, beta1, beta2, eps, steps):
    """The averages are divided by 1 - βt instead of 1 - β^t."""

    def correct(t):
        return (1 - beta1 * t, 1 - beta2 * t)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=correct)


@misconception(
    "adam",
    hint="Should the correction make the first averages larger or smaller?",
    family="bias correction",
)
def adam_correction_plus(grad, x0, lr, beta1, beta2, eps, steps):
    """The averages are divided by 1 + β^t."""

    def correct(t):
        return (1 + beta1**t, 1 + beta2**t)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=correct)


@misconception(
    "adam",
    hint="Which is carried on to the next update: m or m̂?",
    source="a question on Stack Overflow, Understand Adam optimizer intuitively",
    family="bias correction",
)
def adam_correction_kept(grad, x0, lr, beta1, beta2, eps, steps):
    """The corrected averages are stored, and corrected again at the next update."""

    def update(g, state, t):
        m = average(state[0], g, beta1) / (1 - beta1**t)
        v = average(state[1], g**2, beta2) / (1 - beta2**t)
        return -lr * m / (np.sqrt(v) + eps), (m, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception("adam", hint="Which of the two averages should be the slower one?")
def adam_betas_swapped(grad, x0, lr, beta1, beta2, eps, steps):
    """β1 is used for the squares and β2 for the gradients."""
    return adam_path(grad, x0, lr, beta2, beta1, eps, steps)


@misconception("adam", hint="Does β = 0.99 mean a long memory or a short one?")
def adam_weights_swapped(grad, x0, lr, beta1, beta2, eps, steps):
    """β weighs the new and 1 - β the old, in both averages; the correction is right."""

    def first(m, g):
        return average(m, g, 1 - beta1)

    def second(v, g):
        return average(v, g**2, 1 - beta2)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, first=first, second=second)


@misconception(
    "adam", hint="What happens to your first step if f is multiplied by 100?"
)
def adam_without_root(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is divided by v̂ + ε, without the root."""

    def move(_g, m, v):
        return lr * m / (v + eps)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception("adam", hint="v is the average of what?", family="what v averages")
def adam_sizes_in_v(grad, x0, lr, beta1, beta2, eps, steps):
    """The moment v averages the absolute values of the gradients, not their squares."""

    def second(v, g):
        return average(v, np.abs(g), beta2)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception("adam", hint="v is the average of what?", family="what v averages")
def adam_first_moment_in_v(grad, x0, lr, beta1, beta2, eps, steps):
    """The moment v averages the squares of m, not those of the gradient."""

    def update(g, state, t):
        m = average(state[0], g, beta1)
        v = average(state[1], m**2, beta2)
        step = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
        return -lr * step, (m, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "adam",
    hint="Does each coordinate have a v of its own? Print its shape.",
    family="what v averages",
)
def adam_one_rate_for_all(grad, x0, lr, beta1, beta2, eps, steps):
    """One v serves all coordinates: the average of the squared length of g."""

    def second(v, g):
        return average(v, np.sum(g**2), beta2)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception("adam", hint="How much of the first square is in v after ten updates?")
def adam_never_forgets(grad, x0, lr, beta1, beta2, eps, steps):
    """The squares are summed for ever, as in AdaGrad."""
    return adam_path(
        grad, x0, lr, beta1, beta2, eps, steps, second=lambda v, g: v + g**2
    )


@misconception("adam", hint="Do the weights of the old and the new v add up to 1?")
def adam_second_in_full(grad, x0, lr, beta1, beta2, eps, steps):
    """The new square is added in full: its weight 1 - β2 is missing."""
    return adam_path(
        grad, x0, lr, beta1, beta2, eps, steps, second=lambda v, g: beta2 * v + g**2
    )


@misconception("adam", hint="How long is your first step? It should be about lr.")
def adam_first_in_full(grad, x0, lr, beta1, beta2, eps, steps):
    """The new gradient is added in full: its weight 1 - β1 is missing."""
    return adam_path(
        grad, x0, lr, beta1, beta2, eps, steps, first=lambda m, g: beta1 * m + g
    )


@misconception("adam", hint="Put brackets around each of the two summands.")
def adam_brackets(grad, x0, lr, beta1, beta2, eps, steps):
    """The brackets of v stand wrong: (β2 v + (1 - β2)) · g²."""

    def second(v, g):
        return (beta2 * v + 1 - beta2) * g**2

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception("adam", hint="Where is the momentum in your step?")
def adam_without_momentum(grad, x0, lr, beta1, beta2, eps, steps):
    """The step goes along the gradient instead of along m̂, which is RMSProp."""

    def move(g, _m, v):
        return lr * g / (np.sqrt(v) + eps)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam",
    hint="How often does the gradient of this update enter the step?",
    source="S2, slide with ν, s and Δω",
)
def adam_times_gradient(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is multiplied with the gradient once more."""

    def move(g, m, v):
        return lr * m / (np.sqrt(v) + eps) * g

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam",
    hint="Is ε added before the root is taken or afterwards?",
    source="S2's form",
    family="where eps stands",
    convention=True,
)
def adam_eps_under_the_root(grad, x0, lr, beta1, beta2, eps, steps):
    """ε is added under the root."""

    def move(_g, m, v):
        return lr * m / np.sqrt(v + eps)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam",
    hint="Is ε added to the root of v, or to that of v̂?",
    source="section 2 of the paper; TensorFlow, scikit-learn",
    family="where eps stands",
    convention=True,
)
def adam_eps_before_correction(grad, x0, lr, beta1, beta2, eps, steps):
    """ε is added to the root of the uncorrected v, and the rate is corrected."""

    def update(g, state, t):
        m, v = average(state[0], g, beta1), average(state[1], g**2, beta2)
        rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        return -rate * m / (np.sqrt(v) + eps), (m, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "adam",
    hint="What does your code do for a coordinate that never gets a gradient?",
    family="where eps stands",
)
def adam_eps_forgotten(grad, x0, lr, beta1, beta2, eps, steps):
    """There is no ε, so that a coordinate without gradient becomes nan."""
    del eps
    return adam_path(grad, x0, lr, beta1, beta2, 0.0, steps)


@misconception(
    "adam", hint="What does np.zeros_like give for a start of whole numbers?"
)
def adam_memory_of_integers(grad, x0, lr, beta1, beta2, eps, steps):
    """For a start of whole numbers m and v are integers and cut off digits."""
    dtype = np.asarray(x0).dtype

    def first(m, g):
        return average(m, g, beta1).astype(dtype)

    def second(v, g):
        return average(v, g**2, beta2).astype(dtype)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, first=first, second=second)


@misconception("adam", hint="Print x0 after your function has returned.")
def adam_moves_the_start(grad, x0, lr, beta1, beta2, eps, steps):
    """The caller's x0 is moved along, by `x -= ...` on the argument itself."""
    path = adam_path(grad, x0, lr, beta1, beta2, eps, steps)
    if isinstance(x0, np.ndarray) and x0.ndim:
        x0[...] = path[-1]
    return path


@misconception("adam", hint="Are the entries of your list different objects?")
def adam_same_point_again(grad, x0, lr, beta1, beta2, eps, steps):
    """Every point of the path is the same array, and so all rows equal the last."""
    path = adam_path(grad, x0, lr, beta1, beta2, eps, steps)
    return np.repeat(path[-1:], len(path), axis=0)


@misconception("adam", hint="How many points has a path of three updates?")
def adam_start_left_out(grad, x0, lr, beta1, beta2, eps, steps):
    """The path begins after the first update: its start is missing."""
    return adam_path(grad, x0, lr, beta1, beta2, eps, steps)[1:]


# --- adam_uncorrected ----------------------------------------------------------------


def raw_path(
    grad, x0, lr, beta1, beta2, eps, steps, first=None, second=None, move=None
):
    """Return the path of Adam without correction, of which one part may be another."""
    return adam_path(
        grad,
        x0,
        lr,
        beta1,
        beta2,
        eps,
        steps,
        first,
        second,
        correct=lambda _t: (1.0, 1.0),
        move=move or (lambda _g, m, s: lr * m / np.sqrt(s + eps)),
    )


@misconception(
    "adam_uncorrected",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def raw_uphill(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is added along the gradient, so that the path climbs."""
    return raw_path(grad, x0, -lr, beta1, beta2, eps, steps)


@misconception(
    "adam_uncorrected",
    hint="What sign has m after one update if the gradient is positive?",
    source="S2, slide with ν, s and Δω, whose averages have minus signs",
    same_as="raw_uphill: with the minus sign m is exactly its negative",
    family="the slide's minus signs",
)
def raw_minus_in_m(grad, x0, lr, beta1, beta2, eps, steps):
    """The new gradient is subtracted from the average m instead of added to it."""

    def first(m, g):
        return beta1 * m - (1 - beta1) * g

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, first=first)


@misconception(
    "adam_uncorrected",
    hint="What sign has s after one update? Can you take its root?",
    source="S2, slide with ν, s and Δω, whose averages have minus signs",
    family="the slide's minus signs",
)
def raw_minus_in_s(grad, x0, lr, beta1, beta2, eps, steps):
    """The new square is subtracted from the average s, which becomes negative."""

    def second(s, g):
        return beta2 * s - (1 - beta2) * g**2

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception(
    "adam_uncorrected",
    hint="What sign has s after one update? Can you take its root?",
    source="S2, slide with ν, s and Δω, taken literally",
    family="the slide's minus signs",
)
def raw_as_printed(grad, x0, lr, beta1, beta2, eps, steps):
    """The slide is followed to the letter: minus signs, and the gradient once more."""

    def first(m, g):
        return beta1 * m - (1 - beta1) * g

    def second(s, g):
        return beta2 * s - (1 - beta2) * g**2

    def move(g, m, s):
        return lr * m / np.sqrt(s + eps) * g

    return raw_path(
        grad, x0, lr, beta1, beta2, eps, steps, first=first, second=second, move=move
    )


@misconception(
    "adam_uncorrected",
    hint="What sign has s? Why was abs needed to take its root?",
    source="S2, slide with ν, s and Δω, made to run",
    family="the slide's minus signs",
)
def raw_as_printed_with_abs(grad, x0, lr, beta1, beta2, eps, steps):
    """The slide's minus signs stay, and the root is taken of an absolute value."""

    def second(s, g):
        return beta2 * s - (1 - beta2) * g**2

    def move(_g, m, s):
        return lr * m / np.sqrt(np.abs(s + eps))

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, second=second, move=move)


@misconception(
    "adam_uncorrected",
    hint="How often does the gradient of this update enter the step?",
    source="S2, slide with ν, s and Δω, whose step has a second factor g",
)
def raw_times_gradient(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is multiplied with the gradient once more."""

    def move(g, m, s):
        return lr * m / np.sqrt(s + eps) * g

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam_uncorrected",
    hint="Is there a division by 1 - β^t in this exercise?",
    source="the neighbour, adam",
)
def raw_corrected(grad, x0, lr, beta1, beta2, eps, steps):
    """The bias of both averages is corrected, which is for the exercise adam."""

    def move(_g, m, s):
        return lr * m / np.sqrt(s + eps)

    return adam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam_uncorrected",
    hint="Compare the formula of this exercise with that of adam, sign by sign.",
    source="the neighbour, adam",
)
def raw_is_adam(grad, x0, lr, beta1, beta2, eps, steps):
    """This is Adam itself, with bias correction and ε outside the root."""
    return adam_path(grad, x0, lr, beta1, beta2, eps, steps)


@misconception(
    "adam_uncorrected",
    hint="Is ε added before the root is taken or afterwards?",
    source="CS231n's simplified form",
    family="where eps stands",
    convention=True,
)
def raw_eps_outside(grad, x0, lr, beta1, beta2, eps, steps):
    """ε is added to the root instead of under it."""

    def move(_g, m, s):
        return lr * m / (np.sqrt(s) + eps)

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam_uncorrected",
    hint="What does your code do for a coordinate that never gets a gradient?",
    family="where eps stands",
)
def raw_eps_forgotten(grad, x0, lr, beta1, beta2, eps, steps):
    """There is no ε, so that a coordinate without gradient becomes nan."""
    del eps

    def move(_g, m, s):
        return lr * m / np.sqrt(s)

    return raw_path(grad, x0, lr, beta1, beta2, 0.0, steps, move=move)


@misconception(
    "adam_uncorrected", hint="Which of the two averages should be the slower one?"
)
def raw_betas_swapped(grad, x0, lr, beta1, beta2, eps, steps):
    """β1 is used for the squares and β2 for the gradients."""
    return raw_path(grad, x0, lr, beta2, beta1, eps, steps)


@misconception(
    "adam_uncorrected", hint="Does β = 0.99 mean a long memory or a short one?"
)
def raw_weights_swapped(grad, x0, lr, beta1, beta2, eps, steps):
    """β weighs the new and 1 - β the old, in both averages."""
    return raw_path(grad, x0, lr, 1 - beta1, 1 - beta2, eps, steps)


@misconception(
    "adam_uncorrected",
    hint="What happens to your first step if f is multiplied by 100?",
)
def raw_without_root(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is divided by s + ε, without the root."""

    def move(_g, m, s):
        return lr * m / (s + eps)

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam_uncorrected", hint="Do the weights of the old and the new m add up to 1?"
)
def raw_first_in_full(grad, x0, lr, beta1, beta2, eps, steps):
    """The new gradient is added in full: its weight 1 - β1 is missing."""
    return raw_path(
        grad, x0, lr, beta1, beta2, eps, steps, first=lambda m, g: beta1 * m + g
    )


@misconception(
    "adam_uncorrected", hint="Do the weights of the old and the new s add up to 1?"
)
def raw_second_in_full(grad, x0, lr, beta1, beta2, eps, steps):
    """The new square is added in full: its weight 1 - β2 is missing."""
    return raw_path(
        grad, x0, lr, beta1, beta2, eps, steps, second=lambda s, g: beta2 * s + g**2
    )


@misconception(
    "adam_uncorrected", hint="s is the average of what?", family="what s averages"
)
def raw_sizes_in_s(grad, x0, lr, beta1, beta2, eps, steps):
    """The average s is of the absolute gradients, not of their squares."""

    def second(s, g):
        return average(s, np.abs(g), beta2)

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception(
    "adam_uncorrected",
    hint="Does each coordinate have an s of its own?",
    family="what s averages",
)
def raw_one_rate_for_all(grad, x0, lr, beta1, beta2, eps, steps):
    """One s serves all coordinates: the average of the squared length of g."""

    def second(s, g):
        return average(s, np.sum(g**2), beta2)

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception("adam_uncorrected", hint="Where is the momentum in your step?")
def raw_without_momentum(grad, x0, lr, beta1, beta2, eps, steps):
    """The step goes along the gradient instead of along m, which is RMSProp."""

    def move(g, _m, s):
        return lr * g / np.sqrt(s + eps)

    return raw_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "adam_uncorrected", hint="How much of the first square is in s after ten updates?"
)
def raw_never_forgets(grad, x0, lr, beta1, beta2, eps, steps):
    """The squares are summed for ever, as in AdaGrad."""
    return raw_path(
        grad, x0, lr, beta1, beta2, eps, steps, second=lambda s, g: s + g**2
    )


# --- Adam ----------------------------------------------------------------------------


class Machine:
    """Adam for named parameters, of which one part may be another.

    Args:
        lr, beta1, beta2, eps: as in the exercise.
        step: a way to make one call: of this object, params and grads.
        change: the step of one parameter: of this object, its name and its gradient.
        correct: what m and v are divided by: of this object.
        move: the step from the corrected moments: of this object.
        second: what v averages.
        memory: the moments by name; a dict of its own unless another is given.
    """

    def __init__(self, lr, beta1, beta2, eps, **parts):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.memory = parts.pop("memory", {})
        self.parts = {
            "step": Machine.right_step,
            "change": Machine.right_change,
            "correct": Machine.right_correction,
            "move": Machine.right_move,
            "second": np.square,
            **parts,
        }

    def step(self, params, grads):
        """Make one call in the way that was chosen."""
        return self.parts["step"](self, params, grads)

    def change(self, name, g):
        """Return the step of one parameter."""
        return self.parts["change"](self, name, np.asarray(g, dtype=float))

    def right_step(self, params, grads):
        """Return the new parameters."""
        self.t += 1
        return {name: x + self.change(name, grads[name]) for name, x in params.items()}

    def right_change(self, name, g):
        """Return a step by the moments of this name."""
        m, v = self.memory.get(name, (0.0, 0.0))
        m = average(m, g, self.beta1)
        v = average(v, self.parts["second"](g), self.beta2)
        self.memory[name] = m, v
        one, two = self.parts["correct"](self)
        return -self.parts["move"](self, np.divide(m, one), np.divide(v, two))

    def right_correction(self):
        """Return the divisors of m and v."""
        return 1 - self.beta1**self.t, 1 - self.beta2**self.t

    def right_move(self, m, v):
        """Return the step downwards."""
        return self.lr * m / (np.sqrt(v) + self.eps)


@misconception(
    "Adam", hint="In which direction does a gradient point: uphill or downhill?"
)
def class_uphill(lr, beta1, beta2, eps):
    """The step is added along the gradient, so that the path climbs."""
    return Machine(-lr, beta1, beta2, eps)


@misconception(
    "Adam",
    hint="How many times does t grow in one call with two parameters?",
    family="how t counts",
)
def class_t_counts_parameters(lr, beta1, beta2, eps):
    """The count t grows with every parameter instead of with every call of step."""

    def change(self, name, g):
        self.t += 1
        return self.right_change(name, g)

    def step(self, params, grads):
        return {name: x + self.change(name, grads[name]) for name, x in params.items()}

    return Machine(lr, beta1, beta2, eps, step=step, change=change)


@misconception("Adam", hint="Print t inside step.", family="how t counts")
def class_t_stands_still(lr, beta1, beta2, eps):
    """The count t is 1 in every call."""
    return Machine(lr, beta1, beta2, eps, correct=lambda _: (1 - beta1, 1 - beta2))


@misconception("Adam", hint="What is 1 - β^t in the first call?", family="how t counts")
def class_t_from_zero(lr, beta1, beta2, eps):
    """The count t grows after it is used, so that the first correction divides by 0."""

    def correct(self):
        return (1 - beta1 ** (self.t - 1), 1 - beta2 ** (self.t - 1))

    return Machine(lr, beta1, beta2, eps, correct=correct)


@misconception(
    "Adam", hint="How large is m after one call, compared with the gradient?"
)
def class_no_correction(lr, beta1, beta2, eps):
    """The moments are used as they are, without bias correction."""
    return Machine(lr, beta1, beta2, eps, correct=lambda _: (1.0, 1.0))


@misconception("Adam", hint="Which is carried on to the next call: m or m̂?")
def class_correction_kept(lr, beta1, beta2, eps):
    """The corrected moments are stored, and corrected again in the next call."""

    def change(self, name, g):
        m, v = self.memory.get(name, (0.0, 0.0))
        one, two = self.right_correction()
        m = average(m, g, self.beta1) / one
        v = average(v, g**2, self.beta2) / two
        self.memory[name] = m, v
        return -self.right_move(m, v)

    return Machine(lr, beta1, beta2, eps, change=change)


@misconception("Adam", hint="Which of the two averages should be the slower one?")
def class_betas_swapped(lr, beta1, beta2, eps):
    """β1 is used for the squares and β2 for the gradients."""
    return Machine(lr, beta2, beta1, eps)


@misconception("Adam", hint="Where is the square root in your step?")
def class_without_root(lr, beta1, beta2, eps):
    """The step is divided by v̂ + ε, without the root."""
    return Machine(lr, beta1, beta2, eps, move=lambda _, m, v: lr * m / (v + eps))


@misconception(
    "Adam",
    hint="Is ε added before the root is taken or afterwards?",
    source="S2's form",
    family="where eps stands",
    convention=True,
)
def class_eps_under_the_root(lr, beta1, beta2, eps):
    """ε is added under the root."""
    return Machine(
        lr, beta1, beta2, eps, move=lambda _, m, v: lr * m / np.sqrt(v + eps)
    )


@misconception(
    "Adam",
    hint="Is ε added to the root of v, or to that of v̂?",
    source="section 2 of the paper; TensorFlow, scikit-learn",
    family="where eps stands",
    convention=True,
)
def class_eps_before_correction(lr, beta1, beta2, eps):
    """ε is added to the root of the uncorrected v, and the rate is corrected."""

    def move(self, m, v):
        # The same as dividing the uncorrected moments, with the rate corrected.
        return lr * m / (np.sqrt(v) + eps / np.sqrt(self.right_correction()[1]))

    return Machine(lr, beta1, beta2, eps, move=move)


@misconception(
    "Adam",
    hint="What does your code do for a weight that never gets a gradient?",
    family="where eps stands",
)
def class_eps_forgotten(lr, beta1, beta2, eps):
    """There is no ε, so that a weight without gradient becomes nan."""
    del eps
    return Machine(lr, beta1, beta2, 0.0)


@misconception("Adam", hint="Does each entry have a v of its own? Print its shape.")
def class_one_rate_an_array(lr, beta1, beta2, eps):
    """One v serves a whole array: the average of the squared length of g."""
    return Machine(lr, beta1, beta2, eps, second=lambda g: np.sum(g**2))


@misconception("Adam", hint="What is left of m when step is called again?")
def class_memory_lost(lr, beta1, beta2, eps):
    """The moments start at 0 in every call, though t goes on."""

    def step(self, params, grads):
        self.memory.clear()
        return self.right_step(params, grads)

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception("Adam", hint="Do W and b each have a memory of their own?")
def class_one_memory_for_all_names(lr, beta1, beta2, eps):
    """All parameters share one m and one v."""
    return Machine(
        lr, beta1, beta2, eps, change=lambda self, _name, g: self.right_change("all", g)
    )


@misconception(
    "Adam", hint="Do parameters of the same shape each have a memory of their own?"
)
def class_memory_by_shape(lr, beta1, beta2, eps):
    """Moments are kept by shape: parameters of the same shape share them."""

    def change(self, _name, g):
        return self.right_change(g.shape, g)

    return Machine(lr, beta1, beta2, eps, change=change)


class Memory(dict):
    """Moments by name, shared by all optimizers that are in use at the same time."""


IN_USE = weakref.WeakValueDictionary()
"""The memory that stands in the body of a class; gone when no object is left."""


@misconception(
    "Adam",
    hint="Make two optimizers: is the second one new? Where do you write m = {}?",
    source="class attributes and mutable default arguments",
)
def class_memory_of_the_class(lr, beta1, beta2, eps):
    """The moments belong to the class, so that all optimizers share them."""
    memory = IN_USE.setdefault("all", Memory())
    return Machine(lr, beta1, beta2, eps, memory=memory)


@misconception("Adam", hint="Which of the parameters have moved after one call?")
def class_only_the_first(lr, beta1, beta2, eps):
    """Only the first parameter is updated: step returns from inside its loop."""

    def step(self, params, grads):
        self.t += 1
        first = next(iter(params))
        moved = params[first] + self.change(first, grads[first])
        return {**params, first: moved}

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception("Adam", hint="Do params and grads always name things in the same order?")
def class_pairs_by_order(lr, beta1, beta2, eps):
    """Parameters and gradients are paired by their order in the dicts, not by name."""

    def step(self, params, grads):
        self.t += 1
        pairs = zip(params.items(), grads.values(), strict=True)
        return {name: x + self.change(name, g) for (name, x), g in pairs}

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception("Adam", hint="Whose parameters do you move: those of this call?")
def class_parameters_of_its_own(lr, beta1, beta2, eps):
    """The parameters of the first call are kept and moved; later ones are ignored."""
    own = {}

    def step(self, params, grads):
        for name, x in params.items():
            own.setdefault(name, np.array(x, dtype=float))
        own.update(self.right_step(own, grads))
        return dict(own)

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception("Adam", hint="What does step return: the new parameters, or the change?")
def class_returns_the_change(lr, beta1, beta2, eps):
    """What comes back is what has to be added to the parameters."""

    def step(self, params, grads):
        self.t += 1
        return {name: self.change(name, grads[name]) for name in params}

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception("Adam", hint="What does step return? Look at its last line.")
def class_returns_nothing(lr, beta1, beta2, eps):
    """The call moves the parameters in place and returns nothing."""

    def step(self, params, grads):
        params.update(self.right_step(params, grads))

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception("Adam", hint="Print params after step has returned.")
def class_moves_the_argument(lr, beta1, beta2, eps):
    """The arrays of the caller are moved in place, and returned."""

    def step(self, params, grads):
        for name, x in self.right_step(params, grads).items():
            params[name] = params[name].astype(float, copy=False)
            params[name][...] = x
        return params

    return Machine(lr, beta1, beta2, eps, step=step)


@misconception(
    "Adam", hint="What happens to your m if somebody writes into the array of g?"
)
def class_moment_is_the_gradient(lr, beta1, beta2, eps):
    """The first m is the array of the gradient itself, which the caller fills anew."""
    sums = {}

    def change(self, name, g):
        # m = (1 - beta1) times this sum, which begins as g and not as a copy of it.
        sums[name] = g + beta1 * sums[name] if name in sums else g
        v = average(self.memory.get(name, 0.0), g**2, beta2)
        self.memory[name] = v
        one, two = self.right_correction()
        return -self.right_move((1 - beta1) * sums[name] / one, v / two)

    return Machine(lr, beta1, beta2, eps, change=change)


@misconception(
    "Adam", hint="What does np.zeros_like give for parameters of whole numbers?"
)
def class_memory_of_integers(lr, beta1, beta2, eps):
    """For parameters of whole numbers m and v cut off digits."""
    kinds = {}

    def step(self, params, grads):
        kinds.update({name: kinds.get(name, x.dtype) for name, x in params.items()})
        return self.right_step(params, grads)

    def change(self, name, g):
        m, v = self.memory.get(name, (0.0, 0.0))
        m = average(m, g, beta1).astype(kinds[name])
        v = average(v, g**2, beta2).astype(kinds[name])
        self.memory[name] = m, v
        one, two = self.right_correction()
        return -self.right_move(m / one, v / two)

    return Machine(lr, beta1, beta2, eps, step=step, change=change)


# --- simple inputs -------------------------------------------------------------------

EXAMPLES = {"adasecant": [], "vsgd": []}
"""None where answers are not compared; the others walk on f(x) = x² as ever."""
