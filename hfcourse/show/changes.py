"""Two versions of a piece of code, with the lines that went and the lines that came."""

from __future__ import annotations

import difflib
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import CARD, GREEN, INK, QUIET, VERMILLION, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import MARGIN, Canvas, text_width

_SIZE = 13
_LETTER = 0.62 * _SIZE  # width of a letter of equal width, a little more than in common fonts
_ROW = 19.0
_LOOKS = {"-": (tint(VERMILLION, 0.2), VERMILLION), "+": (tint(GREEN, 0.2), GREEN), " ": (CARD, QUIET)}


def changes(before: str | Callable[..., Any], after: str | Callable[..., Any], *, title: str = "") -> Picture:
    """The lines of `before` and `after`, texts or functions: common ones once, else marked with − and +.

    Raises CourseError where a function has no source to read, or there is no line at all.
    """
    rows = _rows(_lines(before), _lines(after))
    if not rows:
        raise CourseError(_("There is no line to show. Next step: pass two functions, or two texts with code in them."))
    gone, come = (sum(mark == sign for mark, _line in rows) for sign in "-+")
    title = title or _("What changes")
    counted = _("lines that go: %(gone)d · that come: %(come)d · that stay: %(kept)d") % {
        "gone": gone,
        "come": come,
        "kept": len(rows) - gone - come,
    }
    left = MARGIN + 26
    longest = max(max(len(line) * _LETTER, text_width(line, _SIZE)) for _mark, line in rows)
    canvas = Canvas(max(560.0, left + longest + 2 * MARGIN))
    y = canvas.block(MARGIN, MARGIN, title, canvas.width - 2 * MARGIN, size=17, bold=True) + 4
    y = canvas.block(MARGIN, y, counted, canvas.width - 2 * MARGIN, size=13, fill=QUIET) + 8
    for mark, line in rows:
        fill, sign = _LOOKS[mark]
        if mark != " ":
            canvas.rect(MARGIN, y, canvas.width - 2 * MARGIN, _ROW, fill)
            canvas.text(MARGIN + 8, y + 14, "−" if mark == "-" else "+", size=_SIZE, fill=INK, bold=True)
            canvas.rect(MARGIN, y, 3, _ROW, sign)
        code = line.lstrip()
        canvas.text(left + (len(line) - len(code)) * _LETTER, y + 14, code, size=_SIZE, code=True)
        y += _ROW
    words = [title, counted, *(f"{mark} {line}".rstrip() for mark, line in rows)]
    return canvas.picture(y + MARGIN, title=title, alt="\n".join(words))


def _lines(code: str | Callable[..., Any]) -> list[str]:
    if callable(code):
        try:
            code = inspect.getsource(code)
        except (OSError, TypeError) as error:
            raise CourseError(
                _("The code of %(name)s cannot be read. Next step: define the function in a cell, then draw it.")
                % {"name": getattr(code, "__name__", repr(code))}
            ) from error
    return textwrap.dedent(code).strip("\n").expandtabs(4).splitlines()


def _rows(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Pairs of "-", "+" or " " and the line; in a changed place all lines that go stand before those that come."""
    rows: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, end, other, last in matcher.get_opcodes():
        if kind == "equal":
            rows += [(" ", line) for line in before[start:end]]
        else:
            rows += [("-", line) for line in before[start:end]]
            rows += [("+", line) for line in after[other:last]]
    return rows
