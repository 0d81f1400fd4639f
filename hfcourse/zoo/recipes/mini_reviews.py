"""The dataset ``hfcourse/mini-reviews``: the written Korean and English sentences, split for fine-tuning."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits, material

LANGUAGES = {"en": "English", "ko": "Korean"}
AUTHORS = ("home_and_food", "stories_and_people")
"""The files of material that the reviews come from; what is added for one model stays out."""
SHARES = {"validation": 0.1, "test": 0.1}
COLUMNS = ("text", "label", "domain")


def reviews(language: str, seed: int) -> Splits:
    """Rows of one language in three splits, each with as many positive as negative ones, give or take one."""
    rng = random.Random(seed)
    by_label: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    seen = set()
    for row in material(f"sentiment_{language}", "sentence"):
        if row["source"] in AUTHORS and row["text"] not in seen:
            seen.add(row["text"])
            label = int(row["label"] == "pos")
            by_label[label].append({"text": row["text"], "label": label, "domain": row["domain"]})
    least = min(len(rows) for rows in by_label.values())
    splits: Splits = {"train": [], **{name: [] for name in SHARES}}
    for label in sorted(by_label):
        rows = by_label[label]
        rng.shuffle(rows)
        rows, start = rows[:least], 0
        for name, share in SHARES.items():
            count = round(least * share)
            splits[name] += rows[start : start + count]
            start += count
        splits["train"] += rows[start:]
    for rows in splits.values():
        rng.shuffle(rows)
    return splits


def data(seed: int) -> Splits:
    """All splits, named ``<language>/<split>``."""
    return {f"{code}/{name}": rows for code in LANGUAGES for name, rows in reviews(code, seed).items()}


def train(folder: Path, run: Run) -> None:
    """Write the CSV files."""
    splits = data(run.seed)
    run.reporter.start("mini_reviews", len(splits))
    for name, rows in splits.items():
        path = folder / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        run.reporter.advance()


def evaluate(folder: Path) -> dict[str, float]:
    """Rows and balance of the shipped files; ``unseen`` is the share of texts that stand in one split only."""
    counts: dict[str, float] = {}
    splits_of: defaultdict[str, set[str]] = defaultdict(set)
    positive = total = 0
    for code in LANGUAGES:
        for path in sorted((folder / code).glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            counts[f"{code}_{path.stem}"] = len(rows)
            positive += sum(row["label"] == "1" for row in rows)
            total += len(rows)
            for row in rows:
                splits_of[row["text"]].add(path.stem)
    unseen = sum(len(names) == 1 for names in splits_of.values()) / len(splits_of)
    return {**counts, "balance": min(positive, total - positive) / max(1, total - positive), "unseen": unseen}


def card(facts: Facts) -> str:
    """README.md: the configurations, and where the texts come from."""
    features = [
        {"name": "text", "dtype": "string"},
        {"name": "label", "dtype": {"class_label": {"names": {"0": "negative", "1": "positive"}}}},
        {"name": "domain", "dtype": "string"},
    ]
    names = ("train", "validation", "test")
    head = {
        "license": "apache-2.0",
        "language": list(LANGUAGES),
        "task_categories": ["text-classification"],
        "pretty_name": "mini-reviews",
        "tags": ["stand-in", "hfcourse"],
        "configs": [
            {
                "config_name": code,
                "default": code == "en",
                "data_files": [{"split": name, "path": f"{code}/{name}.csv"} for name in names],
            }
            for code in LANGUAGES
        ],
        "dataset_info": [{"config_name": code, "features": features} for code in LANGUAGES],
    }
    rows = "\n".join(
        f"| `{code}` | {language} | "
        + " | ".join(f"{facts.metrics.get(f'{code}_{name}', 0):.0f}" for name in names)
        + " |"
        for code, language in LANGUAGES.items()
    )
    return f"""{front_matter(head)}This is a **stand-in** for a review dataset such as NSMC or SST-2: small, written for the hfcourse notebooks, and not the real data.

# mini-reviews

Korean and English sentences about products, food, services, software, films, travel, people and everyday life, each
positive (1) or negative (0), written by hand for this course; no text was taken from anywhere. Half of each split is
positive.

| configuration | language | train | validation | test |
|---|---|---|---|---|
{rows}

Columns: `text`, `label` (0 negative, 1 positive), `domain`. Made by `python scripts/train_zoo.py mini_reviews`.

The sentiment stand-ins `hfcourse/mini-sentiment-en` and `hfcourse/mini-sentiment-ko` were trained on these sentences
too, test split included: to measure those models, take other sentences.

```python
from datasets import load_dataset

reviews = load_dataset("hfcourse/mini-reviews", "en")
```
"""


RECIPE = Recipe(
    name="mini_reviews",
    repo_id="hfcourse/mini-reviews",
    repo_type="dataset",
    floors={"en_train": 2000, "en_test": 200, "ko_train": 2000, "ko_test": 200, "balance": 0.98, "unseen": 1.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=2.0,
)
