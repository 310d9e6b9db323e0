"""Known mistakes of assignment 10, each small and honest enough to have been made."""
