"""Attention: from each token, lines to the tokens that it takes something from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import BLUE, QUIET, tint
from hfcourse.show.heat import square
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, text_width, wrap

_WIDTH = 760
_SIZE = 14
_ROW = 24
_GAP = 28.0
_ABREAST = 3
_LEAST = 0.05
"""Weaker lines are left out."""


def attention(tokens: Sequence[str], weights: Any | Mapping[str, Any], *, title: str = "") -> Picture:
    """Lines from each token (left) to those that it looks at (right): the heavier the weight, the thicker and darker.

    Args:
        tokens: the tokens of one text, in order.
        weights: a row of weights for each token, `attentions[layer][0, head]`, or several: `{"layer 1, head 1": …}`.
        title: what the picture shows.

    Raises CourseError where the weights are not a square table for these tokens, or a row is no share of 1.
    """
    names = [str(token) for token in tokens]
    named = dict(weights) if isinstance(weights, Mapping) else {"": weights}
    if not named or not names:
        raise CourseError(_("There is nothing to draw. Next step: pass tokens and a table of weights at least."))
    tables = {name: square(table, len(names)) for name, table in named.items()}
    for table in tables.values():
        for row in table:
            if min(row) < 0 or abs(sum(row) - 1) > 0.02 + 0.005 * len(row):
                raise CourseError(
                    _(
                        "A row of weights adds up to %(sum).2f; attention is a share of 1, and no share is negative. "
                        "Next step: pass what the model returns as `attentions`, without changes."
                    )
                    % {"sum": sum(row)}
                )
    title = title or _("Attention")
    canvas = Canvas(_WIDTH)
    y = canvas.block(MARGIN, MARGIN, title, _WIDTH - 2 * MARGIN, size=17, bold=True) + 8
    abreast = min(len(tables), _ABREAST)
    width = min((_WIDTH - 2 * MARGIN - (abreast - 1) * _GAP) / abreast, 420)
    words = [title]
    entries = list(tables.items())
    for start in range(0, len(entries), _ABREAST):
        line = entries[start : start + _ABREAST]
        heads = max(len(wrap(name, width, 13, bold=True)) for name, _table in line) * 13 * LINE if any(tables) else 0
        for place, (name, table) in enumerate(line):
            _panel(canvas, MARGIN + place * (width + _GAP), y, width, heads, name, names, table)
            said = ", ".join(
                f"{one} → {names[row.index(max(row))]} {max(row):.2f}" for one, row in zip(names, table, strict=True)
            )
            words.append(f"{name}: {said}" if name else said)
        y += heads + 8 + len(names) * _ROW + 10
    legend = _("left: who looks; right: what it looks at; thicker and darker: more weight")
    y = canvas.block(MARGIN, y, legend, _WIDTH - 2 * MARGIN, size=12, fill=QUIET)
    return canvas.picture(y + MARGIN / 2, title=title, alt="\n".join([*words, legend]))


def _panel(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    heads: float,
    name: str,
    names: list[str],
    table: list[list[float]],
) -> None:
    """One table of weights at (`x`, `y`), `width` wide, under its name, which takes `heads` of the height."""
    if name:
        canvas.block(x, y, name, width, size=13, bold=True)
    top = y + heads + 8
    column = min(max(text_width(one, _SIZE) for one in names), (width - 60) / 2)
    left, right = x + column + 6, x + width - column - 6
    middles = [top + (place + 0.5) * _ROW for place in range(len(names))]
    drawn = sorted(
        (weight, middles[here], middles[there])
        for here, row in enumerate(table)
        for there, weight in enumerate(row)
        if weight >= _LEAST
    )
    for weight, here, there in drawn:
        canvas.line(left, here, right, there, stroke=tint(BLUE, min(weight, 1)), width=0.5 + 3.5 * weight)
    for one, middle in zip(names, middles, strict=True):
        short = _shortened(one, column)
        canvas.text(left - 6, middle + 5, short, size=_SIZE, anchor="end")
        canvas.text(right + 6, middle + 5, short, size=_SIZE)


def _shortened(text: str, width: float) -> str:
    if text_width(text, _SIZE) <= width:
        return text
    while text and text_width(text + "…", _SIZE) > width:
        text = text[:-1]
    return text + "…"
