"""The metric Space ``evaluate-metric/accuracy``."""

from __future__ import annotations

from hfcourse.zoo.metric_spaces import metric_space


def _reference(truth: list[int], guess: list[int]) -> float:
    return sum(a == b for a, b in zip(truth, guess, strict=True)) / len(truth)


RECIPE = metric_space(
    "accuracy",
    title="Accuracy",
    function="accuracy_score",
    description="Accuracy is the share of predictions that are right.",
    arguments="""    normalize (bool): True for the share, False for the number of right predictions.
    sample_weight (list of float): the weight of each example; all the same if None.
""",
    result=": 0 to 1, or a count if normalize is False",
    example="{'accuracy': 0.75}",
    parameters="normalize=True, sample_weight=None",
    passed="normalize=normalize, sample_weight=sample_weight",
    returned="float(score)",
    reference=_reference,
)
