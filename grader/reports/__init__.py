"""A report becomes something to read: in a terminal, or as JSON."""
