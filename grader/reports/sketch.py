"""Two curves drawn with characters: what was got, and what was expected."""

import math
from collections.abc import Sequence

from grader.model import Curve

_DECADES = 3
"""From how many powers of ten on the values are drawn on a logarithmic axis."""


def sketch(curve: Curve, width: int, height: int = 7, *, unicode: bool) -> list[str]:
    """Return the lines of a drawing, legend and axis included; none if it is flat."""
    got, want = list(curve.got), list(curve.want)
    values = [y for y in (*got, *want) if math.isfinite(y)]
    if len(values) < 4:  # noqa: PLR2004 - two curves of two points
        return []
    is_log = min(values) > 0 and math.log10(max(values) / min(values)) > _DECADES
    low, high = min(values), max(values)
    if low == high:
        return []
    labels = [f"{high:.3g}", f"{low:.3g}"]
    margin = max(map(len, labels))
    columns = min(width - margin - 3, 72)
    if columns < 2:  # noqa: PLR2004 - a beginning and an end
        return []
    grid = [[" "] * columns for _ in range(height)]
    marks = ("·", "o") if unicode else (".", "o")
    for ys, mark in ((want, marks[0]), (got, marks[1])):
        _draw(grid, ys, (low, high), mark, is_log=is_log)
    bar = "│" if unicode else "|"
    lines = [
        f"{_label(row, height, labels):>{margin}} {bar}{''.join(cells)}".rstrip()
        for row, cells in enumerate(grid)
    ]
    axis = ", logarithmic" if is_log else ""
    legend = f"{marks[1]} yours  {marks[0]} expected"
    return [f"{curve.title}{axis}:  {legend}", *lines]


def _label(row: int, height: int, labels: Sequence[str]) -> str:
    return labels[0] if row == 0 else labels[1] if row == height - 1 else ""


def _draw(
    grid: list[list[str]],
    ys: Sequence[float],
    bounds: tuple[float, float],
    mark: str,
    *,
    is_log: bool,
) -> None:
    """Put the points of a curve on the grid."""
    height, columns = len(grid), len(grid[0])
    scale = math.log10 if is_log else float
    low, high = scale(bounds[0]), scale(bounds[1])
    unit = max(abs(low), abs(high))  # the difference of large numbers is inf
    top, bottom = high / unit, low / unit
    for t, y in enumerate(ys):
        if not math.isfinite(y):
            continue
        row = round((top - scale(y) / unit) / (top - bottom) * (height - 1))
        column = round(t / max(len(ys) - 1, 1) * (columns - 1))
        grid[row][column] = mark
