"""Known mistakes in the search for points above a chord, or outside of a set."""

import numpy as np

from grader.diagnosis import misconception

from .curvature_mistakes import real

S3_THETA = "S3, 'Convex Optimization': λ is the share of the other point"


def slack(f_x, f_y):
    """Return the slack of the handout."""
    return 1e-9 * max(1.0, abs(f_x), abs(f_y))


def excesses(f, x, y, thetas, allowed=slack):
    """Return θ, and by how much f lies above the chord there, for each θ."""
    x, y = real(x), real(y)
    f_x, f_y = float(f(x)), float(f(y))
    return [
        (
            theta,
            float(f(theta * x + (1 - theta) * y)),
            theta * f_x + (1 - theta) * f_y + allowed(f_x, f_y),
        )
        for theta in thetas
    ]


def inner(n):
    """Return the n values of θ of the handout."""
    return [k / (n + 1) for k in range(1, n + 1)]


def first(f, x, y, thetas, allowed=slack):
    """Return the first θ above the chord, or None."""
    above = (
        theta
        for theta, value, chord in excesses(f, x, y, thetas, allowed)
        if value > chord
    )
    return next(above, None)


# ----------------------------------------------------------- violates_convexity


@misconception(
    "violates_convexity",
    hint="To which of the two points does θ belong?",
    source=S3_THETA,
    convention=True,
    family="other θ",
)
def theta_of_the_other_point(f, x, y, n):
    """θ is the share of y, and grows from x to y, as in another lecture."""
    return first(f, y, x, inner(n))


@misconception(
    "violates_convexity",
    hint="At θ = 1/4, is the point nearer to x or to y, and the chord?",
    family="other θ",
)
def ends_crossed(f, x, y, n):
    """The point and the chord are weighted in opposite ways."""
    x, y = real(x), real(y)
    f_x, f_y = float(f(x)), float(f(y))
    for theta in inner(n):
        chord = (1 - theta) * f_x + theta * f_y + slack(f_x, f_y)
        if float(f(theta * x + (1 - theta) * y)) > chord:
            return theta
    return None


@misconception(
    "violates_convexity",
    hint="For n = 2, which two values of θ are tried?",
    family="other θ",
)
def nths(f, x, y, n):
    """θ is k/n instead of k/(n + 1)."""
    return first(f, x, y, [k / n for k in range(1, n + 1)])


@misconception(
    "violates_convexity",
    hint="For n = 2, which two values of θ are tried?",
    family="other θ",
)
def ends_among_the_points(f, x, y, n):
    """θ runs through linspace(0, 1, n), ends included."""
    return first(f, x, y, np.linspace(0, 1, n).tolist())


@misconception(
    "violates_convexity",
    hint="With n = 3, how many values of θ do you try?",
    family="other θ",
)
def last_theta_forgotten(f, x, y, n):
    """The last θ is not tried."""
    return first(f, x, y, inner(n)[:-1])


@misconception(
    "violates_convexity",
    hint="With n = 3, how many values of θ do you try?",
    family="other θ",
)
def middle_only(f, x, y, n):
    """Only the middle of the segment is tried."""
    return first(f, x, y, [0.5])


@misconception(
    "violates_convexity",
    hint="Which θ is asked for: the first, the last, or the worst?",
    family="another of the violations",
)
def last_violation(f, x, y, n):
    """The last θ above the chord is returned."""
    return first(f, x, y, inner(n)[::-1])


@misconception(
    "violates_convexity",
    hint="Which θ is asked for: the first, the last, or the worst?",
    family="another of the violations",
)
def worst_violation(f, x, y, n):
    """The θ at which f is furthest above the chord is returned."""
    above = [
        (value - chord, -theta)
        for theta, value, chord in excesses(f, x, y, inner(n))
        if value > chord
    ]
    return -max(above)[1] if above else None


@misconception(
    "violates_convexity",
    hint="Draw x². Is it above or below its chords?",
    family="other comparison",
)
def below_the_chord(f, x, y, n):
    """Points below the chord are taken for violations."""
    x, y = real(x), real(y)
    f_x, f_y = float(f(x)), float(f(y))
    for theta in inner(n):
        chord = theta * f_x + (1 - theta) * f_y
        if float(f(theta * x + (1 - theta) * y)) < chord - slack(f_x, f_y):
            return theta
    return None


@misconception(
    "violates_convexity",
    hint="Is a straight line convex? What does rounding make of it?",
    family="other comparison",
)
def no_slack_for_lines(f, x, y, n):
    """There is no slack, so that rounding makes straight lines violate."""
    return first(f, x, y, inner(n), lambda *_: 0.0)


@misconception(
    "violates_convexity",
    hint="How many digits after the point does a value of 1000 keep?",
    family="other comparison",
)
def slack_too_small_for_large_values(f, x, y, n):
    """The slack is 10⁻⁹, however large the values are."""
    return first(f, x, y, inner(n), lambda *_: 1e-9)


@misconception(
    "violates_convexity",
    hint="What is your slack where f is 0 at both ends?",
    family="other comparison",
)
def slack_of_the_values_alone(f, x, y, n):
    """The slack is 10⁻⁹ of the values, and vanishes with them."""
    return first(f, x, y, inner(n), lambda *ends: 1e-9 * max(map(abs, ends)))


@misconception(
    "violates_convexity",
    hint="How small a bump on a straight line does your function still see?",
    family="other comparison",
)
def slack_too_large(f, x, y, n):
    """The slack is 10⁻⁶ of the values, so that small bumps are not seen."""
    return first(f, x, y, inner(n), lambda *ends: 1e-6 * max(1.0, *map(abs, ends)))


@misconception(
    "violates_convexity",
    hint="Which comparisons with nan are true?",
    family="other comparison",
)
def nan_violates(f, x, y, n):
    """Every θ at which f is not below the chord violates, nan included."""
    return next(
        (t for t, value, chord in excesses(f, x, y, inner(n)) if not value <= chord),
        None,
    )


@misconception(
    "violates_convexity",
    hint="f is finite at both ends and inf between them. Can it be convex?",
    family="other comparison",
)
def infinity_passed_over(f, x, y, n):
    """Points at which f is inf are passed over."""
    return next(
        (
            theta
            for theta, value, chord in excesses(f, x, y, inner(n))
            if np.isfinite(value) and value > chord
        ),
        None,
    )


@misconception(
    "violates_convexity",
    hint="What comes after a point at which f is nan?",
    family="other comparison",
)
def gives_up_at_nan(f, x, y, n):
    """The search ends with None at the first value of nan."""
    for theta, value, chord in excesses(f, x, y, inner(n)):
        if np.isnan(value):
            return None
        if value > chord:
            return theta
    return None


@misconception(
    "violates_convexity",
    hint="Does the caller want the number of the point, or θ?",
    family="something else returned",
)
def number_of_the_point(f, x, y, n):
    """The number k is returned instead of θ = k/(n + 1)."""
    theta = first(f, x, y, inner(n))
    return None if theta is None else round(theta * (n + 1))


@misconception(
    "violates_convexity",
    hint="Does the caller want the point, or θ?",
    family="something else returned",
)
def point_above_the_chord(f, x, y, n):
    """The point is returned instead of θ."""
    theta = first(f, x, y, inner(n))
    return None if theta is None else theta * real(x) + (1 - theta) * real(y)


@misconception(
    "violates_convexity",
    hint="Does the caller want to know whether, or where?",
    family="something else returned",
)
def whether_instead_of_where(f, x, y, n):
    """True or False is returned."""
    return first(f, x, y, inner(n)) is not None


@misconception(
    "violates_convexity",
    hint="What does the handout want where nothing violates convexity?",
    family="something else returned",
)
def nan_for_none(f, x, y, n):
    """Where None is wanted nan is returned."""
    theta = first(f, x, y, inner(n))
    return float("nan") if theta is None else theta


@misconception(
    "violates_convexity",
    hint="What does the handout want where nothing violates convexity?",
    family="something else returned",
)
def false_for_none(f, x, y, n):
    """False is returned where None is wanted."""
    theta = first(f, x, y, inner(n))
    return False if theta is None else theta


@misconception(
    "violates_convexity",
    hint="Print x and y after your function has returned.",
)
def end_moved(f, x, y, n):
    """The caller's x is turned into x - y where it lies."""
    theta = first(f, x, y, inner(n))
    if np.ndim(x) and x.dtype.kind == "f":
        x -= y
    return theta


# --------------------------------------------------------------- segment_inside


def inside(contains, x, y, thetas):
    """Return for each θ whether the point is in the set."""
    x, y = real(x), real(y)
    return [bool(contains(theta * x + (1 - theta) * y)) for theta in thetas]


@misconception(
    "segment_inside",
    hint="How many of the points have to be in the set?",
    family="another combination",
)
def one_point_is_enough(contains, x, y, n):
    """One point in the set is enough."""
    return any(inside(contains, x, y, np.linspace(0, 1, n)))


@misconception(
    "segment_inside",
    hint="How many of the points have to be in the set?",
    family="another combination",
)
def most_points_are_enough(contains, x, y, n):
    """More than half of the points are enough."""
    return sum(inside(contains, x, y, np.linspace(0, 1, n))) > n / 2


@misconception(
    "segment_inside",
    hint="What does True mean: that the segment is inside, or that it leaves the set?",
    family="another combination",
)
def says_when_it_leaves(contains, x, y, n):
    """True is returned if a point is not in the set."""
    return not all(inside(contains, x, y, np.linspace(0, 1, n)))


@misconception(
    "segment_inside",
    hint="Does your function return from within its loop?",
    family="another combination",
)
def first_point_decides(contains, x, y, n):
    """The loop returns after the first point."""
    return inside(contains, x, y, [0.0])[0]


@misconception(
    "segment_inside",
    hint="How many points are in the set, and what does the caller want to know?",
    family="another combination",
)
def points_counted(contains, x, y, n):
    """The number of points in the set is returned."""
    return sum(inside(contains, x, y, np.linspace(0, 1, n)))


@misconception(
    "segment_inside",
    hint="The ends of a broken bridge stand, too.",
    family="other points",
)
def ends_only(contains, x, y, n):
    """Only the two ends are tried."""
    return all(inside(contains, x, y, [0.0, 1.0]))


@misconception(
    "segment_inside",
    hint="Is a hole always in the middle?",
    family="other points",
)
def ends_and_middle(contains, x, y, n):
    """Only the ends and the middle are tried."""
    return all(inside(contains, x, y, [0.0, 0.5, 1.0]))


@misconception(
    "segment_inside",
    hint="For n = 5, what are the first and the last θ?",
    family="other points",
)
def ends_left_out(contains, x, y, n):
    """θ runs through k/(n + 1), which leaves out the ends."""
    return all(inside(contains, x, y, inner(n)))


@misconception(
    "segment_inside",
    hint="For n = 5, how many points are tried?",
    family="other points",
)
def one_point_more(contains, x, y, n):
    """One point too many is tried, as if n were the number of steps."""
    return all(inside(contains, x, y, np.linspace(0, 1, n + 1)))


@misconception(
    "segment_inside",
    hint="For n = 5, what is the last θ?",
    family="other points",
)
def last_end_left_out(contains, x, y, n):
    """θ runs through k/n for k < n, which leaves out x."""
    return all(inside(contains, x, y, np.linspace(0, 1, n, endpoint=False)))


@misconception(
    "segment_inside",
    hint="For n = 5, what is the first θ?",
    family="other points",
)
def first_end_left_out(contains, x, y, n):
    """θ runs through k/n for k > 0, which leaves out y."""
    return all(inside(contains, x, y, [k / n for k in range(1, n + 1)]))


@misconception(
    "segment_inside",
    hint="Are the points in the segment, or beside it? Print one.",
    family="other points",
)
def weights_do_not_add_up(contains, x, y, n):
    """θ x + θ y is tried instead of θ x + (1 - θ) y."""
    x, y = real(x), real(y)
    return all(bool(contains(theta * x + theta * y)) for theta in np.linspace(0, 1, n))


@misconception(
    "segment_inside",
    hint="Where does y + θ x lead for θ = 1?",
    family="other points",
)
def walks_past_the_end(contains, x, y, n):
    """The points y + θ x are tried instead of y + θ (x - y)."""
    x, y = real(x), real(y)
    return all(bool(contains(y + theta * x)) for theta in np.linspace(0, 1, n))


@misconception(
    "segment_inside",
    hint="Print x after your function has returned.",
)
def segment_overwritten(contains, x, y, n):
    """The caller's x is turned into x - y where it lies."""
    answer = all(inside(contains, x, y, np.linspace(0, 1, n)))
    if np.ndim(x) and x.dtype.kind == "f":
        x -= y
    return answer


@misconception(
    "segment_inside",
    hint="What does an array of whole numbers make of a half?",
)
def whole_points_only(contains, x, y, n):
    """The points are stored in an array of the dtype of x, which may be whole."""
    x, y = np.asarray(x), np.asarray(y)
    points = np.empty((n, *x.shape), dtype=x.dtype)
    for k, theta in enumerate(np.linspace(0, 1, n)):
        points[k] = theta * x + (1 - theta) * y
    return all(bool(contains(real(point))) for point in points)
