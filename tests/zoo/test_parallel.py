"""The parallel grammar: verb forms, agreement, elision, clitics, and the material that it reads."""

from __future__ import annotations

import random
import re

import pytest

from hfcourse.zoo.parallel import nouns, sentences, verbs, written
from hfcourse.zoo.parallel.conjugation import FOLDER, english, french, spanish, stress_before_pronoun
from hfcourse.zoo.parallel.sentences import finish_english, finish_french, finish_spanish
from hfcourse.zoo.recipe import material, read_tsv


@pytest.mark.parametrize(
    ("verb", "present", "participle", "future"),
    [
        ("manger", "mange manges mange mangeons mangent", "mangé", "mangerai"),
        ("commencer", "commence commences commence commençons commencent", "commencé", "commencerai"),
        ("acheter", "achète achètes achète achetons achètent", "acheté", "achèterai"),
        ("préférer", "préfère préfères préfère préférons préfèrent", "préféré", "préférerai"),
        ("finir", "finis finis finit finissons finissent", "fini", "finirai"),
        ("attendre", "attends attends attend attendons attendent", "attendu", "attendrai"),
        ("apprendre", "apprends apprends apprend apprenons apprennent", "appris", "apprendrai"),
        ("venir", "viens viens vient venons viennent", "venu", "viendrai"),
    ],
)
def test_french_verbs(verb: str, present: str, participle: str, future: str) -> None:
    """Rules, their spelling, and the table."""
    forms = french(verb)
    assert (" ".join(forms.present), forms.participle, forms.future[0]) == (present, participle, future)


@pytest.mark.parametrize(
    ("verb", "present", "preterite", "subjunctive"),
    [
        ("hablar", "hablo hablas habla hablamos hablan", "hablé hablaste habló hablamos hablaron", "hables"),
        ("dormir", "duermo duermes duerme dormimos duermen", "dormí dormiste durmió dormimos durmieron", "duermas"),
        ("buscar", "busco buscas busca buscamos buscan", "busqué buscaste buscó buscamos buscaron", "busques"),
        ("tener", "tengo tienes tiene tenemos tienen", "tuve tuviste tuvo tuvimos tuvieron", "tengas"),
        ("seguir", "sigo sigues sigue seguimos siguen", "seguí seguiste siguió seguimos siguieron", "sigas"),
        ("leer", "leo lees lee leemos leen", "leí leíste leyó leímos leyeron", "leas"),
        ("ir", "voy vas va vamos van", "fui fuiste fue fuimos fueron", "vayas"),
    ],
)
def test_spanish_verbs(verb: str, present: str, preterite: str, subjunctive: str) -> None:
    """Rules, changing stems, spelling, and the table."""
    forms = spanish(verb)
    assert (" ".join(forms.present), " ".join(forms.preterite)) == (present, preterite)
    assert forms.subjunctive[1] == subjunctive


def test_english_verbs_and_accents() -> None:
    """Regular and irregular forms; the accent that a Spanish imperative takes before a pronoun."""
    assert english("look for").gerund == "looking for"
    assert english("write").participle == "written"
    assert [stress_before_pronoun(word) for word in ("levanta", "pon", "despierta")] == ["levánta", "pon", "despiérta"]


def test_elision_and_melting() -> None:
    """de le becomes du, le ami l'ami, si il s'il; a el becomes al, y Irene e Irene."""
    assert finish_french("je parle de §le ami à §les filles") == "Je parle de l'ami aux filles."
    assert finish_french("si il va à §le marché , je aime") == "S'il va au marché , j'aime."
    assert finish_spanish("voy a §el mercado de §el pueblo con mí") == "Voy al mercado del pueblo conmigo."
    assert finish_spanish("Anna y Irene") == "Anna e Irene."
    assert finish_english("it is a apple in a hour", random.Random(1)) in {
        "It's an apple in an hour.",
        "It is an apple in an hour.",
    }


def said(pattern: str, subject: str, tense: str, **options: bool) -> tuple[str, str, str]:
    """A verb phrase of the table with a pronoun for its subject."""
    found = next(one for one in sentences.patterns() if one.en == pattern)
    clause = verbs.Clause(nouns.pronoun(subject), tense, **options)
    spoken = sentences.speak(clause, found, random.Random(0))
    return spoken.question() if clause.question else spoken.statement()


def test_agreement_and_clitics() -> None:
    """être agrees, reflexives follow the person, Spanish clitics hang on the infinitive."""
    assert said("go out", "she", "past")[1] == "elle est sortie"
    assert said("wash {own:p} hands", "she", "past")[1:] == ("elle se est lavé les mains", "se lavó las manos")
    assert said("get up", "we", "have to")[1:] == ("nous devons nous lever", "tenemos que levantarnos")
    assert said("be hungry", "I", "pres", negated=True)[1:] == ("je ne ai pas faim", "no tengo hambre")
    assert said("swim", "you", "can", question=True, skill=True)[1:] == ("est-ce que tu sais nager ?", "¿sabes nadar?")
    assert verbs.spanish_imperative("levantarse", "", negated=False) == "levántate"
    assert verbs.spanish_imperative("tocar", "lo", negated=True) == "no lo toques"
    assert verbs.french_imperative("se lever", "", negated=False) == "lève-toi"


def test_no_slot_stays_open_and_nothing_is_left_unmelted() -> None:
    """In twenty thousand sentences of the grammar."""
    rng = random.Random(5)
    for _ in range(20_000):
        en, fr, es = sentences.draw(rng)
        assert not re.search(r"[{}§~_]|  ", en + fr + es), (en, fr, es)
        assert not re.search(r"\b(de les?|à les?) (?!lui)[a-z]", fr) or re.search(
            r"\b(de|à) les? \w+(er|ir|re|oir)\b", fr
        )
        assert not re.search(r"\b(a|de) el\b", es), es
        assert not re.search(r"\b(je|le|me|te|se|ne|que) [aeiouéêh](?!uit)", fr, re.IGNORECASE) or "-" in fr, fr
        assert en[0].isupper()
        assert en[-1] in ".?!"


def test_every_verb_phrase_can_be_said() -> None:
    """In every tense and person."""
    rng = random.Random(1)
    for pattern in sentences.patterns():
        for tense in sentences.TENSES:
            for word in ("I", "she", "they"):
                clause = verbs.Clause(nouns.pronoun(word), tense, state="state" in pattern.flags)
                assert all(sentences.speak(clause, pattern, rng).statement())


def test_written_sentences_are_whole_and_many() -> None:
    """At least 1,500, none twice, French with its space before the mark, Spanish with both marks."""
    rows = list(material("translation", "set", "free"))
    assert len(rows) >= 1500
    assert len({row["en"] for row in rows}) >= len(rows) - 3
    for row in rows:
        assert not re.search(r"\S[?!]", row["fr"]), row
        assert row["es"].count("¿") == row["es"].count("?"), row
        assert row["es"].count("¡") == row["es"].count("!"), row
        assert row["en"].count("?") == row["fr"].count("?"), row


def test_a_noun_changes_place_with_one_of_the_same_genders() -> None:
    """So that every article and adjective beside it stays right."""
    frame = written.make_frame(
        ("The soup is too hot.", "La soupe est trop chaude.", "La sopa está demasiado caliente."), False
    )
    [place] = frame.places
    assert place.original == ("soup", "soupe", "sopa")
    words = {noun.fr.one: noun for noun in nouns.nouns() if "food" in noun.kinds}
    assert place.others
    for _, fr, _ in place.others:
        assert (words[fr].fr.gender, words[fr].es.gender) == ("f", "f")


def test_the_lexicon_stays_inside_the_stated_vocabulary() -> None:
    """Whoever writes sentences from vocabulary.txt may trust it; the grammar uses no noun or adjective beside it."""
    text = (FOLDER / "vocabulary.txt").read_text(encoding="utf-8")
    body = text.split("\n[", 1)[1]
    stated = {word.strip() for line in body.splitlines() if not line.endswith("]") for word in line.split(",")}
    assert not {row["en"].split("/")[0] for row in read_tsv(FOLDER / "nouns.tsv")} - stated
    assert not {row["en"] for row in read_tsv(FOLDER / "adjectives.tsv")} - stated
