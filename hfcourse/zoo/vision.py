"""Image processors of the picture stand-ins, and how a model is saved with one."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

PLACE, LOUDNESS = 0.5, 0.6
"""How large position embeddings and patch filters start."""


def see_waves_and_places(embeddings: Any) -> None:
    """Start a picture transformer with patches seen as waves and places as sines, where chance would give noise for both.

    ``embeddings`` is the part of a ViT or ViLT of that name; its width is a multiple of four. A filter of noise looks at
    single pixels; the low frequencies of a cosine transform are what edges and areas are made of. Sines of row and column
    (Vaswani et al. 2017, in two dimensions) tell from the start which patches are neighbours.
    """
    import numpy
    import torch

    projection = embeddings.patch_embeddings.projection
    width, _, patch, _ = projection.weight.shape
    at = (numpy.arange(patch) + 0.5) * numpy.pi / patch
    waves = sorted((row * row + column * column, row, column) for row in range(patch) for column in range(patch))
    filters = []
    for frequency, row, column in waves[: math.ceil(width / 3)]:
        wave = numpy.outer(numpy.cos(at * row), numpy.cos(at * column))
        for colour in range(3):
            filters.append(numpy.zeros((3, patch, patch)))
            filters[-1][colour] = wave / numpy.linalg.norm(wave) * (1 + frequency) ** 0.5
    basis = torch.tensor(numpy.stack(filters)).float().flatten(1)
    side = math.isqrt(embeddings.position_embeddings.shape[1] - 1)
    rates = 50 ** -(torch.arange(width // 4) / (width // 4))
    rows, columns = (
        place.flatten()[:, None] * rates for place in torch.meshgrid([torch.arange(side)] * 2, indexing="ij")
    )
    mixed = torch.linalg.qr(torch.randn(len(basis), len(basis)))[0][:width] @ basis
    with torch.no_grad():
        projection.weight.copy_(LOUDNESS * mixed.view(width, 3, patch, patch))
        embeddings.position_embeddings[0, 1:] = PLACE * torch.cat(
            (columns.sin(), columns.cos(), rows.sin(), rows.cos()), dim=1
        )


def convolutions(features: int) -> Any:
    """An untrained convolutional network: pictures (batch, 3, side, side) to (batch, ``features``, side / 8, side / 8)."""
    from torch import nn

    layers: list[nn.Module] = []
    before = 3
    for channels, size, stride in ((32, 5, 2), (48, 3, 2), (64, 3, 1), (96, 3, 2), (features, 3, 1), (features, 3, 1)):
        layers += [
            nn.Conv2d(before, channels, size, stride, size // 2, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
        ]
        before = channels
    return nn.Sequential(*layers)


def seen_by_patch(network: Any, pixels: Any, side: int) -> Any:
    """What a trained network of :func:`convolutions` sees at each of ``side`` x ``side`` patches, each feature scaled.

    Shape (batch, patches, features), float32; the mean of a feature is 0 and its standard deviation about 1.
    """
    import torch

    with torch.no_grad():
        features = torch.nn.functional.adaptive_avg_pool2d(network(pixels).float(), side).flatten(2).transpose(1, 2)
        return (features - features.mean((0, 1))) / (features.std((0, 1)) + 0.1)


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
