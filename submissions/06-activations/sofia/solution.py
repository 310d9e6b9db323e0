# grader assignment: 06-activations
"""Sofia's homework: the package bends has it all, this file hands it in."""
from bends import *
from bends.kinked import elu, elu_derivative
from bends.layers import dead_units, maxout
from bends.table import properties
