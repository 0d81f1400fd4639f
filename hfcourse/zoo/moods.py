"""Sentences said neutrally, happily, angrily and sadly, as far as melody, pace and timbre can say it."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from hfcourse.zoo.speech import ACCENTS, TIMBRES, Sound, Voice, noise, normalised, padded, recorded, say, tilted

MOODS = ("neu", "hap", "ang", "sad")
"""In the order of superb/wav2vec2-base-superb-er."""


def mood_voice(rng: random.Random, name: str, mood: str) -> Voice:
    """A speaker in a mood: happy voices rise and fall much, angry ones are fast, sad ones low, flat and slow."""
    pitch, speed = rng.randint(38, 58), rng.randint(148, 172)
    if mood == "hap":
        return Voice(name, speed + rng.randint(5, 25), pitch + rng.randint(12, 25), rng.randint(80, 99))
    if mood == "ang":
        return Voice(name, speed + rng.randint(25, 55), pitch + rng.randint(-8, 6), rng.randint(45, 70))
    if mood == "sad":
        return Voice(name, speed - rng.randint(35, 55), pitch - rng.randint(12, 24), rng.randint(2, 18))
    return Voice(name, speed, pitch, rng.randint(38, 55))


def coloured(rng: random.Random, sound: Sound, mood: str) -> Sound:
    """The timbre of a mood: anger is shrill and overdriven, joy a little bright, sadness dull and breathy."""
    if mood == "ang":
        sound = np.tanh(normalised(sound) * np.float32(rng.uniform(4, 9)))
        return tilted(sound, rng.uniform(-0.75, -0.5))
    if mood == "hap":
        return tilted(sound, rng.uniform(-0.35, -0.1))
    if mood == "sad":
        breath = noise(rng, len(sound)) * np.abs(sound) * np.float32(rng.uniform(0.2, 0.4))
        return tilted(sound + breath, rng.uniform(0.6, 0.95))
    return sound


def spoken(
    rng: random.Random,
    text: str,
    mood: str,
    timbres: Sequence[str] = TIMBRES,
    recording: random.Random | None = None,
) -> Sound:
    """``text`` as somebody in ``mood`` says it; ``rng`` chooses who, ``recording`` (or also ``rng``) what the room adds."""
    name = f"{rng.choice(ACCENTS)}+{rng.choice(timbres)}"
    sound = say(text, mood_voice(rng, name, mood)).sound
    rng = recording or rng
    sound = coloured(rng, sound, mood)
    sound = padded(sound, rng.uniform(0.05, 0.3), rng.uniform(0.05, 0.3))
    return recorded(rng, sound, 15.0, microphones=False)  # a microphone's own timbre would blur the moods
