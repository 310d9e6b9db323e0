"""Many submissions on many machines: the executor of `grader.batch`, made of Dask.

`open_cluster` connects, and refuses a cluster on which results could differ or leak.
What is looked at is in `address.py` and `facts.py`. Each worker gets the assignments as
a bundle and holds one station (`preparation.py`), one that joins later too. The
executor (`executor.py`) gives back the bytes of a `Done`: JSON, so that nothing that a
submission influenced is ever unpickled. Dask is imported by these files alone, and only
when a cluster is asked for.
"""

from grader.cluster.opening import Patience, TlsFiles, open_cluster

__all__ = ["Patience", "TlsFiles", "open_cluster"]
