"""Known mistakes of assignment 06."""

EXAMPLES = {}
