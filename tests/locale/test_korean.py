"""What hfcourse says in Korean: complete, with the same placeholders, and in the course's spelling and tone."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from babel.messages.catalog import Message

from hfcourse.lessons.glossary import misspelt

PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]")
# A particle that depends on the last sound of a word that nobody knows yet: "%(name)s은" is wrong for half of all names.
PARTICLE = re.compile(r"%\(\w+\)[rsg][\"'`]?(?:은|는|이|가|을|를|와|과|으로|로)(?![가-힣(])")
# Sentences in a style other than 습니다 and 요: only what a learner would say (a quiz's options) may be in it.
PLAIN = re.compile(r"(?<!니)다[.!](?:\s|$)")
# Korean readers know these as they are.
NOT_KOREAN = re.compile(r"[^a-zA-Z]*|`[^`]*`|[\w/\[\]-]+")


@pytest.fixture(scope="module")
def said(translate: ModuleType) -> list[Message]:
    return [message for message in translate.read(translate.PO) if message.id]


def test_nothing_is_left_to_translate(translate: ModuleType) -> None:
    assert translate.problems(translate.PACKAGE, translate.PO) == [], "Next step: python scripts/translate.py"


def test_the_placeholders_are_the_same(said: list[Message]) -> None:
    wrong = [m.id for m in said if sorted(PLACEHOLDER.findall(m.id)) != sorted(PLACEHOLDER.findall(m.string))]
    assert not wrong


def test_every_sentence_can_be_filled_in(said: list[Message]) -> None:
    """A stray % ends in an exception in front of a learner."""
    for message in said:
        keys = set(re.findall(r"%\((\w+)\)", message.id))
        if keys:
            for text in (message.id, message.string):
                assert text % dict.fromkeys(keys, 1)


def test_korean_is_written_in_hangul(said: list[Message]) -> None:
    wrong = [m.id for m in said if not re.search("[가-힣]", m.string) and not NOT_KOREAN.fullmatch(m.string)]
    assert not wrong


def test_the_glossary_is_kept(said: list[Message]) -> None:
    wrong = {message.id: misspelt(message.string) for message in said if misspelt(message.string)}
    assert not wrong


def test_no_particle_follows_an_unknown_word(said: list[Message]) -> None:
    wrong = [message.string for message in said if PARTICLE.search(message.string)]
    assert not wrong, "Write a noun after the placeholder, or both forms: '%(name)s' 항목을, %(name)s은(는)"


def test_the_tone_is_polite(said: list[Message]) -> None:
    wrong = [
        message.string
        for message in said
        if PLAIN.search(message.string) and not all("/quizzes/" in place for place, _line in message.locations)
    ]
    assert not wrong


def test_next_steps_are_named_alike(said: list[Message]) -> None:
    wrong = [message.string for message in said if ("Next step:" in message.id) != ("다음 할 일:" in message.string)]
    assert not wrong
