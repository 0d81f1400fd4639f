"""Speech to train on: sentences spoken by espeak-ng in many voices, and what a room and a microphone do to them.

Sound is mono float32 in [-1, 1] at 16,000 samples a second throughout. espeak-ng (a free program; ``apt-get install
espeak-ng``, ``brew install espeak-ng``) is needed for training only: what the stand-ins are measured on, and the clips
of the data sets, are files.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
RATE = 16_000
CACHE = Path(tempfile.gettempdir()) / "hfcourse-speech"
"""Where spoken sentences are kept between runs; may be deleted at any time."""
TAIL = 0.06
"""Seconds kept behind the last phoneme."""
ACCENTS = ("gmw/en-US", "gmw/en", "gmw/en-GB-x-rp")
"""espeak-ng's names of American, British and received-pronunciation English."""
TIMBRES = (
    "m1 m2 m3 m4 m5 m7 f1 f2 f4 f5 Alex Andy Annie Denis Gene Jacky Lee Mario Michael Mike Storm"
    " adam anika antonio belinda benjamin boris caleb david edward gustave iven john linda marcelo max"
    " michel miguel norbert pablo pedro quincy robert sandro steph travis victor zac"
).split()
"""espeak-ng's voice variants that training uses: throats, so to speak."""
UNSEEN_TIMBRES = "m6 m8 f3 Alicia Andrea Hugo Marco ed grandma paul rob shelby steph2 aunty".split()
"""Variants that only speak in held-out sets."""
THROATS = 1500
"""How many variants of our own there are, drawn at random; see :func:`throat`."""


class NoEspeakError(RuntimeError):
    """espeak-ng is not installed."""


@dataclass(frozen=True)
class Voice:
    """Who speaks, and how. ``pitch`` and ``range`` from 0 to 99, ``speed`` in words a minute."""

    name: str = "gmw/en-US"
    """An accent, ``+``, a variant."""
    speed: int = 160
    pitch: int = 50
    range: int = 50


@dataclass(frozen=True)
class Clip:
    """One spoken text, with the seconds at which its phonemes and words begin."""

    sound: Sound
    phonemes: tuple[tuple[int, float, str], ...]
    """(place in the text, second, espeak-ng's name); a pause is called ``_…``."""
    words: tuple[tuple[int, int, float], ...]
    """(place in the text, length, second)."""


@cache
def throat(number: int) -> tuple[str, str]:
    """The name and the file of a variant whose every property is drawn at random, as wide as espeak-ng's own differ."""
    rng = random.Random(f"throat {number}")
    low = 60 * 4 ** rng.random()
    size, height = rng.uniform(0.88, 1.3) if low > 110 else rng.uniform(0.85, 1.1), rng.uniform(25, 100)
    lines = ["language variant", f"pitch {low:.0f} {low * rng.uniform(1.12, 1.65):.0f}"]
    for formant in range(9):
        scale = 100 * size * rng.uniform(0.93, 1.07)
        strong = rng.uniform(70, 130) if formant < 4 else height * rng.uniform(0.6, 1.2)
        lines.append(f"formant {formant} {scale:.0f} {strong:.0f} {rng.uniform(70, 165):.0f}")
    lines += [f"flutter {rng.randint(0, 8)}", f"roughness {rng.randint(0, 5)}", f"voicing {rng.randint(55, 180)}"]
    lines.append(f"consonants {rng.randint(50, 160)} {rng.randint(50, 160)}")
    if rng.random() < 0.3:
        lines.append("breath " + " ".join(str(rng.randint(0, 12)) for _ in range(8)))
    if rng.random() < 0.4:
        levels = [rng.randint(60, 255) for _ in range(3)]
        lines.append(f"tone 600 {levels[0]} 1200 {levels[1]} 2500 {levels[2]}")
    if rng.random() < 0.2:
        lines.append(f"echo {rng.randint(20, 140)} {rng.randint(5, 20)}")
    if rng.random() < 0.3:
        lines.append(f"intonation {rng.randint(1, 4)}")
    if rng.random() < 0.3:
        lines.append("stressAdd " + " ".join(str(rng.randint(-20, 60)) for _ in range(8)))
    if rng.random() < 0.3:
        lines.append("stressAmp " + " ".join(str(rng.randint(14, 30)) for _ in range(8)))
    if rng.random() < 0.15:
        lines.append(f"klatt {rng.randint(1, 6)}")
    text = "\n".join(lines) + "\n"
    return hashlib.sha256(text.encode()).hexdigest()[:12], text


def own_timbre(number: int) -> str:
    """What stands behind the ``+`` of a voice's name for :func:`throat` ``number``."""
    return f"../../own/{throat(number)[0]}"


@cache
def _worker() -> subprocess.Popen[bytes]:
    """The process that speaks. Raises NoEspeakError where it cannot start."""
    script = Path(__file__).with_name("espeak_worker.py")
    command = [sys.executable, "-S", str(script), str(CACHE / "voices")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(process.kill)
    assert process.stdin
    with suppress(BrokenPipeError):  # the first question will say that it does not run
        process.stdin.write(json.dumps([throat(number) for number in range(THROATS)]).encode() + b"\n")
        process.stdin.flush()
    return process


def _ask(text: str, voice: Voice) -> tuple[dict[str, Any], bytes]:
    """What the worker answers. Raises NoEspeakError, or ValueError for a voice that there is not."""
    process = _worker()
    assert process.stdin and process.stdout
    try:
        process.stdin.write(json.dumps({"text": text, **asdict(voice)}).encode() + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except BrokenPipeError:
        line = b""
    if not line:
        raise NoEspeakError(
            "Training a speech stand-in needs espeak-ng, which is not installed (or this is Windows)."
            " Install it (`apt-get install espeak-ng`, `brew install espeak-ng`) and run the command again;"
            " using and measuring the shipped stand-ins does not need it."
        )
    head = json.loads(line)
    if "error" in head:
        raise ValueError(head["error"])
    return head, process.stdout.read(2 * head["samples"])


def say(text: str, voice: Voice = Voice()) -> Clip:
    """``text`` as ``voice`` speaks it; the same samples every time."""
    key = hashlib.sha256(json.dumps([text, asdict(voice)]).encode()).hexdigest()
    path = CACHE / key[:2] / f"{key}.npz"
    if path.exists():
        with np.load(path) as stored:
            head, pcm = json.loads(str(stored["head"])), stored["pcm"]
    else:
        head, raw = _ask(text, voice)
        pcm = _resampled(np.frombuffer(raw, dtype="<i2"), head["rate"])
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(scratch, head=json.dumps(head), pcm=pcm)
        scratch.replace(path)
    rate = head["rate"]
    phonemes = tuple((place, sample / rate, name) for place, sample, name in head["phonemes"])
    words = tuple((place, length, sample / rate) for place, length, sample in head["words"])
    end = next((second for _, second, name in reversed(phonemes) if not name.startswith("_")), len(pcm) / RATE)
    pause = next((second for _, second, name in phonemes if name.startswith("_") and second > end), len(pcm) / RATE)
    return Clip(pcm[: round((pause + TAIL) * RATE)].astype(np.float32) / 32768, phonemes, words)


def _resampled(pcm: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    """``pcm`` at 16,000 samples a second."""
    from math import gcd

    from scipy.signal import resample_poly

    common = gcd(rate, RATE)
    moved = resample_poly(pcm.astype(np.float64), RATE // common, rate // common)
    return np.clip(np.round(moved), -32768, 32767).astype(np.int16)


def draw_voice(rng: random.Random, timbres: Sequence[str] = TIMBRES, accents: Sequence[str] = ACCENTS) -> Voice:
    """A voice of any accent, timbre, speed and pitch."""
    return Voice(
        f"{rng.choice(accents)}+{rng.choice(timbres)}",
        speed=rng.randint(120, 210),
        pitch=rng.randint(25, 75),
        range=rng.randint(25, 75),
    )


@cache
def _noises() -> tuple[Sound, ...]:
    """Forty recordings of eight seconds: hiss, rumble and hum, each with a mean square of 1."""
    generator = np.random.default_rng(40)
    samples = 8 * RATE
    frequency = np.fft.rfftfreq(samples, 1 / RATE)
    made = []
    for number in range(40):
        spectrum = np.fft.rfft(generator.standard_normal(samples))
        spectrum /= (1 + frequency / generator.uniform(50, 4000)) ** generator.uniform(0, 1.5)
        sound = np.fft.irfft(spectrum, samples)
        if number % 3 == 0:
            hum = np.sin(2 * np.pi * generator.choice((50, 60, 100, 120, 400)) * np.arange(samples) / RATE)
            sound += hum * sound.std() * generator.uniform(0.3, 2)
        made.append((sound / sound.std()).astype(np.float32))
    return tuple(made)


def noise(rng: random.Random, samples: int) -> Sound:
    """Hiss, rumble or hum with a mean square of about 1."""
    one = rng.choice(_noises())
    start = rng.randrange(len(one))
    return np.take(one, np.arange(start, start + samples), mode="wrap").astype(np.float32)


def room(rng: random.Random, sound: Sound) -> Sound:
    """``sound`` with an echo that dies away within 0.05 to 0.25 seconds."""
    from scipy.signal import fftconvolve

    length = round(rng.uniform(0.05, 0.25) * RATE)
    echo = noise(rng, length) * np.exp(-6.9 * np.arange(length) / length)
    echo *= rng.uniform(0.1, 0.5) / np.sqrt((echo**2).sum())
    echo[0] = 1.0
    return fftconvolve(sound, echo)[: len(sound)].astype(np.float32)


def tilted(sound: Sound, weight: float) -> Sound:
    """Each sample plus ``weight`` times the one before it: duller above 0, shriller below."""
    return (sound + weight * np.concatenate([sound[:1], sound[:-1]])).astype(np.float32)


def bent(rng: random.Random, sound: Sound) -> Sound:
    """``sound`` with its spectrum bent smoothly by up to 6 dB, as one throat or microphone differs from another."""
    from scipy.fft import irfft, next_fast_len, rfft

    size = next_fast_len(len(sound), real=True)
    knots = np.linspace(0, 7, 15)  # octaves above 60 Hz
    bend = np.zeros(len(knots))
    for waves in (0.5, 1, 2):
        bend += rng.uniform(-2, 2) * np.sin(2 * np.pi * (knots * waves / 7 + rng.random()))
    frequency = np.arange(size // 2 + 1) * (RATE / size)
    gain = np.interp(frequency, 60 * 2**knots, 10 ** (bend / 20)).astype(np.float32)
    return np.asarray(irfft(rfft(sound, size) * gain, size)[: len(sound)], dtype=np.float32)


def melody(sound: Sound) -> NDArray[np.float32]:
    """The pitch every 20 ms in octaves above 100 Hz, by autocorrelation; NaN where nothing is voiced."""
    from scipy.fft import irfft, rfft

    window, frame, shortest = 800, 320, 32  # 32 samples: 500 Hz
    count = max(1, len(sound) // frame)
    ahead = np.pad(sound, (window // 2, window + frame))
    rows = np.lib.stride_tricks.sliding_window_view(ahead, window)[::frame][:count]
    shape = np.hanning(window).astype(np.float32)
    rows = (rows - rows.mean(1, keepdims=True)) * shape
    alike, plain = (irfft(np.abs(rfft(one, 1080)) ** 2, 1080)[..., :270] for one in (rows, shape))
    alike = alike / (alike[:, :1] + 1e-9) / (plain / plain[0])
    lags = alike[:, shortest:]
    best = lags.max(1, keepdims=True)
    peaks = (lags >= np.roll(lags, 1, 1)) & (lags >= np.roll(lags, -1, 1)) & (lags >= 0.9 * best)
    pitch = np.log2(RATE / (shortest + peaks.argmax(1)) / 100)
    loud = np.sqrt((rows**2).mean(1))
    return np.where((best[:, 0] > 0.5) & (loud > 0.05 * loud.max()), pitch, np.nan).astype(np.float32)


def smeared(rng: random.Random, sound: Sound) -> Sound:
    """``sound`` with its phases disturbed, hollow and metallic as that of a small vocoder."""
    from scipy.signal import istft, stft

    generator = np.random.default_rng(rng.getrandbits(32))
    spectrum = stft(sound, RATE, nperseg=1024, noverlap=768)[2]
    turn = generator.uniform(-1, 1, spectrum.shape) * rng.uniform(0.3, 1) * np.pi
    made = istft(spectrum * np.exp(1j * turn), RATE, nperseg=1024, noverlap=768)[1][: len(sound)]
    return np.pad(made, (0, len(sound) - len(made))).astype(np.float32)


def recorded(rng: random.Random, sound: Sound, quietest: float = 8.0, *, microphones: bool = True) -> Sound:
    """``sound`` as a recording: a room, a microphone, a level, and noise ``quietest`` to 45 dB below it or none."""
    if rng.random() < 0.25:
        sound = room(rng, sound)
    if microphones and rng.random() < 0.5:
        sound = tilted(sound, rng.uniform(-0.7, 0.9))
    if rng.random() < 0.7:
        level = float(np.sqrt((sound**2).mean())) + 1e-6
        sound = sound + noise(rng, len(sound)) * np.float32(level * 10 ** (-rng.uniform(quietest, 45) / 20))
    return normalised(sound, rng.uniform(0.1, 0.9))


def padded(sound: Sound, before: float, after: float) -> Sound:
    """``sound`` with ``before`` and ``after`` seconds of silence."""
    return np.pad(sound, (round(before * RATE), round(after * RATE))).astype(np.float32)


def normalised(sound: Sound, peak: float = 0.9) -> Sound:
    """``sound`` with its loudest sample at ``peak``."""
    return (sound * (peak / (float(np.abs(sound).max()) + 1e-6))).astype(np.float32)


def plain_words(text: str) -> str:
    """``text`` as a speech recognizer of LibriSpeech writes it: capitals, apostrophes, single spaces."""
    kept = "".join(letter if letter.isalpha() or letter == "'" else " " for letter in text.upper())
    return " ".join(kept.split())


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Words to change, add or leave out to make ``said`` of ``heard`` (Levenshtein 1966), and the words of ``said``."""
    truth, guess = plain_words(said).split(), plain_words(heard).split()
    row = list(range(len(guess) + 1))
    for number, word in enumerate(truth, start=1):
        before, row[0] = row[0], number
        for place, other in enumerate(guess, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1], len(truth)


def word_error_rate(pairs: Sequence[tuple[str, str]]) -> float:
    """Word errors over all (said, heard), divided by the words said."""
    counts = [word_errors(said, heard) for said, heard in pairs]
    return sum(errors for errors, _ in counts) / max(1, sum(words for _, words in counts))


def letter_times(clip: Clip, text: str) -> list[tuple[float, float]]:
    """Begin and end in seconds of every character of ``text``, roughly: a word's letters share its phonemes evenly."""
    starts = [second for _, second, _ in clip.phonemes] + [len(clip.sound) / RATE]
    groups: list[tuple[int, list[int]]] = []
    for number, (place, _, name) in enumerate(clip.phonemes):
        if name.startswith("_"):
            continue
        if groups and groups[-1][0] == place:
            groups[-1][1].append(number)
        else:
            groups.append((place, [number]))
    times = [(0.0, 0.0)] * len(text)
    for index, (place, numbers) in enumerate(groups):
        until = groups[index + 1][0] if index + 1 < len(groups) else len(text)
        letters = [at for at in range(place, until) if text[at].isalnum()]
        knots = [starts[number] for number in numbers] + [starts[numbers[-1] + 1]]
        edges = np.interp(np.linspace(0, len(knots) - 1, len(letters) + 1), np.arange(len(knots)), knots)
        for at, begin, end in zip(letters, edges, edges[1:], strict=False):
            times[at] = (float(begin), float(end))
        following = starts[groups[index + 1][1][0]] if index + 1 < len(groups) else len(clip.sound) / RATE
        for at in range(place, until):
            if not text[at].isalnum():
                times[at] = (knots[-1], following)
    return times


def as_ogg(sounds: Sequence[Sound]) -> bytes:
    """Several clips one after another as one Ogg Vorbis file, about 4 kB a second."""
    import soundfile

    stream = io.BytesIO()
    with soundfile.SoundFile(stream, "w", RATE, 1, "VORBIS", format="OGG") as file:
        for sound in sounds:
            for start in range(0, len(sound), RATE):  # libvorbis overflows its stack on one long block
                file.write(sound[start : start + RATE])
    return stream.getvalue()
