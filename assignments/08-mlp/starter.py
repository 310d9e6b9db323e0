# grader assignment: 08-mlp

# %% [markdown]
# # A network that learns
#
# Fill in the functions and the class. The handout has every formula with a number that
# you can follow by hand; write them any way you like, as long as they keep their names
# and the order of their arguments. `params` is a list of pairs (W, b), input side
# first.

# %%
"""Assignment 08: a tanh network from the first random weight to the last epoch."""

import numpy as np  # noqa: F401 - yours to use


# %%
def glorot_uniform(fan_in, fan_out, rng):
    """Return a weight matrix of shape (fan_in, fan_out), drawn from rng.

    Formula::

        b    = √6 / √(fan_in + fan_out)
        W_ij ~ U[-b, b], independent
    """
    raise NotImplementedError


# %%
def init_params(sizes, rng):
    """Return the parameters to start from: a list of (W, b), input side first.

    Formula, with sizes = [n_0, n_1 … n_K]::

        W_k = glorot_uniform(n_{k-1}, n_k, rng),  k = 1 … K
        b_k = 0, of shape (n_k,)
    """
    raise NotImplementedError


# %%
def forward(params, X):
    """Return the probability of each class for each row of X, shape (N, C).

    Formula, with L hidden layers::

        h_0 = X
        h_k = tanh(h_{k-1} W_k + b_k),  k = 1 … L
        z   = h_L W_{L+1} + b_{L+1}
        p   = softmax(z), row by row
    """
    raise NotImplementedError


# %%
def softmax_cross_entropy(logits, y):
    """Return the mean cross-entropy of softmax(logits), and its gradient: a pair.

    Formula, with p = softmax(logits) and e(y)_ic = 1 if c = y_i, else 0::

        loss    = -1/N Σ_i log p_{i y_i}
        dlogits = (p - e(y)) / N

    Nothing may overflow, or become log 0, at logits of ±1000.
    """
    raise NotImplementedError


# %%
def loss(params, X, y, l2, l1):
    """Return the mean cross-entropy of the network plus the penalties, a number.

    Formula, with z the logits of `forward`::

        loss = softmax_cross_entropy(z, y)[0] + Σ_k (l2 ‖W_k‖_F² + l1 Σ_ij |W_k,ij|)
    """
    raise NotImplementedError


# %%
def backward(params, X, y, l2, l1):
    """Return the gradient of `loss`: a list of (dW, db), shaped like params.

    Formula, with h_k and z as in `forward`::

        δ = (softmax(z) - e(y)) / N
        for k = L+1 … 1:
            dW_k = h_{k-1}ᵀ δ + 2 l2 W_k + l1 sign(W_k)
            db_k = Σ_i δ_i, the sum over the examples
            δ    = δ W_kᵀ ⊙ (1 - h_{k-1}²),  unless k = 1
    """
    raise NotImplementedError


# %%
def train(params, X, y, lr, batch_size, epochs, rng):
    """Return (new parameters, list of the errors after each epoch).

    Update, with θ the given parameters at the start, in each epoch::

        for B in the batches of a new random permutation of the examples:
            g = the gradient of the mean cross-entropy over the examples in B, at θ
            θ = θ - lr g, all layers at once
        error = the mean cross-entropy of all examples, at θ
    """
    raise NotImplementedError


# %%
class MLP:
    """A network that keeps its parameters: `params`, a list of (W, b).

    Formula, with the parameters θ::

        θ               = init_params(sizes, rng), at the start
        loss(X, y)      = the mean cross-entropy, a number
        gradients(X, y) = its gradient, a list of (dW, db)
        predict(X)      = the label of the most probable class, for each row
    """

    def __init__(self, sizes, rng):
        raise NotImplementedError

    def loss(self, X, y):
        """Return the mean cross-entropy."""
        raise NotImplementedError

    def gradients(self, X, y):
        """Return the gradient of the mean cross-entropy: a list of (dW, db)."""
        raise NotImplementedError

    def predict(self, X):
        """Return the most probable label of each row of X."""
        raise NotImplementedError


# %%
def permute_hidden(params, layer, permutation):
    """Return the parameters of the same function with hidden units reordered.

    Formula, with π the permutation and k = layer + 1 (layer 0 is the first hidden)::

        W_k     = W_k[:, π]
        b_k     = b_k[π]
        W_{k+1} = W_{k+1}[π, :]
    """
    raise NotImplementedError


# %%
def squared_loss(X, y, w):
    """Return the squared loss of one sigmoid neuron, summed over the examples.

    Formula, with σ(z) = 1/(1 + e^-z)::

        o = σ(X w)
        L = Σ_i (y_i - o_i)²
    """
    raise NotImplementedError


# %%
def squared_loss_gradient(X, y, w):
    """Return the gradient of `squared_loss` in w, of shape (D,).

    Formula, with z = X w, o = σ(z) and σ'(z) = σ(z) (1 - σ(z))::

        ∇L = -2 Xᵀ ((y - o) ⊙ σ'(z))
    """
    raise NotImplementedError


# %%
def perceptron(X, y, epochs):
    """Return weights and bias of a perceptron: (w, b). y holds -1 and +1.

    Update, with w = 0 and b = 0 at the start, for i = 0 … N-1 in each epoch::

        if y_i (w·x_i + b) <= 0:
            w = w + y_i x_i
            b = b + y_i
    """
    raise NotImplementedError


# %%
def multiclass_perceptron(X, y, classes, epochs):
    """Return one perceptron for each class: (W of shape (D, classes), b (classes,)).

    Formula, for c = 0 … classes-1::

        y_c          = +1 where y = c, else -1
        W[:, c], b_c = perceptron(X, y_c, epochs)
    """
    raise NotImplementedError


# %%
def early_stopping(errors, patience):
    """Return (stop, best): the epoch to stop after, and the best epoch until then.

    Formula, with epochs e from 0::

        best_e = the earliest of the epochs 0 … e with the smallest error
        stop   = the first e with e - best_e >= patience, else the last epoch
        best   = best_stop
    """
    raise NotImplementedError


# %%
def grid_search(evaluate, grid):
    """Return the configuration of a grid with the smallest error, and that error.

    Formula::

        configurations = grid[name_1] × … × grid[name_K], the last name runs fastest
        best           = argmin evaluate(configuration), the first of equals
    """
    raise NotImplementedError


# %%
def random_search(evaluate, sample, n, rng):
    """Return the best of n configurations drawn at random, and its error.

    Formula, for t = 1 … n::

        seed_t          = rng.integers(2**31)
        configuration_t = sample(seed_t)
        best            = argmin evaluate(configuration_t), the first of equals
    """
    raise NotImplementedError


# %%
def split(n, fractions, rng):
    """Return the indices 0 … n-1 at random in disjoint parts: a list of arrays.

    Formula, with F fractions f_j::

        size_j = round(f_j n),  j = 1 … F-1; the last part takes the rest
    """
    raise NotImplementedError


# %%
def bias_variance(predictions, truth):
    """Return squared bias, variance and their sum, averaged over the points.

    Formula, for S training sets (rows) and P points (columns)::

        mean_p   = 1/S Σ_s predictions_sp
        bias²    = 1/P Σ_p (mean_p - truth_p)²
        variance = 1/P Σ_p 1/S Σ_s (predictions_sp - mean_p)²
    """
    raise NotImplementedError
