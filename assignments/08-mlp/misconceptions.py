"""Known mistakes of assignment 08, each small and honest enough to have been made."""

import itertools
import math

import numpy as np

from grader.diagnosis.misconception import misconception

_NET = [
    (np.array([[1.0, -1.0], [0.0, 2.0]]), np.array([0.0, 1.0])),
    (np.array([[1.0, 0.0], [-1.0, 1.0]]), np.array([1.0, 0.0])),
]
_ZEROS = [(np.zeros((1, 2)), np.zeros(2))]
_LAYER = [(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.0, 1.0]))]
_ONE = np.array([[1.0, 2.0]])
_TWO = np.array([[1.0, 2.0], [0.0, -1.0]])
_UNITS = [
    (np.array([[1.0, 2.0, 3.0]]), np.array([4.0, 5.0, 6.0])),
    (np.array([[7.0], [8.0], [9.0]]), np.array([10.0])),
]

EXAMPLES = {
    "forward": [
        (_ZEROS, np.array([[1.0]])),
        (_LAYER, np.array([[0.0, 0.0]])),
        (_LAYER, _ONE),
        (_LAYER, _TWO),
        (_NET, np.array([[0.0, 0.0]])),
        (_NET, _ONE),
        (_NET, _TWO),
        ([*_NET, *_NET], _ONE),
        (_LAYER, 1000 * _ONE),
    ],
    "softmax_cross_entropy": [
        (np.array([[0.0, 0.0]]), np.array([0])),
        (np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([0, 1])),
        (np.array([[1.0, 0.0]]), np.array([1])),
        (np.array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]), np.array([0, 0, 1])),
        (np.array([[1000.0, 0.0]]), np.array([1])),
    ],
    "loss": [
        (_ZEROS, np.array([[1.0]]), np.array([0]), 0.0, 0.0),
        (_LAYER, np.array([[0.0, 0.0]]), np.array([0]), 0.0, 0.0),
        (_LAYER, np.array([[0.0, 0.0]]), np.array([0]), 0.5, 0.0),
        (_LAYER, np.array([[0.0, 0.0]]), np.array([0]), 0.0, 0.5),
        (_LAYER, _TWO, np.array([0, 1]), 0.0, 0.0),
        (_NET, _ONE, np.array([0]), 0.0, 0.0),
        (_NET, _ONE, np.array([0]), 0.5, 0.0),
        (_NET, _ONE, np.array([0]), 0.0, 0.5),
        (_NET, _TWO, np.array([0, 1]), 0.5, 0.0),
    ],
    "backward": [
        (_ZEROS, np.array([[1.0]]), np.array([0]), 0.0, 0.0),
        (_ZEROS, np.array([[1.0], [2.0]]), np.array([0, 0]), 0.0, 0.0),
        (_LAYER, _ONE, np.array([1]), 0.0, 0.0),
        (_LAYER, np.array([[0.0, 0.0]]), np.array([0]), 0.5, 0.0),
        (_LAYER, np.array([[0.0, 0.0]]), np.array([0]), 0.0, 0.5),
        (_LAYER, _TWO, np.array([0, 1]), 0.0, 0.0),
        (_NET, _ONE, np.array([0]), 0.0, 0.0),
        (_NET, _TWO, np.array([0, 1]), 0.0, 0.0),
        (_NET, _TWO, np.array([0, 1]), 0.5, 0.25),
        ([*_NET, *_NET], _TWO, np.array([0, 1]), 0.0, 0.0),
    ],
    "permute_hidden": [
        (_UNITS, 0, np.array([1, 0, 2])),
        (_UNITS, 0, np.array([1, 2, 0])),
        ([*_NET, *_NET], 0, np.array([1, 0])),
        ([*_NET, *_NET], 1, np.array([1, 0])),
    ],
    "squared_loss": [
        (np.array([[0.0]]), np.array([1.0]), np.array([0.0])),
        (np.array([[1.0]]), np.array([1.0]), np.array([1.0])),
        (_TWO, np.array([1.0, 0.0]), np.array([0.0, 0.0])),
        (_TWO, np.array([1.0, 0.0]), np.array([1.0, -1.0])),
        (np.array([[1000.0]]), np.array([0.5]), np.array([-1.0])),
    ],
    "squared_loss_gradient": [
        (np.array([[1.0]]), np.array([1.0]), np.array([0.0])),
        (np.array([[1.0]]), np.array([0.0]), np.array([1.0])),
        (_ONE, np.array([1.0]), np.array([0.0, 0.0])),
        (_TWO, np.array([1.0, 0.0]), np.array([1.0, -1.0])),
        (np.array([[1000.0]]), np.array([0.5]), np.array([-1.0])),
    ],
    "perceptron": [
        (np.array([[1.0]]), np.array([1.0]), 1),
        (np.array([[1.0]]), np.array([-1.0]), 1),
        (np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([1.0, -1.0]), 1),
        (np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, 1.0]), 1),
        (np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([1.0, -1.0]), 2),
        (np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([1.0, -1.0]), 5),
    ],
    "multiclass_perceptron": [
        (np.array([[1.0]]), np.array([0]), 1, 1),
        (np.array([[1.0]]), np.array([0]), 2, 1),
        (np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([0, 1]), 2, 1),
        (np.array([[1.0, 2.0], [3.0, 1.0]]), np.array([0, 1]), 3, 1),
        (np.array([[1.0, 2.0], [3.0, 1.0], [0.0, 1.0]]), np.array([0, 1, 2]), 3, 2),
    ],
    "early_stopping": [
        (np.array([3.0, 2.0, 1.0]), 1),
        (np.array([1.0, 2.0, 3.0]), 1),
        (np.array([1.0, 2.0, 3.0]), 2),
        (np.array([2.0, 1.0, 3.0, 0.0]), 1),
        (np.array([3.0, 1.0, 2.0, 2.0, 0.0]), 2),
        (np.array([2.0, 1.0, 1.0, 1.0, 0.0]), 2),
        (np.array([2.0, 3.0, 1.0, 2.0, 3.0]), 2),
        (np.array([1.0, 3.0, 2.0, 1.5, 0.0]), 3),
    ],
    "bias_variance": [
        (np.array([[1.0]]), np.array([0.0])),
        (np.array([[1.0], [3.0]]), np.array([0.0])),
        (np.array([[1.0, 2.0]]), np.array([0.0, 0.0])),
        (np.array([[1.0, 2.0], [3.0, 6.0]]), np.array([0.0, 1.0])),
        (np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 1.0]]), np.array([0.0, 1.0])),
    ],
}
"""Simple inputs, on the first of which a wrong answer is shown."""


# ---------------------------------------------------------------- what is right, shared


def softmax(z):
    """Return the softmax of each row."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def one_hot(y, z):
    """Return a row for each label, in the shape of the logits."""
    return np.eye(z.shape[1])[y]


def surprise(z, y):
    """Return the cross-entropy of each row."""
    z = z - z.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), y]


def states(params, X, squash=np.tanh):
    """Return the input of each layer, X first, and each layer's pre-activations."""
    h, z = [np.asarray(X, dtype=float)], []
    for W, b in params:
        z.append(h[-1] @ W + b)
        h.append(squash(z[-1]))
    return h[:-1], z


def logits_of(params, X, squash=np.tanh):
    """Return the pre-activations of the last layer."""
    return states(params, X, squash)[1][-1]


def mean_error(params, X, y):
    """Return the mean cross-entropy of a network."""
    return float(surprise(logits_of(params, X), y).mean())


def at_output(z, y):
    """Return the gradient of the mean cross-entropy in the logits."""
    return (softmax(z) - one_hot(y, z)) / len(z)


def pulled_back(d, W, h, _):
    """Return the gradient before a tanh, from that behind its layer."""
    return d @ W.T * (1 - h**2)


def slopes_of_penalties(W, l2, l1):
    """Return the gradient of both penalties."""
    return 2 * l2 * W + l1 * np.sign(W)


def nothing(*_):
    """Return no penalty at all."""
    return 0.0


def chain(  # each argument is a place at which somebody went wrong
    params,
    X,
    y,
    l2=0.0,
    l1=0.0,
    *,
    squash=np.tanh,
    output=at_output,
    back=pulled_back,
    dW=lambda h, d, _: h.T @ d,
    db=lambda d, _: d.sum(axis=0),
    penalty=slopes_of_penalties,
    bias_penalty=nothing,
):
    """Return the gradient of the loss, by back-propagation."""
    h, z = states(params, X, squash)
    d = output(z[-1], y)
    grads = []
    for k in reversed(range(len(params))):
        W, b = params[k]
        pre = z[k - 1] if k else h[0]
        grads.insert(
            0,
            (
                dW(h[k], d, pre) + penalty(W, l2, l1),
                db(d, len(h[0])) + bias_penalty(b, l2, l1),
            ),
        )
        if k:
            d = back(d, W, h[k], pre)
    return grads


def glorot(fan_in, fan_out, rng):
    """Return Glorot's weights."""
    b = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-b, b, (fan_in, fan_out))


def drawn(sizes, weights, bias=np.zeros):
    """Return parameters with weights(fan_in, fan_out) and bias(fan_out)."""
    return [(weights(m, n), bias(n)) for m, n in itertools.pairwise(sizes)]


def moved(params, grads, lr):
    """Return parameters after one step of gradient descent."""
    return [
        (W - lr * dW, b - lr * db)
        for (W, b), (dW, db) in zip(params, grads, strict=True)
    ]


def copied(params):
    """Return copies of parameters, as floats."""
    return [(np.array(W, dtype=float), np.array(b, dtype=float)) for W, b in params]


def batches(n, size, rng):
    """Return the batches of one epoch."""
    order = rng.permutation(n)
    return [order[at : at + size] for at in range(0, n, size)]


def sigmoid(z):
    """Return the sigmoid, which overflows nowhere."""
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


# -------------------------------------------------------------------------- the weights


def spread(width):
    """Return a wrong glorot_uniform whose b is width(fan_in, fan_out)."""

    def weights(fan_in, fan_out, rng):
        b = width(fan_in, fan_out)
        return rng.uniform(-b, b, (fan_in, fan_out))

    return weights


@misconception(
    "glorot_uniform",
    hint="Which of the two fans does your b depend on? Try fans of 2 and 4.",
    source="He's recipe, which looks at the inputs alone",
    family="the width of the interval",
)
def fan_in_only(fan_in, fan_out, rng):
    """The interval is √6/√fan_in wide, whatever the number of outputs."""
    return spread(lambda m, _: math.sqrt(6 / m))(fan_in, fan_out, rng)


@misconception(
    "glorot_uniform",
    hint="Is that the recipe of the handout? Compute b for fans of 2 and 4.",
    source="PyTorch's default for a linear layer",
    family="the width of the interval",
    convention=True,
)
def library_default(fan_in, fan_out, rng):
    """The interval is 1/√fan_in wide, as PyTorch has it."""
    return spread(lambda m, _: 1 / math.sqrt(m))(fan_in, fan_out, rng)


@misconception(
    "glorot_uniform",
    hint="For fans of 2 and 4 the handout has b = 1. What do you get?",
    family="the width of the interval",
)
def standard_deviation_as_width(fan_in, fan_out, rng):
    """The standard deviation √2/√(fan_in + fan_out) is taken for the width b."""
    return spread(lambda m, n: math.sqrt(2 / (m + n)))(fan_in, fan_out, rng)


@misconception(
    "glorot_uniform",
    hint="For fans of 90 and 40, is your b about 0.2, or much smaller?",
    family="the width of the interval",
)
def root_forgotten(fan_in, fan_out, rng):
    """The roots are left out: b is 6/(fan_in + fan_out)."""
    return spread(lambda m, n: 6 / (m + n))(fan_in, fan_out, rng)


@misconception(
    "glorot_uniform",
    hint="Are the two fans added, or multiplied?",
    family="the width of the interval",
)
def fans_multiplied(fan_in, fan_out, rng):
    """The root of the product of the fans stands below the line."""
    return spread(lambda m, n: math.sqrt(6 / (m * n)))(fan_in, fan_out, rng)


@misconception(
    "glorot_uniform",
    hint="How many of your weights are negative?",
)
def only_positive(fan_in, fan_out, rng):
    """The weights lie between 0 and b, so that none of them is negative."""
    b = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(0, b, (fan_in, fan_out))


@misconception(
    "glorot_uniform",
    hint="Plot a histogram of your weights: is it a box or a bell?",
    source="the normal law of the same paper",
    convention=True,
)
def bell_curve(fan_in, fan_out, rng):
    """The weights are normally distributed, with Glorot's variance."""
    return rng.normal(0, math.sqrt(2 / (fan_in + fan_out)), (fan_in, fan_out))


@misconception(
    "glorot_uniform",
    hint="Which shape does x @ W need, if x has fan_in entries?",
    source="the notes, which write W x",
    convention=True,
)
def outputs_first(fan_in, fan_out, rng):
    """The matrix has a row for each output."""
    return glorot(fan_in, fan_out, rng).T


@misconception(
    "glorot_uniform",
    hint="Call your function twice with generators of different seeds and compare.",
)
def own_seed(fan_in, fan_out, rng):
    """A generator with a fixed seed is made, and rng is not used."""
    del rng
    return glorot(fan_in, fan_out, np.random.default_rng(42))


@misconception(
    "glorot_uniform",
    hint="How many different numbers are in your matrix?",
)
def one_row_for_all(fan_in, fan_out, rng):
    """One row of weights is drawn and used for all inputs."""
    b = math.sqrt(6 / (fan_in + fan_out))
    return np.tile(rng.uniform(-b, b, fan_out), (fan_in, 1))


@misconception(
    "init_params",
    hint="If two hidden units start equal, does training ever make them differ?",
    source="S4, which says why this fails",
    family="no weights to speak of",
)
def zero_weights(sizes, rng):
    """All weights start at 0."""
    del rng
    return drawn(sizes, lambda m, n: np.zeros((m, n)))


@misconception(
    "init_params",
    hint="If two hidden units start equal, does training ever make them differ?",
    family="no weights to speak of",
)
def equal_weights(sizes, rng):
    """All weights of a layer start with the same number."""
    return drawn(sizes, lambda m, n: np.full((m, n), glorot(m, n, rng)[0, 0]))


@misconception(
    "init_params",
    hint="How large are your weights in a layer of 60 inputs and 20 units, and how "
    "large should they be?",
    source="recipes from before 2010",
)
def small_normal_weights(sizes, rng):
    """The weights are normal numbers times 0.01."""
    return drawn(sizes, lambda m, n: 0.01 * rng.normal(size=(m, n)))


@misconception(
    "init_params",
    hint="What does the handout say of the biases at the start?",
)
def random_biases(sizes, rng):
    """The biases are drawn like weights."""
    return drawn(
        sizes, lambda m, n: glorot(m, n, rng), lambda n: glorot(n, n, rng)[:, 0]
    )


@misconception(
    "init_params",
    hint="Print b.shape. Is it (units,), or something with a 1 in it?",
)
def bias_as_a_row(sizes, rng):
    """The biases have shape (1, units)."""
    return drawn(sizes, lambda m, n: glorot(m, n, rng), lambda n: np.zeros((1, n)))


@misconception(
    "init_params",
    hint="How many pairs (W, b) does a network of three sizes have?",
)
def output_layer_missing(sizes, rng):
    """The last layer is left out."""
    return drawn(sizes, lambda m, n: glorot(m, n, rng))[:-1]


@misconception(
    "init_params",
    hint="Which fans belong to the second layer?",
)
def fans_of_the_whole_network(sizes, rng):
    """All layers have the interval that belongs to the first and the last size."""
    b = math.sqrt(6 / (sizes[0] + sizes[-1]))
    return drawn(sizes, lambda m, n: rng.uniform(-b, b, (m, n)))


@misconception(
    "init_params",
    hint="Which shape has W, if a layer is x @ W + b?",
    source="the notes, which write W x",
    convention=True,
)
def matrices_transposed(sizes, rng):
    """The weights have shape (outputs, inputs)."""
    return drawn(sizes, lambda m, n: glorot(m, n, rng).T)


@misconception(
    "init_params",
    hint="Compare the first two weights of two layers of the same size.",
)
def generator_made_anew(sizes, rng):
    """For each layer a generator is made from one seed, so that layers are alike."""
    seed = rng.integers(2**31)
    return drawn(sizes, lambda m, n: glorot(m, n, np.random.default_rng(seed)))


@misconception(
    "init_params",
    hint="Call your function with two generators of different seeds and compare.",
)
def network_with_its_own_seed(sizes, rng):
    """A generator with a fixed seed is used instead of rng."""
    del rng
    own = np.random.default_rng(0)
    return drawn(sizes, lambda m, n: glorot(m, n, own))


# ------------------------------------------------------------------------------ forward


@misconception(
    "forward",
    hint="What do the entries of one of your rows add up to?",
)
def logits_returned(params, X):
    """The logits are returned, without softmax."""
    return logits_of(params, X)


@misconception(
    "forward",
    hint="What do the entries of one of your rows add up to? Does another example "
    "change your first row?",
    family="softmax along the wrong axis",
)
def softmax_down_the_columns(params, X):
    """The softmax is taken over the examples."""
    return softmax(logits_of(params, X).T).T


@misconception(
    "forward",
    hint="What do the entries of one of your rows add up to? Does another example "
    "change your first row?",
    family="softmax along the wrong axis",
)
def softmax_over_everything(params, X):
    """The exponentials are divided by the sum over the whole batch."""
    z = logits_of(params, X)
    e = np.exp(z - z.max())
    return e / e.sum()


@misconception(
    "forward",
    hint="What do the entries of one of your rows add up to?",
)
def sigmoid_at_the_output(params, X):
    """Each logit goes through a sigmoid of its own."""
    return sigmoid(logits_of(params, X))


@misconception(
    "forward",
    hint="What is exp(1000)? Does adding a constant to a row of logits change its "
    "probabilities?",
)
def naive_softmax(params, X):
    """The exponentials are taken as they are, and overflow."""
    e = np.exp(logits_of(params, X))
    return e / e.sum(axis=1, keepdims=True)


@misconception(
    "forward",
    hint="If one row has a logit of 1000, what becomes of exp(z - 1000) in the others?",
)
def one_shift_for_all_rows(params, X):
    """The largest logit of the whole batch is subtracted, and other rows underflow."""
    z = logits_of(params, X)
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


@misconception(
    "forward",
    hint="Through which function does the last layer's output go before softmax?",
)
def tanh_at_the_output(params, X):
    """The logits go through tanh before the softmax."""
    return softmax(np.tanh(logits_of(params, X)))


@misconception(
    "forward",
    hint="Without a nonlinearity, how many layers are two layers?",
)
def no_activation(params, X):
    """The hidden layers are linear."""
    return softmax(logits_of(params, X, squash=lambda z: z))


@misconception(
    "forward",
    hint="Which activation do the hidden units of this assignment have?",
    family="another activation",
)
def hidden_relu(params, X):
    """The hidden units are rectifiers."""
    return softmax(logits_of(params, X, squash=lambda z: np.maximum(z, 0)))


@misconception(
    "forward",
    hint="Which activation do the hidden units of this assignment have?",
    family="another activation",
)
def hidden_sigmoid(params, X):
    """The hidden units are sigmoids."""
    return softmax(logits_of(params, X, squash=sigmoid))


@misconception(
    "forward",
    hint="What does your network answer at X = 0, and what do the biases do?",
    source="S0, which leaves the biases out",
)
def biases_left_out(params, X):
    """The biases are not added."""
    return softmax(logits_of([(W, 0.0) for W, _ in params], X))


@misconception(
    "forward",
    hint="Follow the example of the handout: where do its odds of 1 to 3 come from?",
)
def output_bias_left_out(params, X):
    """The bias of the last layer is not added."""
    *hidden, (W, _) = params
    return softmax(logits_of([*hidden, (W, 0.0)], X))


@misconception(
    "forward",
    hint="Is the bias inside or outside of the activation?",
)
def bias_after_the_activation(params, X):
    """Hidden biases are added behind the tanh."""
    *hidden, (V, c) = params
    h = np.asarray(X, dtype=float)
    for W, b in hidden:
        h = np.tanh(h @ W) + b
    return softmax(h @ V + c)


@misconception(
    "forward",
    hint="Where do the two factors of a product have their common side?",
    source="the notes, which write W x with W of shape (outputs, inputs)",
)
def square_layers_transposed(params, X):
    """Layers of as many inputs as outputs are multiplied by the transpose."""
    turned = [(W.T if W.shape[0] == W.shape[1] else W, b) for W, b in params]
    return softmax(logits_of(turned, X))


@misconception(
    "forward",
    hint="How many hidden layers does a network of three pairs have?",
)
def one_hidden_layer_activated(params, X):
    """Only the first layer has an activation."""
    h = np.asarray(X, dtype=float)
    for k, (W, b) in enumerate(params):
        h = h @ W + b
        if k == 0 and len(params) > 1:
            h = np.tanh(h)
    return softmax(h)


@misconception(
    "forward",
    hint="What comes out of your function for a list with a single pair?",
)
def always_a_hidden_layer(params, X):
    """The first layer has a tanh, even if it is the only one."""
    h, z = states(params, X)
    return softmax(np.tanh(z[-1]) if len(h) == 1 else z[-1])


# ------------------------------------------------------------------------ cross-entropy


def entropy(value, slopes=lambda z, y: (softmax(z) - one_hot(y, z)) / len(z)):
    """Return a wrong softmax_cross_entropy of value(z, y) and slopes(z, y)."""

    def both(logits, y):
        z = np.asarray(logits, dtype=float)
        return value(z, y), slopes(z, y)

    return both


def mean_surprise(z, y):
    """Return the right loss."""
    return float(surprise(z, y).mean())


@misconception(
    "softmax_cross_entropy",
    hint="Give every example twice: should the loss double?",
    family="not the mean over the rows",
)
def summed_over_the_rows(logits, y):
    """Loss and gradient are sums over the examples."""
    return entropy(
        lambda z, y: surprise(z, y).sum(), lambda z, y: softmax(z) - one_hot(y, z)
    )(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="What is the loss if all classes are equally probable? It should be log C.",
    source="np.mean over a table of N·C entries",
    family="not the mean over the rows",
)
def mean_over_all_entries(logits, y):
    """Loss and gradient are divided by the number of all entries, N·C."""
    return entropy(
        lambda z, y: surprise(z, y).sum() / z.size,
        lambda z, y: (softmax(z) - one_hot(y, z)) / z.size,
    )(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="Differentiate your own loss line: where is its 1/N?",
)
def gradient_of_the_sum(logits, y):
    """The loss is a mean, and the gradient that of the sum."""
    return entropy(mean_surprise, lambda z, y: softmax(z) - one_hot(y, z))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="Where have you already averaged?",
)
def averaged_twice(logits, y):
    """The gradient is divided by N twice."""
    return entropy(mean_surprise, lambda z, y: at_output(z, y) / len(z))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="The logarithm of a probability is negative. Is your loss?",
)
def minus_forgotten(logits, y):
    """The loss has no minus sign."""
    return entropy(lambda z, y: -mean_surprise(z, y))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="Which sign should the gradient have at the right class: does more of it "
    "raise or lower the loss?",
)
def label_minus_probability(logits, y):
    """The gradient has the wrong sign: e(y) - p."""
    return entropy(mean_surprise, lambda z, y: -at_output(z, y))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="The derivatives of softmax and logarithm simplify. Which of the two have "
    "you used once more?",
)
def softmax_derived_twice(logits, y):
    """The difference p - e(y) is multiplied by p(1 - p), the slope of a softmax."""

    def slopes(z, y):
        p = softmax(z)
        return at_output(z, y) * p * (1 - p)

    return entropy(mean_surprise, slopes)(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="In which variable is the gradient asked for: the probabilities or the "
    "logits?",
)
def gradient_in_the_probabilities(logits, y):
    """The gradient is that in the probabilities, -e(y)/p."""

    def slopes(z, y):
        return -one_hot(y, z) / softmax(z) / len(z)

    return entropy(mean_surprise, slopes)(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="What do the entries of a row of your gradient add up to?",
)
def label_not_subtracted(logits, y):
    """The gradient is p/N, and the labels do not enter."""
    return entropy(mean_surprise, lambda z, _: softmax(z) / len(z))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="Raising the logit of a wrong class changes the loss, too. By how much?",
)
def right_class_only(logits, y):
    """Only the entry of the right class has a gradient."""
    return entropy(mean_surprise, lambda z, y: at_output(z, y) * one_hot(y, z))(
        logits, y
    )


@misconception(
    "softmax_cross_entropy",
    hint="Print the shapes of p and of y, and of what you subtract.",
)
def labels_as_one_hot(logits, y):
    """The labels themselves are subtracted from the probabilities."""

    def slopes(z, y):
        return (softmax(z) - np.asarray(y)[:, None]) / len(z)

    return entropy(mean_surprise, slopes)(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="What is the loss of two equally probable classes: log 2 or 1?",
)
def logarithm_to_base_two(logits, y):
    """The logarithm has base 2."""
    return entropy(lambda z, y: mean_surprise(z, y) / math.log(2))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="What is exp(1000), and what does a row become if a constant is subtracted?",
    family="large logits",
)
def naive_exponentials(logits, y):
    """The exponentials of large logits overflow."""

    def parts(z):
        e = np.exp(z)
        return e / e.sum(axis=1, keepdims=True)

    return entropy(
        lambda z, y: float(-np.log(parts(z)[np.arange(len(z)), y]).mean()),
        lambda z, y: (parts(z) - one_hot(y, z)) / len(z),
    )(logits, y)


def logarithm_of(change):
    """Return a loss that takes the logarithm of changed probabilities."""
    return lambda z, y: float(-np.log(change(softmax(z))[np.arange(len(z)), y]).mean())


@misconception(
    "softmax_cross_entropy",
    hint="Can you avoid the logarithm of a probability that was rounded to 0?",
    family="large logits",
)
def logarithm_of_zero(logits, y):
    """Probabilities are rounded to 0 before the logarithm, and the loss is inf."""
    return entropy(logarithm_of(lambda p: p))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="A wrong class that is ahead by 2000 should cost 2000. What do you get?",
    family="large logits",
)
def small_number_added(logits, y):
    """1e-12 is added to the probabilities, so that no example costs more than 28."""
    return entropy(logarithm_of(lambda p: p + 1e-12))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="A wrong class that is ahead by 30 should cost 30. What do you get?",
    family="large logits",
)
def probabilities_clipped(logits, y):
    """Probabilities are clipped to [1e-7, 1 - 1e-7]."""
    return entropy(logarithm_of(lambda p: np.clip(p, 1e-7, 1 - 1e-7)))(logits, y)


@misconception(
    "softmax_cross_entropy",
    hint="If one row has a logit of 1000, what becomes of exp(z - 1000) in the others?",
    family="large logits",
)
def one_shift_for_the_batch(logits, y):
    """The largest logit of the batch is subtracted, and other rows underflow."""
    z = np.asarray(logits, dtype=float)
    e = np.exp(z - z.max())
    p = e / e.sum(axis=1, keepdims=True)
    value = -np.log(p[np.arange(len(z)), y]).mean()
    return float(value), (p - one_hot(y, z)) / len(z)


@misconception(
    "softmax_cross_entropy",
    hint="What do the probabilities of one example add up to in your code?",
)
def columns_normalised(logits, y):
    """The softmax is taken over the examples."""
    z = np.asarray(logits, dtype=float)
    p = softmax(z.T).T
    value = -np.log(p[np.arange(len(z)), y]).mean()
    return float(value), (p - one_hot(y, z)) / len(z)


@misconception(
    "softmax_cross_entropy",
    hint="Which of the two comes first?",
)
def pair_swapped(logits, y):
    """The gradient is returned before the loss."""
    return entropy(mean_surprise)(logits, y)[::-1]


@misconception(
    "softmax_cross_entropy",
    hint="Print the logits after the call.",
)
def logits_shifted_in_place(logits, y):
    """The largest logit is subtracted in the array that was handed over."""
    logits -= logits.max(axis=1, keepdims=True)
    return entropy(mean_surprise)(logits, y)


# ----------------------------------------------------------------------------- the loss


def penalised(penalty, data=mean_error):
    """Return a wrong loss whose penalty is penalty(params, l2, l1, n)."""

    def whole(params, X, y, l2, l1):
        return data(params, X, y) + penalty(params, l2, l1, len(X))

    return whole


def both(params, l2, l1, _=1):
    """Return the right penalties."""
    return sum(float(l2 * (W**2).sum() + l1 * np.abs(W).sum()) for W, _ in params)


@misconception(
    "loss",
    hint="Which parameters does the formula of the penalties list?",
)
def biases_penalised(params, X, y, l2, l1):
    """The penalties count the biases as well."""
    biases = [(b, 0) for _, b in params]
    return penalised(lambda *a: both(*a) + both(biases, *a[1:]))(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Is there a ½ before l2 in the handout?",
    source="PyTorch's weight_decay and many books",
    family="the size of the penalties",
    convention=True,
)
def half_of_the_squares(params, X, y, l2, l1):
    """The squared weights have a factor ½."""
    return penalised(lambda p, l2, l1, _: both(p, l2 / 2, l1))(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Does the penalty change when you give every example twice? Should it?",
    source="the λ/N of other courses",
    family="the size of the penalties",
    convention=True,
)
def penalties_divided(params, X, y, l2, l1):
    """The penalties are divided by the number of examples."""
    return penalised(lambda p, l2, l1, n: both(p, l2, l1) / n)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Does the penalty change when you give every example twice? Should it?",
    family="the size of the penalties",
)
def penalties_for_each_example(params, X, y, l2, l1):
    """The penalties are added once for each example."""
    return penalised(lambda p, l2, l1, n: both(p, l2, l1) * n)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Is the norm squared in the formula?",
    family="the size of the penalties",
)
def norm_not_squared(params, X, y, l2, l1):
    """The Frobenius norm itself is added, not its square."""

    def penalty(params, l2, l1, _):
        norms = sum(np.linalg.norm(W) for W, _ in params)
        return l2 * norms + both(params, 0, l1)

    return penalised(penalty)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Is the penalty a sum or a mean over the weights?",
    family="the size of the penalties",
)
def penalties_averaged(params, X, y, l2, l1):
    """The penalties are means over the weights of a layer."""

    def penalty(params, l2, l1, _):
        return sum(both([(W, b)], l2, l1) / W.size for W, b in params)

    return penalised(penalty)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="What does a weight of -3 add to the penalty of l1?",
)
def weights_without_sign_bars(params, X, y, l2, l1):
    """The plain sum of the weights is taken for l1, in which signs cancel."""

    def penalty(params, l2, l1, _):
        return both(params, l2, 0) + l1 * sum(W.sum() for W, _ in params)

    return penalised(penalty)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Which of the two multiplies the squares?",
)
def penalties_swapped(params, X, y, l2, l1):
    """l2 multiplies the absolute values and l1 the squares."""
    return penalised(lambda p, l2, l1, _: both(p, l1, l2))(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Which layers have weights?",
    family="some layers left out",
)
def last_layer_penalised(params, X, y, l2, l1):
    """Only the weights of the last layer are penalised."""
    return penalised(lambda p, l2, l1, _: both(p[-1:], l2, l1))(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Which layers have weights?",
    family="some layers left out",
)
def hidden_layers_penalised(params, X, y, l2, l1):
    """The weights of the last layer are not penalised."""
    return penalised(lambda p, l2, l1, _: both(p[:-1], l2, l1))(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Does your loss change when l2 does?",
)
def penalties_forgotten(params, X, y, l2, l1):
    """There are no penalties."""
    return penalised(lambda *_: 0.0)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Should large weights make the loss larger or smaller?",
)
def penalties_subtracted(params, X, y, l2, l1):
    """The penalties are subtracted."""
    return penalised(lambda *a: -both(*a))(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Give every example twice: should the loss without penalties double?",
)
def data_term_summed(params, X, y, l2, l1):
    """The cross-entropy is a sum over the examples."""
    return penalised(both, lambda p, X, y: mean_error(p, X, y) * len(X))(
        params, X, y, l2, l1
    )


@misconception(
    "loss",
    hint="What is the loss if all C classes are equally probable? It should be log C.",
)
def mean_over_classes(params, X, y, l2, l1):
    """The cross-entropy is divided by the number of classes as well."""
    classes = len(params[-1][1])
    return penalised(both, lambda p, X, y: mean_error(p, X, y) / classes)(
        params, X, y, l2, l1
    )


@misconception(
    "loss",
    hint="Which loss is asked for: how wrong the probabilities are, or how "
    "surprising the labels?",
)
def squared_errors(params, X, y, l2, l1):
    """The squared differences of probabilities and labels are averaged."""

    def data(params, X, y):
        z = logits_of(params, X)
        return float(((softmax(z) - one_hot(y, z)) ** 2).sum(axis=1).mean())

    return penalised(both, data)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="A wrong class that is ahead by 2000 should cost 2000. Where do you round?",
)
def saturated_classes_cost_inf(params, X, y, l2, l1):
    """The logarithm is taken of probabilities that were rounded to 0."""

    def data(params, X, y):
        p = softmax(logits_of(params, X))
        return float(-np.log(p[np.arange(len(p)), y]).mean())

    return penalised(both, data)(params, X, y, l2, l1)


@misconception(
    "loss",
    hint="Which activation do the hidden units of this assignment have? A gradient "
    "check compares you with yourself and finds no fault with another one.",
)
def another_network(params, X, y, l2, l1):
    """The hidden units are sigmoids."""

    def data(params, X, y):
        return float(surprise(logits_of(params, X, squash=sigmoid), y).mean())

    return penalised(both, data)(params, X, y, l2, l1)


# ------------------------------------------------------------------------- its gradient


@misconception(
    "backward",
    hint="Compare one example with the same example twice: should the gradient double?",
    family="the average over the examples",
)
def not_divided_by_n(params, X, y, l2, l1):
    """The gradient is that of the sum over the examples."""

    def output(z, y):
        return softmax(z) - one_hot(y, z)

    return chain(params, X, y, l2, l1, output=output)


@misconception(
    "backward",
    hint="Where have you already averaged?",
    source="a classic of forums: δ is divided by N, and dW once more",
    family="the average over the examples",
)
def divided_by_n_twice(params, X, y, l2, l1):
    """δ is divided by N, and dW and db are divided once more."""
    return chain(
        params,
        X,
        y,
        l2,
        l1,
        dW=lambda h, d, _: h.T @ d / len(h),
        db=lambda d, n: d.sum(axis=0) / n,
    )


@misconception(
    "backward",
    hint="Are weights and biases averaged in the same way?",
    family="the average over the examples",
)
def biases_not_averaged(params, X, y, l2, l1):
    """1/N is in the weights' gradients only."""
    return chain(params, X, y, l2, l1, db=lambda d, n: n * d.sum(axis=0))


@misconception(
    "backward",
    hint="Every example uses the same bias: how do their wishes combine?",
    family="the reduction of db",
)
def bias_gradient_averaged(params, X, y, l2, l1):
    """Each db is the mean of δ's rows, though 1/N is in δ already."""
    return chain(params, X, y, l2, l1, db=lambda d, _: d.mean(axis=0))


@misconception(
    "backward",
    hint="Every example uses the same bias: how do their wishes combine?",
    family="the reduction of db",
)
def bias_gradient_of_one_example(params, X, y, l2, l1):
    """Each db is the first row of δ."""
    return chain(params, X, y, l2, l1, db=lambda d, _: d[0])


@misconception(
    "backward",
    hint="Print the shape of db beside that of b.",
    family="the reduction of db",
)
def bias_gradient_not_summed(params, X, y, l2, l1):
    """Each db has a row for each example."""
    return chain(params, X, y, l2, l1, db=lambda d, _: d)


@misconception(
    "backward",
    hint="Print the shape of db beside that of b.",
    family="the reduction of db",
)
def bias_gradient_keeps_a_dimension(params, X, y, l2, l1):
    """Each db has shape (1, units)."""
    return chain(params, X, y, l2, l1, db=lambda d, _: d.sum(axis=0, keepdims=True))


@misconception(
    "backward",
    hint="Does each unit have a bias gradient of its own?",
    family="the reduction of db",
)
def bias_gradient_summed_over_all(params, X, y, l2, l1):
    """All units of a layer get the sum over everything as db."""
    return chain(params, X, y, l2, l1, db=lambda d, _: np.full(d.shape[1], d.sum()))


@misconception(
    "backward",
    hint="Which parameters have db, and is it ever something else than 0?",
    family="the reduction of db",
)
def bias_gradient_zero(params, X, y, l2, l1):
    """Each db is 0 everywhere."""
    return chain(params, X, y, l2, l1, db=lambda d, _: np.zeros(d.shape[1]))


@misconception(
    "backward",
    hint="Chain rule: list all factors from the first weight to the loss.",
    source="a tutorial that multiplies errors by Wᵀ alone",
    family="the slope of tanh",
)
def slope_of_tanh_left_out(params, X, y, l2, l1):
    """δ is passed back without the derivative of tanh."""
    return chain(params, X, y, l2, l1, back=lambda d, W, *_: d @ W.T)


@misconception(
    "backward",
    hint="The slope at z is 1 - tanh(z)². Is your argument z, or tanh(z) already?",
    family="the slope of tanh",
)
def slope_of_the_activation(params, X, y, l2, l1):
    """The derivative of tanh is taken at tanh(z) instead of z."""

    def back(d, W, h, _):
        return d @ W.T * (1 - np.tanh(h) ** 2)

    return chain(params, X, y, l2, l1, back=back)


@misconception(
    "backward",
    hint="The slope at z = 2 is about 0.07. What does your formula give?",
    family="the slope of tanh",
)
def slope_from_the_preactivation(params, X, y, l2, l1):
    """The derivative is 1 - z², with z before the activation."""

    def back(d, W, _, z):
        return d @ W.T * (1 - z**2)

    return chain(params, X, y, l2, l1, back=back)


@misconception(
    "backward",
    hint="Derive tanh(z) = 1 - 2/(e^{2z} + 1) at z = 0.5: is there a square?",
    family="the slope of tanh",
)
def slope_without_square(params, X, y, l2, l1):
    """The derivative of tanh is taken for 1 - tanh(z)."""

    def back(d, W, h, _):
        return d @ W.T * (1 - h)

    return chain(params, X, y, l2, l1, back=back)


@misconception(
    "backward",
    hint="Whose slope is h (1 - h)?",
    family="the slope of tanh",
)
def slope_of_the_sigmoid(params, X, y, l2, l1):
    """The slope h(1 - h) of the sigmoid is used for tanh."""

    def back(d, W, h, _):
        return d @ W.T * h * (1 - h)

    return chain(params, X, y, l2, l1, back=back)


@misconception(
    "backward",
    hint="In a net whose layers have equal sizes nothing complains: which index of W "
    "is summed over when δ goes back?",
    family="transposes",
)
def weights_not_transposed(params, X, y, l2, l1):
    """δ is multiplied by W instead of its transpose where the shapes allow it."""

    def back(d, W, h, _):
        turned = W if W.shape[0] == W.shape[1] else W.T
        return d @ turned * (1 - h**2)

    return chain(params, X, y, l2, l1, back=back)


@misconception(
    "backward",
    hint="Which shape has dW: that of W, or the other way round?",
    source="the notes, which write δ hᵀ",
    family="transposes",
)
def weight_gradient_transposed(params, X, y, l2, l1):
    """Each dW is the transpose, δᵀh."""
    return [(dW.T, db) for dW, db in chain(params, X, y, l2, l1)]


@misconception(
    "backward",
    hint="What goes into the second layer: z, or tanh(z)?",
)
def preactivation_as_input(params, X, y, l2, l1):
    """In later layers dW uses z instead of tanh(z)."""
    return chain(params, X, y, l2, l1, dW=lambda _, d, z: z.T @ d)


@misconception(
    "backward",
    hint="The derivatives of softmax and cross-entropy simplify to p - e(y). What is "
    "left to multiply?",
    family="the start at the output",
)
def output_derived_twice(params, X, y, l2, l1):
    """δ at the output is multiplied by p(1 - p) once more."""

    def output(z, y):
        p = softmax(z)
        return at_output(z, y) * p * (1 - p)

    return chain(params, X, y, l2, l1, output=output)


@misconception(
    "backward",
    hint="Does a step against your gradient make the loss smaller?",
    family="the start at the output",
)
def sign_at_the_output(params, X, y, l2, l1):
    """δ at the output is e(y) - p, so that the data term has the wrong sign."""
    return chain(params, X, y, l2, l1, output=lambda z, y: -at_output(z, y))


@misconception(
    "backward",
    hint="Print the shapes of p and y, and of their difference.",
    family="the start at the output",
)
def labels_subtracted(params, X, y, l2, l1):
    """The labels themselves are subtracted from the probabilities."""

    def output(z, y):
        return (softmax(z) - np.asarray(y)[:, None]) / len(z)

    return chain(params, X, y, l2, l1, output=output)


@misconception(
    "backward",
    hint="Which weights produced the forward pass: those before or after the update?",
    source="an update inside the loop that goes back",
)
def weights_updated_on_the_way(params, X, y, l2, l1):
    """Each layer is changed before δ goes through it."""
    grads = {}
    h, z = states(params, X)
    d = at_output(z[-1], y)
    for k in reversed(range(len(params))):
        W, _ = params[k]
        dW = h[k].T @ d + slopes_of_penalties(W, l2, l1)
        grads[k] = (dW, d.sum(axis=0))
        d = d @ (W - 0.1 * dW).T * (1 - h[k] ** 2)
    return [grads[k] for k in range(len(params))]


@misconception(
    "backward",
    hint="Which layer is first in your list, and which in params?",
)
def output_side_first(params, X, y, l2, l1):
    """The gradients are listed in the order in which they are computed."""
    return chain(params, X, y, l2, l1)[::-1]


@misconception(
    "backward",
    hint="What does the handout's list hold: arrays, or pairs of arrays?",
)
def gradients_in_one_row(params, X, y, l2, l1):
    """The list is dW1, db1, dW2, db2, without pairs."""
    return [each for pair in chain(params, X, y, l2, l1) for each in pair]


@misconception(
    "backward",
    hint="Which of your layers have a gradient of 0, and why?",
    source="range(1, L) for range(L)",
)
def first_layer_skipped(params, X, y, l2, l1):
    """The loop ends one layer too early, and the first layer's gradient is 0."""
    (W, b), *_ = params
    return [(np.zeros_like(W), np.zeros_like(b)), *chain(params, X, y, l2, l1)[1:]]


@misconception(
    "backward",
    hint="Try a network with three layers: which blocks are wrong?",
    source="code for one hidden layer, stretched",
    family="the slope of tanh",
)
def slope_of_the_last_hidden_layer_only(params, X, y, l2, l1):
    """Below the last hidden layer δ goes on without the derivative of tanh."""
    passed_on = []

    def back(d, W, h, _):
        passed_on.append(h)
        return d @ W.T * (1 - h**2 if len(passed_on) == 1 else 1)

    return chain(params, X, y, l2, l1, back=back)


@misconception(
    "backward",
    hint="With all weights 0, what does the output bias see? Compute p - e(y) by hand "
    "for labels of which one is more frequent.",
    source="S4's slide, which says that all gradients would be 0",
)
def zero_weights_give_zero_gradients(params, X, y, l2, l1):
    """Where all weights are 0 all gradients are said to be 0, the output bias's too."""
    if any(W.any() for W, _ in params):
        return chain(params, X, y, l2, l1)
    return [(np.zeros_like(W), np.zeros_like(b)) for W, b in params]


@misconception(
    "backward",
    hint="Is the derivative of w² equal to w?",
    family="the slope of the penalties",
)
def two_of_the_squares_missing(params, X, y, l2, l1):
    """The penalty of l2 gives l2 W, without the 2."""
    return chain(params, X, y, l2, l1, penalty=lambda W, a, b: a * W + b * np.sign(W))


@misconception(
    "backward",
    hint="Compare loss and gradient for a single weight: is l2 in both?",
    family="the slope of the penalties",
)
def penalties_not_in_the_gradient(params, X, y, l2, l1):
    """The penalties are left out of the gradient."""
    return chain(params, X, y, l2, l1, penalty=nothing)


@misconception(
    "backward",
    hint="Which parameters does the loss penalise?",
    family="the slope of the penalties",
)
def biases_in_the_penalty(params, X, y, l2, l1):
    """The biases' gradients get penalties, too."""
    return chain(params, X, y, l2, l1, bias_penalty=slopes_of_penalties)


@misconception(
    "backward",
    hint="What is the slope of |w| at w = -3?",
    family="the slope of the penalties",
)
def sign_left_out(params, X, y, l2, l1):
    """The penalty of l1 adds l1 to every weight's gradient, whatever its sign."""
    return chain(params, X, y, l2, l1, penalty=lambda W, a, b: 2 * a * W + b)


@misconception(
    "backward",
    hint="What is the slope of |w| at w = 3? And at w = 5?",
    family="the slope of the penalties",
)
def absolute_value_not_derived(params, X, y, l2, l1):
    """The penalty of l1 adds l1|W| instead of its slope."""

    def penalty(W, a, b):
        return 2 * a * W + b * np.abs(W)

    return chain(params, X, y, l2, l1, penalty=penalty)


@misconception(
    "backward",
    hint="Does the penalty of the loss depend on the number of examples?",
    family="the slope of the penalties",
)
def penalties_shared_out(params, X, y, l2, l1):
    """The penalties are divided by N in the gradient."""
    n = len(X)
    return chain(params, X, y, l2 / n, l1 / n)


@misconception(
    "backward",
    hint="Which layers have weights that are penalised?",
    family="the slope of the penalties",
)
def penalties_of_the_last_layer(params, X, y, l2, l1):
    """Only the last layer's gradient has penalties."""
    return [*chain(params, X, y)[:-1], chain(params, X, y, l2, l1)[-1]]


@misconception(
    "backward",
    hint="What is exp(1000), and what does a row become if a constant is subtracted?",
)
def saturation_gives_nan(params, X, y, l2, l1):
    """The exponentials of large logits overflow."""

    def output(z, y):
        e = np.exp(z)
        return (e / e.sum(axis=1, keepdims=True) - one_hot(y, z)) / len(z)

    return chain(params, X, y, l2, l1, output=output)


@misconception(
    "backward",
    hint="Print params after the call.",
)
def decay_in_place(params, X, y, l2, l1):
    """The penalty is subtracted from the weights that were handed over."""
    grads = chain(params, X, y, l2, l1)
    for W, _ in params:
        W[...] = W - (l2 * W).astype(W.dtype)
    return grads


# ----------------------------------------------------------------------------- training


def training(
    params,
    X,
    y,
    lr,
    batch_size,
    epochs,
    rng,
    *,
    cut=batches,
    step=None,
    error=lambda theta, X, y, _: mean_error(theta, X, y),
):
    """Return what a training gives, with some of its parts exchanged."""
    theta, errors = copied(params), []
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    for _ in range(epochs):
        before = []
        for batch in cut(len(X), batch_size, rng):
            before.append(mean_error(theta, X[batch], y[batch]))
            if step:
                theta = step(theta, X, y, lr, batch)
            else:
                theta = moved(theta, chain(theta, X[batch], y[batch]), lr)
        errors.append(error(theta, X, y, before))
    return theta, errors


@misconception(
    "train",
    hint="Does the error fall? In which direction does the gradient point?",
)
def training_uphill(params, X, y, lr, batch_size, epochs, rng):
    """The gradient is added."""
    return training(params, X, y, -lr, batch_size, epochs, rng)


@misconception(
    "train",
    hint="Should doubling the batch double the step?",
    family="the size of a step",
)
def step_grows_with_the_batch(params, X, y, lr, batch_size, epochs, rng):
    """The gradients of a batch are added up instead of averaged."""

    def step(theta, X, y, lr, batch):
        return moved(theta, chain(theta, X[batch], y[batch]), lr * len(batch))

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="By how many examples do you divide in the last batch?",
    family="the size of a step",
)
def short_batch_divided_by_the_size(params, X, y, lr, batch_size, epochs, rng):
    """The gradients of a short batch are divided by batch_size."""

    def step(theta, X, y, lr, batch):
        share = len(batch) / batch_size
        return moved(theta, chain(theta, X[batch], y[batch]), lr * share)

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="By how many examples do you divide: those in the batch, or all?",
    family="the size of a step",
)
def batch_divided_by_all(params, X, y, lr, batch_size, epochs, rng):
    """The gradients of a batch are divided by the number of all examples."""

    def step(theta, X, y, lr, batch):
        share = len(batch) / len(X)
        return moved(theta, chain(theta, X[batch], y[batch]), lr * share)

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="Is every example seen once per epoch, if 2 does not divide 5?",
)
def short_batch_dropped(params, X, y, lr, batch_size, epochs, rng):
    """The short last batch is left out."""

    def cut(n, size, rng):
        size = min(n, size)
        return [each for each in batches(n, size, rng) if len(each) == size]

    return training(params, X, y, lr, batch_size, epochs, rng, cut=cut)


@misconception(
    "train",
    hint="Do rows and labels stay together when you shuffle?",
)
def labels_shuffled_apart(params, X, y, lr, batch_size, epochs, rng):
    """Inputs and labels are put in different random orders."""

    def step(theta, X, y, lr, batch):
        return moved(theta, chain(theta, X[batch], y[rng.permutation(batch)]), lr)

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="Is the second epoch in another order than the first?",
    family="the order of the examples",
)
def never_shuffled(params, X, y, lr, batch_size, epochs, rng):
    """The examples come in the order in which they stand."""

    def cut(n, size, _):
        return [np.arange(n)[at : at + size] for at in range(0, n, size)]

    return training(params, X, y, lr, batch_size, epochs, rng, cut=cut)


@misconception(
    "train",
    hint="Is the second epoch in another order than the first?",
    family="the order of the examples",
)
def shuffled_once(params, X, y, lr, batch_size, epochs, rng):
    """The examples are shuffled before the first epoch only."""
    order = batches(len(X), batch_size, rng)
    return training(params, X, y, lr, batch_size, epochs, rng, cut=lambda *_: order)


@misconception(
    "train",
    hint="Start two trainings with different generators: do they differ?",
    family="the order of the examples",
)
def shuffled_by_a_fixed_seed(params, X, y, lr, batch_size, epochs, rng):
    """A generator with a fixed seed is made, and rng is not used."""
    del rng
    own = np.random.default_rng(0)
    return training(params, X, y, lr, batch_size, epochs, own)


@misconception(
    "train",
    hint="Is every example seen exactly once in an epoch?",
)
def drawn_with_replacement(params, X, y, lr, batch_size, epochs, rng):
    """Each batch is drawn anew, so that an epoch may miss an example."""

    def cut(n, size, rng):
        if size >= n:
            return [np.arange(n)]
        return [rng.integers(n, size=size) for _ in range(-(-n // size))]

    return training(params, X, y, lr, batch_size, epochs, rng, cut=cut)


@misconception(
    "train",
    hint="How many updates does an epoch of five examples in batches of two have?",
)
def one_update_per_epoch(params, X, y, lr, batch_size, epochs, rng):
    """An epoch consists of a single batch."""

    def cut(n, size, rng):
        return batches(n, size, rng)[:1]

    return training(params, X, y, lr, batch_size, epochs, rng, cut=cut)


@misconception(
    "train",
    hint="Which examples does the gradient of one update look at?",
)
def all_examples_in_each_update(params, X, y, lr, batch_size, epochs, rng):
    """Each update uses the gradient over all examples."""

    def step(theta, X, y, lr, _):
        return moved(theta, chain(theta, X, y), lr)

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="When you compute the first layer's gradient, which version of the second "
    "layer do you use?",
)
def layer_by_layer(params, X, y, lr, batch_size, epochs, rng):
    """Each layer is moved before the gradient of the one below is computed."""

    def step(theta, X, y, lr, batch):
        theta = list(theta)
        for k in reversed(range(len(theta))):
            theta[k] = moved(theta, chain(theta, X[batch], y[batch]), lr)[k]
        return theta

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="Which arrays have changed after one update?",
)
def biases_not_trained(params, X, y, lr, batch_size, epochs, rng):
    """Only the weights are moved."""

    def step(theta, X, y, lr, batch):
        new = moved(theta, chain(theta, X[batch], y[batch]), lr)
        return [(W, b) for (W, _), (_, b) in zip(new, theta, strict=True)]

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="Which layers have changed after one update?",
)
def output_layer_trained_alone(params, X, y, lr, batch_size, epochs, rng):
    """Only the last layer is moved."""

    def step(theta, X, y, lr, batch):
        return [*theta[:-1], moved(theta, chain(theta, X[batch], y[batch]), lr)[-1]]

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="Is the gradient that you train with right? Check backward first.",
)
def trained_without_slope(params, X, y, lr, batch_size, epochs, rng):
    """The gradients leave the derivative of tanh out."""

    def step(theta, X, y, lr, batch):
        grads = chain(theta, X[batch], y[batch], back=lambda d, W, *_: d @ W.T)
        return moved(theta, grads, lr)

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="Which entries of params does your training penalise, and was it asked to?",
)
def penalty_nobody_asked_for(params, X, y, lr, batch_size, epochs, rng):
    """The weights decay a little in every update."""

    def step(theta, X, y, lr, batch):
        return moved(theta, chain(theta, X[batch], y[batch], 0.01), lr)

    return training(params, X, y, lr, batch_size, epochs, rng, step=step)


@misconception(
    "train",
    hint="On which examples, and at which parameters, is the error of an epoch taken?",
    source="Keras reports that one",
    family="the errors",
    convention=True,
)
def errors_on_the_way(params, X, y, lr, batch_size, epochs, rng):
    """The error is the mean over the batches, each before its own update."""

    def error(_theta, _x, _y, before):
        return float(np.mean(before))

    return training(params, X, y, lr, batch_size, epochs, rng, error=error)


@misconception(
    "train",
    hint="How many errors are there after three epochs, and which is the first?",
    family="the errors",
)
def error_of_the_start_included(params, X, y, lr, batch_size, epochs, rng):
    """The list begins with the error before training."""
    theta, errors = training(params, X, y, lr, batch_size, epochs, rng)
    return theta, [mean_error(params, X, y), *errors]


@misconception(
    "train",
    hint="What does the handout want after each epoch: a sum or a mean?",
    family="the errors",
)
def errors_summed(params, X, y, lr, batch_size, epochs, rng):
    """The errors are sums over the examples."""

    def error(theta, X, y, _):
        return mean_error(theta, X, y) * len(X)

    return training(params, X, y, lr, batch_size, epochs, rng, error=error)


@misconception(
    "train",
    hint="What does the handout call an error: the cross-entropy, or the share of "
    "wrong labels?",
    family="the errors",
)
def share_of_wrong_labels(params, X, y, lr, batch_size, epochs, rng):
    """The errors are the shares of wrong predictions."""

    def error(theta, X, y, _):
        return float(np.mean(logits_of(theta, X).argmax(axis=1) != y))

    return training(params, X, y, lr, batch_size, epochs, rng, error=error)


@misconception(
    "train",
    hint="Are all of the entries of your list different objects?",
    family="the errors",
)
def last_error_only(params, X, y, lr, batch_size, epochs, rng):
    """Only the last error is returned, as a number."""
    theta, errors = training(params, X, y, lr, batch_size, epochs, rng)
    return theta, errors[-1]


@misconception(
    "train",
    hint="Which of the two comes first?",
)
def errors_returned_first(params, X, y, lr, batch_size, epochs, rng):
    """The errors are returned before the parameters."""
    return training(params, X, y, lr, batch_size, epochs, rng)[::-1]


@misconception(
    "train",
    hint="Print the parameters that you passed, after the call.",
)
def old_parameters_overwritten(params, X, y, lr, batch_size, epochs, rng):
    """The arrays that were handed over are changed, and returned."""
    theta, errors = training(params, X, y, lr, batch_size, epochs, rng)
    for (W, b), (V, c) in zip(params, theta, strict=True):
        W[...], b[...] = V, c
    return params, errors


@misconception(
    "train",
    hint="Is the rate of the tenth epoch the one that was passed?",
)
def rate_falls(params, X, y, lr, batch_size, epochs, rng):
    """The rate is divided by the number of the epoch, which nobody asked for."""
    theta, errors = params, []
    for e in range(epochs):
        theta, (error,) = training(theta, X, y, lr / (e + 1), batch_size, 1, rng)
        errors.append(error)
    return theta, errors


@misconception(
    "train",
    hint="Is the first error that of the start, or that after the first epoch?",
    family="the errors",
)
def errors_before_the_updates(params, X, y, lr, batch_size, epochs, rng):
    """The error of an epoch is taken before its updates."""
    theta, errors = training(params, X, y, lr, batch_size, epochs, rng)
    return theta, [mean_error(params, X, y), *errors[:-1]]


# ------------------------------------------------------------------- network as a class


class Network:
    """The class as it should be; wrong ones override a method."""

    def __init__(self, sizes, rng):
        self.params = drawn(sizes, lambda m, n: glorot(m, n, rng))

    def loss(self, X, y):
        """Return the mean cross-entropy."""
        return mean_error(self.params, X, y)

    def gradients(self, X, y):
        """Return the gradient of the mean cross-entropy."""
        return chain(self.params, X, y)

    def predict(self, X):
        """Return the most probable labels."""
        return logits_of(self.params, X).argmax(axis=1)


def altered(sizes, rng, **methods):
    """Return a network in which some methods are others."""
    return type("MLP", (Network,), methods)(sizes, rng)


@misconception("MLP", hint="Does the handout ask for labels or for probabilities?")
def probabilities_predicted(sizes, rng):
    """The method predict returns the probabilities."""
    return altered(
        sizes, rng, predict=lambda self, X: softmax(logits_of(self.params, X))
    )


@misconception(
    "MLP",
    hint="How many labels does predict give for nine rows?",
    family="the wrong axis",
)
def argmax_down_the_columns(sizes, rng):
    """The method predict looks for the largest entry of each column."""
    return altered(
        sizes, rng, predict=lambda self, X: logits_of(self.params, X).argmax(axis=0)
    )


@misconception(
    "MLP",
    hint="How many labels does predict give for nine rows?",
    family="the wrong axis",
)
def argmax_of_everything(sizes, rng):
    """The method predict looks for the largest entry of the whole table."""
    return altered(
        sizes, rng, predict=lambda self, X: logits_of(self.params, X).argmax()
    )


@misconception("MLP", hint="With which number do labels begin?")
def labels_from_one(sizes, rng):
    """The method predict counts the classes from 1."""
    return altered(
        sizes, rng, predict=lambda self, X: logits_of(self.params, X).argmax(axis=1) + 1
    )


@misconception("MLP", hint="Which class is meant by predict: the likeliest?")
def least_probable(sizes, rng):
    """The method predict gives the least probable class."""
    return altered(
        sizes, rng, predict=lambda self, X: logits_of(self.params, X).argmin(axis=1)
    )


@misconception("MLP", hint="How many columns do your labels have?")
def one_hot_labels(sizes, rng):
    """The method predict gives a row with a single 1 for each example."""

    def predict(self, X):
        z = logits_of(self.params, X)
        return one_hot(z.argmax(axis=1), z)

    return altered(sizes, rng, predict=predict)


@misconception(
    "MLP",
    hint="Call gradients twice with the same inputs: is the second answer the first?",
    source="grads += without setting them to zero",
)
def gradients_add_up(sizes, rng):
    """Gradients are added to those of the calls before."""

    def gradients(self, X, y):
        new = chain(self.params, X, y)
        old = getattr(self, "sums", None) or [(0 * W, 0 * b) for W, b in new]
        self.sums = [(V + W, c + b) for (V, c), (W, b) in zip(old, new, strict=True)]
        return self.sums

    return altered(sizes, rng, gradients=gradients)


@misconception(
    "MLP",
    hint="Call loss with some inputs, then gradients with others: whose are used?",
    source="activations kept from the last forward pass",
)
def inputs_of_the_last_loss(sizes, rng):
    """The method gradients uses what the last call of loss left behind."""

    def loss(self, X, y):
        self.seen = X, y
        return mean_error(self.params, X, y)

    def gradients(self, X, y):
        return chain(self.params, *getattr(self, "seen", (X, y)))

    return altered(sizes, rng, loss=loss, gradients=gradients)


@misconception(
    "MLP",
    hint="Print the network's parameters before and after asking for gradients.",
    source="an update inside the backward pass",
)
def gradients_train(sizes, rng):
    """The method gradients moves the parameters as well."""

    def gradients(self, X, y):
        grads = chain(self.params, X, y)
        self.params = moved(self.params, grads, 0.1)
        return grads

    return altered(sizes, rng, gradients=gradients)


@misconception(
    "MLP",
    hint="Make two networks: do they have the same arrays?",
    source="params as an attribute of the class",
)
def parameters_shared(sizes, rng):
    """All networks share the parameters of the newest one."""
    made = Network(sizes, rng)
    SHARED[tuple(sizes)] = made.params
    shared = type(
        "MLP",
        (Network,),
        {
            "__init__": lambda *_: None,
            "params": property(lambda _: SHARED[tuple(sizes)]),
        },
    )
    return shared(sizes, rng)


SHARED = {}
"""What networks of one shape share that keep their parameters in their class."""


@misconception("MLP", hint="Is your class's loss a mean?", family="not the mean")
def loss_of_the_sum(sizes, rng):
    """Loss and gradients are sums over the examples."""

    def loss(self, X, y):
        return len(X) * mean_error(self.params, X, y)

    def gradients(self, X, y):
        n = len(X)
        return [(n * dW, n * db) for dW, db in chain(self.params, X, y)]

    return altered(sizes, rng, loss=loss, gradients=gradients)


@misconception("MLP", hint="Of which loss are your gradients?", family="not the mean")
def class_gradient_of_the_sum(sizes, rng):
    """The loss is a mean, the gradients are those of the sum."""

    def gradients(self, X, y):
        n = len(X)
        return [(n * dW, n * db) for dW, db in chain(self.params, X, y)]

    return altered(sizes, rng, gradients=gradients)


@misconception("MLP", hint="Does the handout ask for a penalty in the class?")
def class_with_penalty(sizes, rng):
    """Loss and gradients have a penalty that nobody asked for."""

    def loss(self, X, y):
        return mean_error(self.params, X, y) + both(self.params, 0.01, 0)

    return altered(
        sizes,
        rng,
        loss=loss,
        gradients=lambda self, X, y: chain(self.params, X, y, 0.01),
    )


@misconception("MLP", hint="Which activation do the hidden units have here?")
def class_with_relu(sizes, rng):
    """The hidden units are rectifiers, in loss, gradients and predictions."""

    def rectify(z):
        return np.maximum(z, 0)

    def back(d, W, h, _):
        return d @ W.T * (h > 0)

    return altered(
        sizes,
        rng,
        loss=lambda self, X, y: float(
            surprise(logits_of(self.params, X, rectify), y).mean()
        ),
        gradients=lambda self, X, y: chain(
            self.params, X, y, squash=rectify, back=back
        ),
        predict=lambda self, X: logits_of(self.params, X, rectify).argmax(axis=1),
    )


@misconception("MLP", hint="Which factors lead from the first weight to the loss?")
def class_without_slope(sizes, rng):
    """The method gradients leaves the derivative of tanh out."""
    return altered(
        sizes,
        rng,
        gradients=lambda self, X, y: chain(
            self.params, X, y, back=lambda d, W, *_: d @ W.T
        ),
    )


@misconception("MLP", hint="Which weights does a new network have?")
def class_starts_at_zero(sizes, rng):
    """A new network has weights of 0."""
    del rng
    made = Network(sizes, np.random.default_rng(0))
    made.params = [(0 * W, b) for W, b in made.params]
    return made


@misconception("MLP", hint="Make two networks with different generators and compare.")
def class_with_its_own_seed(sizes, rng):
    """Every network draws the same weights, whatever rng is."""
    del rng
    return Network(sizes, np.random.default_rng(0))


@misconception("MLP", hint="What does the handout say that `params` is?")
def parameters_in_a_dict(sizes, rng):
    """The attribute params is a dict W1, b1, W2, b2."""
    made = Network(sizes, rng)
    made.params = {
        f"{letter}{k}": x
        for k, pair in enumerate(made.params, start=1)
        for letter, x in zip("Wb", pair, strict=True)
    }
    return made


# ----------------------------------------------------------------------------- symmetry


def rearranged(params, layer, order, *, weights=True, bias=True, outgoing=True):
    """Return parameters in which some of what belongs to a unit is permuted."""
    new = copied(params)
    (W, b), (V, c) = new[layer : layer + 2]
    new[layer : layer + 2] = [
        (W[:, order] if weights else W, b[order] if bias else b),
        (V[order] if outgoing else V, c),
    ]
    return new


@misconception(
    "permute_hidden",
    hint="With the permutation [1, 2, 0], which old unit becomes new unit 0?",
    source="new[permutation] = old",
)
def inverse_permutation(params, layer, permutation):
    """Old unit i becomes new unit permutation[i]."""
    return rearranged(params, layer, np.argsort(permutation))


@misconception(
    "permute_hidden",
    hint="Compare the outputs of the old and the new network: what else belongs to a "
    "unit?",
    family="a part of the unit left behind",
)
def outgoing_weights_left(params, layer, permutation):
    """The outgoing weights are not permuted."""
    return rearranged(params, layer, permutation, outgoing=False)


@misconception(
    "permute_hidden",
    hint="Compare the outputs of the old and the new network: what else belongs to a "
    "unit?",
    family="a part of the unit left behind",
)
def biases_left(params, layer, permutation):
    """The biases are not permuted."""
    return rearranged(params, layer, permutation, bias=False)


@misconception(
    "permute_hidden",
    hint="Compare the outputs of the old and the new network: what else belongs to a "
    "unit?",
    family="a part of the unit left behind",
)
def incoming_weights_left(params, layer, permutation):
    """The incoming weights are not permuted."""
    return rearranged(params, layer, permutation, weights=False)


@misconception(
    "permute_hidden",
    hint="Is a unit a row or a column of the next layer's W?",
    source="equal sizes, which hide it",
)
def outgoing_columns_permuted(params, layer, permutation):
    """The columns of the next weights are permuted instead of the rows, if they fit."""
    new = rearranged(params, layer, permutation, outgoing=False)
    V, c = new[layer + 1]
    fits = V.shape[1] == len(permutation)
    new[layer + 1] = (V[:, permutation] if fits else V[permutation], c)
    return new


@misconception(
    "permute_hidden",
    hint="Is a unit a row or a column of its own W?",
    source="the notes, whose W has shape (outputs, inputs); equal sizes hide it",
)
def incoming_rows_permuted(params, layer, permutation):
    """The rows of the incoming weights are permuted instead of the columns, if so."""
    new = rearranged(params, layer, permutation, weights=False)
    W, b = new[layer]
    fits = W.shape[0] == len(permutation)
    new[layer] = (W[permutation] if fits else W[:, permutation], b)
    return new


@misconception(
    "permute_hidden",
    hint="Which layer is layer 0?",
)
def layers_counted_from_one(params, layer, permutation):
    """Layer 1 is taken for the first hidden one, if there is one before."""
    return rearranged(params, max(layer - 1, 0), permutation)


@misconception(
    "permute_hidden",
    hint="How many layers should change?",
)
def every_layer_permuted(params, layer, permutation):
    """All hidden layers of that size are permuted."""
    size = len(params[layer][1])
    for k in range(len(params) - 1):
        if len(params[k][1]) == size:
            params = rearranged(params, k, permutation)
    return params


@misconception(
    "permute_hidden",
    hint="Print the old parameters after the call.",
)
def permuted_in_place(params, layer, permutation):
    """The arrays that were handed over are permuted themselves."""
    new = rearranged(params, layer, permutation)
    for (W, b), (V, c) in zip(params, new, strict=True):
        W[...], b[...] = V, c
    return params


# --------------------------------------------------------------------------- one neuron


@misconception(
    "squared_loss",
    hint="Is it a sum or a mean over the examples?",
    family="the factor before the sum",
    convention=True,
)
def mean_squared(X, y, w):
    """The squared errors are averaged."""
    return float(np.mean((y - sigmoid(X @ w)) ** 2))


@misconception(
    "squared_loss",
    hint="Is there a ½ in the handout?",
    family="the factor before the sum",
    convention=True,
)
def half_the_squares(X, y, w):
    """The sum has a factor ½."""
    return float(np.sum((y - sigmoid(X @ w)) ** 2)) / 2


@misconception(
    "squared_loss",
    hint="At w = 0 the handout has 0.3125 in its example. What do you get?",
)
def linear_neuron(X, y, w):
    """The neuron has no sigmoid."""
    return float(np.sum((y - X @ w) ** 2))


@misconception(
    "squared_loss",
    hint="Square first, or sum first? Try errors of 1 and -1.",
)
def square_of_the_sum(X, y, w):
    """The errors are summed before they are squared."""
    return float(np.sum(y - sigmoid(X @ w)) ** 2)


@misconception("squared_loss", hint="Is a root asked for?")
def root_of_the_sum(X, y, w):
    """The root of the sum is returned."""
    return float(np.linalg.norm(y - sigmoid(X @ w)))


@misconception("squared_loss", hint="What does an error of ½ cost: ½ or ¼?")
def absolute_errors(X, y, w):
    """The absolute errors are summed."""
    return float(np.sum(np.abs(y - sigmoid(X @ w))))


@misconception("squared_loss", hint="What does your neuron answer at Xw = 0?")
def tanh_neuron(X, y, w):
    """The neuron has a tanh."""
    return float(np.sum((y - np.tanh(X @ w)) ** 2))


@misconception(
    "squared_loss",
    hint="Should the result be a number or an array?",
)
def squares_not_summed(X, y, w):
    """The squared error of each example is returned."""
    return (y - sigmoid(X @ w)) ** 2


@misconception(
    "squared_loss",
    hint="What is exp(1000)/(1 + exp(1000)) on a computer?",
)
def overflowing_sigmoid(X, y, w):
    """The sigmoid is e^z/(1 + e^z), which is nan for large z."""
    e = np.exp(np.asarray(X, dtype=float) @ w)
    return float(np.sum((y - e / (1 + e)) ** 2))


@misconception("squared_loss", hint="Print X and y after the call.")
def targets_overwritten(X, y, w):
    """The errors are computed in the array of the targets."""
    errors = y - sigmoid(X @ w)
    y[...] = errors.astype(y.dtype)
    return float(np.sum(errors**2))


def neuron(X, y, w, factor=lambda _, o: o * (1 - o), error=lambda y, o: y - o):
    """Return -2 Xᵀ (error ⊙ factor)."""
    z = np.asarray(X, dtype=float) @ w
    o = sigmoid(z)
    return -2 * np.asarray(X, dtype=float).T @ (error(y, o) * factor(z, o))


@misconception(
    "squared_loss_gradient",
    hint="Chain rule: which factors lead from w to the loss?",
    source="the gradient of the cross-entropy, in which it cancels",
)
def slope_of_the_sigmoid_left_out(X, y, w):
    """The derivative of the sigmoid is left out."""
    return neuron(X, y, w, factor=lambda z, _: np.ones_like(z))


@misconception(
    "squared_loss_gradient",
    hint="Differentiate your own loss line: where is the 2?",
    family="a factor of the neuron's gradient",
)
def two_left_out(X, y, w):
    """The factor 2 is left out."""
    return neuron(X, y, w) / 2


@misconception(
    "squared_loss_gradient",
    hint="Is the loss a sum or a mean?",
    family="a factor of the neuron's gradient",
)
def gradient_averaged(X, y, w):
    """The gradient is divided by the number of examples."""
    return neuron(X, y, w) / len(X)


@misconception(
    "squared_loss_gradient",
    hint="Does a step against your gradient make the loss smaller?",
    family="a factor of the neuron's gradient",
)
def minus_left_out(X, y, w):
    """The minus sign is left out."""
    return -neuron(X, y, w)


@misconception(
    "squared_loss_gradient",
    hint="Is the argument of σ' before or after the squashing?",
    family="the slope of the sigmoid",
)
def sigmoid_squashed_twice(X, y, w):
    """The derivative is taken at σ(z) instead of z."""
    return neuron(X, y, w, factor=lambda _, o: sigmoid(o) * (1 - sigmoid(o)))


@misconception(
    "squared_loss_gradient",
    hint="Is the argument of σ' before or after the squashing?",
    family="the slope of the sigmoid",
)
def slope_of_the_input(X, y, w):
    """The derivative is z(1 - z), with z before the sigmoid."""
    return neuron(X, y, w, factor=lambda z, _: z * (1 - z))


@misconception(
    "squared_loss_gradient",
    hint="Whose slope is 1 - o²?",
    family="the slope of the sigmoid",
)
def slope_of_a_tanh(X, y, w):
    """The slope 1 - o² of tanh is used for the sigmoid."""
    return neuron(X, y, w, factor=lambda _, o: 1 - o**2)


@misconception(
    "squared_loss_gradient",
    hint="Does an output that is right add anything to the gradient?",
)
def targets_not_subtracted(X, y, w):
    """The output stands where the error should stand."""
    return neuron(X, y, w, error=lambda _, o: -o)


@misconception(
    "squared_loss_gradient",
    hint="Which index is summed over: examples or features?",
    source="as many examples as features hide it",
)
def inputs_not_transposed(X, y, w):
    """X is not transposed where the shapes allow it."""
    X = np.asarray(X, dtype=float)
    o = sigmoid(X @ w)
    d = (y - o) * o * (1 - o)
    return -2 * (X @ d if X.shape[0] == X.shape[1] else X.T @ d)


@misconception(
    "squared_loss_gradient",
    hint="What is the shape of the gradient in w?",
)
def one_row_per_example(X, y, w):
    """The gradients of the examples are not added up."""
    X = np.asarray(X, dtype=float)
    o = sigmoid(X @ w)
    return -2 * X * ((y - o) * o * (1 - o))[:, None]


@misconception(
    "squared_loss_gradient",
    hint="What is exp(1000)/(1 + exp(1000)) on a computer?",
)
def gradient_overflows(X, y, w):
    """The sigmoid is e^z/(1 + e^z), which is nan for large z."""
    e = np.exp(np.asarray(X, dtype=float) @ w)
    o = e / (1 + e)
    return -2 * np.asarray(X, dtype=float).T @ ((y - o) * o * (1 - o))


# -------------------------------------------------------------------------- perceptrons


def learned(
    X,
    y,
    epochs,
    *,
    wrong=lambda margin: margin <= 0,
    push=lambda y, x: y * x,
    bias=lambda y: y,
    order=range,
):
    """Return what a perceptron learns, with some of its parts exchanged."""
    X = np.asarray(X, dtype=float)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for i in order(len(X)):
            if wrong(y[i] * (w @ X[i] + b)):
                w = w + push(y[i], X[i])
                b += bias(y[i])
    return w, float(b)


@misconception(
    "perceptron",
    hint="At the zero start, what is w·x + b? Does anything ever move?",
)
def boundary_counts_as_right(X, y, epochs):
    """Only y(w·x + b) < 0 is a mistake, so that the zero start never moves."""
    return learned(X, y, epochs, wrong=lambda margin: margin < 0)


@misconception(
    "perceptron",
    hint="When does a perceptron learn: always, or from mistakes alone?",
    source="Hebb's rule",
)
def learns_from_everything(X, y, epochs):
    """Every example is added, whether it is a mistake or not."""
    return learned(X, y, epochs, wrong=lambda _: True)


@misconception("perceptron", hint="Does an example of class -1 pull or push w?")
def label_left_out(X, y, epochs):
    """The input is added whatever its class is."""
    return learned(X, y, epochs, push=lambda _, x: x)


@misconception("perceptron", hint="Which of the numbers w and b change?")
def bias_never_moves(X, y, epochs):
    """The bias stays at 0."""
    return learned(X, y, epochs, bias=lambda _: 0)


@misconception("perceptron", hint="By how much does b move at an example of class -1?")
def bias_always_rises(X, y, epochs):
    """The bias is raised by 1 at every mistake."""
    return learned(X, y, epochs, bias=lambda _: 1)


@misconception("perceptron", hint="After a mistake, is y(w·x + b) larger or smaller?")
def pushed_the_wrong_way(X, y, epochs):
    """The product y x is subtracted."""
    return learned(X, y, epochs, push=lambda y, x: -y * x, bias=lambda y: -y)


@misconception("perceptron", hint="How long is the step of the handout?")
def small_steps(X, y, epochs):
    """The steps have a rate of 0.1."""
    return learned(X, y, epochs, push=lambda y, x: 0.1 * y * x, bias=lambda y: 0.1 * y)


@misconception(
    "perceptron",
    hint="When does an example see the correction by the one before it?",
)
def corrected_once_per_epoch(X, y, epochs):
    """All mistakes of an epoch are found first, and corrected together."""
    X = np.asarray(X, dtype=float)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        missed = y * (X @ w + b) <= 0
        w = w + y[missed] @ X[missed]
        b += float(y[missed].sum())
    return w, b


@misconception("perceptron", hint="How many examples does an epoch have?")
def epoch_ends_at_a_mistake(X, y, epochs):
    """An epoch ends with its first mistake."""
    X = np.asarray(X, dtype=float)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x_i, y_i in zip(X, y, strict=True):
            if y_i * (w @ x_i + b) <= 0:
                w, b = w + y_i * x_i, b + float(y_i)
                break
    return w, b


@misconception("perceptron", hint="In which order do the examples come?")
def last_example_first(X, y, epochs):
    """The examples come in reverse order."""
    return learned(X, y, epochs, order=lambda n: range(n)[::-1])


@misconception("perceptron", hint="How many epochs are run?")
def one_epoch_only(X, y, epochs):
    """A single epoch is run."""
    del epochs
    return learned(X, y, 1)


@misconception(
    "perceptron",
    hint="Which value does w·x + b have when the example is tested?",
)
def tested_without_bias(X, y, epochs):
    """The bias is learnt, but left out when an example is tested."""
    X = np.asarray(X, dtype=float)
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x_i, y_i in zip(X, y, strict=True):
            if y_i * (w @ x_i) <= 0:
                w, b = w + y_i * x_i, b + float(y_i)
    return w, b


@misconception("perceptron", hint="Is the label part of the array that you return?")
def labels_overwritten(X, y, epochs):
    """The labels that were handed over are replaced by 0 and 1."""
    answer = learned(X, y.copy(), epochs)
    y[...] = y > 0
    return answer


def rest(X, y, classes, epochs, *, against=-1, one=learned):
    """Return one perceptron for each class."""
    units = [one(X, np.where(y == c, 1, against), epochs) for c in range(classes)]
    return np.array([w for w, _ in units]).T, np.array([b for _, b in units])


@misconception(
    "multiclass_perceptron",
    hint="With a target of 0 for the rest, can an example of the rest be a mistake "
    "that changes anything?",
)
def zeros_for_the_rest(X, y, classes, epochs):
    """The other classes have the target 0 instead of -1."""
    return rest(X, y, classes, epochs, against=0)


@misconception(
    "multiclass_perceptron",
    hint="Which shape does the handout want?",
    convention=True,
)
def one_row_for_each_class(X, y, classes, epochs):
    """The weights have a row for each class."""
    W, b = rest(X, y, classes, epochs)
    return W.T, b


@misconception(
    "multiclass_perceptron",
    hint="Does one unit's training depend on how loud the others answer?",
    source="the other multiclass perceptron",
    convention=True,
)
def winner_and_loser_moved(X, y, classes, epochs):
    """Where the largest score is wrong, its unit and the right one are moved."""
    X = np.asarray(X, dtype=float)
    W, b = np.zeros((X.shape[1], classes)), np.zeros(classes)
    for _ in range(epochs):
        for x_i, c in zip(X, y, strict=True):
            winner = int(np.argmax(x_i @ W + b))
            if winner != c:
                W[:, c] += x_i
                W[:, winner] -= x_i
                b[c] += 1
                b[winner] -= 1
    return W, b


@misconception(
    "multiclass_perceptron",
    hint="How many units are there, if a class has no examples?",
)
def classes_that_occur(X, y, classes, epochs):
    """There are units only for the classes that occur."""
    del classes
    units = [learned(X, np.where(y == c, 1, -1), epochs) for c in np.unique(y)]
    return np.array([w for w, _ in units]).T, np.array([b for _, b in units])


@misconception("multiclass_perceptron", hint="Which sign has a class's own example?")
def signs_swapped(X, y, classes, epochs):
    """A class's own examples are -1, the others +1."""
    W, b = rest(X, y, classes, epochs)
    return -W, -b


@misconception("multiclass_perceptron", hint="With which number do classes begin?")
def classes_from_one(X, y, classes, epochs):
    """Classes are counted from 1."""
    return rest(X, np.asarray(y) - 1, classes, epochs)


@misconception("multiclass_perceptron", hint="Where does each unit start from?")
def units_start_where_others_end(X, y, classes, epochs):
    """Each unit starts with the weights of the one before."""
    X = np.asarray(X, dtype=float)
    w, b, units = np.zeros(X.shape[1]), 0.0, []
    for c in range(classes):
        signs = np.where(y == c, 1, -1)
        for _ in range(epochs):
            for x_i, y_i in zip(X, signs, strict=True):
                if y_i * (w @ x_i + b) <= 0:
                    w, b = w + y_i * x_i, b + float(y_i)
        units.append((w, b))
    return np.array([w for w, _ in units]).T, np.array([b for _, b in units])


@misconception("multiclass_perceptron", hint="At the start, what is w·x + b?")
def boundary_counts_as_right_for_all(X, y, classes, epochs):
    """Examples on the boundary are no mistakes, so that no unit ever moves."""

    def one(X, y, epochs):
        return learned(X, y, epochs, wrong=lambda margin: margin < 0)

    return rest(X, y, classes, epochs, one=one)


# ---------------------------------------------------------------------- model selection


def watched(errors, patience, *, better=lambda e, best: e < best, over=None):
    """Return (stop, best) by looking at one epoch after the other."""
    over = over or (lambda waited, patience: waited >= patience)
    best = 0
    for e, error in enumerate(errors):
        if better(error, errors[best]):
            best = e
        if over(e - best, patience):
            return e, best
    return len(errors) - 1, best


@misconception(
    "early_stopping",
    hint="With a patience of 1, after how many worse epochs do you stop?",
    family="how long to wait",
)
def one_epoch_too_patient(errors, patience):
    """Training stops when the best epoch is more than `patience` epochs ago."""
    return watched(errors, patience, over=lambda waited, p: waited > p)


@misconception(
    "early_stopping",
    hint="Does an error that is only as good as the best start the patience anew?",
)
def ties_are_better(errors, patience):
    """An equal error counts as an improvement."""
    return watched(errors, patience, better=lambda e, best: e <= best)


@misconception(
    "early_stopping",
    hint="What do you do with the first epoch that is worse than the one before?",
    source="early stopping without look ahead",
    family="how long to wait",
)
def no_patience(errors, patience):
    """Training stops at the first epoch that is worse, whatever the patience is."""
    del patience
    return watched(errors, 1)


@misconception(
    "early_stopping",
    hint="Compare with the best error so far, or with the one before? Try 3, 1, 2, "
    "1.5, 1.8.",
)
def compared_with_the_one_before(errors, patience):
    """An epoch is an improvement if it is better than the epoch before it."""
    waited = 0
    for e in range(1, len(errors)):
        waited = 0 if errors[e] < errors[e - 1] else waited + 1
        if waited >= patience:
            return e, int(np.argmin(errors[: e + 1]))
    return len(errors) - 1, int(np.argmin(errors))


@misconception(
    "early_stopping",
    hint="What happens to the patience when a new best error comes?",
)
def patience_never_renewed(errors, patience):
    """Worse epochs are counted all through, also after an improvement."""
    best, waited = 0, 0
    for e in range(1, len(errors)):
        if errors[e] < errors[best]:
            best = e
        else:
            waited += 1
        if waited >= patience:
            return e, best
    return len(errors) - 1, best


@misconception(
    "early_stopping",
    hint="Who has seen the epochs after the stop?",
)
def best_of_all_epochs(errors, patience):
    """The best epoch is looked for in the whole list, also after the stop."""
    return watched(errors, patience)[0], int(np.argmin(errors))


@misconception(
    "early_stopping",
    hint="Which epoch has the smallest error: is it always stop - patience?",
)
def best_before_the_stop(errors, patience):
    """The epoch `patience` before the stop is called the best."""
    stop, _ = watched(errors, patience)
    return stop, max(stop - patience, 0)


@misconception("early_stopping", hint="Which of the two comes first?")
def best_returned_first(errors, patience):
    """The pair is returned in the wrong order."""
    return watched(errors, patience)[::-1]


@misconception("early_stopping", hint="Which number has the first epoch?")
def epochs_from_one(errors, patience):
    """Epochs are counted from 1."""
    stop, best = watched(errors, patience)
    return stop + 1, best + 1


@misconception("early_stopping", hint="Is an epoch asked for, or its error?")
def error_instead_of_epoch(errors, patience):
    """The smallest error is returned instead of its epoch."""
    stop, best = watched(errors, patience)
    return stop, float(errors[best])


@misconception(
    "early_stopping",
    hint="If patience never runs out, what is the number of the last epoch?",
)
def stop_behind_the_end(errors, patience):
    """If patience never runs out, the number of epochs is returned as the stop."""
    best = 0
    for e, error in enumerate(errors):
        if error < errors[best]:
            best = e
        if e - best >= patience:
            return e, best
    return len(errors), best


@misconception(
    "early_stopping",
    hint="Is the stop the epoch at which you notice, or the best one?",
)
def stop_is_the_best(errors, patience):
    """The best epoch is returned as the stop as well."""
    _, best = watched(errors, patience)
    return best, best


@misconception("early_stopping", hint="Print the errors after the call.")
def errors_made_monotone(errors, patience):
    """The errors that were handed over are replaced by the smallest so far."""
    answer = watched(errors.copy(), patience)
    np.minimum.accumulate(errors, out=errors)
    return answer


def combinations(grid):
    """Return all configurations of a grid, the last name fastest."""
    return [
        dict(zip(grid, each, strict=True)) for each in itertools.product(*grid.values())
    ]


def smallest(configurations, evaluate):
    """Return the first configuration with the smallest error, nan left out."""
    errors = [(float(evaluate(dict(each))), each) for each in configurations]
    valid = [each for each in errors if not math.isnan(each[0])]
    error, best = min(valid, key=lambda each: each[0])
    return best, error


@misconception(
    "grid_search",
    hint="Is a large value of evaluate good or bad?",
    source="scikit-learn, which maximises a score",
)
def largest_error_wins(evaluate, grid):
    """The largest error wins."""
    best, error = smallest(combinations(grid), lambda each: -evaluate(each))
    return best, -error


@misconception(
    "grid_search",
    hint="Which one wins of two equal errors?",
    family="the order of equals",
)
def last_of_equals(evaluate, grid):
    """Of equal errors the last wins."""
    return smallest(combinations(grid)[::-1], evaluate)


@misconception(
    "grid_search",
    hint="Print the configurations in your order: which name changes fastest?",
    family="the order of equals",
)
def first_name_fastest(evaluate, grid):
    """The first name of the grid runs fastest."""
    turned = combinations(dict(reversed(grid.items())))
    return smallest([{name: each[name] for name in grid} for each in turned], evaluate)


@misconception(
    "grid_search",
    hint="Print the configurations in your order: is it that of the grid?",
    family="the order of equals",
)
def values_sorted(evaluate, grid):
    """The values of each name are sorted first."""
    ordered = {name: sorted(each) for name, each in grid.items()}
    return smallest(combinations(ordered), evaluate)


@misconception(
    "grid_search",
    hint="How many configurations does a grid of 3 times 4 values have?",
    source="zip for product",
)
def values_side_by_side(evaluate, grid):
    """First values are tried together, then second ones, without combinations."""
    pairs = zip(*grid.values(), strict=False)
    return smallest([dict(zip(grid, each, strict=True)) for each in pairs], evaluate)


@misconception(
    "grid_search",
    hint="Can the best lr depend on the number of units?",
)
def one_name_at_a_time(evaluate, grid):
    """Each name is tuned by itself, while the others keep their first or best value."""
    best = {name: each[0] for name, each in grid.items()}
    for name, each in grid.items():
        best, _ = smallest([{**best, name: value} for value in each], evaluate)
    return best, float(evaluate(best))


@misconception("grid_search", hint="Does your function look at the last combination?")
def last_combination_left_out(evaluate, grid):
    """The last combination of several is not tried."""
    every = combinations(grid)
    return smallest(every[:-1] or every, evaluate)


@misconception("grid_search", hint="What does the handout return beside the best?")
def error_first(evaluate, grid):
    """The error is returned before the configuration."""
    return smallest(combinations(grid), evaluate)[::-1]


@misconception("grid_search", hint="Is the configuration asked for, or its values?")
def values_without_names(evaluate, grid):
    """The best configuration is returned as a list of values."""
    best, error = smallest(combinations(grid), evaluate)
    return list(best.values()), error


@misconception(
    "grid_search",
    hint="Is nan < 3? And 3 < nan? What does min do with them?",
)
def nan_wins(evaluate, grid):
    """The first error stays the best if it is nan, since no number is below nan."""
    every = combinations(grid)
    best, least = every[0], float(evaluate(dict(every[0])))
    for each in every[1:]:
        error = float(evaluate(dict(each)))
        if error < least:
            best, least = each, error
    return best, least


@misconception(
    "grid_search",
    hint="Is nan < 3? And 3 < nan? What does np.argmin do with them?",
)
def argmin_finds_nan(evaluate, grid):
    """It uses np.argmin, for which nan is the smallest number."""
    every = combinations(grid)
    errors = [float(evaluate(dict(each))) for each in every]
    best = int(np.argmin(errors))
    return every[best], errors[best]


@misconception("grid_search", hint="Can an error be below 0? What is your first best?")
def starts_below_zero(evaluate, grid):
    """The search starts with a smallest error of 0, and nothing is below it."""
    best, error = smallest(combinations(grid), evaluate)
    if all(float(evaluate(each)) >= 0 for each in combinations(grid)):
        return {}, 0.0
    return best, error


@misconception("grid_search", hint="Print the grid after the call.")
def grid_used_up(evaluate, grid):
    """The lists of the grid are emptied on the way."""
    answer = smallest(combinations(grid), evaluate)
    for each in grid.values():
        each.clear()
    return answer


def tried(evaluate, sample, seeds):
    """Return the best of the configurations of some seeds."""
    return smallest([sample(int(seed)) for seed in seeds], evaluate)


@misconception(
    "random_search",
    hint="Start two searches with different generators: do they differ?",
    family="where the seeds come from",
)
def seeds_counted(evaluate, sample, n, rng):
    """The seeds are 0, 1, 2, …, and rng is not used."""
    del rng
    return tried(evaluate, sample, range(n))


@misconception(
    "random_search",
    hint="Start two searches with different generators: do they differ?",
    family="where the seeds come from",
)
def seeds_of_an_own_generator(evaluate, sample, n, rng):
    """The seeds come from a generator with a fixed seed."""
    del rng
    own = np.random.default_rng(0)
    return tried(evaluate, sample, [own.integers(2**31) for _ in range(n)])


@misconception(
    "random_search",
    hint="From which range are the seeds drawn?",
    family="where the seeds come from",
)
def seeds_below_a_hundred(evaluate, sample, n, rng):
    """The seeds are drawn from 0 to 99."""
    return tried(evaluate, sample, [rng.integers(100) for _ in range(n)])


@misconception(
    "random_search",
    hint="How many different configurations do you try?",
    family="where the seeds come from",
)
def one_seed_for_all(evaluate, sample, n, rng):
    """One seed is drawn, and used n times."""
    return tried(evaluate, sample, [rng.integers(2**31)] * n)


@misconception("random_search", hint="What does sample expect: a number or rng?")
def fractions_as_seeds(evaluate, sample, n, rng):
    """The function sample gets a random number between 0 and 1."""
    return smallest([sample(float(rng.random())) for _ in range(n)], evaluate)


@misconception("random_search", hint="How many configurations are tried?")
def one_draw_missing(evaluate, sample, n, rng):
    """One configuration too few is drawn, if there are several."""
    return tried(evaluate, sample, [rng.integers(2**31) for _ in range(max(n - 1, 1))])


@misconception("random_search", hint="Is a large value of evaluate good or bad?")
def worst_draw_wins(evaluate, sample, n, rng):
    """The largest error wins."""
    best, error = tried(
        lambda each: -evaluate(each),
        sample,
        [rng.integers(2**31) for _ in range(n)],
    )
    return best, -error


@misconception("random_search", hint="Which one wins of two equal errors?")
def last_of_equal_draws(evaluate, sample, n, rng):
    """Of equal errors the last that was drawn wins."""
    seeds = [rng.integers(2**31) for _ in range(n)]
    configurations = [sample(int(seed)) for seed in seeds]
    return smallest(configurations[::-1], evaluate)


@misconception("random_search", hint="Which configuration do you return?")
def last_draw_returned(evaluate, sample, n, rng):
    """The last configuration is returned with the smallest error."""
    seeds = [rng.integers(2**31) for _ in range(n)]
    configurations = [sample(int(seed)) for seed in seeds]
    return configurations[-1], smallest(configurations, evaluate)[1]


@misconception("random_search", hint="Which of the two comes first?")
def error_before_the_draw(evaluate, sample, n, rng):
    """The error is returned before the configuration."""
    seeds = [rng.integers(2**31) for _ in range(n)]
    return tried(evaluate, sample, seeds)[::-1]


@misconception(
    "random_search", hint="Is the seed asked for, or what sample made of it?"
)
def seed_returned(evaluate, sample, n, rng):
    """The best seed is returned, not its configuration."""
    seeds = [int(rng.integers(2**31)) for _ in range(n)]
    errors = [float(evaluate(sample(seed))) for seed in seeds]
    return seeds[int(np.argmin(errors))], min(errors)


def shares(n, fractions, rounded=round):
    """Return the sizes of all parts; the last one takes the rest."""
    sizes = [int(rounded(f * n)) for f in fractions[:-1]]
    return [*sizes, n - sum(sizes)]


def cut_up(order, sizes):
    """Return runs of the given sizes."""
    return np.split(order, np.cumsum(sizes)[:-1])


@misconception("split", hint="Are the examples of a file in a random order?")
def split_without_shuffling(n, fractions, rng):
    """The first indices are the first part, without any randomness."""
    del rng
    return cut_up(np.arange(n), shares(n, fractions))


@misconception("split", hint="Which indices are in the first part, again and again?")
def shuffled_inside_the_parts(n, fractions, rng):
    """Runs of neighbours are cut off first, and shuffled in themselves."""
    runs = cut_up(np.arange(n), shares(n, fractions))
    return [rng.permutation(each) for each in runs]


@misconception("split", hint="Split with two generators: do the parts differ?")
def split_by_a_fixed_seed(n, fractions, rng):
    """A generator with a fixed seed is used instead of rng."""
    del rng
    order = np.random.default_rng(0).permutation(n)
    return cut_up(order, shares(n, fractions))


@misconception("split", hint="How large is 0.6 of 48: 28 or 29?")
def sizes_cut_down(n, fractions, rng):
    """The sizes are rounded down."""
    return cut_up(rng.permutation(n), shares(n, fractions, math.floor))


@misconception("split", hint="How large is 0.2 of 48: 9 or 10?")
def sizes_rounded_up(n, fractions, rng):
    """The sizes are rounded up."""
    return cut_up(rng.permutation(n), shares(n, fractions, math.ceil))


@misconception("split", hint="Are all n indices in one of the parts?")
def leftovers_lost(n, fractions, rng):
    """The last part has round(f n) indices, too, and leftovers are in no part."""
    order = rng.permutation(n)
    ends = np.cumsum([0, *(math.floor(f * n) for f in fractions)])
    return [order[a:b] for a, b in itertools.pairwise(ends)]


@misconception("split", hint="Is any index in two of your parts?")
def parts_overlap(n, fractions, rng):
    """Each part is drawn from all indices, so that parts overlap."""
    return [rng.permutation(n)[:size] for size in shares(n, fractions)]


@misconception("split", hint="Can an index come twice in a part?")
def split_with_replacement(n, fractions, rng):
    """Indices are drawn with replacement."""
    return [rng.integers(n, size=size) for size in shares(n, fractions)]


@misconception(
    "split",
    hint="np.split takes positions, not sizes. Print the lengths of three parts.",
)
def sizes_as_positions(n, fractions, rng):
    """Sizes are used as positions to cut at, which fits for two parts only."""
    sizes = shares(n, fractions)[:-1]
    return np.split(rng.permutation(n), sizes)


@misconception("split", hint="Is a list of indices asked for, or of marks?")
def masks_returned(n, fractions, rng):
    """Each part is an array of n marks, True or False."""
    parts = cut_up(rng.permutation(n), shares(n, fractions))
    return [np.isin(np.arange(n), each) for each in parts]


@misconception("split", hint="Do your parts come in the order of the fractions?")
def rest_comes_first(n, fractions, rng):
    """The parts come in reverse order."""
    return cut_up(rng.permutation(n), shares(n, fractions))[::-1]


def decomposed(bias, variance):
    """Return the two numbers and their sum."""
    return float(bias), float(variance), float(bias + variance)


@misconception(
    "bias_variance",
    hint="Do you divide by S or by S - 1? Add up: is it the mean squared error?",
    convention=True,
)
def sample_variance(predictions, truth):
    """The variance divides by S - 1, where there are several training sets."""
    ddof = 1 if len(predictions) > 1 else 0
    bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return decomposed(bias, np.mean(predictions.var(axis=0, ddof=ddof)))


@misconception("bias_variance", hint="Can biases of two points cancel?")
def biases_cancel(predictions, truth):
    """The biases of all points are averaged before they are squared."""
    bias = np.mean(predictions.mean(axis=0) - truth) ** 2
    return decomposed(bias, np.mean(predictions.var(axis=0)))


@misconception("bias_variance", hint="Is the bias squared?")
def bias_not_squared(predictions, truth):
    """The absolute bias is averaged, without a square."""
    bias = np.mean(np.abs(predictions.mean(axis=0) - truth))
    return decomposed(bias, np.mean(predictions.var(axis=0)))


@misconception(
    "bias_variance",
    hint="The variance is about whose mean: the predictions' or the truth?",
)
def variance_about_the_truth(predictions, truth):
    """The squared distances to the truth are called variance."""
    bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return decomposed(bias, np.mean((predictions - truth) ** 2))


@misconception("bias_variance", hint="Over which index does a point's variance run?")
def variance_over_all(predictions, truth):
    """The variance is that of all predictions together, points mixed."""
    bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return decomposed(bias, predictions.var())


@misconception(
    "bias_variance",
    hint="Is a row a training set or a point?",
    source="as many training sets as points hide it",
)
def rows_taken_for_points(predictions, truth):
    """Rows are taken for points where the shapes allow it."""
    if predictions.shape[0] == predictions.shape[1]:
        predictions = predictions.T
    bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return decomposed(bias, np.mean(predictions.var(axis=0)))


@misconception("bias_variance", hint="Is it a sum or a mean over the points?")
def summed_over_points(predictions, truth):
    """Both are summed over the points."""
    bias = np.sum((predictions.mean(axis=0) - truth) ** 2)
    return decomposed(bias, np.sum(predictions.var(axis=0)))


@misconception("bias_variance", hint="Is the variance a square?")
def standard_deviation(predictions, truth):
    """The standard deviation is returned for the variance."""
    bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    return decomposed(bias, np.mean(predictions.std(axis=0)))


@misconception("bias_variance", hint="In which order are the three asked for?")
def variance_first(predictions, truth):
    """The variance is returned before the bias."""
    bias = np.mean((predictions.mean(axis=0) - truth) ** 2)
    variance = np.mean(predictions.var(axis=0))
    return float(variance), float(bias), float(bias + variance)


@misconception("bias_variance", hint="Print the predictions after the call.")
def predictions_centred(predictions, truth):
    """The mean is subtracted from the predictions that were handed over."""
    mean = predictions.mean(axis=0)
    bias = np.mean((mean - truth) ** 2)
    variance = np.mean(predictions.var(axis=0))
    predictions -= mean.astype(predictions.dtype)
    return decomposed(bias, variance)
