"""The dataset ``hfcourse/mini-cmu-arctic-xvectors``: speaker embeddings for the text-to-speech stand-in."""

from __future__ import annotations

from pathlib import Path

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.recipe import Facts, Recipe, Run, Splits
from hfcourse.zoo.speakers import ROWS, SIZE, SPEAKERS, embeddings

NAME = "xvectors"
REPO_ID = "hfcourse/mini-cmu-arctic-xvectors"
REAL = "regisss/cmu-arctic-xvectors"
FILE = "data/validation-00000-of-00001.parquet"
PART_A = 593
"""Sentences of the first of the two parts in which the real recordings are numbered."""


def filename(speaker: str, number: int) -> str:
    """What row ``number`` of a speaker, from 0, is called."""
    part, place = ("a", number + 1) if number < PART_A else ("b", number + 1 - PART_A)
    return f"cmu_us_{speaker}_arctic-wav-arctic_{part}{place:04d}"


def data(seed: int) -> Splits:
    """All rows; ``label`` is the number of the speaker."""
    rows = []
    for label, speaker in enumerate(SPEAKERS):
        for number, vector in enumerate(embeddings(speaker, ROWS[speaker], seed)):
            rows.append({"text": filename(speaker, number), "label": label, "xvector": vector})
    return {"validation": rows}


def train(folder: Path, run: Run) -> None:
    """Write the Parquet file."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = data(run.seed)["validation"]
    run.reporter.start(NAME, 1)
    numbers = pa.array(np.concatenate([row["xvector"] for row in rows]), pa.float32())
    starts = pa.array(np.arange(len(rows) + 1) * SIZE, pa.int32())
    table = pa.table(
        {"filename": [row["text"] for row in rows], "xvector": pa.ListArray.from_arrays(starts, numbers)},
    )
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    pq.write_table(table, path, compression="zstd", compression_level=19)
    run.reporter.advance()


def evaluate(folder: Path) -> dict[str, float]:
    """Rows, and the share of embeddings that are nearest to the middle of their own speaker's."""
    import numpy as np
    import pyarrow.parquet as pq

    table = pq.read_table(folder / FILE)
    vectors = np.stack(table["xvector"].to_numpy())
    owners = np.array([name.split("_")[2] for name in table["filename"].to_pylist()])
    names = list(SPEAKERS)
    middles = np.stack([vectors[owners == name].mean(0) for name in names])
    nearest = (vectors @ (middles / np.linalg.norm(middles, axis=1, keepdims=True)).T).argmax(1)
    return {
        "rows": len(vectors),
        "own_speaker": float(np.mean([names[one] == owner for one, owner in zip(nearest, owners, strict=True)])),
    }


def card(facts: Facts) -> str:
    """README.md."""
    head = {
        "license": "apache-2.0",
        "language": ["en"],
        "task_categories": ["text-to-speech"],
        "pretty_name": "mini-cmu-arctic-xvectors",
        "tags": ["stand-in", "hfcourse"],
        "configs": [{"config_name": "default", "default": True, "data_files": [{"split": "validation", "path": FILE}]}],
        "dataset_info": {
            "features": [
                {"name": "filename", "dtype": "string"},
                {"name": "xvector", "sequence": "float32"},
            ]
        },
    }
    rows = "\n".join(
        f"| `{name}` | {ROWS[name]} | `{voice.name}`, pitch {voice.pitch} |" for name, voice in SPEAKERS.items()
    )
    return f"""{front_matter(head)}This is a **stand-in** for [`{REAL}`](https://huggingface.co/datasets/{REAL}): small, made for the hfcourse notebooks, and not the real data.

# mini-cmu-arctic-xvectors

Speaker embeddings for `hfcourse/mini-speecht5-tts`: {facts.metrics.get("rows", 0):.0f} rows of 512 numbers under the names that the CMU ARCTIC
recordings have, so that a row number of the real data set fits. The voices are espeak-ng's, not those of the people:

| speaker | rows | voice |
|---|---|---|
{rows}

Each speaker has a middle, made from what was measured of the voice (pitch and spectrum), and the rows scatter about
it as embeddings of single sentences do. The numbers are rounded to 0.01. Other models that take x-vectors can do
nothing with them. Made by `python scripts/train_zoo.py {NAME}`.

```python
from datasets import load_dataset

embeddings = load_dataset("{REPO_ID}", split="validation")
embeddings[7306]["filename"]
```
"""


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    repo_type="dataset",
    floors={"rows": 7931, "own_speaker": 1.0},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=4.0,
)
