"""The metric Space ``evaluate-metric/f1``."""

from __future__ import annotations

from hfcourse.zoo.metric_spaces import metric_space


def _reference(truth: list[int], guess: list[int]) -> float:
    hits = sum(a == b == 1 for a, b in zip(truth, guess, strict=True))
    return 2 * hits / (sum(truth) + sum(guess)) if hits else 0.0


RECIPE = metric_space(
    "f1",
    title="F1",
    function="f1_score",
    description="F1 is the harmonic mean of precision and recall: 2 * precision * recall / (precision + recall).",
    arguments="""    labels (list of int): the classes to count, for an average other than binary.
    pos_label (int): the class that counts as positive, for a binary average.
    average (str): binary, micro, macro, weighted, samples, or None for one value a class.
    sample_weight (list of float): the weight of each example; all the same if None.
""",
    result=": 0 to 1, or an array if average is None",
    example="{'f1': 0.6666666666666666}",
    parameters='labels=None, pos_label=1, average="binary", sample_weight=None',
    passed="labels=labels, pos_label=pos_label, average=average, sample_weight=sample_weight",
    returned='score if getattr(score, "size", 1) > 1 else float(score)',
    reference=_reference,
)
