# grader assignment: 10-convex
import functools
import numpy as np

array = functools.partial(np.array, dtype=float)

# primal-dual: solve the perturbed KKT system r = 0 with lam = 1/(t s), by Newton in
# (x, lam), instead of minimising anything
def perturbed(c, G, h, t, x):
    lam = 1 / (t * (h - G @ x))
    for _ in range(300):
        s = h - G @ x
        r_dual = c + G.T @ lam
        r_cent = lam * s - 1 / t
        if max(np.abs(r_dual).max(), np.abs(r_cent).max() * t) < 1e-9:
            break
        dx = np.linalg.solve((G.T * (lam / s)) @ G, -r_dual + G.T @ (r_cent / s))
        dlam = -(r_cent - lam * (G @ dx)) / s
        step = 1.0
        size = lambda x, lam: np.hypot(
            np.linalg.norm(c + G.T @ lam), np.linalg.norm(lam * (h - G @ x) - 1 / t)
        )
        while (
            (lam + step * dlam).min() <= 0
            or (h - G @ (x + step * dx)).min() <= 0
            or size(x + step * dx, lam + step * dlam) > (1 - 0.01 * step) * size(x, lam)
        ):
            step *= 0.6
            if step < 1e-14:
                return x
        x, lam = x + step * dx, lam + step * dlam
    return x

follow = lambda c, G, h, x, ts: functools.reduce(
    lambda xs, t: [*xs, perturbed(c, G, h, t, xs[-1] if xs else x)], ts, []
)

central_path = lambda c, G, h, x0, ts: array(
    follow(array(c), array(G), array(h), array(x0), list(ts))
)

def barrier_method(c, G, h, x0, t0, mu, eps):
    k = next(k for k in range(10**4) if len(h) / (t0 * mu**k) < eps)
    return follow(array(c), array(G), array(h), array(x0), [t0 * mu**j for j in range(k + 1)])[-1]

def log_barrier(G, h, x):
    G, h, x = map(array, (G, h, x))
    s = h - G @ x
    inside = s.min() > 0
    with np.errstate(all="ignore"):
        value = -np.log(s).sum() if inside else np.inf
        gradient = G.T @ s**-1.0 if inside else np.nan * x
        hessian = G.T @ (G * s[:, None] ** -2.0) if inside else np.nan * np.eye(x.size)
    return value, gradient, hessian

is_convex = lambda f, sample, n, rng: all(
    map(
        lambda pair: (
            lambda x, y: (
                lambda fx, fy: all(
                    f(a * x + (1 - a) * y) <= a * fx + (1 - a) * fy + 1e-9 * max(1, abs(fx), abs(fy))
                    for a in (1 / 3, 1 / 2, 2 / 3)
                )
            )(f(x), f(y))
        )(*map(lambda s: array(sample(s)), pair)),
        rng.integers(2**31, size=(n, 2)).tolist(),
    )
)

def equality_newton_step(H, g, A):
    H, g, A = map(array, (H, g, A))
    # H + AᵀA has the same solution along A d = 0, and is easier to invert
    H2 = H + 10 * np.abs(H).max() * A.T @ A
    solve = lambda b: np.linalg.solve(H2, b)
    w = np.linalg.solve(A @ solve(A.T), -A @ solve(g))
    return -solve(g + A.T @ w), w

dual_value = lambda c, G, h, lam: (
    -array(h) @ lam
    if np.linalg.norm(array(G).T @ lam + c) <= 1e-9 * max(1, np.linalg.norm(c)) and min(lam) >= 0
    else -np.inf
)

kkt_residual = lambda c, G, h, x, lam: (
    lambda s: max(0.0, *-s, *-array(lam), *abs(c + array(G).T @ lam), *abs(lam * s))
)(array(h) - G @ array(x))

def nonnegative_least_squares(A, b):
    # the dual's point of view: w = Aᵀb - AᵀA x, x >= 0, w <= 0, by Gauss-Seidel
    Q, q = array(A).T @ A, array(A).T @ b
    x = np.zeros(len(q))
    for _ in range(2000):
        for j in range(len(q)):
            x[j] = max(0, x[j] + (q[j] - Q[j] @ x) / Q[j, j])
    return x
