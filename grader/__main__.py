"""`python -m grader` is the same as `grader`."""

import sys

if __name__ == "__main__":
    # With -m the current folder comes first on the path, and it may be a student's:
    # a random.py in it must not be ours.
    if not sys.flags.safe_path:
        del sys.path[0]
    from grader.cli import main  # the path had to be mended first

    sys.exit(main())
