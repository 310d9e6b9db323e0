"""The untrusted side: load a submission, and answer calls about it.

Theory of operation. A worker is a process that belongs to one submission. It is born
confined (`grader.sandbox`), gets the submission as bytes over a pipe, writes it into
its box, executes it statement by statement (`loading.py`) and then serves calls
(`session.py`) until it is killed. It never ends by itself and nothing it leaves behind
is read by anybody.

It knows inputs and returns values. It has no expected values, no tolerances, no checks,
no other submissions and no name for a result; a student who takes over the whole
process can send any *value*, which is what a student may do anyway. So nothing here is
a defence: the code is careful only to serve honest submissions well, whatever mess they
are in. Functions among the arguments stay in the judge; the worker has stand-ins that
ask over the pipe. What cannot travel stays here behind a numbered handle.

A *reader* is the same process with another task: it says what stands in the text of a
submission (`reader.py`) and never executes any of it, so that what it says cannot be
forged by the submission's own code.

Everything here runs inside the box and imports the standard library, numpy, msgspec
and `grader.wire` only.
"""
