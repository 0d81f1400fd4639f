"""The snippets of the old tutorials that run a language model, by number: each works in its present-day form.

Those about tokenizers alone (003-2, 003-3) belong to lesson 03.
"""

from __future__ import annotations

from typing import Any


def test_003_a(facts: dict[str, Any]) -> None:
    [answer] = facts["003-a"]
    assert answer["label"] == "POSITIVE"


def test_003_b(facts: dict[str, Any]) -> None:
    found = dict(facts["003-b"])
    assert found.pop("diffusers"), "pictures from text are made there"
    assert set(found.values()) == {"KeyError"}


def test_003_1(facts: dict[str, Any]) -> None:
    assert facts["003-1"]["device"] in ("cpu", "cuda", "mps")
    assert facts["003-1"]["answer"][0]["label"] == "POSITIVE"


def test_003_4(facts: dict[str, Any]) -> None:
    assert facts["003-4"] == {
        "layers": ["Linear4bit"],
        "types": ["nf4"],
        "nested": True,
        "rest": "torch.float16",
        "old argument": "TypeError",
    }


def test_003_5(facts: dict[str, Any]) -> None:
    assert "Paris" in facts["003-5"]["answer"]
    assert facts["003-5"]["old call"] == "AttributeError", "the template returns a dictionary now"


def test_003_5b(facts: dict[str, Any]) -> None:
    old, new = facts["003-5b"]["old"], facts["003-5b"]["new"]
    assert old.startswith("<|im_start|>system"), "without skip_prompt it prints the question first"
    assert new.strip() == facts["003-5"]["answer"].strip()


def test_003_p(facts: dict[str, Any]) -> None:
    found = facts["003-p"]
    assert found["special"] == ["<|im_end|>", "<|im_start|>"], "there is no token <system>, <user> or <assistant>"
    assert found["text"].startswith("<|im_start|>system\nYou are a helpful assistant.<|im_end|>")
    assert found["text"].endswith("<|im_start|>assistant\n")
