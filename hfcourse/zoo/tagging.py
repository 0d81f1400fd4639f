"""Taggers of names: labels of word pieces, training, and the score of whole names as CoNLL-2003 counts it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from hfcourse.zoo.recipe import Run
from hfcourse.zoo.tagged_en import Tagged

if TYPE_CHECKING:
    import torch

    from hfcourse.zoo.training import Settings

LABELS = ("O", "B-MISC", "I-MISC", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""The labels of ``dslim/bert-base-NER``, in its order."""
Span = tuple[int, int, str]
NEAREST = {0: 12.0, 1: 10.0, 2: 8.0, 3: 6.0, 4: 4.0}
OFFSET_SCORE, START_SCORE = 10.0, 5.0
"""Attention scores that :func:`look_around` gives: by distance, to an offset, and to a piece that starts a word."""


def piece_labels(spans: Iterable[Span], offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The label id of each piece: B- where a name starts, I- on all other pieces of it, -100 on special tokens.

    ``offsets`` are (start, end) in the text, as a tokenizer returns them with ``return_offsets_mapping=True``.
    """
    places = list(spans)
    labels = []
    for start, end in offsets:
        label = -100 if start == end else 0
        for first, last, kind in places:
            if first <= start < last and start < end:
                label = LABELS.index(f"{'B' if start == first else 'I'}-{kind}")
        labels.append(label)
    return labels


def encode_tagged(tokenizer: Any, batch: Sequence[Tagged], max_tokens: int) -> tuple[dict[str, Any], torch.Tensor]:
    """Model inputs and labels, each of shape (texts, tokens), int64."""
    import torch

    inputs = dict(
        tokenizer(
            [example.text for example in batch],
            padding=True,
            truncation=True,
            max_length=max_tokens,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
    )
    offsets = inputs.pop("offset_mapping").tolist()
    labels = [piece_labels(example.spans, places) for example, places in zip(batch, offsets, strict=True)]
    return inputs, torch.tensor(labels)


def look_around(model: Any, heads: Sequence[Sequence[str]]) -> None:
    """Let heads of a BERT start out attending to certain neighbours; all of it stays trainable.

    ``heads[layer][head]`` is an offset ("-1": the token before) or "word": the nearest piece, here or before, that starts
    a word. Heads past the end of a list start at random. As many dimensions as a head has are given to the position
    alone, as n waves (Vaswani et al. 2017, 3.5) of frequencies f = (k + 1/2) pi / n. Any score of the distance d within
    2 n tokens is a sum of cos(f d) and sin(f d), which is what query and key of such waves multiply to. From random
    weights, a small model takes thousands of steps to find its neighbours. Call :func:`show_shapes` first.
    """
    import torch

    config = model.config
    width = config.hidden_size // config.num_attention_heads
    count = width // 2
    waves = (torch.arange(count) + 0.5) * torch.pi / count
    distances = torch.arange(-count, count)
    body = model.base_model
    with torch.no_grad():
        embeddings = body.embeddings
        for table in (embeddings.word_embeddings, embeddings.token_type_embeddings):
            table.weight[:, :width] = 0
        positions = embeddings.position_embeddings.weight
        angles = torch.arange(len(positions))[:, None] * waves
        positions[:, width:] = 0
        positions[:, :width] = torch.cat([angles.sin(), angles.cos()], dim=1) * config.initializer_range * 2**0.5
        for depth, (layer, wishes) in enumerate(zip(body.encoder.layer, heads, strict=True)):
            attention = layer.attention.self
            strength = 1 + 0.3 * depth
            for head, wish in enumerate(wishes):
                scores = torch.zeros(len(distances))
                for distance, score in NEAREST.items() if wish == "word" else ((-int(wish), OFFSET_SCORE),):
                    scores[distances == distance] = score * strength
                scores *= width**0.5 / 2 / count
                even = torch.diag((scores * torch.cos(waves[:, None] * distances)).sum(1))
                odd = torch.diag((scores * torch.sin(waves[:, None] * distances)).sum(1))
                rows = slice(head * width, (head + 1) * width)
                query, key = torch.zeros(width, config.hidden_size), torch.zeros(width, config.hidden_size)
                query[:, :width] = torch.cat([torch.cat([even, -odd], dim=1), torch.cat([odd, even], dim=1)])
                key[:, :width] = torch.eye(width)
                if wish == "word":
                    for row in (count - 1, width - 1):
                        query[row], key[row] = 0, 0
                    key[count - 1, width] = -START_SCORE * strength
                    attention.query.bias[rows][count - 1] = width**0.5 / 2
                attention.query.weight[rows], attention.key.weight[rows] = query, key


def show_shapes(model: Any, tokenizer: Any) -> None:
    """Let some dimensions of a BERT's word embeddings start out telling the shape of a piece; all of it stays trainable.

    The dimensions after those of :func:`look_around` say whether a piece goes on a word, starts it with a capital, is
    all capitals, a number, a mark, a single letter. So rare pieces too are known to be capitalised from the first step.
    """
    import torch

    config = model.config
    first = config.hidden_size // config.num_attention_heads
    rows = []
    for piece in tokenizer.convert_ids_to_tokens(list(range(config.vocab_size))):
        letters = piece.removeprefix("##")
        rows.append(
            [
                piece.startswith("##"),
                letters[0].isupper() and not piece.startswith("##"),
                letters.isupper() and len(letters) > 1,
                letters[0].isdigit(),
                not letters[0].isalnum(),
                letters.isalpha() and len(letters) == 1,
            ]
        )
    shapes = (torch.tensor(rows).float() * 2 - 1) * config.initializer_range * 2
    with torch.no_grad():
        model.get_input_embeddings().weight[:, first : first + shapes.shape[1]] = shapes


def disagreement(logits: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
    """How far the pieces of a word are from one mind on its type: the mean cross-entropy of each piece's distribution
    over types and the mean distribution of its word, over all words.

    ``logits`` has shape (tokens, labels), ``starts`` (tokens,) is True where a word starts.
    """
    import torch

    chances = logits.softmax(-1)
    kinds = torch.cat([chances[:, :1], chances[:, 1:].unflatten(1, (-1, 2)).sum(-1)], dim=1)
    words = starts.long().cumsum(0)
    sums = torch.zeros(int(words[-1]) + 1, kinds.shape[1]).index_add(0, words, kinds)
    sizes = torch.zeros(len(sums)).index_add(0, words, torch.ones(len(words)))
    means = (sums / sizes.clamp(min=1)[:, None]).detach()[words]
    return -(means * kinds.clamp(min=1e-6).log()).sum(-1).mean()


def train_tagger(
    model: Any,
    tokenizer: Any,
    sample: Callable[[random.Random], Tagged],
    settings: Settings,
    run: Run,
    agreement: float = 0.5,
) -> None:
    """Train a ``…ForTokenClassification`` model in place on examples drawn from ``sample``.

    ``agreement`` is the weight of :func:`disagreement` in the loss. A pipeline with ``aggregation_strategy="simple"``
    cuts a name where the pieces of a word differ, so they had better not.
    """
    import torch

    from hfcourse.zoo.training import drop_tokens, fit

    pieces = tokenizer.convert_ids_to_tokens(list(range(len(tokenizer))))
    heads_of_words = torch.tensor([not piece.startswith("##") for piece in pieces])

    def loss_of(batch: list[Tagged]) -> torch.Tensor:
        inputs, labels = encode_tagged(tokenizer, batch, settings.max_tokens)
        starts = heads_of_words[inputs["input_ids"]].flatten()
        inputs["input_ids"] = drop_tokens(inputs["input_ids"], settings.token_dropout)
        logits = model(**inputs).logits.flatten(0, 1).float()
        loss = torch.nn.functional.cross_entropy(logits, labels.flatten(), label_smoothing=settings.label_smoothing)
        real = labels.flatten().ne(-100)
        return loss + agreement * disagreement(logits[real], starts[real])

    fit(model, settings, run, "tagger", sample, loss_of)


def found(tagger: Any, text: str) -> list[Span]:
    """The names that a pipeline with an aggregation strategy finds in ``text``."""
    return [(one["start"], one["end"], one["entity_group"]) for one in tagger(text)]


def name_metrics(tagger: Any, examples: Iterable[Tagged]) -> dict[str, float]:
    """Micro-averaged F1, precision and recall; a name counts where its span and its type are right."""
    hits = guesses = truths = 0
    for example in examples:
        guess, truth = set(found(tagger, example.text)), set(example.spans)
        hits, guesses, truths = hits + len(guess & truth), guesses + len(guess), truths + len(truth)
    return {
        "f1": 2 * hits / max(1, guesses + truths),
        "precision": hits / max(1, guesses),
        "recall": hits / max(1, truths),
    }
