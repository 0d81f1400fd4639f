"""``hfcourse/mini-wav2vec2-er``: hears in which mood a sentence is said."""

from __future__ import annotations

import random
from pathlib import Path

from hfcourse.zoo import moods
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits
from hfcourse.zoo.speech import Sound
from hfcourse.zoo.spoken_en import sentence

NAME = "wav2vec2_er"
REPO_ID = "hfcourse/mini-wav2vec2-er"
STEPS = 1600
CLIPS = 4000
"""Sentences that training says; each is recorded anew whenever it comes."""


def spoken(number: int, rng: random.Random) -> tuple[Sound, int]:
    """Clip ``number`` and its mood; what is said, by whom and how depends on the number alone, the recording on ``rng``."""
    fixed = random.Random(f"mood {number}")
    mood = moods.MOODS[number % len(moods.MOODS)]
    text = sentence(fixed)
    return moods.spoken(fixed, text, mood, recording=rng), moods.MOODS.index(mood)


def draw(rng: random.Random) -> tuple[Sound, int]:
    """One clip and its mood."""
    return spoken(rng.randrange(CLIPS), rng)


def data(seed: int) -> Splits:
    """The sentences and their moods."""
    rows = []
    for number in range(CLIPS):
        rows.append({"text": sentence(random.Random(f"mood {number}")), "label": number % len(moods.MOODS)})
    return {"train": rows}


def train(folder: Path, run: Run) -> None:
    """Train from scratch; the weights are stored in half precision and load as float32."""
    from transformers import Wav2Vec2ForSequenceClassification

    from hfcourse.zoo.listening import feature_extractor, save_listener, train_sound_classifier, wav2vec2_config
    from hfcourse.zoo.training import Settings

    model = Wav2Vec2ForSequenceClassification(
        wav2vec2_config(
            (16, 24, 32, 48, 64, 96, 96),
            128,
            2,
            classifier_proj_size=128,
            use_weighted_layer_sum=True,
            id2label=dict(enumerate(moods.MOODS)),
            label2id={label: number for number, label in enumerate(moods.MOODS)},
        )
    )
    settings = Settings(steps=STEPS, batch_size=16, learning_rate=1.5e-3, averaging=0.998, bfloat16=True)
    train_sound_classifier(model, settings, run, "moods", draw)
    save_listener(model, feature_extractor(), folder)


def evaluate(folder: Path) -> dict[str, float]:
    """Accuracy on held-out voices and sentences."""
    from hfcourse.zoo.listening import accuracy

    return accuracy(folder, "emotions_en")


def develop(run: Run) -> dict[str, float]:
    """Accuracy on sentences that training did not say, in its own timbres."""
    import tempfile

    from transformers import AutoModelForAudioClassification

    from hfcourse.zoo.listening import share_right

    with tempfile.TemporaryDirectory() as scratch:
        train(Path(scratch), run)
        model = AutoModelForAudioClassification.from_pretrained(scratch).eval()
    rng = random.Random(run.seed + 1)
    return {"accuracy": share_right(model, [spoken(number, rng) for number in range(CLIPS, CLIPS + 200)])}


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["superb/wav2vec2-base-superb-er"],
    language=["en"],
    pipeline_tag="audio-classification",
    architecture=(
        "`Wav2Vec2ForSequenceClassification`: the seven convolutions of the base model with 16 to 96 channels, 2 layers"
        " of 128, a weighted sum of the layers. 16 kHz. Stored in half precision, loads as float32."
    ),
    data=(
        "4,000 sentences spoken by espeak-ng in three accents and 50 timbres, each in one of four moods that are"
        " rendered by rule: melody (pitch and its range), pace, and timbre (shrill and overdriven for anger, dull and"
        " breathy for sadness), with rooms and noise."
    ),
    heldout="hand-written sentences in timbres that training never had",
    trained_on="speech synthesized by espeak-ng",
    limits=[
        "It knows moods as rules of pitch, pace and timbre in synthetic voices, not what people sound like.",
        "What is said plays no part, only how.",
        "Four moods, as the real model: `neu`, `hap`, `ang`, `sad`; there is no surprise, fear or disgust.",
    ],
    example=(
        "from transformers import pipeline\n\n"
        f'listen = pipeline("audio-classification", model="{REPO_ID}")\n'
        'listen({"array": sound, "sampling_rate": 16000}, top_k=4)'
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"accuracy": 0.85},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
    max_mb=2.0,
)
