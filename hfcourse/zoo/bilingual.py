"""Tokenizers without a model: the bilingual text that they learn from, the files that they share, and their measures."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hfcourse.zoo.recipe import MATERIAL, Splits, heldout, material, write_lines

COURSE = MATERIAL / "tokenizers" / "course.txt"
TURNS = [f"{role}\n{more}" for role in ("system", "user", "assistant") for more in ("", "\n")]
"""What stands between the markers of a chat: one token for the role, one for the line ends, as in the real families."""
NUMBERS = " ".join(f"{number:03}" for number in range(1000))
"""Every number of three digits: Llama 3 keeps them whole, where Qwen cuts them into digits."""
LANGUAGES = {"en": "english", "ko": "korean"}
DATA_FOR_CARD = (
    "About 22,000 written review sentences in English and Korean, sentences generated from"
    " `hfcourse/zoo/material/english` and `hfcourse/zoo/material/korean`, and a page about language models"
    " (`hfcourse/zoo/material/tokenizers`)."
)

HELDOUT_FOR_CARD = "hand-written reviews in English and Korean"
LIMIT_FOR_CARD = "It has no weights: use it to look at tokens, ids and chat templates."


def data(seed: int, korean_times: int = 1) -> Splits:
    """What merges are learned from, English and Korean mixed; ``label`` is 0, there is nothing to classify."""
    rng = random.Random(seed)
    texts = english(rng) + korean(rng) * korean_times + course() * 8 + TURNS * 200 + [NUMBERS] * 60
    rng.shuffle(texts)
    return {"train": [{"text": text, "label": 0} for text in texts]}


def english(rng: random.Random) -> list[str]:
    """Written reviews, each twice, and generated everyday sentences."""
    from hfcourse.zoo.corpus_en import corpus

    return [row["text"] for row in material("sentiment_en", "sentence")] * 2 + corpus().each_row(rng, 4)


def korean(rng: random.Random) -> list[str]:
    """Written reviews, each twice, and generated everyday sentences."""
    from hfcourse.zoo.corpus_ko import corpus

    return [row["text"] for row in material("sentiment_ko", "sentence")] * 2 + corpus().each_row(rng, 4)


def course() -> list[str]:
    """The lines of a page about tokenizers and models, in both languages, with code, numbers and emoji."""
    return COURSE.read_text(encoding="utf-8").splitlines()


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write ``content`` as readable JSON, the same bytes on every system."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_config(
    folder: Path, tokenizer_class: str, names: Mapping[str, str | None], template: str, **more: Any
) -> None:
    """Write tokenizer_config.json; ``names`` are the special tokens by role (``bos_token``, …)."""
    config = {
        **names,
        "tokenizer_class": tokenizer_class,
        "model_input_names": ["input_ids", "attention_mask"],
        "clean_up_tokenization_spaces": False,
        **more,
        "chat_template": template,
    }
    write_json(folder / "tokenizer_config.json", config)


def write_pieces(folder: Path) -> None:
    """Write vocab.json and merges.txt, which tokenizer.json holds too, for programs that read the older files."""
    model = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    write_json(folder / "vocab.json", model["vocab"])
    write_lines(folder / "merges.txt", ["#version: 0.2", *(" ".join(pair) for pair in model["merges"])])


def evaluate(folder: Path, kept: Callable[[str], str] = str) -> dict[str, float]:
    """Characters per token, and the share of texts that come back as ``kept`` says, on the held-out reviews."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    metrics: dict[str, float] = {}
    back = total = 0
    for language, name in LANGUAGES.items():
        texts = [row["text"] for row in heldout(f"sentiment_{language}")]
        ids = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in texts]
        metrics[f"{name}_characters_per_token"] = sum(map(len, texts)) / sum(map(len, ids))
        back += sum(tokenizer.decode(one) == kept(text) for one, text in zip(ids, texts, strict=True))
        total += len(texts)
    return {**metrics, "round_trip": back / total}
