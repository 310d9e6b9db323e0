"""What public and hidden checks share: no numbers of either."""

import math
from dataclasses import dataclass, replace

import numpy as np

from grader.checks import Task, gradient
from grader.checks.blocks import structured
from grader.checks.findings import wrong
from grader.checks.numbers import brief
from grader.checks.values import call_text
from grader.model import Outcome

IMAGES = 4
"""Axes of a stack of images."""


def wave(shape, start):
    """Return numbers without a pattern, about 0.7 in size, in an array."""
    k = np.arange(1, math.prod(shape) + 1)
    return np.sin(start + 1.7 * k * k).reshape(shape)


def dense(rows, inputs, outputs, start):
    """Return x, W and b of a dense layer."""
    return (
        1.3 * wave((rows, inputs), start),
        wave((inputs, outputs), start + 1),
        wave((outputs,), start + 2),
    )


def filters(image, kernels, start):
    """Return x, w and b of a convolutional layer."""
    return (
        1.3 * wave(image, start),
        wave(kernels, start + 1),
        wave(kernels[:1], start + 2),
    )


def upstream(layer, forward, start):
    """Return the arguments of a backward call: those of the layer, and some dy."""
    y = np.asarray(forward(*layer))
    return (*layer, wave(y.shape, start))


def checked(backward, truth_backward, truth_forward, args, simpler):
    """Check the gradients of a layer by differences of the loss Σ dy·y.

    There is one finding for each of the three, so that a wrong one costs its own share.
    The three arrays of the layer are one point: one call of the student's answers all.

    Args:
        backward: the student's.
        truth_backward: the reference's.
        truth_forward: the reference's layer: with a right one below it, a mistake in
            the student's own costs nothing here.
        args: of the backward call.
        simpler: arguments at which many mistakes vanish, by what is simpler there.
    """
    names = [f"d{name}" for name in backward.parameters[:3]]
    reply = backward.reply(*args)
    where = call_text(backward, args)
    if not isinstance(reply.value, list | tuple) or len(reply.value) != len(names):
        return [
            wrong(
                "The answer has another form.",
                where=where,
                got=brief(reply.value),
                want=f"three arrays ({', '.join(names)})",
            )
        ]
    formless = {}
    answer = list(reply.value)
    for k, (name, want) in enumerate(zip(names, truth_backward(*args), strict=True)):
        problem = structured(answer[k], args[k], name)
        if isinstance(problem, str):
            formless[k] = wrong(f"{problem}.", where=where)
            answer[k] = want  # the others are still looked at
    found = _by_differences(
        (_OfAPoint(backward, _Known(answer)), truth_backward, truth_forward),
        args,
        names,
        simpler,
    )
    blocks, remarks = found[: len(names)], found[len(names) :]
    blocks = [formless.get(k, each) for k, each in enumerate(blocks)]
    return _remarked(blocks, remarks)


def _by_differences(functions, args, names, simpler):
    """Return a finding for each array, and remarks."""
    asked, truth_backward, truth_forward = functions
    dy = args[-1]
    folded = {what: _as_a_point(each, names) for what, each in simpler.items()}
    task = Task(
        gradient=asked,
        truth=_OfAPoint(truth_backward),
        loss=None,
        truth_loss=_Loss(truth_forward, dy),
        args=_as_a_point(args, names),
    )
    found = gradient(
        task,
        quantities={"N": len(args[0]), "positions": dy[0, 0].size},
        simpler=folded,
        pick=lambda answer: _named(answer, names),
    )
    long, plain = call_text(asked, task.args), call_text(truth_backward, args)
    return [replace(each, where=each.where.replace(long, plain)) for each in found]


def _remarked(blocks, remarks):
    """Return findings with the remarks on all of them added to the first wrong one."""
    more = " ".join(each.message for each in remarks)
    wrongs = [k for k, each in enumerate(blocks) if each.outcome is Outcome.WRONG]
    if more and wrongs:
        first = blocks[wrongs[0]]
        blocks[wrongs[0]] = replace(first, message=f"{first.message} {more}")
    return blocks


@dataclass(frozen=True, slots=True)
class _Known:
    """What a call gave, as far as anybody asks here."""

    value: object


class _OfAPoint:
    """A function of a layer's three arrays and more, as one of a point and more.

    Args:
        function: forward or backward.
        first: what came of its first call, if that was made already.
    """

    def __init__(self, function, first=None):
        self.name = function.name
        self.parameters = (", ".join(function.parameters[:3]), *function.parameters[3:])
        self._function = function
        self._first = first

    def reply(self, point, *rest):
        """Return all that is known of a call."""
        if self._first is not None:
            first, self._first = self._first, None
            return first
        return self._function.reply(*self._row(point, rest))

    def replies(self, items):
        """Return what came of one call for each item."""
        return self._function.replies([self._row(each[0], each[1:]) for each in items])

    def _row(self, point, rest):
        taken = len(self._function.parameters) - len(point)
        return [*point.values(), *rest[:taken]]


class _Loss:
    """The loss Σ dy·y of a layer, as a function of its three arrays as one point.

    Differences ask for it at hundreds of points, most of which differ in one array
    only. Those are evaluated in one call: other inputs are further examples, other
    weights and biases are further outputs.

    Args:
        forward: the layer.
        dy: how much each output counts.
    """

    def __init__(self, forward, dy):
        self._forward = forward
        self._dy = dy

    def in_order(self, args, kwargs):
        """Return the arguments, which are in order."""
        return [*args, *kwargs.values()]

    def evaluations(self, items):
        """Return the loss at each point."""
        return self.replies(items)

    def reply(self, *args):
        """Return the loss at a point."""
        return self.replies([args])[0]

    def replies(self, items):
        """Return the loss at each point."""
        points = [tuple(each[0].values()) for each in items]
        rest = items[0][1:-1]  # without dy
        x, w, b = points[0]
        losses = np.full(len(points), np.nan)
        same_w = [
            k
            for k, each in enumerate(points)
            if np.array_equal(each[1], w) and np.array_equal(each[2], b)
        ]
        y = self._output(np.concatenate([points[k][0] for k in same_w]), w, b, rest)
        losses[same_w] = self._weighted(np.split(y, len(same_w)))
        others = [k for k in range(len(points)) if k not in set(same_w)]
        while others:
            x = points[others[0]][0]
            same_x = [k for k in others if np.array_equal(points[k][0], x)]
            outputs = 0 if w.ndim == IMAGES else 1
            ws = np.concatenate([points[k][1] for k in same_x], axis=outputs)
            bs = np.concatenate([points[k][2] for k in same_x])
            y = self._output(x, ws, bs, rest)
            losses[same_x] = self._weighted(np.split(y, len(same_x), axis=1))
            others = [k for k in others if k not in set(same_x)]
        return [_Known(float(each)) for each in losses]

    def _output(self, x, w, b, rest):
        return np.asarray(self._forward(x, w, b, *rest))

    def _weighted(self, outputs):
        return [np.sum(self._dy * y) for y in outputs]


def _as_a_point(args, names):
    """Return arguments with the first three as one dict."""
    return (dict(zip(names, args, strict=False)), *args[len(names) :])


def _named(answer, names):
    """Return three gradients as a dict, and anything else as it is."""
    is_triple = isinstance(answer, list | tuple) and len(answer) == len(names)
    return dict(zip(names, answer, strict=True)) if is_triple else answer


def ramps(*corners, weights, level):
    """Return a ReLU network: level + Σ weight · relu(x - corner), x a number."""
    W = np.array(weights, dtype=np.float64)
    return [
        (np.ones((1, len(corners))), -np.array(corners, dtype=np.float64)),
        (W.reshape(len(corners), -1), np.array(level, dtype=np.float64).reshape(-1)),
    ]


def net(*layers):
    """Return parameters from nested lists."""
    return [
        (np.array(W, dtype=np.float64), np.array(b, dtype=np.float64))
        for W, b in layers
    ]


def as_integers(params):
    """Return parameters that are whole numbers in arrays of integers."""
    return [(W.astype(np.int64), b.astype(np.int64)) for W, b in params]


def tents(slope, folds):
    """Return a network that folds the line: a tent over [0, 1], several times."""
    hidden = ([[slope, slope], [-2 * slope, -2 * slope]], [0.0, -0.5])
    return net(
        ([[1, 1]], [0.0, -0.5]),
        *[hidden] * (folds - 1),
        ([[slope], [-2 * slope]], [-0.3]),
    )
