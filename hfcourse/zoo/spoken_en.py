"""The sentences that the speech stand-ins learn from: a few words, many ways to put them together."""

from __future__ import annotations

import random
from functools import cache

from hfcourse.zoo.speech import plain_words
from hfcourse.zoo.tables import Corpus

RANDOM_SHARE = 0.35
"""Share of training texts that are words in any order, so that a recognizer must listen and cannot guess."""


@cache
def corpus() -> Corpus:
    """Lists and frames of ``material/speech``."""
    return Corpus("speech", [], {})


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the material, sorted, in small letters."""
    from hfcourse.zoo.tables import CHOICE, SLOT

    words: set[str] = set()
    source = corpus()
    texts = [word for entries in source.lists.values() for word in entries]
    for topic in source.topics:
        for row in topic.rows:
            for frame in row["sentence"]:
                text = SLOT.sub(" ", frame)
                texts.append(CHOICE.sub(lambda match: match[1].replace("/", " "), text))
    for text in texts:
        words |= set(plain_words(text.replace("/", " ")).lower().split())
    return tuple(sorted(words))


def sentence(rng: random.Random) -> str:
    """One sentence of the grammar, in small letters, with its punctuation."""
    topics = corpus().topics
    topic = rng.choices(topics, weights=[topic.weight for topic in topics])[0]
    return corpus().sentence(rng, topic, rng.randrange(len(topic.rows)))


def words(rng: random.Random, least: int = 1, most: int = 7) -> str:
    """A few words in any order."""
    return " ".join(rng.choices(vocabulary(), k=rng.randint(least, most)))


def text(rng: random.Random) -> str:
    """What one training clip says: a sentence, or words in any order."""
    return words(rng) if rng.random() < RANDOM_SHARE else sentence(rng)
