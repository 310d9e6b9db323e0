"""Known mistakes about curvature, bounds and the descent lemma."""

import itertools
import math

import numpy as np

from grader.diagnosis import misconception

SMOOTHNESS = "S2, a slide headed 'Smoothness' prints |f(u) - f(w)| <= L|u - w|"
CONVERGES = "S2, 'The sequence converges': its values do"


def real(x):
    """Return a float copy; a number is a number of numpy's."""
    return np.array(x, dtype=float)[()]


def dot(v, w):
    """Return the sum of products, of numbers too."""
    return float(np.vdot(v, w))


def size(v):
    """Return the Euclidean norm."""
    return math.sqrt(dot(v, v))


# --------------------------------------------------------------- lipschitz_step


@misconception(
    "lipschitz_step",
    hint="Where the curvature is -5, how fast does the gradient change?",
    family="other eigenvalue",
)
def sign_counts(H):
    """The largest eigenvalue is taken, whatever the size of the negative ones."""
    return float(1 / np.max(np.linalg.eigvalsh(real(H))))


@misconception(
    "lipschitz_step",
    hint="Which direction limits the step: the flattest or the steepest?",
    family="other eigenvalue",
)
def flattest_direction(H):
    """The eigenvalue of the smallest size is taken."""
    return float(1 / np.min(np.abs(np.linalg.eigvalsh(real(H)))))


@misconception(
    "lipschitz_step",
    hint="What does the sum of the diagonal tell you about its largest part?",
    family="no eigenvalue",
)
def sum_of_the_diagonal(H):
    """The trace of H is taken for L."""
    return float(1 / abs(np.trace(real(H))))


@misconception(
    "lipschitz_step",
    hint="numpy.linalg.norm(H) without a second argument: which norm is that?",
    family="no eigenvalue",
)
def root_of_all_squares(H):
    """The Frobenius norm of H is taken for L."""
    return float(1 / np.linalg.norm(real(H)))


@misconception(
    "lipschitz_step",
    hint="For which matrices are row sums eigenvalues?",
    family="no eigenvalue",
)
def largest_row_sum(H):
    """The largest sum of a row, of sizes, is taken for L."""
    return float(1 / np.max(np.sum(np.abs(real(H)), axis=1)))


@misconception(
    "lipschitz_step",
    hint="H with the rows (3, 1) and (1, 3): which entry is its curvature 4?",
    family="no eigenvalue",
)
def largest_entry(H):
    """The largest entry of H is taken for L."""
    return float(1 / np.max(np.abs(real(H))))


@misconception(
    "lipschitz_step",
    hint="H with the rows (3, 1) and (1, 3): along which direction does it bend most?",
    family="no eigenvalue",
)
def largest_on_the_diagonal(H):
    """The largest entry of the diagonal is taken for L."""
    return float(1 / np.max(np.abs(np.diag(real(H)))))


@misconception(
    "lipschitz_step",
    hint="If H is twice as large, should the step be longer or shorter?",
    family="other function of L",
)
def curvature_itself(H):
    """L is returned instead of 1/L."""
    return float(np.max(np.abs(np.linalg.eigvalsh(real(H)))))


@misconception(
    "lipschitz_step",
    hint="At 2/L gradient descent begins to run away. Where is its best guarantee?",
    family="other function of L",
)
def limit_of_stability(H):
    """2/L is returned, beyond which gradient descent diverges."""
    return float(2 / np.max(np.abs(np.linalg.eigvalsh(real(H)))))


@misconception(
    "lipschitz_step",
    hint="The eigenvalues of HᵀH are those of H, but for what?",
    family="other function of L",
)
def root_forgotten(H):
    """The largest eigenvalue of HᵀH is taken for L, without its root."""
    return float(1 / np.max(np.linalg.eigvalsh(real(H).T @ real(H))))


@misconception(
    "lipschitz_step", hint="Print H after your function has returned. Is it yours?"
)
def hessian_overwritten(H):
    """The matrix of the caller is overwritten with sizes of entries."""
    step = float(1 / np.max(np.abs(np.linalg.eigvalsh(real(H)))))
    np.abs(H, out=H)
    return step


# ------------------------------------------------------ strong_convexity_factor


def _extremes(H):
    eigenvalues = np.linalg.eigvalsh(real(H))
    return float(eigenvalues[0]), float(eigenvalues[-1])


@misconception(
    "strong_convexity_factor",
    hint="A share that is left lies between 0 and 1. Does yours?",
    family="other ratio",
)
def upside_down(H):
    """1 - L/m is returned."""
    m, L = _extremes(H)
    return 1 - L / m


@misconception(
    "strong_convexity_factor",
    hint="In a round bowl one step is enough. What is left of f - p* then?",
    family="other ratio",
)
def what_is_gained(H):
    """m/L is returned, which is the share that a step takes away."""
    m, L = _extremes(H)
    return m / L


@misconception(
    "strong_convexity_factor",
    hint="Is the condition number the share, or does the share follow from it?",
    family="other ratio",
)
def condition_number(H):
    """L/m is returned."""
    m, L = _extremes(H)
    return L / m


@misconception(
    "strong_convexity_factor",
    hint="For which step is your factor: 1/L, or 2/(m + L)?",
    source="Nesterov 2004, Theorem 2.1.15, for distances at the step 2/(m + L)",
    family="factor of another theorem",
)
def factor_of_the_best_rate(H):
    """(L - m)/(L + m) is returned, which belongs to another step and to distances."""
    m, L = _extremes(H)
    return (L - m) / (L + m)


@misconception(
    "strong_convexity_factor",
    hint="Which steps does your factor belong to: 1/L, or the best one of each line?",
    source="Nocedal & Wright 2006, Theorem 3.3, for exact line search",
    family="factor of another theorem",
)
def factor_of_exact_search(H):
    """((L - m)/(L + m))² is returned, which belongs to exact line search."""
    m, L = _extremes(H)
    return ((L - m) / (L + m)) ** 2


@misconception(
    "strong_convexity_factor",
    hint="The handout bounds values by c^k. Which power of 1 - m/L is c?",
    family="factor of another theorem",
)
def squared_factor(H):
    """(1 - m/L)² is returned."""
    m, L = _extremes(H)
    return (1 - m / L) ** 2


@misconception(
    "strong_convexity_factor",
    hint="The handout bounds values, not distances. Which power of 1 - m/L is c?",
    family="factor of another theorem",
)
def root_of_the_factor(H):
    """√(1 - m/L) is returned."""
    m, L = _extremes(H)
    return math.sqrt(max(0.0, 1 - m / L))


@misconception(
    "strong_convexity_factor",
    hint="Is the smallest entry of the diagonal the smallest curvature?",
    family="no eigenvalues",
)
def extremes_of_the_diagonal(H):
    """The extremes are taken from the diagonal of H."""
    diagonal = np.diag(real(H))
    return float(1 - diagonal.min() / diagonal.max())


@misconception(
    "strong_convexity_factor",
    hint="Are the entries of H curvatures?",
    family="no eigenvalues",
)
def extremes_of_the_entries(H):
    """The smallest and the largest entry of H are taken for m and L."""
    return float(1 - real(H).min() / real(H).max())


@misconception(
    "strong_convexity_factor",
    hint="A round bowl with L = 100: how many steps of 1/100 does it take?",
    family="no eigenvalues",
)
def one_for_m(H):
    """1 - 1/L is returned, as if m were 1."""
    return 1 - 1 / _extremes(H)[1]


@misconception(
    "strong_convexity_factor",
    hint="Print H after your function has returned. Is it yours?",
)
def bowl_overwritten(H):
    """The matrix of the caller is divided by L where it lies."""
    m, L = _extremes(H)
    if H.dtype.kind == "f":
        H /= L
    return 1 - m / L


# -------------------------------------------------------- quadratic_upper_bound


def _pieces(f, grad, x, y):
    x, y = real(x), real(y)
    return float(f(x)), real(grad(x)), y - x


@misconception(
    "quadratic_upper_bound",
    hint="Which bowl has the curvature L: L|y - x|², or half of it?",
    family="other quadratic term",
)
def half_forgotten(f, grad, x, y, L):
    """L |y - x|² is added instead of half of it."""
    value, g, step = _pieces(f, grad, x, y)
    return value + dot(g, step) + L * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="How much does a bowl rise at twice the distance?",
    family="other quadratic term",
)
def distance_not_squared(f, grad, x, y, L):
    """L/2 |y - x| is added, without the square."""
    value, g, step = _pieces(f, grad, x, y)
    return value + dot(g, step) + L / 2 * size(step)


@misconception(
    "quadratic_upper_bound",
    hint="Does your bound change when L does?",
    family="other quadratic term",
)
def curvature_ignored(f, grad, x, y, L):
    """Half of |y - x|² is added, whatever L is."""
    value, g, step = _pieces(f, grad, x, y)
    return value + dot(g, step) + dot(step, step) / 2


@misconception(
    "quadratic_upper_bound",
    hint="Should a larger L give a wider or a narrower bowl?",
    family="other quadratic term",
)
def bowl_of_one_over_l(f, grad, x, y, L):
    """|y - x|² is divided by 2L instead of multiplied by L/2."""
    value, g, step = _pieces(f, grad, x, y)
    return value + dot(g, step) + dot(step, step) / (2 * L)


@misconception(
    "quadratic_upper_bound",
    hint="Is the bowl above f or below it?",
    family="other quadratic term",
)
def bowl_from_below(f, grad, x, y, L):
    """The quadratic term is subtracted, which bounds f from below."""
    value, g, step = _pieces(f, grad, x, y)
    return value + dot(g, step) - L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="What is L-Lipschitz here: f, or its gradient?",
    source=SMOOTHNESS,
    family="other linear term",
)
def plain_lipschitz_continuity(f, grad, x, y, L):
    """f(x) + L |y - x| is returned: f is taken for L-Lipschitz, not its gradient."""
    value, _, step = _pieces(f, grad, x, y)
    return value + L * size(step)


@misconception(
    "quadratic_upper_bound",
    hint="Does your bowl touch f at x, or only meet it there?",
    family="other linear term",
)
def slope_forgotten(f, grad, x, y, L):
    """The term with the gradient is missing."""
    value, _, step = _pieces(f, grad, x, y)
    return value + L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="In the formula, is it y - x or x - y?",
    family="other linear term",
)
def backwards(f, grad, x, y, L):
    """The slope is multiplied with x - y instead of y - x."""
    value, g, step = _pieces(f, grad, x, y)
    return value - dot(g, step) + L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="At which point does the bowl touch f?",
    family="other point",
)
def gradient_at_the_other_end(f, grad, x, y, L):
    """The gradient is taken at y."""
    value, _, step = _pieces(f, grad, x, y)
    return value + dot(real(grad(real(y))), step) + L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="At which point does the bowl touch f?",
    family="other point",
)
def ends_exchanged(f, grad, x, y, L):
    """The points are exchanged: the bowl touches f at y."""
    value, g, step = _pieces(f, grad, y, x)
    return value + dot(g, step) + L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="If you need f(y) to bound f(y), what is the bound good for?",
    family="other point",
)
def value_at_the_other_end(f, grad, x, y, L):
    """f(y) stands where f(x) should."""
    _, g, step = _pieces(f, grad, x, y)
    return float(f(real(y))) + dot(g, step) + L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="Print y after your function has returned.",
)
def difference_in_place(f, grad, x, y, L):
    """The difference y - x is computed in the caller's y."""
    value, g, step = _pieces(f, grad, x, y)
    if np.ndim(y) and y.dtype.kind == "f":
        y -= x
    return value + dot(g, step) + L / 2 * dot(step, step)


@misconception(
    "quadratic_upper_bound",
    hint="A point of two coordinates: is |y - x|² a number or two?",
    family="other quadratic term",
)
def sum_before_square(f, grad, x, y, L):
    """The differences are added before they are squared."""
    value, g, step = _pieces(f, grad, x, y)
    return value + dot(g, step) + L / 2 * float(np.sum(step)) ** 2


# ---------------------------------------------------------- descent_lemma_holds


def steps_of(f, grad, path):
    """Return value, next value and gradient of each step of a path."""
    points = real(path)
    values = [float(f(x)) for x in points]
    gradients = [real(grad(x)) for x in points[:-1]]
    return list(zip(values[:-1], values[1:], gradients, strict=True))


def slack(value):
    """Return the slack of the handout."""
    return 1e-9 * max(1.0, abs(value))


def kept(f, grad, path, promise, allowed=slack):
    """Return for each step whether it keeps a promise."""
    return [
        after <= before - promise(g) + allowed(before)
        for before, after, g in steps_of(f, grad, path)
    ]


def _promise(L):
    return lambda g: dot(g, g) / (2 * L)


@misconception(
    "descent_lemma_holds",
    hint="How low does the bowl get at x - ∇f(x)/L? Put it into the bound.",
    family="other promise",
)
def twice_the_promise(f, grad, path, L):
    """|∇f|²/L is demanded, without the 2."""
    return all(kept(f, grad, path, lambda g: dot(g, g) / L))


@misconception(
    "descent_lemma_holds",
    hint="If the gradient doubles, how does the promise change?",
    family="other promise",
)
def gradient_not_squared(f, grad, path, L):
    """|∇f|/(2L) is demanded, without the square."""
    return all(kept(f, grad, path, lambda g: size(g) / (2 * L)))


@misconception(
    "descent_lemma_holds",
    hint="Does a larger L promise more or less?",
    family="other promise",
)
def promise_times_l(f, grad, path, L):
    """L/2 |∇f|² is demanded."""
    return all(kept(f, grad, path, lambda g: L / 2 * dot(g, g)))


@misconception(
    "descent_lemma_holds",
    hint="Does your answer change with L?",
    family="other promise",
)
def promise_without_l(f, grad, path, L):
    """|∇f|²/2 is demanded, whatever L is."""
    return all(kept(f, grad, path, lambda g: dot(g, g) / 2))


@misconception(
    "descent_lemma_holds",
    hint="Is any decrease enough, or is there a minimal one?",
    family="other promise",
)
def any_decrease(f, grad, path, L):
    """It is enough if f does not rise."""
    return all(kept(f, grad, path, lambda _: 0.0))


@misconception(
    "descent_lemma_holds",
    hint="At which end of a step is the gradient of the promise?",
    family="other promise",
)
def gradient_after_the_step(f, grad, path, L):
    """The gradient is taken at the end of each step."""
    points = real(path)
    values = [float(f(x)) for x in points]
    return all(
        after <= before - _promise(L)(real(grad(x))) + slack(before)
        for (before, after), x in zip(
            itertools.pairwise(values), points[1:], strict=True
        )
    )


@misconception(
    "descent_lemma_holds",
    hint="May one step fail if the others make up for it?",
    family="other steps",
)
def whole_path_at_once(f, grad, path, L):
    """Only the first and the last value are compared, with the sum of all promises."""
    steps = steps_of(f, grad, path)
    promised = sum(_promise(L)(g) for _, _, g in steps)
    if not steps:
        return True
    return steps[-1][1] <= steps[0][0] - promised + slack(steps[0][0])


@misconception(
    "descent_lemma_holds",
    hint="How many steps have to keep the promise: one, or all?",
    family="other steps",
)
def one_step_is_enough(f, grad, path, L):
    """One step that keeps the promise is enough."""
    return any(kept(f, grad, path, _promise(L)))


@misconception(
    "descent_lemma_holds",
    hint="A path of four points has how many steps?",
    family="other steps",
)
def last_step_unseen(f, grad, path, L):
    """The last step is not looked at."""
    return all(kept(f, grad, path, _promise(L))[:-1])


@misconception(
    "descent_lemma_holds",
    hint="A path of four points has how many steps?",
    family="other steps",
)
def first_step_unseen(f, grad, path, L):
    """The first step is not looked at."""
    return all(kept(f, grad, path, _promise(L))[1:])


@misconception(
    "descent_lemma_holds",
    hint="Does your function return from within its loop?",
    family="other steps",
)
def first_step_decides(f, grad, path, L):
    """The loop returns after the first step."""
    return all(kept(f, grad, path, _promise(L))[:1])


@misconception(
    "descent_lemma_holds",
    hint="On a parabola a step of 1/L keeps the promise to the digit. Does yours?",
    family="other slack",
)
def no_slack(f, grad, path, L):
    """There is no slack for rounding."""
    return all(kept(f, grad, path, _promise(L), lambda _: 0.0))


@misconception(
    "descent_lemma_holds",
    hint="How many digits does a value of 1000 have after the point?",
    family="other slack",
)
def slack_of_one_size(f, grad, path, L):
    """The slack is 10⁻⁹, however large the values are."""
    return all(kept(f, grad, path, _promise(L), lambda _: 1e-9))


@misconception(
    "descent_lemma_holds",
    hint="What is your slack where f is 0.0001?",
    family="other slack",
)
def slack_vanishes_with_the_value(f, grad, path, L):
    """The slack is 10⁻⁹ |f| also where |f| is below 1."""
    return all(kept(f, grad, path, _promise(L), lambda value: 1e-9 * abs(value)))


@misconception(
    "descent_lemma_holds",
    hint="What does numpy.isclose call close, if you do not tell it?",
    family="other slack",
)
def slack_of_isclose(f, grad, path, L):
    """The slack is that of numpy.isclose, about 10⁻⁵ of the value."""
    return all(kept(f, grad, path, _promise(L), lambda value: 1e-8 + 1e-5 * abs(value)))


@misconception(
    "descent_lemma_holds",
    hint="Which comparisons with nan are true?",
)
def nan_is_fine(f, grad, path, L):
    """Steps are searched that rise above the promise, and nan is above nothing."""
    return not any(
        after > before - _promise(L)(g) + slack(before)
        for before, after, g in steps_of(f, grad, path)
    )


@misconception(
    "descent_lemma_holds",
    hint="What does the lemma speak of: of the points, or of their values?",
    source=CONVERGES,
    family="points instead of values",
)
def steps_get_shorter(f, grad, path, L):
    """The points are looked at, whose steps have to get shorter, not the values."""
    lengths = [size(step) for step in np.diff(real(path), axis=0)]
    return all(later <= sooner + 1e-9 for sooner, later in itertools.pairwise(lengths))


@misconception(
    "descent_lemma_holds",
    hint="Does the lemma speak of the size of the gradient after a step?",
    family="points instead of values",
)
def gradients_get_shorter(f, grad, path, L):
    """The gradients have to get shorter from point to point."""
    lengths = [size(real(grad(x))) for x in real(path)]
    return all(later <= sooner + 1e-9 for sooner, later in itertools.pairwise(lengths))


@misconception(
    "descent_lemma_holds",
    hint="How many steps does a path of one point have, and which of them fails?",
)
def one_point_fails(f, grad, path, L):
    """A path of a single point is said to fail."""
    return len(path) > 1 and all(kept(f, grad, path, _promise(L)))


@misconception(
    "descent_lemma_holds",
    hint="Print the path after your function has returned.",
)
def path_overwritten(f, grad, path, L):
    """The caller's path is used as a buffer."""
    answer = all(kept(f, grad, path, _promise(L)))
    path[1:] = path[:-1].copy()
    return answer


# ------------------------------------------------------------ convergence_bound


@misconception(
    "convergence_bound",
    hint="If the start is twice as far away, how does the bound change?",
    family="other distance",
)
def start_not_squared(L, x0, x_star, t):
    """The distance is not squared."""
    return 2 * L * size(real(x0) - real(x_star)) / (t + 4)


@misconception(
    "convergence_bound",
    hint="What if the start is at 0, and the minimum is not?",
    family="other distance",
)
def minimum_at_zero(L, x0, x_star, t):
    """|x_0|² is used, as if the minimum were at 0."""
    return 2 * L * dot(real(x0), real(x0)) / (t + 4)


@misconception(
    "convergence_bound",
    hint="|u - v|² is not |u|² - |v|². Try u = -v.",
    family="other distance",
)
def difference_of_squares(L, x0, x_star, t):
    """The difference of the squared norms is used."""
    x0, x_star = real(x0), real(x_star)
    return 2 * L * abs(dot(x0, x0) - dot(x_star, x_star)) / (t + 4)


@misconception(
    "convergence_bound",
    hint="What is the norm of (3, 4): 5, 7 or 4?",
    family="other distance",
)
def other_norm(L, x0, x_star, t):
    """The sizes of the differences are added before they are squared."""
    return 2 * L * float(np.sum(np.abs(real(x0) - real(x_star)))) ** 2 / (t + 4)


@misconception(
    "convergence_bound",
    hint="What is your bound before the first step?",
    family="other denominator",
)
def steps_alone(L, x0, x_star, t):
    """The bound is divided by t instead of t + 4, or by 1 for t = 0."""
    distance = real(x0) - real(x_star)
    return 2 * L * dot(distance, distance) / max(t, 1)


@misconception(
    "convergence_bound",
    hint="How many steps have been made at x_t: t, or t + 1?",
    family="other denominator",
)
def steps_counted_from_one(L, x0, x_star, t):
    """The bound is divided by t + 5, as if x_0 were after one step."""
    distance = real(x0) - real(x_star)
    return 2 * L * dot(distance, distance) / (t + 5)


@misconception(
    "convergence_bound",
    hint="Which method has 1/t², and which has 1/t?",
    source="Nesterov's accelerated method, whose bound is 4L|x_0 - x*|²/(t + 2)²",
    family="other denominator",
)
def rate_of_the_accelerated_method(L, x0, x_star, t):
    """The bound is divided by (t + 4)²."""
    distance = real(x0) - real(x_star)
    return 2 * L * dot(distance, distance) / (t + 4) ** 2


@misconception(
    "convergence_bound",
    hint="Ten times the steps: what share of the bound should be left?",
    family="other denominator",
)
def rate_of_the_subgradient_method(L, x0, x_star, t):
    """The bound is divided by √(t + 4)."""
    distance = real(x0) - real(x_star)
    return 2 * L * dot(distance, distance) / math.sqrt(t + 4)


@misconception(
    "convergence_bound",
    hint="Compare the factor before the distance with the handout's.",
    source="another bound, L|x_0 - x*|²/(2t)",
    family="other factor",
)
def half_of_l(L, x0, x_star, t):
    """L/2 stands where 2L should."""
    distance = real(x0) - real(x_star)
    return L / 2 * dot(distance, distance) / (t + 4)


@misconception(
    "convergence_bound",
    hint="Compare the factor before the distance with the handout's.",
    family="other factor",
)
def two_forgotten(L, x0, x_star, t):
    """L stands where 2L should."""
    distance = real(x0) - real(x_star)
    return L * dot(distance, distance) / (t + 4)


@misconception(
    "convergence_bound",
    hint="If f is steeper everywhere, should the bound be larger or smaller?",
    family="other factor",
)
def divided_by_l(L, x0, x_star, t):
    """The bound is divided by L."""
    distance = real(x0) - real(x_star)
    return 2 * dot(distance, distance) / (L * (t + 4))


@misconception(
    "convergence_bound",
    hint="In Python, what is 8 / 2 + 4?",
    family="other denominator",
)
def brackets_forgotten(L, x0, x_star, t):
    """4 is added after the division, for want of brackets."""
    distance = real(x0) - real(x_star)
    return 2 * L * dot(distance, distance) / max(t, 1) + 4


@misconception(
    "convergence_bound",
    hint="Print x0 after your function has returned.",
)
def start_shifted(L, x0, x_star, t):
    """x_star is subtracted from the caller's x0 where it lies."""
    distance = real(x0) - real(x_star)
    if np.ndim(x0) and x0.dtype.kind == "f":
        x0 -= x_star
    return 2 * L * dot(distance, distance) / (t + 4)
