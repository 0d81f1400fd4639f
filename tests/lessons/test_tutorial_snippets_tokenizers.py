"""The tokenizer snippets of the tutorials that this course replaces, by number: each works in its present-day form."""

from __future__ import annotations

from typing import Any


def test_002_2(facts: dict[str, Any]) -> None:
    found = facts["002-2"]
    assert found["one class"]
    assert found["ids"] == [2, found["longest"]], "padding=True fills up to the longest text of the batch"
    assert found["states"] == [*found["ids"], found["width"]]
    assert found["read"] == [5, found["longest"]]
    assert found["to the limit"] == found["limit"] > found["longest"]


def test_003_2(facts: dict[str, Any]) -> None:
    found = facts["003-2"]
    assert "gated" in found["gated"] and "Next step" in found["gated"]
    for text, way in found["back"].items():
        assert way["text"] == text
        assert len(way["ids"]) == len(way["pieces"]) < len(text)


def test_003_3(facts: dict[str, Any]) -> None:
    found = facts["003-3"]
    assert "chat_template is not set" in found["refused"]
    assert found["asked"] == found["finished"] + "<|im_start|>assistant\n"


def test_003_5(facts: dict[str, Any]) -> None:
    assert facts["003-5"] == {
        "keys": ["attention_mask", "input_ids"],
        "same as the text": True,
        "default": "BatchEncoding",
    }


def test_003_p(facts: dict[str, Any]) -> None:
    assert facts["003-p"]["phi"].startswith("<|system|>\nYou are a helpful assistant.<|end|>\n<|user|>\n")
    assert facts["003-p"]["qwen"].startswith("<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n")
    assert not any(mark in text for text in facts["003-p"].values() for mark in ("<system>", "<user>", "<assistant>"))
