"""One layout a file: what it is recognised by, and what is a student in it."""
