"""Known mistakes in exercises 8 to 10: the quadratic model and what it recommends."""

import numpy as np

from grader.diagnosis.misconception import misconception


def terms(g, H, v):
    """Return gᵀv and vᵀHv."""
    g, H, v = (np.array(each, dtype=float) for each in (g, H, v))
    return g @ v, v @ H @ v


# The quadratic model.


@misconception(
    "taylor_model",
    family="the factors",
    hint="What does your model give for f(x) = x² around 0?",
)
def half_forgotten(f0, g, H, v):
    """The ½ before the curvature is missing."""
    slope, bend = terms(g, H, v)
    return f0 + slope + bend


@misconception(
    "taylor_model",
    family="the factors",
    hint="Which of the terms are halved?",
)
def both_halved(f0, g, H, v):
    """The slope is halved together with the curvature."""
    slope, bend = terms(g, H, v)
    return f0 + (slope + bend) / 2


@misconception(
    "taylor_model",
    family="the factors",
    hint="What does your model give for a linear function?",
)
def slope_subtracted(f0, g, H, v):
    """The slope is subtracted, as if v were a step of descent."""
    slope, bend = terms(g, H, v)
    return f0 - slope + bend / 2


@misconception(
    "taylor_model",
    family="the factors",
    hint="What does your model give for f(x) = x² around 0?",
)
def curvature_subtracted(f0, g, H, v):
    """The curvature is subtracted."""
    slope, bend = terms(g, H, v)
    return f0 + slope - bend / 2


@misconception(
    "taylor_model",
    family="terms that are missing",
    hint="What does your model give where v is 0?",
)
def change_only(f0, g, H, v):
    """The value at the point is missing, so that only the change is returned."""
    del f0
    slope, bend = terms(g, H, v)
    return slope + bend / 2


@misconception(
    "taylor_model",
    family="terms that are missing",
    hint="Of which order is the model that is asked for?",
)
def first_order_only(f0, g, H, v):
    """The curvature is missing."""
    slope, _ = terms(g, H, v)
    return f0 + slope


@misconception(
    "taylor_model",
    family="terms that are missing",
    hint="Is the gradient 0 at the point?",
)
def slope_missing(f0, g, H, v):
    """The slope is missing, as if the point were a critical one."""
    _, bend = terms(g, H, v)
    return f0 + bend / 2


@misconception(
    "taylor_model",
    family="how matrix and vectors are multiplied",
    hint="What do the entries of H beside the diagonal do in vᵀHv?",
)
def diagonal_in_the_model(f0, g, H, v):
    """Only the diagonal of H is used."""
    slope, bend = terms(g, np.diag(np.diag(H)), v)
    return f0 + slope + bend / 2


@misconception(
    "taylor_model",
    family="how matrix and vectors are multiplied",
    hint="How often does H_12 v_1 v_2 stand in vᵀHv?",
)
def mixed_once_in_the_model(f0, g, H, v):
    """Each mixed term is counted once instead of twice."""
    slope, bend = terms(g, np.triu(H), v)
    return f0 + slope + bend / 2


@misconception(
    "taylor_model",
    family="how matrix and vectors are multiplied",
    hint="Which two vectors stand around H?",
)
def gradient_around_h(f0, g, H, v):
    """The curvature is taken along the gradient, not along v."""
    slope, _ = terms(g, H, v)
    return f0 + slope + terms(g, H, g)[1] / 2


@misconception(
    "taylor_model",
    family="how matrix and vectors are multiplied",
    hint="Is the model a number or a vector?",
)
def not_summed(f0, g, H, v):
    """Products are taken entry by entry and not added up."""
    g, H, v = (np.array(each, dtype=float) for each in (g, H, v))
    return f0 + g * v + v * (H @ v) / 2


@misconception(
    "taylor_model",
    hint="Call your function with integers whose vᵀHv is odd: what becomes of the ½?",
)
def half_of_integers(f0, g, H, v):
    """The ½ is a division of integers, if they are integers."""
    g, H, v = (np.asarray(each) for each in (g, H, v))
    bend = v @ H @ v
    whole = np.asarray(bend).dtype.kind in "iu"
    return f0 + g @ v + (bend // 2 if whole else bend / 2)


@misconception(
    "taylor_model",
    hint="Print g after your function has returned.",
)
def gradient_overwritten(f0, g, H, v):
    """½ H v is added to the array g itself."""
    slope, bend = terms(g, H, v)
    given = np.asarray(g, dtype=float)
    given += np.array(H, dtype=float) @ np.array(v, dtype=float) / 2
    return f0 + slope + bend / 2


# The prediction for a gradient step.


@misconception(
    "quadratic_prediction",
    family="the factors",
    hint="Put v = -eps g into ½ vᵀHv: what is left before gᵀHg?",
)
def half_forgotten_here(f0, g, H, eps):
    """The ½ before the curvature is missing."""
    square, bend = terms(g, H, g)
    return f0 - eps * square + eps**2 * bend


@misconception(
    "quadratic_prediction",
    family="the factors",
    hint="Put v = -eps g into vᵀHv: how often does eps come out?",
)
def rate_not_squared(f0, g, H, eps):
    """The rate is not squared in the last term."""
    square, bend = terms(g, H, g)
    return f0 - eps * square + eps * bend / 2


@misconception(
    "quadratic_prediction",
    family="the factors",
    hint="Is the ½ squared along with the rate?",
)
def half_squared_as_well(f0, g, H, eps):
    """The ½ is squared together with the rate."""
    square, bend = terms(g, H, g)
    return f0 - eps * square + (eps / 2) ** 2 * bend


@misconception(
    "quadratic_prediction",
    family="the factors",
    hint="Which way does a step of gradient descent go?",
)
def step_uphill(f0, g, H, eps):
    """The slope is added, as if the step went uphill."""
    square, bend = terms(g, H, g)
    return f0 + eps * square + eps**2 * bend / 2


@misconception(
    "quadratic_prediction",
    family="the factors",
    hint="(-eps)²: which sign is that?",
)
def curvature_gained(f0, g, H, eps):
    """The curvature is subtracted."""
    square, bend = terms(g, H, g)
    return f0 - eps * square - eps**2 * bend / 2


@misconception(
    "quadratic_prediction",
    family="what is multiplied",
    hint="Is gᵀg the length of g or its square?",
)
def length_of_the_gradient(f0, g, H, eps):
    """The length of the gradient is taken instead of its square."""
    square, bend = terms(g, H, g)
    return f0 - eps * np.sqrt(square) + eps**2 * bend / 2


@misconception(
    "quadratic_prediction",
    family="what is multiplied",
    hint="Is the step of unit length?",
)
def curvature_per_length(f0, g, H, eps):
    """The directional curvature is taken, gᵀHg divided by gᵀg."""
    square, bend = terms(g, H, g)
    return f0 - eps * square + eps**2 * bend / square / 2


@misconception(
    "quadratic_prediction",
    family="what is multiplied",
    hint="How far does a step of gradient descent go, if g is long?",
)
def step_of_unit_length(f0, g, H, eps):
    """The gradient is scaled to length 1 before the step."""
    square, bend = terms(g, H, g)
    return f0 - eps * np.sqrt(square) + eps**2 * bend / square / 2


@misconception(
    "quadratic_prediction",
    family="what is multiplied",
    hint="What do the entries of H beside the diagonal do in gᵀHg?",
)
def diagonal_in_the_prediction(f0, g, H, eps):
    """Only the diagonal of H is used."""
    square, bend = terms(g, np.diag(np.diag(H)), g)
    return f0 - eps * square + eps**2 * bend / 2


@misconception(
    "quadratic_prediction",
    family="what is multiplied",
    hint="How often does H_12 g_1 g_2 stand in gᵀHg?",
)
def mixed_once_in_the_prediction(f0, g, H, eps):
    """Each mixed term is counted once instead of twice."""
    square, bend = terms(g, np.triu(H), g)
    return f0 - eps * square + eps**2 * bend / 2


@misconception(
    "quadratic_prediction",
    family="terms that are missing",
    hint="What does your prediction give for a rate of nearly 0?",
)
def change_of_the_step_only(f0, g, H, eps):
    """The value at the point is missing, so that only the change is returned."""
    del f0
    square, bend = terms(g, H, g)
    return -eps * square + eps**2 * bend / 2


@misconception(
    "quadratic_prediction",
    family="terms that are missing",
    hint="What does curvature take back?",
)
def slope_promises_only(f0, g, H, eps):
    """The curvature is missing."""
    square, _ = terms(g, H, g)
    return f0 - eps * square


@misconception(
    "quadratic_prediction",
    hint="Call your function with integers: what becomes of the ½?",
)
def half_of_integers_here(f0, g, H, eps):
    """The ½ is a division of integers, if they are integers."""
    g, H = np.asarray(g), np.asarray(H)
    bend = g @ H @ g * eps**2
    whole = np.asarray(bend).dtype.kind in "iu"
    return f0 - eps * (g @ g) + (bend // 2 if whole else bend / 2)


@misconception(
    "quadratic_prediction",
    hint="Print g after your function has returned.",
)
def gradient_scaled_in_place(f0, g, H, eps):
    """The array g itself is multiplied by the rate."""
    square, bend = terms(g, H, g)
    given = np.asarray(g, dtype=float)
    given *= -eps
    return f0 - eps * square + eps**2 * bend / 2


# The best step.


def best(over, bend):
    """Return a ratio, and inf without positive curvature."""
    return over / bend if bend > 0 else np.inf


@misconception(
    "best_step",
    family="which ratio",
    hint="What is your answer for f(x) = 2x², whose curvature is 4?",
)
def curvature_for_rate(g, H):
    """The ratio is upside down: it is the curvature itself."""
    square, bend = terms(g, H, g)
    return bend / square if bend > 0 else np.inf


@misconception(
    "best_step",
    family="which ratio",
    hint="Is gᵀg the length of g or its square?",
)
def length_over_curvature(g, H):
    """The length of the gradient is taken instead of its square."""
    square, bend = terms(g, H, g)
    return best(np.sqrt(square), bend)


@misconception(
    "best_step",
    family="which ratio",
    hint="Set the derivative of the prediction to 0: where does the ½ go?",
)
def half_the_best_step(g, H):
    """The ½ of the prediction is left in, upside down."""
    square, bend = terms(g, H, g)
    return best(square, 2 * bend)


@misconception(
    "best_step",
    family="which ratio",
    hint="Set the derivative of the prediction to 0: where does the ½ go?",
    source="where the prediction is as high as it was",
)
def twice_the_best_step(g, H):
    """The rate is taken at which the prediction is back where it was."""
    square, bend = terms(g, H, g)
    return best(2 * square, bend)


@misconception(
    "best_step",
    family="which curvature",
    hint="Is that the best rate along g, or a safe one along every direction?",
)
def one_over_the_largest(g, H):
    """It is 1/λ_max, whatever g is."""
    _, bend = terms(g, H, g)
    largest = np.linalg.eigvalsh(np.array(H, dtype=float)).max()
    return best(1 / largest if largest else 0.0, bend)


@misconception(
    "best_step",
    family="which curvature",
    hint="What do the entries of H beside the diagonal do in gᵀHg?",
)
def diagonal_along_g(g, H):
    """Only the diagonal of H is used."""
    square, bend = terms(g, np.diag(np.diag(H)), g)
    return best(square, bend)


@misconception(
    "best_step",
    family="which curvature",
    hint="How often does H_12 g_1 g_2 stand in gᵀHg?",
)
def mixed_once_along_g(g, H):
    """Each mixed term is counted once instead of twice."""
    square, bend = terms(g, np.triu(H), g)
    return best(square, bend)


@misconception(
    "best_step",
    family="which curvature",
    hint="Is gᵀHg the length of Hg?",
)
def length_of_hg(g, H):
    """The length of Hg stands for the curvature."""
    g, H = (np.array(each, dtype=float) for each in (g, H))
    _, bend = terms(g, H, g)
    return best(np.linalg.norm(g), np.linalg.norm(H @ g)) if bend > 0 else np.inf


@misconception(
    "best_step",
    family="no positive curvature",
    hint="What does a negative rate do?",
)
def rate_below_zero(g, H):
    """Against negative curvature the ratio is returned, a step uphill."""
    square, bend = terms(g, H, g)
    return square / bend if bend else np.inf


@misconception(
    "best_step",
    family="no positive curvature",
    hint="Where the model falls for ever, which rate is the best?",
)
def curvature_by_size(g, H):
    """Against negative curvature the size of the ratio is returned."""
    square, bend = terms(g, H, g)
    return square / abs(bend) if bend else np.inf


@misconception(
    "best_step",
    family="no positive curvature",
    hint="Where the model falls for ever, which rate is the best?",
)
def no_step_then(g, H):
    """Without positive curvature the rate is 0."""
    square, bend = terms(g, H, g)
    return square / bend if bend > 0 else 0.0


@misconception(
    "best_step",
    family="no positive curvature",
    hint="Where the model falls for ever, which rate is the best?",
)
def nothing_then(g, H):
    """Without positive curvature the answer is None."""
    square, bend = terms(g, H, g)
    return square / bend if bend > 0 else None


@misconception(
    "best_step",
    family="no positive curvature",
    hint="What is your answer where gᵀHg is exactly 0?",
)
def zero_not_caught(g, H):
    """Curvature of exactly 0 is divided by."""
    square, bend = terms(g, H, g)
    with np.errstate(all="ignore"):
        ratio = np.float64(square) / np.float64(bend)
    return np.inf if bend < 0 else ratio


@misconception(
    "best_step",
    family="no positive curvature",
    hint="Which curvature counts: that of every direction, or that along g?",
)
def definite_only(g, H):
    """It is inf as soon as H is not positive definite."""
    square, bend = terms(g, H, g)
    lam = np.linalg.eigvalsh(np.array(H, dtype=float))
    return best(square, bend) if lam.min() > 0 else np.inf


@misconception(
    "best_step",
    hint="Call your function with integers: is the ratio a whole number?",
)
def ratio_of_integers(g, H):
    """The ratio is a division of integers, if they are integers."""
    g, H = np.asarray(g), np.asarray(H)
    square, bend = g @ g, g @ H @ g
    if bend <= 0:
        return np.inf
    whole = np.asarray(bend).dtype.kind in "iu"
    return square // bend if whole else square / bend


@misconception(
    "best_step",
    hint="Print g after your function has returned.",
)
def gradient_normalised_in_place(g, H):
    """The array g itself is divided by its length."""
    square, bend = terms(g, H, g)
    given = np.asarray(g, dtype=float)
    given /= np.sqrt(square) or 1.0
    return best(square, bend)
