"""What a submission may use up."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much time, memory and output a submission gets; printed in handouts."""

    load_seconds: float = 20.0
    """CPU time for loading."""
    call_seconds: float = 2.0
    """CPU time for one call, or one item of a batch."""
    check_seconds: float = 10.0
    """CPU time for one check."""
    submission_seconds: float = 60.0
    """CPU time for everything together."""
    wall_factor: float = 3.0
    """A deadline on the clock is this many times the CPU time, plus a second."""
    memory_mib: int = 1024
    """Memory above what the worker itself has."""
    box_mib: int = 32
    """Files in the box."""
    output_bytes: int = 64 * 1024
    """Printed text that is kept, per call."""
    flood_bytes: int = 32 * MIB
    """Printed text after which a worker is stopped."""
    replacements: int = 20
    """Workers that may be lost before the submission is given up."""

    def wall(self, seconds: float) -> float:
        """Return the deadline on the clock that belongs to an amount of CPU time."""
        return self.wall_factor * seconds + 1.0
