from . import ball


def velocity_as_sum(grads, lr, beta):
    # The last step of a walk that gets these gradients whatever it does.
    rows = list(grads)
    walk = ball.momentum(lambda _: rows.pop(0), 0 * rows[0], lr, beta, len(rows))
    return walk[-1] - walk[-2]


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam
