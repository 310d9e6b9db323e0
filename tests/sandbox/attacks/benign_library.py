"""Honest programs: files, formats and the rest of the standard library."""

from tests.sandbox.attacks.benign import Benign

LIBRARY = (
    Benign(
        "files",
        """
import os
from pathlib import Path
def work():
    Path('a').mkdir()
    Path('a/b.txt').write_text('text')
    os.rename('a/b.txt', 'c.txt')
    with open('c.txt', 'a') as file: file.write('!')
    text = Path('c.txt').read_text()
    names = sorted(path.name for path in Path().rglob('*.txt'))
    Path('c.txt').unlink()
    Path('a').rmdir()
    return text == 'text!' and names == ['c.txt'] and not Path('c.txt').exists()
""",
    ),
    Benign(
        "gzip",
        """
import bz2, gzip, io, lzma, tarfile, zipfile, zlib
def work():
    data = b'x' * 10_000
    with gzip.open('g.gz', 'wb') as file: file.write(data)
    with zipfile.ZipFile('z.zip', 'w') as archive: archive.writestr('a', data)
    with tarfile.open('t.tar', 'w') as archive: archive.add('g.gz')
    return (gzip.open('g.gz').read() == data
            and zlib.decompress(zlib.compress(data)) == data
            and lzma.decompress(lzma.compress(data)) == data
            and bz2.decompress(bz2.compress(data)) == data
            and zipfile.ZipFile('z.zip').read('a') == data)
""",
    ),
    Benign(
        "sqlite_file",
        """
import sqlite3
def work():
    with sqlite3.connect('d.db') as base:
        base.execute('create table t (x)')
        base.executemany('insert into t values (?)', [(n,) for n in range(100)])
    return sqlite3.connect('d.db').execute('select sum(x) from t').fetchone() == (4950,)
""",
        "sqlite3",
    ),
    Benign(
        "sqlite_memory",
        """
import sqlite3
def work():
    base = sqlite3.connect(':memory:')
    return base.execute('select 6 * 7').fetchone() == (42,)
""",
        "sqlite3",
    ),
    Benign(
        "tempfile",
        """
import os, tempfile
def work():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'x')
        with open(path, 'w') as file: file.write('x')
    with tempfile.NamedTemporaryFile('w+') as file, tempfile.TemporaryFile() as other:
        file.write('y'); file.flush(); other.write(b'z')
        return open(file.name).read() == 'y' and not os.path.exists(path)
""",
    ),
    Benign(
        "text_formats",
        """
import csv, io, json, pickle
def work():
    with open('t.csv', 'w', newline='') as file: csv.writer(file).writerow([1, 'a'])
    row = next(csv.reader(open('t.csv')))
    with open('t.pkl', 'wb') as file: pickle.dump({'a': row}, file)
    return (row == ['1', 'a'] and json.loads(json.dumps({'x': [1.5]})) == {'x': [1.5]}
            and pickle.load(open('t.pkl', 'rb')) == {'a': row})
""",
    ),
    Benign(
        "dataclasses",
        """
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple, Protocol
class Colour(Enum): RED = 1
class Point(NamedTuple): x: float; y: float
@dataclass(frozen=True, slots=True)
class State:
    m: float = 0.0
    history: list = field(default_factory=list)
def work():
    return (replace(State(), m=2.0).m == 2.0 and Point(1, 2).y == 2
            and Colour(1).name == 'RED')
""",
    ),
    Benign(
        "regular_expressions",
        """
import re
def work():
    return re.findall(r'(\\w+)=(\\d+)', 'a=1, b=22') == [('a', '1'), ('b', '22')]
""",
    ),
    Benign(
        "functools",
        """
from functools import cache, lru_cache, partial, reduce
from itertools import accumulate, product
from collections import Counter, OrderedDict, defaultdict, deque
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def work():
    return (fib(80) == 23416728348467685 and reduce(int.__add__, range(5)) == 10
            and list(accumulate([1, 2])) == [1, 3] and Counter('aab')['a'] == 2)
""",
    ),
    Benign(
        "warnings_and_logging",
        """
import logging, sys, warnings
def work():
    warnings.warn('careful')
    logging.basicConfig(stream=sys.stderr)
    logging.getLogger('x').error('logged')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        warnings.warn('again')
    print('progress', flush=True)
    return len(caught) == 1
""",
    ),
    Benign(
        "recursion",
        """
def down(n): return 0 if n == 0 else 1 + down(n - 1)
def work(): return down(900) == 900
""",
    ),
    Benign(
        "generators",
        """
def squares():
    n = 0
    while True:
        yield n * n
        n += 1
def work():
    from contextlib import contextmanager, suppress, redirect_stdout
    import io
    with redirect_stdout(io.StringIO()) as printed: print('hidden')
    with suppress(ValueError): raise ValueError
    numbers = squares()
    text = printed.getvalue()
    return [next(numbers) for _ in range(4)] == [0, 1, 4, 9] and text == 'hidden\\n'
""",
    ),
    Benign(
        "time_and_dates",
        """
import calendar, datetime, time
def work():
    start = time.perf_counter()
    time.sleep(0.01)
    today = datetime.datetime.now()
    return time.perf_counter() > start and today.year > 2000 and bool(time.localtime())
""",
    ),
    Benign(
        "timing_and_profiling",
        """
import cProfile, io, pstats, timeit, tracemalloc
def work():
    profile = cProfile.Profile()
    profile.runcall(sorted, [3, 1, 2])
    stream = io.StringIO()
    pstats.Stats(profile, stream=stream).print_stats()
    tracemalloc.start()
    tracemalloc.stop()
    text = stream.getvalue()
    return timeit.timeit('1 + 1', number=10) >= 0 and 'function calls' in text
""",
    ),
    Benign(
        "introspection",
        """
import copy, inspect, sys, textwrap, traceback
def work():
    source = inspect.getsource(work)
    try: 1 / 0
    except ZeroDivisionError: text = traceback.format_exc()
    return 'getsource' in source and 'work' in text and copy.deepcopy([[1]]) == [[1]]
""",
    ),
    Benign(
        "typing_and_unittest",
        """
import doctest, typing, unittest
class T(unittest.TestCase):
    def test_it(self): self.assertAlmostEqual(0.1 + 0.2, 0.3)
def work():
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(T).run(result)
    return result.wasSuccessful() and result.testsRun == 1
""",
    ),
    Benign(
        "hashes_and_codes",
        """
import base64, hashlib, secrets, struct, uuid
def work():
    return (hashlib.sha256(b'').hexdigest().startswith('e3b0c442')
            and base64.b64decode(base64.b64encode(b'x')) == b'x'
            and len(secrets.token_bytes(8)) == 8 and bool(uuid.uuid4())
            and struct.unpack('<d', struct.pack('<d', 1.5)) == (1.5,))
""",
    ),
    Benign(
        "platform",
        """
import getpass, os, platform, shutil, sys
def work():
    shutil.copyfile(__file__, 'copy.py')
    usage = shutil.disk_usage('.')
    return (bool(platform.python_version()) and os.cpu_count() > 0 and usage.total > 0
            and os.path.expanduser('~') == os.environ['HOME']
            and os.access('.', os.W_OK))
""",
    ),
)
