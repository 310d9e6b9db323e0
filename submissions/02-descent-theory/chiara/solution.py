# grader assignment: 02-descent-theory
"""Niente numpy: lists, the math module, and Jacobi's rotations for eigenvalues."""

import math


def is_point(x):
    return hasattr(x, "__len__")


def floats(x):
    return [float(v) for v in x] if is_point(x) else [float(x)]


def like(v, x):
    """Back to what f takes: a list for a list, a number for a number."""
    return v if is_point(x) else v[0]


def dot(u, v):
    return math.fsum(a * b for a, b in zip(u, v))


def along(x, t, d):
    return [a + t * b for a, b in zip(x, d)]


def mix(theta, x, y):
    return [theta * a + (1 - theta) * b for a, b in zip(x, y)]


def times(A, x):
    return [dot([float(a) for a in row], x) for row in A]


def eigenvalues(H):
    """Jacobi: rotate the largest entry beside the diagonal away until none is left."""
    A = [[float(v) for v in row] for row in H]
    n = len(A)
    for _ in range(100 * n * n):
        if n == 1:
            break
        p, q = max(
            ((i, j) for i in range(n) for j in range(i + 1, n)),
            key=lambda ij: abs(A[ij[0]][ij[1]]),
        )
        if abs(A[p][q]) < 1e-15 * max(abs(A[i][i]) for i in range(n)):
            break
        angle = 0.5 * math.atan2(2 * A[p][q], A[q][q] - A[p][p])
        c, s = math.cos(angle), math.sin(angle)
        for k in range(n):
            akp, akq = A[k][p], A[k][q]
            A[k][p], A[k][q] = c * akp - s * akq, s * akp + c * akq
        for k in range(n):
            apk, aqk = A[p][k], A[q][k]
            A[p][k], A[q][k] = c * apk - s * aqk, s * apk + c * aqk
    return sorted(A[i][i] for i in range(n))


def lipschitz_step(H):
    lam = eigenvalues(H)
    return 1 / max(abs(lam[0]), abs(lam[-1]))


def strong_convexity_factor(H):
    lam = eigenvalues(H)
    return 1 - lam[0] / lam[-1]


def quadratic_upper_bound(f, grad, x, y, L):
    a, b = floats(x), floats(y)
    step = [v - u for u, v in zip(a, b)]
    at = like(a, x)
    return float(f(at)) + dot(floats(grad(at)), step) + L / 2 * dot(step, step)


def descent_lemma_holds(f, grad, path, L):
    points = [like(floats(p), p) for p in path]
    values = [float(f(p)) for p in points]
    for p, now, then in zip(points, values, values[1:]):
        g = floats(grad(p))
        if math.isnan(now) or math.isnan(then):
            return False
        if then - now + dot(g, g) / (2 * L) > 1e-9 * max(1.0, abs(now)):
            return False
    return True


def convergence_bound(L, x0, x_star, t):
    step = [a - b for a, b in zip(floats(x0), floats(x_star))]
    return 2 * L * dot(step, step) / (t + 4)


def backtracking(f, grad, x, direction, alpha, beta):
    a, d = floats(x), floats(direction)
    value = float(f(like(a, x)))
    slope = dot(floats(grad(like(a, x))), d)
    k = 0
    while True:
        t = beta**k
        trial = float(f(like(along(a, t, d), x)))
        if math.isfinite(trial) and trial - value <= alpha * t * slope:
            return t
        k += 1


def exact_step_quadratic(A, b, x, direction):
    d = floats(direction)
    r = [u - v for u, v in zip(floats(b), times(A, floats(x)))]
    return dot(r, d) / dot(d, times(A, d))


def descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps):
    x = floats(x0)
    path = [like(x, x0)]
    while len(path) <= max_steps:
        g = floats(grad(like(x, x0)))
        if math.sqrt(dot(g, g)) <= eps:
            break
        d = [-v for v in g]
        t = backtracking(f, grad, like(x, x0), like(d, x0), alpha, beta)
        x = along(x, t, d)
        path.append(like(x, x0))
    return path


def violates_convexity(f, x, y, n):
    a, b = floats(x), floats(y)
    fx, fy = float(f(like(a, x))), float(f(like(b, x)))
    slack = 1e-9 * max(1.0, abs(fx), abs(fy))
    for k in range(1, n + 1):
        theta = k / (n + 1)
        value = float(f(like(mix(theta, a, b), x)))
        if value > theta * fx + (1 - theta) * fy + slack:
            return theta


def segment_inside(contains, x, y, n):
    a, b = floats(x), floats(y)
    answer = True
    for k in range(n):
        answer = bool(contains(like(mix(k / (n - 1), a, b), x))) and answer
    return answer
