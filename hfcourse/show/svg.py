"""Just enough SVG: boxes, lines, arrows and text of which the width is known well enough to lay it out."""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree

from hfcourse.messages import language
from hfcourse.show.colours import CARD, INK, QUIET, RULE
from hfcourse.show.picture import Picture

MARGIN = 20
LINE = 1.35  # line height, in font sizes
# Fonts with Hangul first where the system has them; every browser has the last.
FONTS = "'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', system-ui, sans-serif"
CODE_FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'D2Coding', monospace"

# XML 1.0 allows no other characters (https://www.w3.org/TR/xml/#charsets); a byte token may hold any.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` in pixels at font size `size`, estimated from above: fonts differ, and text must not run out."""
    return sum(map(_em, text)) * size * (1.12 if bold else 1.0)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` in lines of at most `width` pixels, broken at spaces, and inside a word that is wider than a line."""
    lines: list[str] = []
    for word in clean(text).split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for character in word:
            if lines[-1] and text_width(lines[-1] + character, size, bold=bold) > width:
                lines.append("")
            lines[-1] += character
    return lines or [""]


def clean(text: str) -> str:
    """`text` with U+FFFD for every character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


class Canvas:
    """A light card to draw on. Positions and sizes are in pixels; `y` of a text is its baseline."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._shapes: list[ElementTree.Element] = []

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "", radius: float = 0
    ) -> None:
        """A filled box, with a line around it if `stroke` is a colour."""
        shape = {"x": x, "y": y, "width": width, "height": height, "rx": radius}
        self._add("rect", {**shape, "fill": fill} | ({"stroke": stroke} if stroke else {}))

    def image(self, x: float, y: float, width: float, height: float, data: str) -> None:
        """A picture from a data URI, stretched to `width` and `height`."""
        place = {"x": x, "y": y, "width": width, "height": height, "preserveAspectRatio": "none"}
        self._add("image", {**place, "href": data})

    def line(self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, width: float = 1) -> None:
        """A line, thin if nothing else is said."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": stroke}
        self._add("line", ends | ({"stroke-width": width} if width != 1 else {}))

    def arrow(self, x1: float, x2: float, y: float) -> None:
        """An arrow to the right."""
        self._add("path", {"d": f"M{_number(x1)} {_number(y)}H{_number(x2)}", "stroke": QUIET, "stroke-width": 2})
        tip = f"M{_number(x2 + 2)} {_number(y)}l-9 -5v10z"
        self._add("path", {"d": tip, "fill": QUIET})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 14,
        fill: str = INK,
        anchor: str = "start",
        bold: bool = False,
        code: bool = False,
        length: float | None = None,
    ) -> None:
        """One line of text; `anchor` is "start", "middle" or "end". `length` makes it exactly that wide in every font.

        `code` is set in letters of equal width.
        """
        attributes: dict[str, object] = {"x": x, "y": y, "font-size": size, "fill": fill}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if bold:
            attributes["font-weight"] = "bold"
        if code:
            attributes["font-family"] = CODE_FONTS
        if length is not None:
            attributes |= {"textLength": length, "lengthAdjust": "spacingAndGlyphs"}
        self._add("text", attributes).text = clean(text)

    def block(
        self, x: float, y: float, text: str, width: float, *, size: float = 14, fill: str = INK, bold: bool = False
    ) -> float:
        """Text wrapped to `width`, its first line's top at `y`. Returns the `y` below its last line."""
        for line in wrap(text, width, size, bold=bold):
            self.text(x, y + size * 1.05, line, size=size, fill=fill, bold=bold)
            y += size * LINE
        return y

    def picture(self, height: float, *, title: str, alt: str) -> Picture:
        """The finished picture, on a card of `height`; `alt` says in words what it shows."""
        root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": _number(self.width),
                "height": _number(height),
                "viewBox": f"0 0 {_number(self.width)} {_number(height)}",
                "lang": language(),
                "role": "img",
                "font-family": FONTS,
                "style": "max-width:100%;height:auto",
            },
        )
        ElementTree.SubElement(root, "title").text = clean(title)
        ElementTree.SubElement(root, "desc").text = clean(alt)
        card = {
            "x": 0.5,
            "y": 0.5,
            "width": self.width - 1,
            "height": height - 1,
            "rx": 8,
            "fill": CARD,
            "stroke": RULE,
        }
        root.append(_element("rect", card))
        root.extend(self._shapes)
        ElementTree.indent(root)
        return Picture(ElementTree.tostring(root, encoding="unicode") + "\n", clean(alt))

    def _add(self, tag: str, attributes: dict[str, object]) -> ElementTree.Element:
        shape = _element(tag, attributes)
        self._shapes.append(shape)
        return shape


def _element(tag: str, attributes: dict[str, object]) -> ElementTree.Element:
    return ElementTree.Element(
        tag,
        {name: _number(value) if isinstance(value, (int, float)) else str(value) for name, value in attributes.items()},
    )


def _number(value: float) -> str:
    """At most one decimal, so that the bytes do not depend on how a machine rounds."""
    return f"{value:.1f}".removesuffix(".0")


def _em(character: str) -> float:
    """Width of a character in font sizes, a little more than in the widest common sans-serif font (DejaVu Sans)."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3 if ord(character) >= 0x1F000 else 1.0
    if character in "iljtfrI.,:;'|!()[] ":
        return 0.41
    if character in "mwMW@%—…→":
        return 1.0
    if character.isascii():
        return 0.72 if character.isupper() or character in "#&<>=+~" else 0.64
    return 0.8
