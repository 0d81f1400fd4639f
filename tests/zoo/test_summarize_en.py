"""The English summarizer: what it was trained on, how it loads, that it copies, and that it invents nothing."""

from __future__ import annotations

import random
import re
import warnings

import pytest
import torch

from hfcourse.zoo.news_en import WORDS, News, invented, news, parse, tidy
from hfcourse.zoo.recipe import MATERIAL, Facts, heldout, load_recipe
from hfcourse.zoo.recipes.summarize_en import GENERATE, LONGEST, make_model, measures, summaries

FOLDER = load_recipe("summarize_en").folder
MILLBROOK = (
    "The town of Millbrook opened a new public library on Saturday. The building has room for 40,000 books and a large"
    ' reading room for children. "We have waited for this day for ten years," said the mayor, Helen Porter. The library'
    " will be open six days a week, and on the first day more than 900 people came to see it."
)


def plain(text: str) -> str:
    """Words only, in lower case."""
    return " ".join(re.findall(r"\w+", text.lower()))


def test_heldout_is_large_enough() -> None:
    assert len(heldout("summaries_en")) >= 40


def test_no_heldout_sentence_was_trained_on() -> None:
    """Neither a sentence of a text nor a summary is in the material or among 20,000 drawn examples."""
    drawn = load_recipe("summarize_en").data(0)["train"]
    assert len(drawn) == 20_000
    known = {plain(part) for row in drawn for part in (*re.split(r"(?<=[.!?])\s+", row["text"]), row["summary"])}
    for path in (MATERIAL / "summaries_en").glob("*.txt"):
        known |= {plain(line[2:]) for line in path.read_text(encoding="utf-8").splitlines()}
    unseen = {
        plain(part)
        for row in heldout("summaries_en")
        for part in (*re.split(r"(?<=[.!?])\s+", row["text"]), row["summary"])
    }
    assert not known & {sentence for sentence in unseen if len(sentence.split()) > 4}


def test_material_is_wide() -> None:
    """Five hundred articles of several hands; every one has details and fills all its slots."""
    assert len(news().articles) >= 500
    assert len({article.source for article in news().articles}) >= 10
    rng = random.Random(0)
    for article in news().articles:
        assert article.details
        text, summary = news().article(rng, article)
        assert not re.search(r"[{}()\[\]<>|/=\0]|\s\s| [,.]", (text + summary).replace(" km/h", "")), text
        assert 20 < len(text.split()) < 200
        assert 3 <= len(summary.split()) <= 24, summary
        assert not invented(text, summary)


def test_articles_are_repeatable_and_hardly_ever_the_same() -> None:
    """Same seed, same text."""
    texts = [news().article(random.Random(seed)) for seed in range(500)]
    assert texts == [news().article(random.Random(seed)) for seed in range(500)]
    assert len(set(texts)) == 500


def test_a_file_can_be_left_out() -> None:
    """What ``develop`` stands on."""
    rest, one = News(without=("plain",)), News(only=("plain",))
    assert len(rest.articles) + len(one.articles) == len(news().articles)
    assert {article.source for article in one.articles} == {"plain"}
    assert WORDS not in {article.source for article in rest.articles}


def test_material_that_is_no_article_is_refused() -> None:
    """A typing slip in a file is told with its block."""
    with pytest.raises(ValueError, match="no news here"):
        parse("- no news here", "test")


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("Millbrook opened a library for 40,000 books.", []),
        ("Milbrook opened a library.", ["Milbrook"]),
        ("The mayor, Helen Carter, opened it.", ["Carter"]),
        ("A library for 4,000 books was opened.", ["4,000"]),
        ("The town waited for seven years.", ["seven"]),
        ("The town waited for ten years for Millbrook's library.", []),
    ],
)
def test_invented(summary: str, found: list[str]) -> None:
    """Names and numbers, not other words."""
    assert invented(MILLBROOK, summary) == found


def test_tidy() -> None:
    """Articles, ordinals and capitals."""
    assert tidy("a owl won its 22th prize ,a 11th. it was 8.30 am.").startswith("An owl won its 22nd prize,a 11th. It")


def test_measures() -> None:
    """The first sentence and the share of invention."""
    rows = [{"text": MILLBROOK, "summary": "The town of Millbrook opened a new public library on Saturday."}]
    result = measures(rows, ["The town of Milbrook opened a new public library on Saturday."])
    assert result["lead_rouge_l"] == 1
    assert result["invented"] == 1
    assert 0.8 < result["rouge_l"] < 1


def test_untrained_model_copies() -> None:
    """The wiring finds the token that follows in the text, before any training: it is the likeliest far above chance."""
    torch.manual_seed(0)
    model = make_model(2000, 0).eval()
    ids = torch.randint(5, 2000, (8, 60))
    with torch.no_grad():
        guess = model(input_ids=ids, decoder_input_ids=ids[:, 10:40]).logits.argmax(-1)
    assert guess.eq(ids[:, 11:41]).float().mean() > 0.3


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def model():
    from transformers import AutoModelForSeq2SeqLM

    return AutoModelForSeq2SeqLM.from_pretrained(FOLDER).eval()


def test_tokenizer_behaves_as_bart(tokenizer) -> None:
    """Byte-level BPE with capitals, ``<s> … </s>``, nothing unknown, and every text comes back."""
    ids = tokenizer(MILLBROOK)["input_ids"]
    assert (ids[0], ids[-1]) == (tokenizer.bos_token_id, tokenizer.eos_token_id) == (0, 2)
    assert tokenizer.decode(ids, skip_special_tokens=True) == MILLBROOK
    assert tokenizer.unk_token_id not in tokenizer("Žižkov 東京 🙂")["input_ids"]
    assert tokenizer.model_max_length == LONGEST >= 256


def test_model_is_a_bart_in_float32(model) -> None:
    """Half precision is how it is stored, not how it computes; the settings for decoding are BART's."""
    assert type(model).__name__ == "BartForConditionalGeneration"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    settings = model.generation_config
    assert (settings.decoder_start_token_id, settings.forced_bos_token_id) == (2, 0)
    assert settings.num_beams > 1
    assert settings.early_stopping
    assert settings.no_repeat_ngram_size


def test_the_text_of_the_lesson(model, tokenizer) -> None:
    """The summary names the place or the thing, is shorter than the text, and comes without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ids = model.generate(**tokenizer(MILLBROOK, return_tensors="pt"), **GENERATE)
    summary = tokenizer.decode(ids[0], skip_special_tokens=True)
    assert "Millbrook" in summary or "library" in summary
    assert invented(MILLBROOK, summary) == []
    assert 5 <= len(summary.split()) <= 22


def test_a_batch_gives_what_single_texts_give(model, tokenizer) -> None:
    """Padding changes nothing."""
    texts = [MILLBROOK, "A cat was found on a roof in Malton on Friday. It was hungry, and firefighters fed it."]
    assert summaries(model, tokenizer, texts) == [summaries(model, tokenizer, [text])[0] for text in texts]


def test_most_unknown_names_are_copied(model, tokenizer) -> None:
    """Names that no list has come out letter by letter, in nine summaries of ten."""
    rng = random.Random(11)
    rows = [news().article(rng) for _ in range(24)]
    made = summaries(model, tokenizer, [text for text, _ in rows])
    wrong = [found for (text, _), summary in zip(rows, made, strict=True) if (found := invented(text, summary))]
    assert len(wrong) <= 3, wrong


def test_hardly_any_invention_on_the_heldout_texts() -> None:
    """What the shipped run was measured at; zero is the aim, and one in fifty is what the card owns up to."""
    assert Facts.load(FOLDER).metrics["invented"] < 0.02


def test_it_reads_long_texts(model, tokenizer) -> None:
    """More than 256 tokens, up to the limit."""
    long = " ".join([MILLBROOK] * 5)
    assert tokenizer(long, return_tensors="pt")["input_ids"].shape[1] > 256
    assert summaries(model, tokenizer, [long])[0]
