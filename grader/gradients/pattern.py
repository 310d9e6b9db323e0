"""Ways in which a gradient is wrong, and a finding of one."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Pattern(StrEnum):
    """A way in which a block, or all blocks together, are wrong."""

    NOT_FINITE = "not finite"
    ZERO = "all zero"
    TRANSPOSED = "transposed"
    FEW = "few entries"
    RATIO = "constant ratio"
    SHIFT = "regulariser"
    SIGN = "sign of the parameter"
    PERMUTED = "permuted"
    SLICES = "rows or columns"
    UNKNOWN = "unknown"
    SAME_RATIO = "same ratio everywhere"
    BIASES = "only the biases"
    ONE_BLOCK = "only one block"
    EARLIER_LAYERS = "earlier layers"


@dataclass(frozen=True, slots=True)
class Finding:
    """A pattern that fits, in words and numbers."""

    block: str
    """The block; empty for what several have in common."""
    pattern: Pattern
    """What it is."""
    sentence: str
    """What it is, with its numbers."""
    numbers: tuple[tuple[str, float], ...]
    """These numbers by name."""
    residual: float
    """The share of the block that the pattern leaves unexplained."""

    def get(self, name: str) -> float:
        """Return a number by its name."""
        return dict(self.numbers)[name]


def finding(
    block: str,
    pattern: Pattern,
    sentence: str,
    residual: float = 0.0,
    **numbers: float,
) -> Finding:
    """Return a finding."""
    return Finding(block, pattern, sentence, tuple(numbers.items()), residual)
