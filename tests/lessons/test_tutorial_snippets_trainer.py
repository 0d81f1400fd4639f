"""The Trainer snippets of the tutorials that this course replaces, by number: each works in its present-day form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `tutorial_snippets_trainer.py` found, in a fresh process with an empty home."""
    folder = tmp_path_factory.mktemp("tutorials")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    own = {"HFCOURSE_HOME": str(folder / "home"), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    result = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("tutorial_snippets_trainer.py"))],
        cwd=folder,
        env=environment | own,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-4000:]
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


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
