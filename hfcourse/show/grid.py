"""Pictures side by side, each with a line that says what it is."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, wrap

_WIDTH = 760
_SIZE = 13
_GAP = 12
_LARGEST = 230  # pixels, as wide as a picture is shown
_STORED = 2 * _LARGEST  # pixels, as large as it is kept in the notebook


def grid(pictures: Sequence[Any], titles: Sequence[object], *, columns: int = 5, title: str = "") -> Picture:
    """PIL pictures in rows of at most `columns`, each with its title below; large ones are stored smaller.

    Raises CourseError where nothing is given, the lengths differ, or something is no picture.
    """
    names = [str(one) for one in titles]
    _check(pictures, names, columns)
    canvas = Canvas(_WIDTH)
    y = canvas.block(MARGIN, MARGIN, title, _WIDTH - 2 * MARGIN, size=17, bold=True) + 8 if title else float(MARGIN)
    across = min(columns, len(pictures))
    cell = (_WIDTH - 2 * MARGIN - (across - 1) * _GAP) / across
    for start in range(0, len(pictures), across):
        row = list(zip(pictures, names, strict=True))[start : start + across]
        sizes = [_shown(picture, min(cell, _LARGEST)) for picture, _name in row]
        tallest = max(height for _width, height in sizes)
        for place, ((picture, name), (width, height)) in enumerate(zip(row, sizes, strict=True)):
            x = MARGIN + place * (cell + _GAP)
            canvas.image(x, y + tallest - height, width, height, _data(picture))
            canvas.block(x, y + tallest + 4, name, cell, size=_SIZE)
        y += tallest + 4 + max(len(wrap(name, cell, _SIZE)) for _picture, name in row) * _SIZE * LINE + _GAP
    said = [f"{name}: {picture.width} × {picture.height}" for picture, name in zip(pictures, names, strict=True)]
    heading = title or _("Pictures")
    return canvas.picture(y - _GAP + MARGIN, title=heading, alt="\n".join([heading, *said]))


def _check(pictures: Sequence[Any], names: Sequence[str], columns: int) -> None:
    if not pictures or len(pictures) != len(names) or columns < 1:
        raise CourseError(
            _(
                "There are %(pictures)d pictures and %(titles)d titles. Next step: pass a title for each, and a picture at least."
            )
            % {"pictures": len(pictures), "titles": len(names)}
        )
    for picture in pictures:
        if not all(hasattr(picture, name) for name in ("convert", "width", "height")):
            raise CourseError(
                _(
                    "A %(type)s is no PIL picture. Next step: pass what the pipeline returned, or Image.fromarray(…) of an array."
                )
                % {"type": type(picture).__name__}
            )


def _shown(picture: Any, width: float) -> tuple[float, float]:
    """Width and height at which the whole of `picture` fits into a square of side `width`."""
    scale = width / max(picture.width, picture.height)
    return picture.width * scale, picture.height * scale


def _data(picture: Any) -> str:
    """The picture as a data URI; at most `_STORED` pixels wide and high."""
    kept = picture.convert("RGB")
    kept.thumbnail((_STORED, _STORED))
    file = io.BytesIO()
    kept.save(file, format="PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
