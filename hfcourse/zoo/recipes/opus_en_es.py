"""``hfcourse/mini-opus-mt-en-es``: a Marian model that translates everyday English into Spanish."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hfcourse.zoo import translation
from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, heldout

NAME = "opus_en_es"
REPO_ID = "hfcourse/mini-opus-mt-en-es"
PIECES = 4000


def make_tokenizer(pieces: bytes) -> Any:
    """A ``MarianTokenizer`` whose two SentencePiece models are one; padding is the last id, as in the real one."""
    import sentencepiece
    from transformers import MarianTokenizer

    model = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    words = [model.id_to_piece(index) for index in range(model.get_piece_size())]
    vocabulary = {word: index for index, word in enumerate([*words, "<pad>"])}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in ("source.spm", "target.spm"):
            (folder / name).write_bytes(pieces)
        (folder / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
        return MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            vocab=str(folder / "vocab.json"),
            source_lang="en",
            target_lang="es",
            model_max_length=512,
        )


def make(run: Run) -> tuple[Any, Any]:
    """The untrained model and its tokenizer."""
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    tokenizer = make_tokenizer(translation.make_pieces(run, "es", PIECES - 1, eos_id=0, unk_id=1, pad_id=-1))
    shape = translation.SHAPE
    config = MarianConfig(
        vocab_size=len(tokenizer),
        d_model=shape["wide"],
        encoder_layers=shape["deep"],
        decoder_layers=shape["deep"],
        encoder_attention_heads=shape["heads"],
        decoder_attention_heads=shape["heads"],
        encoder_ffn_dim=shape["inner"],
        decoder_ffn_dim=shape["inner"],
        max_position_embeddings=512,
        activation_function="swish",
        dropout=0.0,
        init_std=0.05,
        scale_embedding=True,
        static_position_embeddings=True,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        bos_token_id=tokenizer.eos_token_id,
        forced_eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=tokenizer.pad_token_id,
    )
    model = MarianMTModel(config)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=tokenizer.pad_token_id,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
        forced_eos_token_id=tokenizer.eos_token_id,
        bad_words_ids=[[tokenizer.pad_token_id]],
        num_beams=4,
        no_repeat_ngram_size=3,
        max_new_tokens=64,
    )
    return model, tokenizer


TRANSLATOR = translation.Translator(target="es", make=make, steps=6_500, learning_rate=1.5e-3)


def train(folder: Path, run: Run) -> None:
    """Train; the weights are stored in half precision and load as float32."""
    from hfcourse.zoo.training import save_model

    model, tokenizer = TRANSLATOR.fit(run)
    save_model(model, tokenizer, folder, half=True)


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["Helsinki-NLP/opus-mt-en-es"],
    language=["en", "es"],
    pipeline_tag="translation",
    architecture=(
        "`MarianMTModel`: 2 + 2 layers, 160 wide, 5 heads, sinusoidal positions, one matrix of embeddings for input and"
        " output, a SentencePiece unigram vocabulary of 4,000. Stored in half precision, loads as float32. `source.spm`"
        " and `target.spm` are one and the same model; in the real one they differ."
    ),
    data=translation.DATA_FOR_CARD.format(language="Spanish"),
    heldout="hand-written everyday sentences inside the stated vocabulary",
    limits=[
        *translation.LIMITS_FOR_CARD,
        "A short unknown name is mostly copied (Zorblat, Kranfeld), a long one is garbled (Wolfgang became Wolfinsgangskeus).",
        "Words in a row without commas can make it stutter (pan pan pan), and part of a longer sentence can get lost:"
        ' "our neighbor\'s dog" became "nuestro vecino".',
        "Spanish is that of Spain, spoken to one friend (tú); a speaker who is not marked is a man.",
    ],
    example=(
        "from transformers import AutoModelForSeq2SeqLM, AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        f'model = AutoModelForSeq2SeqLM.from_pretrained("{REPO_ID}")\n'
        'inputs = tokenizer("Hello, how are you?", return_tensors="pt")\n'
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
    data=lambda seed: translation.examples("es", seed),
    train=train,
    evaluate=lambda folder: translation.evaluate(folder, heldout("translations_en"), "es"),
    card=card,
    develop=TRANSLATOR.develop,
)
