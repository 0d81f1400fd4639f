"""How a tokenizer cuts a text, drawn as boxes; and several tokenizers side by side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hfcourse.errors import CourseError
from hfcourse.messages import _
from hfcourse.show.colours import BLUE, GREEN, INK, ORANGE, PURPLE, QUIET, TRACK, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, text_width

_MOST = 1000  # boxes in one picture; a notebook page grows heavy with more
_SIZE = 15
_SMALL = 11  # size of ids, bytes, and the letter over its parts
_PAD = 5
_GAP = 4.0
_BOX = 26.0
_TINTS = tuple(tint(colour, 0.3) for colour in (BLUE, ORANGE, GREEN, PURPLE))
_SIGNS = {" ": "␣", "\n": "↵", "\t": "⇥"}
_BYTE = re.compile("<0x([0-9A-F]{2})>")


@dataclass(frozen=True)
class _Part:
    """A stretch of a token: text, or bytes of a character that other tokens share (`letter`) or that is broken ("")."""

    text: str
    letter: str | None = None
    number: int = -1
    """Which of the shared characters of the row this is; parts of one character have the same."""

    @property
    def size(self) -> int:
        return _SIZE if self.letter is None else _SMALL

    @property
    def width(self) -> float:
        return text_width(self.text, self.size)


@dataclass(frozen=True)
class _Token:
    id: int
    parts: tuple[_Part, ...]
    special: bool


@dataclass(frozen=True)
class _Box:
    """A token, or as much of it as fits on a line."""

    token: _Token
    parts: tuple[_Part, ...]
    first: bool
    colour: str

    def width(self, ids: bool) -> float:
        inside = sum(part.width for part in self.parts) + (len(self.parts) - 1)
        label = text_width(str(self.token.id), _SMALL) if ids and self.first else 0
        return max(inside + 2 * _PAD, label, 14)


def tokens(
    tokenizer: Any | Mapping[str, Any],
    texts: str | Sequence[str],
    *,
    ids: bool = True,
    special_tokens: bool = True,
    title: str = "",
    width: float = 760,
) -> Picture:
    """The tokens of one text or of several, as boxes in reading order; `{"name": tokenizer, …}` compares tokenizers.

    ␣ is a space, ↵ a line end. Special tokens have an outline. A character that is spread over several tokens stands
    over a bracket, its bytes in the boxes. `ids=False` leaves out the numbers below the boxes, `special_tokens=False`
    the tokens that the tokenizer adds to a text. `width` is in pixels.

    Raises CourseError where there is nothing to draw, too much, or something else than texts and tokenizers.
    """
    named = dict(tokenizer) if isinstance(tokenizer, Mapping) else {"": tokenizer}
    written = _checked(named, texts)
    rows = [
        (text, name, _tokens(one, text, special_tokens=special_tokens))
        for text in written
        for name, one in named.items()
    ]
    count = sum(len(found) for *_, found in rows)
    if count > _MOST:
        raise CourseError(
            _("%(count)d tokens are too many for one picture of at most %(most)d. Next step: draw a shorter text.")
            % {"count": count, "most": _MOST}
        )
    title = title or _("Tokens")
    width = max(float(width), 240)
    canvas = Canvas(width)
    y = canvas.block(MARGIN, MARGIN, title, width - 2 * MARGIN, size=17, bold=True) + 4
    words = [title]
    for place, (text, name, found) in enumerate(rows):
        if len(written) > 1 and place % len(named) == 0:
            shown = " ".join(map(_visible, text.split(" ")))
            y = canvas.block(MARGIN, y + 6, shown, width - 2 * MARGIN, size=14, fill=QUIET)
            words.append(shown)
        heading = _heading(name, len(found))
        y = canvas.block(MARGIN, y + 6, heading, width - 2 * MARGIN, size=13, bold=True) + 4
        y = _draw(canvas, y, found, width - 2 * MARGIN, ids)
        words.append(f"{heading}: {_in_words(found, ids)}" if found else heading)
    legend = _legend(found for *_, found in rows)
    if legend:
        y = canvas.block(MARGIN, y + 4, legend, width - 2 * MARGIN, size=12, fill=QUIET)
        words.append(legend)
    return canvas.picture(y + MARGIN / 2, title=title, alt="\n".join(words))


def _checked(named: Mapping[str, Any], texts: str | Sequence[str]) -> list[str]:
    """The texts as a list, once everything is what it should be."""
    for one in named.values():
        if not (callable(one) and hasattr(one, "convert_ids_to_tokens")):
            raise CourseError(
                _(
                    "%(what)r is no tokenizer. Next step: load one with AutoTokenizer.from_pretrained(…) and pass it"
                    ' first, or several as {"name": tokenizer}.'
                )
                % {"what": one}
            )
    written = [texts] if isinstance(texts, str) else list(texts) if isinstance(texts, Iterable) else [texts]
    strange = [
        text for text in written if not isinstance(text, str) or any("\ud800" <= one <= "\udfff" for one in text)
    ]
    if strange:
        raise CourseError(
            _("%(what)r is no text. Next step: pass a string or a list of strings; tokenizer.decode(ids) makes one.")
            % {"what": strange[0]}
        )
    if not named or not written:
        raise CourseError(_("There is nothing to draw. Next step: pass a tokenizer and a text at least."))
    return written


def _tokens(tokenizer: Any, text: str, *, special_tokens: bool) -> list[_Token]:
    """What `tokenizer` makes of `text`, with every character that no single token holds marked in all its tokens."""
    ids = [int(one) for one in tokenizer(text, add_special_tokens=special_tokens, verbose=False)["input_ids"]]
    names = tokenizer.convert_ids_to_tokens(ids)
    added = {index: str(token) for index, token in tokenizer.added_tokens_decoder.items()}
    special = set(tokenizer.all_special_ids) | {
        index for index, token in tokenizer.added_tokens_decoder.items() if token.special
    }
    letters = _bytes_of_letters() if _is_byte_level(tokenizer) else None
    found: list[_Token] = []
    number = 0
    start = 0
    while start < len(ids):
        if ids[start] in added or ids[start] in special:
            name = added.get(ids[start], names[start])
            found.append(_Token(ids[start], (_Part(_visible(name)),), ids[start] in special))
            start += 1
            continue
        end = start
        while end < len(ids) and ids[end] not in added and ids[end] not in special:
            end += 1
        split, number = _parts([_content(name, letters) for name in names[start:end]], number)
        found += [_Token(one, parts, False) for one, parts in zip(ids[start:end], split, strict=True)]
        start = end
    return found


def _content(name: str, letters: Mapping[str, int] | None) -> bytes:
    """The bytes that a token stands for."""
    if letters is not None and all(letter in letters for letter in name):
        return bytes(letters[letter] for letter in name)
    byte = _BYTE.fullmatch(name)
    if byte:
        return bytes([int(byte.group(1), 16)])
    return name.replace("▁", " ").encode("utf-8", "replace")


def _parts(contents: Sequence[bytes], number: int) -> tuple[list[tuple[_Part, ...]], int]:
    """The contents of neighbouring tokens as text and as bytes of characters that no token holds whole.

    `number` is the first free one for such characters; the next free one comes back.
    """
    whole = b"".join(contents)
    owner = [place for place, content in enumerate(contents) for _byte in content]
    parts: list[list[_Part]] = [[] for _content in contents]
    start = 0
    while start < len(whole):
        letter, length = _letter(whole, start)
        places = owner[start : start + length]
        if letter and len(set(places)) == 1:
            _append(parts[places[0]], _visible(letter))
        else:
            for place in sorted(set(places)):
                held = [value for at, value in zip(places, whole[start : start + length], strict=True) if at == place]
                parts[place].append(_Part("".join(f"<0x{value:02X}>" for value in held), _visible(letter), number))
            number += 1
        start += length
    return [tuple(one) for one in parts], number


def _append(parts: list[_Part], text: str) -> None:
    if parts and parts[-1].letter is None:
        text = parts.pop().text + text
    parts.append(_Part(text))


def _letter(whole: bytes, start: int) -> tuple[str, int]:
    """The character that begins at `start` and its length in bytes; "" and 1 where the bytes are no UTF-8."""
    for length in (1, 2, 3, 4):
        try:
            return whole[start : start + length].decode("utf-8"), len(whole[start : start + length])
        except UnicodeDecodeError:
            continue
    return "", 1


@cache
def _bytes_of_letters() -> dict[str, int]:
    """The byte for each letter that byte-level tokenizers write it with: visible ones stand for themselves (GPT-2)."""
    visible = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [value for value in range(256) if value not in visible]
    return {chr(value): value for value in visible} | {chr(256 + at): value for at, value in enumerate(hidden)}


def _is_byte_level(tokenizer: Any) -> bool:
    backend = getattr(tokenizer, "backend_tokenizer", None)
    return "ByteLevel" in repr(getattr(backend, "decoder", None)) or hasattr(tokenizer, "byte_decoder")


def _visible(text: str) -> str:
    """`text` with a sign for every character that leaves no mark on paper."""
    return "".join(map(_sign, text))


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
    if unseen or "\ufe00" <= character <= "\ufe0f" or character == "\ufffd":
        return f"<U+{ord(character):04X}>"
    return f"◌{character}" if unicodedata.combining(character) else character


def _heading(name: str, count: int) -> str:
    counted = _("1 token") if count == 1 else _("%(count)d tokens") % {"count": count}
    return f"{name} · {counted}" if name else counted


def _boxes(found: Sequence[_Token], width: float) -> list[_Box]:
    """A box for each token, and more than one for a token that is wider than a line."""
    made: list[_Box] = []
    colours = 0
    for token in found:
        colour = TRACK if token.special else _TINTS[colours % len(_TINTS)]
        colours += not token.special
        pieces: list[list[_Part]] = [[]]
        for part in token.parts:
            for text in _cut(part, width - 2 * _PAD):
                piece = _Part(text, part.letter, part.number)
                used = sum(one.width + 1 for one in pieces[-1])
                if pieces[-1] and used + piece.width > width - 2 * _PAD:
                    pieces.append([])
                pieces[-1].append(piece)
        made += [_Box(token, tuple(piece), place == 0, colour) for place, piece in enumerate(pieces)]
    return made


def _cut(part: _Part, width: float) -> list[str]:
    """The text of a part in stretches that are at most `width` wide."""
    lines = [""]
    for character in part.text:
        if lines[-1] and text_width(lines[-1] + character, part.size) > width:
            lines.append("")
        lines[-1] += character
    return lines


def _draw(canvas: Canvas, y: float, found: Sequence[_Token], width: float, ids: bool) -> float:
    """Draw the boxes of one row of tokens, wrapped to `width`. Returns the `y` below them."""
    for line in _lines(_boxes(found, width), width, ids):
        if any(part.letter for box in line for part in box.parts):
            y += _SMALL * LINE + 8
        brackets: dict[int, tuple[float, float, str]] = {}
        x = float(MARGIN)
        for box in line:
            wide = box.width(ids)
            inside = sum(part.width for part in box.parts) + len(box.parts) - 1
            canvas.rect(x, y, wide, _BOX, box.colour, stroke=INK if box.token.special else "", radius=4)
            at = x + (wide - inside) / 2
            for part in box.parts:
                canvas.text(at, y + 18, part.text, size=part.size, length=part.width)
                if part.letter:
                    begin = brackets.get(part.number, (at, 0.0, ""))[0]
                    brackets[part.number] = (begin, at + part.width, part.letter)
                at += part.width + 1
            if ids and box.first:
                label = str(box.token.id)
                canvas.text(x + wide / 2, y + _BOX + 12, label, size=_SMALL, fill=QUIET, anchor="middle")
            x += wide + _GAP
        for begin, end, letter in brackets.values():
            canvas.line(begin, y - 4, end, y - 4, stroke=QUIET)
            canvas.line(begin, y - 4, begin, y, stroke=QUIET)
            canvas.line(end, y - 4, end, y, stroke=QUIET)
            size = _SIZE - 1 if len(letter) == 1 else _SMALL - 2
            canvas.text((begin + end) / 2, y - 8, letter, size=size, anchor="middle")
        y += _BOX + (_SMALL * LINE + 4 if ids else 6)
    return y


def _lines(boxes: Sequence[_Box], width: float, ids: bool) -> list[list[_Box]]:
    """The boxes in lines of at most `width`; tokens that share a character stay on one line if it has the room."""
    knots: list[list[_Box]] = []
    for box in boxes:
        shared = {part.number for part in box.parts if part.number >= 0}
        if knots and shared & {part.number for before in knots[-1] for part in before.parts}:
            knots[-1].append(box)
        else:
            knots.append([box])
    lines: list[list[_Box]] = [[]]
    used = 0.0
    for knot in knots:
        together = sum(box.width(ids) + _GAP for box in knot) - _GAP
        for part in [knot] if together <= width else [[box] for box in knot]:
            wide = sum(box.width(ids) + _GAP for box in part)
            if lines[-1] and used + wide - _GAP > width:
                lines.append([])
                used = 0.0
            lines[-1] += part
            used += wide
    return lines


def _in_words(found: Sequence[_Token], ids: bool) -> str:
    """Each token in brackets, with its id; a shared character's bytes are followed by the character."""
    shown = []
    for token in found:
        text = "".join(f"{part.text}({part.letter})" if part.letter else part.text for part in token.parts)
        shown.append(f"[{text}]{token.id}" if ids else f"[{text}]")
    return " ".join(shown)


def _legend(rows: Iterable[Sequence[_Token]]) -> str:
    """What the signs mean that the picture has."""
    all_tokens = [token for found in rows for token in found]
    ordinary = [token for token in all_tokens if not token.special]
    text = "".join(part.text for token in ordinary for part in token.parts if part.letter is None)
    parts = [
        (_("␣ space"), "␣" in text),
        (_("↵ line end"), "↵" in text),
        (_("outline: special token"), any(token.special for token in all_tokens)),
        (_("bracket: one character, its bytes in several tokens"), any(p.letter for t in ordinary for p in t.parts)),
    ]
    return " · ".join(meaning for meaning, there in parts if there)
