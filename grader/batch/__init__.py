"""Many submissions, graded side by side.

The one who grades a class (`running.py`) knows one thing about parallelism:
`concurrent.futures.Executor`. It hands out jobs (`job.py`) and gets results back as
bytes. In each process of the executor there is a station (`station.py`): one judge with
a zygote of its own, which lives as long as the process. What a result depends on is in
`work.py`. Nobody here opens the gradebook: results are yielded to the caller.
"""

from grader.batch.job import Done, Job, Setting
from grader.batch.running import AHEAD, Interrupted, Lost, local_pool, run
from grader.batch.work import Fingerprints

__all__ = [
    "AHEAD",
    "Done",
    "Fingerprints",
    "Interrupted",
    "Job",
    "Lost",
    "Setting",
    "local_pool",
    "run",
]
