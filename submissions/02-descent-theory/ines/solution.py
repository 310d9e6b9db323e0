# grader assignment: 02-descent-theory
"""Em português."""

import numpy as np


def lipschitz_step(hessiana, *, devolve_l=False):
    maior = np.linalg.svd(np.asarray(hessiana, float), compute_uv=False)[0]
    return maior if devolve_l else 1 / maior


def strong_convexity_factor(hessiana, /):
    valores = np.linalg.svd(np.asarray(hessiana, float), compute_uv=False)
    return 1 - valores[-1] / valores[0]


def quadratic_upper_bound(função, gradiente, aqui, ali, /, constante):
    aqui, ali = np.asarray(aqui, float), np.asarray(ali, float)
    passo = ali - aqui
    linear = np.inner(gradiente(aqui), passo)
    return função(aqui) + linear + constante / 2 * np.inner(passo, passo)


def descent_lemma_holds(função, gradiente, caminho, constante, *, folga=1e-9):
    caminho = np.asarray(caminho, float)
    valores = [função(ponto) for ponto in caminho]
    for ponto, antes, depois in zip(caminho, valores, valores[1:]):
        norma = np.linalg.norm(np.atleast_1d(gradiente(ponto)))
        prometido = antes - norma**2 / (2 * constante)
        if np.isnan(depois) or np.isnan(antes):
            return False
        if depois > prometido + folga * max(1, abs(antes)):
            return False
    return True


def convergence_bound(constante, início, mínimo, passos):
    distância = np.linalg.norm(np.atleast_1d(np.subtract(início, mínimo)))
    return 2 * constante * distância**2 / (passos + 4)


def backtracking(função, gradiente, aqui, direção, alfa, beta, *, calado=True):
    aqui, direção = np.asarray(aqui, float), np.asarray(direção, float)
    valor = função(aqui)
    declive = np.inner(gradiente(aqui), direção)
    passo = 1.0
    novo = função(aqui + passo * direção)
    while not np.isfinite(novo) or novo > valor + alfa * passo * declive:
        if not calado:
            print(passo, novo)
        passo = beta * passo
        novo = função(aqui + passo * direção)
    return passo


def exact_step_quadratic(matriz, vetor, aqui, direção):
    matriz, vetor, aqui, direção = (
        np.asarray(cada, float) for cada in (matriz, vetor, aqui, direção)
    )
    # O declive em 0 é -rᵀd, em 1 é -rᵀd + dᵀAd: onde passa por zero?
    em_zero = (matriz @ aqui - vetor) @ direção
    em_um = (matriz @ (aqui + direção) - vetor) @ direção
    return em_zero / (em_zero - em_um)


def descent_with_backtracking(
    função, gradiente, início, alfa, beta, tolerância, máximo, *, calado=True
):
    caminho = [np.asarray(início, float)]
    declive = np.asarray(gradiente(caminho[-1]))
    while len(caminho) <= máximo and np.sqrt(np.sum(declive**2)) > tolerância:
        passo = backtracking(
            função, gradiente, caminho[-1], -declive, alfa, beta, calado=calado
        )
        caminho.append(caminho[-1] - passo * declive)
        declive = np.asarray(gradiente(caminho[-1]))
    return np.asarray(caminho)


def violates_convexity(função, um, outro, quantos, *, folga=1e-9):
    um, outro = np.asarray(um, float), np.asarray(outro, float)
    no_um, no_outro = função(um), função(outro)
    folga *= max(1, abs(no_um), abs(no_outro))
    for número in range(quantos):
        parte = (número + 1) / (quantos + 1)
        corda = parte * no_um + (1 - parte) * no_outro
        if função(parte * um + (1 - parte) * outro) > corda + folga:
            return parte
    return None


def segment_inside(contém, um, outro, quantos):
    um, outro = np.asarray(um, float), np.asarray(outro, float)
    partes = np.linspace(0, 1, quantos)
    return sum(bool(contém(s * um + (1 - s) * outro)) for s in partes) == quantos
