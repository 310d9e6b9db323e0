"""Known mistakes of assignment 07 in what is put together from gates."""

import math

import numpy as np

from grader.diagnosis import misconception


def sigmoid(s):
    """Return the sigmoid of a number; nothing overflows."""
    return 1 / (1 + math.exp(-s)) if s >= 0 else 1 - sigmoid(-s)


# --- backward_xyz --------------------------------------------------------------------


@misconception("backward_xyz", hint="What does x get from the multiply gate above it?")
def xyz_q_for_x_and_y(x, y, z):
    """Both x and y get q, and z gets z: each its own side of the product."""
    q = x + y
    return q, q, z


@misconception("backward_xyz", hint="The multiply gate hands z to q. And then?")
def xyz_stops_at_q(x, y, z):
    """Both x and y get only the local derivative of the sum, 1."""
    return 1.0, 1.0, x + y


@misconception("backward_xyz", hint="Which operation joins x and y?")
def xyz_product_of_x_and_y(x, y, z):
    """The sum is treated as a product: x gets y z, and y gets x z."""
    return y * z, x * z, x + y


@misconception("backward_xyz", hint="What is multiplied by z in f?")
def xyz_product_for_z(x, y, z):
    """The input z gets the product x y instead of the sum."""
    return z, z, x * y


@misconception("backward_xyz", hint="In which order does the handout want them?")
def xyz_z_first(x, y, z):
    """The gradient of z comes first."""
    return x + y, z, z


@misconception(
    "backward_xyz",
    hint="Where does the way back begin, and with which number?",
    family="f itself comes in",
)
def xyz_starts_with_f(x, y, z):
    """The way back starts with the value f at the output instead of 1."""
    q = x + y
    f = q * z
    return f * z, f * z, f * q


@misconception("backward_xyz", hint="How much does f grow if y alone grows by 1?")
def xyz_x_only(x, y, z):
    """The input y gets no gradient."""
    return z, 0.0, x + y


@misconception("backward_xyz", hint="How much does f grow if x alone grows by 1?")
def xyz_split(x, y, z):
    """The inputs x and y share z, half each."""
    return z / 2, z / 2, x + y


@misconception("backward_xyz", hint="Expand f: is y part of x's coefficient?")
def xyz_without_brackets(x, y, z):
    """The formula is read as x + y z, without the brackets."""
    return 1.0, z, y


# --- sigmoid_neuron_backward ---------------------------------------------------------


def neuron(w0, x0, w1, x1, w2, slope=None, *, bias=True):
    """Return the five gradients, with another slope, or without the bias in s."""
    s = w0 * x0 + w1 * x1 + (w2 if bias else 0)
    ds = (slope or right_slope)(s)
    return ds * x0, ds * w0, ds * x1, ds * w1, ds


def right_slope(s):
    """Return the derivative of the sigmoid."""
    return sigmoid(s) * sigmoid(-s)


@misconception(
    "sigmoid_neuron_backward", hint="List all gates between w0 and L. Which is missing?"
)
def neuron_without_sigmoid_slope(w0, x0, w1, x1, w2):
    """The slope of the sigmoid is left out."""
    return neuron(w0, x0, w1, x1, w2, slope=lambda _: 1.0)


@misconception(
    "sigmoid_neuron_backward", hint="What is the slope of σ where it is flat?"
)
def neuron_value_for_slope(w0, x0, w1, x1, w2):
    """The value σ(s) is taken for its own derivative."""
    return neuron(w0, x0, w1, x1, w2, slope=sigmoid)


@misconception(
    "sigmoid_neuron_backward", hint="Is it the input or the output of σ in σ(1 - σ)?"
)
def neuron_slope_from_input(w0, x0, w1, x1, w2):
    """The slope s (1 - s) is used: the input of σ stands where its output belongs."""
    return neuron(w0, x0, w1, x1, w2, slope=lambda s: s * (1 - s))


@misconception("sigmoid_neuron_backward", hint="How often do you apply σ on the way?")
def neuron_sigmoid_twice(w0, x0, w1, x1, w2):
    """The derivative is taken at σ(s) instead of at s."""
    return neuron(w0, x0, w1, x1, w2, slope=lambda s: right_slope(sigmoid(s)))


@misconception(
    "sigmoid_neuron_backward",
    hint="For which s does the slide compute its 0.2?",
    source="S1, slide Another example",
)
def neuron_slope_of_the_slide(w0, x0, w1, x1, w2):
    """The slide's 0.2, which belongs to s = 1, is used for every s."""
    return neuron(w0, x0, w1, x1, w2, slope=lambda _: 0.2)


@misconception(
    "sigmoid_neuron_backward",
    hint="Does σ rise or fall? Compare its formula in the handout with the slide's.",
    source="S1, slide Another example, which prints 1/(1 + e^1) for σ(1)",
)
def neuron_sigmoid_as_printed(w0, x0, w1, x1, w2):
    """The sigmoid is read as 1/(1 + e^s), as it is printed: its slope is negative."""
    return neuron(w0, x0, w1, x1, w2, slope=lambda s: -right_slope(s))


@misconception("sigmoid_neuron_backward", hint="What does the multiply gate swap?")
def neuron_own_operand(w0, x0, w1, x1, w2):
    """Each factor gets itself: weights and inputs are not swapped."""
    dw0, dx0, dw1, dx1, dw2 = neuron(w0, x0, w1, x1, w2)
    return dx0, dw0, dx1, dw1, dw2


@misconception("sigmoid_neuron_backward", hint="In which order are the arguments?")
def neuron_weights_first(w0, x0, w1, x1, w2):
    """The three gradients of the weights come first, then those of the inputs."""
    dw0, dx0, dw1, dx1, dw2 = neuron(w0, x0, w1, x1, w2)
    return dw0, dw1, dw2, dx0, dx1


@misconception("sigmoid_neuron_backward", hint="What is multiplied by w2?")
def neuron_bias_times_itself(w0, x0, w1, x1, w2):
    """The bias gets ds times w2, as if it multiplied something."""
    dw0, dx0, dw1, dx1, ds = neuron(w0, x0, w1, x1, w2)
    return dw0, dx0, dw1, dx1, ds * w2


@misconception("sigmoid_neuron_backward", hint="What does s consist of?")
def neuron_without_bias(w0, x0, w1, x1, w2):
    """The sum s is computed without w2."""
    return neuron(w0, x0, w1, x1, w2, bias=False)


@misconception("sigmoid_neuron_backward", hint="Where does the way back begin?")
def neuron_starts_with_output(w0, x0, w1, x1, w2):
    """The way back starts with L = σ(s) at the output instead of 1."""
    return neuron(w0, x0, w1, x1, w2, slope=lambda s: sigmoid(s) * right_slope(s))


@misconception("sigmoid_neuron_backward", hint="What is math.exp(1000)?")
def neuron_overflows(w0, x0, w1, x1, w2):
    """The power e^(-s) overflows where s is far below 0."""

    def slope(s):
        value = 1 / (1 + math.exp(-s))
        return value * (1 - value)

    return neuron(w0, x0, w1, x1, w2, slope=slope)


@misconception("sigmoid_neuron_backward", hint="What is infinity divided by infinity?")
def neuron_inf_by_inf(w0, x0, w1, x1, w2):
    """The slope e^(-s)/(1 + e^(-s))² becomes nan where e^(-s) overflows."""

    def slope(s):
        e = np.exp(-np.float64(s))
        return e / (1 + e) ** 2

    with np.errstate(all="ignore"):
        return neuron(w0, x0, w1, x1, w2, slope=slope)


# --- chain_rule_polynomial -----------------------------------------------------------


@misconception(
    "chain_rule_polynomial", hint="At which number is the derivative of u² taken?"
)
def polynomial_outer_at_x(x):
    """The outer derivative is taken at x, not at u."""
    return 2 * x * 9 * x**2


@misconception("chain_rule_polynomial", hint="What happens to u if x grows a little?")
def polynomial_inner_forgotten(x):
    """The inner derivative is left out."""
    return 2.0 * (3 * x**3 + 2)


@misconception("chain_rule_polynomial", hint="What is left of the outer function?")
def polynomial_outer_forgotten(x):
    """Only the inner derivative comes back."""
    return 9.0 * x**2


@misconception(
    "chain_rule_polynomial", hint="At which number is the outer derivative taken?"
)
def polynomial_outer_at_slope(x):
    """The outer derivative is taken at the inner derivative: f'(g'(x))."""
    return 2.0 * 9 * x**2


@misconception("chain_rule_polynomial", hint="What is the derivative of a constant?")
def polynomial_keeps_the_constant(x):
    """The 2 of 3x³ + 2 survives in the inner derivative."""
    return 2.0 * (3 * x**3 + 2) * (9 * x**2 + 2)


@misconception("chain_rule_polynomial", hint="Is a chain a sum or a product?")
def polynomial_added(x):
    """Outer and inner derivative are added."""
    return 2.0 * (3 * x**3 + 2) + 9 * x**2


@misconception("chain_rule_polynomial", hint="What is the derivative of x³?")
def polynomial_power_rule(x):
    """The cube x³ is differentiated to x², without the factor 3."""
    return 2.0 * (3 * x**3 + 2) * 3 * x**2


@misconception("chain_rule_polynomial", hint="What is the derivative of u²?")
def polynomial_without_two(x):
    """The square u² is differentiated to u, without the factor 2."""
    return (3.0 * x**3 + 2) * 9 * x**2


@misconception("chain_rule_polynomial", hint="Is the value asked for, or the slope?")
def polynomial_value(x):
    """The value of the polynomial comes back, not its derivative."""
    return (3.0 * x**3 + 2) ** 2


@misconception("chain_rule_polynomial", hint="(a + b)² has three terms, not two.")
def polynomial_square_term_by_term(x):
    """The square is taken of each term alone: (3x³)² + 2²."""
    return 54.0 * x**5


# --- chain_rule ----------------------------------------------------------------------


@misconception("chain_rule", hint="Which function of the list is applied first?")
def chain_outermost_last(fs, dfs, x):
    """The first function of the list is applied first, not last."""
    u, d = float(x), 1.0
    for f, df in zip(fs, dfs, strict=True):
        d *= df(u)
        u = f(u)
    return u, d


@misconception("chain_rule", hint="At which number is each derivative taken?")
def chain_all_at_x(fs, dfs, x):
    """All derivatives are taken at x."""
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        d *= df(float(x))
        u = f(u)
    return u, d


@misconception(
    "chain_rule", hint="Is a derivative taken at its function's input or output?"
)
def chain_after_the_step(fs, dfs, x):
    """Each derivative is taken at the output of its function, not at the input."""
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        u = f(u)
        d *= df(u)
    return u, d


@misconception("chain_rule", hint="Is a chain a sum or a product?")
def chain_of_sums(fs, dfs, x):
    """The derivatives are added."""
    u, d = float(x), 0.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        d += df(u)
        u = f(u)
    return u, d


@misconception("chain_rule", hint="How many derivatives does your product have?")
def chain_outermost_only(fs, dfs, x):
    """Only the derivative of the outermost function is in the result."""
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        d = df(u)
        u = f(u)
    return u, d


@misconception("chain_rule", hint="How many derivatives does your product have?")
def chain_innermost_forgotten(fs, dfs, x):
    """The derivative of the function that is applied first is left out."""
    u, d = float(x), 1.0
    for at in reversed(range(len(fs))):
        d *= dfs[at](u) if at < len(fs) - 1 else 1.0
        u = fs[at](u)
    return u, d


@misconception("chain_rule", hint="Where does range end that is given 0?")
def chain_stops_early(fs, dfs, x):
    """The outermost function is never reached: the loop ends one too early."""
    u, d = float(x), 1.0
    for at in range(len(fs) - 1, 0, -1):
        d *= dfs[at](u)
        u = fs[at](u)
    return u, d


@misconception("chain_rule", hint="Which derivative belongs to fs[0]?")
def chain_derivatives_reversed(fs, dfs, x):
    """The functions are taken from the last on, their derivatives from the first on."""
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), dfs, strict=True):
        d *= df(u)
        u = f(u)
    return u, d


@misconception("chain_rule", hint="Which of the two numbers comes first?")
def chain_derivative_first(fs, dfs, x):
    """The derivative comes first, then the value."""
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        d *= df(u)
        u = f(u)
    return d, u


@misconception("chain_rule", hint="How many numbers are asked for?")
def chain_derivative_alone(fs, dfs, x):
    """Only the derivative comes back."""
    return chain_rule_right(fs, dfs, x)[1]


def chain_rule_right(fs, dfs, x):
    """Return value and derivative."""
    u, d = float(x), 1.0
    for f, df in zip(reversed(fs), reversed(dfs), strict=True):
        d *= df(u)
        u = f(u)
    return u, d


@misconception(
    "chain_rule", hint="What does your code do with a list of two functions?"
)
def chain_of_two(fs, dfs, x):
    """Only the first two functions are composed, as in the rule for y = f(g(x))."""
    return chain_rule_right(fs[:2], dfs[:2], x)


@misconception(
    "chain_rule", hint="What is a composition of no functions? And fs[-1] of no list?"
)
def chain_needs_a_function(fs, dfs, x):
    """The chain begins with its last function, so that an empty list raises."""
    u, d = fs[-1](float(x)), dfs[-1](float(x))
    for f, df in zip(reversed(fs[:-1]), reversed(dfs[:-1]), strict=True):
        d *= df(u)
        u = f(u)
    return u, d


# --- matmul_backward -----------------------------------------------------------------


@misconception("matmul_backward", hint="Which index of w is summed over in dx[n, d]?")
def matmul_w_not_transposed(x, w, dy):
    """The gradient dx is dy w, with w not transposed."""
    return dy @ w, x.T @ dy


@misconception("matmul_backward", hint="Which index of x is summed over in dw[d, m]?")
def matmul_x_not_transposed(x, w, dy):
    """The gradient dw is x dy, with x not transposed."""
    return dy @ w.T, x @ dy


@misconception("matmul_backward", hint="Does dw have the shape of w?")
def matmul_dw_transposed(x, w, dy):
    """The gradient dw is dyᵀ x, transposed: it has the shape of wᵀ."""
    return dy @ w.T, dy.T @ x


@misconception("matmul_backward", hint="Does dx have the shape of x?")
def matmul_dx_transposed(x, w, dy):
    """The gradient dx is w dyᵀ, transposed: it has the shape of xᵀ."""
    return w @ dy.T, x.T @ dy


@misconception("matmul_backward", hint="On which side of dy does wᵀ stand?")
def matmul_sides_swapped(x, w, dy):
    """The factors stand on the wrong sides: dx = wᵀ dy and dw = dy xᵀ."""
    return w.T @ dy, dy @ x.T


@misconception("matmul_backward", hint="Which of the two is asked for first?")
def matmul_dw_first(x, w, dy):
    """The gradient dw comes first, then dx."""
    return x.T @ dy, dy @ w.T


@misconception(
    "matmul_backward",
    hint="Is the loss a mean here? Who has to divide by N, if anyone?",
    source="the 1/N of a mean loss, taken once too often",
)
def matmul_mean_over_rows(x, w, dy):
    """The gradient dw is divided by the number of rows."""
    return dy @ w.T, x.T @ dy / len(x)


@misconception("matmul_backward", hint="What happens to what comes from above?")
def matmul_upstream_forgotten(x, w, dy):
    """The upstream dy is forgotten: ones stand in its place."""
    ones = np.ones_like(dy)
    return ones @ w.T, x.T @ ones


@misconception("matmul_backward", hint="Is the product y part of its own derivative?")
def matmul_of_output(x, w, dy):
    """The output x w is used where dy belongs."""
    y = x @ w
    return y @ w.T, x.T @ y


@misconception(
    "matmul_backward", hint="Which rows of x contribute to dw[d, m]? All of them?"
)
def matmul_first_row_only(x, w, dy):
    """The gradient dw is taken from the first row alone instead of summed over all."""
    return dy @ w.T, np.outer(x[0], dy[0])


@misconception("matmul_backward", hint="Entry by entry, or rows times columns?")
def matmul_entry_by_entry(x, w, dy):
    """The products are taken entry by entry, as in the multiply gate."""
    return w * dy, x * dy


@misconception(
    "matmul_backward", hint="What does np.zeros_like give for an array of integers?"
)
def matmul_in_integers(x, w, dy):
    """The gradients are kept in arrays like x and w, which cuts off decimals."""
    return (dy @ w.T).astype(x.dtype), (x.T @ dy).astype(w.dtype)


# --- nll_output_gradient -------------------------------------------------------------


def at_label(p, y, value):
    """Return zeros of p's shape with one value at y."""
    gradient = np.zeros(len(p))
    gradient[y] = value
    return gradient


@misconception(
    "nll_output_gradient",
    hint="Is this the gradient before softmax or behind it?",
    source="S4's next slide",
)
def nll_in_the_scores(p, y):
    """The answer is p - e(y): the gradient in the scores, behind softmax."""
    return p - at_label(p, y, 1.0)


@misconception(
    "nll_output_gradient", hint="Should p_y rise or fall to reduce the loss?"
)
def nll_sign(p, y):
    """The minus sign is missing."""
    return at_label(p, y, 1 / p[y])


@misconception("nll_output_gradient", hint="What is the derivative of log p?")
def nll_without_division(p, y):
    """-e(y) comes back: the division by p_y is missing."""
    return at_label(p, y, -1.0)


@misconception("nll_output_gradient", hint="Which of the probabilities is in the loss?")
def nll_for_all_classes(p, y):
    """-1/p comes back for all classes, not only for the label."""
    del y
    return -1 / p


@misconception("nll_output_gradient", hint="Is the loss asked for, or its gradient?")
def nll_loss_at_label(p, y):
    """The loss -log p_y stands at the label instead of its slope."""
    return at_label(p, y, -np.log(p[y]))


@misconception("nll_output_gradient", hint="Which shape does the gradient have?")
def nll_one_number(p, y):
    """Only the number -1/p_y comes back, without the zeros beside it."""
    return -1 / p[y]


@misconception("nll_output_gradient", hint="What is the first label: 0 or 1?")
def nll_labels_from_one(p, y):
    """The labels are counted from 1."""
    return at_label(p, y - 1, -1 / p[y - 1])


@misconception(
    "nll_output_gradient", hint="Is it the right class that counts, or the likeliest?"
)
def nll_at_the_likeliest(p, y):
    """The most probable class is used instead of the label."""
    del y
    return at_label(p, np.argmax(p), -1 / np.max(p))


@misconception("nll_output_gradient", hint="Over what would you average here?")
def nll_mean_over_classes(p, y):
    """The gradient is divided by the number of classes."""
    return at_label(p, y, -1 / p[y] / len(p))


@misconception("nll_output_gradient", hint="Which logarithm is meant?")
def nll_log_of_base_two(p, y):
    """The logarithm is that of base 2."""
    return at_label(p, y, -1 / (p[y] * np.log(2)))


@misconception("nll_output_gradient", hint="Multiply or divide by p_y?")
def nll_times_p(p, y):
    """-p_y stands at the label: multiplied instead of divided."""
    return at_label(p, y, -p[y])


@misconception("nll_output_gradient", hint="Print p after the call.")
def nll_in_place(p, y):
    """The gradient is written into p itself."""
    value = -1 / p[y]
    if p.dtype.kind != "f":
        return at_label(p, y, value)
    p[:] = 0
    p[y] = value
    return p


@misconception(
    "nll_output_gradient", hint="What does np.zeros_like give for an array of integers?"
)
def nll_in_integers(p, y):
    """The gradient is kept in an array like p, which cuts off decimals."""
    return at_label(p, y, -1 / p[y]).astype(p.dtype)


@misconception(
    "nll_output_gradient", hint="Do the probabilities still sum to 1 for you?"
)
def nll_normalises(p, y):
    """The array p is divided by its sum first, though only p_y counts, as it is."""
    return at_label(p, y, -np.sum(p) / p[y])
