"""What travels to a grading process and back: plain data, from us and to us."""

from dataclasses import dataclass

import msgspec

from grader.model import Report


@dataclass(frozen=True, slots=True)
class Setting:
    """What all jobs of a batch are graded under."""

    assignments: str
    """The folder of the assignments."""
    level: str
    """The isolation."""
    secret: bytes
    """What the seeds of hidden checks are derived from."""
    seconds: float | None = None
    """CPU time for a submission; None: what its assignment says."""


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to grade."""

    number: int
    """Which one, in this batch."""
    files: tuple[tuple[str, bytes], ...]
    assignment: str = ""
    """Its assignment; empty: it is found from the files."""


class Done(msgspec.Struct, frozen=True):
    """What came of a job."""

    number: int
    assignment: str
    """Empty where none was found."""
    started_at: str
    """In ISO format, with its zone."""
    seconds: float
    report: Report | None = None
    broken: str = ""
    """Why nothing of the submission could be graded: its own doing."""
    failed: str = ""
    """Why it was not graded: our doing."""
    main: str = ""
    """The file that was executed."""
    limits: tuple[tuple[str, float], ...] = ()


_encoder, _decoder = msgspec.json.Encoder(), msgspec.json.Decoder(Done)


def packed(done: Done) -> bytes:
    """Return a result as it travels."""
    return _encoder.encode(done)


def unpacked(data: bytes) -> Done:
    """Return a result that has travelled."""
    return _decoder.decode(data)
