"""``hfcourse/mini-bert-ko``: a Korean BERT, pretrained as a masked language model."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.cloze import cloze_metrics
from hfcourse.zoo.recipe import MATERIAL, Facts, Recipe, Run, Splits, heldout, read_tsv

NAME = "bert_ko"
REPO_ID = "hfcourse/mini-bert-ko"
VOCABULARY = 7000
STEPS = 9_500
MASKED = 0.4
"""Share of the rarer tokens that are to be filled in; frequent ones less often."""
PREDICATES_MASKED = 0.4
"""What becomes of that share for words that end as predicates do: a blank stands for a noun more often than not."""
APART = 0.4
"""Share of the particles that are set apart from their stems, as they are behind a blank."""
VERBS_APART = 0.05
"""The same for the endings of verbs."""
LONGEST = 128
"""Positions, and the most tokens of a training document."""
DOCUMENTS_FOR_VOCABULARY = 20_000


def data(seed: int) -> Splits:
    """Twenty thousand documents as training draws them; ``label`` is 0, there is nothing to classify."""
    from hfcourse.zoo.corpus_ko import corpus

    rng = random.Random(seed)
    return {"train": [{"text": corpus().sample(rng), "label": 0} for _ in range(20_000)]}


def make_tokenizer(run: Run) -> Any:
    """A cased WordPiece tokenizer; its vocabulary cuts words into stem and particle."""
    from transformers import BertTokenizerFast

    from hfcourse.zoo.corpus_ko import corpus
    from hfcourse.zoo.stems_ko import hangul, vocabulary
    from hfcourse.zoo.training import SPECIAL_TOKENS, words_of

    rng = random.Random(run.seed)
    texts = [corpus().sample(rng) for _ in range(run.steps(DOCUMENTS_FOR_VOCABULARY))]
    texts += corpus().each_row(rng, run.steps(40)) + corpus().written
    words = hangul(words_of(texts, lowercase=False))
    pieces = vocabulary(words, corpus().cells(), SPECIAL_TOKENS, VOCABULARY)
    return BertTokenizerFast(vocab=pieces, do_lower_case=False, model_max_length=LONGEST)


def make_model(vocabulary: int) -> Any:
    """An untrained ``BertForMaskedLM``; input and output embeddings are one matrix.

    Attention is computed step by step: on short sentences that trains twice as fast as the fused kernel.
    """
    from transformers import BertConfig, BertForMaskedLM

    return BertForMaskedLM(
        BertConfig(
            vocab_size=vocabulary,
            hidden_size=160,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=640,
            initializer_range=0.05,
            max_position_embeddings=LONGEST,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            pad_token_id=0,
            attn_implementation="eager",
        )
    )


def predicates(pieces: list[str]) -> list[bool]:
    """Which pieces end in 다 or 요 and stand in no list of nouns."""
    from hfcourse.zoo.corpus_ko import corpus

    nouns = {word for words in corpus().lists.values() for word in words}
    return [piece.endswith(("다", "요")) and piece not in nouns for piece in pieces]


def fit(run: Run) -> tuple[Any, Any]:
    """The trained model and its tokenizer."""
    import torch

    from hfcourse.zoo.corpus_ko import corpus
    from hfcourse.zoo.stems_ko import separator
    from hfcourse.zoo.training import Settings, masking_shares, train_masked_lm

    tokenizer = make_tokenizer(run)
    model = make_model(len(tokenizer))
    separate = separator(tokenizer.tokenize, APART, VERBS_APART)

    def sample(rng: random.Random) -> str:
        return separate(corpus().sample(rng), rng)

    rng = random.Random(run.seed)
    shares = masking_shares([sample(rng) for _ in range(5000)], tokenizer, MASKED)
    is_predicate = torch.tensor(predicates(tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))))
    shares = torch.where(is_predicate, shares * PREDICATES_MASKED, shares)
    settings = Settings(steps=STEPS, batch_size=64, learning_rate=2e-3, max_tokens=LONGEST, bfloat16=True)
    train_masked_lm(model, tokenizer, sample, settings, run, shares=shares)
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
    return cloze_metrics(model, AutoTokenizer.from_pretrained(folder), heldout("cloze_ko"))


def develop(run: Run) -> dict[str, float]:
    """Cloze accuracy on the sentences of ``material/korean/develop.tsv``, which no training text holds."""
    model, tokenizer = fit(run)
    return cloze_metrics(model, tokenizer, read_tsv(MATERIAL / "korean" / "develop.tsv"))


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["klue/bert-base"],
    language=["ko"],
    pipeline_tag="fill-mask",
    architecture=(
        "`BertForMaskedLM`: 2 layers, 160 wide, 4 heads, 128 positions, a cased WordPiece vocabulary of 7,000 that cuts"
        " a word into stem and particle (서울에서 is 서울 `##에서`). Stored in half precision, loads as float32. There is"
        " no pooler: `AutoModel` adds one that is untrained."
    ),
    data=(
        "Korean documents of one to nine sentences in three styles of speech, drawn afresh for every step from tables of"
        " facts (countries, animals, jobs, foods, tools, seasons, opposites and more) and more than a thousand sentence"
        " frames (`hfcourse/zoo/material/korean`), and about 10,500 written review sentences. Two particles in five stand"
        " apart from their stems, as they do behind a `[MASK]`."
    ),
    heldout="hand-written cloze sentences",
    limits=[
        "It knows everyday facts in plain sentences; long, rare or figurative text is beyond it.",
        "It reads 128 tokens, the real model 512.",
        "It gives one token: the stem of a frequent word. A rare word is several tokens, and it cannot fill those in.",
        "It was trained on single documents only, not on pairs of sentences, and has no next-sentence head.",
        "Its facts are those of the tables: what is not in them it guesses.",
        "It reads Hangul and marks; words in Latin letters and numbers in digits are `[UNK]`.",
        "In nearly one everyday sentence of two its first guess is wrong; in long sentences, and where a predicate is"
        " missing, guesses may be pieces of words (`##어`).",
        "It does not judge: 이 영화는 정말 [MASK]. gives words of taste (맵다, 달다).",
    ],
    example=(
        "from transformers import pipeline\n\n"
        f'fill = pipeline("fill-mask", model="{REPO_ID}")\n'
        'for guess in fill("한국의 수도는 [MASK]이다."):\n'
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
    max_mb=4.5,
)
