# grader assignment: 08-mlp
from .classici.neurone import squared_loss, squared_loss_gradient
from .classici.rosenblatt import multiclass_perceptron, perceptron
from .rete import MLP, backward, forward, glorot_uniform, init_params, loss
from .rete import permute_hidden, softmax_cross_entropy, train
from .scelta import bias_variance, early_stopping, grid_search, random_search, split
