"""The trusted side of the pipe: where student code runs, and how it is called.

Theory of operation. Four kinds of process take part:

    JUDGE       the grader itself. It alone knows checks, expected values and marks.
    ZYGOTE      exec'd by the judge with a clean environment, never forked from it, so
                that it has never seen any of that. It imports numpy, confines itself
                as far as all workers share it, and forks.
    SUPERVISOR  forked by the zygote for one worker. It makes the worker's namespaces,
                forks it, hands its pidfd to the judge, waits for its end and reports
                it. An alarm ends it should the judge forget to.
    WORKER      forked by the supervisor. It confines itself the rest of the way, and
                only then reads the first byte of a submission (`grader.worker`).

Three pipes join judge and worker: requests, replies, and whatever the student prints.
A socket joins judge and zygote; one more per worker carries the pidfd and the end.
When the judge dies, the control socket closes, the zygote goes, and PR_SET_PDEATHSIG
takes supervisors and workers with it. When the judge has had enough of a worker, one
SIGKILL through the pidfd ends its whole pid namespace.

Judge side: `processes.py` starts zygotes and workers, `exchange.py` talks to one with
deadlines, `proxy.py` is what checks call, `levels.py` chooses how strong the box is.
Zygote side: `zygote.py`, `supervisor.py` and the defences, one a file: `namespaces.py`,
`mounts.py`, `landlock.py`, `seccomp.py`, `rlimits.py`. They use the standard library
only.
"""
