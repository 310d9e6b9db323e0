import numpy as np

MINIMUM, MAXIMUM, SADDLE, OPEN = "minimum", "maximum", "saddle", "inconclusive"


def form(H, v):
    return v.dot(H.dot(v))


def directional_curvature(H, d):
    return form(H, d) / d.dot(d)


def curvature_weights(H, d):
    lam, U = np.linalg.eigh(H)
    along = d.dot(U)
    return lam, along**2 / np.sum(along**2)


def eigen_2x2(A):
    A = np.asarray(A, dtype=float)
    lam, U = np.linalg.eig(A)
    if lam[0] < lam[1]:
        lam, U = lam[::-1], U[:, ::-1]
    # make the lower entry positive, for looks
    return lam, U * np.where(U[1] < 0, -1, 1)


def condition_number(H):
    lam = np.linalg.eigvalsh(H)
    small, large = np.abs(lam).min(), np.abs(lam).max()
    if small <= 1e-12 * large:
        return np.inf
    return np.linalg.norm(H, 2) * np.linalg.norm(np.linalg.inv(H), 2)


def classify_critical_point(H):
    lam = np.linalg.eigvalsh(H)
    largest = np.abs(lam).max()
    if largest == 0:
        return OPEN
    lam = lam / largest
    if lam.min() < -1e-8 and lam.max() > 1e-8:
        return SADDLE
    if lam.min() > 1e-8:
        return MINIMUM
    return MAXIMUM if lam.max() < -1e-8 else OPEN
