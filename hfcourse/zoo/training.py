"""Training small text models from scratch, repeatably, on a CPU.

A recipe gives a *sampler*, a function of a random generator that returns one fresh example; nothing is stored, so
generated data costs no memory and no sentence needs to come twice.
"""

from __future__ import annotations

import heapq
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch
from tokenizers import Regex, normalizers, pre_tokenizers

from hfcourse.zoo.recipe import Run, write_lines

SPECIAL_TOKENS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
MASKED_LM_HEADS = ("cls", "vocab_transform", "generator_predictions", "lm_head")
"""What the first module after the body is called: BERT, DistilBERT, ELECTRA, RoBERTa."""
_SPLIT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA3_SPLIT = _SPLIT % r"\p{N}{1,3}"
"""Where Llama 3 cuts text before it merges bytes: at most three digits stay together."""
QWEN_SPLIT = _SPLIT % r"\p{N}"
"""Where Qwen cuts text: as Llama 3, but every digit stands alone."""
Sampler = Callable[[random.Random], tuple[str, float]]
"""Draws one (text, label). A label is a class; between 0 and 1 it is the probability of class 1 of two."""
TextSampler = Callable[[random.Random], str]


@dataclass(frozen=True)
class Settings:
    """How to train. Rates are shares, lengths are tokens."""

    steps: int
    batch_size: int = 64
    learning_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    max_tokens: int = 64
    label_smoothing: float = 0.05
    token_dropout: float = 0.05
    """Share of a text's tokens that become [MASK] (half) or [UNK] (half), so that no single word carries a text."""
    masked: float = 0.15
    """Share of the tokens that a masked language model has to fill in."""
    averaging: float = 0.999
    """Decay of the running average of the weights (Polyak & Juditsky 1992) that is kept at the end; 0 for none."""
    clip: float = 1.0
    bfloat16: bool = False
    """Compute matrix products in bfloat16; the weights stay float32. Twice as fast where the processor knows it."""


def words_of(texts: Iterable[str], *, lowercase: bool) -> Counter[str]:
    """How often each word stands in ``texts``, split as BERT splits before it looks for pieces."""
    normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    splitter = pre_tokenizers.BertPreTokenizer()
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text)))
    return counts


def train_wordpiece(texts: Iterable[str], size: int, *, lowercase: bool, min_frequency: int = 2) -> dict[str, int]:
    """A WordPiece vocabulary of at most ``size`` pieces; the special tokens have ids 0 to 4.

    Merges the most frequent pair of neighbouring pieces until the vocabulary is full (Sennrich et al. 2016), ties in
    alphabetical order. Written out here because the trainer of the tokenizers library gives another vocabulary each
    time. Give the result to a class of transformers: ``DistilBertTokenizerFast(vocab=…, do_lower_case=lowercase)``.
    """
    counts = words_of(texts, lowercase=lowercase)
    words = [[word[0], *("##" + letter for letter in word[1:])] for word in sorted(counts)]
    weights = [counts[word] for word in sorted(counts)]
    start = list(SPECIAL_TOKENS) + sorted({piece for word in words for piece in word})
    pieces, _ = merge_pairs(
        words, weights, start, size, min_frequency, lambda left, right: left + right.removeprefix("##")
    )
    return {piece: index for index, piece in enumerate(pieces)}


def byte_splitter(pattern: str) -> pre_tokenizers.PreTokenizer:
    """Cuts text where ``pattern`` says, and writes the bytes of each part as letters: Llama 3, Qwen.

    ``pattern`` is a regular expression such as :data:`LLAMA3_SPLIT`. GPT-2's own rule is ``ByteLevel(add_prefix_space=False)``.
    """
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )


def train_byte_bpe(
    texts: Iterable[str],
    size: int,
    special_tokens: Sequence[str],
    *,
    min_frequency: int = 2,
    pre_tokenizer: pre_tokenizers.PreTokenizer | None = None,
    normalizer: normalizers.Normalizer | None = None,
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary and merges of a byte-level BPE tokenizer, as GPT-2, RoBERTa and BART have one (Radford et al. 2019).

    The special tokens come first, then the 256 bytes, then the merged pieces. Give both to a class of transformers:
    ``RobertaTokenizer(vocab=vocab, merges=merges)``. Another family splits otherwise (``byte_splitter(QWEN_SPLIT)``)
    or normalizes first (``normalizers.NFC()``).
    """
    splitter = pre_tokenizer or pre_tokenizers.ByteLevel(add_prefix_space=False)
    counts: Counter[str] = Counter()
    for text in texts:
        cleaned = normalizer.normalize_str(text) if normalizer else text
        counts.update(word for word, _ in splitter.pre_tokenize_str(cleaned))
    start = list(special_tokens) + sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [list(word) for word in sorted(counts)]
    weights = [counts[word] for word in sorted(counts)]
    pieces, merges = merge_pairs(words, weights, start, size, min_frequency, lambda left, right: left + right)
    return {piece: index for index, piece in enumerate(pieces)}, merges


def merge_pairs(
    words: list[list[str]],
    weights: Sequence[int],
    pieces: list[str],
    size: int,
    min_frequency: int,
    join: Callable[[str, str], str],
) -> tuple[list[str], list[tuple[str, str]]]:
    """Byte-pair encoding: ``pieces`` filled up to ``size`` by merging the most frequent pair of neighbours, and the merges.

    ``words`` are split into pieces, ``weights`` says how often each comes; ties go in alphabetical order.
    """
    pieces, known = list(pieces), set(pieces)
    merges: list[tuple[str, str]] = []
    pairs: Counter[tuple[str, str]] = Counter()
    places: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for index, word in enumerate(words):
        for pair in pairwise(word):
            pairs[pair] += weights[index]
            places[pair].add(index)
    queue = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(queue)
    while queue and len(pieces) < size:
        negative, best = heapq.heappop(queue)
        if pairs[best] != -negative:
            if pairs[best] >= min_frequency:
                heapq.heappush(queue, (-pairs[best], best))
            continue
        if -negative < min_frequency:
            break
        merged = join(*best)
        merges.append(best)
        if merged not in known:
            known.add(merged)
            pieces.append(merged)
        touched = set()
        for index in sorted(places.pop(best)):
            word = words[index]
            for pair in pairwise(word):
                pairs[pair] -= weights[index]
            joined: list[str] = []
            for piece in word:
                if joined and (joined[-1], piece) == best:
                    joined[-1] = merged
                else:
                    joined.append(piece)
            words[index] = joined
            for pair in pairwise(joined):
                pairs[pair] += weights[index]
                places[pair].add(index)
                touched.add(pair)
        for pair in sorted(touched):
            heapq.heappush(queue, (-pairs[pair], pair))
    return pieces, merges


def train_sentencepiece(texts: Iterable[str], size: int, *, model_type: str = "unigram", **options: Any) -> bytes:
    """A SentencePiece model of ``size`` pieces, unigram (Kudo 2018) or "bpe", as the bytes of its ``.spm`` file.

    ``options`` go to ``SentencePieceTrainer.train``. One thread and no sampling, so the same texts give the same bytes.
    """
    import io

    import sentencepiece

    buffer = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=buffer,
        vocab_size=size,
        model_type=model_type,
        num_threads=1,
        minloglevel=2,
        **options,
    )
    return buffer.getvalue()


def save_model(model: Any, tokenizer: Any, folder: Path, *, half: bool = False) -> None:
    """Write weights, config and tokenizer files; with ``half`` the weights take two bytes each but load as float32."""
    (model.half() if half else model).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    if half:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        config["dtype"] = "float32"
        (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8", newline="\n")


def save_text_model(model: Any, tokenizer: Any, folder: Path, *, half: bool = False) -> None:
    """What :func:`save_model` writes, and vocab.txt, for a WordPiece tokenizer."""
    save_model(model, tokenizer, folder, half=half)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    write_lines(folder / "vocab.txt", (piece for piece, _ in vocabulary))


def batches(
    sample: Callable[[random.Random], Any],
    settings: Settings,
    rng: random.Random,
    steps: int,
) -> Iterator[list[Any]]:
    """``steps`` lists of ``batch_size`` examples; texts of like length come together, which saves padding."""
    group = 16
    made = 0
    while made < steps:
        drawn = [sample(rng) for _ in range(settings.batch_size * group)]
        drawn.sort(key=lambda example: len(example[0] if isinstance(example, tuple) else example))
        chunks = [drawn[i : i + settings.batch_size] for i in range(0, len(drawn), settings.batch_size)]
        rng.shuffle(chunks)
        yield from chunks[: steps - made]
        made += len(chunks)


def encode(tokenizer: Any, texts: Sequence[str], max_tokens: int) -> dict[str, torch.Tensor]:
    """Padded ids and mask, each of shape (texts, tokens), int64."""
    return dict(
        tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=max_tokens,
            return_tensors="pt",
        )
    )


def ordinary(ids: torch.Tensor) -> torch.Tensor:
    """True where a token is no special one. Shape as ``ids``."""
    return ids >= len(SPECIAL_TOKENS)


def drop_tokens(ids: torch.Tensor, share: float) -> torch.Tensor:
    """``ids`` with ``share`` of the ordinary tokens turned to [MASK] or [UNK]."""
    hit = torch.rand(ids.shape).lt(share) & ordinary(ids)
    stand_in = torch.where(
        torch.rand(ids.shape) < 0.5,
        SPECIAL_TOKENS.index("[MASK]"),
        SPECIAL_TOKENS.index("[UNK]"),
    )
    return torch.where(hit, stand_in, ids)


def masking_shares(texts: Sequence[str], tokenizer: Any, highest: float, common: float = 0.002) -> torch.Tensor:
    """For each token id, how likely it is to be masked: ``highest``, and less for tokens that are more than ``common``.

    With the root of the frequency, as Mikolov et al. 2013 drop frequent words; a twentieth at least. Facts hang on the
    rarer words, and a guess of "the" teaches little. Shape (vocabulary,), float32.
    """
    counts: Counter[int] = Counter()
    for ids in tokenizer(list(texts))["input_ids"]:
        counts.update(ids)
    frequency = torch.tensor([counts[index] for index in range(len(tokenizer))]) / max(1, sum(counts.values()))
    return (highest * (common / frequency.clamp(min=1e-9)).sqrt()).clamp(0.05, highest)


def mask_tokens(ids: torch.Tensor, share: float | torch.Tensor, vocabulary: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and labels of masked language modelling (Devlin et al. 2019, 3.1: 80 % mask, 10 % random, 10 % kept).

    ``share`` is a number, or one for each id, of shape (vocabulary,). Both results have the shape of ``ids``; labels are
    -100 where nothing is to be filled in.
    """
    chosen = torch.rand(ids.shape).lt(share[ids] if isinstance(share, torch.Tensor) else share) & ordinary(ids)
    labels = torch.where(chosen, ids, -100)
    dice = torch.rand(ids.shape)
    inputs = torch.where(chosen & (dice < 0.8), SPECIAL_TOKENS.index("[MASK]"), ids)
    other = torch.randint(len(SPECIAL_TOKENS), vocabulary, ids.shape)
    return torch.where(chosen & (dice >= 0.9), other, inputs), labels


class _Average:
    """A running average of a model's weights."""

    def __init__(self, model: torch.nn.Module, decay: float) -> None:
        self._decay, self._count = decay, 0
        self._weights = {key: value.detach().clone() for key, value in model.state_dict().items()}

    def update(self, model: torch.nn.Module) -> None:
        self._count += 1
        decay = min(self._decay, self._count / (self._count + 10))
        with torch.no_grad():
            for key, value in model.state_dict().items():
                if value.dtype.is_floating_point:
                    self._weights[key].lerp_(value, 1 - decay)

    def load_into(self, model: torch.nn.Module) -> None:
        model.load_state_dict(self._weights)


def fit(
    model: Any,
    settings: Settings,
    run: Run,
    description: str,
    sample: Callable[[random.Random], Any],
    loss_of: Callable[[list[Any]], torch.Tensor],
) -> None:
    """AdamW with warm-up and linear decay to zero; leaves the averaged weights in ``model``, in eval mode."""
    steps = run.steps(settings.steps)
    decayed = [weight for weight in model.parameters() if weight.ndim > 1]
    others = [weight for weight in model.parameters() if weight.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [
            {"params": decayed, "weight_decay": settings.weight_decay},
            {"params": others, "weight_decay": 0.0},
        ],
        lr=settings.learning_rate,
        betas=(0.9, 0.98),
        foreach=True,
    )
    warmup = max(1, round(steps * settings.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warmup, (steps - step) / max(1, steps - warmup)),
    )
    average = _Average(model, settings.averaging) if settings.averaging else None
    rng = random.Random(run.seed)
    run.reporter.start(description, steps)
    if settings.bfloat16:  # torch's fused attention with a padding mask is slow in bfloat16: 2.3 times on an AMD EPYC
        for part in (model, *model.children()):
            if hasattr(part, "set_attn_implementation"):
                part.set_attn_implementation("eager")
    model.train()
    smoothed = 0.0
    for number, batch in enumerate(batches(sample, settings, rng, steps), start=1):
        with torch.autocast("cpu", torch.bfloat16, enabled=settings.bfloat16):
            loss = loss_of(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), settings.clip)
        optimizer.step()
        schedule.step()
        if average:
            average.update(model)
        if number % 20 == 0 or number == steps:
            smoothed = loss.item() if not smoothed else 0.9 * smoothed + 0.1 * loss.item()
        run.reporter.advance(1, f"loss {smoothed:.3f}" if number % 20 == 0 else "")
    if average:
        average.load_into(model)
    model.eval()


def train_seq2seq(
    model: Any,
    tokenizer: Any,
    sample: Callable[[random.Random], tuple[str, str]],
    settings: Settings,
    run: Run,
    description: str = "sequence to sequence",
) -> None:
    """Train an encoder-decoder model in place on (source, target) pairs drawn from ``sample``; both cut at ``max_tokens``.

    The labels come from ``tokenizer(text_target=…)``; padding counts for nothing in the loss.
    """

    def loss_of(batch: list[tuple[str, str]]) -> torch.Tensor:
        inputs = encode(tokenizer, [source for source, _ in batch], settings.max_tokens)
        labels = tokenizer(
            text_target=[target for _, target in batch],
            padding=True,
            truncation=True,
            max_length=settings.max_tokens,
            return_tensors="pt",
        )["input_ids"]
        labels = labels.masked_fill(labels.eq(tokenizer.pad_token_id), -100)
        logits = model(**inputs, labels=labels).logits
        return torch.nn.functional.cross_entropy(
            logits.flatten(0, 1), labels.flatten(), label_smoothing=settings.label_smoothing
        )

    fit(model, settings, run, description, sample, loss_of)


def train_classifier(
    model: Any,
    tokenizer: Any,
    sample: Sampler,
    settings: Settings,
    run: Run,
    description: str = "classifier",
) -> None:
    """Train a ``…ForSequenceClassification`` model in place on examples drawn from ``sample``."""

    def loss_of(batch: list[tuple[str, float]]) -> torch.Tensor:
        inputs = encode(tokenizer, [text for text, _ in batch], settings.max_tokens)
        inputs["input_ids"] = drop_tokens(inputs["input_ids"], settings.token_dropout)
        labels = torch.tensor([label for _, label in batch])
        if labels.is_floating_point():
            labels = torch.stack([1 - labels, labels], dim=1)
        logits = model(**inputs).logits
        return torch.nn.functional.cross_entropy(logits, labels, label_smoothing=settings.label_smoothing)

    fit(model, settings, run, description, sample, loss_of)


def warm_embeddings(model: Any, tokenizer: Any, sample: Sampler, settings: Settings, run: Run) -> None:
    """Start the word embeddings of a classifier from those of a bag of pieces, which learns single words in a minute.

    The bag is the classifier of Joulin et al. 2017: the mean of the embeddings, then a linear layer. The embeddings
    keep the spread that the model's configuration starts them with.
    """
    words = model.get_input_embeddings()
    spread = model.config.initializer_range
    bag = torch.nn.Embedding(*words.weight.shape)
    torch.nn.init.normal_(bag.weight, std=spread)
    head = torch.nn.Linear(words.embedding_dim, model.config.num_labels)
    optimizer = torch.optim.Adam([*bag.parameters(), *head.parameters()], lr=settings.learning_rate)
    steps = run.steps(settings.steps)
    run.reporter.start("bag of words", steps)
    for batch in batches(sample, settings, random.Random(run.seed + 1), steps):
        inputs = encode(tokenizer, [text for text, _ in batch], settings.max_tokens)
        kept = ordinary(inputs["input_ids"])[..., None].float()
        mean = (bag(inputs["input_ids"]) * kept).sum(1) / kept.sum(1).clamp(min=1)
        loss = torch.nn.functional.cross_entropy(head(mean), torch.tensor([label for _, label in batch]))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        run.reporter.advance(1, f"loss {loss.item():.3f}")
    with torch.no_grad():
        words.weight.copy_(bag.weight * (spread / bag.weight.std()))


def train_masked_lm(
    model: Any,
    tokenizer: Any,
    sample: TextSampler,
    settings: Settings,
    run: Run,
    description: str = "masked LM",
    shares: torch.Tensor | None = None,
) -> None:
    """Train a ``…ForMaskedLM`` model in place on texts drawn from ``sample``.

    ``shares``, from :func:`masking_shares`, takes the place of ``settings.masked``. The head, wide as the vocabulary, is given the hidden states of the masked tokens only: four times as fast.
    """
    head = next(module for name, module in model.named_children() if name in MASKED_LM_HEADS)
    chosen: list[torch.Tensor] = []
    share = settings.masked if shares is None else shares

    def select(_module: torch.nn.Module, args: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        return (args[0][chosen[-1]], *args[1:])

    def loss_of(batch: list[str]) -> torch.Tensor:
        inputs = encode(tokenizer, batch, settings.max_tokens)
        inputs["input_ids"], labels = mask_tokens(inputs["input_ids"], share, len(tokenizer))
        chosen[:] = [labels.ne(-100)]
        return torch.nn.functional.cross_entropy(model(**inputs).logits, labels[chosen[-1]])

    hook = head.register_forward_pre_hook(select)
    try:
        fit(model, settings, run, description, sample, loss_of)
    finally:
        hook.remove()


def train_causal_lm(
    model: Any,
    tokenizer: Any,
    sample: TextSampler,
    settings: Settings,
    run: Run,
    description: str = "causal LM",
) -> None:
    """Train a ``…ForCausalLM`` model in place on blocks of ``max_tokens`` tokens, cut from documents one after another.

    Each document begins and ends with the tokenizer's end-of-text token, so no step is spent on padding.
    """
    stream: list[int] = []

    def block(rng: random.Random) -> list[int]:
        while len(stream) < settings.max_tokens:
            stream.extend([tokenizer.eos_token_id, *tokenizer(sample(rng))["input_ids"]])
        taken = stream[: settings.max_tokens]
        del stream[: settings.max_tokens]
        return taken

    def loss_of(batch: list[list[int]]) -> torch.Tensor:
        ids = torch.tensor(batch)
        logits = model(ids).logits[:, :-1]
        return torch.nn.functional.cross_entropy(
            logits.flatten(0, 1), ids[:, 1:].flatten(), label_smoothing=settings.label_smoothing
        )

    fit(model, settings, run, description, block, loss_of)


def predict(
    model: Any,
    tokenizer: Any,
    texts: Sequence[str],
    max_tokens: int = 128,
    batch: int = 64,
) -> torch.Tensor:
    """Class probabilities of ``texts``, shape (texts, labels), float32."""
    model.eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(texts), batch):
            inputs = encode(tokenizer, texts[start : start + batch], max_tokens)
            parts.append(model(**inputs).logits.float().softmax(-1))
    return torch.cat(parts)


def classification_metrics(probabilities: torch.Tensor, labels: Sequence[int]) -> dict[str, float]:
    """Accuracy, F1 of class 1, and the expected calibration error over ten bins (Guo et al. 2017, eq. 3)."""
    truth = torch.tensor(labels)
    confidence, guess = probabilities.max(-1)
    right = guess.eq(truth)
    hits = int((guess.eq(1) & truth.eq(1)).sum())
    f1 = 2 * hits / max(1, int(guess.eq(1).sum()) + int(truth.eq(1).sum()))
    bins = (confidence * 10).long().clamp(max=9)
    error = 0.0
    for number in range(10):
        inside = bins.eq(number)
        if inside.any():
            gap = right[inside].float().mean() - confidence[inside].mean()
            error += abs(gap.item()) * inside.float().mean().item()
    return {
        "accuracy": right.float().mean().item(),
        "f1": f1,
        "calibration_error": error,
    }


def evaluate_classifier(folder: Path, rows: Sequence[dict[str, str]], classes: Sequence[str]) -> dict[str, float]:
    """Load a classifier from ``folder`` and measure it on rows with ``label`` (one of ``classes``) and ``text``."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model = AutoModelForSequenceClassification.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    probabilities = predict(model, tokenizer, [row["text"] for row in rows])
    return classification_metrics(probabilities, [classes.index(row["label"]) for row in rows])
