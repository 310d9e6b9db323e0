"""One report with an outcome of every kind, and what a student may not see of it."""

from grader.model import (
    CheckResult,
    Counterexample,
    Curve,
    Diagnosis,
    ExerciseResult,
    Finding,
    Outcome,
    Report,
)

CANARY = "canary-7f3a"
"""Stands in every place of a hidden check that only staff may see."""

WRONG = Finding(
    Outcome.WRONG,
    "The path leaves the expected one after update 2.",
    where="x after update 2, entry 0",
    got="0.5",
    want="0.64",
    tolerance="6.4e-08: 1e-07 of the largest",
    credit=0.0,
    curve=Curve(
        "x[0], update by update",
        got=(1.0, 0.8, 0.5, 0.2, -0.3),
        want=(1.0, 0.8, 0.64, 0.512, 0.4096),
    ),
)
RAISED = Finding(
    Outcome.COULD_NOT_RUN,
    "rate raised TypeError: unsupported operand",
    where="rate(lr=0.1)",
    credit=0.0,
    traceback='  File "descent.py", line 9, in rate\n    return None + lr\n',
)
SECRET = Finding(
    Outcome.WRONG,
    f"The value differs, {CANARY}.",
    where=f"descent(x0={CANARY})",
    got=f"got {CANARY}",
    want=f"want {CANARY}",
    tolerance=f"tolerance {CANARY}",
    credit=0.25,
    curve=Curve(f"curve {CANARY}", (1.5, 2.5), (3.5, 4.5)),
    traceback=f'  File "descent.py", line 3\n    raise ValueError("{CANARY}")\n',
)

REPORT = Report(
    assignment="01-descent",
    title="Gradient descent",
    submission="descent.py",
    exercises=(
        ExerciseResult(
            "descent",
            "One step after another",
            (
                CheckResult(
                    "one_step",
                    "descent",
                    "The first step is right.",
                    1,
                    Outcome.PASSED,
                    1.0,
                    (Finding(Outcome.PASSED, "All 3 steps agree."),),
                ),
                CheckResult(
                    "path",
                    "descent",
                    "The path follows the rule.",
                    3,
                    Outcome.WRONG,
                    0.0,
                    (WRONG,),
                    output="step 1\nstep 2\n",
                ),
                CheckResult(
                    "path_to_the_end",
                    "descent",
                    "The path ends at the minimum.",
                    2,
                    Outcome.SKIPPED,
                    0.0,
                    blocked_by="path",
                ),
                CheckResult(
                    "path",
                    "descent",
                    "The path follows the rule.",
                    4,
                    Outcome.WRONG,
                    0.25,
                    (SECRET,),
                    is_hidden=True,
                    output=f"printed {CANARY}\n",
                ),
                CheckResult(
                    "shape",
                    "descent",
                    "Every shape is taken.",
                    2,
                    Outcome.UNGRADED,
                    0.0,
                    is_hidden=True,
                    problem=f"ValueError: {CANARY}",
                ),
            ),
            "descent.py, lines 3 to 7",
            Diagnosis(
                "The step is taken twice.",
                "How often does one update change x?",
                "it gives the same 4 answers in every check that failed",
                ("twice",),
            ),
            Counterexample("f(x) = x², x0 = 1, lr = 0.1, steps = 2", "0.5", "0.64"),
        ),
        ExerciseResult(
            "rate",
            "How fast it goes",
            (
                CheckResult(
                    "rate",
                    "rate",
                    "The rate is right.",
                    1,
                    Outcome.COULD_NOT_RUN,
                    0.0,
                    (RAISED,),
                ),
                CheckResult(
                    "bonus",
                    "rate",
                    "The rate of the tilted bowl.",
                    1,
                    Outcome.PASSED,
                    1.0,
                    (Finding(Outcome.PASSED, "It is 0.5."),),
                    is_extra=True,
                ),
            ),
            "descent.py, lines 8 to 9",
        ),
        ExerciseResult(
            "bound",
            "The largest rate",
            (
                CheckResult(
                    "bound",
                    "bound",
                    "The bound is 2/L.",
                    1,
                    Outcome.PASSED,
                    1.0,
                    (Finding(Outcome.PASSED, "It is 2."),),
                ),
            ),
        ),
    ),
    notes=("Assignment 01-descent, known by 3 functions that it defines.",),
    isolation="e",
    versions=(("grader", "0"), ("python", "3"), ("numpy", "2")),
)
