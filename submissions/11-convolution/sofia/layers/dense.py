def dense_forward(x, W, b):
    return x @ W + b


def dense_backward(x, W, b, dy):
    return dy @ W.T, x.T @ dy, dy.sum(axis=0)
