"""The Accelerate and evaluate snippets of the tutorials that this course replaces: each works in its present-day form."""

from __future__ import annotations

from typing import Any


def test_002_7(facts: dict[str, Any]) -> None:
    losses = facts["002-7"]
    assert len(losses) == 3, "24 rows in batches of 8"
    assert losses[-1] < losses[0]


def test_002_8a(facts: dict[str, Any]) -> None:
    assert facts["002-8a"] == {"accuracy": 0.75}


def test_002_8b(facts: dict[str, Any]) -> None:
    found = facts["002-8b"]
    assert found["gone"] == dict.fromkeys(("question-answering", "summarization", "translation"), "KeyError")
    assert found["pipeline object"] == "AttributeError", "the lesson says so; mended? Then say that instead."
    assert found["name"] >= 0.75
