"""show.batch: every number of a batch in its place, padding, masks and ignored labels told apart."""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest

from hfcourse import messages, show
from hfcourse.errors import CourseError
from hfcourse.show.colours import CARD, INK, ORANGE, TRACK
from hfcourse.zoo.recipe import load_recipe

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["negative", "positive"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")


@cache
def tokenizer(recipe: str = "bert_en") -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(load_recipe(recipe).folder)


def padded(**labels: Any) -> Any:
    from transformers import DataCollatorWithPadding

    examples = [dict(tokenizer()("good.")), dict(tokenizer()("the dog and the cat.")) | labels]
    if labels:
        examples[0] |= dict.fromkeys(labels, 1)
    return DataCollatorWithPadding(tokenizer())(examples)


def texts(picture: show.Picture) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


def looks(picture: show.Picture, text: str) -> set[tuple[str, str | None]]:
    """Fill and outline of the boxes in which `text` stands."""
    found = set()
    box: ElementTree.Element | None = None
    for element in ElementTree.fromstring(picture.svg):
        if element.tag == f"{SVG}rect":
            box = element
        elif (
            element.tag == f"{SVG}text" and element.text == text and box is not None and "textLength" in element.attrib
        ):
            found.add((box.attrib["fill"], box.get("stroke")))
    return found


def test_each_example_is_a_row_and_padding_is_counted() -> None:
    picture = show.batch(padded(), tokenizer())
    assert picture.alt.splitlines() == [
        "Batch",
        "2 × 8 tokens, of them 4 padding",
        "1 input_ids: [CLS] [good] [.] [SEP] [PAD] ×4",
        "2 input_ids: [CLS] [the] [dog] [and] [the] [cat] [.] [SEP]",
    ]
    assert texts(picture).count("[PAD]") == 4
    assert "padding: the attention mask is 0" in texts(picture)
    assert "label: counts in the loss" not in texts(picture)


def test_kinds_of_tokens_look_different() -> None:
    batch = padded()
    batch["input_ids"][1, 2] = tokenizer().mask_token_id
    picture = show.batch(batch, tokenizer())
    assert looks(picture, "[CLS]") == {(TRACK, INK)}
    assert {fill for fill, _ in looks(picture, "[MASK]")} == {ORANGE}
    assert {fill for fill, _ in looks(picture, "[PAD]")} == {CARD}
    assert looks(picture, "good") == looks(picture, "the") != looks(picture, "[PAD]")


def test_one_label_for_each_example() -> None:
    batch = padded(label=0)
    assert "1 labels: 1\n" in show.batch(batch, tokenizer()).alt
    picture = show.batch(batch, tokenizer(), label_names=NAMES)
    assert picture.alt.splitlines()[3] == "1 labels: positive" and picture.alt.splitlines()[5] == "2 labels: negative"


def test_a_number_without_a_name_stays_a_number() -> None:
    """A label that the model has no name for is a mistake that one should see."""
    batch = {"input_ids": [[2, 3]], "labels": [5]}
    assert "1 labels: 5" in show.batch(batch, tokenizer(), label_names=NAMES).alt
    assert "1 labels: 0.25" in show.batch({"input_ids": [[2, 3]], "labels": [0.25]}, tokenizer()).alt


def test_ignored_labels_are_told_from_those_that_count() -> None:
    dog = tokenizer().convert_tokens_to_ids("dog")
    batch = {"input_ids": [[2, 5, 6, 3]], "labels": [[-100, dog, -100, -100]]}
    picture = show.batch(batch, tokenizer())
    assert picture.alt.splitlines()[-1] == "1 labels: −100 dog −100 ×2"
    assert looks(picture, "dog") != looks(picture, "−100")
    named = show.batch({"input_ids": [[2, 5, 6, 3]], "labels": [[-100, 1, 0, -100]]}, tokenizer(), label_names=NAMES)
    assert named.alt.splitlines()[-1] == "1 labels: −100 positive negative −100"


def test_labels_may_have_another_length_than_the_input() -> None:
    """A translation is not as long as its source."""
    from transformers import DataCollatorForSeq2Seq

    translator = tokenizer("m2m_ko_en")
    translator.src_lang, translator.tgt_lang = "ko", "en"
    pairs = [("안녕하세요.", "Hello."), ("저는 아침에 커피를 마셔요.", "I drink coffee in the morning.")]
    batch = DataCollatorForSeq2Seq(translator)([translator(one, text_target=two) for one, two in pairs])
    picture = show.batch(batch, translator)
    lines = picture.alt.splitlines()
    assert lines[2].startswith("1 input_ids: [__ko__] [␣안녕하세요] [.] [</s>] [<pad>] ×")
    assert lines[3].startswith("1 labels: __en__ ␣Hello . </s> −100 ×")
    assert len(ElementTree.fromstring(picture.svg).findall(f"{SVG}text")) > 30


def test_what_the_decoder_reads_is_drawn_too() -> None:
    batch = {"input_ids": [[2, 3]], "decoder_input_ids": [[3, 2]], "labels": [[2, 3]]}
    names = [line.split(":")[0] for line in show.batch(batch, tokenizer()).alt.splitlines()[2:]]
    assert names == ["1 input_ids", "1 decoder_input_ids", "1 labels"]


def test_without_an_attention_mask_the_id_says_what_padding_is() -> None:
    pad = tokenizer().pad_token_id
    assert "[PAD] ×2" in show.batch({"input_ids": [[2, 5, pad, pad]]}, tokenizer()).alt


def test_a_wide_batch_goes_on_below_and_stays_within_its_width() -> None:
    batch = {"input_ids": [[2, *range(10, 60), 3]] * 2}
    picture = show.batch(batch, tokenizer(), width=500)
    assert texts(picture).count("1 input_ids") > 2
    for box in list(ElementTree.fromstring(picture.svg).iter(f"{SVG}rect"))[1:]:
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= 500
    low = show.batch(batch, tokenizer(), width=900)
    assert ElementTree.fromstring(low.svg).attrib["height"] != ElementTree.fromstring(picture.svg).attrib["height"]


def test_tensors_lists_and_a_list_of_tensors_are_alike() -> None:
    import torch

    rows = [[2, 5, 3], [2, 6, 3]]
    for ids in (rows, torch.tensor(rows), [torch.tensor(row) for row in rows], tuple(map(tuple, rows))):
        assert show.batch({"input_ids": ids}, tokenizer()).alt == show.batch({"input_ids": rows}, tokenizer()).alt


@pytest.mark.parametrize(
    ("batch", "said"),
    [
        ({}, "no `input_ids`"),
        ([1, 2], "no `input_ids`"),
        ({"input_ids": [2, 5, 3]}, "no `input_ids`"),
        ({"input_ids": []}, "no `input_ids`"),
        ({"labels": [1]}, "no `input_ids`"),
        ({"input_ids": [[2, 5, 3], [2, 3]]}, "'input_ids' are not equally long"),
        ({"input_ids": [[2, 3], [2, 3]], "labels": [1]}, "'labels' are not equally long"),
        ({"input_ids": [[2] * 500] * 2}, "at most 800"),
    ],
)
def test_what_cannot_be_drawn_is_answered_with_a_next_step(batch: Any, said: str) -> None:
    with pytest.raises(CourseError, match="Next step") as error:
        show.batch(batch, tokenizer())
    assert said in str(error.value)


def test_korean_names_the_parts_in_korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "ko")
    assert show.batch(padded(), tokenizer()).alt.splitlines()[:2] == ["배치", "토큰 2 × 8개, 그 가운데 패딩 4개"]


def test_a_title_may_be_given_and_the_bytes_are_the_same_each_time() -> None:
    first, second = (show.batch(padded(), tokenizer(), title="Two texts") for _ in range(2))
    assert first.svg == second.svg and texts(first)[0] == "Two texts"
