"""Known mistakes of assignment 11."""
