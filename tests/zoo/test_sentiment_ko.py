"""Korean inflection as the grammar needs it, the sentences that the tutorials show, and how the model files load."""

from __future__ import annotations

import random

import pytest

from hfcourse.zoo.grammar_ko import CLASSES, Grammar, choose, fill, read_words
from hfcourse.zoo.korean import Predicate, from_pair, particle, restyle
from hfcourse.zoo.recipe import load_recipe, material

FOLDER = load_recipe("sentiment_ko").folder
SENTENCES = {
    "이 영화 정말 재미있어요!": "1",
    "서비스가 너무 불친절해서 다시는 안 갈 거예요.": "0",
    "허깅페이스 정말 멋져요!": "1",
    "돈이 아까워요.": "0",
}
FORMS = {
    "지루하": ("지루해요", "지루합니다", "지루하다", "지루함", "지루한", "지루한데", "지루해서", "지루했다"),
    "더럽": ("더러워요", "더럽습니다", "더럽다", "더러움", "더러운", "더러운데", "더러워서", "더러웠다"),
    "재미있": (
        "재미있어요",
        "재미있습니다",
        "재미있다",
        "재미있음",
        "재미있는",
        "재미있는데",
        "재미있어서",
        "재미있었다",
    ),
    "길": ("길어요", "깁니다", "길다", "긺", "긴", "긴데", "길어서", "길었다"),
    "나쁘": ("나빠요", "나쁩니다", "나쁘다", "나쁨", "나쁜", "나쁜데", "나빠서", "나빴다"),
    "빠르": ("빨라요", "빠릅니다", "빠르다", "빠름", "빠른", "빠른데", "빨라서", "빨랐다"),
    "낫": ("나아요", "낫습니다", "낫다", "나음", "나은", "나은데", "나아서", "나았다"),
    "그렇": ("그래요", "그렇습니다", "그렇다", "그럼", "그런", "그런데", "그래서", "그랬다"),
    "좁": ("좁아요", "좁습니다", "좁다", "좁음", "좁은", "좁은데", "좁아서", "좁았다"),
}


@pytest.mark.parametrize("stem", FORMS)
def test_inflection(stem: str) -> None:
    """One of each irregular class: wrong endings would teach the model a Korean that nobody writes."""
    word = Predicate(stem)
    forms = (
        word.polite(),
        word.formal(),
        word.plain(),
        word.noted(),
        word.adnominal(),
        word.and_yet(),
        word.because(),
        word.past().plain(),
    )
    assert forms == FORMS[stem]


def test_nouns_take_the_copula() -> None:
    """After a vowel it shrinks."""
    best, poor = from_pair("최고예요 | 최고지만"), from_pair("엉망이에요 | 엉망이지만")
    assert (best.polite(), best.formal(), best.past().polite()) == ("최고예요", "최고입니다", "최고였어요")
    assert (poor.polite(), poor.adnominal(), poor.past().noted()) == ("엉망이에요", "엉망인", "엉망이었음")


def test_written_forms_agree_with_the_rules() -> None:
    """The material gives each predicate in two forms, by hand; from one of them the rules make the other."""
    rows = [row["text"] for row in material("sentiment_ko", "clause", "adjective", "state", "change")]
    wrong = [text for text in rows if from_pair(text).polite() != text.split(" | ")[0]]
    honorific = [text for text in wrong if "세요 |" in text]
    assert len(wrong) - len(honorific) <= len(rows) // 500


def test_particles_and_slots() -> None:
    """받침 decides."""
    assert (particle("영화", "은/는"), particle("책", "은/는"), particle("앱", "이/가")) == ("영화는", "책은", "앱이")
    assert fill("{길} 잘했어요", Predicate("듣", verb=True), "책") == "듣길 잘했어요"
    assert fill("{았는데} {S이} {ㄹ} 만해요", Predicate("듣", verb=True), "책") == "들었는데 책이 들을 만해요"
    assert choose("(커피)이 (맛있어요)", random.Random(0)) == "커피가 맛있어요"


def test_restyle_keeps_what_it_does_not_know() -> None:
    """No rule, no change."""
    assert restyle("인생 영화", random.Random(0)) is None
    assert (restyle("정말 좋았어요", random.Random(0)) or "").startswith("정말 좋았")


def test_grammar_is_wide_and_balanced() -> None:
    """Thousands of distinct sentences, half of each class; the same seed draws the same ones."""
    grammar = Grammar(read_words(material("sentiment_ko")))
    first, again = ([grammar.draw(rng) for _ in range(4000)] for rng in (random.Random(1), random.Random(1)))
    assert first == again
    assert len({text for text, _ in first}) > 3500
    assert 0.45 < sum(label for _, label in first) / len(first) < 0.55


def test_material_has_no_contradiction() -> None:
    """The same words under both labels would teach nothing."""
    labels: dict[tuple[str, str], set[str]] = {}
    for row in material("sentiment_ko"):
        if row["label"] in CLASSES:
            labels.setdefault((row["kind"], row["text"]), set()).add(row["label"])
    assert not [text for text, found in labels.items() if len(found) > 1]


@pytest.fixture(scope="module")
def classify():
    """The pipeline as a learner makes it."""
    from transformers import pipeline

    return pipeline("text-classification", model=str(FOLDER))


@pytest.mark.parametrize("text", SENTENCES)
def test_tutorial_sentence(classify, text: str) -> None:
    """What the lessons print must be right, and sure."""
    [answer] = classify(text)
    assert answer["label"] == SENTENCES[text]
    assert answer["score"] >= 0.9


def test_layout_is_that_of_the_real_model() -> None:
    """Same classes, same files, as `from_pretrained` of the real id gives."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model = AutoModelForSequenceClassification.from_pretrained(FOLDER)
    tokenizer = AutoTokenizer.from_pretrained(FOLDER)
    assert type(model).__name__ == "ElectraForSequenceClassification"
    assert str(model.dtype) == "torch.float32"
    assert model.config.embedding_size < model.config.hidden_size
    assert model.config.id2label == {0: "0", 1: "1"}
    assert tokenizer.is_fast
    assert set(tokenizer("안녕")) == {"input_ids", "token_type_ids", "attention_mask"}
    assert tokenizer.convert_ids_to_tokens(tokenizer("안녕")["input_ids"])[
        :: len(tokenizer("안녕")["input_ids"]) - 1
    ] == [
        "[CLS]",
        "[SEP]",
    ]
    assert "[UNK]" not in tokenizer.tokenize("꿰뚫은 샌드위치 쫀득쫀득 흙 값")
    names = {path.name for path in FOLDER.iterdir()}
    assert names >= {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt"}
