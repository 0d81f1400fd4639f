"""What lesson 08 promises of LoRA, as its executed notebook measured it.

The numbers are measured in the notebook itself, and its outputs are compared with every run; this test holds the notebook to
measuring them at all, and to what has to come out.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
BARS = (
    "trains at most 2 % of the numbers:",
    "needs at most half of the memory:",
    "barks at most two points less often than full:",
    "the adapter's file is at most 3 % of the model's:",
    "LoRA needs less than half of full fine-tuning:",
    "LoRA within ten points of full fine-tuning, or better:",
    "LoRA at most ten points behind full fine-tuning:",
    "merged = unmerged, up to rounding:",
    "weights, gradients, optimizer: less than half of LoRA's:",
)


@pytest.mark.parametrize("edition", ["en", "ko", "solved/en", "solved/ko"])
def test_bars(edition: str) -> None:
    """Each bar is measured once and met."""
    notebook = json.loads((NOTEBOOKS / edition / "08_lora_and_qlora.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    lines = "".join("".join(output.get("text", "")) for output in outputs).splitlines()
    found = {bar: [line.removeprefix(bar).strip() for line in lines if line.startswith(bar)] for bar in BARS}
    assert found == {bar: ["True"] for bar in BARS}
