"""`summarize` and `translate`: the results of `generate` by hand, the old shapes, batches, languages, and clear errors."""

from __future__ import annotations

from typing import Any

import hfcourse_mini
import pytest
import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, pipeline

from hfcourse import messages
from hfcourse.errors import CourseError
from hfcourse.tasks import register

MODELS = hfcourse_mini.REPOS / "models" / "hfcourse"
NEWS = [
    "The town of Millbrook opened a new public library on Saturday. It has room for 40,000 books. Many people came.",
    "Heavy rain closed the coast road near Dunmore on Tuesday. Nobody was hurt.",
    "The museum will show pictures by the painter Ada Lind from May to August. Tickets cost eight euros. Children under"
    " ten do not pay, and on Mondays the museum is closed.",
]
SENTENCES = ["Hello, how are you?", "I am hungry.", "My sister lives in a small house.", "We are going home."]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_current", "en")


@pytest.fixture(scope="module")
def summarizer() -> Any:
    register()
    return pipeline("summarize", model=MODELS / "mini-distilbart-cnn")


@pytest.fixture(scope="module")
def translators() -> dict[str, Any]:
    register()
    names = {"t5": "mini-t5-en-fr", "marian": "mini-opus-mt-en-es", "m2m": "mini-m2m100-ko-en"}
    return {key: pipeline("translate", model=MODELS / name) for key, name in names.items()}


def by_hand(folder: str, text: str, **generate: Any) -> str:
    """Tokenizer, generate, decode."""
    tokenizer = AutoTokenizer.from_pretrained(MODELS / folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(MODELS / folder)
    tokens = model.generate(**tokenizer(text, return_tensors="pt"), **generate)
    return tokenizer.decode(tokens[0], skip_special_tokens=True).strip()


def test_a_summary_is_what_generate_gives(summarizer: Any) -> None:
    [record] = summarizer(NEWS[0], min_length=6, max_length=40, do_sample=False)
    assert record == {
        "summary_text": by_hand("mini-distilbart-cnn", NEWS[0], min_length=6, max_length=40, do_sample=False)
    }


def test_batches_give_what_single_calls_give(summarizer: Any, translators: dict[str, Any]) -> None:
    settings = {"min_length": 6, "max_length": 40, "do_sample": False}
    single = [summarizer(text, **settings)[0] for text in NEWS]
    assert summarizer(NEWS, **settings) == summarizer(NEWS, batch_size=2, **settings) == single
    marian = translators["marian"]
    assert marian(SENTENCES, batch_size=3) == [marian(text)[0] for text in SENTENCES]


def test_lengths_are_kept(summarizer: Any) -> None:
    texts = summarizer(NEWS, min_length=12, max_length=16, do_sample=False)
    counts = [len(summarizer.tokenizer(record["summary_text"])["input_ids"]) for record in texts]
    assert all(8 <= count <= 16 for count in counts), counts


def test_several_sequences(summarizer: Any) -> None:
    torch.manual_seed(0)
    texts = summarizer(NEWS[:2], num_return_sequences=3, do_sample=True, max_length=20, num_beams=1)
    assert [len(records) for records in texts] == [3, 3]


def test_the_prefix_comes_from_the_configuration(translators: dict[str, Any]) -> None:
    t5 = translators["t5"]
    expected = by_hand("mini-t5-en-fr", "translate English to French: Hello, how are you?", max_new_tokens=40)
    assert expected.startswith("Bonjour, comment ")
    assert t5("Hello, how are you?", src_lang="en", tgt_lang="fr") == [{"translation_text": expected}]
    [same] = t5("Hello, how are you?", prefix="translate English to French: ")
    assert same["translation_text"] == expected


def test_languages_given_once_hold_for_every_call() -> None:
    register()
    translator = pipeline("translate", model=MODELS / "mini-t5-en-fr", src_lang="en", tgt_lang="fr")
    assert translator("Hello, how are you?")[0]["translation_text"].startswith("Bonjour, comment ")
    assert [record["translation_text"] for record in translator(SENTENCES, batch_size=2)] == [
        translator(text)[0]["translation_text"] for text in SENTENCES
    ]


def test_both_directions_of_one_model(translators: dict[str, Any]) -> None:
    m2m = translators["m2m"]
    assert "Hello" in m2m("안녕하세요, 어떻게 지내세요?", src_lang="ko", tgt_lang="en")[0]["translation_text"]
    assert "안녕하세요" in m2m("Hello, how are you?", src_lang="en", tgt_lang="ko")[0]["translation_text"]


def test_a_model_of_one_direction_needs_no_languages(translators: dict[str, Any]) -> None:
    assert translators["marian"]("Hello, how are you?") == [{"translation_text": "Hola, ¿cómo estás?"}]


@pytest.mark.parametrize(
    ("model", "given", "said"),
    [
        ("m2m", {}, "knows several languages and was not told which"),
        ("t5", {}, "knows several languages and was not told which"),
        ("m2m", {"src_lang": "ko"}, "needs two languages, and only one"),
        ("m2m", {"src_lang": "ko", "tgt_lang": "xx"}, "has no language 'xx'"),
        ("t5", {"src_lang": "en", "tgt_lang": "ko"}, "en → fr"),
        ("marian", {"src_lang": "en", "tgt_lang": "es"}, "a model of one direction takes no languages"),
    ],
)
def test_languages_that_do_not_work(translators: dict[str, Any], model: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        translators[model]("Hello!", **given)
    assert "Next step" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("", {}, "it got an empty text"),
        (["Good news.", " \n"], {}, "it got an empty text"),
        (3, {}, "it got int"),
        (NEWS[0], {"min_length": 50, "max_length": 20}, r"min_length \(50\) is greater than max_length \(20\)"),
        (NEWS[0] * 40, {}, "but this model reads"),
    ],
)
def test_what_cannot_be_summarized(summarizer: Any, text: Any, given: dict[str, Any], said: str) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        summarizer(text, **given)
    assert "Next step" in str(caught.value)


def test_a_long_text_may_be_cut(summarizer: Any) -> None:
    [record] = summarizer(NEWS[0] * 40, truncation=True, max_length=30, min_length=5)
    assert record["summary_text"]
