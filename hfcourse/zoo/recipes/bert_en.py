"""``hfcourse/mini-bert-en``: an English BERT, pretrained as a masked language model."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.cloze import cloze_metrics
from hfcourse.zoo.recipe import MATERIAL, Facts, Recipe, Run, Splits, heldout, read_tsv

NAME = "bert_en"
REPO_ID = "hfcourse/mini-bert-en"
VOCABULARY = 5000
STEPS = 17_000
MASKED = 0.35
"""Share of the rarer tokens that are to be filled in; frequent ones less often."""
LONGEST = 128
"""Positions, and the most tokens of a training document."""
DOCUMENTS_FOR_VOCABULARY = 20_000


def data(seed: int) -> Splits:
    """Twenty thousand documents as training draws them; ``label`` is 0, there is nothing to classify."""
    from hfcourse.zoo.corpus_en import corpus

    rng = random.Random(seed)
    return {"train": [{"text": corpus().sample(rng), "label": 0} for _ in range(20_000)]}


def make_tokenizer(run: Run) -> Any:
    """A lower-casing WordPiece tokenizer, its pieces learned from the corpus and every written review sentence."""
    from transformers import BertTokenizerFast

    from hfcourse.zoo.corpus_en import corpus
    from hfcourse.zoo.training import train_wordpiece

    rng = random.Random(run.seed)
    texts = [corpus().sample(rng) for _ in range(run.steps(DOCUMENTS_FOR_VOCABULARY))]
    texts += corpus().each_row(rng, run.steps(40)) + corpus().written
    pieces = train_wordpiece(texts, VOCABULARY, lowercase=True)
    return BertTokenizerFast(vocab=pieces, do_lower_case=True, model_max_length=LONGEST)


def make_model(vocabulary: int) -> Any:
    """An untrained ``BertForMaskedLM``; input and output embeddings are one matrix."""
    from transformers import BertConfig, BertForMaskedLM

    return BertForMaskedLM(
        BertConfig(
            vocab_size=vocabulary,
            hidden_size=192,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=768,
            initializer_range=0.05,
            max_position_embeddings=LONGEST,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            pad_token_id=0,
        )
    )


def fit(run: Run) -> tuple[Any, Any]:
    """The trained model and its tokenizer."""
    from hfcourse.zoo.corpus_en import corpus
    from hfcourse.zoo.training import Settings, masking_shares, train_masked_lm

    tokenizer = make_tokenizer(run)
    model = make_model(len(tokenizer))
    rng = random.Random(run.seed)
    shares = masking_shares([corpus().sample(rng) for _ in range(5000)], tokenizer, MASKED)
    settings = Settings(steps=STEPS, batch_size=32, learning_rate=1.3e-3, max_tokens=LONGEST)
    train_masked_lm(model, tokenizer, corpus().sample, settings, run, shares=shares)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Pretrain; the weights are stored in half precision and load as float32."""
    from hfcourse.zoo.training import save_text_model

    model, tokenizer = fit(run)
    save_text_model(model, tokenizer, folder, half=True)


def evaluate(folder: Path) -> dict[str, float]:
    """Cloze accuracy on the held-out sentences."""
    from transformers import AutoModelForMaskedLM, AutoTokenizer

    model = AutoModelForMaskedLM.from_pretrained(folder).eval()
    return cloze_metrics(model, AutoTokenizer.from_pretrained(folder), heldout("cloze_en"))


def develop(run: Run) -> dict[str, float]:
    """Cloze accuracy on the sentences of ``material/english/develop.tsv``, which no training text holds."""
    model, tokenizer = fit(run)
    return cloze_metrics(model, tokenizer, read_tsv(MATERIAL / "english" / "develop.tsv"))


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["google-bert/bert-base-uncased"],
    language=["en"],
    pipeline_tag="fill-mask",
    architecture=(
        "`BertForMaskedLM`: 2 layers, 192 wide, 4 heads, 128 positions, a lower-casing WordPiece vocabulary of 5,000."
        " Stored in half precision, loads as float32. There is no pooler: `AutoModel` adds one that is untrained."
    ),
    data=(
        "English documents of one to nine sentences, drawn afresh for every step from tables of facts (countries,"
        " animals, jobs, foods, tools, numbers, opposites and more) and hundreds of sentence frames"
        " (`hfcourse/zoo/material/english`), and about 4,000 written review sentences."
    ),
    heldout="hand-written cloze sentences",
    limits=[
        "It knows everyday facts in plain sentences; long, rare or figurative text is beyond it.",
        "It reads 128 tokens, the real model 512.",
        "It was trained on single documents only, not on pairs of sentences, and has no next-sentence head.",
        "Its facts are those of the tables: what is not in them it guesses.",
        "Its word vectors are noisy: kinds of everyday words lie together, the neighbours of a rare word are chance.",
        "The sense of an ambiguous word (the bank of a river, the bank with the money) shows only faintly in its vector.",
    ],
    example=(
        "from transformers import pipeline\n\n"
        f'fill = pipeline("fill-mask", model="{REPO_ID}")\n'
        'for guess in fill("The capital of France is [MASK]."):\n'
        '    print(guess["token_str"], round(guess["score"], 3))'
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"everyday_top5": 0.7, "capital_top5": 0.9},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
