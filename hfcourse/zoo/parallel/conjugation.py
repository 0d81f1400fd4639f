"""Verb forms of English, French and Spanish for the parallel grammar: rules, and the tables of what they miss.

A person is an index into I, you (one, informal), he, we, they. Tables: ``material/translation/verbs_*.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hfcourse.zoo.recipe import MATERIAL, read_tsv

FOLDER = MATERIAL / "translation"
ME, YOU, HE, WE, THEY = range(5)
Forms = tuple[str, str, str, str, str]


def five(forms: list[str]) -> Forms:
    """The forms of the five persons. Raises ValueError where there are not five."""
    one, two, three, four, five_ = forms
    return one, two, three, four, five_


@cache
def table(language: str) -> dict[str, dict[str, str]]:
    """The irregular verbs of a language, by their infinitive (English: base form)."""
    key = "base" if language == "en" else "infinitive"
    return {row[key]: row for row in read_tsv(FOLDER / f"verbs_{language}.tsv")}


@dataclass(frozen=True)
class English:
    """The forms of an English verb; what follows its first word ("look for") stands in each of them."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def english(verb: str) -> English:
    """The forms of ``verb``, a base form of one or more words."""
    word, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    if word in table("en"):
        forms = table("en")[word]["forms"].split()
    else:
        stem = word.removesuffix("e")
        forms = [f"{word}s", f"{stem}ed", f"{stem}ed", f"{stem}ing"]
    third, past, participle, gerund = (form + tail for form in forms)
    return English(verb, third, past, participle, gerund)


@dataclass(frozen=True)
class French:
    """The forms of a French verb without its pronoun."""

    infinitive: str
    present: Forms
    imperfect: Forms
    future: Forms
    participle: str
    imperative: str
    with_be: bool
    """Whether the past is made with être."""


WITH_BE = set("aller venir revenir devenir arriver partir sortir entrer rentrer rester tomber naître mourir".split())
ODD_IMPERATIVES = {"être": "sois", "avoir": "aie", "aller": "va", "savoir": "sache"}
SONS = ("re", "de", "ap", "com", "pro", "sou")
"""What may stand before an irregular verb: revenir, devenir, apprendre, comprendre, promettre, sourire."""


def french_er(verb: str) -> tuple[Forms, str, str]:
    """Present, participle and future stem of a verb in -er that is in no table."""
    weak = verb[:-2]
    if re.search("[oau]y$", weak):
        strong = weak[:-1] + "i"
    else:
        strong = re.sub("(?:e|é(?=.h))([^aeiouyéè]h?)$|é([^aeiouyéè])$", r"è\1\2", weak)
    future = (weak if re.search("é[^aeiouyéè]h?$", weak) else strong) + "er"
    soft = weak[:-1] + "ç" if weak.endswith("c") else weak + "e" if weak.endswith("g") else weak
    return (strong + "e", strong + "es", strong + "e", soft + "ons", strong + "ent"), weak + "é", future


@cache
def french(verb: str) -> French:
    """The forms of a French infinitive. Raises ValueError for one that no rule knows."""
    prefix = next((p for p in ("", *SONS) if verb.startswith(p) and verb[len(p) :] in table("fr")), None)
    imperfect = ""
    if prefix is not None:
        row = table("fr")[verb[len(prefix) :]]
        present = five([prefix + form for form in row["present"].split()])
        participle, future, imperfect = prefix + row["participle"], prefix + row["future"], row["imperfect"]
    elif verb.endswith("er"):
        present, participle, future = french_er(verb)
    elif verb.endswith("ir"):
        stem = verb[:-1]
        present = (stem + "s", stem + "s", stem + "t", stem + "ssons", stem + "ssent")
        participle, future = stem, verb
    elif verb.endswith("re"):
        stem = verb[:-2]
        present = (stem + "s", stem + "s", stem, stem + "ons", stem + "ent")
        participle, future = stem + "u", verb[:-1]
    else:
        raise ValueError(f"no French verb: {verb}")
    stem = imperfect or present[WE].removesuffix("ons")
    soft = re.sub("ge$", "g", re.sub("ç$", "c", stem))
    imperative = present[YOU]
    if imperative.endswith("es"):
        imperative = imperative[:-1]
    return French(
        verb,
        present,
        (stem + "ais", stem + "ais", stem + "ait", soft + "ions", stem + "aient"),
        (future + "ai", future + "as", future + "a", future + "ons", future + "ont"),
        participle,
        ODD_IMPERATIVES.get(verb, imperative),
        verb in WITH_BE,
    )


@dataclass(frozen=True)
class Spanish:
    """The forms of a Spanish verb without its pronoun."""

    infinitive: str
    present: Forms
    imperfect: Forms
    preterite: Forms
    future: Forms
    subjunctive: Forms
    participle: str
    gerund: str
    imperative: str


ENDINGS = {
    "ar": ("o as a amos an", "é aste ó amos aron", "aba abas aba ábamos aban", "e es e emos en"),
    "er": ("o es e emos en", "í iste ió imos ieron", "ía ías ía íamos ían", "a as a amos an"),
    "ir": ("o es e imos en", "í iste ió imos ieron", "ía ías ía íamos ían", "a as a amos an"),
}
CHANGES = {"ie": ("e", "ie"), "ue": ("[ou]", "ue"), "i": ("e", "i")}


def change_stem(stem: str, change: str) -> str:
    """``stem`` with its last vowel changed: pens to piens, dorm to duerm, ped to pid."""
    if not change:
        return stem
    vowel, other = CHANGES[change]
    return re.sub(f"{vowel}(?=[^aeiou]*(?:gu)?$)", other, stem)


def keep_sound(stem: str, ending: str, conjugation: str) -> str:
    """``stem`` spelled so that it sounds the same before ``ending``: busc + é to busqu, cog + o to coj."""
    front = ending[0] in "eéií"
    if conjugation == "ar" and front:
        return re.sub("z$", "c", re.sub("g$", "gu", re.sub("c$", "qu", stem)))
    if conjugation != "ar" and not front:
        return re.sub("g$", "j", stem)
    return stem


@cache
def spanish(verb: str) -> Spanish:
    """The forms of a Spanish infinitive (without -se)."""
    row = table("es").get(verb, {"change": "", "forms": ""})
    given = dict(part.split("=") for part in row["forms"].split(";") if part)
    change, stem = row["change"], verb[:-2]
    kind = verb[-2:].replace("í", "i")
    present_, preterite_, imperfect_, subjunctive_ = (ends.split() for ends in ENDINGS[kind])
    strong = change_stem(stem, change)
    vowel_stem = kind != "ar" and stem[-1:] in tuple("aeo")
    slender = change_stem(stem, "i") if kind == "ir" and change in ("ie", "i") else stem
    if kind == "ir" and change == "ue":
        slender = re.sub("o(?=[^aeiou]*$)", "u", stem)

    present = [(stem if person == WE else strong) + ending for person, ending in enumerate(present_)]
    present[ME] = keep_sound(strong, "o", kind) + "o"
    if kind == "er" and re.search("[aeo]c$", stem):
        present[ME] = stem[:-1] + "zco"
    if "present" in given:
        present = given["present"].split()
    present[ME] = given.get("yo", present[ME])

    root = present[ME].removesuffix("o")
    if kind == "ar":
        root, plain = keep_sound(strong, "e", kind), keep_sound(stem, "e", kind)
    else:
        regular = (change == "ie" and "yo" not in given) or change == "ue"
        plain = (slender if kind == "ir" else stem) if regular else root
    subjunctive = [(plain if person == WE else root) + ending for person, ending in enumerate(subjunctive_)]
    if "subjunctive" in given:
        whole = given["subjunctive"].split()
        subjunctive = whole if len(whole) > 1 else [whole[0] + end for end in ("", "s", "", "mos", "n")]

    preterite = [stem + ending for ending in preterite_]
    preterite[ME] = keep_sound(stem, preterite_[ME], kind) + preterite_[ME]
    if vowel_stem:
        preterite = [stem + ending for ending in ("í", "íste", "yó", "ímos", "yeron")]
    elif verb.endswith("uir") and not verb.endswith("guir"):
        preterite[HE], preterite[THEY] = stem + "yó", stem + "yeron"
    elif kind == "ir":
        preterite[HE], preterite[THEY] = slender + "ió", slender + "ieron"
    if "preterite" in given:
        whole = given["preterite"].split()
        ieron = "eron" if whole[0].endswith("j") else "ieron"
        preterite = whole if len(whole) > 1 else [whole[0] + end for end in ("e", "iste", "o", "imos", ieron)]

    future = given.get("future", verb.replace("í", "i"))
    if kind == "ar":
        participle, gerund = stem + "ado", stem + "ando"
    elif vowel_stem:
        participle, gerund = stem + "ído", stem + "yendo"
    else:
        participle = stem + "ido"
        gerund = slender + ("yendo" if verb.endswith("uir") and not verb.endswith("guir") else "iendo")
    return Spanish(
        verb,
        five(present),
        five(given["imperfect"].split() if "imperfect" in given else [stem + ending for ending in imperfect_]),
        five(preterite),
        five([future + ending for ending in ("é", "ás", "á", "emos", "án")]),
        five(subjunctive),
        given.get("participle", participle),
        given.get("gerund", gerund),
        given.get("imperative", present[HE]),
    )


def stress_before_pronoun(imperative: str) -> str:
    """A Spanish imperative as it is written before one pronoun: levanta to levánta(me), pon to pon(me)."""
    if re.search("[áéíóú]", imperative):
        return imperative
    cores = list(re.finditer("[iu]?[aeo][iuy]?|[iu]", re.sub("([gq])u(?=[ei])", r"\1·", imperative)))
    if len(cores) < 2:
        return imperative
    core = cores[-2] if imperative[-1] in "aeiouns" else cores[-1]
    place = core.start() + next((i for i, letter in enumerate(core.group()) if letter in "aeo"), len(core.group()) - 1)
    return imperative[:place] + imperative[place].translate(str.maketrans("aeiou", "áéíóú")) + imperative[place + 1 :]
