"""The Korean BERT: what it was trained on, how it cuts words, and the sentences of the tutorials."""

from __future__ import annotations

import random
import re

import pytest
import torch

from hfcourse.zoo.corpus_ko import corpus, digests, restyle, settle
from hfcourse.zoo.recipe import HELDOUT, MATERIAL, heldout, load_recipe, read_tsv
from hfcourse.zoo.stems_ko import separator

FOLDER = load_recipe("bert_ko").folder


def plain(text: str) -> str:
    """Hangul only."""
    return re.sub(r"[^가-힣]", "", text)


def test_heldout_is_large_enough() -> None:
    kinds = [row["kind"] for row in heldout("cloze_ko")]
    assert kinds.count("everyday") >= 60
    assert kinds.count("capital") >= 20


MEASURES = [*read_tsv(HELDOUT / "cloze_ko.tsv"), *read_tsv(MATERIAL / "korean" / "develop.tsv")]


def test_what_the_model_is_measured_by_is_reserved() -> None:
    """The list that keeps training from these sentences is whole; write it anew with ``digests`` when they change."""
    listed = (MATERIAL / "korean" / "reserved.sha256").read_text(encoding="utf-8").split()
    assert listed == digests(MEASURES)


def test_corpus_holds_no_sentence_of_the_tests() -> None:
    """Whichever accepted answer is filled in, and in none of the three styles of speech."""
    rng = random.Random(7)
    texts = [*(corpus().sample(rng) for _ in range(10_000)), *corpus().each_row(rng, 12), *corpus().written]
    sentences = {plain(one) for text in texts for one in re.split(r"(?<=[.!?])\s+", text)}
    filled = {row["text"].replace("[MASK]", answer) for row in MEASURES for answer in row["answers"].split("|")}
    assert not {
        text for text in filled for style in ("plain", "formal", "polite") if plain(restyle(text, style)) in sentences
    }


def test_corpus_is_repeatable_and_wide() -> None:
    """Same seed, same text; hardly a document comes twice."""
    texts = [corpus().sample(random.Random(seed)) for seed in range(2000)]
    assert texts == [corpus().sample(random.Random(seed)) for seed in range(2000)]
    assert len(set(texts)) > 1600


def test_every_row_has_frames_and_no_slot_stays_open() -> None:
    """A row that no frame can use teaches nothing."""
    assert all(all(topic.usable) for topic in corpus().topics)
    for text in corpus().each_row(random.Random(0), 5):
        assert not re.search(r"[{}()|/@#\x1f]", text), text


@pytest.mark.parametrize(
    ("plain_style", "formal", "polite"),
    [
        ("한국의 수도는 서울이다.", "한국의 수도는 서울입니다.", "한국의 수도는 서울이에요."),
        ("그는 의사이다.", "그는 의사입니다.", "그는 의사예요."),
        ("밥을 먹는다.", "밥을 먹습니다.", "밥을 먹어요."),
        ("물에서 살다.", "물에서 삽니다.", "물에서 살아요."),
        ("빵을 산다.", "빵을 삽니다.", "빵을 사요."),
        ("물을 마신다.", "물을 마십니다.", "물을 마셔요."),
        ("회사에 가신다.", "회사에 가십니다.", "회사에 가세요."),
        ("문을 연다. 비가 왔다!", "문을 엽니다. 비가 왔습니다!", "문을 열어요. 비가 왔어요!"),
        ("하늘이 파랗다.", "하늘이 파랗습니다.", "하늘이 파래요."),
    ],
)
def test_styles(plain_style: str, formal: str, polite: str) -> None:
    """The frames are written once and read in three styles of speech."""
    assert restyle(plain_style, "formal") == formal
    assert restyle(plain_style, "polite") == polite
    assert restyle(formal, "polite") == formal
    assert restyle(plain_style, "plain") == plain_style.replace("살다", "산다")


def test_particles_fit_their_word() -> None:
    """By the final consonant, behind what a slot put in; nowhere else."""
    assert settle("서울\x1f로 사과\x1f을 물\x1f와 배\x1f이 고양이가") == "서울로 사과를 물과 배가 고양이가"
    assert settle("집\x1f로 의사\x1f이라고 봄\x1f라는 책\x1f이다.") == "집으로 의사라고 봄이라는 책이다."


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(FOLDER)


def test_tokenizer_cuts_between_stem_and_particle(tokenizer) -> None:
    """Syllables stay whole, particles are pieces, behind a blank they are words; Latin letters it does not know."""
    assert tokenizer.tokenize("서울에서 친구를 만났다.") == ["서울", "##에서", "친구", "##를", "만났다", "."]
    assert tokenizer.tokenize("[MASK]에서") == ["[MASK]", "에서"]
    assert not tokenizer.do_lower_case
    assert (
        tokenizer.decode(tokenizer("값이 많이 깎였다.")["input_ids"], skip_special_tokens=True) == "값이 많이 깎였다."
    )
    assert tokenizer.tokenize("Seoul 한국") == ["[UNK]", "한국"]
    pieces = (FOLDER / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert pieces[:5] == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    assert tokenizer.convert_ids_to_tokens(list(range(len(pieces)))) == pieces


def test_answers_of_the_develop_set_are_single_tokens(tokenizer) -> None:
    """At least one accepted answer of every sentence can be given."""
    for row in read_tsv(MATERIAL / "korean" / "develop.tsv"):
        assert any(len(tokenizer.tokenize(answer)) == 1 for answer in row["answers"].split("|")), row


def test_particles_are_set_apart(tokenizer) -> None:
    """All of them, or none, as the share says."""
    text = "서울에서 밥을 먹는다."
    assert separator(tokenizer.tokenize, 1.0, 0.0)(text, random.Random(0)) == "서울 에서 밥 을 먹는다."
    assert separator(tokenizer.tokenize, 0.0, 0.0)(text, random.Random(0)) == text


def test_loads_as_float32() -> None:
    """Half precision is how it is stored, not how it computes."""
    from transformers import AutoModelForMaskedLM

    model = AutoModelForMaskedLM.from_pretrained(FOLDER)
    assert type(model).__name__ == "BertForMaskedLM"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}


@pytest.mark.parametrize(
    ("text", "answer"),
    [("한국의 수도는 [MASK]이다.", "서울"), ("프랑스의 수도는 [MASK]입니다.", "파리")],
)
def test_the_examples_of_the_lessons(text: str, answer: str) -> None:
    """The sentences that the card and the lessons show."""
    from transformers import pipeline

    best = pipeline("fill-mask", model=str(FOLDER))(text)[0]
    assert best["token_str"] == answer
    assert best["score"] > 0.5
