"""A folder per assignment, in each a folder per student."""

from grader.intake.draft import NO_TIMES, Draft, Gathered, Surroundings
from grader.intake.person import Person
from grader.intake.tree import Tree


def recognise(tree: Tree, around: Surroundings, /) -> str:
    """Take a tree with folders that are called like known assignments."""
    known = [name for name in tree.tops if name in around.assignments]
    if known:
        return f"folders are called like assignments ({', '.join(known)})"
    if around.forced and tree.tops:
        return "each folder is taken for an assignment"
    return ""


def gather(tree: Tree, around: Surroundings, /) -> Gathered:
    """Return one attempt for each student's folder in each assignment's."""
    found = Gathered(notes=[NO_TIMES])
    known = [name for name in tree.tops if name in around.assignments]
    for name, folder in tree.tops.items():
        if known and name not in known:
            found.refuse(name, f"It is called like no assignment: {_listed(around)}.")
            continue
        for student, work in folder.tops.items():
            person = Person(student, student)
            draft = Draft(f"{name}/{student}", (person,), work.entries, assignment=name)
            found.drafts.append(draft)
        for entry in folder.submissions:
            found.refuse(
                f"{name}/{entry.name}",
                "It lies beside the students' folders: put it into one of its own.",
            )
    found.refuse_all(tree.submissions, "It lies beside the assignments' folders.")
    return found


def _listed(around: Surroundings) -> str:
    return f"there are {', '.join(around.assignments)}"
