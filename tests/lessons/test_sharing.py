"""Lesson 10's promise: what is pushed to a hub comes back the same, by name and by revision."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest


def test_a_model_comes_back_by_name_by_tag_and_by_commit(facts: dict[str, Any]) -> None:
    model = facts["model"]
    assert model["first"] == [True, True, True, False], "v1.0 stays the first model when main moves on"
    assert model["label"]
    assert model["stranger"] == "RepositoryNotFoundError", "private: a stranger does not even learn that it exists"


def test_a_card_replaces_the_empty_form_and_its_number_is_read_back(facts: dict[str, Any]) -> None:
    model = facts["model"]
    assert model["form"] > 10, "push_to_hub puts a form there: lesson 10 says so"
    assert model["number"] == 0.8375
    assert {"base_model:google-bert/bert-base-uncased", "license:apache-2.0"} <= set(model["tags"])
    assert model["card kept"] == "apache-2.0", "the next push of weights leaves the card alone"


def test_002_1c_a_dataset_comes_back_with_its_label_names(facts: dict[str, Any]) -> None:
    data = facts["dataset"]
    assert data["rows"]["train"] == [
        {"text": "lions", "label": 0},
        {"text": "Sweden", "label": 1},
        {"text": "한국", "label": 1},
    ]
    assert data["rows"]["test"] == [{"text": "Sweden", "label": 1}]
    assert data["names"] == ["animals", "travel"]
    assert data["licence"] == "apache-2.0", "the metadata that the library wrote are still readable beside it"
    assert data["as a model"] == "RepositoryNotFoundError"


def test_an_adapter_names_its_base_and_answers_the_same(facts: dict[str, Any]) -> None:
    adapter = facts["adapter"]
    assert {"adapter_config.json", "adapter_model.safetensors", "README.md"} <= set(adapter["files"])
    assert adapter["base"] == "google-bert/bert-base-uncased"
    assert adapter["same answers"]


def test_a_demo_runs_from_its_space(facts: dict[str, Any]) -> None:
    demo = facts["demo"]
    assert demo["labels"] == ["animals", "travel"]
    assert demo["sum"] == pytest.approx(1)
    assert demo["sdk"] == "gradio"
    assert demo["page"] == ("allowed" if find_spec("gradio") else "Gradio is not installed")


def test_the_history_keeps_what_was_deleted_and_a_deleted_repo_is_gone(facts: dict[str, Any]) -> None:
    end = facts["end"]
    assert not end["listed"] and end["in the history"] == "open sesame"
    assert end["stranger"] == "allowed"
    assert end["left"] == []
