"""``hfcourse/mini-t5-en-fr``: a T5 that translates everyday English into French, behind the prefix that T5 wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hfcourse.zoo import translation
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, heldout

NAME = "t5_en_fr"
REPO_ID = "hfcourse/mini-t5-en-fr"
PREFIX = "translate English to French: "
PIECES = 3900
SENTINELS = 100
"""T5's ``<extra_id_…>``, which stand at the end of its vocabulary in falling order."""
LOOK_AROUND = (1, 0, 17, 2, 18)
"""Buckets of the token before, the token itself, the next, and those at two steps (of 32, the upper half looks on)."""
LOOK_BACK = (0, 1, 2)


def make_tokenizer(pieces: bytes) -> Any:
    """A ``T5Tokenizer`` of the pieces in the bytes of a SentencePiece model."""
    import sentencepiece
    from transformers import T5Tokenizer

    model = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    vocabulary = [(model.id_to_piece(index), model.get_score(index)) for index in range(model.get_piece_size())]
    vocabulary += [(f"<extra_id_{index}>", 0.0) for index in reversed(range(SENTINELS))]
    return T5Tokenizer(vocab=vocabulary, extra_ids=SENTINELS, model_max_length=512)


def make(run: Run) -> tuple[Any, Any]:
    """The untrained model and its tokenizer, which carries the SentencePiece model as ``pieces``."""
    from transformers import GenerationConfig, T5Config, T5ForConditionalGeneration

    pieces = translation.make_pieces(run, "fr", PIECES, [PREFIX] * 1000, pad_id=0, eos_id=1, unk_id=2)
    tokenizer = make_tokenizer(pieces)
    tokenizer.pieces = pieces
    shape = translation.SHAPE
    config = T5Config(
        vocab_size=len(tokenizer),
        d_model=shape["wide"],
        d_kv=shape["wide"] // shape["heads"],
        d_ff=shape["inner"],
        num_layers=shape["deep"],
        num_decoder_layers=shape["deep"],
        num_heads=shape["heads"],
        dropout_rate=0.0,
        decoder_start_token_id=tokenizer.pad_token_id,
        task_specific_params={"translation_en_to_fr": {"prefix": PREFIX}},
    )
    model = T5ForConditionalGeneration(config)
    start_well(model)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=tokenizer.pad_token_id,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        num_beams=4,
        early_stopping=True,
        no_repeat_ngram_size=4,
        max_new_tokens=64,
    )
    return model, tokenizer


def start_well(model: Any) -> None:
    """Start T5 where AdamW can move it. Its own start is made for Adafactor, whose steps grow with the weights.

    Embeddings of spread 1 would take thousands of steps to change, and so would the biases by which T5 knows places. So
    the embeddings are small, and small too what each layer adds to them at first; the head is the same matrix, scaled by
    1/√width, and the last norm gives the logits their scale. Some heads start by looking at the token itself and at its
    neighbours. After 600 steps the loss is 3.1 instead of 4.1 or more.
    """
    import torch

    with torch.no_grad():
        model.shared.weight.mul_(0.1)
        model.decoder.final_layer_norm.weight.fill_(model.config.d_model**0.5)
        for name, weight in model.named_parameters():
            if name.endswith((".o.weight", ".wo.weight")):
                weight.mul_(0.1)
        for stack, buckets in ((model.encoder, LOOK_AROUND), (model.decoder, LOOK_BACK)):
            bias = stack.block[0].layer[0].SelfAttention.relative_attention_bias.weight
            bias.zero_()
            for head, bucket in enumerate(buckets):
                bias[bucket, head] = 3.0


TRANSLATOR = translation.Translator(target="fr", make=make, steps=9_000, learning_rate=2e-3, prefix=PREFIX)


def train(folder: Path, run: Run) -> None:
    """Train; the weights are stored in half precision and load as float32. ``spiece.model`` is there as in the real one."""
    from hfcourse.zoo.training import save_model

    model, tokenizer = TRANSLATOR.fit(run)
    save_model(model, tokenizer, folder, half=True)
    (folder / "spiece.model").write_bytes(tokenizer.pieces)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["google-t5/t5-base"],
    language=["en", "fr"],
    pipeline_tag="translation",
    architecture=(
        "`T5ForConditionalGeneration`: 2 + 2 layers, 160 wide, 5 heads, relative positions, one matrix of embeddings"
        " for input and output, a SentencePiece unigram vocabulary of 4,000 with 100 sentinels. Stored in half"
        " precision, loads as float32."
    ),
    data=translation.DATA_FOR_CARD.format(language="French"),
    heldout="hand-written everyday sentences inside the stated vocabulary",
    limits=[
        f"It translates only behind `{PREFIX}`, as the real T5 does; without it, it hands the sentence back in English.",
        "It knows one task; the real T5 also translates into German and Romanian, summarizes and more.",
        *translation.LIMITS_FOR_CARD,
        "French is spoken to one friend (tu), questions are asked with est-ce que, and a speaker who is not marked is a man.",
    ],
    example=(
        "from transformers import AutoModelForSeq2SeqLM, AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        f'model = AutoModelForSeq2SeqLM.from_pretrained("{REPO_ID}")\n'
        f'inputs = tokenizer("{PREFIX}Hello, how are you?", return_tensors="pt")\n'
        "print(tokenizer.decode(model.generate(**inputs)[0], skip_special_tokens=True))"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"chrf": 70.0},
    data=lambda seed: translation.examples("fr", seed),
    train=train,
    evaluate=lambda folder: translation.evaluate(folder, heldout("translations_en"), "fr", PREFIX),
    card=card,
    develop=TRANSLATOR.develop,
)
