"""One file per student; the student is called like the file."""

from grader.intake.archive import stem
from grader.intake.draft import NO_TIMES, Draft, Gathered, Surroundings, grouped
from grader.intake.person import Person
from grader.intake.tree import Tree

_NO_WORK = "It is neither Python, a notebook nor an archive."
_NOT_FLAT = "It lies in a folder; in this layout every student has one file at the top."


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a tree that has code or archives at its top, and no folders."""
    if not tree.submissions or (tree.tops and not around.forced):
        return ""
    return "each file is taken for a student"


def gather(tree: Tree, _: Surroundings, /) -> Gathered:
    """Return one attempt for all files that are called alike."""
    found = Gathered(notes=[NO_TIMES])
    files = grouped(tree.submissions, lambda entry: stem(entry.path[0]))
    for name, entries in files.items():
        found.drafts.append(Draft(name, (Person(name, name),), entries))
    work = set(tree.submissions)
    found.refuse_all((each for each in tree.loose if each not in work), _NO_WORK)
    found.refuse_all((each for each in tree.entries if len(each.path) > 1), _NOT_FLAT)
    return found
