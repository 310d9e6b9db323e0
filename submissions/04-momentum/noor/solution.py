# grader assignment: 04-momentum
import random
import sys
import time

import numpy as np
import matplotlib.pyplot as plt
from tqdm import tqdm

print("Noor, homework 4")
np.random.seed(4)
random.seed(4)


def momentum(grad, x0, lr, beta, steps):
    print("momentum from", x0)
    path = [np.array(x0, dtype=float)]
    v = 0
    for t in range(steps):
        v = beta * v + grad(path[t])
        print("  step", t + 1, "v =", v)
        path.append(path[t] - lr * v)
    return np.array(path)


def momentum_velocity(grad, x0, lrs, alpha):
    path = [np.array(x0, dtype=float)]
    v = 0
    for t in range(len(lrs)):
        v = alpha * v - lrs[t] * grad(path[t])
        path.append(path[t] + v)
    return np.array(path)


def nesterov(grad, x0, lr, mu, steps):
    path = [np.array(x0, dtype=float)]
    v = 0
    for t in range(steps):
        ahead = path[t] + mu * v
        v = mu * v - lr * grad(ahead)
        path.append(path[t] + v)
    return np.array(path)


def velocity_as_sum(grads, lr, beta):
    print(f"{len(grads)} gradients", file=sys.stderr)
    return np.polyval(grads, beta) * -lr if np.ndim(grads) == 1 else np.array(
        [velocity_as_sum(column, lr, beta) for column in np.transpose(grads)]
    )


def largest_stable_lr(lam, beta):
    return 2 * (1 + beta) / lam


def steps_on_valley(grad, x0, lr, beta, tol, max_steps):
    answer = {"gd": max_steps, "momentum": max_steps, "nesterov": max_steps}
    for name, path in [
        ("gd", nesterov(grad, x0, lr, 0.0, max_steps)),
        ("momentum", momentum_velocity(grad, x0, [lr] * max_steps, beta)),
        ("nesterov", nesterov(grad, x0, lr, beta, max_steps)),
    ]:
        for t, x in enumerate(path):
            if np.linalg.norm(x) < tol and answer[name] == max_steps:
                answer[name] = t
    return answer


def axis_behaviour(path):
    path = np.array(path, dtype=float)
    columns = [path] if path.ndim == 1 else list(path.T)
    words = []
    for c in columns:
        d = np.diff(c)
        words.append("jitters" if np.mean(d[1:] * d[:-1] < 0) > 0.5 else "creeps")
    return words


# Try it: a small regression, trained with momentum.
X = np.random.randn(200, 3)
truth = np.array([1.0, -2.0, 0.5])
y = X @ truth + 0.1 * np.random.randn(200)
loss = lambda w: np.mean((X @ w - y) ** 2)
slope = lambda w: 2 / len(X) * X.T @ (X @ w - y)

started = time.time()
w = np.zeros(3)
v = np.zeros(3)
losses = []
for epoch in tqdm(range(300), desc="training"):
    v = 0.9 * v + slope(w)
    w = w - 0.02 * v
    losses.append(loss(w))
    if epoch % 50 == 0:
        print(f"epoch {epoch:3d}  loss {losses[-1]:.5f}")
print("weights", w, "after", round(time.time() - started), "s")

plt.semilogy(losses)
plt.title("It learns!")
plt.savefig("noor.png")
plt.show()

assert np.allclose(momentum(lambda x: 2 * x, 1, 0.25, 0.5, 3), [1, 0.5, 0, -0.25])
assert steps_on_valley(lambda x: 2 * x, 1, 0.25, 0.5, 0.2, 9)["gd"] == 3
