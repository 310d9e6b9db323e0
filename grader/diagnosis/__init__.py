"""Which known mistake explains what was observed.

So far: what a known mistake is.
"""

from grader.diagnosis.misconception import Misconception, misconception

__all__ = ["Misconception", "misconception"]
