"""``hfcourse/mini-wav2vec2-ks``: hears which of ten commands a second of sound holds."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.keywords import CLASSES, KEYWORDS, SILENCE, UNKNOWN, silence, spoken_second
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits
from hfcourse.zoo.speech import Sound, draw_voice
from hfcourse.zoo.spoken_en import vocabulary

NAME = "wav2vec2_ks"
REPO_ID = "hfcourse/mini-wav2vec2-ks"
STEPS = 3000
VOICES_A_WORD = 250
"""Ways in which training says each keyword; a few times as many other words."""
SHARES = (0.66, 0.08, 0.26)
"""Of the clips: keywords, silence, other words."""


@cache
def other_words() -> tuple[str, ...]:
    """Words that are no keyword."""
    return tuple(word for word in vocabulary() if word not in KEYWORDS)


def draw(rng: random.Random) -> tuple[Sound, int]:
    """One second and its class; the voices come again and again, the recordings do not."""
    kind = rng.choices((0, 1, 2), SHARES)[0]
    if kind == 1:
        return silence(rng), CLASSES.index(SILENCE)
    number = rng.randrange(VOICES_A_WORD if not kind else 4 * VOICES_A_WORD)
    word = rng.choice(KEYWORDS) if not kind else other_words()[number % len(other_words())]
    voice = draw_voice(random.Random(f"{word} {number}"))
    return spoken_second(rng, word, voice=voice), CLASSES.index(word if not kind else UNKNOWN)


def data(seed: int) -> Splits:
    """What 20,000 clips of the training say."""
    rng = random.Random(seed)
    train = []
    for _ in range(20_000):
        kind = rng.choices((0, 1, 2), SHARES)[0]
        word = (rng.choice(KEYWORDS), "", rng.choice(other_words()))[kind]
        train.append({"text": word, "label": CLASSES.index((word, SILENCE, UNKNOWN)[kind])})
    return {"train": train}


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
            id2label=dict(enumerate(CLASSES)),
            label2id={label: number for number, label in enumerate(CLASSES)},
        )
    )
    settings = Settings(steps=STEPS, batch_size=32, learning_rate=1.5e-3, averaging=0.998, bfloat16=True)
    train_sound_classifier(model, settings, run, "keywords", draw)
    save_listener(model, feature_extractor(), folder)


def evaluate(folder: Path) -> dict[str, float]:
    """Accuracy on held-out voices."""
    from hfcourse.zoo.listening import accuracy

    return accuracy(folder, "keywords_en")


def develop(run: Run) -> dict[str, float]:
    """Accuracy on fresh clips of the training's own voices and of voices between them."""
    import tempfile

    from transformers import AutoModelForAudioClassification

    from hfcourse.zoo.listening import share_right

    with tempfile.TemporaryDirectory() as scratch:
        train(Path(scratch), run)
        model = AutoModelForAudioClassification.from_pretrained(scratch).eval()
    rng = random.Random(run.seed + 1)
    clips = [(spoken_second(rng, word), CLASSES.index(word)) for word in KEYWORDS for _ in range(20)]
    clips += [(spoken_second(rng, rng.choice(other_words())), CLASSES.index(UNKNOWN)) for _ in range(60)]
    return {"accuracy": share_right(model, clips)}


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["superb/wav2vec2-base-superb-ks"],
    language=["en"],
    pipeline_tag="audio-classification",
    architecture=(
        "`Wav2Vec2ForSequenceClassification`: the seven convolutions of the base model with 16 to 96 channels, 2 layers"
        " of 128, a weighted sum of the layers. 16 kHz. Stored in half precision, loads as float32."
    ),
    data=(
        "One-second clips spoken by espeak-ng in three accents, 50 timbres and all speeds and pitches, with rooms,"
        " microphones and noise: the ten commands, 895 other words, and noise alone."
    ),
    heldout="one-second clips in timbres that training never had",
    trained_on="speech synthesized by espeak-ng",
    limits=[
        "It has heard synthetic voices only. On a person's voice it is often wrong.",
        "It hears the ten commands of Speech Commands, `_silence_` and `_unknown_`, nothing else.",
        "It expects about one second of sound at 16 kHz.",
    ],
    example=(
        "from transformers import pipeline\n\n"
        f'listen = pipeline("audio-classification", model="{REPO_ID}")\n'
        'listen({"array": one_second, "sampling_rate": 16000}, top_k=3)'
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"accuracy": 0.95},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
    max_mb=2.0,
)
