"""Known mistakes in exercises 6 and 7: condition, minimum, maximum, saddle."""

import numpy as np

from grader.diagnosis.misconception import misconception

SMALL = 1e-8
"""What counts as 0 beside the largest eigenvalue in exercise 7."""


# The condition number.


def sizes(H):
    """Return the absolute eigenvalues, ascending."""
    return np.sort(np.abs(np.linalg.eigvalsh(np.array(H, dtype=float))))


def ratio(large, small, *, singular):
    """Return large/small, and inf where it is said to be singular."""
    if singular:
        return np.inf
    with np.errstate(all="ignore"):
        return float(np.float64(large) / np.float64(small))


def is_singular(H):
    """Tell whether the handout calls a matrix singular."""
    size = sizes(H)
    return size[0] <= 1e-12 * size[-1]


@misconception(
    "condition_number",
    family="which eigenvalues",
    hint="What is your answer for diag(4, -8)? Can a ratio of lengths be negative?",
    source="S3, which prints λ_max/λ_min",
)
def signs_kept(H):
    """The largest eigenvalue is divided by the smallest, both with their signs."""
    lam = np.linalg.eigvalsh(np.array(H, dtype=float))
    return ratio(lam[-1], lam[0], singular=is_singular(H))


@misconception(
    "condition_number",
    family="which eigenvalues",
    hint="What is your answer for diag(4, -8)? Which eigenvalue is larger in size?",
)
def size_of_the_ratio(H):
    """The absolute value is taken last, of the largest over the smallest."""
    lam = np.linalg.eigvalsh(np.array(H, dtype=float))
    return abs(ratio(lam[-1], lam[0], singular=is_singular(H)))


@misconception(
    "condition_number",
    family="which eigenvalues",
    hint="Does the diagonal tell the eigenvalues?",
)
def ratio_of_diagonal_entries(H):
    """Diagonal entries are compared instead of eigenvalues."""
    entries = np.abs(np.diag(np.array(H, dtype=float)))
    return ratio(entries.max(), entries.min(), singular=is_singular(H))


@misconception(
    "condition_number",
    family="which ratio",
    hint="What is your answer for diag(1, 2)? Which of the two is on top?",
)
def flattest_over_steepest(H):
    """The smallest is divided by the largest."""
    size = sizes(H)
    return 0.0 if is_singular(H) else size[0] / size[-1]


@misconception(
    "condition_number",
    family="which ratio",
    hint="Of which matrix are your eigenvalues: of H or of HᵀH?",
)
def ratio_squared(H):
    """The eigenvalues of HᵀH are compared, which are squares."""
    size = sizes(H)
    return ratio(size[-1] ** 2, size[0] ** 2, singular=is_singular(H))


@misconception(
    "condition_number",
    family="which ratio",
    hint="Is a singular value of H a root of an eigenvalue of H?",
)
def ratio_rooted(H):
    """The roots of the eigenvalues are compared."""
    size = sizes(H)
    return ratio(size[-1] ** 0.5, size[0] ** 0.5, singular=is_singular(H))


@misconception(
    "condition_number",
    family="which ratio",
    hint="What is your answer for 2H, compared with H?",
)
def difference_of_sizes(H):
    """The smallest is subtracted from the largest."""
    size = sizes(H)
    return np.inf if is_singular(H) else size[-1] - size[0]


@misconception(
    "condition_number",
    family="which norm",
    hint="What is your answer for [[2, 1], [1, 2]], which has the eigenvalues 3 and 1?",
    source="numpy.linalg.cond with another norm",
    convention=True,
)
def norm_of_all_entries(H):
    """The Frobenius norms of H and of its inverse are multiplied."""
    H = np.array(H, dtype=float)
    return np.inf if is_singular(H) else np.linalg.cond(H, "fro")


@misconception(
    "condition_number",
    family="which norm",
    hint="What is your answer for [[2, 1], [1, 2]], and for larger matrices?",
    source="numpy.linalg.cond with another norm",
    convention=True,
)
def norm_of_columns(H):
    """The largest column sums of H and of its inverse are multiplied."""
    H = np.array(H, dtype=float)
    return np.inf if is_singular(H) else np.linalg.cond(H, 1)


@misconception(
    "condition_number",
    family="which matrices are singular",
    hint="What is your answer for diag(1, 1e-16)?",
)
def only_exact_zeros(H):
    """Only an eigenvalue of exactly 0 makes it inf."""
    size = sizes(H)
    return ratio(size[-1], size[0], singular=size[0] == 0)


@misconception(
    "condition_number",
    family="which matrices are singular",
    hint="What is your answer for a tiny multiple of [[2, 1], [1, 2]]?",
)
def absolute_bound(H):
    """An eigenvalue counts as 0 below 1e-12, whatever the others are."""
    size = sizes(H)
    return ratio(size[-1], size[0], singular=size[0] <= 1e-12)


@misconception(
    "condition_number",
    family="which matrices are singular",
    hint="What is your answer for a matrix of zeros?",
)
def zeros_forgotten(H):
    """The zero matrix gives nan, 0 divided by 0."""
    size = sizes(H)
    if not size.any():
        return np.nan
    return ratio(size[-1], size[0], singular=is_singular(H))


@misconception(
    "condition_number",
    family="which matrices are singular",
    hint="What comes back for [[4, 2], [2, 1]]?",
)
def nothing_for_singular(H):
    """A singular matrix gives None."""
    size = sizes(H)
    return None if is_singular(H) else size[-1] / size[0]


@misconception(
    "condition_number",
    family="which matrices are singular",
    hint="What comes back for [[4, 2], [2, 1]]?",
)
def error_for_singular(H):
    """A singular matrix raises an error."""
    if is_singular(H):
        raise ValueError("H is singular")
    size = sizes(H)
    return size[-1] / size[0]


@misconception(
    "condition_number",
    hint="Call your function with an array of integers, and print H afterwards.",
)
def sizes_in_place(H):
    """The absolute values are written into H itself."""
    size = sizes(H)
    singular = is_singular(H)
    np.abs(H, out=H)
    return ratio(size[-1], size[0], singular=singular)


# The second derivative test.


def signs(H, zero=None):
    """Return the signs of the eigenvalues, 0 for those that count as 0."""
    lam = np.linalg.eigvalsh(np.array(H, dtype=float))
    zero = SMALL * np.abs(lam).max() if zero is None else zero
    return np.sign(lam) * (np.abs(lam) > zero)


def word(sign):
    """Return the right word for signs."""
    if (sign > 0).any() and (sign < 0).any():
        return "saddle"
    if (sign > 0).all():
        return "minimum"
    if (sign < 0).all():
        return "maximum"
    return "inconclusive"


@misconception(
    "classify_critical_point",
    hint="If f rises in one direction and falls in another, what is certain?",
    source="S3, second derivative test in several dimensions",
)
def indefinite_left_open(H):
    """Every H that is neither positive nor negative definite is inconclusive."""
    found = word(signs(H))
    return "inconclusive" if found == "saddle" else found


@misconception(
    "classify_critical_point",
    family="what an eigenvalue of 0 means",
    hint="Look at x⁴ and x³ at 0: what is their second derivative?",
    source="S3, second derivative test in one dimension",
)
def zero_means_maximum(H):
    """What is left when nothing else fits is called a maximum, as f'' = 0."""
    found = word(signs(H))
    return "maximum" if found == "inconclusive" else found


@misconception(
    "classify_critical_point",
    family="what an eigenvalue of 0 means",
    hint="Look at x⁴ and -x⁴ at 0: what is their second derivative?",
)
def zero_means_minimum(H):
    """What is left when nothing else fits is called a minimum."""
    found = word(signs(H))
    return "minimum" if found == "inconclusive" else found


@misconception(
    "classify_critical_point",
    family="what an eigenvalue of 0 means",
    hint="Look at x² + y⁴ at 0: is it a saddle?",
)
def zero_means_saddle(H):
    """What is neither positive nor negative definite is called a saddle."""
    found = word(signs(H))
    return "saddle" if found == "inconclusive" else found


@misconception(
    "classify_critical_point",
    family="what an eigenvalue of 0 means",
    hint="Look at x² - y⁴ at 0: is it a minimum?",
)
def zero_goes_with_the_others(H):
    """Eigenvalues of 0 are left out, and the others decide."""
    sign = signs(H)
    if not sign.any():
        return "inconclusive"
    return word(sign[sign != 0])


@misconception(
    "classify_critical_point",
    family="what an eigenvalue of 0 means",
    hint="If f rises along x and falls along y, does it matter what it does along z?",
)
def zero_decides_first(H):
    """An eigenvalue of 0 makes everything inconclusive, saddles as well."""
    sign = signs(H)
    return word(sign) if sign.all() else "inconclusive"


@misconception(
    "classify_critical_point",
    family="what counts as 0",
    hint="What does rounding leave of an eigenvalue of 0?",
)
def every_sign_counts(H):
    """Signs are taken as they are, however small an eigenvalue is."""
    return word(signs(H, zero=0.0))


@misconception(
    "classify_critical_point",
    family="what counts as 0",
    hint="What is your answer for a tiny multiple of a matrix?",
)
def bound_not_relative(H):
    """An eigenvalue counts as 0 below 1e-8, whatever the others are."""
    return word(signs(H, zero=SMALL))


@misconception(
    "classify_critical_point",
    family="what counts as 0",
    hint="Is the largest eigenvalue the one of the largest size?",
)
def bound_from_the_largest_with_its_sign(H):
    """The bound is taken from the largest eigenvalue instead of the largest size."""
    lam = np.linalg.eigvalsh(np.array(H, dtype=float))
    return word(signs(H, zero=SMALL * lam.max()))


@misconception(
    "classify_critical_point",
    family="which numbers decide",
    hint="Look at [[1, 2], [2, 1]]: which signs have its eigenvalues?",
)
def diagonal_decides(H):
    """The signs of the diagonal entries decide."""
    entries = np.diag(np.array(H, dtype=float))
    zero = SMALL * np.abs(entries).max()
    return word(np.sign(entries) * (np.abs(entries) > zero))


@misconception(
    "classify_critical_point",
    family="which numbers decide",
    hint="Look at [[1, 2], [2, 1]]: which signs have its eigenvalues?",
)
def entries_decide(H):
    """The signs of all entries decide."""
    entries = np.array(H, dtype=float).ravel()
    zero = SMALL * np.abs(entries).max()
    return word(np.sign(entries) * (np.abs(entries) > zero))


@misconception(
    "classify_critical_point",
    family="which numbers decide",
    hint="What is the determinant of diag(-1, -2, 5)? Is that a minimum?",
    source="the test with the determinant, which is for two dimensions",
)
def determinant_and_corner(H):
    """The determinant and the first entry decide, as in two dimensions."""
    H = np.array(H, dtype=float)
    scale = np.abs(np.linalg.eigvalsh(H))
    det, largest = np.linalg.det(H), scale.max() ** len(H)
    if len(H) == 1:
        return word(np.sign(H.ravel()))
    if abs(det) <= SMALL * largest:
        return "inconclusive"
    if det < 0:
        return "saddle"
    return "minimum" if H[0, 0] > 0 else "maximum"


@misconception(
    "classify_critical_point",
    hint="Look at x²: which sign has its second derivative, and what is at 0?",
)
def words_swapped(H):
    """A positive definite H is called a maximum, a negative definite one a minimum."""
    return word(-signs(H))


@misconception(
    "classify_critical_point",
    hint="Compare your words with those of the handout, letter by letter.",
)
def words_of_ones_own(H):
    """The words are longer than in the handout."""
    found = word(signs(H))
    return f"local {found}" if found in ("minimum", "maximum") else found


@misconception(
    "classify_critical_point",
    hint="Which word belongs to a matrix of zeros?",
)
def zeros_undecided(H):
    """A matrix of zeros gives None."""
    return word(signs(H)) if np.any(H) else None


@misconception(
    "classify_critical_point",
    hint="Print H after your function has returned.",
)
def matrix_scaled_in_place(H):
    """H itself is divided by its largest entry."""
    found = word(signs(H))
    given = np.asarray(H, dtype=float)
    given /= np.abs(given).max() or 1.0
    return found
