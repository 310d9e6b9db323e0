"""Honest programs: numbers, threads, and what the box refuses them."""

from dataclasses import dataclass

from grader.sandbox.limits import Limits

AMPLE = Limits(load_seconds=20.0, call_seconds=10.0, memory_mib=1024)


@dataclass(frozen=True, slots=True)
class Benign:
    """A program whose `work()` returns True."""

    name: str
    source: str
    needs: str = ""
    """The module that must be installed."""
    refused: str = ""
    """Why the box does not allow it, if it does not."""


NUMERICAL = (
    Benign(
        "numpy",
        """
import numpy as np
def work():
    x = np.linspace(0, 1, 101)
    return bool(np.isclose(np.trapezoid(x, x) if hasattr(np, 'trapezoid')
                           else np.trapz(x, x), 0.5))
""",
    ),
    Benign(
        "linear_algebra",
        """
import numpy as np
def work():
    a = np.random.default_rng(0).normal(size=(60, 60))
    u, s, v = np.linalg.svd(a)
    values, vectors = np.linalg.eig(a)
    q, r = np.linalg.qr(a)
    spd = a @ a.T + np.eye(60)
    lower = np.linalg.cholesky(spd)
    return bool(
        np.allclose(u * s @ v, a)
        and np.allclose(a @ vectors, vectors * values)
        and np.allclose(q @ r, a)
        and np.allclose(lower @ lower.T, spd)
        and np.allclose(np.linalg.lstsq(a, a @ s, rcond=None)[0], s)
        and np.isfinite(np.linalg.slogdet(spd)[1])
    )
""",
    ),
    Benign(
        "fourier",
        """
import numpy as np
def work():
    x = np.random.default_rng(0).normal(size=256)
    return bool(np.allclose(np.fft.irfft(np.fft.rfft(x)), x))
""",
    ),
    Benign(
        "random",
        """
import random
import numpy as np
def work():
    np.random.seed(0)
    old = np.random.rand(3), random.random(), random.choice([1, 2])
    new = np.random.default_rng().normal(size=3)
    return bool(np.all(np.isfinite(new))) and len(old) == 3
""",
    ),
    Benign(
        "threads",
        """
import threading
def work():
    done = []
    threads = [threading.Thread(target=done.append, args=(n,)) for n in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return sorted(done) == list(range(8))
""",
    ),
    Benign(
        "thread_pool",
        """
from concurrent.futures import ThreadPoolExecutor
def work():
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(abs, range(-10, 0))) == 55
""",
    ),
    Benign(
        "multiprocessing_dummy",
        """
from multiprocessing.dummy import Process, Queue
def work():
    queue = Queue()
    process = Process(target=queue.put, args=(5,))
    process.start()
    process.join()
    return queue.get() == 5
""",
    ),
    Benign(
        "multiprocessing_dummy_pool",
        """
from multiprocessing.dummy import Pool
def work():
    with Pool(4) as pool:
        return pool.map(abs, [-1, -2]) == [1, 2]
""",
        refused="ThreadPool makes a named semaphore, which needs /dev/shm and link(2)",
    ),
    Benign(
        "asyncio",
        """
import asyncio
async def answer(): return 42
def work(): return asyncio.run(answer()) == 42
""",
        refused="an event loop makes a pair of sockets",
    ),
    Benign("input", "def work(): return input() == ''\n", refused="nobody answers"),
    Benign(
        "subprocess",
        """
import subprocess
def work(): return subprocess.run(['true']).returncode == 0
""",
        refused="no process may be started",
    ),
    Benign(
        "npz",
        """
import numpy as np
def work():
    np.savez_compressed('w.npz', w=np.eye(3), b=np.zeros(3))
    np.save('w.npy', np.eye(2))
    np.savetxt('w.txt', np.eye(2))
    with np.load('w.npz') as saved:
        return bool((saved['w'] == np.eye(3)).all()
                    and (np.loadtxt('w.txt') == np.load('w.npy')).all())
""",
    ),
    Benign(
        "memory_map",
        """
import numpy as np
def work():
    mapped = np.memmap('m.dat', dtype='f8', mode='w+', shape=(1000,))
    mapped[:] = 2.0
    mapped.flush()
    return float(np.memmap('m.dat', dtype='f8', mode='r').sum()) == 2000.0
""",
    ),
    Benign(
        "large_arrays",
        """
import numpy as np
def work():
    big = np.ones(100 * 2 ** 17)
    return float((big * 2 + big).sum()) == 3.0 * big.size
""",
    ),
    Benign(
        "decimals",
        """
from decimal import Decimal, getcontext
from fractions import Fraction
import math, statistics
def work():
    getcontext().prec = 50
    return (str(Decimal(2).sqrt()).startswith('1.41421356237309504880168872420969807')
            and Fraction(1, 3) * 3 == 1 and statistics.mean([1, 3]) == 2)
""",
    ),
    Benign(
        "lazy_numpy",
        """
import numpy as np
import numpy.polynomial.polynomial as polynomial
from numpy.testing import assert_allclose
def work():
    assert_allclose(polynomial.polyroots([-1, 0, 1]), [-1, 1])
    masked = np.ma.masked_invalid([1.0, np.nan])
    np.set_printoptions(precision=3)
    return masked.count() == 1 and repr(np.arange(3)) == 'array([0, 1, 2])'
""",
    ),
    Benign(
        "scipy",
        """
def work():
    from scipy import linalg, optimize
    result = optimize.minimize(lambda x: (x[0] - 1) ** 2 + x[1] ** 2, [3.0, 4.0])
    return bool(result.success and abs(linalg.det([[2.0]]) - 2) < 1e-12)
""",
        "scipy",
    ),
    Benign(
        "matplotlib",
        """
def work():
    import matplotlib.pyplot as plt
    figure, axes = plt.subplots()
    axes.plot([1, 2, 3], label='$x^2$')
    axes.legend()
    figure.savefig('figure.png')
    plt.show()
    plt.close(figure)
    return open('figure.png', 'rb').read(4) == b'\\x89PNG'
""",
        "matplotlib",
    ),
    Benign(
        "pandas",
        """
def work():
    import pandas as pd
    frame = pd.DataFrame({'x': [1.0, 2.0], 'y': ['a', 'b']})
    frame.to_csv('f.csv', index=False)
    return float(pd.read_csv('f.csv').groupby('y').x.sum()['b']) == 2.0
""",
        "pandas",
    ),
)
