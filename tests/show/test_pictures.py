"""Pictures: sound SVG, readable in both languages, nothing on top of anything else, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import torch
from PIL import Image

from hfcourse import messages, show
from hfcourse.errors import CourseError
from hfcourse.show.colours import PALETTE, contrast, ink_on, tint
from hfcourse.show.svg import clean, text_width, wrap
from hfcourse.zoo.recipe import load_recipe

SVG = "{http://www.w3.org/2000/svg}"
LONG = "다시는 안 갑니다. 직원이 불친절하고 값도 비쌌고 주차할 곳도 없어서 한참을 돌았습니다. " * 3
NASTY = ["<b>&amp;\"'</b>", "a\x00b\x1b[0m\ud800", "😀👍🏽 é", "", "x" * 300, LONG, "line\nbreak\ttab"]

WRITTEN = [text for text in NASTY if "\ud800" not in text]
ENTITIES = "Barack Obama visited 서울에서 열린 회의, and so did Maria's friend. " * 2


@cache
def family(recipe: str) -> Any:
    """The tokenizer of a stand-in."""
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(load_recipe(recipe).folder)


def marked(text: str, labels: dict[str, str]) -> list[dict]:
    """Spans as the `ner` pipeline gives them."""
    return [
        {
            "entity_group": label,
            "score": np.float32(0.9876),
            "start": text.index(name),
            "end": text.index(name) + len(name),
        }
        for name, label in labels.items()
    ]


PICTURES: dict[str, Callable[[], show.Picture]] = {
    "map": show.course_map,
    "token": show.token_path,
    "phases": show.training_vs_inference,
    "scores": lambda: show.scores(["POSITIVE", "부정", LONG], [0.9981, 0.0, 1]),
    "scores, long title": lambda: show.scores(["a"], [0.5], title=LONG),
    "accuracies": lambda: show.scores(["a", "b"], [0.5, 1], axis="accuracy (0 to 1)"),
    "grid": lambda: show.grid([Image.new("RGB", (80, 60))] * 7, ["a", LONG, "부정", *NASTY[:3], "b"], title=LONG),
    "sentences": lambda: show.sentences(
        ["Good.", LONG], ["긍정", "a label of several words that is long"], [0.98, 0.51]
    ),
    "entities": lambda: show.spans(ENTITIES, marked(ENTITIES, {"Barack Obama": "PER", "서울": "LOC", "Maria": "PER"})),
    "one answer": lambda: show.spans(ENTITIES, {"answer": "Barack", "score": 0.5, "start": 0, "end": 6}),
    "no spans": lambda: show.spans(LONG, []),
    "a span wider than a line": lambda: show.spans(LONG + "x" * 300, [{"start": 3, "end": len(LONG) + 299}]),
    "nasty spans": lambda: show.spans("".join(NASTY), [{"start": 2, "end": 9, "label": NASTY[1]}]),
    "nasty scores": lambda: show.scores(NASTY, [0.5] * len(NASTY)),
    "nasty sentences": lambda: show.sentences(NASTY, NASTY, [0.25] * len(NASTY)),
    "tokens": lambda: show.tokens(family("qwen_tokenizer"), "Hugging Face 허깅페이스 쀍 👩🏽‍🔬\n\n<|im_end|> 12"),
    "tokens of one long word": lambda: show.tokens(family("bert_en"), "x" * 300, width=240),
    "tokenizers side by side": lambda: show.tokens(
        {"Phi-3": family("phi_tokenizer"), "BERT": family("bert_en"), LONG: family("llama_tokenizer")}, [LONG, "Good."]
    ),
    "nasty tokens": lambda: show.tokens(
        {name: family(name) for name in ("phi_tokenizer", "llama_tokenizer", "m2m_ko_en")},
        [text for text in WRITTEN if len(text) < 99],
        title=NASTY[0],
    ),
    "tokens without ids": lambda: show.tokens(family("gpt_en"), WRITTEN, ids=False, special_tokens=False, width=400),
    "attention": lambda: show.attention(["[CLS]", "고양이", "##가", "[SEP]"], torch.eye(4)),
    "attention of several heads": lambda: show.attention(
        ["the", "bank"] * 6, {name: np.full((12, 12), 1 / 12) for name in ("layer 1, head 1", LONG, "c", "d")}
    ),
    "nasty attention": lambda: show.attention(NASTY, [[1 / len(NASTY)] * len(NASTY)] * len(NASTY), title=LONG),
    "changes": lambda: show.changes(
        "def one(x):\n    y = 1\n    return x", "def one(x):\n\treturn x + 1  # 한국어", title=LONG
    ),
    "nasty changes": lambda: show.changes("\n".join(NASTY), "\n".join(reversed(NASTY))),
    "heat": lambda: show.heat(["a", LONG], [[1, -0.4], [-0.4, 1]], title="Alike?", axis="cosine"),
    "heat of many": lambda: show.heat([f"text {n}" for n in range(40)], torch.eye(40)),
    "heat of what is alike": lambda: show.heat(["a", "b"], [[1, 0.87], [0.87, 1]]),
    "nasty heat": lambda: show.heat(NASTY, np.full((len(NASTY), len(NASTY)), 0.5)),
    "shapes": lambda: show.shapes(
        {"ids": torch.Size([2, 9]), "mask": (2, 9), "states": (2, 9, 192), "pooled": [2, 192], "label": [2]},
        axes=("texts", "tokens", "numbers"),
    ),
    "one shape": lambda: show.shapes({LONG: [1]}, title=LONG),
    "many": lambda: show.sentences(["Fine."] * 60, [f"LABEL_{n % 9}" for n in range(60)], [n / 60 for n in range(60)]),
}


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float
    what: str
    fill: str

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@pytest.fixture(params=[(name, lang) for name in PICTURES for lang in messages.LANGUAGES], ids=" ".join)
def picture(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> show.Picture:
    name, lang = request.param
    monkeypatch.setattr(messages, "_current", lang)
    return PICTURES[name]()


def boxes(picture: show.Picture) -> Iterator[Box]:
    """The boxes of everything that is filled or written, in the order of drawing."""
    for shape in ElementTree.fromstring(picture.svg):
        if shape.tag == f"{SVG}rect":
            x, y, width, height = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
            yield Box(x, y, x + width, y + height, "rect", shape.attrib["fill"])
        elif shape.tag == f"{SVG}text":
            size = float(shape.attrib["font-size"])
            width = text_width(shape.text or "", size, bold=shape.get("font-weight") == "bold")
            x = float(shape.attrib["x"]) - width * {"middle": 0.5, "end": 1.0}.get(shape.get("text-anchor", ""), 0.0)
            y = float(shape.attrib["y"])
            yield Box(x, y - 0.85 * size, x + width, y + 0.22 * size, f"text {shape.text!r}", shape.attrib["fill"])


def test_no_text_lies_on_another_or_leaves_the_card(picture: show.Picture) -> None:
    card, *rest = boxes(picture)
    texts = [box for box in rest if box.what.startswith("text") and box.right > box.left]
    assert texts
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)
    for text in texts:
        assert card.left < text.left and text.right < card.right and card.top < text.top and text.bottom < card.bottom


def test_text_stays_within_its_box_and_can_be_read_on_it(picture: show.Picture) -> None:
    drawn: list[Box] = []
    for box in boxes(picture):
        if box.what == "rect":
            drawn.append(box)
            continue
        middle = (box.top + box.bottom) / 2
        under = [rect for rect in drawn if rect.holds((box.left + box.right) / 2, middle)][-1]
        assert under.left <= box.left and box.right <= under.right, (box, under)
        assert contrast(box.fill, under.fill) >= 4.5, (box, under)


def test_the_words_say_what_the_picture_says(picture: show.Picture) -> None:
    root = ElementTree.fromstring(picture.svg)
    assert root.attrib["lang"] == messages.language() and root.attrib["role"] == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text
    assert desc is not None and (desc.text or "").split() == picture.alt.split()
    numbers = [text.text for text in root.iter(f"{SVG}text") if text.text and text.text.count(".") == 1]
    for number in numbers:
        if number.replace(".", "").isdigit() and number != "0.5":
            assert number in picture.alt
    assert picture._repr_mimebundle_() == {"image/svg+xml": picture.svg, "text/plain": picture.alt}
    assert repr(picture) == picture.alt


@pytest.mark.parametrize("name", PICTURES)
def test_same_call_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    assert PICTURES[name]().svg == PICTURES[name]().svg


def test_words_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    for draw in (show.course_map, show.token_path, show.training_vs_inference):
        english, korean = draw(), draw("ko")
        assert not any("가" <= character <= "힣" for character in english.svg)
        assert any("가" <= character <= "힣" for character in korean.alt)
        assert messages.language() == "en"
    assert "데이터 (datasets; 06번 수업) → 모델" in show.course_map("ko").alt
    for library in ("datasets", "transformers", "tokenizers", "diffusers", "Trainer", "peft", "accelerate", "evaluate"):
        assert library in show.course_map().svg
    assert "1. environment variable HF_TOKEN; 2. token saved on this computer" in show.token_path().alt


def test_numbers_of_any_kind() -> None:
    expected = show.scores(["a", "b"], [0.25, 0.75]).svg
    assert show.scores(["a", "b"], torch.tensor([0.25, 0.75])).svg == expected  # type: ignore[arg-type]
    assert show.scores(["a", "b"], np.array([0.25, 0.75], dtype=np.float32)).svg == expected
    assert "0.250" in expected and "0.750" in expected


def test_the_axis_says_what_the_bars_measure() -> None:
    drawn = show.scores(["a"], [0.5], axis="accuracy (0 to 1)").svg
    assert "accuracy (0 to 1)" in drawn and "score (0 to 1)" not in drawn


def test_a_label_keeps_its_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    def chip(labels: list[str]) -> str:
        drawn = list(boxes(show.sentences(["x"] * len(labels), labels, [0.5] * len(labels))))
        position = next(index for index, box in enumerate(drawn) if box.what == "text 'NEGATIVE'")
        return [box for box in drawn[:position] if box.what == "rect"][-1].fill

    assert chip(["NEGATIVE"]) == chip(["POSITIVE", "LABEL_0", "NEGATIVE"])


@pytest.mark.parametrize(
    ("labels", "values", "said"),
    [
        (["a", "b"], [0.5], "these have 2, 1"),
        ([], [], "these have 0, 0"),
        (["a"], [-1.2], "-1.2 is no score"),
        (["a"], [float("nan")], "nan is no score"),
    ],
)
def test_what_cannot_be_drawn(
    labels: list[str], values: list[float], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    with pytest.raises(CourseError, match=said) as caught:
        show.scores(labels, values)
    assert "Next step" in str(caught.value)


def test_spans_stand_where_the_text_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    picture = show.spans("Ann met Bo's aunt.", marked("Ann met Bo's aunt.", {"Bo": "PER", "Ann": "PER"}), title="Who?")
    assert picture.alt == "Who?\n[Ann](PER 0.99) met [Bo](PER 0.99)'s aunt."
    written = [text.text for text in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]
    assert written == ["Who?", "Ann", "PER", "met", "Bo", "PER", "'s", "aunt."]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([{"start": 0, "end": 4}, {"start": 3, "end": 6}], "overlap: Anna and a B"),
        ([{"start": 3, "end": 99}], "from 3 to 99 does not lie in a text of 7"),
        ([{"start": None, "end": None, "entity": "PER"}], "no start or end"),
    ],
)
def test_spans_that_cannot_be_drawn(found: list[dict], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    with pytest.raises(CourseError, match=said) as caught:
        show.spans("Anna Bo", found)
    assert "Next step" in str(caught.value)


def test_attention_says_where_each_token_looks_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    picture = show.attention(["a", "b"], {"head 1": torch.tensor([[0.25, 0.75], [0.98, 0.02]])})
    assert "head 1: a → b 0.75, b → a 0.98" in picture.alt
    lines = list(ElementTree.fromstring(picture.svg).iter(f"{SVG}line"))
    assert len(lines) == 3, "a weight below 0.05 has no line"
    widths = [float(line.attrib["stroke-width"]) for line in lines]
    assert widths == sorted(widths), "strong lines lie on weak ones"


def test_changes_keep_the_order_of_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes stands before what comes, and indentation is kept, also of functions inside others."""
    monkeypatch.setattr(messages, "_current", "en")

    def before(step: int) -> int:
        step += 1
        return step

    def after(step: int) -> int:
        return step + 1

    rows = show.changes(before, after).alt.splitlines()
    assert rows[2:] == [
        "- def before(step: int) -> int:",
        "-     step += 1",
        "-     return step",
        "+ def after(step: int) -> int:",
        "+     return step + 1",
    ]
    assert show.changes("a\nb\nc", "a\nc").alt.splitlines()[2:] == ["  a", "- b", "  c"]
    assert rows[1] == "lines that go: 3 · that come: 2 · that stay: 0"


@pytest.mark.parametrize(("before", "after"), [("", "\n"), (len, "x = 1")])
def test_changes_that_cannot_be_drawn(before: Any, after: str) -> None:
    with pytest.raises(CourseError):
        show.changes(before, after)


def test_heat_numbers_and_colours() -> None:
    """The same number has the same colour; what is written is what the words say."""
    picture = show.heat(["a", "b"], torch.tensor([[1.0, -0.5], [-0.5, 1.0]]))
    assert "1. a: 1.00 -0.50" in picture.alt
    drawn = list(boxes(picture))
    cells = [drawn[place - 1].fill for place, box in enumerate(drawn) if box.what in ("text '1.00'", "text '-0.50'")]
    assert cells[0] == cells[3] != cells[1] == cells[2]


def test_heat_shows_small_differences() -> None:
    """White is the smallest number, rounded down; the scale says so."""
    picture = show.heat(["a", "b"], [[1, 0.83], [0.83, 1]])
    assert picture.alt.endswith("0.8 … 1")
    drawn = list(boxes(picture))
    [pale] = {drawn[place - 1].fill for place, box in enumerate(drawn) if box.what == "text '0.83'"}
    assert contrast(pale, "#FFFFFF") < 1.3


def test_shapes_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    assert show.shapes({"ids": (2, 9), "states": (2, 9, 192)}, axes=("texts", "tokens", "numbers")).alt == (
        "Shapes\nids [2, 9] → states [2, 9, 192]\ndown: texts · across: tokens · behind: numbers"
    )


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: show.attention(["a"], [[0.5, 0.5]]), r"1 rows of 1; these have the shape \[1, 2\]"),
        (lambda: show.attention(["a", "b"], torch.zeros(1, 2, 2)), r"the shape \[1, 2, 2\]"),
        (lambda: show.attention(["a", "b"], None), r"the shape \?"),
        (lambda: show.attention(["a", "b"], [[0.9, 0.9], [0, 1]]), "adds up to 1.80"),
        (lambda: show.attention(["a", "b"], [[1.5, -0.5], [0, 1]]), "no share is negative"),
        (lambda: show.attention([], {}), "nothing to draw"),
        (lambda: show.attention(["a"] * 41, np.eye(41)), "41 rows are too many"),
        (lambda: show.heat(["a", "b"], [[3, 1], [1, 3]]), "from -1 to 1"),
        (lambda: show.heat(["a"], [[float("nan")]]), "nan cannot be drawn"),
        (lambda: show.shapes({}), "0 tensors cannot be drawn"),
        (lambda: show.shapes({"a": (1, 2, 3, 4)}), r"a has the shape \[1, 2, 3, 4\]"),
        (lambda: show.shapes({"a": (0, 2)}), "none of them empty"),
        (lambda: show.shapes({"a": (10**9,) * 3, "b": (10**9,) * 3, "c": (10**9,) * 3}), "too large"),
    ],
)
def test_tables_that_cannot_be_drawn(
    draw: Callable[[], show.Picture], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    with pytest.raises(CourseError, match=said) as caught:
        draw()
    assert "Next step" in str(caught.value)


def test_saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")
    picture = show.course_map("ko")
    picture.save(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").read_bytes() == picture.svg.encode("utf-8")
    with pytest.raises(CourseError, match=r"save it as 'map\.svg'"):
        picture.save(tmp_path / "map.png")


def test_lines_are_no_wider_than_asked() -> None:
    for text in NASTY:
        lines = wrap(text, 120, 14)
        assert all(text_width(line, 14) <= 120 for line in lines)
        assert "".join(lines).replace(" ", "") == "".join(clean(text).split())


def test_every_colour_carries_readable_text() -> None:
    for colour in PALETTE:
        assert contrast(ink_on(colour), colour) >= 4.5
        assert contrast(ink_on(tint(colour)), tint(colour)) >= 4.5
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
