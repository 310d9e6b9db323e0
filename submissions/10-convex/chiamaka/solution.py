# grader assignment: 10-convex
"""No numpy in here: lists, loops and the math module."""

import math


def plain(v):
    """Lists of floats, whatever came in."""
    try:
        return [plain(each) for each in v]
    except TypeError:
        return float(v)


def dot(u, v):
    total = 0.0
    for a, b in zip(u, v):
        total += a * b
    return total


def times(M, v):
    return [dot(row, v) for row in M]


def transposed(M):
    return [list(column) for column in zip(*M)]


def gauss(M, b):
    """Solve M z = b with row exchanges."""
    M = [list(row) + [rhs] for row, rhs in zip(M, b)]
    n = len(M)
    for k in range(n):
        best = k
        for i in range(k, n):
            if abs(M[i][k]) > abs(M[best][k]):
                best = i
        M[k], M[best] = M[best], M[k]
        for i in range(k + 1, n):
            q = M[i][k] / M[k][k]
            for j in range(k, n + 1):
                M[i][j] -= q * M[k][j]
    z = [0.0] * n
    for k in reversed(range(n)):
        z[k] = (M[k][n] - sum(M[k][j] * z[j] for j in range(k + 1, n))) / M[k][k]
    return z


def is_convex(f, sample, n, rng):
    def between(theta, x, y):
        if isinstance(x, list):
            return [theta * a + (1 - theta) * b for a, b in zip(x, y)]
        return theta * x + (1 - theta) * y

    found = False
    for _ in range(n):
        x, y = plain(sample(int(rng.integers(2**31)))), plain(
            sample(int(rng.integers(2**31)))
        )
        fx, fy = float(f(x)), float(f(y))
        for k in (5, 3, 7, 1, 9):
            theta = k / 10
            chord = theta * fx + (1 - theta) * fy
            if float(f(between(theta, x, y))) > chord + 1e-9 * max(
                1.0, abs(fx), abs(fy)
            ):
                found = True
        if found:
            break
    return not found


def log_barrier(G, h, x):
    G, h, x = plain(G), plain(h), plain(x)
    n = len(x)
    slacks = [b - dot(row, x) for row, b in zip(G, h)]
    if min(slacks) <= 0:
        nan = float("nan")
        return [float("inf"), [nan] * n, [[nan] * n for _ in range(n)]]
    value = -sum(math.log(s) for s in slacks)
    gradient = [sum(row[j] / s for row, s in zip(G, slacks)) for j in range(n)]
    hessian = [
        [sum(row[i] * row[j] / s**2 for row, s in zip(G, slacks)) for j in range(n)]
        for i in range(n)
    ]
    return [value, gradient, hessian]


def center(c, G, h, x, t):
    """Newton with the damped step 1/(1 + decrement), which never leaves the inside."""
    for _ in range(2000):
        _, g, H = log_barrier(G, h, x)
        r = [t * a + b for a, b in zip(c, g)]
        d = gauss(H, [-each for each in r])
        size = math.sqrt(max(0.0, -dot(r, d)))
        step = 1.0 if size < 0.2 else 1 / (1 + size)
        x = [a + step * b for a, b in zip(x, d)]
        if size < 1e-7:
            break
    return x


def central_path(c, G, h, x0, ts):
    c, G, h, x = plain(c), plain(G), plain(h), plain(x0)
    rows = []
    for t in plain(ts):
        x = center(c, G, h, x, t)
        rows.append(x)
    return rows


def barrier_method(c, G, h, x0, t0, mu, eps):
    c, G, h, x = plain(c), plain(G), plain(h), plain(x0)
    k = 0
    while True:
        t = t0 * mu**k
        x = center(c, G, h, x, t)
        if len(h) / t < eps:
            return x
        k += 1


def equality_newton_step(H, g, A):
    H, g, A = plain(H), plain(g), plain(A)
    n, p = len(g), len(A)
    At = transposed(A)
    M = [H[i] + At[i] for i in range(n)] + [A[i] + [0.0] * p for i in range(p)]
    z = gauss(M, [-each for each in g] + [0.0] * p)
    return [z[:n], z[n:]]


def dual_value(c, G, h, lam):
    c, G, h, lam = plain(c), plain(G), plain(h), plain(lam)
    for each in lam:
        if each < 0:
            return float("-inf")
    rest = [a + b for a, b in zip(times(transposed(G), lam), c)]
    if math.sqrt(dot(rest, rest)) > 1e-9 * max(1, math.sqrt(dot(c, c))):
        return float("-inf")
    return -dot(h, lam)


def kkt_residual(c, G, h, x, lam):
    c, G, h, x, lam = plain(c), plain(G), plain(h), plain(x), plain(lam)
    worst = 0.0
    for row, b, l in zip(G, h, lam):
        s = b - dot(row, x)
        worst = max(worst, -s, -l, abs(l * s))
    for a, b in zip(c, times(transposed(G), lam)):
        worst = max(worst, abs(a + b))
    return worst


def nonnegative_least_squares(A, b):
    """Coordinate by coordinate: each has its own best value."""
    A, b = plain(A), plain(b)
    columns = transposed(A)
    x = [0.0] * len(columns)
    rest = list(b)
    for _ in range(3000):
        largest = 0.0
        for j, column in enumerate(columns):
            new = max(0.0, x[j] + dot(column, rest) / dot(column, column))
            change = new - x[j]
            largest = max(largest, abs(change))
            rest = [r - change * a for r, a in zip(rest, column)]
            x[j] = new
        if largest < 1e-13:
            break
    return x
