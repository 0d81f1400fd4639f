"""The sentences that the tutorials show, and how the model files load."""

from __future__ import annotations

import pytest

from hfcourse.zoo.recipe import load_recipe

FOLDER = load_recipe("sentiment_en").folder
SENTENCES = {
    "I'm super excited to be on the way to LLM mastery!": "POSITIVE",
    "This movie is so great and wonderful!": "POSITIVE",
    "I hate this restaurant. The food was terrible.": "NEGATIVE",
    "Hugging Face is amazing!": "POSITIVE",
    "I love this course!": "POSITIVE",
    "This is the worst day ever.": "NEGATIVE",
}


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
    assert type(model).__name__ == "DistilBertForSequenceClassification"
    assert model.dtype.is_floating_point
    assert str(model.dtype) == "torch.float32"
    assert model.config.id2label == {0: "NEGATIVE", 1: "POSITIVE"}
    assert tokenizer.is_fast
    assert set(tokenizer("Hello")) == {"input_ids", "attention_mask"}
    assert tokenizer.tokenize("GREAT") == tokenizer.tokenize("great")
    special = {"unk": "[UNK]", "sep": "[SEP]", "pad": "[PAD]", "cls": "[CLS]", "mask": "[MASK]"}
    assert {key: getattr(tokenizer, f"{key}_token") for key in special} == special
    names = {path.name for path in FOLDER.iterdir()}
    assert names >= {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "tokenizer_config.json",
        "vocab.txt",
        "README.md",
    }
