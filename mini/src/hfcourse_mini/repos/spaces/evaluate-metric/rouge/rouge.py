"""ROUGE, computed with rouge_score. A stand-in of the hfcourse notebooks, written anew."""

import datasets
import evaluate
from rouge_score import rouge_scorer, scoring

DESCRIPTION = """ROUGE counts how much of a reference summary a summary has, and how much of it is needed: F1 of words (rouge1), of
pairs of words (rouge2), and of the longest sequence of words that both have in this order (rougeL; rougeLsum: line by line).
"""

ARGUMENTS = """
Args:
    predictions (list of str): summaries.
    references (list of str, or of lists of str): one or several right summaries of each; of several the best counts.
    rouge_types (list of str): left out: rouge1, rouge2, rougeL, rougeLsum.
    use_aggregator (bool): True for one number over all texts (the middle one of resamplings), False for a list.
    use_stemmer (bool): whether English endings are cut off first.
    tokenizer (callable): text -> words; left out: letters a to z and digits, which leaves nothing of Korean.

Returns:
    one float (0 to 1) or one list of floats for each type.

Examples:
    >>> metric = evaluate.load("rouge")
    >>> metric.compute(predictions=["the cat sat"], references=["the cat sat"])["rouge1"]
    1.0
"""


class Words:
    """What rouge_score expects of a tokenizer."""

    def __init__(self, function):
        self.tokenize = function


class Rouge(evaluate.Metric):
    """ROUGE of a list of summaries."""

    def _info(self):
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="",
            inputs_description=ARGUMENTS,
            features=[
                datasets.Features({"predictions": text, "references": datasets.Sequence(text)}),
                datasets.Features({"predictions": text, "references": text}),
            ],
            reference_urls=["https://aclanthology.org/W04-1013", "https://github.com/google-research/google-research"],
        )

    def _compute(
        self, predictions, references, rouge_types=None, use_aggregator=True, use_stemmer=False, tokenizer=None
    ):
        types = rouge_types or ["rouge1", "rouge2", "rougeL", "rougeLsum"]
        words = Words(tokenizer) if tokenizer else None
        scorer = rouge_scorer.RougeScorer(types, use_stemmer=use_stemmer, tokenizer=words)
        found = []
        for prediction, many in zip(predictions, references):
            truths = [many] if isinstance(many, str) else many
            found.append(scorer.score_multi(truths, prediction))
        if not use_aggregator:
            return {kind: [score[kind].fmeasure for score in found] for kind in types}
        aggregator = scoring.BootstrapAggregator()
        for score in found:
            aggregator.add_scores(score)
        return {kind: result.mid.fmeasure for kind, result in aggregator.aggregate().items()}
