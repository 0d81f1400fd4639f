"""The peft snippets of the tutorials that this course replaces, by number: each works in its present-day form."""

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
    """What `tutorial_snippets_peft.py` found, in a fresh process with an empty home."""
    folder = tmp_path_factory.mktemp("tutorials")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    own = {"HFCOURSE_HOME": str(folder / "home"), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    result = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("tutorial_snippets_peft.py"))],
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


def test_the_torchao_of_colab_s_image(facts: dict[str, Any]) -> None:
    """Colab ships torchao 0.10.0; if peft no longer refuses it, the install cell and the doctor need not mend it."""
    assert "incompatible version of torchao" in facts["torchao"]["said"]
    assert len(facts["torchao"]["doctor"]) == 1
    assert "torchao>=0.16.0" in facts["torchao"]["doctor"][0]


def test_002_5(facts: dict[str, Any]) -> None:
    found = facts["002-5"]
    assert found["printed"].startswith("trainable params: ") and "trainable%" in found["printed"]
    assert found["targets"] == ["q", "v"], "what peft chooses where T5 or mT5 is given no target modules"
    assert found["losses"][1] < found["losses"][0] / 2
    assert {"adapter_config.json", "adapter_model.safetensors"} <= set(found["files"])
    assert found["share of the file"] < 0.03
    assert found["loaded"]
    assert 0 < found["merged differs by"] < 1e-3
