"""How much one source may hold, and why no honest class comes near.

Bytes are counted as they are read: what an archive declares is only believed when it
says that something is too big.
"""

MAX_FILE_BYTES = 200 * 2**20
"""One file; a notebook with every output kept is rarely over 100 MiB."""
MAX_SUBMISSION_BYTES = 256 * 2**20
"""All files of a submission together: what a worker is sent at most."""
MAX_SUBMISSION_FILES = 500
"""Files of a submission: what a worker is sent at most."""
MAX_MEMBERS = 200_000
"""Members of a source: a thousand students with two hundred files each."""
MAX_NESTED_MEMBERS = 20_000
"""Members of an archive that a student handed in, what is left out included."""
MAX_NESTED_ARCHIVES = 20
"""Archives in one submission that are looked into."""
MAX_DIRECTORY_BYTES = 128 * 2**20
"""The list of contents of a zip, which is read as a whole."""
MAX_UNPACKED_BYTES = 16 * 2**30
"""A compressed tar without its compression: all of it is read to list its members."""
MAX_NESTED_UNPACKED_BYTES = 512 * 2**20
"""The same of a tar that a student handed in."""
MAX_TAR_HEADER_BYTES = 64 * 2**10
"""One header of a tar; long names and extended headers take a few hundred bytes."""
MAX_RATIO = 200
"""How far a file may be compressed; text reaches 20, a plot's pixels perhaps 100."""
RATIO_COUNTS_FROM = 16 * 2**20
"""Smaller files may be compressed as far as they like: they harm nobody."""
MAX_XZ_MEMORY = 256 * 2**20
"""What unpacking xz may take; the strongest preset takes 65 MiB."""
MAX_CACHED_FILE_BYTES = 256 * 2**10
"""Members of a compressed tar up to this size are kept: going back is slow."""
MAX_CACHED_BYTES = 64 * 2**20
"""All that is kept of a compressed tar."""
MAX_NAME = 1_000
"""Characters of a path."""
MAX_PART = 255
"""Bytes of a file's name, as file systems have it."""
MAX_DEPTH = 40
"""Folders within folders."""
MAX_REFUSED = 1_000
"""Sentences about refused files; the rest is counted."""
MAX_TABLE_BYTES = 16 * 2**20
"""A roster: a hundred thousand students."""
MAX_TABLE_ROWS = 100_000
"""Rows of a roster."""
MAX_METADATA_BYTES = 256 * 2**20
"""Gradescope's metadata, which hold the outputs of every test."""
MAX_METADATA_EVENTS = 20_000_000
"""Values in Gradescope's metadata."""
MAX_METADATA_DEPTH = 60
"""Lists within maps within lists."""
MAX_NOTE_BYTES = 64 * 2**10
"""A time stamp or manifest beside a submission."""
