"""English text for pretraining, from the tables and frames of ``material/english/*.txt``: see :mod:`hfcourse.zoo.tables`.

``+s`` at the end of a slot gives the plural of a noun, the third person of a verb.
"""

from __future__ import annotations

import re
from functools import cache

from hfcourse.zoo.recipe import material
from hfcourse.zoo.tables import Corpus, Row

NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
IRREGULAR = {
    "child": "children",
    "deer": "deer",
    "fish": "fish",
    "foot": "feet",
    "goose": "geese",
    "knife": "knives",
    "leaf": "leaves",
    "man": "men",
    "mouse": "mice",
    "piece of clothing": "pieces of clothing",
    "piece of furniture": "pieces of furniture",
    "policeman": "policemen",
    "sheep": "sheep",
    "shelf": "shelves",
    "tooth": "teeth",
    "wolf": "wolves",
    "woman": "women",
}
ARTICLE = re.compile(r"\b(a) (?=(?!uni|one\b|use|euro)[aeiou]|hour|honest)", re.IGNORECASE)
SENTENCE_START = re.compile(r"(^|[.!?:] )([a-z])")


def plural(word: str) -> str:
    """The plural of a noun, or the third person of a verb."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search(r"(s|x|ch|sh|[bcdfghjklmnpqrtvwz]o)$", word) and word != "piano":
        return word + "es"
    return word + "s"


def computed_rows() -> dict[str, list[Row]]:
    """Rows of the tables that are arithmetic."""
    sums = [
        {"a": [NUMBERS[a]], "b": [NUMBERS[b]], "sum": [NUMBERS[a + b]]}
        for a in range(1, 11)
        for b in range(1, 11)
        if a + b <= 12 or a == b
    ]
    counting = [
        {"before": [NUMBERS[n - 1]], "number": [NUMBERS[n]], "after": [NUMBERS[n + 1]]}
        for n in range(1, len(NUMBERS) - 1)
    ]
    return {"sums": sums, "counting": counting}


class EnglishCorpus(Corpus):
    """English documents. Build it once: :func:`corpus`."""

    def inflect(self, word: str) -> str:
        """The plural, or the third person."""
        return plural(word)

    def finish(self, text: str) -> str:
        """Spaces, "an" before vowels, capitals where sentences begin."""
        text = ARTICLE.sub(r"\1n ", " ".join(text.split()).replace(" .", ".").replace(" ,", ","))
        return SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), text)


@cache
def corpus() -> EnglishCorpus:
    """The corpus, read once."""
    return EnglishCorpus("english", [row["text"] for row in material("sentiment_en", "sentence")], computed_rows())
