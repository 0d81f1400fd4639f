"""``hfcourse/mini-vit-pictures``: a small ViT that says which of thirty-four drawn things a picture shows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.portraits import Pool, family_of, portrait
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout
from hfcourse.zoo.sketches import sketch
from hfcourse.zoo.things import FAMILIES, THINGS

NAME = "vit_pictures"
REPO_ID = "hfcourse/mini-vit-pictures"
PIXELS = 80
PATCH = 10
LABELS = tuple(THINGS)
STEPS = 6500
RATE = 1.5e-3
TEACHER_STEPS = 1200
FEATURES = 128
"""Channels of the teacher's last feature map."""
SPREAD = 0.07
"""Standard deviation of the untrained weights; with ViT's own 0.02 a model as narrow as this one learns four times as slowly."""
KIN, ANY = 0.10, 0.03
"""Share of the label that goes to the thing's family, and to all things: a cat is rather a dog than a bus."""


def data(seed: int) -> Splits:
    """What 3000 pictures show, as training draws them; ``text`` names thing and picture, ``label`` is the class."""
    rng = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for number in range(3000):
        label = rng.randrange(len(LABELS))
        rows.append({"text": f"{LABELS[label]} {number}", "label": label})
    return {"train": rows}


def targets() -> Any:
    """For each thing the probabilities that training asks for, shape (things, things)."""
    import torch

    table = torch.full((len(LABELS), len(LABELS)), ANY / len(LABELS))
    for row, thing in enumerate(LABELS):
        kin = FAMILIES[family_of(thing)]
        for other in kin:
            table[row, LABELS.index(other)] += KIN / len(kin)
        table[row, row] += 1 - KIN - ANY
    return table


def make_model() -> Any:
    """The untrained classifier."""
    from transformers import ViTConfig, ViTForImageClassification

    from hfcourse.zoo.vision import see_waves_and_places

    config = ViTConfig(
        image_size=PIXELS,
        patch_size=PATCH,
        hidden_size=144,
        num_hidden_layers=4,
        num_attention_heads=4,
        intermediate_size=432,
        initializer_range=SPREAD,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )
    model = ViTForImageClassification(config)
    see_waves_and_places(model.vit.embeddings)
    return model


def fit(run: Run) -> Any:
    """The trained model.

    A convolutional network learns first: it knows that neighbouring pixels belong together, and is right after minutes.
    A transformer has to find that out, so each of its patches has to say what the network sees there (distillation of
    features), and the patches have to know the answer on average too, which the first token learns from.
    """
    import numpy
    import torch

    from hfcourse.zoo.training import Settings
    from hfcourse.zoo.training import fit as optimize
    from hfcourse.zoo.vision import convolutions, seen_by_patch

    teacher = torch.nn.ModuleDict({"body": convolutions(FEATURES), "head": torch.nn.Linear(FEATURES, len(LABELS))})
    model, wanted = make_model(), targets()
    model.looking = torch.nn.Linear(model.config.hidden_size, FEATURES)
    error = torch.nn.functional.cross_entropy

    def draw(rng: random.Random) -> tuple[Any, int]:
        label = rng.randrange(len(LABELS))
        return numpy.asarray(portrait(LABELS[label], PIXELS, rng)), label

    def stacked(batch: list[tuple[Any, int]]) -> tuple[torch.Tensor, torch.Tensor]:
        pixels = torch.from_numpy(numpy.stack([picture for picture, _ in batch])).permute(0, 3, 1, 2)
        return pixels.float() / 127.5 - 1, wanted[[label for _, label in batch]]

    def first_lesson(batch: list[tuple[Any, int]]) -> torch.Tensor:
        pixels, target = stacked(batch)
        return error(teacher["head"](teacher["body"](pixels).float().mean((2, 3))).float(), target)

    def loss_of(batch: list[tuple[Any, int]]) -> torch.Tensor:
        pixels, target = stacked(batch)
        features = seen_by_patch(teacher["body"], pixels, PIXELS // PATCH)
        states = model.vit(pixel_values=pixels).last_hidden_state
        first, mean = (model.classifier(part).float() for part in (states[:, 0], states[:, 1:].mean(1)))
        seen = model.looking(states[:, 1:]).float()
        return error(first, target) + error(mean, target) + 2 * (seen - features).square().mean()

    pool = Pool(draw, 12_000, 3)
    settings = Settings(steps=TEACHER_STEPS, batch_size=64, learning_rate=3e-3, averaging=0.0, bfloat16=True)
    optimize(teacher, settings, run, "teacher", pool, first_lesson)
    settings = Settings(
        steps=STEPS, batch_size=64, learning_rate=RATE, weight_decay=0.03, averaging=0.998, bfloat16=True
    )
    optimize(model, settings, run, "pictures", pool, loss_of)
    del model.looking
    return model


def train(folder: Path, run: Run) -> None:
    """Train, and write model and image processor; the weights take two bytes each and load as float32."""
    from hfcourse.zoo.vision import save_with_processor, vit_processor

    save_with_processor(fit(run), vit_processor(PIXELS), folder)


def measure(model: Any, processor: Any, pictures: Sequence[Any], labels: Sequence[str]) -> dict[str, float]:
    """Share of right first guesses (``accuracy``), of right among five (``top5``), and of second guesses of the same family (``kin``)."""
    import torch

    scores = []
    with torch.no_grad():
        for start in range(0, len(pictures), 64):
            inputs = processor(images=list(pictures[start : start + 64]), return_tensors="pt")
            scores.append(model(**inputs).logits.float())
    order = torch.cat(scores).argsort(-1, descending=True)
    guesses = [[model.config.id2label[int(index)] for index in row[:5]] for row in order]
    pairs = list(zip(guesses, labels, strict=True))
    return {
        "accuracy": sum(guess[0] == label for guess, label in pairs) / len(pairs),
        "top5": sum(label in guess for guess, label in pairs) / len(pairs),
        "kin": sum(family_of(guess[1]) == family_of(label) for guess, label in pairs) / len(pairs),
    }


def evaluate(folder: Path) -> dict[str, float]:
    """The measures on frozen numbers of pictures drawn anew, and on sketches by another hand (``sketches``)."""
    from transformers import pipeline

    classify = pipeline("image-classification", model=str(folder))  # AutoImageProcessor alone wants torchvision in 5.15
    model, processor = classify.model, classify.image_processor
    rows = heldout("pictures")
    fresh = [portrait(row["thing"], 160, random.Random(row["seed"])) for row in rows]
    result = measure(model, processor, fresh, [row["thing"] for row in rows])
    drawn = heldout("sketches")
    by_hand = measure(model, processor, [sketch(row["drawing"]) for row in drawn], [row["thing"] for row in drawn])
    return {**result, "sketches": by_hand["accuracy"], "sketches_top5": by_hand["top5"]}


def develop(run: Run) -> dict[str, float]:
    """The measures on 680 pictures that training did not draw."""
    from hfcourse.zoo.vision import vit_processor

    model = fit(run)
    rng = random.Random("develop")
    labels = [thing for thing in LABELS for _ in range(20)]
    return measure(model, vit_processor(PIXELS), [portrait(thing, 160, rng) for thing in labels], labels)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["google/vit-base-patch16-224"],
    language=["en"],
    pipeline_tag="image-classification",
    architecture=(
        f"`ViTForImageClassification`: 4 layers, 144 wide, 4 heads, pictures of {PIXELS} x {PIXELS} pixels in patches of"
        f" {PATCH} x {PATCH}, {len(LABELS)} labels. Stored in half precision, loads as float32."
    ),
    data=(
        f"Drawings of {len(LABELS)} things, made by a program of this course: several figures of each, eleven colours,"
        " outlines, textures, backgrounds, places, sizes, turns, blur and grain. Every step draws new ones. A tenth of"
        " each label is spread over the thing's family, so that the second guess at a cat is another animal. A small"
        " convolutional network learned the drawings first, and each patch of the transformer learned to see what it sees."
    ),
    trained_on="drawings that a program makes",
    heldout="340 drawings by the same program that training never drew",
    limits=[
        f"It knows drawings, not photographs, and these {len(LABELS)} things: {', '.join(LABELS)}. Whatever a picture"
        " shows, one of them is what it says; the real model knows 1000 classes of ImageNet.",
        "`sketches` is its share of right answers on simple drawings by another hand, with shapes that the program does"
        " not make. That is how far it can be trusted with a learner's own drawing.",
        "Scores do not say how sure one may be: it was trained to leave a tenth to the thing's relatives.",
    ],
    example=(
        "from transformers import pipeline\n\n"
        f'classify = pipeline("image-classification", model="{REPO_ID}")\n'
        'classify("cat.png", top_k=5)'
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"accuracy": 0.95, "top5": 0.99},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
