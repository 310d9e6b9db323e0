"""Known mistakes in exercises 11 and 12: Newton's method, plain and damped."""

import numpy as np

from grader.diagnosis.misconception import misconception

LEAST = 1e-8
"""The least curvature of exercise 12."""
MOST = 2000
"""Trials after which a search that finds nothing is given up."""
FLAT = 1e-4
"""The slope below which somebody who stops early would stop."""


def walk(grad, hess, x0, steps, rule):
    """Return the path of a rule (x, g, H, t) -> step, with t counting from 1.

    The rule gets vectors and a matrix, also where x0 is a number.
    """
    x = np.array(x0, dtype=float)
    path = [x]
    with np.errstate(all="ignore"):
        for t in range(1, steps + 1):
            g = np.atleast_1d(np.array(grad(x), dtype=float))
            H = np.atleast_2d(np.array(hess(x), dtype=float))
            x = x + np.reshape(rule(np.atleast_1d(x), g, H, t), x.shape)
            path.append(x)
    return np.array(path)


def solving(change):
    """Return the rule of Newton's method with another matrix than H."""
    return lambda _x, g, H, _t: -np.linalg.solve(change(H), g)


def plain(_x, g, H, _t):
    """Return Newton's step."""
    return -np.linalg.solve(H, g)


# Newton's method: which step.


@misconception(
    "newton",
    family="the sign of the step",
    hint="On f(x) = x² from 1, does your step lead to 0?",
)
def newton_uphill(grad, hess, x0, steps):
    """The step is added with the sign of the gradient, as in climbing."""
    return walk(grad, hess, x0, steps, lambda _x, g, H, _t: np.linalg.solve(H, g))


@misconception(
    "newton",
    family="which matrix",
    hint="Is the inverse of a matrix the matrix of its inverse entries?",
)
def entries_inverted(grad, hess, x0, steps):
    """The Hessian is inverted entry by entry."""
    return walk(grad, hess, x0, steps, lambda _x, g, H, _t: -(1 / H) @ g)


@misconception(
    "newton",
    family="which matrix",
    hint="Does one step solve a quadratic whose Hessian is not diagonal?",
)
def diagonal_only(grad, hess, x0, steps):
    """Only the diagonal of the Hessian is used."""
    return walk(grad, hess, x0, steps, solving(lambda H: np.diag(np.diag(H))))


@misconception(
    "newton",
    family="which matrix",
    hint="Does one step solve a quadratic whose Hessian is not diagonal?",
)
def upper_half_only(grad, hess, x0, steps):
    """Only the upper half of the Hessian is used."""
    return walk(grad, hess, x0, steps, solving(np.triu))


@misconception(
    "newton",
    family="which matrix",
    hint="Where is the Hessian to be multiplied, and where is it to be solved with?",
)
def hessian_multiplied(grad, hess, x0, steps):
    """The gradient is multiplied by the Hessian instead of its inverse."""
    return walk(grad, hess, x0, steps, lambda _x, g, H, _t: -H @ g)


@misconception(
    "newton",
    family="a factor of the step",
    hint="For ½ xᵀAx, what is the Hessian, and where does one step lead?",
)
def half_hessian(grad, hess, x0, steps):
    """The Hessian is halved, so that steps are twice as long."""
    return walk(grad, hess, x0, steps, solving(lambda H: H / 2))


@misconception(
    "newton",
    family="a factor of the step",
    hint="For ½ xᵀAx, what is the Hessian, and where does one step lead?",
)
def double_hessian(grad, hess, x0, steps):
    """The Hessian is doubled, so that steps are half as long."""
    return walk(grad, hess, x0, steps, solving(lambda H: 2 * H))


@misconception(
    "newton",
    family="a factor of the step",
    hint="Does the handout mention a rate?",
    same_as="double_hessian: half a step is a step with twice the Hessian.",
)
def half_steps(grad, hess, x0, steps):
    """Every step is damped with the rate 0.5."""
    return walk(grad, hess, x0, steps, lambda *a: plain(*a) / 2)


@misconception(
    "newton",
    family="a factor of the step",
    hint="Does the handout mention a rate?",
)
def rate_of_a_tenth(grad, hess, x0, steps):
    """Every step is damped with the rate 0.1."""
    return walk(grad, hess, x0, steps, lambda *a: plain(*a) / 10)


@misconception(
    "newton",
    hint="Where is the Hessian evaluated in the second update?",
)
def hessian_of_the_start(grad, hess, x0, steps):
    """The Hessian is computed once, at the start."""
    H = np.array(hess(np.array(x0, dtype=float)), dtype=float)
    return walk(grad, lambda _: H, x0, steps, plain)


@misconception(
    "newton",
    hint="Where is the gradient evaluated in the second update?",
)
def gradient_of_the_start(grad, hess, x0, steps):
    """The gradient is computed once, at the start."""
    g = np.array(grad(np.array(x0, dtype=float)), dtype=float)
    return walk(lambda _: g, hess, x0, steps, plain)


@misconception(
    "newton",
    hint="At which of the points are the slope and the Hessian of one step?",
)
def hessian_of_the_point_before(grad, hess, x0, steps):
    """The Hessian is that of the point before, from the second update on."""
    last = [np.array(x0, dtype=float)]

    def late(x):
        at = last.pop()
        last.append(x)
        return hess(at)

    return walk(grad, late, x0, steps, plain)


@misconception(
    "newton",
    hint="Does the Hessian have any effect on your path?",
)
def gradient_descent_instead(grad, hess, x0, steps):
    """The Hessian is not used: these are steps of gradient descent with the rate 1."""
    return walk(grad, hess, x0, steps, lambda _x, g, _H, _t: -g)


@misconception(
    "newton",
    hint="Where does Newton's method go from beside a saddle?",
    source="exercise 12",
)
def saddles_avoided(grad, hess, x0, steps):
    """Eigenvalues are replaced by their absolute values, which is exercise 12."""

    def mended(H):
        lam, U = np.linalg.eigh(H)
        return (U * np.abs(lam)) @ U.T

    return walk(grad, hess, x0, steps, solving(mended))


@misconception(
    "newton",
    hint="Is anything added to the Hessian in the handout?",
    source="Levenberg's method",
    convention=True,
)
def identity_added(grad, hess, x0, steps):
    """The identity is added to the Hessian."""
    return walk(grad, hess, x0, steps, solving(lambda H: H + np.eye(len(H))))


@misconception(
    "newton",
    hint="How long is Newton's step, compared with the distance from the minimum?",
)
def steps_of_length_one(grad, hess, x0, steps):
    """Every step is scaled to the length 1."""

    def rule(*given):
        d = plain(*given)
        return d / np.linalg.norm(d)

    return walk(grad, hess, x0, steps, rule)


@misconception(
    "newton",
    hint="When you compute the second coordinate, which version of the first do you "
    "use?",
)
def coordinate_by_coordinate(grad, hess, x0, steps):
    """Each coordinate takes a step of its own before the next one does."""
    x = np.array(x0, dtype=float)
    path = [x.copy()]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            for i in range(x.size):
                g, H = np.ravel(grad(x.copy())), np.atleast_2d(hess(x.copy()))
                x.reshape(-1)[i] -= g[i] / H[i, i]
            path.append(x.copy())
    return np.array(path)


@misconception(
    "newton",
    hint="Which shape has your step: that of the gradient, or a column?",
)
def step_is_a_column(grad, hess, x0, steps):
    """The step is a column, which makes a matrix of the point."""
    x = np.array(x0, dtype=float)
    if x.ndim == 0:
        return walk(grad, hess, x0, steps, plain)
    path = [x]
    for _ in range(steps):
        g, H = np.array(grad(x)), np.array(hess(x))
        x = x - np.linalg.solve(H, g.reshape(-1, 1))
        path.append(x)
    return path


@misconception(
    "newton",
    hint="What does np.linalg.solve do with numbers?",
)
def numbers_not_provided_for(grad, hess, x0, steps):
    """A start that is a number raises an error."""
    if np.ndim(x0) == 0:
        raise np.linalg.LinAlgError("0-dimensional array given")
    return walk(grad, hess, x0, steps, plain)


# Newton's method: the path itself.


@misconception(
    "newton",
    family="the number of points",
    hint="Count the points for steps = 3 by hand.",
)
def start_missing(grad, hess, x0, steps):
    """The path does not include the start."""
    return walk(grad, hess, x0, steps, plain)[1:]


@misconception(
    "newton",
    family="the number of points",
    hint="Count the points for steps = 3 by hand.",
)
def one_update_missing(grad, hess, x0, steps):
    """The path has steps points, so that the last update is missing."""
    return walk(grad, hess, x0, steps - 1, plain)


@misconception(
    "newton",
    family="the number of points",
    hint="What is a path?",
)
def last_point_only(grad, hess, x0, steps):
    """Only the last point is returned."""
    return walk(grad, hess, x0, steps, plain)[-1]


@misconception(
    "newton",
    family="the number of points",
    hint="How many points does the path have on a quadratic with steps = 3?",
)
def stops_when_flat(grad, hess, x0, steps):
    """The path ends where the gradient is small."""
    path = walk(grad, hess, x0, steps, plain)
    for t, x in enumerate(path):
        if np.linalg.norm(np.ravel(grad(x))) < FLAT:
            return path[: t + 1]
    return path


@misconception(
    "newton",
    family="shared arrays",
    hint="Print x0 after your function has returned.",
)
def start_overwritten(grad, hess, x0, steps):
    """The point is moved in the array that was handed over."""
    path = walk(grad, hess, x0, steps, plain)
    given = np.asarray(x0, dtype=float)
    if given.ndim:
        given[...] = path[-1]
    return path


@misconception(
    "newton",
    family="shared arrays",
    hint="Are the points in your list different objects?",
)
def one_point_again_and_again(grad, hess, x0, steps):
    """The path holds one array again and again, so that all points are the last."""
    path = walk(grad, hess, x0, steps, plain)
    return path if path.ndim == 1 else np.array([path[-1]] * len(path))


@misconception(
    "newton",
    family="shared arrays",
    hint="Start at np.array([1, 0]): which type has your path?",
)
def points_in_the_type_of_the_start(grad, hess, x0, steps):
    """The points are put into an array of the start's type, which cuts integers off."""
    path = walk(grad, hess, x0, steps, plain)
    return path.astype(np.asarray(x0).dtype) if np.ndim(x0) else path


# Damped Newton.


def direction(g, H, mend):
    """Return -U diag(1 / mend(λ)) Uᵀg."""
    lam, U = np.linalg.eigh(H)
    return -U @ (U.T @ g / mend(lam))


def mended(lam):
    """Return eigenvalues as they should be replaced."""
    return np.maximum(np.abs(lam), LEAST)


def armijo(f, x, g, d, alpha, beta):
    """Return the step of the search as it should be."""
    return search(f, x, d, beta, lambda s, here: here + alpha * s * (g @ d))


def search(f, x, d, beta, target, *, finite=True):
    """Return the first s = 1, β, β², … with f(x + s d) <= target(s, f(x))."""
    here, s = float(f(x)), 1.0
    for _ in range(MOST):
        there = float(f(x + s * d))
        lost = finite and not np.isfinite(there)
        if not lost and not there > target(s, here):
            return s
        s *= beta
    raise RuntimeError("the search does not end")


def damped(
    functions,
    x0,
    alpha,
    beta,
    steps,
    *,
    mend=mended,
    find=armijo,
    along=None,
):
    """Return the path of damped Newton, a part of which may be exchanged.

    Args:
        functions: f, grad and hess.
        x0: the start.
        alpha: as in the handout.
        beta: as in the handout.
        steps: as in the handout.
        mend: what replaces the eigenvalues.
        find: the search (f, x, g, d, alpha, beta) -> s.
        along: the direction (g, H), if it is not made of mended eigenvalues.
    """
    f, grad, hess = functions
    number = np.ndim(x0) == 0

    def value(x):
        return f(x[0] if number else x)

    def rule(x, g, H, _):
        d = direction(g, H, mend) if along is None else along(g, H)
        return find(value, x, g, d, alpha, beta) * d

    return walk(grad, hess, x0, steps, rule)


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Is Newton's direction always a descent?",
)
def eigenvalues_kept(f, grad, hess, x0, alpha, beta, steps):
    """Negative eigenvalues are kept, so that steps may lead uphill."""

    def kept(lam):
        return np.where(np.abs(lam) < LEAST, LEAST, lam)

    return damped((f, grad, hess), x0, alpha, beta, steps, mend=kept)


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="What is max(|-2|, 1e-8)?",
    convention=True,
)
def eigenvalues_cut_off(f, grad, hess, x0, alpha, beta, steps):
    """Negative eigenvalues are replaced by 1e-8, which makes very long steps."""
    return damped(
        (f, grad, hess),
        x0,
        alpha,
        beta,
        steps,
        mend=lambda lam: np.maximum(lam, LEAST),
    )


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Are those eigenvalues of the matrix, or its entries?",
)
def entries_made_positive(f, grad, hess, x0, alpha, beta, steps):
    """The entries of the Hessian are replaced by their absolute values."""

    def along(g, H):
        return -np.linalg.solve(np.abs(H) + LEAST * np.eye(len(g)) * (H == 0), g)

    return damped((f, grad, hess), x0, alpha, beta, steps, along=along)


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="What does your code do with an eigenvalue of 0?",
)
def zero_divided_by(f, grad, hess, x0, alpha, beta, steps):
    """Eigenvalues of 0 are divided by."""
    return damped((f, grad, hess), x0, alpha, beta, steps, mend=np.abs)


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Which number is the least curvature in the handout?",
)
def another_floor(f, grad, hess, x0, alpha, beta, steps):
    """The least curvature is 1e-6."""
    return damped(
        (f, grad, hess),
        x0,
        alpha,
        beta,
        steps,
        mend=lambda lam: np.maximum(np.abs(lam), 1e-6),
    )


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Is the maximum taken for each eigenvalue by itself?",
)
def largest_for_all(f, grad, hess, x0, alpha, beta, steps):
    """All eigenvalues are replaced by the largest, which is scaled gradient descent."""
    return damped(
        (f, grad, hess),
        x0,
        alpha,
        beta,
        steps,
        mend=lambda lam: np.full(lam.shape, max(np.abs(lam).max(), LEAST)),
    )


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Is something added to H in the handout, or are its eigenvalues replaced?",
    source="Nocedal & Wright, section 3.4",
    convention=True,
)
def identity_shifted(f, grad, hess, x0, alpha, beta, steps):
    """A multiple of the identity is added until H is positive definite."""

    def shifted(lam):
        return lam + max(0.0, 1e-3 - lam.min())

    return damped((f, grad, hess), x0, alpha, beta, steps, mend=shifted)


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Where does numpy put the eigenvectors: into rows or columns?",
)
def eigenvectors_from_rows(f, grad, hess, x0, alpha, beta, steps):
    """The rows of numpy's matrix are taken for eigenvectors."""

    def along(g, H):
        lam, U = np.linalg.eigh(H)
        return -U.T @ (U @ g / mended(lam))

    return damped((f, grad, hess), x0, alpha, beta, steps, along=along)


@misconception(
    "damped_newton",
    family="what becomes of the eigenvalues",
    hint="Does one step solve a quadratic whose Hessian is not diagonal?",
)
def diagonal_mended(f, grad, hess, x0, alpha, beta, steps):
    """Only the diagonal of the Hessian is used."""

    def along(g, H):
        return -g / mended(np.diag(H))

    return damped((f, grad, hess), x0, alpha, beta, steps, along=along)


@misconception(
    "damped_newton",
    hint="Does the Hessian have any effect on your direction?",
    source="descent_with_backtracking of assignment 02",
)
def gradient_descent_damped(f, grad, hess, x0, alpha, beta, steps):
    """The direction is the negative gradient, as in assignment 02."""
    return damped((f, grad, hess), x0, alpha, beta, steps, along=lambda g, _: -g)


@misconception(
    "damped_newton",
    hint="Where is the Hessian evaluated in the second update?",
)
def hessian_frozen(f, grad, hess, x0, alpha, beta, steps):
    """The Hessian is computed once, at the start."""
    H = np.array(hess(np.array(x0, dtype=float)), dtype=float)
    return damped((f, grad, lambda _: H), x0, alpha, beta, steps)


@misconception(
    "damped_newton",
    hint="Which way does a gradient point?",
)
def damped_uphill(f, grad, hess, x0, alpha, beta, steps):
    """The direction has the sign of the gradient, and no step is short enough."""

    def along(g, H):
        return -direction(g, H, mended)

    return damped((f, grad, hess), x0, alpha, beta, steps, along=along)


# Damped Newton: the search.


@misconception(
    "damped_newton",
    family="the search",
    hint="Does f decrease with every update of your path?",
)
def no_search(f, grad, hess, x0, alpha, beta, steps):
    """Every step is a full one."""
    return damped((f, grad, hess), x0, alpha, beta, steps, find=lambda *_: 1.0)


@misconception(
    "damped_newton",
    family="the search",
    hint="Is any decrease enough?",
)
def any_decrease(f, grad, hess, x0, alpha, beta, steps):
    """Any decrease of f is enough; alpha is not used."""

    def find(f, x, _g, d, _alpha, beta):
        return search(f, x, d, beta, lambda _, here: here)

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="Which share of the promised decrease is asked for?",
)
def whole_decrease(f, grad, hess, x0, alpha, beta, steps):
    """The whole promised decrease is asked for; alpha is not used."""

    def find(f, x, g, d, _alpha, beta):
        return search(f, x, d, beta, lambda s, here: here + s * (g @ d))

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="Which slope belongs to the direction d?",
)
def slope_of_the_gradient(f, grad, hess, x0, alpha, beta, steps):
    """The slope is taken as -|g|², which belongs to another direction."""

    def find(f, x, g, d, alpha, beta):
        return search(f, x, d, beta, lambda s, here: here - alpha * s * (g @ g))

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="Does the right-hand side change when s shrinks?",
)
def target_does_not_shrink(f, grad, hess, x0, alpha, beta, steps):
    """The right-hand side is that of s = 1 throughout."""

    def find(f, x, g, d, alpha, beta):
        return search(f, x, d, beta, lambda _, here: here + alpha * (g @ d))

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="With how large a step does the search of the second update begin?",
)
def search_goes_on(f, grad, hess, x0, alpha, beta, steps):
    """The search begins with the step of the update before."""
    first = [1.0]

    def find(f, x, g, d, alpha, beta):
        here, s = float(f(x)), first[0]
        for _ in range(MOST):
            there = float(f(x + s * d))
            if np.isfinite(there) and there <= here + alpha * s * (g @ d):
                break
            s *= beta
        first[0] = s
        return s

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="How often may s shrink?",
)
def shrinks_once(f, grad, hess, x0, alpha, beta, steps):
    """The step is shortened once at most."""

    def find(*given):
        return max(armijo(*given), given[-1])

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="Is the step that passed the test the one that is made?",
)
def shrinks_once_more(f, grad, hess, x0, alpha, beta, steps):
    """The step is shortened once more after it has passed the test."""

    def find(*given):
        return armijo(*given) * given[-1]

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="Which of the two numbers is the factor by which s shrinks?",
)
def alpha_and_beta_swapped(f, grad, hess, x0, alpha, beta, steps):
    """The two numbers alpha and beta are swapped."""
    return damped((f, grad, hess), x0, beta, alpha, steps)


@misconception(
    "damped_newton",
    family="the search",
    hint="With beta = 0.6, what is s after it was shortened once?",
)
def shrinks_by_the_rest(f, grad, hess, x0, alpha, beta, steps):
    """The step is multiplied by 1 - beta."""
    return damped((f, grad, hess), x0, alpha, 1 - beta, steps)


@misconception(
    "damped_newton",
    family="the search",
    hint="Is nan larger than 3?",
)
def nan_is_not_larger(f, grad, hess, x0, alpha, beta, steps):
    """Steps to where f is nan are taken, since nan is not larger than anything."""

    def find(f, x, g, d, alpha, beta):
        def target(s, here):
            return here + alpha * s * (g @ d)

        return search(f, x, d, beta, target, finite=False)

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


@misconception(
    "damped_newton",
    family="the search",
    hint="From which point is each trial measured?",
)
def trials_add_up(f, grad, hess, x0, alpha, beta, steps):
    """Every trial starts where the last one ended."""

    def find(f, x, g, d, alpha, beta):
        here, s, total = float(f(x)), 1.0, 1.0
        for _ in range(MOST):
            there = float(f(x + total * d))
            if np.isfinite(there) and there <= here + alpha * s * (g @ d):
                break
            s *= beta
            total += s
        return total

    return damped((f, grad, hess), x0, alpha, beta, steps, find=find)


# Damped Newton: the path itself.


@misconception(
    "damped_newton",
    family="the number of points",
    hint="Count the points for steps = 3 by hand.",
)
def damped_start_missing(f, grad, hess, x0, alpha, beta, steps):
    """The path does not include the start."""
    return damped((f, grad, hess), x0, alpha, beta, steps)[1:]


@misconception(
    "damped_newton",
    family="the number of points",
    hint="Count the points for steps = 3 by hand.",
)
def damped_update_missing(f, grad, hess, x0, alpha, beta, steps):
    """The path has steps points, so that the last update is missing."""
    return damped((f, grad, hess), x0, alpha, beta, steps - 1)


@misconception(
    "damped_newton",
    family="the number of points",
    hint="How many points does a path from a saddle have with steps = 4?",
)
def damped_stops_when_flat(f, grad, hess, x0, alpha, beta, steps):
    """The path ends where the gradient is small."""
    path = damped((f, grad, hess), x0, alpha, beta, steps)
    for t, x in enumerate(path):
        if np.linalg.norm(np.ravel(grad(x))) < FLAT:
            return path[: t + 1]
    return path


@misconception(
    "damped_newton",
    family="shared arrays",
    hint="Print x0 after your function has returned.",
)
def damped_start_overwritten(f, grad, hess, x0, alpha, beta, steps):
    """The point is moved in the array that was handed over."""
    path = damped((f, grad, hess), x0, alpha, beta, steps)
    given = np.asarray(x0, dtype=float)
    if given.ndim:
        given[...] = path[-1]
    return path


@misconception(
    "damped_newton",
    family="shared arrays",
    hint="Start at np.array([1, 0]): which type has your path?",
)
def damped_in_the_type_of_the_start(f, grad, hess, x0, alpha, beta, steps):
    """The points are put into an array of the start's type, which cuts integers off."""
    path = damped((f, grad, hess), x0, alpha, beta, steps)
    return path.astype(np.asarray(x0).dtype) if np.ndim(x0) else path
