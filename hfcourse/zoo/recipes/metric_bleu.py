"""The metric Space ``evaluate-metric/bleu``."""

from __future__ import annotations

from hfcourse.zoo.text_metrics import text_metric


def _reference(truths: list[str], guesses: list[str]) -> dict[str, float | list[float]]:
    from sacrebleu import corpus_bleu

    result = corpus_bleu(guesses, [truths], smooth_method="none", force=True)
    return {"bleu": result.score / 100, "brevity_penalty": result.bp, "translation_length": result.sys_len}


RECIPE = text_metric(
    "bleu",
    title="BLEU",
    description="BLEU counts how many runs of one to four words of a translation also stand in a reference translation.",
    needs=(),
    example="""metric.compute(predictions=["the cat sat on the mat"], references=[["the cat sat on the mat"]])["bleu"]   # 1.0""",
    held_to="the package sacrebleu (without smoothing)",
    reference=_reference,
)
