"""Known mistakes in exercises 3 and 4: curvature in a direction."""

import numpy as np

from grader.diagnosis.misconception import misconception


def floats(*arrays):
    """Return arrays of floats."""
    return [np.array(each, dtype=float) for each in arrays]


# Curvature in a direction.


@misconception(
    "directional_curvature",
    family="the length of d",
    hint="Double d: does the curvature of the same direction change?",
    source="S3, which means unit vectors",
    convention=True,
)
def length_not_divided_out(H, d):
    """The direction is not normalised, so that its length counts twice."""
    H, d = floats(H, d)
    return d @ H @ d


@misconception(
    "directional_curvature",
    family="the length of d",
    hint="How often does d stand in dᵀHd?",
)
def length_divided_out_once(H, d):
    """dᵀHd is divided by the length of d, and not by its square."""
    H, d = floats(H, d)
    return d @ H @ d / np.linalg.norm(d)


@misconception(
    "directional_curvature",
    family="the length of d",
    hint="What is the sum of the entries of d when they differ in sign?",
)
def entries_divided_out(H, d):
    """The direction is divided by the sum of its entries."""
    H, d = floats(H, d)
    with np.errstate(all="ignore"):
        u = d / d.sum()
        return u @ H @ u


@misconception(
    "directional_curvature",
    hint="What do the entries of H beside the diagonal do in dᵀHd?",
)
def diagonal_of_h_only(H, d):
    """Only the diagonal of H is used."""
    H, d = floats(H, d)
    return np.diag(H) @ d**2 / (d @ d)


@misconception(
    "directional_curvature",
    hint="How often does H_12 d_1 d_2 stand in dᵀHd?",
)
def mixed_terms_once(H, d):
    """Each mixed term is counted once instead of twice."""
    H, d = floats(H, d)
    return d @ np.triu(H) @ d / (d @ d)


@misconception(
    "directional_curvature",
    family="the length of Hd",
    hint="Can your answer be negative?",
)
def length_of_hd(H, d):
    """The length of Hd is taken, compared with that of d."""
    H, d = floats(H, d)
    return np.linalg.norm(H @ d) / np.linalg.norm(d)


@misconception(
    "directional_curvature",
    hint="Can your answer be negative?",
)
def size_of_the_curvature(H, d):
    """The absolute value is returned."""
    H, d = floats(H, d)
    return abs(d @ H @ d) / (d @ d)


@misconception(
    "directional_curvature",
    hint="What is the second derivative of ½x², and what is that of x²?",
    source="the ½ of Taylor's formula",
)
def half_the_curvature(H, d):
    """It is halved, as in Taylor's formula."""
    H, d = floats(H, d)
    return d @ H @ d / (2 * d @ d)


@misconception(
    "directional_curvature",
    hint="Which other eigenvalues have a share in it?",
)
def eigenvalue_of_the_nearest(H, d):
    """The eigenvalue of the eigenvector nearest to d is returned."""
    H, d = floats(H, d)
    lam, U = np.linalg.eigh(H)
    return lam[np.argmax(np.abs(U.T @ d))]


@misconception(
    "directional_curvature",
    hint="Is a curvature in one direction a number or a vector?",
)
def vector_of_curvatures(H, d):
    """The vector Hd/|d| is returned."""
    H, d = floats(H, d)
    return H @ d / np.linalg.norm(d)


@misconception(
    "directional_curvature",
    hint="Call your function with np.array([2, 1]): which type has the unit vector?",
)
def unit_vector_of_integers(H, d):
    """The unit vector is put into the type of d, where integers cut it off."""
    d = np.asarray(d)
    u = (d / np.linalg.norm(d)).astype(d.dtype)
    return u @ np.asarray(H) @ u


@misconception(
    "directional_curvature",
    hint="Print d after your function has returned.",
)
def direction_normalised_in_place(H, d):
    """The array d itself is divided by its length."""
    d = np.asarray(d, dtype=float)
    d[...] = d / np.linalg.norm(d)
    return d @ np.array(H, dtype=float) @ d


# The weights of the eigenvalues.


def weighed(H, d):
    """Return the right answer, and the eigenvectors."""
    H, d = floats(H, d)
    lam, U = np.linalg.eigh(H)
    return lam, (U.T @ d) ** 2 / (d @ d), U, d


@misconception(
    "curvature_weights",
    family="the order",
    hint="In which order do the eigenvalues stand?",
    source="the order of eigen_2x2",
    convention=True,
)
def weights_descending(H, d):
    """Eigenvalues and weights descend."""
    lam, w, _, _ = weighed(H, d)
    return lam[::-1].copy(), w[::-1].copy()


@misconception(
    "curvature_weights",
    family="the order",
    hint="When you sort the eigenvalues, what happens to their weights?",
)
def weights_left_behind(H, d):
    """The weights stand in another order than the eigenvalues."""
    lam, w, _, _ = weighed(H, d)
    return lam, w[::-1].copy()


@misconception(
    "curvature_weights",
    family="the order",
    hint="When you sort the weights, what happens to their eigenvalues?",
)
def weights_sorted_by_themselves(H, d):
    """The weights are sorted for themselves."""
    lam, w, _, _ = weighed(H, d)
    return lam, np.sort(w)


@misconception(
    "curvature_weights",
    family="what is squared",
    hint="What do your weights add up to?",
)
def cosines_not_squared(H, d):
    """The absolute cosines are returned, not their squares."""
    lam, w, _, _ = weighed(H, d)
    return lam, np.sqrt(w)


@misconception(
    "curvature_weights",
    family="what is squared",
    hint="Do squared cosines add up to 1 by themselves?",
)
def cosines_scaled_to_one(H, d):
    """The absolute cosines are divided by their sum."""
    lam, w, _, _ = weighed(H, d)
    return lam, np.sqrt(w) / np.sqrt(w).sum()


@misconception(
    "curvature_weights",
    family="what is squared",
    hint="How large is the weight of an eigenvector in the direction of d?",
)
def sines_squared(H, d):
    """The squared sines are returned: large where the angle is large."""
    lam, w, _, _ = weighed(H, d)
    return lam, 1 - w


@misconception(
    "curvature_weights",
    family="what is squared",
    hint="Which function of the angle is the weight?",
)
def angles_returned(H, d):
    """The angles themselves are returned, in radians."""
    lam, w, _, _ = weighed(H, d)
    return lam, np.arccos(np.sqrt(np.clip(w, 0, 1)))


@misconception(
    "curvature_weights",
    family="the length of d",
    hint="Double d: do the weights of the same direction change?",
)
def weights_of_a_long_vector(H, d):
    """The direction is not normalised, so that the weights add up to dᵀd."""
    lam, w, _, d = weighed(H, d)
    return lam, w * (d @ d)


@misconception(
    "curvature_weights",
    family="the length of d",
    hint="Double d: do the weights of the same direction change?",
)
def weights_divided_by_the_length(H, d):
    """The squares are divided by |d| instead of its square."""
    lam, w, _, d = weighed(H, d)
    return lam, w * np.linalg.norm(d)


@misconception(
    "curvature_weights",
    family="which vectors",
    hint="Where does numpy put the eigenvectors: into rows or columns?",
)
def rows_for_eigenvectors(H, d):
    """The rows of numpy's matrix are taken for eigenvectors."""
    lam, _, U, d = weighed(H, d)
    return lam, (U @ d) ** 2 / (d @ d)


@misconception(
    "curvature_weights",
    family="which vectors",
    hint="With which vectors does d make the angles?",
)
def angles_with_the_axes(H, d):
    """The angles with the coordinate axes are taken."""
    lam, _, _, d = weighed(H, d)
    return lam, d**2 / (d @ d)


@misconception(
    "curvature_weights",
    hint="What do your weights add up to?",
)
def contributions_for_weights(H, d):
    """Each weight is multiplied by its eigenvalue already."""
    lam, w, _, _ = weighed(H, d)
    return lam, w * lam


@misconception(
    "curvature_weights",
    hint="The mean is exercise 3: what is asked for here?",
)
def mean_returned(H, d):
    """The weighted mean is returned."""
    lam, w, _, _ = weighed(H, d)
    return float(lam @ w)


@misconception(
    "curvature_weights",
    hint="Can an eigenvalue of a symmetric matrix be negative?",
    source="singular values",
)
def singular_values_weighed(H, d):
    """The eigenvalues are sorted by their size, without their signs."""
    lam, w, _, _ = weighed(H, d)
    order = np.argsort(np.abs(lam))
    return np.abs(lam)[order], w[order]


@misconception(
    "curvature_weights",
    hint="Print d after your function has returned.",
)
def direction_scaled_in_place(H, d):
    """The array d itself is divided by its length."""
    d = np.asarray(d, dtype=float)
    d[...] = d / np.linalg.norm(d)
    lam, U = np.linalg.eigh(np.array(H, dtype=float))
    return lam, (U.T @ d) ** 2
