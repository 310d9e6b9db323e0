"""Which layout a source has: the most particular one whose marks are found."""

import difflib

from grader.errors import AssignmentFault
from grader.intake.draft import Layout, Surroundings
from grader.intake.layouts import (
    blackboard,
    canvas,
    course,
    flat,
    folders,
    github,
    gradescope,
    moodle,
    nbgrader,
)
from grader.intake.tree import Tree

_PARTICULAR: dict[str, Layout] = {
    "gradescope": gradescope,
    "moodle": moodle,
    "blackboard": blackboard,
    "canvas": canvas,
    "course": course,
    "nbgrader": nbgrader,
    "github": github,
}
"""Recognised by names that nobody chooses by chance, in this order."""
_PLAIN: dict[str, Layout] = {"flat": flat, "folders": folders}
"""What is left."""
LAYOUTS: tuple[str, ...] = (*_PARTICULAR, *_PLAIN)
"""The names of all layouts."""


def recognise(tree: Tree, around: Surroundings) -> tuple[str, Layout, Tree, str]:
    """Return the layout's name, itself, the tree it begins at, and the reason."""
    for name, layout in _PARTICULAR.items():
        for inner in tree.wrapped():
            if reason := layout.recognise(inner, around):
                return name, layout, inner, reason
    start = unwrapped(tree)
    for name, layout in _PLAIN.items():
        if reason := layout.recognise(start, around):
            return name, layout, start, reason
    raise AssignmentFault(
        f"{tree.name}: no submission was found in it. It should hold a folder or a "
        f"file (.py, .ipynb, .zip) for each student, or one of {', '.join(LAYOUTS)}."
    )


def forced(
    name: str, tree: Tree, around: Surroundings
) -> tuple[str, Layout, Tree, str]:
    """Return the same for a layout that the user named."""
    layouts = {**_PARTICULAR, **_PLAIN}
    if name not in layouts:
        near = difflib.get_close_matches(name, LAYOUTS, n=1)
        guess = f" Did you mean {near[0]!r}?" if near else ""
        raise AssignmentFault(
            f"The layout {name!r} is not one of {', '.join(LAYOUTS)}.{guess}"
        )
    trees = [unwrapped(tree)] if name in _PLAIN else tree.wrapped()
    for inner in trees:
        if reason := layouts[name].recognise(inner, around):
            return name, layouts[name], inner, f"as asked; {reason}"
    raise AssignmentFault(
        f"{tree.name}: nothing in it is laid out like {name!r}. Leave the layout out "
        "to have it recognised."
    )


def unwrapped(tree: Tree) -> Tree:
    """Return the tree without the folder that archivers put round everything."""
    while len(tree.tops) == 1 and not tree.submissions:
        (inner,) = tree.tops.values()
        is_wrapper = inner.name == tree.name or len(inner.tops) > 1
        if not is_wrapper or (inner.submissions and inner.tops):
            return tree
        tree = inner
    return tree
