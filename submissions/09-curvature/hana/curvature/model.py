import math

from .spectrum import form


def taylor_model(f0, g, H, v):
    return f0 + g.dot(v) + form(H, v) / 2


def quadratic_prediction(f0, g, H, eps):
    return f0 - eps * (g.dot(g) - eps * form(H, g) / 2)


def best_step(g, H):
    bend = form(H, g)
    return g.dot(g) / bend if bend > 0 else math.inf
