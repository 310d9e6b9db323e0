# grader assignment: 01-gradient-descent
# Em português, com argumentos só por nome onde os confundo sempre.
import numpy as np
from numpy import absolute, array, isfinite, sqrt


def gradient_descent(g, inicio, *, lr, steps):
    caminho = [array(inicio, float)]
    for _ in range(steps):
        caminho.append(caminho[-1] - lr * array(g(caminho[-1])))
    return array(caminho)


def gradient_descent_1d(derivada, inicio, taxa, *, eps, max_steps):
    caminho, x = [], float(inicio)
    while True:
        caminho.append(x)
        d = derivada(x)
        if absolute(d) < eps or len(caminho) > max_steps:
            return array(caminho)
        x -= taxa * d


def values_along(função, caminho):
    valores = []
    for ponto in caminho:
        valores += [função(ponto)]
    return array(valores)


def norma(v):
    return sqrt((v * v).sum())


def study_learning_rates(derivada, inicio, taxas, passos):
    palavras = []
    for taxa in taxas:
        c = gradient_descent(derivada, inicio, lr=taxa, steps=passos)
        primeira, ultima = array(derivada(c[0])), array(derivada(c[-1]))
        with np.errstate(all="ignore"):
            if not (isfinite(c[-1]).all() and isfinite(ultima).all()):
                palavra = "diverges"
            elif norma(ultima) <= 0.001 * norma(primeira):
                palavra = "converges"
            elif norma(c[-1] - c[-3]) <= 0.000001 * norma(c[-1] - c[-2]):
                palavra = "cycles"
            elif norma(ultima) > norma(primeira):
                palavra = "diverges"
            else:
                palavra = "slow"
        palavras.append(palavra)
    return palavras


def best_of_starts(f, df, inicios, *, lr, steps):
    melhor, valor = None, float("inf")
    for i in inicios:
        fim = gradient_descent(df, i, lr=lr, steps=steps)[-1]
        if isfinite(fim).all():
            v = f(fim)
            if isfinite(v) and v < valor:
                melhor, valor = fim, v
    return melhor, valor


def numerical_gradient(f, ponto):
    ponto = array(ponto, float)
    passo = 5e-6
    plano = ponto.ravel()
    resultado = []
    for k in range(plano.size):
        mais, menos = plano.copy(), plano.copy()
        mais[k] += passo
        menos[k] -= passo
        resultado.append(
            (f(mais.reshape(ponto.shape)) - f(menos.reshape(ponto.shape))) / (2 * passo)
        )
    return array(resultado).reshape(ponto.shape)


def gradient_check(f, gradiente, ponto):
    n = numerical_gradient(f, ponto)
    return (absolute(gradiente(ponto) - n) / absolute(n).clip(1)).max()
