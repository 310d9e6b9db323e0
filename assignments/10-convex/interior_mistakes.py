"""Known mistakes with the barrier: log_barrier, central_path and barrier_method."""

import itertools
import operator

import numpy as np

from grader.diagnosis.misconception import misconception

ITERATED = 1e-4
"""How exact the points are that students' searches find, at least."""

# ---------------------------------------------------------------- what is right, shared


def barrier(G, h, x):
    """Return the right value, gradient and Hessian, inside."""
    s = h - G @ x
    S = G / s[:, None]
    return -float(np.log(s).sum()), S.sum(axis=0), S.T @ S


def outside(n):
    """Return what log_barrier gives outside."""
    return np.inf, np.full(n, np.nan), np.full((n, n), np.nan)


def guarded(G, h, x, inner):
    """Return inner(s, 1/s) inside, and the right answer outside."""
    s = h - G @ x
    if not (s > 0).all():
        return outside(len(x))
    return inner(s, 1 / s)


def floats(*arrays):
    """Return arrays as floats."""
    return [np.array(each, dtype=np.float64) for each in arrays]


def newton_step(q, G, h, x):
    """Return Newton's step on qᵀx + barrier, and its decrement."""
    _, gradient, hessian = barrier(G, h, x)
    r = q + gradient
    d = np.linalg.solve(hessian, -r)
    return d, float(np.sqrt(max(-(r @ d), 0.0)))


def height(q, G, h, x):
    """Return qᵀx + barrier, infinite outside."""
    return q @ x + barrier(G, h, x)[0] if (h - G @ x > 0).all() else np.inf


def centre(q, G, h, x, *, steps=300, enough=1e-10):
    """Return the minimiser of qᵀx + barrier, by Newton's method from x."""
    for _ in range(steps):
        d, size = newton_step(q, G, h, x)
        s = 1.0
        if size > 0.25:
            while not height(q, G, h, x + s * d) < height(q, G, h, x) - s * size**2 / 4:
                s /= 2
        x = x + s * d
        if size < enough:
            break
    return x


def path(c, G, h, x0, ts, *, weight=lambda t: t, find=centre):
    """Return the points of the central path, with a mistake in weight or search."""
    c, G, h, x, ts = floats(c, G, h, x0, ts)
    points = []
    for t in ts:
        x = find(weight(t) * c, G, h, x)
        points.append(x)
    return np.array(points)


def corner(c, G, h):
    """Return the best corner of a linear program."""
    best = None
    for rows in map(list, itertools.combinations(range(len(h)), len(c))):
        if abs(np.linalg.det(G[rows])) > 1e-9:
            x = np.linalg.solve(G[rows], h[rows])
            if (G @ x <= h + 1e-9).all() and (best is None or c @ x < c @ best):
                best = x
    return best


# -------------------------------------------------------------------------- log_barrier


@misconception(
    "log_barrier",
    hint="Should the barrier rise or fall as x comes near a wall? What is log 0.01?",
)
def barrier_without_its_minus(G, h, x):
    """The minus is left out everywhere, so that walls attract."""
    value, gradient, hessian = barrier(*floats(G, h, x))
    if not (floats(h)[0] - floats(G)[0] @ floats(x)[0] > 0).all():
        return outside(len(x))
    return -value, -gradient, -hessian


@misconception(
    "log_barrier",
    hint="What is the derivative of h - Gx, and which sign does it bring?",
)
def gradient_with_a_minus(G, h, x):
    """The gradient is -Gᵀ(1/s): the derivative of -Gx was forgotten."""
    G, h, x = floats(G, h, x)
    value, gradient, hessian = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return value, -gradient, hessian


@misconception(
    "log_barrier",
    hint="What is the derivative of 1/s?",
)
def slacks_not_squared(G, h, x):
    """The Hessian has 1/s where 1/s² belongs."""
    G, h, x = floats(G, h, x)
    return guarded(
        G, h, x, lambda _, i: (*barrier(G, h, x)[:2], G.T @ (i[:, None] * G))
    )


@misconception(
    "log_barrier",
    hint="-log is convex. Which sign have the diagonal entries of your Hessian?",
)
def hessian_with_a_minus(G, h, x):
    """The Hessian has the wrong sign."""
    G, h, x = floats(G, h, x)
    value, gradient, hessian = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return value, gradient, -hessian


@misconception(
    "log_barrier",
    hint="Where is h - Gx positive: inside or outside?",
)
def slacks_the_wrong_way_round(G, h, x):
    """The slacks are taken to be Gx - h, so that inside and outside change places."""
    G, h, x = floats(G, h, x)
    return guarded(-G, -h, x, lambda *_: barrier(-G, -h, x))


@misconception(
    "log_barrier",
    hint="Which logarithm has the derivative 1/s?",
)
def decimal_logarithm(G, h, x):
    """The value is taken with the logarithm to base 10."""
    G, h, x = floats(G, h, x)
    return guarded(
        G, h, x, lambda s, _: (-float(np.log10(s).sum()), *barrier(G, h, x)[1:])
    )


@misconception(
    "log_barrier",
    hint="Add a constraint that is far away: should the others weigh less then?",
    convention=True,
)
def mean_over_the_rows(G, h, x):
    """Everything is divided by the number of rows."""
    G, h, x = floats(G, h, x)
    return guarded(G, h, x, lambda *_: [each / len(h) for each in barrier(G, h, x)])


@misconception(
    "log_barrier",
    hint="Does the second derivative know of pairs of coordinates?",
)
def diagonal_alone(G, h, x):
    """The Hessian keeps its diagonal only."""
    G, h, x = floats(G, h, x)
    value, gradient, hessian = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return value, gradient, np.where(np.eye(len(x)) > 0, hessian, 0 * hessian[0, 0])


@misconception(
    "log_barrier",
    hint="Is the square of a sum the sum of the squares?",
)
def gradient_times_itself(G, h, x):
    """The Hessian is the gradient times itself: first summed, then squared."""
    G, h, x = floats(G, h, x)
    value, gradient, _ = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return value, gradient, np.outer(gradient, gradient)


@misconception(
    "log_barrier",
    hint="How often is log differentiated for the gradient: once or twice?",
)
def gradient_with_squares(G, h, x):
    """The gradient has 1/s² where 1/s belongs."""
    G, h, x = floats(G, h, x)
    return guarded(
        G, h, x, lambda _, i: (barrier(G, h, x)[0], G.T @ i**2, barrier(G, h, x)[2])
    )


@misconception(
    "log_barrier",
    hint="Which shape has x, and which shape has your gradient?",
)
def matrix_forgotten(G, h, x):
    """The gradient is 1/s, with an entry for each row: the factor Gᵀ is missing."""
    G, h, x = floats(G, h, x)
    return guarded(G, h, x, lambda _, i: (barrier(G, h, x)[0], i, barrier(G, h, x)[2]))


@misconception(
    "log_barrier",
    hint="What do you return at a point with a negative slack? Is it infinite?",
)
def slacks_cut_off(G, h, x):
    """Slacks are raised to at least 1e-12, so that the value stays finite outside."""
    G, h, x = floats(G, h, x)
    s = np.maximum(h - G @ x, 1e-12)
    S = G / s[:, None]
    return -float(np.log(s).sum()), S.sum(axis=0), S.T @ S


@misconception(
    "log_barrier",
    hint="What does the handout put into gradient and Hessian outside?",
)
def zeros_outside(G, h, x):
    """Outside, the gradient and the Hessian are 0."""
    G, h, x = floats(G, h, x)
    value, *rest = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return value, *(np.nan_to_num(each) for each in rest)


@misconception(
    "log_barrier",
    hint="Is a slack of exactly 0 inside?",
)
def wall_counts_as_inside(G, h, x):
    """A point on a wall is treated like one inside: 1/0 enters the derivatives."""
    G, h, x = floats(G, h, x)
    if (h - G @ x < 0).any():
        return outside(len(x))
    return barrier(G, h, x)


@misconception(
    "log_barrier",
    hint="What is the value of a point at which it costs infinitely much to be?",
)
def value_is_nan_outside(G, h, x):
    """Outside, the value is nan, too: a logarithm of a negative number."""
    G, h, x = floats(G, h, x)
    value, *rest = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return (value if np.isfinite(value) else np.nan), *rest


@misconception(
    "log_barrier",
    hint="Which shapes have gradient and Hessian outside?",
)
def single_nan_outside(G, h, x):
    """Outside, gradient and Hessian are a single nan."""
    G, h, x = floats(G, h, x)
    value, *rest = guarded(G, h, x, lambda *_: barrier(G, h, x))
    return (value, *rest) if np.isfinite(value) else (np.inf, np.nan, np.nan)


@misconception(
    "log_barrier",
    hint="How many negative slacks does it take to be outside?",
)
def outside_of_every_wall(G, h, x):
    """A point counts as outside only if it is beyond all walls."""
    G, h, x = floats(G, h, x)
    return outside(len(x)) if (h - G @ x <= 0).all() else barrier(G, h, x)


# ------------------------------------------------------------------------- central_path


@misconception(
    "central_path",
    hint="As t grows, does your point move towards the best corner or to the middle?",
    source="Nocedal & Wright, who weigh the barrier with μ = 1/t",
    convention=True,
    rtol=ITERATED,
)
def barrier_weighed(c, G, h, x0, ts):
    """The barrier is multiplied by t, not the objective."""
    return path(c, G, h, x0, ts, weight=lambda t: 1 / t)


@misconception(
    "central_path",
    hint="Is t at the objective and 1/t at the barrier one weight, or two?",
    rtol=ITERATED,
)
def weighed_twice(c, G, h, x0, ts):
    """The objective is multiplied by t, and the barrier by 1/t as well."""
    return path(c, G, h, x0, ts, weight=lambda t: t * t)


@misconception("central_path", hint="Do your points depend on t?", rtol=ITERATED)
def weight_forgotten(c, G, h, x0, ts):
    """The objective is not multiplied by t."""
    return path(c, G, h, x0, ts, weight=lambda _: 1.0)


@misconception(
    "central_path",
    hint="Does cᵀx fall along your path, or does it rise?",
    rtol=ITERATED,
)
def path_to_the_maximum(c, G, h, x0, ts):
    """The path leads to the maximum: objective and barrier have opposite signs."""
    return path(c, G, h, x0, ts, weight=lambda t: -t)


@misconception(
    "central_path",
    hint="How small is the Newton decrement when you go on to the next t?",
    family="the centring ends too early",
    rtol=ITERATED,
)
def one_step_for_each_t(c, G, h, x0, ts):
    """For each t only one step of Newton's method is made."""

    def find(q, G, h, x):
        return centre(q, G, h, x, steps=1)

    return path(c, G, h, x0, ts, find=find)


@misconception(
    "central_path",
    hint="How small is the Newton decrement when you go on to the next t?",
    family="the centring ends too early",
    rtol=ITERATED,
)
def stopped_at_a_decrement_of_one(c, G, h, x0, ts):
    """The search ends with the first step from a decrement below 1."""

    def find(q, G, h, x):
        return centre(q, G, h, x, enough=1.0)

    return path(c, G, h, x0, ts, find=find)


@misconception(
    "central_path",
    hint="How small is the Newton decrement after your last step? Does the curvature "
    "near a wall suit one step size?",
    family="the centring ends too early",
    rtol=ITERATED,
)
def a_hundred_gradient_steps(c, G, h, x0, ts):
    """For each t a hundred steps of gradient descent with backtracking are made."""

    def find(q, G, h, x):
        for _ in range(100):
            g = q + barrier(G, h, x)[1]
            s = 1.0
            while s > 1e-12 and not (
                height(q, G, h, x - s * g) <= height(q, G, h, x) - 0.3 * s * (g @ g)
            ):
                s /= 2
            x = x - s * g
        return x

    return path(c, G, h, x0, ts, find=find)


@misconception(
    "central_path",
    hint="What are the slacks after your first full step?",
    source="Newton's method without a line search",
    rtol=ITERATED,
)
def full_steps_through_the_wall(c, G, h, x0, ts):
    """Newton's full steps leave the domain, and nobody looks."""

    def find(q, G, h, x):
        for _ in range(50):
            s = h - G @ x
            S = G / s[:, None]
            x = x - np.linalg.solve(S.T @ S, q + S.sum(axis=0))
        return x

    return path(c, G, h, x0, ts, find=find)


@misconception(
    "central_path",
    hint="How many rows does your path have, and how many t are there?",
    rtol=ITERATED,
)
def start_in_the_path(c, G, h, x0, ts):
    """The start x0 is the first row of the path."""
    return np.vstack([floats(x0), path(c, G, h, x0, ts)])


@misconception(
    "central_path",
    hint="Compare the first row of your path with the last.",
    rtol=ITERATED,
)
def first_t_for_all(c, G, h, x0, ts):
    """All points are those of the first t."""
    return path(c, G, h, x0, np.full(len(ts), floats(ts)[0][0]))


@misconception(
    "central_path",
    hint="Which t does the first row of your path belong to?",
    rtol=ITERATED,
)
def ts_sorted(c, G, h, x0, ts):
    """The rows are in the order of growing t, not in that of ts."""
    return path(c, G, h, x0, np.sort(ts))


@misconception(
    "central_path", hint="What is asked for: a point or a path?", rtol=ITERATED
)
def last_point_only(c, G, h, x0, ts):
    """Only the point of the last t is returned."""
    return path(c, G, h, x0, ts)[-1]


@misconception("central_path", hint="Is a row of your path a point?", rtol=ITERATED)
def points_as_columns(c, G, h, x0, ts):
    """The points are the columns of the result."""
    return path(c, G, h, x0, ts).T


@misconception(
    "central_path",
    hint="At a corner slacks are 0. What does the barrier say to that?",
)
def corner_for_every_t(c, G, h, x0, ts):
    """Every point is the best corner itself."""
    return np.array([corner(*floats(c, G, h))] * len(ts))


# ----------------------------------------------------------------------- barrier_method


def method(  # each argument is a place at which somebody went wrong
    c,
    G,
    h,
    x0,
    t0,
    mu,
    eps,
    *,
    size=lambda rows, _: rows,
    is_enough=operator.lt,
    grow=lambda t, mu: mu * t,
    weight=lambda t: t,
    find=centre,
):
    """Return each point and t of the barrier method."""
    c, G, h, x = floats(c, G, h, x0)
    t, passed = float(t0), []
    while True:
        x = find(weight(t) * c, G, h, x)
        passed.append((x, t))
        if is_enough(size(len(h), len(c)) / t, eps):
            return passed
        t = grow(t, mu)


def last(*args, **mistakes):
    """Return the last point of the barrier method."""
    return method(*args, **mistakes)[-1][0]


@misconception(
    "barrier_method",
    hint="When you stop, which t does your x belong to?",
    rtol=ITERATED,
)
def stopped_before_centring(c, G, h, x0, t0, mu, eps):
    """The question is asked before centring: the point belongs to the t before."""
    passed = method(c, G, h, x0, t0, mu, eps)
    return passed[-2][0] if len(passed) > 1 else floats(x0)[0]


@misconception(
    "barrier_method", hint="How does t grow, by steps or by factors?", rtol=ITERATED
)
def mu_added(c, G, h, x0, t0, mu, eps):
    """Mu is added to t, not multiplied."""
    return last(c, G, h, x0, t0, mu, eps, grow=lambda t, mu: t + mu)


@misconception(
    "barrier_method",
    hint="What does m count: unknowns or constraints?",
    family="the gap that is compared with eps",
    rtol=ITERATED,
)
def unknowns_for_rows(c, G, h, x0, t0, mu, eps):
    """The gap is taken to be n/t, with the number of unknowns."""
    return last(c, G, h, x0, t0, mu, eps, size=lambda _, n: n)


@misconception(
    "barrier_method",
    hint="How large is the duality gap of x*(t)?",
    family="the gap that is compared with eps",
    rtol=ITERATED,
)
def gap_without_rows(c, G, h, x0, t0, mu, eps):
    """The gap is taken to be 1/t."""
    return last(c, G, h, x0, t0, mu, eps, size=lambda *_: 1)


@misconception(
    "barrier_method",
    hint="What happens in your code if m/t is exactly eps?",
    rtol=ITERATED,
)
def equality_is_enough(c, G, h, x0, t0, mu, eps):
    """A gap of exactly eps is enough to stop."""
    return last(c, G, h, x0, t0, mu, eps, is_enough=operator.le)


@misconception(
    "barrier_method",
    hint="Once m/t < eps, is there anything left to do?",
    rtol=ITERATED,
)
def one_centring_more(c, G, h, x0, t0, mu, eps):
    """After the gap is small enough t grows once more, and is centred at."""
    x, t = method(c, G, h, x0, t0, mu, eps)[-1]
    c, G, h = floats(c, G, h)
    return centre(mu * t * c, G, h, x)


@misconception(
    "barrier_method",
    hint="What is returned if t0 is already large enough?",
    rtol=ITERATED,
)
def first_t_skipped(c, G, h, x0, t0, mu, eps):
    """The first centring is at mu · t0."""
    return last(c, G, h, x0, mu * t0, mu, eps)


@misconception("barrier_method", hint="Which t is the first?", rtol=ITERATED)
def start_at_one(c, G, h, x0, t0, mu, eps):
    """The first t is 1, whatever t0 says."""
    return last(c, G, h, x0, 1.0, mu, eps)


@misconception(
    "barrier_method",
    hint="As t grows, does your point move towards the best corner or to the middle?",
    source="Nocedal & Wright, who weigh the barrier with μ = 1/t",
    convention=True,
    rtol=ITERATED,
)
def barrier_weighed_in_the_method(c, G, h, x0, t0, mu, eps):
    """The barrier is multiplied by t, not the objective."""
    return last(c, G, h, x0, t0, mu, eps, weight=lambda t: 1 / t)


@misconception("barrier_method", hint="Does your x depend on eps?", rtol=ITERATED)
def method_without_weight(c, G, h, x0, t0, mu, eps):
    """The objective is not multiplied by t."""
    return last(c, G, h, x0, t0, mu, eps, weight=lambda _: 1.0)


@misconception(
    "barrier_method", hint="Compare cᵀx at your answer with cᵀx0.", rtol=ITERATED
)
def maximised(c, G, h, x0, t0, mu, eps):
    """The objective is maximised: objective and barrier have opposite signs."""
    return last(c, G, h, x0, t0, mu, eps, weight=lambda t: -t)


@misconception(
    "barrier_method",
    hint="The objective may be good enough: but which t does the handout stop at?",
    rtol=ITERATED,
)
def straight_to_the_end(c, G, h, x0, t0, mu, eps):
    """There is one centring only, at the smallest t with m/t below eps."""
    return last(c, G, h, x0, max(t0, 1.000001 * len(h) / eps), mu, eps)


@misconception(
    "barrier_method",
    hint="How small is the Newton decrement when t grows?",
    rtol=ITERATED,
)
def one_step_for_each_centring(c, G, h, x0, t0, mu, eps):
    """Each centring is a single step of Newton's method."""

    def find(q, G, h, x):
        return centre(q, G, h, x, steps=1)

    return last(c, G, h, x0, t0, mu, eps, find=find)


@misconception(
    "barrier_method",
    hint="Does a short step prove that the optimum is near? What does m/t prove?",
    rtol=ITERATED,
)
def stopped_at_a_short_move(c, G, h, x0, t0, mu, eps):
    """The method stops when x has moved by less than eps, whatever m/t is."""
    c, G, h, x = floats(c, G, h, x0)
    t = float(t0)
    while True:
        before, x = x, centre(t * c, G, h, x)
        if np.linalg.norm(x - before) < eps:
            return x
        t = mu * t


@misconception(
    "barrier_method", hint="What is asked for: a point or a path?", rtol=ITERATED
)
def all_points_returned(c, G, h, x0, t0, mu, eps):
    """All points on the way are returned."""
    return np.array([x for x, _ in method(c, G, h, x0, t0, mu, eps)])


@misconception("barrier_method", hint="What is asked for besides x?", rtol=ITERATED)
def point_and_weight(c, G, h, x0, t0, mu, eps):
    """The last t is returned beside x."""
    return method(c, G, h, x0, t0, mu, eps)[-1]


@misconception(
    "barrier_method",
    hint="Is a corner strictly inside?",
)
def corner_returned(c, G, h, x0, t0, mu, eps):
    """The answer is the best corner, not a point inside."""
    del x0, t0, mu, eps
    return corner(*floats(c, G, h))
