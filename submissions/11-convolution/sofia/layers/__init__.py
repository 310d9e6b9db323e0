from .conv import conv2d_backward, conv2d_forward
from .dense import dense_backward, dense_forward

__all__ = ["conv2d_backward", "conv2d_forward", "dense_backward", "dense_forward"]
