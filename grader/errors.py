"""Whose fault it is: the roots of every error that the grader raises.

GraderError
├── StudentFault           the submission's doing: becomes a verdict
│   ├── Missing                the name is not defined
│   ├── NotLoaded              the submission could not be executed at all
│   ├── RaisedError            the student's code raised
│   ├── TimedOut               it used more time than it may
│   ├── OutOfMemory            it used more memory than it may
│   ├── Killed                 its process died
│   ├── SaidTooMuch            it printed, sent or asked more than it may
│   ├── CannotTravel           it returned something that is not plain data
│   └── Garbled                its process sent what nobody asked for
├── AssignmentFault        the instructor's doing (files, paths, usage): exit 2
└── HarnessFault           our doing: costs nobody a point, exit 3
"""


class GraderError(Exception):
    """Any error that the grader raises on purpose."""


class AssignmentFault(GraderError):
    """The assignment or the command line says something that cannot be done."""


class HarnessFault(GraderError):
    """The grader itself could not do its work."""


class StudentFault(GraderError):
    """The submission did something that ends a call.

    Args:
        sentence: what happened, in one sentence that a student understands.
        traceback: the student's own traceback, from their first frame on.
        output: what the call printed before it ended.
    """

    def __init__(self, sentence: str, *, traceback: str = "", output: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.traceback = traceback
        self.output = output


class Missing(StudentFault):
    """The submission does not define a name."""

    def __init__(self, name: str, output: str = "") -> None:
        super().__init__(f"{name} is not defined in your submission.", output=output)
        self.name = name


class NotLoaded(StudentFault):
    """The submission could not be executed at all."""


class RaisedError(StudentFault):
    """The student's code raised an exception."""

    def __init__(
        self, what: str, kind: str, message: str, *, traceback: str, output: str
    ) -> None:
        text = f"{kind}: {message}" if message else kind
        super().__init__(f"{what} raised {text}", traceback=traceback, output=output)
        self.kind = kind
        self.message = message


class TimedOut(StudentFault):
    """The student's code used more time than it may."""

    def __init__(self, what: str, seconds: float, clock: str, output: str = "") -> None:
        super().__init__(
            f"{what} was stopped after {seconds:g} s of {clock}; does a loop never "
            "end?",
            output=output,
        )


class BudgetSpent(StudentFault):
    """A call was stopped because check or submission had used up their time."""

    def __init__(self, what: str, whose: str, output: str = "") -> None:
        super().__init__(
            f"{what} was stopped: the time for this {whose} is used up.", output=output
        )


class OutOfMemory(StudentFault):
    """The student's code used more memory than it may."""

    def __init__(
        self, what: str, mebibytes: int, *, traceback: str = "", output: str = ""
    ) -> None:
        super().__init__(
            f"{what} ran out of memory; the limit is {mebibytes} MiB.",
            traceback=traceback,
            output=output,
        )


class Killed(StudentFault):
    """The student's process died."""

    def __init__(self, what: str, how: str, output: str = "") -> None:
        super().__init__(f"{what} ended the whole process ({how}).", output=output)


class SaidTooMuch(StudentFault):
    """The student's code printed, returned or asked more than it may."""

    def __init__(self, what: str, how_much: str, output: str = "") -> None:
        super().__init__(f"{what} was stopped: {how_much}.", output=output)


class CannotTravel(StudentFault):
    """The student's code returned something that is not plain data."""

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(
            f"{what} returned an object of type {kind}; numbers, arrays, lists, "
            "tuples, dicts and text can be checked."
        )


class Garbled(StudentFault):
    """The student's process sent what does not follow the rules of the wire."""

    def __init__(self, what: str, problem: str, output: str = "") -> None:
        super().__init__(
            f"{what} wrote into the grader's own channel ({problem}).", output=output
        )
