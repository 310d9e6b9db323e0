"""The ground truth: every exercise of the course, solved.

Pure functions and small frozen dataclasses on numpy alone. Each formula stands in one
place, in the letters of its source, next to the lines of code that compute it. The same
letter means the same thing in every file:

    x, θ      the point, the parameters        g          a gradient
    v         velocity; Adam's second moment   m          first moment
    r         sum or average of squares        s          a second one
    τ         length of a memory, in updates   t          updates so far, from 1
    m̂, v̂      moments after bias correction    lr, ε, δ   rate; small constants
    W, b      weights (inputs, outputs), bias  z, a       before, after activation
    H, λ      Hessian, eigenvalue              L, m       bounds of the eigenvalues
    N, D, C   examples, features, classes      σ          sigmoid; standard deviation

S0 to S4 in the docstrings are the five lecture notes that the course follows:

    S0  CS3485 Deep Learning for Computer Vision, lecture 4, Optimization
    S1  V. K. Kurmi, Activation Functions and Optimizer, DSE316/616, 2022
    S2  R. Sun, Optimization for data sciences, lecture 8, Université Côte d'Azur
    S3  S. Eskandari, Deep Learning (Optimization), University of Guilan
    S4  Neural networks: training neural networks (empirical risk minimisation)
"""

from reference.activations.elu import (
    elu,
    elu_derivative,
)
from reference.activations.linear import (
    linear,
    linear_derivative,
)
from reference.activations.maxout import (
    maxout,
)
from reference.activations.properties import (
    properties,
)
from reference.activations.rectifiers import (
    dead_units,
    leaky_relu,
    leaky_relu_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
)
from reference.activations.sigmoid import (
    sigmoid,
    sigmoid_derivative,
)
from reference.activations.softmax import (
    softmax,
    softmax_jacobian,
    softmax_vjp,
)
from reference.activations.tanh import (
    tanh,
    tanh_derivative,
)
from reference.adaptive import (
    Adam,
    adadelta,
    adagrad,
    adagrad_norm,
    adam,
    adam_uncorrected,
    nadam,
    rmsprop,
    rmsprop_sigma,
)
from reference.barrier import (
    barrier_method,
    central_path,
    log_barrier,
)
from reference.chain_rule import (
    backward_xyz,
    chain_rule,
    chain_rule_polynomial,
    sigmoid_neuron_backward,
)
from reference.convex_functions import (
    is_convex,
)
from reference.convexity import (
    segment_inside,
    violates_convexity,
)
from reference.convolution import (
    conv2d_backward,
    conv2d_forward,
    dense_backward,
    dense_forward,
)
from reference.curvature import (
    classify_critical_point,
    condition_number,
    curvature_weights,
    directional_curvature,
    eigen_2x2,
    hessian,
    jacobian,
)
from reference.features import (
    feature_updates,
    standardise,
)
from reference.flow_graph import (
    Value,
)
from reference.gates import (
    add_backward,
    copy_backward,
    matmul_backward,
    max_backward,
    multiply_backward,
    nll_output_gradient,
    relu_backward,
)
from reference.gradient_descent import (
    best_of_starts,
    gradient_descent,
    gradient_descent_1d,
    study_learning_rates,
    values_along,
)
from reference.initialisation import (
    glorot_uniform,
    init_params,
)
from reference.line_search import (
    backtracking,
    descent_with_backtracking,
    exact_step_quadratic,
)
from reference.losses import (
    softmax_cross_entropy,
    squared_loss,
    squared_loss_gradient,
)
from reference.minibatches import (
    minibatch_gradient,
    minibatches,
    standard_error,
)
from reference.mlp import (
    MLP,
    backward,
    forward,
    loss,
    permute_hidden,
)
from reference.model_selection import (
    bias_variance,
    grid_search,
    random_search,
    split,
)
from reference.momentum import (
    axis_behaviour,
    largest_stable_lr,
    momentum,
    momentum_velocity,
    nesterov,
    steps_on_valley,
    velocity_as_sum,
)
from reference.newton import (
    damped_newton,
    newton,
)
from reference.noisy import (
    adasecant,
    vsgd,
)
from reference.nonnegative import (
    nonnegative_least_squares,
)
from reference.numerical import (
    gradient_check,
    numerical_gradient,
)
from reference.optimality import (
    dual_value,
    equality_newton_step,
    kkt_residual,
)
from reference.perceptron import (
    multiclass_perceptron,
    perceptron,
)
from reference.piecewise_linear import (
    count_kinks,
)
from reference.quadratic_model import (
    best_step,
    quadratic_prediction,
    taylor_model,
)
from reference.receptive_field import (
    receptive_field,
)
from reference.schedules import (
    cosine,
    exponential,
    fixed_then_power,
    hyperbolic,
    inverse_sqrt,
    power,
    satisfies_robbins_monro,
    scale_lr_for_batch,
    step_decay,
)
from reference.smoothness import (
    convergence_bound,
    descent_lemma_holds,
    lipschitz_step,
    quadratic_upper_bound,
    strong_convexity_factor,
)
from reference.stochastic import (
    sgd,
    sgd_momentum,
    sgd_per_example,
    sgd_scheduled,
)
from reference.training import (
    early_stopping,
    train,
)

__all__ = [
    "MLP",
    "Adam",
    "Value",
    "adadelta",
    "adagrad",
    "adagrad_norm",
    "adam",
    "adam_uncorrected",
    "adasecant",
    "add_backward",
    "axis_behaviour",
    "backtracking",
    "backward",
    "backward_xyz",
    "barrier_method",
    "best_of_starts",
    "best_step",
    "bias_variance",
    "central_path",
    "chain_rule",
    "chain_rule_polynomial",
    "classify_critical_point",
    "condition_number",
    "conv2d_backward",
    "conv2d_forward",
    "convergence_bound",
    "copy_backward",
    "cosine",
    "count_kinks",
    "curvature_weights",
    "damped_newton",
    "dead_units",
    "dense_backward",
    "dense_forward",
    "descent_lemma_holds",
    "descent_with_backtracking",
    "directional_curvature",
    "dual_value",
    "early_stopping",
    "eigen_2x2",
    "elu",
    "elu_derivative",
    "equality_newton_step",
    "exact_step_quadratic",
    "exponential",
    "feature_updates",
    "fixed_then_power",
    "forward",
    "glorot_uniform",
    "gradient_check",
    "gradient_descent",
    "gradient_descent_1d",
    "grid_search",
    "hessian",
    "hyperbolic",
    "init_params",
    "inverse_sqrt",
    "is_convex",
    "jacobian",
    "kkt_residual",
    "largest_stable_lr",
    "leaky_relu",
    "leaky_relu_derivative",
    "linear",
    "linear_derivative",
    "lipschitz_step",
    "log_barrier",
    "loss",
    "matmul_backward",
    "max_backward",
    "maxout",
    "minibatch_gradient",
    "minibatches",
    "momentum",
    "momentum_velocity",
    "multiclass_perceptron",
    "multiply_backward",
    "nadam",
    "nesterov",
    "newton",
    "nll_output_gradient",
    "nonnegative_least_squares",
    "numerical_gradient",
    "perceptron",
    "permute_hidden",
    "power",
    "prelu",
    "prelu_derivative",
    "properties",
    "quadratic_prediction",
    "quadratic_upper_bound",
    "random_search",
    "receptive_field",
    "relu",
    "relu_backward",
    "relu_derivative",
    "rmsprop",
    "rmsprop_sigma",
    "satisfies_robbins_monro",
    "scale_lr_for_batch",
    "segment_inside",
    "sgd",
    "sgd_momentum",
    "sgd_per_example",
    "sgd_scheduled",
    "sigmoid",
    "sigmoid_derivative",
    "sigmoid_neuron_backward",
    "softmax",
    "softmax_cross_entropy",
    "softmax_jacobian",
    "softmax_vjp",
    "split",
    "squared_loss",
    "squared_loss_gradient",
    "standard_error",
    "standardise",
    "step_decay",
    "steps_on_valley",
    "strong_convexity_factor",
    "study_learning_rates",
    "tanh",
    "tanh_derivative",
    "taylor_model",
    "train",
    "values_along",
    "velocity_as_sum",
    "violates_convexity",
    "vsgd",
]
