"""Accuracy, computed with scikit-learn. A stand-in of the hfcourse notebooks, written anew."""

import datasets
import evaluate
from sklearn.metrics import accuracy_score

DESCRIPTION = """Accuracy is the share of predictions that are right."""

ARGUMENTS = """
Args:
    predictions (list of int): what the model says, one class id an example.
    references (list of int): what is true, in the same order.
    normalize (bool): True for the share, False for the number of right predictions.
    sample_weight (list of float): the weight of each example; all the same if None.

Returns:
    accuracy (float: 0 to 1, or a count if normalize is False).

Examples:
    >>> metric = evaluate.load("accuracy")
    >>> metric.compute(references=[0, 1, 1, 0], predictions=[0, 1, 0, 0])
    {'accuracy': 0.75}
"""


class Accuracy(evaluate.Metric):
    """Accuracy of class predictions."""

    def _info(self):
        number = datasets.Value("int32")
        many = datasets.Sequence(number) if self.config_name == "multilabel" else number
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="",
            inputs_description=ARGUMENTS,
            features=datasets.Features({"predictions": many, "references": many}),
            reference_urls=["https://scikit-learn.org/stable/modules/generated/sklearn.metrics.accuracy_score.html"],
        )

    def _compute(self, predictions, references, normalize=True, sample_weight=None):
        score = accuracy_score(references, predictions, normalize=normalize, sample_weight=sample_weight)
        return {"accuracy": float(score)}
