"""A table of numbers as colours: which texts are alike, which vectors point the same way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import BLUE, QUIET, VERMILLION, ink_on, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, text_width, wrap

_WIDTH = 760
_SIZE = 13
_SMALL = 11
_LABELS = 300.0  # the widest that the column of labels may be
_MOST = 40
_CELL = 58.0
_SCALE = 11  # boxes in the scale below the table


def heat(rows: Sequence[str], values: Any, *, title: str = "", axis: str = "") -> Picture:
    """A square table of numbers between -1 and 1, as cosines are: blue for 1, white for 0, red for -1.

    Where no number is negative, white stands for the smallest one, rounded down, so that small differences show.

    Args:
        rows: a label for each row; the columns are those labels again, by their numbers.
        values: as many rows of as many numbers: lists, an array or a tensor.
        title: what the picture shows.
        axis: what the numbers are; left out, "cosine similarity".

    Raises CourseError where the table is not square, has more than 40 rows, or holds other numbers.
    """
    names = [str(row) for row in rows]
    table = square(values, len(names))
    strange = [value for row in table for value in row if not -1.005 <= value <= 1.005]
    if strange:
        raise CourseError(
            _(
                "%(value)g cannot be drawn: the colours reach from -1 to 1. Next step: divide each vector by its length first."
            )
            % {"value": strange[0]}
        )
    title = title or _("How alike they are")
    axis = axis or _("cosine similarity")
    canvas = Canvas(_WIDTH)
    y = canvas.block(MARGIN, MARGIN, title, _WIDTH - 2 * MARGIN, size=17, bold=True) + 8
    number = text_width(str(len(names)), _SIZE) + 8
    column = min(max(text_width(name, _SIZE) for name in names), _LABELS)
    left = MARGIN + number + column + 12
    cell = min((_WIDTH - MARGIN - left) / len(names), _CELL)
    written = cell >= text_width("-0.00", _SMALL) + 1
    for place in range(len(names)):
        canvas.text(left + (place + 0.5) * cell, y + 12, str(place + 1), size=_SMALL, fill=QUIET, anchor="middle")
    y += 20
    smallest = min(min(row) for row in table)
    low = -1 if smallest < 0 else math.floor(10 * min(smallest, 0.9)) / 10
    for place, (name, row) in enumerate(zip(names, table, strict=True)):
        lines = len(wrap(name, column, _SIZE))
        height = max(26.0, lines * _SIZE * LINE + 6)
        canvas.text(MARGIN + number - 8, y + height / 2 + 4, str(place + 1), size=_SMALL, fill=QUIET, anchor="end")
        canvas.block(MARGIN + number, y + (height - lines * _SIZE * LINE) / 2, name, column, size=_SIZE)
        for at, value in enumerate(row):
            colour = _colour(value, low)
            canvas.rect(left + at * cell, y, cell - 1, height - 1, colour)
            if written:
                middle = left + (at + 0.5) * cell
                ink = ink_on(colour)
                canvas.text(middle, y + height / 2 + 4, _shown(value), size=_SMALL, fill=ink, anchor="middle")
        y += height
    y = _scale(canvas, y + 12, low, axis)
    rows_said = zip(range(1, len(names) + 1), names, table, strict=True)
    said = [f"{place}. {name}: {' '.join(map(_shown, row))}" for place, name, row in rows_said]
    return canvas.picture(y + MARGIN, title=title, alt="\n".join([title, *said, f"{axis}: {low:g} … 1"]))


def square(values: Any, count: int) -> list[list[float]]:
    """`values` as `count` rows of `count` numbers with two decimals. Raises CourseError where they are something else."""
    listed = values.tolist() if hasattr(values, "tolist") else values
    try:
        table = [[round(float(value), 2) + 0.0 for value in row] for row in listed]
    except (TypeError, ValueError):
        table = []
    if not table or len(table) != count or any(len(row) != count for row in table):
        raise CourseError(
            _(
                "There are %(count)d labels, so the numbers must come in %(count)d rows of %(count)d; these have the shape %(shape)s. "
                "Next step: print both, and leave out the axes of length 1."
            )
            % {"count": count, "shape": _shape(values)}
        )
    if count > _MOST:
        raise CourseError(
            _("%(count)d rows are too many for one picture of at most %(most)d. Next step: draw fewer.")
            % {"count": count, "most": _MOST}
        )
    return table


def _shape(values: Any) -> str:
    shape = getattr(values, "shape", None)
    if shape is not None:
        return str(list(shape))
    try:
        return str([len(values), *sorted({len(row) for row in values})])
    except TypeError:
        return "?"


def _colour(value: float, low: float) -> str:
    """The colour of a number on a scale that begins at `low`: -1 or the number that is white."""
    share = abs(value) if low < 0 else (value - low) / (1 - low)
    return tint(BLUE if value > 0 else VERMILLION, max(0.0, min(share, 1)))


def _shown(value: float) -> str:
    return f"{value:.2f}"


def _scale(canvas: Canvas, y: float, low: float, axis: str) -> float:
    """What the colours mean: boxes from `low` to 1 and the name of the numbers. Returns the `y` below."""
    start = text_width(f"{low:g}", 12) + 6
    for place in range(_SCALE):
        canvas.rect(MARGIN + start + place * 14, y, 14, 14, _colour(low + (1 - low) * place / (_SCALE - 1), low))
    canvas.text(MARGIN, y + 12, f"{low:g}", size=12, fill=QUIET)
    end = MARGIN + start + _SCALE * 14 + 6
    canvas.text(end, y + 12, "1", size=12, fill=QUIET)
    return canvas.block(end + 24, y - 1, axis, canvas.width - MARGIN - end - 24, size=12, fill=QUIET)
