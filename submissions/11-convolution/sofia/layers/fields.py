def receptive_field(layers):
    """Follow the first and the last pixel back through the layers."""
    first, last = 0, 0
    for kernel, stride in layers[::-1]:
        first, last = first * stride, last * stride + kernel - 1
    return last - first + 1
