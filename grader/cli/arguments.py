"""The arguments of commands on a gradebook. Nothing here needs the gradebook itself."""

import argparse
from pathlib import Path

STUDENT = "identity, student number, address or exact name"


def add_book(parser: argparse.ArgumentParser) -> None:
    """Let a command take a gradebook."""
    parser.add_argument("book", metavar="BOOK", type=Path, help="the gradebook")


def add_student(parser: argparse.ArgumentParser) -> None:
    """Let a command take a student."""
    parser.add_argument("student", metavar="STUDENT", help=STUDENT)


def add_assignment(
    parser: argparse.ArgumentParser, *, required: bool, default: str = ""
) -> None:
    """Let a command take the name of an assignment."""
    note = f" (default: {default})" if default else ""
    parser.add_argument(
        "-a",
        "--assignment",
        metavar="NAME",
        required=required,
        help=f"the assignment{note}",
    )


def add_reason(parser: argparse.ArgumentParser) -> None:
    """Let a command take why something is decided."""
    parser.add_argument(
        "--reason", metavar="TEXT", required=True, help="why; the student reads it"
    )


def add_author(parser: argparse.ArgumentParser) -> None:
    """Let a command take who decides."""
    parser.add_argument("--by", metavar="WHO", required=True, help="who decides this")


def add_lift(parser: argparse.ArgumentParser, what: str) -> None:
    """Let a command take back what it did before."""
    parser.add_argument("--lift", action="store_true", help=what)
