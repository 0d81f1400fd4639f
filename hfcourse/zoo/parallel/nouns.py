"""Nouns, adjectives and the noun phrases made of them, in English, French and Spanish at once."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from hfcourse.zoo.parallel.conjugation import FOLDER, HE, ME, THEY, WE, YOU
from hfcourse.zoo.recipe import read_tsv

ARTICLE = "§"
"""Stands before a French or Spanish article that melts with the preposition before it: à §le, de §el."""
VOWELS = "aeiouyhâàéèêëîïôûœAEIOUHÂÀÉÈÊÎÔÛŒ"
NAMES_MADE_UP = 0.3
WORDS_MADE_UP = 0.015
LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True)
class Word:
    """A noun or adjective of French or Spanish: four forms (masculine, feminine, and their plurals), or two of one gender."""

    one: str
    many: str
    gender: str = "m"
    plural_only: bool = False
    article_el: bool = False
    """Spanish agua: feminine, but el agua."""

    def form(self, plural: bool) -> str:
        """The singular or the plural."""
        return self.many if plural else self.one


@dataclass(frozen=True)
class Noun:
    """A noun in three languages."""

    en: str
    en_many: str
    fr: Word
    es: Word
    kinds: frozenset[str]

    @property
    def countable(self) -> bool:
        """Whether it has a singular and a plural."""
        return not self.kinds & {"mass", "plural"}


@dataclass(frozen=True)
class Adjective:
    """An adjective; ``fr`` and ``es`` are its forms: masculine, feminine, masculine plural, feminine plural."""

    en: str
    degree: str
    fr: tuple[str, ...]
    before: bool
    es: tuple[str, ...]
    kind: str
    with_estar: bool

    def french(self, gender: str, plural: bool) -> str:
        """The French form."""
        return self.fr[2 * plural + (gender == "f")]

    def spanish(self, gender: str, plural: bool) -> str:
        """The Spanish form."""
        return self.es[2 * plural + (gender == "f")]


def english_plural(word: str) -> str:
    """The regular plural of an English noun."""
    return word + ("es" if re.search("(s|x|ch|sh)$", word) else "s")


def french_plural(word: str) -> str:
    """The regular plural of a French noun or adjective."""
    if re.search("[sxz]$", word):
        return word
    return word + ("x" if re.search("(eau|eu)$", word) and word != "bleu" else "s")


def spanish_plural(word: str) -> str:
    """The regular plural of a Spanish noun or adjective; an accent that moves must be given."""
    if re.search("[aeiouáéóú]$", word):
        return word + "s"
    return word[:-1] + "ces" if word.endswith("z") else word + "es"


def read_word(text: str, plural_of: Callable[[str], str]) -> Word:
    """A word from its entry: gender, singular, and the plural if it is odd ("m œil/yeux", "fp gafas")."""
    gender, _, forms = text.partition(" ")
    one, _, many = forms.partition("/")
    return Word(
        one,
        many or (one if "p" in gender else plural_of(one)),
        gender[0],
        plural_only="p" in gender,
        article_el="a" in gender,
    )


@cache
def nouns() -> tuple[Noun, ...]:
    """All nouns of the lexicon."""
    found = []
    for row in read_tsv(FOLDER / "nouns.tsv"):
        one, _, many = row["en"].partition("/")
        kinds = frozenset(row["kind"].split())
        fr, es = read_word(row["fr"], french_plural), read_word(row["es"], spanish_plural)
        found.append(Noun(one, many or ("" if "mass" in kinds else english_plural(one)), fr, es, kinds))
    for row in read_tsv(FOLDER / "places.tsv"):
        if row["kind"] == "city" and row["fr"].startswith("à "):
            name, french, spanish = (row[key].partition(" ")[2] for key in LANGUAGES)
            found.append(Noun(name, "", Word(french, french), Word(spanish, spanish), frozenset({"city"})))
    return tuple(found)


@cache
def groups() -> dict[str, frozenset[str]]:
    """Further classes of nouns by their English words."""
    return {
        row["name"]: frozenset(word.strip() for word in row["members"].split(","))
        for row in read_tsv(FOLDER / "groups.tsv")
    }


@cache
def nouns_of(classes: str) -> tuple[Noun, ...]:
    """The nouns of classes (kinds, groups, or single English words) joined by "+". Raises ValueError where there is none."""
    wanted = classes.split("+")
    found = tuple(
        noun
        for noun in nouns()
        if any(one == noun.en or one in noun.kinds or noun.en in groups().get(one, frozenset()) for one in wanted)
    )
    if not found:
        raise ValueError(f"no noun is of class {classes}")
    return found


def four_forms(text: str, language: str) -> tuple[str, ...]:
    """The forms of an adjective from its entry; regular ones are made. The French may have a fifth, before a vowel."""
    given = text.split("/")
    if len(given) > 1:
        return tuple(given)
    if language == "fr":
        feminine = text if text.endswith("e") else text + "e"
        return text, feminine, french_plural(text), feminine + "s"
    feminine = text[:-1] + "a" if text.endswith("o") else text
    return text, feminine, spanish_plural(text), spanish_plural(feminine)


@cache
def adjectives() -> tuple[Adjective, ...]:
    """All adjectives; one word may come several times, for nouns of different kinds."""
    found = []
    for row in read_tsv(FOLDER / "adjectives.tsv"):
        kind, verb = row["kind"].split("-")
        found.append(
            Adjective(
                row["en"],
                row["degree"],
                four_forms(row["fr"], "fr"),
                row["place"] == "before",
                four_forms(row["es"], "es"),
                kind,
                verb == "estar",
            )
        )
    return tuple(found)


FITS = {
    "thing": "thing object color",
    "furniture": "thing object color",
    "device": "thing object",
    "dish": "thing object container",
    "clothes": "thing object color",
    "vehicle": "thing object vehicle color",
    "house": "thing place",
    "part": "thing open",
    "place": "place thing",
    "nature": "thing",
    "animal": "animal color",
    "reading": "abstract",
    "media": "abstract",
    "study": "abstract",
    "abstract": "abstract",
    "food": "food",
    "drink": "food",
    "meal": "food",
    "person": "person",
    "family": "person",
}


@cache
def adjectives_for(kinds: frozenset[str]) -> tuple[Adjective, ...]:
    """The adjectives that fit a noun of these kinds."""
    fitting = {name for kind in kinds for name in FITS.get(kind, "").split()}
    return tuple(adjective for adjective in adjectives() if adjective.kind in fitting)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase, pronoun or name, with what agreement needs."""

    en: str
    fr: str
    es: str
    person: int = HE
    fr_gender: str = "m"
    es_gender: str = "m"
    fr_plural: bool = False
    es_plural: bool = False
    en_plural: bool = False
    human: bool = False
    fr_negated: str = ""
    """The French after a negation, where un, une, du, des become de."""
    pronoun: str = ""
    """The English subject form, for pronouns only."""

    def agree(self, adjective: Adjective) -> tuple[str, str, str]:
        """The adjective after a form of to be."""
        return (
            adjective.en,
            adjective.french(self.fr_gender, self.fr_plural),
            adjective.spanish(self.es_gender, self.es_plural),
        )


PRONOUNS = {
    "I": (ME, "m", "je", "me", "me", "moi", "mí", "me"),
    "you": (YOU, "m", "tu", "te", "te", "toi", "ti", "you"),
    "he": (HE, "m", "il", "le", "lo", "lui", "él", "him"),
    "she": (HE, "f", "elle", "la", "la", "elle", "ella", "her"),
    "it": (HE, "m", "il", "le", "lo", "lui", "él", "it"),
    "we": (WE, "m", "nous", "nous", "nos", "nous", "nosotros", "us"),
    "they": (THEY, "m", "ils", "les", "los", "eux", "ellos", "them"),
}
"""Person, gender, French subject, French and Spanish object clitic, both after prepositions, English object."""
POSSESSIVES = {
    "I": ("my", "mon ma mes", "mi mis"),
    "you": ("your", "ton ta tes", "tu tus"),
    "he": ("his", "son sa ses", "su sus"),
    "she": ("her", "son sa ses", "su sus"),
    "it": ("its", "son sa ses", "su sus"),
    "we": ("our", "notre notre nos", "nuestro nuestros nuestra nuestras"),
    "they": ("their", "leur leur leurs", "su sus"),
}
OWNERS = ("I", "you", "he", "she", "we", "they")


def pronoun(word: str) -> Phrase:
    """The subject phrase of an English pronoun."""
    person, gender, french, *_ = PRONOUNS[word]
    plural = person in (WE, THEY)
    return Phrase(word, french, "", person, gender, gender, plural, plural, plural, True, pronoun=word)


@cache
def names() -> dict[str, list[str]]:
    """Names of people by kind: female, male, family."""
    found: dict[str, list[str]] = {}
    for row in read_tsv(FOLDER / "names.tsv"):
        found.setdefault(row["kind"], []).append(row["name"])
    return found


ONSETS = "b c d f g h j k l m n p r s t v w z br ch cl dr fl gr kl kr pl sh sk st tr th vr zh".split()
CORES = "a e i o u a e i o ai ea ia io oo ou y".split()
CODAS = ["", "", "", *"n r l s t m k d x nd rt ns lk sk ng".split()]


def made_up(rng: random.Random) -> str:
    """A word that nobody has seen, so that copying must be learned."""
    syllables = rng.choice((1, 2, 2, 2, 3, 3))
    return "".join(rng.choice(ONSETS) + rng.choice(CORES) + rng.choice(CODAS) for _ in range(syllables))


def person_name(rng: random.Random) -> tuple[str, str]:
    """A first name, sometimes with a family name, and its gender."""
    if rng.random() < NAMES_MADE_UP:
        name, gender = made_up(rng).capitalize(), "m"
    else:
        gender = rng.choice("mf")
        name = rng.choice(names()["female" if gender == "f" else "male"])
    if rng.random() < 0.12:
        name += " " + (made_up(rng).capitalize() if rng.random() < 0.4 else rng.choice(names()["family"]))
    return name, gender


def named(rng: random.Random) -> Phrase:
    """One name, or two with "and"."""
    name, gender = person_name(rng)
    if rng.random() < 0.15:
        other, second = person_name(rng)
        both = "f" if gender == second == "f" else "m"
        spanish = "e" if re.match("H?[iI](?![aeo])|Hi", other) else "y"
        return Phrase(
            f"{name} and {other}",
            f"{name} et {other}",
            f"{name} {spanish} {other}",
            THEY,
            both,
            both,
            True,
            True,
            True,
            True,
        )
    return Phrase(name, name, name, HE, gender, gender, human=True)


def elide(text: str) -> bool:
    """Whether a French word begins with a vowel sound (none of the nouns has a voiced h)."""
    return text[:1] in VOWELS and not text.startswith(("yaourt", "huit", "onze"))


def numbers(kind: str) -> list[dict[str, str]]:
    """Rows of the table of numbers."""
    return [row for row in _numbers() if row["kind"] == kind]


@cache
def _numbers() -> list[dict[str, str]]:
    return read_tsv(FOLDER / "numbers.tsv")


def noun_phrase(
    noun: Noun,
    determiner: str,
    rng: random.Random,
    plural: bool = False,
    adjective: Adjective | None = None,
    owner: str = "I",
) -> Phrase:
    """A noun with its determiner: the, a, this, that, own, part, gen, none, num, many, every or which.

    "own" takes the possessive of the pronoun ``owner``, "part" is some or nothing (French du), "gen" nothing in English
    and the article elsewhere.
    """
    mass, paired = "mass" in noun.kinds, "plural" in noun.kinds
    plural = (plural and noun.countable) or paired
    fr_plural = noun.fr.plural_only or (plural and not paired)
    es_plural = noun.es.plural_only or (plural and not paired)
    en = noun.en_many if plural and not paired else noun.en
    fr, es = noun.fr.form(fr_plural), noun.es.form(es_plural)
    fr_before = es_before = ""
    if adjective:
        en = f"{adjective.en} {en}"
        french = adjective.french(noun.fr.gender, fr_plural)
        if adjective.before and len(adjective.fr) > 4 and not fr_plural and noun.fr.gender == "m" and elide(fr):
            french = adjective.fr[4]
        fr = f"{french} {fr}" if adjective.before else f"{fr} {french}"
        fr_before = french if adjective.before else ""
        spanish = adjective.spanish(noun.es.gender, es_plural)
        if adjective.en in ("good", "bad"):
            es_before = spanish[:-1] if spanish in ("bueno", "malo") else spanish
            es = f"{es_before} {es}"
        else:
            es = f"{es} {spanish}"
    masculine, vowel = noun.fr.gender == "m", elide(fr)
    le = "les" if fr_plural else "le" if masculine else "la"
    el = {"m": ("el", "los"), "f": ("la", "las")}[noun.es.gender][es_plural]
    if noun.es.article_el and not es_plural and not es_before:
        el = "el"
    du = f"de {ARTICLE}{le} {fr}"
    if fr_plural:
        du = f"de {fr}" if fr_before else f"des {fr}"
    negated = f"de {fr}"
    es_one = {"m": ("un", "unos"), "f": ("una", "unas")}[noun.es.gender][es_plural]
    es_un = "un" if el == "el" else es_one
    definite = f"{ARTICLE}{le} {fr}"
    phrase = Phrase(
        f"the {en}",
        definite,
        f"{ARTICLE}{el} {es}",
        THEY if fr_plural else HE,
        noun.fr.gender,
        noun.es.gender,
        fr_plural,
        es_plural,
        plural,
        fr_negated=definite,
    )
    some = plural or mass
    match determiner:
        case "the":
            return phrase
        case "a" if not some:
            return replace(
                phrase, en=f"a {en}", fr=f"{'un' if masculine else 'une'} {fr}", es=f"{es_un} {es}", fr_negated=negated
            )
        case "a" | "part":
            english, spanish = en, es
            if rng.random() < 0.4:
                english = f"some {en}"
                spanish = f"{es_one} {es}" if es_plural and not mass else es
            if not fr_plural and paired:
                du = f"{'un' if masculine else 'une'} {fr}"
            return replace(phrase, en=english, fr=du, es=spanish, fr_negated=negated)
        case "gen":
            return replace(phrase, en=en)
        case "none":
            return replace(phrase, en=en, fr=fr, es=es, fr_negated=fr)
        case "this" | "that":
            near = determiner == "this"
            ce = "ces" if fr_plural else "cette" if not masculine else "cet" if vowel else "ce"
            este = {"m": ("este", "estos"), "f": ("esta", "estas")}[noun.es.gender][es_plural]
            word = ("these" if plural else "this") if near else ("those" if plural else "that")
            french = f"{ce} {fr}"
            return replace(
                phrase,
                en=f"{word} {en}",
                fr=french,
                es=f"{este if near else este.replace('t', '')} {es}",
                fr_negated=french,
            )
        case "own":
            english, french_, spanish_ = POSSESSIVES[owner]
            mon, ma, mes = french_.split()
            mi = spanish_.split()
            mine = mes if fr_plural else mon if masculine or vowel else ma
            my = mi[es_plural + 2 * (noun.es.gender == "f" and len(mi) > 2)]
            french = f"{mine} {fr}"
            return replace(phrase, en=f"{english} {en}", fr=french, es=f"{my} {es}", fr_negated=french)
        case "num" if plural and not paired:
            row = rng.choice(numbers("small"))
            return replace(
                phrase,
                en=f"{row['en']} {en}",
                fr=f"{row['fr']} {fr}",
                es=f"{row['es']} {es}",
                fr_negated=f"{row['fr']} {fr}",
            )
        case "num":
            return noun_phrase(noun, "a", rng, False, adjective, owner)
        case "many":
            mucho = {"m": ("mucho", "muchos"), "f": ("mucha", "muchas")}[noun.es.gender][es_plural]
            french = f"beaucoup de {fr}"
            return replace(phrase, en=f"a lot of {en}", fr=french, es=f"{mucho} {es}", fr_negated=french)
        case "every":
            return replace(phrase, en=f"every {en}", fr=f"chaque {fr}", es=f"cada {es}", fr_negated=f"chaque {fr}")
        case "which":
            quel = ("quelles" if fr_plural else "quelle") if not masculine else "quels" if fr_plural else "quel"
            return replace(phrase, en=f"which {en}", fr=f"{quel} {fr}", es=f"qué {es}")
    raise ValueError(f"no determiner {determiner!r} for {noun.en}")


DETERMINERS = ("the", "a", "own", "this", "that", "num", "many")
SHARES = (26, 30, 26, 8, 3, 4, 3)


def any_phrase(
    rng: random.Random, classes: str, determiner: str = "any", owner: str = "", described: float = 0.14
) -> Phrase:
    """A noun phrase of some class; ``determiner`` as in :func:`noun_phrase`, or "any"; ``owner`` is the subject's pronoun."""
    if classes == "who":
        return somebody(rng, owner)
    noun = rng.choice(nouns_of(classes))
    if rng.random() < WORDS_MADE_UP and noun.countable and determiner in ("any", "the", "a"):
        word = made_up(rng)
        noun = Noun(word, word + "s", Word(word, word + "s"), Word(word, word + "s"), frozenset({"thing"}))
    if determiner == "any":
        determiner = rng.choices(DETERMINERS, SHARES)[0]
    plural = determiner in ("num", "many", "part", "gen") or (determiner != "only" and rng.random() < 0.25)
    determiner = "the" if determiner == "only" else determiner
    if determiner == "many" and not noun.countable and "mass" not in noun.kinds:
        determiner = "the"
    mine = owner if owner and rng.random() < 0.6 else rng.choice(OWNERS)
    adjective = None
    if rng.random() < described and determiner != "none":
        fitting = [
            one for one in adjectives_for(noun.kinds) if not (one.with_estar and one.kind in ("person", "food", "open"))
        ]
        adjective = rng.choice(fitting) if fitting else None
    return noun_phrase(noun, determiner, rng, plural, adjective, mine)


ONE_OF_THEM = frozenset("mother father mom dad husband wife girlfriend boyfriend king queen president".split())


def several(noun: Noun, rng: random.Random) -> bool:
    """Whether to speak of several: nobody has two mothers to speak of."""
    return noun.en not in ONE_OF_THEM and rng.random() < 0.15


def somebody(rng: random.Random, owner: str = "") -> Phrase:
    """A person: a name, one of a family, somebody with a job."""
    draw = rng.random()
    if draw < 0.25:
        return named(rng)
    if draw < 0.66:
        mine = owner if owner and rng.random() < 0.6 else rng.choice(("I", "I", "you", "he", "she", "we", "they"))
        noun = rng.choice(nouns_of(rng.choice(("family", "family", "friend", "person"))))
        return replace(noun_phrase(noun, "own", rng, several(noun, rng), None, mine), human=True)
    noun = rng.choice(nouns_of("person"))
    determiner = rng.choices(("the", "a", "this"), (8, 2, 1))[0]
    adjective = None
    if rng.random() < 0.12:
        adjective = rng.choice([one for one in adjectives_for(noun.kinds) if not one.with_estar])
    return replace(noun_phrase(noun, determiner, rng, rng.random() < 0.2, adjective), human=True)
