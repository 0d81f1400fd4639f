"""Byte-level BPE tokenizers as Llama 3 and Qwen have them: no text is unknown, for all of them start from bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers

from hfcourse.zoo.training import byte_splitter, train_byte_bpe


def byte_tokenizer(
    texts: Iterable[str],
    size: int,
    pattern: str,
    special_tokens: Sequence[str],
    *,
    plain_tokens: Sequence[str] = (),
    normalizer: normalizers.Normalizer | None = None,
    ignore_merges: bool = False,
) -> Tokenizer:
    """A tokenizer of ``size`` ids, learned from ``texts`` that ``pattern`` cuts first; the same every time.

    First come the bytes and the merged pieces, then ``special_tokens``, then ``plain_tokens``: markers such as
    ``<think>`` that have one id but that ``skip_special_tokens`` leaves in the text. With ``ignore_merges`` a whole part
    that is in the vocabulary is one token, whatever the merges say: Llama 3.
    """
    splitter = byte_splitter(pattern)
    room = size - len(special_tokens) - len(plain_tokens)
    vocabulary, merges = train_byte_bpe(texts, room, [], pre_tokenizer=splitter, normalizer=normalizer)
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, ignore_merges=ignore_merges))
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = splitter
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in special_tokens])
    tokenizer.add_tokens([AddedToken(token, normalized=False, special=False) for token in plain_tokens])
    return tokenizer
