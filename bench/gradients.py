"""Measure the gradient check: false alarms, misses and cost.

    python bench/gradients.py            everything, two to three minutes
    python bench/gradients.py --part 8   every eighth case

Three tables: a hostile battery of right and wrong gradients, with three common rules
beside ours; random networks; and the cost by size. The exit code is 1 if a right
gradient was called wrong, a structural error was missed, or any error was missed that
the noise of the loss would have let through to be seen.
"""

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grader.gradients import GradientCheck, Verdict, check_gradient

Array: TypeAlias = NDArray[Any]
Function: TypeAlias = Callable[[Array], Any]
Parameters: TypeAlias = dict[str, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A loss with its right gradient at a point."""

    family: str
    name: str
    f: Function
    g: Function
    x: Array
    low: Array | None = None
    """The least slope that is right, where there are several: at a kink."""
    high: Array | None = None
    """The largest."""


@dataclass(frozen=True, slots=True, eq=False)
class Wrong:
    """A wrong gradient of a case."""

    name: str
    g: Array
    structural: bool
    single: bool = False
    """Whether it is in single precision."""


# ------------------------------------------------------------------ the battery


def smooth(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses that give nobody any trouble."""
    n = 12
    a = rng.normal(size=(n, n))
    h, x = a @ a.T + np.eye(n), rng.normal(size=n)

    yield Case("smooth", "quadratic", lambda w: 0.5 * w @ h @ w, lambda w: h @ w, x)
    yield Case(
        "smooth",
        "logistic",
        lambda w: np.logaddexp(0, a @ w).mean(),
        lambda w: a.T @ sigmoid(a @ w) / n,
        x,
    )
    yield Case("smooth", "cubes", lambda w: np.sum(w**3), lambda w: 3 * w**2, x)
    yield Case("smooth", "sines", lambda w: np.sin(w).sum(), np.cos, x)
    yield Case(
        "smooth",
        "rosenbrock",
        lambda w: 100 * (w[1] - w[0] ** 2) ** 2 + (1 - w[0]) ** 2,
        lambda w: np.array(
            [
                -400 * w[0] * (w[1] - w[0] ** 2) - 2 * (1 - w[0]),
                200 * (w[1] - w[0] ** 2),
            ]
        ),
        np.array([-1.2, 0.7]),
    )
    yield Case(
        "smooth",
        "log-sum-exp",
        lambda w: np.log(np.exp(w).sum()),
        lambda w: np.exp(w) / np.exp(w).sum(),
        x,
    )
    yield Case("smooth", "norm", np.linalg.norm, lambda w: w / np.linalg.norm(w), x)
    yield Case(
        "smooth", "product", np.prod, lambda w: np.prod(w) / w, 1 + 0.3 * np.abs(x)
    )
    yield Case(
        "smooth",
        "rational",
        lambda w: (1 / (1 + w**2)).sum(),
        lambda w: -2 * w / (1 + w**2) ** 2,
        x,
    )


def badly_scaled(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses whose parameters differ by many orders of magnitude."""
    x = rng.normal(size=9)
    sizes = np.logspace(-8, 8, 9)
    yield Case(
        "scaled",
        "points",
        lambda w: np.sin(w / sizes).sum(),
        lambda w: np.cos(w / sizes) / sizes,
        x * sizes,
    )
    yield Case(
        "scaled",
        "coefficients",
        lambda w: (sizes * w**2).sum(),
        lambda w: 2 * sizes * w,
        x,
    )
    for factor in (1e-8, 1e-4, 1e4, 1e8):
        yield Case(
            "scaled",
            f"all x {factor:g}",
            partial(lambda c, w: np.tanh(w / c).sum(), factor),
            partial(lambda c, w: (1 - np.tanh(w / c) ** 2) / c, factor),
            x * factor,
        )
        yield Case(
            "scaled",
            f"loss x {factor:g}",
            partial(lambda c, w: c * np.sin(w).sum(), factor),
            partial(lambda c, w: c * np.cos(w), factor),
            x,
        )
    near = np.abs(x) * 1e-6
    yield Case("scaled", "logarithm", lambda w: np.log(w).sum(), lambda w: 1 / w, near)
    yield Case(
        "scaled", "root", lambda w: np.sqrt(w).sum(), lambda w: 0.5 / np.sqrt(w), near
    )


def offset(rng: np.random.Generator) -> Iterator[Case]:
    """Yield small signals on large constants."""
    x = rng.normal(size=8)
    for constant in (1e3, 1e5, 1e6, 1e8, 1e10):
        yield Case(
            "offset",
            f"{constant:g} + sines",
            partial(lambda c, w: c + np.sin(w).sum(), constant),
            np.cos,
            x,
        )
    yield Case(
        "offset",
        "regulariser 1e5",
        lambda w: np.cos(w[:4]).sum() + 1e5 * (w[4:] ** 2).sum(),
        lambda w: np.concatenate([-np.sin(w[:4]), 2e5 * w[4:]]),
        x,
    )


def kinked(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses near kinks and exactly at them."""
    a = rng.normal(size=(6, 5))
    x = rng.normal(size=5)
    for distance in (1e-2, 1e-3, 1e-5, 1e-6, 1e-7, 1e-9, -1e-6, -1e-9):
        b = distance - a @ x
        b[1:] += rng.normal(size=5)
        yield Case(
            "kink",
            f"relu at {distance:g}",
            partial(lambda b, w: (np.maximum(a @ w + b, 0) ** 1).sum(), b),
            partial(lambda b, w: a.T @ (a @ w + b > 0), b),
            x,
        )
        yield Case(
            "kink",
            f"leaky relu at {distance:g}",
            partial(
                lambda b, w: np.where(
                    a @ w + b > 0, a @ w + b, 0.1 * (a @ w + b)
                ).sum(),
                b,
            ),
            partial(lambda b, w: a.T @ np.where(a @ w + b > 0, 1, 0.1), b),
            x,
        )
    y = np.array([1.0, 0.0, 1e-7, -2.0, 0.0])
    yield Case(
        "kink",
        "absolute values",
        lambda w: np.abs(w).sum(),
        np.sign,
        y,
        np.where(y == 0, -1, np.sign(y)),
        np.where(y == 0, 1, np.sign(y)),
    )
    yield Case(
        "kink",
        "relu at 0, slope 0",
        lambda w: np.maximum(w, 0).sum() + w.sum(),
        lambda w: (w > 0) + 1.0,
        y,
        1.0 + (y > 0),
        1.0 + (y >= 0),
    )
    yield Case(
        "kink",
        "relu at 0, slope 1",
        lambda w: np.maximum(w, 0).sum() + w.sum(),
        lambda w: (w >= 0) + 1.0,
        y,
        1.0 + (y > 0),
        1.0 + (y >= 0),
    )
    yield Case(
        "kink",
        "lasso",
        lambda w: ((a @ w) ** 2).mean() + 0.01 * np.abs(w).sum(),
        lambda w: 2 * a.T @ (a @ w) / 6 + 0.01 * np.sign(w),
        y,
        2 * a.T @ (a @ y) / 6 + 0.01 * np.where(y == 0, -1, np.sign(y)),
        2 * a.T @ (a @ y) / 6 + 0.01 * np.where(y == 0, 1, np.sign(y)),
    )
    yield Case(
        "kink",
        "hinge",
        lambda w: np.maximum(0, 1 - a @ w).mean(),
        lambda w: -a.T @ (a @ w < 1) / 6,
        x,
    )
    yield Case(
        "kink",
        "huber",
        lambda w: np.where(np.abs(w) < 1, 0.5 * w**2, np.abs(w) - 0.5).sum(),
        lambda w: np.clip(w, -1, 1),
        np.array([0.3, 1.0, 1 + 1e-7, -1.0, -5.0]),
    )
    yield Case(
        "kink",
        "largest",
        lambda w: 3 * np.max(w) + w.sum(),
        lambda w: 3.0 * (np.arange(5) == np.argmax(w)) + 1,
        np.array([1.0, 0.3, 1 + 1e-8, -2.0, 0.9]),
    )


def curved(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses that bend within a small part of the parameter."""
    x = rng.normal(size=4)
    yield Case(
        "curved",
        "fast sine",
        lambda w: np.sin(1e4 * w).sum(),
        lambda w: 1e4 * np.cos(1e4 * w),
        x,
    )
    yield Case(
        "curved",
        "faster sine",
        lambda w: np.sin(1e6 * w).sum(),
        lambda w: 1e6 * np.cos(1e6 * w),
        x,
    )
    yield Case(
        "curved",
        "steep tanh",
        lambda w: np.tanh(1e5 * (w - 1)).sum(),
        lambda w: 1e5 / np.cosh(1e5 * (w - 1)) ** 2,
        1 + x * 1e-5,
    )
    yield Case(
        "curved",
        "peak",
        lambda w: (1 / (w**2 + 1e-6)).sum(),
        lambda w: -2 * w / (w**2 + 1e-6) ** 2,
        1e-3 * x,
    )
    yield Case(
        "curved",
        "exponential",
        lambda w: np.exp(50 * w).sum(),
        lambda w: 50 * np.exp(50 * w),
        x,
    )
    yield Case("curved", "power", lambda w: (w**20).sum(), lambda w: 20 * w**19, x)
    yield Case(
        "curved",
        "soft absolute",
        lambda w: np.sqrt(w**2 + 1e-12).sum(),
        lambda w: w / np.sqrt(w**2 + 1e-12),
        1e-6 * x,
    )


def saturated(rng: np.random.Generator) -> Iterator[Case]:
    """Yield cross-entropies of sure predictions."""
    for size in (3.0, 10.0, 20.0, 30.0, 50.0):
        x = rng.normal(size=5)
        x[0] += size

        def loss(w: Array) -> Any:
            return np.log(np.exp(w - w.max()).sum()) + w.max() - w[0]

        def gradient(w: Array) -> Array:
            p: Array = np.exp(w - w.max()) / np.exp(w - w.max()).sum()
            # 1 - p as a sum: the subtraction would lose all digits.
            p[0] = -p[1:].sum()
            return p

        yield Case("logits", f"sure by {size:g}", loss, gradient, x)
        if size < 40:  # noqa: PLR2004 - exp(50) would be the whole loss
            yield Case(
                "logits",
                f"wrong by {size:g}",
                lambda w: np.logaddexp(0, w).sum(),
                sigmoid,
                x,
            )


def single(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses that are computed in single precision somewhere."""
    a = rng.normal(size=(8, 5)).astype(np.float32)
    x = rng.normal(size=5)
    x32 = x.astype(np.float32)

    def loss(w: Array) -> Any:
        return np.logaddexp(np.float32(0), a @ w.astype(np.float32)).mean()

    def gradient(w: Array) -> Array:
        result: Array = a.T @ sigmoid(a @ w.astype(np.float32)) / np.float32(8)
        return result

    yield Case("single", "everything", loss, gradient, x32)
    yield Case("single", "inside", lambda w: float(loss(w)), gradient, x)
    yield Case(
        "single",
        "inside, unseen",
        lambda w: float(loss(w)),
        lambda w: gradient(w).astype(np.float64),
        x,
    )
    yield Case("single", "loss only", lambda w: np.float32(np.sin(w).sum()), np.cos, x)
    yield Case("single", "point only", lambda w: np.sin(w).sum(), np.cos, x32)


def noisy(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses with deterministic noise."""
    x = rng.normal(size=6)

    def noise(w: Array) -> float:
        # Every bit of the point counts, and the same point gives the same noise.
        digest = hashlib.blake2b(np.ascontiguousarray(w).tobytes(), digest_size=8)
        return int.from_bytes(digest.digest()) / 2**63 - 1

    for size in (1e-12, 1e-10, 1e-8, 1e-6):
        yield Case(
            "noisy",
            f"{size:g}",
            partial(lambda s, w: np.sin(w).sum() + s * noise(w), size),
            np.cos,
            x,
        )


def large(rng: np.random.Generator) -> Iterator[Case]:
    """Yield losses with 3,000 parameters."""
    x = rng.normal(size=3000)
    a = rng.normal(size=(20, 3000)) / 50
    yield Case(
        "large",
        "logistic",
        lambda w: np.logaddexp(0, a @ w).mean(),
        lambda w: a.T @ sigmoid(a @ w) / 20,
        x,
    )
    yield Case("large", "cubes", lambda w: (w**3).mean(), lambda w: w**2 / 1000, x)
    yield Case(
        "large",
        "scaled",
        lambda w: np.sin(w * sizes).sum(),
        lambda w: sizes * np.cos(w * sizes),
        x / (sizes := np.logspace(-4, 4, 3000)),
    )
    yield Case(
        "large",
        "relu",
        lambda w: np.maximum(w, 0).mean(),
        lambda w: (w > 0) / 3000,
        x,
    )


def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + exp(-z))."""
    result: Array = 1 / (1 + np.exp(-z))
    return result


def battery(part: int = 1) -> list[Case]:
    """Return every part-th case."""
    families = (
        smooth,
        badly_scaled,
        offset,
        kinked,
        curved,
        saturated,
        single,
        noisy,
        large,
    )
    rng = np.random.default_rng(1)
    return [case for family in families for case in family(rng)][::part]


def wrong_gradients(case: Case) -> Iterator[Wrong]:
    """Yield wrong gradients of a case; whatever is right after all is left out."""
    right = np.asarray(case.g(case.x.copy()), dtype=np.float64)
    low = right if case.low is None else case.low
    high = right if case.high is None else case.high
    # What is accepted at a kink by a small margin is not wrong here either.
    slack = 1e-15 * np.abs(right) + 0.05 * (high - low)
    for wrong in _changed(right, case.x.astype(np.float64)):
        outside = (wrong.g < low - slack) | (wrong.g > high + slack)
        if bool(np.any(outside)):
            yield wrong


def _changed(right: Array, x: Array) -> Iterator[Wrong]:
    order = np.argsort(np.abs(right), kind="stable")
    present = order[np.abs(right[order]) > 0]
    middle, least = present[len(present) // 2], present[0]
    for size in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6):
        yield Wrong(f"one x (1 + {size:g})", _with(right, middle, 1 + size), False)
    for name, factor in (("1.01", 1.01), ("1.0001", 1.0001)):
        yield Wrong(f"all x {name}", right * factor, False)
    for name, factor in (
        ("-1", -1),
        ("2", 2),
        ("1/2", 0.5),
        ("7", 7),
        ("1/7", 1 / 7),
        ("0", 0),
    ):
        yield Wrong(f"all x {name}", right * factor, True)
        yield Wrong(f"one x {name}", _with(right, middle, factor), True)
    yield Wrong("least x 2", _with(right, least, 2), False)
    yield Wrong("rolled", np.roll(right, 1), True)
    yield Wrong("reversed", right[::-1].copy(), True)
    yield Wrong("plus 0.013 x", right + 0.013 * x, False)
    yield Wrong("signs", np.sign(right), False)
    yield Wrong("absolute", np.abs(right), False)


def _always(answer: Any, _: Any) -> Any:
    return answer


def _with(right: Array, at: int, factor: float) -> Array:
    changed = right.copy()
    changed[at] *= factor
    return changed


# ------------------------------------------------------------------ other rules


def central(case: Case, step: float) -> Array:
    """Return the central differences with one step."""
    x = case.x.astype(np.float64)
    slopes = np.empty(x.size)
    with np.errstate(all="ignore"):
        for i in range(x.size):
            up, down = x.copy(), x.copy()
            up[i] += step
            down[i] -= step
            slopes[i] = (float(case.f(up)) - float(case.f(down))) / (2 * step)
    return slopes


def forward(case: Case, step: float) -> Array:
    """Return the forward differences with one step."""
    x = case.x.astype(np.float64)
    slopes, f0 = np.empty(x.size), float(case.f(x.copy()))
    with np.errstate(all="ignore"):
        for i in range(x.size):
            up = x.copy()
            up[i] += step
            slopes[i] = (float(case.f(up)) - f0) / step
    return slopes


def common_rules(case: Case) -> dict[str, Callable[[Array], bool]]:
    """Return the rules of three popular checkers: does one accept a gradient?"""
    course, torch = central(case, 1e-5), central(case, 1e-6)
    scipy = forward(case, 1.4901161193847656e-08)

    def course_accepts(g: Array) -> bool:
        error = np.abs(g - course) / np.maximum(1e-8, np.abs(g) + np.abs(course))
        return bool(np.max(error) <= COURSE)

    def torch_accepts(g: Array) -> bool:
        return bool(np.all(np.abs(g - torch) <= 1e-5 + 1e-3 * np.abs(torch)))

    def scipy_accepts(g: Array) -> bool:
        return bool(np.linalg.norm(g - scipy) < SCIPY)

    return {
        "CS231n 1e-5": course_accepts,
        "torch gradcheck": torch_accepts,
        "scipy 1e-6": scipy_accepts,
    }


# ------------------------------------------------------------------ the measurements


@dataclass(slots=True)
class Score:
    """How often a rule was wrong in a family."""

    cases: int = 0
    alarms: int = 0
    unclear: int = 0
    wrongs: int = 0
    misses: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A wrong gradient that was not called wrong."""

    case: str
    wrong: str
    structural: bool
    verdict: Verdict
    error: float
    """The largest error, measured in what could be seen at that entry."""
    bound: float
    """The least error that noise lets through there."""

    @property
    def resolvable(self) -> bool:
        """Say whether it should have been seen."""
        return self.error > self.bound


@dataclass(slots=True)
class Outcome:
    """The scores of all rules, and our misses."""

    scores: dict[str, dict[str, Score]]
    misses: list[Miss]
    alarms: list[str]

    @property
    def passed(self) -> bool:
        """Say whether every gate holds."""
        bad = any(
            miss.resolvable or (miss.structural and miss.verdict.accepts)
            for miss in self.misses
        )
        return not bad and not self.alarms


OURS = "this check"
COURSE = 1e-5
SCIPY = 1e-6
SEEN = 4
"""What is larger than this times noise floor over step has to be seen, but for what is
within the tolerance that double and single precision are given."""


def measure_battery(part: int = 1) -> Outcome:
    """Run all rules over the battery."""
    outcome = Outcome({}, [], [])
    for case in battery(part):
        right = np.asarray(case.g(case.x.copy()))
        check = check_gradient(case.f, case.g, case.x)
        _count(outcome, OURS, case, right=True, accepted=check.verdict.accepts)
        ours = outcome.scores[OURS][case.family]
        if check.verdict is Verdict.FAIL:
            outcome.alarms.append(f"{case.family}: {case.name}\n{check}")
        elif not check.verdict.accepts:
            ours.unclear += 1
            ours.alarms -= 1
        rules = common_rules(case)
        for name, accepts in rules.items():
            _count(outcome, name, case, right=True, accepted=accepts(right))
        for wrong in wrong_gradients(case):
            found = check_gradient(case.f, partial(_always, wrong.g), case.x)
            missed = found.verdict is not Verdict.FAIL
            _count(outcome, OURS, case, right=False, accepted=missed)
            if missed:
                outcome.misses.append(_miss(case, wrong, found))
            for name, accepts in rules.items():
                _count(outcome, name, case, right=False, accepted=accepts(wrong.g))
    return outcome


def _count(
    outcome: Outcome, rule: str, case: Case, *, right: bool, accepted: bool
) -> None:
    score = outcome.scores.setdefault(rule, {}).setdefault(case.family, Score())
    if right:
        score.cases += 1
        score.alarms += not accepted
    else:
        score.wrongs += 1
        score.misses += accepted


def _miss(case: Case, wrong: Wrong, found: GradientCheck) -> Miss:
    """Return a miss, with the entry where it was easiest to see."""
    right = np.asarray(case.g(case.x.copy()), dtype=np.float64)
    rtol = 2.4e-5 if any("single" in note for note in found.notes) else 1e-7
    unit = 1.2e-7 if wrong.single else 2.2e-16
    least = 20 * unit * float(np.max(np.abs(wrong.g)))
    best = (0.0, np.inf)
    for block in found.blocks:
        for entry in block.entries:
            at = entry.index[0]
            error = abs(float(wrong.g[at] - right[at]))
            seen = SEEN * found.noise_floor / entry.steps[1]
            bound = seen + rtol * abs(entry.got) + least
            bound = np.inf if np.isnan(bound) else max(bound, 1e-300)
            if error / bound > best[0] / best[1]:
                best = (error, bound)
    if best[0] == 0:
        best = (float(np.max(np.abs(wrong.g - right))), max(least, 1e-300))
    name = f"{case.family}: {case.name}"
    return Miss(name, wrong.name, wrong.structural, found.verdict, *best)


def print_battery(outcome: Outcome) -> None:
    """Print the scores of all rules, and every miss of ours."""
    families = list(outcome.scores[OURS])
    print("right gradients called wrong / cases, by family")
    print(f"{'':16}" + "".join(f"{family:>9}" for family in families) + "      all")
    for rule, scores in outcome.scores.items():
        cells = [
            f"{scores[family].alarms}/{scores[family].cases}" for family in families
        ]
        cells.append(_share([(s.alarms, s.cases) for s in scores.values()]))
        print(f"{rule:16}" + "".join(f"{cell:>9}" for cell in cells))
    print("wrong gradients not called wrong / all, by family")
    for rule, scores in outcome.scores.items():
        cells = [
            f"{scores[family].misses}/{scores[family].wrongs}" for family in families
        ]
        cells.append(_share([(s.misses, s.wrongs) for s in scores.values()]))
        print(f"{rule:16}" + "".join(f"{cell:>9}" for cell in cells))
    unclear = sum(score.unclear for score in outcome.scores[OURS].values())
    print(f"right gradients found inconclusive: {unclear}")
    for miss in outcome.misses:
        flag = "RESOLVABLE " if miss.resolvable else ""
        print(
            f"  {flag}missed {miss.case}, {miss.wrong}: {miss.verdict}, "
            f"error {miss.error:.2g}, least visible {miss.bound:.2g}"
        )
    for alarm in outcome.alarms:
        print(f"FALSE ALARM {alarm}")


def _share(counts: list[tuple[int, int]]) -> str:
    return f"{100 * sum(a for a, _ in counts) / sum(b for _, b in counts):.1f} %"


# ------------------------------------------------------------------ random networks

Activation: TypeAlias = tuple[Function, Function]
ACTIVATIONS: dict[str, Activation] = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "leaky": (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1, 0.1)),
    "softplus": (lambda z: np.logaddexp(0, z), sigmoid),
}


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network of two layers with its data."""

    inputs: Array
    targets: Array
    activation: Activation
    entropy: bool
    """Cross-entropy, or else half the mean square."""

    def loss(self, p: Parameters) -> float:
        """Return the mean loss."""
        h = self.activation[0](self.inputs @ p["W1"] + p["b1"])
        out = h @ p["W2"] + p["b2"]
        if not self.entropy:
            return float(0.5 * np.sum((out - self.targets) ** 2) / len(out))
        top = out.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(out - top).sum(axis=1, keepdims=True)) + top
        return float(np.sum((log_sum - out) * self.targets) / len(out))

    def gradient(self, p: Parameters) -> Parameters:
        """Return the gradient of the mean loss."""
        z = self.inputs @ p["W1"] + p["b1"]
        h = self.activation[0](z)
        out = h @ p["W2"] + p["b2"]
        if self.entropy:
            odds = np.exp(out - out.max(axis=1, keepdims=True))
            out = odds / odds.sum(axis=1, keepdims=True)
        back = (out - self.targets) / len(out)
        hidden = (back @ p["W2"].T) * self.activation[1](z)
        return {
            "W1": self.inputs.T @ hidden,
            "b1": hidden.sum(axis=0),
            "W2": h.T @ back,
            "b2": back.sum(axis=0),
        }


def random_network(
    rng: np.random.Generator, sizes: tuple[int, int, int] | None = None
) -> tuple[Network, Parameters]:
    """Return a network and a point; of random sizes unless they are given."""
    d, h, c = sizes or (int(n) for n in rng.integers(2, 6, size=3))
    n = int(rng.integers(1, 33))
    activation = list(ACTIVATIONS.values())[int(rng.integers(len(ACTIVATIONS)))]
    entropy = bool(rng.integers(2))
    scale = 10 ** rng.uniform(-3, np.log10(5)) if sizes is None else 1 / np.sqrt(d)
    inputs = rng.normal(size=(n, d)) * (10 ** rng.uniform(-1, 1) if not sizes else 1)
    labels = np.eye(c)[rng.integers(c, size=n)]
    targets = labels if entropy else rng.normal(size=(n, c))
    point = {
        "W1": scale * rng.normal(size=(d, h)),
        "b1": scale * rng.normal(size=h),
        "W2": scale * rng.normal(size=(h, c)),
        "b2": scale * rng.normal(size=c),
    }
    return Network(inputs, targets, activation, entropy), point


def measure_networks(count: int) -> tuple[int, int, int, int]:
    """Return false alarms, unclear ones, wrong gradients and misses."""
    rng = np.random.default_rng(2)
    alarms = unclear = wrongs = misses = 0
    for _ in range(count):
        network, point = random_network(rng)
        check = check_gradient(network.loss, network.gradient, point)
        alarms += check.verdict is Verdict.FAIL
        unclear += check.verdict is Verdict.INCONCLUSIVE
        right = network.gradient(point)
        for wrong in _wrong_networks(right, point, rng):
            off = np.sqrt(sum(np.sum((wrong[k] - right[k]) ** 2) for k in right))
            size = np.sqrt(sum(np.sum(right[k] ** 2) for k in right))
            if off <= 1e-4 * size:
                continue
            wrongs += 1
            found = check_gradient(network.loss, partial(_always, wrong), point)
            misses += found.verdict is not Verdict.FAIL
    return alarms, unclear, wrongs, misses


def _wrong_networks(
    right: Parameters, point: Parameters, rng: np.random.Generator
) -> Iterator[Parameters]:
    name = list(right)[int(rng.integers(4))]
    yield {k: 2 * v for k, v in right.items()}
    yield {k: -v for k, v in right.items()}
    yield right | {name: 0 * right[name]}
    yield right | {name: right[name] * 1.001}
    yield right | {name: right[name][::-1].copy()}
    yield {k: v + 0.013 * point[k] for k, v in right.items()}


# ------------------------------------------------------------------ cost

COSTS: dict[int, tuple[int, int, int]] = {
    10: (2, 2, 1),
    100: (8, 9, 2),
    1_000: (30, 30, 2),
    10_000: (100, 97, 2),
    100_000: (784, 125, 10),
}


def measure_costs(largest: int = 100_000) -> Iterator[tuple[int, int]]:
    """Yield numbers of parameters and evaluations of the loss."""
    for size, shape in COSTS.items():
        if size <= largest:
            network, point = random_network(np.random.default_rng(3), shape)
            check = check_gradient(network.loss, network.gradient, point)
            yield sum(block.size for block in point.values()), check.evaluations


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--part", type=int, default=1, help="every part-th case only")
    part = max(1, parser.parse_args().part)
    outcome = measure_battery(part)
    print_battery(outcome)
    alarms, unclear, wrongs, misses = measure_networks(400 // part)
    print(
        f"{400 // part} networks: {alarms} false alarms, {unclear} inconclusive; "
        f"{misses} of {wrongs} wrong gradients missed"
    )
    for size, evaluations in measure_costs():
        print(f"{size:>8} parameters: {evaluations / size:.3g} evaluations for each")
    return 0 if outcome.passed and not alarms and not misses else 1


if __name__ == "__main__":
    sys.exit(main())
