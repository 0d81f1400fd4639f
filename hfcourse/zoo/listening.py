"""Small wav2vec 2.0 models: built, fed with sound, trained and measured."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from hfcourse.zoo.moods import MANNERS, Heard
from hfcourse.zoo.recipe import HELDOUT, Run, heldout
from hfcourse.zoo.speech import RATE, Clip, Sound, letter_times, plain_words

LETTERS = ("<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVK'XJQZ")
"""The vocabulary of facebook/wav2vec2-base-960h, in its order; ``|`` stands between words, ``<pad>`` is CTC's blank."""
FRAME = 320
"""Samples from one frame of the model to the next: 20 ms."""
FIRST = 200
"""The sample in the middle of the first frame."""
STRIDES = (5, 2, 2, 2, 2, 2, 2)
KERNELS = (10, 3, 3, 3, 3, 2, 2)


def wav2vec2_config(channels: Sequence[int], width: int, layers: int, **options: Any) -> Any:
    """A ``Wav2Vec2Config`` laid out as the base model: seven convolutions, group norm, a transformer; no dropout."""
    from transformers import Wav2Vec2Config

    return Wav2Vec2Config(
        vocab_size=len(LETTERS),
        conv_dim=tuple(channels),
        conv_stride=STRIDES,
        conv_kernel=KERNELS,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=4,
        intermediate_size=2 * width,
        initializer_range=0.05,
        num_conv_pos_embeddings=32,
        num_conv_pos_embedding_groups=8,
        hidden_dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        feat_proj_dropout=0.0,
        final_dropout=0.0,
        layerdrop=0.0,
        apply_spec_augment=False,
        ctc_loss_reduction="mean",
        ctc_zero_infinity=True,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
        **options,
    )


def feature_extractor() -> Any:
    """Brings a clip to mean 0 and variance 1, as the base model wants it."""
    from transformers import Wav2Vec2FeatureExtractor

    return Wav2Vec2FeatureExtractor(
        feature_size=1, sampling_rate=RATE, padding_value=0.0, do_normalize=True, return_attention_mask=False
    )


def as_batch(sounds: Sequence[Sound]) -> torch.Tensor:
    """The clips, each of mean 0 and variance 1, with zeros behind the shorter ones, shape (clips, samples), float32."""
    longest = max(len(sound) for sound in sounds)
    batch = np.zeros((len(sounds), longest), dtype=np.float32)
    for row, sound in zip(batch, sounds, strict=True):
        row[: len(sound)] = (sound - sound.mean()) / np.sqrt(sound.var() + 1e-7)
    return torch.from_numpy(batch)


def frames_of(samples: int) -> int:
    """How many frames the model makes of a clip."""
    for kernel, stride in zip(KERNELS, STRIDES, strict=True):
        samples = (samples - kernel) // stride + 1
    return samples


def letter_ids(text: str) -> list[int]:
    """The ids of ``text`` in :data:`LETTERS`."""
    return [LETTERS.index(letter) for letter in plain_words(text).replace(" ", "|")]


def written_letters(ids: Sequence[int]) -> str:
    """What ids mean, frame by frame: repeats count once, the blank not at all."""
    kept = [now for before, now in zip([0, *ids], ids, strict=False) if now != before and now]
    return "".join(LETTERS[number] for number in kept).replace("|", " ").strip()


def letters_by_frame(clip: Clip, text: str, samples: int, shift: float) -> list[int]:
    """The id of the letter that each frame of a clip hears, ``|`` in pauses; the speech begins at second ``shift``."""
    ids = [LETTERS.index("|")] * frames_of(samples)
    for letter, (begin, end) in zip(text.upper().replace(" ", "|"), letter_times(clip, text), strict=True):
        first = round(((begin + shift) * RATE - FIRST) / FRAME)
        last = round(((end + shift) * RATE - FIRST) / FRAME)
        if letter == "|":
            first, last = first - 1, max(first, last)
        if letter in LETTERS:
            for frame in range(max(0, first), min(len(ids), last)):
                ids[frame] = LETTERS.index(letter)
    return ids


def ctc_loss(logits: torch.Tensor, texts: Sequence[str], frames: Sequence[int]) -> torch.Tensor:
    """Connectionist temporal classification (Graves et al. 2006), in nats a letter."""
    ids = [letter_ids(text) for text in texts]
    lengths = torch.tensor([len(one) for one in ids])
    logs = logits.float().log_softmax(-1).transpose(0, 1)
    flat = torch.tensor([letter for one in ids for letter in one])
    return torch.nn.functional.ctc_loss(logs, flat, torch.tensor(frames), lengths, zero_infinity=True)


def train_sound_classifier(
    model: Any, settings: Any, run: Run, description: str, draw: Callable[[random.Random], tuple[Sound, int]]
) -> None:
    """Train a ``Wav2Vec2ForSequenceClassification`` in place on clips that ``draw`` makes."""
    from hfcourse.zoo.training import fit

    def loss_of(batch: list[tuple[Sound, int]]) -> torch.Tensor:
        labels = torch.tensor([label for _, label in batch])
        logits = model(as_batch([sound for sound, _ in batch])).logits.float()
        return torch.nn.functional.cross_entropy(logits, labels, label_smoothing=settings.label_smoothing)

    fit(model, settings, run, description, draw, loss_of)


class _MoodListener(torch.nn.Module):
    """A sound classifier that must tell the melody frame by frame and the manner of a clip, too, while it learns."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model
        width = model.config.classifier_proj_size
        self.melody = torch.nn.Linear(model.config.hidden_size, 1)
        self.manner = torch.nn.Sequential(torch.nn.Linear(width, 64), torch.nn.GELU(), torch.nn.Linear(64, MANNERS))

    def forward(self, sounds: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits (clips, moods), pitch (clips, frames), manner (clips, numbers)."""
        layers = torch.stack(self.model.wav2vec2(sounds, output_hidden_states=True).hidden_states, dim=1)
        weights = self.model.layer_weights.softmax(-1).view(1, -1, 1, 1)
        pooled = self.model.projector((layers * weights).sum(1)).mean(1)
        return self.model.classifier(pooled), self.melody(layers[:, 1])[..., 0], self.manner(pooled)


def train_mood_listener(model: Any, settings: Any, run: Run, draw: Callable[[random.Random], Heard]) -> None:
    """Train a ``Wav2Vec2ForSequenceClassification`` with ``use_weighted_layer_sum`` in place.

    The mood alone would be learnt from the timbres that happen to say it; pitch, melody and pace have to be heard
    first, and two small heads, thrown away in the end, see to that.
    """
    from hfcourse.zoo.training import fit

    def loss_of(batch: list[Heard]) -> torch.Tensor:
        logits, pitch, manner = (made.float() for made in listener(as_batch([clip.sound for clip in batch])))
        target = np.full(pitch.shape, np.nan, dtype=np.float32)
        for row, clip in zip(target, batch, strict=True):
            known = clip.pitch[: len(row)]
            row[: len(known)] = known
        truth = torch.from_numpy(target)
        voiced = ~truth.isnan()
        off = torch.nn.functional.smooth_l1_loss(pitch[voiced], truth[voiced], beta=0.1)
        numbers = torch.from_numpy(np.stack([clip.manner for clip in batch]))
        apart = torch.nn.functional.smooth_l1_loss(manner, numbers)
        labels = torch.tensor([clip.mood for clip in batch])
        right = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=settings.label_smoothing)
        return right + off + apart

    listener = _MoodListener(model)
    fit(listener, settings, run, "moods", draw, loss_of)


def save_listener(model: Any, processor: Any, folder: Path) -> None:
    """Write weights in half precision, config, and what the processor needs."""
    from hfcourse.zoo.training import save_model

    save_model(model, processor, folder, half=True)
    getattr(processor, "feature_extractor", processor).save_pretrained(folder)  # the file that older releases read


def heldout_clips(name: str) -> list[tuple[dict[str, str], Sound]]:
    """The rows of a frozen test set with their sound. Call it from ``evaluate`` only."""
    import soundfile

    sound, rate = soundfile.read(io.BytesIO((HELDOUT / f"{name}.ogg").read_bytes()), dtype="float32")
    assert rate == RATE
    clips = []
    for row in heldout(name):
        start = int(row["start"])
        clips.append((row, sound[start : start + int(row["samples"])]))
    return clips


def share_right(model: Any, clips: Sequence[tuple[Sound, int]]) -> float:
    """Share of the clips to which a classifier gives their class."""
    with torch.no_grad():
        return sum(int(model(as_batch([sound])).logits.argmax()) == label for sound, label in clips) / len(clips)


def accuracy(folder: Path, name: str) -> dict[str, float]:
    """Share of the held-out clips that a classifier gives their label, in all and for the label it knows least."""
    from transformers import AutoFeatureExtractor, AutoModelForAudioClassification

    model = AutoModelForAudioClassification.from_pretrained(folder).eval()
    extract = AutoFeatureExtractor.from_pretrained(folder)
    right: dict[str, list[bool]] = {}
    for row, sound in heldout_clips(name):
        with torch.no_grad():
            logits = model(**extract(sound, sampling_rate=RATE, return_tensors="pt")).logits
        guess = model.config.id2label[int(logits.argmax())]
        right.setdefault(row["label"], []).append(guess == row["label"])
    every = [one for marks in right.values() for one in marks]
    return {
        "accuracy": sum(every) / len(every),
        "least_recall": min(sum(marks) / len(marks) for marks in right.values()),
    }


def transcripts(folder: Path, name: str) -> list[tuple[str, str]]:
    """(said, heard) for every held-out clip, each heard alone, with the likeliest letter of every frame."""
    from transformers import AutoModelForCTC, AutoProcessor

    model = AutoModelForCTC.from_pretrained(folder).eval()
    processor = AutoProcessor.from_pretrained(folder)
    pairs = []
    for row, sound in heldout_clips(name):
        with torch.no_grad():
            logits = model(**processor(sound, sampling_rate=RATE, return_tensors="pt")).logits
        pairs.append((row["text"], processor.batch_decode(logits.argmax(-1))[0]))
    return pairs
