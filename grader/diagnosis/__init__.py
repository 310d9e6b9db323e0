"""Which known mistake explains what was observed, and the simplest input that shows it.

`misconception.py` says what a known mistake is, `matching.py` finds those that give
the student's answers, `structure.py` looks at the numbers alone where none does,
`ladder.py` finds the simplest counterexample, and `explaining.py` puts this together.
"""

from grader.diagnosis.explaining import Detective
from grader.diagnosis.matching import Run, has_answers
from grader.diagnosis.misconception import Misconception, misconception

__all__ = ["Detective", "Misconception", "Run", "has_answers", "misconception"]
