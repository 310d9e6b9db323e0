# grader assignment: 07-backprop
"""Hamza's homework is a package; this file only opens the doors."""

from engine import Value
from engine.chains import *
from engine.gates import (
    add_backward,
    copy_backward,
    matmul_backward,
    max_backward,
    multiply_backward,
    nll_output_gradient,
    relu_backward,
)

if __name__ == "__main__":
    v = Value(3)
    (v * v + v).backward()
    print(v.grad)
