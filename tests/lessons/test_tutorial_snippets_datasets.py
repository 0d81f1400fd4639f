"""The old tutorials' snippets on data sets and collators, by number: each works in its present-day form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def test_002_1a(facts: dict[str, Any]) -> None:
    found = facts["002-1a"]
    assert found["splits"] == ["test", "train", "validation"]
    assert found["columns"] == ["sentence1", "sentence2", "label", "idx"]
    assert found["labels"] == ["not_equivalent", "equivalent"]
    assert found["bare name"].startswith("HfUriError ValueError")


def test_002_1b(facts: dict[str, Any]) -> None:
    found = facts["002-1b"]
    assert found["file"] == {"text": ["좋아요.", "Bad."], "label": [1, 0]}
    assert found["folder"] == ["test", "train"]
    assert "FileNotFoundError" in found["placeholder"]


def test_002_1c(facts: dict[str, Any]) -> None:
    found = facts["002-1c"]
    assert found["names"] == ["no", "yes"] and found["splits"] == ["test", "train"]
    assert found["load_dataset"].startswith("ValueError")


def test_002_1d(facts: dict[str, Any]) -> None:
    assert facts["002-1d"] == {"shape": [300, 4], "dictionary": False}


def test_002_2(facts: dict[str, Any]) -> None:
    found = facts["002-2"]
    assert found["ids"][0] == 2 and found["states"] == [*found["ids"], found["width"]]
    assert found["the old name gives the same"]


def test_002_3(facts: dict[str, Any]) -> None:
    found = facts["002-3"]
    short, long = found["lengths"]
    assert found["ids"].pop("default") == [2, 12]
    assert all(shape == [2, long] for shape in found["ids"].values()) and len(found["ids"]) == 5
    labels = found["labels"]
    assert labels["padding"] == [0, 1] and labels["default"] == [1, 1]
    assert labels["seq2seq"] == labels["tokens"] == [[7] * short + [-100] * (long - short), [7] * long]
    assert labels["causal"][0][short:] == [-100] * (long - short) and -100 not in labels["causal"][1]
    asked = [one for row in labels["masked"] for one in row if one != -100]
    assert 0 < len(asked) < short + long and labels["masked"][0][short:] == [-100] * (long - short)


def test_what_lesson_06_says_of_the_collators(facts: dict[str, Any]) -> None:
    found = facts["002-3"]
    assert "ValueError" in found["default needs equal lengths"]
    assert "ValueError" in found["padding does not pad labels"]
    assert "ValueError" in found["a column of text is refused"]


def test_001_3a(facts: dict[str, Any]) -> None:
    assert facts["001-3a"] == {
        "tensors": True,
        "keys": ["attention_mask", "input_ids", "labels", "token_type_ids"],
    }


def test_001_3b(facts: dict[str, Any]) -> None:
    assert facts["001-3b"]["max_length"] == 1024 and facts["001-3b"]["dynamic"] < 50


def test_encodings_of_korean_files(facts: dict[str, Any]) -> None:
    found = facts["encodings"]
    assert found["as utf-8"].startswith("DatasetGenerationError")
    assert found["as cp949"] == "배송이 하루 만에 왔어요."
    assert found["as latin-1"].startswith("¹è¼ÛÀÌ")
    assert found["bom"] == ["text"]
    assert found["to_csv"] == list(b"tex"), "datasets writes no BOM, hence pandas in the lesson"


def test_what_map_remembers(facts: dict[str, Any], find: Callable[..., dict[str, Any]]) -> None:
    """Three calls the first time, none the second, five of 500 rows, then all anew; and none in another process."""
    found = facts["cache"]
    assert found["rows"] == 2328
    assert found["calls"] == [3, 3, 8, 11]
    again = find("cache")["cache"]
    assert again["calls"] == [0, 0, 0, 3]


def test_a_generator_is_remembered_by_its_code(facts: dict[str, Any]) -> None:
    """Its file has changed in between; the lesson warns of that."""
    assert facts["cache"]["before"] == facts["cache"]["after"] == "old"
