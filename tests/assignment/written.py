"""A small assignment, written into a folder, whole or with parts replaced."""

from pathlib import Path

NAME = "01-small"

REFERENCE = '''\
"""The answers."""


def double(x):
    return 2 * x


def shift(x, by):
    return x + by
'''

MANIFEST = """\
title = "Small functions"
summary = "Doubling and shifting"

[[exercise]]
signature = "double(x)"
title = "Twice as much"

[[exercise]]
signature = "shift(x, by)"
title = "A bit further"
"""

CHECKS = '''\
from grader.checks import check, values


@check("double", points=2)
def small_numbers(student, truth, rng):
    """Small numbers are doubled."""
    return values(student.double, truth.double, [(1.0,), (-2.0,)])


@check("shift", points=1)
def one_step(student, truth, rng):
    """A number is shifted."""
    return values(student.shift, truth.shift, [(1.0, 0.25)])
'''

MISCONCEPTIONS = '''\
from grader.diagnosis import misconception


@misconception("double", hint="What is twice one?")
def square(x):
    """The number is squared."""
    return x * x
'''

STARTER = '''\
# grader assignment: 01-small

# %% [markdown]
# # Small functions
# Fill in both.

# %%
def double(x):
    """Return twice x."""
    raise NotImplementedError


# %%
def shift(x, by):
    """Return x, further by some amount."""
    raise NotImplementedError
'''

RIGHT = """\
# grader assignment: 01-small
def double(x):
    return x + x


def shift(x, by):
    return by + x
"""

FILES = {
    "assignment.toml": MANIFEST,
    "checks.py": CHECKS,
    "hidden_checks.py": CHECKS.replace("(-2.0,)", "(-7.5,)").replace("0.25", "0.75"),
    "misconceptions.py": MISCONCEPTIONS,
    "starter.py": STARTER,
    "handout.md": "# Small functions\n\nDouble and shift.\n",
}


def write(root: Path, name: str = NAME, **changed: str | None) -> Path:
    """Write an assignment beside its reference and return its folder.

    Args:
        root: gets a folder of assignments and one for the reference.
        name: the assignment's.
        changed: new text of a file by its stem; None leaves the file out.
    """
    reference = root / "reference" / "__init__.py"
    reference.parent.mkdir(parents=True, exist_ok=True)
    reference.write_text(changed.pop("reference", None) or REFERENCE, "utf-8")
    folder = root / "assignments" / name
    folder.mkdir(parents=True)
    for file, text in FILES.items():
        new = changed.pop(file.partition(".")[0], text)
        if new is not None:
            (folder / file).write_text(new, "utf-8")
    assert not changed, f"there is no file for {', '.join(changed)}"
    return folder
