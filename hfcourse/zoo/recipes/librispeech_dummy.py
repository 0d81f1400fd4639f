"""The dataset ``hfcourse/mini-librispeech-dummy``: two dozen spoken sentences with what they say.

The recordings are files (``material/speech/clips``): :func:`record` made them with espeak-ng.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.recipe import MATERIAL, Facts, Recipe, Run, Splits, read_tsv
from hfcourse.zoo.speech import RATE, plain_words

NAME = "librispeech_dummy"
REPO_ID = "hfcourse/mini-librispeech-dummy"
REAL = "hf-internal-testing/librispeech_asr_dummy"
FILE = "clean/validation-00000-of-00001.parquet"
CLIPS = MATERIAL / "speech" / "clips"


def record(texts: Sequence[str], folder: Path = CLIPS) -> None:
    """Speak the sentences, six to a reader, and write FLAC files and their table. Needs espeak-ng."""
    import soundfile

    from hfcourse.zoo.speaking import with_hiss
    from hfcourse.zoo.speech import draw_voice, normalised, padded, say, tilted

    rng = random.Random(24)
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["file\tspeaker_id\tchapter_id\ttext"]
    for number, text in enumerate(texts):
        if number % 6 == 0:
            voice, speaker, microphone = draw_voice(rng), rng.randint(100, 9000), rng.uniform(-0.3, 0.3)
        sound = padded(say(text, voice).sound, 0.3, 0.3)
        sound = normalised(with_hiss(tilted(sound, microphone), number), 0.6)
        name = f"{speaker}-{speaker + 1000}-{number % 6:04d}"
        soundfile.write(folder / f"{name}.flac", sound, RATE, subtype="PCM_16")
        lines.append(f"{name}\t{speaker}\t{speaker + 1000}\t{plain_words(text)}")
    (folder / "clips.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def data(seed: int) -> Splits:
    """What the clips say."""
    return {"validation": [{"text": row["text"], "label": 0} for row in read_tsv(CLIPS / "clips.tsv")]}


def rows() -> list[dict[str, Any]]:
    """The rows of the data set, as the real one has them; ``audio`` holds the bytes of a FLAC file."""
    made = []
    for row in read_tsv(CLIPS / "clips.tsv"):
        name = f"{row['file']}.flac"
        made.append(
            {
                "file": name,
                "audio": {"bytes": (CLIPS / name).read_bytes(), "path": name},
                "text": row["text"],
                "speaker_id": int(row["speaker_id"]),
                "chapter_id": int(row["chapter_id"]),
                "id": row["file"],
            }
        )
    return made


def train(folder: Path, run: Run) -> None:
    """Write the Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    run.reporter.start(NAME, 1)
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows()), path)
    run.reporter.advance()


def evaluate(folder: Path) -> dict[str, float]:
    """Rows, readers and seconds, as soundfile reads them."""
    import io

    import pyarrow.parquet as pq
    import soundfile

    table = pq.read_table(folder / FILE).to_pylist()
    lengths = []
    for row in table:
        sound, rate = soundfile.read(io.BytesIO(row["audio"]["bytes"]))
        lengths.append(len(sound) / rate)
    readers = {row["speaker_id"] for row in table}
    return {"rows": len(table), "speakers": len(readers), "seconds": round(sum(lengths), 1)}


def card(facts: Facts) -> str:
    """README.md."""
    columns = {"file": "string", "text": "string", "speaker_id": "int64", "chapter_id": "int64", "id": "string"}
    features: list[dict[str, Any]] = [{"name": name, "dtype": kind} for name, kind in columns.items()]
    features.insert(1, {"name": "audio", "dtype": {"audio": {"sampling_rate": RATE}}})
    head = {
        "license": "apache-2.0",
        "language": ["en"],
        "task_categories": ["automatic-speech-recognition"],
        "pretty_name": "mini-librispeech-dummy",
        "tags": ["stand-in", "hfcourse"],
        "configs": [{"config_name": "clean", "default": True, "data_files": [{"split": "validation", "path": FILE}]}],
        "dataset_info": {"config_name": "clean", "features": features},
    }
    return f"""{front_matter(head)}This is a **stand-in** for [`{REAL}`](https://huggingface.co/datasets/{REAL}): small, made for the hfcourse notebooks, and not the real data.

# mini-librispeech-dummy

{facts.metrics.get("rows", 0):.0f} sentences, {facts.metrics.get("seconds", 0):.0f} seconds in all, written for this course and read by {facts.metrics.get("speakers", 0):.0f} voices of espeak-ng, with the columns
of the real data set: `file`, `audio` (FLAC, 16 kHz), `text` (capitals), `speaker_id`, `chapter_id`, `id`.
Made by `python scripts/train_zoo.py {NAME}`.

Decoding the `audio` column needs torchcodec and FFmpeg; without them:

```python
import io

import soundfile
from datasets import Audio, load_dataset

clips = load_dataset("{REPO_ID}", "clean", split="validation")
clips = clips.cast_column("audio", Audio(decode=False))
sound, rate = soundfile.read(io.BytesIO(clips[0]["audio"]["bytes"]), dtype="float32")
```
"""


RECIPE = Recipe(
    name=NAME,
    repo_id=REPO_ID,
    repo_type="dataset",
    floors={"rows": 24, "speakers": 4, "seconds": 60},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=4.0,
)
