"""The names and signatures that students and assignments rely on, in full."""

import inspect

import pytest

import reference

CURRICULUM = """
gradient_descent_1d(df, x0, lr, eps, max_steps)
gradient_descent(grad, x0, lr, steps)
values_along(f, path)
study_learning_rates(df, x0, lrs, steps)
best_of_starts(f, df, starts, lr, steps)
numerical_gradient(f, x)
gradient_check(f, grad, x)

lipschitz_step(H)
strong_convexity_factor(H)
quadratic_upper_bound(f, grad, x, y, L)
descent_lemma_holds(f, grad, path, L)
convergence_bound(L, x0, x_star, t)
backtracking(f, grad, x, direction, alpha, beta)
exact_step_quadratic(A, b, x, direction)
descent_with_backtracking(f, grad, x0, alpha, beta, eps, max_steps)
violates_convexity(f, x, y, n)
segment_inside(contains, x, y, n)

minibatches(n, batch_size, rng)
minibatch_gradient(grad_i, theta, indices)
sgd(grad, theta0, n, batch_size, lr, epochs, rng)
sgd_scheduled(grad, theta0, n, batch_size, lrs, epochs, rng)
sgd_momentum(grad, theta0, v0, n, batch_size, lr, alpha, epochs, rng)
sgd_per_example(grad_i, grad_penalty, theta0, n, lr, lam, epochs, rng)
inverse_sqrt(lr, t)
hyperbolic(lr, t, delta)
power(lr, t, delta)
fixed_then_power(lr, t, fixed, delta)
step_decay(lr, t, drop, every)
cosine(lr, t, total)
exponential(lr, t, k)
satisfies_robbins_monro(p)
scale_lr_for_batch(lr, factor, kind)
standard_error(sigma, n)
standardise(X)
feature_updates(X, t, w, lr)

momentum(grad, x0, lr, beta, steps)
momentum_velocity(grad, x0, lrs, alpha)
nesterov(grad, x0, lr, mu, steps)
velocity_as_sum(grads, lr, beta)
largest_stable_lr(lam, beta)
steps_on_valley(grad, x0, lr, beta, tol, max_steps)
axis_behaviour(path)

adagrad_norm(grad, x0, lr, eps, steps)
adagrad(grad, x0, lr, delta, steps)
rmsprop(grad, x0, lr, rho, delta, steps)
rmsprop_sigma(grad, x0, lr, alpha, steps)
adadelta(grad, x0, rho, eps, steps)
adam(grad, x0, lr, beta1, beta2, eps, steps)
adam_uncorrected(grad, x0, lr, beta1, beta2, eps, steps)
Adam(lr, beta1, beta2, eps)
nadam(grad, x0, lr, beta1, beta2, eps, steps)
adasecant(grad, x0, steps)
vsgd(grad_i, hess_diag_i, theta0, n, steps, rng)

linear(x, a, c)
linear_derivative(x, a, c)
sigmoid(x)
sigmoid_derivative(x)
tanh(x)
tanh_derivative(x)
relu(x)
relu_derivative(x)
leaky_relu(x, slope)
leaky_relu_derivative(x, slope)
prelu(x, alpha)
prelu_derivative(x, alpha)
elu(x, alpha)
elu_derivative(x, alpha)
maxout(x, W, b)
softmax(z)
softmax_jacobian(z)
softmax_vjp(z, v)
properties(name)
dead_units(W, b, X)

add_backward(x, y, dz)
multiply_backward(x, y, dz)
max_backward(x, y, dz)
copy_backward(dz1, dz2)
backward_xyz(x, y, z)
sigmoid_neuron_backward(w0, x0, w1, x1, w2)
chain_rule_polynomial(x)
chain_rule(fs, dfs, x)
matmul_backward(x, w, dy)
relu_backward(x, dy)
nll_output_gradient(p, y)
Value(data)

glorot_uniform(fan_in, fan_out, rng)
init_params(sizes, rng)
forward(params, X)
softmax_cross_entropy(logits, y)
loss(params, X, y, l2, l1)
backward(params, X, y, l2, l1)
train(params, X, y, lr, batch_size, epochs, rng)
early_stopping(errors, patience)
grid_search(evaluate, grid)
random_search(evaluate, sample, n, rng)
split(n, fractions, rng)
permute_hidden(params, layer, permutation)
squared_loss(X, y, w)
squared_loss_gradient(X, y, w)
bias_variance(predictions, truth)
perceptron(X, y, epochs)
multiclass_perceptron(X, y, classes, epochs)
MLP(sizes, rng)

jacobian(f, x)
hessian(f, x)
directional_curvature(H, d)
curvature_weights(H, d)
eigen_2x2(A)
condition_number(H)
classify_critical_point(H)
taylor_model(f0, g, H, v)
quadratic_prediction(f0, g, H, eps)
best_step(g, H)
newton(grad, hess, x0, steps)
damped_newton(f, grad, hess, x0, alpha, beta, steps)

log_barrier(G, h, x)
central_path(c, G, h, x0, ts)
barrier_method(c, G, h, x0, t0, mu, eps)
equality_newton_step(H, g, A)
kkt_residual(c, G, h, x, lam)
nonnegative_least_squares(A, b)
dual_value(c, G, h, lam)
is_convex(f, sample, n, rng)

dense_forward(x, W, b)
conv2d_forward(x, w, b, stride, padding)
dense_backward(x, W, b, dy)
conv2d_backward(x, w, b, stride, padding, dy)
receptive_field(layers)
count_kinks(params, x, y, n)
"""

SIGNATURES = dict(line.split("(", 1) for line in CURRICULUM.split("\n") if line.strip())


def test_the_reference_offers_the_curriculum_and_nothing_else() -> None:
    assert sorted(reference.__all__) == sorted(SIGNATURES)


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_is_the_curriculums(name: str) -> None:
    parameters = inspect.signature(getattr(reference, name)).parameters.values()

    assert ", ".join(each.name for each in parameters) + ")" == SIGNATURES[name]
    assert all(
        each.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD for each in parameters
    )


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_docstring_has_edge_cases_and_a_worked_number(name: str) -> None:
    doc = inspect.getdoc(getattr(reference, name)) or ""

    assert "\nEdge cases:\n" in doc
    assert "\nBy hand:\n" in doc
    assert "\n    >>> " in doc
