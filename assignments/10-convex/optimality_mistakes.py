"""Known mistakes with multipliers: equality_newton_step, dual_value, kkt_residual."""

import numpy as np

from grader.diagnosis.misconception import misconception


def solution(H, g, A, *, multiplier=1.0, right=-1.0):
    """Return d and w of the system, with a mistake in one of its signs."""
    H, g, A = (np.array(each, dtype=np.float64) for each in (H, g, A))
    p, n = A.shape
    system = np.block([[H, multiplier * A.T], [A, np.zeros((p, p))]])
    both = np.linalg.solve(system, np.concatenate([right * g, np.zeros(p)]))
    return both[:n], both[n:]


def along(A):
    """Return the projection on the directions that A does not see."""
    return np.eye(A.shape[1]) - np.linalg.pinv(A) @ A


def balance(H, g, A, d):
    """Return the multipliers that suit a step best."""
    return -np.linalg.pinv(A.T) @ (H @ d + g)


# ----------------------------------------------------------------- equality_newton_step


@misconception(
    "equality_newton_step",
    hint="Does your step go uphill or downhill? Try gᵀd.",
)
def right_side_without_minus(H, g, A):
    """The right side is g, not -g: the step goes the other way."""
    return solution(H, g, A, right=1.0)


@misconception(
    "equality_newton_step",
    hint="Put your w into the first row of the system.",
    source="textbooks that subtract the multipliers' term",
    convention=True,
)
def multipliers_of_other_sign(H, g, A):
    """The multipliers have the opposite sign, as with L = f - wᵀAx."""
    return solution(H, g, A, multiplier=-1.0)


@misconception(
    "equality_newton_step",
    hint="What is A d for your step?",
)
def equations_ignored(H, g, A):
    """The step is the one without equations, with multipliers 0."""
    return -np.linalg.pinv(H) @ g, np.zeros(len(A))


@misconception(
    "equality_newton_step",
    hint="Is the projection of the best step the best step of those allowed?",
)
def step_projected_afterwards(H, g, A):
    """The step without equations is projected on those that A allows."""
    d = along(A) @ (-np.linalg.pinv(H) @ g)
    return d, balance(H, g, A, d)


@misconception(
    "equality_newton_step",
    hint="Where does the Hessian enter your step?",
)
def gradient_projected(H, g, A):
    """The step is the projected negative gradient; the Hessian is not used for it."""
    d = -along(A) @ g
    return d, balance(H, g, A, d)


@misconception("equality_newton_step", hint="Which of the two comes first?")
def multipliers_first(H, g, A):
    """The multipliers are returned before the step."""
    return solution(H, g, A)[::-1]


@misconception(
    "equality_newton_step",
    hint="How many things are to be returned, and which shapes have they?",
)
def both_in_one_vector(H, g, A):
    """The solution of the system is returned as one vector."""
    return np.concatenate(solution(H, g, A))


@misconception(
    "equality_newton_step",
    hint="What is the gradient of ½ dᵀH d?",
)
def hessian_doubled(H, g, A):
    """The Hessian is doubled, as if the model were gᵀd + dᵀH d."""
    return solution(2 * np.array(H, dtype=np.float64), g, A)


@misconception(
    "equality_newton_step",
    hint="Does H have an inverse here? Does the whole system?",
)
def hessian_inverted(H, g, A):
    """H is inverted first, which fails where only the whole system has a solution."""
    inverse = np.linalg.inv(H)
    w = np.linalg.solve(A @ inverse @ A.T, -A @ inverse @ g)
    return -inverse @ (g + A.T @ w), w


@misconception(
    "equality_newton_step",
    hint="A pseudo-inverse never complains. Put your d into H d + Aᵀw = -g.",
)
def hessian_inverted_somehow(H, g, A):
    """A pseudo-inverse stands in for the inverse of H, which does not exist."""
    inverse = np.linalg.pinv(H)
    w = np.linalg.pinv(A @ inverse @ A.T) @ (-A @ inverse @ g)
    return -inverse @ (g + A.T @ w), w


@misconception(
    "equality_newton_step",
    hint="Is something added to H that the handout does not have?",
)
def hessian_made_invertible(H, g, A):
    """A thousandth of the identity is added to H, to make it invertible."""
    return solution(np.array(H, dtype=np.float64) + 1e-3 * np.eye(len(H)), g, A)


@misconception(
    "equality_newton_step",
    hint="Which entries of H do you use?",
)
def diagonal_of_the_hessian(H, g, A):
    """Only the diagonal of H is used."""
    return solution(np.diag(np.diag(np.array(H, dtype=np.float64))), g, A)


# --------------------------------------------------------------------------- dual_value


def proven(  # each argument is a place at which somebody went wrong
    c,
    G,
    h,
    lam,
    *,
    value=lambda h, lam: -float(h @ lam),
    rest=lambda c, G, lam: c + G.T @ lam,
    allowed=lambda c: 1e-9 * max(1.0, float(np.linalg.norm(c))),
    size=np.linalg.norm,
    signs=lambda lam: (lam >= 0).all(),
    nothing=-np.inf,
):
    """Return the dual value, with a mistake in one place."""
    c, G, h, lam = (np.array(each, dtype=np.float64) for each in (c, G, h, lam))
    if size(rest(c, G, lam)) <= allowed(c) and signs(lam):
        return value(h, lam)
    return nothing


@misconception(
    "dual_value",
    hint="At x >= 1 the level h is -1. Which sign should the bound on x have?",
)
def bound_without_minus(c, G, h, lam):
    """The value is +hᵀλ."""
    return proven(c, G, h, lam, value=lambda h, lam: float(h @ lam))


@misconception(
    "dual_value",
    hint="If λ_i is negative, is λ_i (Gx - h)_i a reward or a penalty inside?",
    family="negative multipliers",
)
def negative_multipliers_accepted(c, G, h, lam):
    """The signs of the multipliers are not looked at."""
    return proven(c, G, h, lam, signs=lambda _: True)


@misconception(
    "dual_value",
    hint="With what is λ compared in the handout, and how exactly?",
    family="negative multipliers",
)
def slightly_negative_accepted(c, G, h, lam):
    """Multipliers down to -1e-9 count as not negative."""
    return proven(c, G, h, lam, signs=lambda lam: (lam >= -1e-9).all())


@misconception(
    "dual_value",
    hint="Does a λ with a negative entry prove anything?",
    family="negative multipliers",
)
def negative_multipliers_cut_off(c, G, h, lam):
    """Negative multipliers are set to 0 before the value is computed."""
    return proven(
        c,
        G,
        h,
        lam,
        signs=lambda _: True,
        value=lambda h, lam: -float(h @ np.maximum(lam, 0)),
    )


@misconception(
    "dual_value",
    hint="May a multiplier be 0? Which constraints have such multipliers?",
)
def zeros_refused(c, G, h, lam):
    """Multipliers of 0 count as not allowed."""
    return proven(c, G, h, lam, signs=lambda lam: (lam > 0).all())


@misconception(
    "dual_value",
    hint="Write down cᵀx + λᵀ(Gx - h) and collect what stands with x.",
)
def stationarity_with_minus(c, G, h, lam):
    """Gᵀλ is compared with c, not with -c."""
    return proven(c, G, h, lam, rest=lambda c, G, lam: c - G.T @ lam)


@misconception(
    "dual_value",
    hint="What is min_x of a linear function that is not flat?",
)
def stationarity_not_asked(c, G, h, lam):
    """The condition Gᵀλ + c = 0 is not looked at."""
    return proven(c, G, h, lam, rest=lambda c, *_: 0 * c)


@misconception(
    "dual_value",
    hint="A bound from below that says nothing: is it +inf or -inf?",
    family="what is returned if nothing is proven",
)
def plus_infinity(c, G, h, lam):
    """Multipliers that prove nothing are worth +inf."""
    return proven(c, G, h, lam, nothing=np.inf)


@misconception(
    "dual_value",
    hint="What does the handout return if a condition does not hold?",
    family="what is returned if nothing is proven",
)
def nan_for_nothing(c, G, h, lam):
    """Multipliers that prove nothing are worth nan."""
    return proven(c, G, h, lam, nothing=np.nan)


@misconception(
    "dual_value",
    hint="What does the handout return if a condition does not hold?",
    family="what is returned if nothing is proven",
)
def zero_for_nothing(c, G, h, lam):
    """Multipliers that prove nothing are worth 0."""
    return proven(c, G, h, lam, nothing=0.0)


@misconception(
    "dual_value",
    hint="Is 0.1 + 0.2 equal to 0.3 in floating point?",
    family="the tolerance of the first condition",
)
def exactly_stationary(c, G, h, lam):
    """Gᵀλ + c has to be exactly 0."""
    return proven(c, G, h, lam, allowed=lambda _: 0.0)


@misconception(
    "dual_value",
    hint="How large may Gᵀλ + c be if |c| = 5?",
    family="the tolerance of the first condition",
)
def tolerance_without_scale(c, G, h, lam):
    """The tolerance is 1e-9, however large c is."""
    return proven(c, G, h, lam, allowed=lambda _: 1e-9)


@misconception(
    "dual_value",
    hint="How large may Gᵀλ + c be if |c| = 0.05?",
    family="the tolerance of the first condition",
)
def tolerance_of_size_c(c, G, h, lam):
    """The tolerance is 1e-9 of |c| even where |c| is below 1."""
    return proven(c, G, h, lam, allowed=lambda c: 1e-9 * float(np.linalg.norm(c)))


@misconception(
    "dual_value",
    hint="numpy's isclose and allclose have tolerances of their own. Which?",
    source="np.allclose with its defaults",
    family="the tolerance of the first condition",
)
def tolerance_of_allclose(c, G, h, lam):
    """The condition is left to np.allclose, whose tolerance is 1e-8."""
    return proven(c, G, h, lam, size=lambda v: np.abs(v).max(), allowed=lambda _: 1e-8)


@misconception(
    "dual_value",
    hint="Which norm does |·| stand for?",
    family="the tolerance of the first condition",
)
def largest_entry_for_the_norm(c, G, h, lam):
    """The size of Gᵀλ + c is its largest entry, not its Euclidean norm."""
    return proven(c, G, h, lam, size=lambda v: np.abs(v).max())


# ------------------------------------------------------------------------- kkt_residual


class State:
    """A linear program at x and λ: its slacks s, and r = c + Gᵀλ."""

    def __init__(self, *case):
        self.c, G, h, x, self.lam = (np.array(each, dtype=np.float64) for each in case)
        self.s, self.pull = h - G @ x, G.T @ self.lam
        self.r = self.c + self.pull


def violations(*case):
    """Return the violations of the four conditions."""
    at = State(*case)
    return [
        np.maximum(-at.s, 0),
        np.maximum(-at.lam, 0),
        np.abs(at.r),
        np.abs(at.lam * at.s),
    ]


def largest(parts):
    """Return the largest number in some arrays."""
    return float(max(np.max(each) for each in parts))


def replaced(at, part, *case):
    """Return the residual with one part computed another way, or left out."""
    parts = violations(*case)
    parts[at : at + 1] = [part(State(*case))] if part else []
    return largest(parts)


@misconception("kkt_residual", hint="Does your residual notice an x outside?")
def feasibility_forgotten(c, G, h, x, lam):
    """Whether Gx <= h holds is not asked."""
    return replaced(0, None, c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="Is a constraint violated that has room to spare?",
)
def room_counts_as_violation(c, G, h, x, lam):
    """The sizes |Gx - h| are taken: room to spare counts as a violation."""
    return replaced(0, lambda at: np.abs(at.s), c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="For Gx <= h, is it bad if h - Gx is positive, or if it is negative?",
)
def feasibility_the_wrong_way_round(c, G, h, x, lam):
    """The violation is max(h - Gx, 0), as if the constraints were Gx >= h."""
    return replaced(0, lambda at: at.s, c, G, h, x, lam)


@misconception("kkt_residual", hint="Does your residual notice a negative λ?")
def multipliers_of_any_sign(c, G, h, x, lam):
    """Negative multipliers are accepted."""
    return replaced(1, None, c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="Which sign have multipliers of Gx <= h?",
)
def positive_multipliers_punished(c, G, h, x, lam):
    """Positive multipliers count as violations, not negative ones."""
    return replaced(1, lambda at: np.maximum(at.lam, 0), c, G, h, x, lam)


@misconception("kkt_residual", hint="Where do c and Gᵀλ meet in your code?")
def stationarity_forgotten(c, G, h, x, lam):
    """Stationarity is left out."""
    return replaced(2, None, c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="Is the gradient of λᵀ(Gx - h) Gᵀλ or its negative?",
)
def multipliers_subtracted(c, G, h, x, lam):
    """Stationarity is c - Gᵀλ = 0."""
    return replaced(2, lambda at: np.abs(at.c - at.pull), c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="What if an entry of c + Gᵀλ is -3?",
)
def stationarity_with_its_sign(c, G, h, x, lam):
    """The entries of c + Gᵀλ keep their signs, so that negative ones are lost."""
    return replaced(2, lambda at: at.r, c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="The largest entry or the Euclidean norm?",
    convention=True,
)
def stationarity_as_a_length(c, G, h, x, lam):
    """The length of c + Gᵀλ is taken, not its largest entry."""
    return replaced(2, lambda at: np.linalg.norm(at.r), c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="May a constraint with room to spare have a multiplier?",
)
def slackness_forgotten(c, G, h, x, lam):
    """Complementary slackness is left out."""
    return replaced(3, None, c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="Can two products cancel in your sum?",
    source="the duality gap λᵀ(h - Gx)",
)
def slackness_summed(c, G, h, x, lam):
    """Complementary slackness is taken as |λᵀ(h - Gx)|, one sum over all rows."""
    return replaced(3, lambda at: np.abs(at.lam @ at.s), c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="What if a product λ_i (h - Gx)_i is negative?",
)
def slackness_with_its_sign(c, G, h, x, lam):
    """The products λ_i (h - Gx)_i keep their signs, so that negative ones are lost."""
    return replaced(3, lambda at: at.lam * at.s, c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="Is it the product of the two, or the smaller of them?",
    source="the natural residual min(λ, h - Gx)",
    convention=True,
)
def slackness_as_the_smaller(c, G, h, x, lam):
    """Complementary slackness is |min(λ_i, (h - Gx)_i)|, not a product."""
    return replaced(3, lambda at: np.abs(np.minimum(at.lam, at.s)), c, G, h, x, lam)


@misconception(
    "kkt_residual",
    hint="Is the largest violation asked for, or how many there are together?",
    family="how the violations are put together",
    convention=True,
)
def violations_added_up(c, G, h, x, lam):
    """All violations are added up."""
    return float(sum(each.sum() for each in violations(c, G, h, x, lam)))


@misconception(
    "kkt_residual",
    hint="What is to be taken of all these numbers?",
    family="how the violations are put together",
    convention=True,
)
def largest_of_each_added_up(c, G, h, x, lam):
    """The largest violations of the four conditions are added up."""
    return float(sum(each.max() for each in violations(c, G, h, x, lam)))


@misconception(
    "kkt_residual",
    hint="What is to be taken of all these numbers?",
    family="how the violations are put together",
    convention=True,
)
def length_of_all_violations(c, G, h, x, lam):
    """The Euclidean norm of all violations is returned."""
    return float(np.linalg.norm(np.concatenate(violations(c, G, h, x, lam))))


@misconception("kkt_residual", hint="How many numbers are asked for?")
def four_numbers(c, G, h, x, lam):
    """The largest violation of each condition is returned: four numbers."""
    return [float(each.max()) for each in violations(c, G, h, x, lam)]


@misconception(
    "kkt_residual",
    hint="Is anything to be divided by the size of c?",
    convention=True,
)
def residual_scaled(c, G, h, x, lam):
    """The residual is divided by max(1, |c|)."""
    return largest(violations(c, G, h, x, lam)) / max(1.0, float(np.linalg.norm(c)))
