"""What can be said of a gradient, and how bad it is."""

from enum import StrEnum, unique


@unique
class Verdict(StrEnum):
    """The verdict on an entry, a block or a whole gradient."""

    PASS = "pass"  # noqa: S105 - no password
    """It agrees with the loss."""
    KINK = "pass at a kink"
    """The loss has a kink here, and it lies between the slopes of the two sides."""
    FAIL = "fail"
    """It does not agree with the loss, and several step sizes say so."""
    INCONCLUSIVE = "inconclusive"
    """The loss is not smooth or not exact enough to tell; nobody's fault."""
    NONDETERMINISTIC = "nondeterministic"
    """The same point twice gave two losses or two gradients."""
    LOSS_RAISES = "loss raises"
    """The loss has no value at the point: it raises an exception."""
    GRADIENT_RAISES = "gradient raises"
    """The gradient raises an exception."""
    LOSS_NOT_A_NUMBER = "loss is not a number"
    """The loss returns something else than one real number."""
    LOSS_NOT_FINITE = "loss is not finite"
    """The loss is inf or nan at the point."""
    GRADIENT_NOT_FINITE = "gradient is not finite"
    """The gradient has inf or nan."""
    WRONG_SHAPE = "wrong shape"
    """The gradient has not the structure and the shapes of the point."""

    @property
    def mark(self) -> str:
        """Return one character for tables."""
        match self:
            case Verdict.PASS | Verdict.KINK:
                return "✓"
            case Verdict.INCONCLUSIVE | Verdict.NONDETERMINISTIC:
                return "?"
            case _:
                return "✗"

    @property
    def accepts(self) -> bool:
        """Say whether the gradient was found right."""
        return self in {Verdict.PASS, Verdict.KINK}

    @property
    def blames(self) -> bool:
        """Say whether something was found wrong with loss or gradient."""
        return self.mark == "✗"


@unique
class Severity(StrEnum):
    """How wrong a failing gradient is: what is detected need not cost marks."""

    NONE = "none"
    """Nothing was found wrong."""
    NEGLIGIBLE = "negligible"
    """Relative error up to 1e-6."""
    SLIGHT = "slight"
    """Up to 1e-4: an ε that stands in another place."""
    MINOR = "minor"
    """Up to 1e-2."""
    WRONG = "wrong"
    """More than that, or no gradient at all."""


def severity_of(relative_error: float) -> Severity:
    """Return how bad the worst relative error of a failing entry is."""
    if relative_error <= 1e-6:
        return Severity.NEGLIGIBLE
    if relative_error <= 1e-4:
        return Severity.SLIGHT
    return Severity.MINOR if relative_error <= 1e-2 else Severity.WRONG


def combine(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict on the whole, given those on its parts."""
    for verdict in (Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.KINK):
        if verdict in verdicts:
            return verdict
    return Verdict.PASS
