"""Verb groups: the finite verb with its auxiliaries, negation, adverb and clitic pronouns, in three languages.

The tenses are named from English: ``pres``, ``prog``, ``past``, ``was`` (past of a state, or past continuous),
``perf``, ``will``, ``going``, and modals as they are said: ``can``, ``have to``, ``want to``, ``could not`` …
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hfcourse.zoo.parallel.conjugation import HE, ME, THEY, WE, YOU, english, french, spanish, stress_before_pronoun
from hfcourse.zoo.parallel.nouns import Phrase

ADVERBS = {
    "always": ("toujours", "siempre"),
    "often": ("souvent", "a menudo"),
    "sometimes": ("parfois", "a veces"),
    "never": ("jamais", "nunca"),
    "already": ("déjà", "ya"),
    "still": ("encore", "todavía"),
    "also": ("aussi", "también"),
    "usually": ("d'habitude", "normalmente"),
    "really": ("vraiment", "realmente"),
    "almost": ("presque", "casi"),
}
"""English adverb to French and Spanish; they stand before the verb, after the finite verb, and before the verb."""
REFLEXIVE = {ME: ("me", "me"), YOU: ("te", "te"), HE: ("se", "se"), WE: ("nous", "nos"), THEY: ("se", "se")}
NO_PROGRESSIVE = {"ir", "venir", "volver", "llegar", "estar", "ser"}
DATIVE = {ME: "me", YOU: "te", HE: "le", WE: "nos", THEY: "les"}
CONDITIONAL = ("ais", "ais", "ait", "ions", "aient")
HAVE = "have~"
"""``~`` marks an auxiliary that may be contracted: I have~ seen, I've seen."""


@dataclass(frozen=True)
class Clause:
    """What the verb groups need to know of a sentence."""

    subject: Phrase
    tense: str
    negated: bool = False
    question: bool = False
    adverb: str = ""
    state: bool = False
    skill: bool = False


def be_form(subject: Phrase, past: bool) -> str:
    """am, are, is, was or were."""
    many = subject.en_plural or subject.pronoun in ("you", "we", "they")
    if past:
        return "were" if many else "was"
    return "am" if subject.pronoun == "I" else "are" if many else "is"


def third(subject: Phrase) -> bool:
    """Whether the English verb takes its -s."""
    return not subject.en_plural and subject.pronoun not in ("I", "you", "we", "they")


def english_group(clause: Clause, verb: str) -> tuple[str, str]:
    """The auxiliary that goes before the subject of a question ("" if none), and the rest of the verb group.

    In a statement both follow the subject.
    """
    forms, subject, tense = english(verb), clause.subject, clause.tense
    adverb = f"{clause.adverb} " if clause.adverb else ""
    no = "not " if clause.negated else ""
    s = third(subject)
    if tense in ("prog", "was") and not (tense == "was" and clause.state):
        return be_form(subject, tense == "was"), f"{no}{adverb}{forms.gerund}"
    if tense in ("pres", "past", "was"):
        past = tense != "pres"
        if verb.split(maxsplit=1)[0] == "be":
            return be_form(subject, past), f"{no}{adverb}{verb[3:]}"
        if clause.negated or clause.question:
            return "did" if past else "does" if s else "do", f"{no}{adverb}{verb}"
        return "", f"{adverb}{forms.past if past else forms.third if s else verb}"
    if tense == "perf":
        return "has~" if s else HAVE, f"{no}{adverb}{forms.participle}"
    if tense == "will":
        return "will", f"{no}{adverb}{verb}"
    if tense == "going":
        return be_form(subject, False), f"{no}{adverb}going to {verb}"
    if tense in ("can", "must", "should"):
        return tense, f"{no}{adverb}{verb}"
    if tense == "could not":
        return "could", f"not {verb}"
    if tense == "would like to":
        return "would", f"{no}{adverb}like to {verb}"
    modal = {"wanted to": "want to", "had to": "have to"}.get(tense, tense)
    word = english(modal)
    past = tense in ("wanted to", "had to")
    if clause.negated or clause.question:
        return "did" if past else "does" if s else "do", f"{no}{adverb}{modal} {verb}"
    return "", f"{adverb}{word.past if past else word.third if s else modal} {verb}"


def french_conditional(verb: str, person: int) -> str:
    """devrais, voudrais and the like."""
    return french(verb).future[ME].removesuffix("ai") + CONDITIONAL[person]


def french_group(clause: Clause, verb: str, clitic: str = "", agreement: str = "", invariable: bool = False) -> str:
    """The French verb group from ne to the last verb form. ``verb`` may begin with "se".

    ``agreement`` (gender and "p") is that of a direct object clitic; ``invariable`` keeps a reflexive participle as it is.
    """
    reflexive = verb.startswith(("se ", "s'"))
    bare = verb.removeprefix("se ").removeprefix("s'")
    person, tense, subject = clause.subject.person, clause.tense, clause.subject
    if reflexive:
        clitic = REFLEXIVE[person][0]
    forms = french(bare)
    before, finite, after = f"{clitic} " if clitic else "", "", ""
    infinitive = f"{before}{bare}"
    match tense:
        case "pres" | "prog":
            finite = forms.present[person]
        case "was":
            finite = forms.imperfect[person]
        case "will":
            finite = forms.future[person]
        case "past" | "perf":
            with_be = reflexive or forms.with_be
            finite = french("être" if with_be else "avoir").present[person]
            after = forms.participle
            if with_be and not (reflexive and invariable):
                after += "e" * (subject.fr_gender == "f") + "s" * subject.fr_plural
            elif agreement and not with_be:
                after += "e" * ("f" in agreement) + "s" * ("p" in agreement and not after.endswith("s"))
        case "going":
            finite, after, before = french("aller").present[person], infinitive, ""
        case "can" | "could not":
            modal = french("savoir" if clause.skill and tense == "can" else "pouvoir")
            finite = (modal.present if tense == "can" else modal.imperfect)[person]
            after, before = infinitive, ""
        case "must" | "have to":
            finite, after, before = french("devoir").present[person], infinitive, ""
        case "should":
            finite, after, before = french_conditional("devoir", person), infinitive, ""
        case "had to":
            finite, after, before = french("avoir").present[person], f"dû {infinitive}", ""
        case "want to":
            finite, after, before = french("vouloir").present[person], infinitive, ""
        case "wanted to":
            finite, after, before = french("vouloir").imperfect[person], infinitive, ""
        case "would like to":
            finite, after, before = french_conditional("vouloir", person), infinitive, ""
        case "need to":
            finite, after, before = french("avoir").present[person], f"besoin de {infinitive}", ""
        case "like to":
            finite, after, before = french("aimer").present[person], infinitive, ""
        case "try to":
            finite, after, before = french("essayer").present[person], f"de {infinitive}", ""
        case _:
            raise ValueError(f"no tense {tense}")
    negation = "jamais" if clause.adverb == "never" else "pas" if clause.negated or tense == "could not" else ""
    adverb = ADVERBS[clause.adverb][0] if clause.adverb not in ("", "never", "usually") else ""
    if clause.negated and clause.adverb == "already":
        adverb, negation = "encore", "pas"
    parts = ["ne" if negation else "", before.strip(), finite, negation, adverb, after]
    return " ".join(part for part in parts if part)


def spanish_group(clause: Clause, verb: str, clitic: str = "") -> str:
    """The Spanish verb group. ``verb`` may end in "se"."""
    person, tense = clause.subject.person, clause.tense
    if clause.subject.es_plural and person == HE:
        person = THEY
    elif not clause.subject.es_plural and person == THEY and not clause.subject.pronoun:
        person = HE
    reflexive = re.search("[aeií]rse$", verb)
    bare = verb[:-2] if reflexive else verb
    if reflexive:
        clitic = REFLEXIVE[person][1]
    forms = spanish(bare)
    attached = bare + clitic
    if clitic and bare.endswith("ír"):
        attached = bare + clitic
    before = clitic
    match tense:
        case "prog" if not clause.state and bare not in NO_PROGRESSIVE:
            verbs = f"{spanish('estar').present[person]} {forms.gerund}"
        case "pres" | "prog":
            verbs = forms.present[person]
        case "was" if not clause.state and bare not in NO_PROGRESSIVE:
            verbs = f"{spanish('estar').imperfect[person]} {forms.gerund}"
        case "was":
            verbs = forms.imperfect[person]
        case "past":
            verbs = forms.preterite[person]
        case "perf":
            verbs = f"{spanish('haber').present[person]} {forms.participle}"
        case "will":
            verbs = forms.future[person]
        case "going":
            verbs, before = f"{spanish('ir').present[person]} a {attached}", ""
        case "can" | "could not":
            modal = spanish("saber" if clause.skill and tense == "can" else "poder")
            verbs, before = f"{(modal.present if tense == 'can' else modal.imperfect)[person]} {attached}", ""
        case "must":
            verbs, before = f"{spanish('deber').present[person]} {attached}", ""
        case "should":
            verbs, before = (
                f"{spanish('deber').future[ME].removesuffix('é')}{('ía', 'ías', 'ía', 'íamos', 'ían')[person]} {attached}",
                "",
            )
        case "have to":
            verbs, before = f"{spanish('tener').present[person]} que {attached}", ""
        case "had to":
            verbs, before = f"{spanish('tener').preterite[person]} que {attached}", ""
        case "want to":
            verbs, before = f"{spanish('querer').present[person]} {attached}", ""
        case "wanted to":
            verbs, before = f"{spanish('querer').imperfect[person]} {attached}", ""
        case "need to":
            verbs, before = f"{spanish('necesitar').present[person]} {attached}", ""
        case "try to":
            verbs, before = f"{spanish('intentar').present[person]} {attached}", ""
        case "would like to" | "like to":
            word = "gustaría" if tense == "would like to" else "gusta"
            verbs, before = f"{word} {attached}", DATIVE[person]
        case _:
            raise ValueError(f"no tense {tense}")
    negated = clause.negated or tense == "could not"
    adverb = ADVERBS[clause.adverb][1] if clause.adverb else ""
    if clause.negated and clause.adverb == "already":
        adverb = "todavía"
    parts = [adverb, "no" if negated else "", before, verbs]
    return " ".join(part for part in parts if part)


def french_imperative(verb: str, clitic: str, negated: bool) -> str:
    """The imperative to one informal person."""
    reflexive = verb.startswith(("se ", "s'"))
    bare = verb.removeprefix("se ").removeprefix("s'")
    word = french(bare).imperative
    if negated:
        weak = "te" if reflexive else clitic
        return " ".join(part for part in ("ne", weak, word, "pas") if part)
    strong = "toi" if reflexive else {"me": "moi", "te": "toi"}.get(clitic, clitic)
    return f"{word}-{strong}" if strong else word


def spanish_imperative(verb: str, clitic: str, negated: bool) -> str:
    """The imperative to one informal person."""
    reflexive = re.search("[aeií]rse$", verb)
    forms = spanish(verb[:-2] if reflexive else verb)
    clitic = "te" if reflexive else clitic
    if negated:
        return " ".join(part for part in ("no", clitic, forms.subjunctive[YOU]) if part)
    return stress_before_pronoun(forms.imperative) + clitic if clitic else forms.imperative


def french_let_us(verb: str) -> str:
    """allons, mangeons."""
    return french(verb).present[WE]
