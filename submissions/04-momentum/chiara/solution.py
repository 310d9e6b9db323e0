# grader assignment: 04-momentum
# Chiara: no numpy at all, only Python's lists.
import math


def is_number(x):
    return not hasattr(x, "__len__")


def as_list(x):
    return [float(x)] if is_number(x) else [float(each) for each in x]


def ask(grad, x, scalar):
    return [float(grad(x[0]))] if scalar else [float(each) for each in grad(x)]


def pack(points, scalar):
    return [p[0] for p in points] if scalar else points


def general(grad, x0, rates, beta, look):
    scalar = is_number(x0)
    x = as_list(x0)
    v = [0.0 for _ in x]
    points = [x]
    for lr in rates:
        ahead = [a + look * b for a, b in zip(x, v)]
        g = ask(grad, ahead, scalar)
        v = [beta * b - float(lr) * c for b, c in zip(v, g)]
        x = [a + b for a, b in zip(x, v)]
        points.append(x)
    return points, scalar


def momentum(grad, x0, lr, beta, steps):
    return pack(*general(grad, x0, [lr] * steps, beta, 0.0))


def momentum_velocity(grad, x0, lrs, alpha):
    return pack(*general(grad, x0, lrs, alpha, 0.0))


def nesterov(grad, x0, lr, mu, steps):
    return pack(*general(grad, x0, [lr] * steps, mu, mu))


def velocity_as_sum(grads, lr, beta):
    scalar = is_number(grads[0])
    rows = [as_list(g) for g in grads]
    v = [0.0] * len(rows[0])
    for row in rows:
        v = [beta * a - lr * b for a, b in zip(v, row)]
    return v[0] if scalar else v


def largest_stable_lr(lam, beta):
    return (2.0 + 2.0 * beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    answer = {}
    for name, memory, look in [("gd", 0.0, 0.0), ("momentum", beta, 0.0), ("nesterov", beta, beta)]:
        points, _ = general(grad, x0, [lr] * max_steps, memory, look)
        near = [t for t, p in enumerate(points) if math.sqrt(sum(c * c for c in p)) < tol]
        answer[name] = near[0] if near else max_steps
    return answer


def axis_behaviour(path):
    rows = [as_list(p) for p in path]
    words = []
    for column in zip(*rows):
        signs = [1 if b > a else -1 for a, b in zip(column, column[1:])]
        turns = [a != b for a, b in zip(signs, signs[1:])]
        words.append("jitters" if 2 * sum(turns) > len(turns) else "creeps")
    return words
