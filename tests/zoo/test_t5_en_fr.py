"""The English-French T5: its files, its prefix, and what it says."""

from __future__ import annotations

import warnings

import pytest
import torch

from hfcourse.zoo import translation
from hfcourse.zoo.recipe import load_recipe
from hfcourse.zoo.recipes.t5_en_fr import PREFIX

FOLDER = load_recipe("t5_en_fr").folder
ODD = (
    "Blorp zint the krumble.",
    "xyzzy",
    "The parliament approved the amendment.",
    "I like blorps and my brother likes snorgs.",
    "???",
    "no no no no no no",
    "Quantum computers are weird.",
    "AAAAAAA",
    "My friend Zorblat lives in Kranfeld.",
    "12345 67890",
    "Hello hello hello hello!",
    "The the the the.",
    "Wolfgang Amadeus Mozart was born in Salzburg.",
    "buy milk eggs bread cheese butter ham fish rice",
    "😀",
    "I wonder whether hippopotamuses enjoy algebra.",
    "She sells sea shells on the sea shore.",
    "To be or not to be, that is the question.",
    "e",
    "Yes, no, yes, no, maybe, yes, no.",
)


@pytest.fixture(scope="module")
def tokenizer():
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(FOLDER)


@pytest.fixture(scope="module")
def model():
    from transformers import AutoModelForSeq2SeqLM

    return AutoModelForSeq2SeqLM.from_pretrained(FOLDER).eval()


def test_loads_as_t5_without_a_warning() -> None:
    """The classes of the real one, in float32, and nothing for a beginner to worry about."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tokenizer, model = AutoTokenizer.from_pretrained(FOLDER), AutoModelForSeq2SeqLM.from_pretrained(FOLDER)
    assert "T5Tokenizer" in type(tokenizer).__name__
    assert type(model).__name__ == "T5ForConditionalGeneration"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    assert model.config.task_specific_params["translation_en_to_fr"]["prefix"] == PREFIX
    assert model.config.decoder_start_token_id == tokenizer.pad_token_id == 0
    assert model.get_output_embeddings().weight is model.get_input_embeddings().weight


def test_spiece_model_and_tokenizer_json_agree(tokenizer) -> None:
    """The SentencePiece file that the real repo ships splits as the tokenizer does."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(FOLDER / "spiece.model"))
    for text in (PREFIX + "Hello, how are you?", "Où est la gare ?", "Zorblat's dog isn't here."):
        assert tokenizer(text)["input_ids"] == [*pieces.encode(text), tokenizer.eos_token_id]
    assert tokenizer.convert_tokens_to_ids("<extra_id_0>") == len(tokenizer) - 1


def test_the_first_example_of_the_lessons(model, tokenizer) -> None:
    """The sentence that the card and the lessons show."""
    assert translation.translate(model, tokenizer, ["Hello, how are you?"], PREFIX) == ["Bonjour, comment vas-tu ?"]


def test_without_the_prefix_it_does_not_translate(model, tokenizer) -> None:
    """The real T5 wants it too."""
    texts = ["The children are playing in the park.", "My sister is a doctor.", "I would like some coffee."]
    assert not set(translation.translate(model, tokenizer, texts)) & set(
        translation.translate(model, tokenizer, texts, PREFIX)
    )


def test_odd_input_ends_in_no_loop(model, tokenizer) -> None:
    """Unknown words, names, digits, nothing at all: the output stays short, one in twenty may stutter, none goes on."""
    made = dict(zip(ODD, translation.translate(model, tokenizer, ODD, PREFIX), strict=True))
    stuttering = [said for text, said in made.items() if translation.loops(said) and not translation.loops(text)]
    assert len(stuttering) <= 1, stuttering
    assert not [said for said in stuttering if translation.loops(" ".join(said.split()[-3:]))]
    assert max(len(said) for said in made.values()) < 160
