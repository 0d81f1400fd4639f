"""The snippets of the old tutorials about pictures and sound, by number: each works in its present-day form."""

from __future__ import annotations

from typing import Any

import pytest


def test_000_8(facts: dict[str, Any]) -> None:
    found = facts["000-8"]
    assert found["class"] == "StableDiffusionPipeline" and found["dtype"] == "torch.float32" and found["square"]
    assert found["the same seed"] and not found["another seed"]
    assert found["mostly blue"] > 0.4 and found["some red"] > 0.05, "a red star on a blue background"
    assert found["slicing at the vae"], "the pipeline itself has no such switch from diffusers 0.40 on"


def test_000_9a(facts: dict[str, Any]) -> None:
    found = facts["000-9a"]
    assert (found["dimensions"], found["dtype"], found["rate"]) == (1, "float32", 16_000)
    assert 0.8 < found["seconds"] < 5
    assert found["without a voice"] == "ValueError"


def test_000_9b(facts: dict[str, Any]) -> None:
    assert facts["000-9b"]["shape"] == [1, 512]
    assert facts["000-9b"]["old id"], "it needs a script, which datasets 4 does not run"


def test_000_9c(facts: dict[str, Any]) -> None:
    assert facts["000-9c"] == {"file": [16_000, 1, True], "player": True}


def test_004_8(facts: dict[str, Any]) -> None:
    found = facts["004-8"]
    assert (found["rate"], found["dimensions"]) == (16_000, 1)
    assert found["text"] == found["text"].upper() != ""
    assert found["old access"] in {"ImportError", "TypeError"}, "a decoder object, or no torchcodec to make one"


def test_004_9(facts: dict[str, Any]) -> None:
    scores = facts["004-9"]
    assert set(scores) == {"neu", "hap", "ang", "sad"}
    assert sum(scores.values()) == pytest.approx(1, abs=1e-3)
    assert max(scores.values()) > 0.3, "scores that are all alike come from an untrained classifier"


def test_004_10(facts: dict[str, Any]) -> None:
    said, heard = (facts["004-10"][key].split() for key in ("said", "heard"))
    assert sum(word in heard for word in said) >= len(said) / 2


def test_004_11(facts: dict[str, Any]) -> None:
    found = facts["004-11"]
    assert len(set(found["labels"])) == 1 and "cat" in found["labels"][0], "a path, a URL and a picture"
    assert found["count"] == 5
    assert found["old call"] == "TypeError", "the argument is not called images any more"


def test_004_12(facts: dict[str, Any]) -> None:
    assert facts["004-12"] == {"mode": "RGB", "end of the address": True}


def test_004_13(facts: dict[str, Any]) -> None:
    found = facts["004-13"]
    assert found["by hand"] == found["pipeline"]["answer"] == "cat"
    assert found["pipeline"]["score"] == pytest.approx(found["score by hand"], abs=1e-4)
    assert found["old task"] == "KeyError"
