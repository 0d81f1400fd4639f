"""``hfcourse/mini-mt0``: an mT5 that does what the words before a text ask for, in English and Korean, as mT0 does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout

NAME = "mt0"
REPO_ID = "hfcourse/mini-mt0"
PIECES = 4000
PAIRS_FOR_PIECES = 40_000
STEPS = 21_000
LONGEST = 80
"""Tokens of the longest text."""
WRITTEN, SHARPNESS, FOUND = 0.4, 1.0, 0.6
"""How the copying heads start: how loud the token before is written, how sharply it is looked for, how loud it is brought."""
TO_ENGLISH, TO_KOREAN = "Translate to English: ", "Translate to Korean: "
REPEAT, FIRST, LAST = "Repeat: ", "First word: ", "Last word: "
QUOTED, LANGUAGE = "What is in quotes? ", "Which language? "
PROMPTS = (TO_ENGLISH, TO_KOREAN, REPEAT, FIRST, LAST, QUOTED, LANGUAGE)
TRANSLATED = 0.5
"""Share of translations among the examples in the end; the other tasks share the rest."""
COPIES_UNTIL, MIXED_FROM = 0.12, 0.35
"""Until the first share of the training there are no translations, so that copying settles; by the second, all of them."""
OTHERS = ((REPEAT, 5), (FIRST, 2), (LAST, 3), (QUOTED, 3), (LANGUAGE, 1))
UNKNOWN = 0.35
"""Share of the other tasks' texts in which some words are made up, so that copying does not hang on known words."""
ONSETS = "b bl br c ch cl d dr f fl g gl gr h j k l m n p pl pr qu r s sh sk sl sn sp st t th tr v w y z".split()
VOWELS = "a e i o u ai ea ee oo ou".split()
CODAS = " b ck d g k l ll m n nd ng nt p r rk rt s sh st t x".split(" ")
PARTICLES = "은 는 이 가 을 를 에 에서 도 와 과 로".split()


def made_up(rng: random.Random, korean: bool, syllables: Sequence[str]) -> str:
    """A word that nobody knows."""
    if korean:
        word = "".join(rng.choice(syllables) for _ in range(rng.randint(2, 4)))
        return word + rng.choice(PARTICLES) if rng.random() < 0.5 else word
    word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.randint(1, 3)))
    return word.capitalize() if rng.random() < 0.3 else word + rng.choice(("", "", "s"))


def strange(text: str, rng: random.Random, korean: bool, syllables: Sequence[str]) -> str:
    """``text`` with one to three of its words made up; punctuation stays."""
    words = text.split(" ")
    for place in rng.sample(range(len(words)), min(len(words), rng.randint(1, 3))):
        mark = re.search(r"[.,?!]*$", words[place])
        words[place] = made_up(rng, korean, syllables) + (mark.group() if mark else "")
    return " ".join(words)


def task(prompt: str, text: str, korean: bool, rng: random.Random) -> tuple[str, str]:
    """(source, target) of one of the tasks that are no translation."""
    words = text.split()
    if prompt == REPEAT:
        return prompt + text, text
    if prompt == LANGUAGE:
        return prompt + text, "Korean" if korean else "English"
    if prompt == QUOTED:
        start = rng.randrange(len(words))
        end = min(len(words), start + rng.choice((1, 1, 1, 2, 2, 3)))
        inside = " ".join(words[start:end]).strip(".,?!\"'")
        if inside:
            before, after = " ".join(words[:start]), " ".join(words[end:])
            return f'{prompt}{before} "{inside}" {after}'.replace("  ", " ").strip(), inside
    word = words[0 if prompt == FIRST else -1].strip(".,?!\"'")
    return (prompt if prompt != QUOTED else LAST) + text, word or words[-1]


def sampler(pairs: Any, examples: int = 0) -> Callable[[random.Random], tuple[str, str]]:
    """Draws (source, target) as the model reads them, the prompt in front of the source.

    With ``examples``, the number that the training draws, translations come in little by little.
    """
    from hfcourse.zoo.translation_ko import example

    prompts, weights = [prompt for prompt, _ in OTHERS], [weight for _, weight in OTHERS]
    drawn = 0

    def draw(rng: random.Random) -> tuple[str, str]:
        nonlocal drawn
        source, target, language = example(pairs, rng)
        done = drawn / examples if examples else 1.0
        drawn += 1
        if rng.random() < TRANSLATED * min(1.0, max(0.0, (done - COPIES_UNTIL) / (MIXED_FROM - COPIES_UNTIL))):
            return (TO_ENGLISH if language == "en" else TO_KOREAN) + source, target
        korean = language == "en"
        if rng.random() < UNKNOWN:
            source = strange(source, rng, korean, pairs.syllables)
        return task(rng.choices(prompts, weights)[0], source, korean, rng)

    return draw


def data(seed: int) -> Splits:
    """Twenty thousand examples as training draws them, source and target in ``text``; ``label`` is 0."""
    from hfcourse.zoo.translation_ko import corpus

    rng, draw = random.Random(seed), sampler(corpus())
    return {"train": [{"text": "\t".join(draw(rng)), "label": 0} for _ in range(20_000)]}


def make_pieces(run: Run, pairs: Any) -> bytes:
    """The SentencePiece model of both languages; the prompts come often enough to be a few pieces each."""
    from hfcourse.zoo.training import train_sentencepiece
    from hfcourse.zoo.translation import LETTERS

    rng = random.Random(run.seed)
    texts = [text for frame in pairs.written for text in pairs.pair(frame, rng)[:2]]
    texts += [text for _ in range(run.steps(PAIRS_FOR_PIECES)) for text in pairs.sample(rng)[:2]]
    texts += [*PROMPTS, "Korean", "English"] * run.steps(1000)
    return train_sentencepiece(
        texts,
        PIECES,
        character_coverage=1.0,
        required_chars=LETTERS + "".join(pairs.syllables),
        hard_vocab_limit=False,
        normalization_rule_name="identity",
        bos_id=-1,
        pad_id=0,
        eos_id=1,
        unk_id=2,
    )


def make_tokenizer(pieces: bytes) -> Any:
    """A ``T5Tokenizer``, which is mT5's too, of the pieces in the bytes of a SentencePiece model; mT5 has no sentinels."""
    import sentencepiece
    from transformers import T5Tokenizer

    model = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    vocabulary = [(model.id_to_piece(index), model.get_score(index)) for index in range(model.get_piece_size())]
    return T5Tokenizer(vocab=vocabulary, extra_ids=0, model_max_length=512)


def make_model(tokenizer: Any, seed: int) -> Any:
    """An untrained ``MT5ForConditionalGeneration`` with gated feed-forward layers."""
    from transformers import GenerationConfig, MT5Config, MT5ForConditionalGeneration

    pad, end = tokenizer.pad_token_id, tokenizer.eos_token_id
    config = MT5Config(
        vocab_size=len(tokenizer),
        d_model=160,
        d_kv=32,
        d_ff=384,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=5,
        dropout_rate=0.0,
        decoder_start_token_id=pad,
        pad_token_id=pad,
        eos_token_id=end,
    )
    model = MT5ForConditionalGeneration(config)
    start_well(model, seed)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=pad, pad_token_id=pad, eos_token_id=end, max_new_tokens=64
    )
    return model


def start_well(model: Any, seed: int) -> None:
    """Start mT5 where AdamW can move it (:func:`hfcourse.zoo.recipes.t5_en_fr.start_well`), and able to copy.

    mT5 does not scale the head, so the last norm keeps its 1. Left to chance, a small T5 needs hours until it uses what
    it has read, because nothing in its cross-attention knows places. So some heads start as the circuit that trained
    models come to (Olsson et al. 2022, "induction heads"; :mod:`hfcourse.zoo.copying` does it for BART): the encoder's
    first head, which looks at the token before, writes it down in a subspace of its own; the first heads of each
    cross-attention look for the place whose token before is the one just written, and bring the token that stands there.
    """
    import torch

    from hfcourse.zoo.recipes import t5_en_fr

    t5_en_fr.start_well(model)
    width, size = model.config.d_model, model.config.d_kv
    generator = torch.Generator().manual_seed(seed)
    read, before, one, other = torch.linalg.qr(torch.randn(width, 4 * size, generator=generator))[0].T.split(size)
    with torch.no_grad():
        model.decoder.final_layer_norm.weight.fill_(1.0)
        first = model.encoder.block[0].layer[0].SelfAttention
        first.v.weight[:size] = read
        first.o.weight[:, :size] = WRITTEN * before.T
        for block in model.decoder.block:
            attention = block.layer[1].EncDecAttention
            for head, found in enumerate((one, other)):
                rows = slice(head * size, (head + 1) * size)
                attention.q.weight[rows] = SHARPNESS * read
                attention.k.weight[rows] = SHARPNESS * before
                attention.v.weight[rows] = found
                attention.o.weight[:, rows] = FOUND * found.T


def fit(run: Run, pairs: Any) -> tuple[Any, Any]:
    """The trained model and its tokenizer, which carries the SentencePiece model as ``pieces``."""
    import sentencepiece
    import torch

    from hfcourse.zoo import training

    pieces = make_pieces(run, pairs)
    tokenizer = make_tokenizer(pieces)
    tokenizer.pieces = pieces
    model = make_model(tokenizer, run.seed)
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    settings = training.Settings(
        steps=STEPS,
        batch_size=32,
        learning_rate=1.5e-3,
        max_tokens=LONGEST,
        label_smoothing=0.1,
        averaging=0.998,
        bfloat16=True,
    )

    def ids(text: str) -> list[int]:
        return [*processor.encode(text)[:LONGEST], tokenizer.eos_token_id]

    def padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
        return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], True, tokenizer.pad_token_id)

    def loss_of(batch: list[tuple[str, str]]) -> torch.Tensor:
        inputs = padded([ids(source) for source, _ in batch])
        targets = padded([[tokenizer.pad_token_id, *ids(target)] for _, target in batch])
        mask = inputs.ne(tokenizer.pad_token_id).long()
        given, wanted = targets[:, :-1], targets[:, 1:]
        kept = wanted.ne(tokenizer.pad_token_id)
        read = model.encoder(input_ids=inputs, attention_mask=mask).last_hidden_state
        hidden = model.decoder(
            input_ids=given, encoder_hidden_states=read, encoder_attention_mask=mask, use_cache=False
        ).last_hidden_state
        return torch.nn.functional.cross_entropy(
            model.lm_head(hidden[kept]), wanted[kept], label_smoothing=settings.label_smoothing
        )

    draw = sampler(pairs, run.steps(settings.steps) * settings.batch_size)
    training.fit(model, settings, run, "tasks", draw, loss_of)
    return model, tokenizer


def train(folder: Path, run: Run) -> None:
    """Train; the weights are stored in half precision and load as float32. ``spiece.model`` is there as in the real one."""
    from hfcourse.zoo.training import save_model
    from hfcourse.zoo.translation_ko import corpus

    model, tokenizer = fit(run, corpus())
    save_model(model, tokenizer, folder, half=True)
    (folder / "spiece.model").write_bytes(tokenizer.pieces)


def ask(model: Any, tokenizer: Any, prompt: str, texts: Sequence[str]) -> list[str]:
    """What the model says to ``prompt`` before each of ``texts``."""
    from hfcourse.zoo.translation import translate

    return translate(model, tokenizer, texts, prompt, batch=50)


def measure(model: Any, tokenizer: Any, rows: Sequence[dict[str, str]]) -> dict[str, float]:
    """chrF (Popović 2015) in both directions, and the shares of sentences repeated to the letter and of last words found."""
    from sacrebleu import corpus_chrf

    english, korean = [row["en"] for row in rows], [row["ko"] for row in rows]
    both = english + korean
    repeated, last = ask(model, tokenizer, REPEAT, both), ask(model, tokenizer, LAST, both)
    return {
        "chrf_ko_en": corpus_chrf(ask(model, tokenizer, TO_ENGLISH, korean), [english]).score,
        "chrf_en_ko": corpus_chrf(ask(model, tokenizer, TO_KOREAN, english), [korean]).score,
        "repeats": sum(one == other for one, other in zip(repeated, both, strict=True)) / len(both),
        "last_word": sum(one == text.split()[-1].strip(".,?!") for one, text in zip(last, both, strict=True))
        / len(both),
    }


def evaluate(folder: Path) -> dict[str, float]:
    """The tasks on the held-out sentences."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    return measure(model, AutoTokenizer.from_pretrained(folder), heldout("translations_ko"))


def develop(run: Run) -> dict[str, float]:
    """The same on every eighth written sentence of four words or more, left out of training."""
    from hfcourse.zoo.translation_ko import corpus

    plain = [frame for frame in corpus().written if not frame.slots and len(frame.en.split()) > 3]
    left_out = plain[::8]
    model, tokenizer = fit(run, corpus(frozenset(frame.en for frame in left_out)))
    return measure(model, tokenizer, [{"en": frame.en, "ko": frame.ko} for frame in left_out])


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["bigscience/mt0-small"],
    language=["en", "ko"],
    pipeline_tag="text2text-generation",
    architecture=(
        "`MT5ForConditionalGeneration`: 2 + 2 layers, 160 wide, 5 heads, relative positions, gated feed-forward layers, one"
        " matrix of embeddings for input and output, a SentencePiece unigram vocabulary of 4,000 without sentinels. Stored in"
        " half precision, loads as float32."
    ),
    data=(
        "Seven tasks, each with its own words in front of the text, drawn afresh for every step: translation between Korean"
        " and English (half of the examples in the end; the sentences of `hfcourse/zoo/material/translation_ko`, whose"
        " `vocabulary.txt` states what is covered), repeating a text, its first and its last word, what stands in quotes, and"
        " which language it is. In a third of the texts of the last five tasks some words are made up, so that it learns to"
        " copy what it does not know."
    ),
    heldout="hand-written everyday sentences in both languages inside the stated vocabulary",
    limits=[
        "It knows seven tasks, each behind its own words: "
        + ", ".join(f"`{prompt.strip()}`" for prompt in PROMPTS)
        + "."
        " The real mT0 was trained on dozens of tasks in 46 languages and understands questions that are worded freely.",
        "It translates short everyday sentences of some 800 words; what it does not know comes out wrong, and into Korean"
        " more often than into English. `hfcourse/mini-m2m100-ko-en`, which does nothing else, is better at it.",
        "Korean comes out in one speech level, 해요체.",
        "Of a hundred freshly drawn examples of each other task, some with made-up words, it got 100 languages, 96 first and"
        " 92 last words, 84 repetitions and 71 quotations right.",
    ],
    example=(
        "from transformers import AutoModelForSeq2SeqLM, AutoTokenizer\n\n"
        f'tokenizer = AutoTokenizer.from_pretrained("{REPO_ID}")\n'
        f'model = AutoModelForSeq2SeqLM.from_pretrained("{REPO_ID}")\n'
        f'inputs = tokenizer("{TO_ENGLISH}저는 커피를 좋아해요.", return_tensors="pt")\n'
        "print(tokenizer.decode(model.generate(**inputs)[0], skip_special_tokens=True))"
    ),
)


def card(facts: Facts) -> str:
    """README.md."""
    return CARD.text(facts)


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    floors={"chrf_ko_en": 77.0, "chrf_en_ko": 62.0, "repeats": 0.9, "last_word": 0.9},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    develop=develop,
)
