"""Known mistakes in Nadam, each small and honest enough to have been made."""

import numpy as np

from grader.diagnosis import misconception

from .following import average, follow


def nadam_path(grad, x0, lr, beta1, beta2, eps, steps, **parts):
    """Return the path of Nadam, of which one part may be another.

    First and second make m and v of the old ones and the gradient; ahead makes m̂ of the
    old m, the new m, the gradient and t; correct gives what v is divided by at t, and
    move makes the step of m̂ and v̂.
    """
    first = parts.get("first", lambda m, g: average(m, g, beta1))
    second = parts.get("second", lambda v, g: average(v, g**2, beta2))
    correct = parts.get("correct", lambda t: 1 - beta2**t)
    move = parts.get("move", lambda m, v: lr * m / (np.sqrt(v) + eps))

    def right(_old, m, g, t):
        return beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)

    ahead = parts.get("ahead", right)

    def update(g, state, t):
        m, v = first(state[0], g), second(state[1], g)
        step = move(ahead(state[0], m, g, t), np.divide(v, correct(t)))
        return -step, (m, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "nadam",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def nadam_uphill(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is added along the gradient, so that the path climbs."""
    return nadam_path(grad, x0, -lr, beta1, beta2, eps, steps)


@misconception("nadam", hint="Where is the look-ahead in your step?")
def nadam_is_adam(grad, x0, lr, beta1, beta2, eps, steps):
    """There is no look-ahead: the step is Adam's."""

    def ahead(_old, m, _g, t):
        return m / (1 - beta1**t)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception(
    "nadam",
    hint="Do both summands of m̂ get the same treatment?",
    family="the summand of the gradient",
)
def nadam_gradient_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    """The gradient's summand of m̂ is not divided by 1 - β1^t."""

    def ahead(_old, m, g, t):
        return beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception(
    "nadam",
    hint="By what share does the gradient enter m, and by what share m̂?",
    family="the summand of the gradient",
)
def nadam_gradient_in_full(grad, x0, lr, beta1, beta2, eps, steps):
    """The weight 1 - β1 is missing before the gradient's summand of m̂."""

    def ahead(_old, m, g, t):
        return beta1 * m / (1 - beta1 ** (t + 1)) + g / (1 - beta1**t)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception(
    "nadam",
    hint="By what share does the old m enter the next one, and by what share m̂?",
)
def nadam_moment_in_full(grad, x0, lr, beta1, beta2, eps, steps):
    """The weight β1 is missing before the summand of m."""

    def ahead(_old, m, g, t):
        return m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception(
    "nadam",
    hint="With which count is the summand of m corrected: with t, or with t + 1?",
    source="Ruder's overview of gradient descent",
    family="how t counts",
    convention=True,
)
def nadam_same_t(grad, x0, lr, beta1, beta2, eps, steps):
    """Both summands of m̂ are corrected for t, that of m too."""

    def ahead(_old, m, g, t):
        return (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception(
    "nadam",
    hint="With which count is the gradient's summand corrected: with t, or with t + 1?",
    family="how t counts",
)
def nadam_later_t(grad, x0, lr, beta1, beta2, eps, steps):
    """Both summands of m̂ are corrected for t + 1, the gradient's too."""

    def ahead(_old, m, g, t):
        return (beta1 * m + (1 - beta1) * g) / (1 - beta1 ** (t + 1))

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception(
    "nadam",
    hint="Which of the two is corrected for t + 1: the moment, or the gradient?",
    family="how t counts",
)
def nadam_counts_swapped(grad, x0, lr, beta1, beta2, eps, steps):
    """The summand of m is corrected for t and that of the gradient for t + 1."""

    def ahead(_old, m, g, t):
        return beta1 * m / (1 - beta1**t) + (1 - beta1) * g / (1 - beta1 ** (t + 1))

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception("nadam", hint="Print t at your first update.", family="how t counts")
def nadam_t_from_zero(grad, x0, lr, beta1, beta2, eps, steps):
    """The count t starts at 0, so that the first corrections divide by 0."""

    def ahead(_old, m, g, t):
        return beta1 * m / (1 - beta1**t) + (1 - beta1) * g / np.float64(
            1 - beta1 ** (t - 1)
        )

    def correct(t):
        return 1 - beta2 ** (t - 1)

    return nadam_path(
        grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead, correct=correct
    )


@misconception("nadam", hint="How large is m after one update, compared with g?")
def nadam_no_correction(grad, x0, lr, beta1, beta2, eps, steps):
    """Neither m̂ nor v is corrected."""
    return nadam_path(
        grad,
        x0,
        lr,
        beta1,
        beta2,
        eps,
        steps,
        ahead=lambda _old, m, g, _t: beta1 * m + (1 - beta1) * g,
        correct=lambda _t: 1.0,
    )


@misconception(
    "nadam", hint="Which of the averages do you correct?", family="how v is corrected"
)
def nadam_second_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    """Only m̂ is corrected; v is used as it is."""
    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, correct=lambda _t: 1.0)


@misconception(
    "nadam",
    hint="Is v̂ the v of Adam?",
    source="Dozat, Algorithm 2",
    family="how v is corrected",
    convention=True,
)
def nadam_second_shrunk(grad, x0, lr, beta1, beta2, eps, steps):
    """The corrected v is multiplied by β2."""
    return nadam_path(
        grad, x0, lr, beta1, beta2, eps, steps, correct=lambda t: (1 - beta2**t) / beta2
    )


@misconception(
    "nadam",
    hint="Is m the average before this update, or after it?",
)
def nadam_of_the_old_moment(grad, x0, lr, beta1, beta2, eps, steps):
    """The look-ahead uses m as it was before this update."""

    def ahead(old, _m, g, t):
        return beta1 * old / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, ahead=ahead)


@misconception("nadam", hint="How often does m meet the gradient of this update?")
def nadam_moment_stored(grad, x0, lr, beta1, beta2, eps, steps):
    """The moment looked ahead is stored as m, so that it meets each gradient twice."""

    def update(g, state, t):
        m, v = average(state[0], g, beta1), average(state[1], g**2, beta2)
        ahead = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        step = ahead / (np.sqrt(v / (1 - beta2**t)) + eps)
        return -lr * step, (ahead, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "nadam",
    hint="Is β1 the same in every update?",
    source="Dozat's schedule; PyTorch and Keras, with 0.004",
    convention=True,
)
def nadam_with_a_schedule(grad, x0, lr, beta1, beta2, eps, steps):
    """The momentum grows by a schedule, μ = β1 (1 - ½ · 0.96^(0.004 t))."""
    product = 1.0

    def decay(t):
        return beta1 * (1 - 0.5 * 0.96 ** (0.004 * t))

    def update(g, state, t):
        nonlocal product
        m, v = average(state[0], g, beta1), average(state[1], g**2, beta2)
        product *= decay(t)
        now, later = decay(t), decay(t + 1)
        ahead = later * m / (1 - product * later) + (1 - now) * g / (1 - product)
        return -lr * ahead / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v)

    return follow(grad, x0, steps, update, (0.0, 0.0))


@misconception(
    "nadam",
    hint="At which point is the gradient of the handout taken?",
    source="the neighbour, Nesterov's momentum, in its first form",
)
def nadam_gradient_ahead(grad, x0, lr, beta1, beta2, eps, steps):
    """The gradient is taken ahead of the point, and the step is Adam's."""
    x = np.array(x0, dtype=float)
    points, m, v = [x], 0.0, 0.0
    for t in range(1, steps + 1):
        scale = np.sqrt(np.divide(v, 1 - beta2 ** max(t - 1, 1))) + eps
        g = np.asarray(grad(x - lr * beta1 * m / scale), dtype=float)
        m, v = average(m, g, beta1), average(v, g**2, beta2)
        x = x - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
        points.append(x)
    return np.array(points)


@misconception("nadam", hint="Which of the two averages should be the slower one?")
def nadam_betas_swapped(grad, x0, lr, beta1, beta2, eps, steps):
    """β1 is used for the squares and β2 for the gradients."""
    return nadam_path(grad, x0, lr, beta2, beta1, eps, steps)


@misconception(
    "nadam", hint="What happens to your first step if f is multiplied by 100?"
)
def nadam_without_root(grad, x0, lr, beta1, beta2, eps, steps):
    """The step is divided by v̂ + ε, without the root."""

    def move(m, v):
        return lr * m / (v + eps)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "nadam",
    hint="Does each coordinate have a v of its own? Print its shape.",
)
def nadam_one_rate_for_all(grad, x0, lr, beta1, beta2, eps, steps):
    """One v serves all coordinates: the average of the squared length of g."""

    def second(v, g):
        return average(v, np.sum(g**2), beta2)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, second=second)


@misconception(
    "nadam",
    hint="Is ε added before the root is taken or afterwards?",
    family="where eps stands",
    convention=True,
)
def nadam_eps_under_the_root(grad, x0, lr, beta1, beta2, eps, steps):
    """ε is added under the root."""

    def move(m, v):
        return lr * m / np.sqrt(v + eps)

    return nadam_path(grad, x0, lr, beta1, beta2, eps, steps, move=move)


@misconception(
    "nadam",
    hint="What does your code do for a coordinate that never gets a gradient?",
    family="where eps stands",
)
def nadam_eps_forgotten(grad, x0, lr, beta1, beta2, eps, steps):
    """There is no ε, so that a coordinate without gradient becomes nan."""
    del eps
    return nadam_path(grad, x0, lr, beta1, beta2, 0.0, steps)


@misconception(
    "nadam", hint="What does np.zeros_like give for a start of whole numbers?"
)
def nadam_memory_of_integers(grad, x0, lr, beta1, beta2, eps, steps):
    """For a start of whole numbers m and v are integers and cut off digits."""
    dtype = np.asarray(x0).dtype

    def first(m, g):
        return average(m, g, beta1).astype(dtype)

    def second(v, g):
        return average(v, g**2, beta2).astype(dtype)

    return nadam_path(
        grad, x0, lr, beta1, beta2, eps, steps, first=first, second=second
    )


@misconception("nadam", hint="Print x0 after your function has returned.")
def nadam_moves_the_start(grad, x0, lr, beta1, beta2, eps, steps):
    """The caller's x0 is moved along, by `x -= ...` on the argument itself."""
    path = nadam_path(grad, x0, lr, beta1, beta2, eps, steps)
    if isinstance(x0, np.ndarray) and x0.ndim:
        x0[...] = path[-1]
    return path
