"""BLEU. A stand-in of the hfcourse notebooks, written anew after Papineni et al. 2002 (https://aclanthology.org/P02-1040)."""

import math
import re
from collections import Counter

import datasets
import evaluate

DESCRIPTION = """BLEU counts how many runs of one to four words of a translation also stand in a reference translation.

A run counts at most as often as a reference has it. The four shares are multiplied (geometric mean), and a translation
that is shorter than its reference is punished. The counts are summed over all texts before the shares are taken.
"""

ARGUMENTS = """
Args:
    predictions (list of str): translations.
    references (list of str, or of lists of str): one or several right translations of each.
    tokenizer (callable): text -> words; left out: the rules of the script mteval-v13a.
    max_order (int): the longest run of words that is counted.
    smooth (bool): whether 1 is added to both sides of each share (Lin and Och 2004).

Returns:
    bleu (float): 0 to 1.
    precisions (list of float): the share for runs of 1, 2, ... words.
    brevity_penalty (float), length_ratio (float), translation_length (int), reference_length (int).

Examples:
    >>> metric = evaluate.load("bleu")
    >>> metric.compute(predictions=["the cat sat on the mat"], references=[["the cat sat on the mat"]])["bleu"]
    1.0
"""

# The rules of NIST's mteval-v13a: entities first, then blanks around punctuation, but not inside numbers.
ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))
RULES = (
    (re.compile(r"([\{-\~\[-\` -\&\(-\+\:-\@\/])"), r" \1 "),
    (re.compile(r"([^0-9])([\.,])"), r"\1 \2 "),
    (re.compile(r"([\.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)


def words_13a(text):
    """The words of `text` after mteval-v13a."""
    text = text.replace("<skipped>", "").replace("-\n", "").replace("\n", " ")
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    text = f" {text} "
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text.split()


def runs(words, longest):
    """How often each run of 1 to `longest` words occurs."""
    return Counter(
        tuple(words[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(words) - length + 1)
    )


class Bleu(evaluate.Metric):
    """BLEU of a list of translations."""

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
            reference_urls=["https://aclanthology.org/P02-1040"],
        )

    def _compute(self, predictions, references, tokenizer=words_13a, max_order=4, smooth=False):
        hits, possible = [0] * max_order, [0] * max_order
        translated = expected = 0
        for prediction, many in zip(predictions, references):
            guess = tokenizer(prediction)
            truths = [tokenizer(text) for text in ([many] if isinstance(many, str) else many)]
            allowed = Counter()
            for truth in truths:
                allowed |= runs(truth, max_order)
            found = runs(guess, max_order)
            for run, count in (found & allowed).items():
                hits[len(run) - 1] += count
            for run, count in found.items():
                possible[len(run) - 1] += count
            translated += len(guess)
            expected += min(map(len, truths))
        more = 1 if smooth else 0
        precisions = [(hit + more) / (all_ + more) if all_ + more else 0.0 for hit, all_ in zip(hits, possible)]
        mean = math.exp(sum(math.log(share) for share in precisions) / max_order) if min(precisions) > 0 else 0.0
        ratio = translated / expected if expected else 0.0
        penalty = 1.0 if ratio > 1 else math.exp(1 - 1 / ratio) if ratio else 0.0
        return {
            "bleu": mean * penalty,
            "precisions": precisions,
            "brevity_penalty": penalty,
            "length_ratio": ratio,
            "translation_length": translated,
            "reference_length": expected,
        }
