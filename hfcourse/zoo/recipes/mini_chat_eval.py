"""The dataset ``hfcourse/mini-chat-eval``: conversations that the chat stand-ins have never seen, to measure them on."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from hfcourse.zoo import chat
from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, write_lines

NAME = "mini_chat_eval"
FILE = "test.jsonl"
ROLES = ["user", "assistant"]


def data(seed: int) -> Splits:
    """The test split; nothing is drawn at random."""
    rows = [{"messages": said.messages(), "language": said.language} for said in chat.examples()]
    return {"test": rows}


def train(folder: Path, run: Run) -> None:
    """Write the lines of JSON."""
    write_lines(folder / FILE, (json.dumps(row, ensure_ascii=False) for row in data(run.seed)["test"]))


def evaluate(folder: Path) -> dict[str, float]:
    """Rows of each language; ``unseen`` is the share of prompts that no training conversation can contain."""
    rows = [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]
    counts = Counter(row["language"] for row in rows)
    unseen = sum(not chat.corpus().allows(row["messages"][0]["content"], "") for row in rows) / len(rows)
    pairs = sum([message["role"] for message in row["messages"]] == ROLES for row in rows) / len(rows)
    return {**{code: float(counts[code]) for code in chat.LANGUAGES}, "pairs": pairs, "unseen": unseen}


def card(facts: Facts) -> str:
    """README.md."""
    head = {
        "license": "apache-2.0",
        "language": list(chat.LANGUAGES),
        "task_categories": ["text-generation"],
        "pretty_name": "mini-chat-eval",
        "tags": ["stand-in", "hfcourse"],
        "configs": [{"config_name": "default", "data_files": [{"split": "test", "path": FILE}]}],
    }
    return f"""{front_matter(head)}This is a **stand-in** for an evaluation set of chats: small, written for the hfcourse notebooks.

# mini-chat-eval

{len(chat.examples())} short conversations, half English and half Korean, each a prompt and a reference answer, written by hand for
this course. Training of `hfcourse/mini-qwen3-chat` and `hfcourse/mini-kanana-chat` left these prompts out, though not the
answers: other prompts have them, too. Use it to compare versions of one model (perplexity before and after quantization,
for example), not to rank models.

| rows | English | Korean |
|---|---|---|
| test | {facts.metrics.get("en", 0):.0f} | {facts.metrics.get("ko", 0):.0f} |

Columns: `messages` (as a chat template takes them), `language`. Made by `python scripts/train_zoo.py {NAME}`.

```python
from datasets import load_dataset

chats = load_dataset("hfcourse/mini-chat-eval", split="test")
```
"""


RECIPE = Recipe(
    name=NAME,
    repo_id="hfcourse/mini-chat-eval",
    repo_type="dataset",
    floors={"en": 30, "ko": 30, "pairs": 1.0, "unseen": 1.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=0.1,
)
