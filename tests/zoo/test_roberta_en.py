"""The English RoBERTa: its mask token, its capitals, and the sentence of the tutorials."""

from __future__ import annotations

import pytest
from transformers import AutoTokenizer, pipeline
from transformers.pipelines import PipelineException

from hfcourse.zoo.recipe import load_recipe

FOLDER = load_recipe("roberta_en").folder


def test_the_tokenizer_behaves_as_robertas() -> None:
    """A space belongs to the word behind it; capitals stay; every text comes back unchanged."""
    tokenizer = AutoTokenizer.from_pretrained(FOLDER)
    assert tokenizer.tokenize("The cat sleeps.") == ["The", "Ġcat", "Ġsleeps", "."]
    ids = tokenizer("Zürich, 서울 and ünïcode!")["input_ids"]
    assert (ids[0], ids[-1]) == (tokenizer.bos_token_id, tokenizer.eos_token_id)
    assert tokenizer.decode(ids, skip_special_tokens=True) == "Zürich, 서울 and ünïcode!"
    assert tokenizer("a <mask>")["input_ids"].count(tokenizer.mask_token_id) == 1


def test_the_capital_of_france() -> None:
    """The first guess of the tutorials' sentence, with the space that the real model's answer has, too."""
    fill = pipeline("fill-mask", model=FOLDER)
    best, *others = fill("The capital of France is <mask>.")
    assert best["token_str"] == " Paris" and best["score"] > 0.5
    assert best["sequence"] == "The capital of France is Paris." and len(others) == 4


def test_another_models_mask_token_is_refused() -> None:
    with pytest.raises(PipelineException, match="No mask_token"):
        pipeline("fill-mask", model=FOLDER)("The capital of France is [MASK].")
