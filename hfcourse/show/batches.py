"""A batch as a data collator made it: one row an example, one column a position, padding and labels in colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from hfcourse.errors import CourseError
from hfcourse.messages import N_, _
from hfcourse.show.colours import BLUE, CARD, GREEN, INK, ORANGE, QUIET, RULE, TRACK, ink_on, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, text_width

Kind = Literal["token", "special", "mask", "padding", "label", "ignored"]

_MOST = 800  # cells in one picture
_SIZE = 13
_SMALL = 11
_PAD = 5
_BOX = 24.0
_GAP = 2.0
_LEAST = 26.0
IGNORED = -100
"""The label that the loss leaves out (`ignore_index` of torch's cross entropy)."""

_LOOKS: dict[Kind, tuple[str, str, str]] = {  # fill, outline, ink
    "token": (tint(BLUE, 0.3), "", INK),
    "special": (TRACK, INK, INK),
    "mask": (ORANGE, "", ink_on(ORANGE)),
    "padding": (CARD, RULE, QUIET),
    "label": (tint(GREEN, 0.4), "", INK),
    "ignored": (CARD, RULE, QUIET),
}
_MEANINGS: dict[Kind, str] = {
    "token": N_("token"),
    "special": N_("special token"),
    "mask": N_("mask"),
    "padding": N_("padding: the attention mask is 0"),
    "label": N_("label: counts in the loss"),
    "ignored": N_("−100: does not count in the loss"),
}


@dataclass(frozen=True)
class _Cell:
    text: str
    kind: Kind

    @property
    def width(self) -> float:
        return max(text_width(self.text, _SIZE) + 2 * _PAD, _LEAST)


@dataclass(frozen=True)
class _Row:
    """One key of one example: `input_ids`, `decoder_input_ids` or `labels`."""

    example: int
    key: str
    cells: tuple[_Cell, ...]


def batch(
    batch: Mapping[str, Any],
    tokenizer: Any,
    *,
    label_names: Sequence[str] = (),
    title: str = "",
    width: float = 860,
) -> Picture:
    """A batch as a grid: its `input_ids` and, where there are any, `decoder_input_ids` and `labels`, below each other.

    `batch` is what a data collator returned: tensors or lists, (examples × positions). Labels of one number an example
    stand as they are, or as `label_names[number]`; labels of one number a position are drawn as tokens where there are
    no `label_names`. A wide batch goes on below, all examples together. `width` is in pixels.

    Raises CourseError where `batch` has no rows of equally many `input_ids`, or too many to draw.
    """
    numbers = _numbers(batch)
    rows = [
        _Row(example, key, _cells(key, values[example], numbers, example, tokenizer, label_names))
        for example in range(len(numbers["input_ids"]))
        for key, values in numbers.items()
        if key != "attention_mask"
    ]
    counted = sum(len(row.cells) for row in rows)
    if counted > _MOST:
        raise CourseError(
            _("%(count)d numbers are too many for one picture of at most %(most)d. Next step: draw fewer examples.")
            % {"count": counted, "most": _MOST}
        )
    title = title or _("Batch")
    heading = _heading(numbers, rows)
    canvas = Canvas(max(float(width), 320))
    y = canvas.block(MARGIN, MARGIN, title, canvas.width - 2 * MARGIN, size=17, bold=True) + 4
    y = canvas.block(MARGIN, y, heading, canvas.width - 2 * MARGIN, size=13, bold=True) + 6
    left = MARGIN + max(text_width(_name(row), _SMALL) for row in rows) + 8
    for band in _bands(rows, canvas.width - left - MARGIN):
        y = _draw(canvas, y, rows, band, left)
    kinds = [kind for kind in _LOOKS if any(cell.kind == kind for row in rows for cell in row.cells)]
    y = _legend(canvas, y + 4, kinds)
    words = [title, heading, *(f"{_name(row)}: {_in_words(row.cells)}" for row in rows)]
    return canvas.picture(y + MARGIN / 2, title=title, alt="\n".join(words))


def _numbers(batch: Any) -> dict[str, list[Any]]:
    """The numbers of the batch as lists, in the order in which they are drawn. Raises CourseError where they are none."""
    found: dict[str, list[Any]] = {}
    if hasattr(batch, "keys") and "input_ids" in batch:
        for key in ("input_ids", "decoder_input_ids", "labels", "attention_mask"):
            if key in batch:
                values = batch[key]
                found[key] = values.tolist() if hasattr(values, "tolist") else [_plain(value) for value in values]
    ids = found.get("input_ids", [])
    if not ids or not all(isinstance(row, list) for row in ids):
        raise CourseError(
            _(
                "This is no batch: it has no `input_ids` with one row for each example. Next step: pass what the data"
                " collator returned, as in show.batch(collator(examples), tokenizer)."
            )
        )
    ragged = [
        key
        for key, rows in found.items()
        if len(rows) != len(ids) or (isinstance(rows[0], list) and len({len(row) for row in rows}) > 1)
    ]
    if ragged:
        raise CourseError(
            _("The rows of '%(key)s' are not equally long. Next step: let a data collator pad them, then draw.")
            % {"key": ragged[0]}
        )
    return found


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else list(value) if isinstance(value, tuple) else value


def _cells(
    key: str, values: Any, numbers: Mapping[str, list[Any]], example: int, tokenizer: Any, names: Sequence[str]
) -> tuple[_Cell, ...]:
    """The cells of one row."""
    if key == "labels":
        if not isinstance(values, list):
            return (_Cell(_label(values, names), "label"),)
        return tuple(
            _Cell("−100", "ignored")
            if value == IGNORED
            else _Cell(_label(value, names) if names else _token(tokenizer, value), "label")
            for value in values
        )
    seen = numbers["attention_mask"][example] if key == "input_ids" and "attention_mask" in numbers else None
    return tuple(
        _Cell(_token(tokenizer, value), _kind(tokenizer, value, None if seen is None else not seen[place]))
        for place, value in enumerate(values)
    )


def _kind(tokenizer: Any, value: int, padding: bool | None) -> Kind:
    """What a token is; where no attention mask says whether it is padding, its id does."""
    if value == tokenizer.pad_token_id if padding is None else padding:
        return "padding"
    if value == getattr(tokenizer, "mask_token_id", None):
        return "mask"
    return "special" if value in tokenizer.all_special_ids else "token"


def _label(value: Any, names: Sequence[str]) -> str:
    if names and isinstance(value, int) and 0 <= value < len(names):
        return str(names[value])
    return f"{value:g}"


def _token(tokenizer: Any, value: int) -> str:
    """The text of a token, ␣ for a space before it."""
    name = str(tokenizer.convert_ids_to_tokens(value))
    if value in tokenizer.all_special_ids:
        return name
    space = "␣" if name.startswith(("▁", "Ġ")) else ""
    return space + (name[1:] if name.startswith("▁") else tokenizer.decode([value]).strip())


def _heading(numbers: Mapping[str, list[Any]], rows: Sequence[_Row]) -> str:
    inputs = [row for row in rows if row.key == "input_ids"]
    return _("%(rows)d × %(columns)d tokens, of them %(padding)d padding") % {
        "rows": len(inputs),
        "columns": len(numbers["input_ids"][0]),
        "padding": sum(cell.kind == "padding" for row in inputs for cell in row.cells),
    }


def _name(row: _Row) -> str:
    return f"{row.example + 1} {row.key}"


def _bands(rows: Sequence[_Row], room: float) -> list[list[tuple[int, float]]]:
    """The columns with their widths, in bands that are at most `room` wide."""
    bands: list[list[tuple[int, float]]] = [[]]
    used = 0.0
    for column in range(max(len(row.cells) for row in rows)):
        wide = min(max(row.cells[column].width for row in rows if column < len(row.cells)), room)
        if bands[-1] and used + wide > room:
            bands.append([])
            used = 0.0
        bands[-1].append((column, wide))
        used += wide + _GAP
    return bands


def _draw(canvas: Canvas, y: float, rows: Sequence[_Row], band: Sequence[tuple[int, float]], left: float) -> float:
    """Draw one band of columns of all rows. Returns the `y` below it."""
    for place, row in enumerate(rows):
        if not any(column < len(row.cells) for column, _wide in band):
            continue
        if place and rows[place - 1].example != row.example:
            y += 8
        canvas.text(left - 8, y + _BOX / 2 + 4, _name(row), size=_SMALL, fill=QUIET, anchor="end")
        x = left
        for column, wide in band:
            if column < len(row.cells):
                cell = row.cells[column]
                fill, outline, ink = _LOOKS[cell.kind]
                canvas.rect(x, y, wide, _BOX, fill, stroke=outline, radius=4)
                length = min(text_width(cell.text, _SIZE), wide - 4)
                canvas.text(x + (wide - length) / 2, y + 16.5, cell.text, size=_SIZE, fill=ink, length=length)
            x += wide + _GAP
        y += _BOX + 3
    return y + 12


def _legend(canvas: Canvas, y: float, kinds: Sequence[Kind]) -> float:
    """What the colours mean that the picture has. Returns the `y` below it."""
    x = float(MARGIN)
    for kind in kinds:
        fill, outline, _ink = _LOOKS[kind]
        text = _(_MEANINGS[kind])
        wide = 20 + text_width(text, 12) + 16
        if x > MARGIN and x + wide > canvas.width - MARGIN:
            x, y = float(MARGIN), y + 12 * LINE + 4
        canvas.rect(x, y, 14, 14, fill, stroke=outline or RULE, radius=3)
        canvas.text(x + 20, y + 11.5, text, size=12, fill=QUIET)
        x += wide
    return y + 12 * LINE + 4


def _in_words(cells: Sequence[_Cell]) -> str:
    """The cells in order; a run of padding or of ignored labels is counted."""
    words: list[str] = []
    for (text, kind), run in groupby(cells, key=lambda cell: (cell.text, cell.kind)):
        count = len(list(run))
        shown = text if kind in {"ignored", "label"} and " " not in text else f"[{text.strip('[]')}]"
        words += [f"{shown} ×{count}"] if kind in {"padding", "ignored"} and count > 1 else [shown] * count
    return " ".join(words)
