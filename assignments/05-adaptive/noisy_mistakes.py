"""Known mistakes in AdaSecant and vSGD whose outcome shows them.

What their papers leave open is no mistake, and neither is what ends at the minimum.
"""

import numpy as np

from grader.diagnosis import misconception

from .following import follow

# --- adasecant -----------------------------------------------------------------------

MEMORY = 20
"""The shortest memory of the averages."""


def over(a, b):
    """Return a/b, and 0 where b is 0."""
    return np.where(b != 0, np.divide(a, np.where(b != 0, b, 1)), 0.0)


def direction(g):
    """Return a gradient over its length."""
    return over(g, np.sqrt(np.sum(g**2)))


def secant(g, d, a, ad):
    """Return the rate of AdaSecant from pairs of averages, plain and of squares."""
    del g
    covariance = ad - a[0] * d[0]
    return over(np.sqrt(d[1] * a[1]) - covariance, a[1])


def secant_path(grad, x0, steps, along=direction, rate=secant, sign=1.0, memory=MEMORY):
    """Return a path of AdaSecant, of which one part may be another.

    Args:
        grad: as in the exercise.
        x0: as in the exercise.
        steps: as in the exercise.
        along: what is made of a gradient before it is used.
        rate: what is made of the averages of g, d, a and ad.
        sign: -1 for uphill.
        memory: the shortest memory.
    """

    def update(g, state, t):
        g = along(g)
        if t == 1:
            d = -sign * np.sign(g)
            return d, (g, d, 0.0, np.ones_like(g))
        last, step, old, tau = state
        a, b = g - last, last - (old[0] if t > 2 else 0.0)
        z = np.array([g, g**2, step, step**2, a, a**2, a * step, a * b, b**2])
        averages = old + (z - old) / tau
        mean, _, d1, d2, a1, a2, ad, ab, b2 = averages
        w = np.clip(-over(ab, b2), 0, 0.6)
        share = rate(g, (d1, d2), (a1, a2), ad)
        share = np.where(a2 > 0, np.minimum(share, 1), 1)
        tau = np.maximum((1 - over(d1**2, d2)) * tau + 1, memory)
        d = -sign * share * (g + w * (mean - g))
        return d, (g, d, averages, tau)

    return follow(grad, x0, steps, update)


@misconception(
    "adasecant",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def secant_uphill(grad, x0, steps):
    """The step is added along the gradient, so that the path climbs."""
    return secant_path(grad, x0, steps, sign=-1.0)


@misconception("adasecant", hint="Print your rate at each update: does it change?")
def secant_fixed_rate(grad, x0, steps):
    """There is one rate for all times, as in plain gradient descent."""
    return follow(grad, x0, steps, lambda g, _state, _t: (-0.01 * g, None))


@misconception(
    "adasecant",
    hint="Print the length of each of your steps: does it change?",
)
def secant_steps_of_one_length(grad, x0, steps):
    """All steps have the same length: a direction is followed, but no rate found."""
    return follow(grad, x0, steps, lambda g, _state, _t: (-direction(g), None))


@misconception(
    "adasecant",
    hint="As the noise takes over, gradients change more than steps explain: does your "
    "rate then fall?",
)
def secant_upside_down(grad, x0, steps):
    """The steps stay long to the end: the rate does not fall in the noise."""

    def rate(_g, d, a, ad):
        return over(np.sqrt(d[1] * a[1]) - (ad - a[0] * d[0]), d[1])

    return secant_path(grad, x0, steps, rate=rate)


@misconception(
    "adasecant",
    hint="Multiply f by 1000: does your first rate fit the new gradients?",
)
def secant_without_direction(grad, x0, steps):
    """The path depends on the scale of f: gradients are not divided by their length."""
    return secant_path(grad, x0, steps, along=lambda g: g)


@misconception("adasecant", hint="How often do you call grad, and at which points?")
def secant_gradient_of_the_start(grad, x0, steps):
    """The gradient is asked for at the start only, and used for ever."""
    g = np.asarray(grad(np.array(x0, dtype=float)), dtype=float)
    return secant_path(lambda _x: g, x0, steps)


@misconception(
    "adasecant", hint="Which points does the path hold: yours, or means of them?"
)
def secant_means_of_the_path(grad, x0, steps):
    """The path holds the mean of all points so far instead of the points."""
    path = secant_path(grad, x0, steps)
    count = np.arange(1, len(path) + 1).reshape(-1, *[1] * (path.ndim - 1))
    return np.cumsum(path, axis=0) / count


@misconception("adasecant", hint="What is the first point of your path?")
def secant_without_the_start(grad, x0, steps):
    """The path begins after the first update: the start is missing."""
    return secant_path(grad, x0, steps)[1:]


@misconception("adasecant", hint="Print x0 after your function has returned.")
def secant_moves_the_start(grad, x0, steps):
    """The caller's x0 is moved along, by `x -= ...` on the argument itself."""
    path = secant_path(grad, x0, steps)
    if isinstance(x0, np.ndarray) and x0.ndim:
        x0[...] = path[-1]
    return path


@misconception("adasecant", hint="What does np.array(x0) give for whole numbers?")
def secant_path_of_integers(grad, x0, steps):
    """For a start of whole numbers the points lose their decimals."""
    if np.asarray(x0).dtype.kind != "i":
        return secant_path(grad, x0, steps)
    points = [np.array(x0)]
    for _ in range(steps):
        step = np.diff(secant_path(grad, points[-1], 1), axis=0)[0]
        points.append((points[-1] + step).astype(int))
    return np.array(points)


# --- vsgd ----------------------------------------------------------------------------


def share_of_signal(g, v, h):
    """Return the rate of vSGD from the averages of g, of its square and of |h|."""
    return over(g**2, h * v)


def fading(tau, signal):
    """Return the memory that follows."""
    return np.maximum((1 - signal) * tau + 1, 2)


def vsgd_path(
    grad_i,
    hess_diag_i,
    theta0,
    n,
    steps,
    rng,
    rate=share_of_signal,
    memory=fading,
    draw=None,
):
    """Return a path of vSGD, of which one part may be another.

    Args:
        grad_i: as in the exercise.
        hess_diag_i: as in the exercise.
        theta0: as in the exercise.
        n: as in the exercise.
        steps: as in the exercise.
        rng: as in the exercise.
        rate: what is made of the averages ḡ, v̄ and h̄.
        memory: the next memory of the present one and of ḡ²/v̄.
        draw: the number of the next example.
    """
    draw = draw or (lambda: int(rng.integers(n)))

    def sample(theta):
        i = draw()
        g = np.asarray(grad_i(theta, i), dtype=float)
        return g, np.abs(np.asarray(hess_diag_i(theta, i), dtype=float))

    theta = np.array(theta0, dtype=float)
    first = [sample(theta) for _ in range(10)]
    g_bar = np.mean([g for g, _ in first], axis=0)
    v_bar = 2 * np.mean([g**2 for g, _ in first], axis=0)
    h_bar = 2 * np.mean([h for _, h in first], axis=0)
    tau = np.full(theta.shape, 10.0)
    points = [theta]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(steps):
            g, h = sample(theta)
            g_bar = g_bar + (g - g_bar) / tau
            v_bar = v_bar + (g**2 - v_bar) / tau
            h_bar = h_bar + (h - h_bar) / tau
            theta = theta - rate(g_bar, v_bar, h_bar) * g
            tau = memory(tau, over(g_bar**2, v_bar))
            points.append(theta)
    return np.array(points)


@misconception(
    "vsgd",
    hint="In which direction does a gradient point: uphill or downhill?",
    source="S1's update code",
)
def vsgd_uphill(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The step is added along the gradient, so that the path climbs."""

    def rate(g, v, h):
        return -share_of_signal(g, v, h)

    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng, rate=rate)


@misconception("vsgd", hint="Print your rates at each update: do they change?")
def vsgd_fixed_rate(grad_i, hess_diag_i, theta0, n, steps, rng):
    """There is one rate for all times and coordinates, as in plain SGD."""
    return vsgd_path(
        grad_i, hess_diag_i, theta0, n, steps, rng, rate=lambda _g, _v, _h: 0.01
    )


@misconception(
    "vsgd", hint="Which part of your rate knows how noisy the gradients are?"
)
def vsgd_variance_forgotten(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The rate is 1/h̄ throughout: the share of the signal, ḡ²/v̄, is missing."""
    return vsgd_path(
        grad_i,
        hess_diag_i,
        theta0,
        n,
        steps,
        rng,
        rate=lambda _g, _v, h: 1 / h,
        memory=lambda tau, _signal: np.ones_like(tau),
    )


@misconception("vsgd", hint="In which unit is your rate measured?")
def vsgd_curvature_forgotten(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The curvature is missing: the rate is ḡ²/v̄, a number without a unit."""
    return vsgd_path(
        grad_i, hess_diag_i, theta0, n, steps, rng, rate=lambda g, v, _h: over(g**2, v)
    )


@misconception("vsgd", hint="Should a steep coordinate have a large rate or a small?")
def vsgd_times_the_curvature(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The rate is multiplied with the curvature instead of divided by it."""
    return vsgd_path(
        grad_i,
        hess_diag_i,
        theta0,
        n,
        steps,
        rng,
        rate=lambda g, v, h: over(g**2, v) * h,
    )


@misconception(
    "vsgd", hint="Multiply f by 10: by how much does your first rate change?"
)
def vsgd_mean_not_squared(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The mean of the gradient is not squared: the rate is |ḡ|/(h̄ v̄)."""
    return vsgd_path(
        grad_i,
        hess_diag_i,
        theta0,
        n,
        steps,
        rng,
        rate=lambda g, v, h: over(np.abs(g), h * v),
    )


@misconception(
    "vsgd", hint="Of ḡ² and v̄, which one is larger? Can your rate exceed 1/h̄?"
)
def vsgd_upside_down(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The fraction is upside down: the rate grows with the noise."""
    return vsgd_path(
        grad_i,
        hess_diag_i,
        theta0,
        n,
        steps,
        rng,
        rate=lambda g, v, h: over(v, h * g**2),
    )


@misconception("vsgd", hint="Does each coordinate have a rate of its own?")
def vsgd_one_rate_for_all(grad_i, hess_diag_i, theta0, n, steps, rng):
    """One rate serves all coordinates: that of the sums, over the largest curvature."""

    def rate(g, v, h):
        return np.sum(g**2) / (np.max(h) * np.sum(v))

    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng, rate=rate)


@misconception(
    "vsgd", hint="Far from the minimum and without noise: should your rate fall?"
)
def vsgd_by_the_clock(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The rate is the same share of 1/h̄ in all coordinates, and falls with time."""
    count = 0

    def rate(_g, _v, h):
        nonlocal count
        count += 1
        return 1 / (h * count)

    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng, rate=rate)


@misconception("vsgd", hint="What does your memory do when there is nothing but noise?")
def vsgd_memory_stays(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The memory stays as it is, so that the rates stop falling."""
    return vsgd_path(
        grad_i, hess_diag_i, theta0, n, steps, rng, memory=lambda tau, _signal: tau
    )


@misconception("vsgd", hint="Does much signal ask for a long memory, or for a short?")
def vsgd_memory_of_the_signal(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The memory shrinks where there is noise: ḡ²/v̄ stands where 1 - ḡ²/v̄ should."""

    def memory(tau, signal):
        return np.maximum(signal * tau + 1, 2)

    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng, memory=memory)


@misconception("vsgd", hint="Print the number of the example at each update.")
def vsgd_one_example(grad_i, hess_diag_i, theta0, n, steps, rng):
    """One example is drawn once and used for ever."""
    i = int(rng.integers(n))
    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng, draw=lambda: i)


@misconception(
    "vsgd", hint="What are the numbers of the first and of the last example?"
)
def vsgd_examples_from_one(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The examples are numbered from 1 to n instead of from 0 to n-1."""
    return vsgd_path(
        grad_i,
        hess_diag_i,
        theta0,
        n,
        steps,
        rng,
        draw=lambda: int(rng.integers(1, n + 1)),
    )


@misconception("vsgd", hint="Which numbers does rng.integers(1, n) give?")
def vsgd_never_the_first(grad_i, hess_diag_i, theta0, n, steps, rng):
    """One example is never drawn."""
    return vsgd_path(
        grad_i, hess_diag_i, theta0, n, steps, rng, draw=lambda: int(rng.integers(1, n))
    )


@misconception("vsgd", hint="Who gives you the randomness?")
def vsgd_seed_of_its_own(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The examples come from a generator with a seed of its own: rng is ignored."""
    del rng
    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, np.random.default_rng(0))


@misconception("vsgd", hint="What is the first point of your path?")
def vsgd_without_the_start(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The path begins after the first update: the start is missing."""
    return vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng)[1:]


@misconception("vsgd", hint="Print theta0 after your function has returned.")
def vsgd_moves_the_start(grad_i, hess_diag_i, theta0, n, steps, rng):
    """The caller's theta0 is moved along, by `theta -= ...` on the argument itself."""
    path = vsgd_path(grad_i, hess_diag_i, theta0, n, steps, rng)
    if isinstance(theta0, np.ndarray) and theta0.ndim:
        theta0[...] = path[-1]
    return path
