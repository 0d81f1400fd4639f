"""Pairs of everyday sentences, English and Korean, of the same meaning."""

from hfcourse.zoo.translation_ko.corpus import Corpus, Pair, corpus, example, fingerprint

__all__ = ["Corpus", "Pair", "corpus", "example", "fingerprint"]
