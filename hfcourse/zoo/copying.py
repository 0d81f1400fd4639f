"""A start for encoder-decoder models that have to copy: heads that look at neighbours, and heads that find a text's continuation.

Left to chance, a small model needs hours until it can say again what it has read. Here some of the heads start as the
circuit that trained models are known to come to (Olsson et al. 2022, "induction heads"): in the first layers, heads that
carry the one or two tokens before to each place; in the cross-attention, heads that look for the place whose tokens
before are those just written, and bring the token that stands there. Everything is trained from there on.
"""

from __future__ import annotations

import math
from typing import Any

import torch

SHARPNESS = 1.5
"""Factor of the queries and keys of the wired heads; more of it makes them more certain."""
GAIN = 2.0
"""How loud the token found in the text is beside what the decoder has itself."""


def wire_copying(model: Any, seed: int) -> None:
    """Start some heads of a freshly made ``BartForConditionalGeneration`` as a copying circuit, in place.

    The first head's width of dimensions holds the position (sines and cosines of ``head width / 2`` frequencies), the
    others hold the token. Needs at least three heads, and a width of four times that of a head or more.
    """
    config = model.config
    width, heads = config.d_model, config.encoder_attention_heads
    size = width // heads
    spread = config.init_std
    generator = torch.Generator().manual_seed(seed)
    frequency = torch.rand(size // 2, generator=generator) * math.pi
    free = width - size
    mixed = torch.linalg.qr(torch.randn(free, free, generator=generator))[0]
    read, before, twice = torch.zeros(3, size, width)
    read[:, size:] = torch.linalg.qr(torch.randn(free, size, generator=generator))[0].T
    before[:, size:], twice[:, size:] = mixed[:size], mixed[size : 2 * size]
    found = torch.linalg.qr(torch.randn(free, 2 * size, generator=generator))[0].T
    with torch.no_grad():
        model.model.shared.weight[:, :size] = 0
        for side in (model.model.encoder, model.model.decoder):
            places = side.embed_positions.weight
            angle = torch.arange(len(places))[:, None] * frequency
            places.zero_()
            places[:, :size] = math.sqrt(2) * spread * torch.cat([angle.cos(), angle.sin()], dim=1)
            for head, (offset, target) in enumerate(((-1, before), (-2, twice))):
                _wire(
                    side.layers[0].self_attn,
                    head,
                    _shift(frequency, offset, width),
                    _shift(frequency, 0, width),
                    read,
                    target,
                )
        half = size // 2
        pair_written = torch.cat([read[:half], before[:half]])
        pair_read = torch.cat([before[:half], twice[:half]])
        for layer in model.model.decoder.layers:
            for head, (query, key) in enumerate(((read, before), (pair_written, pair_read))):
                token = torch.zeros(size, width)
                token[:, size:] = found[head * size : (head + 1) * size]
                _wire(layer.encoder_attn, head, query, key, token, GAIN * token)


def _shift(frequency: torch.Tensor, offset: int, width: int) -> torch.Tensor:
    """The matrix that turns the code of position p to that of p + ``offset``. Shape (head width, width)."""
    turn = torch.zeros(2 * len(frequency), width)
    cosine, sine = (frequency * offset).cos(), (frequency * offset).sin()
    turn[: len(frequency), : 2 * len(frequency)] = torch.cat([cosine.diag(), -sine.diag()], dim=1)
    turn[len(frequency) :, : 2 * len(frequency)] = torch.cat([sine.diag(), cosine.diag()], dim=1)
    return turn


def _wire(
    attention: Any, head: int, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, target: torch.Tensor
) -> None:
    """Set one head: each matrix has the shape (head width, width); ``target`` says where the value goes."""
    rows = slice(head * len(query), (head + 1) * len(query))
    attention.q_proj.weight[rows] = SHARPNESS * query
    attention.k_proj.weight[rows] = SHARPNESS * key
    attention.v_proj.weight[rows] = value
    attention.out_proj.weight[:, rows] = target.T
