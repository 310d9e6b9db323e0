"""One folder per student; the student is called like the folder."""

from grader.intake.draft import NO_TIMES, Draft, Gathered, Surroundings
from grader.intake.person import Person
from grader.intake.tree import Tree

_LOOSE = "It lies beside the students' folders: put it into one of its own."


def recognise(tree: Tree, _: Surroundings, /) -> str:
    """Take every tree that has folders."""
    if not tree.tops:
        return ""
    return "each folder is taken for a student"


def gather(tree: Tree, _: Surroundings, /) -> Gathered:
    """Return one attempt a folder."""
    found = Gathered(notes=[NO_TIMES])
    for name, folder in tree.tops.items():
        found.drafts.append(Draft(name, (Person(name, name),), folder.entries))
    found.refuse_all(tree.submissions, _LOOSE)
    return found
