# grader assignment: 09-curvature
# no numpy: lists, the math module, Gauss and Jacobi
import math

INF = float("inf")


def _list(x):
    return [float(v) for v in x]


def _matrix(H):
    return [[float(v) for v in row] for row in H]


def _dot(a, b):
    return math.fsum(p * q for p, q in zip(a, b))


def _times(H, v):
    return [_dot(row, v) for row in H]


def _moved(x, *moves):
    y = list(x)
    for j, h in moves:
        y[j] += h
    return y


def jacobian(f, x):
    x = _list(x)
    columns = []
    for j in range(len(x)):
        h = 2e-6 * max(1.0, abs(x[j]))
        up, down = _list(f(_moved(x, (j, h)))), _list(f(_moved(x, (j, -h))))
        columns.append([(a - b) / (2 * h) for a, b in zip(up, down)])
    return [list(row) for row in zip(*columns)]


def hessian(f, x):
    x = _list(x)
    n, h = len(x), 2e-4
    H = [[0.0] * n for _ in range(n)]
    middle = float(f(x))
    for i in range(n):
        H[i][i] = (
            float(f(_moved(x, (i, h)))) - 2 * middle + float(f(_moved(x, (i, -h))))
        ) / h**2
        for j in range(i):
            total = 0.0
            for a in (h, -h):
                for b in (h, -h):
                    sign = 1 if a == b else -1
                    total += sign * float(f(_moved(x, (i, a), (j, b))))
            H[i][j] = H[j][i] = total / (4 * h * h)
    return H


def eigen_symmetric(H):
    """Jacobi's rotations; returns pairs (value, vector), ascending."""
    A = _matrix(H)
    n = len(A)
    V = [[float(i == j) for j in range(n)] for i in range(n)]
    for _ in range(60):
        off = math.sqrt(sum(A[i][j] ** 2 for i in range(n) for j in range(n) if i != j))
        size = math.sqrt(sum(A[i][i] ** 2 for i in range(n)))
        if off <= 1e-17 * size or off == 0:
            break
        for p in range(n):
            for q in range(p + 1, n):
                if A[p][q] == 0:
                    continue
                theta = 0.5 * math.atan2(2 * A[p][q], A[q][q] - A[p][p])
                c, s = math.cos(theta), math.sin(theta)
                for k in range(n):
                    a, b = A[k][p], A[k][q]
                    A[k][p], A[k][q] = c * a - s * b, s * a + c * b
                for k in range(n):
                    a, b = A[p][k], A[q][k]
                    A[p][k], A[q][k] = c * a - s * b, s * a + c * b
                for k in range(n):
                    a, b = V[k][p], V[k][q]
                    V[k][p], V[k][q] = c * a - s * b, s * a + c * b
    return sorted((A[j][j], [V[i][j] for i in range(n)]) for j in range(n))


def solve(H, b):
    rows = [list(row) + [v] for row, v in zip(_matrix(H), b)]
    n = len(rows)
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(k + 1, n):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * c for a, c in zip(rows[i], rows[k])]
    x = [0.0] * n
    for k in reversed(range(n)):
        x[k] = (rows[k][n] - _dot(rows[k][k + 1 : n], x[k + 1 :])) / rows[k][k]
    return x


def directional_curvature(H, d):
    d = _list(d)
    return _dot(d, _times(_matrix(H), d)) / _dot(d, d)


def curvature_weights(H, d):
    d = _list(d)
    pairs = eigen_symmetric(H)
    return (
        [lam for lam, _ in pairs],
        [_dot(u, d) ** 2 / _dot(d, d) for _, u in pairs],
    )


def eigen_2x2(A):
    (a, b), (c, d) = _matrix(A)
    if b == c == 0:
        return ([a, d], [[1, 0], [0, 1]]) if a > d else ([d, a], [[0, 1], [1, 0]])
    trace, det = a + d, a * d - b * c
    root = math.sqrt(trace * trace / 4 - det)
    values = [trace / 2 + root, trace / 2 - root]
    vectors = []
    for lam in values:
        # a row of A - λI is perpendicular to u; take the longer one
        row = max([(a - lam, b), (c, d - lam)], key=lambda r: math.hypot(*r))
        length = math.hypot(*row)
        vectors.append((-row[1] / length, row[0] / length))
    return values, [list(row) for row in zip(*vectors)]


def condition_number(H):
    sizes = [abs(lam) for lam, _ in eigen_symmetric(H)]
    if min(sizes) <= 1e-12 * max(sizes):
        return INF
    return max(sizes) / min(sizes)


def classify_critical_point(H):
    lams = [lam for lam, _ in eigen_symmetric(H)]
    zero = 1e-8 * max(abs(lam) for lam in lams)
    kinds = {0 if abs(lam) <= zero else (1 if lam > 0 else -1) for lam in lams}
    if {1, -1} <= kinds:
        return "saddle"
    return {(1,): "minimum", (-1,): "maximum"}.get(tuple(kinds), "inconclusive")


def taylor_model(f0, g, H, v):
    v = _list(v)
    return f0 + _dot(_list(g), v) + _dot(v, _times(_matrix(H), v)) / 2


def quadratic_prediction(f0, g, H, eps):
    return taylor_model(f0, g, H, [-eps * v for v in _list(g)])


def best_step(g, H):
    g = _list(g)
    bend = _dot(g, _times(_matrix(H), g))
    return _dot(g, g) / bend if bend > 0 else INF


def newton(grad, hess, x0, steps):
    if not hasattr(x0, "__len__"):
        x = float(x0)
        path = [x]
        for _ in range(steps):
            x -= float(grad(x)) / float(hess(x))
            path.append(x)
        return path
    x = _list(x0)
    path = [x]
    for _ in range(steps):
        d = solve(hess(x), _list(grad(x)))
        x = [a - b for a, b in zip(x, d)]
        path.append(x)
    return path


def damped_newton(f, grad, hess, x0, alpha, beta, steps):
    single = not hasattr(x0, "__len__")
    x = [float(x0)] if single else _list(x0)

    def give(y):
        return y[0] if single else y

    path = [give(x)]
    for _ in range(steps):
        g, H = grad(give(x)), hess(give(x))
        g, H = ([float(g)], [[float(H)]]) if single else (_list(g), _matrix(H))
        d = [0.0] * len(x)
        for lam, u in eigen_symmetric(H):
            share = -_dot(u, g) / max(abs(lam), 1e-8)
            d = [a + share * b for a, b in zip(d, u)]
        here, slope, s = float(f(give(x))), _dot(g, d), 1.0
        while True:
            trial = [a + s * b for a, b in zip(x, d)]
            there = float(f(give(trial)))
            if math.isfinite(there) and there <= here + alpha * s * slope:
                break
            s *= beta
        x = trial
        path.append(give(x))
    return path
