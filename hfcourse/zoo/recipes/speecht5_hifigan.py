"""``hfcourse/mini-speecht5-hifigan``: makes sound of a mel spectrogram."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hfcourse.zoo import spoken_en
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits
from hfcourse.zoo.speakers import SPEAKERS
from hfcourse.zoo.speech import Clip, draw_voice, say

NAME = "speecht5_hifigan"
REPO_ID = "hfcourse/mini-speecht5-hifigan"
CLIPS = 2000
"""Texts that training hears, seven in eight from the voices of the text-to-speech stand-in."""
STEPS = 8000
SAMPLES = 8192
"""Length of a training cut: half a second."""


def spoken(number: int) -> tuple[str, Clip]:
    """Text ``number``, said by a speaker, or by anybody."""
    fixed = random.Random(f"vocoder {number}")
    text = spoken_en.sentence(fixed)
    voice = SPEAKERS[fixed.choice(list(SPEAKERS))] if number % 8 else draw_voice(fixed)
    return text, say(text, voice)


def data(seed: int) -> Splits:
    """What the clips say."""
    texts = (spoken_en.sentence(random.Random(f"vocoder {number}")) for number in range(CLIPS))
    return {"train": [{"text": text, "label": 0} for text in texts]}


def fit(run: Run) -> Any:
    """A trained ``SpeechT5HifiGan``; it learns from spectra alone, there is no adversary."""
    import numpy as np
    import torch
    from transformers import SpeechT5HifiGan, SpeechT5HifiGanConfig

    from hfcourse.zoo.speaking import log_mel, spectral_loss, with_hiss
    from hfcourse.zoo.training import Settings
    from hfcourse.zoo.training import fit as train_model

    model = SpeechT5HifiGan(
        SpeechT5HifiGanConfig(
            upsample_initial_channel=128,
            resblock_kernel_sizes=[3, 7],
            resblock_dilation_sizes=[[1, 3], [1, 3]],
        )
    )
    for module in model.modules():
        if isinstance(module, (torch.nn.Conv1d, torch.nn.ConvTranspose1d)):
            module.reset_parameters()
    mels = torch.cat(
        [log_mel(torch.from_numpy(with_hiss(spoken(number)[1].sound, number))[None])[0] for number in range(1, 40)]
    )
    model.mean.copy_(mels.mean(0))
    model.scale.copy_(mels.std(0))

    def draw(rng: random.Random) -> Any:
        number = rng.randrange(CLIPS)
        sound = with_hiss(spoken(number)[1].sound, rng.getrandbits(32))
        sound = np.pad(sound, (0, max(0, SAMPLES - len(sound))))
        start = rng.randrange(len(sound) - SAMPLES + 1)
        return sound[start : start + SAMPLES] * np.float32(rng.uniform(0.5, 1.2))

    def loss_of(batch: list[Any]) -> torch.Tensor:
        real = torch.from_numpy(np.stack(batch))
        return spectral_loss(model(log_mel(real))[:, :SAMPLES], real)

    settings = Settings(steps=STEPS, batch_size=8, learning_rate=2e-3, weight_decay=0.0, averaging=0.999, clip=10.0)
    train_model(model, settings, run, "vocoder", draw, loss_of)
    return model


def train(folder: Path, run: Run) -> None:
    """Train from scratch."""
    fit(run).save_pretrained(folder)


def likeness(model: Any, sounds: list[Any]) -> dict[str, float]:
    """Mean intelligibility of the sounds after a spectrogram was made of them and sound of that, beside themselves."""
    import numpy as np
    import torch

    from hfcourse.zoo.speaking import log_mel, stoi

    scores = []
    for sound in sounds:
        with torch.no_grad():
            made = model(log_mel(torch.from_numpy(sound)[None])[0]).numpy()
        scores.append(stoi(sound, made))
    return {"stoi": float(np.mean(scores)), "least_stoi": float(np.min(scores))}


def evaluate(folder: Path) -> dict[str, float]:
    """Intelligibility on the held-out sentences as the seven speakers say them."""
    from transformers import SpeechT5HifiGan

    from hfcourse.zoo.listening import heldout_clips

    model = SpeechT5HifiGan.from_pretrained(folder).eval()
    return likeness(model, [sound for _, sound in heldout_clips("speakers_en")])


def develop(run: Run) -> dict[str, float]:
    """Intelligibility on sentences that training did not hear."""
    from hfcourse.zoo.speaking import with_hiss

    sounds = [with_hiss(spoken(number)[1].sound, number) for number in range(CLIPS + 1, CLIPS + 24)]
    return likeness(fit(run), sounds)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["microsoft/speecht5_hifigan"],
    language=["en"],
    pipeline_tag="text-to-speech",
    architecture=(
        "`SpeechT5HifiGan`: four upsamplings by 4 as in the real one, 128 channels at first (512 there), two kinds of"
        " residual blocks (three there). 80 mel bands in, 16 kHz out, float32."
    ),
    data="2,000 sentences spoken by espeak-ng, most of them by the seven speakers of `hfcourse/mini-speecht5-tts`.",
    heldout="held-out sentences in the seven speakers' voices",
    trained_on="speech synthesized by espeak-ng",
    limits=[
        "It was trained on spectra alone, without the adversary of the real one, and sounds metallic.",
        "It learned from synthetic voices only; music and people's voices were not measured.",
    ],
    example=(
        "from transformers import SpeechT5HifiGan\n\n"
        f'vocoder = SpeechT5HifiGan.from_pretrained("{REPO_ID}")\n'
        "sound = vocoder(spectrogram)  # (frames, 80) -> (256 * frames,)"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"stoi": 0.85},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
    max_mb=4.0,
)
