"""Known mistakes of assignment 10, each small and honest enough to have been made."""

# ruff: noqa: F401 - mistakes are found by their names in this module

import itertools

import numpy as np

from grader.checks import Callback, Seeded
from grader.diagnosis.misconception import misconception

from .interior_mistakes import (
    a_hundred_gradient_steps,
    all_points_returned,
    barrier_weighed,
    barrier_weighed_in_the_method,
    barrier_without_its_minus,
    corner_for_every_t,
    corner_returned,
    decimal_logarithm,
    diagonal_alone,
    equality_is_enough,
    first_t_for_all,
    first_t_skipped,
    full_steps_through_the_wall,
    gap_without_rows,
    gradient_times_itself,
    gradient_with_a_minus,
    gradient_with_squares,
    hessian_with_a_minus,
    last_point_only,
    matrix_forgotten,
    maximised,
    mean_over_the_rows,
    method_without_weight,
    mu_added,
    one_centring_more,
    one_step_for_each_centring,
    one_step_for_each_t,
    outside_of_every_wall,
    path_to_the_maximum,
    point_and_weight,
    points_as_columns,
    single_nan_outside,
    slacks_cut_off,
    slacks_not_squared,
    slacks_the_wrong_way_round,
    start_at_one,
    start_in_the_path,
    stopped_at_a_decrement_of_one,
    stopped_at_a_short_move,
    stopped_before_centring,
    straight_to_the_end,
    ts_sorted,
    unknowns_for_rows,
    value_is_nan_outside,
    wall_counts_as_inside,
    weighed_twice,
    weight_forgotten,
    zeros_outside,
)
from .optimality_mistakes import (
    both_in_one_vector,
    bound_without_minus,
    diagonal_of_the_hessian,
    equations_ignored,
    exactly_stationary,
    feasibility_forgotten,
    feasibility_the_wrong_way_round,
    four_numbers,
    gradient_projected,
    hessian_doubled,
    hessian_inverted,
    hessian_inverted_somehow,
    hessian_made_invertible,
    largest_entry_for_the_norm,
    largest_of_each_added_up,
    length_of_all_violations,
    multipliers_first,
    multipliers_of_any_sign,
    multipliers_of_other_sign,
    multipliers_subtracted,
    nan_for_nothing,
    negative_multipliers_accepted,
    negative_multipliers_cut_off,
    plus_infinity,
    positive_multipliers_punished,
    residual_scaled,
    right_side_without_minus,
    room_counts_as_violation,
    slackness_as_the_smaller,
    slackness_forgotten,
    slackness_summed,
    slackness_with_its_sign,
    slightly_negative_accepted,
    stationarity_as_a_length,
    stationarity_forgotten,
    stationarity_not_asked,
    stationarity_with_its_sign,
    stationarity_with_minus,
    step_projected_afterwards,
    tolerance_of_allclose,
    tolerance_of_size_c,
    tolerance_without_scale,
    violations_added_up,
    zero_for_nothing,
    zeros_refused,
)


def _drawn(seed):
    """Return a whole number from -3 to 3."""
    return float(int(seed) % 7 - 3)


def _ask(function, text, n, seed):
    """Return the arguments of is_convex for a function of a number."""
    return (
        Callback(function, "f", shapes=((),), text=text),
        Callback(_drawn, "sample", shapes=((),), text="sample(seed) = seed % 7 - 3"),
        n,
        Seeded(seed),
    )


_TWO_SIDED = (np.array([1.0]), np.array([[1.0], [-1.0]]), np.array([1.0, 1.0]))
_LOW = (np.array([1.0]), np.array([[1.0], [-1.0]]), np.array([3.0, 0.0]))
_TRIANGLE = (
    np.array([1.0, 2.0]),
    np.array([[-1.0, 0.0], [0.0, -1.0], [1.0, 1.0]]),
    np.array([0.0, 0.0, 4.0]),
)
_FLOOR = (np.array([1.0]), np.array([[-1.0]]), np.array([-1.0]))
_QUADRANT = (
    np.array([1.0, 1.0]),
    np.array([[-1.0, 0.0], [0.0, -1.0]]),
    np.array([-1.0, -2.0]),
)
_AXES = np.array([[-1.0, 0.0], [0.0, -1.0], [1.0, 0.0]]), np.array([-1.0, -2.0, 5.0])
_ZERO, _ONE = np.array([0.0]), np.array([1.0])

EXAMPLES = {
    "is_convex": [
        _ask(lambda x: x * x, "f(x) = x²", 5, 0),
        _ask(lambda x: -x * x, "f(x) = -x²", 5, 0),
        _ask(lambda x: 0.0 * x, "f(x) = 0", 5, 0),
        _ask(lambda x: 2 * x + 1, "f(x) = 2x + 1", 5, 0),
        _ask(lambda x: x**3, "f(x) = x³", 20, 0),
        _ask(lambda x: -abs(x), "f(x) = -|x|", 20, 0),
        _ask(lambda x: 0.1 * x + 0.3, "f(x) = x/10 + 3/10", 20, 0),
        _ask(lambda x: 7e8 * x / 3, "f(x) = 7·10⁸ x/3", 20, 0),
    ],
    "log_barrier": [
        (*_LOW[1:], _ONE),
        (*_LOW[1:], np.array([2.0])),
        (*_TRIANGLE[1:], np.array([1.0, 1.0])),
        (*_TRIANGLE[1:], np.array([1.0, 2.0])),
        (*_LOW[1:], np.array([4.0])),
        (*_LOW[1:], np.array([3.0])),
        (*_TRIANGLE[1:], np.array([3.0, 2.0])),
    ],
    "central_path": [
        (*_TWO_SIDED, _ZERO, np.array([0.75])),
        (*_TWO_SIDED, _ZERO, np.array([0.75, 4 / 3])),
        (*_TWO_SIDED, _ZERO, np.array([2.4])),
        (*_LOW, _ONE, np.array([1.0, 10.0])),
        (*_TRIANGLE, np.array([1.0, 1.0]), np.array([1.0])),
        (*_TRIANGLE, np.array([1.0, 1.0]), np.array([1.0, 10.0])),
        (*_TRIANGLE, np.array([1.0, 1.0]), np.array([10.0, 1.0])),
        (*_TRIANGLE, np.array([3.9, 0.05]), np.array([100.0])),
    ],
    "barrier_method": [
        (*_TWO_SIDED, _ZERO, 2 / 3, 2.0, 2.0),
        (*_TWO_SIDED, _ZERO, 1.0, 2.0, 3.0),
        (*_TWO_SIDED, _ZERO, 1.0, 2.0, 1.0),
        (*_TWO_SIDED, _ZERO, 1.0, 3.0, 0.5),
        (*_TWO_SIDED, _ZERO, 2.0, 10.0, 0.15),
        (*_TRIANGLE, np.array([1.0, 1.0]), 1.0, 10.0, 0.25),
        (*_TRIANGLE, np.array([1.0, 1.0]), 2.0, 5.0, 0.1),
    ],
    "equality_newton_step": [
        (np.diag([2.0, 4.0]), np.array([6.0, 4.0]), np.array([[1.0, 1.0]])),
        (np.diag([1.0, 1.0]), np.array([1.0, 0.0]), np.array([[1.0, 1.0]])),
        (np.diag([1.0, 3.0]), np.array([1.0, 0.0]), np.array([[1.0, 1.0]])),
        (
            np.array([[2.0, 1.0], [1.0, 2.0]]),
            np.array([3.0, 0.0]),
            np.array([[1.0, 2.0]]),
        ),
        (
            np.array([[1.0, -1.0], [-1.0, 1.0]]),
            np.array([2.0, 0.0]),
            np.array([[1.0, 1.0]]),
        ),
        (
            np.diag([1.0, 2.0, 4.0]),
            np.array([1.0, 2.0, 3.0]),
            np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]),
        ),
    ],
    "dual_value": [
        (*_FLOOR, np.array([1.0])),
        (*_FLOOR, np.array([2.0])),
        (*_FLOOR, np.array([-1.0])),
        (*_QUADRANT, np.array([1.0, 1.0])),
        (*_QUADRANT, np.array([1.0, 0.0])),
        (*_TRIANGLE, np.array([1.0, 2.0, 0.0])),
        (*_TRIANGLE, np.array([0.0, 1.0, -1.0])),
        (*_TRIANGLE, np.array([1.0, 2.0, -1e-12])),
        (np.array([3.0, 4.0]), *_AXES, np.array([3.0, 4.0, 4e-9])),
        (np.array([3.0, 4.0]), *_AXES, np.array([3.0, 4.0, 6e-9])),
        (np.array([0.5, 0.0]), *_AXES, np.array([0.5, 0.0, 8e-10])),
        (np.array([0.0, 0.0]), *_AXES, np.array([8e-10, 8e-10, 0.0])),
    ],
    "kkt_residual": [
        (*_FLOOR, np.array([1.5]), np.array([0.75])),
        (*_FLOOR, np.array([1.0]), np.array([1.0])),
        (*_FLOOR, np.array([0.0]), np.array([0.5])),
        (*_FLOOR, np.array([1.0]), np.array([3.0])),
        (*_FLOOR, np.array([3.0]), np.array([1.0])),
        (*_QUADRANT, np.array([1.0, 2.0]), np.array([1.0, 0.5])),
        (*_QUADRANT, np.array([2.0, 3.0]), np.array([1.0, 1.0])),
        (*_TRIANGLE, np.array([4.0, 0.0]), np.array([0.0, 1.0, -1.0])),
        (*_TRIANGLE, np.array([0.0, 0.0]), np.array([0.0, 1.0, -1.0])),
        (*_TRIANGLE, np.array([0.0, 0.0]), np.array([1.0, 2.0, 0.0])),
    ],
    "nonnegative_least_squares": [
        (np.array([[2.0]]), np.array([4.0])),
        (np.array([[2.0]]), np.array([-4.0])),
        (np.eye(2), np.array([3.0, -1.0])),
        (np.array([[1.0, 1.0], [0.0, 1.0]]), np.array([1.0, -1.0])),
        (np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([3.0, 2.0])),
        (
            np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]]),
            np.array([1.0, -2.0, 3.0]),
        ),
    ],
}
"""Simple inputs, on the first of which a wrong answer is shown."""


# ---------------------------------------------------------------------------- is_convex

THETAS = np.arange(1, 10) / 10


def room(f_x, f_y):
    """Return what rounding may do to a chord."""
    return 1e-9 * max(1.0, abs(f_x), abs(f_y))


def above(value, theta, f_x, f_y):
    """Tell whether a value lies above the chord."""
    return value > theta * f_x + (1 - theta) * f_y + room(f_x, f_y)


def seeded(rng):
    """Return a seed."""
    return int(rng.integers(2**31))


def ends(sample, rng):
    """Return both ends of a new segment."""
    x = np.asarray(sample(seeded(rng)), dtype=float)[()]
    return x, np.asarray(sample(seeded(rng)), dtype=float)[()]


def bent(f, x, y, *, violates=above, thetas=THETAS):
    """Tell whether a segment violates convexity."""
    f_x, f_y = float(f(x)), float(f(y))
    return any(
        violates(float(f(theta * x + (1 - theta) * y)), theta, f_x, f_y)
        for theta in thetas
    )


def tried(f, sample, n, rng, **mistake):
    """Return whether no segment violates convexity, with one mistake."""
    return not any(bent(f, *ends(sample, rng), **mistake) for _ in range(n))


@misconception(
    "is_convex",
    hint="Draw x² and a chord of it. Which of the two lies above?",
)
def below_the_chord_is_bad(f, sample, n, rng):
    """The inequality is turned round: a function below its chords is refused."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, theta, f_x, f_y: (
            value < theta * f_x + (1 - theta) * f_y - room(f_x, f_y)
        ),
    )


@misconception(
    "is_convex",
    hint="How long are your segments? Print x and y.",
)
def both_ends_from_one_seed(f, sample, n, rng):
    """Both ends are drawn with one seed, so that they are the same point."""
    for _ in range(n):
        x = np.asarray(sample(seeded(rng)), dtype=float)[()]
        if bent(f, x, x):
            return False
    return True


@misconception(
    "is_convex",
    hint="If θ belongs to x in the point, to which value does it belong in the chord?",
    source="the notes, one of which gives θ to the other point",
)
def weights_of_the_chord_swapped(f, sample, n, rng):
    """In the chord, θ stands with f(y), but in the point with x."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, theta, f_x, f_y: above(value, 1 - theta, f_x, f_y),
    )


@misconception(
    "is_convex",
    hint="What is the height of the chord in the middle between f(x) = 4 and f(y) = 6?",
)
def ends_added_without_weights(f, sample, n, rng):
    """The value is compared with f(x) + f(y), without weights."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, _, f_x, f_y: value > f_x + f_y + room(f_x, f_y),
    )


@misconception(
    "is_convex",
    hint="A line is exactly its own chord. Does your code say so, too?",
    family="no room for rounding",
)
def no_room_for_rounding(f, sample, n, rng):
    """There is no room for rounding, so that straight lines seem bent."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, theta, f_x, f_y: value > theta * f_x + (1 - theta) * f_y,
    )


@misconception(
    "is_convex",
    hint="How large is the rounding of a number of the size 10⁹?",
    family="no room for rounding",
)
def room_of_fixed_size(f, sample, n, rng):
    """The room for rounding is 1e-9, however large the values are."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, theta, f_x, f_y: (
            value > theta * f_x + (1 - theta) * f_y + 1e-9
        ),
    )


@misconception(
    "is_convex",
    hint="Is a straight line convex?",
    source="strict convexity",
    convention=True,
)
def strictly_convex(f, sample, n, rng):
    """Touching the chord is refused: this asks for strict convexity."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, theta, f_x, f_y: (
            value >= theta * f_x + (1 - theta) * f_y - room(f_x, f_y)
        ),
    )


@misconception(
    "is_convex",
    hint="Is x³ convex? It never rises above the higher one of two ends.",
    source="quasiconvexity",
)
def below_the_higher_end(f, sample, n, rng):
    """Values are compared with the larger of f(x) and f(y), not with the chord."""
    return tried(
        f,
        sample,
        n,
        rng,
        violates=lambda value, _, f_x, f_y: value > max(f_x, f_y) + room(f_x, f_y),
    )


@misconception(
    "is_convex",
    hint="After how many segments may you say True?",
    family="which segments decide",
)
def one_good_segment_is_enough(f, sample, n, rng):
    """The first segment decides, whatever the others would say."""
    return tried(f, sample, min(n, 1), rng)


@misconception(
    "is_convex",
    hint="If a segment violates convexity and the next does not, what do you say?",
    family="which segments decide",
)
def last_segment_decides(f, sample, n, rng):
    """A segment without violation undoes what an earlier one has shown."""
    return not [bent(f, *ends(sample, rng)) for _ in range(n)][-1]


@misconception(
    "is_convex",
    hint="How many segments have to violate convexity before you say no?",
    family="which segments decide",
)
def majority_decides(f, sample, n, rng):
    """It says no only if more than half of the segments violate convexity."""
    return 2 * sum(bent(f, *ends(sample, rng)) for _ in range(n)) <= n


@misconception(
    "is_convex",
    hint="Which θ do you try? At the ends, chord and function always agree.",
)
def ends_alone_tried(f, sample, n, rng):
    """Only θ = 0 and θ = 1 are tried, where nothing can be seen."""
    return tried(f, sample, n, rng, thetas=(0.0, 1.0))


@misconception(
    "is_convex",
    hint="Does your answer say that f is convex, or that it is not?",
)
def answer_negated(f, sample, n, rng):
    """True is returned if a violation was found."""
    return not tried(f, sample, n, rng)


@misconception(
    "is_convex",
    hint="Call your function with two generators in different states and compare the "
    "points.",
    family="where the seeds come from",
)
def seeds_counted(f, sample, n, rng):
    """The seeds are 0, 1, 2, …, and rng is not used."""
    del rng
    return not any(
        bent(f, *(np.asarray(sample(2 * k + i), dtype=float)[()] for i in (0, 1)))
        for k in range(n)
    )


@misconception(
    "is_convex",
    hint="Call your function with two generators in different states and compare the "
    "points.",
    family="where the seeds come from",
)
def own_generator(f, sample, n, rng):
    """The seeds come from a generator with a fixed seed of its own."""
    del rng
    return tried(f, sample, n, np.random.default_rng(0))


@misconception(
    "is_convex",
    hint="From which range are the seeds drawn?",
    family="where the seeds come from",
)
def seeds_below_a_thousand(f, sample, n, rng):
    """The seeds are drawn from 0 to 999."""
    for _ in range(n):
        pair = (sample(int(rng.integers(1000))) for _ in range(2))
        if bent(f, *(np.asarray(each, dtype=float)[()] for each in pair)):
            return False
    return True


@misconception(
    "is_convex",
    hint="How many seeds do n segments need, if both ends are drawn anew?",
)
def chain_of_segments(f, sample, n, rng):
    """The end of a segment is the start of the next one."""
    x = np.asarray(sample(seeded(rng)), dtype=float)[()]
    for _ in range(n):
        y, x = x, np.asarray(sample(seeded(rng)), dtype=float)[()]
        if bent(f, x, y):
            return False
    return True


@misconception("is_convex", hint="What does sample take: a number or a generator?")
def generator_for_a_seed(f, sample, n, rng):
    """The generator itself is given to sample, not a seed."""
    return not any(
        bent(f, *(np.asarray(sample(rng), dtype=float)[()] for _ in range(2)))
        for _ in range(n)
    )


# ----------------------------------------------------------- nonnegative_least_squares


def unconstrained(A, b):
    """Return the least squares solution without the constraint."""
    return np.linalg.lstsq(A, b, rcond=None)[0]


def fitted(A, b):
    """Return the least squares solution without negatives, by trying all supports."""
    A, b = np.array(A, dtype=np.float64), np.array(b, dtype=np.float64)
    best = np.zeros(A.shape[1])
    for kept in itertools.product((False, True), repeat=A.shape[1]):
        keep = np.array(kept)
        x = np.zeros(len(keep))
        x[keep] = unconstrained(A[:, keep], b)
        if (x >= 0).all() and miss(A, b, x) < miss(A, b, best):
            best = x
    return best


def miss(A, b, x):
    """Return |Ax - b|."""
    return float(np.linalg.norm(A @ x - b))


@misconception(
    "nonnegative_least_squares",
    hint="If one entry is held at 0, are the others still where they should be?",
    family="negatives are cut off",
)
def negatives_cut_off(A, b):
    """Negative entries of the unconstrained solution are set to 0."""
    return np.maximum(unconstrained(A, b), 0)


@misconception(
    "nonnegative_least_squares",
    hint="If one entry is held at 0, are the others still where they should be? And "
    "has AᵀA an inverse if A has more columns than rows?",
    family="negatives are cut off",
)
def normal_equations_cut_off(A, b):
    """The normal equations are solved, and negative entries set to 0."""
    return np.maximum(np.linalg.solve(A.T @ A, A.T @ b), 0)


@misconception(
    "nonnegative_least_squares",
    hint="Has your x negative entries?",
)
def constraint_forgotten(A, b):
    """The constraint is forgotten: this is plain least squares."""
    return unconstrained(A, b)


@misconception(
    "nonnegative_least_squares",
    hint="Is |-2| nearer to the optimum than 0?",
)
def signs_dropped(A, b):
    """The signs of the unconstrained solution are dropped."""
    return np.abs(unconstrained(A, b))


@misconception(
    "nonnegative_least_squares",
    hint="What is the gradient of |Ax - b|²: Aᵀ(Ax - b) or Aᵀ(Ax + b)?",
    rtol=1e-6,
)
def sign_of_b(A, b):
    """The sign of b is lost: |Ax + b|² is minimised."""
    return fitted(A, -np.asarray(b))


@misconception(
    "nonnegative_least_squares",
    hint="After leaving out columns, are the other entries still positive?",
    family="columns are left out once and for all",
)
def negatives_left_out_once(A, b):
    """Columns with negative entries are left out once, then negatives are cut off."""
    keep = unconstrained(A, b) > 0
    x = np.zeros(len(keep))
    x[keep] = unconstrained(A[:, keep], b)
    return np.maximum(x, 0)


@misconception(
    "nonnegative_least_squares",
    hint="At your answer, is w_j <= 0 for all entries that are 0?",
    family="columns are left out once and for all",
)
def left_out_for_ever(A, b):
    """Columns with negative entries are left out again and again; none comes back."""
    keep = np.ones(A.shape[1], dtype=bool)
    while True:
        x = np.zeros(len(keep))
        x[keep] = unconstrained(A[:, keep], b)
        if (x >= 0).all():
            return x
        keep &= x > 0


@misconception(
    "nonnegative_least_squares",
    hint="How large is w where x is positive, after your last step?",
    family="the search ends too early",
)
def a_dozen_steps(A, b):
    """A dozen steps of projected gradient descent are made."""
    x, rate = np.zeros(A.shape[1]), 1 / np.linalg.norm(A, 2) ** 2
    for _ in range(12):
        x = np.maximum(x + rate * A.T @ (b - A @ x), 0)
    return x


@misconception(
    "nonnegative_least_squares",
    hint="What do entries do in gradient descent after having been cut off once?",
)
def projected_at_the_end(A, b):
    """Gradient descent runs free, and is projected only after the last step."""
    x, rate = np.zeros(A.shape[1]), 0.5 / np.linalg.norm(A, 2) ** 2
    for _ in range(60):
        x = x + rate * A.T @ (b - A @ x)
    return np.maximum(x, 0)


@misconception(
    "nonnegative_least_squares",
    hint="Does anything but |Ax - b|² enter your objective?",
    source="ridge regression",
    rtol=1e-6,
)
def ridge_added(A, b):
    """A penalty |x|² is added."""
    n = A.shape[1]
    return fitted(np.vstack([A, np.eye(n)]), np.concatenate([b, np.zeros(n)]))


@misconception(
    "nonnegative_least_squares",
    hint="Do the entries have to add up to 1?",
    source="the simplex",
    rtol=1e-6,
)
def made_to_add_up_to_one(A, b):
    """The entries are divided by their sum."""
    x = fitted(A, b)
    return x / (x.sum() or 1.0)


@misconception(
    "nonnegative_least_squares", hint="Which sign are the entries to have?", rtol=1e-6
)
def made_negative(A, b):
    """The constraint is x <= 0."""
    return -fitted(-A, b)


@misconception(
    "nonnegative_least_squares",
    hint="Can two columns together do better than the best one alone?",
)
def best_column_alone(A, b):
    """Only the one column that helps most is used."""
    x = np.zeros(A.shape[1])
    gains = np.maximum(A.T @ b, 0) / np.linalg.norm(A, axis=0)
    j = int(np.argmax(gains))
    x[j] = max(float(A[:, j] @ b), 0.0) / float(A[:, j] @ A[:, j])
    return x


@misconception(
    "nonnegative_least_squares",
    hint="Start at x = 0 with x = z²: what is the slope in z there?",
)
def squares_from_zero(A, b):
    """X is written as z² and descent starts at z = 0, where it cannot leave."""
    del b
    return np.zeros(A.shape[1])
