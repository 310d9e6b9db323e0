"""How files, reports and times are written into a gradebook, and read back."""

import hashlib
import math
import zlib
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from grader.errors import HarnessFault
from grader.gradebook.trouble import Damaged
from grader.model import Report

MAX_REPORT_BYTES = 512 * 1024 * 1024
"""What a report may unpack to."""
_DIGEST_BYTES = 32


def content_digest(data: bytes) -> str:
    """Return what the bytes of a file are stored under."""
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def pack(data: bytes) -> bytes:
    """Return bytes compressed."""
    return zlib.compress(data)


def unpack(packed: bytes, size: int) -> bytes:
    """Return what was compressed; Damaged if it is not of this size at most."""
    decompress = zlib.decompressobj()
    try:
        data = decompress.decompress(packed, size + 1)
    except zlib.error as error:
        raise Damaged(f"it cannot be decompressed ({error})") from error
    if len(data) > size or not decompress.eof:
        raise Damaged(f"it is not the {size} bytes that it should be")
    return data


def clean(text: str) -> str:
    """Return text that can be written, with what is no Unicode spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()


def pack_report(report: Report) -> bytes:
    """Return a report as compressed JSON."""
    return pack(msgspec.json.encode(_plain(report)))


def unpack_report(packed: bytes) -> Report:
    """Return the report that was packed."""
    decompress = zlib.decompressobj()
    try:
        data = decompress.decompress(packed, MAX_REPORT_BYTES)
        if not decompress.eof:
            raise Damaged("it cannot be read (its report is cut off)")
        # Not strict: a number that JSON lacks stands there as a word.
        return msgspec.json.decode(data, type=Report, strict=False)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise Damaged(f"it cannot be read ({error})") from error


def as_json(value: object) -> str:
    """Return plain data as JSON."""
    return msgspec.json.encode(_plain(value)).decode()


def from_json(text: str, kind: Any) -> Any:
    """Return plain data of a type from JSON."""
    try:
        return msgspec.json.decode(text, type=kind, strict=False)
    except msgspec.MsgspecError as error:
        raise Damaged(f"{text[:40]!r} cannot be read ({error})") from error


def time_text(time: datetime | None) -> str | None:
    """Return a time as it is stored: in UTC."""
    if time is None:
        return None
    if time.utcoffset() is None:
        raise HarnessFault(f"The time {time} has no zone.")
    try:
        return time.astimezone(UTC).isoformat()
    except OverflowError:  # within a day of the first or last that there is
        return time.replace(tzinfo=UTC).isoformat()


def time_of(text: str | None) -> datetime | None:
    """Return a stored time."""
    try:
        return None if text is None else datetime.fromisoformat(text)
    except ValueError as error:
        raise Damaged(f"{text!r} is no time") from error


def _plain(value: Any) -> Any:
    """Return data as JSON has it; infinity and nan, which it lacks, as words."""
    if isinstance(value, float):
        return value if math.isfinite(value) else repr(value)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
