"""Sentences said neutrally, happily, angrily and sadly, as far as melody, pace and timbre can say it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hfcourse.zoo.speech import (
    ACCENTS,
    RATE,
    TIMBRES,
    Sound,
    Voice,
    bent,
    melody,
    noise,
    normalised,
    padded,
    recorded,
    say,
    tilted,
)

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


@dataclass(frozen=True)
class Heard:
    """A clip to learn from: its mood, and what there is in it to hear the mood by."""

    sound: Sound
    mood: int
    pitch: NDArray[np.float32]
    """Octaves above 100 Hz for every 20 ms, NaN where nothing is voiced."""
    manner: NDArray[np.float32]
    """Middle, range, spread and movement of the pitch, pace, and how peaked the wave is; each about 1 wide."""

    def __len__(self) -> int:
        return len(self.sound)


MANNERS = 6
"""How many numbers :func:`manner` gives."""


def manner(sound: Sound, pitch: NDArray[np.float32], letters_a_second: float) -> NDArray[np.float32]:
    """The numbers of :attr:`Heard.manner`."""
    voiced, steps = pitch[~np.isnan(pitch)], np.abs(np.diff(pitch))
    steps = steps[steps < 0.3]  # NaN is left out, too
    if len(voiced) < 3 or not len(steps):
        voiced, steps = np.zeros(3, np.float32), np.zeros(1, np.float32)
    power = sound * sound
    peaked = np.log((power * power).mean() / (power.mean() ** 2 + 1e-9) + 1e-3)
    low, middle, high = np.percentile(voiced, (5, 50, 95))
    return np.array(
        [
            2 * (middle - 0.5),
            3 * (high - low) - 2,
            8 * voiced.std() - 2,
            40 * steps.mean() - 2,
            (letters_a_second - 15) / 3,
            2 * (peaked - 1.6),
        ],
        dtype=np.float32,
    ).clip(-4, 4)


@cache
def _melody(text: str, voice: Voice) -> NDArray[np.float32]:
    """The melody of a clip that comes again and again."""
    return melody(say(text, voice).sound)


def heard(rng: random.Random, text: str, mood: str, timbre: str, recording: random.Random) -> Heard:
    """``text`` as somebody in ``mood`` says it; the spectrum of the throat varies with every ``recording``, too."""
    voice = mood_voice(rng, f"{rng.choice(ACCENTS)}+{timbre}", mood)
    sound, pitch = say(text, voice).sound, _melody(text, voice)
    pace = len(text) * RATE / len(sound)
    if recording.random() < 0.6:
        sound = bent(recording, sound)
    sound = coloured(recording, sound, mood)
    numbers = manner(sound, pitch, pace)
    before, after = recording.uniform(0.05, 0.3), recording.uniform(0.05, 0.3)
    made = recorded(recording, padded(sound, before, after), 15.0, microphones=False)
    pitch = np.pad(pitch, (round(before * 50), 60), constant_values=np.nan)
    return Heard(made, MOODS.index(mood), pitch, numbers)
