"""English inflection, as far as the words of the lexicon need it."""

from __future__ import annotations

import re
from functools import cache

from hfcourse.zoo.recipe import MATERIAL, read_tsv

FOLDER = MATERIAL / "translation_ko"
MORE = "delicious expensive comfortable dangerous famous beautiful interesting boring difficult important convenient".split()
COMPARED = {
    "good": ("better", "best"),
    "bad": ("worse", "worst"),
    "far": ("farther", "farthest"),
    "fun": ("more fun", "most fun"),
}
VOWELS = "aeiou"


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Past and participle of the irregular verbs, by their base."""
    return {row["base"]: (row["past"], row["participle"]) for row in read_tsv(FOLDER / "verb_forms.tsv")}


def past(verb: str, participle: bool = False) -> str:
    """The past, or the past participle, of a verb."""
    if verb in verb_forms():
        return verb_forms()[verb][participle]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def progressive(verb: str) -> str:
    """The -ing form of a verb."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and verb not in ("be", "see"):
        return verb[:-1] + "ing"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) or verb in ("begin", "forget"):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def third(word: str) -> str:
    """The third person of a verb, or the plural of a noun."""
    if word == "have":
        return "has"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|ch|sh|[^aeiou]o|^do|^go)$", word) and word != "piano" else "s")


def graded(adjective: str, superlative: bool) -> str:
    """``bigger`` or ``biggest``."""
    if adjective in COMPARED:
        return COMPARED[adjective][superlative]
    if adjective in MORE or (len(re.findall(r"[aeiouy]+", adjective.rstrip("e"))) > 1 and not adjective.endswith("y")):
        return ("most " if superlative else "more ") + adjective
    ending = "est" if superlative else "er"
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if adjective.endswith("y"):
        return adjective[:-1] + "i" + ending
    return adjective + (adjective[-1] if re.search(r"[^aeiou][aeiou][bdgmnt]$", adjective) else "") + ending


def article(phrase: str) -> str:
    """``phrase`` after ``a`` or ``an``."""
    return ("an " if phrase[0].lower() in VOWELS and not phrase.startswith(("uni", "one")) else "a ") + phrase
