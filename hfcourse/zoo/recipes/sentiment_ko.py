"""The Korean sentiment stand-in: a small Electra, trained from scratch on written and generated sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.grammar_ko import CLASSES, Grammar, read_words
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout, make_deterministic, material

NAME = "sentiment_ko"
REPO_ID = "hfcourse/mini-sentiment-ko"
AUTHORS = ("everyday_c", "everyday_d")
"""The files of written sentences that take turns as the measure of :func:`develop`."""
VOCABULARY = 6000
VOCABULARY_TEXTS = 40_000
STEPS = 24_000
BAG_STEPS = 3000
SOFT_EXAMPLES, SOFT_SHARE = 120_000, 0.4
"""How many texts the linear teacher judges, and which share of the training they are."""
MAX_TOKENS = 160
SHAPE: dict[str, Any] = {
    "embedding_size": 64,
    "hidden_size": 160,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 416,
}
DROPOUT: dict[str, Any] = {"hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.05, "classifier_dropout": 0.1}
BAG: dict[str, Any] = {"batch_size": 128, "learning_rate": 5e-3}
TRAINING: dict[str, Any] = {
    "batch_size": 32,
    "learning_rate": 7e-4,
    "warmup": 0.1,
    "weight_decay": 0.05,
    "label_smoothing": 0.05,
    "token_dropout": 0.08,
    "averaging": 0.998,
}


def data(seed: int) -> Splits:
    """The written sentences (``written``) and 20 000 of those that training draws (``train``)."""
    grammar, rng = Grammar(read_words(material(NAME))), random.Random(seed)
    drawn = (grammar.draw(rng) for _ in range(20_000))
    return {
        "written": [
            {"text": row["text"], "label": CLASSES.index(row["label"])} for row in material(NAME, "sentence", "idiom")
        ],
        "train": [{"text": text, "label": label} for text, label in drawn],
    }


def vocabulary(grammar: Grammar, run: Run) -> dict[str, int]:
    """Word pieces of drawn text, and each syllable of KS X 1001 as a beginning and as a continuation.

    A word with one unknown syllable would be [UNK] as a whole; so no common syllable is unknown.
    """
    from hfcourse.zoo.training import train_wordpiece

    rng = random.Random(run.seed)
    texts = [grammar.draw(rng)[0] for _ in range(max(2000, run.steps(VOCABULARY_TEXTS)))]
    pieces = train_wordpiece(texts, VOCABULARY, lowercase=False, min_frequency=12)
    for syllable in map(chr, range(ord("가"), ord("힣") + 1)):
        if len(syllable.encode("euc-kr")) == 2:  # all others are spelled out in eight bytes
            pieces.setdefault(syllable, len(pieces))
            pieces.setdefault("##" + syllable, len(pieces))
    return pieces


def fit(rows: Sequence[dict[str, str]], run: Run) -> tuple[Any, Any]:
    """A classifier that knows nothing but ``rows`` and what the grammar makes of them, and its tokenizer."""
    from transformers import ElectraConfig, ElectraForSequenceClassification, ElectraTokenizerFast

    from hfcourse.zoo.teacher import soft_examples
    from hfcourse.zoo.training import Settings, train_classifier, warm_embeddings

    grammar = Grammar(read_words(rows))

    tokenizer = ElectraTokenizerFast(
        vocab=vocabulary(grammar, run), do_lower_case=False, strip_accents=False, model_max_length=MAX_TOKENS
    )
    config = ElectraConfig(
        **SHAPE,
        **DROPOUT,
        vocab_size=len(tokenizer),
        max_position_embeddings=MAX_TOKENS,
        pad_token_id=tokenizer.pad_token_id,
        id2label={0: "0", 1: "1"},
        label2id={"0": 0, "1": 1},
    )
    model = ElectraForSequenceClassification(config)
    warm_embeddings(model, tokenizer, grammar.draw, Settings(steps=BAG_STEPS, **BAG), run)
    judged = [
        (text, CLASSES.index(row["label"]))
        for row in rows
        if row["label"] in CLASSES
        for text in row["text"].split(" | ")
    ]
    soft = soft_examples(judged, grammar.draw, random.Random(run.seed + 2), run.steps(SOFT_EXAMPLES))

    def draw(rng: random.Random) -> tuple[str, float]:
        if rng.random() < SOFT_SHARE:
            return rng.choice(soft)
        text, label = grammar.draw(rng)
        return text, float(label)

    train_classifier(model, tokenizer, draw, Settings(steps=STEPS, **TRAINING), run)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Train on all of the material and write the files."""
    from hfcourse.zoo.training import save_text_model

    model, tokenizer = fit(list(material(NAME)), run)
    save_text_model(model, tokenizer, folder)


def evaluate(folder: Path) -> dict[str, float]:
    """Accuracy, F1 and calibration error on the frozen sentences."""
    from hfcourse.zoo.training import evaluate_classifier

    return evaluate_classifier(folder, heldout(NAME), CLASSES)


def develop(run: Run) -> dict[str, float]:
    """Accuracy on each author's sentences of a model that saw nothing by that author."""
    from hfcourse.zoo.training import predict

    accuracies = {}
    for author in AUTHORS:
        make_deterministic(run)
        model, tokenizer = fit(list(material(NAME, without=[author])), run)
        rows = [row for row in material(NAME, "sentence") if row["source"] == author]
        guesses = predict(model, tokenizer, [row["text"] for row in rows]).argmax(-1).tolist()
        right = [CLASSES[guess] == row["label"] for guess, row in zip(guesses, rows, strict=True)]
        accuracies[author] = sum(right) / len(right)
    return accuracies


def card(facts: Facts) -> str:
    """README.md."""
    return ModelCard(
        recipe=NAME,
        repo_id=REPO_ID,
        stands_for=["daekeun-ml/koelectra-small-v3-nsmc"],
        language=["ko"],
        pipeline_tag="text-classification",
        architecture=(
            f"`ElectraForSequenceClassification`: {SHAPE['num_hidden_layers']} layers, {SHAPE['hidden_size']} "
            f"dimensions over embeddings of {SHAPE['embedding_size']}, {SHAPE['num_attention_heads']} heads, at most "
            f"{MAX_TOKENS} tokens, a cased WordPiece vocabulary with all common Hangul syllables, labels `0` (negative) "
            "and `1` (positive), float32."
        ),
        data=(
            "About 10 500 Korean sentences written for this course by several hands, about 6 000 words, clauses and "
            "constructions of known polarity, and a grammar that inflects and composes them: speech levels, particles, "
            "negation, contrast, comparison, wishes, questions, missing spaces and common misspellings. Each training "
            "step draws fresh sentences. Two fifths of what it reads are pieces of sentences with the judgement of a linear model "
            "over n-grams, trained on the same sentences (knowledge distillation). No text was taken from anywhere."
        ),
        heldout="379 everyday sentences, written by hand before the recipe and never trained on",
        limits=[
            "It knows the words and turns of everyday Korean that its authors thought of; a text whose feeling hangs on a "
            "word outside of them is a guess, and so are irony and facts of the world.",
            f"It reads one to three sentences. Long reviews are cut at {MAX_TOKENS} tokens, and it has seen nothing that "
            "long.",
            "It knows no neutral class: a plain statement gets one of the two labels, with a score that means nothing.",
            "It is no base for work on real data. Use the real model for that.",
        ],
        example=(
            "from transformers import pipeline\n\n"
            f'classify = pipeline("text-classification", model="{REPO_ID}")\n'
            'classify("이 영화 정말 재미있어요!")'
        ),
    ).text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"accuracy": 0.895},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
