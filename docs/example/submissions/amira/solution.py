# grader assignment: 12-secant
# Amira writes it as a generator, and keeps the slopes that she knows.


def points(df, x0, x1):
    yield float(x0)
    a, b = float(x0), float(x1)
    slope_a = df(a)
    while True:
        yield b
        slope_b = df(b)
        change = slope_b - slope_a
        step = 0.0 if change == 0 else slope_b * (b - a) / change
        a, b, slope_a = b, b - step, slope_b


def secant(df, x0, x1, steps):
    path = points(df, x0, x1)
    return [next(path) for _ in range(steps + 1)]
