import numpy as np


def standard_error(sigma, n):
    return float(sigma) / float(n) ** 0.5


def standardise(X):
    Z = np.array(X, dtype=float)
    constant = (Z == Z[:1]).all(axis=0)
    Z -= Z.mean(axis=0)
    s = np.linalg.norm(Z, axis=0) / np.sqrt(len(Z))
    Z[:, ~constant] /= s[~constant]
    Z[:, constant] = 0
    return Z


def feature_updates(X, t, w, lr):
    return -(2 * lr) * np.dot(np.transpose(X), np.dot(X, w) - t) / np.shape(X)[0]
