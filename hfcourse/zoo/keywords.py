"""Seconds of sound with a keyword in them, with another word, or with none: the classes of Speech Commands."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from hfcourse.zoo.speech import RATE, TIMBRES, Sound, Voice, draw_voice, noise, recorded, say

KEYWORDS = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")
SILENCE, UNKNOWN = "_silence_", "_unknown_"
CLASSES = (*KEYWORDS, SILENCE, UNKNOWN)
"""In the order of superb/wav2vec2-base-superb-ks."""


def one_second(rng: random.Random, sound: Sound) -> Sound:
    """``sound`` somewhere in one second; of a longer one, a second from its middle."""
    if len(sound) >= RATE:
        start = (len(sound) - RATE) // 2
        return sound[start : start + RATE]
    before = rng.randint(0, RATE - len(sound))
    return np.pad(sound, (before, RATE - len(sound) - before)).astype(np.float32)


def spoken_second(rng: random.Random, word: str, timbres: Sequence[str] = TIMBRES, voice: Voice | None = None) -> Sound:
    """One second with ``word`` in it, said by ``voice`` or by anybody."""
    return recorded(rng, one_second(rng, say(word, voice or draw_voice(rng, timbres)).sound))


def silence(rng: random.Random) -> Sound:
    """One second without a word: noise, loud or soft."""
    return noise(rng, RATE) * np.float32(10 ** rng.uniform(-3.5, -0.7))
