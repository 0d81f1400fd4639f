"""A linear teacher for small text classifiers: it knows nothing of order, but spreads what it learns over n-grams.

Trained on the same sentences, a linear model over words and character n-grams judges unseen authors better than a
transformer of a million parameters does. So the transformer also learns from it (knowledge distillation, Hinton et al.
2015): it reads pieces of sentences, torn out and put together anew, with the probability that the teacher gives them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from hfcourse.zoo.training import Sampler


def soft_examples(
    rows: Sequence[tuple[str, int]], sample: Sampler, rng: random.Random, size: int
) -> list[tuple[str, float]]:
    """``size`` pieces of text, each with the teacher's probability of class 1.

    rows: texts and classes (0 or 1) that the teacher is trained on; pieces are torn out of these texts and of those
    that ``sample`` draws.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_union

    features = make_union(
        TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[\w']+"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True, min_df=2),
    )
    texts = [text for text, _ in rows]
    teacher = LogisticRegression(C=8, max_iter=400).fit(features.fit_transform(texts), [label for _, label in rows])
    pieces = [_piece(texts, sample, rng) for _ in range(size)]
    return list(zip(pieces, teacher.predict_proba(features.transform(pieces))[:, 1].tolist(), strict=True))


def _piece(texts: Sequence[str], sample: Sampler, rng: random.Random) -> str:
    """Some words of one text, or of two, that stood together or nearly so."""
    words = (rng.choice(texts) if rng.random() < 0.5 else sample(rng)[0]).split()
    kind = rng.random()
    if kind < 0.5:
        words = _span(words, rng)
    elif kind < 0.7:
        words = [word for word in words if rng.random() > 0.3] or words
    if kind > 0.4:
        words = words + _span(rng.choice(texts).split(), rng)
    return " ".join(words)


def _span(words: list[str], rng: random.Random) -> list[str]:
    start = rng.randrange(len(words))
    return words[start : rng.randrange(start + 1, len(words) + 1)]
