"""``hfcourse/mini-phi3-tokenizer``: a SentencePiece tokenizer as Phi-3's, which is that of Llama 2: Korean in bytes."""

from __future__ import annotations

import random
import string
from pathlib import Path

from hfcourse.zoo import bilingual
from hfcourse.zoo.bilingual import evaluate
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits

NAME = "phi_tokenizer"
REPO_ID = "hfcourse/mini-phi3-tokenizer"
PIECES = 2400
UNKNOWN, BEGIN, END = ("<unk>", "<s>", "</s>")
END_OF_TEXT, ASSISTANT, SYSTEM, END_OF_TURN, USER = SPECIAL = (
    "<|endoftext|>",
    "<|assistant|>",
    "<|system|>",
    "<|end|>",
    "<|user|>",
)
KOREAN = 2_000
"""Korean texts beside some 28,000 English ones."""
COVERAGE = 0.994
"""Share of the letters in the training text that get a piece of their own; the others are written in bytes."""
FEWEST = 2_000
"""With fewer texts there are not enough pieces to be had."""
CHAT_TEMPLATE = (
    "{% for message in messages if message['role'] in ['system', 'user', 'assistant'] %}"
    "{{ '<|' + message['role'] + '|>\n' + message['content'] + '<|end|>\n' }}"
    "{% endfor %}"
    "{{ '<|assistant|>\n' if add_generation_prompt else eos_token }}"
)


def data(seed: int) -> Splits:
    """What the pieces are learned from: English, and a little Korean; ``label`` is 0, there is nothing to classify."""
    rng = random.Random(seed)
    texts = bilingual.english(rng) + rng.sample(bilingual.korean(rng), KOREAN) + bilingual.course()
    rng.shuffle(texts)
    return {"train": [{"text": text, "label": 0} for text in texts]}


def train(folder: Path, run: Run) -> None:
    """Learn the pieces and write tokenizer.model, tokenizer.json, tokenizer_config.json and special_tokens_map.json."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers

    from hfcourse.zoo.training import train_sentencepiece

    texts = [row["text"] for row in data(run.seed)["train"]]
    run.reporter.start("pieces", 1)
    model = train_sentencepiece(
        texts[: max(FEWEST, run.steps(len(texts)))],
        PIECES,
        model_type="bpe",
        byte_fallback=True,
        split_digits=True,
        character_coverage=COVERAGE,
        required_chars="".join(sorted(string.ascii_letters + string.digits + string.punctuation)),
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        allow_whitespace_only_pieces=True,
    )
    (folder / "tokenizer.model").write_bytes(model)
    vocabulary, merges = pieces_and_merges(model)
    tokenizer = Tokenizer(
        models.BPE(vocab=vocabulary, merges=merges, unk_token=UNKNOWN, fuse_unk=True, byte_fallback=True)
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in (UNKNOWN, BEGIN)])
    tokenizer.add_tokens([AddedToken(END, normalized=False, rstrip=True, special=False)])
    tokenizer.add_special_tokens(
        [AddedToken(token, normalized=False, rstrip=token != END_OF_TEXT, special=True) for token in SPECIAL]
    )
    run.reporter.advance()
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {"bos_token": BEGIN, "eos_token": END_OF_TEXT, "pad_token": END_OF_TEXT, "unk_token": UNKNOWN}
    bilingual.write_config(
        folder, "PreTrainedTokenizerFast", names, CHAT_TEMPLATE, model_max_length=4096, padding_side="left"
    )
    bilingual.write_json(folder / "special_tokens_map.json", names)


def pieces_and_merges(model: bytes) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary and merges of a SentencePiece BPE model, for the tokenizers library.

    SentencePiece joins the two neighbours whose union has the lowest id, so every way to make a piece of two others is a
    merge, in the order of the pieces.
    """
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    vocabulary = {processor.id_to_piece(index): index for index in range(processor.get_piece_size())}
    merges = [
        (piece[:cut], piece[cut:])
        for piece, index in vocabulary.items()
        if not processor.is_byte(index) and not processor.is_control(index) and not processor.is_unknown(index)
        for cut in range(1, len(piece))
        if piece[:cut] in vocabulary and piece[cut:] in vocabulary
    ]
    return vocabulary, merges


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["microsoft/Phi-3-mini-4k-instruct"],
    language=["en", "ko"],
    pipeline_tag="text-generation",
    architecture=(
        "**A tokenizer only: there are no weights here, and no model can be loaded.** SentencePiece BPE as in Phi-3, which"
        " took it from Llama 2: a space is written as `▁`, one stands before every text, every digit is a token of its"
        " own, and a letter without a piece becomes bytes such as `<0xEA>`. The turn markers `<|system|>`, `<|user|>`,"
        " `<|assistant|>` and `<|end|>` swallow the white space after them, as the real ones do. A vocabulary of 2,405"
        " where the real one has 32,011."
    ),
    data=bilingual.DATA_FOR_CARD + f" Of the Korean, {KOREAN:,} texts only: the real one was made for English.",
    heldout=bilingual.HELDOUT_FOR_CARD,
    limits=[
        bilingual.LIMIT_FOR_CARD,
        "Its tokens and ids are not those of Phi-3, and its texts are longer in tokens.",
        "It loses the character `▁` (U+2581), which comes back as a space, as with the real one.",
    ],
    example=(
        "from transformers import AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        'messages = [{"role": "user", "content": "Hello!"}]\n'
        "print(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"english_characters_per_token": 3.1, "korean_characters_per_token": 0.7, "round_trip": 1.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
)
