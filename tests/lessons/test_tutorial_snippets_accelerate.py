"""The Accelerate and evaluate snippets of the tutorials that this course replaces: each works in its present-day form."""

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
    """What `tutorial_snippets_accelerate.py` found, in a fresh process with an empty home."""
    folder = tmp_path_factory.mktemp("tutorials")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    own = {"HFCOURSE_HOME": str(folder / "home"), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    result = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("tutorial_snippets_accelerate.py"))],
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
