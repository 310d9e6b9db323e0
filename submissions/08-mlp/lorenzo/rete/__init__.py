from .avanti import forward, glorot_uniform, init_params
from .indietro import backward
from .mlp import MLP, permute_hidden, train
from .perdita import loss, softmax_cross_entropy
