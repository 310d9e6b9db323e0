"""assignments/<name>/ becomes an Assignment, or every problem in it at once.

`outline` reads only assignment.toml, `load` executes the checks as well, and `known`
the known mistakes, which are needed when something is wrong.
"""

from grader.assignment.loading import (
    Assignment,
    Known,
    defined_twice,
    import_reference,
    known,
    load,
    starter_functions,
)
from grader.assignment.manifest import Exercise, Outline, outline
from grader.assignment.problems import Problems
from grader.assignment.search import find, folders, named

__all__ = [
    "Assignment",
    "Exercise",
    "Known",
    "Outline",
    "Problems",
    "defined_twice",
    "find",
    "folders",
    "import_reference",
    "known",
    "load",
    "named",
    "outline",
    "starter_functions",
]
