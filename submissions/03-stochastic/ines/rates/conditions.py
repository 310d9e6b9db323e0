from math import sqrt


def satisfies_robbins_monro(p):
    return not (p > 1 or p <= 0.5)


def scale_lr_for_batch(lr, factor, kind):
    if kind == "adaptive":
        factor = sqrt(factor)
    return factor * lr
