"""``hfcourse/mini-vilt-pictures``: a small ViLT that answers questions about drawn scenes."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfcourse.zoo import visual_questions as vq
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.pictures import Item, Scene
from hfcourse.zoo.portraits import Pool
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout, write_lines

NAME = "vilt_pictures"
REPO_ID = "hfcourse/mini-vilt-pictures"
PIXELS = 80
PATCH = 10
SIDE = PIXELS // PATCH
LAYERS = 6
LOOKS = 3
"""After this many layers each patch is asked what it shows."""
FEATURES = 128
"""Channels of the teacher's feature map."""
TEACHER_STEPS = 2000
EASY_STEPS = 1500
STEPS = 12_000
RATE = 1.2e-3
WORDS = 600


@dataclass(frozen=True)
class Shot:
    """A scene, its picture (pixels, pixels, 3) as bytes, and what each patch shows: thing and colour, 0 for nothing."""

    scene: Scene
    picture: Any
    things: Any
    colours: Any


def data(seed: int) -> Splits:
    """Twenty thousand questions as training draws them; ``label`` is the number of the answer."""
    rng = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for _ in range(5000):
        what = vq.scene(rng)
        for asked in (vq.question(what, rng) for _ in range(4)):
            rows.append({"text": vq.spelled(rng, asked.text), "label": vq.ANSWERS.index(asked.answer)})
    return {"train": rows}


def shot(what: Scene, rng: random.Random) -> Shot:
    """The scene drawn, and what is to be seen where."""
    import numpy

    things = numpy.zeros((SIDE, SIDE), dtype=numpy.int64)
    colours = numpy.zeros((SIDE, SIDE), dtype=numpy.int64)
    centres = (numpy.arange(SIDE) + 0.5) / SIDE
    for item in what.items:
        apart = numpy.hypot(centres[None, :] - item.x, centres[:, None] - item.y)
        covered = apart < max(item.size * 0.42, 0.6 / SIDE)
        things[covered] = 1 + vq.ASKED.index(item.thing)
        colours[covered] = 1 + vq.NAMES.index(item.colour)
    return Shot(what, numpy.asarray(vq.draw(what, PIXELS, rng)), things.ravel(), colours.ravel())


def make_tokenizer(run: Run) -> Any:
    """A lower-casing WordPiece tokenizer; every word of the questions is a piece."""
    from transformers import BertTokenizer

    from hfcourse.zoo.training import train_wordpiece

    rng = random.Random(run.seed)
    texts = [row["text"] for row in data_for_words(rng)]
    vocabulary = train_wordpiece(texts, WORDS, lowercase=True)
    return BertTokenizer(vocab=vocabulary, do_lower_case=True, model_max_length=40)


def data_for_words(rng: random.Random) -> list[dict[str, str]]:
    """Questions, and the words of the answers, often enough to become pieces of their own."""
    rows = []
    for _ in range(2500):
        what = vq.scene(rng, rng.randint(1, 3))
        rows.append({"text": vq.question(what, rng).text})
    letters = " ".join("abcdefghijklmnopqrstuvwxyz0123456789")
    inner = "".join("abcdefghijklmnopqrstuvwxyz0123456789")
    words = [*vq.ASKED, *(vq.plural(thing) for thing in vq.ASKED), *vq.NAMES, *(" ".join(vq.PLACES).split())]
    return rows + [{"text": text} for text in (letters, inner, " ".join(words)) for _ in range(30)]


def make_model(vocabulary: int) -> Any:
    """The untrained model."""
    from transformers import ViltConfig, ViltForQuestionAnswering

    from hfcourse.zoo.vision import see_waves_and_places

    config = ViltConfig(
        vocab_size=vocabulary,
        hidden_size=160,
        num_hidden_layers=LAYERS,
        num_attention_heads=5,
        intermediate_size=480,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=0.07,
        max_position_embeddings=40,
        image_size=PIXELS,
        patch_size=PATCH,
        max_image_length=-1,
        id2label=dict(enumerate(vq.ANSWERS)),
        label2id={answer: number for number, answer in enumerate(vq.ANSWERS)},
    )
    model = ViltForQuestionAnswering(config)
    see_waves_and_places(model.vilt.embeddings)
    return model


def embedded(model: Any, pixels: Any) -> Any:
    """Pictures (batch, 3, side, side) as the model embeds them, patches in order; it shuffles them itself otherwise.

    Shape (batch, 1 + patches, width).
    """
    import torch

    embeddings = model.vilt.embeddings
    patches = embeddings.patch_embeddings(pixels).flatten(2).transpose(1, 2)
    first = embeddings.cls_token.expand(len(patches), -1, -1)
    return torch.cat((first, patches), dim=1) + embeddings.position_embeddings


def fit(run: Run) -> tuple[Any, Any]:
    """The trained model and its tokenizer.

    A convolutional network learns first to say what each patch shows: it knows that neighbouring pixels belong together.
    Half way up the transformer each patch has to see what the network sees (distillation of features), and to say what it
    shows with the word embeddings of the question, so that a question about a cat finds the patches with the cat.
    """
    import numpy
    import torch

    from hfcourse.zoo.training import Settings
    from hfcourse.zoo.training import fit as optimize
    from hfcourse.zoo.vision import convolutions, seen_by_patch

    tokenizer = make_tokenizer(run)
    model = make_model(len(tokenizer))
    width = model.config.hidden_size
    model.looking, model.copying = torch.nn.Linear(width, width), torch.nn.Linear(width, FEATURES)
    teacher = torch.nn.ModuleDict(
        {
            "body": convolutions(FEATURES),
            "things": torch.nn.Linear(FEATURES, len(vq.ASKED) + 1),
            "colours": torch.nn.Linear(FEATURES, len(vq.NAMES) + 1),
        }
    )
    names = torch.tensor(tokenizer.convert_tokens_to_ids([*vq.ASKED]))
    shades = torch.tensor(tokenizer.convert_tokens_to_ids([*vq.NAMES]))
    start_matching(model)

    def naming(seen: Any, words: Any, shown: Any) -> Any:
        """How wrong the patches are about ``shown``; ``words`` are the ids that they may say, nothing is 0."""
        logits = seen @ model.vilt.embeddings.text_embeddings.word_embeddings(words).T
        logits = torch.cat((torch.zeros_like(logits[..., :1]), logits), dim=-1).float()
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), shown.flatten())

    def pixels_of(shots: list[Shot]) -> torch.Tensor:
        return torch.from_numpy(numpy.stack([taken.picture for taken in shots])).permute(0, 3, 1, 2).float() / 127.5 - 1

    def shown_in(shots: list[Shot], key: str) -> torch.Tensor:
        return torch.from_numpy(numpy.stack([getattr(taken, key) for taken in shots]))

    def first_lesson(batch: list[tuple[str, Shot]]) -> torch.Tensor:
        shots = [taken for _, taken in batch]
        features = torch.nn.functional.adaptive_avg_pool2d(teacher["body"](pixels_of(shots)).float(), SIDE)
        features = features.flatten(2).transpose(1, 2)
        said = {key: teacher[key](features).float().flatten(0, 1) for key in ("things", "colours")}
        wrong = [torch.nn.functional.cross_entropy(said[key], shown_in(shots, key).flatten()) for key in said]
        return torch.stack(wrong).sum()

    def loss_of(batch: list[tuple[str, int, Shot]]) -> torch.Tensor:
        inputs = tokenizer([text for text, _, _ in batch], padding=True, return_tensors="pt")
        shots = [taken for _, _, taken in batch]
        pictures = pixels_of(shots)
        patches = embedded(model, pictures)
        ones = torch.ones(patches.shape[:2], dtype=torch.long)
        output = model(**inputs, image_embeds=patches, pixel_mask=ones, output_hidden_states=True)
        answers = torch.tensor([answer for _, answer, _ in batch])
        states = output.hidden_states[LOOKS][:, -SIDE * SIDE :]
        seen, copied = model.looking(states), model.copying(states).float()
        logits = output.logits.float()
        each = torch.nn.functional.binary_cross_entropy_with_logits(
            logits, torch.nn.functional.one_hot(answers, logits.shape[1]).float()
        )
        return (
            torch.nn.functional.cross_entropy(logits, answers)
            + 3 * each
            + 0.5 * naming(seen, names, shown_in(shots, "things"))
            + 0.5 * naming(seen, shades, shown_in(shots, "colours"))
            + (copied - seen_by_patch(teacher["body"], pictures, SIDE)).square().mean()
        )

    pool: Pool[Shot] = Pool(_shooter(vq.MOST), 6000, 3)
    settings = Settings(steps=TEACHER_STEPS, batch_size=64, learning_rate=3e-3, averaging=0.0, bfloat16=True)
    optimize(teacher, settings, run, "teacher", lambda rng: ("", pool(rng)), first_lesson)
    settings = Settings(
        steps=EASY_STEPS, batch_size=48, learning_rate=RATE, weight_decay=0.02, averaging=0.99, bfloat16=True
    )
    for description, steps, most in (("one or two things", EASY_STEPS, 2), ("scenes", STEPS, vq.MOST)):
        pool = Pool(_shooter(most), 6000, 5)

        def draw(rng: random.Random, pool: Pool[Shot] = pool) -> tuple[str, int, Shot]:
            taken = pool(rng)
            asked = vq.question(taken.scene, rng)
            return vq.spelled(rng, asked.text), vq.ANSWERS.index(asked.answer), taken

        stage = Settings(**{**vars(settings), "steps": steps, "averaging": 0.998 if most > 2 else 0.99})
        optimize(model, stage, run, description, draw, loss_of)
    del model.looking, model.copying
    return model, tokenizer


def _shooter(most: int) -> Any:
    def make(rng: random.Random) -> Shot:
        return shot(vq.scene(rng, rng.randint(1, 2) if most == 2 else None), rng)

    return make


def start_matching(model: Any) -> None:
    """Two heads of each upper layer start by looking for what is like themselves: the word for the patch that says it."""
    import torch

    width = model.config.hidden_size
    size = width // model.config.num_attention_heads
    for layer in model.vilt.encoder.layer[LOOKS:]:
        attention = layer.attention.attention
        with torch.no_grad():
            for head in (0, 1):
                rows = slice(head * size, (head + 1) * size)
                basis = torch.linalg.qr(torch.randn(width, size))[0].T
                attention.query.weight[rows] = 1.5 * basis
                attention.key.weight[rows] = 1.5 * basis


def train(folder: Path, run: Run) -> None:
    """Train, and write model and processor; the weights take two bytes each and load as float32."""
    from hfcourse.zoo.vision import save_with_processor, vilt_processor

    model, tokenizer = fit(run)
    save_with_processor(model, vilt_processor(PIXELS, PATCH, tokenizer), folder)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    write_lines(folder / "vocab.txt", (piece for piece, _ in vocabulary))


def read_scene(text: str) -> Scene:
    """A scene written as ``white; red cat 0.2 0.3 0.4; blue car 0.7 0.6 0.3``: background, then things with place and size."""
    paper, *parts = text.split("; ")
    items = []
    for part in parts:
        colour, thing, x, y, size = part.split(" ")
        items.append(Item(thing, colour, float(x), float(y), float(size)))
    return Scene(tuple(items), paper)


def measure(model: Any, processor: Any, rows: Sequence[dict[str, str]]) -> dict[str, float]:
    """Share of right answers on rows with ``scene``, ``question``, ``answer`` and ``kind``; for each kind, and for all."""
    import torch

    right: dict[str, list[bool]] = defaultdict(list)
    for start in range(0, len(rows), 48):
        part = rows[start : start + 48]
        pictures = [
            vq.draw(read_scene(row["scene"]), 2 * PIXELS, random.Random(row["scene"]), plain=True) for row in part
        ]
        inputs = processor(pictures, [row["question"] for row in part], return_tensors="pt", padding=True)
        with torch.no_grad():
            guesses = model(**inputs).logits.argmax(-1)
        for row, guess in zip(part, guesses.tolist(), strict=True):
            right[row["kind"]].append(model.config.id2label[guess] == row["answer"])
    hits = [hit for part in right.values() for hit in part]
    by_kind = {kind.replace(" ", "_"): sum(part) / len(part) for kind, part in sorted(right.items())}
    return {"accuracy": sum(hits) / len(hits), **by_kind}


def evaluate(folder: Path) -> dict[str, float]:
    """The measure on the frozen scenes and questions."""
    from transformers import AutoProcessor, ViltForQuestionAnswering

    model = ViltForQuestionAnswering.from_pretrained(folder)
    return measure(model, AutoProcessor.from_pretrained(folder), heldout("visual_questions"))


def develop(run: Run) -> dict[str, float]:
    """The measure on 1200 questions about scenes that training did not draw."""
    from hfcourse.zoo.vision import vilt_processor

    model, tokenizer = fit(run)
    rng = random.Random("develop")
    rows = []
    for _ in range(400):
        what = vq.scene(rng)
        text = "; ".join(
            [what.background, *(f"{i.colour} {i.thing} {i.x:.3f} {i.y:.3f} {i.size:.3f}" for i in what.items)]
        )
        for asked in (vq.question(what, rng) for _ in range(3)):
            rows.append({"scene": text, "question": asked.text, "answer": asked.answer, "kind": asked.kind})
    return measure(model, vilt_processor(PIXELS, PATCH, tokenizer), rows)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["dandelin/vilt-b32-finetuned-vqa"],
    language=["en"],
    pipeline_tag="visual-question-answering",
    architecture=(
        f"`ViltForQuestionAnswering`: {LAYERS} layers, 160 wide, 5 heads, pictures of {PIXELS} pixels in patches of"
        f" {PATCH}, questions of up to 40 pieces of a lower-casing WordPiece vocabulary, {len(vq.ANSWERS)} answers."
        " Stored in half precision, loads as float32."
    ),
    data=(
        f"Scenes of one to {vq.MOST} of {len(vq.ASKED)} drawn things in {len(vq.NAMES)} colours, made by a program of this"
        " course, with questions of six kinds: which colour, how many, where, is there, what is left of (right of, above,"
        " below), and what is this. Half way up the layers each patch had to see what a convolutional network sees and to name"
        " what it shows. Every step draws anew."
    ),
    trained_on="scenes and questions that a program makes",
    heldout="400 questions about scenes of another generator, in words of their own",
    limits=[
        f"It answers one of {len(vq.ANSWERS)} answers: {', '.join(vq.ANSWERS)}. The real model has 3129.",
        "It knows drawings, not photographs, and things that are whole and apart.",
        "It is weakest at counting and at where things are: one answer in six is wrong.",
        "It was asked the six kinds of questions only. To any other it gives an answer too, and that means nothing.",
    ],
    example=(
        "from transformers import ViltForQuestionAnswering, ViltProcessor\n\n"
        f'processor = ViltProcessor.from_pretrained("{REPO_ID}")\n'
        f'model = ViltForQuestionAnswering.from_pretrained("{REPO_ID}")\n'
        'logits = model(**processor(image, "What color is the cat?", return_tensors="pt")).logits\n'
        "model.config.id2label[logits.argmax(-1).item()]"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"accuracy": 0.90},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
    max_mb=8.0,
)
