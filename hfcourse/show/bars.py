"""Scores of a classifier as bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import SupportsFloat

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import BLUE, GREEN, INK, PALETTE, QUIET, TRACK, VERMILLION, ink_on
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, text_width, wrap

_WIDTH = 760
_SIZE = 14
# A label keeps its colour from picture to picture where its meaning is known.
_KNOWN = {"positive": BLUE, "negative": VERMILLION, "neutral": GREEN, "긍정": BLUE, "부정": VERMILLION, "중립": GREEN}


def scores(labels: Sequence[str], values: Sequence[SupportsFloat], *, title: str = "", axis: str = "") -> Picture:
    """Horizontal bars for scores between 0 and 1, in the order given, with the numbers beside them.

    `axis` names what the bars measure where it is not a score: an accuracy, for example.

    Raises CourseError where the lengths differ, nothing is given, or a value is not between 0 and 1.
    """
    numbers = _checked(values, labels)
    names = [str(label) for label in labels]
    title = title or _("Scores")
    canvas = Canvas(_WIDTH)
    y = canvas.block(MARGIN, MARGIN, title, _WIDTH - 2 * MARGIN, size=17, bold=True) + 10
    column = min(max(text_width(name, _SIZE) for name in names), 280)
    left = MARGIN + column + 12
    length = _WIDTH - left - MARGIN - 60
    heights = [max(26.0, len(wrap(name, column, _SIZE)) * _SIZE * LINE) + 8 for name in names]
    bottom = y + sum(heights)
    for mark in (0, 0.5, 1):
        x = left + mark * length
        canvas.line(x, y, x, bottom)
        canvas.text(x, bottom + 15, f"{mark:g}", size=12, fill=QUIET, anchor="middle")
    for name, number, height in zip(names, numbers, heights, strict=True):
        middle = y + height / 2
        canvas.block(MARGIN, middle - len(wrap(name, column, _SIZE)) * _SIZE * LINE / 2, name, column)
        _bar(canvas, left, middle - 9, length, number, BLUE)
        canvas.text(left + length + 10, middle + 5, f"{number:.3f}")
        y += height
    canvas.text(left + length / 2, bottom + 34, axis or _("score (0 to 1)"), size=12, fill=QUIET, anchor="middle")
    rows = [f"{name} {number:.3f}" for name, number in zip(names, numbers, strict=True)]
    return canvas.picture(bottom + 34 + MARGIN, title=title, alt="\n".join([title, *rows]))


def sentences(texts: Sequence[str], labels: Sequence[str], scores: Sequence[SupportsFloat]) -> Picture:
    """One row a sentence: the text, the label that a classifier gave it, and how sure it was (0 to 1).

    Raises CourseError where the lengths differ, nothing is given, or a score is not between 0 and 1.
    """
    numbers = _checked(scores, texts, labels)
    names = [str(label) for label in labels]
    colours = _colours(names)
    canvas = Canvas(_WIDTH)
    chip = min(max(text_width(name, 13, bold=True) for name in names), 170) + 20
    length = 130
    text_column = _WIDTH - 2 * MARGIN - chip - length - 50 - 3 * 14
    chips = MARGIN + text_column + 14
    bars = chips + chip + 14
    y = float(MARGIN)
    for x, heading in ((MARGIN, _("sentence")), (chips, _("label")), (bars, _("score (0 to 1)"))):
        canvas.text(x, y + 12, heading, size=12, fill=QUIET)
    y += 24
    for text, name, number in zip(texts, names, numbers, strict=True):
        canvas.line(MARGIN, y, _WIDTH - MARGIN, y)
        text_lines = len(wrap(str(text), text_column, _SIZE))
        chip_lines = wrap(name, chip - 16, 13, bold=True)
        height = max(text_lines * _SIZE * LINE, len(chip_lines) * 13 * LINE + 8) + 14
        middle = y + height / 2
        canvas.block(MARGIN, middle - text_lines * _SIZE * LINE / 2, str(text), text_column)
        half = (len(chip_lines) * 13 * LINE + 8) / 2
        canvas.rect(chips, middle - half, chip, 2 * half, colours[name], radius=6)
        for row, line in enumerate(chip_lines):
            baseline = middle - half + 4 + (row + 0.78) * 13 * LINE
            ink = ink_on(colours[name])
            canvas.text(chips + chip / 2, baseline, line, size=13, fill=ink, anchor="middle", bold=True)
        _bar(canvas, bars, middle - 7, length, number, colours[name], thickness=14)
        canvas.text(bars + length + 10, middle + 5, f"{number:.3f}")
        y += height
    rows = [f"{text!s} → {name} {number:.3f}" for text, name, number in zip(texts, names, numbers, strict=True)]
    return canvas.picture(y + MARGIN / 2, title=_("Sentences with label and score"), alt="\n".join(rows))


def _bar(
    canvas: Canvas, x: float, y: float, length: float, share: float, colour: str, *, thickness: float = 18
) -> None:
    canvas.rect(x, y, length, thickness, TRACK, radius=3)
    canvas.rect(x, y, share * length, thickness, colour, stroke=INK if colour == "#F0E442" else "", radius=3)


def _colours(names: Iterable[str]) -> dict[str, str]:
    """A colour for each label: the known ones keep theirs, the others take turns in alphabetical order."""
    free = [colour for colour in PALETTE if colour not in _KNOWN.values()]
    others = sorted({name for name in names if name.lower() not in _KNOWN})
    return {name: _KNOWN[name.lower()] for name in names if name.lower() in _KNOWN} | {
        name: free[position % len(free)] for position, name in enumerate(others)
    }


def _checked(values: Sequence[SupportsFloat], *columns: Sequence[str]) -> list[float]:
    numbers = [float(value) for value in values]
    lengths = [*(len(column) for column in columns), len(numbers)]
    if len(set(lengths)) != 1 or not numbers:
        raise CourseError(
            _("The lists must be of one length, and not empty; these have %(lengths)s. Next step: print what you pass.")
            % {"lengths": ", ".join(map(str, lengths))}
        )
    strange = [number for number in numbers if not 0 <= number <= 1]
    if strange:
        raise CourseError(
            _("%(value)g is no score: scores lie between 0 and 1. Next step: for logits, take their softmax first.")
            % {"value": strange[0]}
        )
    return numbers
