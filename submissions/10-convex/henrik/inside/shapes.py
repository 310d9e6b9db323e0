from .tools import array


def is_convex(f, sample, n, rng):
    def point():
        return array(sample(rng.integers(0, 2**31)))

    for _ in range(n):
        x, y = point(), point()
        fx, fy = f(x), f(y)
        slack = 1e-9 * max(1, abs(fx), abs(fy))
        if any(
            f(y + theta * (x - y)) > fy + theta * (fx - fy) + slack
            for theta in (0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875)
        ):
            return False
    return True
