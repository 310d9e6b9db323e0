"""Known mistakes in the seven schedules."""

import math

import numpy as np

from grader.diagnosis.misconception import misconception


def compounded(lr, t, factor, first=1):
    """Return a rate that is multiplied by factor(s) at every time up to t."""
    for s in range(first, t + 1):
        lr *= factor(s)
    return lr


# The root of time.


@misconception(
    "inverse_sqrt",
    hint="The slide's name and its formula differ. Which one is asked for?",
    source='S2, which calls it "1/t decay"',
)
def root_left_out(lr, t):
    """There is no root: it is the 1/t of the slide's name."""
    return lr / (t + 1)


@misconception(
    "inverse_sqrt",
    hint="What is the rate at t = 0?",
)
def root_plus_one(lr, t):
    """The 1 is added after the root, not under it."""
    return lr / (math.sqrt(t) + 1)


@misconception(
    "inverse_sqrt",
    hint="What is the rate at t = 0?",
    source="t counting from 1",
)
def root_of_t_alone(lr, t):
    """The root is of t, without the 1: at t = 0 there is no rate."""
    return lr / math.sqrt(t)


@misconception(
    "inverse_sqrt",
    hint="Is t = 0 the first time, or the time before it?",
    source="t counting from 1",
)
def root_of_a_later_time(lr, t):
    """One too many is added to t."""
    return lr / math.sqrt(t + 2)


@misconception(
    "inverse_sqrt",
    hint="What does the root contain?",
)
def rate_under_the_root(lr, t):
    """The rate is under the root as well."""
    return math.sqrt(lr / (t + 1))


@misconception(
    "inverse_sqrt",
    hint="Is lr the first rate, or the rate of the time before?",
    source="dividing the current rate again and again",
)
def root_compounded(lr, t):
    """The rate before is divided by the root, again and again."""
    return compounded(lr, t, lambda s: 1 / math.sqrt(s + 1))


@misconception(
    "inverse_sqrt",
    hint="What should the rate do as time goes by?",
)
def root_multiplied(lr, t):
    """The rate is multiplied by the root, and grows."""
    return lr * math.sqrt(t + 1)


@misconception(
    "inverse_sqrt",
    hint="What does your function give for lr = 3, without a point?",
    source="an array of the rate's type",
)
def root_in_integers(lr, t):
    """A rate that is an integer stays one: what follows the point is cut off."""
    return np.full(1, lr / math.sqrt(t + 1)).astype(np.asarray(lr).dtype)[0]


# 1/t.


@misconception(
    "hyperbolic",
    hint="Is lr the first rate, or the rate of the time before?",
    source="dividing the current rate again and again",
)
def hyperbola_compounded(lr, t, delta):
    """The rate before is divided by 1 + δt, again and again."""
    return compounded(lr, t, lambda s: 1 / (1 + delta * s))


@misconception(
    "hyperbolic",
    hint="What happens to t in your formula: is it a factor or an exponent?",
)
def hyperbola_as_a_power(lr, t, delta):
    """The rate is divided by (1 + δ)^t, which is an exponential decay."""
    return lr / (1 + delta) ** t


@misconception(
    "hyperbolic",
    hint="What is the rate at t = 1?",
    source="t counting from 1",
)
def hyperbola_of_the_time_before(lr, t, delta):
    """The time is counted from 1: t = 1 has the rate lr."""
    return lr / (1 + delta * (t - 1))


@misconception(
    "hyperbolic",
    hint="What is the rate at t = 0?",
    source="t counting from 1",
)
def hyperbola_of_the_time_after(lr, t, delta):
    """One is added to t: t = 0 has a smaller rate than lr."""
    return lr / (1 + delta * (t + 1))


@misconception(
    "hyperbolic",
    hint="Brackets: what does 1 + stand in front of?",
)
def hyperbola_without_brackets(lr, t, delta):
    """The brackets are missing: lr/1 plus δt, which grows."""
    return lr / 1 + delta * t


@misconception(
    "hyperbolic",
    hint="What is 1 // 4 in Python?",
    source="// for /",
)
def hyperbola_rounded_down(lr, t, delta):
    """The division rounds down, so that nearly every rate is 0."""
    return lr // (1 + delta * t)


@misconception(
    "hyperbolic",
    hint="What does δ multiply?",
)
def hyperbola_with_delta_outside(lr, t, delta):
    """The denominator is δ(1 + t): δ multiplies the 1 as well."""
    return lr / (delta * (1 + t)) if delta else math.inf


@misconception(
    "hyperbolic",
    hint="What is left of δ in your formula?",
)
def hyperbola_without_delta(lr, t, delta):
    """δ is not used."""
    return lr / (1 + t)


@misconception(
    "hyperbolic",
    hint="Can your rate become negative?",
)
def hyperbola_as_a_line(lr, t, delta):
    """The rate falls along a line, lr(1 - δt)."""
    return lr * (1 - delta * t)


# A power of time.


@misconception(
    "power",
    hint="Which of t and δ is the exponent?",
)
def power_turned_round(lr, t, delta):
    """Base and exponent are swapped: δ^t."""
    return lr / delta**t if delta else math.inf


@misconception(
    "power",
    hint="What is the rate at t = 1?",
    source="t counting from 0",
)
def power_of_the_time_after(lr, t, delta):
    """One is added to t: the first update has a smaller rate than lr."""
    return lr / (t + 1) ** delta


@misconception(
    "power",
    hint="What should the rate do as time goes by?",
)
def power_multiplied(lr, t, delta):
    """The rate is multiplied by the power, and grows."""
    return lr * t**delta


@misconception(
    "power",
    hint="Is lr the first rate, or the rate of the time before?",
    source="dividing the current rate again and again",
)
def power_compounded(lr, t, delta):
    """The rate before is divided by t^δ, again and again."""
    return compounded(lr, t, lambda s: 1 / s**delta)


@misconception(
    "power",
    hint="Is δ a factor or an exponent?",
)
def power_as_a_product(lr, t, delta):
    """δ is a factor of t, not its exponent."""
    return lr / (t * delta) if delta else math.inf


@misconception(
    "power",
    hint="Brackets: what is raised to δ?",
)
def rate_to_the_power(lr, t, delta):
    """The rate is raised to δ as well."""
    return (lr / t) ** delta


@misconception(
    "power",
    hint="What is left of δ in your formula?",
    source="the previous exercise",
)
def power_mixed_with_the_hyperbola(lr, t, delta):
    """It is the schedule before, lr/(1 + δt)."""
    return lr / (1 + delta * t)


# Fixed, then a power.


@misconception(
    "fixed_then_power",
    hint="How large is the jump after the fixed time?",
    source="a decay that counts the fixed updates, too",
)
def fixed_time_counted(lr, t, fixed, delta):
    """The power counts from t = 0, so that there is a jump at the end."""
    return lr if t <= fixed else lr / t**delta


@misconception(
    "fixed_then_power",
    hint="At t = fixed + 1, what do you raise to δ?",
    source="the 1 left out",
)
def fixed_one_time_too_long(lr, t, fixed, delta):
    """The power begins one time too late: t = fixed + 1 still has the rate lr."""
    return lr if t <= fixed else lr / (t - fixed) ** delta


@misconception(
    "fixed_then_power",
    hint="What is the rate at t = fixed?",
)
def fixed_one_time_too_short(lr, t, fixed, delta):
    """The power begins one time too early: t = fixed has less than lr."""
    return lr if t < fixed else lr / (t - fixed + 2) ** delta


@misconception(
    "fixed_then_power",
    hint="What is the rate at t = 1?",
)
def nothing_fixed(lr, t, fixed, delta):
    """There is no fixed time: the power begins at once."""
    return lr / (t + 1) ** delta


@misconception(
    "fixed_then_power",
    hint="Which of the two times comes first?",
)
def fixed_afterwards(lr, t, fixed, delta):
    """The rate falls at first and is fixed afterwards."""
    return lr / (min(t, fixed) + 1) ** delta


@misconception(
    "fixed_then_power",
    hint="Is lr the first rate, or the rate of the time before?",
    source="dividing the current rate again and again",
)
def fixed_then_compounded(lr, t, fixed, delta):
    """After the fixed time the rate before is divided, again and again."""
    return compounded(lr, t, lambda s: 1 / (s - fixed + 1) ** delta, fixed + 1)


@misconception(
    "fixed_then_power",
    hint="Which of the two schedules of the lecture follows the fixed time?",
    source="the other schedule of the slide",
)
def fixed_then_hyperbola(lr, t, fixed, delta):
    """After the fixed time it is the other schedule, lr/(1 + δ(t - fixed))."""
    return lr if t <= fixed else lr / (1 + delta * (t - fixed))


# Steps.


@misconception(
    "step_decay",
    hint="Which rates do t = 3 and t = 4 have if every is 5?",
    source="/ for //",
)
def steps_without_steps(lr, t, drop, every):
    """Nothing is rounded down, so that the rate falls at every time."""
    return lr * drop ** (t / every)


@misconception(
    "step_decay",
    hint="Does the first drop come at t = every, or before it?",
    source="round for floor",
)
def steps_rounded(lr, t, drop, every):
    """The exponent is rounded to the nearest: the drops come too early."""
    return lr * drop ** math.floor(t / every + 0.5)


@misconception(
    "step_decay",
    hint="What is the rate at t = 1?",
    source="ceil for floor",
)
def steps_rounded_up(lr, t, drop, every):
    """The exponent is rounded up: the first drop comes at t = 1."""
    return lr * drop ** math.ceil(t / every)


@misconception(
    "step_decay",
    hint="Which rate does t = every have?",
    source="t > every for t >= every",
)
def steps_one_late(lr, t, drop, every):
    """Each drop comes one time too late, after t = every."""
    return lr * drop ** max((t - 1) // every, 0)


@misconception(
    "step_decay",
    hint="Which rate does t = every - 1 have?",
    source="t counting from 1",
)
def steps_one_early(lr, t, drop, every):
    """Each drop comes one time too early."""
    return lr * drop ** ((t + 1) // every)


@misconception(
    "step_decay",
    hint="drop = 0.3: is that what is left, or what is lost?",
    source="another reading of the word",
    convention=True,
)
def share_that_is_lost(lr, t, drop, every):
    """The drop is taken for the share that is lost, so that 1 - drop is left."""
    return lr * (1 - drop) ** (t // every)


@misconception(
    "step_decay",
    hint="What is the rate after the second drop?",
    source="an if",
)
def one_drop_only(lr, t, drop, every):
    """There is one drop, and no other."""
    return lr * drop if t >= every else lr


@misconception(
    "step_decay",
    hint="What does the number of drops do: is it a factor or an exponent?",
)
def drops_as_a_factor(lr, t, drop, every):
    """The number of drops is a factor, not an exponent."""
    return lr * drop * (t // every)


@misconception(
    "step_decay",
    hint="How often do you multiply by drop up to t = every?",
    source="multiplying at every time",
)
def drop_every_time(lr, t, drop, every):
    """The rate drops at every time."""
    return lr * drop**t


@misconception(
    "step_decay",
    hint="What should the rate do if drop is below 1?",
)
def divided_by_the_drop(lr, t, drop, every):
    """The rate is divided by drop, and grows."""
    return lr / drop ** (t // every)


# The cosine.


@misconception(
    "cosine",
    hint="What is the rate after the end?",
    source="the min left out; a warm restart",
)
def cosine_comes_back(lr, t, total):
    """After the end the rate rises again."""
    return lr * (1 + math.cos(math.pi * t / total)) / 2


@misconception(
    "cosine",
    hint="What is the rate half-way, and at the end?",
    source="2π for π",
)
def whole_turn(lr, t, total):
    """The angle is a whole turn, so that the rate is back at lr in the end."""
    return lr * (1 + math.cos(2 * math.pi * min(t, total) / total)) / 2


@misconception(
    "cosine",
    hint="What is the rate at t = 0?",
)
def cosine_without_the_half(lr, t, total):
    """The ½ is missing: the rate begins at twice lr."""
    return lr * (1 + math.cos(math.pi * min(t, total) / total))


@misconception(
    "cosine",
    hint="What is the rate half-way?",
    source="1 + left out",
)
def cosine_without_the_one(lr, t, total):
    """The 1 is missing: the rate is negative from half-way on."""
    return lr * math.cos(math.pi * min(t, total) / total)


@misconception(
    "cosine",
    hint="Does your cosine take degrees or radians?",
)
def cosine_in_degrees(lr, t, total):
    """The angle is in degrees, but the cosine takes radians."""
    return lr * (1 + math.cos(180 * min(t, total) / total)) / 2


@misconception(
    "cosine",
    hint="At which t does your rate become 0?",
    source="total updates, the last of which is total - 1",
    convention=True,
)
def cosine_ends_one_early(lr, t, total):
    """The end is reached one time too early, at total - 1."""
    end = total - 1
    return lr * (1 + math.cos(math.pi * min(t, end) / end)) / 2


@misconception(
    "cosine",
    hint="How does the rate fall at first: slowly or quickly?",
)
def quarter_turn(lr, t, total):
    """It is a quarter of the cosine, which arrives at 0 at full speed."""
    return lr * math.cos(math.pi * min(t, total) / total / 2)


@misconception(
    "cosine",
    hint="Is there a cosine in your formula?",
)
def cosine_as_a_line(lr, t, total):
    """The rate falls along a straight line."""
    return lr * (1 - min(t, total) / total)


@misconception(
    "cosine",
    hint="What is the rate at t = 0?",
)
def cosine_uphill(lr, t, total):
    """The cosine is subtracted, so that the rate rises from 0 to lr."""
    return lr * (1 - math.cos(math.pi * min(t, total) / total)) / 2


@misconception(
    "cosine",
    hint="Is lr the first rate, or the rate of the time before?",
    source="multiplying the current rate again and again",
)
def cosine_compounded(lr, t, total):
    """The rate before is multiplied, again and again."""
    return compounded(
        lr, t, lambda s: (1 + math.cos(math.pi * min(s, total) / total)) / 2
    )


# The exponential.


@misconception(
    "exponential",
    hint="What should the rate do as time goes by?",
)
def exponential_growth(lr, t, k):
    """The sign of the exponent is missing: the rate grows."""
    return lr * math.exp(k * t)


@misconception(
    "exponential",
    family="another base",
    hint="What is the base of your power?",
)
def base_of_two(lr, t, k):
    """The base is 2, not e."""
    return lr * 2 ** (-k * t)


@misconception(
    "exponential",
    family="another base",
    hint="What is the base of your power?",
)
def base_of_ten(lr, t, k):
    """The base is 10, not e."""
    return lr * 10 ** (-k * t)


@misconception(
    "exponential",
    family="another base",
    hint="With k = 0, does the rate stay?",
    source="PyTorch's ExponentialLR, whose gamma is the factor itself",
    convention=True,
)
def factor_as_the_base(lr, t, k):
    """Here k is the factor by which the rate is multiplied, not a speed."""
    return lr * k**t


@misconception(
    "exponential",
    family="another base",
    hint="For small k your rate is nearly right. What is the limit of (1 - k)^(1/k)?",
    source="subtracting a share each time",
)
def share_subtracted(lr, t, k):
    """Each time a share k is subtracted, which is (1 - k)^t."""
    return lr * (1 - k) ** t


@misconception(
    "exponential",
    hint="Should a larger k mean a faster or a slower decay?",
    source="a time constant",
)
def time_constant(lr, t, k):
    """Here k is taken for a time: e^(-t/k)."""
    return lr * math.exp(-t / k) if k else 0.0


@misconception(
    "exponential",
    hint="Is lr the first rate, or the rate of the time before?",
    source="multiplying the current rate by e^(-kt) again and again",
)
def exponential_compounded(lr, t, k):
    """The rate before is multiplied by e^(-kt), again and again."""
    return compounded(lr, t, lambda s: math.exp(-k * s))


@misconception(
    "exponential",
    hint="What is the rate at t = 0?",
    source="t counting from 1",
)
def exponential_of_the_time_after(lr, t, k):
    """One is added to t: t = 0 has a smaller rate than lr."""
    return lr * math.exp(-k * (t + 1))
