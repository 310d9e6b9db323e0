"""Known mistakes in line searches, and the search that they are made in."""

import math

import numpy as np

from grader.diagnosis import misconception

from .curvature_mistakes import dot, real, size

FROZEN = "the right-hand side frozen at the first step: a bug of real libraries"

MANY = 30
"""How far up the ladder of steps a search from below begins."""


class Line:
    """A function on the line x + t d, with its value and slope at t = 0."""

    def __init__(self, f, grad, x, direction):
        self.f, self.grad = f, grad
        self.x, self.d = real(x), real(direction)
        self.value = float(f(self.x))
        self.gradient = real(grad(self.x))
        self.slope = dot(self.gradient, self.d)

    def at(self, t):
        """Return the point."""
        return self.x + t * self.d

    def __call__(self, t):
        """Return the value."""
        return float(self.f(self.at(t)))

    def target(self, t, alpha):
        """Return the right-hand side of the rule."""
        return self.value + alpha * t * self.slope


def enough(line, t, alpha):
    """Tell whether a step is good enough, as the handout has it."""
    value = line(t)
    return math.isfinite(value) and value <= line.target(t, alpha)


def search(line, alpha, beta, good=enough, start=1.0):
    """Return the first good step; where there is none, it is f that loses patience."""
    t = start
    while not good(line, t, alpha):
        t = beta * t
    return t


def below(right_side):
    """Return a rule with another right-hand side, a function of line, t and alpha."""

    def good(line, t, alpha):
        value = line(t)
        return math.isfinite(value) and value <= right_side(line, t, alpha)

    return good


def to_the_norm(line, t, alpha):
    """Return a target whose slope is the norm of the gradient."""
    return line.value - alpha * t * size(line.gradient)


def to_frozen(line, t, alpha):
    """Return the target of t = 1."""
    return line.value + alpha * line.slope


def to_above(line, t, alpha):
    """Return a target above f(x)."""
    return line.value - alpha * t * line.slope


def to_slope_there(line, t, alpha):
    """Return a target whose slope is that at the trial point."""
    slope = dot(real(line.grad(line.at(t))), line.d)
    return line.value + alpha * t * slope


def lower(line, t, alpha):
    """Tell whether f is lower than at x."""
    value = line(t)
    return math.isfinite(value) and value < line.value


def not_above(line, t, alpha):
    """Tell whether f is not above the target, nan included."""
    return not line(t) > line.target(t, alpha)


def search_moving(line, alpha, beta):
    """Search from a point that moves with every trial; return the step."""
    t, z = 1.0, line.x
    while True:
        z = z + t * line.d
        value = float(line.f(z))
        if math.isfinite(value) and value <= line.target(t, alpha):
            return t
        t = beta * t


def search_upwards(line, alpha, beta):
    """Search upwards, from a short step, for the last good one."""
    t = beta**MANY
    while t < 1 and enough(line, t / beta, alpha):
        t = t / beta
    return t


# ----------------------------------------------------------------- backtracking


@misconception(
    "backtracking",
    hint="Along d = -∇f(x), what is ∇f(x)ᵀd?",
    family="other target",
)
def norm_not_squared(f, grad, x, direction, alpha, beta):
    """The slope is taken for -|∇f(x)|, without the square and without d."""
    line = Line(f, grad, x, direction)
    return search(line, alpha, beta, below(to_the_norm))


@misconception(
    "backtracking",
    hint="Which slope belongs to a direction that is not -∇f(x)?",
    family="other target",
)
def slope_of_steepest_descent(f, grad, x, direction, alpha, beta):
    """The slope is taken for -|∇f(x)|², whatever the direction is."""
    line = Line(f, grad, x, direction)

    def target(line, t, alpha):
        return line.value - alpha * t * dot(line.gradient, line.gradient)

    return search(line, alpha, beta, below(target))


@misconception(
    "backtracking",
    hint="Two vectors at a right angle: what is ∇f(x)ᵀd, and what is |∇f(x)| |d|?",
    family="other target",
)
def product_of_the_norms(f, grad, x, direction, alpha, beta):
    """The slope is taken for -|∇f(x)| |d|."""
    line = Line(f, grad, x, direction)

    def target(line, t, alpha):
        return line.value - alpha * t * size(line.gradient) * size(line.d)

    return search(line, alpha, beta, below(target))


@misconception(
    "backtracking",
    hint="Does the right-hand side change when t shrinks?",
    source=FROZEN,
    family="other target",
)
def target_frozen(f, grad, x, direction, alpha, beta):
    """The right-hand side is that of t = 1 for all trials."""
    return search(Line(f, grad, x, direction), alpha, beta, below(to_frozen))


@misconception(
    "backtracking",
    hint="Can a bowl fall by as much as its slope promises?",
    family="other target",
)
def whole_promise(f, grad, x, direction, alpha, beta):
    """The whole decrease that the slope promises is asked for; alpha is left out."""

    def target(line, t, alpha):
        return line.value + t * line.slope

    return search(Line(f, grad, x, direction), alpha, beta, below(target))


@misconception(
    "backtracking",
    hint="Should the target lie above f(x) or below it?",
    family="other target",
)
def target_above(f, grad, x, direction, alpha, beta):
    """The sign of the slope is wrong, so that the target lies above f(x)."""
    return search(Line(f, grad, x, direction), alpha, beta, below(to_above))


@misconception(
    "backtracking",
    hint="Is any decrease enough?",
    family="other target",
)
def any_decrease_will_do(f, grad, x, direction, alpha, beta):
    """Any value below f(x) is accepted, whatever alpha is."""
    return search(Line(f, grad, x, direction), alpha, beta, lower)


@misconception(
    "backtracking",
    hint="At which point is the slope that the promise comes from?",
    family="other target",
)
def slope_at_the_trial(f, grad, x, direction, alpha, beta):
    """The gradient is taken at the trial point instead of at x."""
    return search(Line(f, grad, x, direction), alpha, beta, below(to_slope_there))


@misconception(
    "backtracking",
    hint="Which of the two is the share, which the factor?",
    source="other books call the step α and the share c",
    family="other steps",
)
def alpha_and_beta_exchanged(f, grad, x, direction, alpha, beta):
    """The step shrinks by alpha, and beta is the share that is asked for."""
    return search(Line(f, grad, x, direction), beta, alpha)


@misconception(
    "backtracking",
    hint="With β = 0.8, is the second trial at 0.8 or at 0.2?",
    family="other steps",
)
def shrinks_by_one_minus_beta(f, grad, x, direction, alpha, beta):
    """The step is multiplied by 1 - beta."""
    return search(Line(f, grad, x, direction), alpha, 1 - beta)


@misconception(
    "backtracking",
    hint="Does the step that you return pass the test, or is it one further?",
    family="other steps",
)
def shrinks_once_more(f, grad, x, direction, alpha, beta):
    """The step that passed is shortened once more."""
    return beta * search(Line(f, grad, x, direction), alpha, beta)


@misconception(
    "backtracking",
    hint="Which step is tried first?",
    family="other steps",
)
def first_trial_at_beta(f, grad, x, direction, alpha, beta):
    """The first trial is t = beta; t = 1 is never tried."""
    return search(Line(f, grad, x, direction), alpha, beta, start=beta)


@misconception(
    "backtracking",
    hint="Which step is tried first?",
    source="other books call the step α",
    family="other steps",
)
def first_trial_at_alpha(f, grad, x, direction, alpha, beta):
    """The first trial is t = alpha."""
    return search(Line(f, grad, x, direction), alpha, beta, start=alpha)


@misconception(
    "backtracking",
    hint="Is once always enough? What does `while` do that `if` does not?",
    family="other steps",
)
def shrinks_once(f, grad, x, direction, alpha, beta):
    """The step is shortened once at most."""
    return 1.0 if enough(Line(f, grad, x, direction), 1.0, alpha) else beta


@misconception(
    "backtracking",
    hint="What if none of your trials was good enough?",
    family="other steps",
)
def gives_up(f, grad, x, direction, alpha, beta):
    """The search gives up after eight trials, good or not."""
    line, t = Line(f, grad, x, direction), 1.0
    for _ in range(8):
        if enough(line, t, alpha):
            break
        t = beta * t
    return t


@misconception(
    "backtracking",
    hint="If you double d, what should happen to t?",
    family="other direction",
)
def direction_of_length_one(f, grad, x, direction, alpha, beta):
    """The direction is divided by its length first."""
    unit = real(direction) / size(real(direction))
    return search(Line(f, grad, x, unit), alpha, beta)


@misconception(
    "backtracking",
    hint="Where in your code does the direction occur that you are given?",
    family="other direction",
)
def always_steepest_descent(f, grad, x, direction, alpha, beta):
    """The search goes along -∇f(x), whatever direction is given."""
    return search(Line(f, grad, x, -real(grad(real(x)))), alpha, beta)


@misconception(
    "backtracking",
    hint="From which point is each trial measured?",
    source="a bug of real libraries: the base point moves along",
)
def base_point_moves(f, grad, x, direction, alpha, beta):
    """Each trial starts from the trial before instead of from x."""
    return search_moving(Line(f, grad, x, direction), alpha, beta)


@misconception(
    "backtracking",
    hint="Is nan > 1 true?",
    family="not finite",
)
def nan_passes(f, grad, x, direction, alpha, beta):
    """Only the comparison is made, which accepts nan and -inf."""
    return search(Line(f, grad, x, direction), alpha, beta, not_above)


@misconception(
    "backtracking",
    hint="Is -inf a number that f may end at?",
    family="not finite",
)
def minus_infinity_passes(f, grad, x, direction, alpha, beta):
    """Where f is -inf the step is accepted; inf and nan are too long."""

    def good(line, t, alpha):
        return line(t) <= line.target(t, alpha)

    return search(Line(f, grad, x, direction), alpha, beta, good)


@misconception(
    "backtracking",
    hint="What should happen where both sides are equal?",
)
def equality_refused(f, grad, x, direction, alpha, beta):
    """The step shrinks also where both sides are equal."""

    def good(line, t, alpha):
        value = line(t)
        return math.isfinite(value) and value < line.target(t, alpha)

    return search(Line(f, grad, x, direction), alpha, beta, good)


@misconception(
    "backtracking",
    hint="Which step do you try first, and which last?",
)
def searched_from_below(f, grad, x, direction, alpha, beta):
    """The search begins at a short step and goes up as long as it may."""
    return search_upwards(Line(f, grad, x, direction), alpha, beta)


@misconception(
    "backtracking",
    hint="Does the caller want the step, or where it leads?",
    family="something else returned",
)
def point_returned(f, grad, x, direction, alpha, beta):
    """The point x + t d is returned instead of t."""
    line = Line(f, grad, x, direction)
    return line.at(search(line, alpha, beta))


@misconception(
    "backtracking",
    hint="If d has the length 2, how far is t = 1?",
    family="something else returned",
)
def length_returned(f, grad, x, direction, alpha, beta):
    """The length t |d| is returned instead of t."""
    line = Line(f, grad, x, direction)
    return search(line, alpha, beta) * size(line.d)


@misconception(
    "backtracking",
    hint="How often did your step shrink, and how long is it?",
    family="something else returned",
)
def trials_counted(f, grad, x, direction, alpha, beta):
    """The number of times that the step shrank is returned."""
    t = search(Line(f, grad, x, direction), alpha, beta)
    return round(math.log(t) / math.log(beta))


@misconception(
    "backtracking",
    hint="Print x after your function has returned.",
)
def x_walks_along(f, grad, x, direction, alpha, beta):
    """The caller's x is moved by the step that was found."""
    line = Line(f, grad, x, direction)
    t = search(line, alpha, beta)
    if np.ndim(x) and x.dtype.kind == "f":
        x += t * line.d
    return t


@misconception(
    "backtracking",
    hint="What does an array of whole numbers make of a half?",
)
def whole_trials(f, grad, x, direction, alpha, beta):
    """The trial points have the dtype of x, and are cut to whole numbers."""
    line = Line(f, grad, x, direction)
    dtype = np.asarray(x).dtype

    def good(line, t, alpha):
        value = float(line.f(real(line.at(t).astype(dtype))))
        return math.isfinite(value) and value <= line.target(t, alpha)

    return search(line, alpha, beta, good)


# --------------------------------------------------------- exact_step_quadratic


def _system(A, b, x, direction):
    """Return A, the residual and the direction as floats."""
    A = real(A)
    return A, real(b) - A @ real(x), real(direction)


@misconception(
    "exact_step_quadratic",
    hint="Is the residual b - A x or A x - b? Which one points downhill?",
    family="other residual",
)
def residual_uphill(A, b, x, direction):
    """The residual has the wrong sign, and so has the step."""
    A, r, d = _system(A, b, x, direction)
    return -dot(r, d) / dot(d, A @ d)


@misconception(
    "exact_step_quadratic",
    hint="Where does your code use b?",
    family="other residual",
)
def b_forgotten(A, b, x, direction):
    """The residual is taken for -A x, without b."""
    A, _, d = _system(A, b, x, direction)
    return -dot(A @ real(x), d) / dot(d, A @ d)


@misconception(
    "exact_step_quadratic",
    hint="Where does your code use x?",
    family="other residual",
)
def x_forgotten(A, b, x, direction):
    """The residual is taken for b, as if the line began at 0."""
    A, _, d = _system(A, b, x, direction)
    return dot(real(b), d) / dot(d, A @ d)


@misconception(
    "exact_step_quadratic",
    hint="Your formula is one for steepest descent. Is d the residual?",
    family="steepest descent only",
)
def step_of_steepest_descent(A, b, x, direction):
    """rᵀr/rᵀAr is returned, whatever the direction is."""
    A, r, _ = _system(A, b, x, direction)
    return dot(r, r) / (dot(r, A @ r) or np.nan)


@misconception(
    "exact_step_quadratic",
    hint="Which product is in the numerator if d is not the residual?",
    family="steepest descent only",
)
def square_of_the_residual(A, b, x, direction):
    """rᵀr stands in the numerator instead of rᵀd."""
    A, r, d = _system(A, b, x, direction)
    return dot(r, r) / dot(d, A @ d)


@misconception(
    "exact_step_quadratic",
    hint="Which product is in the numerator if d is not the residual?",
    family="steepest descent only",
)
def square_of_the_direction(A, b, x, direction):
    """dᵀd stands in the numerator instead of rᵀd."""
    A, _, d = _system(A, b, x, direction)
    return dot(d, d) / dot(d, A @ d)


@misconception(
    "exact_step_quadratic",
    hint="If the quadratic is ten times as steep, where is its minimum?",
    family="other curvature",
)
def curvature_left_out(A, b, x, direction):
    """The curvature is left out: rᵀd/dᵀd is returned."""
    _, r, d = _system(A, b, x, direction)
    return dot(r, d) / dot(d, d)


@misconception(
    "exact_step_quadratic",
    hint="What do the entries beside the diagonal do to the curvature?",
    family="other curvature",
)
def diagonal_only(A, b, x, direction):
    """The curvature is computed from the diagonal of A alone."""
    A, r, d = _system(A, b, x, direction)
    return dot(r, d) / dot(d, np.diag(A) * d)


@misconception(
    "exact_step_quadratic",
    hint="Differentiate ½ zᵀA z. What becomes of the half?",
    family="other curvature",
)
def half_kept(A, b, x, direction):
    """The half of ½ zᵀA z is kept in the slope, which makes the step twice as long."""
    A, r, d = _system(A, b, x, direction)
    return 2 * dot(r, d) / dot(d, A @ d)


@misconception(
    "exact_step_quadratic",
    hint="Differentiate ½ zᵀA z. Where would a 2 come from?",
    family="other curvature",
)
def two_added(A, b, x, direction):
    """The quadratic is taken without its half, which makes the step half as long."""
    A, r, d = _system(A, b, x, direction)
    return dot(r, d) / (2 * dot(d, A @ d))


@misconception(
    "exact_step_quadratic",
    hint="If d leads uphill, where is the best point of the line?",
    family="negative steps",
)
def never_backwards(A, b, x, direction):
    """Steps below 0 are replaced by 0."""
    A, r, d = _system(A, b, x, direction)
    return max(0.0, dot(r, d) / dot(d, A @ d))


@misconception(
    "exact_step_quadratic",
    hint="If d leads uphill, where is the best point of the line?",
    family="negative steps",
)
def size_of_the_step(A, b, x, direction):
    """The size of the step is returned, without its sign."""
    A, r, d = _system(A, b, x, direction)
    return abs(dot(r, d) / dot(d, A @ d))


@misconception(
    "exact_step_quadratic",
    hint="May an exact step be longer than 1?",
    family="negative steps",
)
def at_most_one(A, b, x, direction):
    """Steps are cut to the range from 0 to 1, as in backtracking."""
    A, r, d = _system(A, b, x, direction)
    return min(1.0, max(0.0, dot(r, d) / dot(d, A @ d)))


@misconception(
    "exact_step_quadratic",
    hint="Does the caller want the step, or where it leads?",
)
def best_point_returned(A, b, x, direction):
    """The point x + t d is returned instead of t."""
    A, r, d = _system(A, b, x, direction)
    return real(x) + dot(r, d) / dot(d, A @ d) * d


@misconception(
    "exact_step_quadratic",
    hint="If you double d, what should happen to t?",
    family="other curvature",
)
def step_in_length(A, b, x, direction):
    """The direction is divided by its length first."""
    A, r, d = _system(A, b, x, direction)
    return dot(r, d) / dot(d, A @ d) * size(d)


@misconception(
    "exact_step_quadratic",
    hint="Print b after your function has returned.",
)
def residual_in_place(A, b, x, direction):
    """The residual is computed in the caller's b."""
    A, r, d = _system(A, b, x, direction)
    if b.dtype.kind == "f":
        b -= A @ x
    return dot(r, d) / dot(d, A @ d)
