"""What every optimizer is: two pure functions on an immutable state."""

from typing import Protocol, TypeVar

from reference.arrays import Array

State = TypeVar("State")


class Optimizer(Protocol[State]):
    """A rule that turns gradients into steps.

    The step carries its sign: the caller adds it to the point. Nothing is changed in
    place, so a state may be kept, compared and replayed.
    """

    def init(self, x: Array) -> State:
        """Return the state before the first update at x."""
        ...

    def update(self, g: Array, state: State) -> tuple[Array, State]:
        """Return the step that gradient g asks for, and the state after it."""
        ...
