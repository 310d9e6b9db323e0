"""When something was handed in, as different systems write it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from grader.intake.names import shown

_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(.*)",
    re.ASCII,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d\d):?(\d\d)?", re.ASCII)
_UTC = {"Z", "UTC", "GMT", "UCT", "ZULU", "ETC/UTC"}
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,60}", re.ASCII)
_FORMS = (
    "%a %b %d %H:%M:%S %Y",
    "%A, %B %d, %Y, %I:%M %p",
    "%A, %B %d, %Y %I:%M:%S %p",
    "%B %d, %Y %I:%M:%S %p",
    "%B %d, %Y %I:%M %p",
    "%d %B %Y, %I:%M %p",
    "%d %b %Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
)
_LONGEST = 200
_DAY = 24


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with its zone, or the reason why there is none."""

    at: datetime | None
    """Always with a zone."""
    note: str = ""
    """What was assumed, or what could not be read."""


def moment(text: str) -> Moment:
    """Return the time that a text says, with a note on what it leaves open.

    >>> moment("2015-02-02 14:58:23.948203 America/Los_Angeles").at.isoformat()
    '2015-02-02T14:58:23.948203-08:00'
    >>> moment("2015-02-02 14:58:23").note
    "The time '2015-02-02 14:58:23' has no zone; UTC is assumed."
    """
    text = " ".join(text[:_LONGEST].split())
    try:
        return _iso(text) or _worded(text) or _unread(text)
    except (ValueError, OverflowError):
        return _unread(text)


def _iso(text: str) -> Moment | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    plain = datetime(  # noqa: DTZ001  # the zone comes next
        int(year), int(month), int(day), int(hour or 0), int(minute or 0),
        int(second or 0), micro,
    )  # fmt: skip
    return _zoned(plain, zone, text)


def _worded(text: str) -> Moment | None:
    """Read what people and older programs write."""
    head, _, last = text.rpartition(" ")
    for form in _FORMS:
        for words, zone in ((text, ""), (head, last)):
            try:
                plain = datetime.strptime(words, form)  # noqa: DTZ007  # the zone is next
            except ValueError:
                continue
            return _zoned(plain, zone, text)
    try:
        plain = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return _zoned(plain, "", text) if plain.tzinfo is None else Moment(plain)


def _zoned(plain: datetime, zone: str, text: str) -> Moment:
    if not zone:
        return Moment(
            plain.replace(tzinfo=UTC),
            f"The time {shown(text)!r} has no zone; UTC is assumed.",
        )
    known = _zone(zone)
    if known is None:
        return Moment(
            plain.replace(tzinfo=UTC),
            f"The time {shown(text)!r} has a zone that is not known here; UTC is "
            "assumed.",
        )
    return Moment(plain.replace(tzinfo=known))


def _zone(name: str) -> tzinfo | None:
    if name.upper() in _UTC:
        return UTC
    if match := _OFFSET.fullmatch(name):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours >= _DAY or minutes >= 60:  # noqa: PLR2004  # minutes
            return None
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if match[1] == "-" else offset)
    if not _ZONE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, or the name of a folder
        return None


def _unread(text: str) -> Moment:
    return Moment(None, f"The time {shown(text)!r} cannot be read.")
