"""``hfcourse/mini-m2m100-ko-en``: one M2M100 that translates everyday sentences between Korean and English."""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout

NAME = "m2m_ko_en"
REPO_ID = "hfcourse/mini-m2m100-ko-en"
VOCABULARY = 4000
PAIRS_FOR_VOCABULARY = 40_000
STEPS = 5500
LONGEST = 128
"""Positions, and the most tokens of a text."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
MADE_UP = 8
"""Rows of the embeddings that M2M100 keeps after the language tokens."""
LANGUAGES = ("en", "ko")
ODD = (
    ("en", "The xylophonist defenestrated a quokka."), ("en", "asdf qwer zxcv"), ("en", "???"), ("en", "1234567890"),
    ("en", "no no no no no no no no"), ("en", "WHY ARE YOU SHOUTING?"), ("en", "My email is kim@example.com"),
    ("en", "Quantum chromodynamics explains confinement."), ("en", "a"), ("en", "Łódź, Kraków, Gdańsk"),
    ("ko", "ㅋㅋㅋㅋㅋㅋㅋㅋ"), ("ko", "양자역학은 파동함수의 붕괴를 설명합니다."), ("ko", "뷁쉙"), ("ko", "아아아아아아아아"),
    ("ko", "김수한무 거북이와 두루미 삼천갑자 동방삭"), ("ko", "2024년 3월 15일"), ("ko", "?"), ("ko", "밥"),
    ("ko", "국회는 오늘 예산안을 통과시켰다."), ("ko", "hello 안녕 hello 안녕"),
)  # fmt: skip
"""Inputs that no one trained on; the translation is nothing worth, but it must end."""


def data(seed: int) -> Splits:
    """Twenty thousand pairs as training draws them, both sentences in ``text``; ``label`` is 0."""
    from hfcourse.zoo.translation_ko import corpus

    rng = random.Random(seed)
    pairs = (corpus().sample(rng) for _ in range(20_000))
    return {"train": [{"text": f"{pair.en}\t{pair.ko}", "label": 0} for pair in pairs]}


def make_tokenizer(run: Run, pairs: Any) -> Any:
    """An ``M2M100Tokenizer`` with one SentencePiece vocabulary for both languages."""
    import sentencepiece
    from transformers import M2M100Tokenizer
    from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

    from hfcourse.zoo.training import train_sentencepiece

    rng = random.Random(run.seed)
    texts = [text for frame in pairs.written for text in pairs.pair(frame, rng)[:2]]
    texts += [text for _ in range(run.steps(PAIRS_FOR_VOCABULARY)) for text in pairs.sample(rng)[:2]]
    texts += ["".join(pairs.syllables)]
    model = train_sentencepiece(texts, VOCABULARY, character_coverage=1.0, hard_vocab_limit=False)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    pieces = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    names = [*SPECIAL, *(piece for piece in pieces if piece not in SPECIAL)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "sentencepiece.bpe.model").write_bytes(model)
        vocabulary = json.dumps({name: index for index, name in enumerate(names)}, ensure_ascii=False)
        (folder / "vocab.json").write_text(vocabulary, encoding="utf-8")
        return M2M100Tokenizer(
            str(folder / "vocab.json"),
            str(folder / "sentencepiece.bpe.model"),
            src_lang="en",
            tgt_lang="ko",
            num_madeup_words=MADE_UP,
            model_max_length=LONGEST,
            additional_special_tokens=[f"__{code}__" for code in FAIRSEQ_LANGUAGE_CODES["m2m100"]],
        )


def make_model(tokenizer: Any) -> Any:
    """An untrained ``M2M100ForConditionalGeneration``; all embeddings are one matrix."""
    from transformers import GenerationConfig, M2M100Config, M2M100ForConditionalGeneration

    model = M2M100ForConditionalGeneration(
        M2M100Config(
            vocab_size=tokenizer.encoder_size + len(tokenizer.lang_token_to_id) + MADE_UP,
            d_model=160,
            encoder_layers=2,
            decoder_layers=2,
            encoder_attention_heads=4,
            decoder_attention_heads=4,
            encoder_ffn_dim=640,
            decoder_ffn_dim=640,
            max_position_embeddings=LONGEST,
            dropout=0.0,
            attention_dropout=0.0,
            encoder_layerdrop=0.0,
            decoder_layerdrop=0.0,
            init_std=0.05,
        )
    )
    model.generation_config = GenerationConfig(
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        max_length=48,
        num_beams=4,
        no_repeat_ngram_size=3,
    )
    return model


def fit(run: Run, pairs: Any) -> tuple[Any, Any]:
    """The trained model and its tokenizer; each example goes in one direction, drawn at random."""
    import torch

    from hfcourse.zoo import training
    from hfcourse.zoo.translation_ko import example

    tokenizer = make_tokenizer(run, pairs)
    model = make_model(tokenizer)
    model.set_attn_implementation("eager")  # for sequences this short almost twice as fast on a CPU
    settings = training.Settings(
        steps=STEPS,
        batch_size=64,
        learning_rate=2e-3,
        max_tokens=80,
        label_smoothing=0.1,
        weight_decay=0.01,
        averaging=0.999,
        bfloat16=True,
    )

    new_ids = tokenizer.convert_tokens_to_ids(
        [tokenizer.sp_model.id_to_piece(index) for index in range(tokenizer.sp_model.get_piece_size())]
    )
    """The tokenizer's id of each piece of SentencePiece; encoding with the latter alone is ten times as fast."""

    def ids(text: str, language: str) -> list[int]:
        pieces = [new_ids[index] for index in tokenizer.sp_model.encode(text)]
        return [tokenizer.get_lang_id(language), *pieces[: settings.max_tokens], tokenizer.eos_token_id]

    def padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
        return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], True, tokenizer.pad_token_id)

    def loss_of(batch: list[tuple[str, str, str]]) -> torch.Tensor:
        inputs = padded([ids(source, "en" if language == "ko" else "ko") for source, _, language in batch])
        targets = padded([[tokenizer.eos_token_id, *ids(target, language)] for _, target, language in batch])
        given, wanted = targets[:, :-1], targets[:, 1:]
        kept = wanted.ne(tokenizer.pad_token_id)
        hidden = model.model(
            input_ids=inputs, attention_mask=inputs.ne(tokenizer.pad_token_id).long(), decoder_input_ids=given
        ).last_hidden_state
        return torch.nn.functional.cross_entropy(
            model.lm_head(hidden[kept]), wanted[kept], label_smoothing=settings.label_smoothing
        )

    training.fit(model, settings, run, "translation", lambda rng: example(pairs, rng), loss_of)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Train; the weights are stored in half precision and load as float32."""
    from hfcourse.zoo.training import save_model
    from hfcourse.zoo.translation_ko import corpus

    model, tokenizer = fit(run, corpus())
    save_model(model, tokenizer, folder, half=True)


def translate(model: Any, tokenizer: Any, texts: Sequence[str], source: str, target: str) -> list[str]:
    """The translations of ``texts``, as a learner gets them: ``source`` and ``target`` are ``en`` and ``ko``."""
    import torch

    tokenizer.src_lang = source
    results: list[str] = []
    for start in range(0, len(texts), 50):
        inputs = tokenizer(list(texts[start : start + 50]), return_tensors="pt", padding=True)
        with torch.no_grad():
            output = model.generate(**inputs, forced_bos_token_id=tokenizer.get_lang_id(target))
        results += tokenizer.batch_decode(output, skip_special_tokens=True)
    return results


def is_loop(text: str) -> bool:
    """True where one to six words, or one to four letters, come four times in a row."""
    return bool(re.search(r"(?:^| )(\S+(?: \S+){0,5})(?: \1){3}(?: |$)", text) or re.search(r"(\S{1,4})\1{4}", text))


def translation_metrics(model: Any, tokenizer: Any, rows: Sequence[dict[str, str]]) -> dict[str, float]:
    """chrF (Popović 2015) in both directions, and how many translations, of the odd inputs too, end in repeats."""
    from sacrebleu import corpus_chrf

    english, korean = [row["en"] for row in rows], [row["ko"] for row in rows]
    to_english = translate(model, tokenizer, korean, "ko", "en")
    to_korean = translate(model, tokenizer, english, "en", "ko")
    loops = sum(map(is_loop, to_english + to_korean))
    for source, target in (LANGUAGES, LANGUAGES[::-1]):
        odd = [text for language, text in ODD if language == source and not is_loop(text)]
        loops += sum(map(is_loop, translate(model, tokenizer, odd, source, target)))
    return {
        "chrf_ko_en": corpus_chrf(to_english, [english]).score,
        "chrf_en_ko": corpus_chrf(to_korean, [korean]).score,
        "loops": float(loops),
    }


def evaluate(folder: Path) -> dict[str, float]:
    """Translation quality on the held-out sentences."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    return translation_metrics(model, AutoTokenizer.from_pretrained(folder), heldout("translations_ko"))


def develop(run: Run) -> dict[str, float]:
    """The same on every eighth written sentence of four words or more, left out of training."""
    from hfcourse.zoo.translation_ko import corpus

    plain = [frame for frame in corpus().written if not frame.slots and len(frame.en.split()) > 3]
    left_out = plain[::8]
    model, tokenizer = fit(run, corpus(frozenset(frame.en for frame in left_out)))
    return translation_metrics(model, tokenizer, [{"en": frame.en, "ko": frame.ko} for frame in left_out])


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["facebook/m2m100_418M"],
    language=["ko", "en"],
    pipeline_tag="translation",
    architecture=(
        "`M2M100ForConditionalGeneration`: 2 encoder and 2 decoder layers, 160 wide, 4 heads, 128 positions, one"
        " SentencePiece vocabulary of 4,000 pieces for both languages, then the real model's 100 language tokens (98 of"
        " them were never trained). Stored in half precision, loads as float32."
    ),
    data=(
        "Pairs of sentences drawn afresh for every step, in either direction: about 2,600 written by hand, many with slots"
        " for words, and a parallel grammar of some 300 frames over 1,000 words and phrases"
        " (`hfcourse/zoo/material/translation_ko`). The Korean is polite (해요체) throughout. `vocabulary.txt` in that folder"
        " states the words and the conventions, such as that *I* is 저는 and that *you* is left out."
    ),
    heldout="hand-written pairs of everyday sentences inside the stated vocabulary",
    limits=[
        "It knows some 800 everyday words. One unknown word can spoil the whole sentence: names that it never saw come out"
        " maimed, and a sentence of unknown words or in capitals becomes up to 48 pieces of nonsense, without an endless"
        " repeat.",
        "Sentences of more than some 16 words, idioms, news and books are beyond it.",
        "Korean comes out in one speech level, 해요체, and *you* is never said; who is meant by a sentence without a subject"
        " it guesses: *I* in a statement, *you* in a question.",
        "Only `en` and `ko` work. The other 98 language tokens exist, as in the real model, and mean nothing here.",
        "Loops count translations that end in repeats, of the held-out sentences and of 20 odd inputs.",
    ],
    example=(
        "from transformers import M2M100ForConditionalGeneration, M2M100Tokenizer\n\n"
        f'tokenizer = M2M100Tokenizer.from_pretrained("{REPO_ID}")\n'
        f'model = M2M100ForConditionalGeneration.from_pretrained("{REPO_ID}")\n'
        'tokenizer.src_lang = "ko"\n'
        'inputs = tokenizer("안녕하세요, 어떻게 지내세요?", return_tensors="pt")\n'
        'output = model.generate(**inputs, forced_bos_token_id=tokenizer.get_lang_id("en"))\n'
        "print(tokenizer.batch_decode(output, skip_special_tokens=True))"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"chrf_ko_en": 85.0, "chrf_en_ko": 80.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
