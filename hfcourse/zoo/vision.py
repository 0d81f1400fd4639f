"""Image processors of the picture stand-ins, and how a model is saved with one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def vit_processor(pixels: int) -> Any:
    """Scales a picture to ``pixels`` x ``pixels`` and its values to -1 to 1, as the real model's does."""
    from transformers.models.vit.image_processing_pil_vit import ViTImageProcessorPil

    half = [0.5, 0.5, 0.5]
    return ViTImageProcessorPil(size={"height": pixels, "width": pixels}, image_mean=half, image_std=half)


def vilt_processor(pixels: int, patch: int, tokenizer: Any) -> Any:
    """Scales the shorter side to ``pixels``, both to multiples of ``patch``, values to -1 to 1; and the tokenizer."""
    from transformers import ViltProcessor
    from transformers.models.vilt.image_processing_pil_vilt import ViltImageProcessorPil

    half = [0.5, 0.5, 0.5]
    images = ViltImageProcessorPil(size={"shortest_edge": pixels}, size_divisor=patch, image_mean=half, image_std=half)
    return ViltProcessor(images, tokenizer)


def save_with_processor(model: Any, processor: Any, folder: Path) -> None:
    """Write weights (two bytes each, to be loaded as float32), config, and the files of the processor."""
    model.half().save_pretrained(folder)
    processor.save_pretrained(folder)
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["dtype"] = "float32"
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8", newline="\n")
