"""What the two translation stand-ins share: their sentences, their measures, and what they may not have seen."""

from __future__ import annotations

import random
import re

import pytest

from hfcourse.zoo import translation
from hfcourse.zoo.recipe import Run, heldout, material


def plain(text: str) -> str:
    """Letters and digits only, in lower case, so that a comma hides no copy."""
    return re.sub(r"[\W_]+", " ", text.replace("’", "'")).strip().lower()


def test_heldout_is_large_enough() -> None:
    assert len(heldout("translations_en")) >= 100


def test_no_heldout_sentence_was_trained_on() -> None:
    """Neither written nor among twenty thousand drawn ones; the number is told, not the sentences."""
    tested = {plain(row["en"]) for row in heldout("translations_en")}
    known = {plain(row["en"]) for row in material("translation", "set", "free")}
    known |= {plain(row["text"]) for row in translation.examples("fr", 0)["train"]}
    assert len(known & tested) == 0


def test_examples_are_many_repeatable_and_in_step() -> None:
    """The same seed gives the same sentences, to both recipes; few come twice."""

    def draw(target: translation.Target) -> list[tuple[str, str]]:
        rng, one = random.Random(3), translation.sampler(target)
        return [one(rng) for _ in range(4000)]

    french = draw("fr")
    assert french == draw("fr")
    assert [english for english, _ in french] == [english for english, _ in draw("es")]
    assert len({english for english, _ in french}) > 2800
    assert max(len(english.split()) for english, _ in french) <= 40


def test_left_out_sentences_are_not_in_the_frames() -> None:
    """What a recipe is developed on, it does not train on."""
    without = translation.corpus(without_develop=True)
    assert len(without.left_out) >= 150
    assert not set(without.left_out) & {frame.original for frame in without.frames}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il va à la gare, à la gare, à la gare.", True),
        ("no no no", True),
        ("Il va à la gare et à la plage.", False),
        ("très, très bien", False),
        ("", False),
    ],
)
def test_loops(text: str, expected: bool) -> None:
    """Up to four words, three times in a row."""
    assert translation.loops(text) is expected


def test_an_opener_leaves_names_and_i_alone() -> None:
    """ "Yes, I …", but no small letter for a name."""
    opener = ("Yes,", "Oui,", "Sí,")
    assert translation.opened(("I am here.", "Je suis ici.", "Estoy aquí."), opener) == (
        "Yes, I am here.",
        "Oui, je suis ici.",
        "Sí, estoy aquí.",
    )
    assert translation.opened(("Tom is here.", "Tom est ici.", "Tom está aquí."), opener)[0] == "Tom is here."
    assert translation.opened(("Is it?", "Vrai ?", "¿Es?"), opener)[2] == "Sí, ¿es?"


def test_english_is_varied_as_people_write() -> None:
    """Contracted or not, British or American, with either apostrophe; never another sentence."""
    seen = {translation.vary("I'm sure the theater isn't open.", random.Random(seed)) for seed in range(400)}
    assert "I am sure the theatre is not open." in seen
    assert "I’m sure the theater isn’t open." in seen
    assert {plain(text).replace("theatre", "theater") for text in seen} == {
        "i m sure the theater isn t open",
        "i am sure the theater is not open",
    }


def test_pieces_are_whole_words_and_hold_every_letter() -> None:
    """Frequent words are one piece each, though no longer word begins with them."""
    import sentencepiece

    pieces = translation.make_pieces(Run(scale=0.02), "fr", 3000, pad_id=0, eos_id=1, unk_id=2)
    model = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    for word in ("my", "will", "very", "avec", "très"):
        assert model.encode(word, out_type=str) == [f"▁{word}"]
    assert model.unk_id() not in model.encode(translation.LETTERS)
