"""Written parallel sentences, and others made of them: another name, number, day or noun in the same place."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hfcourse.zoo.parallel.nouns import Noun, elide, made_up, names, nouns, numbers
from hfcourse.zoo.parallel.sentences import Said, finish_english, finish_french, finish_spanish

DAYS = (
    ("Monday", "lundi", "lunes"),
    ("Tuesday", "mardi", "martes"),
    ("Wednesday", "mercredi", "miércoles"),
    ("Thursday", "jeudi", "jueves"),
    ("Friday", "vendredi", "viernes"),
    ("Saturday", "samedi", "sábado"),
    ("Sunday", "dimanche", "domingo"),
)
MONTHS = (
    ("January", "janvier", "enero"),
    ("February", "février", "febrero"),
    ("March", "mars", "marzo"),
    ("April", "avril", "abril"),
    ("May", "mai", "mayo"),
    ("June", "juin", "junio"),
    ("July", "juillet", "julio"),
    ("August", "août", "agosto"),
    ("September", "septembre", "septiembre"),
    ("October", "octobre", "octubre"),
    ("November", "novembre", "noviembre"),
    ("December", "décembre", "diciembre"),
)
EXCHANGED = frozenset(
    "food drink ingredient thing furniture device dish clothes animal vehicle place family job reading instrument"
    " house city".split()
)
"""Kinds of nouns of which one may stand for another of the same genders."""
KEPT = frozenset(
    "thing time orange chicken fish watch cook light glasses store water café place toilet present".split()
)
"""English words that are too often something else."""
CHANGED = 0.65
"""Share of the sentences with places that are not said as they were written."""
FIRST_MARK = 0xE000


@dataclass(frozen=True)
class Place:
    """A word of a written sentence, and what may stand there instead."""

    original: Said
    others: Sequence[Said]
    digits: bool = False
    name: bool = False

    def draw(self, rng: random.Random) -> Said:
        """What stands there this time."""
        if rng.random() < 0.35:
            return self.original
        if self.digits:
            figures = str(rng.randrange(2, 100 if len(self.original[0]) < 3 else 2030))
            return figures, figures, figures
        if self.name and rng.random() < 0.3:
            name = made_up(rng).capitalize()
            return name, name, name
        return rng.choice(self.others)


@dataclass(frozen=True)
class Frame:
    """A written sentence, also with marks for its places."""

    original: Said
    marked: Said
    places: tuple[Place, ...]

    def draw(self, rng: random.Random) -> Said:
        """The sentence as it was written, or with other words in its places."""
        if not self.places or rng.random() > CHANGED:
            return self.original
        texts = list(self.marked)
        for number, place in enumerate(self.places):
            for index, word in enumerate(place.draw(rng)):
                texts[index] = texts[index].replace(chr(FIRST_MARK + number), word)
        texts[0] = re.sub(r"\ban? (?=\w)", "a ", texts[0])
        return finish_english(texts[0], rng), finish_french(texts[1]), finish_spanish(texts[2])


def whole(word: str) -> str:
    """A pattern for ``word`` as a word of its own."""
    return rf"(?<![\w-]){re.escape(word)}(?![\w-])"


@cache
def nouns_by_form() -> dict[str, list[tuple[Noun, bool]]]:
    """English forms of the nouns that may be exchanged, each with the noun and whether it is its plural."""
    found: dict[str, list[tuple[Noun, bool]]] = {}
    for noun in nouns():
        if noun.kinds & EXCHANGED and noun.en not in KEPT and " " not in noun.en:
            found.setdefault(noun.en, []).append((noun, False))
            if noun.countable and noun.en_many != noun.en:
                found.setdefault(noun.en_many, []).append((noun, True))
    return found


@cache
def substitutes(noun: Noun, plural: bool) -> tuple[Said, ...]:
    """Nouns of the same kind, genders and beginning, in three languages."""
    kinds = noun.kinds & EXCHANGED
    return tuple(
        (other.en_many if plural else other.en, other.fr.form(plural), other.es.form(plural))
        for other in nouns()
        if other.kinds & kinds
        and other.countable == noun.countable
        and ("plural" in other.kinds) == ("plural" in noun.kinds)
        and (other.fr.gender, other.fr.plural_only) == (noun.fr.gender, noun.fr.plural_only)
        and (other.es.gender, other.es.plural_only) == (noun.es.gender, noun.es.plural_only)
        and elide(other.fr.one) == elide(noun.fr.one)
        and other.es.article_el == noun.es.article_el
    )


@cache
def small_numbers() -> dict[str, Said]:
    """Two to twelve by their English words."""
    return {row["en"]: (row["en"], row["fr"], row["es"]) for row in numbers("small")[:11]}


@cache
def gender_of_name() -> dict[str, str]:
    """Kind of each known name."""
    return {name: kind for kind, found in names().items() for name in found}


def candidates(said: Said) -> Iterator[Place]:
    """The words of a sentence that could be others, each with its substitutes."""
    for word in dict.fromkeys(re.findall(r"[\w'-]+", said[0])):
        bare = word.removesuffix("'s")
        if bare.isdigit():
            yield Place((bare, bare, bare), (), digits=True)
        elif bare in gender_of_name():
            others = [(name, name, name) for name in names()[gender_of_name()[bare]]]
            yield Place((bare, bare, bare), others, name=True)
        elif word in small_numbers():
            yield Place(small_numbers()[word], tuple(small_numbers().values()))
        for table in (DAYS, MONTHS):
            for row in table:
                if row[0] == word:
                    yield Place(row, table)
        for noun, plural in nouns_by_form().get(bare, ()):
            original = (bare, noun.fr.form(plural), noun.es.form(plural))
            yield Place(original, substitutes(noun, plural))


def make_frame(said: Said, fixed: bool) -> Frame:
    """The frame of a written sentence; in a ``fixed`` one only names and figures may change."""
    marked = list(said)
    places: list[Place] = []
    for place in candidates(said):
        if fixed and not (place.name or place.digits):
            continue
        patterns = [whole(word) for word in place.original]
        if any(len(re.findall(pattern, text)) != 1 for pattern, text in zip(patterns, marked, strict=True)):
            continue
        mark = chr(FIRST_MARK + len(places))
        marked = [re.sub(pattern, mark, text) for pattern, text in zip(patterns, marked, strict=True)]
        if place.name:
            marked[1] = re.sub(rf"\b(d|qu|Qu)'(?={mark})", r"\1e ", marked[1])
        places.append(place)
    en, fr, es = marked
    return Frame(said, (en, fr, es), tuple(places))
