"""Measuring a masked language model by sentences with one blank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def cloze_metrics(model: Any, tokenizer: Any, rows: Sequence[dict[str, str]]) -> dict[str, float]:
    """Shares of rows where an accepted answer is the first guess, and among the first five, for each ``kind``.

    A row has ``kind``, ``text`` with one ``[MASK]``, and ``answers`` with bars between them; case does not count.
    """
    import torch

    hits: dict[str, list[float]] = {}
    for row in rows:
        inputs = tokenizer(row["text"].replace("[MASK]", tokenizer.mask_token), return_tensors="pt")
        with torch.no_grad():
            logits = model(**inputs).logits[0]
        place = inputs["input_ids"][0].tolist().index(tokenizer.mask_token_id)
        guesses = [tokenizer.decode([guess]).strip().lower() for guess in logits[place].topk(5).indices.tolist()]
        answers = row["answers"].lower().split("|")
        hits.setdefault(f"{row['kind']}_top1", []).append(float(guesses[0] in answers))
        hits.setdefault(f"{row['kind']}_top5", []).append(float(any(guess in answers for guess in guesses)))
    return {key: sum(values) / len(values) for key, values in hits.items()}
