"""The text snippets of the tutorials that this course replaces, by number: each works in its present-day form.

The snippets of pictures and speech (000-8 and 000-9, 004-8 to 004-13) belong to lesson 02.
"""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="module")
def facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of all snippets; the script finds those of 004-1 together."""
    return facts | facts["004-1"]


def test_000_1(facts: dict[str, Any]) -> None:
    [answer] = facts["000-1"]
    assert answer["label"] == "POSITIVE" and answer["score"] > 0.9


def test_000_2(facts: dict[str, Any]) -> None:
    assert [(entity["entity_group"], entity["word"], entity["start"], entity["end"]) for entity in facts["000-2"]] == [
        ("PER", "Barack Obama", 0, 12),
        ("LOC", "United States", 43, 56),
    ]


def test_000_3(facts: dict[str, Any]) -> None:
    answer = facts["000-3"]["pipeline"]
    assert facts["000-3"]["by hand"] == answer["answer"] == "New York City"
    assert facts["000-3"]["context"][answer["start"] : answer["end"]] == "New York City"
    assert 0 < answer["score"] <= 1


def test_000_4(facts: dict[str, Any]) -> None:
    found = facts["000-4"]
    assert found["pipeline"] == [{"summary_text": found["by hand"]}]
    assert 8 <= found["tokens"] <= 50
    assert len(found["by hand"]) < len(found["text"]) / 2
    assert "library" in found["by hand"]


def test_000_5a(facts: dict[str, Any]) -> None:
    assert facts["000-5a"].startswith("Bonjour, comment ")


def test_000_5b(facts: dict[str, Any]) -> None:
    assert facts["000-5b"] == "Hola, ¿cómo estás?"


def test_000_6(facts: dict[str, Any]) -> None:
    assert facts["000-6"]["labels"][0] == "technology"
    assert sum(facts["000-6"]["scores"]) == pytest.approx(1, abs=1e-3)


def test_000_7(facts: dict[str, Any]) -> None:
    [story] = facts["000-7"]
    assert story["generated_text"].startswith("Once upon a time") and len(story["generated_text"].split()) > 8


def test_001_1a(facts: dict[str, Any]) -> None:
    assert [answer["label"] for answer in facts["001-1a"]] == ["POSITIVE", "NEGATIVE"]


def test_001_1b(facts: dict[str, Any]) -> None:
    best = {model: guesses[0]["token_str"] for model, guesses in facts["001-1b"].items()}
    assert best == {
        "distilbert/distilroberta-base": " Paris",
        "google-bert/bert-base-uncased": "paris",
        "klue/bert-base": "서울",
    }


def test_001_2(facts: dict[str, Any]) -> None:
    found = facts["001-2"]
    assert found["ids"][0] == 2 and found["states"] == [*found["ids"], found["width"]]


def test_001_3(facts: dict[str, Any]) -> None:
    found = facts["001-3"]
    assert found["steps"] == 2
    assert found["was training"], "the trainer leaves dropout on: hence model.eval() before predicting"
    assert sum(found["shares"]) == pytest.approx(1) and found["shares"][1] > 0.5


def test_002_4(facts: dict[str, Any]) -> None:
    found = facts["002-4"]
    assert {"classifier.weight", "classifier.bias"} <= set(found["missing"]), "the new head is random, and it is said"
    assert all("classifier" in key or "pooler" in key for key in found["missing"]), "the body is all there"
    assert all(key.startswith("cls.") for key in found["unexpected"]), "only the old head is left out"
    assert found["logits"] == [1, 2] and found["labels"] == ["LABEL_0", "LABEL_1"] and not found["training"]


def test_004_2(facts: dict[str, Any]) -> None:
    [story] = facts["004-2"]
    assert story["generated_text"].startswith("The little dog ran into the garden and ")


def test_004_3(facts: dict[str, Any]) -> None:
    assert [len(stories) for stories in facts["004-3"]] == [1, 1]


def test_004_4(facts: dict[str, Any]) -> None:
    first, second = facts["004-4"]
    assert first["generated_text"] != second["generated_text"]


def test_004_5_to_7(facts: dict[str, Any]) -> None:
    [story] = facts["004-5"]
    assert story["generated_text"].startswith("One rainy evening, an old man ")
