# grader assignment: 09-curvature
"""Curvatura: nomes em português, hiperparâmetros só por nome."""

import numpy as np


def jacobian(funcao, ponto, passo=1e-5, *, avisar=False):
    ponto = np.asarray(ponto, dtype=float)
    entradas = ponto.size
    J = None
    for k in range(entradas):
        frente, atras = ponto.copy(), ponto.copy()
        frente[k] += passo
        atras[k] -= passo
        coluna = (funcao(frente) - funcao(atras)) / (frente[k] - atras[k])
        if J is None:
            J = np.zeros((len(coluna), entradas))
        J[:, k] = coluna
        if avisar:
            print("coluna", k, coluna)
    return J


def hessian(funcao, ponto, passo=1e-4):
    ponto = np.asarray(ponto, dtype=float)
    n = ponto.size
    meio = funcao(ponto)
    lado = lambda *quais: funcao(ponto + passo * sum(np.sign(q) * np.eye(n)[abs(q) - 1] for q in quais))
    H = np.zeros((n, n))
    for i in range(1, n + 1):
        for j in range(i, n + 1):
            if i == j:
                H[i - 1, i - 1] = (lado(i) + lado(-i) - 2 * meio) / passo**2
            else:
                # f(+,+) + f(-,-) - f(+) - f(-) for both, the six-point formula
                H[i - 1, j - 1] = H[j - 1, i - 1] = (
                    lado(i, j) + lado(-i, -j) + 2 * meio - lado(i) - lado(-i) - lado(j) - lado(-j)
                ) / (2 * passo**2)
    return H


def directional_curvature(matriz, direcao):
    direcao = direcao / np.sqrt(np.sum(direcao**2.0))
    return np.sum(matriz * np.outer(direcao, direcao))


def curvature_weights(*, H, d):
    valores, vetores = np.linalg.eigh(H)
    cosseno = vetores.T @ d / np.linalg.norm(d)
    angulo = np.arccos(np.clip(cosseno, -1, 1))
    return valores, np.cos(angulo) ** 2


def eigen_2x2(matriz):
    matriz = np.array(matriz, dtype=float)
    traco, determinante = matriz[0, 0] + matriz[1, 1], np.linalg.det(matriz)
    delta = np.sqrt(traco**2 - 4 * determinante)
    valores = np.array([(traco + delta) / 2, (traco - delta) / 2])
    colunas = []
    for este, outro in (valores, valores[::-1]):
        # Cayley-Hamilton: the columns of A - (other) I are eigenvectors
        candidatos = (matriz - outro * np.eye(2)).T
        melhor = candidatos[np.argmax(np.linalg.norm(candidatos, axis=1))]
        colunas.append(melhor / np.linalg.norm(melhor))
    return valores, np.column_stack(colunas)


def condition_number(matriz):
    try:
        k = np.linalg.cond(np.array(matriz, dtype=float))
    except np.linalg.LinAlgError:
        return np.inf
    return np.inf if not k < 1e12 else float(k)


def classify_critical_point(matriz):
    valores = np.linalg.eigvalsh(matriz)
    maior = max(abs(valores.min()), abs(valores.max()))
    positivos = sum(v > 1e-8 * maior for v in valores)
    negativos = sum(v < -1e-8 * maior for v in valores)
    match (bool(positivos), bool(negativos), int(positivos + negativos) == len(valores)):
        case (True, True, _):
            return "saddle"
        case (True, False, True):
            return "minimum"
        case (False, True, True):
            return "maximum"
    return "inconclusive"


def taylor_model(valor, gradiente, *, H, v):
    return valor + np.inner(gradiente, v) + np.einsum("i,ij,j->", v, H, v) / 2


def quadratic_prediction(valor, gradiente, matriz, *, eps):
    passo = np.multiply(-eps, gradiente)
    return taylor_model(valor, gradiente, H=matriz, v=passo)


def best_step(gradiente, matriz):
    baixo = np.einsum("i,ij,j", gradiente, matriz, gradiente)
    cima = np.einsum("i,i", gradiente, gradiente)
    return cima / baixo if baixo > 0 else float("inf")


def newton(gradiente, hessiana, inicio, *, steps):
    caminho = np.zeros((steps + 1, *np.shape(inicio)))
    caminho[0] = inicio
    for t in range(steps):
        aqui = caminho[t]
        if caminho.ndim == 1:
            caminho[t + 1] = aqui - gradiente(aqui) / hessiana(aqui)
        else:
            caminho[t + 1] = aqui - np.linalg.inv(hessiana(aqui)) @ gradiente(aqui)
    return caminho


def damped_newton(funcao, gradiente, hessiana, inicio, *, alpha, beta, steps, piso=1e-8):
    caminho = np.zeros((steps + 1, *np.shape(inicio)))
    caminho[0] = inicio
    for t in range(steps):
        aqui = caminho[t].copy()
        g = gradiente(aqui)
        if caminho.ndim == 1:
            d = -g / max(abs(hessiana(aqui)), piso)
        else:
            valores, U = np.linalg.eigh(hessiana(aqui))
            positiva = U @ np.diag(1 / np.maximum(abs(valores), piso)) @ U.T
            d = -positiva @ g
        quanto, k = np.sum(g * d), 0
        while not (funcao(aqui + beta**k * d) <= funcao(aqui) + alpha * beta**k * quanto
                   and np.isfinite(funcao(aqui + beta**k * d))):
            k += 1
        caminho[t + 1] = aqui + beta**k * d
    return caminho
