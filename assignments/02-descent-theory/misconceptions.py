"""Known."""

EXAMPLES = {}
