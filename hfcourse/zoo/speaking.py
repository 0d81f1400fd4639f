"""Spectrograms, and how near one sound comes to another: for the speech that the stand-ins make."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import torch

from hfcourse.zoo.speech import RATE, Sound

HOP, WINDOW, BANDS = 256, 1024, 80
"""Samples from one spectrum to the next, samples of one, mel bands: those of SpeechT5."""
FLOOR = 1e-10
HISS = 0.001
"""A microphone's own noise, added to espeak-ng's sound, whose pauses would otherwise be log(0)."""
STOI_RATE, STOI_WINDOW, STOI_FFT, STOI_BANDS, STOI_LOWEST, STOI_SPAN, STOI_CLIP = 10_000, 256, 512, 15, 150, 30, -15.0
"""Taal et al. 2011, section II."""


@cache
def _mel_filters() -> torch.Tensor:
    from transformers.audio_utils import mel_filter_bank

    filters = mel_filter_bank(
        num_frequency_bins=WINDOW // 2 + 1,
        num_mel_filters=BANDS,
        min_frequency=80,
        max_frequency=7600,
        sampling_rate=RATE,
        norm="slaney",
        mel_scale="slaney",
    )
    return torch.from_numpy(filters).float()


def log_mel(sounds: torch.Tensor) -> torch.Tensor:
    """What ``SpeechT5FeatureExtractor`` makes of clips as a target, shape (clips, frames, 80), log10 of magnitudes."""
    spectrum = torch.stft(
        sounds, WINDOW, HOP, window=torch.hann_window(WINDOW), center=True, pad_mode="reflect", return_complex=True
    ).abs()
    return (spectrum.transpose(1, 2) @ _mel_filters()).clamp(min=FLOOR).log10()


def with_hiss(sound: Sound, seed: int) -> Sound:
    """``sound`` through a microphone with a faint hiss of its own."""
    hiss = np.random.default_rng(seed).standard_normal(len(sound)).astype(np.float32)
    return sound + np.float32(HISS) * hiss


def _third_octaves() -> np.ndarray:
    """Which of the 257 frequencies belong to which of 15 bands a third of an octave wide, shape (15, 257)."""
    frequency = np.linspace(0, STOI_RATE, STOI_FFT + 1)[: STOI_FFT // 2 + 1]
    middle = STOI_LOWEST * 2 ** (np.arange(STOI_BANDS) / 3)
    bands = np.zeros((STOI_BANDS, len(frequency)))
    for band, centre in zip(bands, middle, strict=True):
        low, high = (int(np.argmin((frequency - centre * 2**side) ** 2)) for side in (-1 / 6, 1 / 6))
        band[low:high] = 1
    return bands


def _frames(sound: np.ndarray) -> np.ndarray:
    """Windowed frames, half overlapping, shape (frames, 256)."""
    starts = range(0, len(sound) - STOI_WINDOW + 1, STOI_WINDOW // 2)
    window = np.hanning(STOI_WINDOW + 2)[1:-1]
    return np.array([sound[start : start + STOI_WINDOW] * window for start in starts])


def stoi(reference: Sound, sound: Sound) -> float:
    """Short-time objective intelligibility of ``sound``, from about 0 to 1, beside a clean ``reference`` of its timing.

    Taal, Hendriks, Heusdens and Jensen 2011, eqs. 1 to 6: how alike the envelopes of third-octave bands run over 0.4 s.
    Frames more than 40 dB below the loudest one of the reference do not count.
    """
    from scipy.signal import resample_poly

    length = min(len(reference), len(sound))
    pair = [_frames(resample_poly(one[:length].astype(np.float64), 5, 8)) for one in (reference, sound)]
    loudness = 20 * np.log10(np.linalg.norm(pair[0], axis=1) + 1e-12)
    kept = loudness > loudness.max() - 40
    bands = _third_octaves()
    clean, other = (np.sqrt(np.abs(np.fft.rfft(one[kept], STOI_FFT)) ** 2 @ bands.T) for one in pair)
    scores = []
    span = min(STOI_SPAN, len(clean))
    for end in range(span, len(clean) + 1):
        one, two = clean[end - span : end], other[end - span : end]
        two = two * (np.linalg.norm(one, axis=0) / (np.linalg.norm(two, axis=0) + 1e-12))
        two = np.minimum(two, one * (1 + 10 ** (-STOI_CLIP / 20)))
        one, two = one - one.mean(0), two - two.mean(0)
        scores.append((one * two).sum(0) / (np.linalg.norm(one, axis=0) * np.linalg.norm(two, axis=0) + 1e-12))
    return float(np.mean(scores))


def warped(mel: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """For each frame of ``reference`` the frame of ``mel`` that dynamic time warping (Sakoe & Chiba 1978) lays on it."""
    cost = np.sqrt(((reference[:, None] - mel[None]) ** 2).mean(-1))
    total = np.full((len(reference) + 1, len(mel) + 1), np.inf)
    total[0, 0] = 0
    for row in range(1, len(reference) + 1):
        for column in range(1, len(mel) + 1):
            before = min(total[row - 1, column - 1], total[row - 1, column], total[row, column - 1])
            total[row, column] = cost[row - 1, column - 1] + before
    path = np.zeros(len(reference), dtype=np.int64)
    row, column = len(reference), len(mel)
    while row:
        path[row - 1] = column - 1
        steps = ((row - 1, column - 1), (row - 1, column), (row, column - 1))
        row, column = min(steps, key=lambda place: total[place])
    return path


def spectral_loss(made: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """How unlike two batches of sound are to the ear: spectra of three resolutions (Yamamoto et al. 2020, eqs. 3, 4, 6).

    Shape (clips, samples) each.
    """
    loss = made.new_zeros(())
    for size, hop in ((256, 64), (512, 128), (1024, 256)):
        window = torch.hann_window(size)
        one, two = (
            torch.stft(sound, size, hop, window=window, return_complex=True).abs().clamp(min=1e-5)
            for sound in (made, real)
        )
        convergence = (two - one).norm(dim=(1, 2)) / two.norm(dim=(1, 2))
        loss = loss + convergence.mean() + (two.log() - one.log()).abs().mean()
    return loss / 3 + 2 * (log_mel(made) - log_mel(real)).abs().mean()


def feature_extractor() -> Any:
    """SpeechT5's: sound to wave or to log-mel spectrogram."""
    from transformers import SpeechT5FeatureExtractor

    return SpeechT5FeatureExtractor(sampling_rate=RATE)
