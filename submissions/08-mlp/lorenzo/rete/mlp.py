import numpy as np

from .avanti import forward, init_params
from .indietro import backward
from .perdita import loss


def train(params, X, y, lr, batch_size, epochs, rng):
    theta = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    errors = []
    N = len(X)
    for epoch in range(epochs):
        order = rng.permutation(N)
        for start in range(0, N, batch_size):
            batch = order[start : start + batch_size]
            g = backward(theta, X[batch], y[batch], 0, 0)
            theta = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(theta, g)]
        errors.append(float(loss(theta, X, y, 0, 0)))
    return theta, errors


class MLP:
    def __init__(self, sizes, rng):
        self.params = init_params(sizes, rng)

    def loss(self, X, y):
        return loss(self.params, X, y, 0, 0)

    def gradients(self, X, y):
        return backward(self.params, X, y, 0, 0)

    def predict(self, X):
        return np.argmax(forward(self.params, X), axis=1)


def permute_hidden(params, layer, permutation):
    new = [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]
    W, b = new[layer]
    V, c = new[layer + 1]
    new[layer] = (W[:, permutation], b[permutation])
    new[layer + 1] = (V[permutation, :], c)
    return new
