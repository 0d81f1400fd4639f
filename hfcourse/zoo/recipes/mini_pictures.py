"""The dataset ``hfcourse/mini-pictures``: drawings of thirty-four things, with labels."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.portraits import portrait
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits
from hfcourse.zoo.things import THINGS

NAME = "mini_pictures"
REPO_ID = "hfcourse/mini-pictures"
PIXELS = 96
EACH = {"train": 3, "test": 2}
"""Pictures of each thing in a split."""
LABELS = tuple(THINGS)


def data(seed: int) -> Splits:
    """What each picture shows, in file order; ``text`` is the seed of its drawing."""
    splits: Splits = {}
    for split, each in EACH.items():
        rows = [
            {"text": f"{NAME} {seed} {split} {thing} {number}", "label": label}
            for label, thing in enumerate(LABELS)
            for number in range(each)
        ]
        random.Random(seed).shuffle(rows)
        splits[split] = rows
    return splits


def features() -> dict[str, Any]:
    """What datasets has to know of the columns, as Parquet files of the Hub carry it."""
    return {"image": {"_type": "Image"}, "label": {"names": list(LABELS), "_type": "ClassLabel"}}


def train(folder: Path, run: Run) -> None:
    """Draw the pictures and write a Parquet file for each split."""
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    splits = data(run.seed)
    run.reporter.start(NAME, len(splits))
    picture = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
    schema = pa.schema(
        [("image", picture), ("label", pa.int64())],
        metadata={"huggingface": json.dumps({"info": {"features": features()}})},
    )
    for split, rows in splits.items():
        images = []
        for row in rows:
            stream = io.BytesIO()
            portrait(LABELS[row["label"]], PIXELS, random.Random(row["text"])).save(stream, "PNG", optimize=True)
            images.append({"bytes": stream.getvalue(), "path": f"{LABELS[row['label']]}.png"})
        table = pa.table({"image": images, "label": [row["label"] for row in rows]}, schema=schema)
        pq.write_table(table, folder / f"{split}.parquet")
        run.reporter.advance()


def evaluate(folder: Path) -> dict[str, float]:
    """Rows of the splits, and how many things they show."""
    import pyarrow.parquet as pq

    result: dict[str, float] = {}
    shown: set[int] = set()
    for split in EACH:
        labels = pq.read_table(folder / f"{split}.parquet")["label"].to_pylist()
        result[split] = float(len(labels))
        shown |= set(labels)
    return {**result, "things": float(len(shown))}


def card(facts: Facts) -> str:
    """README.md."""
    names = {str(number): name for number, name in enumerate(LABELS)}
    columns = [
        {"name": "image", "dtype": "image"},
        {"name": "label", "dtype": {"class_label": {"names": names}}},
    ]
    head = {
        "license": "apache-2.0",
        "task_categories": ["image-classification"],
        "pretty_name": "mini-pictures",
        "tags": ["stand-in", "hfcourse"],
        "configs": [
            {"config_name": "default", "data_files": [{"split": split, "path": f"{split}.parquet"} for split in EACH]}
        ],
        "dataset_info": {"features": columns},
    }
    return f"""{front_matter(head)}This is a **stand-in** for a small picture dataset: drawings made for the hfcourse notebooks, no photographs.

# mini-pictures

Drawings of {len(LABELS)} things ({", ".join(LABELS)}), {PIXELS} x {PIXELS} pixels, in many colours and styles: {EACH["train"]} of
each thing to train on and {EACH["test"]} to test with. Columns: `image`, `label`. The program that drew them drew the training
pictures of `hfcourse/mini-vit-pictures` too, but not these. Made by `python scripts/train_zoo.py {NAME}`.

```python
from datasets import load_dataset

pictures = load_dataset("{REPO_ID}")
pictures["test"][0]["image"]
```
"""


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    repo_type="dataset",
    floors={"train": 102, "test": 68, "things": 34},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=2.0,
)
