# grader assignment: 11-convolution
# Sin numpy: solo listas.


def dense_forward(x, W, b):
    x, W, b = x.tolist(), W.tolist(), b.tolist()
    return [[sum(xi * W[i][o] for i, xi in enumerate(row)) + b[o] for o in range(len(b))] for row in x]


def dense_backward(x, W, b, dy):
    x, W, dy = x.tolist(), W.tolist(), dy.tolist()
    dx = [[sum(d * w for d, w in zip(row, Wi)) for Wi in W] for row in dy]
    dW = [[sum(x[n][i] * dy[n][o] for n in range(len(x))) for o in range(len(dy[0]))] for i in range(len(W))]
    db = [sum(column) for column in zip(*dy)]
    return dx, dW, db


def pixel(image, i, j, padding):
    i, j = i - padding, j - padding
    if 0 <= i < len(image) and 0 <= j < len(image[0]):
        return image[i][j]
    return 0.0


def conv2d_forward(x, w, b, stride, padding):
    x, w, b = x.tolist(), w.tolist(), b.tolist()
    H, W = len(x[0][0]), len(x[0][0][0])
    kh, kw = len(w[0][0]), len(w[0][0][0])
    OH = (H + 2 * padding - kh) // stride + 1
    OW = (W + 2 * padding - kw) // stride + 1
    y = []
    for example in x:
        maps = []
        for f, kernel in enumerate(w):
            rows = []
            for i in range(OH):
                row = []
                for j in range(OW):
                    total = b[f]
                    for c, image in enumerate(example):
                        for u in range(kh):
                            for v in range(kw):
                                total += kernel[c][u][v] * pixel(image, i * stride + u, j * stride + v, padding)
                    row.append(total)
                rows.append(row)
            maps.append(rows)
        y.append(maps)
    return y


def zeros(*shape):
    if len(shape) == 1:
        return [0.0] * shape[0]
    return [zeros(*shape[1:]) for _ in range(shape[0])]


def conv2d_backward(x, w, b, stride, padding, dy):
    dx, dw, db = zeros(*x.shape), zeros(*w.shape), zeros(*b.shape)
    N, C, H, W = x.shape
    F, _, kh, kw = w.shape
    x, w, dy = x.tolist(), w.tolist(), dy.tolist()
    for n in range(N):
        for f in range(F):
            for i, row in enumerate(dy[n][f]):
                for j, d in enumerate(row):
                    db[f] += d
                    for u in range(kh):
                        a = i * stride + u - padding
                        if not 0 <= a < H:
                            continue
                        for v in range(kw):
                            e = j * stride + v - padding
                            if 0 <= e < W:
                                for c in range(C):
                                    dw[f][c][u][v] += x[n][c][a][e] * d
                                    dx[n][c][a][e] += w[f][c][u][v] * d
    return dx, dw, db


def receptive_field(layers):
    # de la salida a la imagen: cuantos pixeles hacen falta para uno
    size = 1
    for k, s in reversed(layers):
        size = (size - 1) * s + k
    return size


def network(params, point):
    for number, (W, b) in enumerate(params):
        W, b = W.tolist(), b.tolist()
        point = [sum(p * row[o] for p, row in zip(point, W)) + b[o] for o in range(len(b))]
        if number < len(params) - 1:
            point = [max(p, 0.0) for p in point]
    return point


def count_kinks(params, x, y, n):
    x, y = x.tolist(), y.tolist()
    values = [network(params, [a + k / n * (c - a) for a, c in zip(x, y)]) for k in range(n + 1)]
    slopes = [[(q - p) * n for p, q in zip(one, other)] for one, other in zip(values, values[1:])]
    differs = [any(abs(q - p) > 1e-6 for p, q in zip(one, other)) for one, other in zip(slopes, slopes[1:])]
    return sum(1 for k, here in enumerate(differs) if here and (k == 0 or not differs[k - 1]))
