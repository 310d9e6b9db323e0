from .value import Value

__all__ = [
    "backward_xyz",
    "chain_rule",
    "chain_rule_polynomial",
    "sigmoid_neuron_backward",
]


def gradients(function, *numbers):
    leaves = [Value(n) for n in numbers]
    function(*leaves).backward()
    return tuple(v.grad for v in leaves)


def backward_xyz(x, y, z):
    return gradients(lambda x, y, z: (x + y) * z, x, y, z)


def sigmoid_neuron_backward(w0, x0, w1, x1, w2):
    # sigma(s) = (1 + tanh(s/2))/2
    return gradients(
        lambda w0, x0, w1, x1, w2: (1 + ((w0 * x0 + w1 * x1 + w2) / 2).tanh()) / 2,
        w0, x0, w1, x1, w2,
    )


def chain_rule_polynomial(x):
    (d,) = gradients(lambda v: (3 * v * v * v + 2) ** 2, x)
    return d


def chain_rule(fs, dfs, x):
    value, derivative = x, 1.0
    fs, dfs = list(fs), list(dfs)
    while fs:
        f, df = fs.pop(), dfs.pop()
        value, derivative = f(value), derivative * df(value)
    return value, derivative
