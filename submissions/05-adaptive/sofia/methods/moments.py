import numpy as np

from .loop import Mean, path


def adam_step(lr, beta1, beta2, eps):
    m, v = Mean(beta1), Mean(beta2)

    def step(g, t):
        m_hat, v_hat = m(g) / (1 - beta1**t), v(g**2) / (1 - beta2**t)
        return lr * m_hat / (np.sqrt(v_hat) + eps)

    return step


def adam(grad, x0, lr, beta1, beta2, eps, steps):
    return path(grad, x0, steps, adam_step(lr, beta1, beta2, eps))


def adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps):
    m, s = Mean(beta1), Mean(beta2)
    return path(
        grad, x0, steps, lambda g, t: lr * m(g) / np.sqrt(s(g**2) + eps)
    )
