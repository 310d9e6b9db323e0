"""Assignment 06: the ideal qualities of an activation, and which has them."""

_QUALITIES = (
    "nonlinear",
    "continuously_differentiable",
    "zero_centred",
    "saturates",
    "bounded",
    "monotone",
)

_TABLE = {
    "linear": (False, True, True, False, False, True),
    "sigmoid": (True, True, False, True, True, True),
    "tanh": (True, True, True, True, True, True),
    "relu": (True, False, False, False, False, True),
    "leaky_relu": (True, False, False, False, False, True),
    "prelu": (True, False, False, False, False, True),
    "elu": (True, True, False, False, False, True),
}


def properties(name: str) -> dict[str, bool]:
    """Return which qualities the activation called name has.

    Formula, each quality being true if and only if::

        nonlinear                    f(x) = a x + c holds for no a and c
        continuously_differentiable  f' exists everywhere and is continuous
        zero_centred                 f(-x) = -f(x) for every x (f is odd)
        saturates                    f'(x) → 0 for x → -∞ and also for x → ∞
        bounded                      |f(x)| ≤ B for some B and every x
        monotone                     f never falls: f(x) ≤ f(y) whenever x < y

    Convention:
        Zero-centred means odd, so that inputs centred at 0 give outputs centred at 0;
        negative values alone (leaky ReLU, ELU) are not enough. An activation
        saturates if its gradient fades at both ends: S1 says of ReLU that it does
        not, though it is flat on the left; the ELU paper calls the left end of ELU
        saturation. Monotone includes flat stretches.

    Edge cases:
        The names are linear (with a = 1, c = 0), sigmoid, tanh, relu, leaky_relu
        (slope 0.01), prelu (alpha 0.25) and elu (alpha 1); any other name is a
        ValueError that lists them. The values are True and False. The dict is a new
        one at every call.

    Source:
        S1, slide "What are Ideal qualities of an activation function" and the slides
        of each activation.

    By hand:
        ReLU is 0 on the left and x on the right: bent at 0, not odd, of slope 1 and
        without bound on the right, never falling:

        >>> [quality for quality, holds in properties("relu").items() if holds]
        ['nonlinear', 'monotone']

    """
    if name not in _TABLE:
        raise ValueError(f"name must be one of {', '.join(_TABLE)}; got {name!r}.")
    return dict(zip(_QUALITIES, _TABLE[name], strict=True))
