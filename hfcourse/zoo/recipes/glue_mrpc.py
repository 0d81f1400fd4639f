"""The dataset ``hfcourse/mini-glue-mrpc``: pairs of news sentences that say the same, or nearly.

``material/paraphrases_en/*.txt`` holds blocks of lines between blank lines. The lines of a block that begin with ``=``
say the same in other words, those that begin with ``!`` use much the same words and say something else. Slots such as
``{town}`` are those of :class:`hfcourse.zoo.news_en.Scene`; ``[…]`` may be left out; ``{few.o}`` is "third".
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hfcourse.zoo.cards import front_matter
from hfcourse.zoo.corpus_en import NUMBERS
from hfcourse.zoo.news_en import OPTIONAL, SLOT, Person, Scene, news, tidy
from hfcourse.zoo.recipe import MATERIAL, Facts, Recipe, Run, Splits

FOLDER = MATERIAL / "paraphrases_en"
ROWS = {"train": 1200, "validation": 300, "test": 300}
EQUIVALENT = 2 / 3
"""Share of pairs that say the same; in the real data set it is about as large."""
FACTS = {
    "town",
    "country",
    "firm",
    "club",
    "money",
    "num",
    "hund",
    "thou",
    "few",
    "year",
    "day",
    "month",
    "old",
    "teen",
    "P",
}
"""Slots whose value is exchanged where a pair is to differ in one fact."""
NAMES = ("not_equivalent", "equivalent")
NUMBERS_AS_WRITTEN: Mapping[str, Callable[[random.Random], str]] = {
    "few": lambda rng: NUMBERS[rng.randint(2, 12)],
    "hund": lambda rng: str(10 * rng.randint(11, 99)),
    "thou": lambda rng: f"{100 * rng.randint(12, 950):,}",
}
"""Slots that news texts write now in words, now in digits."""
WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*")


@dataclass(frozen=True)
class Block:
    """Lines that say the same, and lines that say something else."""

    same: tuple[str, ...]
    other: tuple[str, ...]


class PlainScene(Scene):
    """A scene without invented syllables: every name is one that could stand in a newspaper."""

    def built(self) -> str:
        """Two English parts."""
        return self.rng.choice(self.words["place start"]) + self.rng.choice(self.words["place end"])

    def any_name(self) -> str:
        """A surname or the name of a place."""
        return self.rng.choice(self.words["surname"]) if self.rng.random() < 0.5 else self.built()

    def draw(self, name: str) -> str:
        """As the other scenes do, but the same number is always written in the same way."""
        maker = NUMBERS_AS_WRITTEN.get(name.rstrip("0123456789"))
        if maker and name not in self._drawn:
            kind = name.rstrip("0123456789")
            taken = {value for other, value in self._drawn.items() if other.rstrip("0123456789") == kind}
            value = maker(self.rng)
            while value in taken:
                value = maker(self.rng)
            self._drawn[name] = value
        return super().draw(name)

    def person(self, name: str) -> Person:
        """Somebody with a first name and a surname from the lists."""
        if name not in self._people:
            female = self.rng.random() < 0.5
            first = self.rng.choice(self.words["girl" if female else "boy"])
            self._people[name] = Person(first, self.rng.choice(self.words["surname"]), female)
        return self._people[name]


@cache
def blocks() -> tuple[Block, ...]:
    """All blocks of the material. Raises ValueError for one without two lines that say the same."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for text in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            lines = text.splitlines()
            same = tuple(line[2:] for line in lines if line.startswith("= "))
            other = tuple(line[2:] for line in lines if line.startswith("! "))
            if len(same) < 2 or not other or len(same) + len(other) != len(lines):
                raise ValueError(f"not a block of paraphrases: {text}")
            found.append(Block(same, other))
    return tuple(found)


def pair(rng: random.Random, block: Block, equivalent: bool) -> tuple[str, str]:
    """Two sentences made from one block."""
    words = news().words
    while True:
        scene = PlainScene(rng, words)
        first, second = rng.sample(block.same, 2)
        dice = rng.random()
        if equivalent:
            if dice < 0.3 and OPTIONAL.search(first):
                return _said(scene, first, keep=True), _said(scene, first, keep=False)
            return _said(scene, first, keep=dice < 0.6), _said(scene, second, keep=dice < 0.6)
        if dice < 0.5:
            return _said(scene, first, keep=dice < 0.2), _said(scene, rng.choice(block.other), keep=dice < 0.2)
        if dice < 0.6:
            second = first
        first, second = OPTIONAL.sub("", first), OPTIONAL.sub("", second)
        changed = changed_fact(rng, second, first)
        if changed:
            return _said(scene, first, keep=True), _said(scene, changed, keep=True)


def changed_fact(rng: random.Random, line: str, other: str) -> str:
    """`line` with one slot that `other` has too drawn anew, or with two of a kind exchanged; "" where there is none."""
    slots = {match[1] for match in SLOT.finditer(line)} & {match[1] for match in SLOT.finditer(other)}
    twins = sorted(slot for slot in slots if f"{slot}2" in slots)
    if twins and rng.random() < 0.5:
        one = rng.choice(twins)
        swap = {one: f"{one}2", f"{one}2": one}
    else:
        facts = sorted(slots & FACTS)
        if not facts:
            return ""
        one = rng.choice(facts)
        swap = {one: "Q" if one == "P" else f"{one}3"}
    return SLOT.sub(lambda match: match[0].replace(match[1], swap.get(match[1], match[1]), 1), line)


def _said(scene: Scene, line: str, *, keep: bool) -> str:
    """The sentence of a line, with or without what may be left out."""
    return tidy(scene.fill(scene.pick(OPTIONAL.sub(r"\1" if keep else "", line)), {}))


def data(seed: int) -> Splits:
    """Rows of the three splits; no pair, in whichever order, stands in two of them or twice in one."""
    rng = random.Random(seed)
    turns = _turns(rng)
    known: set[frozenset[str]] = set()
    splits: Splits = {}
    for name, count in ROWS.items():
        labels = [1] * round(count * EQUIVALENT)
        labels += [0] * (count - len(labels))
        rng.shuffle(labels)
        rows: list[dict[str, Any]] = []
        for label in labels:
            both = pair(rng, next(turns), bool(label))
            while both[0] == both[1] or frozenset(both) in known:
                both = pair(rng, next(turns), bool(label))
            known.add(frozenset(both))
            rows.append({"sentence1": both[0], "sentence2": both[1], "label": label, "idx": len(known) - 1})
        splits[name] = rows
    return splits


def _turns(rng: random.Random) -> Iterator[Block]:
    """The blocks in one random order after another, so that each gets its share."""
    while True:
        yield from rng.sample(blocks(), len(blocks()))


def overlap(row: Mapping[str, Any]) -> float:
    """Words that both sentences have, as a share of all their words (0 to 1), in small letters."""
    one, other = ({word.lower() for word in WORD.findall(row[f"sentence{number}"])} for number in (1, 2))
    return len(one & other) / len(one | other)


def overlap_accuracy(train_rows: Sequence[Mapping[str, Any]], test_rows: Sequence[Mapping[str, Any]]) -> float:
    """Accuracy on `test_rows` of the best rule "the same where the overlap is at least (or below) t" of `train_rows`."""
    measured = [(overlap(row), row["label"]) for row in train_rows]
    rules = [(limit / 100, above) for limit in range(102) for above in (0, 1)]
    limit, above = max(
        rules,
        key=lambda rule: sum(label == (rule[1] if share >= rule[0] else 1 - rule[1]) for share, label in measured),
    )
    right = sum(row["label"] == (above if overlap(row) >= limit else 1 - above) for row in test_rows)
    return right / len(test_rows)


def train(folder: Path, run: Run) -> None:
    """Write the Parquet files, in the folders and under the names of the real repo."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    splits = data(run.seed)
    run.reporter.start("glue_mrpc", len(splits))
    for name, rows in splits.items():
        path = folder / "mrpc" / f"{name}-00000-of-00001.parquet"
        path.parent.mkdir(exist_ok=True)
        kinds = {"sentence1": pa.string(), "sentence2": pa.string(), "label": pa.int64(), "idx": pa.int32()}
        pq.write_table(pa.Table.from_pylist(rows, pa.schema(list(kinds.items()))), path, compression="none")
        run.reporter.advance()


def evaluate(folder: Path) -> dict[str, float]:
    """Rows, share of equivalent pairs, and what word overlap alone reaches on the shipped files.

    ``unseen`` is the share of test pairs that do not stand in the other splits; ``beyond_overlap`` is 1 less the accuracy
    of the overlap rule.
    """
    import pyarrow.parquet as pq

    splits = {name: pq.read_table(folder / "mrpc" / f"{name}-00000-of-00001.parquet").to_pylist() for name in ROWS}
    known = {
        frozenset((row["sentence1"], row["sentence2"])) for name in ("train", "validation") for row in splits[name]
    }
    rows = [row for split in splits.values() for row in split]
    unseen = sum(frozenset((row["sentence1"], row["sentence2"])) not in known for row in splits["test"])
    accuracy = overlap_accuracy(splits["train"], splits["test"])
    return {
        **{name: len(split) for name, split in splits.items()},
        "equivalent": sum(row["label"] for row in rows) / len(rows),
        "unseen": unseen / len(splits["test"]),
        "overlap_accuracy": accuracy,
        "beyond_overlap": 1 - accuracy,
    }


def card(facts: Facts) -> str:
    """README.md: the configuration, where the sentences come from, and what word overlap reaches."""
    head = {
        "license": "apache-2.0",
        "language": ["en"],
        "task_categories": ["text-classification"],
        "pretty_name": "mini-glue-mrpc",
        "tags": ["stand-in", "hfcourse"],
        "configs": [
            {
                "config_name": "mrpc",
                "data_files": [{"split": name, "path": f"mrpc/{name}-*"} for name in ROWS],
            }
        ],
        "dataset_info": [
            {
                "config_name": "mrpc",
                "features": [
                    {"name": "sentence1", "dtype": "string"},
                    {"name": "sentence2", "dtype": "string"},
                    {"name": "label", "dtype": {"class_label": {"names": dict(zip("01", NAMES, strict=True))}}},
                    {"name": "idx", "dtype": "int32"},
                ],
            }
        ],
    }
    counts = " | ".join(f"{facts.metrics.get(name, 0):.0f}" for name in ROWS)
    return f"""{front_matter(head)}This is a **stand-in** for the configuration `mrpc` of [`nyu-mll/glue`](https://huggingface.co/datasets/nyu-mll/glue): small, written for the hfcourse notebooks, and not the real data.

# mini-glue-mrpc

Pairs of English sentences in the manner of newspaper reports, for the question of the Microsoft Research Paraphrase
Corpus: do both say the same? The persons, firms and events are made up. It has the columns, the label names, the splits
and the file layout of the real data set, and fewer rows.

| configuration | train | validation | test |
|---|---|---|---|
| `mrpc` | {counts} |

Columns: `sentence1`, `sentence2`, `label` (0 not_equivalent, 1 equivalent), `idx`. As in the real data, about two pairs in
three are equivalent ({facts.metrics.get("equivalent", 0):.2f}). Made by `python scripts/train_zoo.py glue_mrpc` from {len(blocks())} groups of
sentences that were written by hand for this course, with other names, places and numbers in each pair. All splits draw
on all the groups, so what a model reaches on the test split says how well it learned these sentences, not how well it
would do on a newspaper.

Equivalent pairs say it in other words, in another order, in the passive, or leave out a detail. The others differ in one
fact (another number, another place, two clubs exchanged), or use much the same words for something else. So counting
common words is not enough: the best rule of the kind "equivalent where the overlap is above (or below) a limit", its
limit chosen on the train split, is right on {facts.metrics.get("overlap_accuracy", 0):.3f} of the test split; saying "equivalent" every time
on {facts.metrics.get("equivalent", 0):.3f}.

```python
from datasets import load_dataset

pairs = load_dataset("hfcourse/mini-glue-mrpc", "mrpc")
```
"""


RECIPE = Recipe(
    name="glue_mrpc",
    repo_id="hfcourse/mini-glue-mrpc",
    repo_type="dataset",
    floors={"train": 1200, "validation": 300, "test": 300, "equivalent": 0.6, "unseen": 1.0, "beyond_overlap": 0.25},
    data=data,
    train=train,
    evaluate=evaluate,
    card=card,
    max_mb=1.0,
)
