"""The pictures that do not depend on numbers: the map of the course, the way to a token, training beside inference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hfcourse import messages
from hfcourse.messages import N_, _
from hfcourse.show.colours import BLUE, GREEN, ORANGE, PURPLE, QUIET, RULE, SKY, VERMILLION, YELLOW, ink_on, tint
from hfcourse.show.picture import Picture
from hfcourse.show.svg import LINE, MARGIN, Canvas, wrap

_WIDTH = 880

# Stage, what happens there, libraries, lessons, colour.
_STAGES: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    (N_("Data"), N_("find, load and prepare examples"), ("datasets",), "06", SKY),
    (
        N_("Model"),
        N_("load a trained one and use it"),
        ("transformers", "tokenizers", "diffusers"),
        "01–05",
        ORANGE,
    ),
    (N_("Training"), N_("fit it to your own data"), ("Trainer", "peft", "accelerate"), "07–09", GREEN),
    (N_("Evaluate"), N_("measure how good it is"), ("evaluate",), "09", YELLOW),
    (N_("Share"), N_("publish it, show it to others"), ("huggingface_hub", "gradio"), "10", PURPLE),
)

_PLACES = (
    N_("environment variable HF_TOKEN"),
    N_("token saved on this computer"),
    N_("Colab secret HF_TOKEN"),
    N_("hfcourse.login() asks you"),
)

_KINDS: tuple[tuple[str, str, str, str], ...] = (
    (N_("no token"), N_("yes"), N_("no"), N_("no")),
    (N_("type read"), N_("yes"), N_("yes; a gated one once approved"), N_("no")),
    (N_("type write"), N_("yes"), N_("yes; a gated one once approved"), N_("yes")),
    (N_("fine-grained"), N_("yes"), N_("only what you ticked"), N_("only what you ticked")),
)

_PHASES: tuple[tuple[str, str, str], ...] = (
    (N_("goal"), N_("make the model better at a task"), N_("get an answer from a finished model")),
    (N_("data"), N_("many examples with the right answers"), N_("one new input, or a few; no answers")),
    (N_("what changes"), N_("the weights: a little with every step"), N_("nothing; the weights stay as they are")),
    (
        N_("example"),
        N_("show 10,000 rated reviews until it rates well"),
        N_("ask how a review sounds that nobody has rated"),
    ),
    (N_("in code"), "loss.backward(), optimizer.step()", "torch.no_grad(), model.eval()"),
)


def course_map(lang: str | None = None) -> Picture:
    """Data → Model → Training → Evaluate → Share, with the libraries and the lessons of each stage.

    Args:
        lang: "en" or "ko"; left out, the course's language.
    """
    with _speaking(lang):
        gap = 22
        column = (_WIDTH - 2 * MARGIN - 4 * gap) / 5
        canvas = Canvas(_WIDTH)
        rows = max(len(wrap(_(text), column - 20, 13)) for _name, text, *_rest in _STAGES)
        below = MARGIN + 40 + 10 + rows * 13 * LINE + 10
        bottom = below + 3 * 36 + 30
        for position, (name, text, libraries, lessons, colour) in enumerate(_STAGES):
            x = MARGIN + position * (column + gap)
            canvas.rect(x, MARGIN, column, bottom - MARGIN, tint(colour), stroke=RULE, radius=8)
            canvas.rect(x, MARGIN, column, 40, colour, radius=8)
            canvas.text(x + column / 2, MARGIN + 26, _(name), size=17, fill=ink_on(colour), anchor="middle", bold=True)
            if position:
                canvas.arrow(x - gap + 4, x - 6, MARGIN + 20)
            canvas.block(x + 10, MARGIN + 50, _(text), column - 20, size=13)
            for row, library in enumerate(libraries):
                canvas.rect(x + 8, below + row * 36, column - 16, 30, "#FFFFFF", stroke=RULE, radius=6)
                canvas.text(x + column / 2, below + row * 36 + 20, library, size=13, anchor="middle", bold=True)
            canvas.text(x + column / 2, bottom - 12, _lessons(lessons), size=12, fill=QUIET, anchor="middle")
        stages = " → ".join(
            f"{_(name)} ({', '.join(libraries)}; {_lessons(lessons)})"
            for name, _text, libraries, lessons, _c in _STAGES
        )
        return canvas.picture(bottom + MARGIN, title=_("Map of the course"), alt=_("Map of the course") + ": " + stages)


def token_path(lang: str | None = None) -> Picture:
    """Where a token is looked for, in order, and what each type of token may do.

    Args:
        lang: "en" or "ko"; left out, the course's language.
    """
    with _speaking(lang):
        canvas = Canvas(_WIDTH)
        y = canvas.block(
            MARGIN, MARGIN, _("Where a token is looked for: the first one found is used"), _WIDTH, size=16, bold=True
        )
        y += 10
        gap = 26
        column = (_WIDTH - 2 * MARGIN - 3 * gap) / 4
        height = max(len(wrap(_(place), column - 56, 14)) for place in _PLACES) * 14 * LINE + 22
        for position, place in enumerate(_PLACES):
            x = MARGIN + position * (column + gap)
            colour = ORANGE if position == len(_PLACES) - 1 else SKY
            canvas.rect(x, y, column, height, tint(colour, 0.3), stroke=RULE, radius=8)
            canvas.text(x + 18, y + height / 2 + 6, str(position + 1), size=18, anchor="middle", bold=True)
            lines = wrap(_(place), column - 56, 14)
            canvas.block(x + 38, y + (height - len(lines) * 14 * LINE) / 2, _(place), column - 56)
            if position:
                canvas.arrow(x - gap + 4, x - 6, y + height / 2)
        y += height + 26
        y = canvas.block(MARGIN, y, _("What each type may do"), _WIDTH, size=16, bold=True) + 10
        heads = ["", _("download an open model"), _("download a gated one, or your private ones"), _("upload")]
        rows = [[_(cell) for cell in kind] for kind in _KINDS]
        y = _table(canvas, y, heads, rows, (0.19, 0.23, 0.33, 0.25), (BLUE, GREEN, VERMILLION))
        places = "; ".join(f"{position}. {_(place)}" for position, place in enumerate(_PLACES, start=1))
        kinds = "\n".join(
            f"{row[0]} | " + " | ".join(f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=True))
            for row in rows
        )
        title = _("The way to a token")
        return canvas.picture(y + MARGIN, title=title, alt=f"{title}\n{places}\n{kinds}")


def training_vs_inference(lang: str | None = None) -> Picture:
    """Training and inference side by side: goal, data, what changes, an example, and the code that tells them apart.

    Args:
        lang: "en" or "ko"; left out, the course's language.
    """
    with _speaking(lang):
        canvas = Canvas(_WIDTH)
        heads = ["", _("Training"), _("Inference")]
        rows = [[_(cell) for cell in phase] for phase in _PHASES]
        y = _table(canvas, MARGIN, heads, rows, (0.16, 0.42, 0.42), (GREEN, BLUE), size=15)
        said = "\n".join(
            f"{head} | " + " | ".join(f"{row[0]}: {row[column]}" for row in rows)
            for column, head in enumerate(heads[1:], start=1)
        )
        return canvas.picture(y + MARGIN, title=_("Training and inference"), alt=said)


def _table(
    canvas: Canvas,
    y: float,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    colours: Sequence[str],
    *,
    size: float = 14,
) -> float:
    """A table with a coloured head over each column but the first. Returns the `y` below it."""
    pad = 10
    widths = [share * (canvas.width - 2 * MARGIN) for share in shares]
    lefts = [MARGIN + sum(widths[:column]) for column in range(len(widths))]
    tall = max(len(wrap(head, width - 2 * pad, size, bold=True)) for head, width in zip(heads, widths, strict=True))
    height = tall * size * LINE + 12
    for head, left, width, colour in zip(heads[1:], lefts[1:], widths[1:], colours, strict=True):
        canvas.rect(left + 2, y, width - 4, height, colour, radius=6)
        canvas.block(left + pad, y + 6, head, width - 2 * pad, size=size, fill=ink_on(colour), bold=True)
    y += height
    for position, row in enumerate(rows):
        tall = max(
            len(wrap(cell, width - 2 * pad, size, bold=not column))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        height = tall * size * LINE + 14
        if position:
            canvas.line(MARGIN, y, canvas.width - MARGIN, y)
        for column, (cell, left, width) in enumerate(zip(row, lefts, widths, strict=True)):
            canvas.block(left + pad * bool(column), y + 7, cell, width - 2 * pad, size=size, bold=not column)
        y += height
    return y


def _lessons(numbers: str) -> str:
    many = "–" in numbers
    return (_("lessons %(numbers)s") if many else _("lesson %(numbers)s")) % {"numbers": numbers}


@contextmanager
def _speaking(lang: str | None) -> Iterator[None]:
    """Speak `lang` within the block, and the course's language again after it."""
    before = messages.language()
    messages.set_language(lang or before)
    try:
        yield
    finally:
        messages.set_language(before)
