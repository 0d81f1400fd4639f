"""The metric Space ``evaluate-metric/rouge``."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

from hfcourse.zoo.text_metrics import text_metric


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _f1(hits: int, truth: int, guess: int) -> float:
    return 2 * hits / (truth + guess) if hits else 0.0


def _shared(truth: list[Any], guess: list[Any]) -> float:
    return _f1((Counter(truth) & Counter(guess)).total(), len(truth), len(guess))


def _longest(truth: list[str], guess: list[str]) -> float:
    """F1 of the longest common subsequence, by the usual table."""
    row = [0] * (len(guess) + 1)
    for word in truth:
        above = row
        row = [0]
        for place, other in enumerate(guess):
            row.append(above[place] + 1 if word == other else max(row[-1], above[place + 1]))
    return _f1(row[-1], len(truth), len(guess))


def _reference(truths: list[str], guesses: list[str]) -> dict[str, float | list[float]]:
    both = [(_words(truth), _words(guess)) for truth, guess in zip(truths, guesses, strict=True)]
    return {
        "rouge1": [_shared(*pair) for pair in both],
        "rouge2": [_shared(list(pairwise(truth)), list(pairwise(guess))) for truth, guess in both],
        "rougeL": [_longest(*pair) for pair in both],
    }


RECIPE = text_metric(
    "rouge",
    title="ROUGE",
    description="ROUGE counts how much of a reference summary a summary has, in words, pairs of words and sequences of words.",
    needs=("absl-py", "nltk", "rouge_score"),
    example="""metric.compute(predictions=["the cat sat"], references=["the cat sat"])["rouge1"]   # 1.0""",
    held_to="rouge1, rouge2 and rougeL counted by hand",
    reference=_reference,
    options={"use_aggregator": False},
)
