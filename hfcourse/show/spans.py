"""What a model found in a text, drawn in the text: named entities, the answer to a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import GREEN, PALETTE, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import MARGIN, Canvas, clean, text_width

_WIDTH = 760
_SIZE = 15
_LABEL = 11  # size of the small label behind a span
_PAD = 5
_ROW = 34.0
_LABEL_KEYS = ("entity_group", "entity", "label")


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    label: str
    score: float | None


@dataclass(frozen=True)
class _Piece:
    """A word, or a part of a span, that stays on one line."""

    text: str
    span: _Span | None = None
    last: bool = False
    glued: bool = False
    """No space stands before it."""

    @property
    def width(self) -> float:
        plain = text_width(self.text, _SIZE)
        if self.span is None:
            return plain
        return plain + 2 * _PAD + (text_width(self.span.label, _LABEL, bold=True) + _PAD if self.last else 0)


def spans(text: str, found: Mapping[str, Any] | Sequence[Mapping[str, Any]], *, title: str = "") -> Picture:
    """`text` with the spans that a pipeline found in it: the entities of `ner`, or the answer to a question.

    Each has `start` and `end` (characters), perhaps a label (`entity_group`, `entity` or `label`) and a `score`.

    Raises CourseError where a span lies outside of the text, overlaps another one, or has no position.
    """
    marked = _sorted_spans(text, [found] if isinstance(found, Mapping) else found)
    names = sorted({span.label for span in marked})
    colours = {name: PALETTE[place % len(PALETTE)] for place, name in enumerate(names)}
    if names == [_("answer")]:
        colours = {names[0]: GREEN}
    title = title or _("What the model found")
    canvas = Canvas(_WIDTH)
    y = canvas.block(MARGIN, MARGIN, title, _WIDTH - 2 * MARGIN, size=17, bold=True) + 8
    space = text_width(" ", _SIZE)
    x = float(MARGIN)
    for word in _words(_pieces(text, marked, _WIDTH - 2 * MARGIN)):
        if x > MARGIN and x + sum(piece.width for piece in word) > _WIDTH - MARGIN:
            x, y = float(MARGIN), y + _ROW
        for piece in word:
            if x > MARGIN and x + piece.width > _WIDTH - MARGIN:  # a word that is wider than a line
                x, y = float(MARGIN), y + _ROW
            _draw(canvas, x, y, piece, colours)
            x += piece.width
        x += space
    return canvas.picture(y + _ROW + MARGIN / 2, title=title, alt=f"{title}\n{_in_words(text, marked)}")


def _draw(canvas: Canvas, x: float, y: float, piece: _Piece, colours: Mapping[str, str]) -> None:
    width = text_width(piece.text, _SIZE)
    if piece.span is not None:
        canvas.rect(x, y, piece.width, _ROW - 8, tint(colours[piece.span.label], 0.3), radius=5)
        x += _PAD
    canvas.text(x, y + 18, piece.text, size=_SIZE, length=width)
    if piece.span is not None and piece.last:
        canvas.text(x + width + _PAD, y + 17, piece.span.label, size=_LABEL, bold=True)


def _sorted_spans(text: str, found: Sequence[Mapping[str, Any]]) -> list[_Span]:
    marked = []
    for one in found:
        start, end = one.get("start"), one.get("end")
        if start is None or end is None:
            raise CourseError(
                _(
                    "A span has no start or end, so nobody knows where to draw it. Next step: pass what the pipeline returned, as it is."
                )
            )
        if not 0 <= start < end <= len(text):
            raise CourseError(
                _(
                    "A span from %(start)d to %(end)d does not lie in a text of %(length)d characters."
                    " Next step: pass the text that the pipeline read, unchanged."
                )
                % {"start": start, "end": end, "length": len(text)}
            )
        label = next((str(one[key]) for key in _LABEL_KEYS if one.get(key)), _("answer"))
        score = one.get("score")
        marked.append(_Span(int(start), int(end), clean(label), None if score is None else float(score)))
    marked.sort(key=lambda span: span.start)
    for before, after in pairwise(marked):
        if after.start < before.end:
            raise CourseError(
                _("Two spans overlap: %(one)s and %(other)s. Next step: draw them in two pictures.")
                % {"one": text[before.start : before.end], "other": text[after.start : after.end]}
            )
    return marked


def _pieces(text: str, marked: Sequence[_Span], width: float) -> list[_Piece]:
    """The text as pieces, none wider than `width`. A span stays whole where it fits."""
    pieces: list[_Piece] = []
    place = 0

    def add(parts: Sequence[str], begin: int, span: _Span | None = None) -> None:
        glued = begin > 0 and not text[begin - 1].isspace()
        for number, part in enumerate(parts):
            pieces.append(_Piece(part, span, last=number == len(parts) - 1, glued=glued and number == 0))

    for span in [*marked, None]:
        for word in re.finditer(r"\S+", text[place : span.start if span else None]):
            add(_cut(word.group(), width), place + word.start())
        if span is None:
            break
        inside = " ".join(clean(text[span.start : span.end]).split())
        room = width - 2 * _PAD - text_width(span.label, _LABEL, bold=True) - _PAD
        fits = text_width(inside, _SIZE) <= room
        parts = [inside] if fits else [part for word in inside.split() for part in _cut(word, room)]
        add(parts, span.start, span)
        place = span.end
    return pieces


def _words(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces that no space parts, together: a line does not break between them."""
    words: list[list[_Piece]] = []
    for piece in pieces:
        if piece.glued and words:
            words[-1].append(piece)
        else:
            words.append([piece])
    return words


def _cut(word: str, width: float) -> list[str]:
    """`word` in parts that are at most `width` wide."""
    parts = [""]
    for character in clean(word):
        if parts[-1] and text_width(parts[-1] + character, _SIZE) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _in_words(text: str, marked: Sequence[_Span]) -> str:
    """The text with each span in brackets, followed by its label and score."""
    parts, place = [], 0
    for span in marked:
        score = "" if span.score is None else f" {span.score:.2f}"
        parts += [text[place : span.start], f"[{text[span.start : span.end]}]({span.label}{score})"]
        place = span.end
    return re.sub(r"\s+", " ", "".join([*parts, text[place:]])).strip()
