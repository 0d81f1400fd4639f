"""The peft snippets of the tutorials that this course replaces, by number: each works in its present-day form."""

from __future__ import annotations

from typing import Any


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
