"""F1, computed with scikit-learn. A stand-in of the hfcourse notebooks, written anew."""

import datasets
import evaluate
from sklearn.metrics import f1_score

DESCRIPTION = """F1 is the harmonic mean of precision and recall: 2 * precision * recall / (precision + recall)."""

ARGUMENTS = """
Args:
    predictions (list of int): what the model says, one class id an example.
    references (list of int): what is true, in the same order.
    labels (list of int): the classes to count, for an average other than binary.
    pos_label (int): the class that counts as positive, for a binary average.
    average (str): binary, micro, macro, weighted, samples, or None for one value a class.
    sample_weight (list of float): the weight of each example; all the same if None.

Returns:
    f1 (float: 0 to 1, or an array if average is None).

Examples:
    >>> metric = evaluate.load("f1")
    >>> metric.compute(references=[0, 1, 1, 0], predictions=[0, 1, 0, 0])
    {'f1': 0.6666666666666666}
"""


class F1(evaluate.Metric):
    """F1 of class predictions."""

    def _info(self):
        number = datasets.Value("int32")
        many = datasets.Sequence(number) if self.config_name == "multilabel" else number
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="",
            inputs_description=ARGUMENTS,
            features=datasets.Features({"predictions": many, "references": many}),
            reference_urls=["https://scikit-learn.org/stable/modules/generated/sklearn.metrics.f1_score.html"],
        )

    def _compute(self, predictions, references, labels=None, pos_label=1, average="binary", sample_weight=None):
        score = f1_score(references, predictions, labels=labels, pos_label=pos_label, average=average, sample_weight=sample_weight)
        return {"f1": score if getattr(score, "size", 1) > 1 else float(score)}
