# grader assignment: 10-convex
"""Compito 10. I nomi sono i miei, e ciò che regola il metodo va scritto per nome."""

import numpy as np


def is_convex(funzione, campione, quanti, caso):
    semi = [int(caso.integers(0, 2**31)) for _ in range(2 * quanti)]
    punti = [np.asarray(campione(seme), dtype=np.float64) for seme in semi]
    for a, b in zip(punti[:quanti], punti[quanti:]):
        fa, fb = float(funzione(a)), float(funzione(b))
        margine = 1e-9 * max(1.0, abs(fa), abs(fb))
        for peso in (0.5, 0.25, 0.75):
            if float(funzione(peso * a + (1 - peso) * b)) > peso * fa + (1 - peso) * fb + margine:
                return False
    return True


def log_barrier(matrice, limiti, punto):
    matrice = np.asarray(matrice, dtype=np.float64)
    distanze = np.asarray(limiti) - matrice @ np.asarray(punto)
    n = matrice.shape[1]
    if distanze.min() <= 0:
        return float("inf"), np.full(n, np.nan), np.full((n, n), np.nan)
    inverse = np.diag(1 / distanze)
    return (
        -np.log(distanze).sum(),
        matrice.T @ inverse @ np.ones(len(distanze)),
        matrice.T @ inverse @ inverse @ matrice,
    )


def _centro(costi, matrice, limiti, punto, t):
    costi = np.asarray(costi, dtype=np.float64)
    for _ in range(500):
        valore, gradiente, hessiana = log_barrier(matrice, limiti, punto)
        residuo = t * costi + gradiente
        passo = np.linalg.solve(hessiana, -residuo)
        quadrato = float(-residuo @ passo)
        if quadrato <= 1e-9:
            return punto + passo
        # quanto lontano sono i muri?
        velocita = matrice @ passo
        distanze = limiti - matrice @ punto
        lontano = min((d / v for d, v in zip(distanze, velocita) if v > 0), default=np.inf)
        s = min(1.0, 0.95 * lontano)
        prima = t * costi @ punto + valore
        while quadrato > 0.01:
            nuovo = punto + s * passo
            if t * costi @ nuovo + log_barrier(matrice, limiti, nuovo)[0] <= prima - 0.25 * s * quadrato:
                break
            s *= 0.5
        punto = punto + s * passo
    return punto


def central_path(costi, matrice, limiti, inizio, *, ts):
    punti = []
    for t in ts:
        # ogni volta da capo: l'inizio non conta
        punti.append(_centro(costi, matrice, limiti, np.array(inizio, dtype=np.float64), t))
    return np.vstack(punti)


def barrier_method(costi, matrice, limiti, inizio, *, t0, mu, eps):
    t = float(t0)
    punto = _centro(costi, matrice, limiti, np.array(inizio, dtype=np.float64), t)
    while len(limiti) >= eps * t:
        t = t * mu
        punto = _centro(costi, matrice, limiti, punto, t)
    return punto


def equality_newton_step(hessiana, gradiente, equazioni):
    righe, n = equazioni.shape
    sistema = np.vstack(
        [
            np.hstack([hessiana, equazioni.T]),
            np.hstack([equazioni, np.zeros((righe, righe))]),
        ]
    )
    soluzione = np.linalg.inv(sistema) @ np.hstack([-gradiente, np.zeros(righe)])
    return soluzione[:n], soluzione[n:]


def dual_value(costi, matrice, limiti, *, lam):
    resto = matrice.T @ lam + costi
    if np.sqrt((resto**2).sum()) > 1e-9 * max(1.0, np.sqrt((costi**2.0).sum())):
        return -np.inf
    return -np.inf if np.any(lam < 0) else float(-limiti @ lam)


def kkt_residual(costi, matrice, limiti, punto, *, lam):
    distanze = limiti - matrice @ punto
    violazioni = np.hstack([-distanze, -lam, abs(costi + matrice.T @ lam), abs(lam * distanze), 0.0])
    return violazioni.max()


def nonnegative_least_squares(matrice, destinazione):
    # gradiente proiettato con lo slancio di Nesterov, che riparte se si sale
    L = np.linalg.norm(matrice, 2) ** 2
    x = y = np.zeros(matrice.shape[1])
    k = 1
    for _ in range(8000):
        nuovo = np.maximum(y + matrice.T @ (destinazione - matrice @ y) / L, 0)
        if (nuovo - x) @ (y - nuovo) > 0:
            k = 1
        y = nuovo + (k - 1) / (k + 2) * (nuovo - x)
        x, k = nuovo, k + 1
    return x
