# grader assignment: 01-gradient-descent
import sys
import time

import matplotlib.pyplot as plt
import numpy as np

print("numpy", np.__version__, "python", sys.version_info[:2])
np.random.seed(0)
tic = time.time()


def gradient_descent(grad, x0, lr, steps):
    x = np.array(x0, dtype=float)
    history = [x.copy()]
    for t in range(steps):
        x -= lr * np.asarray(grad(x.copy()))
        history.append(x.copy())
    return np.array(history)


def gradient_descent_1d(df, x0, lr, eps, max_steps):
    x, history, t = float(x0), [float(x0)], 0
    grad = df(x)
    while abs(grad) >= eps and t < max_steps:
        x = x - lr * grad
        grad = df(x)
        history.append(x)
        t += 1
    print(f"{t} updates, slope {float(grad):.3g}")
    return np.array(history)


def values_along(f, path):
    for t, x in enumerate(path):
        print(t, x, f(x))
    return np.array([f(x) for x in path])


def study_learning_rates(df, x0, lrs, steps):
    result = []
    for lr in lrs:
        p = gradient_descent(df, x0, lr, steps)
        a, b = np.asarray(df(p[0])), np.asarray(df(p[-1]))
        na, nb = np.sqrt(np.sum(a**2)), np.sqrt(np.sum(b**2))
        d1 = np.sqrt(np.sum((p[-1] - p[-2]) ** 2))
        d2 = np.sqrt(np.sum((p[-1] - p[-3]) ** 2))
        finite = np.all(np.isfinite(p[-1])) and np.all(np.isfinite(b))
        if not finite:
            r = "diverges"
        elif nb <= 1e-3 * na:
            r = "converges"
        elif d2 <= 1e-6 * d1:
            r = "cycles"
        elif nb > na:
            r = "diverges"
        else:
            r = "slow"
        print("lr =", lr, "->", r)
        result.append(r)
    return result


def best_of_starts(f, df, starts, lr, steps):
    ends, values = [], []
    for s in starts:
        e = gradient_descent(df, s, lr, steps)[-1]
        v = f(e) if np.isfinite(e).all() else np.inf
        ends.append(e)
        values.append(v if np.isfinite(v) else np.inf)
    k = int(np.argmin(values))
    print("winner: start number", k)
    return ends[k], values[k]


def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g, h = np.zeros_like(x), 1e-6
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    for value in it:
        i, old = it.multi_index, value.copy()
        x[i] = old + h
        plus = f(x.copy()[()])
        x[i] = old - h
        minus = f(x.copy()[()])
        x[i] = old
        g[i] = (plus - minus) / (2 * h)
    return g


def gradient_check(f, grad, x):
    n = numerical_gradient(f, x)
    error = np.abs(np.asarray(grad(x)) - n) / np.maximum(1, np.abs(n))
    print("worst entry:", np.unravel_index(np.argmax(error), error.shape))
    return error.max()


# ---- my experiments: a line fitted by gradient descent ----
data_x = np.random.rand(40)
data_y = 3 * data_x - 1 + 0.01 * np.random.randn(40)


def loss(w):
    return np.mean((w[0] * data_x + w[1] - data_y) ** 2)


def loss_gradient(w):
    r = w[0] * data_x + w[1] - data_y
    return np.array([2 * np.mean(r * data_x), 2 * np.mean(r)])


w = np.zeros(2)
for epoch in range(300):
    w = gradient_descent(loss_gradient, w, 0.5, 1)[-1]
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss(w))

assert gradient_check(loss, loss_gradient, np.array([0.3, -0.2])) < 1e-6
plt.plot(values_along(loss, gradient_descent(loss_gradient, [0, 0], 0.5, 30)))
plt.savefig("loss.png")
print("took", time.time() - tic, "s")

if __name__ == "__main__":
    lrs = [float(a) for a in sys.argv[1:]] or [0.1, 0.01, 1, 100, 1000]
    print(study_learning_rates(lambda x: 2 * x, 1.0, lrs, 40))
