"""What public and hidden checks of the noisy exercises share: no numbers of either.

AdaSecant and vSGD are judged by where their paths end, since their papers leave choices
open: the distance from the minimum, in the root mean square over the last tenth of the
path, so that nobody passes or fails by the luck of one point.

How the limits were found: on each field the reference and two versions with other
choices (AdaSecant without variance reduction and another first step, and with memories
from 5, the plain root d/a and larger rates; vSGD without overestimates and memories
from 1, and with tenfold overestimates and memories from 5) ran with 20,000 generators
each. A limit is at least one and a half times the farthest end of all of these, mostly
two to four times; an exponential tail fitted to the farthest hundredth of the ends,
which are thinner than that, passes it with a probability below 1e-8. Rates that stay,
of 1 in AdaSecant, of 1/h or with a memory that stays in vSGD, end beyond the limit of
the first check in each of 500 runs.
"""

from dataclasses import dataclass, replace

import numpy as np

from grader import objectives
from grader.checks import Callback, Seeded, passed, wrong
from grader.checks.comparing import Tolerance, as_numbers, compare
from grader.checks.findings import curve
from grader.checks.numbers import brief, short
from grader.sandbox.reply import Reply

ALIKE = Tolerance(rtol=1e-6)
"""For equal calls: wide enough for single precision."""

ASKED = 1e-5
"""Share of the largest coordinate by which an asked point may miss one of the path."""

PER_UPDATE, BEFORE = 3, 2
"""How often vSGD may ask in each update, and how often for each example before."""

SAME = 1e-5
"""How far apart, relatively, two rates may be that are called the same."""

FEW = 20
"""Updates of the calls that are only compared with each other."""


@dataclass(frozen=True)
class Field:
    """A noisy bowl, and a run on it.

    Two fields that differ in scale and unit alone are the same problem: in one the loss
    is multiplied by scale, in the other the point is measured in another unit.
    """

    curvatures: tuple
    """One for each axis; a single one makes points numbers."""
    sigma: float
    """Standard deviation of the noise in each coordinate of a gradient."""
    start: tuple
    minimiser: tuple
    within: float
    """How near the end has to be, before the unit is taken into account."""
    steps: int = 1000
    angle: float = 0.0
    """By which the axes are turned."""
    scale: float = 1.0
    unit: float = 1.0
    n: int = 60
    """Examples."""
    seed: int = 0
    """Of what differs between the examples, or of the noise."""

    @property
    def is_number(self):
        """Tell whether points are numbers."""
        return len(self.curvatures) == 1

    @property
    def shape(self):
        """The shape of a point."""
        return () if self.is_number else (len(self.curvatures),)

    @property
    def bowl(self):
        """The bowl, with its examples."""
        return objectives.noisy_bowl(
            np.array(self.curvatures) * self.scale / self.unit**2,
            self.sigma * self.scale / self.unit,
            self.n,
            self.seed,
            self.angle,
            np.array(self.minimiser) * self.unit,
        )

    @property
    def first(self):
        """The start of the path."""
        start = np.array(self.start, dtype=np.float64) * self.unit
        return float(start[0]) if self.is_number else start

    @property
    def text(self):
        """The bowl, for people."""
        scale, unit = self.scale, self.unit
        curvatures = brief(np.array(self.curvatures) * scale / unit**2)
        turned = ", axes turned" if self.angle else ""
        return (
            f"a bowl with the curvatures {curvatures}{turned}, its minimum at "
            f"{brief(np.array(self.minimiser) * unit)}, noise of standard deviation "
            f"{short(self.sigma * scale / unit)} in each gradient"
        )

    def point(self, x):
        """Return a point of this field as an array of one axis."""
        return np.reshape(np.asarray(x, dtype=np.float64), (len(self.curvatures),))

    def plain(self, g):
        """Return an array of one axis as a point of this field."""
        return float(g[0]) if self.is_number else g

    def gradient(self):
        """Return the gradient with new noise at each call, as it may be asked for."""
        bowl, noise = self.bowl, np.random.default_rng(self.seed)
        spread = self.sigma * self.scale / self.unit

        def grad(x):
            g = bowl.gradient(self.point(x))
            return self.plain(g + spread * noise.normal(size=g.shape))

        return Callback(grad, "grad", shapes=(self.shape,), text=self.text)

    def examples(self):
        """Return the gradient and the curvature of one example, to be asked for."""
        bowl = self.bowl

        def grad_i(theta, i):
            return self.plain(bowl.gradient_i(self.point(theta), _whole(i)))

        def hess_diag_i(theta, i):
            return self.plain(bowl.hessian_diagonal_i(self.point(theta), _whole(i)))

        shapes = (self.shape, ())
        return (
            Callback(grad_i, "grad_i", shapes=shapes, text=self.text),
            Callback(hess_diag_i, "hess_diag_i", shapes=shapes, text=self.text),
        )


def _whole(i):
    """Return the number of an example, or refuse it."""
    if not np.isfinite(i) or i != np.floor(i):
        raise ValueError("the number of an example is a whole one")
    return int(i)


# ------------------------------------------------------------------------------- calls


def call_adasecant(student, field, start=None, steps=None):
    """Return what came of AdaSecant on a field, arguments included."""
    start = field.first if start is None else start
    steps = field.steps if steps is None else steps
    return student.adasecant.reply_echoing(field.gradient(), start, steps)


def call_vsgd(student, field, seed, start=None, steps=None):
    """Return what came of vSGD on a field, arguments included."""
    start = field.first if start is None else start
    steps = field.steps if steps is None else steps
    grad_i, hess_diag_i = field.examples()
    return student.vsgd.reply_echoing(
        grad_i, hess_diag_i, start, field.n, steps, Seeded(seed)
    )


def note(student, what, seen):
    """Keep what answers say whatever choices were made, instead of the answers.

    Known mistakes are recognised by it: digits would be those of one implementation.
    """
    printed = "".join(reply.output for _, reply in student.journal.calls)
    student.journal.calls[:] = [(what, Reply(seen, output=printed))]


# ------------------------------------------------------------------------------- paths


def path_of(reply, field, steps, where):
    """Return the path that came back, or the finding that it is none."""
    points = as_numbers(reply.value)
    if points is None or points.dtype.kind == "c":
        return wrong(
            "It returned something that is no path.",
            where=where,
            got=brief(reply.value),
            want="an array of points",
        )
    want = (steps + 1, *field.shape)
    if points.shape != want:
        return wrong(
            "The path has another shape; the start is one of its points.",
            where=where,
            got=f"shape {points.shape}",
            want=f"shape {want}",
        )
    points = points.astype(np.float64)
    if compare(points[0], np.asarray(field.first), ALIKE):
        return wrong(
            "The path does not begin at the start that was given.",
            where=where,
            got=brief(points[0]),
            want=brief(field.first),
        )
    if (points == points[0]).all():
        return wrong("The path does not move.", where=where, got=brief(points[-1]))
    return points.reshape(len(points), -1)


def finite_part(points):
    """Return a path as far as its points are numbers."""
    whole = np.isfinite(points).all(axis=1)
    return points if whole.all() else points[: int(np.argmin(whole))]


def gradients_at(points, asked, field, name):
    """Return the gradients that were asked for at the points of a path, but the last.

    None if one of them was not asked for after those before it. Where it was asked for
    more than once at a point, the last answer counts.
    """
    chosen = [each for each in asked if each.name == name]
    allowed = ASKED * np.abs(points).max(axis=0)
    found = []
    t = len(points) - 2
    for each in reversed(chosen):
        away = np.abs(field.point(each.args[0]) - points[t])
        if (away <= allowed).all():
            found.append(field.point(each.value))
            t -= 1
            if t < 0:
                return np.array(found[::-1])
    return None


def not_asked(where, name):
    """Return the finding that a path was not computed from the gradient."""
    return wrong(
        f"The path was not computed from the gradient: {name} was not asked for at "
        "each of its points, one after another.",
        where=where,
    )


def _how_asked(asked, name, steps):
    """Return in what way a gradient was not asked for at the points of a path."""
    count = sum(each.name == name for each in asked)
    return "asked elsewhere" if count >= steps else "asked too seldom"


def distances(points, field):
    """Return how far each point is from the minimum, in the unit of the field."""
    away = points / field.unit - np.array(field.minimiser)
    return np.sqrt((away**2).sum(axis=1))


def end_of(away):
    """Return the distance over the last tenth of a path."""
    return float(np.sqrt(np.mean(away[-(len(away) // 10) :] ** 2)))


def ended(points, field, where, because):
    """Say whether a path comes to the minimum and stays there."""
    finite = len(finite_part(points))
    if finite < len(points):
        return wrong(
            "The path is not finite.",
            where=f"{where}, after update {finite}",
            got=brief(points[finite]),
            want="finite numbers",
        )
    away = distances(points, field)
    end = end_of(away)
    numbers = {
        "where": where,
        "got": f"{short(end * field.unit)} away, over the last tenth of the path",
        "want": f"at most {short(field.within * field.unit)} away",
        "tolerance": because,
        "curve": curve("distance from the minimum", away, [0.0] * len(away)),
    }
    if end <= field.within:
        return passed("The path comes to the minimum and stays there.", **numbers)
    return wrong("The path does not come to the minimum, or not to rest.", **numbers)


# ------------------------------------------------------------- what is seen on the way


def _end(points, field):
    """Return where a path ends: near, between, or farther off than it began."""
    away = distances(points, field)
    end = end_of(away)
    if end <= field.within:
        return "near"
    return "between" if end <= away[0] else "away"


def seen_of(points, g, field):
    """Return what AdaSecant's steps are like, whatever choices were made.

    Where one thing says it all, nothing else is told: how far a fixed rate comes
    depends on the rate.
    """
    steps = np.diff(points, axis=0)
    if (steps[0] * g[0]).sum() > 0:
        return "uphill"
    if rate_of(points, g) == "one for ever":
        return "one for ever"
    lengths = np.sqrt((steps**2).sum(axis=1))
    if np.ptp(lengths) <= SAME * lengths.max():
        return "all of one length"
    late = np.median(lengths[-(len(lengths) // 10) :])
    return {"end": _end(points, field), "late steps": "long" if late > 0.1 else "short"}


def rate_of(points, g):
    """Tell whether all steps are the gradient times one and the same number."""
    steps = np.diff(points, axis=0)
    first = slice(0, FEW)  # before the points are so large that steps are rounded
    big = np.abs(g[first]) > 1e-9 * np.abs(g[first]).max()
    rates = -steps[first][big] / g[first][big]
    constant = np.ptp(rates) <= SAME * np.abs(rates).max()
    return "one for ever" if constant else "changing"


TELLING = (
    "uphill",
    "one for ever",
    "1/h always",
    "one for all coordinates",
    "the same share of 1/h in all coordinates",
)
"""What rates of vSGD may be like so that nothing else need be said."""


def rates_of(points, g, h):
    """Return what the rates of vSGD are like: steps over gradients, times curvature.

    Args:
        points: the path.
        g: the gradients at its points.
        h: the curvatures.
    """
    steps = np.diff(points, axis=0)
    told = (g != 0).all(axis=1)
    if not told.any():
        return "none"
    rates = -steps[told] / g[told]
    rates = rates[len(rates) // 2 :]  # whatever was done for safety is over
    least, most = rates.min(), rates.max()
    shares = rates * h
    several = len(h) > 1
    told = {
        "uphill": most <= 0,
        "1/h always": np.abs(shares - 1).max() <= SAME,
        "one for ever": most - least <= SAME * most,
        "never below 1/h": shares.min() >= 1 - SAME,
        "one for all coordinates": several and _alike(rates),
        "the same share of 1/h in all coordinates": several and _alike(shares),
        "above 1/h at times": shares.max() > 1 + SAME,
        "below 1/h": True,
    }
    return next(text for text, is_so in told.items() if is_so)


def _alike(rates):
    """Tell whether the rates of an update are the same in all coordinates."""
    return bool((np.ptp(rates, axis=1) <= SAME * np.abs(rates).max(axis=1)).all())


def late_of(points, g, h):
    """Return how large rates are at last, as a share of 1/h."""
    steps = np.diff(points, axis=0)
    last = len(steps) // 10
    told = (g[-last:] != 0).all(axis=1)
    share = np.median(
        np.abs(steps[-last:] / np.where(g[-last:], g[-last:], 1) * h)[told]
    )
    return "fallen" if share < 0.02 else "medium" if share < 0.15 else "high"


# -------------------------------------------------------------------------- AdaSecant


BY_RUNS = "farther off than ours and two other versions ended in any of 60,000 runs"


@np.errstate(all="ignore")  # of a path that runs away
def adasecant_arrives(student, fields):
    """Say whether AdaSecant comes to the minimum of each of some bowls."""
    found, seen = [], []
    for field in fields:
        where = f"adasecant on {field.text}, x0={brief(field.first)}"
        where += f", steps={field.steps}"
        reply = call_adasecant(student, field)
        points = path_of(reply, field, field.steps, where)
        if not isinstance(points, np.ndarray):
            found.append(points)
            seen.append(points.message)
            continue
        told = finite_part(points)
        g = gradients_at(told, reply.asked, field, "grad")
        if g is None:
            found.append(not_asked(where, "grad"))
            seen.append(_how_asked(reply.asked, "grad", field.steps))
            continue
        found.append(ended(points, field, where, BY_RUNS))
        seen.append(seen_of(told, g, field))
    if any(each.credit < 1 for each in found):
        seen.append(_goes_with_scale(student, fields[-1]))
    note(student, "how the paths go", seen)
    return found


def _goes_with_scale(student, field):
    """Tell whether the first points depend on the scale of f."""
    fields = [replace(field, scale=scale) for scale in (1.0, 1000.0)]
    paths = [call_adasecant(student, each, steps=FEW).value for each in fields]
    return bool(compare(paths[1], paths[0], ALIKE))


def no_trace_of_adasecant(student, field):
    """Say whether a call changes its argument, and equal calls agree."""
    start = field.first
    replies = [
        call_adasecant(student, field, steps=FEW),
        call_adasecant(student, field, steps=FEW),
        call_adasecant(student, field, start=start.astype(np.int64), steps=FEW),
    ]
    name = f"adasecant on {field.text}, x0={brief(start)}, steps={FEW}"
    found = _traces(replies, field, name, "grad", 1)
    note(student, "traces", [each.message for each in found])
    return found


def _traces(replies, field, where, name, position):
    """Say what three calls leave behind, the third with a start of integers."""
    paths = [path_of(each, field, FEW, where) for each in replies]
    for each in paths[:2]:
        if not isinstance(each, np.ndarray):
            return [each]
    if gradients_at(paths[0], replies[0].asked, field, name) is None:
        return [not_asked(where, name)]
    exactly = Tolerance(0.0, 0.0)
    if compare(replies[0].arguments[position], field.first, exactly):
        return [
            wrong(
                "The start is changed by the call; work on a copy.",
                where=where,
                got=brief(replies[0].arguments[position]),
                want=brief(field.first),
            )
        ]
    if compare(paths[1], paths[0], ALIKE):
        return [wrong("The second of two equal calls gives something else.")]
    if not isinstance(paths[2], np.ndarray) or compare(paths[2], paths[0], ALIKE):
        return [
            wrong(
                "A start of whole numbers gives something else: they are floats.",
                where=where,
                got=brief(replies[2].value),
                want=brief(replies[0].value),
            )
        ]
    return [passed("It leaves no traces.", where=where)]


# ------------------------------------------------------------------------------- vSGD


@np.errstate(all="ignore")  # of a path that runs away
def vsgd_arrives(student, fields, seed):
    """Say whether vSGD comes to the minimum of each of some bowls.

    All runs have equal generators, so that the same examples come in bowls that differ
    in scale or unit alone.
    """
    found, seen = [], []
    firsts = {}
    for field in fields:
        where = f"vsgd on {field.n} examples of {field.text}, "
        where += f"theta0={brief(field.first)}, steps={field.steps}"
        reply = call_vsgd(student, field, seed)
        points = path_of(reply, field, field.steps, where)
        asked = [each for each in reply.asked if each.name == "grad_i"]
        if not isinstance(points, np.ndarray):
            found.append(points)
            seen.append(points.message)
            continue
        told = finite_part(points)
        g = gradients_at(told, reply.asked, field, "grad_i")
        if g is None:
            found.append(not_asked(where, "grad_i"))
            seen.append(_how_asked(reply.asked, "grad_i", field.steps))
            continue
        most = PER_UPDATE * field.steps + BEFORE * field.n
        if len(asked) > most:
            found.append(
                wrong(
                    "It asks for more gradients than the handout allows.",
                    where=where,
                    got=f"{len(asked)} times",
                    want=f"at most {most} times",
                )
            )
        else:
            found.append(ended(points, field, where, BY_RUNS))
        h = np.asarray(field.bowl.hessian_diagonal_i(points[0], 0))
        firsts[field.scale, field.unit] = _first_rate(told, g)
        seen.append(_seen_of_rates(told, g, h, asked, field))
    note(student, "how the paths go", [*seen, _powers(firsts)])
    return found


def _seen_of_rates(points, g, h, asked, field):
    """Return what vSGD's rates are like; where one thing says it all, that alone."""
    if len({int(each.args[1]) for each in asked}) == 1:
        return "one example"
    rates = rates_of(points, g, h)
    if rates in TELLING:
        return rates
    return {"end": _end(points, field), "rates": rates, "late": late_of(points, g, h)}


def _first_rate(points, g):
    """Return the rate of the first update, whichever coordinate has it."""
    rates = np.abs(np.diff(points[:2], axis=0)[0] / g[0])
    return float(np.median(rates))


def _powers(firsts):
    """Return the powers of scale and unit with which the first rate goes."""
    powers = {}
    base = firsts.get((1.0, 1.0))
    for (scale, unit), rate in firsts.items():
        if not base or (scale != 1) == (unit != 1):
            continue
        by = np.log(scale if scale != 1 else unit)
        what = "scale" if scale != 1 else "unit"
        with np.errstate(divide="ignore"):
            power = np.log(rate / base) / by
        powers[what] = int(np.round(power)) if np.isfinite(power) else 0
    return powers


def vsgd_by_chance(student, field, seeds):
    """Say whether the examples come from rng and from nothing else, all of them."""
    where = f"vsgd on {field.n} examples of {field.text}, steps={field.steps}"
    paths, drawn = [], []
    for seed in (seeds[0], seeds[0], seeds[1]):
        reply = call_vsgd(student, field, seed)
        points = path_of(reply, field, field.steps, where)
        if not isinstance(points, np.ndarray):
            note(student, "chances", points.message)
            return [points]
        if gradients_at(points, reply.asked, field, "grad_i") is None:
            note(student, "chances", "not asked")
            return [not_asked(where, "grad_i")]
        paths.append(points)
        drawn.append({int(e.args[1]) for e in reply.asked if e.name == "grad_i"})
    found = _chances(paths, drawn, field, where)
    note(student, "chances", found.message)
    return [found]


def _chances(paths, drawn, field, where):
    if compare(paths[1], paths[0], ALIKE):
        return wrong(
            "Generators in the same state gave different paths; draw from rng and from "
            "nothing else.",
            where=where,
        )
    missing = sorted(set(range(field.n)) - drawn[0])
    if missing:
        return wrong(
            "Some examples were never looked at.",
            where=where,
            got=f"without {brief(missing)}",
            want=f"all of 0 to {field.n - 1}",
            tolerance="a right answer misses one less than once in a million times",
        )
    if not compare(paths[2], paths[0], ALIKE):
        return wrong(
            "Another generator gave the same path; draw from rng and from nothing "
            "else.",
            where=where,
        )
    return passed("The examples come from rng.", where=where)


def no_trace_of_vsgd(student, field, seed):
    """Say whether a call changes its argument, and equal calls agree."""
    start = field.first
    replies = [
        call_vsgd(student, field, seed, steps=FEW),
        call_vsgd(student, field, seed, steps=FEW),
        call_vsgd(student, field, seed, start=start.astype(np.int64), steps=FEW),
    ]
    name = f"vsgd on {field.n} examples of {field.text}, theta0={brief(start)}"
    found = _traces(replies, field, f"{name}, steps={FEW}", "grad_i", 2)
    note(student, "traces", [each.message for each in found])
    return found
