"""The shapes of tensors on their way through a model, drawn as rows, tables and stacks of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import BLUE, GREEN, ORANGE, PURPLE, QUIET, RULE, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, text_width, wrap

_WIDTH = 880
_CELL = 13.0
_MOST = 16  # cells along an axis, and fewer where the column is narrow; the numbers below say how many there are
_SHEETS = 5
_SHIFT = 5.0
_TINTS = tuple(tint(colour, 0.4) for colour in (BLUE, ORANGE, GREEN, PURPLE))
_GAP = 34.0


def shapes(steps: Mapping[str, Sequence[int]], *, axes: Sequence[str] = (), title: str = "") -> Picture:
    """Tensors from left to right: the first axis down, in colours, the second across, the third as sheets behind.

    Args:
        steps: name of a tensor → its shape (1 to 3 axes), in the order in which they arise; five at most.
        axes: what is counted along the first, second and third axis: ("texts", "tokens", "numbers").
        title: what the picture shows.

    Raises CourseError where there is no step, there are more than five, or a shape has no axis or more than three.
    """
    found = {str(name): [int(length) for length in shape] for name, shape in steps.items()}
    if not 1 <= len(found) <= 5:
        raise CourseError(
            _("%(count)d tensors cannot be drawn; the picture takes 1 to 5. Next step: pass {name: tensor.shape, …}.")
            % {"count": len(found)}
        )
    for name, shape in found.items():
        if not 1 <= len(shape) <= 3 or min(shape) < 1:
            raise CourseError(
                _(
                    "%(name)s has the shape %(shape)s; the picture takes 1 to 3 axes, none of them empty. Next step: draw one part of it."
                )
                % {"name": name, "shape": shape}
            )
    title = title or _("Shapes")
    canvas = Canvas(_WIDTH)
    top = canvas.block(MARGIN, MARGIN, title, _WIDTH - 2 * MARGIN, size=17, bold=True) + 10
    column = (_WIDTH - 2 * MARGIN - (len(found) - 1) * _GAP) / len(found)
    heads = max(len(wrap(name, column, 14, bold=True)) for name in found) * 14 * LINE
    drawn = min(_MOST, int((column - _SHEETS * _SHIFT) / _CELL))
    tallest = max(min(shape[0], drawn) * _CELL + (_SHEETS - 1) * _SHIFT * (len(shape) == 3) for shape in found.values())
    y = top + heads + 10
    for place, (name, shape) in enumerate(found.items()):
        x = MARGIN + place * (column + _GAP)
        canvas.block(x, top, name, column, size=14, bold=True)
        _tensor(canvas, x, y, tallest, shape, drawn)
        label = str(shape)
        canvas.text(x, y + tallest + 20, label, size=14)
        if place:
            canvas.arrow(x - _GAP + 6, x - 8, y + tallest / 2)
        if text_width(label, 14) > column:
            raise CourseError(
                _("%(name)s is too large for its place. Next step: draw fewer tensors at once.") % {"name": name}
            )
    y += tallest + 34
    said = " → ".join(f"{name} {shape}" for name, shape in found.items())
    legend = " · ".join(
        f"{direction}: {axis}" for direction, axis in zip((_("down"), _("across"), _("behind")), axes, strict=False)
    )
    if legend:
        y = canvas.block(MARGIN, y, legend, _WIDTH - 2 * MARGIN, size=12, fill=QUIET)
    alt = "\n".join(part for part in (title, said, legend) if part)
    return canvas.picture(y + MARGIN / 2, title=title, alt=alt)


def _tensor(canvas: Canvas, x: float, y: float, height: float, shape: Sequence[int], most: int) -> None:
    """The cells of one tensor, at the bottom of a strip that is `height` tall; at most `most` along an axis."""
    rows = min(shape[0], most)
    columns = min(shape[1], most) if len(shape) > 1 else 1
    sheets = min(shape[2], _SHEETS) if len(shape) == 3 else 1
    bottom = y + height
    for sheet in range(sheets - 1, -1, -1):
        for row in range(rows):
            for place in range(columns):
                left = x + place * _CELL + sheet * _SHIFT
                above = bottom - (rows - row) * _CELL - sheet * _SHIFT
                canvas.rect(left, above, _CELL - 1, _CELL - 1, _TINTS[row % len(_TINTS)], stroke=RULE)
