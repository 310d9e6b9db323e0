# grader assignment: 04-momentum
# Inês: os nomes são meus; hyperparameters only by keyword.
import numpy as np


def momentum(declive, inicio, *, steps, beta, lr):
    ponto = np.array(inicio, dtype=float)
    velocidade = np.zeros(ponto.shape)
    caminho = [ponto]
    while len(caminho) < steps + 1:
        velocidade = np.add(beta * velocidade, declive(ponto))
        ponto = ponto - lr * velocidade
        caminho.append(ponto)
    return np.asarray(caminho)


def momentum_velocity(declive, inicio, /, taxas, *, alpha):
    ponto = np.array(inicio, dtype=float)
    v = np.zeros(ponto.shape)
    caminho = [ponto]
    for taxa in taxas:
        v = alpha * v - np.multiply(taxa, declive(ponto))
        ponto = ponto + v
        caminho.append(ponto)
    return np.asarray(caminho)


def nesterov(f_linha, comeco, *, lr, mu, steps):
    x, v = np.array(comeco, dtype=float), np.zeros(np.shape(comeco))
    caminho = [x]
    for _ in range(steps):
        y = x + mu * v
        x_novo = y - lr * np.asarray(f_linha(y))
        v = x_novo - x
        x = x_novo
        caminho.append(x)
    return np.asarray(caminho)


def velocity_as_sum(gradientes, taxa, atrito):
    k = len(gradientes)
    return sum(-taxa * atrito ** (k - 1 - j) * gradientes[j] for j in range(k))


def largest_stable_lr(curvatura, *, beta):
    return 2 * (beta + 1) / curvatura


def steps_on_valley(declive, inicio, /, *, max_steps, tol, beta, lr):
    def chegada(caminho):
        perto = [np.linalg.norm(p) < tol for p in caminho]
        return perto.index(True) if True in perto else max_steps

    return {
        "gd": chegada(momentum(declive, inicio, lr=lr, beta=0, steps=max_steps)),
        "momentum": chegada(momentum(declive, inicio, lr=lr, beta=beta, steps=max_steps)),
        "nesterov": chegada(nesterov(declive, inicio, lr=lr, mu=beta, steps=max_steps)),
    }


def axis_behaviour(caminho):
    c = np.asarray(caminho, dtype=float)
    passos = np.diff(c.reshape(c.shape[0], -1), axis=0)
    viragens = np.count_nonzero(passos[:-1] * passos[1:] < 0, axis=0)
    return ["jitters" if 2 * n > passos.shape[0] - 1 else "creeps" for n in viragens]
