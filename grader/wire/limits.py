"""The caps of the wire, and the one error for whatever exceeds or breaks it."""

MAX_HEADER = 256 * 1024
MAX_BODY = 64 * 1024 * 1024
MAX_ITEMS = 100_000
MAX_DEPTH = 24
MAX_ASKS = 100_000
MAX_EXCHANGE = 256 * 1024 * 1024
MAX_INT_BYTES = 1024
MAX_UPLOAD = 512 * 1024 * 1024
"""The judge may send more than it accepts: a submission travels in one frame."""


class WireError(Exception):
    """The other side sent what does not follow the rules of the wire."""


class TooBig(WireError):
    """The other side sent, or was about to send, more than the caps allow."""
