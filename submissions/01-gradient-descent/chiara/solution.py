# grader assignment: 01-gradient-descent
# No numpy: lists and the standard library only.
import math
from itertools import product


def as_list(x):
    if hasattr(x, "tolist"):
        x = x.tolist()
    if isinstance(x, (list, tuple)):
        return [as_list(e) for e in x]
    return float(x)


def norm(v):
    v = as_list(v)
    return math.hypot(*v) if isinstance(v, list) else abs(v)


def minus(a, b, factor=1.0):
    if isinstance(a, list):
        return [p - factor * q for p, q in zip(a, b)]
    return a - factor * b


def finite(v):
    return all(math.isfinite(e) for e in v) if isinstance(v, list) else math.isfinite(v)


def gradient_descent(grad, x0, lr, steps):
    path = [as_list(x0)]
    while len(path) < steps + 1:
        path.append(minus(path[-1], as_list(grad(path[-1])), lr))
    return path


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    path = [float(x0)]
    while len(path) <= max_steps:
        slope = float(df(path[-1]))
        if -eps < slope < eps:
            return path
        path.append(path[-1] - lr * slope)
    return path


def values_along(f, path):
    return [float(f(x)) for x in as_list(path)]


def study_learning_rates(df, x0, lrs, steps):
    def word(lr):
        path = gradient_descent(df, x0, lr, steps)
        last, before, earlier = path[-1], path[-2], path[-3]
        first_slope, slope = as_list(df(path[0])), as_list(df(last))
        if not (finite(last) and finite(slope)):
            return "diverges"
        if norm(slope) <= norm(first_slope) / 1000:
            return "converges"
        if norm(minus(last, earlier)) <= norm(minus(last, before)) / 1e6:
            return "cycles"
        return "diverges" if norm(slope) > norm(first_slope) else "slow"

    return [word(lr) for lr in as_list(lrs)]


def best_of_starts(f, df, starts, lr, steps):
    ends = [gradient_descent(df, s, lr, steps)[-1] for s in as_list(starts)]
    scored = [(float(f(x)), k) for k, x in enumerate(ends) if finite(x)]
    value, k = min(s for s in scored if math.isfinite(s[0]))
    return [ends[k], value]


def numerical_gradient(f, x):
    x = as_list(x)
    h = 2e-5
    if not isinstance(x, list):
        return (f(x + h) - f(x - h)) / (2 * h)

    def shape(v):
        return [len(v), *shape(v[0])] if isinstance(v, list) else []

    def moved(v, index, by):
        if not index:
            return v + by
        return [moved(e, index[1:], by) if k == index[0] else e for k, e in enumerate(v)]

    def build(prefix, rest):
        if not rest:
            return float(f(moved(x, prefix, h)) - f(moved(x, prefix, -h))) / (2 * h)
        return [build([*prefix, k], rest[1:]) for k in range(rest[0])]

    return build([], shape(x))


def flat(v):
    return [e for part in v for e in flat(part)] if isinstance(v, list) else [v]


def gradient_check(f, grad, x):
    n, g = flat(as_list(numerical_gradient(f, x))), flat(as_list(grad(x)))
    return max(abs(a - b) / max(1, abs(b)) for a, b in zip(g, n))
