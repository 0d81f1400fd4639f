"""The Trainer snippets of the tutorials that this course replaces, by number: each works in its present-day form."""

from __future__ import annotations

from typing import Any


def test_001_3a(facts: dict[str, Any]) -> None:
    batch = facts["001-3a"]
    assert {kind for kind, *_shape in batch.values()} == {"Tensor"}
    assert batch["labels"] == ["Tensor", 2] and batch["input_ids"][1] == 2


def test_001_3b(facts: dict[str, Any]) -> None:
    tokens = facts["001-3b"]
    assert tokens["real"] <= tokens["dynamic"] < tokens["full"] / 5


def test_001_3c_to_3e(facts: dict[str, Any]) -> None:
    found = facts["001-3c"]
    assert len(found["losses"]) == 12, "32 letters in batches of 8, three times"
    assert found["losses"][-1] < found["losses"][0]
    assert found["was training"], "the trainer leaves dropout on: hence model.eval() before predicting"
    assert not found["mode"]
    assert found["found"] == {"goats": 0, "Greece": 1}


def test_002_6(facts: dict[str, Any]) -> None:
    found = facts["002-6"]
    assert {name for name, said in found["old"].items() if said.startswith("TypeError")} == set(found["old"])
    assert set(found["today"].values()) == {"accepted"}
    assert found["tokenizer"].startswith("TypeError")
    assert found["share of warm-up"] == 5, "below 1 it is a share of all steps"


def test_002_6b(facts: dict[str, Any]) -> None:
    scores = facts["002-6b"]
    assert len(scores) == 3, "one after each epoch"
    assert scores[-1] >= 0.75
