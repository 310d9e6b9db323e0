import numpy as np


def perceptron(X, y, epochs):
    w = np.zeros(X.shape[1])
    b = 0.0
    for epoch in range(epochs):
        for i in range(len(X)):
            if y[i] * (w @ X[i] + b) <= 0:
                w = w + y[i] * X[i]
                b = b + y[i]
    return w, b


def multiclass_perceptron(X, y, classes, epochs):
    W = np.zeros((X.shape[1], classes))
    b = np.zeros(classes)
    for c in range(classes):
        W[:, c], b[c] = perceptron(X, np.where(y == c, 1, -1), epochs)
    return W, b
