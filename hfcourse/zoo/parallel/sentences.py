"""Sentences of the parallel grammar: each function draws one and says it in English, French and Spanish."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from hfcourse.zoo.parallel.conjugation import FOLDER, HE, THEY, english, spanish
from hfcourse.zoo.parallel.nouns import (
    ARTICLE,
    LANGUAGES,
    OWNERS,
    POSSESSIVES,
    PRONOUNS,
    VOWELS,
    Adjective,
    Noun,
    Phrase,
    adjectives,
    adjectives_for,
    any_phrase,
    elide,
    made_up,
    named,
    noun_phrase,
    nouns_of,
    numbers,
    pronoun,
    several,
    somebody,
)
from hfcourse.zoo.parallel.verbs import (
    DATIVE,
    Clause,
    english_group,
    french_group,
    french_imperative,
    french_let_us,
    spanish_group,
    spanish_imperative,
)
from hfcourse.zoo.recipe import read_tsv

Said = tuple[str, str, str]
"""One sentence in English, French and Spanish."""
SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Pattern:
    """A verb phrase of the table: "give {D:who} {X:a thing}" with its translations."""

    en: str
    fr: str
    es: str
    flags: frozenset[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All verb phrases."""
    rows = read_tsv(FOLDER / "phrases.tsv")
    return tuple(Pattern(row["en"], row["fr"], row["es"], frozenset(row["kind"].split())) for row in rows)


@cache
def patterns_with(flag: str, without: str = "") -> tuple[Pattern, ...]:
    """The verb phrases that have a flag and lack another."""
    return tuple(one for one in patterns() if flag in one.flags and without not in one.flags)


@cache
def times(kind: str) -> tuple[Said, ...]:
    """Adverbs of time by kind: past, future, habit, now, perfect, during, manner."""
    return tuple((row["en"], row["fr"], row["es"]) for row in read_tsv(FOLDER / "times.tsv") if row["kind"] == kind)


@cache
def places(kind: str) -> list[dict[str, str]]:
    """Rows of the table of places: place, home or city."""
    return [row for row in read_tsv(FOLDER / "places.tsv") if row["kind"] == kind]


def some_city(rng: random.Random) -> dict[str, str]:
    """A row of the table of places for a town or country, sometimes for a town that nobody knows."""
    if rng.random() > 0.1:
        return rng.choice(places("city"))
    name = made_up(rng).capitalize()
    words = {"en": ("in", "to", "from"), "fr": ("à", "à", "de"), "es": ("en", "a", "de")}
    return {
        language + form: f"{word} {name}"
        for language, three in words.items()
        for form, word in zip(("", "_to", "_from"), three, strict=True)
    }


def some_place(rng: random.Random) -> dict[str, str]:
    """A row of the table of places."""
    kind = rng.choices(("place", "home", "city"), (6, 2, 2))[0]
    return some_city(rng) if kind == "city" else rng.choice(places(kind))


SUBJECTS = ("I", "you", "he", "she", "we", "they", "family", "somebody", "name")
SUBJECT_SHARES = (24, 9, 9, 9, 9, 7, 17, 8, 8)
QUESTION_SHARES = (3, 40, 8, 8, 5, 8, 18, 5, 8)


def draw_subject(rng: random.Random, question: bool = False) -> Phrase:
    """Who does it."""
    kind = rng.choices(SUBJECTS, QUESTION_SHARES if question else SUBJECT_SHARES)[0]
    if kind in PRONOUNS:
        return pronoun(kind)
    if kind == "family":
        owner = (
            rng.choice(("your", "your", "my"))
            if question
            else rng.choice(("my", "my", "my", "his", "her", "our", "your"))
        )
        who = next(word for word, (possessive, *_) in POSSESSIVES.items() if possessive == owner)
        noun = rng.choice(nouns_of("family"))
        return replace(noun_phrase(noun, "own", rng, several(noun, rng), None, who), human=True)
    return named(rng) if kind == "name" else somebody(rng)


def owner_of(subject: Phrase) -> str:
    """The pronoun whose possessive the subject takes: Anna … her."""
    if subject.pronoun:
        return subject.pronoun
    if subject.en_plural:
        return "they"
    return "she" if subject.fr_gender == "f" else "he"


@dataclass
class Filled:
    """The complement of a verb phrase in three languages, and the clitics that go to the verb."""

    en: str
    fr: str
    es: str
    fr_clitic: str = ""
    es_clitic: str = ""
    agreement: str = ""


def object_pronoun(rng: random.Random, subject: Phrase) -> str:
    """A pronoun that is not the subject itself."""
    barred = {"I": ("I", "we"), "we": ("I", "we"), "you": ("you",)}.get(subject.pronoun, ())
    return rng.choice(
        [word for word in ("I", "I", "you", "you", "he", "she", "we", "they", "they") if word not in barred]
    )


def article(text: str) -> str:
    """The definite article that goes with a French or Spanish noun phrase made with "the"."""
    return text.replace(ARTICLE, "")


def fill(pattern: Pattern, subject: Phrase, rng: random.Random, negated: bool) -> Filled:
    """The slots of ``pattern`` filled; the verb itself is left out of all three."""
    owner = owner_of(subject)
    chosen: dict[str, Phrase] = {}
    nouns: dict[str, Noun] = {}
    place: dict[str, str] = {}
    number: dict[str, str] = {}
    form = ""
    person_word = ""
    en = pattern.en
    for match in SLOT.finditer(pattern.en):
        name, _, wanted = match.group(1).partition(":")
        if name.startswith("own"):
            said = POSSESSIVES[owner][0]
        elif name == "L":
            form = "" if wanted in ("at", "city") else "_to" if wanted in ("to", "cityto") else "_from"
            place = some_city(rng) if wanted.startswith("city") else some_place(rng)
            said = place["en" + form]
        elif name == "N":
            number = rng.choice(numbers("small")[4:] + numbers("big")[:-4])
            if rng.random() < 0.25:
                number = dict.fromkeys(LANGUAGES, str(rng.randrange(2, 100)))
            said = number["en"]
        elif wanted == "who":
            if rng.random() < 0.45:
                person_word = object_pronoun(rng, subject)
                chosen[name] = pronoun(person_word)
                said = PRONOUNS[person_word][7]
            else:
                chosen[name] = somebody(rng, owner)
                said = chosen[name].en
        else:
            determiner, _, classes = wanted.partition(" ")
            if determiner == "none":
                nouns[name] = rng.choice(nouns_of(classes))
                chosen[name] = noun_phrase(nouns[name], "none", rng)
            else:
                chosen[name] = any_phrase(rng, classes, determiner, owner)
            said = chosen[name].en
        en = en.replace(match.group(0), said, 1)
    filled = Filled(en, "", "")
    person = next((phrase for key, phrase in chosen.items() if key in "DP"), None)

    def in_french(match: re.Match[str]) -> str:
        name, _, rest = match.group(1).partition(" ")
        if name == "L":
            return place["fr" + ({"to": "_to"}.get(rest) or form)]
        if name == "N":
            return number["fr"]
        if match.group(1).startswith("own:"):
            return french_own(owner, match.group(1)[4:])
        if name == "own":
            return noun_phrase(nouns[rest], "own", rng, owner=owner).fr
        if name in ("the", "a", "of"):
            return french_of(nouns[rest], name, rng)
        if name in "DIP" and person is not None:
            return french_person(name, person, person_word, filled)
        phrase = chosen[name]
        return phrase.fr_negated if negated and phrase.fr_negated else phrase.fr

    def in_spanish(match: re.Match[str]) -> str:
        name, _, rest = match.group(1).partition(" ")
        if name == "L":
            return place["es" + ({"to": "_to"}.get(rest) or form)]
        if name == "N":
            return number["es"]
        if match.group(1).startswith("own:"):
            return spanish_own(owner, match.group(1)[4:])
        if name == "a" and rest in chosen and rest not in nouns:
            return f"a {chosen[rest].es}"
        if name in ("the", "a", "of"):
            return spanish_of(nouns[rest], name, rng)
        if name in "DIP" and person is not None:
            return spanish_person(name, person, person_word, filled)
        return chosen[name].es.split(" ", 1)[1] if rest == "bare" else chosen[name].es

    filled.fr = SLOT.sub(in_french, pattern.fr)
    filled.es = SLOT.sub(in_spanish, pattern.es)
    return filled


def french_own(owner: str, code: str) -> str:
    """The possessive for a French noun of gender ``code`` (m, f, mp, fp)."""
    mon, ma, mes = POSSESSIVES[owner][1].split()
    return mes if "p" in code else ma if code == "f" else mon


def spanish_own(owner: str, code: str) -> str:
    """The possessive for a Spanish noun, ``code`` s or p."""
    forms = POSSESSIVES[owner][2].split()
    return forms[code == "p"]


def french_of(noun: Noun, kind: str, rng: random.Random) -> str:
    """A noun with the, a, or de."""
    return f"de {noun.fr.one}" if kind == "of" else noun_phrase(noun, kind, rng).fr


def spanish_of(noun: Noun, kind: str, rng: random.Random) -> str:
    """A noun with the, a, or de."""
    return f"de {noun.es.one}" if kind == "of" else noun_phrase(noun, kind, rng).es


def french_person(role: str, person: Phrase, word: str, filled: Filled) -> str:
    """A person as direct object (D), indirect object (I) or after a preposition (P); clitics go to ``filled``."""
    if role == "P":
        return PRONOUNS[word][5] if word else person.fr
    if not word:
        return person.fr if role == "D" else f"à {person.fr}"
    direct = PRONOUNS[word][3]
    if role == "I":
        filled.fr_clitic = {"he": "lui", "she": "lui", "they": "leur"}.get(word, direct)
    else:
        filled.fr_clitic = direct
        filled.agreement = {"she": "f", "they": "p", "we": "p"}.get(word, "")
    return ""


def spanish_person(role: str, person: Phrase, word: str, filled: Filled) -> str:
    """As :func:`french_person`; an indirect object that is no pronoun is doubled by le or les."""
    if role == "P":
        return PRONOUNS[word][6] if word else person.es
    if not word:
        if role == "I":
            filled.es_clitic = "les" if person.es_plural else "le"
        return f"a {person.es}"
    direct = PRONOUNS[word][4]
    filled.es_clitic = {"he": "le", "she": "le", "they": "les"}.get(word, direct) if role == "I" else direct
    return ""


def split_verb(text: str, language: str) -> tuple[str, str]:
    """A verb phrase into its verb ("se laver", "s'habiller", "acostarse") and the rest."""
    if language == "fr" and text.startswith("se "):
        verb, _, rest = text[3:].partition(" ")
        return f"se {verb}", rest
    verb, _, rest = text.partition(" ")
    return verb, rest


@dataclass(frozen=True)
class Spoken:
    """A clause whose subject and verb group still stand apart, for questions and joins."""

    clause: Clause
    en_first: str
    en_rest: str
    fr: str
    es_verb: str
    es_rest: str

    def statement(self) -> Said:
        """Subject first."""
        subject = self.clause.subject
        front = "d'habitude " if self.clause.adverb == "usually" else ""
        en = " ".join(part for part in (subject.en, self.en_first, self.en_rest) if part)
        dative = f"a {subject.es}" if self.clause.tense in ("like to", "would like to") and subject.es else subject.es
        es = " ".join(part for part in (dative, self.es_verb, self.es_rest) if part)
        return en, f"{front}{subject.fr} {self.fr}", es

    def question(self, word: Said = ("", "", "")) -> Said:
        """With a question word, or yes/no."""
        subject = self.clause.subject
        en = " ".join(part for part in (word[0], self.en_first, subject.en, self.en_rest) if part)
        fr = f"{word[1]} est-ce que {subject.fr} {self.fr}".strip()
        if self.clause.tense in ("like to", "would like to") and subject.es:
            es = " ".join(part for part in (word[2], f"a {subject.es}", self.es_verb, self.es_rest) if part)
        else:
            es = " ".join(part for part in (word[2], self.es_verb, subject.es, self.es_rest) if part)
        return f"{en}?", f"{fr} ?", f"¿{es}?"


def speak(clause: Clause, pattern: Pattern, rng: random.Random, tail: Said = ("", "", ""), without: str = "") -> Spoken:
    """Say ``pattern`` of a subject. ``without`` names a slot to leave out, for "What do you eat?"."""
    if without:
        strip = re.compile(r"\s*\{(a )?" + without + r"\b[^}]*\}")
        en, fr, es = (strip.sub("", text) for text in (pattern.en, pattern.fr, pattern.es))
        pattern = Pattern(en, fr, es, pattern.flags)
    filled = fill(pattern, clause.subject, rng, clause.negated or clause.adverb == "never")
    negated_be = clause.negated or clause.adverb == "never"
    first, rest = english_group(clause, filled.en)
    fr_verb, fr_rest = split_verb(filled.fr, "fr")
    es_verb, es_rest = split_verb(filled.es, "es")
    invariable = bool(re.match(rf"{ARTICLE}|les |la |le |l'", fr_rest))
    fr = french_group(clause, fr_verb, filled.fr_clitic, filled.agreement, invariable)
    es = spanish_group(clause, es_verb, filled.es_clitic)
    if negated_be and fr_verb == "avoir":
        fr_rest = re.sub("^(?:une?|des|du|de la) (?=[a-z])", "de ", fr_rest)
    return Spoken(
        clause,
        first,
        " ".join(part for part in (rest, tail[0]) if part),
        " ".join(part for part in (fr, fr_rest.strip(), tail[1]) if part),
        es,
        " ".join(part for part in (es_rest.strip(), tail[2]) if part),
    )


TENSES = (
    "pres",
    "prog",
    "past",
    "perf",
    "will",
    "going",
    "was",
    "can",
    "must",
    "have to",
    "should",
    "want to",
    "would like to",
    "need to",
    "like to",
    "wanted to",
    "had to",
    "could not",
    "try to",
)
TENSE_SHARES = (24, 13, 22, 6, 8, 8, 3, 5, 2, 5, 2, 5, 3, 2.5, 4, 1, 1.5, 1, 0.5)
STATE_TENSES = ("pres", "was", "will")
STATE_SHARES = (70, 20, 10)
TIME_KINDS = {
    "pres": ("habit",),
    "prog": ("now",),
    "past": ("past", "past", "during"),
    "was": ("past",),
    "perf": ("perfect",),
    "will": ("future",),
    "going": ("future",),
    "can": ("future",),
    "must": ("future",),
    "have to": ("future", "habit"),
    "should": ("future",),
    "want to": ("future",),
    "would like to": ("future",),
    "need to": ("future", "now"),
    "like to": ("habit",),
    "wanted to": (),
    "had to": ("past",),
    "could not": ("past",),
    "try to": ("habit",),
}
NO_TIME = re.compile(r"o'clock|early|late|every|today|soon|again|\{L:at\}|weekend|summer|the day")


def draw_pattern(rng: random.Random, subject: Phrase) -> Pattern:
    """A verb phrase for a person."""
    flag = rng.choices(("act", "skill", "plain", "state"), (66, 5, 7, 22))[0]
    return rng.choice(patterns_with(flag, "animal"))


def draw_tense(rng: random.Random, pattern: Pattern, question: bool) -> str:
    """A tense that the verb phrase allows."""
    if "state" in pattern.flags:
        return rng.choices(STATE_TENSES, STATE_SHARES)[0]
    tense = rng.choices(TENSES, TENSE_SHARES)[0]
    if question and tense in ("could not", "wanted to", "try to"):
        return "pres"
    if tense == "pres" and "any" in pattern.flags and rng.random() < 0.3:
        return "past"
    return tense


def draw_time(rng: random.Random, tense: str, pattern: Pattern, share: float = 0.4) -> Said:
    """An adverb of time, or nothing."""
    kinds = TIME_KINDS[tense]
    if not kinds or "state" in pattern.flags or rng.random() > share or NO_TIME.search(pattern.en):
        return "", "", ""
    if rng.random() < 0.1 and kinds[0] in ("past", "future", "habit"):
        return clock(rng)
    if rng.random() < 0.15 and "{" not in pattern.en:
        return rng.choice(times("manner"))
    return rng.choice(times(rng.choice(kinds if "{" not in pattern.en else kinds[:1])))


def clock(rng: random.Random) -> Said:
    """At seven o'clock, at half past eight, at a quarter to nine."""
    row = rng.choice(numbers("small")[:10])
    hour = f"{row['fr']} heures"
    return rng.choice(
        (
            (f"at {row['en']} o'clock", f"à {hour}", f"a las {row['es']}"),
            (f"at {row['en']}", f"à {hour}", f"a las {row['es']}"),
            (f"at half past {row['en']}", f"à {hour} et demie", f"a las {row['es']} y media"),
            (f"at a quarter past {row['en']}", f"à {hour} et quart", f"a las {row['es']} y cuarto"),
            (f"at a quarter to {row['en']}", f"à {hour} moins le quart", f"a las {row['es']} menos cuarto"),
        )
    )


def draw_adverb(rng: random.Random, tense: str, pattern: Pattern, negated: bool) -> str:
    """An adverb before the verb, or nothing."""
    if rng.random() > 0.11:
        return ""
    if tense == "perf":
        return rng.choice(("already", "already", "never")) if not negated else ""
    if tense == "prog":
        return "still" if not negated else ""
    if tense == "pres" and not negated and "state" not in pattern.flags:
        return rng.choice(
            ("always", "always", "often", "often", "sometimes", "never", "never", "usually", "also", "still")
        )
    if tense == "pres" and not negated:
        return rng.choice(("always", "never", "still", "also"))
    return ""


def verb_clause(rng: random.Random, subject: Phrase | None = None, tense: str = "") -> Said:
    """A statement with a verb phrase: "My mother is buying a new bag."."""
    subject = subject or draw_subject(rng)
    pattern = draw_pattern(rng, subject)
    if tense and "state" in pattern.flags:
        tense = {"past": "was", "prog": "pres", "was": "was", "will": "will"}.get(tense, "pres")
    tense = tense or draw_tense(rng, pattern, question=False)
    negated = rng.random() < 0.17 and tense not in ("like to", "try to", "had to") and tense != "could not"
    adverb = draw_adverb(rng, tense, pattern, negated)
    clause = Clause(subject, tense, negated, False, adverb, "state" in pattern.flags, "skill" in pattern.flags)
    time = draw_time(rng, tense, pattern) if not adverb else ("", "", "")
    if time[0].split()[-1:] == [{"I": "me", "we": "us"}.get(subject.pronoun, subject.pronoun)]:
        time = "", "", ""
    if time[0] and time not in times("manner") and rng.random() < 0.14:
        en, fr, es = speak(clause, pattern, rng).statement()
        comma = "," if rng.random() < 0.4 else ""
        return f"{time[0]}{comma} {en}", f"{time[1]}, {fr}", f"{time[2]} {es}"
    return speak(clause, pattern, rng, time).statement()


def verb_question(rng: random.Random) -> Said:
    """A yes/no question, or one with where, when, why or how."""
    subject = draw_subject(rng, question=True)
    pattern = draw_pattern(rng, subject)
    tense = draw_tense(rng, pattern, question=True)
    skill = "skill" in pattern.flags
    clause = Clause(subject, tense, False, True, "", "state" in pattern.flags, skill)
    word = ("", "", "")
    if "state" not in pattern.flags and rng.random() < 0.45:
        words = [
            ("when", "quand", "cuándo"),
            ("why", "pourquoi", "por qué"),
            ("how often", "combien de fois", "cuántas veces"),
        ]
        if "{L" not in pattern.en and not re.search("here|there|outside|home|out$|bed", pattern.en):
            words += [("where", "où", "dónde")] * 2
        if "{P" not in pattern.en:
            words.append(("who", "avec qui", "con quién"))
        word = rng.choice(words)
        if word[0] == "who" or (word[0] == "how often" and tense != "pres"):
            word = ("why", "pourquoi", "por qué")
    if not word[0] and tense == "pres" and "state" not in pattern.flags and rng.random() < 0.12:
        clause = replace(clause, adverb=rng.choice(("always", "often")))
    time = draw_time(rng, tense, pattern, 0.25) if word[0] in ("", "where", "why") else ("", "", "")
    return speak(clause, pattern, rng, time).question(word)


def what_question(rng: random.Random) -> Said:
    """What do you eat? Who are you looking for?"""
    subject = draw_subject(rng, question=True)
    asked, slot = ("what", "O") if rng.random() < 0.75 else ("person", "D")
    pattern = rng.choice([one for one in patterns_with(asked) if slot == "O" or ("{D}" in one.fr and "{D}" in one.es)])
    tense = rng.choices(
        ("pres", "prog", "past", "will", "going", "want to", "have to", "can"), (5, 5, 6, 2, 3, 2, 1, 1)
    )[0]
    clause = Clause(subject, tense, False, True)
    time = draw_time(rng, tense, pattern, 0.25)
    spoken = speak(clause, pattern, rng, time, without=slot)
    if slot == "D":
        return spoken.question(("who", "qui", "a quién"))
    en, fr, es = spoken.question(("what", "", "qué"))
    return en, fr.replace("est-ce que", "qu'est-ce que", 1), es


def who_question(rng: random.Random) -> Said:
    """Who wants a sandwich?"""
    pattern = draw_pattern(rng, pronoun("he"))
    subject = Phrase("who", "qui", "quién", HE)
    tense = draw_tense(rng, pattern, question=True)
    if tense == "perf":
        tense = "past"
    clause = Clause(subject, tense, state="state" in pattern.flags, skill="skill" in pattern.flags)
    en, fr, es = speak(clause, pattern, rng, draw_time(rng, tense, pattern, 0.25)).statement()
    return f"{en}?", f"{fr} ?", f"¿{es}?"


def animal_clause(rng: random.Random) -> Said:
    """The cat is sleeping on the sofa."""
    noun = rng.choice(nouns_of("animal"))
    determiner = rng.choices(("the", "own", "a", "this"), (6, 5, 2, 1))[0]
    owner = rng.choice(OWNERS[:4])
    subject = noun_phrase(noun, determiner, rng, rng.random() < 0.2, None, owner)
    pattern = rng.choice(patterns_with("animal"))
    tense = rng.choices(("pres", "prog", "past", "can", "will", "like to"), (5, 7, 4, 2, 1, 1))[0]
    negated = rng.random() < 0.12
    return speak(Clause(subject, tense, negated), pattern, rng).statement()


COPULAR = {"pres": ("présent", 62), "was": ("imparfait", 26), "will": ("futur", 12)}
DEGREES = (
    ("very", "très", "muy"),
    ("very", "très", "muy"),
    ("too", "trop", "demasiado"),
    ("so", "si", "tan"),
    ("really", "vraiment", "realmente"),
    ("a little", "un peu", "un poco"),
    ("quite", "assez", "bastante"),
)


def to_be(
    subject: Phrase, tense: str, negated: bool, estar: bool, adverb: str = ""
) -> tuple[Clause, str, str, str, str]:
    """The forms of to be: the clause, English auxiliary and rest, French, Spanish."""
    clause = Clause(subject, tense, negated, adverb=adverb, state=True)
    first, rest = english_group(clause, "be")
    return clause, first, rest.strip(), french_group(clause, "être"), spanish_group(clause, "estar" if estar else "ser")


def described(rng: random.Random) -> tuple[Phrase, Adjective]:
    """Somebody or something, and an adjective to say of it."""
    if rng.random() < 0.55:
        subject = draw_subject(rng)
        kinds = frozenset({"person"})
    else:
        classes = rng.choice(
            tuple(
                c
                for c in (
                    "thing",
                    "furniture",
                    "device",
                    "dish",
                    "clothes",
                    "vehicle",
                    "house",
                    "part",
                    "place",
                    "animal",
                    "reading",
                    "media",
                    "study",
                    "abstract",
                    "food",
                    "drink",
                    "nature",
                )
            )
        )
        noun = rng.choice(
            [
                one
                for one in nouns_of(classes)
                if one.kinds
                & set(
                    (
                        "thing",
                        "furniture",
                        "device",
                        "dish",
                        "clothes",
                        "vehicle",
                        "house",
                        "part",
                        "place",
                        "animal",
                        "reading",
                        "media",
                        "study",
                        "abstract",
                        "food",
                        "drink",
                        "nature",
                    )
                )
            ]
        )
        determiner = rng.choices(("the", "own", "this", "that"), (10, 6, 4, 1))[0]
        owner = rng.choice(OWNERS[:4])
        subject = noun_phrase(noun, determiner, rng, rng.random() < 0.3, None, owner)
        kinds = noun.kinds
    return subject, rng.choice(adjectives_for(kinds))


def copular(rng: random.Random) -> Said:
    """My sister is very tired. The soup was cold. Are the shops closed?"""
    subject, adjective = described(rng)
    tense = rng.choices(tuple(COPULAR), tuple(share for _, share in COPULAR.values()))[0]
    negated = rng.random() < 0.2
    adverb = (
        rng.choice(("always", "still", "already", "never", "often"))
        if tense == "pres" and rng.random() < 0.08 and not negated
        else ""
    )
    if adverb in ("always", "never", "often") and not adjective.with_estar:
        adverb = ""
    _, first, rest, fr_be, es_be = to_be(subject, tense, negated, adjective.with_estar, adverb)
    en, fr, es = subject.agree(adjective)
    if adjective.degree != "no" and not adverb and rng.random() < 0.33:
        degree = rng.choice(DEGREES)
        if not (negated and degree[0] in ("so", "a little", "quite", "really")):
            en, fr, es = f"{degree[0]} {en}", f"{degree[1]} {fr}", f"{degree[2]} {es}"
    if rng.random() < 0.22 and not negated and not adverb:
        if subject.es:
            spanish_ = f"¿{es_be} {es} {subject.es}?" if rng.random() < 0.5 else f"¿{es_be} {subject.es} {es}?"
            spanish_ = f"¿{es_be} {es} {subject.es}?"
        else:
            spanish_ = f"¿{es_be} {es}?"
        english_ = " ".join(part for part in (first, subject.en, rest, en) if part)
        return f"{english_}?", f"est-ce que {subject.fr} {fr_be} {fr} ?", spanish_
    english_ = " ".join(part for part in (subject.en, first, rest, en) if part)
    return english_, f"{subject.fr} {fr_be} {fr}", " ".join(part for part in (subject.es, es_be, es) if part)


def profession(rng: random.Random) -> Said:
    """My aunt is a doctor."""
    subject = draw_subject(rng)
    if subject.en_plural or subject.pronoun in ("we", "they"):
        subject = pronoun(rng.choice(("I", "you", "he")))
    if subject.fr_gender == "f":
        nouns = [
            one
            for one in nouns_of("job")
            if one.fr.gender == "f" or one.en in ("dentist", "doctor", "teacher", "engineer", "writer")
        ]
    else:
        nouns = [one for one in nouns_of("job") if one.fr.gender == "m"]
    noun = rng.choice(nouns)
    tense = rng.choices(("pres", "was"), (8, 1))[0]
    negated = rng.random() < 0.12
    question = rng.random() < 0.2 and not negated
    _, first, rest, fr_be, es_be = to_be(subject, tense, negated, estar=False)
    spanish_ = noun.es.one
    if subject.es_gender == "f" and noun.es.gender == "m":
        spanish_ = {"médico": "médica", "profesor": "profesora", "ingeniero": "ingeniera", "escritor": "escritora"}.get(
            spanish_, spanish_
        )
    en = f"a {noun.en}"
    if question:
        english_ = " ".join(part for part in (first, subject.en, rest, en) if part)
        es = " ".join(part for part in (es_be, subject.es, spanish_) if part)
        return f"{english_}?", f"est-ce que {subject.fr} {fr_be} {noun.fr.one} ?", f"¿{es}?"
    english_ = " ".join(part for part in (subject.en, first, rest, en) if part)
    return (
        english_,
        f"{subject.fr} {fr_be} {noun.fr.one}",
        " ".join(part for part in (subject.es, es_be, spanish_) if part),
    )


def identity(rng: random.Random) -> Said:
    """This is my brother. These are our shoes. It's a good idea."""
    plural = rng.random() < 0.25
    if rng.random() < 0.35:
        noun = rng.choice(nouns_of("family+person"))
    else:
        noun = rng.choice(nouns_of("thing+clothes+animal+house+vehicle+reading+food+media+abstract+place+furniture"))
    fitting = [one for one in adjectives_for(noun.kinds) if not one.with_estar]
    adjective = rng.choice(fitting) if fitting and rng.random() < 0.35 else None
    determiner = rng.choices(("own", "a", "the"), (6, 6 if noun.countable else 0, 1))[0]
    owner = rng.choice(OWNERS)
    phrase = noun_phrase(noun, determiner, rng, plural, adjective, owner)
    phrase = replace(phrase, en=phrase.en.removeprefix("some "), es=re.sub("^un[ao]s ", "", phrase.es))
    negated = rng.random() < 0.15
    near = rng.random() < 0.65
    feminine = phrase.es_gender == "f"
    este = ("estas" if feminine else "estos") if phrase.es_plural else ("esta" if feminine else "este")
    que = {False: "est", True: "sont"}[phrase.fr_plural]
    french_ = f"ce {'ne ' if True else ''}{que}" if negated else f"ce {que}"
    french_ = (
        f"ce n'{que}"
        if negated and que == "est"
        else f"ce ne {que}"
        if negated
        else "c'est"
        if que == "est"
        else "ce sont"
    )
    french_ += " pas" if negated else ""
    no = "no " if negated else ""
    es_be = "son" if phrase.es_plural else "es"
    english_no = " not" if negated else ""
    if near:
        word = "these are" if phrase.en_plural else "this is"
        if rng.random() < 0.2 and not negated:
            turned = "are these" if phrase.en_plural else "is this"
            return (
                f"{turned} {phrase.en}?",
                f"est-ce que {french_} {phrase.fr} ?",
                f"¿{es_be} {este} {phrase.es}?".replace(f"{este} {phrase.es}", f"{phrase.es}"),
            )
        return f"{word}{english_no} {phrase.en}", f"{french_} {phrase.fr}", f"{este} {no}{es_be} {phrase.es}"
    word = "they are" if phrase.en_plural else "it is"
    if noun.kinds & {"family", "person"}:
        word = "they are" if phrase.en_plural else "she is" if phrase.fr_gender == "f" else "he is"
    return f"{word}{english_no} {phrase.en}", f"{french_} {phrase.fr}", f"{no}{es_be} {phrase.es}"


POSITIONS = (
    ("on", "sur", "en"),
    ("on", "sur", "en"),
    ("in", "dans", "en"),
    ("in", "dans", "en"),
    ("under", "sous", "debajo de"),
    ("behind", "derrière", "detrás de"),
    ("in front of", "devant", "delante de"),
    ("next to", "à côté de", "al lado de"),
    ("near", "près de", "cerca de"),
)


def position(rng: random.Random, big: bool) -> Said:
    """Where something is: "under the table", "next to the bank"."""
    where = rng.choice(POSITIONS)
    if big:
        where = rng.choice(POSITIONS[5:])
        noun = rng.choice(nouns_of("place"))
    elif where[0] == "in":
        noun = rng.choice(nouns_of("container"))
    elif where[0] == "on":
        noun = rng.choice(
            [one for one in nouns_of("furniture+seat") if one.en in ("table", "chair", "bed", "sofa", "floor")]
        )
    else:
        noun = rng.choice(nouns_of("thingplace"))
    phrase = noun_phrase(noun, rng.choices(("the", "own"), (6, 1))[0], rng)
    return f"{where[0]} {phrase.en}", f"{where[1]} {phrase.fr}", f"{where[2]} {phrase.es}"


def location(rng: random.Random) -> Said:
    """The keys are on the table. The bank is next to the station."""
    big = rng.random() < 0.3
    if big:
        noun = rng.choice(nouns_of("place"))
        subject = noun_phrase(noun, "the", rng)
    else:
        noun = rng.choice(nouns_of("thing+clothes+animal+reading+food+dish"))
        subject = noun_phrase(
            noun,
            rng.choices(("the", "own"), (3, 3))[0],
            rng,
            rng.random() < 0.3,
            None,
            rng.choice(OWNERS[:4]),
        )
    where = position(rng, big)
    tense = rng.choices(("pres", "was"), (7, 2))[0]
    negated = rng.random() < 0.15
    _, first, rest, fr_be, es_be = to_be(subject, tense, negated, estar=True)
    if rng.random() < 0.2 and not negated:
        return (
            f"{first} {subject.en} {where[0]}?",
            f"est-ce que {subject.fr} {fr_be} {where[1]} ?",
            f"¿{es_be} {subject.es} {where[2]}?",
        )
    english_ = " ".join(part for part in (subject.en, first, rest, where[0]) if part)
    return english_, f"{subject.fr} {fr_be} {where[1]}", f"{subject.es} {es_be} {where[2]}"


def there_is(rng: random.Random) -> Said:
    """There is a cat under the table. Is there a bank near here?"""
    big = rng.random() < 0.4
    classes = "place" if big else "thing+animal+dish+reading+food+person+drink+clothes"
    determiner = rng.choices(("a", "num", "many"), (7, 2, 2))[0]
    noun = rng.choice(nouns_of(classes))
    if big and determiner == "a" and rng.random() < 0.7:
        phrase = noun_phrase(noun, "a", rng)
    else:
        phrase = noun_phrase(noun, determiner, rng, determiner != "a" or rng.random() < 0.2)
    past = rng.random() < 0.2
    be = ("were" if phrase.en_plural else "was") if past else "are" if phrase.en_plural else "is"
    a = "avait" if past else "a"
    hay = "había" if past else "hay"
    if big:
        row = rng.choice(places("city"))
        near = rng.choice(
            (
                ("near here", "près d'ici", "cerca de aquí"),
                ("here", "ici", "aquí"),
                ("in this street", "dans cette rue", "en esta calle"),
                ("in this town", "dans cette ville", "en esta ciudad"),
                ("in my village", "dans mon village", "en mi pueblo"),
                ("in our street", "dans notre rue", "en nuestra calle"),
            )
        )
        where = (row["en"], row["fr"], row["es"]) if rng.random() < 0.15 else near
    else:
        where = position(rng, False)
        if rng.random() < 0.2:
            row = rng.choice(places("home"))
            where = row["en"], row["fr"], row["es"]
    draw = rng.random()
    if draw < 0.3:
        return (
            f"{be} there {phrase.en} {where[0]}?",
            f"est-ce qu'il y {a} {phrase.fr} {where[1]} ?",
            f"¿{hay} {phrase.es} {where[2]}?",
        )
    if draw < 0.45 and determiner == "a":
        bare = noun_phrase(noun, "part" if noun.countable is False else "a", rng, phrase.en_plural)
        if phrase.en_plural or not noun.countable:
            en = re.sub("^some ", "", bare.en)
            es = re.sub("^un[oa]s ", "", bare.es)
        else:
            en, es = bare.en.removeprefix("a "), re.sub("^una? ", "", bare.es)
            return (
                f"there {be} no {en} {where[0]}",
                f"il n'y {a} pas {bare.fr_negated} {where[1]}",
                f"no {hay} {('ninguna ' if bare.es_gender == 'f' else 'ningún ') if rng.random() < 0.5 else ''}{es} {where[2]}",
            )
        return (
            f"there {be} no {en} {where[0]}",
            f"il n'y {a} pas {bare.fr_negated} {where[1]}",
            f"no {hay} {es} {where[2]}",
        )
    return f"there {be} {phrase.en} {where[0]}", f"il y {a} {phrase.fr} {where[1]}", f"{hay} {phrase.es} {where[2]}"


LIKED = "food+drink+sport+subject+animal+media+clothes+nature+sky+fruit"


def liking(rng: random.Random) -> Said:
    """I like chocolate. Does your brother like football? She loves this song."""
    question = rng.random() < 0.25
    subject = draw_subject(rng, question)
    if rng.random() < 0.6:
        noun = rng.choice(nouns_of("food+drink+sport+subject+animal+media"))
        phrase = noun_phrase(noun, "gen", rng, True)
    else:
        noun = rng.choice(nouns_of("media+clothes+reading+house+place+vehicle"))
        phrase = noun_phrase(
            noun, rng.choice(("this", "own", "the")), rng, rng.random() < 0.25, None, rng.choice(OWNERS[:4])
        )
    love = rng.random() < 0.25
    negated = rng.random() < 0.25 and not question and not love
    clause = Clause(subject, "pres", negated, question)
    first, rest = english_group(clause, "love" if love else "like")
    fr = french_group(clause, "adorer" if love else "aimer")
    person = THEY if subject.es_plural and subject.person == HE else subject.person
    word = spanish("encantar" if love else "gustar").present[THEY if phrase.es_plural else HE]
    es = " ".join(
        part
        for part in (f"a {subject.es}" if subject.es else "", "no" if negated else "", DATIVE[person], word, phrase.es)
        if part
    )
    lot = ("", "", "")
    if not love and not negated and not question and rng.random() < 0.15:
        lot = (" very much", " beaucoup", " mucho")
        es = es.replace(f" {phrase.es}", f" mucho {phrase.es}") if phrase.es in es else es
        fr += " beaucoup"
        return f"{subject.en} {rest} {phrase.en}{lot[0]}", f"{subject.fr} {fr} {phrase.fr}", es
    if question:
        return f"{first} {subject.en} {rest} {phrase.en}?", f"est-ce que {subject.fr} {fr} {phrase.fr} ?", f"¿{es}?"
    english_ = " ".join(part for part in (subject.en, first, rest, phrase.en) if part)
    return english_, f"{subject.fr} {fr} {phrase.fr}", es


def aching(rng: random.Random) -> Said:
    """My head hurts. Her feet hurt."""
    subject = rng.choice([pronoun(word) for word in ("I", "I", "you", "he", "she")])
    noun = rng.choice(nouns_of("pain"))
    plural = noun.en in ("foot", "tooth", "eye", "leg") and rng.random() < 0.6
    phrase = noun_phrase(noun, "the", rng, plural)
    own = POSSESSIVES[subject.pronoun][0]
    negated = rng.random() < 0.1
    clause = Clause(subject, "pres", negated)
    verb = "hurt" if plural else "hurts"
    en = f"{own} {noun.en_many if plural else noun.en} {('do not hurt' if plural else 'does not hurt') if negated else verb}"
    fr = f"{subject.fr} {french_group(clause, 'avoir')} mal à {phrase.fr}"
    es = f"{'no ' if negated else ''}{DATIVE[subject.person]} {spanish('doler').present[THEY if plural else HE]} {phrase.es}"
    return en, fr, es


def comparing(rng: random.Random) -> Said:
    """My house is bigger than your house. Tom is as tall as his brother."""
    if rng.random() < 0.5:
        one, other = draw_subject(rng), somebody(rng)
        adjective = rng.choice(
            [a for a in adjectives() if a.kind == "person" and a.degree != "no" and not a.with_estar]
        )
        other_said = other.en, other.fr, other.es
        if rng.random() < 0.4:
            word = rng.choice([w for w in PRONOUNS if w not in (one.pronoun, "it")])
            person = PRONOUNS[word]
            other_said = person[7], person[5], {"I": "yo", "you": "tú"}.get(word, person[6])
    else:
        classes = rng.choice(("vehicle", "house", "clothes", "animal", "reading", "thing", "place", "city"))
        noun = rng.choice(nouns_of(classes))
        kinds = frozenset({"place"}) if classes == "city" else noun.kinds
        fitting = [a for a in adjectives_for(kinds) if a.degree != "no" and not a.with_estar and a.kind != "color"]
        adjective = rng.choice(fitting)
        determiner = "none" if classes == "city" else rng.choice(("the", "own", "this"))
        owners = rng.sample(OWNERS, 2)
        one = noun_phrase(noun, determiner, rng, rng.random() < 0.2, None, owners[0])
        second = rng.choice(nouns_of(classes))
        other = noun_phrase(
            second,
            "none" if classes == "city" else "own" if determiner == "own" else "the",
            rng,
            one.en_plural,
            None,
            owners[1],
        )
        other_said = other.en, other.fr, other.es
    return compare(one, adjective, other_said, rng)


def compare(one: Phrase, adjective: Adjective, other: Said, rng: random.Random) -> Said:
    """``one`` is more, less or as … as ``other``."""
    negated = rng.random() < 0.1
    _, first, rest, fr_be, es_be = to_be(one, rng.choices(("pres", "was"), (6, 1))[0], negated, adjective.with_estar)
    en, fr, es = one.agree(adjective)
    draw = rng.random()
    if draw < 0.25:
        words = f"as {en} as", f"aussi {fr} que", f"tan {es} como"
    elif draw < 0.32:
        words = f"less {en} than", f"moins {fr} que", f"menos {es} que"
    elif adjective.en in ("good", "bad"):
        good = adjective.en == "good"
        f = one.fr_gender == "f"
        meilleur = ("meilleur" if good else "pire") + ("e" if f and good else "") + ("s" if one.fr_plural else "")
        mejor = ("mejor" if good else "peor") + ("es" if one.es_plural else "")
        words = f"{'better' if good else 'worse'} than", f"{meilleur} que", f"{mejor} que"
    else:
        words = f"{english_comparative(adjective)} than", f"plus {fr} que", f"más {es} que"
    english_ = " ".join(part for part in (one.en, first, rest, words[0], other[0]) if part)
    return (
        english_,
        f"{one.fr} {fr_be} {words[1]} {other[1]}",
        " ".join(part for part in (one.es, es_be, words[2], other[2]) if part),
    )


def english_comparative(adjective: Adjective, ending: str = "er") -> str:
    """taller, more famous."""
    word = adjective.en
    if adjective.degree != "er":
        return f"{'more' if ending == 'er' else 'most'} {word}"
    if word.endswith("y"):
        return word[:-1] + "i" + ending
    if word.endswith("e"):
        return word + ending[1:]
    if re.search("[^aeiou][aeiou][bdgnt]$", word):
        return word + word[-1] + ending
    return word + ending


def superlative(rng: random.Random) -> Said:
    """This is the biggest house in the village. She is my best friend."""
    noun = rng.choice(nouns_of("house+vehicle+animal+reading+media+study+place+person+nature+clothes"))
    fitting = [a for a in adjectives_for(noun.kinds) if a.degree != "no" and not a.with_estar]
    adjective = rng.choice(fitting)
    masculine, spanish_masculine = noun.fr.gender == "m", noun.es.gender == "m"
    french_ = adjective.french(noun.fr.gender, False)
    if len(adjective.fr) > 4 and masculine and elide(noun.fr.one):
        french_ = adjective.fr[4]
    le, el = ("le" if masculine else "la"), ("el" if spanish_masculine else "la")
    if adjective.en in ("good", "bad"):
        good = adjective.en == "good"
        en = f"the {'best' if good else 'worst'} {noun.en}"
        fr = f"{le} {('meilleur' if masculine else 'meilleure') if good else 'pire'} {noun.fr.one}"
        es = f"{el} {'mejor' if good else 'peor'} {noun.es.one}"
    else:
        en = f"the {english_comparative(adjective, 'est')} {noun.en}"
        fr = f"{le} plus {french_} {noun.fr.one}" if adjective.before else f"{le} {noun.fr.one} {le} plus {french_}"
        es = f"{el} {noun.es.one} más {adjective.spanish(noun.es.gender, False)}"
    where = rng.choice(
        (
            ("", "", ""),
            (" in the world", " du monde", " del mundo"),
            (" in the city", " de la ville", " de la ciudad"),
            (" in the village", " du village", " del pueblo"),
            (" in my family", " de ma famille", " de mi familia"),
            (" in the shop", " du magasin", " de la tienda"),
        )
    )
    start = rng.choice((("this is", "c'est", "este es"), ("it is", "c'est", "es"), ("this is", "c'est", "este es")))
    this = ("esta es" if not spanish_masculine else "este es") if start[2] == "este es" else "es"
    return f"{start[0]} {en}{where[0]}", f"{start[1]} {fr}{where[1]}", f"{this} {es}{where[2]}"


def command(rng: random.Random) -> Said:
    """Close the door, please. Don't touch my phone. Let's go to the beach."""
    you = pronoun("you")
    flags = rng.choices(("act", "plain", "skill"), (8, 1, 1))[0]
    pattern = rng.choice(patterns_with(flags, "animal"))
    draw = rng.random()
    if draw < 0.2 and not pattern.fr.startswith(("se ", "s'")):
        filled = fill(pattern, pronoun("we"), rng, False)
        if not filled.fr_clitic:
            fr_verb, fr_rest = split_verb(filled.fr, "fr")
            es_verb, es_rest = split_verb(filled.es, "es")
            if es_verb.endswith("rse"):
                es_verb = es_verb[:-2] + "nos"
            clitic = filled.es_clitic
            return f"let's {filled.en}", f"{french_let_us(fr_verb)} {fr_rest}", f"vamos a {es_verb}{clitic} {es_rest}"
    negated = draw > 0.62
    filled = fill(pattern, you, rng, negated)
    fr_verb, fr_rest = split_verb(filled.fr, "fr")
    es_verb, es_rest = split_verb(filled.es, "es")
    en = f"do not {filled.en}" if negated else filled.en
    fr = f"{french_imperative(fr_verb, filled.fr_clitic, negated)} {fr_rest}".strip()
    es = f"{spanish_imperative(es_verb, filled.es_clitic, negated)} {es_rest}".strip()
    if rng.random() < 0.25:
        if rng.random() < 0.5:
            return f"please {en}" if rng.random() < 0.5 else f"please, {en}", f"s'il te plaît, {fr}", f"por favor, {es}"
        return f"{en}, please", f"{fr}, s'il te plaît", f"{es}, por favor"
    bang = rng.random() < 0.2
    return (f"{en}!", f"{fr} !", f"¡{es}!") if bang else (en, fr, es)


def polite(rng: random.Random) -> Said:
    """Can you help me? Could you close the door, please? Can I …?"""
    subject = pronoun(rng.choice(("you", "you", "I", "we")))
    pattern = rng.choice(patterns_with("act", "animal"))
    could = rng.random() < 0.4 and subject.pronoun == "you"
    spoken = speak(Clause(subject, "can", question=True), pattern, rng)
    en, fr, es = spoken.question()
    if could:
        en = en.replace("can ", "could ", 1)
        fr = fr.replace(" peux ", " pourrais ", 1)
        es = es.replace("puedes", "podrías", 1)
    if rng.random() < 0.3:
        return f"{en[:-1]}, please?", f"{fr[:-2]}, s'il te plaît ?", f"{es[:-1]}, por favor?"
    return en, fr, es


def clause_for_join(rng: random.Random, tense: str = "") -> Said:
    """A short statement to join."""
    draw = rng.random()
    if draw < 0.75 or tense:
        return verb_clause(rng, tense=tense)
    return statement_of(copular, rng)


def statement_of(make: Callable[[random.Random], Said], rng: random.Random) -> Said:
    """A sentence of ``make`` that is no question."""
    while True:
        said = make(rng)
        if not said[0].endswith(("?", "!")):
            return said


def joined(rng: random.Random) -> Said:
    """Two clauses: and, but, because, so, when, if, I think that …"""
    draw = rng.random()
    if draw < 0.5:
        word = rng.choice(
            (
                ("and", "et", "y"),
                (", but", ", mais", ", pero"),
                ("but", "mais", "pero"),
                ("because", "parce que", "porque"),
                ("because", "parce que", "porque"),
                (", so", ", donc", ", así que"),
                ("or", "ou", "o"),
            )
        )
        tense = rng.choice(("pres", "pres", "past", "prog", "", ""))
        one, two = clause_for_join(rng, tense), clause_for_join(rng, tense)
        return tuple(f"{a} {w} {b}".replace(" ,", ",") for a, w, b in zip(one, word, two, strict=True))  # type: ignore[return-value]
    if draw < 0.62:
        one = verb_clause(rng, tense="will")
        if rng.random() < 0.45:
            conditions = (
                ("it rains", "il pleut", "llueve"),
                ("it snows", "il neige", "nieva"),
                ("the weather is nice", "il fait beau", "hace buen tiempo"),
                ("it is cold", "il fait froid", "hace frío"),
                ("it does not rain", "il ne pleut pas", "no llueve"),
            )
            two = rng.choice(conditions)
        else:
            two = verb_clause(rng, tense="pres")
        if rng.random() < 0.6:
            return f"if {two[0]}, {one[0]}", f"si {two[1]}, {one[1]}", f"si {two[2]}, {one[2]}"
        return f"{one[0]} if {two[0]}", f"{one[1]} si {two[1]}", f"{one[2]} si {two[2]}"
    if draw < 0.8:
        tense = rng.choice(("pres", "past"))
        one = verb_clause(rng, tense="past" if tense == "past" else "pres")
        two = verb_clause(rng, tense=tense)
        if rng.random() < 0.5:
            return f"when {two[0]}, {one[0]}", f"quand {two[1]}, {one[1]}", f"cuando {two[2]}, {one[2]}"
        return f"{one[0]} when {two[0]}", f"{one[1]} quand {two[1]}", f"{one[2]} cuando {two[2]}"
    one = clause_for_join(rng)
    that = rng.choice(("that ", ""))
    start = rng.choice(
        (
            (f"I think {that}", "je pense que ", "creo que "),
            (f"I think {that}", "je pense que ", "creo que "),
            (f"I know {that}", "je sais que ", "sé que "),
            (f"she says {that}", "elle dit que ", "dice que "),
            (f"he thinks {that}", "il pense que ", "piensa que "),
            (f"we know {that}", "nous savons que ", "sabemos que "),
            ("maybe ", "peut-être que ", "quizás "),
            ("I'm sure ", "je suis sûr que ", "estoy seguro de que "),
        )
    )
    if start[0] == "maybe ":
        one = verb_clause(rng, tense="will")
        return f"maybe {one[0]}", f"peut-être que {one[1]}", f"a lo mejor {one[2]}"
    return start[0] + one[0], start[1] + one[1], start[2] + one[2]


def in_order(rng: random.Random) -> Said:
    """I have breakfast before I go to school. She went home after eating."""
    subject = draw_subject(rng)
    first_pattern, second_pattern = (
        rng.choice([p for p in patterns_with("act", "animal") if "{L" not in p.en]) for _ in range(2)
    )
    tense = rng.choice(("pres", "past", "will", "going"))
    one = speak(Clause(subject, tense), first_pattern, rng).statement()
    filled = fill(second_pattern, subject, rng, False)
    if filled.fr_clitic or filled.es_clitic:
        return one
    verb, rest = split_verb(filled.fr, "fr")
    if verb.startswith(("se ", "s'")):
        clitic = ("me", "te", "se", "nous", "se")[subject.person]
        verb = f"{clitic} {verb.removeprefix('se ').removeprefix(chr(115) + chr(39))}"
    es_verb, es_rest = split_verb(filled.es, "es")
    if es_verb.endswith("rse"):
        es_verb = es_verb[:-2] + ("me", "te", "se", "nos", "se")[subject.person]
    return (
        f"{one[0]} before {english(filled.en).gerund}",
        f"{one[1]} avant de {verb} {rest}",
        f"{one[2]} antes de {es_verb} {es_rest}",
    )


def for_purpose(rng: random.Random) -> Said:
    """I'm going to the shop to buy bread."""
    subject = draw_subject(rng)
    row = rng.choice(places("place"))
    pattern = rng.choice([p for p in patterns_with("act", "animal") if "{L" not in p.en and "what" in p.flags])
    tense = rng.choice(("prog", "past", "will", "going", "want to", "have to", "pres"))
    go = Pattern("go " + row["en_to"], "aller " + row["fr_to"], "ir " + row["es_to"], frozenset({"act"}))
    one = speak(Clause(subject, tense), go, rng).statement()
    filled = fill(pattern, subject, rng, False)
    es_verb, es_rest = split_verb(filled.es, "es")
    if es_verb.endswith("rse"):
        es_verb = es_verb[:-2] + ("me", "te", "se", "nos", "se")[subject.person]
    return f"{one[0]} to {filled.en}", f"{one[1]} pour {filled.fr}", f"{one[2]} para {es_verb} {es_rest}"


KINDS: tuple[tuple[Callable[[random.Random], Said], float], ...] = (
    (verb_clause, 27),
    (verb_question, 11),
    (what_question, 5),
    (who_question, 2),
    (animal_clause, 2),
    (copular, 12),
    (profession, 1.5),
    (identity, 5),
    (location, 4),
    (there_is, 5),
    (liking, 6),
    (aching, 1),
    (comparing, 4),
    (superlative, 2),
    (command, 6),
    (polite, 3),
    (joined, 6),
    (in_order, 1),
    (for_purpose, 2),
)
"""How often each kind of sentence is drawn."""


def draw(rng: random.Random) -> Said:
    """One sentence of the grammar, finished."""
    make = rng.choices([make for make, _ in KINDS], [share for _, share in KINDS])[0]
    return finish(make(rng), rng)


CONTRACTIONS = (
    (r"\b(I) am(?= \w)", r"\1'm"),
    (r"\b([Yy]ou|[Ww]e|[Tt]hey) are(?= \w)", r"\1're"),
    (r"\b([Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Ww]hat|[Ww]here|[Ww]ho|[Tt]here) is(?= \w)", r"\1's"),
    (r"\b(I|[Yy]ou|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Ii]t) will not\b", r"\1 won't"),
    (r"\b(I|[Yy]ou|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Ii]t) will\b", r"\1'll"),
    (r"\b(I|[Yy]ou|[Hh]e|[Ss]he|[Ww]e|[Tt]hey) would\b", r"\1'd"),
    (r"\b(I|[Yy]ou|[Ww]e|[Tt]hey) have~", r"\1've"),
    (r"\b([Hh]e|[Ss]he|[Ii]t) has~", r"\1's"),
    (r"\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Cc]ould|[Ss]hould|[Mm]ust|has~|have~) not\b", r"\1n't"),
    (r"\b[Cc]an not\b", "can't"),
    (r"\bwill not\b", "won't"),
)


def finish_english(text: str, rng: random.Random) -> str:
    """A sentence with its articles, contractions, capital and full stop."""
    text = re.sub(r"\b(a)(?= (?!one\b|uni|use|eu)[aeiou]| (?:hour))", "an", text)
    if rng.random() < 0.78:
        for pattern, short in CONTRACTIONS:
            text = re.sub(pattern, short, text)
    text = text.replace("~", "").replace("can not", "cannot")
    text = re.sub(" +", " ", text).strip()
    return capital(text) + ("" if text[-1] in "?!." else ".")


def finish_french(text: str) -> str:
    """The same for French, with its melted articles and elisions."""
    text = re.sub(" +", " ", text).strip()
    text = re.sub(rf"\bà {ARTICLE}les ", "aux ", text)
    text = re.sub(rf"\bde {ARTICLE}les ", "des ", text)
    text = re.sub(rf"\bà {ARTICLE}le (?![{VOWELS}])", "au ", text)
    text = re.sub(rf"\bde {ARTICLE}le (?![{VOWELS}])", "du ", text)
    text = text.replace(ARTICLE, "")
    text = re.sub(rf"(?<![-\w'])(j|l|d|n|m|t|s|qu|parce qu|Parce qu)(e) (?=[{VOWELS}](?!uit\b|nze\b))", r"\1'", text)
    text = re.sub(rf"(?<![-\w'])(la) (?=[{VOWELS}])", "l'", text)
    text = re.sub(r"\b([Ss])i (?=ils?\b)", r"\1'", text)
    return capital(text) + ("" if text[-1] in "?!." else ".")


def finish_spanish(text: str) -> str:
    """The same for Spanish."""
    text = re.sub(" +", " ", text).strip()
    text = re.sub(r"\ba §el\b", "al", text)
    text = re.sub(r"\bde §el\b", "del", text)
    text = text.replace(ARTICLE, "")
    text = text.replace("con mí", "conmigo").replace("con ti", "contigo")
    text = re.sub(r"\by (?=h?i(?![aeo])|I(?![aeo]))", "e ", text)
    text = re.sub(r"\bo (?=h?o)", "u ", text)
    return capital(text) + ("" if text[-1] in "?!." else ".")


def capital(text: str) -> str:
    """The first letter in upper case."""
    place = next((index for index, letter in enumerate(text) if letter.isalpha()), 0)
    return text[:place] + text[place].upper() + text[place + 1 :]


def finish(said: Said, rng: random.Random) -> Said:
    """The three sentences as they are written."""
    return finish_english(said[0], rng), finish_french(said[1]), finish_spanish(said[2])
