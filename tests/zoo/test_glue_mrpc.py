"""The stand-in for GLUE's MRPC: the real layout, pairs that are what their label says, and files that every reader takes."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hfcourse.zoo.recipes.glue_mrpc import (
    NAMES,
    RECIPE,
    ROWS,
    Block,
    blocks,
    changed_fact,
    data,
    overlap,
    overlap_accuracy,
    pair,
)

SPLITS = data(0)
ALL = [row for rows in SPLITS.values() for row in rows]


def test_layout_and_types_are_those_of_the_real_repo() -> None:
    """The repo's own loader finds splits by these names; `idx` is an int32 there."""
    for name, rows in SPLITS.items():
        table = pq.read_table(RECIPE.folder / "mrpc" / f"{name}-00000-of-00001.parquet")
        assert table.to_pylist() == rows
        assert table.schema.types == [pa.string(), pa.string(), pa.int64(), pa.int32()]
    assert {name: len(rows) for name, rows in SPLITS.items()} == ROWS


def test_datasets_reads_it_from_the_folder_with_the_label_names(tmp_path: Path) -> None:
    from datasets import load_dataset

    pairs = load_dataset(str(RECIPE.folder), "mrpc", cache_dir=str(tmp_path))
    assert pairs["train"].features["label"].names == list(NAMES)
    assert pairs["test"][0] == SPLITS["test"][0]


def test_two_pairs_in_three_are_equivalent_in_every_split() -> None:
    for rows in SPLITS.values():
        assert sum(row["label"] for row in rows) / len(rows) == pytest.approx(2 / 3, abs=0.01)
    assert [row["idx"] for row in ALL] == list(range(len(ALL)))


def test_no_pair_stands_twice() -> None:
    both = [frozenset((row["sentence1"], row["sentence2"])) for row in ALL]
    assert len(set(both)) == len(both) and all(len(pair) == 2 for pair in both)


def test_every_block_is_used_and_no_mark_of_the_material_is_left() -> None:
    for row in ALL:
        for text in (row["sentence1"], row["sentence2"]):
            assert not re.search(r"[{}\[\]<>\0]|\s\s|\s[.,;]", text), text
            assert text[0].isupper() or not text[0].isalpha(), text
            assert text.endswith("."), text
    assert len(blocks()) == 70


def test_a_number_is_written_in_one_way() -> None:
    """Else "4 roads" beside "four roads" would be labelled as another fact."""
    spelt = "two three four five six seven eight nine ten eleven twelve".split()
    for row in ALL:
        for text in (row["sentence1"], row["sentence2"]):
            if not row["label"]:
                continue
            other = row["sentence2"] if text == row["sentence1"] else row["sentence1"]
            for value, word in enumerate(spelt, start=2):
                assert not (re.search(rf"\b{word}\b", text) and re.search(rf"\b{value}\b(?![.,:]\d)", other)), row


def test_word_overlap_alone_does_not_decide() -> None:
    """A model that counts common words must not look good; 2/3 is what always saying "equivalent" gives."""
    assert overlap_accuracy(SPLITS["train"], SPLITS["test"]) <= 0.75
    shares = {label: [overlap(row) for row in ALL if row["label"] == label] for label in (0, 1)}
    assert abs(sum(shares[0]) / len(shares[0]) - sum(shares[1]) / len(shares[1])) < 0.1


def test_overlap_counts_words_of_both() -> None:
    assert overlap({"sentence1": "A dog ran.", "sentence2": "a dog, a cat"}) == 0.5


def test_the_overlap_rule_is_the_better_one_of_both_directions() -> None:
    rows = [{"sentence1": "a b c", "sentence2": text, "label": label} for text, label in (("a b c", 0), ("x y z", 1))]
    assert overlap_accuracy(rows, rows) == 1.0


def test_a_changed_fact_changes_one_slot_or_exchanges_two() -> None:
    rng = random.Random(0)
    assert changed_fact(rng, "{town} has {num} parks.", "In {town} there are {num} parks.") in {
        "{town3} has {num} parks.",
        "{town} has {num3} parks.",
    }
    assert changed_fact(rng, "{P} of {school}, {P.l} said.", "{P}") == "{Q} of {school}, {Q.l} said."
    assert changed_fact(rng, "It rained.", "It rained.") == ""
    swapped = {changed_fact(random.Random(seed), "{club} beat {club2}.", "{club} beat {club2}.") for seed in range(20)}
    assert "{club2} beat {club}." in swapped


def test_a_pair_is_never_one_sentence_where_a_fact_is_to_differ() -> None:
    block = Block(("{P} won in {town}.", "In {town}, {P} was the winner."), ("{P} lost in {town}.",))
    for seed in range(200):
        first, second = pair(random.Random(seed), block, equivalent=False)
        assert first != second
