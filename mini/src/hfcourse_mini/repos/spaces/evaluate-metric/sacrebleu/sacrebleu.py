"""BLEU as the package sacrebleu computes it. A stand-in of the hfcourse notebooks, written anew."""

import datasets
import evaluate
import sacrebleu

DESCRIPTION = """SacreBLEU is BLEU with everything fixed that a paper may choose: words, smoothing, lengths. From 0 to 100."""

ARGUMENTS = """
Args:
    predictions (list of str): translations, untokenized.
    references (list of str, or of lists of str): one or equally many right translations of each.
    smooth_method (str): exp, floor, add-k or none.
    smooth_value (float): the value of floor or add-k.
    force (bool): whether a warning about tokenized texts is held back.
    lowercase (bool): whether capitals count as small letters.
    tokenize (str): 13a, intl, char, zh, ja-mecab, ko-mecab and others; left out: 13a.
    use_effective_order (bool): for single sentences: leave out runs longer than the text.

Returns:
    score (float): 0 to 100; counts, totals, precisions (lists), bp (float), sys_len (int), ref_len (int).

Examples:
    >>> metric = evaluate.load("sacrebleu")
    >>> round(metric.compute(predictions=["the cat sat on the mat"], references=[["the cat sat on the mat"]])["score"])
    100
"""


class Sacrebleu(evaluate.Metric):
    """BLEU from sacrebleu."""

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
            reference_urls=["https://github.com/mjpost/sacrebleu"],
        )

    def _compute(
        self,
        predictions,
        references,
        smooth_method="exp",
        smooth_value=None,
        force=False,
        lowercase=False,
        tokenize=None,
        use_effective_order=False,
    ):
        lists = [[text] if isinstance(text, str) else list(text) for text in references]
        if len({len(texts) for texts in lists}) > 1:
            raise ValueError("Sacrebleu requires the same number of references for each prediction")
        result = sacrebleu.corpus_bleu(
            predictions,
            [list(column) for column in zip(*lists)],
            smooth_method=smooth_method,
            smooth_value=smooth_value,
            force=force,
            lowercase=lowercase,
            use_effective_order=use_effective_order,
            **({"tokenize": tokenize} if tokenize else {}),
        )
        return {
            "score": result.score,
            "counts": result.counts,
            "totals": result.totals,
            "precisions": result.precisions,
            "bp": result.bp,
            "sys_len": result.sys_len,
            "ref_len": result.ref_len,
        }
