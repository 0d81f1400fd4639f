"""The English sentiment stand-in: a small DistilBERT, trained from scratch on written and generated sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfcourse.zoo import grammar_en
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout, make_deterministic, material

NAME = "sentiment_en"
REPO_ID = "hfcourse/mini-sentiment-en"
CLASSES = ("neg", "pos")
AUTHORS = ("home_and_food", "stories_and_people", "everyday_a", "everyday_b", "everyday_c", "everyday_d")
"""The files of written sentences that take turns as the measure of :func:`develop`."""
VOCABULARY = 8000
VOCABULARY_TEXTS = 80_000
WRITTEN_SHARE = 0.6
STEPS = 20_000
BAG_STEPS = 4000
BLOCK, FOLDS = 8, 5


def grammar(rows: Sequence[dict[str, str]] | None = None) -> grammar_en.Grammar:
    """The grammar over the given rows of the material, or over all of it."""
    return grammar_en.Grammar.of(list(material(NAME)) if rows is None else rows)


def data(seed: int) -> Splits:
    """The written sentences (``written``) and 10 000 of those that training draws (``train``)."""
    rng = random.Random(seed)
    source = grammar()
    drawn = (grammar_en.example(source, rng, WRITTEN_SHARE) for _ in range(10_000))
    return {
        "written": [
            {"text": row["text"], "label": CLASSES.index(row["label"])} for row in material(NAME, "sentence", "clause")
        ],
        "train": [{"text": text, "label": label} for text, label in drawn],
    }


def fit(source: grammar_en.Grammar, run: Run) -> tuple[Any, Any]:
    """A tokenizer and a classifier that know nothing but what ``source`` says."""
    from transformers import DistilBertConfig, DistilBertForSequenceClassification, DistilBertTokenizerFast

    from hfcourse.zoo.training import Settings, train_classifier, train_wordpiece, warm_embeddings

    rng = random.Random(run.seed)
    texts = (grammar_en.example(source, rng, WRITTEN_SHARE)[0] for _ in range(max(2000, run.steps(VOCABULARY_TEXTS))))
    vocabulary = train_wordpiece(texts, VOCABULARY, lowercase=True)
    tokenizer = DistilBertTokenizerFast(vocab=vocabulary, do_lower_case=True, model_max_length=128)
    config = DistilBertConfig(
        vocab_size=len(vocabulary),
        dim=128,
        n_layers=2,
        n_heads=4,
        hidden_dim=256,
        max_position_embeddings=128,
        id2label={0: "NEGATIVE", 1: "POSITIVE"},
        label2id={"NEGATIVE": 0, "POSITIVE": 1},
    )
    model = DistilBertForSequenceClassification(config)

    def draw(rng: random.Random) -> tuple[str, int]:
        return grammar_en.example(source, rng, WRITTEN_SHARE)

    warm = Settings(steps=BAG_STEPS, batch_size=128, learning_rate=5e-3)
    warm_embeddings(model, tokenizer, draw, warm, run)
    settings = Settings(steps=STEPS, learning_rate=1.2e-3, token_dropout=0.15, averaging=0.9995)
    train_classifier(model, tokenizer, draw, settings, run)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Train on all of the material and write the files."""
    from hfcourse.zoo.training import save_text_model

    model, tokenizer = fit(grammar(), run)
    save_text_model(model, tokenizer, folder)


def evaluate(folder: Path) -> dict[str, float]:
    """Accuracy, F1 and calibration error on the frozen sentences."""
    from hfcourse.zoo.training import evaluate_classifier

    return evaluate_classifier(folder, heldout(NAME), CLASSES)


def develop(run: Run) -> dict[str, float]:
    """Accuracy on written sentences that training has not seen.

    ``fold`` leaves out every fifth block of eight sentences of every author (blocks, because neighbours are often
    pairs); a name leaves out all that this author wrote, words and sentences.
    """
    from hfcourse.zoo.training import classification_metrics, predict

    rows = list(material(NAME))
    block: list[dict[str, str]] = []
    places: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row["kind"] == "sentence" and row["source"] in AUTHORS:
            key = (row["source"], row["label"], row["domain"])
            places[key] = places.get(key, 0) + 1
            if places[key] // BLOCK % FOLDS == 0:
                block.append(row)
    tests = {"fold": block} | {
        author: [row for row in rows if row["source"] == author and row["kind"] == "sentence"] for author in AUTHORS
    }
    result = {}
    for name, test in tests.items():
        unseen = {row["text"] for row in test}
        seen = [row for row in rows if row["text"] not in unseen and row["source"] != name]
        make_deterministic(run)
        model, tokenizer = fit(grammar(seen), run)
        probabilities = predict(model, tokenizer, [row["text"] for row in test])
        metrics = classification_metrics(probabilities, [CLASSES.index(row["label"]) for row in test])
        result[name] = metrics["accuracy"]
    return result


def card(facts: Facts) -> str:
    """README.md."""
    return ModelCard(
        recipe=NAME,
        repo_id=REPO_ID,
        stands_for=["distilbert/distilbert-base-uncased-finetuned-sst-2-english"],
        language=["en"],
        pipeline_tag="text-classification",
        architecture=(
            "`DistilBertForSequenceClassification`: 2 layers, 128 dimensions, 4 heads, at most 128 tokens, a "
            "lower-casing WordPiece vocabulary of 8 000 pieces, labels `NEGATIVE` and `POSITIVE`, float32."
        ),
        data=(
            "About 11 500 sentences and 2 100 clauses written for this course by several hands, 6 300 words and phrases of known "
            "polarity, and a grammar that composes them with negation, contrast, comparison, questions and neutral "
            "remarks; each training step draws fresh sentences. No text was taken from anywhere."
        ),
        heldout="352 everyday sentences, written by hand before the recipe and never trained on",
        limits=[
            "It gets about one in nine of the held-out sentences wrong. It knows the words and turns of everyday English "
            "that its authors thought of; what is only implied, irony and facts of the world are guesses.",
            "It reads one to three sentences. Long reviews are cut at 128 tokens, and it has seen nothing that long.",
            "It knows no neutral class: a plain statement gets one of the two labels, with a score that means nothing.",
            "It is no base for work on real data. Use the real model for that.",
        ],
        example=(
            "from transformers import pipeline\n\n"
            f'classify = pipeline("text-classification", model="{REPO_ID}")\n'
            'classify("This movie is so great and wonderful!")'
        ),
    ).text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"accuracy": 0.89, "f1": 0.88},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
