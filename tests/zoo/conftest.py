"""The tests of the zoo never call espeak-ng: a hummed alphabet takes its place, so they run on every system alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hfcourse.zoo import speech

LETTER = 0.05
"""Seconds that a letter takes."""


def hum(text: str, voice: speech.Voice) -> tuple[dict[str, Any], bytes]:
    """What the worker would answer, if every letter were a tone of its own."""
    time = np.arange(round(LETTER * speech.RATE)) / speech.RATE
    letters = [letter if letter.isalpha() else " " for letter in text.lower()]
    tones = [0 if letter == " " else 200 + 100 * (ord(letter) % 26) + voice.pitch for letter in letters]
    sound = np.concatenate([np.sin(2 * np.pi * tone * time) for tone in tones])
    starts = [
        index for index, letter in enumerate(letters) if letter != " " and (not index or letters[index - 1] == " ")
    ]
    samples = round(LETTER * speech.RATE)
    phonemes: list[tuple[int, int, str]] = []
    for number, start in enumerate(starts):
        end = next((at for at in range(start, len(letters)) if letters[at] == " "), len(letters))
        phonemes += [(start, at * samples, letters[at]) for at in range(start, end)]
        if number == len(starts) - 1:
            phonemes.append((start, end * samples, "_:"))
    words = [(start, 1, start * samples) for start in starts]
    head = {"samples": len(sound), "rate": speech.RATE, "phonemes": phonemes, "words": words}
    return head, (sound * 16000).astype("<i2").tobytes()


@pytest.fixture(scope="session")
def hummed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the hummed texts are kept."""
    return tmp_path_factory.mktemp("hummed")


@pytest.fixture(autouse=True)
def no_espeak(monkeypatch: pytest.MonkeyPatch, hummed: Path) -> Iterator[None]:
    """Hum instead of speaking."""
    monkeypatch.setattr(speech, "_ask", hum)
    monkeypatch.setattr(speech, "CACHE", hummed)
    yield
