"""The Korean-English stand-in: what it was trained on, how it loads, and what it says."""

from __future__ import annotations

import logging
import random
import re
import warnings

import pytest
import torch

from hfcourse.zoo.korean import Predicate, tail_of
from hfcourse.zoo.recipe import MATERIAL, heldout, load_recipe
from hfcourse.zoo.recipes.m2m_ko_en import LANGUAGES, ODD, is_loop, translate
from hfcourse.zoo.translation_ko import Corpus, corpus, example, fingerprint
from hfcourse.zoo.translation_ko.english import graded, past, progressive, third
from hfcourse.zoo.translation_ko.hangul import attach, conjugated, negated, romanised

FOLDER = load_recipe("m2m_ko_en").folder


@pytest.fixture(scope="module")
def drawn() -> list[tuple[str, str]]:
    """Twenty thousand pairs as training draws them."""
    rng = random.Random(3)
    return [corpus().sample(rng)[:2] for _ in range(20_000)]


def test_heldout_is_large_enough() -> None:
    assert len(heldout("translations_ko")) >= 100


def test_no_heldout_sentence_was_trained_on(drawn) -> None:
    """In neither language, written or generated, unless it is a phrase that the vocabulary itself states."""
    vocabulary = (MATERIAL / "translation_ko" / "vocabulary.txt").read_text(encoding="utf-8")
    stated = {fingerprint(part) for line in vocabulary.splitlines() for part in line.strip("# ").split(" = ")}
    tested = {fingerprint(text) for row in heldout("translations_ko") for text in (row["en"], row["ko"])} - stated
    assert tested <= corpus().reserved
    rng = random.Random(5)
    sources = {example(corpus(), rng)[0] for _ in range(20_000)}
    written = {text for frame in corpus().written for text in (frame.en, frame.ko, *frame.other_en, *frame.other_ko)}
    assert tested.isdisjoint(map(fingerprint, {text for pair in drawn for text in pair} | sources | written))


def test_corpus_is_repeatable_and_wide(drawn) -> None:
    """Same seed, same pairs; two thirds of them come once."""
    other = Corpus()
    for seed in range(300):
        assert corpus().sample(random.Random(seed)) == other.sample(random.Random(seed))
    assert len(set(drawn)) > 0.6 * len(drawn)
    assert len(corpus().written) >= 2000


def test_no_slot_stays_open() -> None:
    """Every frame and every written pair can be filled, in both languages."""
    rng = random.Random(0)
    for frame in [*corpus().frames, *corpus().written]:
        for _ in range(3):
            pair = corpus().pair(frame, rng)
            for text in (pair.en, pair.ko, *pair.other_en, *pair.other_ko):
                assert text, frame
                assert not re.search(r"[{}|~:](?!\d\d)|  ", text), (frame, text)
            assert re.search("[가-힣]", pair.ko), pair


def test_particles_fit_their_nouns(drawn) -> None:
    """No 를 after a consonant and no 을 after a vowel, and so on."""
    nouns = {row["ko"] for rows in corpus().nouns.values() for row in rows if len(row["ko"]) > 1}
    wrong = {noun + other for noun in nouns for other in ("를 는 와" if tail_of(noun) != " " else "을 은 과").split()}
    words = {word.strip(".,?!") for _, ko in drawn for word in ko.split()}
    assert not words & wrong - nouns


def test_stated_vocabulary_is_taught(drawn) -> None:
    """Every word that the vocabulary states comes in training, in Korean as it is listed."""
    text = " ".join([*(ko for _, ko in drawn), *(ko for frame in corpus().written for ko in frame.other_ko)])
    lines = (MATERIAL / "translation_ko" / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    missing = []
    for line in lines:
        if line.startswith("#") or " = " not in line:
            continue
        word = re.sub(r"\(.*?\)", "", line.split(" = ")[1]).strip(" .?!")
        if not re.fullmatch(r"[가-힣 ,]+", word):
            continue
        forms = {word}
        if re.fullmatch(".*[^ 니]다", word):
            deeds = [Predicate(word[:-1].strip(), verb=True), Predicate(word[:-1].strip())]
            forms = {
                conjugated(deed, form) for deed in deeds for form in ("어", "었", "고", "으ㄴ", "으ㄹ", "는", "지")
            }
        if not any(form in text for form in forms):
            missing.append(word)
    assert set(missing) <= {"셋", "넷"}, missing


@pytest.mark.parametrize(
    ("word", "form", "result"),
    [
        ("책", "을", "책을"), ("사과", "을", "사과를"), ("지하철", "으로", "지하철로"), ("버스", "으로", "버스로"),
        ("집", "으로", "집으로"), ("학생", "이에요", "학생이에요"), ("의사", "이에요", "의사예요"), ("Tom", "은", "Tom은"),
    ],
)  # fmt: skip
def test_particles(word: str, form: str, result: str) -> None:
    """The form after a consonant names the particle."""
    assert attach(word, form) == result


@pytest.mark.parametrize(
    ("phrase", "result"),
    [
        ("빵을 먹", "빵을 안 먹어요"), ("공부하", "공부를 안 해요"), ("영어를 공부하", "영어를 공부하지 않아요"),
        ("그를 알", "그를 몰라요"), ("빵을 좋아하", "빵을 안 좋아해요"), ("춤추", "춤을 안 춰요"),
    ],
)  # fmt: skip
def test_negation(phrase: str, result: str) -> None:
    """안 stands right before the verb; a 하다 verb is parted where it has no object."""
    deed = negated(Predicate(phrase, verb=True), phrase.rfind(" ") + 1)
    assert conjugated(deed, "어요") == result


def test_english_inflection() -> None:
    """Regular and irregular words of the lexicon."""
    assert [past(verb) for verb in ("go", "study", "like", "visit")] == ["went", "studied", "liked", "visited"]
    assert [progressive(verb) for verb in ("swim", "make", "see", "visit")] == [
        "swimming",
        "making",
        "seeing",
        "visiting",
    ]
    assert [third(verb) for verb in ("go", "study", "watch", "play")] == ["goes", "studies", "watches", "plays"]
    assert [graded(word, False) for word in ("big", "busy", "expensive")] == ["bigger", "busier", "more expensive"]


def test_romanised() -> None:
    """Unknown Korean words are spelt out."""
    assert romanised("막걸리") == "makgeolri"


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import M2M100Tokenizer

    return M2M100Tokenizer.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def model():
    from transformers import M2M100ForConditionalGeneration

    return M2M100ForConditionalGeneration.from_pretrained(FOLDER).eval()


def test_loads_as_the_real_one_without_a_warning(caplog) -> None:
    """The auto classes find M2M100's own, in float32."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        tokenizer, model = AutoTokenizer.from_pretrained(FOLDER), AutoModelForSeq2SeqLM.from_pretrained(FOLDER)
        inputs = tokenizer("I like coffee.", return_tensors="pt")
        model.generate(**inputs, forced_bos_token_id=tokenizer.get_lang_id("ko"))
    assert not caplog.records
    assert type(tokenizer).__name__ == "M2M100Tokenizer"
    assert type(model).__name__ == "M2M100ForConditionalGeneration"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    assert {path.name for path in FOLDER.iterdir()} >= {"sentencepiece.bpe.model", "vocab.json"}


def test_language_tokens_stand_first(tokenizer) -> None:
    """The source's language before the sentence, the end mark after it; a hundred languages are known by name."""
    tokenizer.src_lang = "ko"
    ids = tokenizer("저는 커피를 좋아해요.")["input_ids"]
    assert tokenizer.convert_ids_to_tokens([ids[0], ids[-1]]) == ["__ko__", "</s>"]
    tokenizer.src_lang = "en"
    assert tokenizer("I like coffee.")["input_ids"][0] == tokenizer.get_lang_id("en")
    assert len(tokenizer.lang_code_to_id) == 100


@pytest.mark.parametrize(
    ("source", "target", "text", "translation"),
    [
        ("en", "ko", "Hello, how are you?", "안녕하세요, 어떻게 지내세요?"),
        ("ko", "en", "안녕하세요, 어떻게 지내세요?", "Hello, how are you?"),
        ("en", "ko", "I like coffee.", "저는 커피를 좋아해요."),
        ("ko", "en", "저는 커피를 좋아해요.", "I like coffee."),
    ],
)
def test_the_sentences_of_the_lessons(model, tokenizer, source, target, text, translation) -> None:
    """Alone and in a batch beside a longer one."""
    longer = {
        "en": "My mother will go to the market tomorrow morning.",
        "ko": "우리 어머니는 내일 아침에 시장에 갈 거예요.",
    }
    assert translate(model, tokenizer, [text], source, target) == [translation]
    assert translate(model, tokenizer, [longer[source], text], source, target)[1] == translation


@pytest.mark.parametrize("source", LANGUAGES)
def test_no_input_ends_in_a_loop(model, tokenizer, source) -> None:
    """Unknown words, signs and shouting give a wrong translation at worst, never an endless one."""
    target = LANGUAGES[1 - LANGUAGES.index(source)]
    texts = [text for language, text in ODD if language == source]
    for text, translation in zip(texts, translate(model, tokenizer, texts, source, target), strict=True):
        assert len(tokenizer(translation)["input_ids"]) < 60, (text, translation)
        assert is_loop(text) or not is_loop(translation), (text, translation)
