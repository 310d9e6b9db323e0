"""Known mistakes in exercise 5: eigenvalues and eigenvectors of 2x2 matrices.

The signs of vectors are free, so that a mistake may be here twice: with numpy's signs
and with those of a formula.
"""

import numpy as np

from grader.diagnosis.misconception import misconception


def by_formula(A):
    """Return the right answer, the vectors from (A - λI) u = 0, not scaled."""
    ((a, b), (c, d)) = np.array(A, dtype=float)
    m, r = (a + d) / 2, np.sqrt(((a - d) / 2) ** 2 + b * c)
    lam = np.array([m + r, m - r])
    columns = []
    for each in lam:
        options = [np.array([b, each - a]), np.array([each - d, c])]
        columns.append(max(options, key=np.linalg.norm))
    return lam, np.array(columns).T


def scaled(U):
    """Return columns of length 1."""
    return U / np.linalg.norm(U, axis=0)


def by_numpy(A):
    """Return the right answer with numpy's signs."""
    lam, U = np.linalg.eig(np.array(A, dtype=float))
    order = np.argsort(-lam)
    return lam[order], U[:, order]


@misconception(
    "eigen_2x2",
    family="the order of the eigenvalues",
    hint="Which of the two values comes first?",
    source="numpy.linalg.eigh",
    convention=True,
)
def values_ascending(A):
    """The smaller value comes first, with its vector."""
    lam, U = by_numpy(A)
    return lam[::-1].copy(), U[:, ::-1].copy()


@misconception(
    "eigen_2x2",
    family="the order of the eigenvalues",
    hint="Which of the two values comes first?",
    convention=True,
)
def values_ascending_by_formula(A):
    """The smaller value comes first, with its vector, as the formula gives them."""
    lam, U = by_formula(A)
    return lam[::-1].copy(), scaled(U)[:, ::-1].copy()


@misconception(
    "eigen_2x2",
    family="the order of the eigenvalues",
    hint="Which is larger, 2 or -5?",
)
def values_by_size(A):
    """The value of the larger size comes first, also if it is negative."""
    lam, U = by_numpy(A)
    order = np.argsort(-np.abs(lam))
    return lam[order], U[:, order]


@misconception(
    "eigen_2x2",
    family="the order of the eigenvalues",
    hint="Does numpy.linalg.eig promise any order?",
)
def values_in_no_order(A):
    """Values and vectors are left in the order in which numpy gives them."""
    lam, U = np.linalg.eig(np.array(A, dtype=float))
    return lam, U


@misconception(
    "eigen_2x2",
    family="which vector belongs to which value",
    hint="When you sort the values, what happens to the columns?",
)
def columns_left_behind(A):
    """The values are sorted, and the columns are not."""
    lam, U = np.linalg.eig(np.array(A, dtype=float))
    return np.sort(lam)[::-1].copy(), U


@misconception(
    "eigen_2x2",
    family="which vector belongs to which value",
    hint="Is A u = λu for your first column and your first value?",
)
def columns_swapped(A):
    """The first column belongs to the second value."""
    lam, U = by_formula(A)
    return lam, scaled(U)[:, ::-1].copy()


@misconception(
    "eigen_2x2",
    family="which vector belongs to which value",
    hint="Is A u = λu for your first column and your first value?",
)
def vectors_as_rows(A):
    """The vectors are rows."""
    lam, U = by_numpy(A)
    return lam, U.T.copy()


@misconception(
    "eigen_2x2",
    family="which vector belongs to which value",
    hint="Is A u = λu for your first column and your first value?",
)
def vectors_as_rows_by_formula(A):
    """The vectors are rows, as the formula gives them."""
    lam, U = by_formula(A)
    return lam, scaled(U).T.copy()


@misconception(
    "eigen_2x2",
    family="the length of the vectors",
    hint="How long are your vectors?",
)
def vectors_not_scaled(A):
    """The vectors are solutions of (A - λI) u = 0, of any length."""
    return by_formula(A)


@misconception(
    "eigen_2x2",
    family="the length of the vectors",
    hint="How long are your vectors?",
)
def largest_entry_one(A):
    """The vectors are scaled so that their largest entry is 1."""
    lam, U = by_formula(A)
    return lam, U / np.abs(U).max(axis=0)


@misconception(
    "eigen_2x2",
    family="the length of the vectors",
    hint="Is the length of (3, 2) 13 or √13?",
)
def divided_by_the_squared_length(A):
    """The vectors are divided by the square of their length."""
    lam, U = by_formula(A)
    return lam, U / (U**2).sum(axis=0)


@misconception(
    "eigen_2x2",
    family="the length of the vectors",
    hint="Along which axis do you take the length?",
)
def rows_of_length_one(A):
    """The rows of the matrix are scaled instead of its columns."""
    lam, U = by_formula(A)
    return lam, U / np.linalg.norm(U, axis=1, keepdims=True)


def from_values(A, lam):
    """Return values, and vectors as a formula gives them for whatever values."""
    ((a, b), (c, d)) = np.array(A, dtype=float)
    columns = []
    for each in lam:
        options = [np.array([b, each - a]), np.array([each - d, c])]
        columns.append(max(options, key=np.linalg.norm))
    with np.errstate(all="ignore"):
        return np.array(lam), scaled(np.array(columns).T)


def roots(p, q):
    """Return the roots of λ² + pλ + q, the larger first; nan if they are complex."""
    with np.errstate(all="ignore"):
        r = np.sqrt(np.float64(p * p - 4 * q))
    return [(-p + r) / 2, (-p - r) / 2]


@misconception(
    "eigen_2x2",
    family="the characteristic equation",
    hint="What is the sum of your two values, and what is the trace of A?",
)
def sign_of_the_trace(A):
    """The trace has the wrong sign in the equation, and so have the values."""
    ((a, b), (c, d)) = np.array(A, dtype=float)
    return from_values(A, roots(a + d, a * d - b * c))


@misconception(
    "eigen_2x2",
    family="the characteristic equation",
    hint="What is the product of your two values, and what is the determinant of A?",
)
def sign_in_the_determinant(A):
    """The determinant is taken as ad + bc."""
    ((a, b), (c, d)) = np.array(A, dtype=float)
    return from_values(A, roots(-(a + d), a * d + b * c))


@misconception(
    "eigen_2x2",
    family="the characteristic equation",
    hint="What is the sum of your two values, and what is the trace of A?",
)
def roots_not_halved(A):
    """The roots of the quadratic equation are not halved."""
    ((a, b), (c, d)) = np.array(A, dtype=float)
    lam = [2 * each for each in roots(-(a + d), a * d - b * c)]
    return from_values(A, lam)


@misconception(
    "eigen_2x2",
    hint="Is A symmetric?",
    source="numpy.linalg.eigh, which only reads one half of a matrix",
)
def taken_for_symmetric(A):
    """A is taken for symmetric: its lower half decides."""
    lam, U = np.linalg.eigh(np.array(A, dtype=float))
    return lam[::-1].copy(), U[:, ::-1].copy()


@misconception(
    "eigen_2x2",
    hint="Are the eigenvectors of [[2, 3], [2, 1]] perpendicular?",
)
def second_vector_perpendicular(A):
    """The second vector is the first one turned by a right angle."""
    lam, U = by_formula(A)
    u = scaled(U)[:, 0]
    return lam, np.array([u, [-u[1], u[0]]]).T


@misconception(
    "eigen_2x2",
    hint="What does your formula for the vectors give for [[1, 0], [0, 3]]?",
)
def no_vector_for_diagonals(A):
    """The vectors are (b, λ - a), which is 0 for one value of some matrices."""
    ((a, b), _) = np.array(A, dtype=float)
    lam, _ = by_formula(A)
    with np.errstate(all="ignore"):
        return lam, scaled(np.array([[b, b], lam - a]))


@misconception(
    "eigen_2x2",
    hint="Is A u = λu, or uᵀA = λuᵀ?",
)
def vectors_of_the_transpose(A):
    """The eigenvectors are those of the transpose."""
    return by_formula(np.array(A, dtype=float).T)[0], scaled(
        by_formula(np.array(A, dtype=float).T)[1]
    )


@misconception(
    "eigen_2x2",
    hint="Of which matrices is the diagonal the list of eigenvalues?",
)
def diagonal_for_values(A):
    """The diagonal entries are taken for the values."""
    lam = np.sort(np.diag(np.array(A, dtype=float)))[::-1]
    return from_values(A, list(lam))


@misconception(
    "eigen_2x2",
    hint="The exercise asks for a pair: what comes back?",
)
def values_only(A):
    """Only the values are returned."""
    return by_formula(A)[0]


@misconception(
    "eigen_2x2",
    family="types and shared arrays",
    hint="Call your function with an array of integers: which type has the result?",
)
def vectors_of_integers(A):
    """The vectors are put into the type of A, where integers cut them off."""
    lam, U = by_formula(A)
    return lam, scaled(U).astype(np.asarray(A).dtype)


@misconception(
    "eigen_2x2",
    family="types and shared arrays",
    hint="Print A after your function has returned.",
)
def eigenvalue_subtracted_in_place(A):
    """A - λI is computed in A itself."""
    lam, U = by_formula(A)
    given = np.asarray(A, dtype=float)
    given -= lam[1] * np.eye(2)
    return lam, scaled(U)
