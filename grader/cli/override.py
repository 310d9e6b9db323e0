"""`grader override BOOK STUDENT EXERCISE POINTS`: set points by hand, with a reason."""

import argparse

from grader.cli import arguments as shared
from grader.cli.exit_codes import ExitCode


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Register the command."""
    parser = subparsers.add_parser("override", help=__doc__)
    shared.add_book(parser)
    shared.add_student(parser)
    parser.add_argument("exercise", metavar="EXERCISE", help="whose points are set")
    parser.add_argument(
        "points", metavar="POINTS", nargs="?", type=float, help="not with --lift"
    )
    shared.add_assignment(
        parser, required=False, default="the one that has the exercise"
    )
    shared.add_reason(parser)
    shared.add_author(parser)
    parser.add_argument(
        "--extra", action="store_true", help="allow more points than are possible"
    )
    shared.add_lift(parser, "let what was graded count again")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Set the points, or lift what was set."""
    # Imported here: `grader --help` needs no gradebook.
    from grader.cli import books  # noqa: PLC0415
    from grader.errors import AssignmentFault  # noqa: PLC0415
    from grader.gradebook import Gradebook, one_of  # noqa: PLC0415
    from grader.scoring import points as written  # noqa: PLC0415

    points, exercise, path = arguments.points, arguments.exercise, arguments.book
    if (points is None) is not arguments.lift:
        raise AssignmentFault("Give either the points or --lift.")
    with Gradebook.open(path) as book:
        person = books.find(book, arguments.student)
        name = (
            books.chosen(book, path, arguments.assignment)
            if arguments.assignment
            else books.with_exercise(book, path, exercise)
        )
        possible = {each: most for each, _, most in book.exercises(name)}
        one_of(exercise, possible, f"{name} has no exercise")
        if points is not None and points > possible[exercise] and not arguments.extra:
            raise AssignmentFault(
                f"{written(points)} points are more than the "
                f"{written(possible[exercise])} that {exercise} is worth; --extra "
                "allows it."
            )
        book.override(
            name,
            person.identity,
            exercise,
            points,
            reason=arguments.reason,
            by=arguments.by,
            now=books.now(),
        )
        print(books.told(book.standing(name, person.identity)))
    return ExitCode.DONE
