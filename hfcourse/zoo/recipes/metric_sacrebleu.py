"""The metric Space ``evaluate-metric/sacrebleu``."""

from __future__ import annotations

import math

from hfcourse.zoo.text_metrics import text_metric


def _reference(truths: list[str], guesses: list[str]) -> dict[str, float | list[float]]:
    """From the counts that sacrebleu is known for, the score by the formula of Papineni et al. 2002."""
    from sacrebleu.metrics.bleu import BLEU

    counted = BLEU(smooth_method="exp", force=True).corpus_score(guesses, [truths])
    halved = 1.0
    shares = []
    for hits, possible in zip(counted.counts, counted.totals, strict=True):
        if not hits:
            halved *= 2
        shares.append((hits or 1 / halved) / possible)
    mean = math.exp(sum(map(math.log, shares)) / len(shares))
    penalty = min(1.0, math.exp(1 - counted.ref_len / counted.sys_len))
    return {"score": 100 * mean * penalty, "bp": penalty}


RECIPE = text_metric(
    "sacrebleu",
    title="SacreBLEU",
    description="SacreBLEU is BLEU with everything fixed that a paper may choose: words, smoothing, lengths. From 0 to 100.",
    needs=("sacrebleu",),
    example="""metric.compute(predictions=["the cat sat on the mat"], references=[["the cat sat on the mat"]])["score"]   # 100""",
    held_to="the formula of Papineni et al. 2002, applied to sacrebleu's own counts,",
    reference=_reference,
)
