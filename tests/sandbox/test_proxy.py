"""What checks rely on: the same for confined workers, fresh processes and the twin."""

import platform
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from grader.errors import (
    Killed,
    Missing,
    NotLoaded,
    OutOfMemory,
    RaisedError,
    SaidTooMuch,
    StudentFault,
    TimedOut,
)
from grader.sandbox.callbacks import Callback
from grader.sandbox.exchange import Link
from grader.sandbox.levels import Sandbox, choose
from grader.sandbox.limits import Limits
from grader.sandbox.proxy import Student
from grader.sandbox.remote import Opaque, RemoteObject, Seeded, require_plain
from grader.sandbox.reply import Reply
from grader.sandbox.settings import Level
from grader.sandbox.submission import Submission
from grader.sandbox.twin import open_twin

QUICK = Limits(call_seconds=0.3, load_seconds=1.0, wall_factor=1.0)
Open = Callable[[Limits], Link]
Make = Callable[..., Student]


@pytest.fixture(scope="module", params=["confined", "portable", "twin"])
def open_link(request: pytest.FixtureRequest) -> Iterator[Open]:
    if request.param == "twin":
        yield open_twin
        return
    level: Level | None = Level.PORTABLE
    if request.param == "confined":
        if platform.system() != "Linux":
            pytest.skip("only Linux confines")
        level, _ = choose()
    assert level is not None, "no level holds here: run `grader doctor`"
    with Sandbox(level) as sandbox:
        yield sandbox.open_link


@pytest.fixture
def isolated(open_link: Open) -> Open:
    """Leave out the twin, which shares its process with the judge."""
    if open_link is open_twin:
        pytest.skip("the twin isolates nothing")
    return open_link


@pytest.fixture
def make(open_link: Open) -> Iterator[Make]:
    students = []

    def make_student(source: str, **options: Any) -> Student:
        student = Student(Submission.of_source(source), open_link, **options)
        students.append(student)
        return student

    yield make_student
    for student in students:
        student.close()


def test_values_come_back_as_they_were(make: Make) -> None:
    student = make("def same(x): return x")
    values: list[Any] = [
        None,
        True,
        -7,
        2**80,
        -(2**200),
        0.1,
        float("inf"),
        1 + 2j,
        "Grüße\n",
        b"\0bytes",
        [1, [2.5, "x"], ()],
        [0.5] * 20,
        {"a": 1, 2: [3.0], "nested": {"b": None}},
        np.float64(0.5),
        np.int8(-3),
        np.bool_(True),
    ]

    for value in values:
        got = student.same(value)
        assert got == value
        assert type(got) is type(value)


def test_arrays_keep_type_shape_and_every_bit(make: Make) -> None:
    student = make("def same(x): return x")
    arrays = [
        np.array(3.5),
        np.zeros((0, 3)),
        np.arange(6, dtype=np.int32).reshape(2, 3).T,
        np.array([np.nan, -0.0, np.inf]),
        np.array([True, False]),
        np.array([1 + 2j], dtype=np.complex64),
        np.arange(4, dtype=">f8"),
    ]

    for array in arrays:
        got = student.same(array)
        np.testing.assert_array_equal(got, array)
        assert got.shape == array.shape
        assert got.dtype == array.dtype.newbyteorder("=")
        assert np.signbit(got.real).tolist() == np.signbit(array.real).tolist()


def test_the_judge_sees_every_point_at_which_its_function_is_evaluated(
    make: Make,
) -> None:
    student = make(
        "def descend(grad, x, lr, steps):\n"
        "    for _ in range(steps):\n"
        "        x = x - lr * grad(x)\n"
        "    return x\n"
    )

    reply = student.call("descend", lambda x: 2 * x, 1.0, 0.25, 3)

    assert reply.value == 0.125
    assert [asked.args for asked in reply.asked] == [(1.0,), (0.5,), (0.25,)]
    assert [asked.value for asked in reply.asked] == [2.0, 1.0, 0.5]


def test_a_list_handed_to_a_function_of_the_judges_arrives_as_an_array(
    make: Make,
) -> None:
    student = make("def f(grad): return grad([1, 2])")

    assert student.f(lambda x: 2 * x).tolist() == [2.0, 4.0]


def test_a_bad_argument_is_an_ordinary_value_error_in_the_students_code(
    make: Make,
) -> None:
    student = make(
        "def f(grad):\n"
        "    try:\n"
        "        grad([[1.0], [2.0]])\n"
        "    except ValueError as error:\n"
        "        return str(error)\n"
    )
    grad = Callback(lambda x: x, "grad", shapes=((2,),))

    assert student.f(grad) == "grad was called with shape (2, 1); it takes (2,)"


def test_arguments_reach_renamed_and_keyword_only_parameters(make: Make) -> None:
    source = (
        "def renamed(a, b, c=5): return [a, b, c]\n"
        "def named_only(*, rate, start): return [start, rate]\n"
        "def mixed(start, *, rate): return [start, rate]\n"
        "def everything(*args): return list(args)\n"
        "def options(start, **kw): return [start, kw['rate']]\n"
    )
    names = ("renamed", "named_only", "mixed", "everything", "options")
    student = make(source, parameters=dict.fromkeys(names, ("start", "rate")))

    assert student.renamed(start=1, rate=2) == [1, 2, 5]
    assert student.named_only(start=1, rate=2) == [1, 2]
    assert student.mixed(1, rate=2) == [1, 2]
    assert student.everything(start=1, rate=2) == [1, 2]
    assert student.options(start=1, rate=2) == [1, 2]


def test_objects_of_the_students_stay_there_and_can_be_used(make: Make) -> None:
    student = make(
        "class Counter:\n"
        "    def __init__(self, n): self.n = n\n"
        "    def step(self, by): self.n += by; return self.n\n"
        "    def __add__(self, other):\n"
        "        return Counter(self.n + getattr(other, 'n', other))\n"
        "    __radd__ = __add__\n"
        "def squares(n): return (k * k for k in range(n))\n"
        "def adder(a): return lambda b: a + b\n"
    )
    counter = student.Counter(3)

    assert isinstance(counter, RemoteObject)
    assert counter.type_name == "Counter"
    assert counter.step(4) == 7
    assert counter.n == 7
    assert (counter + counter).n == 14
    assert (1 + counter).n == 8
    assert student.squares(4).listed() == [0, 1, 4, 9]
    assert student.adder(2)(3) == 5


def test_operations_in_a_row_are_done_over_there_in_one_request(make: Make) -> None:
    student = make(
        "class Line:\n"
        "    def __init__(self, slope, offset):\n"
        "        self.slope, self.offset = slope, offset\n"
        "    def __rsub__(self, number):\n"
        "        return Line(-self.slope, number - self.offset)\n"
        "    def __add__(self, other):\n"
        "        return Line(self.slope + other.slope, self.offset + other.offset)\n"
    )
    line, other = student.Line(3.0, 0.0), student.Line(0.5, 1.0)

    # 3x, 2 - 3x, 3 - 2.5x, -1 + 2.5x, 3x
    end = line.chained([("sub", 2.0, None), ("add", None, other)], 2)

    assert (end.slope, end.offset) == (3.0, 0.0)
    assert (line.slope, line.offset) == (3.0, 0.0)


def test_a_chain_that_breaks_is_an_ordinary_exception(make: Make) -> None:
    student = make("class Lonely:\n    pass")

    with pytest.raises(RaisedError, match="unsupported operand"):
        student.Lonely().chained([("add", None, 1.0)], 5_000)


def test_what_cannot_travel_is_named(make: Make) -> None:
    student = make(
        "import numpy as np\n"
        "class Liar(list): pass\n"
        "def objects(): return np.array([object()])\n"
        "def liar(): return Liar()\n"
        "def key(): return {(1, 2): 3}\n"
    )

    assert student.objects() == Opaque("array of dtype object")
    assert student.liar().type_name == "Liar"
    assert student.key() == Opaque("dict with a key of type tuple")
    with pytest.raises(Exception, match=r"^it returned an object of type Liar; num"):
        require_plain([student.liar()], "it")


def test_randomness_is_the_same_for_the_same_seed(make: Make) -> None:
    student = make(
        "import random, numpy as np\n"
        "def draw(rng):\n"
        "    fresh = np.random.default_rng()\n"
        "    return [rng.normal(), random.random(), np.random.rand(), fresh.normal()]\n"
    )
    student.begin_check(seed=11)
    first = student.draw(Seeded(5))
    student.begin_check(seed=12)
    other = student.draw(Seeded(5))
    student.begin_check(seed=11)

    assert student.draw(Seeded(5)) == first
    assert first[0] == other[0] == np.random.default_rng(5).normal()
    assert all(a != b for a, b in zip(first[1:], other[1:], strict=True))


def test_an_exception_is_shown_from_the_students_first_frame_on(make: Make) -> None:
    student = make("def half(x):\n    return 1 / x\n\ndef f(x):\n    return half(x)\n")

    with pytest.raises(RaisedError) as caught:
        student.f(0)

    assert str(caught.value) == "f raised ZeroDivisionError: division by zero"
    assert caught.value.traceback.splitlines()[0] == (
        '  File "solution.py", line 5, in f'
    )
    assert "return 1 / x" in caught.value.traceback
    assert "grader" not in caught.value.traceback


def test_output_belongs_to_the_call_that_printed_it(make: Make) -> None:
    student = make("import sys\ndef say(x):\n    print('x is', x)\n    return x\n")

    replies = student.batch("say", [(1,), (2,), (3,)])

    assert [getattr(each, "output", None) for each in replies] == [
        "x is 1\n",
        "x is 2\n",
        "x is 3\n",
    ]


def test_output_is_cut_and_without_addresses(make: Make) -> None:
    student = make(
        "def f(): print(object())\ndef long(): print('y' * 500)\n",
        limits=Limits(output_bytes=100),
    )

    assert student.call("f").output == "<object object at 0x…>\n"
    assert student.call("long").output == (
        "y" * 100 + "\n… (more was printed and left out)\n"
    )


def test_arguments_come_back_as_the_student_left_them(make: Make) -> None:
    student = make("def f(x):\n    x[0] = 9.0\n    return 0\n")
    x0 = np.array([1.0, 2.0])

    reply = student.call_echoing("f", x0)

    assert reply.arguments[0].tolist() == [9.0, 2.0]
    assert x0.tolist() == [1.0, 2.0]


def test_an_item_that_raises_loses_itself_only(make: Make) -> None:
    student = make("def f(x): return 1 / x")

    one, bad, two = student.batch("f", [(1.0,), (0,), (2.0,)])

    assert [one.value, two.value] == [1.0, 0.5]  # type: ignore[union-attr]  # replies
    assert isinstance(bad, RaisedError)


def test_a_missing_name_is_said_to_be_missing(make: Make) -> None:
    student = make("x = 1\ndef f(): return undefined")

    assert student.has("f")
    assert not student.has("g")
    assert student.kind("f") == "function"
    with pytest.raises(Missing, match=r"^g is not defined in your submission\.$"):
        student.g()
    with pytest.raises(RaisedError, match="name 'undefined' is not defined"):
        student.f()


def test_a_signature_can_be_asked_for(make: Make) -> None:
    student = make("def f(a, b=1, *, c): ...")

    assert student.signature("f") == [
        ("a", "POSITIONAL_OR_KEYWORD", False),
        ("b", "POSITIONAL_OR_KEYWORD", True),
        ("c", "KEYWORD_ONLY", False),
    ]


def test_a_reply_that_is_too_big_is_refused_with_its_size(make: Make) -> None:
    student = make("import numpy as np\ndef f(): return np.zeros(9_000_000)")

    with pytest.raises(SaidTooMuch, match="returned a message of more than 67108864"):
        student.f()
    assert student.has("f")


def test_a_function_of_the_judges_is_worth_nothing_after_its_call(make: Make) -> None:
    student = make(
        "kept = []\ndef keep(grad): kept.append(grad)\ndef use(): return kept[0](1.0)\n"
    )
    student.keep(lambda x: x)

    with pytest.raises(RaisedError, match="can only be called while the call"):
        student.use()


def test_an_endless_loop_ends_and_the_next_call_works(isolated: Open) -> None:
    source = "def loop():\n    while True: pass\ndef f(): return 1\n"

    with Student(Submission.of_source(source), isolated, QUICK) as student:
        with pytest.raises(TimedOut, match=r"^loop was stopped after"):
            student.loop()
        assert student.f() == 1


def test_a_hang_in_a_batch_loses_one_item(isolated: Open) -> None:
    source = "def f(x):\n    while x == 2: pass\n    return x\n"

    with Student(Submission.of_source(source), isolated, QUICK) as student:
        one, two, three = student.batch("f", [(1,), (2,), (3,)])

    assert (one.value, three.value) == (1, 3)  # type: ignore[union-attr]  # replies
    assert isinstance(two, TimedOut)


def _values(replies: list[Reply | StudentFault]) -> list[Any]:
    return [getattr(each, "value", type(each)) for each in replies]


def test_many_cheap_calls_answer_in_their_order(make: Make) -> None:
    student = make("def f(x, w): w[0] += x; return w[0]")
    w = np.array([0.5, 1.0])

    replies = student.batch("f", [(float(i), w) for i in range(1_200)], bulk=True)

    assert _values(replies) == [i + 0.5 for i in range(1_200)]
    assert w.tolist() == [0.5, 1.0]


def test_in_bulk_a_call_that_raises_loses_itself_only(make: Make) -> None:
    student = make("def f(x): return 1 / x")

    replies = student.batch("f", [(float(i % 3),) for i in range(7)], bulk=True)

    fault = RaisedError
    assert _values(replies) == [fault, 1.0, 0.5, fault, 1.0, 0.5, fault]


def test_in_bulk_the_output_of_all_is_kept_together(make: Make) -> None:
    student = make("def say(x): print(x)")

    replies = student.batch("say", [(1,), (2,), (3,)], bulk=True)

    assert "".join(getattr(each, "output", "?") for each in replies) == "1\n2\n3\n"


def test_in_bulk_a_call_may_ask_for_values(make: Make) -> None:
    student = make("def f(grad, x): return grad(x) if x % 2 else x")
    seen = []

    def grad(x: float) -> float:
        seen.append(x)
        return 10 * x

    replies = student.batch("f", [(grad, float(i)) for i in range(5)], bulk=True)

    assert _values(replies) == [0.0, 10.0, 2.0, 30.0, 4.0]
    assert seen == [1.0, 3.0]


def test_in_bulk_what_cannot_travel_is_named(make: Make) -> None:
    student = make("def f(x): return {1, 2} if x == 1 else [x] * 9")

    one, two, three = student.batch("f", [(0.0,), (1.0,), (2.0,)], bulk=True)

    assert _values([one, three]) == [[0.0] * 9, [2.0] * 9]
    assert isinstance(two, Reply)
    assert "set" in repr(two.value)


def test_a_named_tuple_is_a_tuple_unless_it_can_do_more(make: Make) -> None:
    student = make(
        "from collections import namedtuple\n"
        "from typing import NamedTuple\n"
        "Pair = namedtuple('Pair', 'dx dy')\n"
        "class Typed(NamedTuple):\n    dx: float\n    dy: float = 2.0\n"
        "class Able(NamedTuple):\n    dx: float\n    def step(self): return 3\n"
        "def pair(): return [Pair(1.0, 2.0), Typed(1.0)]\n"
        "def able(): return Able(1.0)\n"
    )

    assert student.pair() == [(1.0, 2.0), (1.0, 2.0)]
    assert isinstance(student.able(), RemoteObject)


def test_a_hang_in_bulk_loses_one_item(isolated: Open) -> None:
    source = "def f(x):\n    while x == 57: pass\n    return x\n"

    with Student(Submission.of_source(source), isolated, QUICK) as student:
        replies = student.batch("f", [(i,) for i in range(100)], bulk=True)
        lost = student.lost

    assert _values(replies) == [i if i != 57 else TimedOut for i in range(100)]
    assert lost == 1


def test_an_exit_in_bulk_loses_one_item(isolated: Open) -> None:
    source = "import os\ndef f(x): return os._exit(0) if x == 7 else x\n"

    with Student(Submission.of_source(source), isolated, QUICK) as student:
        replies = student.batch("f", [(i,) for i in range(10)], bulk=True)
        again = student.batch("f", [(i,) for i in range(10)], bulk=True)

    assert _values(replies) == [i if i != 7 else Killed for i in range(10)]
    assert _values(again) == _values(replies)


def test_an_exit_loses_one_call(isolated: Open) -> None:
    source = (
        "import os, sys\n"
        "def leave(): os._exit(3)\n"
        "def polite(): sys.exit('bye')\n"
        "def f(): return 1\n"
    )

    with Student(Submission.of_source(source), isolated) as student:
        with pytest.raises(Killed, match=r"^leave ended the whole process \(exit code"):
            student.leave()
        with pytest.raises(RaisedError, match="polite raised SystemExit: bye"):
            student.polite()
        assert student.f() == 1


def test_a_flood_of_output_is_stopped(isolated: Open) -> None:
    source = "def f():\n    while True: print('x' * 9999)\n"
    limits = Limits(flood_bytes=2**20)

    with (
        Student(Submission.of_source(source), isolated, limits) as student,
        pytest.raises(SaidTooMuch, match=r"^f was stopped: it printed more than 1 MiB"),
    ):
        student.f()


def test_an_object_is_lost_with_its_process(isolated: Open) -> None:
    source = (
        "import os\nclass A:\n    def f(self): return 1\n"
        "    def die(self): os._exit(0)\n"
    )

    with Student(Submission.of_source(source), isolated) as student:
        thing = student.A()
        with pytest.raises(Killed):
            thing.die()
        with pytest.raises(Killed, match="lost with the process it lived in"):
            thing.f()


def test_processes_are_replaced_as_often_as_the_limits_say(isolated: Open) -> None:
    source = "import os\ndef die(): os._exit(0)\ndef f(): return 1\n"

    limits = Limits(replacements=3)
    with Student(Submission.of_source(source), isolated, limits) as student:
        for _ in range(4):
            with pytest.raises(Killed):
                student.die()
        with pytest.raises(NotLoaded, match="ended 4 processes; it is not started"):
            student.f()


def test_a_hang_while_loading_leaves_the_definitions(isolated: Open) -> None:
    source = (
        "import math\n"
        "RATE = 0.5\n"
        "def f(x): return RATE * math.floor(x)\n"
        "while True: pass\n"
        "def late(): return 2\n"
    )

    with Student(Submission.of_source(source), isolated, QUICK) as student:
        assert student.f(3.5) == 1.5
        assert student.late() == 2


def test_a_file_that_always_hangs_is_not_loaded(isolated: Open) -> None:
    source = "class A:\n    while True: pass\n"

    with (
        Student(Submission.of_source(source), isolated, QUICK) as student,
        pytest.raises(
            NotLoaded, match=r"^Your file could not be loaded: it was stopped"
        ),
    ):
        student.has("A")


def test_memory_is_limited(isolated: Open, request: pytest.FixtureRequest) -> None:
    if "portable" in request.node.name:
        pytest.skip("the portable level promises no limit of memory")
    source = "import numpy as np\ndef f(): return np.ones(2 * 10**8).sum()\n"

    with (
        Student(Submission.of_source(source), isolated) as student,
        pytest.raises(
            OutOfMemory, match=r"^f ran out of memory; the limit is 1024 MiB"
        ),
    ):
        student.f()
