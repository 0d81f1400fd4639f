"""The metric Space ``evaluate-metric/exact_match``."""

from __future__ import annotations

from hfcourse.zoo.text_metrics import text_metric


def _reference(truths: list[str], guesses: list[str]) -> dict[str, float | list[float]]:
    return {
        "exact_match": len([1 for truth, guess in zip(truths, guesses, strict=True) if truth == guess]) / len(truths)
    }


RECIPE = text_metric(
    "exact_match",
    title="Exact match",
    description="Exact match is the share of predictions that are the same text as their reference, letter for letter.",
    needs=(),
    example="""metric.compute(references=["the cat", "theater"], predictions=["cat?", "theater"])   # {'exact_match': 0.5}""",
    held_to="a count by hand",
    reference=_reference,
)
