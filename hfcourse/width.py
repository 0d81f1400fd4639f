"""Text in columns: a Hangul syllable takes two, so `len` and `textwrap` line nothing up."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Width of `text` in a fixed-width font, in columns."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def pad(text: str, width: int) -> str:
    """`text` with spaces after it, up to `width` columns."""
    return text + " " * (width - columns(text))


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """`text` broken at spaces into lines of at most `width` columns, the first led by `first`, the others by `rest`.

    A word that is wider than a line keeps a line for itself. Line breaks in `text` stay.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = rest if lines else first
        empty = True
        for word in paragraph.split():
            if not empty and columns(line) + 1 + columns(word) > width:
                lines.append(line)
                line, empty = rest, True
            line += word if empty else f" {word}"
            empty = False
        lines.append(line.rstrip())
    return "\n".join(lines)
