"""What a check found, in plain numbers."""

from dataclasses import dataclass

import numpy as np

from grader.gradients.layout import Array
from grader.gradients.rendering import entry_name, harmless, number
from grader.gradients.verdict import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """One checked entry of a gradient."""

    index: tuple[int, ...]
    """Where it stands in its block."""
    verdict: Verdict
    """The verdict on it."""
    got: float
    """What the gradient says."""
    numeric: float
    """What the loss says; nan where no step was usable."""
    uncertainty: float
    """How wrong the numeric value may be."""
    steps: tuple[float, float]
    """The longest and the shortest step behind it."""
    sides: tuple[float, float] | None = None
    """At a kink the slopes of the two sides, the smaller one first."""

    @property
    def gap(self) -> float:
        """Return how far the two values are apart."""
        return abs(self.got - self.numeric)

    @property
    def relative_error(self) -> float:
        """Return the gap as a share of the larger value; 0 for two zeros."""
        size = max(abs(self.got), abs(self.numeric))
        return self.gap / size if size else 0.0

    def __str__(self) -> str:
        """Return both values with the uncertainty and the steps."""
        return _entry_text(self)


@dataclass(frozen=True, slots=True)
class Direction:
    """One checked direction through a large block."""

    verdict: Verdict
    """The verdict along it."""
    got: float
    """The slope that the gradient claims."""
    numeric: float
    """The slope of the loss."""
    uncertainty: float
    """How wrong that may be."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a gradient."""

    name: str
    """What it is called; any text, escaped only where it is shown."""
    shape: tuple[int, ...]
    """Its shape."""
    verdict: Verdict
    """The verdict on it."""
    entries: tuple[Entry, ...]
    """The entries that were checked: all of them in a small block."""
    directions: tuple[Direction, ...]
    """The directions that were checked, in a large block."""
    evaluations: int
    """Evaluations of the loss for this block alone."""
    suspects: tuple[int, int] | None = None
    """Entries, counted row by row, among which a wrong one is, where noise hides it."""

    @property
    def size(self) -> int:
        """Return how many entries the block has."""
        return int(np.prod(self.shape))

    @property
    def failing(self) -> tuple[Entry, ...]:
        """Return the entries that are wrong, those that are most so first."""
        wrong = [e for e in self.entries if e.verdict is Verdict.FAIL]
        return tuple(sorted(wrong, key=lambda e: -e.gap))

    @property
    def worst(self) -> tuple[Entry, ...]:
        """Return up to five entries: wrong ones, else those furthest off."""
        known = [e for e in self.entries if e.numeric == e.numeric]
        return (self.failing or tuple(sorted(known, key=lambda e: -e.gap)))[:5]

    @property
    def relative_error(self) -> float:
        """Return |got - numeric| / max(|got|, |numeric|) over the known entries."""
        known = [e for e in self.entries if e.numeric == e.numeric]
        got = np.array([e.got for e in known])
        numeric = np.array([e.numeric for e in known])
        size = max(float(np.linalg.norm(got)), float(np.linalg.norm(numeric)))
        return float(np.linalg.norm(got - numeric)) / size if size else 0.0

    @property
    def got(self) -> Array:
        """Return the claimed values in the block's shape; nan where not checked."""
        return self._fill([e.got for e in self.entries])

    @property
    def numeric(self) -> Array:
        """Return the values of the loss in the block's shape; nan where unknown."""
        return self._fill([e.numeric for e in self.entries])

    @property
    def uncertainty(self) -> Array:
        """Return how wrong `numeric` may be; nan where not checked."""
        return self._fill([e.uncertainty for e in self.entries])

    def _fill(self, values: list[float]) -> Array:
        array = np.full(self.shape, np.nan)
        for entry, value in zip(self.entries, values, strict=True):
            array[entry.index] = value
        return array


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """The outcome of a check; printed it is a table."""

    verdict: Verdict
    """The verdict on the whole gradient."""
    severity: Severity
    """How wrong it is."""
    blocks: tuple[Block, ...]
    """The blocks in their order; none if the check could not begin."""
    notes: tuple[str, ...]
    """What else is to be said, in full sentences."""
    loss: float
    """The loss at the point; nan if it has none."""
    noise_floor: float
    """Differences of the loss below this mean nothing; nan if it was not measured."""
    evaluations: int
    """Evaluations of the loss."""

    def __getitem__(self, name: str) -> Block:
        """Return the block of this name."""
        for block in self.blocks:
            if block.name == name:
                return block
        raise KeyError(name)

    def __str__(self) -> str:
        """Return a table with a line for each block."""
        return _text(self)

    def __repr__(self) -> str:
        """Return the table too: this is what a notebook shows."""
        return _text(self)


def _entry_text(entry: Entry) -> str:
    """Return both values, the uncertainty and the steps that agree on it."""
    yours = f"yours {number(entry.got)}"
    if entry.numeric != entry.numeric:
        return f"{yours}, numeric unknown: no two steps agree"
    if entry.sides is not None:
        low, high = map(number, entry.sides)
        return (
            f"{yours}, but the slopes of the two sides of a kink are {low} and {high}"
        )
    coarse, fine = entry.steps
    return (
        f"{yours}, numeric {number(entry.numeric)} ± {number(entry.uncertainty, 2)} "
        f"(steps {number(coarse, 2)} … {number(fine, 2)})"
    )


def _text(check: GradientCheck) -> str:
    """Return the whole check: a headline, a line for each block, and the notes."""
    severity = "" if check.severity is Severity.NONE else f" ({check.severity})"
    headline = f"gradient check: {check.verdict}{severity}"
    width = max((len(harmless(block.name)) for block in check.blocks), default=0)
    lines = [_block_text(block, width) for block in check.blocks]
    cost = f"{check.evaluations} evaluations of the loss"
    if check.noise_floor == check.noise_floor:
        cost += f", noise floor {number(check.noise_floor, 2)}"
    return "\n".join([headline, *lines, *check.notes, cost])


def _block_text(block: Block, width: int) -> str:
    name = harmless(block.name).ljust(width)
    line = f"  {name} {block.verdict.mark} {_count(block)}"
    if block.verdict is Verdict.FAIL and block.failing:
        worst = block.failing[0]
        line += f"; worst {entry_name(block.name, worst.index)}: {worst}"
    elif block.verdict is Verdict.FAIL and block.suspects:
        low, high = block.suspects
        line += f"; entries {low} to {high - 1} are wrong as a group"
    elif block.verdict is Verdict.INCONCLUSIVE:
        unclear = [e for e in block.entries if e.verdict is Verdict.INCONCLUSIVE]
        if unclear:
            line += f"; {entry_name(block.name, unclear[0].index)}: {unclear[0]}"
    return line


def _count(block: Block) -> str:
    checked = len(block.entries)
    wrong = sum(e.verdict is Verdict.FAIL for e in block.entries)
    unclear = sum(e.verdict is Verdict.INCONCLUSIVE for e in block.entries)
    kinks = sum(e.verdict is Verdict.KINK for e in block.entries)
    noun = "entry" if block.size == 1 else "entries"
    of = f"{checked}/{block.size} {noun}"
    parts = [f"{wrong} of {of} wrong"] if wrong else [of]
    if unclear:
        parts.append(f"{unclear} unclear")
    if kinks:
        parts.append(f"{kinks} at a kink")
    if block.directions:
        parts.append(f"{len(block.directions)} directions")
    return ", ".join(parts)
