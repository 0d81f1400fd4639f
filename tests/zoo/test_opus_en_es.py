"""The English-Spanish Marian model: its files and what it says."""

from __future__ import annotations

import warnings

import pytest
import torch

from hfcourse.zoo import translation
from hfcourse.zoo.recipe import load_recipe

FOLDER = load_recipe("opus_en_es").folder
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


def test_loads_as_marian_with_the_known_warning_only() -> None:
    """The classes of the real one, in float32; sacremoses is recommended there as well."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tokenizer, model = AutoTokenizer.from_pretrained(FOLDER), AutoModelForSeq2SeqLM.from_pretrained(FOLDER)
    said = {str(one.message) for one in caught if not issubclass(one.category, ResourceWarning)}
    assert said <= {"Recommended: pip install sacremoses."}
    assert type(tokenizer).__name__ == "MarianTokenizer"
    assert type(model).__name__ == "MarianMTModel"
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    assert model.generation_config.decoder_start_token_id == tokenizer.pad_token_id == len(tokenizer) - 1
    assert model.generation_config.bad_words_ids == [[tokenizer.pad_token_id]]


def test_targets_are_tokenized_in_a_batch(model, tokenizer) -> None:
    """As lesson code does it: inputs and labels in one call, labels padded with the padding token."""
    batch = tokenizer(
        ["I am tired.", "Where is the big red bus?"],
        text_target=["Estoy cansado.", "¿Dónde está el autobús grande y rojo?"],
        padding=True,
        return_tensors="pt",
    )
    assert tokenizer.batch_decode(batch["labels"], skip_special_tokens=True)[0] == "Estoy cansado."
    assert int(batch["labels"][0, -1]) == tokenizer.pad_token_id
    labels = batch["labels"].masked_fill(batch["labels"].eq(tokenizer.pad_token_id), -100)
    with torch.no_grad():
        loss = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], labels=labels).loss
    assert loss.item() < 3


def test_the_first_example_of_the_lessons(model, tokenizer) -> None:
    """The sentence that the card and the lessons show."""
    assert translation.translate(model, tokenizer, ["Hello, how are you?"]) == ["Hola, ¿cómo estás?"]


def test_odd_input_ends_in_no_loop(model, tokenizer) -> None:
    """Unknown words, names, digits, nothing at all: the output stays short, one in twenty may stutter, none goes on."""
    made = dict(zip(ODD, translation.translate(model, tokenizer, ODD), strict=True))
    stuttering = [said for text, said in made.items() if translation.loops(said) and not translation.loops(text)]
    assert len(stuttering) <= 1, stuttering
    assert not [said for said in stuttering if translation.loops(" ".join(said.split()[-3:]))]
    assert max(len(said) for said in made.values()) < 160
