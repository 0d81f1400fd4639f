"""Exact match. A stand-in of the hfcourse notebooks, written anew."""

import re
import string

import datasets
import evaluate

DESCRIPTION = """Exact match is the share of predictions that are the same text as their reference, letter for letter."""

ARGUMENTS = """
Args:
    predictions (list of str): what the model wrote.
    references (list of str): what is right, in the same order.
    regexes_to_ignore (list of str): what matches one of these is cut out of both texts first.
    ignore_case (bool): whether capitals count as small letters.
    ignore_punctuation (bool): whether punctuation is cut out first.
    ignore_numbers (bool): whether digits are cut out first.

Returns:
    exact_match (float): 0 to 1.

Examples:
    >>> metric = evaluate.load("exact_match")
    >>> metric.compute(references=["the cat", "theater"], predictions=["cat?", "theater"])
    {'exact_match': 0.5}
"""


class ExactMatch(evaluate.Metric):
    """Exact match of two lists of texts."""

    def _info(self):
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=DESCRIPTION,
            citation="",
            inputs_description=ARGUMENTS,
            features=datasets.Features({"predictions": text, "references": text}),
            reference_urls=[],
        )

    def _compute(
        self,
        predictions,
        references,
        regexes_to_ignore=None,
        ignore_case=False,
        ignore_punctuation=False,
        ignore_numbers=False,
    ):
        cut = "".join([string.punctuation * ignore_punctuation, string.digits * ignore_numbers])

        def plain(text):
            for pattern in regexes_to_ignore or []:
                text = re.sub(pattern, "", text)
            return (text.lower() if ignore_case else text).translate(str.maketrans("", "", cut))

        hits = [plain(guess) == plain(truth) for guess, truth in zip(predictions, references)]
        return {"exact_match": sum(hits) / len(hits)}
