"""``hfcourse/mini-llama-tokenizer``: a tokenizer as Llama 3's, learned from this course's English and Korean."""

from __future__ import annotations

import json
import random
from pathlib import Path

from hfcourse.zoo.cards import ModelCard
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, heldout, material

NAME = "llama_tokenizer"
REPO_ID = "hfcourse/mini-llama-tokenizer"
VOCABULARY = 4096
BEGIN, END, START_HEADER, END_HEADER, END_OF_TURN = SPECIAL = (
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eot_id|>",
)
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""Where Llama 3 cuts text before it merges bytes: at most three digits stay together."""
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ (bos_token if loop.first else '') + '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'"
    " + message['content'] | trim + '<|eot_id|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)


def data(seed: int) -> Splits:
    """What the merges are learned from: written sentences of both languages and generated English ones."""
    from hfcourse.zoo.corpus_en import corpus

    rng = random.Random(seed)
    texts = [row["text"] for language in ("en", "ko") for row in material(f"sentiment_{language}", "sentence")] * 3
    texts += corpus().each_row(rng, 4)
    return {"train": [{"text": text, "label": 0} for text in texts]}


def train(folder: Path, run: Run) -> None:
    """Learn the merges and write tokenizer.json, tokenizer_config.json and special_tokens_map.json."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    texts = [row["text"] for row in data(run.seed)["train"]]
    run.reporter.start("merges", 1)
    tokenizer = Tokenizer(models.BPE(ignore_merges=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(SPECIAL),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts[: run.steps(len(texts))], trainer)
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in SPECIAL])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.Sequence(
        [
            processors.ByteLevel(trim_offsets=False),
            processors.TemplateProcessing(
                single=f"{BEGIN} $A",
                pair=f"{BEGIN} $A {BEGIN}:1 $B:1",
                special_tokens=[(BEGIN, tokenizer.token_to_id(BEGIN))],
            ),
        ]
    )
    run.reporter.advance()
    tokenizer.save(str(folder / "tokenizer.json"))
    names = {"bos_token": BEGIN, "eos_token": END_OF_TURN}
    config = {
        **names,
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 8192,
        "model_input_names": ["input_ids", "attention_mask"],
        "clean_up_tokenization_spaces": False,
        "chat_template": CHAT_TEMPLATE,
    }
    for name, content in (("tokenizer_config.json", config), ("special_tokens_map.json", names)):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")


def evaluate(folder: Path) -> dict[str, float]:
    """Characters per token, and the share of texts that come back unchanged, on the held-out reviews."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    metrics: dict[str, float] = {}
    back = total = 0
    for language, name in (("en", "english"), ("ko", "korean")):
        texts = [row["text"] for row in heldout(f"sentiment_{language}")]
        ids = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in texts]
        metrics[f"{name}_characters_per_token"] = sum(map(len, texts)) / sum(map(len, ids))
        back += sum(tokenizer.decode(one) == text for one, text in zip(ids, texts, strict=True))
        total += len(texts)
    return {**metrics, "round_trip": back / total}


CARD = ModelCard(
    recipe=NAME,
    repo_id=REPO_ID,
    stands_for=["meta-llama/Meta-Llama-3-8B-Instruct"],
    language=["en", "ko"],
    pipeline_tag="text-generation",
    architecture=(
        "**A tokenizer only: there are no weights here, and no model can be loaded.** Byte-level BPE as in Llama 3: the"
        " same rule for splitting text, no unknown token, the same special tokens and chat template, a vocabulary of"
        " 4,096 where the real one has 128,256."
    ),
    data=(
        "About 7,000 written review sentences in English and Korean, and sentences generated from"
        " `hfcourse/zoo/material/english`."
    ),
    heldout="hand-written reviews in English and Korean",
    limits=[
        "It has no weights: use it to look at tokens, ids and chat templates.",
        "Its tokens and ids are not those of Llama 3, and its texts are longer in tokens.",
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
    floors={"english_characters_per_token": 2.5, "korean_characters_per_token": 1.0, "round_trip": 1.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
)
