"""Known mistakes in dense layers, forward and backward."""

import numpy as np

from grader.diagnosis.misconception import misconception

from .windows import floats

# ------------------------------------------------------------------------ dense_forward


@misconception(
    "dense_forward",
    hint="Here examples are rows and W has shape (inputs, outputs). Which index of W "
    "has to meet the features of x?",
    source="the slide's W xᵀ, with W of shape (outputs, inputs)",
    convention=True,
)
def dense_transposed_weights(x, W, b):
    """W is transposed: it is read as (outputs, inputs)."""
    x, W, b = floats(x, W, b)
    return x @ W.T + b


@misconception(
    "dense_forward",
    hint="What does the layer give for an input of zeros?",
)
def dense_without_bias(x, W, b):
    """The bias is left out."""
    x, W = floats(x, W)
    return x @ W


@misconception(
    "dense_forward",
    hint="Where does this layer end: before σ, or behind it?",
    source="the slide puts σ = ReLU around the layer",
)
def dense_with_relu(x, W, b):
    """A ReLU follows, though the layer ends before it."""
    x, W, b = floats(x, W, b)
    return np.maximum(x @ W + b, 0)


@misconception(
    "dense_forward",
    hint="Can an output of your layer be 5, or -3?",
    source="the slides' tanh network",
)
def dense_with_tanh(x, W, b):
    """A tanh follows, though the layer ends before it."""
    x, W, b = floats(x, W, b)
    return np.tanh(x @ W + b)


@misconception(
    "dense_forward",
    hint="Does a bias belong to an output or to an example? Compare the shapes of y "
    "and of what you add.",
)
def dense_bias_for_examples(x, W, b):
    """The bias is a column: each example has one instead of each output."""
    x, W, b = floats(x, W, b)
    return x @ W + b[:, None]


@misconception("dense_forward", hint="How often is each bias added? Try W = 0.")
def dense_bias_for_each_input(x, W, b):
    """The bias is added once for each input, inside of the sum."""
    x, W, b = floats(x, W, b)
    return x @ W + len(W) * b


@misconception("dense_forward", hint="Which rows of your answer know of the bias?")
def dense_bias_in_first_row(x, W, b):
    """The bias is added to the first example only."""
    x, W, b = floats(x, W, b)
    y = x @ W
    y[0] += b
    return y


@misconception(
    "dense_forward",
    hint="What is the dtype of the array that you write your results into, if x "
    "holds integers?",
)
def dense_in_the_type_of_x(x, W, b):
    """The result takes the type of x, and integers lose the decimals."""
    y = np.zeros((len(x), W.shape[1]), dtype=x.dtype)
    y[...] = x @ W + b
    return y


# ----------------------------------------------------------------------- dense_backward


def _right(x, W, dy):
    x, W, dy = floats(x, W, dy)
    return dy @ W.T, x.T @ dy, dy.sum(axis=0)


@misconception(
    "dense_backward",
    hint="y[n, o] contains x[n, i] times W[i, o]. Over which index of W do you sum for "
    "dx[n, i]?",
    source="a transpose that only square layers forgive",
)
def dense_dx_without_transpose(x, W, b, dy):
    """The gradient dx is dy W instead of dy Wᵀ."""
    x, W, dy = floats(x, W, dy)
    return dy @ W, x.T @ dy, dy.sum(axis=0)


@misconception(
    "dense_backward",
    hint="Which shape has dW, and which index of it belongs to the inputs?",
    source="the other order, W of shape (outputs, inputs)",
    convention=True,
)
def dense_dw_transposed(x, W, b, dy):
    """The gradient dW is transposed: dyᵀ x, of shape (outputs, inputs)."""
    dx, dW, db = _right(x, W, dy)
    return dx, dW.T, db


@misconception("dense_backward", hint="dW = xᵀ dy: which of the two is transposed?")
def dense_dw_without_transpose(x, W, b, dy):
    """The gradient dW is x dy, without the transpose."""
    x, W, dy = floats(x, W, dy)
    return dy @ W.T, x @ dy, dy.sum(axis=0)


@misconception(
    "dense_backward",
    hint="The same bias is added to every example. How many gradients meet in it?",
    source="deep-learning forums: db is not summed over the batch",
)
def dense_db_not_summed(x, W, b, dy):
    """The gradient db is dy itself: it is not summed over the examples."""
    dx, dW, _ = _right(x, W, dy)
    return dx, dW, np.array(dy, dtype=np.float64)


@misconception("dense_backward", hint="Is 1/N in your formula, or in dy already?")
def dense_db_averaged(x, W, b, dy):
    """The gradient db is the mean over the examples instead of their sum."""
    dx, dW, db = _right(x, W, dy)
    return dx, dW, db / len(dy)


@misconception(
    "dense_backward",
    hint="If the loss is a mean, where is its 1/N by the time dy gets here?",
    source="1/N applied once more, as in many courses whose dy lacks it",
)
def dense_divided_by_n(x, W, b, dy):
    """The gradients dW and db are divided by N, though a mean is in dy already."""
    dx, dW, db = _right(x, W, dy)
    return dx, dW / len(dy), db / len(dy)


@misconception("dense_backward", hint="Which axis of dy are the examples?")
def dense_db_over_outputs(x, W, b, dy):
    """The gradient db is summed over the outputs instead of over the examples."""
    dx, dW, _ = _right(x, W, dy)
    return dx, dW, np.sum(dy, axis=1, dtype=np.float64)


@misconception("dense_backward", hint="Compare the shapes of b and of your db.")
def dense_db_as_a_row(x, W, b, dy):
    """The gradient db keeps the summed axis: its shape is (1, outputs)."""
    dx, dW, db = _right(x, W, dy)
    return dx, dW, db[None]


@misconception("dense_backward", hint="Is there one bias, or one for each output?")
def dense_db_one_number(x, W, b, dy):
    """The gradient db is a single number, the sum of all of dy."""
    dx, dW, db = _right(x, W, dy)
    return dx, dW, float(db.sum())


@misconception("dense_backward", hint="In which order are the three asked for?")
def dense_dx_last(x, W, b, dy):
    """The gradients come in another order: dW, db, dx."""
    dx, dW, db = _right(x, W, dy)
    return dW, db, dx


@misconception(
    "dense_backward",
    hint="What happens in your loop over the examples to what the earlier ones gave?",
)
def dense_dw_of_the_last_example(x, W, b, dy):
    """The gradients dW and db hold what the last example gives: = stands for +=."""
    dx, _, _ = _right(x, W, dy)
    x, dy = floats(x, dy)
    return dx, np.outer(x[-1], dy[-1]), dy[-1]


@misconception(
    "dense_backward",
    hint="Is there a ReLU in this layer, through which dy would have to go?",
)
def dense_dy_through_relu(x, W, b, dy):
    """The given dy is set to 0 where y is negative, as if a ReLU followed."""
    x, W, b, dy = floats(x, W, b, dy)
    return _right(x, W, dy * (x @ W + b > 0))


@misconception(
    "dense_backward",
    hint="What does zeros_like make of an array of integers, and what remains of 0.5 "
    "in it?",
)
def dense_gradients_in_their_types(x, W, b, dy):
    """The gradients take the types of x, W and b, and integers lose the decimals."""
    grads = _right(x, W, dy)
    return tuple(
        each.astype(like.dtype) for each, like in zip(grads, (x, W, b), strict=True)
    )
